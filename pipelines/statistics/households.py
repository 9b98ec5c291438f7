"""Households and cases that nothing nearer describes: what their sentence or the topic says."""

import re
from collections.abc import Sequence

from pipelines.statistics.deeds import OF_BENEFIT, RECEIVE, applied
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import NOTHING, Found, Passage, Reading, Topic, find_territory
from pipelines.statistics.wholes import allow

_NAME = "bedarfsgemeinschaften"
_HOUSEHOLDS = frozenset({_NAME})
_CASES = frozenset({"integrationen", "neuantraege"})
_PAYS = frozenset({"sgb2", "leistungsberechtigte", "jobcenter", "kommunale_jobcenter"})
_AGAIN = re.compile(
    r"(?<!\w)(?:(?:sind|waren|seien|wären)\ses|zähl(?:t|te)\s(?:man|es|sie|das)|w[eu]rden\ses)"
    r"(?:\s[a-zäöüß]+){0,3}\s$"
)
"""`Zum Start waren es noch 1.633 Haushalte`: as many of the same."""
_OF_CASES = re.compile(
    r"(?<!\w)(?:Vermittlung|Integration|Eingliederung|Arbeitsaufnahme|Neuantr|Erstantr|Antr)\w*"
)
_TALLIED = re.compile(
    r"""(?<!\w)(?:[Zz]ähl(?:t|te|en|ten)|[Vv]erzeichne\w+|[Rr]egistrier\w+|[Gg]ezählt|[Gg]emeldet
      |[Ee]rfasst|[Bb]etreu\w+)(?!\w)[^,;:.()]{0,50}$""",
    re.VERBOSE,
)
"""`Das Jobcenter zählt 2.310`, `Gezählt wurden bis Mai 1.210`: of those spoken of."""
_CAME_IN = re.compile(
    r"\s(?:ein|eingegangen|gestellt|gezählt|gemeldet|erreicht|erzielt)(?=[.,;]|\sund\s|$)"
)
"""`Bis Mai gingen 1.310 ein`: of the applications spoken of."""


def find_households(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found:
    """Households that receive: `8.829 Haushalte benötigten Geldleistungen vom Jobcenter`."""
    if find_nearest(passage, index, _HOUSEHOLDS):
        return allow(passage, index, _NAME, "households")
    if applied(passage, index):
        return allow(passage, index, "neuantraege", "households")
    if are_paid(passage):
        return allow(passage, index, _NAME, "households")
    return _go_on(passage, index, readings, topic)


def are_paid(passage: Passage) -> bool:
    """`Leistungen vom Jobcenter bekommen`: whether the sentence says that some receive."""
    if not RECEIVE.search(passage.text, passage.start, passage.end):
        return False
    named = OF_BENEFIT.search(passage.text, passage.start, passage.end) is not None
    return named or any(cue.kind in _PAYS for cue in passage.cues)


def find_cases(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:
    """`In 1.120 Fällen gelang die Vermittlung`, `1.570 Haushalte (zuvor 1.690 Fälle)`."""
    kind = find_nearest(passage, index, _CASES)
    if kind and _OF_CASES.search(passage.text, passage.start, passage.end):
        return allow(passage, index, kind, "predicate")
    return _go_on(passage, index, readings, topic)


def find_applications(passage: Passage, index: int, topic: Topic) -> Found:
    """`Die Zahl der Neuanträge steigt. Im Mai gingen 1.310 Anträge ein`: the noun's own head."""
    of_topic = topic.indicator == "neuantraege" and not topic.stale
    start = passage.quantities[index].start
    again = came_in(passage, index) or is_tallied(passage, index)
    again = again or _AGAIN.search(passage.text, passage.start, start) is not None
    return Found("neuantraege", "topic") if of_topic and again else NOTHING


def is_tallied(passage: Passage, index: int) -> bool:
    """`Das Jobcenter zählte 2.310`: so many of those spoken of."""
    before, _ = find_territory(passage, index)
    return _TALLIED.search(passage.text, before, passage.quantities[index].start) is not None


def came_in(passage: Passage, index: int) -> bool:
    """`Bis Mai gingen 1.310 ein`, `wurden 1.310 gestellt`: of the cases spoken of."""
    return _CAME_IN.match(passage.text, passage.quantities[index].end) is not None


def _go_on(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:
    """`8.311 Bedarfsgemeinschaften, im Vormonat 8.340 Familien`: of those counted before."""
    counted = any(reading.indicator == _NAME for reading in readings)
    start = passage.quantities[index].start
    again = passage.dated or _AGAIN.search(passage.text, passage.start, start)
    of_topic = topic.indicator == _NAME and not topic.stale and again
    return Found(_NAME, "households") if counted or of_topic else NOTHING
