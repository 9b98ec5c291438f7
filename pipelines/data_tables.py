"""Tables that hold data, told from those that lay out a page or put tools beside a title."""

from typing import Final

from lxml.html import HtmlElement

from pipelines.document import read_words

_LONGEST_TOOL: Final = 20
"""Letters of a link such as "Drucken"; what is longer may be a title."""
_TABLE_PARTS: Final = ("table", "tr", "td", "th", "div", "h1", "h2", "h3", "form", "p", "br")


def holds_data(table: HtmlElement) -> bool:
    """Whether a table holds data, not the page's layout."""
    rows = widest = breaks = 0
    for inner in table.iter(*_TABLE_PARTS):
        tag = inner.tag
        if tag == "tr":
            rows += 1
            breaks = 0
        elif tag in {"td", "th"}:
            breaks = 0
            widest = max(widest, int(inner.getprevious() is not None) + 1)
            if inner.text and len(inner.text) > 600:
                return False
        elif tag == "br":
            breaks += 1
            if breaks > 4:
                return False
        elif (
            tag in {"h1", "h2", "h3", "form"}
            or (tag == "table" and inner is not table)
            or (tag in {"div", "p"} and sum(1 for _ in inner.itersiblings(tag)) >= 2)
        ):
            return False
    if rows == 1 and widest >= 2:
        return not _is_title_with_tools(table)
    return rows > 1 and widest >= 2


def _is_title_with_tools(table: HtmlElement) -> bool:
    """Whether a single row has words in one cell, and but links to print or mail in others."""
    worded = []
    for cell in table.iter("td", "th"):
        words = read_words(cell)
        link = cell.find(".//a")
        if words and (len(words) > _LONGEST_TOOL or link is None or read_words(link) != words):
            worded.append(words)
    return len(worded) == 1 and len(worded[0]) > _LONGEST_TOOL
