"""Households and cases that nothing nearer describes: what their sentence or the topic says."""

import re
from collections.abc import Sequence

from pipelines.statistics.deeds import RECEIVE
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import NOTHING, Found, Passage, Reading, Topic
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


def find_households(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found:
    """Households that receive: `8.829 Haushalte benötigten Geldleistungen vom Jobcenter`."""
    if find_nearest(passage, index, _HOUSEHOLDS):
        return allow(passage, index, _NAME, "households")
    receives = RECEIVE.search(passage.text, passage.start, passage.end)
    if receives and any(cue.kind in _PAYS for cue in passage.cues):
        return allow(passage, index, _NAME, "households")
    return _go_on(passage, index, readings, topic)


def find_cases(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:
    """`In 1.120 Fällen gelang die Vermittlung`, `1.570 Haushalte (zuvor 1.690 Fälle)`."""
    kind = find_nearest(passage, index, _CASES)
    if kind and _OF_CASES.search(passage.text, passage.start, passage.end):
        return allow(passage, index, kind, "predicate")
    return _go_on(passage, index, readings, topic)


def _go_on(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:
    """`8.311 Bedarfsgemeinschaften, im Vormonat 8.340 Familien`: of those counted before."""
    counted = any(reading.indicator == _NAME for reading in readings)
    start = passage.quantities[index].start
    again = passage.dated or _AGAIN.search(passage.text, passage.start, start)
    of_topic = topic.indicator == _NAME and not topic.stale and again
    return Found(_NAME, "households") if counted or of_topic else NOTHING
