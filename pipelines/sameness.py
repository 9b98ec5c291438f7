"""Compares two texts word by word: one release retouched, or two that only sound alike."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

from attrs import field, frozen

from pipelines.jobcenter_names import find_names
from pipelines.name_index import load_index
from pipelines.name_words import INVISIBLE, fold_letters

TOKEN = re.compile(
    r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?"  # 1.234  1 234,5
    r"|\d+(?:[.,:/]\d+)*"  # 3,2  02.12.2020  14:30
    rf"|[^\W\d_](?:[^\W\d_]|[{INVISIBLE}])*"  # a word, soft hyphens inside
)
THOUSANDS = re.compile(r"[.\u00a0\u202f ](?=\d{3}(?:\D|\Z))")
FEWEST_WORDS = 20
"""Shorter texts are the same only word for word, under one title."""
LONG_TEXT = 80
"""Words of a text that proves a release even under another title on another site."""
KEPT = 0.75
"""Of the longer text, what must stand in the other: a portal adds a lead or a contact."""
RETOUCHED = 0.04
"""Of the words, how many may be others."""


@frozen(kw_only=True)
class Wording:
    """A post folded for comparison."""

    title: tuple[str, ...]
    """Without the jobcenter's name before the colon."""
    words: tuple[str, ...] = field(repr=False)
    capital: tuple[bool, ...] = field(repr=False)
    """Which of `words` are written with a capital."""

    @property
    def numbers_key(self) -> str:
        """The numbers of title and text, in order: equal ones are worth comparing."""
        return " ".join(word for word in (*self.title, *self.words) if word[0].isdigit())


def read_wording(title: str, text: str) -> Wording:
    """Fold a post: case, ß, umlauts, soft hyphens, blanks and the writing of numbers.

    >>> read_wording("MKK: Bilanz 2020", "7.273 Menschen").words
    ('7273', 'menschen')
    >>> read_wording("MKK: Bilanz 2020", "").title
    ('bilanz', '2020')
    """
    prefix, colon, rest = title.partition(":")
    if colon and rest.strip() and len(prefix) < 60 and find_names(prefix):
        title = rest
    tokens = list(_read_tokens(text))
    return Wording(
        title=tuple(word for word, _ in _read_tokens(title)),
        words=tuple(word for word, _ in tokens),
        capital=tuple(capital for _, capital in tokens),
    )


def are_same(left: Wording, right: Wording, *, one_site: bool, dated: bool) -> bool:
    """Say whether two posts are one release.

    `one_site`: both stand on one site, where one text under two titles is two posts. `dated`: the
    days of both are known (and near); without a day the words must be the same throughout.
    """
    if min(len(left.words), len(right.words)) < FEWEST_WORDS:
        return dated and left.title == right.title and left.words == right.words != ()
    titled = _are_titles_same(left.title, right.title)
    if titled is None or (not titled and one_site):
        return False
    changes = _find_changes(left, right)
    if changes is None:
        return False
    if titled and dated:
        return changes <= RETOUCHED * min(len(left.words), len(right.words))
    return changes == 0 and min(len(left.words), len(right.words)) >= LONG_TEXT // (1 + titled)


def _read_tokens(text: str) -> Iterator[tuple[str, bool]]:
    for match in TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            yield THOUSANDS.sub("", token), False
        else:
            yield fold_letters(token), token[0].isupper()


def _are_titles_same(left: Sequence[str], right: Sequence[str]) -> bool | None:
    """True: one title; False: two wordings; None: their numbers or months contradict."""
    if left == right:
        return True
    mine, others = Counter(filter(_is_strict, left)), Counter(filter(_is_strict, right))
    if mine - others and others - mine:
        return None
    shared = sum((Counter(left) & Counter(right)).values())
    return shared >= 3 and shared == min(len(left), len(right)) and mine == others


def _find_changes(left: Wording, right: Wording) -> int | None:
    """Count the words that differ within; None: too many, or one that tells two releases apart.

    What stands before or behind the common text (a place line, a lead, a contact) is free.
    """
    matcher = SequenceMatcher(None, left.words, right.words, autojunk=False)
    quick = 2 * KEPT / (1 + KEPT)
    if matcher.real_quick_ratio() < quick * 0.9 or matcher.quick_ratio() < quick * 0.9:
        return None
    steps = matcher.get_opcodes()
    kept = sum(stop - start for tag, start, stop, _, _ in steps if tag == "equal")
    if kept < KEPT * max(len(left.words), len(right.words)):
        return None
    changes = 0
    for position, (tag, start, stop, start_right, stop_right) in enumerate(steps):
        if tag == "equal":
            continue
        mine, others = left.words[start:stop], right.words[start_right:stop_right]
        outside = position in {0, len(steps) - 1}
        if outside and not (mine and others):
            continue
        strict = any(map(_is_strict, mine)), any(map(_is_strict, others))
        if all(strict) or (any(strict) and not outside):
            return None
        if outside:
            continue
        if _are_names(left, start, stop) or _are_names(right, start_right, stop_right):
            return None
        changes += max(len(mine), len(others))
    return changes


def _is_strict(word: str) -> bool:
    """Say whether a word tells two reports apart: a number, a month, a weekday, more or less."""
    return word[0].isdigit() or word in _strict_words()


@cache
def _strict_words() -> frozenset[str]:
    path = resources.files("pipelines") / "sameness.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["strict"])


def _are_names(wording: Wording, start: int, stop: int) -> bool:
    """Say whether a changed passage names somebody or some place."""
    index = load_index()
    passage = range(start, stop)
    if any(wording.words[at] in index for at in passage):
        return True
    return len(wording.words) < LONG_TEXT and any(wording.capital[at] for at in passage)
