"""A page laid flat in one walk: its boxes, its pieces of text and its links, in reading order."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from pipelines.addresses import absolute_address
from pipelines.dated import may_hold_day
from pipelines.document import HEADINGS, INLINE, SILENT, SPACES, Document, fold_spaces
from pipelines.zones import Zone, read_zone

_SKIPPED: Final = (SILENT - {"head"}) | {"dialog"}


class Node:
    """One element: where it stands, and which pieces of text are inside it."""

    __slots__ = (
        "below_heading", "block", "cells", "depth", "element", "end", "hidden", "last", "link",
        "number", "parent", "path", "start", "tag", "way", "zone",
    )  # fmt: skip

    def __init__(self, element: HtmlElement, parent: "Node | None", number: int) -> None:
        self.element = element
        self.tag: str = element.tag
        self.parent = parent
        self.number = number
        """Its place in document order; `number..last` are the elements inside it."""
        self.last = number
        self.start = 0
        """`pieces[start:end]` are its text."""
        self.end = 0
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.path: int = 0
        """A number for the chain of tags from the root to here."""
        self.way: int = 0
        """The same, leaving out inline tags: `h2 span a` and `h2 a` are one way."""
        self.cells = 0
        """How many cells of a table's row were met in it."""
        self.zone: int = Zone.NONE if parent is None else parent.zone
        self.hidden: bool = False if parent is None else parent.hidden
        self.link: Link | None = None if parent is None else parent.link
        self.block: Node = self if parent is None or self.tag not in INLINE else parent.block
        """The innermost element around it that is no mere run of words, perhaps itself."""
        self.below_heading: int = 99 if parent is None else parent.below_heading + 1
        """How many levels below a heading it is; 0 for one, many for none."""
        if self.tag in HEADINGS:
            self.below_heading = 0

    def holds(self, other: "Node") -> bool:
        """Whether `other` is this element or inside it."""
        return self.number <= other.number <= self.last

    def climb(self, most: int = 10_000) -> "Iterator[Node]":
        """This element and those around it, outwards, at most so many."""
        node: Node | None = self
        while node is not None and most > 0:
            yield node
            node = node.parent
            most -= 1


class Link:
    """An `<a href>` that leads to a page or file."""

    __slots__ = ("fragment", "node", "rel", "title", "url", "words")

    def __init__(self, node: Node, url: str, fragment: str) -> None:
        self.node = node
        self.url = url
        """Absolute, as linked, without its fragment."""
        self.fragment = fragment
        self.rel: frozenset[str] = frozenset((node.element.get("rel") or "").lower().split())
        self.title: str = fold_spaces(node.element.get("title") or "")
        self.words: str = ""
        """Its text as shown; set once the page is walked."""


class Piece:
    """A run of text without a tag in it."""

    __slots__ = ("_dated", "broken", "hidden", "link", "node", "text")

    def __init__(self, text: str, node: Node, *, broken: bool) -> None:
        self.text = text
        """Spaces folded, never empty."""
        self.node = node
        self.link = node.link
        self.hidden = node.hidden
        self.broken = broken
        """Whether a line break stands before it."""
        self._dated: bool | None = None

    @property
    def dated(self) -> bool:
        """Whether an entry's own day may stand in it."""
        if self._dated is None:
            self._dated = may_hold_day(self.text)
        return self._dated


class Outline:
    """A page's elements, pieces of text and links, each in reading order."""

    __slots__ = ("document", "links", "nodes", "pieces")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes: list[Node] = []
        self.pieces: list[Piece] = []
        self.links: list[Link] = []

    def text(self, start: int, end: int, *, hidden: bool = False) -> str:
        """The pieces `start:end` as one line; what only screen readers say on request."""
        return join_pieces(piece for piece in self.pieces[start:end] if hidden or not piece.hidden)

    def nodes_in(self, node: Node) -> list[Node]:
        """The elements inside `node`, itself first."""
        return self.nodes[node.number : node.last + 1]


