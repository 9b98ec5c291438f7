"""Every figure of an announcement: what it counts, which statistic, for when and for where."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from pipelines.german.change import find_turns
from pipelines.german.change_parallel import find_told
from pipelines.german.change_words import Turn
from pipelines.german.lines import prepare_text
from pipelines.german.normalizing import Normalized, normalize
from pipelines.german.quantities import Quantity, find_quantities
from pipelines.german.text import Span, find_sentences
from pipelines.items import Change, DateMention, Figure, Post
from pipelines.statistics.area_cues import Region
from pipelines.statistics.brackets import find_note
from pipelines.statistics.causes import skip_introduced
from pipelines.statistics.course import Course, begin_course
from pipelines.statistics.cues import find_cues
from pipelines.statistics.events import find_event
from pipelines.statistics.indicators import read_statistics
from pipelines.statistics.moments import read_moments
from pipelines.statistics.passage import MEASURED, Reading
from pipelines.statistics.periods import read_periods
from pipelines.statistics.plans import find_planned_year
from pipelines.statistics.regions import Areas
from pipelines.statistics.report import Report
from pipelines.statistics.report_time import find_report_time
from pipelines.statistics.rows import split_rows
from pipelines.statistics.sentences import Sentence, build_passage, build_timeline, cut_sentences
from pipelines.statistics.surveys import find_survey_time
from pipelines.told_text import read_told_text, tell_once


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
    normalized = normalize(text)
    text, title, dates = normalized.text, normalize(title).text, normalized.place(dates)
    folded = prepare_text(text)
    quantities = find_quantities(folded, skip=[(mention.start, mention.end) for mention in dates])
    if not quantities:
        return ()
    published = reference.isoformat() if reference else None
    time = find_report_time(text, title, dates, reference)
    report = Report(
        published=published,
        time=time,
        event=find_event(text, title, dates, time, published),
        survey=find_survey_time(text, dates, published),
        planned=find_planned_year(title, dates, published),
    )
    cues = skip_introduced(folded, find_cues(folded, 0, len(folded)))
    course = begin_course(folded, title, report, cues)
    spans = split_rows(folded, find_sentences(folded))
    course.labels = find_note(folded, spans, dates, time)
    sentences = cut_sentences(folded, spans, quantities, dates, cues)
    return tuple(_read(normalized, sentences, course, Areas(folded, jobcenters)))


def _read(
    normalized: Normalized, sentences: Iterable[Sentence], course: Course, areas: Areas
) -> Iterator[Figure]:
    """Sentence by sentence, each against the course of the text before it.

    The course's text is the `normalized` one in its reading form, character for character as long.
    """
    text, told = course.text, None
    for sentence in sentences:
        span, paragraph, quantities, dates, cues = sentence
        course.enter(span, paragraph)
        moments = course.leave_brackets(span, read_moments(text, dates, *span))
        if not quantities:
            areas.pass_by(span, paragraph)
            course.pass_by(span, moments, cues)
            course.leave(span, cues)
            continue
        turns = find_turns(text, quantities, *span, told=told)
        told = find_told(quantities, turns, span.end)
        passage = build_passage(course, sentence, turns, dated=bool(moments))
        readings, topic, tally = read_statistics(passage, course.topic, course.tally)
        periods, era = read_periods(build_timeline(course, passage, readings, moments))
        regions = areas.read(span, paragraph, quantities, readings)
        for row in zip(quantities, passage.turns, readings, periods, regions, strict=True):
            yield _figure(normalized, span, *row)
        course.topic, course.tally, course.era = topic, tally, era
        course.remember(passage.quantities, readings)
        course.leave(span, passage.cues, readings)


def _figure(  # noqa: PLR0913, PLR0917  # one value a column of the row
    normalized: Normalized,
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
    start, end = normalized.restore(quantity.start, quantity.end)
    told = normalized.restore(*sentence)
    return Figure(
        quote=normalized.original[start:end],
        start=start,
        end=end,
        value=value,
        value_to=value_to,
        modifier=quantity.modifier,
        unit=reading.unit,
        indicator=reading.indicator,
        period=period,
        change=_read_change(turn, reading) if reading.unit not in MEASURED else None,
        jobcenter=region.jobcenter if reading.indicator else None,
        region=region.region if reading.indicator else None,
        sentence=normalized.original[told.start : told.end],
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
    """The stage that reads the figures of a post's teaser and text."""

    def process_item(self, item: Post) -> Post:
        """Give the post its figures; it must have its dates. What the text repeats is told once."""
        told = read_told_text(item)
        found = find_figures(
            told.whole,
            dates=told.join(item.dates),
            reference=item.published,
            title=item.title,
            jobcenters=tuple(attribution.jobcenter for attribution in item.jobcenters),
        )
        return attrs.evolve(
            item,
            figures=tell_once(told.part(found), lambda f: (f.value, f.value_to, f.unit)),
            dates=tell_once(item.dates, lambda mention: mention.value),
        )
