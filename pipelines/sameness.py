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
ALIKE = 0.75
"""Of two texts' words, what at least is common, in whatever order: a quick look before aligning."""
RENAMED = 2
"""Nouns that another site's editor may have changed in a long text."""
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

    numbers: Counter[str] = field(repr=False, eq=False)
    """The numbers of title and text."""

    @property
    def numbers_key(self) -> tuple[str, ...]:
        """The numbers, sorted: posts without a day are compared only where these are equal."""
        return tuple(sorted(self.numbers.elements()))


@frozen(kw_only=True)
class _Changes:
    """What differs within the common text."""

    words: int = 0
    nouns: int = 0
    """Words of passages where one noun or name stands for another, each counted once."""


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
    titled = tuple(word for word, _ in _read_tokens(title))
    words = tuple(word for word, _ in tokens)
    return Wording(
        title=titled,
        words=words,
        numbers=Counter(word for word in (*titled, *words) if word[0].isdigit()),
        capital=tuple(capital for _, capital in tokens),
    )


def are_same(left: Wording, right: Wording, *, one_site: bool, dated: bool) -> bool:
    """Say whether two posts are one release.

    `one_site`: both stand on one site, where one text under two titles is two posts. `dated`: the
    days of both are known (and near); without a day the words must be the same throughout.
    """
    if left.numbers - right.numbers and right.numbers - left.numbers:
        return False  # each has a number that the other has not
    if min(len(left.words), len(right.words)) < FEWEST_WORDS:
        return dated and left.title == right.title and left.words == right.words != ()
    titled = _are_titles_same(left.title, right.title)
    if titled is None or (not titled and one_site):
        return False
    changes = _find_changes(left, right)
    if changes is None:
        return False
    shorter = min(len(left.words), len(right.words))
    if titled and dated:
        nouns = 0 if one_site or shorter < LONG_TEXT else RENAMED
        return changes.words <= RETOUCHED * shorter and changes.nouns <= nouns
    return changes.words == 0 and shorter >= LONG_TEXT // (1 + titled)


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


def _find_changes(left: Wording, right: Wording) -> _Changes | None:
    """Count what differs; None: too much, or something that tells two releases apart.

    What stands before or behind the common text (a place line, a lead, a contact) is free.
    """
    if left.words == right.words:
        return _Changes()
    matcher = SequenceMatcher(None, left.words, right.words, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return None
    steps = matcher.get_opcodes()
    kept = sum(stop - start for tag, start, stop, _, _ in steps if tag == "equal")
    if kept < KEPT * max(len(left.words), len(right.words)):
        return None
    words = 0
    nouns: set[str] = set()
    for position, (tag, start, stop, start_right, stop_right) in enumerate(steps):
        if tag == "equal":
            continue
        mine, others = left.words[start:stop], right.words[start_right:stop_right]
        outside = position in {0, len(steps) - 1}
        if _tell_apart(mine, others, outside=outside):
            return None
        if outside:
            continue
        words += max(len(mine), len(others))
        renamed = _find_nouns(left, start, stop), _find_nouns(right, start_right, stop_right)
        if all(renamed) and not _are_forms(mine, others):
            nouns |= max(renamed, key=len)
    return _Changes(words=words, nouns=len(nouns))


def _find_nouns(wording: Wording, start: int, stop: int) -> set[str]:
    """The words of a passage that are written as nouns and names are; articles are too short."""
    passage = zip(wording.words[start:stop], wording.capital[start:stop], strict=True)
    return {word for word, capital in passage if capital and len(word) > 3}


def _tell_apart(left: Sequence[str], right: Sequence[str], *, outside: bool) -> bool:
    """Say whether a passage that differs makes two releases: by a figure, a date, a jobcenter."""
    for marks in (_is_strict, load_index().__contains__):
        mine, others = any(map(marks, left)), any(map(marks, right))
        if (mine and others) or ((mine or others) and not outside):
            return True
    return False


def _are_forms(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether two words are one in two forms: Jobcenters, Jobcenter."""
    if not len(left) == len(right) == 1:
        return False
    stem = max(4, len(left[0]) - 4)
    return len(right[0]) >= stem and left[0][:stem] == right[0][:stem]


def _is_strict(word: str) -> bool:
    """Say whether a word tells two reports apart: a number, a month, a weekday, more or less."""
    return word[0].isdigit() or word in _strict_words()


@cache
def _strict_words() -> frozenset[str]:
    path = resources.files("pipelines") / "sameness.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["strict"])