def read_outline(document: Document) -> Outline:
    """Walk the page's body once. The cost is linear in its length; nothing here recurses."""
    outline = Outline(document)
    paths: dict[tuple[int, str], int] = {}
    addresses: dict[str, tuple[str, str] | None] = {}
    nodes, pieces, links = outline.nodes, outline.pieces, outline.links
    stack: list[Node] = []
    parent: Node | None = None
    broken = False
    walk = etree.iterwalk(document.body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            node = stack.pop()
            node.last = len(nodes) - 1
            node.end = len(pieces)
            parent = stack[-1] if stack else None
            if element.tail and parent is not None:
                broken = _keep_text(element.tail, parent, pieces, broken=broken)
            continue
        node = Node(element, parent, len(nodes))
        node.start = len(pieces)
        _trace(node, paths)
        nodes.append(node)
        stack.append(node)
        if node.tag in _SKIPPED:
            walk.skip_subtree()
            continue
        if node.depth:
            _place(node)
        if node.tag == "a":
            link = _read_link(node, document.base_url, document.url, addresses)
            if link is not None:
                node.link = link
                links.append(link)
        if element.text:
            broken = _keep_text(element.text, node, pieces, broken=broken)
        broken = broken or node.tag in _BREAKS
        parent = node
    _name_links(outline)
    return outline


def _name_links(outline: Outline) -> None:
    """Give each link its words, or what screen readers say instead."""
    for link in outline.links:
        link.words = outline.text(link.node.start, link.node.end) or fold_spaces(
            link.node.element.get("aria-label") or ""
        )


def _trace(node: Node, paths: dict[tuple[int, str], int]) -> None:
    """Number the chain of tags that leads to a node; a table's cells count by their column."""
    step, parent = node.tag, node.parent
    if parent is None:
        return
    if step in {"td", "th"}:
        parent.cells += 1
        step = f"{step}{parent.cells}"
    node.path = paths.setdefault((parent.path, step), len(paths) + 1)
    node.way = parent.way
    if step == "a" or step not in INLINE:
        node.way = paths.setdefault((parent.way, step), len(paths) + 1)


def join_pieces(pieces: Iterable[Piece]) -> str:
    """Pieces as a reader sees them: words of inline elements may touch, blocks never do."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        words = piece.text
        if before is not None:
            if text[-1] == " ":
                words = words[1:] if words[0] == " " else words
            elif words[0] != " " and not _touches(before, piece):
                text += " "
        text += words
        before = piece
    return text.strip(" ")


def _touches(first: Piece, second: Piece) -> bool:
    """Whether two neighbouring pieces stand in one line of words, with only inline tags between."""
    return not second.broken and first.node.block is second.node.block


def _keep_text(text: str, node: Node, pieces: list[Piece], *, broken: bool) -> bool:
    """Keep a text as a piece; whether a line break still waits for the next one."""
    if text.isspace() and "\xa0" not in text:
        # A blank between two inline elements is all that parts their words.
        if pieces and pieces[-1].text[-1] != " ":
            pieces[-1].text += " "
        return broken
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        text = SPACES.sub(" ", text)
    pieces.append(Piece(text, node, broken=broken))
    return False


_BREAKS: Final = frozenset({"br", "hr"})


def _place(node: Node) -> None:
    """Note which part of the page an element opens."""
    zone, hidden = read_zone(node.element)
    node.zone |= zone
    node.hidden = node.hidden or hidden
    if node.tag == "footer" and not any(
        outer.tag in {"article", "li", "main", "section", "aside"} for outer in node.climb()
    ):
        node.zone |= Zone.FOOT  # a footer inside an entry is the entry's own


def _read_link(
    node: Node, base: str, page: str, addresses: dict[str, tuple[str, str] | None]
) -> Link | None:
    """The link of an `<a>`; None for scripts, mail, data: places no page is fetched from."""
    href = node.element.get("href")
    if href is None:
        return None
    if href not in addresses:
        addresses[href] = _read_address(href.strip(), base, page)
    found = addresses[href]
    return None if found is None else Link(node, *found)


def _read_address(href: str, base: str, page: str) -> tuple[str, str] | None:
    """An address and its fragment; None where it is none that can be fetched."""
    path, _, fragment = href.partition("#")
    if not href:
        return None
    if not path:
        # A bare fragment means this very page, whatever the base address says.
        return page.partition("#")[0], fragment
    url = absolute_address(base, path)
    return None if url is None else (url, fragment)
