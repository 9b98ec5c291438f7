"""Lines that were broken for width, told from rows and items, which are lines of their own."""

import itertools
import re
from functools import lru_cache

from pipelines.german.text import fold_text

_ROW = re.compile(
    r"""[ ]*(?: [-–—•·*▪►○] | \d{1,2}[.)]\s | [a-z]\)\s )      # an item
      | [^\n]{0,120}\s\|\s                                    # a table's row
      | (?:da[rv]\.\s)?[^\n:.]{2,60}:\s?[^\n]{0,20}(?:\d|$)   # `Bedarfsgemeinschaften: 11.267`
    """,
    re.VERBOSE | re.MULTILINE,
)
_TABBED = re.compile(
    r"""^(?: [ ]*\t[^\t\n]{1,60}\t[^\n]*              # a head: its first cell may be empty
      | [^\t\n]{1,60}\t(?: [^\t\n]{1,60}\t | \(?[+-]?\d ) [^\n]* )$""",
    re.VERBOSE | re.MULTILINE,
)
"""A line of two tabs, or of a number behind its tab."""
_SHORT = 30
"""A line shorter than this was not broken for width."""


@lru_cache(maxsize=8)
def prepare_text(text: str) -> str:
    r"""The text as all readers want it: folded, its lines unwrapped; as long as before.

    >>> prepare_text("im\u00a0September 2020\nwaren es 5")
    'im September 2020 waren es 5'
    """
    return unwrap_lines(fold_text(_draw_borders(text) if "\t" in text else text))


def _draw_borders(text: str) -> str:
    """A bar for each tab between the cells of a row; as long as before."""
    return _TABBED.sub(lambda row: row[0].replace("\t", "|"), text)


def unwrap_lines(text: str) -> str:
    r"""The text with a space for each line break that only broke a line; as long as before.

    A paragraph whose lines go on in lower case was broken for width throughout.

    >>> unwrap_lines("Im November waren im Kreis\nrund 7.273 arbeitslos.\n\nQuote: 3,2\nBG: 5")
    'Im November waren im Kreis rund 7.273 arbeitslos.\n\nQuote: 3,2\nBG: 5'
    """
    if "\n" not in text:
        return text
    return "\n\n".join(map(_unwrap_paragraph, text.split("\n\n")))


def _unwrap_paragraph(paragraph: str) -> str:
    if "\n" not in paragraph or "|" in paragraph:
        return paragraph
    lines = paragraph.split("\n")
    width = max(map(len, lines))
    low = any(line[:1].islower() and not _ROW.match(line) for line in lines[1:])
    wrapped = low and width >= _SHORT
    pieces = [lines[0]]
    for before, line in itertools.pairwise(lines):
        if line[:3].isdigit() and before[-1:] == "." and before[-2:-1].isdigit():
            pieces.append("\v")  # 3.⏎304: one number (number_digits.py knows the sign)
        else:
            pieces.append(" " if _goes_on(before, line, width, wrapped=wrapped) else "\n")
        pieces.append(line)
    return "".join(pieces)


def _goes_on(before: str, line: str, width: int, *, wrapped: bool) -> bool:
    if not line.strip() or not before.strip() or _ROW.match(line):
        return False
    if line[0].islower():
        return not before.rstrip().endswith(":")
    last = before.rstrip()[-1]
    if not wrapped:
        # a long line that stops in the middle of a sentence
        return (
            len(before) >= 2 * _SHORT
            and (last.isalnum() or last in ",–")
            and len(before) > 0.7 * width
        )
    first = line.split(maxsplit=1)[0]
    return len(before) + 1 + len(first) > 0.8 * width or (
        last not in ".!?:" and len(before) > 0.6 * width
    )
