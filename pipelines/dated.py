"""Where on a page a day may stand, before anything is read: cheap, and never the last word."""

import re
from typing import Final

_MONTHS: Final = "jan|jän|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
LOOKS_DATED: Final = re.compile(
    rf"""
    (?<![\d.,]) \d{{1,4}}
    (?: \.[ \xa0]?\d{{1,2}}\.(?:[ \xa0]?\d{{2,4}})?(?!\d)           # 02.12.2020, 02.12.
      | [-/.]\d{{1,2}}[-/.]\d{{1,4}}(?!\d)                         # 2020-12-02, 02/12/2020
      | (?:\.|st|nd|rd|th)?[ \xa0-]{{0,2}}                          # 2. Dezember 2020
        (?:{_MONTHS})[a-zä]{{0,8}}\.?,?[ \xa0-]{{1,2}}\d{{4}}
    )
    | (?<![a-z])(?:{_MONTHS})[a-zä]{{0,8}}\.?[ \xa0]\d{{1,2}},?[ \xa0]\d{{4}}  # December 2, 2020
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may be a day; `pipelines.days` decides. A range is none, and has a form of its own there."""
_DIGIT: Final = re.compile(r"\d")


def may_hold_day(text: str) -> bool:
    """Whether a piece of text may hold an entry's own day.

    >>> may_hold_day("am 19. November 2026 - 09:20"), may_hold_day("19.11."), may_hold_day("4,1 %")
    (True, True, False)
    """
    if len(text) < 5 or _DIGIT.search(text) is None:
        return False
    found = LOOKS_DATED.search(text)
    if found is None:
        return False
    # In a sentence, a day tells of something; at its ends it may be the entry's own.
    return len(text) <= 60 or found.start() <= 30 or len(text) - found.end() <= 12


def is_only_day(text: str) -> bool:
    """Whether a link's words are but a day, as on permanent links: `Monday, October 15, 2007`."""
    if len(text) > 45 or _DIGIT.search(text) is None:
        return False
    found = LOOKS_DATED.search(text)
    return found is not None and len(text) - len(found[0]) <= 20 and text.count(" ") <= 5
