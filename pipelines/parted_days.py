"""Days whose parts stand apart: in boxes of their own, or the year above a group of entries."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.dated import LOOKS_DATED, MONTH_BEGINNINGS
from pipelines.days import MONTHS, read_day
from pipelines.document import HEADINGS
from pipelines.entries import GROUP_TAGS, DayFound, Entry
from pipelines.outline import Outline
from pipelines.written_days import is_label, line_before

_SHORT_DAY: Final = re.compile(
    rf"""(?ix)
    (?<![\d.,])(\d{{1,2}})\.[ \xa0]?
    (?: (\d{{1,2}})\. | ({MONTH_BEGINNINGS})[a-zä]*\.? )
    (?![ \xa0]?\d)
    """
)
_YEAR: Final = re.compile(r"(?<!\d)(?:199\d|20\d\d)(?!\d)")
_GROUP: Final = re.compile(r"(?:[^\W\d_]{3,9} )?(199\d|20\d\d):?")
"""What stands over a group of entries: `2025`, `November 2025`."""
_MONTH_GROUP: Final = re.compile(r"([^\W\d_]{3,9})(?: (?:199\d|20\d\d))?:?")
"""`November`, below a year; `November 2025`."""
_LONGEST_GROUP: Final = 20
_FARTHEST: Final = 400
"""Pieces between a heading and the last entry of its group."""
_DAY_OF_MONTH: Final = re.compile(r"\s?([12]?\d|0\d|3[01])\.?\s?[|:–—-]?\s?")
_SHORT_SPLIT: Final = re.compile(r"(\d{1,2})\.? ([^\W\d_]{3,9})\.?")
_SPLIT_DAY: Final = re.compile(
    r"""(?ix)
    (?P<d>\d{1,2})\.?[ ]+(?P<m>[^\W\d_]{3,9}|\d{1,2})\.?[ ]+(?P<y>(?:19|20)\d\d)(?!\d)
    | (?P<m2>[^\W\d_]{3,9})\.?[ ]+(?P<d2>\d{1,2})[.,]?[ ]+(?P<y2>(?:19|20)\d\d)(?!\d)
    """
)


def read_parted_day(outline: Outline, entry: Entry, entries: Sequence[Entry]) -> DayFound | None:
    """The day of one of the entries of a listing no piece of which shows a whole one."""
    return (
        _read_split_day(outline, entry, entries)
        or _read_day_above(outline, entry)
        or _read_short_day(outline, entry, entries)
        or _read_day_of_month(outline, entry, entries)
    )


def _read_split_day(outline: Outline, entry: Entry, entries: Sequence[Entry]) -> DayFound | None:
    """A day in boxes of its own for day, month and year: `<b>19</b><i>Nov</i><i>2026</i>`."""
    run: list[int] = []
    for position in range(entry.start, entry.end + 1):
        text = outline.pieces[position].text if position < entry.end else ""
        if text and len(text) <= 14:
            run.append(position)
            continue
        day = _read_run(outline, entry, run, entries)
        if day is not None:
            return day
        run = []
    return None


def _read_run(
    outline: Outline, entry: Entry, run: Sequence[int], entries: Sequence[Entry]
) -> DayFound | None:
    if len(run) < 2:
        return None
    words = " ".join(outline.pieces[position].text.strip() for position in run[:8])
    found = _SPLIT_DAY.search(words)
    if found is None:
        return _read_short_run(outline, entry, run, entries)
    day, month, year = found.group("d", "m", "y") if found["d"] else found.group("d2", "m2", "y2")
    reading = read_day(f"{day}.{month}.{year}" if month.isdecimal() else f"{day}. {month} {year}")
    if reading is None:
        return None
    return DayFound(words=found[0], published=reading.published, piece=run[0])


def _read_short_run(
    outline: Outline, entry: Entry, run: Sequence[int], entries: Sequence[Entry]
) -> DayFound | None:
    """`<b>19</b><i>Nov</i>`, where the year stands above."""
    for first, second in pairwise(run):
        words = [outline.pieces[position].text.strip() for position in (first, second)]
        found = _SHORT_SPLIT.fullmatch(" ".join(words)) or _SHORT_SPLIT.fullmatch(
            " ".join(reversed(words))
        )
        year = None if found is None else _find_year(outline, entry, first, entries)
        reading = (
            None if found is None or year is None else read_day(f"{found[1]}. {found[2]} {year}")
        )
        if reading is not None:
            return DayFound(words=" ".join(words), published=reading.published, piece=first)
    return None


def _read_day_above(outline: Outline, entry: Entry) -> DayFound | None:
    """The day of the heading above a group of entries."""
    for position in reversed(entry.above):
        text = outline.pieces[position].text
        reading = read_day(text) if LOOKS_DATED.search(text) else None
        if reading is not None:
            return DayFound(words=reading.quote, published=reading.published, piece=position)
    return None


def _read_short_day(outline: Outline, entry: Entry, entries: Sequence[Entry]) -> DayFound | None:
    """A day without a year, `02.12.`, whose year stands above its group or in the address."""
    for position in range(entry.start, entry.end):
        text = outline.pieces[position].text
        found = _SHORT_DAY.search(text) if len(text) <= 60 else None
        if found is None:
            continue
        head = line_before(outline, entry, position) + text[: found.start()]
        if head.strip() and not is_label(head):
            continue
        year = _find_year(outline, entry, position, entries)
        if year is None:
            return None
        reading = read_day(
            f"{found[1]}.{found[2]}.{year}" if found[2] else f"{found[1]}. {found[3]} {year}"
        )
        if reading is not None:
            return DayFound(words=found[0], published=reading.published, piece=position)
    return None


def _read_day_of_month(outline: Outline, entry: Entry, entries: Sequence[Entry]) -> DayFound | None:
    """A day before a title, `02.`, whose month and year are the headings above it."""
    if entry.start >= entry.end or outline.pieces[entry.start].link is not None:
        return None
    found = _DAY_OF_MONTH.fullmatch(outline.pieces[entry.start].text)
    month = None if found is None else _find_month(outline, entry.start)
    year = None if month is None else _find_year(outline, entry, entry.start, entries)
    if found is None or month is None or year is None:
        return None
    reading = read_day(f"{found[1]}. {month} {year}")
    if reading is None:
        return None
    return DayFound(words=found[1], published=reading.published, piece=entry.start)


def _find_month(outline: Outline, before: int) -> str | None:
    """The month that the next heading above a place is, alone or with its year."""
    for position in range(before - 1, max(-1, before - _FARTHEST), -1):
        piece = outline.pieces[position]
        if len(piece.text) <= _LONGEST_GROUP and any(
            node.tag in GROUP_TAGS for node in piece.node.climb(2)
        ):
            found = _MONTH_GROUP.fullmatch(piece.text.strip())
            if found is not None and found[1].lower() in MONTHS:
                return found[1]
    return None


def _find_year(outline: Outline, entry: Entry, before: int, entries: Sequence[Entry]) -> str | None:
    """The year that stands above a day: over the only entry of a group, its groups, or the page.

    Never the year of which another entry's title tells.
    """
    for position in range(before - 1, entry.start - 1, -1):
        group = _GROUP.fullmatch(outline.pieces[position].text.strip())
        if group is not None:
            return group[1]
    for position in reversed(entry.above):
        found = _YEAR.search(outline.pieces[position].text)
        if found is not None:
            return found[0]
    for position in range(entry.start - 1, max(-1, entry.start - _FARTHEST), -1):
        piece = outline.pieces[position]
        other = bisect_right(entries, position, key=lambda one: one.start) - 1
        if other >= 0 and position < entries[other].end and not _GROUP.fullmatch(piece.text):
            continue
        if piece.node.tag in HEADINGS or (
            piece.node.parent is not None and piece.node.parent.tag in HEADINGS
        ):
            found = _YEAR.search(piece.text)
            if found is not None:
                return found[0]
    found = _YEAR.search(outline.document.url)
    return found[0] if found else None
