"""Numbers of another time than their sentence: `nach 3.509`, `der Vorjahreswert (790)`."""

import re

from pipelines.statistics.clauses import find_own_clause
from pipelines.statistics.moments import Moment
from pipelines.statistics.pairs import guess_before
from pipelines.statistics.passage import MEASURED, Passage
from pipelines.statistics.standing import find_standing
from pipelines.statistics.timeline import Timeline, find_touching_behind
from pipelines.statistics.times import MONTH, is_before, step_back

_AFTER = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:(?:\s[^\W\d]{1,30}){0,4},)?\snach\s(?:zuvor\s|noch\s|zuletzt\s|vorher\s)?"
)
"""What stands between the newer number and the older: ` aus, nach `."""
_REACH = 90
"""So many characters it has at most."""
_OF_BEFORE = re.compile(
    r"Vor(?P<by>jahres|monats|quartals)(?!monat|zeitraum|quartal)[a-zäöüß]{3,16}\s?(?:\(|von\s|mit\s|:\s|lag\sbei\s|liegt\sbei\s|betrug\s|beträgt\s|zählte\s|war\s)(?:noch\s|rund\s)?$"
)
"""`der Vorjahreswert (790)`."""
_VALUE_THEN = re.compile(
    r"(?:[Ww]ert|[Ss]tand|[Nn]iveau|[Ee]rgebnis|[Mm]arke|[Zz]ahl|[Qq]uote)(?:e?s)?\s(?:des|vom)\s"
    r"Vor(?P<by>jahre?s|monate?s|quartals)(?:monats|quartals|zeitraums)?"
    r"\s(?:von|in\sHöhe\svon|mit)\s(?:rund\s|knapp\s)?$"
)
"""`unter dem Wert des Vorjahres von 790`."""
_STILL = re.compile(
    r"(?<!\w)(?:sind|suchen|haben|ist|stehen|gelten|bleiben)(?!\w)[^,.;:()]{0,60}?(?<!\w)(?:noch|weiterhin|unversorgt|unbesetzt)(?!\w)"
    r"|(?<!\w)(?:noch|weiterhin|unversorgt|unbesetzt)\s(?:\w+\s){0,3}(?:sind|suchen|haben)(?!\w)"
)
_CELL = re.compile(r"[;/|]\s?|,\s(?=[^,:;()]{1,40}:)")
_LABEL = re.compile(r"[A-ZÄÖÜ][\w.-]*(?:\s[\w.-]+){0,3}:?\s")


def find_earlier(timeline: Timeline, index: int, now: str | None) -> str | None:
    """The time before `now`: `der Vorjahreswert (790)`, `31 Millionen aus, nach 29 Millionen`."""
    passage, start = timeline.passage, timeline.passage.quantities[index].start
    named = _OF_BEFORE.search(passage.text, max(passage.start, start - 40), start)
    named = named or _VALUE_THEN.search(passage.text, max(passage.start, start - 60), start)
    if named:
        now = now or find_standing(timeline, index)
        return step_back(now, years=1 if named["by"].startswith("jahr") else 0) if now else None
    if not _comes_after(timeline, index) or find_touching_behind(
        timeline, timeline.passage.quantities[index]
    ):
        return None
    return guess_before(timeline.era, now)


def _comes_after(timeline: Timeline, index: int) -> bool:
    if not index:
        return False
    passage, readings = timeline.passage, timeline.readings
    one, other = passage.quantities[index - 1], passage.quantities[index]
    if other.start - one.end > _REACH or readings[index].unit in MEASURED:
        return False
    same = readings[index].unit == readings[index - 1].unit
    return same and _AFTER.fullmatch(passage.text, one.end, other.start) is not None


def is_other_cell(passage: Passage, index: int, moment: Moment) -> bool:
    """`(Vorjahr: 2,8; Bund: 3,2)`: a cell with a name of its own is not of the first one's time."""
    start, text = passage.quantities[index].start, passage.text
    if not moment.bracketed or moment.end > start or ")" in text[moment.end : start]:
        return False
    cells = list(_CELL.finditer(text, moment.end, start))
    return bool(cells) and _LABEL.fullmatch(text, cells[-1].end(), start) is not None


def is_open_still(timeline: Timeline, index: int, whole: str) -> bool:
    """`Seit Oktober meldeten sich 3.011. 1.020 sind noch unversorgt`: now."""
    passage, reported = timeline.passage, timeline.report.time
    if reported is None or not MONTH.fullmatch(reported) or not is_before(whole, reported):
        return False
    own = find_own_clause(passage, index)
    return _STILL.search(passage.text, *own) is not None and not any(
        own[0] <= moment.start < own[1] for moment in timeline.moments
    )
