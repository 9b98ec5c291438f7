"""Units that a head gives to the numbers below it: `(in Mio. Euro)`, `Miete in Euro ab Mai`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_HEAD = re.compile(
    r"""(?: in\s(?<!\win\s) | \((?=[MT]) )
        (?: (?P<scale>Tsd|Tausend|1\.000|Mio|Millionen|Mrd|Milliarden)
                \.?\s?(?P<money>€|Euro|EUR)?
          | (?P<thousand>T€|TEUR|T\sEuro|T\sEUR)
          | (?P<plain>€|Euro|EUR|Prozent|%)(?=\)|:|\s?$|\n)
          | (?P<above>Euro|EUR|€|Prozent|%|Monaten|Wochen|Tagen|Jahren|Stunden|Minuten)(?!\w) ) """,
    re.VERBOSE,
)
_FACTORS = {"1.000": 3, "Tsd": 3, "Tausend": 3, "Mio": 6, "Millionen": 6, "Mrd": 9, "Milliarden": 9}
_UNITS = {
    "%": "percent",
    "Prozent": "percent",
    "Monaten": "month",
    "Wochen": "week",
    "Tagen": "day",
    "Jahren": "year",
    "Stunden": "hour",
    "Minuten": "minute",
}
"""All others are money."""
_ROWS_BELOW = re.compile(
    r"[^\n.!?:;]{0,60}(?:\d\.[^\n.!?:;]{0,40})?:?\n"
    r"(?:[^\n:|]{1,60}(?::\s?|\s\|\s?|\s)\(?\d[\d.]*(?:,\d+)?\)?"
    r"(?:\s?[/|;]\s?\(?\d[\d.,]*\)?)*[ ]?(?:\n|\Z)){2}"
)
"""The rest of a line without a verb's full stop, and two rows that end with their numbers."""
_REACH = 4000
"""No table's head holds further than so many characters."""
_LONGEST = 80
"""So many characters of a line stand before a unit that heads rows."""
_HAS_DIGIT = re.compile(r"\d")
_LABEL_END = re.compile(r"\s?\)?\s?:[^\S\n]*[^\W\n]")


class Head(NamedTuple):
    """The unit and scale of bare numbers from its `end` to `stop`."""

    start: int
    end: int
    stop: int
    exponent: int
    unit: str


def find_heads(text: str) -> Iterator[Head]:
    """The heads of a text in order, each up to the end of its table or the next.

    >>> [(head.unit, head.exponent) for head in find_heads("Ausgaben (in Mio. Euro)")]
    [('EUR', 6)]
    """
    heads = [head for head in _HEAD.finditer(text) if _is_head(text, head)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        limit = end
        above = head["above"] is not None
        if not above and (not head[0].startswith("in") or _LABEL_END.match(text, head.end())):
            # „Unterkunft (Mio. Euro) 71,4 74,9", „Quote in %: 6,1": its own row
            row = text.find("\n", head.end(), limit)
            limit = row if row >= 0 and _HAS_DIGIT.search(text, head.end(), row) else limit
        begin = text.find("\n", head.end()) if above else head.end()
        stop = _end_of_table(text, head.end(), limit)
        exponent = 3 if head["thousand"] else _FACTORS.get(head["scale"] or "", 0)
        unit = _UNITS.get(head["above"] or head["plain"] or "", "EUR")
        yield Head(head.start(), begin, stop, exponent, unit)


def _is_head(text: str, head: re.Match[str]) -> bool:
    if head["scale"]:
        return head["money"] is not None
    if head["above"] is None:
        return True
    line = text.rfind("\n", 0, head.start()) + 1
    return head.start() - line < _LONGEST and _ROWS_BELOW.match(text, head.end()) is not None


def is_in_column(text: str, head: int, start: int) -> bool:
    """A head in a table's row holds for its own column only."""
    line = text.rfind("\n", max(0, head - _REACH), head) + 1
    columns = text.count("|", line, head) if line or head <= _REACH else 0
    row = text.rfind("\n", max(0, start - _REACH), start) + 1
    return not columns or text.count("|", row, start) == columns


def _end_of_table(text: str, head: int, limit: int) -> int:
    """Where the rows below a head end: with its paragraph, or where the head is one, the next.

    Rows that are paragraphs of their own (`– für Miete: 38,1`) go on.
    """
    limit = min(limit, head + _REACH)
    stop = text.find("\n\n", head, limit)
    if stop < 0:
        return limit
    if _HAS_DIGIT.search(text, head, stop):
        return stop
    while True:
        following = text.find("\n\n", stop + 2, limit)
        if following < 0:
            return limit
        if text[following + 2 : following + 3] not in {"–", "-", "•", "·", "*"}:
            return following
        stop = following
