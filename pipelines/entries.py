"""The entries of a listing: blocks of a page that repeat, each with a link of its own."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urljoin

from attrs import frozen

from pipelines.outline import HEADINGS, Link, Node, Outline, Piece, Zone
from pipelines.wording import (
    bare_words,
    file_kind,
    is_document,
    is_gathered,
    is_other_section,
    leads_elsewhere,
    says_more,
)

MOST_LINKS: Final = 20_000
"""More links than this on one page are no listing that a person reads; the rest is not looked at."""

_MONTHS: Final = "jan|jän|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
LOOKS_DATED: Final = re.compile(
    rf"""
      (?<![\d.,])\d{{1,2}}\.[ \xa0]?\d{{1,2}}\.(?:[ \xa0]?\d{{2,4}})?(?!\d)   # 02.12.2020, 02.12.
    | (?<!\d)(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)                    # 2020-12-02
    | (?<!\d)\d{{1,2}}[-/]\d{{1,2}}[-/](?:19|20)\d\d(?!\d)                      # 02/12/2020
    | (?<!\d)\d{{1,2}}\.?[ \xa0-]{{0,2}}(?:{_MONTHS})[a-zä]*\.?,?[ \xa0-]{{1,2}}\d{{4}}   # 2. Dez 2020
    | (?<![a-z])(?:{_MONTHS})[a-zä]*\.?[ \xa0]\d{{1,2}},?[ \xa0]\d{{4}}         # Dec 2, 2020
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may be a day; `pipelines.days` decides. A range is none, and has a form of its own there."""


_DIGIT: Final = re.compile(r"\d")


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
class Series:
    """Entries that repeat inside one box of the page, and how much they look like announcements."""

    box: Node
    links: tuple[Link, ...]
    quality: float
    """The mean over its entries; 3 is a title in a heading with a day and a teaser."""
    score: float
    dated: float
    """The share of entries with something like a day."""
    titled: float
    """The share of links whose words may be a title."""
    worded: float
    """The share of entries with words beside their link."""
    headed: float
    """The share of entries with a heading."""
    whole: bool = False
    """The links are headlines of whole posts."""


def find_series(outline: Outline) -> list[Series]:
    """Every set of links that repeat in the same way inside one box, the best first.

    Links repeat in the same way where their chains of tags are the same; names of classes do not
    matter, so a theme may call things as it likes and odd and even rows differ.
    """
    weigher = _weigher_of(outline)
    series: list[Series] = []
    groups: dict[tuple[int, str], list[Link]] = defaultdict(list)
    for link in outline.links[:MOST_LINKS]:
        groups[link.node.path, _sort_of(link)].append(link)
    for links in groups.values():
        series += [weigher.weigh(box, inside) for box, inside in find_boxes(_join_twins(links))]
    series.sort(key=lambda one: (-one.score, one.box.number))
    return series


def find_entries(outline: Outline, series: Series) -> list[Entry]:
    """Cut a series into its entries: the widest block around each link that holds no other.

    Where the entries have no block of their own (bare paragraphs, `<dt>` and `<dd>`, a heading
    with a date below), what stands between two links goes to the one it belongs to.
    """
    blocks = _find_blocks(series.box, series.links)
    spans = [(block.start, block.end) for block in blocks]
    first, last = series.box.start, series.box.end
    gaps = [
        (left[1], right[0])
        for left, right in zip([(first, first), *spans], [*spans, (last, last)], strict=True)
    ]
    if not any(_has_words(outline, gap) for gap in gaps):
        return [
            Entry(link=link, start=start, end=end, whole=series.whole)
            for link, (start, end) in zip(series.links, spans, strict=True)
        ]
    return _share_gaps(outline, series, spans, gaps)


def weigh_series(outline: Outline, box: Node, links: tuple[Link, ...]) -> Series:
    """How much links (or heads of posts) inside one box look like announcements."""
    return _weigher_of(outline).weigh(box, links)


def _weigher_of(outline: Outline) -> "_Weigher":
    if outline.weigher is None:
        outline.weigher = _Weigher(outline)
    return outline.weigher


def _sort_of(link: Link) -> str:
    """Links of one place in the markup may be of several sorts: titles, files, subjects."""
    if is_document(link.url):
        return "file"
    if link.rel & _OTHER_RELATIONS or is_gathered(link.url):
        return "subject"
    return "more" if says_more(link.words) else "page"


def _join_twins(links: Sequence[Link]) -> list[Link]:
    """One link for neighbours to the same address, such as a title and the "mehr" behind it."""
    joined: list[Link] = []
    for link in links:
        if joined and joined[-1].url == link.url and joined[-1].fragment == link.fragment:
            if says_more(joined[-1].words) and not says_more(link.words):
                joined[-1] = link
        else:
            joined.append(link)
    return joined


# -- boxes ----------------------------------------------------------------------------------------


def find_boxes(links: Sequence[Link]) -> Iterable[tuple[Node, tuple[Link, ...]]]:
    """The boxes around two or more of the links, with those inside; a single link's, too."""
    if len(links) == 1:
        box = _box_of_one(links[0])
        return [] if box is None else [(box, tuple(links))]
    numbers = [link.node.number for link in links]
    boxes: dict[int, Node] = {}
    for left, right in zip(links, links[1:], strict=False):
        shared = _shared(left.node, right.node)
        boxes[shared.number] = shared
    # Innermost boxes of very many are enough: a page of a hundred menus stays cheap.
    kept = sorted(boxes.values(), key=lambda box: -box.depth)[:400]
    found = []
    for box in kept:
        inside = links[bisect_left(numbers, box.number) : bisect_right(numbers, box.last)]
        found.append((box, tuple(inside)))
    return found


