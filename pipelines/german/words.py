"""The words of a text, looked up once for all who ask what a word may be."""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import Any, Generic, TypeVar

Mark = TypeVar("Mark")

_WORD = re.compile(r"\b[^\W\d_]\w*")
_OF_NUMBERS = "0123456789.,:;()%/+-–"
"""What a piece may be made of that holds no word."""
_LONGEST = 40
"""A longer piece is seldom seen twice; it is not remembered."""
_MOST = 20_000
"""So many pieces are remembered: a language's common words with the marks beside them."""

_judges: list[Callable[[str], Any]] = []
"""What the tables ask of a word, each by its place."""


_Marks = tuple[tuple[int, int, Any], ...]
"""Each with the table's place, the offset of the word in its piece, and what it is."""
_NONE: _Marks = ()
_known: dict[str, _Marks] = {}
"""What the words of a piece are: of all that stands between two spaces."""


def _judge_piece(piece: str) -> _Marks:
    if not piece.strip(_OF_NUMBERS):
        return _NONE  # hardly any number comes twice: it is not remembered
    if len(_known) >= _MOST:
        _known.clear()
    marks = tuple(
        (place, word.start(), mark)
        for word in _WORD.finditer(piece)
        for place, judge in enumerate(_judges)
        if (mark := judge(word[0])) is not None
    )
    if len(piece) <= _LONGEST:
        _known[piece] = marks or _NONE
    return marks


@lru_cache(maxsize=8)
def mark_words(text: str) -> list[list[tuple[int, Any]]]:
    """For each table the words that are something to it, in order: where they begin, and what.

    One look into one dictionary for each word of the text, where a pattern for all words would
    try them at each letter, and one for each reader as often.
    """
    pieces = text.split(" ")
    widths = list(accumulate(map(len, pieces), initial=0))
    found: list[list[tuple[int, Any]]] = [[] for _ in _judges]
    for at, known in enumerate(map(_known.get, pieces)):
        if known is _NONE:  # as most are
            continue
        start = widths[at] + at
        for place, offset, mark in _judge_piece(pieces[at]) if known is None else known:
            found[place].append((start + offset, mark))
    return found


class WordTable(Generic[Mark]):
    """What each word may be: `judge` says it of a word, None where it is nothing.

    Words begin with a letter; what goes on a number (`18jährige`) is none. `judge` is a pure
    function, asked once for each spelling.
    """

    def __init__(self, judge: Callable[[str], Mark | None]) -> None:
        self._place = len(_judges)
        _judges.append(judge)
        _known.clear()
        mark_words.cache_clear()

    def find(self, text: str) -> list[tuple[int, Mark]]:
        """Where in the text each word begins that is something, and what it is.

        >>> WordTable({"Mai": 5, "Juni": 6}.get).find("Im Mai/Juni, 5")
        [(3, 5), (7, 6)]
        """
        return mark_words(text)[self._place]

    def find_between(self, text: str, start: int, end: int) -> list[tuple[int, Mark]]:
        """The same for the words that begin in `text[start:end]`."""
        found = mark_words(text)[self._place]
        return found[bisect_left(found, (start,)) : bisect_left(found, (end,))]

    def has_between(self, text: str, start: int, end: int) -> bool:
        """Whether a word that is something begins in `text[start:end]`.

        >>> WordTable({"Mai": 5}.get).has_between("Im Mai", 0, 6)
        True
        """
        found = mark_words(text)[self._place]
        at = bisect_left(found, (start,))
        return at < len(found) and found[at][0] < end


def match_words(pattern: str) -> WordTable[bool]:
    """The words that are all of what a pattern says, which may be verbose.

    >>> match_words("geh(?:t|en)|ging").has_between("Es geht", 0, 7)
    True
    """
    fits = re.compile(pattern, re.VERBOSE).fullmatch
    return WordTable(lambda word: True if fits(word) else None)
