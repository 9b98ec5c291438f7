"""The title of a page: every block that may be it is weighed by markup, place and words."""

import re
from typing import Final

from attrs import define, frozen

from pipelines.basis import Basis
from pipelines.blocks import Block
from pipelines.days import shows_day
from pipelines.document import read_words
from pipelines.frame import FEWEST
from pipelines.items import Evidence
from pipelines.prose import is_prose
from pipelines.selectors import find_first, is_within
from pipelines.title_words import drop_day, holds_title, is_cut_off, is_same_title
from pipelines.told_titles import ToldTitle
from pipelines.wordlists import PART, find_parts, is_aside, is_control, is_ending, is_section

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
        named = Evidence(field="title", value=title, source="site file", weight=10.0, taken=True)
        return Headline(title=title, block=block, evidence=(named,), weight=10.0)
    told = ToldTitle(basis)
    scales = _Scales(basis, told)
    candidates = scales.find_candidates()
    best = candidates[0] if candidates else None
    evidence = (*_describe(candidates[:4], best), *told.describe())
    enough = ENOUGH if best is None else scales.find_bar(best.block)
    if best is not None and (best.weight >= enough or not (told.expected or told.names)):
        title = told.choose_words(best.block.text)
        return Headline(title=title, block=best.block, evidence=evidence, weight=best.weight)
    titles = [name.words for name in told.names if not is_section(name.words)]
    if told.expected:
        titles.insert(len(titles) if is_cut_off(told.expected) else 0, told.expected)
    return Headline(title=titles[0], block=None, evidence=evidence) if titles else None


class _Scales:
    """What speaks for and against a block as the title of one page."""

    def __init__(self, basis: Basis, told: ToldTitle) -> None:
        self.blocks = basis.layout.blocks
        self.frame = basis.frame
        self.told = told
        self.expected = told.expected
        self.longest = max(160, 2 * len(told.expected))

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
                or self.told.names_page(block.text)
            )
        )

    def find_bar(self, block: Block) -> float:
        """The weight from which a block is taken: more, where head and lead agree on others."""
        agreed = any(is_same_title(name.words, self.expected) for name in self.told.names)
        if not (agreed and self.expected) or self.told.weigh_names(block.text):
            return ENOUGH
        related = holds_title(block.text, self.expected) or holds_title(self.expected, block.text)
        return ENOUGH if related or self.told.weigh_slug(block.text) else SURE

    def weigh(self, block: Block) -> tuple[float, str]:
        """The weight of a block as the title, and where it was read."""
        weight = self.weigh_markup(block) + self.weigh_place(block)
        source = block.box.element.tag
        named = self.told.weigh_names(block.text)
        weight += named
        if not named and block.kind != "heading" and block.text.endswith("."):
            weight -= 1.0  # a sentence of the text
        if self.expected:
            if is_same_title(drop_day(block.text), self.expected):
                weight += 6
                source = f"{source}, as the lead says"
            elif len(self.expected) > 12 and holds_title(block.text, self.expected):
                weight += 3.5
        return weight + self.told.weigh_slug(block.text), source

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
        # A heading may well begin as bylines do: "Von der Schule in den Beruf".
        aside = is_control if block.kind == "heading" else is_aside
        if is_section(block.text) or aside(block.text) or is_ending(block.text):
            weight -= 3
        return weight

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
