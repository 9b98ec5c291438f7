"""Entries and next page by a site file's selectors, where the markup alone misleads."""

from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError

from pipelines.document import HEADINGS, LABELS
from pipelines.entries import Entry
from pipelines.outline import Link, Node, Outline
from pipelines.site import SiteError
from pipelines.wording import is_document, says_more


def select_entries(outline: Outline, selector: str) -> list[Entry]:
    """The entries that a selector matches, outer ones only, in the page's order.

    An entry without a link to a page is a whole post. Raises SiteError for a bad selector.
    """
    entries: list[Entry] = []
    last = -1
    for node in _select(outline, selector):
        if node.number <= last or node.start == node.end:
            continue
        last = node.last
        links = [link for link in outline.links if node.holds(link.node)]
        best = max(links, key=_rank, default=None)
        if best is None or _rank(best)[0] == 0:
            head = _head_of(outline, node)
            best = Link(head, outline.document.url.partition("#")[0], _anchor_of(node))
            best.words = outline.text(head.start, head.end)
            entries.append(Entry(link=best, start=node.start, end=node.end, whole=True))
        else:
            entries.append(Entry(link=best, start=node.start, end=node.end))
    return entries


def select_next(outline: Outline, selector: str) -> tuple[str, ...]:
    """The address of the first link that a selector matches or holds, if any."""
    for node in _select(outline, selector):
        for link in outline.links:
            if node.holds(link.node):
                return (link.url,)
    return ()


def _rank(link: Link) -> tuple[int, int]:
    """How well a link serves as an entry's: to a page before a file, titled before "mehr"."""
    if is_document(link.url):
        return (1 if link.words and not says_more(link.words) else 0, -link.node.number)
    titled = 0 if says_more(link.words) else 1
    headed = link.node.below_heading < 4
    return (2 + titled + headed, -link.node.number)


def _head_of(outline: Outline, node: Node) -> Node:
    """What an entry without a link calls itself: its heading, its bold words, or all of it."""
    for tags in (HEADINGS | LABELS, {"strong", "b"}):
        for inner in outline.nodes_in(node):
            if inner.tag in tags and inner.end > inner.start:
                return inner
    return node


def _anchor_of(node: Node) -> str:
    return str(node.element.get("id") or "")


def _select(outline: Outline, selector: str) -> list[Node]:
    known = {node.element: node for node in outline.nodes}
    try:
        found = outline.document.tree.xpath(_compile(selector))
    except SelectorError as error:
        raise SiteError(f"select: {selector!r} is no CSS selector: {error}") from error
    return sorted(
        (known[element] for element in list(found) if element in known),
        key=lambda node: node.number,
    )


@lru_cache(maxsize=64)
def _compile(selector: str) -> str:
    return HTMLTranslator().css_to_xpath(selector)
