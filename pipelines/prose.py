"""Blocks judged one by one: running text, labels, links that lead away; and texts joined."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from pipelines.blocks import Block
from pipelines.days import shows_day
from pipelines.document import Document, read_words
from pipelines.wordlists import is_aside

PROSE: Final = 60
"""Characters from which a block without links is running text."""

_SENTENCE: Final = re.compile(r"[^\W\d_]{2,}[“\"’)]?[.!?:…][“\"”’)]*(?:\s|\Z)")
_TAXONOMY: Final = re.compile(
    r"/(?:tags?|schlagw(?:ort|oerter|orte)|categor(?:y|ies)|kategorien?|taxonomy|topics?|themen?"
    r"|rubriken?|author|autor(?:en)?|authors)/|[?&](?:tag|cat|category|author)=",
    re.IGNORECASE,
)
_LABELS: Final = frozenset({"tag", "category", "author", "prev", "next", "bookmark"})
_NO_PAGES: Final = ("#", "mailto:", "tel:", "javascript:")


def has_sentence(text: str) -> bool:
    """Whether a text holds the end of a sentence.

    >>> has_sentence("Das Haus bleibt zu."), has_sentence("Jobcenter, 3.2")
    (True, False)
    """
    return _SENTENCE.search(text) is not None


def is_prose(block: Block) -> bool:
    """Whether a block is running text, not a heading, a label or a line of dates."""
    if block.prose is None:
        block.prose = _judge_prose(block)
    return block.prose


def _judge_prose(block: Block) -> bool:
    """As `is_prose`, for a block that nobody has judged yet."""
    text = block.text
    if block.link_share >= 0.5 or block.kind in {"heading", "caption"} or len(text) < 30:
        return False
    if len(text) >= 160:
        return True
    if has_sentence(text):
        return True
    return len(text) >= PROSE and not shows_day(text)


def is_bold(block: Block) -> bool:
    """Whether a block is drawn as a heading."""
    return block.kind == "heading" or block.bold >= 0.8 * len(block.text)


def is_label(block: Block) -> bool:
    """Whether a block is nothing but links to tags, categories, authors and share buttons."""
    if block.link_share < 0.6 or not block.links:
        return False
    if block.link_share > 0.9 and all(is_aside(read_words(link)) for link in block.links):
        return True
    rels = " ".join((link.get("rel") or "").lower() for link in block.links).split()
    return bool(_LABELS.intersection(rels)) or all(
        _TAXONOMY.search(link.get("href") or "") for link in block.links
    )


def is_inner(href: str, document: Document) -> bool:
    """Whether an address leads to another page of the same site."""
    if not href or href.startswith(_NO_PAGES):
        return False
    own = urlsplit(document.url)
    try:
        parts = urlsplit(urljoin(document.base_url, href))
    except ValueError:
        return False
    here = (own.path, own.query) == (parts.path, parts.query)
    return parts.netloc.lower() == own.netloc.lower() and not here


def leads_elsewhere(block: Block, document: Document) -> bool:
    """Whether a block is wholly one link to another page of the site: the next entry's title."""
    return (
        block.link_share >= 0.9
        and len(block.links) == 1
        and is_inner(block.links[0].get("href") or "", document)
    )


def find_joints(kept: list[Block]) -> Iterator[tuple[str, Block]]:
    """The blocks of a text, each with what joins it to the one before."""
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
    return "".join(joint + block.text for joint, block in find_joints(kept))
