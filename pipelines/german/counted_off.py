"""Rows that count by ones: the days of a calendar, the pages of a list."""

import re
from itertools import takewhile

_CELLS = frozenset(" |\t\n0123456789")
_REACH = 120
"""Characters of cells before and behind a number that are looked at: a month and more."""
_FEWEST = 5
"""Neighbours by ones; fewer may be what a table counts."""
_NEXT = re.compile(r"[ |\t\n]{1,6}\d")
_DIGITS = re.compile(r"\d+")


def is_counted_off(text: str, start: int, end: int) -> bool:
    r"""Whether a number stands among cells that count by ones.

    >>> text = "Mo | Di | Mi\n7 | 8 | 9\n10 | 11 | 12"
    >>> is_counted_off(text, 13, 14), is_counted_off("12 | 14 | 19 | 8 | 3", 0, 2)
    (True, False)
    """
    beside = text[max(0, start - 6) : start].rstrip(" |\t\n")
    if not (beside[-1:].isdigit() or _NEXT.match(text, end)):
        return False
    before = text[max(0, start - _REACH) : start]
    cells = sum(1 for _ in takewhile(_CELLS.__contains__, reversed(before)))
    behind = text[end : end + _REACH]
    rest = sum(1 for _ in takewhile(_CELLS.__contains__, behind))
    found = [
        (int(cell[0]), cell.start() + start - cells)
        for cell in _DIGITS.finditer(text[start - cells : end + rest])
        if len(cell[0]) <= 4
    ]
    here = next((place for place, (_, at) in enumerate(found) if at == start), None)
    return here is not None and _count_run([value for value, _ in found], here) >= _FEWEST


def _count_run(values: list[int], here: int) -> int:
    """How many neighbours around a place count by ones, itself included."""
    first = last = here
    while first and values[first - 1] == values[first] - 1:
        first -= 1
    while last + 1 < len(values) and values[last + 1] == values[last] + 1:
        last += 1
    return last - first + 1
