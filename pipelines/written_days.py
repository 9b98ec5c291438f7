"""Days in plain words in an entry of a listing, and how surely each is the entry's own."""

import re
from typing import Final

from pipelines.days import DayReading, read_day
from pipelines.entries import Entry
from pipelines.outline import Outline
from pipelines.wording import is_day_label

_UPDATED: Final = re.compile(
    r"aktualisiert|geändert|updated|modified|zuletzt|bearbeitet|änderung|stand:?\s*\Z",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_BYLINE: Final = re.compile(
    r"\W*(?:von|by|autor(?:in)?|redaktion|geschrieben von|gespeichert von|erstellt von|author|"
    r"posted by|kategorie|category|quelle|presse(?:stelle)?|ort|in)\b.{0,60}\Z",
    re.IGNORECASE | re.DOTALL,
)
_SAYS_PUBLISHED: Final = re.compile(
    r"veröff|publi|posted|datum|date|erstellt|created|presse|meldung", re.IGNORECASE
)
_SEPARATORS: Final = "|·•–—-,:/()[]>»\n"
_CLOSED: Final = re.compile(
    r"[\s\xa0]*(?:Uhr\b)?[\s\xa0]*(?:[|·•–—,:/()\[\]>»-]|\Z)", re.IGNORECASE
)

SURE, LIKELY, WEAK = 2.0, 1.0, 0.0
"""How a day stands: marked or alone; at an end of its line; inside a sentence."""


def read_written(outline: Outline, entry: Entry, position: int) -> tuple[DayReading | None, float]:
    """The day in the words of a piece, and how surely it is the entry's own and not told of."""
    piece = outline.pieces[position]
    reading = read_day(piece.text)
    if reading is None:
        return None, WEAK
    head = (line_before(outline, entry, position) + piece.text[: reading.start])[-200:].strip()
    if _UPDATED.search(head):
        return None, WEAK
    alone = (
        not piece.text[: reading.start].strip()
        and not piece.text[reading.end :].strip()
        and piece.node.block.end == position + 1
    )
    strength = _weigh_written(head, piece.text[reading.end :], alone=alone)
    return (None, WEAK) if strength is None else (reading, strength)


def _weigh_written(head: str, tail: str, *, alone: bool) -> float | None:
    """How surely a day between two strings of its line is the entry's own; None: it is told of.

    >>> [_weigh_written(*words, alone=False) for words in (
    ...     ("", " | Presse"), ("Veröffentlicht am", " in Presse"), ("Hanau |", ""),
    ...     ("Am", " öffnet die Halle"), ("Die Frist für die Anträge endet nun am", " im Amt"))]
    [2.0, 1.0, 1.0, 0.0, None]
    """
    closed = _CLOSED.match(tail) is not None
    if head and len(tail) > 60 and not _SAYS_PUBLISHED.search(head):
        return WEAK  # "Am 8. Oktober 2020 können …", "Von Samstag, 11. Mai, bis …"
    if not head or is_label(head) or _BYLINE.match(head):
        if closed or not head:
            return SURE
        # "Am 8. Oktober 2020 können …" begins a sentence; "Veröffentlicht am …" does not.
        return LIKELY if len(head) > 4 else WEAK
    if (closed and head[-1] in _SEPARATORS and len(head) <= 80) or (alone and len(head) <= 40):
        return LIKELY
    # "Hanau, 02.12.2020 – Die Zahl …", "… sinkt (02.12.2020)": the entry's own, if all have it.
    in_brackets = not tail.strip(" .)]\xa0") and head.endswith(("(", "["))
    return WEAK if len(head) <= 30 or in_brackets else None


def is_label(head: str) -> bool:
    """Whether all that stands before a day is a label: `Pressemitteilung Nr. 31/2013 vom`."""
    return len(head) <= 120 and all(
        len(token) <= 4 if token.isdecimal() else is_day_label(token)
        for token in _TOKEN.findall(head.lower())
    )


def line_before(outline: Outline, entry: Entry, position: int) -> str:
    """What stands before a piece on its line, up to 100 characters."""
    texts: list[str] = []
    piece = outline.pieces[position]
    block = piece.node.block
    while position > entry.start and not piece.broken and len(texts) < 6:
        position -= 1
        piece = outline.pieces[position]
        if piece.node.block is not block:
            break
        texts.append("|" if piece.link is not None else piece.text)
    return "".join(reversed(texts))[-100:]
