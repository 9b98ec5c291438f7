"""What stands between a title and its text: the teaser, the kicker, lines that are neither."""

from typing import Final

from attrs import field, frozen

from pipelines.blocks import Block, find_boxes
from pipelines.days import shows_day
from pipelines.prose import has_sentence, is_prose
from pipelines.selectors import find_first, is_within
from pipelines.sheet import Sheet
from pipelines.title_words import fold_title, is_same_title
from pipelines.wordlists import PART, is_aside, is_ending, is_section

_BELOW: Final = frozenset({"item", "row", "term", "quote"})


@frozen(kw_only=True)
class Opening:
    """The blocks of a post, parted where its text begins."""

    teaser: list[Block] = field(factory=list)
    lines: list[Block] = field(factory=list)
    """Neither teaser nor text: categories, days, names."""
    text: list[Block] = field(factory=list)


def part_opening(sheet: Sheet, kept: list[Block]) -> Opening:
    """Part the chosen blocks into teaser, lines and text; what is said twice is left out."""
    told = find_first(sheet.basis.document, sheet.basis.select.teaser)
    if told is not None:
        teaser = [block for block in sheet.basis.layout.blocks if is_within(block, told)]
        rest = [block for block in kept if block not in teaser]
        return Opening(teaser=teaser, text=_drop_repeats(rest, teaser, sheet))
    first = next((block for block in kept if is_prose(block)), None)
    if first is None:
        text = [block for block in kept if _says_something(block)]
        return Opening(lines=[b for b in kept if not _says_something(b)], text=text)
    teaser = []
    lines = []
    text = []
    for block in kept:
        if block.index >= first.index:
            text.append(block)
        elif _is_subtitle(block, first, sheet):
            teaser.append(block)
        elif _opens_text(block, first, sheet):
            text.append(block)
        else:
            lines.append(block)
    while _is_teaser(text, sheet):
        teaser.append(text.pop(0))
    return Opening(
        teaser=list({fold_title(block.text): block for block in reversed(teaser)}.values())[::-1],
        lines=lines,
        text=_drop_repeats(text, teaser, sheet),
    )


def _says_something(block: Block) -> bool:
    """Whether a short line is a text of its own, where a page has no longer one."""
    if block.link_share > 0.5 or block.kind == "heading" or shows_day(block.text):
        return False
    return len(block.text) >= 25 or has_sentence(block.text)


def _is_subtitle(block: Block, first: Block, sheet: Sheet) -> bool:
    """Whether a line between title and text is a teaser."""
    own = block.box.parts | (block.box.parent.parts if block.box.parent is not None else 0)
    if own & PART["teaser"] and len(block.text) >= 25:
        return True
    return block.box.path != first.box.path and _says_description(block.text, sheet)


def _opens_text(block: Block, first: Block, sheet: Sheet) -> bool:
    """Whether a short line before the first paragraph is the text's own."""
    text = block.text
    beside = block.box is first.box or _is_beside(block, first)
    if block.kind == "heading":
        title = sheet.headline.block
        level = title.level if title is not None else 0
        return beside and block.level > level and not is_section(text)
    if block.kind in {"item", "row", "term", "quote"}:
        same = block.box.group is not None and block.box.group is first.box.group
        return block.link_share < 0.3 and (len(text) >= 25 or same)
    if block.bold >= 0.8 * len(text) and beside:
        return True
    return beside and text.endswith((",", ":", ".", "!", "?")) and len(text) >= 12


def _is_beside(block: Block, other: Block) -> bool:
    """Whether two blocks stand in one box, or each in one of its own that is drawn alike."""
    one, two = block.box.parent, other.box.parent
    return one is two or (one is not None and two is not None and one.path == two.path)


def _is_teaser(text: list[Block], sheet: Sheet) -> bool:
    """Whether the first paragraph is a teaser shown apart from the text."""
    first = text[0]
    second = next((block for block in text[1:] if is_prose(block)), None)
    if second is None:
        return False
    named = 0
    for box in find_boxes(first.box):
        if box.holds(second.index):
            break
        named |= box.parts
    if named & PART["teaser"] and len(first.text) <= 900:
        return True
    if not _says_description(first.text, sheet):
        return False
    if first.kind == "heading":
        return True
    if first.bold >= 0.9 * len(first.text) and second.bold < 0.5 * len(second.text):
        return True
    # A list below is drawn otherwise than its first paragraph, and both are text.
    return second.kind not in _BELOW and first.box.path != second.box.path


def _says_description(text: str, sheet: Sheet) -> bool:
    """Whether a text is what the head or the listing gives as the page's teaser."""
    folded = fold_title(text)
    described = list(sheet.basis.metadata.descriptions)
    if sheet.basis.lead is not None:
        described.append(sheet.basis.lead.teaser)
    return len(folded) > 20 and any(folded == fold_title(words) for words in described)


def _drop_repeats(text: list[Block], teaser: list[Block], sheet: Sheet) -> list[Block]:
    """Leave out the title and the teaser where the text begins with them again."""
    said = {fold_title(block.text) for block in teaser}
    title = sheet.headline.title

    def is_repeat(block: Block) -> bool:
        folded = fold_title(block.text)
        return is_same_title(block.text, title) or (
            folded in said and len(folded) > 20 and len(text) > 1
        )

    return [block for n, block in enumerate(text) if n >= 3 or not is_repeat(block)]


def find_kicker(sheet: Sheet, lines: list[Block]) -> str:
    """A short line by the title that files the post: "Arbeitsmarkt", "Jobcenter"."""
    around = list(lines[:2])
    title = sheet.headline.block
    if title is not None and title.index > 0:
        above = sheet.basis.layout.blocks[title.index - 1]
        if above.parts & PART["kicker"] or (
            above.kind != "heading" and above.box.parent is title.box.parent
        ):
            around.insert(0, above)
    return next((block.text for block in around if _is_kicker(block)), "")


def _is_kicker(block: Block) -> bool:
    """Whether a line is a short name of a subject."""
    text = block.text
    return (
        3 <= len(text) <= 60
        and block.link_share < 0.5
        and not any(letter.isdigit() or letter in "›»>/←|" for letter in text)
        and not (is_aside(text) or is_section(text) or is_ending(text) or has_sentence(text))
        and not block.parts & (PART["navigation"] | PART["head"] | PART["search"])
    )
