"""Dates that count from what is reported on: `vor einem Jahr`, `Ende 2025`, `im letzten Jahr`."""

import re

from pipelines.german.number_words import ONES, TEENS
from pipelines.statistics.moments import Moment
from pipelines.statistics.standing import COUNTED, find_standing
from pipelines.statistics.stocks import OF_SPANS
from pipelines.statistics.timeline import Timeline
from pipelines.statistics.times import MONTH, WHOLE_DAY, step_back

_YEARS_AGO = re.compile(r"[Vv]or\s(\w+)\sJahren|(\w+)\sJahre\s(?:zuvor|davor|vorher|früher)")
_LAST_YEAR = re.compile(r"(?:letzten|vergangenen|vorigen|vergangenes|letztes)\sJahr(?:es)?")
_STOOD = re.compile(r"(?<!\w)(?:lag|lagen|betrug|betrugen|waren(?:\ses)?\snoch)(?!\w)")
_THIS_MONTH = re.compile(r"(?:aktuell|laufend|diese)\w{0,2}\sMonats?(?!\w)")
_YEAR_END = re.compile(r"Ende|ende|Jahreswechsel")
_YEAR_BEGIN = re.compile(r"Beginn|beginn|Anfang|Start")


def reckon_from_report(timeline: Timeline, index: int, moment: Moment) -> str | None:
    """The time that such a date means for a figure; None where it means what it says."""
    beside = find_in_report(timeline, moment)
    reading = timeline.readings[index]
    if beside or (reading.rule == "none" and reading.unit not in COUNTED):
        return beside
    years = _count_years(timeline.passage.text, moment)
    if years or _stood(timeline, index, moment):
        now, event = _find_now(timeline, index, moment), timeline.report.event
        held = (event is not None and now == event.day) or (
            reading.indicator is None and _is_day(now)
        )
        if now and len(now) > len("2024") and not held:  # the last fair had a day of its own
            return step_back(now, years=years or 1)
    return None


def _is_day(period: str | None) -> bool:
    return period is not None and WHOLE_DAY.fullmatch(period) is not None


def _count_years(text: str, moment: Moment) -> int:
    """How many years a date goes back: `im Vorjahr`, `vor drei Jahren`; 0 where it does not."""
    if moment.year_ago:
        return 1
    match = _YEARS_AGO.fullmatch(text, moment.start, moment.end)
    return (ONES | TEENS).get((match[1] or match[2]).lower(), 0) if match else 0


def find_in_report(timeline: Timeline, moment: Moment) -> str | None:
    """In a report on a month: that month, in other words.

    `Ende 2025` is its December, `zu Beginn des Jahres` its January.
    """
    reported, words = timeline.report.time, timeline.passage.text[moment.start : moment.end]
    if not reported or not MONTH.fullmatch(reported):
        return None
    turn = {"-12": _YEAR_END, "-01": _YEAR_BEGIN}.get(reported[4:])
    if turn is not None and moment.value == reported[:4] and turn.search(words):
        return reported
    return reported if _THIS_MONTH.match(words) else None


def _find_now(timeline: Timeline, index: int, ago: Moment) -> str | None:
    """What `vor einem Jahr` counts from: the month spoken of, unless the sentence names a year."""
    own = [
        m.value
        for m in timeline.moments
        if m.value and m != ago and not (m.compared or m.ago or m.pointer)
    ]
    if ago.bracketed:  # „Von Januar bis Oktober 412 (Vorjahr: 455)"
        before = [m.value for m in timeline.moments if m.end <= ago.start and m.value in own]
        if before and not before[-1].isdigit():
            return before[-1]
    reported = timeline.report.time
    standing = find_standing(timeline, index) or reported
    if standing and reported and MONTH.fullmatch(standing) and MONTH.fullmatch(reported):
        standing = reported  # an older month was named by the way
    if standing == timeline.report.published:
        standing = reported  # „Heute sind es 410": nobody counted on this day years ago
    if own and (standing is None or standing.isdigit() or own[0].isdigit()):
        return own[0]
    return standing


def _stood(timeline: Timeline, index: int, moment: Moment) -> bool:
    """`Im letzten Jahr lag die Zahl bei 2.809`: of a stock, its value in the same month."""
    passage, indicator = timeline.passage, timeline.readings[index].indicator
    return (
        indicator not in OF_SPANS
        and _LAST_YEAR.fullmatch(passage.text, moment.start, moment.end) is not None
        and _STOOD.search(passage.text, passage.start, passage.end) is not None
    )
