"""The words around a figure that say which statistic it belongs to: one scan of one sentence."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
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
    also: tuple[str, ...] = ()
    """Other units that it is reported in: percent of a rate, people who are placed."""
    total: bool = False
    part_of: str = ""
    """The indicator that counts at least as many at the same time and place."""
    alias_of: str = ""
    """Another indicator's name under which it is reported."""


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
            also=tuple(table.get("also", ())),
            total=table.get("total", False),
            part_of=table.get("part_of", ""),
            alias_of=table.get("alias_of", ""),
        )
        for name, table in _load()["indicators"].items()
    }


def load_cue(name: str) -> tuple[str, ...]:
    """The words of one list of `[cues]`, as written there."""
    return tuple(_load()["cues"][name])


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


def match_any(name: str) -> str:
    """A pattern of any word of one list of `[phrases]`, not yet bound to whole words."""
    return match_each(load_phrase(name))


def match_each(words: Iterable[str]) -> str:
    r"""A pattern of any of these words of the file, not yet bound to whole words.

    >>> match_each(["davon", "SGB II"])
    '(?:[Dd]avon|SGB\\s+II)'
    """
    return f"(?:{'|'.join(_at_any_place(word) for word in words)})"


def _at_any_place(word: str) -> str:
    """A word as a pattern, also where it begins a sentence."""
    pattern = stem_pattern(word)
    return f"[{word[0].upper()}{word[0]}]{pattern[1:]}" if word[0].islower() else pattern


class _Entry(NamedTuple):
    """A word of the file: its table's name, its pattern, and what its texts begin with."""

    rank: int
    """Its place: the longest go first."""
    kind: str
    pattern: str
    first: str
    """Its first word, or the part that the file has of it."""
    rest: str
    """What the file has behind that."""

    @property
    def whole(self) -> bool:
        """Nothing goes on its first word."""
        return not self.rest.startswith("*")

    @property
    def alone(self) -> bool:
        """No other word follows, and none may be forbidden to."""
        return self.rest in {"", "*"} and "(?!" not in self.pattern


_SPACES = " \n\r\v"
"""What white space a text may hold once it is prepared."""


class _Meant(NamedTuple):
    """What a word of a text says: a cue by itself, or with what follows a longer one."""

    letters: int
    alone: str | None
    """What it says by itself."""
    followed: frozenset[str] | None
    """The two characters that a longer one goes on with; None where any may."""
    pattern: re.Pattern[str] | None
    """All that it may begin, with their kinds."""
    kinds: tuple[str, ...]


@cache
def _list_entries() -> Sequence[_Entry]:
    """Every word of the file, the longest first; also as it begins a sentence."""
    data = _load()
    words = [(word, name) for name, table in data["indicators"].items() for word in table["words"]]
    words += [(word, kind) for kind, listed in data["cues"].items() for word in listed]
    words += [(word[0].upper() + word[1:], kind) for word, kind in words if word[0].islower()]
    words = [(spelt, kind) for word, kind in words for spelt in _spell(word)] + words
    longest_first = sorted(dict(words).items(), key=lambda pair: -len(pair[0].removesuffix("*")))
    return tuple(_read_entry(*pair, rank) for rank, pair in enumerate(longest_first))


_LAW = re.compile(r"(?<!\w)(Hartz|A[lL][gG]|SGB|Arbeitslosengeld)[- ](IV|II|4|2)-(?=[A-Z])")


def _spell(word: str) -> Sequence[str]:
    """`Hartz-IV-Empfänger` is written with a space and in three words, too."""
    spelt = (r"\1-\2-", r"\1 \2-", r"\1 \2 ")
    return [_LAW.sub(way, word) for way in spelt] if _LAW.search(word) else ()


def _read_entry(word: str, kind: str, rank: int) -> _Entry:
    first = re.split(r"\W", word)[0]
    return _Entry(rank, kind, stem_pattern(word), first, word[len(first) :])


@cache
def _index_entries() -> Stems[_Entry]:
    return Stems(
        (entry.first if entry.whole else f"{entry.first}*", entry) for entry in _list_entries()
    )


def _join_entries(entries: Sequence[_Entry], letters: int) -> _Meant:
    alone = next((at for at, entry in enumerate(entries) if entry.alone), None)
    longer = entries[:alone]  # the longest go first: what is behind it is not reached
    pattern = "|".join(f"({entry.pattern})" for entry in longer)
    return _Meant(
        letters,
        None if alone is None else entries[alone].kind,
        _list_leads(entry.rest for entry in longer),
        re.compile(rf"(?:{pattern})(?!\w)") if longer else None,
        tuple(entry.kind for entry in longer),
    )


def _list_leads(rests: Iterable[str]) -> frozenset[str] | None:
    """The two characters with which any of them begins, white space being any."""
    leads = {rest.removeprefix("*")[:2].partition("*")[0] for rest in rests}
    if any(len(lead) < 2 for lead in leads):
        return None
    spaced = {lead[1] for lead in leads if lead[0] == " "}
    return frozenset(
        leads
        | {space + letter for space in _SPACES for letter in spaced}
        | {one + other for one in _SPACES for other in _SPACES}
    )


def _judge(word: str) -> _Meant | None:
    fitting = sorted(_index_entries().find(word))
    return _join_entries(fitting, len(word)) if fitting else None


_WORDS = WordTable(_judge)


@cache
def _list_numbered() -> tuple[re.Pattern[str], _Meant]:
    """Where the words of the file may begin that begin with a digit (`50 plus`), and all of them.

    The pattern begins with a class of characters, by which the scan skips all others.
    """
    entries = [entry for entry in _list_entries() if entry.first[:1].isdigit()]
    digits = "".join(sorted({entry.first[0] for entry in entries}))
    pattern = "|".join(entry.pattern for entry in entries)
    places = re.compile(rf"[{digits}](?<!\w.)(?<=(?=(?:{pattern})(?!\w)).)")
    return places, _join_entries(entries, 0)._replace(followed=None)


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The cues of `text[start:end]` in order, without overlap.

    >>> [cue.kind for cue in find_cues("Arbeitslose im SGB II: 7.273, davon Frauen", 0, 42)]
    ['arbeitslose', 'sgb2', 'part']
    """
    places = _WORDS.find_between(text, start, end)
    pattern, numbered = _list_numbered()
    numbers = [(match.start(), numbered) for match in pattern.finditer(text, start, end)]
    if numbers:
        places = sorted((*places, *numbers), key=itemgetter(0))
    cues: list[Cue] = []
    done = start
    for begin, meant in places:
        if begin < done:
            continue
        behind = begin + meant.letters
        if meant.pattern and (
            meant.followed is None or text[behind : behind + 2] in meant.followed
        ):
            match = meant.pattern.match(text, begin, end)
            if match:
                done = match.end()
                cues.append(Cue(begin, done, meant.kinds[(match.lastindex or 1) - 1]))
                continue
        if meant.alone and behind <= end:
            cues.append(Cue(begin, behind, meant.alone))
            done = behind
    return cues
