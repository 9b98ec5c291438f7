"""How much links look like the entries of a news listing: title, day, words, place on the page."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final
from urllib.parse import urljoin

from attrs import frozen

from pipelines.dated import find_parted_days, is_only_day
from pipelines.headings import Headings, weigh_title
from pipelines.other_sections import OtherSections
from pipelines.outline import Link, Node, Outline
from pipelines.page_rows import read_period
from pipelines.wording import (
    bare_words,
    file_kind,
    is_gathered,
    leads_elsewhere,
    leads_to_events,
    says_more,
    says_rest,
)
from pipelines.zones import Zone

OTHER_RELATIONS: Final = frozenset({"tag", "category", "author", "next", "prev", "home"})
"""What `rel` says of links that are no entry's."""
_MOST_PIECES: Final = 12
"""Pieces of an entry among which its title is looked for."""
_COST_OF_OTHER: Final = 1.5
"""What it costs to stand below a heading of events, jobs, downloads."""
_COST_ELSEWHERE: Final = 0.7
"""What it costs to lead to a section of such things."""
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
    told: float = 0.0
    """The share of entries whose link is a mere "mehr", with what may be their title beside it."""
    events: float = 0.0
    """What it costs the quality that heading or addresses speak of events."""
    reports: bool = False
    """It stands among events, and yet is taken for reports of what has been."""
    whole: bool = False
    """The links are headlines of whole posts."""


@frozen(kw_only=True)
class _Looks:
    """What one entry shows."""

    titled: bool
    dated: bool
    worded: bool
    headed: bool
    told: bool


