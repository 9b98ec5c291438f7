"""The day of each entry of a listing, from the place where most of its entries have theirs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from pipelines.dated import LOOKS_DATED
from pipelines.days import DayReading, read_day, read_stamp
from pipelines.entries import DayFound, Entry
from pipelines.outline import Node, Outline
from pipelines.parted_days import read_parted_day
from pipelines.written_days import SURE, WEAK, read_written

_UPDATED_NAMES: Final = re.compile(
    r"(?<![a-z])(?:updated|modified|lastmod|last-?update|history|aktualisiert|aenderung)(?![a-z])"
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


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
        _choose(days, places, len(entries)) or read_parted_day(outline, entry, entries)
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
            reading, strength = read_written(outline, entry, position)
            if reading is None or _is_update(piece.node):
                continue
            day = _found(reading, position)
        else:
            continue
        if day is not None:
            ranks[path] += 1
            yield _Seen((path, ranks[path]), strength, day)
    for node in _stamps_without_words(outline, entry):
        stamped = read_stamp(node.element.get("datetime") or "")
        if stamped is not None and not _is_update(node):
            yield _Seen((node.path, 1), SURE, _found(stamped, None))


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
