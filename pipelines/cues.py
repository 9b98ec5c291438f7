"""The words around a figure that say which statistic it belongs to: one scan of one sentence."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from attrs import frozen


@frozen(kw_only=True)
class Indicator:
    """A statistic of indicators.toml."""

    name: str
    title: str
    description: str
    unit: str
    low: Decimal
    high: Decimal
    source: str
    words: tuple[str, ...]
    rate: bool = False
    """Also reported in percent (jugendarbeitslose, unterbeschaeftigung)."""
    total: bool = False
    alias_of: str = ""
    """Another indicator's name under which it is reported."""
    circle_of: str = ""
    """The indicator of both legal circles of which this is the SGB II part."""


class Cue(NamedTuple):
    """A word of a sentence that is an indicator's or a turn of one: `kind` is its table's name."""

    start: int
    end: int
    kind: str


@cache
def load_indicators() -> Mapping[str, Indicator]:
    """The indicators by name, in the order of the file."""
    return {
        name: Indicator(
            name=name,
            title=table["title"],
            description=table["description"],
            unit=table["unit"],
            low=Decimal(str(table["low"])),
            high=Decimal(str(table["high"])),
            source=table["source"],
            words=tuple(table["words"]),
            rate=table.get("rate", False),
            total=table.get("total", False),
            alias_of=table.get("alias_of", ""),
            circle_of=table.get("circle_of", ""),
        )
        for name, table in _load()["indicators"].items()
    }


def load_phrase(name: str) -> tuple[str, ...]:
    """The words of one list of `[phrases]`, as written there."""
    return tuple(_load()["phrases"][name])


@cache
def _load() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("pipelines") / "indicators.toml").read_text(encoding="utf-8"))


def stem_pattern(word: str) -> str:
    r"""A word of the file as a pattern: `*` is any ending, a space any white space.

    >>> stem_pattern("SGB II"), stem_pattern("Neuantr*"), stem_pattern("BG")
    ('SGB\\s+II', 'Neuantr\\w*', 'BG(?!-)')
    >>> stem_pattern("offen* Stellen")
    'offen\\w*\\s+Stellen'
    """
    pattern = re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    if word.isupper() and word.isalpha():
        return pattern + "(?!-)"  # „BG", but not „BG-Lotsen"
    return pattern


_HEAD = 7
"""So many letters tell which of the words may begin here; fewer would let most others through."""
_SPACED = 3
"""A head may hold a space so far: behind it, white space of any kind parts the words."""


def _cut_head(word: str) -> str:
    """The letters that a word of the file begins with in every text."""
    stem = word.partition("*")[0]
    return stem[:_SPACED] + stem[_SPACED:_HEAD].partition(" ")[0]


@cache
def _compile() -> tuple[re.Pattern[str], Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]]:
    """A pattern of all beginnings, and behind each beginning the words it may be."""
    data = _load()
    words = [(word, name) for name, table in data["indicators"].items() for word in table["words"]]
    words += [(word, kind) for kind, listed in data["cues"].items() for word in listed]
    words += [(word[0].upper() + word[1:], kind) for word, kind in words if word[0].islower()]
    words = list(
        dict(words).items()
    )  # a word that begins a sentence; the first line of a word wins
    heads: dict[str, list[tuple[str, str]]] = {}
    for word, kind in words:
        heads.setdefault(_cut_head(word), []).append((word, kind))
    tails = {}
    for head in heads:
        group = [pair for other, pairs in heads.items() if head.startswith(other) for pair in pairs]
        ordered = sorted(group, key=lambda pair: -len(pair[0].removesuffix("*")))
        pattern = "|".join(f"({stem_pattern(word)})" for word, _ in ordered)
        tails[head] = re.compile(rf"(?:{pattern})(?!\w)"), tuple(kind for _, kind in ordered)
    letters: dict[str, list[str]] = {}
    for head in sorted(heads, key=len, reverse=True):
        letters.setdefault(head[0], []).append(re.escape(head[1:]))
    branches = (f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(letters.items()))
    return re.compile(rf"(?<!\w)(?=[{''.join(letters)}])(?:{'|'.join(branches)})"), tails


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The cues of `text[start:end]` in order, without overlap.

    >>> [cue.kind for cue in find_cues("Arbeitslose im SGB II: 7.273, davon Frauen", 0, 42)]
    ['arbeitslose', 'sgb2', 'part']
    """
    heads, tails = _compile()
    cues: list[Cue] = []
    position = start
    for head in heads.finditer(text, start, end):
        if head.start() < position:
            continue
        pattern, kinds = tails[head[0]]
        match = pattern.match(text, head.start(), end)
        if match:
            position = match.end()
            cues.append(Cue(match.start(), position, kinds[(match.lastindex or 1) - 1]))
    return cues
