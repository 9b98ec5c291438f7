"""Lists that tell of each place by how much it changed: `Kamen (2,5 Prozent bzw. 51 auf 1.950)`."""

import re
from collections.abc import Sequence

from pipelines.german.change_parallel import Told
from pipelines.german.change_words import ADVERBS, OR, Turn, Way, find_cues
from pipelines.german.quantities import SHARES, Quantity

_EITHER = re.compile(rf"\s{OR}\s(?:um\s)?")
_TO = re.compile(rf"\sauf\s{ADVERBS}")
ENTRY = 3
"""A share, the number that it is, and where that came to."""


def mark_entries(
    text: str,
    quantities: Sequence[Quantity],
    turns: list[Turn | None],
    start: int,
    told: Told | None,
) -> None:
    """A share that leads to a level by a number is a difference, whether it bears a sign or not.

    Which way it went the sentence says before it, else the one before.

    >>> from pipelines.german.quantities import find_quantities
    >>> text = "Der stärkste Rückgang war in Bönen (6,5 Prozent bzw. 48 auf 688)."
    >>> turns: list[Turn | None] = [None] * 3
    >>> mark_entries(text, find_quantities(text), turns, 0, None)
    >>> [turn and turn.way for turn in turns]
    ['down', 'down', None]
    """
    for index in range(len(quantities) - ENTRY + 1):
        share, number, level = quantities[index : index + ENTRY]
        if share.unit not in SHARES or number.unit in SHARES or level.unit in SHARES:
            continue
        if not _EITHER.fullmatch(text, share.end, number.start):
            continue
        if turns[index] is None and _TO.fullmatch(text, number.end, level.start):
            way = _find_way(text, start, share.start, told)
            turns[index] = turns[index + 1] = Turn(way, "coupled") if way else None


def _find_way(text: str, start: int, end: int, told: Told | None) -> Way | None:
    cues = find_cues(text, start, end)
    if cues:
        return cues[-1].way
    return told.turn.way if told and start - told.end <= 2 else None  # no paragraph between