class Weigher:
    """Knows, for any stretch of a page, how much in it is dated, worded and headed."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.weighed = 0
        """How many links were weighed so far."""
        self.is_dated = [piece.dated for piece in outline.pieces]
        """For each piece whether an entry's day may stand in it."""
        for position in find_parted_days([piece.text.strip() for piece in outline.pieces]):
            self.is_dated[position] = True
        self._dated = _sum_up(self.is_dated)
        self._words = _sum_up(
            0 if piece.link is not None or piece.hidden else len(piece.text)
            for piece in outline.pieces
        )
        self._others = OtherSections(outline, self._words)
        self._stamps: list[int] = []
        for node in outline.nodes:
            if (node.tag == "time" and node.element.get("datetime")) or (
                node.tag == "abbr" and node.element.get("title")
            ):
                self._stamps.append(node.start)
        here = outline.document.url.partition("#")[0]
        homes = [urljoin(here, home) for home in ("/", "/index.html", "/index.php")]
        self.homes = frozenset({here, homes[0].rstrip("/"), *homes})
        """The addresses of this page and of the site's first one."""
        self.headings = Headings(outline, self.homes, self._dated)

    @cached_property
    def _leads_to_events(self) -> bool:
        """Whether any link of the page leads below a section of events."""
        return any(leads_to_events(link.url) for link in self.outline.links)

    def weigh(self, box: Node, links: tuple[Link, ...]) -> Series:
        """How much the links inside the box look like the entries of a news listing."""
        self.weighed += len(links)
        texts = [bare_words(link.words) for link in links]
        repeated = len(links) > 2 and len(set(texts)) <= len(texts) // 2
        blocks = find_blocks(box, links) if len(links) > 1 else [box]
        looks = list(self._look(box, links, blocks, texts, repeated=repeated))
        weights = [self._weigh_link(*one) for one in zip(links, texts, looks, strict=True)]
        others = self._others.find_below(box, blocks)
        for position, _ in others:
            weights[position] -= _COST_OF_OTHER
        count = len(links)
        events = 0.0
        if self._leads_to_events:
            events = _COST_ELSEWHERE * sum(leads_to_events(link.url) for link in links) / count
        if others:
            events += (
                _COST_OF_OTHER * sum(self._others.are_events[place] for _, place in others) / count
            )
        quality = _rate(weights)
        above = None if others else self._others.find_above(box, links[0])
        if above is not None:
            quality -= _COST_OF_OTHER
            events += _COST_OF_OTHER * self._others.are_events[above]
        return Series(
            box=box,
            links=links,
            quality=quality,
            score=quality * count**0.5 if quality > 0 else quality,
            dated=sum(look.dated for look in looks) / count,
            titled=sum(look.titled for look in looks) / count,
            worded=sum(look.worded for look in looks) / count,
            headed=sum(look.headed for look in looks) / count,
            told=sum(look.told for look in looks) / count,
            events=events,
        )

    def _look(
        self,
        box: Node,
        links: Sequence[Link],
        blocks: Sequence[Node],
        texts: Sequence[str],
        *,
        repeated: bool,
    ) -> Iterator[_Looks]:
        """What each entry shows, with what stands between it and its neighbours."""
        for position, (link, block) in enumerate(zip(links, blocks, strict=True)):
            start = blocks[position - 1].end if position else max(box.start, block.start - 6)
            end = (
                blocks[position + 1].start
                if position + 1 < len(blocks)
                else min(box.end, block.end + 6)
            )
            bare = block.end - block.start == link.node.end - link.node.start
            titled = not (repeated or _is_label(texts[position]))
            headed = self.headings.stand_with(block, link) or (
                bare and self.headings.stand_between(start, end)
            )
            yield _Looks(
                titled=titled,
                dated=self._dated[end] > self._dated[start]
                or bisect_left(self._stamps, end) > bisect_left(self._stamps, start),
                worded=self._words[end] - self._words[start] >= 40,
                headed=headed,
                told=not (titled or headed) and self._tells_title(block),
            )

    def _weigh_link(self, link: Link, text: str, seen: _Looks) -> float:
        """How much one link looks like that of an announcement."""
        weight = 1.0 * seen.dated + 0.4 * seen.worded + 0.6 * seen.headed
        if seen.titled:
            weight += weigh_title(text)
        elif seen.told:
            weight += 0.3
        elif not seen.headed:
            weight -= 0.8
        if (link.url in self.homes and link.node.link is link) or link.rel & OTHER_RELATIONS:
            weight -= 1.5
        if is_gathered(link.url) or (len(text) <= 40 and read_period(text) is not None):
            weight -= 1.5
        if leads_elsewhere(link.url):
            weight -= _COST_ELSEWHERE
        kind = file_kind(link.url)
        if kind is not None and not (seen.dated and kind == "pdf"):
            weight -= 1.0
        zone = link.node.zone
        if zone:
            weight -= sum(cost for part, cost in _ZONE_COSTS if zone & part)
        return weight

    def _tells_title(self, block: Node) -> bool:
        """Whether words that may be a title stand in a block, outside its links."""
        pieces = self.outline.pieces[block.start : min(block.end, block.start + _MOST_PIECES)]
        return any(
            piece.link is None and len(piece.text) <= 200 and weigh_title(piece.text.strip()) == 1
            for piece in pieces
        )


def _rate(weights: Sequence[float]) -> float:
    """The mean less the spread, or less how far some fall short where that is less.

    A box that holds a menu beside the list is not the list's own; a list of which some entries
    tell more than the rest is.
    """
    count = len(weights)
    mean = sum(weights) / count
    below = sum((weight - mean) ** 2 for weight in weights if weight < mean) / count
    spread = sum((weight - mean) ** 2 for weight in weights) / count
    quality: float = mean - min(spread**0.5, (2 * below) ** 0.5)
    return quality


def find_blocks(box: Node, links: Sequence[Link]) -> list[Node]:
    """For each link the widest element inside the box that holds no other link of the series."""
    blocks = []
    for position, link in enumerate(links):
        before = links[position - 1].node.number if position else -1
        after = links[position + 1].node.number if position + 1 < len(links) else None
        block = link.node
        outer = block.parent
        while outer is not None and outer is not box and outer.number > before:
            if after is not None and outer.last >= after:
                break
            block, outer = outer, outer.parent
        blocks.append(block)
    return blocks


def _is_label(text: str) -> bool:
    """Whether a link's words invite to read on, or are a day: no title."""
    return says_more(text) or says_rest(text) or is_only_day(text)


def _sum_up(values: Iterable[int]) -> list[int]:
    """Prefix sums: `sums[end] - sums[start]` is the sum over a stretch."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
