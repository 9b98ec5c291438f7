"""What a site file's selectors point at: corrections of a reading, never its precondition."""

from typing import Any

from cssselect import SelectorError
from lxml.html import HtmlElement

from pipelines.blocks import Block
from pipelines.days import DayReading, read_stamp
from pipelines.document import Document, read_words
from pipelines.site import Select, SiteError


def drop_parts(document: Document, select: Select) -> None:
    """Take the parts out of a document that never belong to a post."""
    for selector in select.drop:
        for element in find_all(document, selector):
            element.drop_tree()


def find_all(document: Document, selector: str) -> list[HtmlElement]:
    """The elements that a CSS selector matches; raises SiteError where it is none."""
    try:
        found: Any = document.tree.cssselect(selector)
    except SelectorError as error:
        raise SiteError(f"key select: {selector!r} is no CSS selector: {error}") from error
    return list(found)


def find_first(document: Document, selector: str | None) -> HtmlElement | None:
    """The first element that a selector matches; None without one, or where nothing matches."""
    return next(iter(find_all(document, selector)), None) if selector else None


def is_within(block: Block, element: HtmlElement) -> bool:
    """Whether a block's words stand inside an element."""
    node, is_tail = block.runs[0]
    holder = node.getparent() if is_tail else node
    while holder is not None:
        if holder is element:
            return True
        holder = holder.getparent()
    return False


def read_selected_day(document: Document, selector: str | None) -> DayReading | None:
    """The day in the element that a selector matches: its `datetime` or `content`, or its words."""
    element = find_first(document, selector)
    if element is None:
        return None
    stamp = element.get("datetime") or element.get("content") or read_words(element)
    return read_stamp(stamp)
