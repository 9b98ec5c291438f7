r"""German text without what hides in it, and the way back to the text as it is stored.

Soft hyphens, zero-width characters, words divided at a line's end, umlauts of two characters, and
spaces of which a press office set two: to a reader they are nothing, to a pattern all of them are.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeVar

from attrs import evolve, frozen

from pipelines.german.text import ODD_SPACES, Span
from pipelines.items import DateMention, Figure

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACES: Final = f" {ODD_SPACES}"
_MOST_SPACES: Final = 3
"""More of them in a row set columns apart."""
_WORDS_A_GAP: Final = 4
"""A line with fewer words for each such gap is a row of columns."""
_NEAR: Final = 200
"""So much of a line is looked at."""

_MARKS: Final = "\u0300-\u036f"
_IN_WORDS: Final = rf"""
      (?<=[{_INVISIBLE}])
    | (?<=[^\W_][{_MARKS}]) [{_MARKS}]*           # an umlaut in two characters
    | (?<=[^\W_]-) (?:
          [ \t]*\r?\n[ \t]* (?=[a-zäöüß])       # divided at a line's end:
          (?!(?:und|oder|bzw|sowie|bis)\b)      #   but not `Haupt-⏎und Nebenamt`
        | (?<=[a-zäöüß]{{2}}-) [ ]                # or where a line's end once was: `Arbeits- losen`
          (?=[a-zäöüß]{{3}})
          (?!(?:und|oder|bzw|sowie|bis|beziehungsweise|respektive|statt|wie|als|noch|aber|auch|der
            |die|das|den|dem|des|ein|eine|einen|einer|mit|von|vom|für|zum|zur|auf|aus|bei|beim|nach
            |wir|sie|ist|sind|hat|war|wird|nicht|denn|dort|hier|ohne|über|unter|vor|dann|also|seit
            |durch)\b) )
"""
_GAPS: Final = rf"""
    (?<=[^\s|][{_SPACES}]) [{_SPACES}]*+ (?: (?<=[{_SPACES}]{{2}}) (?=[^\s|]) | (?=\r?\n) )
"""
# A scan that begins with a class of characters is ten times as fast as one that does not.
_HIDDEN = re.compile(rf"[{_INVISIBLE}{_MARKS}-] (?: {_IN_WORDS} )", re.VERBOSE)
_HIDDEN_OR_GAP = re.compile(
    rf"[{_INVISIBLE}{_MARKS}{_SPACES}-] (?: {_IN_WORDS} | {_GAPS} )", re.VERBOSE
)
_GAP = re.compile(rf"[{_SPACES}](?:[{_SPACES}]+|(?=\r?\n))")
"""Few texts have one, and all have many spaces."""


M = TypeVar("M", DateMention, Figure)


@frozen(kw_only=True)
class Normalized:
    """A text in its reading form, and where each of its characters stood."""

    text: str
    original: str
    offsets: tuple[int, ...] | None = None
    """Of each character of `text` its offset in `original`; None where nothing was hidden."""

    def place(self, mentions: Iterable[M]) -> tuple[M, ...]:
        """Mentions of the original as such of `text`, with its words."""
        if self.offsets is None:
            return tuple(mentions)
        return tuple(self._place(mention) for mention in mentions)

    def _place(self, mention: M) -> M:
        start, end = (bisect_left(self.offsets or (), at) for at in (mention.start, mention.end))
        return evolve(mention, start=start, end=end, quote=self.text[start:end])

    def restore(self, start: int, end: int) -> Span:
        """Where a piece of `text`, `text[start:end]`, stands in the original."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@lru_cache(maxsize=8)
def normalize(text: str) -> Normalized:
    r"""Take out what hides in a text.

    >>> normalize("im Septem\u00adber").text, normalize("im Septem-\nber").text
    ('im September', 'im September')
    >>> normalize("Ende Mai lag  die Quote bei\u00a0 5 Prozent.").text
    'Ende Mai lag die Quote bei 5 Prozent.'
    >>> normalize("Quote  5  6").text
    'Quote  5  6'
    """
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for hidden in (_HIDDEN_OR_GAP if _GAP.search(text) else _HIDDEN).finditer(text):
        start, end = hidden.span()
        instead = _put_instead(text, start, end)
        if instead is None:
            continue
        if unicodedata.combining(text[start]):
            start -= 1  # the letter and its marks are one
        pieces += (text[done:start], instead)
        offsets += range(done, start)
        offsets += [start] * len(instead)
        done = end
    if not pieces:
        return Normalized(text=text, original=text)
    pieces.append(text[done:])
    offsets += range(done, len(text))
    return Normalized(text="".join(pieces), original=text, offsets=tuple(offsets))


def _put_instead(text: str, start: int, end: int) -> str | None:
    """What is read for what hides there; None where it is to stay."""
    first = text[start]
    if unicodedata.combining(first):
        return unicodedata.normalize("NFC", text[start - 1 : end])
    if first not in _SPACES or text[end : end + 1] in {"\n", "\r"}:
        return ""
    if end - start > _MOST_SPACES or (text[start - 1].isdigit() and text[end].isdigit()):
        return None
    return None if _is_row(text, start, end) else " "


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether the line in which spaces stand in a row has columns rather than words."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    behind = text[start : end + _NEAR].partition("\n")[0]
    line = before + behind
    return len(line.split()) < _WORDS_A_GAP * len(_GAP.findall(line))
