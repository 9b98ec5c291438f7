"""Older entries that a listing keeps from us: only scripts or posted forms lead to them."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from pipelines.controls import LONGEST_LABEL
from pipelines.document import DocumentError, read_document
from pipelines.items import Lead, Page, Problem
from pipelines.outline import Node, Outline, read_outline
from pipelines.page_rows import read_page_number
from pipelines.wording import says_next, says_next_entries
from pipelines.zones import Zone

_CONTROLS: Final = frozenset({"a", "button", "input", "span", "div", "li"})
_OFF: Final = frozenset({"hidden", "disabled"})
_BUTTONS: Final = frozenset({"submit", "button"})
_SECOND: Final = 2
"""The page after the first one, which is all that can be read of such a list."""
_NEAR: Final = 60
"""Pieces of text between an entry and the control that loads those that follow it."""


def find_kept_back(page: Page, leads: Sequence[Lead]) -> Problem | None:
    """What a control below a listing's entries would load, where no address can be fetched.

    Only for the first page of a list, from which no way on was found; what is a slide show's or a
    calendar's is called otherwise, or stands elsewhere.
    """
    if page.kind not in {"listing", "unknown"} or not leads:
        return None
    try:
        outline = read_outline(read_document(page))
    except DocumentError:
        return None
    entries = {lead.url.partition("#")[0] for lead in leads}
    places = sorted(link.node.start for link in outline.links if link.url in entries) or [0]
    for node in outline.nodes:
        if node.tag not in _CONTROLS or node.zone & (Zone.SIDE | Zone.FOOT):
            continue
        place = bisect_left(places, node.start)
        if place == 0 or node.start > places[place - 1] + _NEAR:
            continue
        words = _read_label(outline, node)
        if words and _loads_more(node, words):
            says = (
                f"{page.url}: older entries are loaded by {words!r}, which is a script's or a "
                "posted form's and was not followed; name a feed or an archive as start"
            )
            return Problem(code="kept_back", says=says, url=page.url, quote=words)
    return None


def _read_label(outline: Outline, node: Node) -> str:
    """What a control is called; empty where it is no short label."""
    element = node.element
    words = outline.text(node.start, node.end, hidden=True)
    words = words or element.get("aria-label") or element.get("title") or ""
    if node.tag == "input":
        kind = (element.get("type") or "").lower()
        words = (element.get("value") or "") if kind in _BUTTONS else ""
    return words if len(words) <= LONGEST_LABEL else ""


def _loads_more(node: Node, words: str) -> bool:
    """Whether a control without an address says that more entries follow."""
    element = node.element
    href = (element.get("href") or "").strip().lower()
    if not _OFF.isdisjoint(element.keys()) or element.get("aria-disabled") == "true":
        return False
    if node.tag == "a":
        if href and not href.startswith(("#", "javascript:")):
            return False
    elif node.tag in {"span", "div", "li"} and not (
        element.get("role") == "button" or element.get("onclick")
    ):
        return False
    if says_next_entries(words):
        return True
    scripted = href.startswith("javascript:") or _is_posted(node)
    paged = scripted or bool(node.zone & Zone.PAGER)
    return (scripted and says_next(words)) or (paged and read_page_number(words) == _SECOND)


def _is_posted(node: Node) -> bool:
    """Whether a button sends a form by POST."""
    if node.tag not in {"button", "input"}:
        return False
    form = next(node.element.iterancestors("form"), None)
    return form is not None and (form.get("method") or "").lower() == "post"
