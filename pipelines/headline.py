"""The title of a page: where on it the title stands, and which words are the title's own."""

import re
from typing import Final

from attrs import define, frozen

from pipelines.basis import Basis
from pipelines.blocks import Block
from pipelines.days import shows_day
from pipelines.document import fold_spaces, read_words
from pipelines.frame import FEWEST, find_title_parts
from pipelines.items import Evidence
from pipelines.prose import is_prose
from pipelines.selectors import find_first, is_within
from pipelines.title_words import (
    drop_day,
    find_slug,
    fold_title,
    holds_title,
    is_cut_off,
    is_same_title,
    spell_words,
)
from pipelines.wordlists import PART, find_parts, is_aside, is_ending, is_section

LONGEST: Final = 400
"""Characters; what is longer is no title."""
ENOUGH: Final = 1.7
"""The weight from which a block is taken for the title."""
SURE: Final = 3.2
"""... against what head and lead say both."""

_ELSEWHERE: Final = (
    PART["navigation"] | PART["side"] | PART["foot"] | PART["comments"] | PART["related"]
    | PART["share"] | PART["consent"] | PART["search"] | PART["hidden"]
)  # fmt: skip
_BESIDE: Final = PART["meta"] | PART["kicker"] | PART["attachments"] | PART["teaser"]
_BY_LEVEL: Final = (0, 2.4, 1.7, 1.2, 0.8, 0.5, 0.4)
_NO_TITLES: Final = frozenset({"row", "caption", "verbatim"})
_BETWEEN: Final = " \xa0|:·•–—-«»›/"
"""What stands between a site's name and a title in one heading."""
_HOME: Final = re.compile(
    r"(?:https?://[^/?#]+)?/?(?:index\.(?:php|html?))?|\.{1,2}/?", re.IGNORECASE
)


@frozen(kw_only=True)
class Headline:
    """The title as read, and the block it stands in (None: it stands in the head only)."""

    title: str
    block: Block | None
    evidence: tuple[Evidence, ...] = ()
    weight: float = 0.0
    """What speaks for the block; 0 where there is none."""


@frozen
class _Name:
    """What the head calls the page."""

    source: str
    words: str
    weight: float


@define
class _Candidate:
    """A block that may be the title."""

    block: Block
    weight: float
    source: str


def find_headline(basis: Basis) -> Headline | None:
    """Weigh every block that may be the title; None where neither page nor lead has one."""
    selected = find_first(basis.document, basis.select.title)
    if selected is not None and read_words(selected):
        block = next((b for b in basis.layout.blocks if is_within(b, selected)), None)
        title = read_words(selected)
        told = Evidence(field="title", value=title, source="site file", weight=10.0, taken=True)
        return Headline(title=title, block=block, evidence=(told,), weight=10.0)
    scales = _Scales(basis)
    candidates = scales.find_candidates()
    best = candidates[0] if candidates else None
    evidence = (*_describe(candidates[:4], best), *scales.describe_names())
    enough = ENOUGH if best is None else scales.find_bar(best.block)
    if best is not None and (best.weight >= enough or not (scales.expected or scales.names)):
        title = scales.choose_words(best.block.text)
        return Headline(title=title, block=best.block, evidence=evidence, weight=best.weight)
    named = [name.words for name in scales.names if not is_section(name.words)]
    if scales.expected:
        named.insert(len(named) if is_cut_off(scales.expected) else 0, scales.expected)
    return Headline(title=named[0], block=None, evidence=evidence) if named else None


