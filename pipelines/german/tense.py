"""Whether a sentence looks back or ahead at the place where a date stands."""

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from pipelines.german.text import Span

Tense = Literal["past", "future"]


class _Cue(NamedTuple):
    tense: Tense
    weight: float


def _read_lexicon() -> dict[str, frozenset[str]]:
    file = resources.files("pipelines.german") / "lexicon" / "tense.toml"
    lists: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


_LEXICON = _read_lexicon()
_WORD = re.compile(r"[^\W\d_]{2,40}")
_CLAUSE_BREAK = re.compile(r"[,;:()–]| - |[“”»]")
_PARTICIPLE = re.compile(
    r"""
      \w{0,12} ge \w{2,20} (?:t|en)        # gestiegen, eingetroffen, gemeldet
    | (?:be|ver|er|ent|zer|miss|über|unter|wider) \w{2,20} (?:t|en)  # verkündet, übergeben
    | \w{3,20} iert                        # informiert
    """,
    re.VERBOSE,
)
_SEIT = re.compile(r"\b[Ss]eit(?:\s+(?:de[mnr]|Anfang|Mitte|Ende))?\s*\Z")
_AHEAD = re.compile(
    r"\b(?:[Aa]b|[Bb]is(?:\s+(?:zum|zur|spätestens|einschließlich))?|[Ss]pätestens(?:\s+(?:am|bis))?)"
    r"(?:\s+(?:de[mn]|Anfang|Mitte|Ende))?\s*\Z"
)


def read_tense(text: str, sentence: Span, mention: Span) -> Tense | None:
    """Whether the sentence looks back or ahead at this mention; None where nothing tells.

    The nearest telling word decides, a word of the same clause before any other.

    >>> read_tense("Am 30. November hat der Kreistag getagt.", Span(0, 40), Span(3, 15))
    'past'
    >>> read_tense("Die Messe findet am 14. Januar statt.", Span(0, 37), Span(20, 30))
    'future'
    """
    before = text[max(sentence.start, mention.start - 30) : mention.start]
    if _SEIT.search(before):
        return "past"
    cue = _find_nearest_cue(text, sentence, mention)
    if _AHEAD.search(before) and (cue is None or cue.tense == "future" or cue.weight < 1):
        return "future"
    return cue.tense if cue else None


def _find_nearest_cue(text: str, sentence: Span, mention: Span) -> _Cue | None:
    """The cue that counts most; its weight has fallen with its distance."""
    best: _Cue | None = None
    perfect = participle = False
    perfect_at = mention.start
    for match in _WORD.finditer(text, sentence.start, min(sentence.end, mention.end + 300)):
        begin = match.start()
        if mention.start <= begin < mention.end:
            continue
        word = match[0]
        lower = word.lower()
        if lower in _LEXICON["perfect"]:
            if not perfect or abs(begin - mention.start) < abs(perfect_at - mention.start):
                perfect_at = begin
            perfect = True
            continue
        cue = _read_cue(word)
        if cue is None:
            participle = participle or bool(_PARTICIPLE.fullmatch(lower))
            continue
        weight = cue.weight * _weigh_distance(text, begin, mention)
        if best is None or weight > best.weight:
            best = _Cue(cue.tense, weight)
    if perfect and participle:
        weight = 2.0 * _weigh_distance(text, perfect_at, mention)
        if best is None or weight > best.weight:
            best = _Cue("past", weight)
    return best


def _weigh_distance(text: str, at: int, mention: Span) -> float:
    gap = text[mention.end : at] if at >= mention.end else text[at : mention.start]
    breaks = min(len(_CLAUSE_BREAK.findall(gap)), 3)
    return 1.0 / ((1 + breaks) * (1 + len(gap) / 60))


@lru_cache(maxsize=4096)
def _read_cue(word: str) -> _Cue | None:
    lower = word.lower()
    if lower in _LEXICON["past"]:
        return _Cue("past", 2.0)
    if lower in _LEXICON["future"]:
        return _Cue("future", 2.0)
    if word != lower:
        return None
    if lower.endswith(("te", "ten")):
        if lower in _LEXICON["no_preterite"] or _PARTICIPLE.fullmatch(lower[: lower.rindex("e")]):
            return _Cue("past", 0.5) if _may_be_preterite(lower) else None
        return _Cue("past", 2.0)
    if lower.endswith("t") and len(lower) > 3 and lower not in _LEXICON["no_present"]:
        return None if _PARTICIPLE.fullmatch(lower) else _Cue("future", 0.6)
    return None


def _may_be_preterite(word: str) -> bool:
    """`berichtete`, `verschickten`: a preterite as often as an adjective made of a participle."""
    return word not in _LEXICON["no_preterite"] and not word.startswith("ge")
