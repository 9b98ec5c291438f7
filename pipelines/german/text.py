"""Sentences and paragraphs of German text, and its spaces and hyphens made even."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

ODD_SPACES = "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u2008\u3000"
_ODD_HYPHENS = "\u2010\u2011"
_ODD_SPACE = re.compile(f"[{ODD_SPACES}\\t\\v\\f]")


class Span(NamedTuple):
    """A piece of a text: `text[start:end]`."""

    start: int
    end: int


def fold_text(text: str) -> str:
    r"""A text with even spaces and hyphens, character for character as long as it was.

    >>> fold_text("im\u00a0SGB\u2011II\u2011Bezug")
    'im SGB-II-Bezug'
    """
    for hyphen in _ODD_HYPHENS:
        text = text.replace(hyphen, "-")
    return _ODD_SPACE.sub(" ", text)


def _read_lexicon() -> dict[str, frozenset[str]]:
    file = resources.files("pipelines.german") / "lexicon" / "abbreviations.toml"
    lists: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


_LEXICON = _read_lexicon()
_ABBREVIATIONS = _LEXICON["abbreviations"]
OPENERS = _LEXICON["openers"]
"""Words that begin a sentence and are no noun: a doubtful full stop before them was a real one."""

# It begins with a class of characters, by which the scan skips all others.
_BREAK = re.compile(
    r"""
    [\n.!?…]
    (?: (?<=\n) (?: [ ]*\n\s* )?          # a line break: judged below; or a blank line
      | (?<!\n) (?<! [.!?…][.!?…] )       # the first of some full stops …
        [.!?…]* [\"“”’»«)\]]{0,3}
        (?: [ ]+ (?= [\"„“‚»«(\[–•*-]{0,2} [ ]? [A-ZÄÖÜ0-9] )   # … and a new beginning
          | (?=\n)
        )
    )
    """,
    re.VERBOSE,
)
_CAPITALIZED = re.compile(r"[\"„“]?([A-ZÄÖÜ][a-zäöüß]+)\b")
_ITEM = re.compile(r"[ ]*(?:[-–—•·*▪►○]|\d{1,2}[.)]|[a-z]\))[ ]*\S")
_LOWER_ROW = re.compile(r"[^\n:]{2,50}:[ ]?[-+–(]?\d")
"""`darunter unter 25 Jahre: 412`, below another row."""
LAWS = _LEXICON["laws"]
"""Words whose number orders nothing: `Hartz IV`, `SGB 2`."""
_LAWS_APART = tuple(f"{law} " for law in LAWS)
_WRAPPED_LINE = 50
"""A line shorter than this ends a sentence: it is a heading, an item or a table's row."""


@lru_cache(maxsize=16)
def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them.

    A full stop ends no sentence after an abbreviation or an ordinal (`am 3. Mai`, `z. B.`). A
    line break ends one, unless the line was wrapped.

    >>> text = "Am 3. Mai waren es 5. Das ist viel, z. B. in Hanau."
    >>> [text[s.start:s.end] for s in find_sentences(text)]
    ['Am 3. Mai waren es 5.', 'Das ist viel, z. B. in Hanau.']
    """
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        if not _ends_sentence(text, start, match):
            continue
        _append_trimmed(spans, text, start, match.end())
        start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return tuple(spans)


def find_sentence(text: str, offset: int) -> Span:
    """The sentence that holds this offset; before the first or between two, the one before it.

    >>> find_sentence("Ja. Nein. Doch.", 5)
    Span(start=4, end=9)
    >>> find_sentence("Es sind 12. Zusätzlich kamen 5.", 8)
    Span(start=0, end=11)
    """
    return _find_last_begun(find_sentences(text), text, offset)


def find_paragraph(text: str, offset: int) -> Span:
    """The paragraph that holds this offset; between two, the one before it."""
    return _find_last_begun(find_paragraphs(text), text, offset)


def _find_last_begun(spans: Sequence[Span], text: str, offset: int) -> Span:
    if not spans:
        return Span(0, len(text))
    return spans[max(bisect_right(spans, (offset, len(text) + 1)) - 1, 0)]


@lru_cache(maxsize=16)
def find_paragraphs(text: str) -> tuple[Span, ...]:
    r"""The paragraphs (blocks between blank lines) of a text in order.

    >>> find_paragraphs("Eins.\n\nZwei.")
    (Span(start=0, end=5), Span(start=7, end=12))
    """
    spans: list[Span] = []
    start = 0
    for match in re.finditer(r"\n[ \t]*\n", text):
        _append_trimmed(spans, text, start, match.start())
        start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return tuple(spans)


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        spans.append(Span(start, end))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match[0]
    if mark[0] == "\n":
        return "\n" in mark[1:] or _ends_line(text, start, match.start(), match.end())
    if mark[0] != ".":
        return True
    words = text[max(start, match.start() - 30) : match.start()].rsplit(None, 1)
    word = words[-1].rpartition("|")[2].lstrip('(„"»') if words else ""
    return _ends_at_stop(text, start, match.start() - len(word), word, match.end())


def _ends_at_stop(text: str, start: int, at: int, word: str, end: int) -> bool:
    """Whether the full stop behind this word ends a sentence."""
    if word.isdigit():
        if not text[max(start, at - 6) : at].strip(" \t"):
            return False  # the number of an item
        # `am 3. Mai`, `zum 20. Mal`, but `waren es 5. Das`
        return len(word) > 2 or _is_opener(text, end)
    if not word.strip("IVX") and text.endswith(_LAWS_APART, start, at):
        return True  # „lebte von Hartz IV. Landrätin und Amt …"
    if word in _ABBREVIATIONS or len(word) == 1 or not word.strip("IVX"):
        return word != "" and _is_opener(text, end)
    return True


def _is_opener(text: str, start: int) -> bool:
    word = _CAPITALIZED.match(text, start)
    return word is not None and word[1].lower() in OPENERS


def _ends_line(text: str, start: int, at: int, after: int) -> bool:
    begin = max(start, text.rfind("\n", 0, at) + 1)
    following = text[after : after + 1]
    if following.islower():
        return text[at - 1] in "0123456789)%€" and _LOWER_ROW.match(text, after) is not None
    if at - begin < _WRAPPED_LINE or _ITEM.match(text, after):
        return True
    if "|" in text[begin:at]:
        return True  # a table's row
    return text[at - 1 : at] in ":;.!?|"
