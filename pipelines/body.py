"""The text of a post: which blocks of its page are its own words, and which stand around them."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from attrs import define, field

from pipelines.attachments import find_files, is_file_line
from pipelines.blocks import Block, Box, find_boxes, parts_within
from pipelines.days import shows_day
from pipelines.document import Document, read_words
from pipelines.frame import FEWEST, Frame
from pipelines.headline import fold_title, is_same_title
from pipelines.items import Attachment, Lead
from pipelines.metadata import Metadata
from pipelines.wordlists import PART, is_aside, is_ending, is_section

_NEVER: Final = (
    PART["comments"] | PART["related"] | PART["consent"] | PART["navigation"] | PART["share"]
    | PART["hidden"]
)  # fmt: skip
_RARELY: Final = (
    PART["side"] | PART["foot"] | PART["head"] | PART["search"] | PART["tools"] | PART["meta"]
)
"""Names that a theme may also give to the box around everything; see `_find_free`."""

_SENTENCE: Final = re.compile(r"[^\W\d_]{2,}[“\"’)]?[.!?:…][“\"”’)]*(?:\s|\Z)")
_PROSE: Final = 60
_LEAVES: Final = frozenset({"p", "li", "ul", "ol", "tr", "table", "tbody", "blockquote"})
_TAXONOMY: Final = re.compile(
    r"/(?:tags?|schlagw(?:ort|oerter|orte)|categor(?:y|ies)|kategorien?|taxonomy|topics?|themen?"
    r"|rubriken?|author|autor(?:en)?|authors)/|[?&](?:tag|cat|category|author)=",
    re.IGNORECASE,
)
_ADDRESS_WORDS: Final = re.compile(r"(?:https?://|www\.)|[\w-]+\.(?:de|org|eu|net|com)\b")


@define
class Body:
    """The blocks of a page, sorted: what the post says, and what stands beside it."""

    text: list[Block] = field(factory=list)
    teaser: list[Block] = field(factory=list)
    kicker: str = ""
    attachments: list[Attachment] = field(factory=list)
    start: int = 0
    """The first block of the text."""
    end: int = 0
    """The first block behind it."""
    has_captions: frozenset[int] = frozenset()


def find_body(  # noqa: PLR0913 - what a body is known by
    document: Document,
    blocks: list[Block],
    title: Block | None,
    metadata: Metadata,
    lead: Lead | None,
    frame: Frame,
    *,
    words: str = "",
    until: int | None = None,
) -> Body:
    """Sort the blocks behind the title (all, where the page shows none).

    `words` is the title; blocks from `until` on are another post's.
    """
    sorter = _Sorter(document, blocks, title, metadata, lead, frame, words, until)
    return sorter.sort()


class _Sorter:
    """One page's blocks on their way to a body."""

    def __init__(  # noqa: PLR0913
        self,
        document: Document,
        blocks: list[Block],
        title: Block | None,
        metadata: Metadata,
        lead: Lead | None,
        frame: Frame,
        words: str,
        until: int | None,
    ) -> None:
        self.document = document
        self.blocks = blocks
        self.title = title
        self.metadata = metadata
        self.lead = lead
        self.frame = frame
        self.words = words
        self.first = title.index + 1 if title is not None else 0
        self.last = len(blocks) if until is None else until
        self.host = urlsplit(document.url).netloc.lower()
        self.files: dict[int, list[Attachment]] = {}
        self.file_lines: set[int] = set()

    def sort(self) -> Body:
        """Everything in its order."""
        pool = self.blocks[self.first : self.last]
        shared = {b.index for b in pool if self.is_shared(b)}
        self.find_all_files(pool)
        free = self.find_free(pool, shared)
        kept = self.choose(pool, shared, free)
        if not kept and shared:
            # All that the page says stands on most pages too: rather the frame is wrong.
            kept = self.choose(pool, set(), free)
        kept = self.keep_column(kept)
        start = self.find_start(kept)
        teaser, lines, kept = self.part_opening(kept, start)
        kept = self.trim_tail(kept)
        kept = self.drop_repeats(kept, teaser)
        end = kept[-1].index + 1 if kept else (start if start is not None else self.first)
        begin = kept[0].index if kept else (start if start is not None else self.first)
        return Body(
            text=kept,
            teaser=teaser,
            kicker=self.find_kicker(lines, shared),
            attachments=self.collect_files(pool, shared, free, begin, end),
            start=begin,
            end=end,
        )

    # -- judging single blocks --

    def is_shared(self, block: Block) -> bool:
        """Whether a block is the source's frame."""
        frame = self.frame
        return frame.shares(block.fingerprint()) or (
            frame.shares_place(block) and block.kind != "heading"
        )

    def is_prose(self, block: Block) -> bool:
        """Whether a block is running text."""
        text = block.text
        if len(text) < 160 and shows_day(text) and not _SENTENCE.search(text):
            return False
        return (
            block.link_share < 0.5
            and block.kind not in {"heading", "caption"}
            and (len(text) >= _PROSE or (len(text) >= 30 and _SENTENCE.search(text) is not None))
        )

    def find_all_files(self, pool: list[Block]) -> None:
        """Note which blocks link files, and which do nothing else."""
        for block in pool:
            if not block.links:
                continue
            files = find_files(block, self.document.base_url)
            if files:
                self.files[block.index] = files
                if is_file_line(block, files):
                    self.file_lines.add(block.index)

    def find_free(self, pool: list[Block], shared: set[int]) -> frozenset[int]:
        """The boxes whose names do not count: those around the title, and those that hold most of
        the page's own prose, whatever a theme calls them.
        """
        free: set[int] = set()
        if self.title is not None:
            free.update(map(id, find_boxes(self.title.box)))
        good = 0
        bad: dict[int, tuple[int, list[Box]]] = {}
        for block in pool:
            if block.index in shared or not self.is_prose(block):
                continue
            parts = 0
            chain = []
            for box in find_boxes(block.box):
                if id(box) in free:
                    break
                parts |= box.parts
                chain.append(box)
            if parts & _NEVER:
                continue
            named = [box for box in chain if box.parts & _RARELY]
            if not named:
                good += len(block.text)
                continue
            top = named[-1]
            size, boxes = bad.get(id(top), (0, []))
            bad[id(top)] = (size + len(block.text), boxes + named)
        if bad:
            size, boxes = max(bad.values(), key=lambda one: one[0])
            if size > 2 * good:
                free.update(map(id, boxes))
        return frozenset(free)

    def choose(self, pool: list[Block], shared: set[int], free: frozenset[int]) -> list[Block]:
        """The blocks that may be the post's own words."""
        kept: list[Block] = []
        skip_until = -1
        started = False
        for block in pool:
            index = block.index
            if index <= skip_until or index in shared or index in self.file_lines:
                continue
            if block.kind == "caption":
                continue
            parts = parts_within(block.box, free)
            if parts & (_NEVER | _RARELY | PART["caption"]):
                continue
            text = block.text
            heading = block.kind == "heading" or block.bold >= 0.8 * len(text)
            if started and is_ending(text) and (heading or len(text) < 60):
                skip_until = self.find_scope(block, kept)
                continue
            if started and heading and self.leads_elsewhere(block):
                skip_until = self.find_scope(block, kept)
                continue
            if is_aside(text) and not (block.kind == "heading" and block.link_share < 0.1):
                continue
            if self.is_label(block):
                continue
            kept.append(block)
            started = started or self.is_prose(block)
        return kept

    def is_label(self, block: Block) -> bool:
        """Links to tags, categories and authors."""
        if block.link_share < 0.6 or not block.links:
            return False
        if block.link_share > 0.9 and all(is_aside(read_words(link)) for link in block.links):
            return True
        hrefs = [link.get("href") or "" for link in block.links]
        rels = " ".join((link.get("rel") or "").lower() for link in block.links).split()
        return bool(
            {"tag", "category", "author", "prev", "next", "bookmark"}.intersection(rels)
        ) or (all(_TAXONOMY.search(href) for href in hrefs))

    def leads_elsewhere(self, block: Block) -> bool:
        """Whether a heading is wholly a link to another page of the site: the next entry's."""
        if block.link_share < 0.9 or len(block.links) != 1:
            return False
        return self.is_inner(block.links[0].get("href") or "")

    def is_inner(self, href: str) -> bool:
        """Whether an address leads to another page of the same site."""
        if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
            return False
        try:
            parts = urlsplit(urljoin(self.document.base_url, href))
        except ValueError:
            return False
        own = urlsplit(self.document.url)
        return parts.netloc.lower() == self.host and (parts.path, parts.query) != (
            own.path,
            own.query,
        )

    def find_scope(self, block: Block, kept: list[Block]) -> int:
        """The last block of the part that a heading opens."""
        latest = kept[-1].index if kept else self.first - 1
        scope = None
        for box in find_boxes(block.box):
            if box.last > block.index:
                if scope is not None and box.first <= latest:
                    break
                scope = box
                if box.first <= latest:
                    break
        return scope.last if scope is not None else block.index

    # -- judging the page --

    def keep_column(self, kept: list[Block]) -> list[Block]:
        """Leave out what stands in another column than the text and has no prose of its own."""
        prose = [block for block in kept if self.is_prose(block)]
        if not prose:
            return kept
        column = self.find_column(prose)
        inside: list[Block] = []
        outside: dict[int, list[Block]] = {}
        tops: dict[int, Box] = {}
        for block in kept:
            if column.holds(block.index):
                inside.append(block)
                continue
            top = self.find_top(block, column)
            outside.setdefault(id(top), []).append(block)
            tops[id(top)] = top
        for key, group in outside.items():
            if self.belongs(tops[key], group, column):
                inside += group
        return sorted(inside, key=lambda block: block.index)

    def find_column(self, prose: list[Block]) -> Box:
        """The innermost box that holds the first paragraph and most of the prose near it."""
        total = sum(len(block.text) for block in prose)
        for box in find_boxes(prose[0].box):
            if box.parent is not None and (box.first == box.last or box.element.tag in _LEAVES):
                continue  # a paragraph's own box says nothing of its neighbours
            if sum(len(block.text) for block in prose if box.holds(block.index)) >= 0.55 * total:
                return box
        return prose[0].box

    def find_top(self, block: Block, column: Box) -> Box:
        """The outermost box of a block that does not hold the column too."""
        top = block.box
        for box in find_boxes(block.box):
            if box.first <= column.first and column.last <= box.last:
                break
            top = box
        return top

    def belongs(self, top: Box, group: list[Block], column: Box) -> bool:
        """Whether a part beside the column goes on with the text."""
        if top.element.tag in {"td", "th"} and top.element.getparent() is not None:
            cell = next((b for b in find_boxes(column) if b.element.tag in {"td", "th"}), None)
            if cell is not None and cell.element.getparent() is top.element.getparent():
                return False
        if top.first < column.first:
            return True  # between title and text; `part_opening` judges it
        prose = sum(len(block.text) for block in group if self.is_prose(block))
        linked = sum(block.linked for block in group)
        total = sum(len(block.text) for block in group)
        entries = sum(1 for block in group if self.leads_elsewhere(block))
        return prose >= _PROSE and prose >= 0.5 * total and linked < 0.4 * total and entries == 0

    def find_start(self, kept: list[Block]) -> int | None:
        """Where the running text begins."""
        return next((block.index for block in kept if self.is_prose(block)), None)

    def part_opening(
        self, kept: list[Block], start: int | None
    ) -> tuple[list[Block], list[Block], list[Block]]:
        """What stands between title and text: (teaser, other lines, text)."""
        teaser: list[Block] = []
        lines: list[Block] = []
        text: list[Block] = []
        if start is None:
            for block in kept:
                (text if self.says_something(block) else lines).append(block)
            return teaser, lines, text
        opening = next(block for block in kept if block.index == start)
        for block in kept:
            if block.index >= start:
                text.append(block)
            elif self.is_subtitle(block, opening):
                teaser.append(block)
            elif self.opens_text(block, opening):
                text.append(block)
            else:
                lines.append(block)
        while self.is_teaser(text):
            teaser.append(text.pop(0))
        told: set[str] = set()
        teaser = [
            block
            for block in teaser
            if fold_title(block.text) not in told and not told.add(fold_title(block.text))
        ]
        return teaser, lines, text

    def says_something(self, block: Block) -> bool:
        """Whether a short line is a text of its own, where a page has no longer one."""
        if block.link_share > 0.5 or block.kind == "heading" or shows_day(block.text):
            return False
        return len(block.text) >= 25 or _SENTENCE.search(block.text) is not None

    def is_subtitle(self, block: Block, opening: Block) -> bool:
        """Whether a line between title and text is a teaser."""
        own = block.box.parts | (block.box.parent.parts if block.box.parent else 0)
        if own & PART["teaser"] and len(block.text) >= 25:
            return True
        return self.says_description(block.text) and block.box.parent is not opening.box.parent

    def opens_text(self, block: Block, opening: Block) -> bool:
        """Whether a short line before the first paragraph is the text's own."""
        text = block.text
        beside = block.box.parent is opening.box.parent or block.box is opening.box
        if block.kind == "heading":
            level = self.title.level if self.title is not None else 0
            return beside and block.level > level and not is_section(text)
        if block.kind in {"item", "row", "term", "quote"}:
            return block.link_share < 0.3 and (
                len(text) >= 25 or block.box.group is opening.box.group
            )
        if block.bold >= 0.8 * len(text) and beside:
            return True
        return beside and text.endswith((",", ":", ".", "!", "?")) and len(text) >= 12

    def is_teaser(self, text: list[Block]) -> bool:
        """Whether the first paragraph is a teaser shown apart from the text."""
        first = text[0]
        second = next((block for block in text[1:] if self.is_prose(block)), None)
        if second is None:
            return False
        named = 0
        for box in find_boxes(first.box):
            if box.holds(second.index):
                break
            named |= box.parts
        if named & PART["teaser"] and len(first.text) <= 900:
            return True
        if not self.says_description(first.text):
            return False
        whole_bold = first.bold >= 0.9 * len(first.text)
        return (
            first.kind == "heading"
            or (whole_bold and second.bold < 0.5 * len(second.text))
            or (first.box is not second.box and first.box.element.tag != second.box.element.tag)
            or (first.box is not second.box and first.box.parent is not second.box.parent)
        )

    def says_description(self, text: str) -> bool:
        """Whether a text is what the head or the listing gives as the page's teaser."""
        folded = fold_title(text)
        described = [*self.metadata.descriptions]
        if self.lead is not None and self.lead.teaser:
            described.append(self.lead.teaser)
        return any(folded == fold_title(words) for words in described) and len(folded) > 20

    def trim_tail(self, kept: list[Block]) -> list[Block]:
        """Leave out what trails the text and is only links."""
        while kept:
            block = kept[-1]
            inner = [self.is_inner(link.get("href") or "") for link in block.links]
            if block.link_share > 0.6 and inner and all(inner) and block.kind != "row":
                if _ADDRESS_WORDS.search(block.text):
                    break
                kept.pop()
            elif (block.kind == "heading" and len(kept) > 1) or (
                is_section(block.text) and len(kept) > 1 and len(block.text) < 40
            ):
                kept.pop()
            else:
                break
        return kept

    def drop_repeats(self, kept: list[Block], teaser: list[Block]) -> list[Block]:
        """Leave out the title and the teaser where they are said again."""
        said = {fold_title(block.text) for block in teaser}
        left = []
        for position, block in enumerate(kept):
            folded = fold_title(block.text)
            if folded in said and len(folded) > 20 and position < 3 and len(kept) > 1:
                continue
            if self.words and position < 3 and is_same_title(block.text, self.words):
                continue
            left.append(block)
        return left

    def find_kicker(self, lines: list[Block], shared: set[int]) -> str:
        """A short line by the title that files the post: "Arbeitsmarkt", "Jobcenter"."""
        around = list(lines[:2])
        if self.title is not None and self.title.index > 0:
            above = self.blocks[self.title.index - 1]
            if above.parts & PART["kicker"] or (
                above.box.parent is self.title.box.parent and above.kind != "heading"
            ):
                around.insert(0, above)
        for block in around:
            text = block.text
            if (
                3 <= len(text) <= 60
                and not any(letter.isdigit() for letter in text)
                and not is_aside(text)
                and not is_section(text)
                and not is_ending(text)
                and not _SENTENCE.search(text)
                and block.link_share < 0.5
                and block.parts & (PART["navigation"] | PART["head"] | PART["search"]) == 0
            ):
                return text
        _ = shared
        return ""

    # -- files --

    def collect_files(
        self, pool: list[Block], shared: set[int], free: frozenset[int], begin: int, end: int
    ) -> list[Attachment]:
        """The files in or beside the text, each once."""
        known: dict[str, Attachment] = {}
        for block in pool:
            files = self.files.get(block.index)
            if not files:
                continue
            if not self.is_near(block, shared, free, begin, end):
                continue
            for file in files:
                if self.frame.shares_file(file.url):
                    continue
                known.setdefault(file.url, file)
        return list(known.values())

    def is_near(
        self, block: Block, shared: set[int], free: frozenset[int], begin: int, end: int
    ) -> bool:
        """Whether a block stands where a post's files are."""
        parts = parts_within(block.box, free)
        if parts & (PART["comments"] | PART["consent"] | PART["navigation"] | PART["foot"]):
            return begin <= block.index < end and not parts & (PART["comments"] | PART["consent"])
        if block.index in shared and self.frame.shares(block.fingerprint()):
            return False
        if begin <= block.index < end:
            return True
        if parts & PART["attachments"]:
            return not parts & PART["side"] or self.frame.pages >= FEWEST
        if parts & (PART["related"] | PART["side"]):
            return self.frame.pages >= FEWEST and not parts & PART["related"]
        return True


def find_parts_of(kept: list[Block]) -> Iterator[tuple[str, Block]]:
    """The blocks of a text, each with what joins it to the one before: "", a line or a blank line."""
    before: Block | None = None
    for block in kept:
        if before is None:
            yield "", block
        elif (before.box.group is not None and before.box.group is block.box.group) or (
            block.breaks == 1 and before.box is block.box
        ):
            yield "\n", block
        else:
            yield "\n\n", block
        before = block


def join_text(kept: list[Block]) -> str:
    """The text of a post: blocks parted by a blank line, items and rows by a line break."""
    return "".join(joint + block.text for joint, block in find_parts_of(kept))
