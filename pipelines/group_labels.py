"""What a group of a listing's entries is called: by a heading above, by the tab that opens it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipelines.days import MONTHS
from pipelines.document import HEADINGS
from pipelines.entries import GROUP_TAGS, Entry
from pipelines.outline import Node, Outline

_YEAR: Final = re.compile(r"(?<!\d)(?:199\d|20\d\d)(?!\d)")
_GROUP: Final = re.compile(r"(?:[^\W\d_]{3,9} )?(199\d|20\d\d):?")
"""What stands over a group of entries: `2025`, `November 2025`."""
_MONTH_GROUP: Final = re.compile(r"([^\W\d_]{3,9})(?: (?:199\d|20\d\d))?:?")
"""`November`, below a year; `November 2025`."""
_LONGEST_GROUP: Final = 20
_FARTHEST: Final = 400
"""Pieces between a heading and the last entry of its group."""
_OPENS: Final = ("href", "data-bs-target", "data-target", "aria-controls")
"""Attributes in which a tab names the panel that it opens."""


def find_year(outline: Outline, entry: Entry, before: int, entries: Sequence[Entry]) -> str | None:
    """The year that stands above a day: over the only entry of a group, its groups, or the page.

    Never the year of which another entry's title tells.
    """
    for position in range(before - 1, entry.start - 1, -1):
        piece = outline.pieces[position]
        group = _GROUP.fullmatch(piece.text.strip()) if piece.link is None else None
        if group is not None:
            return group[1]
    for position in reversed(entry.above):
        year = _search_year(outline.pieces[position].text)
        if year is not None:
            return year
    return (
        _find_panel_year(outline, entry)
        or _find_year_above(outline, entry, entries)
        or _search_year(outline.document.url)
    )


def _find_year_above(outline: Outline, entry: Entry, entries: Sequence[Entry]) -> str | None:
    """The year in the next heading above an entry that is none of another entry."""
    for position in range(entry.start - 1, max(-1, entry.start - _FARTHEST), -1):
        piece = outline.pieces[position]
        other = bisect_right(entries, position, key=lambda one: one.start) - 1
        if other >= 0 and position < entries[other].end and not _GROUP.fullmatch(piece.text):
            continue
        if piece.node.tag in HEADINGS or (
            piece.node.parent is not None and piece.node.parent.tag in HEADINGS
        ):
            year = _search_year(piece.text)
            if year is not None:
                return year
    return None


def _search_year(text: str) -> str | None:
    found = _YEAR.search(text)
    return None if found is None else found[0]


def find_month(outline: Outline, before: int) -> str | None:
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


# -- panels ---------------------------------------------------------------------------------------


def _find_panel_year(outline: Outline, entry: Entry) -> str | None:
    """The year of the tab that opens the panel in which an entry stands."""
    years = _read_tabs(outline)
    if not years:
        return None
    for node in entry.link.node.climb():
        for attribute in ("id", "aria-labelledby"):
            year = years.get(node.element.get(attribute) or "")
            if year is not None:
                return year
    return None


@lru_cache(maxsize=1)
def _read_tabs(outline: Outline) -> dict[str, str]:
    """The years that tabs are called, by the names of the panels they open and by their own."""
    years: dict[str, str] = {}
    for node in outline.nodes:
        if not 0 < node.end - node.start <= 2:  # a year, and perhaps a count
            continue
        year = _GROUP.fullmatch(outline.text(node.start, node.end))
        if year is not None:
            for name in _name_panels(node):
                years.setdefault(name, year[1])
    return years


def _name_panels(node: Node) -> list[str]:
    """What the element that shows a year says it opens, and what it is called itself."""
    opened = [node.element.get(name) or "" for name in _OPENS]
    names = [one.removeprefix("#") for one in opened if one.startswith("#") or "/" not in one]
    return [name for name in (*names, node.element.get("id") or "") if name]
