"""The noun of a number that a bracket parts it from: `412 (Vorjahr: 455) Arbeitsuchende`."""

import re

from pipelines.german.units import Counted, find_counted

_BRACKET = re.compile(r"\s\((?=[^()\n]{0,40}\d)[^()\n]{1,50}\)(?=\s)")
_UNITS = frozenset({"person", "household", "case", "job", "organisation"})


def find_noun_behind(text: str, end: int) -> Counted | None:
    """What a number that ends at `end` counts, behind the number in brackets beside it.

    >>> counted = find_noun_behind("412 (Vorjahr: 455) Anträge", 3)
    >>> counted and (counted.unit, counted.noun)
    ('case', 'Anträge')
    """
    bracket = _BRACKET.match(text, end) if text.startswith(" (", end) else None
    counted = find_counted(text, bracket.end()) if bracket else None
    return counted if counted and counted.known and counted.unit in _UNITS else None
