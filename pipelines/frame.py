"""What the pages of one source share: menus, side columns, footers, the name in every title."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import Final
from urllib.parse import urldefrag, urljoin
from zlib import crc32

from attrs import field, frozen

from pipelines.blocks import Block
from pipelines.document import Document, fold_spaces
from pipelines.layout import find_blocks

FEWEST: Final = 4
"""From fewer pages nothing is concluded: two posts may share a paragraph by chance."""

SHARE: Final = 0.6
"""What stands in the same place on so many of a source's pages is its frame; a sentence that a
monthly report repeats, or a paragraph on the sender, stays below."""

# "Paths" of fingerprints that are no block's: parts of `<title>`, one of the last lines, the last
# and the last but one, a linked file, the closing tag.
_TITLE_PART, _END, _FILE, _WHOLE, _LAST, _LAST_BUT_ONE = range(6)
_PLACES: Final = 6
"""From here on a path is a block's."""
_TITLE_CUTS: Final = re.compile(r" [|\-–—·:»«›/•]+ |: | ?[|»«] ?")
_LONG: Final = 120


@frozen(kw_only=True)
class Frame:
    """What the pages of one source share; a function of the set of its pages, not of their order.

    An empty frame (few pages) shares nothing.
    """

    pages: int = 0
    shared: frozenset[int] = field(default=frozenset(), repr=False)
    """Fingerprints that most pages have."""
    places: frozenset[int] = field(default=frozenset(), repr=False)
    """Paths whose lines come back on page after page: side columns that change with time."""
    ends: frozenset[int] = field(default=frozenset(), repr=False)
    """Fingerprints of the last line that nearly every page has, and of `</html>`."""
    other_ends: frozenset[int] = field(default=frozenset(), repr=False)
    """Last lines that at least two pages have: a footer that was changed is no accident."""

    def shares(self, fingerprint: int) -> bool:
        """Whether a block stands on most pages in this place."""
        return fingerprint in self.shared

    def shares_place(self, block: Block) -> bool:
        """Whether what stands in a block's place is the same on page after page."""
        return block.box.path in self.places and len(block.text) - block.linked < _LONG

    def shares_title_part(self, part: str) -> bool:
        """Whether most pages have this as a part of their `<title>`: the site's name."""
        return (_TITLE_PART << 32 | _hash(part)) in self.shared

    def shares_file(self, url: str) -> bool:
        """Whether most pages link this file."""
        return (_FILE << 32 | _hash(urldefrag(url).url)) in self.shared

    def misses_end(self, ends: Collection[int]) -> bool:
        """Whether a page that ends so (`page_ends`) lacks the end that nearly all others have."""
        lines = {end for end in self.ends if end >> 32 == _END}
        whole = self.ends - lines
        if whole and whole.isdisjoint(ends):
            return True
        return bool(lines) and lines.isdisjoint(ends) and self.other_ends.isdisjoint(ends)

    def key_for(self, blocks: Collection[int]) -> str:
        """A digest of that part of the frame that concerns a page with these fingerprints.

        A page has to be read again only where its key has changed.
        """
        parts = [
            sorted(self.shared.intersection(blocks)),
            sorted(self.places.intersection({block >> 32 for block in blocks})),
            [self.misses_end(blocks)],
        ]
        return sha256(repr(parts).encode()).hexdigest()[:16]


EMPTY: Final = Frame()


def build_frame(pages: Iterable[Collection[int]]) -> Frame:
    """The frame of a source from its pages' fingerprints (`page_blocks`), in any order.

    Give it the article pages of one source, each once.
    """
    sets = [frozenset(page) for page in pages]
    count = len(sets)
    if count < FEWEST:
        return Frame(pages=count)
    lines = Counter(fingerprint for page in sets for fingerprint in page)
    most = max(FEWEST, SHARE * count)
    return Frame(
        pages=count,
        shared=frozenset(line for line, times in lines.items() if times >= most),
        places=_find_places(lines, count),
        ends=_find_ends(lines, count),
        other_ends=frozenset(
            line for line, times in lines.items() if line >> 32 == _LAST and times >= 2
        ),
    )


def page_blocks(document: Document, blocks: list[Block] | None = None) -> frozenset[int]:
    """The fingerprints of a page: its blocks, title parts, linked files and how it ends."""
    found = find_blocks(document) if blocks is None else blocks
    prints = {block.fingerprint() for block in found}
    prints |= page_ends(document, found)
    prints.update(_TITLE_PART << 32 | _hash(part) for part in find_title_parts(document))
    prints.update(
        _FILE << 32 | _hash(urldefrag(_join(document.base_url, link.get("href") or "")).url)
        for block in found
        for link in block.links
        if "." in (link.get("href") or "")
    )
    return frozenset(prints)


def page_ends(document: Document, blocks: list[Block]) -> set[int]:
    """The fingerprints of how a page ends: its last lines, and whether `</html>` came."""
    texts = [_hash(block.text) for block in blocks[-3:]]
    ends = {_END << 32 | text for text in texts}
    ranks = zip((_LAST, _LAST_BUT_ONE), texts[::-1], strict=False)
    ends.update(path << 32 | text for path, text in ranks)
    if document.complete:
        ends.add(_WHOLE << 32)
    return ends


def find_title_parts(document: Document) -> list[str]:
    """The parts of `<title>` between bars, dashes and colons; also everything after or before one.

    The whole comes first.
    """
    title = document.tree.findtext(".//title")
    whole = fold_spaces(title or "")
    if not whole:
        return []
    parts = [whole]
    for cut in _TITLE_CUTS.finditer(whole):
        parts += [whole[: cut.start()], whole[cut.end() :]]
    return [part for part in parts if part]


def _find_ends(lines: Counter[int], count: int) -> frozenset[int]:
    """How nearly every page ends: its last line, or else the last but one; and `</html>`."""
    if count < 2 * FEWEST:
        return frozenset()
    ends = {_WHOLE << 32} if lines[_WHOLE << 32] >= 0.95 * count else set()
    for path in (_LAST, _LAST_BUT_ONE):
        texts = {
            line & 0xFFFFFFFF
            for line, times in lines.items()
            if line >> 32 == path and times >= 0.8 * count
        }
        found = {_END << 32 | text for text in texts}
        if any(lines[end] >= 0.95 * count for end in found):
            return frozenset(ends | found)
    return frozenset(ends)


def _find_places(lines: Counter[int], count: int) -> frozenset[int]:
    """Paths whose texts each stand on three pages and more, seen on most pages.

    Where many texts stand on one page only, posts speak there too.
    """
    distinct: Counter[int] = Counter()
    total: Counter[int] = Counter()
    once: Counter[int] = Counter()
    for fingerprint, times in lines.items():
        path = fingerprint >> 32
        if path >= _PLACES:
            distinct[path] += 1
            total[path] += times
            once[path] += times == 1
    return frozenset(
        path
        for path, times in total.items()
        if times >= SHARE * count
        and distinct[path] >= 2
        and times >= 3 * distinct[path]
        and once[path] <= 1 + 0.25 * distinct[path]
    )


def _join(base: str, href: str) -> str:
    """An absolute address; the words as they stand where they make none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _hash(text: str) -> int:
    """32 bits of a text."""
    return crc32(text.encode("utf-8", "replace"))
