"""A series of links cut into its entries: what on the page belongs to which of them."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from attrs import frozen

from pipelines.document import HEADINGS
from pipelines.outline import Link, Outline, Piece
from pipelines.weigher import Series, Weigher, find_blocks

GROUP_TAGS: Final = HEADINGS | {"dt", "th", "caption", "strong", "b", "summary", "p"}
"""Elements that may stand over a group of entries and say what they share."""


@frozen(kw_only=True)
class Entry:
    """One block of a listing. `start..end` are its pieces of text, in the outline's order."""

    link: Link
    start: int
    end: int
    whole: bool = False
    """The entry is the post itself, and its link merely its headline."""
    above: tuple[int, ...] = ()
    """The pieces of headings above a group it stands in: a day, a month, a year."""


@frozen(kw_only=True)
class DayFound:
    """An entry's day, and where it was found."""

    words: str
    published: date
    published_at: datetime | None = None
    piece: int | None = None
    """The piece it stands in; None for an attribute without words."""


def find_entries(weigher: Weigher, series: Series) -> list[Entry]:
    """Cut a series into its entries: the widest block around each link that holds no other.

    Where the entries have no block of their own (bare paragraphs, `<dt>` and `<dd>`, a heading
    with a date below), what stands between two links goes to the one it belongs to.
    """
    if len(series.links) == 1:
        box = series.box
        return [Entry(link=series.links[0], start=box.start, end=box.end, whole=series.whole)]
    spans = [(block.start, block.end) for block in find_blocks(series.box, series.links)]
    first, last = series.box.start, series.box.end
    gaps = [(left[1], right[0]) for left, right in pairwise([(0, first), *spans, (last, 0)])]
    if any(_has_words(weigher.outline, gap) for gap in gaps):
        return _share_gaps(weigher, series, spans, gaps)
    return [
        Entry(link=link, start=start, end=end, whole=series.whole)
        for link, (start, end) in zip(series.links, spans, strict=True)
    ]


def _has_words(outline: Outline, span: tuple[int, int]) -> bool:
    return any(any(char.isalnum() for char in piece.text) for piece in outline.pieces[slice(*span)])


def _share_gaps(
    weigher: Weigher,
    series: Series,
    spans: Sequence[tuple[int, int]],
    gaps: Sequence[tuple[int, int]],
) -> list[Entry]:
    """Give what stands between the entries to them: a day before a title, a teaser after it."""
    dated_inside = sum(any(weigher.is_dated[start:end]) for start, end in spans)
    own_day = dated_inside * 2 >= len(spans)
    cuts = [_cut_gap(weigher, gap) for gap in gaps]
    before = sum(cut is not None for cut in cuts[:-1])
    after = sum(any(weigher.is_dated[start:end]) for start, end in gaps[1:])
    leading = not own_day and cuts[0] is not None and before >= after
    entries = []
    above: list[int] = []
    for position, link in enumerate(series.links):
        gap, following = gaps[position], gaps[position + 1]
        above = [*above, *_find_groups(weigher.outline, series, gap)][-4:]
        start, end = spans[position][0], following[1]
        cut, next_cut = cuts[position], cuts[position + 1]
        if leading and cut is not None:
            start = cut
        if leading and next_cut is not None:
            end = next_cut
        if position + 1 == len(series.links) and not series.whole:
            end = min(end, following[0] + 12)
        end = _find_end(weigher.outline, series, following[0], end, own_day=own_day)
        entries.append(
            Entry(link=link, start=start, end=end, above=tuple(above), whole=series.whole)
        )
    return entries


def _cut_gap(weigher: Weigher, gap: tuple[int, int]) -> int | None:
    """Where in a gap the next entry begins: at the last day in it, if nothing long follows."""
    position = gap[1]
    while position > max(gap[0], gap[1] - 6):
        position -= 1
        if weigher.is_dated[position]:
            # A day of the last change may stand beside that of the publication.
            while position > gap[0] and weigher.is_dated[position - 1]:
                position -= 1
            return position
        if len(weigher.outline.pieces[position].text) > 60:
            break
    return None


def _find_groups(outline: Outline, series: Series, gap: tuple[int, int]) -> list[int]:
    """The pieces before an entry that stand over a group of entries."""
    return [position for position in range(*gap) if _stands_over(outline.pieces[position], series)]


def _stands_over(piece: Piece, series: Series) -> bool:
    """Whether a piece is a short heading with a number in it: "Dezember 2020", "2019"."""
    if len(piece.text) > 40 or not any(char.isdigit() for char in piece.text):
        return False
    return piece.node.parent is series.box or any(
        node.tag in GROUP_TAGS for node in piece.node.climb(4)
    )


def _find_end(outline: Outline, series: Series, start: int, end: int, *, own_day: bool) -> int:
    """Where an entry ends in the gap behind it: at the heading of a group, or of what follows."""
    for position in range(start, end):
        piece = outline.pieces[position]
        if own_day and _stands_over(piece, series):
            return position
        if any(
            node.tag in HEADINGS and node.start == position and node is not series.box
            for node in piece.node.climb(3)
        ):
            return position
    return end
