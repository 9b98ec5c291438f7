"""A document as its blocks of text in order: paragraphs, headings, list items, rows of tables."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Final, Literal
from zlib import crc32

from attrs import define, field
from lxml.html import HtmlElement

from pipelines.document import HEADINGS
from pipelines.wordlists import PART

Kind = Literal[
    "heading", "paragraph", "item", "row", "term", "caption", "quote", "verbatim", "bare"
]
"""What a block is by its markup; `bare` is text that stands in a div, a cell or the body itself."""
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "p": "paragraph",
    "li": "item",
    **dict.fromkeys(("dt", "dd"), "term"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "pre": "verbatim",
}
_WHOLE_PAGE: Final = 0.95
"""Of its letters: what holds so many lays it out, whatever it is called (`<div id="__next">`)."""

Run = tuple[HtmlElement, bool]
"""One text node: its element, and whether it is that element's tail."""


@define(eq=False)
class Box:
    """A block-level element on the way from the body to a block."""

    element: HtmlElement
    parent: "Box | None"
    path: int
    """31 bits of tags and first class names on the way down; equal on pages of one template."""
    parts: int
    """What its own class, id, role and tag call it."""
    above: int
    """Its parts and those of everything around it."""
    group: HtmlElement | None
    """The outermost list or table of data it stands in."""
    first: int = -1
    last: int = -1
    """Indices of the first and last block inside it; -1: none."""

    def holds(self, index: int) -> bool:
        """Whether the block with this index stands somewhere inside."""
        return self.first <= index <= self.last


@define(eq=False)
class Block:
    """A run of words that no other block interrupts."""

    text: str
    """One line: white space folded, cells parted by ` | `; soft hyphens kept."""
    box: Box
    kind: Kind
    level: int = 0
    """1 to 6 for headings."""
    linked: int = 0
    """How many of its characters stand in links."""
    bold: int = 0
    links: list[HtmlElement] = field(factory=list)
    runs: list[Run] = field(factory=list, repr=False)
    index: int = 0
    print_: int = -1
    prose: bool | None = None
    """Whether it is running text, once `pipelines.prose` has judged it."""
    breaks: int = 0
    """How many `<br>` part it from the block before in the same box."""

    @property
    def parts(self) -> int:
        """What its box and all around it are called."""
        return self.box.above

    @property
    def link_share(self) -> float:
        """0 to 1."""
        return self.linked / max(1, len(self.text))

    def fingerprint(self) -> int:
        """63 bits: where in the template it stands (the upper 31), and what it says."""
        if self.print_ < 0:
            self.print_ = self.box.path << 32 | crc32(self.text.encode("utf-8", "replace"))
        return self.print_


@define(eq=False)
class Stamp:
    """A day for machines that stands among the blocks: `<time>`, microdata, RDFa, microformats."""

    words: str
    """Its `datetime`, `content` or `title`; its text where it has none."""
    names: str
    """Tag, class, itemprop and property, lower case, with a blank around each."""
    box: Box
    index: int
    """Of the block it stands in or before."""


@define(eq=False)
class Layout:
    """What one walk over a page finds."""

    blocks: list[Block]
    stamps: list[Stamp]


def forget_wrappers(boxes: list[Box], blocks: list[Block]) -> None:
    """Take their names from the boxes that hold the whole page; `boxes` in the page's order."""
    letters = list(accumulate((len(block.text) for block in blocks), initial=0))
    most = _WHOLE_PAGE * letters[-1]
    wrappers = [
        box
        for box in boxes
        if box.parts and box.last >= 0 and letters[box.last + 1] - letters[box.first] >= most
    ]
    for box in wrappers:
        box.parts = 0
    if wrappers:
        for box in boxes:
            box.above = box.parts | (box.parent.above if box.parent is not None else 0)


def find_kind(box: Box) -> tuple[Kind, int]:
    """What the nearest element that says so makes of a block."""
    node: Box | None = box
    for _ in range(4):
        if node is None:
            break
        tag = node.element.tag
        if tag == "tr" and node.group is not None and node.group.tag == "table":
            return "row", 0
        kind = _KINDS.get(tag)
        if kind is not None:
            return kind, int(tag[1]) if kind == "heading" else 0
        if node.parts & PART["caption"] and node is box:
            return "caption", 0
        node = node.parent
    return "bare", 0


def find_boxes(box: Box | None) -> Iterator[Box]:
    """A box and those around it, from the inside out."""
    while box is not None:
        yield box
        box = box.parent


def parts_within(box: Box, around: frozenset[int]) -> int:
    """The parts of a box and of those around it, but for the ones whose id is in `around`."""
    parts = 0
    for one in find_boxes(box):
        if id(one) in around:
            break
        parts |= one.parts
    return parts
