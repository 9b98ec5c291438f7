"""The words that say which way a number went, and the cues that a sentence holds of them."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Literal, NamedTuple

from pipelines.german.number_words import any_of
from pipelines.german.quantities import Quantity
from pipelines.german.stems import Stems
from pipelines.german.words import WordTable

Way = Literal["up", "down", "better", "worse"]

LEXICON = tomllib.loads(
    (files("pipelines.german") / "lexicon" / "changes.toml").read_text(encoding="utf-8")
)


class Cue(NamedTuple):
    """A word of change and where it stands."""

    start: int
    end: int
    way: Way
    own: bool = False
    """It has a number of its own: `nach einem Minus von 10,7 Prozent`."""


class Turn(NamedTuple):
    """A difference: which way, and the rule that saw it."""

    way: Way
    rule: str
    unit: str | None = None
    """What a bare number is measured in, where it goes on with another's change."""


def join_words(*lists: Sequence[str]) -> str:
    """Alternatives of stems; `*` stands for any ending (in -ung the plural), else they end."""
    stems = sorted({word for words in lists for word in words}, key=len, reverse=True)
    return "|".join(
        re.escape(stem[:-1]) + (r"(?:en)?(?!\w)" if stem.endswith("ung*") else r"\w*")
        if stem.endswith("*")
        else re.escape(stem)
        for stem in stems
    )


def join_first_letters_of(*lists: Sequence[str]) -> str:
    """Large and small letters that the words begin with: most words fail at a look at them."""
    firsts = {word[0] for words in lists for word in words}
    return "".join(sorted({letter for first in firsts for letter in first.lower() + first.upper()}))


OR = r"(?:oder|bzw\.|beziehungsweise|respektive)"
"""What stands between a difference and the same one in other words."""
_UP, _DOWN = LEXICON["up"], LEXICON["down"]
UP_NOUNS, DOWN_NOUNS = join_words(_UP["nouns"]), join_words(_DOWN["nouns"])
UP_HEADS, DOWN_HEADS = join_words(_UP["heads"]), join_words(_DOWN["heads"])
ADVERBS = rf"(?:(?:{any_of(LEXICON['adverbs']['words'])})\s){{0,2}}"


AGAINST = r"(?:[Ii]m\sVergleich\s(?:zu[mr]?|mit)|[Gg]egenüber|[Vv]erglichen\smit|[Zz]u[mr]?)"
"""What leads to the time or area that a number is compared with."""
_WAYS: tuple[Way, ...] = ("up", "down", "better", "worse")
_LISTS = (
    (*_UP["verbs"], *_UP["nouns"]),
    (*_DOWN["verbs"], *_DOWN["nouns"]),
    LEXICON["swing"]["better"],
    LEXICON["swing"]["worse"],
)
_CUES = Stems((word.lower(), way) for way, words in enumerate(_LISTS) for word in words)
_NOUNS = Stems((word, True) for word in (*_UP["nouns"], *_DOWN["nouns"]))
_HEADS: dict[str, Way] = {
    **dict.fromkeys(_UP["heads"], "up"),
    **dict.fromkeys(_DOWN["heads"], "down"),
}
_HEAD_LENGTHS = sorted({len(head) for head in _HEADS}, reverse=True)
_PARTICLE: dict[str, Way] = {
    **dict.fromkeys(LEXICON["particles"]["up"], "up"),
    **dict.fromkeys(LEXICON["particles"]["down"], "down"),
}
_SPLIT_VERBS = frozenset(verb.split()[0] for verb in _PARTICLE)
_SPLIT_PARTICLES = sorted({verb.split(None, 1)[1] for verb in _PARTICLE}, key=len, reverse=True)
_SPLIT_VERB = re.compile(
    rf"""
    (?P<verb>\w+)
    (?: [^.;:] | (?<=\d)\.(?=\d) | (?<=Mi[ol])\. | (?<=Mrd)\. ){{0,160}}? (?<!\w)
    (?P<particle>{any_of(_SPLIT_PARTICLES)})
    (?=\s*(?:[.,;:)–]|$|\s(?:und|oder|auf\s\d)|\())""",
    re.VERBOSE,
)
_GOES_BACK_TO = re.compile(r"g(?:eht|ehen|ing|ingen)\s[^\d]*(?<!\w)auf\s[^\d]+\szurück")
"""`Der Anstieg geht auf Zuzüge zurück`: that is why, and nothing fell."""
_PARTICIPLE = re.compile(r"(?:an|zu|ab|zurück|ein)?ge(?!ring)[a-zäöü]{3,}(?:en|t)")
_OWN_NUMBER = re.compile(r"\s(?:von|in\sHöhe\svon)\s(?:[a-zäöüß]+\s)?\d")


