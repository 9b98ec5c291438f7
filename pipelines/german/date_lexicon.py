"""The words of the calendar as data and as alternatives for patterns."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any


def _read_lexicon() -> dict[str, dict[str, Any]]:
    file = resources.files("pipelines.german") / "lexicon" / "dates.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


_LEXICON = _read_lexicon()


def _read_table(name: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(value) for word, value in _LEXICON[name].items()})


MONTHS = _read_table("months")
WEEKDAYS = _read_table("weekdays")
WEEKDAY_ABBREVIATIONS = _read_table("weekday_abbreviations")
DAYS = _read_table("days")
YEARS = _read_table("years")
PLACED_DAYS = _read_table("placed_days")
ADJECTIVES = _read_table("adjectives")
CONTINUING = _read_table("continuing")
NUMBERS = _read_table("numbers")
COUNTS = [word for word in NUMBERS if not word.startswith("ein") or len(word) > 5]
"""Numbers that are no article."""
ORDINALS = _read_table("ordinals")
DECADES = _read_table("decades")
HOLIDAYS: Mapping[str, str | int] = MappingProxyType(_LEXICON["holidays"])
ADVENT_HOLIDAYS = _read_table("advent_holidays")
FEAST_SPANS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(days) for name, days in _LEXICON["feast_spans"].items()}
)
FEAST_WEEKS: Mapping[str, str] = MappingProxyType(_LEXICON["feast_weeks"])
FEAST_WEEKENDS: Mapping[str, str] = MappingProxyType(_LEXICON["feast_weekends"])
HOLIDAY_NAMES = (*HOLIDAYS, *ADVENT_HOLIDAYS, *FEAST_WEEKS, *FEAST_WEEKENDS, *FEAST_SPANS)
SEASONS: Mapping[str, str] = MappingProxyType(_LEXICON["seasons"])
PARTS_OF_DAY: tuple[str, ...] = tuple(_LEXICON["parts_of_day"]["words"])
NAMES = frozenset[str](_LEXICON["names"]["words"])
YEAR_IS_A_COUNT = frozenset[str](_LEXICON["year_is_a_count"]["words"])
YEAR_IS_A_YEAR = frozenset[str](_LEXICON["year_is_a_year"]["words"])
COUNTED: tuple[str, ...] = tuple(_LEXICON["counted"]["stems"])

ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4})


def match_words(words: Iterable[str]) -> str:
    """A pattern for any of the words, whatever the case of the pattern around it.

    >>> match_words(["mai"])
    '(?-i:(?:M(?:AI|ai)|mai))'
    """
    return f"(?-i:{join_first_letters(words)})"


def join_first_letters(words: Iterable[str]) -> str:
    """A pattern that matches any of the words in a single pass: one branch for each letter.

    Each word is known in small letters, with a capital, and in capitals.

    >>> join_first_letters(["mai", "mal"])
    '(?:M(?:A[IL]|a[il])|ma[il])'
    """
    tree: dict[str, Any] = {}
    for word in words:
        for spelling in {word, word[:1].upper() + word[1:], word.upper()}:
            node = tree
            for letter in spelling:
                node = node.setdefault(letter, {})
            node[""] = {}
    return _write_tree(tree)


def _write_tree(tree: dict[str, Any]) -> str:
    """The pattern of a tree of letters; the key "" marks a word's end."""
    letters = [letter for letter, rest in tree.items() if letter and set(rest) == {""}]
    branches = [
        re.escape(letter) + _write_tree(rest)
        for letter, rest in sorted(tree.items())
        if letter and letter not in letters
    ]
    if letters:
        joined = "".join(sorted(map(re.escape, letters)))
        branches.append(f"[{joined}]" if len(letters) > 1 else joined)
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in tree:
        return f"(?:{pattern})?" if len(branches) == 1 else f"{pattern}?"
    return pattern
