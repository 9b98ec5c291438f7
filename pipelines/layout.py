"""One walk over a document: its blocks of text in their order, and its days for machines."""

import re
from functools import cached_property, lru_cache
from typing import Any, Final
from zlib import crc32

from lxml import etree
from lxml.html import HtmlElement

from pipelines.blocks import Block, Box, Layout, Run, Stamp, find_kind, forget_wrappers
from pipelines.data_tables import holds_data
from pipelines.document import HEADINGS, INLINE, SILENT, Document, opens_panel, read_words
from pipelines.wordlists import ROLES, find_parts


def read_layout(document: Document) -> Layout:
    """All blocks of a page in their order, and its stamps; controls and scripts are left out."""
    return _Reader(document.body).read()


def find_blocks(document: Document) -> list[Block]:
    """All blocks of a page in their order."""
    return read_layout(document).blocks


# -- the walk -------------------------------------------------------------------------------------

_GROUPS: Final = frozenset({"ul", "ol", "dl"})
_SKIPPED: Final = SILENT | {"button"}
_WITHIN_WORDS: Final = INLINE | {"button"}
_BOLD: Final = frozenset({"b", "strong"})
_TOLD_WITHIN: Final = _BOLD | {"a", "time", "span"}
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_OTHER_BLANKS: Final = re.compile(r"[\t\n\r\f]")
"""Most texts hold single blanks only: looking is cheaper than replacing each by itself."""
_SEAM: Final = "\x1e"
"""Where `<time>` begins or ends: no part of a word, though it needs no blank beside a comma."""
_STEP: Final = "\x1d"
"""Where `<span>` begins or ends in a heading: a kicker is often parted by its style alone."""
_INNER_SEAM: Final = re.compile(
    r"(?<=\w)\x1e+(?=\w) | (?<=[a-zäöüß:!?\"“»])\x1d+(?=[A-ZÄÖÜ\"„«])", re.VERBOSE
)
_EMPTY_CELLS: Final = re.compile(r"(?: \|)+ ?\Z")
_ZERO_WIDTH: Final = "\u200b\u200c\u2060\xad\xa0 \n|•·"
_DAY_NAMES: Final = re.compile(
    r"date|created|issued|modified|published|updated|pubdate|dtstart", re.IGNORECASE
)
_NAMED: Final = etree.XPath("descendant::*[@itemprop or @property]")
_ICONS: Final = frozenset({"i", "span", "a", "em"})
"""Kept from screen readers they are icons; collapsed panels, which are read, are other elements."""
_MAY_BE_SKIPPED: Final = _SKIPPED | _ICONS
_SHORTEST_HEAD: Final = 24
"""Letters of the heading of a panel; what unfolds a menu has fewer."""
_DIGITS: Final = re.compile(r"\d+")


