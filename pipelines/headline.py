"""The title of a page: where on it the title stands, and which words are the title's own."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from attrs import define, frozen

from pipelines.blocks import Block
from pipelines.days import shows_day
from pipelines.document import Document, fold_spaces
from pipelines.frame import Frame, find_title_parts
from pipelines.items import Evidence, Lead
from pipelines.metadata import Metadata
from pipelines.wordlists import PART, find_parts, is_aside, is_ending, is_section

LONGEST: Final = 400
"""Characters; what is longer is no title."""

_BAD: Final = (
    PART["navigation"] | PART["side"] | PART["foot"] | PART["comments"] | PART["related"]
    | PART["share"] | PART["consent"] | PART["search"] | PART["hidden"]
)  # fmt: skip
_LETTERS: Final = re.compile(r"[^\W_]+")
_FOLD: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\xad": None, "é": "e"})
_ELLIPSES: Final = ("...", "…", "]")
_HOME: Final = re.compile(
    r"(?:https?://[^/?#]+)?/?(?:index\.(?:php|html?))?|\.{1,2}/?", re.IGNORECASE
)
_SLUG_CUTS: Final = re.compile(r"[^a-z]+")
_CUT_OFF: Final = re.compile(r"\s*(?:\.\.\.+|…|\[…\]|\[\.\.\.\])\s*\Z")


@frozen(kw_only=True)
class Headline:
    """The title as read, and the block it stands in (None: it stands in the head only)."""

    title: str
    block: Block | None
    evidence: tuple[Evidence, ...]
    weight: float = 0.0
    """What speaks for the block; 0 where there is none."""


@define
class _Candidate:
    block: Block
    text: str
    weight: float
    source: str


@lru_cache(maxsize=20_000)
def fold_title(title: str) -> str:
    """A title as it is compared: case, spaces, quotes, dashes and soft hyphens do not count.

    >>> fold_title("„Job-Turbo“ nimmt Fahrt\xa0auf") == fold_title('"Job–Turbo" nimmt Fahrt auf')
    True
    """
    return " ".join(_LETTERS.findall(title.replace("\xad", "").casefold()))


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles are the same, one of them perhaps cut short with an ellipsis."""
    folded, expected = fold_title(one), fold_title(other)
    if not folded or not expected:
        return False
    if folded == expected:
        return True
    if not (one.endswith(_ELLIPSES) or other.endswith(_ELLIPSES)):
        return False
    for short, long, words in ((folded, expected, one), (expected, folded, other)):
        if _CUT_OFF.search(words) and len(short) >= 12 and long.startswith(short):
            return True
    return False


def share_words(one: str, other: str) -> float:
    """How many of the words of `one` are in `other`, 0 to 1."""
    words = set(fold_title(one).split())
    return len(words & set(fold_title(other).split())) / len(words) if words else 0.0


def find_headline(
    document: Document,
    blocks: list[Block],
    metadata: Metadata,
    lead: Lead | None,
    frame: Frame,
) -> Headline | None:
    """Weigh every block that may be the title; None where neither page nor lead has one."""
    named = _find_named(document, metadata, frame)
    expected = lead.title if lead is not None and len(fold_title(lead.title)) >= 4 else ""
    slug = _slug_words(document.url)
    before_prose = _distances(blocks, frame)
    candidates = []
    longest = max(160, 2 * len(expected))
    for block in blocks:
        text = block.text
        if not 3 <= len(text) <= LONGEST or block.kind in {"row", "caption", "verbatim"}:
            continue
        if (len(text) > longest and block.kind != "heading") or frame.shares(block.fingerprint()):
            continue
        weight, source = _weigh(block, named, expected, slug, frame)
        if block.links and all(_leads_home(link.get("href") or "") for link in block.links):
            weight -= 3
        weight -= min(2.0, 0.1 * before_prose[block.index])
        around = blocks[max(0, block.index - 1) : block.index + 2]
        if block.kind != "item" and any(_is_day_line(b.text) for b in around if b is not block):
            weight += 1.0
        if weight > 0:
            candidates.append(_Candidate(block, text, weight, source))
    candidates.sort(key=lambda candidate: -candidate.weight)
    evidence = [
        Evidence(field="title", value=words, source=source, weight=weight)
        for source, words, weight in named[:6]
    ]
    if expected:
        evidence.append(Evidence(field="title", value=expected, source="lead", weight=6.0))
    if candidates and (candidates[0].weight >= 1.7 or not (expected or named)):
        best = candidates[0]
        title = _choose_words(best.text, named, expected)
        shown = [
            Evidence(
                field="title",
                value=c.text,
                source=c.source,
                weight=round(c.weight, 2),
                taken=c is best,
            )
            for c in candidates[:4]
        ]
        return Headline(
            title=title, block=best.block, evidence=(*shown, *evidence), weight=best.weight
        )
    if expected and not _CUT_OFF.search(expected):
        return Headline(title=expected, block=None, evidence=tuple(evidence))
    for _, words, _ in named:
        if not is_section(words):
            return Headline(title=words, block=None, evidence=tuple(evidence))
    if expected:
        return Headline(title=expected, block=None, evidence=tuple(evidence))
    return None


