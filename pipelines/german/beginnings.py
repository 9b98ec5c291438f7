"""Patterns for words, written so that a search runs past all letters that begin none of them."""

from itertools import pairwise

_REPEATS = ("*", "+", "?", "{")
_MARKS = "§,;"
"""What may begin a phrase that is no letter."""


def begin_words(words: str, *, within: bool = False) -> str:
    r"""`(?<!\w)(?:words)` as a pattern that finds the same in a third of the time.

    A search that begins with a look behind tries it at each letter of a text; one that begins
    with one of a few letters runs on to the next of them. So each letter comes first here, and
    the look behind it second. What begins with a mark (`§ 16i`) may stand behind anything, and
    so may all `within` words. White space around a phrase counts for nothing. ValueError where a
    phrase does not say with which letters it begins.

    >>> begin_words(r"[Bb]ei|Bund")
    '(?:B(?<!\\wB)(?:ei|und)|b(?<!\\wb)(?:ei))'
    >>> begin_words(r"(?:ein|zwei)mal|§\s?16")
    '(?:e(?<!\\we)(?:inmal)|z(?<!\\wz)(?:weimal)|§(?:\\s?16))'
    >>> begin_words(r"[Ww]ert|Zahl", within=True)
    '(?:W(?:ert)|w(?:ert)|Z(?:ahl))'
    """
    rests: dict[str, list[str]] = {}
    for word in _split(words):
        for first, rest in _list_firsts(word.lstrip()):
            rests.setdefault(first, []).append(rest)
    found = []
    for first, following in rests.items():
        behind = "" if within or first in _MARKS else rf"(?<!\w{first})"
        found.append(f"{first}{behind}(?:{'|'.join(following)})")
    return f"(?:{'|'.join(found)})"


def first_words(words: str) -> str:
    r"""The first word of each phrase, for a `WordTable` that says where they may begin.

    >>> first_words(r"[Zz]ur\sZeit | [Nn]un(?:mehr)? | in\s\w+\sJahren")
    '[Zz]ur|[Nn]un(?:mehr)?|in'
    """
    return "|".join(_cut_behind_word(phrase.strip()) for phrase in _split(words))


def _cut_behind_word(phrase: str) -> str:
    spaces = (
        at for at, depth in _list_places(phrase, "\\") if depth == 0 and phrase[at + 1] == "s"
    )
    return phrase[: next(spaces, len(phrase))]


def _list_firsts(word: str) -> list[tuple[str, str]]:
    """Each letter with which a word may begin, and the pattern of what follows it."""
    if word.startswith("(?:"):
        end = next(at for at, depth in _list_places(word, ")") if depth == 0)
        rest = word[end + 1 :].lstrip()
        if not rest.startswith(_REPEATS):
            phrases = (one.lstrip() + rest for one in _split(word[3:end]))
            return [pair for phrase in phrases for pair in _list_firsts(phrase)]
    letters, rest = word[:1], word[1:]
    if letters == "[":
        letters, _, rest = rest.partition("]")
    known = letters.isalnum() or (letters and letters in _MARKS)
    if not known or rest.startswith(_REPEATS):
        msg = f"{word!r} does not say with which letters it begins"
        raise ValueError(msg)
    return [(letter, rest) for letter in letters]


def _split(pattern: str) -> list[str]:
    """The alternatives of a pattern."""
    bars = (at for at, depth in _list_places(pattern, "|") if depth == 0)
    return [pattern[one + 1 : other] for one, other in pairwise((-1, *bars, len(pattern)))]


def _list_places(pattern: str, mark: str) -> list[tuple[int, int]]:
    """Where a mark stands in a pattern, and in how many brackets: no class's, none escaped."""
    found: list[tuple[int, int]] = []
    depth, at = 0, 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "[":
            at = pattern.index("]", at + 2)
        depth += (letter == "(") - (letter == ")")
        if letter == mark:
            found.append((at, depth))
        at += 2 if letter == "\\" else 1
    return found
