"""The time that `derzeit`, `bisher` and `heute` mean."""

from pipelines.statistics.laws import is_rate
from pipelines.statistics.standing import STAFF, find_standing
from pipelines.statistics.stocks import FLOWS, is_reached
from pipelines.statistics.timeline import Timeline
from pipelines.statistics.times import WHOLE_DAY, is_recent


def find_pointed(timeline: Timeline, index: int, pointer: str) -> str | None:
    """What `derzeit` means: the month just reported on, and never the year of a review.

    `jetzt` may mean that year: it is where a statistic has come to. What came in a stretch of
    years (`bisher`, `in zehn Jahren`) holds for no time that has a name.
    """
    reported, published = timeline.report.time, timeline.report.published
    if pointer in {"span", "stretch"} or timeline.readings[index].indicator == STAFF:
        return None
    if pointer == "begin":  # „seit der Gründung 26.000 Vermittlungen", „… um 40 auf 4.900"
        indicator = timeline.readings[index].indicator
        stands = (indicator and indicator not in FLOWS) or is_reached(timeline.passage, index)
        return find_standing(timeline, index) if stands else None
    if pointer in {"now", "today"} and is_rate(timeline, index):
        return timeline.era.law
    if pointer == "until":  # „bisher" in a report on the year's first months
        running = reported is not None and published is not None and "/" in reported
        return reported if running and _is_statistic(timeline, index) else None
    if pointer == "year":
        year = reported is not None and (reported.isdigit() or reported.endswith("-12"))
        return reported[:4] if reported and year else find_standing(timeline, index)
    return _find_now(timeline, index, pointer)


def _find_now(timeline: Timeline, index: int, pointer: str) -> str | None:
    """The month that a report has come to, what it is on, or what was spoken of last."""
    reported, now, published = timeline.report.time, timeline.era.now, timeline.report.published
    statistic = _is_statistic(timeline, index)
    if statistic and now and reported and reported.isdigit() and now.startswith(f"{reported}-"):
        return now  # „Im Dezember 2017 … Damit liegt die Quote nun bei 4,9 Prozent"
    meant = reported is not None and (
        is_recent(reported, published) or WHOLE_DAY.fullmatch(reported)
    )
    if meant or (reported and statistic and pointer == "now"):
        return reported
    return now if statistic and now and is_recent(now, published) else None


def _is_statistic(timeline: Timeline, index: int) -> bool:
    return timeline.readings[index].rule != "none"