class _Scales:
    """What speaks for and against a block as the title of one page."""

    def __init__(self, basis: Basis) -> None:
        lead = basis.lead
        self.blocks = basis.layout.blocks
        self.frame = basis.frame
        told = lead is not None and len(fold_title(lead.title)) >= 4 and not is_aside(lead.title)
        self.expected = lead.title if lead is not None and told else ""
        self.names = _drop_others(_find_names(basis), self.expected)
        self.site_name = fold_title(basis.metadata.site_name) or None
        self.by_words: dict[str, float] = {}
        for name in self.names:
            words = fold_title(name.words)
            self.by_words[words] = max(name.weight, self.by_words.get(words, 0.0))
        self.cut_names = [name for name in self.names if is_cut_off(name.words)]
        self.slug = find_slug(basis.document.url)
        self.longest = max(160, 2 * len(self.expected))

    def find_candidates(self) -> list[_Candidate]:
        """The blocks for which something speaks, the best first."""
        distances = self.find_distances()
        candidates = []
        for block in self.blocks:
            if not self.may_be_title(block):
                continue
            weight, source = self.weigh(block)
            weight -= min(2.0, 0.1 * distances[block.index])
            if weight > 0:
                candidates.append(_Candidate(block, weight, source))
        return sorted(candidates, key=lambda candidate: -candidate.weight)

    def may_be_title(self, block: Block) -> bool:
        """Whether a block has the length and the kind of a title and is not the frame's."""
        longest = LONGEST if block.kind == "heading" else self.longest
        return (
            3 <= len(block.text) <= longest
            and block.kind not in _NO_TITLES
            and (
                not (self.frame.shares(block.fingerprint()) or is_ending(block.text))
                or self.is_told(block.text)
            )
        )

    def find_bar(self, block: Block) -> float:
        """The weight from which a block is taken: more, where head and lead agree on others."""
        agreed = any(is_same_title(name.words, self.expected) for name in self.names)
        if not (agreed and self.expected) or self.weigh_names(block.text):
            return ENOUGH
        related = holds_title(block.text, self.expected) or holds_title(self.expected, block.text)
        return ENOUGH if related or self.weigh_slug(block.text) else SURE

    def is_told(self, text: str) -> bool:
        """Whether head or lead call the page so, though a column of news says it everywhere."""
        return fold_title(text) in self.by_words or is_same_title(text, self.expected)

    def weigh(self, block: Block) -> tuple[float, str]:
        """The weight of a block as the title, and where it was read."""
        weight = self.weigh_markup(block) + self.weigh_place(block)
        source = block.box.element.tag
        named = self.weigh_names(block.text)
        weight += named
        if not named and block.kind != "heading" and block.text.endswith("."):
            weight -= 1.0  # a sentence of the text
        if self.expected:
            if is_same_title(drop_day(block.text), self.expected):
                weight += 6
                source = f"{source}, as the lead says"
            elif len(self.expected) > 12 and holds_title(block.text, self.expected):
                weight += 3.5
        return weight + self.weigh_slug(block.text), source

    def weigh_markup(self, block: Block) -> float:
        """Headings, bold lines, what class names and microdata call a title."""
        own = block.box.parts | _find_inner_parts(block)
        weight = 0.0
        if block.kind == "heading":
            weight += _BY_LEVEL[block.level]
        elif block.bold >= 0.8 * len(block.text):
            weight += 0.4
        if own & PART["title"]:
            weight += 1.2
        if (block.box.element.get("itemprop") or "") in {"headline", "name"}:
            weight += 1.2
        if own & _BESIDE:
            weight -= 0.8
        return weight

    def weigh_place(self, block: Block) -> float:
        """What stands around a block, and where it leads."""
        weight = 0.0
        if self.frame.shares_place(block):
            weight -= 5
        if block.parts & _ELSEWHERE:
            weight -= 2.5
        if block.kind == "item":
            weight -= 1.0
        elif any(_is_day_line(other) for other in self.neighbours(block)):
            # Where the siblings are known, a line that is the page's own counts for more.
            weight += 1.0 if self.frame.pages < FEWEST else 1.8
        if block.link_share > 0.6 and block.kind != "heading":
            weight -= 1.5
        if block.links and all(_HOME.fullmatch(link.get("href") or "") for link in block.links):
            weight -= 3
        if is_section(block.text) or is_aside(block.text) or is_ending(block.text):
            weight -= 3
        return weight

    def weigh_names(self, text: str) -> float:
        """Whether the head calls the page so."""
        best = self.by_words.get(fold_title(text), 0.0)
        if best == 0.0 and (self.cut_names or is_cut_off(text)):
            best = max((n.weight for n in self.names if is_same_title(text, n.words)), default=0.0)
        if best == 0.0 and len(text) > 25 and any(text in name.words for name in self.names):
            return 1.2
        return best

    def weigh_slug(self, text: str) -> float:
        """Whether the address has the same words."""
        if not self.slug or len(text) <= 10:
            return 0.0
        words = spell_words(text)
        shared = len(self.slug & words) / len(self.slug)
        return 2.0 * shared if shared >= 0.6 and len(words) <= 3 * len(self.slug) else 0.0

    def neighbours(self, block: Block) -> list[Block]:
        """The blocks right before and behind one."""
        index = block.index
        return self.blocks[max(0, index - 1) : index] + self.blocks[index + 1 : index + 2]

    def find_distances(self) -> list[int]:
        """For each block how many stand between it and the next prose; many where none follows."""
        distances = [30] * len(self.blocks)
        distance = 30
        for block in reversed(self.blocks):
            distances[block.index] = distance
            is_text = (
                is_prose(block)
                and not block.parts & _ELSEWHERE
                and not self.frame.shares(block.fingerprint())
            )
            distance = 0 if is_text else distance + 1
        return distances

    def choose_words(self, shown: str) -> str:
        """The title's words: as shown, but whole where the page shows them cut.

        A kicker or date that stands in the same element is left out, where head and lead agree.
        """
        others = [name.words for name in self.names]
        if is_cut_off(shown):
            for words in (self.expected, *others):
                if words and is_same_title(shown, words) and not is_cut_off(words):
                    return fold_spaces(words)
        expected = self.expected
        if expected and is_same_title(drop_day(shown), expected) and not is_cut_off(expected):
            return fold_spaces(expected if drop_day(shown) != shown else shown)
        if expected and not is_cut_off(expected) and fold_title(shown) != fold_title(expected):
            confirmed = any(fold_title(words) == fold_title(expected) for words in others)
            longer = any(fold_title(words) == fold_title(shown) for words in others)
            if holds_title(shown, expected) and confirmed and not longer:
                return fold_spaces(expected)
            if self.is_site_name(shown.replace(expected, "", 1)):
                return fold_spaces(expected)
        return fold_spaces(shown)

    def is_site_name(self, words: str) -> bool:
        """Whether words beside the title are what the head of nearly all pages says."""
        name = words.strip(_BETWEEN)
        return bool(name) and (
            self.frame.shares_title_part(name) or fold_title(name) == self.site_name
        )

    def describe_names(self) -> list[Evidence]:
        """What head and lead say, as evidence."""
        evidence = [
            Evidence(field="title", value=name.words, source=name.source, weight=name.weight)
            for name in self.names[:6]
        ]
        if self.expected:
            evidence.append(Evidence(field="title", value=self.expected, source="lead", weight=6.0))
        return evidence


