"""Words in front of a time that is only compared with, or the bound of another."""

import re

_COMPARING = r"""
gegenüber | als | wie (?: \s (?:bereits|schon|zuletzt) )? | verglichen\smit
| vergleich\s(?:zu[mr]?|mit) | verhältnis\szu[mr]? | versus | vs\.
"""
_BOUNDING = r"""
statt | seit | bis | ab | vor | nach | um
| (?:höchst|tiefst|rekord|spitzen|vergleichs|ausgangs)(?:stand|wert)\s(?:vom|von|aus|im|des)
"""
_BEHIND = r"""
\s+ (?: noch \s+ )? (?: (?:im|in|am|zum|zur|zu) \s+ )? (?: de[mnr] \s+ )?
(?: (?:jahr|ende|anfang|mitte) \s+ )? \Z
"""


def compile_compared(*, also: str = "") -> re.Pattern[str]:
    """What ends where a time begins that is compared with, a bound, or behind one of those also."""
    words = "|".join(filter(None, (_COMPARING, _BOUNDING, also)))
    return re.compile(rf"\b(?: {words} ) {_BEHIND}", re.VERBOSE | re.IGNORECASE)


_COMPARED = compile_compared(also="auf")
_SINCE_EVENT = re.compile(
    r"""\bseit\s+(?:(?:de[mr]|ihrem|ihrer|seiner|seinem)\s+)?
    [\w-]*(?:gründung|bestehen|einführung|start|beginn|eröffnung|reform|einheit|vereinigung|umstellung)s?
    (?:\s+[\w-]+){0,5}? \s+ (?:im\s+)? (?:Jahre?\s+)? \Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""`seit Gründung des Jobcenters im Jahr 2005`: from then on, and none goes on with that year."""
_SINCE_REACH = 90
_DIFFERING = r"(?:Prozent|%|Prozentpunkte|weniger|mehr|Plus|Minus|\))\szum"
_OLDER = re.compile(
    rf"\b(?: {_COMPARING} | {_DIFFERING} ) {_BEHIND}",
    re.VERBOSE | re.IGNORECASE,
)

_AFTER = re.compile(
    r"(?<!\w)[Nn]ach\s(?:de[mr]|(?:ihr|sein|unser)e[mr])\s(?:[a-zäöüß]+n\s)?"
    r"(?!Stand|Zahl|Zähl|\w*(?:[Ee]rhebung|[Ss]tatistik|[Uu]mfrage|[Bb]ericht|[Rr]echnung|wertung|[Mm]eldung))"
    r"[A-ZÄÖÜ][\w-]+\s(?:(?:im|am|vom|in)\s)?(?:de[mr]\s)?$"
)


def is_compared(text: str, start: int) -> bool:
    """Whether what begins here is only compared with, or the bound of a time.

    >>> is_compared("mehr als im Mai", 12), is_compared("Im Mai", 3)
    (True, False)
    """
    if _COMPARED.search(text, max(0, start - 32), start):
        return True
    lead = max(0, start - _SINCE_REACH)
    return text.find("seit", lead, start) >= 0 and bool(_SINCE_EVENT.search(text, lead, start))


def is_older(before: str) -> bool:
    """Whether what comes next is compared with, and so over.

    >>> is_older("mehr als im "), is_older("seit ")
    (True, False)
    """
    return _OLDER.search(before) is not None


def is_after(text: str, start: int) -> bool:
    """`Nach der Premiere im vergangenen Jahr sind 40 Firmen dabei`: what is told was later.

    >>> is_after("Nach der Premiere 2011", 18), is_after("Bei der Premiere 2011", 17)
    (True, False)
    """
    lead = text[max(0, start - 60) : start]
    return "ach " in lead and _AFTER.search(lead) is not None
