"""Tables that hold data, told from those that lay out a page or put tools beside a title."""

from typing import Final

from lxml.html import HtmlElement

from pipelines.document import read_words

_LONGEST_TOOL: Final = 20
"""Letters of a link such as "Drucken"; what is longer may be a title."""
_LONGEST_VALUE: Final = 200
"""Letters of a cell in a single row of data."""
_MOST_OF_PAGE: Final = 0.9
"""Of its letters: what holds so many lays it out."""
_TABLE_PARTS: Final = ("table", "tr", "td", "th", "div", "h1", "h2", "h3", "form", "p", "br")


def holds_data(table: HtmlElement, letters: int) -> bool:
    """Whether a table holds data, not the layout of a page of so many letters."""
    return _is_drawn_for_data(table) and not _is_page(table, letters)


def _is_page(table: HtmlElement, letters: int) -> bool:
    """Whether next to all words of a page stand in a table, and the ways to others with them."""
    if next(table.iter("a"), None) is None:
        return False
    return len(read_words(table)) >= _MOST_OF_PAGE * letters


def _is_drawn_for_data(table: HtmlElement) -> bool:
    """Whether rows and cells are those of data."""
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
        return not (_is_title_with_tools(table) or _holds_prose(table))
    return rows > 1 and widest >= 2


def _holds_prose(row: HtmlElement) -> bool:
    """Whether the cells of a single row hold a text beside something else."""
    return any(
        len(read_words(cell)) > _LONGEST_VALUE and cell.find(".//p") is not None
        for cell in row.iter("td")
    )


def _is_title_with_tools(table: HtmlElement) -> bool:
    """Whether a single row has words in one cell, and but links to print or mail in others."""
    worded = []
    for cell in table.iter("td", "th"):
        words = read_words(cell)
        link = cell.find(".//a")
        if words and (len(words) > _LONGEST_TOOL or link is None or read_words(link) != words):
            worded.append(words)
    return len(worded) == 1 and len(worded[0]) > _LONGEST_TOOL
