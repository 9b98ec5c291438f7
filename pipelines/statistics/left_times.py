"""The times that a sentence with figures leaves to the next one."""

import re
from collections.abc import Sequence

from pipelines.german.text import Span
from pipelines.statistics.eras import Era, begin_ahead, next_era
from pipelines.statistics.laws import find_law
from pipelines.statistics.pairs import Pair, is_since
from pipelines.statistics.stocks import FLOWS
from pipelines.statistics.timeline import Timeline
from pipelines.statistics.times import is_before

_SO_NOW = re.compile(
    r"(?<!\w)(?:so|jetzt|nun|heute|inzwischen|mittlerweile|derzeit|aktuell|noch)(?!\w)"
)


def leave_era(
    timeline: Timeline, pairs: Sequence[Pair], periods: Sequence[str | None], whole: str | None
) -> Era:
    """The era after a sentence whose figures hold for `periods`; their parts are of `whole`."""
    text, sentence = timeline.passage.text, Span(timeline.passage.start, timeline.passage.end)
    moments, reported = timeline.moments, timeline.report.time
    if any(reading.unit == "EUR" for reading in timeline.readings):
        moments = begin_ahead(text, moments, timeline.report.published)
    era = next_era(text, sentence, moments, timeline.era, timeline.report)
    pointers = [m for m in moments if m.value or m.pointer not in {"until", "year"}]
    if pointers and not reported and not any(m.value for m in pointers):
        era = era._replace(now=None)  # „derzeit": what follows holds for that time, too
    if era.now is None:  # „Am Montag informierten sich 120 Gäste": what follows is of that day, too
        days = (m.value for m in moments if m.told and m.value in periods)
        era = era._replace(now=next(days, None))
    told = [pair.before for pair in pairs if pair.told] or _find_contrast(timeline, periods)
    return era._replace(
        risen_from=told[-1] if told else None,
        whole=whole,
        since=_find_sum(timeline, periods),
        happens=era.happens and era.now not in periods,
        law=find_law(text, sentence, timeline.moments, timeline.era.law),
        told=timeline.era.told or (reported is not None and reported in periods),
    )


def _find_contrast(timeline: Timeline, periods: Sequence[str | None]) -> list[str | None]:
    """`Lag die Zahl 2006 bei 10.112, so sind es jetzt 6.038`: what follows compares the same."""
    passage, readings = timeline.passage, timeline.readings
    for index in range(1, len(readings)):
        one, other = periods[index - 1], periods[index]
        levels = passage.turns[index - 1] is None is passage.turns[index]
        same = (
            readings[index].indicator and readings[index].indicator == readings[index - 1].indicator
        )
        if levels and same and one and (other is None or is_before(one, other)):
            begin, end = passage.quantities[index - 1].end, passage.quantities[index].start
            if _SO_NOW.search(passage.text, begin, end):
                return [one]
    return []


def _find_sum(timeline: Timeline, periods: Sequence[str | None]) -> str | None:
    """`Seit 2005 flossen 1,3 Milliarden Euro`: a sum of what came since then."""
    came = [p for r, p in zip(timeline.readings, periods, strict=True) if r.indicator in FLOWS]
    since = {m.value for m in timeline.moments if is_since(timeline.passage, m)}
    return next((period for period in came if period in since), None)