class _Telling(NamedTuple):
    """A word that says of a change: by itself, by its head, or with a particle that ends it."""

    letters: int
    way: Way | None
    head: tuple[int, Way] | None
    """Where in the word its head begins."""
    splits: bool
    noun: bool
    """It may stand before the number that it has (`Anstieg um`)."""


def _judge(word: str) -> _Telling | None:
    cues, head, splits = _CUES.find(word.lower()), _find_head(word), word in _SPLIT_VERBS
    if not cues and head is None and not splits:
        return None
    return _Telling(
        letters=len(word),
        way=_WAYS[min(cues)] if cues else None,
        head=head,
        splits=splits,
        noun=head is not None or bool(_NOUNS.find(word)),
    )


def _find_head(word: str) -> tuple[int, Way] | None:
    """`Gebührenerhöhung`, `Umsatzrückgang`: where the head begins, and what it says."""
    for length in _HEAD_LENGTHS:
        way = _HEADS.get(word[-length:])
        if way and word[-length - 1 : -length].islower():
            return len(word) - length, way
    return None


_WORDS = WordTable(_judge)


PARTICIPLES = join_words(
    [word for word in (*_UP["verbs"], *_DOWN["verbs"]) if _PARTICIPLE.fullmatch(word)]
)
"""`gestiegen`, `zugenommen`, `zurückgegangen`: what ends a clause of change."""


def has_noun_of_change(text: str, start: int, end: int) -> bool:
    """Whether a noun of change begins in `text[start:end]`.

    >>> has_noun_of_change("ein Plus von 5", 0, 13), has_noun_of_change("Sie stieg um 5", 0, 13)
    (True, False)
    """
    for _, telling in _WORDS.find_between(text, start, end):  # noqa: SIM110  # asked of each number
        if telling.noun:
            return True
    return False


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The words of change in a sentence, in order."""
    cues: list[Cue] = []
    done = start
    for at, telling in _WORDS.find_between(text, start, end):
        behind = at + telling.letters
        own = _OWN_NUMBER.match(text, behind, end) is not None
        if telling.way:
            cues.append(Cue(at, behind, telling.way, own))
        if telling.head:
            cues.append(Cue(at + telling.head[0], behind, telling.head[1], own))
        split = _SPLIT_VERB.match(text, at, end) if telling.splits and at >= done else None
        way = _PARTICLE.get(f"{split['verb']} {split['particle']}") if split else None
        if split and way:  # „stieg, nahm sie um acht ab": that particle is the next verb's
            done = split.end()
            if not _GOES_BACK_TO.fullmatch(split[0]):
                cues.append(Cue(at, split.start("particle"), way))
    cues.sort()
    return cues


_AND_CLAUSE = re.compile(r"\sund\s(?![A-ZÄÖÜ])")
"""`in Stadt und Landkreis` parts no clauses."""


def find_nearest_way(text: str, cues: list[Cue], quantity: Quantity) -> Way | None:
    """The cue of the number's own clause, else the nearest before, else the nearest behind."""
    best: tuple[int, Way] | None = None
    for cue in cues:
        if cue.end <= quantity.start:
            gap = text[cue.end : quantity.start]
        else:
            gap = text[quantity.end : max(quantity.end, cue.start)]
        joints = len(_AND_CLAUSE.findall(gap)) if " und " in gap else 0
        barriers = gap.count(",") + 2 * gap.count(";") + 2 * joints + gap.count("(")
        cost = len(gap) + 60 * barriers + 100 * cue.own
        if best is None or cost < best[0]:
            best = cost, cue.way
    return best[1] if best else None
