"""Posts that stand whole on one page, without a page of their own: long pages, accordions."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import evolve

from pipelines.dated import LONGEST_DAY_LINE, is_only_day
from pipelines.document import HEADINGS, LABELS, opens_panel
from pipelines.outline import Link, Node, Outline
from pipelines.series import MOST_WEIGHED, find_boxes
from pipelines.weigher import Series, Weigher, find_blocks
from pipelines.wording import is_document, says_more

SHORTEST: Final = 100
"""Code points of text beside the heading, on average, below which an entry is no whole post."""

_HEADS: Final = HEADINGS | LABELS
_SLUG: Final = re.compile(r"[^a-z0-9]+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def find_whole_series(weigher: Weigher) -> list[Series]:
    """Headings that repeat inside one box, each with a day and a text but no link to a page."""
    outline = weigher.outline
    page = outline.document.url.partition("#")[0]
    groups: dict[int, list[Link]] = defaultdict(list)
    for node in _find_heads(outline, page):
        head = Link(node, page, "")
        head.words = outline.text(node.start, node.end)
        groups[node.path].append(head)
    found: list[Series] = []
    leading = [link.node.start for link in outline.links if _leads_to_page(link, page)]
    for group in groups.values():
        heads = _leave_out_inner(weigher, group)
        if len(heads) < 2:
            continue
        for box, inside in find_boxes(heads):
            if len(inside) < 2:
                continue
            series = weigher.weigh(box, inside)
            if _is_whole(outline, series, leading, page):
                _name_anchors(outline, series)
                found.append(evolve(series, whole=True))
        if weigher.weighed > 2 * MOST_WEIGHED:
            break
    return found


def _leave_out_inner(weigher: Weigher, heads: Sequence[Link]) -> Sequence[Link]:
    """The heads beside which a day stands, where most have one: others are headings in a text."""
    pieces = weigher.outline.pieces
    dated = [
        head
        for head in heads
        if any(
            weigher.is_dated[place] and len(pieces[place].text) <= LONGEST_DAY_LINE
            for place in range(max(0, head.node.start - 1), min(head.node.end + 1, len(pieces)))
        )
    ]
    return dated if len(dated) * 5 >= len(heads) * 3 else heads


def build_fragment(day: date | None, title: str) -> str:
    """A name for a post that has no anchor: its day and its title, which outlast its place.

    >>> build_fragment(date(2026, 11, 19), "Öffnungszeiten: große Änderung")
    '2026-11-19-oeffnungszeiten-grosse-aenderung'
    """
    plain = unicodedata.normalize("NFKD", title.lower().translate(_UMLAUTS))
    slug = _SLUG.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")[:80].rstrip("-")
    return "-".join(part for part in (str(day) if day else "", slug) if part)


def _find_heads(outline: Outline, page: str) -> list[Node]:
    """Elements that may be the headline of a whole post."""
    heads: list[Node] = []
    for node in outline.nodes:
        if node.end == node.start or (node.link is not None and node.link.url != page):
            continue
        if node.tag in _HEADS or _opens_panel(node) or _is_bold_line(outline, node):
            if heads and heads[-1].holds(node):
                continue
            if any(inner.tag == "a" and inner.link is not None and inner.link.url != page
                   for inner in outline.nodes_in(node)):  # fmt: skip
                continue
            heads.append(node)
    return heads


def _opens_panel(node: Node) -> bool:
    """Whether an element is the head of a panel."""
    return node.tag in {"a", "button", "div", "span"} and opens_panel(node.element)


def _is_bold_line(outline: Outline, node: Node) -> bool:
    """Whether bold words stand alone on the first line of a block."""
    if node.tag not in {"strong", "b"}:
        return False
    block = node.block
    if block.start != node.start or block.tag not in {"p", "div", "td", "li"}:
        return False
    return node.end == block.end or (
        node.end < len(outline.pieces) and outline.pieces[node.end].broken
    )


def _leads_to_page(link: Link, page: str) -> bool:
    """Whether a link leads to another page and calls itself the rest of a text, or its address."""
    return (
        link.url != page
        and not is_document(link.url)
        and (says_more(link.words) or is_only_day(link.words))
    )


def _is_whole(outline: Outline, series: Series, leading: Sequence[int], page: str) -> bool:
    """Whether the entries are dated texts that end where they stand.

    The words of links to other pages are none of a text: a list of them under a heading is a box.
    """
    if series.dated < 0.6 or series.titled < 0.8:
        return False
    starts = [head.node.start for head in series.links]
    ends = [*starts[1:], series.box.end]
    words = continued = 0
    for head, start, end in zip(series.links, starts, ends, strict=True):
        words += sum(
            len(piece.text)
            for piece in outline.pieces[head.node.end : end]
            if not piece.hidden and (piece.link is None or piece.link.url == page)
        )
        continued += bisect_left(leading, end) > bisect_left(leading, start)
    return words >= SHORTEST * len(starts) and continued * 3 < len(starts)


def _name_anchors(outline: Outline, series: Series) -> None:
    """Give each head the name under which an address can point at its post, if it has one."""
    blocks = find_blocks(series.box, series.links)
    for head, block in zip(series.links, blocks, strict=True):
        head.fragment = _find_anchor(outline, head.node, block)


def _find_anchor(outline: Outline, node: Node, block: Node) -> str:
    around = [outer for outer in node.climb(4) if block.holds(outer)]
    for one in (*around, *outline.nodes_in(node)):
        name = one.element.get("id") or (one.element.get("name") if one.tag == "a" else None)
        if name and " " not in name:
            return str(name)
    before = node.element.getprevious()
    if before is not None and before.tag == "a" and not before.get("href"):
        return str(before.get("name") or before.get("id") or "")
    return ""
