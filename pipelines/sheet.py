"""A page's blocks behind its title, with what is known of them before the text is looked for."""

from typing import Final

from attrs import frozen

from pipelines.attachments import find_files, is_file_line
from pipelines.basis import Basis
from pipelines.blocks import Block, Box, find_boxes
from pipelines.headline import Headline
from pipelines.items import Attachment
from pipelines.prose import is_prose
from pipelines.selectors import find_first, is_within
from pipelines.wordlists import PART

NEVER: Final = PART["comments"] | PART["related"] | PART["consent"] | PART["hidden"]
"""Parts of a page that no post's text stands in."""
RARELY: Final = (
    PART["side"] | PART["foot"] | PART["head"] | PART["search"] | PART["tools"] | PART["meta"]
    | PART["navigation"] | PART["share"]
)  # fmt: skip
"""Names that a theme may also give to the box around everything; see `_find_free`."""


@frozen(kw_only=True, eq=False)
class Sheet:
    """The blocks among which the text of a post is looked for."""

    basis: Basis
    headline: Headline
    pool: tuple[Block, ...]
    """From the title to the end of the page, or to the next post on it."""
    shared: frozenset[int]
    """Indices of those that the source's other pages have too."""
    free: frozenset[int]
    """The ids of boxes whose names do not count."""
    files: dict[int, list[Attachment]]
    """The files that a block links, by its index."""
    file_lines: frozenset[int]
    """Indices of blocks that do nothing but offer files."""


def build_sheet(basis: Basis, headline: Headline, until: int | None) -> Sheet:
    """The sheet of a page; blocks from `until` on are another post's."""
    title = headline.block
    pool = basis.layout.blocks[title.index + 1 if title is not None else 0 : until]
    selected = find_first(basis.document, basis.select.body)
    if selected is not None:
        inside = [block for block in basis.layout.blocks if is_within(block, selected)]
        pool = inside or pool
    shared = frozenset(block.index for block in pool if _is_shared(block, basis))
    files = {}
    for block in pool:
        found = find_files(block, basis.document.base_url) if block.links else []
        if found:
            files[block.index] = found
    lines = (b.index for b in pool if b.index in files and is_file_line(b, files[b.index]))
    return Sheet(
        basis=basis,
        headline=headline,
        pool=tuple(pool),
        shared=shared,
        free=_find_free(pool, title, shared),
        files=files,
        file_lines=frozenset(lines),
    )


def _is_shared(block: Block, basis: Basis) -> bool:
    """Whether a block is the source's frame."""
    frame = basis.frame
    return frame.shares(block.fingerprint()) or (
        block.kind != "heading" and frame.shares_place(block)
    )


def _find_free(pool: list[Block], title: Block | None, shared: frozenset[int]) -> frozenset[int]:
    """The boxes whose names do not count.

    Those around the title, and those that hold most of the page's own prose: whatever a theme
    calls them, they are no side column.
    """
    around = frozenset(map(id, find_boxes(title.box))) if title is not None else frozenset()
    good = 0
    sizes: dict[int, int] = {}
    named: dict[int, list[Box]] = {}
    for block in pool:
        if block.index in shared or not is_prose(block):
            continue
        chain = [box for box in find_boxes(block.box) if id(box) not in around]
        if any(box.parts & NEVER for box in chain):
            continue
        rare = [box for box in chain if box.parts & RARELY]
        if not rare:
            good += len(block.text)
            continue
        top = id(rare[-1])
        sizes[top] = sizes.get(top, 0) + len(block.text)
        named.setdefault(top, []).extend(rare)
    largest = max(sizes, key=lambda top: sizes[top], default=None)
    if largest is None or sizes[largest] <= 2 * good:
        return around
    return around | frozenset(map(id, named[largest]))