def _box_of_one(link: Link) -> Node | None:
    """A box for a link that no other resembles: the only entry of a last page, a featured post."""
    if not any(node.tag in HEADINGS for node in _steps(link.node, 4)) and not any(
        node.tag in {"article", "li", "tr", "dl"} for node in _steps(link.node, 12)
    ):
        return None
    box = link.node
    for outer in box.climb():
        box = outer
        if outer.tag in {"main", "body", "aside", "nav"}:
            break
        if outer.parent is not None and outer.tag in {"article", "li", "tr"}:
            box = outer.parent
            break
    return box


def _steps(node: Node, most: int) -> Iterable[Node]:
    for step, outer in enumerate(node.climb()):
        if step >= most:
            return
        yield outer


def _shared(left: Node, right: Node) -> Node:
    """The innermost element around both."""
    for outer in left.climb():
        if outer.last >= right.number:
            return outer
    return left


def _find_blocks(box: Node, links: Sequence[Link]) -> list[Node]:
    """For each link the widest element inside the box that holds no other link of the series."""
    blocks = []
    for position, link in enumerate(links):
        before = links[position - 1].node.number if position else -1
        after = links[position + 1].node.number if position + 1 < len(links) else None
        block = link.node
        for outer in link.node.climb():
            if outer.number <= before or (after is not None and outer.last >= after):
                break
            if outer is box:
                break
            block = outer
        blocks.append(block)
    return blocks


# -- what looks like announcements ----------------------------------------------------------------


_OTHER_RELATIONS: Final = frozenset({"tag", "category", "author", "next", "prev", "home"})
_ZONE_COSTS: Final = (
    (Zone.MENU, 1.2),
    (Zone.PAGER, 2.0),
    (Zone.FOOT, 1.0),
    (Zone.SIDE, 0.7),
    (Zone.TALK, 1.0),
)


@frozen(kw_only=True)
class _Looks:
    """What one entry shows."""

    titled: bool
    dated: bool
    worded: bool
    headed: bool