class _Reader:
    """The state of one walk over a page."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self.box = Box(element=root, parent=None, path=1, parts=0, above=0, group=None)
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.links: list[HtmlElement] = []
        self.linked = 0
        self.bold = 0
        self.in_link = 0
        self.in_bold = 0
        self.breaks = 0
        self.table: HtmlElement | None = None
        self.stamps: list[Stamp] = []
        self.boxes: list[Box] = []

    @cached_property
    def letters(self) -> int:
        """How many letters the page has."""
        return len(read_words(self.root))

    def read(self) -> Layout:
        """Walk the tree once."""
        root = self.root
        named: Any = _NAMED(root)  # elements: the expression asks for nothing else
        stamped = {*named, *root.iter("time", "abbr")}
        skipped = None
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            tag = node.tag
            begins = event == "start"
            if begins:
                if tag in _MAY_BE_SKIPPED and node is not root and _is_skipped(node, tag):
                    walker.skip_subtree()
                    skipped = node
                    continue
                if node in stamped:
                    self.stamp(node, tag)
            if node is skipped:
                skipped = None
            elif tag in _WITHIN_WORDS:
                if tag in _TOLD_WITHIN:
                    self.cross(node, tag, begins=begins)
            elif begins:
                self.enter(node, tag)
            else:
                self.leave(node, tag)
            text = node.text if begins else node.tail
            if text is not None and (begins or node is not root):
                self.add(text, node, is_tail=not begins)
        self.flush()
        forget_wrappers(self.boxes, self.blocks)
        return Layout(blocks=self.blocks, stamps=self.stamps)

    def cross(self, node: HtmlElement, tag: str, *, begins: bool) -> None:
        """Begin or end a link, bold words or a time, within a line."""
        step = 1 if begins else -1
        if tag == "a":
            self.in_link += step
            if begins:
                self.links.append(node)
        elif tag == "time":
            self.pieces.append(_SEAM)
        elif tag == "span":
            if self.box.element.tag in HEADINGS:
                self.pieces.append(_STEP)
        else:
            self.in_bold += step

    def enter(self, node: HtmlElement, tag: str) -> None:
        """Begin an element that ends a word."""
        if tag == "br":
            if self.table is not None or self.in_link or self.box.element.tag in HEADINGS:
                self.pieces.append(" ")
            else:
                self.flush()
                self.breaks += 1
            return
        if tag in {"img", "input", "wbr"}:
            self.pieces.append(" ")
            return
        if self.table is not None:
            self.enter_cell(node, tag)
            return
        if self.pieces or self.links:
            self.flush()
        self.breaks = 0
        if node is self.root:
            return
        box = self.box
        group = box.group
        if group is None and (
            tag in _GROUPS or (tag == "table" and holds_data(node, self.letters))
        ):
            group = node
        if tag == "table" and group is node:
            self.table = node
        name, ident, role = node.get("class"), node.get("id"), node.get("role")
        parts = 0
        if name or ident or role or tag in ROLES:
            parts = find_parts(tag, name or "", ident or "", role or "")
        self.box = Box(
            element=node,
            parent=box,
            path=_step(box.path, tag, name or ""),
            parts=parts,
            above=box.above | parts,
            group=group,
        )
        self.boxes.append(self.box)

    def stamp(self, node: HtmlElement, tag: str) -> None:
        """Note a day for machines."""
        names = " ".join(
            (tag, node.get("class") or "", node.get("itemprop") or "", node.get("property") or "")
        )
        if tag != "time" and _DAY_NAMES.search(names) is None:
            return
        words = node.get("datetime") or node.get("content") or node.get("title") or ""
        if not any(letter.isdigit() for letter in words):
            if tag == "abbr":
                return  # a class name only: its words are read as a line
            words = read_words(node)[:200]
        self.stamps.append(
            Stamp(words=words, names=f" {names.lower()} ", box=self.box, index=len(self.blocks))
        )

    def enter_cell(self, node: HtmlElement, tag: str) -> None:
        """Begin an element inside a table of data, whose rows are its blocks."""
        if tag in {"tr", "caption"}:
            self.flush()
            self.box = Box(
                element=node,
                parent=self.box,
                path=_step(self.box.path, tag, node.get("class") or ""),
                parts=0,
                above=self.box.above,
                group=self.table,
            )
            self.boxes.append(self.box)
        elif tag in {"td", "th"}:
            if node.getprevious() is not None:
                self.pieces.append(" | ")
        else:
            self.pieces.append(" ")

    def leave(self, node: HtmlElement, tag: str) -> None:
        """End an element that `enter` began."""
        if self.box.element is node and node is not self.root:
            if self.pieces or self.links:
                self.flush()
            self.breaks = 0
            if self.box.parent is not None:
                self.box = self.box.parent
            if node is self.table:
                self.table = None
        elif self.table is not None and tag not in {"td", "th", "br", "img"}:
            self.pieces.append(" ")

    def add(self, text: str, node: HtmlElement, *, is_tail: bool) -> None:
        """Take up one text node."""
        if text.isspace():
            if self.pieces:
                self.pieces.append(" ")
            return
        self.pieces.append(text)
        self.runs.append((node, is_tail))
        if self.in_link:
            self.linked += len(text)
        if self.in_bold:
            self.bold += len(text)

    def flush(self) -> None:
        """End the block that was being read."""
        if self.runs:
            text = "".join(self.pieces)
            if _SEAM in text or _STEP in text:
                text = _INNER_SEAM.sub(" ", text).replace(_SEAM, "").replace(_STEP, "")
            if "  " in text or _OTHER_BLANKS.search(text) is not None:
                text = _BLANKS.sub(" ", text)
            text = text.strip(" ")
            if self.table is not None:
                text = _EMPTY_CELLS.sub("", text).removeprefix("| ")
            if text.strip(_ZERO_WIDTH):
                self.keep(text)
            self.runs = []
        elif not self.pieces and not self.links:
            return
        self.pieces = []
        self.links = self.links[-1:] if self.in_link else []
        self.linked = self.bold = 0

    def keep(self, text: str) -> None:
        """Append a block."""
        index = len(self.blocks)
        box: Box | None = self.box
        while box is not None and box.last < index:
            if box.first < 0:
                box.first = index
            box.last = index
            box = box.parent
        kind, level = find_kind(self.box)
        self.blocks.append(
            Block(
                text=text,
                box=self.box,
                kind=kind,
                level=level,
                linked=min(self.linked, len(text)),
                bold=min(self.bold, len(text)),
                links=self.links,
                runs=self.runs,
                index=index,
                breaks=self.breaks,
            )
        )
        self.breaks = 0


def _is_skipped(node: HtmlElement, tag: str) -> bool:
    """Whether nobody reads what an element says."""
    if tag in _SKIPPED:
        return tag != "button" or not _heads_panel(node)
    return bool(node.get("aria-hidden") == "true")


def _heads_panel(button: HtmlElement) -> bool:
    """Whether a button is the heading of an accordion's panel, and not that of a menu."""
    if button.getparent().tag in HEADINGS:
        return True
    return opens_panel(button) and len(read_words(button)) >= _SHORTEST_HEAD


@lru_cache(maxsize=20_000)
def _step(path: int, tag: str, name: str) -> int:
    """The path one element further down; digits (`post-123`) do not count."""
    first = name.split(" ", 1)[0] if name else ""
    return crc32(f"{tag}.{_DIGITS.sub('', first)}".encode(), path) & 0x7FFFFFFF
