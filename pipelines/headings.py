"""Links and headings: which links are headlines, and the box of one that stands alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

from pipelines.document import HEADINGS
from pipelines.outline import Link, Node, Outline
from pipelines.wording import is_document, says_more

_ENTRY_TAGS: Final = frozenset({"article", "li", "tr"})
_ITEM_TAGS: Final = _ENTRY_TAGS | {"dl"}
_MOST_LINKS: Final = 10
"""Links in a box beyond which it is a page's column, not one entry."""
_WIDEST: Final = frozenset({"body", "main", "html"})


class Headings:
    """Knows where the headings of a page stand, and which links stand in them."""

    def __init__(self, outline: Outline, homes: AbstractSet[str], dated: Sequence[int]) -> None:
        self._outline = outline
        self._dated = dated
        headings = [node for node in outline.nodes if node.tag in HEADINGS]
        self._numbers = [node.number for node in headings]
        self._starts = [node.start for node in headings]
        self._link_numbers = [link.node.number for link in outline.links]
        self._headlines = [
            (link.node.number, link.url)
            for link in outline.links
            if self._is_headline(link) and link.url not in homes
        ]

    def stand_with(self, block: Node, link: Link) -> bool:
        """A heading inside the block, or around the link."""
        return link.node.below_heading < 4 or self._holds_heading(block)

    def stand_between(self, start: int, end: int) -> bool:
        """Whether a heading stands among the pieces around a link without a block of its own."""
        first = bisect_left(self._starts, start)
        return first < len(self._starts) and self._starts[first] < end

    def find_box_of_one(self, link: Link) -> Iterator[tuple[Node, tuple[Link, ...]]]:
        """A box for a link that no other resembles: a last page's only entry, a featured post."""
        in_item = any(node.tag in _ITEM_TAGS for node in link.node.climb(12))
        if says_more(link.words) and not (in_item or link.node.zone or self._is_headline(link)):
            yield from self._find_box_of_more(link)
        else:
            yield from self._find_box_of_title(link, bare=not in_item)

    def _find_box_of_title(
        self, link: Link, *, bare: bool
    ) -> Iterator[tuple[Node, tuple[Link, ...]]]:
        """For a link that is a title, by itself or by what is around it.

        It is the widest element that holds no other headline; of a link that stands in no heading
        and no item, the widest with a day that holds no other title.
        """
        rivals, bare = self._headlines, bare and not self._is_headline(link)
        if not self._is_headline(link):
            if is_document(link.url):
                return
            if bare and (link.node.zone or not self._may_be_title(link)):
                return
            rivals = self._titles if bare else rivals
        box = link.node
        for outer in link.node.climb():
            inside = _slice_within(rivals, outer)
            if outer.tag in _WIDEST or any(url != link.url for _, url in inside):
                break
            links = bisect_right(self._link_numbers, outer.last) - bisect_left(
                self._link_numbers, outer.number
            )
            if links > _MOST_LINKS and outer.tag not in _ENTRY_TAGS:
                break
            if sum(url != link.url for _, url in _slice_within(self._titles, outer)) > 2:
                break  # a list of others below it
            box = outer
            if outer.tag in _ENTRY_TAGS:
                break
        if box is not link.node and (not bare or self._dated[box.end] > self._dated[box.start]):
            yield box, (link,)

    def _find_box_of_more(self, link: Link) -> Iterator[tuple[Node, tuple[Link, ...]]]:
        """For a link that merely says "mehr", the widest box with one heading, and a day."""
        boxes = [outer for outer in link.node.climb(12) if self._count_headings(outer) == 1]
        if boxes and boxes[-1].tag not in _WIDEST:
            box = boxes[-1]
            if self._dated[box.end] > self._dated[box.start]:
                yield box, (link,)

    def _may_be_title(self, link: Link) -> bool:
        """Whether a link's words are a headline's; short ones where a day stands right beside."""
        weight, node = weigh_title(link.words), link.node
        if weight < 1:
            before, behind = max(0, node.start - 1), min(node.end + 1, len(self._dated) - 1)
            beside = self._dated[behind] - self._dated[before]
            return weight > 0 and beside > self._dated[node.end] - self._dated[node.start]
        return True

    def _count_headings(self, node: Node) -> int:
        return bisect_right(self._numbers, node.last) - bisect_left(self._numbers, node.number)

    @cached_property
    def _titles(self) -> list[tuple[int, str]]:
        """The links whose words may be a headline, wherever they stand."""
        return [
            (link.node.number, link.url)
            for link in self._outline.links
            if weigh_title(link.words) == 1
        ]

    def _is_headline(self, link: Link) -> bool:
        """Whether a link stands in a heading, or a heading in it."""
        return link.node.below_heading < 4 or self._holds_heading(link.node)

    def _holds_heading(self, node: Node) -> bool:
        first = bisect_left(self._numbers, node.number)
        return first < len(self._numbers) and self._numbers[first] <= node.last


def _slice_within(places: list[tuple[int, str]], box: Node) -> list[tuple[int, str]]:
    """The first few of the numbered links that stand inside a box."""
    first = bisect_left(places, (box.number, ""))
    return places[first : min(first + 9, bisect_right(places, (box.last + 1, "")))]


def weigh_title(text: str) -> float:
    """How much a link's words look like a headline: some words, neither a label nor a paragraph."""
    if text.count(" ") >= 3 and len(text) >= 20:
        return 1.0
    return 0.4 if len(text) >= 12 else -0.3