class _Weigher:
    """Knows, for any stretch of a page, how much in it is dated, worded and headed."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        pieces = outline.pieces
        self.dated = _sum_up(_is_dated(piece) for piece in pieces)
        self.words = _sum_up(
            0 if piece.link is not None or piece.hidden else len(piece.text) for piece in pieces
        )
        self.stamps = [
            node.start
            for node in outline.nodes
            if (node.tag == "time" and node.element.get("datetime"))
            or (node.tag == "abbr" and node.element.get("title"))
        ]
        self.heading_numbers = [node.number for node in outline.nodes if node.tag in HEADINGS]
        self.others = [
            (node.start, node.end)
            for node in outline.nodes
            if node.tag in HEADINGS and is_other_section(outline.text(node.start, node.end))
        ]
        here = outline.document.url.partition("#")[0]
        self.homes = {
            here,
            urljoin(here, "/"),
            urljoin(here, "/index.html"),
            urljoin(here, "/index.php"),
        }

    def weigh(self, box: Node, links: tuple[Link, ...]) -> Series:
        """How much the links inside the box look like the entries of a news listing."""
        texts = [bare_words(link.words) for link in links]
        repeated = len(set(texts)) <= max(1, len(texts) // 2) and len(texts) > 2
        blocks = _find_blocks(box, links)
        dated = worded = headed = titled = 0
        weights: list[float] = []
        for position, (link, block) in enumerate(zip(links, blocks, strict=True)):
            start = blocks[position - 1].end if position else max(box.start, block.start - 6)
            end = (
                blocks[position + 1].start
                if position + 1 < len(blocks)
                else min(box.end, block.end + 6)
            )
            seen = _Looks(
                titled=not repeated and not says_more(texts[position]),
                dated=self.dated[end] > self.dated[start]
                or bisect_left(self.stamps, end) > bisect_left(self.stamps, start),
                worded=self.words[end] - self.words[start] >= 40,
                headed=self._has_heading(block, link),
            )
            dated += seen.dated
            worded += seen.worded
            headed += seen.headed
            titled += seen.titled
            weights.append(self._weigh_link(link, texts[position], seen))
        count = len(links)
        mean = sum(weights) / count
        # A box that holds a menu beside the list is not the list's own.
        spread = (sum((weight - mean) ** 2 for weight in weights) / count) ** 0.5
        quality = mean - spread - (1.5 if self._heading_above(box, links[0]) else 0.0)
        return Series(
            box=box,
            links=links,
            quality=quality,
            score=quality * count**0.5 if quality > 0 else quality,
            dated=dated / count,
            titled=titled / count,
            worded=worded / count,
            headed=headed / count,
        )

    def _weigh_link(self, link: Link, text: str, seen: "_Looks") -> float:
        """How much one link looks like that of an announcement."""
        weight = 1.0 * seen.dated + 0.4 * seen.worded + 0.6 * seen.headed
        if seen.titled:
            weight += _weigh_title(text)
        elif not seen.headed:
            weight -= 0.8
        if (link.url in self.homes and link.node.link is link) or link.rel & _OTHER_RELATIONS:
            weight -= 1.5
        if is_gathered(link.url):
            weight -= 1.5
        if leads_elsewhere(link.url):
            weight -= 0.7
        kind = file_kind(link.url)
        if kind is not None and not (seen.dated and kind == "pdf"):
            weight -= 1.0
        zone = link.node.zone
        if zone:
            weight -= sum(cost for part, cost in _ZONE_COSTS if zone & part)
        return weight

    def _has_heading(self, block: Node, link: Link) -> bool:
        """A heading inside the block, or around the link."""
        first = bisect_left(self.heading_numbers, block.number)
        if first < len(self.heading_numbers) and self.heading_numbers[first] <= block.last:
            return True
        return any(node.tag in HEADINGS for node in _steps(link.node, 4))

    def _heading_above(self, box: Node, link: Link) -> bool:
        """Whether the nearest heading above the first entry is that of something else."""
        best: tuple[int, int] | None = None
        for start, end in self.others:
            if end <= link.node.start and (best is None or start > best[0]):
                best = (start, end)
        if best is None:
            return False
        # Another heading in between, outside the entries, opens another section.
        between = [
            node
            for number in self.heading_numbers
            if best[1] <= (node := self.outline.nodes[number]).start < link.node.start
            and not node.holds(link.node)
        ]
        if any(node.end <= link.node.start and node.number < box.number for node in between):
            return False
        # Words of its own between heading and list are another section's, too.
        return self.words[link.node.start] - self.words[best[1]] < 400


def _weigh_title(text: str) -> float:
    """How much a link's words look like a headline: some words, neither a label nor a paragraph."""
    words = text.count(" ") + 1
    if words >= 4 and len(text) >= 20:
        return 1.0 if len(text) <= 300 else 0.6
    if len(text) >= 12:
        return 0.4
    return -0.3


