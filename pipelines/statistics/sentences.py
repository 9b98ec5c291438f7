"""The sentences of an announcement, each with what stands in it and what the course lends it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.german.change_words import Turn
from pipelines.german.quantities import Quantity
from pipelines.german.text import Span, find_paragraphs
from pipelines.items import DateMention
from pipelines.statistics.age_groups import point_to_group
from pipelines.statistics.ages import name_ages
from pipelines.statistics.amounts import name_amounts
from pipelines.statistics.anaphora import add_pointers
from pipelines.statistics.causes import skip_causes
from pipelines.statistics.course import Course
from pipelines.statistics.cues import Cue
from pipelines.statistics.moments import Moment
from pipelines.statistics.offices import skip_described
from pipelines.statistics.passage import Passage, Reading
from pipelines.statistics.territories import mark_territories
from pipelines.statistics.timeline import Timeline


class Sentence(NamedTuple):
    """A sentence or row, the number of its paragraph, and what begins in it."""

    span: Span
    paragraph: int
    quantities: Sequence[Quantity]
    dates: Sequence[DateMention]
    cues: Sequence[Cue]


def cut_sentences(
    text: str,
    spans: Iterable[Span],
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    cues: Sequence[Cue],
) -> Iterator[Sentence]:
    """Each sentence and row with its share of what was found in the whole text."""
    paragraphs = [paragraph.start for paragraph in find_paragraphs(text)]
    starts = [quantity.start for quantity in quantities]
    date_starts = [mention.start for mention in dates]
    cue_starts = [cue.start for cue in cues]
    for span in spans:
        start, end = span
        yield Sentence(
            span,
            bisect_right(paragraphs, start),
            quantities[bisect_left(starts, start) : bisect_left(starts, end)],
            dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)],
            cues[bisect_left(cue_starts, start) : bisect_left(cue_starts, end)],
        )


def build_passage(
    course: Course, sentence: Sentence, turns: Sequence[Turn | None], *, dated: bool
) -> Passage:
    """What the rules of statistics see of a sentence with quantities."""
    text, (start, end) = course.text, sentence.span
    cues = skip_causes(text, skip_described(text, sentence.cues), start)
    passage = Passage(
        text=text,
        start=start,
        end=end,
        quantities=sentence.quantities,
        turns=turns,
        cues=point_to_group(text, cues, course.topic),
        dated=dated,
        circle=course.default_circle,
        counted=course.counted,
        told=bool(course.circle),
        titled=course.titled,
        apart=course.apart,
        foreign=course.foreign,
        beside=course.beside,
        seen=course.seen,
        ukraine=course.ukraine,
        part=course.part,
        heads=course.heads,
        project=course.project,
        engaged=course.engaged,
        fair=course.fair,
    )
    return mark_territories(name_amounts(name_ages(passage)))


def build_timeline(
    course: Course, passage: Passage, readings: Sequence[Reading], moments: Sequence[Moment]
) -> Timeline:
    """What the periods of a sentence are read from."""
    sentence = Span(passage.start, passage.end)
    return Timeline(
        passage=passage,
        readings=readings,
        moments=add_pointers(course.text, sentence, moments, course.era),
        era=course.era,
        report=course.report,
        past=course.past,
        spoken=course.spoken,
        listed=course.listed,
        columns=course.columns,
        bracketed=course.bracketed,
        labels=course.labels,
    )
