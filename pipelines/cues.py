"""The words around a figure that say which statistic it belongs to: one scan of one sentence."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Any, NamedTuple

from attrs import frozen

from pipelines.german.stems import Stems
from pipelines.german.words import WordTable


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


class _Entry(NamedTuple):
    """A word of the file: its table's name, its pattern, and what its texts begin with."""

    rank: int
    """Its place: the longest go first."""
    kind: str
    pattern: str
    first: str
    """Its first word, or the part that the file has of it."""
    whole: bool
    """Nothing goes on that word."""
    alone: bool
    """No other word follows, and none may be forbidden to."""


class _Meant(NamedTuple):
    """What a word of a text says: one cue, or a pattern of all those that it may begin."""

    letters: int
    kinds: tuple[str, ...]
    pattern: re.Pattern[str] | None


@cache
def _list_entries() -> Sequence[_Entry]:
    """Every word of the file, the longest first; also as it begins a sentence."""
    data = _load()
    words = [(word, name) for name, table in data["indicators"].items() for word in table["words"]]
    words += [(word, kind) for kind, listed in data["cues"].items() for word in listed]
    words += [(word[0].upper() + word[1:], kind) for word, kind in words if word[0].islower()]
    longest_first = sorted(dict(words).items(), key=lambda pair: -len(pair[0].removesuffix("*")))
    return tuple(_read_entry(*pair, rank) for rank, pair in enumerate(longest_first))


def _read_entry(word: str, kind: str, rank: int) -> _Entry:
    first = re.split(r"\W", word)[0]
    pattern, rest = stem_pattern(word), word[len(first) :]
    alone = rest in {"", "*"} and "(?!" not in pattern
    return _Entry(rank, kind, pattern, first, whole=rest[:1] != "*", alone=alone)


@cache
def _index_entries() -> Stems[_Entry]:
    return Stems(
        (entry.first if entry.whole else f"{entry.first}*", entry) for entry in _list_entries()
    )


def _join_entries(letters: int, entries: Sequence[_Entry]) -> _Meant:
    pattern = "|".join(f"({entry.pattern})" for entry in entries)
    return _Meant(letters, tuple(e.kind for e in entries), re.compile(rf"(?:{pattern})(?!\w)"))


def _judge(word: str) -> _Meant | None:
    fitting = sorted(_index_entries().find(word))
    if fitting and fitting[0].alone:
        return _Meant(len(word), (fitting[0].kind,), None)
    return _join_entries(len(word), fitting) if fitting else None


_WORDS = WordTable(_judge)


@cache
def _list_numbered() -> tuple[re.Pattern[str], _Meant]:
    """Where the words of the file may begin that begin with a digit (`50 plus`), and all of them.

    The pattern begins with a class of characters, by which the scan skips all others.
    """
    meant = _join_entries(0, [entry for entry in _list_entries() if entry.first[0].isdigit()])
    digits = "".join(sorted({entry.first[0] for entry in _list_entries()} & set("0123456789")))
    places = rf"[{digits}](?<!\w.)(?<=(?={meant.pattern.pattern if meant.pattern else ''}).)"
    return re.compile(places), meant


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The cues of `text[start:end]` in order, without overlap.

    >>> [cue.kind for cue in find_cues("Arbeitslose im SGB II: 7.273, davon Frauen", 0, 42)]
    ['arbeitslose', 'sgb2', 'part']
    """
    places = _WORDS.find_between(text, start, end)
    numbered, meant_by_number = _list_numbered()
    if numbers := [
        (match.start(), meant_by_number) for match in numbered.finditer(text, start, end)
    ]:
        places = sorted((*places, *numbers), key=itemgetter(0))
    cues: list[Cue] = []
    done = start
    for begin, meant in places:
        if begin < done:
            continue
        if meant.pattern is None:
            done = begin + meant.letters
            cues.append(Cue(begin, done, meant.kinds[0]))
        elif match := meant.pattern.match(text, begin, end):
            done = match.end()
            cues.append(Cue(begin, done, meant.kinds[(match.lastindex or 1) - 1]))
    return cues
