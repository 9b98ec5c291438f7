"""Days whose parts stand apart: in boxes of their own, or the year above a group of entries."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.dated import DAY_OF_MONTH, LOOKS_DATED, MONTH_BEGINNINGS
from pipelines.days import read_day
from pipelines.entries import DayFound, Entry
from pipelines.group_labels import find_month, find_year
from pipelines.outline import Outline
from pipelines.written_days import is_label, line_before

_SHORT_DAY: Final = re.compile(
    rf"""(?ix)
    (?<![\d.,])(\d{{1,2}})\.[ \xa0]?
    (?: (\d{{1,2}})\. | ({MONTH_BEGINNINGS})[a-zä]*\.? )
    (?![ \xa0]?\d)
    """
)
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
        year = None if found is None else find_year(outline, entry, first, entries)
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
        year = find_year(outline, entry, position, entries)
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
    found = DAY_OF_MONTH.fullmatch(outline.pieces[entry.start].text.strip(" \xa0|:–—-"))
    month = None if found is None else find_month(outline, entry.start)
    year = None if month is None else find_year(outline, entry, entry.start, entries)
    if found is None or month is None or year is None:
        return None
    reading = read_day(f"{found[1]}. {month} {year}")
    if reading is None:
        return None
    return DayFound(words=found[1], published=reading.published, piece=entry.start)
