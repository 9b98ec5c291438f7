"""A difference told from the older time: `Vor einem Jahr waren es noch 210 mehr` is a fall."""

import re
from collections.abc import Sequence

from pipelines.german.change_words import Turn, Way
from pipelines.german.quantities import Quantity

_ONCE = re.compile(
    r"""(?<!\w)(?:\d{4}|[Vv]or\s\w+\s(?:\w+\s)?(?:Jahr|Monat|Woche)\w*|[Zz]uvor|[Dd]avor|[Dd]amals|[Ff]rüher
      |[Vv]or(?:jahr|monat|quartal)\w*)(?!\w)[^;.()]{0,80}?\s
    (?:war(?:en)?|lag(?:en)?|hatte[n]?|gab|zählte[n]?|betrug(?:en)?|gewesen)(?!\w)[^;.()\d]{0,90}(?<!\w)noch\s
    (?:(?:rund|etwa|gut|knapp|fast|um)\s)?$""",
    re.VERBOSE,
)
_AFTER_ALL = re.compile(r"[^.;]{0,60}?\sals(?!\w)")
"""`waren es noch 210 mehr als 2012`: what it is compared with is said."""
_REACH = 220
_OTHER: dict[Way, Way] = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def invert_told_back(
    text: str, quantities: Sequence[Quantity], turns: list[Turn | None], start: int, end: int
) -> None:
    """Turn round what is said of an older time that was more, or less, than what is told of."""
    for index, turn in enumerate(turns):
        if turn is None or turn.rule != "more":
            continue
        quantity = quantities[index]
        told_back = "noch" in text[max(start, quantity.start - 12) : quantity.start] and (
            _ONCE.search(text, max(start, quantity.start - _REACH), quantity.start)
        )
        if told_back and not _AFTER_ALL.match(text, quantity.end, end):
            turns[index] = turn._replace(way=_OTHER[turn.way])
