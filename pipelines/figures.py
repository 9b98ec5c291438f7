"""Every figure of an announcement: what it counts, which statistic, for when and for where."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from pipelines.cues import Cue, find_cues, load_indicators
from pipelines.german.change import Turn, find_turns
from pipelines.german.dates import find_reported_period
from pipelines.german.quantities import Quantity, find_quantities
from pipelines.german.text import Span, find_paragraphs, find_sentences, fold_text
from pipelines.items import Change, DateMention, Figure, Post
from pipelines.periods import Era, Timeline, next_era, read_columns, read_moments, read_periods
from pipelines.statistics import MEASURED, Passage, Reading, Topic, read_statistics

_NO_ERA = Era()
_ROW_BREAK = re.compile(
    r"""\n(?= [^\n|]{1,80}\s\|\s            # the next line is a table's row
            | [•*·–-]?\s?[A-ZÄÖÜ][^\n:.]{2,60}:\s[^\n]{0,12}\d )  # or `Bedarfsgemeinschaften: 11.267`""",
    re.VERBOSE,
)
_PARTS_FOLLOW = re.compile(r"(?<!\w)[Dd](?:avon|arunter)(?:\s(?:sind|waren))?[\s:]*$")
_PROJECT_NAMED = re.compile(
    r"(?:[Pp]rojekt|[Mm]aßnahme|[Pp]rogramm|Kurs|Coaching|Initiative)\w*\s[„\"»“]|[„\"»][^“\"«]{3,40}[“\"«]\sheißt\sdas"
)
_IN_BRACKETS = re.compile(r"[Ii]n\s(?:Klammern|\(\))")


def find_figures(
    text: str,
    *,
    dates: Sequence[DateMention],
    reference: date | None,
    title: str = "",
    jobcenters: Sequence[str] = (),
) -> tuple[Figure, ...]:
    """Every figure of `text`, in order and without overlap; numbers inside `dates` are none.

    `reference` is the day of publication, `jobcenters` the slugs that the announcement is about.

    >>> found = find_figures("Arbeitslose SGB II: 7.273", dates=(), reference=None)
    >>> [(f.quote, f.value, f.unit, f.indicator) for f in found]
    [('7.273', Decimal('7273'), 'person', 'arbeitslose_sgb2')]
    """
    folded = fold_text(text)
    spans = [(mention.start, mention.end) for mention in dates]
    quantities = find_quantities(folded, skip=spans)
    if not quantities:
        return ()
    published = reference.isoformat() if reference else None
    reported = find_reported_period(text, title, reference)
    return tuple(_read(text, folded, quantities, dates, reported, title, published))


def _read(
    text: str,
    folded: str,
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    reported: str | None,
    title: str,
    published: str | None,
) -> Iterator[Figure]:
    starts = [quantity.start for quantity in quantities]
    date_starts = [mention.start for mention in dates]
    paragraphs = [paragraph.start for paragraph in find_paragraphs(text)]
    topic = Topic()
    ukraine = part = False
    project = bool(_PROJECT_NAMED.search(title))
    era, paragraph = _NO_ERA, -1
    lead_era = _NO_ERA
    past: str | None = None
    listed = False
    columns: dict[int, str] = {}
    bracketed: str | None = None
    sentences = _split_rows(folded, find_sentences(text))
    default = "both"
    both = _speaks_of_both(folded, sentences)
    if not both and any(c.kind in {"sgb2", "jobcenter"} for c in find_cues(title, 0, len(title))):
        default = "sgb2"
    circle = ""
    for sentence in sentences:
        here = bisect_right(paragraphs, sentence.start)
        if here != paragraph:
            past = era.now
            goes_on = listed = folded[: sentence.start].rstrip().endswith((":", " sind", " waren"))
            era, circle = (era, circle) if goes_on else (_NO_ERA, "")
            bracketed = bracketed if goes_on else None
            columns = columns if "|" in folded[sentence.start : sentence.end] else {}
            paragraph, lead_era = here, era
            topic = topic if goes_on else topic._replace(stale=True)
            ukraine = ukraine and goes_on
            part = (
                goes_on
                and _PARTS_FOLLOW.search(folded, max(0, sentence.start - 60), sentence.start)
                is not None
            )
        elif folded[sentence.start - 1] == "\n":
            head_line = folded[: sentence.start].rstrip().endswith(":")
            era = lead_era = era if head_line else lead_era
            listed = listed or head_line
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end)
        mentions = dates[
            bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)
        ]
        moments = read_moments(folded, mentions, sentence.start)
        cues = find_cues(folded, sentence.start, sentence.end)
        if first == last:
            era = next_era(
                folded[sentence.start : sentence.end], moments, era, reported, topical=True
            )
            columns = read_columns(folded, moments, sentence.start, sentence.end) or columns
            topic = _mention_topic(topic, cues, heads=folded[sentence.end - 1] == ":")
        else:
            inside = quantities[first:last]
            turns = find_turns(folded, inside, sentence.start, sentence.end)
            passage = Passage(
                folded,
                sentence.start,
                sentence.end,
                inside,
                turns,
                cues,
                bool(moments),
                circle or default,
                ukraine,
                part,
                project,
            )
            readings, topic = read_statistics(passage, topic)
            periods, era = read_periods(
                Timeline(
                    passage,
                    readings,
                    moments,
                    era,
                    reported,
                    published,
                    past,
                    listed,
                    columns,
                    bracketed,
                )
            )
            for quantity, turn, reading, period in zip(
                inside, turns, readings, periods, strict=True
            ):
                yield _figure(text, sentence, quantity, turn, reading, period)
        head = _IN_BRACKETS.search(folded, sentence.start, sentence.end)
        if head:
            bracketed = next(
                (m.value for m in moments if head.start() < m.start < head.end() + 40), None
            )
        project = project or bool(_PROJECT_NAMED.search(folded, sentence.start, sentence.end))
        circle = _sentence_circle(cues) or circle
        if not both and any(cue.kind in {"sgb2", "jobcenter"} for cue in cues):
            default = "sgb2"
        ukraine = any(cue.kind in {"ukraine", "gefluechtete_ukraine"} for cue in cues)