def _find_names(basis: Basis) -> list[_Name]:
    """What the head calls the page; parts that all pages share are left out."""
    frame, site = basis.frame, fold_title(basis.metadata.site_name)
    named = [_Name(source, words, 3.0) for source, words in basis.metadata.titles]
    for number, part in enumerate(find_title_parts(basis.document)):
        if len(fold_title(part)) >= 4:
            named.append(_Name("title element", part, 2.6 if number == 0 else 2.4))
    return [
        name
        for name in named
        if not frame.shares_title_part(name.words) and fold_title(name.words) != site
    ]


def _drop_others(names: list[_Name], expected: str) -> list[_Name]:
    """Where a part of `<title>` is what the lead expects, those beside it are the site's name."""
    if not any(is_same_title(name.words, expected) for name in names if expected):
        return names
    return [
        name
        for name in names
        if holds_title(name.words, expected) or holds_title(expected, name.words)
    ]


def _find_inner_parts(block: Block) -> int:
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


def _is_day_line(block: Block) -> bool:
    """Whether a short line shows a day: what stands beside it may be a title."""
    return len(block.text) <= 60 and shows_day(block.text)


def _describe(candidates: list[_Candidate], best: _Candidate | None) -> list[Evidence]:
    """The best candidates as evidence."""
    return [
        Evidence(
            field="title",
            value=candidate.block.text,
            source=candidate.source,
            weight=round(candidate.weight, 2),
            taken=candidate is best,
        )
        for candidate in candidates
    ]
