"""The words that say which way a number went, and the cues that a sentence holds of them."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from pipelines.german.number_words import any_of
from pipelines.german.quantities import Quantity

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


def join_words(*lists: Sequence[str]) -> str:
    """Alternatives of stems; `*` stands for any ending, a bare word ends where it ends."""
    stems = sorted({word for words in lists for word in words}, key=len, reverse=True)
    return "|".join(
        re.escape(stem[:-1]) + r"\w*" if stem.endswith("*") else re.escape(stem) for stem in stems
    )


def join_first_letters_of(*lists: Sequence[str]) -> str:
    """Large and small letters that the words begin with: most words fail at a look at them."""
    firsts = {word[0] for words in lists for word in words}
    return "".join(sorted({letter for first in firsts for letter in first.lower() + first.upper()}))


_UP, _DOWN = LEXICON["up"], LEXICON["down"]
UP_NOUNS, DOWN_NOUNS = join_words(_UP["nouns"]), join_words(_DOWN["nouns"])
UP_HEADS, DOWN_HEADS = join_words(_UP["heads"]), join_words(_DOWN["heads"])
ADVERBS = rf"(?:(?:{any_of(LEXICON['adverbs']['words'])})\s){{0,2}}"


_CUE_WORDS = (
    *(_UP["verbs"], _UP["nouns"], _DOWN["verbs"], _DOWN["nouns"]),
    *(LEXICON["swing"]["better"], LEXICON["swing"]["worse"]),
)
_CUES = re.compile(
    rf"""\b(?=[{join_first_letters_of(*_CUE_WORDS)}])
    (?i: (?P<up> {join_words(_UP["verbs"], _UP["nouns"])})
      | (?P<down> {join_words(_DOWN["verbs"], _DOWN["nouns"])})
      | (?P<better> {join_words(LEXICON["swing"]["better"])})
      | (?P<worse> {join_words(LEXICON["swing"]["worse"])})
    )(?!\w)""",
    re.VERBOSE,
)
_COMPOUND_CUES = re.compile(
    rf"""(?=[{join_first_letters_of(_UP["heads"], _DOWN["heads"])}]) (?<=[a-zäöüß-])
    (?: (?P<up> {UP_HEADS}) | (?P<down> {DOWN_HEADS}) )(?!\w)""",
    re.VERBOSE,
)
"""`Gebührenerhöhung`, `Umsatzrückgang`: the head says it."""
_PARTICLE: dict[str, Way] = {
    **dict.fromkeys(LEXICON["particles"]["up"], "up"),
    **dict.fromkeys(LEXICON["particles"]["down"], "down"),
}
_SPLIT_VERBS = sorted({verb.split()[0] for verb in _PARTICLE}, key=len, reverse=True)
_SPLIT_PARTICLES = sorted({verb.split(None, 1)[1] for verb in _PARTICLE}, key=len, reverse=True)
_SPLIT_VERB = re.compile(
    rf"""\b(?=[{"".join(sorted({verb[0] for verb in _SPLIT_VERBS}))}])
    (?P<verb>{"|".join(_SPLIT_VERBS)})(?!\w)
    (?: [^.;:] | (?<=\d)\.(?=\d) | (?<=Mi[ol])\. | (?<=Mrd)\. ){{0,160}}? (?<!\w)
    (?P<particle>{any_of(_SPLIT_PARTICLES)})
    (?=\s*(?:[.,;:)–]|$|\s(?:und|oder|auf\s\d)|\())""",
    re.VERBOSE,
)
_OWN_NUMBER = re.compile(r"\s(?:von|in\sHöhe\svon)\s(?:[a-zäöüß]+\s)?\d")


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The words of change in a sentence, in order."""
    cues = [
        Cue(
            match.start(),
            match.end(),
            cast("Way", match.lastgroup),  # its groups are the ways
            own=_OWN_NUMBER.match(text, match.end(), end) is not None,
        )
        for pattern in (_CUES, _COMPOUND_CUES)
        for match in pattern.finditer(text, start, end)
    ]
    for match in _SPLIT_VERB.finditer(text, start, end):
        way = _PARTICLE.get(f"{match['verb']} {match['particle']}")
        if way:
            cues.append(Cue(match.start(), match.start("particle"), way))
    cues.sort()
    return cues


def find_nearest_way(text: str, cues: list[Cue], quantity: Quantity) -> Way | None:
    """The cue of the number's own clause, else the nearest before, else the nearest behind."""
    best: tuple[int, Way] | None = None
    for cue in cues:
        if cue.end <= quantity.start:
            gap = text[cue.end : quantity.start]
        else:
            gap = text[quantity.end : max(quantity.end, cue.start)]
        barriers = gap.count(",") + 2 * gap.count(";") + 2 * gap.count(" und ") + gap.count("(")
        cost = len(gap) + 60 * barriers + 100 * cue.own
        if best is None or cost < best[0]:
            best = cost, cue.way
    return best[1] if best else None
