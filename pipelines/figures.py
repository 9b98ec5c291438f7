"""Every figure of an announcement: what it counts, which statistic, for when and for where."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from pipelines.cues import find_cues
from pipelines.german.change import Turn, find_turns
from pipelines.german.dates import find_reported_period
from pipelines.german.quantities import Quantity, find_quantities
from pipelines.german.text import Span, find_paragraphs, find_sentences, fold_text
from pipelines.items import Change, DateMention, Figure, Post
from pipelines.periods import Era, read_moments, read_periods
from pipelines.statistics import MEASURED, Passage, Reading, Topic, read_statistics

_NO_ERA = Era(None, None, None)


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
    reported = find_reported_period(text, title, reference)
    return tuple(_read(text, folded, quantities, dates, reported, title))


def _read(
    text: str,
    folded: str,
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    reported: str | None,
    title: str,
) -> Iterator[Figure]:
    starts = [quantity.start for quantity in quantities]
    date_starts = [mention.start for mention in dates]
    paragraphs = [paragraph.start for paragraph in find_paragraphs(text)]
    topic: Topic | None = None
    era, paragraph = _NO_ERA, -1
    default = _default_circle(folded, title)
    circle = ""
    for sentence in find_sentences(text):
        here = bisect_right(paragraphs, sentence.start)
        if here != paragraph:
            paragraph, era, circle = here, _NO_ERA, ""
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end)
        mentions = dates[
            bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)
        ]
        moments = read_moments(folded, mentions, sentence.start)
        if first == last:
            own = [moment.value for moment in moments if not moment.compared]
            era = Era(own[-1], era.compared, None) if own else era
            circle = _sentence_circle(folded, sentence) or circle
            continue
        inside = quantities[first:last]
        turns = find_turns(folded, inside, sentence.start, sentence.end)
        cues = find_cues(folded, sentence.start, sentence.end)
        passage = Passage(
            folded,
            sentence.start,
            sentence.end,
            inside,
            turns,
            cues,
            bool(moments),
            circle or default,
        )
        readings, topic = read_statistics(passage, topic)
        circle = next((r.indicator for r in readings if r.indicator), "") and (
            "sgb2" if any((r.indicator or "").endswith("_sgb2") for r in readings) else circle
        )
        periods, era = read_periods(
            folded, inside, turns, readings, moments, sentence.start, sentence.end, era, reported
        )
        for quantity, turn, reading, period in zip(inside, turns, readings, periods, strict=True):
            yield _figure(text, sentence, quantity, turn, reading, period)


def _sentence_circle(text: str, sentence: Span) -> str:
    found = ""
    for cue in find_cues(text, sentence.start, sentence.end):
        if cue.kind in {"sgb2", "jobcenter"}:
            found = "sgb2"
        elif cue.kind in {"sgb3", "both"}:
            found = cue.kind
    return found


def _default_circle(text: str, title: str) -> str:
    kinds = {cue.kind for cue in find_cues(text, 0, len(text))}
    if kinds & {"sgb3", "agency", "both"}:
        return "both"
    named = {cue.kind for cue in find_cues(title, 0, len(title))}
    return "sgb2" if named & {"sgb2", "jobcenter"} else "both"


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
