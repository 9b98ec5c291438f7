"""Rows of tables and items of lists: each is read as a sentence of its own."""

import re
from collections.abc import Sequence

from pipelines.german.text import Span
from pipelines.statistics.passage import Passage, Topic

BULLETS = frozenset("-–—•·*▪►○")
"""What an item of a list begins with."""
_BULLETS_AND_SPACE = "".join(BULLETS) + " "
_PART_ROWS = ("davon ", "darunter ")
_BORDER = re.compile(r"[ ]*\|[ ]*|[ ]{2,}")
"""Between the cells of a row: a bar, or as much space as prose has not."""
_ROW_BREAK = re.compile(
    r"""\n(?= [^\n|]{0,80}\|[^\n]             # the next line is a table's row
            | [^\n ]{1,40}(?:[ ][^\n ]{1,40}){0,3}[ ]{2,20}\(?\d
            # or `Neuanträge: 553`, `davon SGB II: 4.310`, `2 Personen: 447`
            | [•*·–-]?\s?
              (?:davon\s|darunter\s|(?:je|jede|für|ab|bis|über)\s(?:weitere\s)?|\d{1,2}\s)?
              [A-ZÄÖÜ][^\n:.]{2,60}:\s[^\n]{0,12}\d )""",
    re.VERBOSE,
)
_ITEM = re.compile(r"[•*·–-]\s[^\n]{2,80}(?<![,;:-])\n(?=[A-ZÄÖÜ„])")
"""The last item of a list, without a stop; the next line goes on with the text."""
_ROW_ENDS = (*"0123456789%€)", "Prozent")
_LONGEST = 700
"""A sentence longer than this is read in pieces, so that time stays linear in the text's length."""
_WIDEST = 90
_REACH = 100
"""Characters of a row, and those beside it in which the next one is looked for."""
_ROW = re.compile(
    r"[-–•*·]?\s?[A-ZÄÖÜ][^\n:|\d]{1,40}?(?:[:|]\s?|\s)(?:[:|]\s?)?\(?\d[\d.]*(?:,\d+)?(?![\d.])[^\n]{0,40}(?<![a-zäöüß]\.)"
)

_LABELLED = re.compile(
    r"[-–—•·*▪►○]?\s?[^\n:|.!?]{1,70}?(?:\s?[:|]\s?|[ ])\(?[+–\u2212-]?\s?\d[\d.]*"
)


def split_rows(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Sentences, but each row of a table or list of its own, however long its lines are."""
    split: list[Span] = []
    for sentence in sentences:
        start = sentence.start
        short = sentence.end - start <= _LONGEST
        if short and text.find("\n", start, sentence.end) < 0:  # as most are
            split.append(sentence)
            continue
        item = _ITEM.match(text, start, sentence.end)
        if item:
            split.append(Span(start, item.end() - 1))
            start = item.end()
        for match in _ROW_BREAK.finditer(text, start, sentence.end):
            split.append(Span(start, match.start()))
            start = match.end()
        while sentence.end - start > _LONGEST:  # no sentence: what is in reach stays bounded
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            split.append(Span(start, cut))
            start = cut
        split.append(Span(start, sentence.end))
    return split


def count_borders(text: str, start: int, end: int) -> int:
    """How many cells of a row end between two offsets.

    >>> count_borders("Quote | 4,1 | 4,2", 0, 14), count_borders("Mai   4,1  4,2", 0, 11)
    (2, 2)
    """
    if text.find("|", start, end) < 0 and text.find("  ", start, end) < 0:
        return 0  # a sentence of prose
    return sum(1 for _ in _BORDER.finditer(text, start, end))


def find_cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a row; one where it has no border.

    >>> [tuple(cell) for cell in find_cells("Quote | 4,1", 0, 11)]
    [(0, 5), (8, 11)]
    """
    cells: list[Span] = []
    for border in _BORDER.finditer(text, start, end):
        cells.append(Span(start, border.start()))
        start = border.end()
    return [*cells, Span(start, end)]


def is_row(passage: Passage, topic: Topic) -> bool:
    """A line `Hanau: 2.204` below its head, or one of several of the same shape."""
    text, start, end = passage.text, passage.start, passage.end
    below = start > 0 and text[start - 1] == "\n" and end - start < _WIDEST
    if below and not topic.stale:
        return True
    return _ROW.fullmatch(text, start, end) is not None and stands_in_rows(text, start, end)


def is_labelled_row(text: str, sentence: Span) -> bool:
    """A line that names its number and tells no sentence of it.

    >>> is_labelled_row("SGB II: 4.310", Span(0, 13)), is_labelled_row("Es sind 5.", Span(0, 10))
    (True, False)
    """
    return (
        text[sentence.end - 1] not in ".!?"
        and _LABELLED.match(text, sentence.start, sentence.end) is not None
    )


def goes_on_below(text: str, sentence: Span) -> bool:
    r"""Whether a row stands below another one, if only an empty line lies between.

    >>> goes_on_below("Altdorf 4,2 % (4,3 %)\n\nNeuheim 3,8 %", Span(23, 36))
    True
    """
    above = len(text[: sentence.start].rstrip())
    begin = text.rfind("\n", 0, above) + 1
    return above > begin and all(
        text.endswith(_ROW_ENDS, *line) and is_labelled_row(text, line)
        for line in (sentence, Span(begin, above))
    )


def opens_part_row(text: str, start: int) -> bool:
    """Whether an item says that it is a part: `davon SGB III: 2.702`.

    >>> opens_part_row("– Darunter Frauen: 310", 0), opens_part_row("Frauen: 310", 0)
    (True, False)
    """
    return text[start : start + 20].lstrip(_BULLETS_AND_SPACE).lower().startswith(_PART_ROWS)


def stands_in_rows(text: str, start: int, end: int) -> bool:
    r"""Whether the line before or behind has the shape of a row.

    >>> stands_in_rows("Grünberg: 410\nHungen: 298", 0, 13), stands_in_rows("Hungen: 298", 0, 11)
    (True, False)
    """
    behind = text[end : end + _REACH].lstrip("\n").partition("\n")[0]
    before = text[max(0, start - _REACH) : start].rstrip("\n").rpartition("\n")[2]
    return any(_ROW.fullmatch(line) for line in (behind, before))