def _split_rows(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Sentences, but each row of a table or list of its own, however long its lines are."""
    split: list[Span] = []
    for sentence in sentences:
        start = sentence.start
        for match in _ROW_BREAK.finditer(text, sentence.start, sentence.end):
            split.append(Span(start, match.start()))
            start = match.end()
        split.append(Span(start, sentence.end))
    return split


def _mention_topic(topic: Topic, cues: Sequence[Cue], *, heads: bool) -> Topic:
    """A sentence without figures names the rate that the next one speaks of; a head any statistic."""
    indicators = load_indicators()
    for cue in cues:
        indicator = indicators.get(cue.kind)
        if indicator and (heads or cue.kind in {"arbeitslosenquote", "integrationsquote"}):
            name = indicator.alias_of or indicator.name
            return Topic(name, indicator.unit, topic.counted)
    return topic


def _sentence_circle(cues: Sequence[Cue]) -> str:
    """The legal circle that a sentence leaves behind for the next."""
    kinds = {"sgb2" if cue.kind == "jobcenter" else cue.kind for cue in cues}
    if "both" in kinds or {"sgb2", "sgb3"} <= kinds:
        return "both"
    return next((circle for circle in ("sgb2", "sgb3") if circle in kinds), "")


def _speaks_of_both(text: str, sentences: Sequence[Span]) -> bool:
    """The announcement tells the SGB III's numbers too, so a number without a circle is the sum."""
    cues = find_cues(text, 0, len(text))
    if any(cue.kind in {"sgb3", "both"} for cue in cues):
        return True
    starts = [cue.start for cue in cues]
    for sentence in sentences:
        inside = cues[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        kinds = {cue.kind for cue in inside}
        if "agency" in kinds and kinds & {"arbeitslose", "arbeitslosenquote", "quote"}:
            return True
    return False


def _change(turn: Turn | None, reading: Reading) -> Change | None:
    if turn is None:
        return None
    if turn.way in {"up", "down"}:
        return turn.way  # type: ignore[return-value]  # narrowed by the line above
    falls = bool(reading.indicator) and "arbeitslos" in (reading.indicator or "")
    better: Change = "down" if falls else "up"
    worse: Change = "up" if falls else "down"
    return better if turn.way == "better" else worse


def _figure(
    text: str,
    sentence: Span,
    quantity: Quantity,
    turn: Turn | None,
    reading: Reading,
    period: str | None,
) -> Figure:
    return Figure(
        quote=text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        value_to=quantity.value_to,
        modifier=quantity.modifier,
        unit=reading.unit,
        indicator=reading.indicator,
        period=period,
        change=_change(turn, reading) if reading.unit not in MEASURED else None,
        sentence=text[sentence.start : sentence.end],
        rule=reading.rule if turn is None else f"{turn.rule}+{reading.rule}",
    )


class Figures:
    """The stage that reads the figures of a post's text."""

    def process_item(self, item: Post) -> Post:
        """Give the post its figures; it must have its dates."""
        dates = tuple(mention for mention in item.dates if mention.source == "text")
        found = find_figures(
            item.text,
            dates=dates,
            reference=item.published,
            title=item.title,
            jobcenters=tuple(attribution.jobcenter for attribution in item.jobcenters),
        )
        return attrs.evolve(item, figures=found)
