"""Where the clause of a number begins and ends, as narrow or wide as a rule needs it."""

import re

from pipelines.statistics.passage import Passage, find_over_times

_BREAK = re.compile(r"[,;:–]\s|\s\(")
_STOP = re.compile(r"[;:,()]\s|(?<!\d)\.\s|\s[(–]\s?|\s(?:und|aber|oder|sowie)\s")
_JOINS = re.compile(r"[,;]\s|\sund\s(?=[a-zäöü])")
_END = re.compile(r"[,;:.(]\s|\s\(|\sund\s")
_REACH = 120
"""No number's own clause is looked at further than so many characters."""


def find_clause(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The clause around what stands from `start` to `end`, whatever else is counted in it."""
    begin = passage.start
    for match in _BREAK.finditer(passage.text, passage.start, start):
        begin = match.end()
    stop = _BREAK.search(passage.text, end, passage.end)
    return begin, stop.start() if stop else passage.end


def find_own_clause(passage: Passage, index: int) -> tuple[int, int]:
    """From the stop before a number to the one behind it, and no further than its neighbours."""
    quantities, text = passage.quantities, passage.text
    quantity = quantities[index]
    first = quantities[index - 1].end if index else passage.start
    first = max(first, quantity.start - _REACH)
    for stop in _STOP.finditer(text, first, quantity.start):
        first = stop.end()
    last = quantities[index + 1].start if index + 1 < len(quantities) else passage.end
    behind = _STOP.search(text, quantity.end, min(last, quantity.end + _REACH))
    last = behind.start() if behind else last
    return first, last - text.endswith(".", quantity.end, last)


def find_said(passage: Passage, index: int) -> tuple[int, int]:
    """From the number before, over relative clauses and times, to where the next one's begins."""
    before, behind = find_over_times(passage, index)
    if behind < passage.end:
        for stop in _JOINS.finditer(passage.text, passage.quantities[index].end, behind):
            behind = stop.start()
    return before, behind


def find_clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at `start` ends, `end` at the latest."""
    stop = _END.search(text, start, end)
    return stop.start() if stop else end


def find_clause_begin(text: str, start: int, end: int) -> int:
    """Where the clause that goes on up to `end` begins, `start` at the earliest."""
    for stop in _END.finditer(text, start, end):
        start = stop.end()
    return start
