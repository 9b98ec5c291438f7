"""The lines of a page: pieces of text that stand together, and whether they are but a day."""

import re
from typing import Final

from pipelines.entries import DayFound
from pipelines.outline import Node, Outline

BYLINE: Final = re.compile(
    r"(?:von|by|autor(?:in)?|redaktion|geschrieben von|gespeichert von|erstellt von|verfasst von|"
    r"author|(?:posted|written) (?:on|by|in)|published|veröffentlicht|created|kategorien?|"
    r"category|categories|filed under|posted in|uhr|tags?|schlagwörter|schlagworte|"
    r"dieser beitrag wurde|lesezeit|\d{1,3} (?:min|minute))\b",
    re.IGNORECASE,
)
"""How a line about a post begins that is none of its words: who wrote it, where it is filed."""


def find_lines(outline: Outline, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of pieces that stand in one block, or in one inline box of their own kind."""
    groups: list[tuple[int, int]] = []
    before: Node | None = None
    for position in range(start, end):
        piece = outline.pieces[position]
        if piece.hidden or not any(char.isalnum() for char in piece.text):
            if groups and groups[-1][1] == position:
                groups[-1] = (groups[-1][0], position + 1)
            continue
        block = piece.node.block
        if groups and groups[-1][1] == position and block is before and not piece.broken:
            groups[-1] = (groups[-1][0], position + 1)
        else:
            groups.append((position, position + 1))
        before = block
    return groups


def is_day_line(outline: Outline, span: tuple[int, int], day: DayFound | None) -> bool:
    """Whether a stretch is the entry's day and little else."""
    if day is None:
        return False
    if day.piece is None or not span[0] <= day.piece < span[1]:
        return False
    text = outline.text(*span)
    rest = text.replace(day.words, "", 1).strip(" \xa0|,.:–-·•")
    return len(rest) <= 25 or (len(rest) <= 80 and BYLINE.match(rest) is not None)
