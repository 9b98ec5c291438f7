"""What in a text belongs to one number: what stands near by, and what says the same again."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from pipelines.items import DateMention, Figure

Placed = TypeVar("Placed", Figure, DateMention)
NEAR = 320
"""Characters within which what is said of one statistic belongs together."""
SAME_AGAIN = re.compile(
    r"""\s?(?: \( | ,?\s(?:oder|also|beziehungsweise|bzw\.|d\.\s?h\.|was|das|dies)\s
          | [–=/;]\s? | ,\s )
        \s?(?:(?:sind|ist|entspricht)\s|das\ssind\s)?
        (?:einem\s(?:Minus|Plus|Rückgang|Anstieg|Anteil)\svon\s)?[+–\u2212±-]?\s?""",
    re.VERBOSE,
)
"""What stands between a number and the same in percent: ` (`, ` oder `, `, das sind `."""


def list_near(placed: Sequence[Placed], figure: Figure) -> Sequence[Placed]:
    """Those that begin near by, in order: however long a text is, few are compared."""
    first = bisect_left(placed, figure.start - NEAR, key=_find_start)
    last = bisect_left(placed, figure.start + NEAR, key=_find_start)
    return placed[first:last]


def _find_start(placed: Figure | DateMention) -> int:
    return placed.start
