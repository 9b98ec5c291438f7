"""Where on a page a day may stand, before anything is read: cheap, and never the last word."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipelines.days import MONTHS

MONTH_BEGINNINGS: Final = "|".join(sorted({name[:3] for name in MONTHS}))
"""How the names of months begin, in the German and the English of themes."""
LOOKS_DATED: Final = re.compile(
    rf"""
    (?<![\d.,]) \d{{1,4}}
    (?: \.[ \xa0]?\d{{1,2}}\.(?:[ \xa0]?\d{{2,4}})?(?!\d)           # 02.12.2020, 02.12.
      | [-/.]\d{{1,2}}[-/.]\d{{1,4}}(?!\d)                         # 2020-12-02, 02/12/2020
      | (?:\.|st|nd|rd|th)?[ \xa0-]{{0,2}}                          # 2. Dezember 2020
        (?:{MONTH_BEGINNINGS})[a-zä]{{0,8}}\.?,?[ \xa0-]{{1,2}}\d{{4}}
    )
    | (?<![a-z])(?:{MONTH_BEGINNINGS})[a-zä]{{0,8}}\.?               # December 2, 2020
        [ \xa0]\d{{1,2}},?[ \xa0]\d{{4}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may be a day; `pipelines.days` decides. A range is none, and has a form of its own there."""
LONGEST_DAY_LINE: Final = 60
"""Letters of a line that shows a day beside a title."""
_DIGIT: Final = re.compile(r"\d")
_MONTH: Final = re.compile(rf"(?:{MONTH_BEGINNINGS})[a-zä]{{0,8}}\.?", re.IGNORECASE)
_WITHOUT_YEAR: Final = re.compile(
    rf"(?:[^\W\d_]{{2,10}}\.?,?[ \xa0])?\d{{1,2}}\.[ \xa0]?(?:{MONTH_BEGINNINGS})[a-zä]{{0,8}}\.?",
    re.IGNORECASE,
)
"""`Do, 19. November`: the year stands above."""
_ROUND: Final = " \xa0|,:()[]–—-·•"
DAY_OF_MONTH: Final = re.compile(r"([12]?\d|0\d|3[01])\.?")


def may_hold_day(text: str) -> bool:
    """Whether a piece of text may hold an entry's own day.

    >>> may_hold_day("am 19. November 2026 - 09:20"), may_hold_day("19.11."), may_hold_day("4,1 %")
    (True, True, False)
    >>> may_hold_day("– 19. November"), may_hold_day("Am 19. November beginnt der Kurs")
    (True, False)
    >>> may_hold_day("3. Maerz"), may_hold_day("3. Maß")
    (True, False)
    """
    if len(text) < 4 or _DIGIT.search(text) is None:
        return False
    found = LOOKS_DATED.search(text)
    if found is None:
        return len(text) <= 30 and _WITHOUT_YEAR.fullmatch(text.strip(_ROUND)) is not None
    # In a sentence, a day tells of something; at its ends it may be the entry's own.
    return len(text) <= 60 or found.start() <= 30 or len(text) - found.end() <= 12


def find_parted_days(texts: Sequence[str]) -> Iterator[int]:
    """The places of neighbouring texts that are the parts of a day: `19`, `Nov`, `2026`.

    >>> list(find_parted_days(["Neues", "19.", "Nov", "2026", "7 Orte", "Mai", "3", "12", "Uhr"]))
    [1, 2, 5, 6]
    """
    for place, text in enumerate(texts):
        if len(text) > 12 or not _MONTH.fullmatch(text):
            continue
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(texts) and DAY_OF_MONTH.fullmatch(texts[beside]):
                yield from sorted((place, beside))
                break


def is_only_day(text: str) -> bool:
    """Whether a link's words are but a day, as on permanent links: `Monday, October 15, 2007`."""
    if len(text) > 45 or _DIGIT.search(text) is None:
        return False
    found = LOOKS_DATED.search(text)
    return found is not None and len(text) - len(found[0]) <= 20 and text.count(" ") <= 5
