"""Which blocks behind the title may be the post's own words, and which stand around them."""

from collections.abc import Set as AbstractSet
from typing import Final

from pipelines.blocks import Block, Box, find_boxes, parts_within
from pipelines.prose import PROSE, is_bold, is_inner, is_label, is_prose, leads_elsewhere
from pipelines.sheet import NEVER, RARELY, Sheet
from pipelines.wordlists import PART, is_aside, is_ending, is_section

_OUT: Final = NEVER | RARELY | PART["caption"]
_LEAVES: Final = frozenset({"p", "li", "ul", "ol", "tr", "table", "tbody", "blockquote"})


def choose_blocks(sheet: Sheet) -> list[Block]:
    """The blocks of the text, in their order, with what stands between it and the title."""
    kept = _choose(sheet, sheet.shared)
    if not kept and sheet.shared:
        # All that the page says stands on most pages too: rather the frame is wrong.
        kept = _choose(sheet, frozenset())
    return _keep_column(sheet, kept)


def _choose(sheet: Sheet, shared: AbstractSet[int]) -> list[Block]:
    """Leave out the frame, lines of files, named parts, asides, and what follows an ending."""
    document = sheet.basis.document
    kept: list[Block] = []
    skip_until = -1
    started = False
    for block in sheet.pool:
        if block.index <= skip_until or _is_out(block, sheet):
            continue
        text = block.text
        ends = is_ending(text) and (len(text) < 60 or is_bold(block))
        if block.index in shared:
            if started and ends and (block.kind == "heading" or is_bold(block)):
                # "Weitere Meldungen" stands on each page; what follows there differs.
                skip_until = _find_part(block, kept[-1].index)
            continue
        if started and (ends or (is_bold(block) and leads_elsewhere(block, document))):
            skip_until = _find_scope(block, kept[-1].index)
            continue
        if is_label(block) or (is_aside(text) and (block.kind != "heading" or block.linked)):
            continue
        kept.append(block)
        started = started or is_prose(block)
    return kept


def _is_out(block: Block, sheet: Sheet) -> bool:
    """Whether a block stands in a part of the page that is no text."""
    return (
        block.index in sheet.file_lines
        or block.kind == "caption"
        or bool(parts_within(block.box, sheet.free) & _OUT)
    )


def _find_scope(block: Block, latest: int) -> int:
    """The last block of the part that a heading opens; `latest` is the last block of the text."""
    scope = block.index
    for box in find_boxes(block.box):
        if box.last <= block.index:
            continue
        if box.first > latest or scope == block.index:
            scope = box.last
        if box.first <= latest:
            break
    return scope


def _find_part(block: Block, latest: int) -> int:
    """The last block of the part that a heading opens, if none of the text stands in it."""
    last = block.index
    for box in find_boxes(block.box):
        if box.first <= latest:
            break
        last = box.last
    return last


# -- columns --------------------------------------------------------------------------------------


def _keep_column(sheet: Sheet, kept: list[Block]) -> list[Block]:
    """Leave out what stands in another column than the text and has no prose of its own."""
    prose = [block for block in kept if is_prose(block)]
    if not prose:
        return kept
    column = _find_column(prose)
    left = []
    groups: dict[int, tuple[Box, list[Block]]] = {}
    for block in kept:
        if column.holds(block.index):
            left.append(block)
        else:
            top = _find_top(block, column)
            groups.setdefault(id(top), (top, []))[1].append(block)
    for top, group in groups.values():
        if _belongs(sheet, top, group, column):
            left += group
    return sorted(left, key=lambda block: block.index)


def _find_column(prose: list[Block]) -> Box:
    """The innermost box that holds the first paragraph and most of the prose.

    A paragraph's own box, or a list's, says nothing of its neighbours.
    """
    total = sum(len(block.text) for block in prose)
    for box in find_boxes(prose[0].box):
        if box.parent is not None and (box.first == box.last or box.element.tag in _LEAVES):
            continue
        if sum(len(block.text) for block in prose if box.holds(block.index)) >= 0.55 * total:
            return box
    return prose[0].box


def _find_top(block: Block, column: Box) -> Box:
    """The outermost box of a block that does not hold the column too."""
    top = block.box
    for box in find_boxes(block.box):
        if box.first <= column.first and column.last <= box.last:
            break
        top = box
    return top


def _belongs(sheet: Sheet, top: Box, group: list[Block], column: Box) -> bool:
    """Whether a part beside the column goes on with the text."""
    if top.element.tag in {"td", "th"}:
        cell = next((b for b in find_boxes(column) if b.element.tag in {"td", "th"}), None)
        if cell is not None and cell.element.getparent() is top.element.getparent():
            return False
    if top.first < column.first:
        return True  # between title and text: `part_opening` judges it
    prose = sum(len(block.text) for block in group if is_prose(block))
    total = sum(len(block.text) for block in group)
    linked = sum(block.linked for block in group)
    if any(leads_elsewhere(block, sheet.basis.document) for block in group):
        return False
    return prose >= PROSE and prose >= 0.5 * total and linked < 0.4 * total


# -- the end --------------------------------------------------------------------------------------


def trim_tail(sheet: Sheet, kept: list[Block]) -> list[Block]:
    """Leave out what trails the text: links to other pages, a heading without a text."""
    left = list(kept)
    while len(left) > 1 and _trails(left[-1], sheet):
        left.pop()
    return left


def _trails(block: Block, sheet: Sheet) -> bool:
    """Whether a last block is no end of a text."""
    if block.kind == "heading" or (len(block.text) < 40 and is_section(block.text)):
        return True
    return (
        block.link_share > 0.6
        and block.kind != "row"
        and all(is_inner(link.get("href") or "", sheet.basis.document) for link in block.links)
    )
