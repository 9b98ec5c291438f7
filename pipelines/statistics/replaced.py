"""What a newer number or time is told instead of: `statt 367 Euro`, `statt bisher 600.000`."""

import re

from pipelines.german.beginnings import begin_words

INSTEAD = r"[Ss]tatt|[Aa]nstatt|[Aa]nstelle\svon"
_INSTEAD = re.compile(
    begin_words(INSTEAD)
    + r"\s(?:(?:wie\s)?(?:bisher|bislang|zuvor|früher)\w*\s|de[rsn]\s|rund\s){0,3}(?:wie\s)?$"
)
_REACH = 32


def stands_instead(text: str, start: int, at: int) -> bool:
    """Whether what begins at `at` is what no longer holds; `start` is its sentence's.

    >>> text = "Statt bisher 412 kamen 437"
    >>> stands_instead(text, 0, text.index("412")), stands_instead(text, 0, text.index("437"))
    (True, False)
    """
    return _INSTEAD.search(text, max(start, at - _REACH), at) is not None
