"""Headings of something else than announcements (events, jobs, downloads), and what they head."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from pipelines.document import HEADINGS
from pipelines.outline import Link, Node, Outline
from pipelines.wording import is_event_section, is_other_section

_LABELS: Final = HEADINGS | {"dt", "caption", "legend", "summary"}
"""What stands over a list and says of what it is."""
_MOST_LABELS: Final = 40
"""Headings looked at between an entry and the one above its section."""


class OtherSections:
    """The headings of a page that say that what follows is no news."""

    def __init__(self, outline: Outline, words: Sequence[int]) -> None:
        self.are_events: list[bool] = []
        """For each such heading whether it is of events."""
        self._outline = outline
        self._words = words
        self._labels: list[int] = []
        self._nodes: list[Node] = []
        for node in outline.nodes:
            if node.tag in _LABELS:
                self._labels.append(node.number)
                label = outline.text(node.start, node.end)
                if is_other_section(label):
                    self._nodes.append(node)
                    self.are_events.append(is_event_section(label))
        self._numbers = [node.number for node in self._nodes]
        self._link_starts = [link.node.start for link in outline.links]

    def find_below(self, box: Node, blocks: Sequence[Node]) -> list[tuple[int, int]]:
        """The places of entries below a heading of something else in the box, and of that one."""
        first = bisect_right(self._numbers, box.number)
        if first == len(self._numbers) or self._numbers[first] > box.last:
            return []
        nearest = [bisect_left(self._numbers, block.number) - 1 for block in blocks]
        return [
            (position, place)
            for position, (place, block) in enumerate(zip(nearest, blocks, strict=True))
            if place >= first and not self._is_closed(self._nodes[place], block)
        ]

    def find_above(self, box: Node, link: Link) -> int | None:
        """The place of the nearest heading above the first entry, if it is of something else."""
        above = [place for place, node in enumerate(self._nodes) if node.end <= link.node.start]
        if not above:
            return None
        nearest = self._nodes[above[-1]]
        # Another heading in between, outside the entries, opens another section.
        for number in self._labels[bisect_right(self._labels, nearest.number) :]:
            node = self._outline.nodes[number]
            if number >= box.number or node.end > link.node.start:
                break
            if not node.holds(link.node):
                return None
        # So do words or links of its own between heading and list.
        between = bisect_left(self._link_starts, link.node.start) - bisect_left(
            self._link_starts, nearest.end
        )
        words = self._words[link.node.start] - self._words[nearest.end]
        return above[-1] if between < 2 and words < 400 else None

    def _is_closed(self, other: Node, block: Node) -> bool:
        """Whether a heading no lower than `other` stands between it and a block."""
        start = bisect_right(self._labels, other.number)
        end = bisect_left(self._labels, block.number)
        if end - start > _MOST_LABELS:
            return True
        rank = other.tag if other.tag in HEADINGS else ""
        return any(
            self._outline.nodes[number].tag <= rank or self._outline.nodes[number].tag == other.tag
            for number in self._labels[start:end]
        )