def _find_named(
    document: Document, metadata: Metadata, frame: Frame
) -> list[tuple[str, str, float]]:
    """What the head calls the page: (source, words, weight), parts that all pages share left out."""
    named = []
    for source, words in metadata.titles:
        if not frame.shares_title_part(words) and fold_title(words) != fold_title(
            metadata.site_name
        ):
            named.append((source, words, 3.0))
    for number, part in enumerate(find_title_parts(document)):
        if len(fold_title(part)) >= 4 and not frame.shares_title_part(part):
            if fold_title(part) == fold_title(metadata.site_name):
                continue
            named.append(("title element", part, 2.6 if number == 0 else 2.4))
    return named


def _weigh(
    block: Block, named: list[tuple[str, str, float]], expected: str, slug: set[str], frame: Frame
) -> tuple[float, str]:
    """The weight of a block as the title, and what speaks for it most."""
    text = block.text
    parts = block.parts
    own = block.box.parts | _inner_parts(block)
    weight, source = 0.0, block.box.element.tag
    if block.kind == "heading":
        weight += (0, 2.4, 1.7, 1.2, 0.8, 0.5, 0.4)[block.level]
    elif block.bold >= 0.8 * len(text):
        weight += 0.4
    if own & PART["title"]:
        weight += 1.2
    if (block.box.element.get("itemprop") or "") in {"headline", "name"}:
        weight += 1.2
    best = max((w for _, words, w in named if is_same_title(text, words)), default=0.0)
    if best:
        weight += best
    elif any(len(text) > 25 and text in words for _, words, _ in named):
        weight += 1.2
    if expected:
        if is_same_title(text, expected):
            weight += 6
            source = f"{source}, as the lead says"
        elif len(expected) > 12 and _contains(text, expected):
            weight += 3.5
    if slug and len(text) > 10:
        words = _slug_of(text)
        shared = len(slug & words) / len(slug)
        if shared >= 0.6 and len(words) <= 3 * len(slug):
            weight += 2.0 * shared
    if frame.shares_place(block):
        weight -= 5
    if parts & _BAD:
        weight -= 2.5
    if block.kind == "item":
        weight -= 1.0
    if block.link_share > 0.6 and block.kind != "heading":
        weight -= 1.5
    if own & (PART["meta"] | PART["kicker"] | PART["attachments"] | PART["teaser"]):
        weight -= 0.8
    if is_section(text) or is_ending(text) or is_aside(text):
        weight -= 3
    return weight, source


def _inner_parts(block: Block) -> int:
    """The parts that the inline element around all of a block's words is called."""
    if not block.runs:
        return 0
    parts = 0
    node, is_tail = block.runs[0]
    holder = node.getparent() if is_tail else node
    for _ in range(3):
        if holder is None or holder is block.box.element:
            break
        parts |= find_parts("", holder.get("class") or "", "", "")
        holder = holder.getparent()
    return parts


def _distances(blocks: list[Block], frame: Frame) -> list[int]:
    """For each block how many stand between it and the next prose; many where none follows."""
    distances = [30] * len(blocks)
    distance = 30
    for block in reversed(blocks):
        distances[block.index] = distance
        if (
            len(block.text) >= 60
            and block.link_share < 0.5
            and block.kind != "heading"
            and not block.parts & _BAD
            and not frame.shares(block.fingerprint())
        ):
            distance = 0
        else:
            distance += 1
    return distances


def _leads_home(href: str) -> bool:
    """Whether a link leads to the site's home page, as its name does."""
    return _HOME.fullmatch(href) is not None


def _is_day_line(text: str) -> bool:
    """Whether a short line shows a day: what stands beside it may be a title."""
    return len(text) <= 60 and shows_day(text)


def _contains(text: str, expected: str) -> bool:
    """Whether a title contains another as whole words (a kicker or a date stands beside it)."""
    return f" {fold_title(expected)} " in f" {fold_title(text)} "


def _choose_words(shown: str, named: list[tuple[str, str, float]], expected: str) -> str:
    """The title's words: as shown, but whole where the page shows them cut, and without a kicker
    or date that stands in the same element.
    """
    others = [words for _, words, _ in named]
    if _CUT_OFF.search(shown):
        for words in (expected, *others):
            if words and is_same_title(shown, words) and not _CUT_OFF.search(words):
                return fold_spaces(words)
    if expected and not _CUT_OFF.search(expected) and fold_title(shown) != fold_title(expected):
        confirmed = any(fold_title(words) == fold_title(expected) for words in others)
        longer = any(fold_title(words) == fold_title(shown) for words in others)
        if _contains(shown, expected) and confirmed and not longer:
            return fold_spaces(expected)
    return fold_spaces(shown)


def _slug_words(url: str) -> set[str]:
    """The words of an address's last part, where it has some."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return set()
    last = path.rstrip("/").rsplit("/", 1)[-1]
    words = {word for word in _SLUG_CUTS.split(_fold_slug(last)) if len(word) >= 4}
    words -= {"html", "aspx", "index", "artikel", "artikelansicht", "detail", "news", "single"}
    return words if len(words) >= 2 else set()


@lru_cache(maxsize=20_000)
def _slug_of(text: str) -> frozenset[str]:
    """The words of a title as an address would spell them."""
    return frozenset(word for word in _SLUG_CUTS.split(_fold_slug(text)) if len(word) >= 4)


def _fold_slug(text: str) -> str:
    return text.casefold().translate(_FOLD)


def find_titles(blocks: Iterable[Block], title: str) -> list[Block]:
    """The blocks that say the title again, wherever they stand."""
    return [block for block in blocks if is_same_title(block.text, title)]
