"""The noun of a number that something parts it from: a bracket, or the verb of its clause."""

import re

from pipelines.german.nouns import name_unit
from pipelines.german.units import Counted, find_counted

_BRACKET = re.compile(r"\s\((?=[^()\n]{0,40}\d)[^()\n]{1,50}\)(?=[^\S\n])")
_UNITS = frozenset({"person", "household", "case", "job", "organisation"})
_IN_FRONT = re.compile(
    r"""(?:^|[.:;,(–]\s|\n)(?:[A-ZÄÖÜa-zäöü][a-zäöüß]+e[nr]?\s)?(?P<noun>[A-ZÄÖÜ][\w-]+(?:[:*/_]-?\w+)?)
    \s(?:gibt|gab|sind|seien|waren|wären|w[eu]rden|stehen|standen|bleiben|blieben|kamen|kommen)
    (?:\s(?:im|in|am|an|bei|beim)(?:\sde[rmn])?\s[A-ZÄÖÜ][\w-]+)?
    (?:\s[a-zäöüß]+){0,4}
    (?:\s(?:im|in|am|an|bei|beim)(?:\sde[rmn])?\s[A-ZÄÖÜ][\w-]+(?:\s[a-zäöüß]+){0,2})?\s$""",
    re.VERBOSE,
)
_REACH = 120


def find_noun_behind(text: str, end: int) -> Counted | None:
    """What a number that ends at `end` counts, behind the number in brackets beside it.

    >>> counted = find_noun_behind("412 (Vorjahr: 455) Anträge", 3)
    >>> counted and (counted.unit, counted.noun)
    ('case', 'Anträge')
    """
    bracket = _BRACKET.match(text, end) if text.startswith(" (", end) else None
    counted = find_counted(text, bracket.end()) if bracket else None
    return counted if counted and counted.known and counted.unit in _UNITS else None


def find_unit_in_front(text: str, start: int, end: int) -> str | None:
    """The unit of the noun that opens a clause of `text[start:end]`, its number behind the verb.

    >>> find_unit_in_front("Freie Plätze gibt es noch sieben.", 0, 26)
    'place'
    """
    match = _IN_FRONT.search(text, max(start, end - _REACH), end)
    return name_unit(match["noun"]) if match else None