def _is_dated(piece: Piece) -> int:
    text = piece.text
    if len(text) < 5 or _DIGIT.search(text) is None:
        return 0
    found = LOOKS_DATED.search(text)
    if found is None:
        return 0
    # In a sentence, a day tells of something; at its ends it may be the entry's own.
    return int(len(text) <= 60 or found.start() <= 30 or len(text) - found.end() <= 12)


def _sum_up(values: Iterable[int]) -> list[int]:
    """Prefix sums: `sums[end] - sums[start]` is the sum over a stretch."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


# -- entries without a block of their own ---------------------------------------------------------


def _has_words(outline: Outline, span: tuple[int, int]) -> bool:
    return any(any(char.isalnum() for char in piece.text) for piece in outline.pieces[slice(*span)])


def _share_gaps(
    outline: Outline,
    series: Series,
    spans: Sequence[tuple[int, int]],
    gaps: Sequence[tuple[int, int]],
) -> list[Entry]:
    """Give what stands between the entries to them: a day before a title, a teaser after it."""
    pieces = outline.pieces
    dated_inside = sum(any(_is_dated(piece) for piece in pieces[start:end]) for start, end in spans)
    cuts = [_cut_gap(pieces, gap) for gap in gaps]
    before = sum(dated for _, dated in cuts[:-1])
    after = sum(any(_is_dated(piece) for piece in pieces[start:end]) for start, end in gaps[1:])
    leading = dated_inside * 2 < len(spans) and before >= after and before > 0 and cuts[0][1]
    entries = []
    above: list[int] = []
    for position, (link, (start, end)) in enumerate(zip(series.links, spans, strict=True)):
        above = _headings_above(outline, series, gaps[position], above)
        if leading and cuts[position][1]:
            start = cuts[position][0]
        gap_start, gap_end = gaps[position + 1]
        end = cuts[position + 1][0] if leading and cuts[position + 1][1] else gap_end
        if position + 1 == len(spans) and not series.whole:
            end = min(end, gap_start + 12)
        end = _end_before_group(
            outline, series, gap_start, end, tight=dated_inside * 2 >= len(spans)
        )
        entries.append(
            Entry(link=link, start=start, end=end, above=tuple(above), whole=series.whole)
        )
    return entries


def _cut_gap(pieces: Sequence[Piece], gap: tuple[int, int]) -> tuple[int, bool]:
    """Where in a gap the next entry begins: at the last day in it, if nothing long follows."""
    for position in range(gap[1] - 1, max(gap[0], gap[1] - 6) - 1, -1):
        if _is_dated(pieces[position]):
            return position, True
        if len(pieces[position].text) > 60:
            break
    return gap[1], False


def _headings_above(
    outline: Outline, series: Series, gap: tuple[int, int], above: list[int]
) -> list[int]:
    """The pieces of the last headings before an entry that stand over a group of entries."""
    found = [
        position
        for position in range(gap[0], gap[1])
        if _stands_over(outline.pieces[position], series)
    ]
    return [*above, *found][-4:]


def _stands_over(piece: Piece, series: Series) -> bool:
    """Whether a piece is a short heading, with a number in it: "Dezember 2020", "2019"."""
    if len(piece.text) > 40 or not any(char.isdigit() for char in piece.text):
        return False
    return (
        any(
            node.tag in HEADINGS
            or node.tag in {"dt", "th", "caption", "strong", "b", "summary", "p"}
            for node in _steps(piece.node, 4)
        )
        or piece.node.parent is series.box
    )


def _end_before_group(
    outline: Outline, series: Series, start: int, end: int, *, tight: bool
) -> int:
    """A heading in a gap opens the next group, or what follows the list."""
    for position in range(start, end):
        piece = outline.pieces[position]
        if tight and _stands_over(piece, series):
            return position
        for node in _steps(piece.node, 3):
            if node.tag in HEADINGS and node.start == position and node is not series.box:
                return position
    return end
