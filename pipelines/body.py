"""The text of a post with what belongs to it: teaser, kicker, files."""

from typing import Final

from attrs import field, frozen

from pipelines.basis import Basis
from pipelines.blocks import Block, parts_within
from pipelines.choosing import choose_blocks, trim_tail
from pipelines.frame import FEWEST
from pipelines.headline import Headline
from pipelines.items import Attachment
from pipelines.opening import find_kicker, part_opening
from pipelines.sheet import Sheet, build_sheet
from pipelines.wordlists import PART

_OTHERS: Final = PART["comments"] | PART["consent"]


@frozen(kw_only=True)
class Body:
    """What a post says, as blocks of its page, and what stands beside it."""

    text: list[Block] = field(factory=list)
    teaser: list[Block] = field(factory=list)
    kicker: str = ""
    attachments: list[Attachment] = field(factory=list)
    start: int = 0
    """The index of the first block of the text."""
    end: int = 0
    """The index of the first block behind it."""


def find_body(basis: Basis, headline: Headline, *, until: int | None = None) -> Body:
    """Sort the blocks behind the title (all, where the page shows none).

    Blocks from `until` on are another post's.
    """
    sheet = build_sheet(basis, headline, until)
    opening = part_opening(sheet, choose_blocks(sheet))
    text = trim_tail(sheet, opening.text)
    start = text[0].index if text else (sheet.pool[0].index if sheet.pool else 0)
    end = text[-1].index + 1 if text else start
    return Body(
        text=text,
        teaser=opening.teaser,
        kicker=find_kicker(sheet, opening.lines),
        attachments=_collect_files(sheet, start, end),
        start=start,
        end=end,
    )


def _collect_files(sheet: Sheet, start: int, end: int) -> list[Attachment]:
    """The files in or beside the text, each once."""
    known: dict[str, Attachment] = {}
    for block in sheet.pool:
        if block.index in sheet.files and _is_near(block, sheet, start, end):
            for file in sheet.files[block.index]:
                if not sheet.basis.frame.shares_file(file.url):
                    known.setdefault(file.url, file)
    return list(known.values())


def _is_near(block: Block, sheet: Sheet, start: int, end: int) -> bool:
    """Whether a block stands where a post's files are."""
    parts = parts_within(block.box, sheet.free)
    inside = start <= block.index < end
    if parts & _OTHERS or sheet.basis.frame.shares(block.fingerprint()):
        return False
    if inside or parts & (PART["navigation"] | PART["foot"]):
        return inside
    known = sheet.basis.frame.pages >= FEWEST
    if parts & PART["attachments"]:
        return known or not parts & PART["side"]
    return known or not parts & (PART["related"] | PART["side"])
