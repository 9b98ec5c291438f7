"""What repeats on a page: sets of links made alike, and how much each looks like announcements."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
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

MOST_WEIGHED: Final = 40_000
"""Links weighed on one page, counted once for each box they are weighed in; keeps it linear."""
MOST_BOXES: Final = 40
"""Boxes weighed for links of one making, those that hold the most of them first."""

_MONTHS: Final = "jan|jän|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
LOOKS_DATED: Final = re.compile(
    rf"""
    (?<![\d.,]) \d{{1,4}}
    (?: \.[ \xa0]?\d{{1,2}}\.(?:[ \xa0]?\d{{2,4}})?(?!\d)           # 02.12.2020, 02.12.
      | [-/.]\d{{1,2}}[-/.]\d{{1,4}}(?!\d)                         # 2020-12-02, 02/12/2020
      | (?:\.|st|nd|rd|th)?[ \xa0-]{{0,2}}(?:{_MONTHS})[a-zä]*\.?,?[ \xa0-]{{1,2}}\d{{4}}   # 2. Dezember 2020
    )
    | (?<![a-z])(?:{_MONTHS})[a-zä]*\.?[ \xa0]\d{{1,2}},?[ \xa0]\d{{4}}  # December 2, 2020
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may be a day; `pipelines.days` decides. A range is none, and has a form of its own there."""
_WIDEST: Final = frozenset({"body", "main", "html"})
_DIGIT: Final = re.compile(r"\d")

_OTHER_RELATIONS: Final = frozenset({"tag", "category", "author", "next", "prev", "home"})
_ZONE_COSTS: Final = (
    (Zone.MENU, 1.2),
    (Zone.PAGER, 2.0),
    (Zone.FOOT, 1.0),
    (Zone.SIDE, 0.7),
    (Zone.TALK, 1.0),
)


@frozen(kw_only=True)
class Series:
    """Entries that repeat inside one box of the page, and how much they look like announcements."""

    box: Node
    links: tuple[Link, ...]
    quality: float
    """The mean over its entries less their spread; 3 is a title in a heading, a day, a teaser."""
    score: float
    """The quality, grown with the number of entries."""
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


@frozen(kw_only=True)
class _Looks:
    """What one entry shows."""

    titled: bool
    dated: bool
    worded: bool
    headed: bool


def find_series(weigher: "Weigher") -> list[Series]:
    """Every set of links that repeat in the same way inside one box of a page.

    Links repeat in the same way where their chains of tags are the same. The names of classes do
    not matter: a theme may call things as it likes, and odd and even rows differ.
    """
    found: list[Series] = []
    for links in _find_makings(weigher.outline.links):
        boxes = find_boxes(links) if len(links) > 1 else weigher.find_box_of_one(links[0])
        found += [weigher.weigh(box, inside) for box, inside in boxes]
        if weigher.weighed > MOST_WEIGHED:
            break
    return found


def find_boxes(links: Sequence[Link]) -> Iterator[tuple[Node, tuple[Link, ...]]]:
    """The boxes around two or more of the links, with those inside, the fullest first."""
    numbers = [link.node.number for link in links]
    boxes: dict[int, tuple[int, int, Node]] = {}
    for left, right in pairwise(links):
        box = _shared(left.node, right.node)
        if box.number not in boxes:
            first, last = bisect_left(numbers, box.number), bisect_right(numbers, box.last)
            boxes[box.number] = first, last, box
    largest = sorted(boxes.values(), key=lambda one: (one[0] - one[1], -one[2].depth))
    for first, last, box in largest[:MOST_BOXES]:
        yield box, tuple(links[first:last])


def find_blocks(box: Node, links: Sequence[Link]) -> list[Node]:
    """For each link the widest element inside the box that holds no other link of the series."""
    blocks = []
    for position, link in enumerate(links):
        before = links[position - 1].node.number if position else -1
        after = links[position + 1].node.number if position + 1 < len(links) else None
        block = link.node
        for outer in link.node.climb():
            if (
                outer is box
                or outer.number <= before
                or (after is not None and outer.last >= after)
            ):
                break
            block = outer
        blocks.append(block)
    return blocks


# -- links of one making --------------------------------------------------------------------------


def _find_makings(links: Sequence[Link]) -> Iterator[list[Link]]:
    """Sets of links of one making: by their exact chains of tags, then by those of blocks alone."""
    exact: dict[int, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    loose: dict[int, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        exact[link.node.path][_sort_of(link)].append(link)
        loose[link.node.way][_sort_of(link)].append(link)
    for sorts in exact.values():
        yield from _join_sorts(sorts)
    for sorts in loose.values():
        mixed = {
            name: group
            for name, group in sorts.items()
            if any(link.node.path != group[0].node.path for link in group)
        }
        if mixed:
            yield from _join_sorts(mixed)


def _sort_of(link: Link) -> str:
    """Links of one place in the markup may be of several sorts: titles, files, subjects."""
    if is_document(link.url):
        return "file"
    if link.rel & _OTHER_RELATIONS or is_gathered(link.url):
        return "subject"
    return "more" if says_more(link.words) else "page"


def _join_sorts(sorts: dict[str, list[Link]]) -> list[list[Link]]:
    """The sorts of links apart, but for those that are entries of the same list.

    A file linked within an entry goes with it; one that has a row of its own is an entry.
    """
    groups = {name: _join_twins(links) for name, links in sorts.items()}
    names = sorted((name for name in groups if name != "subject"), key=lambda n: -len(groups[n]))
    if len(names) > 1 and len(groups[names[0]]) > 1:
        base = groups[names[0]]
        box = _shared(base[0].node, base[-1].node)
        blocks = find_blocks(box, base)
        starts = [block.number for block in blocks]
        rows: list[Link] = []
        for name in names[1:]:
            for link in groups[name]:
                place = bisect_right(starts, link.node.number) - 1
                if box.holds(link.node) and not (place >= 0 and blocks[place].holds(link.node)):
                    rows.append(link)
        if rows and len(rows) < len(base):
            joined = _join_twins(sorted([*base, *rows], key=lambda link: link.node.number))
            return [joined, *groups.values()]
    return list(groups.values())


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


def _shared(left: Node, right: Node) -> Node:
    """The innermost element around both; `right` begins after `left`."""
    for outer in left.climb():
        if outer.last >= right.number:
            return outer
    return left


# -- what looks like announcements ----------------------------------------------------------------


class Weigher:
    """Knows, for any stretch of a page, how much in it is dated, worded and headed."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.weighed = 0
        """How many links were weighed so far."""
        self.is_dated = [_is_dated(piece) for piece in outline.pieces]
        """For each piece whether an entry's day may stand in it."""
        self._dated = _sum_up(self.is_dated)
        self._words = _sum_up(
            0 if piece.link is not None or piece.hidden else len(piece.text)
            for piece in outline.pieces
        )
        self._stamps: list[int] = []
        self._headings: list[int] = []
        self._heading_starts: list[int] = []
        self._others: list[Node] = []
        for node in outline.nodes:
            if node.tag in HEADINGS:
                self._headings.append(node.number)
                self._heading_starts.append(node.start)
                if is_other_section(outline.text(node.start, node.end)):
                    self._others.append(node)
            elif (node.tag == "time" and node.element.get("datetime")) or (
                node.tag == "abbr" and node.element.get("title")
            ):
                self._stamps.append(node.start)
        self._link_starts = [link.node.start for link in outline.links]
        self._headlines = [
            (link.node.number, link.url)
            for link in outline.links
            if any(node.tag in HEADINGS for node in link.node.climb(4))
        ]
        here = outline.document.url.partition("#")[0]
        self._homes = {here, *(urljoin(here, home) for home in ("/", "/index.html", "/index.php"))}

    def weigh(self, box: Node, links: tuple[Link, ...]) -> Series:
        """How much the links inside the box look like the entries of a news listing."""
        self.weighed += len(links)
        texts = [bare_words(link.words) for link in links]
        repeated = len(links) > 2 and len(set(texts)) <= len(texts) // 2
        looks = list(self._look(box, links, texts, repeated=repeated))
        weights = [self._weigh_link(*one) for one in zip(links, texts, looks, strict=True)]
        count = len(links)
        mean = sum(weights) / count
        # A box that holds a menu beside the list is not the list's own.
        spread = (sum((weight - mean) ** 2 for weight in weights) / count) ** 0.5
        quality = mean - spread - (1.5 if self._stands_under_other(box, links[0]) else 0.0)
        return Series(
            box=box,
            links=links,
            quality=quality,
            score=quality * count**0.5 if quality > 0 else quality,
            dated=sum(look.dated for look in looks) / count,
            titled=sum(look.titled for look in looks) / count,
            worded=sum(look.worded for look in looks) / count,
            headed=sum(look.headed for look in looks) / count,
        )

    def find_box_of_one(self, link: Link) -> Iterator[tuple[Node, tuple[Link, ...]]]:
        """A box for a link that no other resembles: a last page's only entry, a featured post.

        It is the widest element that holds no other headline.
        """
        headed = any(node.tag in HEADINGS for node in link.node.climb(4))
        if not headed and (
            is_document(link.url)
            or not any(node.tag in {"article", "li", "tr", "dl"} for node in link.node.climb(12))
        ):
            return
        box = link.node
        for outer in link.node.climb():
            inside = self._headlines[
                bisect_left(self._headlines, (outer.number, "")) : bisect_right(
                    self._headlines, (outer.last + 1, "")
                )
            ]
            if outer.tag in _WIDEST or any(url != link.url for _, url in inside[:9]):
                break
            box = outer
            if outer.tag in {"article", "li", "tr"}:
                break
        if box is not link.node:
            yield box, (link,)

    def _look(
        self, box: Node, links: Sequence[Link], texts: Sequence[str], *, repeated: bool
    ) -> Iterator[_Looks]:
        """What each entry shows, with what stands between it and its neighbours."""
        blocks = find_blocks(box, links)
        for position, (link, block) in enumerate(zip(links, blocks, strict=True)):
            if len(links) == 1:
                block = box
            start = blocks[position - 1].end if position else max(box.start, block.start - 6)
            end = (
                blocks[position + 1].start
                if position + 1 < len(blocks)
                else min(box.end, block.end + 6)
            )
            bare = block.end - block.start == link.node.end - link.node.start
            yield _Looks(
                titled=not (repeated or says_more(texts[position]) or is_only_day(texts[position])),
                dated=self._dated[end] > self._dated[start]
                or bisect_left(self._stamps, end) > bisect_left(self._stamps, start),
                worded=self._words[end] - self._words[start] >= 40,
                headed=self._has_heading(block, link) or (bare and self._is_headed(start, end)),
            )

    def _weigh_link(self, link: Link, text: str, seen: _Looks) -> float:
        """How much one link looks like that of an announcement."""
        weight = 1.0 * seen.dated + 0.4 * seen.worded + 0.6 * seen.headed
        if seen.titled:
            weight += _weigh_title(text)
        elif not seen.headed:
            weight -= 0.8
        if (link.url in self._homes and link.node.link is link) or link.rel & _OTHER_RELATIONS:
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
        first = bisect_left(self._headings, block.number)
        if first < len(self._headings) and self._headings[first] <= block.last:
            return True
        return any(node.tag in HEADINGS for node in link.node.climb(4))

    def _is_headed(self, start: int, end: int) -> bool:
        """Whether a heading stands among the pieces around a link without a block of its own."""
        first = bisect_left(self._heading_starts, start)
        return first < len(self._heading_starts) and self._heading_starts[first] < end

    def _stands_under_other(self, box: Node, link: Link) -> bool:
        """Whether the nearest heading above the first entry is that of something else."""
        above = [node for node in self._others if node.end <= link.node.start]
        if not above:
            return False
        nearest = above[-1]
        # Another heading in between, outside the entries, opens another section.
        for number in self._headings[bisect_right(self._headings, nearest.number) :]:
            node = self.outline.nodes[number]
            if number >= box.number or node.end > link.node.start:
                break
            if not node.holds(link.node):
                return False
        # So do words or links of its own between heading and list.
        between = bisect_left(self._link_starts, link.node.start) - bisect_left(
            self._link_starts, nearest.end
        )
        return between < 2 and self._words[link.node.start] - self._words[nearest.end] < 400


def is_only_day(text: str) -> bool:
    """Whether a link's words are but a day, as on permanent links: `Monday, October 15, 2007`."""
    found = LOOKS_DATED.search(text) if len(text) <= 45 else None
    return found is not None and len(text) - len(found[0]) <= 20 and text.count(" ") <= 5


def _weigh_title(text: str) -> float:
    """How much a link's words look like a headline: some words, neither a label nor a paragraph."""
    if text.count(" ") >= 3 and len(text) >= 20:
        return 1.0
    return 0.4 if len(text) >= 12 else -0.3


def _is_dated(piece: Piece) -> bool:
    text = piece.text
    if len(text) < 5 or _DIGIT.search(text) is None:
        return False
    found = LOOKS_DATED.search(text)
    if found is None:
        return False
    # In a sentence, a day tells of something; at its ends it may be the entry's own.
    return len(text) <= 60 or found.start() <= 30 or len(text) - found.end() <= 12


def _sum_up(values: Iterable[int]) -> list[int]:
    """Prefix sums: `sums[end] - sums[start]` is the sum over a stretch."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
