"""Every figure of an announcement: what it counts, which statistic, for when and for where."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from pipelines.german.change import find_turns
from pipelines.german.change_parallel import find_told
from pipelines.german.change_words import Turn
from pipelines.german.lines import prepare_text
from pipelines.german.quantities import Quantity, find_quantities
from pipelines.german.text import Span, find_paragraphs, find_sentences
from pipelines.items import Change, DateMention, Figure, Post
from pipelines.statistics.ages import name_ages
from pipelines.statistics.amounts import name_amounts
from pipelines.statistics.anaphora import add_pointers
from pipelines.statistics.area_cues import Region
from pipelines.statistics.brackets import find_note
from pipelines.statistics.causes import skip_causes, skip_introduced
from pipelines.statistics.course import begin_course
from pipelines.statistics.cues import find_cues
from pipelines.statistics.events import Event, find_event
from pipelines.statistics.indicators import read_statistics
from pipelines.statistics.moments import read_moments
from pipelines.statistics.offices import skip_described
from pipelines.statistics.passage import MEASURED, Passage, Reading
from pipelines.statistics.periods import read_periods
from pipelines.statistics.plans import find_planned_year
from pipelines.statistics.regions import Areas
from pipelines.statistics.report_time import find_report_time
from pipelines.statistics.rows import split_rows
from pipelines.statistics.surveys import find_survey_time
from pipelines.statistics.territories import mark_territories
from pipelines.statistics.timeline import Timeline


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
    folded = prepare_text(text)
    quantities = find_quantities(folded, skip=[(mention.start, mention.end) for mention in dates])
    if not quantities:
        return ()
    published = reference.isoformat() if reference else None
    reported = find_report_time(text, title, dates, reference)
    return tuple(
        _read(
            text,
            folded,
            quantities,
            dates,
            title=title,
            reported=reported,
            event=find_event(text, title, dates, reported, published),
            survey=find_survey_time(text, dates, published),
            planned=find_planned_year(title, dates, published),
            published=published,
            jobcenters=jobcenters,
        )
    )


def _read(  # noqa: PLR0913  # one value a line of state
    original: str,
    text: str,
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    *,
    title: str,
    reported: str | None,
    event: Event | None,
    survey: DateMention | None,
    planned: str | None,
    published: str | None,
    jobcenters: Sequence[str],
) -> Iterator[Figure]:
    """Sentence by sentence, each against the course of the text before it.

    `text` is the `original` in its reading form, character for character as long.
    """
    starts = [quantity.start for quantity in quantities]
    date_starts = [mention.start for mention in dates]
    paragraphs = [paragraph.start for paragraph in find_paragraphs(text)]
    sentences = split_rows(text, find_sentences(text))
    all_cues = skip_introduced(text, find_cues(text, 0, len(text)))
    cue_starts = [cue.start for cue in all_cues]
    apart = any(cue.kind == "sgb3" for cue in all_cues)
    course = begin_course(text, title, reported, published)
    course.labels = find_note(text, sentences, dates, reported)
    areas = Areas(text, jobcenters)
    told = None
    for sentence in sentences:
        start, end = sentence
        course.enter(sentence, bisect_right(paragraphs, start))
        mentions = dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)]
        moments = course.leave_brackets(sentence, read_moments(text, mentions, start, end))
        cues = all_cues[bisect_left(cue_starts, start) : bisect_left(cue_starts, end)]
        inside = quantities[bisect_left(starts, start) : bisect_left(starts, end)]
        if not inside:
            areas.pass_by(sentence, course.paragraph)
            course.pass_by(sentence, moments, cues)
            course.leave(sentence, cues)
            continue
        turns = find_turns(text, inside, start, end, told=told)
        told = find_told(inside, turns, end)
        passage = Passage(
            text=text,
            start=start,
            end=end,
            quantities=inside,
            turns=turns,
            cues=skip_causes(text, skip_described(text, cues), start),
            dated=bool(moments),
            circle=course.default_circle,
            counted=course.counted,
            told=bool(course.circle),
            titled=course.titled,
            apart=apart,
            beside=course.beside,
            seen=course.seen,
            ukraine=course.ukraine,
            part=course.part,
            heads=course.heads,
            project=course.project,
            engaged=course.engaged,
            fair=course.fair,
        )
        passage = mark_territories(name_amounts(name_ages(passage)))
        spoken = course.spoken
        readings, course.topic, course.tally = read_statistics(passage, course.topic, course.tally)
        periods, course.era = read_periods(
            Timeline(
                passage=passage,
                readings=readings,
                moments=add_pointers(text, sentence, moments, course.era),
                era=course.era,
                reported=reported,
                published=published,
                past=course.past,
                event=event,
                survey=survey,
                planned=planned,
                spoken=spoken,
                listed=course.listed,
                columns=course.columns,
                bracketed=course.bracketed,
                labels=course.labels,
            )
        )
        regions = areas.read(sentence, course.paragraph, inside, readings)
        for row in zip(inside, passage.turns, readings, periods, regions, strict=True):
            yield _figure(original, sentence, *row)
        course.remember(passage.quantities, readings)
        course.leave(sentence, passage.cues, readings)


def _figure(  # noqa: PLR0913, PLR0917  # one value a column of the row
    text: str,
    sentence: Span,
    quantity: Quantity,
    turn: Turn | None,
    reading: Reading,
    period: str | None,
    region: Region,
) -> Figure:
    value, value_to = quantity.value, quantity.value_to
    if reading.scale:
        value = value * reading.scale
        value_to = value_to * reading.scale if value_to is not None else None
    return Figure(
        quote=text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=value,
        value_to=value_to,
        modifier=quantity.modifier,
        unit=reading.unit,
        indicator=reading.indicator,
        period=period,
        change=_read_change(turn, reading) if reading.unit not in MEASURED else None,
        jobcenter=region.jobcenter if reading.indicator else None,
        region=region.region if reading.indicator else None,
        sentence=text[sentence.start : sentence.end],
        rule=reading.rule if turn is None else f"{turn.rule}+{reading.rule}",
    )


def _read_change(turn: Turn | None, reading: Reading) -> Change | None:
    """The way of a difference; what is better or worse depends on what is counted."""
    if turn is None or reading.rule == "elsewhere":
        return None
    if turn.way == "up" or turn.way == "down":  # noqa: PLR1714  # mypy narrows only so
        return turn.way
    falls = reading.indicator is not None and "arbeitslos" in reading.indicator
    better: Change = "down" if falls else "up"
    worse: Change = "up" if falls else "down"
    return better if turn.way == "better" else worse


class Figures:
    """The stage that reads the figures of a post's text."""

    def process_item(self, item: Post) -> Post:
        """Give the post its figures; it must have its dates."""
        found = find_figures(
            item.text,
            dates=tuple(mention for mention in item.dates if mention.source == "text"),
            reference=item.published,
            title=item.title,
            jobcenters=tuple(attribution.jobcenter for attribution in item.jobcenters),
        )
        return attrs.evolve(item, figures=found)
