"""The day of each entry of a listing, from the place where most of its entries have theirs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from attrs import frozen

from pipelines.dated import LOOKS_DATED
from pipelines.days import DayReading, read_day, read_stamp
from pipelines.entries import Entry
from pipelines.outline import HEADINGS, Node, Outline, Piece
from pipelines.wording import is_day_label

_UPDATED: Final = re.compile(
    r"aktualisiert|geändert|updated|modified|zuletzt|bearbeitet|änderung|stand:?\s*\Z",
    re.IGNORECASE,
)
_UPDATED_NAMES: Final = re.compile(
    r"(?<![a-z])(?:updated|modified|lastmod|last-?update|history|aktualisiert|aenderung)(?![a-z])"
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

_SHORT_DAY: Final = re.compile(
    r"""(?ix)
    (?<![\d.,])(\d{1,2})\.[ \xa0]?
    (?: (\d{1,2})\. | (Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\.? )
    (?![ \xa0]?\d)
    """
)
_YEAR: Final = re.compile(r"(?<!\d)(?:199\d|20\d\d)(?!\d)")
_GROUP: Final = re.compile(r"(?:[^\W\d_]{3,9} )?(199\d|20\d\d):?")
"""What stands over a group of entries: `2025`, `November 2025`."""
_SPLIT_DAY: Final = re.compile(
    r"""(?ix)
    (?P<d>\d{1,2})\.?[ ]+(?P<m>[^\W\d_]{3,9}|\d{1,2})\.?[ ]+(?P<y>(?:19|20)\d\d)(?!\d)
    | (?P<m2>[^\W\d_]{3,9})\.?[ ]+(?P<d2>\d{1,2})[.,]?[ ]+(?P<y2>(?:19|20)\d\d)(?!\d)
    """
)

SURE, LIKELY, WEAK = 2.0, 1.0, 0.0
"""How a day stands: marked or alone; at an end of its line; inside a sentence."""


@frozen(kw_only=True)
class DayFound:
    """An entry's day, and where it was found."""

    words: str
    published: date
    published_at: datetime | None = None
    piece: int | None = None
    """The piece it stands in; None for an attribute without words."""


@frozen
class _Seen:
    """One day in an entry; its place is a chain of tags, and its rank among those of that chain."""

    place: tuple[int, int]
    strength: float
    day: DayFound


def find_entry_days(outline: Outline, entries: Sequence[Entry]) -> list[DayFound | None]:
    """The day of each entry; None where it shows none, or only when it was last changed."""
    seen = [list(_find_days(outline, entry)) for entry in entries]
    places = Counter(place for days in seen for place in {one.place for one in days})
    return [
        _choose(days, places, len(entries))
        or _read_split_day(outline, entry)
        or _read_day_above(outline, entry)
        or _read_short_day(outline, entry)
        for entry, days in zip(entries, seen, strict=True)
    ]


def _choose(days: Sequence[_Seen], places: Counter[tuple[int, int]], count: int) -> DayFound | None:
    best: tuple[float, _Seen] | None = None
    for one in days:
        share = places[one.place] / count
        if one.strength == WEAK and (share < 0.6 or count < 3):
            continue
        weight = one.strength + 2 * share
        if best is None or weight > best[0]:
            best = weight, one
    if best is None:
        return None
    # Of two marked days side by side the later one is that of the last change.
    rivals = [
        one.day
        for one in days
        if one.place[0] == best[1].place[0] and one.strength == best[1].strength == SURE
    ]
    return min(rivals, key=lambda day: day.published, default=best[1].day)


def _find_days(outline: Outline, entry: Entry) -> Iterator[_Seen]:
    ranks: Counter[int] = Counter()
    for position in range(entry.start, entry.end):
        piece = outline.pieces[position]
        path = piece.node.path
        stamp = _stamp_around(piece.node, entry)
        if stamp is not None:
            day = _read_stamped(outline, stamp, position)
            strength = SURE
        elif piece.dated:
            day, strength = _read_written(outline, entry, position)
        else:
            continue
        if day is not None:
            ranks[path] += 1
            yield _Seen((path, ranks[path]), strength, day)
    for node in _stamps_without_words(outline, entry):
        reading = read_stamp(node.element.get("datetime") or "")
        if reading is not None and not _is_update(node):
            yield _Seen((node.path, 1), SURE, _found(reading, None))


def _found(reading: DayReading, piece: int | None) -> DayFound:
    return DayFound(
        words=reading.quote,
        published=reading.published,
        published_at=reading.published_at,
        piece=piece,
    )


# -- marked days ----------------------------------------------------------------------------------


def _stamp_around(node: Node, entry: Entry) -> Node | None:
    """The `<time datetime>` or `<abbr title>` around a piece."""
    for outer in node.climb(4):
        if outer.start < entry.start or outer.end > entry.end:
            return None
        if outer.tag not in {"time", "abbr"}:
            continue
        if outer.element.get("datetime") or read_stamp(outer.element.get("title") or ""):
            return outer
    return None


def _read_stamped(outline: Outline, node: Node, position: int) -> DayFound | None:
    """The day of a marked piece: its words where they say one, else its attribute."""
    if _is_update(node):
        return None
    machine = read_stamp(node.element.get("datetime") or node.element.get("title") or "")
    words = outline.text(node.start, node.end)
    human = read_day(words) if LOOKS_DATED.search(words) else None
    if human is None:
        return None if machine is None else _found(machine, position)
    same = machine is not None and machine.published == human.published
    return DayFound(
        words=human.quote,
        published=human.published,
        published_at=human.published_at
        or (machine.published_at if same and machine is not None else None),
        piece=position,
    )


def _is_update(node: Node) -> bool:
    """Whether names say that a day is the last change's and not the publication's."""
    names = ""
    for step, outer in enumerate(node.climb()):
        if step > 2:
            break
        element = outer.element
        names += f" {element.get('class') or ''} {element.get('itemprop') or ''} "
        before = element.getprevious()
        if step == 0 and before is not None and before.tag == "i":
            names += f" {before.get('class') or ''} "
        if "publi" in names.lower():
            return False
    return _UPDATED_NAMES.search(_CAMEL.sub("-", names).lower()) is not None


_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _stamps_without_words(outline: Outline, entry: Entry) -> list[Node]:
    """Each `<time datetime>` in an entry that shows no words of its own."""
    if entry.start >= entry.end:
        return []
    first = outline.pieces[entry.start].node.number
    last = outline.pieces[entry.end - 1].node.number
    return [
        node
        for node in outline.nodes[first : last + 1]
        if node.tag == "time" and node.start == node.end and node.element.get("datetime")
    ]


# -- written days ---------------------------------------------------------------------------------


def _read_written(outline: Outline, entry: Entry, position: int) -> tuple[DayFound | None, float]:
    """A day in plain words, and how surely it is the entry's own and not told of."""
    piece = outline.pieces[position]
    reading = read_day(piece.text)
    if reading is None or _is_update(piece.node):
        return None, WEAK
    head = (_line_before(outline, entry, position) + piece.text[: reading.start])[-200:].strip()
    if _UPDATED.search(head):
        return None, WEAK
    alone = (
        not piece.text[: reading.start].strip()
        and not piece.text[reading.end :].strip()
        and piece.node.block.end == position + 1
    )
    strength = _weigh_written(head, piece.text[reading.end :], alone=alone)
    return (None, WEAK) if strength is None else (_found(reading, position), strength)


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
    if not head or _is_label(head) or _BYLINE.match(head):
        if closed or not head:
            return SURE
        # "Am 8. Oktober 2020 können …" begins a sentence; "Veröffentlicht am …" does not.
        return LIKELY if len(head) > 4 else WEAK
    if (closed and head[-1] in _SEPARATORS and len(head) <= 80) or (alone and len(head) <= 40):
        return LIKELY
    # "Hanau, 02.12.2020 – Die Zahl …", "… sinkt (02.12.2020)": the entry's own, if all have it.
    in_brackets = not tail.strip(" .)]\xa0") and head.endswith(("(", "["))
    return WEAK if len(head) <= 30 or in_brackets else None


def _is_label(head: str) -> bool:
    """Whether all that stands before a day is a label: `Pressemitteilung Nr. 31/2013 vom`."""
    return len(head) <= 120 and all(
        len(token) <= 4 if token.isdecimal() else is_day_label(token)
        for token in _TOKEN.findall(head.lower())
    )


def _line_before(outline: Outline, entry: Entry, position: int) -> str:
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


# -- days in parts --------------------------------------------------------------------------------


def _read_split_day(outline: Outline, entry: Entry) -> DayFound | None:
    """A day in boxes of its own for day, month and year: `<b>19</b><i>Nov</i><i>2026</i>`."""
    run: list[int] = []
    for position in range(entry.start, entry.end + 1):
        text = outline.pieces[position].text if position < entry.end else ""
        if text and len(text) <= 14:
            run.append(position)
            continue
        day = _read_run(outline.pieces, run)
        if day is not None:
            return day
        run = []
    return None


def _read_run(pieces: Sequence[Piece], run: Sequence[int]) -> DayFound | None:
    if len(run) < 2:
        return None
    words = " ".join(pieces[position].text.strip() for position in run[:8])
    found = _SPLIT_DAY.search(words)
    if found is None:
        return None
    day, month, year = found.group("d", "m", "y") if found["d"] else found.group("d2", "m2", "y2")
    reading = read_day(f"{day}.{month}.{year}" if month.isdecimal() else f"{day}. {month} {year}")
    if reading is None:
        return None
    return DayFound(words=found[0], published=reading.published, piece=run[0])


def _read_day_above(outline: Outline, entry: Entry) -> DayFound | None:
    """The day of the heading above a group of entries."""
    for position in reversed(entry.above):
        text = outline.pieces[position].text
        reading = read_day(text) if LOOKS_DATED.search(text) else None
        if reading is not None:
            return DayFound(words=reading.quote, published=reading.published, piece=position)
    return None


def _read_short_day(outline: Outline, entry: Entry) -> DayFound | None:
    """A day without a year, `02.12.`, whose year stands above its group or in the address."""
    for position in range(entry.start, entry.end):
        text = outline.pieces[position].text
        found = _SHORT_DAY.search(text) if len(text) <= 60 else None
        if found is None:
            continue
        head = _line_before(outline, entry, position) + text[: found.start()]
        if head.strip() and not _is_label(head):
            continue
        year = _find_year(outline, entry, position)
        if year is None:
            return None
        reading = read_day(
            f"{found[1]}.{found[2]}.{year}" if found[2] else f"{found[1]}. {found[3]} {year}"
        )
        if reading is not None:
            return DayFound(words=found[0], published=reading.published, piece=position)
    return None


def _find_year(outline: Outline, entry: Entry, before: int) -> str | None:
    """The year that stands above a day: over the only entry of a group, its groups, or the page."""
    for position in range(before - 1, entry.start - 1, -1):
        group = _GROUP.fullmatch(outline.pieces[position].text.strip())
        if group is not None:
            return group[1]
    for position in reversed(entry.above):
        found = _YEAR.search(outline.pieces[position].text)
        if found is not None:
            return found[0]
    for position in range(entry.start - 1, max(-1, entry.start - 400), -1):
        piece = outline.pieces[position]
        if piece.node.tag in HEADINGS or (
            piece.node.parent is not None and piece.node.parent.tag in HEADINGS
        ):
            found = _YEAR.search(piece.text)
            if found is not None:
                return found[0]
    found = _YEAR.search(outline.document.url)
    return found[0] if found else None
