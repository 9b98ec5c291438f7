"""Whether a sentence looks back or ahead at the place where a date stands."""

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from pipelines.german.text import Span

Tense = Literal["past", "present", "future"]


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
_SINCE = re.compile(r"\b[Ss]eit(?:\s+(?:de[mnr]|Anfang|Mitte|Ende)){0,2}\s*\Z")
_COMPARED = re.compile(
    r"""
    \b(?: [Gg]egenüber | (?:[Ii]m|[Zz]um)\s[Vv]ergleich\s(?:zu[mr]?|mit) | [Vv]erglichen\smit | als(?:\snoch)?\s(?:im|am)
        | [Ww]ie\s(?:bereits|schon)(?:\s(?:am|im))?
        | [Ii]m\s[Vv]erhältnis\szu[mr]? | [Vv]ersus | vs\. )
    (?:\s+(?:de[mnr]|Anfang|Mitte|Ende)){0,2}\s*\Z
    """,
    re.VERBOSE,
)
_UNTIL = re.compile(
    r"""
    \b(?: [Aa]b | [Bb]is(?:\s+(?:zum|zur|spätestens|einschließlich)){0,2}
        | [Ss]pätestens(?:\s+(?:am|bis(?:\s+zum)?))? )
    (?:\s+(?:de[mn]|Anfang|Mitte|Ende))?\s*\Z
    """,
    re.VERBOSE,
)
_ALONE = re.compile(r"(?:an|auf|aus|ein|ab|zu|vor|nach|mit|bei|um|los|teil|fest|statt|fort)?ge[a-zäöüß]{3,20}(?:t|en)")
_ON = re.compile(r"\b(?:[Zz]um|[Aa]m|[Vv]om)\s*\Z")
_NEXT_WORD = re.compile(r"[ ,]{1,3}([^\W\d_]+)")
_WORD_AND_PREPOSITION = re.compile(r"([^\W\d_]+)(?:\s+sich)?\s+(?:am|im|vom|zum|in|bis|ab)(?:\s+de[mnr])?\s*\Z")
_OPENING = re.compile(r"[„\"»]?(?:(?:Am|Im|Vom|Zum|In|Ab|Bis|Zur)\s+(?:de[nmr]\s+)?)?")
_REACH = 260
"""A verb further away than so many characters belongs to something else."""


def read_tense(text: str, sentence: Span, mention: Span) -> Tense | None:
    """Whether the sentence looks back or ahead at this mention; None where nothing tells.

    The nearest telling word decides, a word of the same clause before any other. `seit` looks
    back, `ab` and `bis` look ahead where no verb of the past stands against it.

    >>> read_tense("Am 30. November hat der Kreistag getagt.", Span(0, 40), Span(3, 15))
    'past'
    >>> read_tense("Die Messe findet am 14. Januar statt.", Span(0, 37), Span(20, 30))
    'future'
    """
    before = text[max(sentence.start, mention.start - 40) : mention.start]
    if _SINCE.search(before) or _COMPARED.search(before):
        return "past"
    tense = _find_nearest_cue(text, sentence, mention) or _read_neighbours(text, sentence, mention)
    if tense != "past" and _UNTIL.search(before):
        return "future"
    if tense == "present" and _ON.search(before):
        return "future"
    return tense


def _read_neighbours(text: str, sentence: Span, mention: Span) -> Tense | None:
    """What no list of verbs tells: the finite verb stands second, a lone participle looks back.

    `Am Donnerstag informiert das Jobcenter`, `Das Jobcenter informiert am Donnerstag`, but
    `Im Mai neu eröffnet`.
    """
    behind = _NEXT_WORD.match(text, mention.end, sentence.end)
    before = _WORD_AND_PREPOSITION.search(text, max(sentence.start, mention.start - 40), mention.start)
    opens = _OPENING.fullmatch(text, sentence.start, mention.start)
    for match in (behind if opens else None, before):
        word = match[1] if match else ""
        if word.islower() and word.endswith("t") and len(word) > 3:
            return None if word in _LEXICON["no_present"] else "present"
    words = (match[0] for match in _WORD.finditer(text, sentence.start, sentence.end))
    return "past" if any(_ALONE.fullmatch(word) for word in words) else None


def _find_nearest_cue(text: str, sentence: Span, mention: Span) -> Tense | None:
    best = _Cue("present", 0.0)
    perfect: tuple[float, int, str] | None = None
    passive = 0.0
    modal = planned = False
    participles: list[int] = []
    begin = max(sentence.start, mention.start - _REACH)
    previous = ""
    for match in _WORD.finditer(text, begin, min(sentence.end, mention.end + _REACH)):
        word, at = match[0], match.start()
        follows, previous = previous, word
        if mention.start <= at < mention.end:
            continue
        lower = word.lower()
        if lower in _LEXICON["perfect"]:
            perfect = max(perfect or (0.0, 0, ""), (_weigh(text, at, mention), at, lower))
            continue
        if lower == "werden":
            passive = max(passive, _weigh(text, at, mention))
            continue
        modal = modal or lower in _LEXICON["past_modal"]
        planned = planned or lower in _LEXICON["planned"]
        cue = _read_cue(word)
        if cue is None:
            if _is_participle(lower):
                participles.append(at)
            continue
        if cue.tense == "past":
            participles.append(at)
        if cue.weight < 1 and follows.lower() in _LEXICON["before_adjective"]:
            continue
        weight = (2.0 if cue.weight < 1 else cue.weight) * _weigh(text, at, mention)
        if weight > best.weight:
            best = _Cue(cue.tense, weight)
    if passive and not modal and 2 * passive > best.weight:
        best = _Cue("future", 2 * passive)
    if perfect and 2 * perfect[0] > best.weight:
        tense: Tense = "present"
        if planned:
            tense = "future"
        elif any(_belongs(text, perfect, at) for at in participles):
            tense = "past"
        best = _Cue(tense, 2 * perfect[0])
    return best.tense if best.weight else None


def _belongs(text: str, perfect: tuple[float, int, str], participle: int) -> bool:
    """Whether the participle goes with the auxiliary: `ist` wants it in its own clause."""
    _, at, auxiliary = perfect
    if auxiliary in {"hat", "haben", "habe"}:
        return True
    return _CLAUSE_BREAK.search(text, min(at, participle), max(at, participle)) is None


def _weigh(text: str, at: int, mention: Span) -> float:
    """How much a word counts: less with each clause and with the distance between."""
    gap = text[mention.end : at] if at >= mention.end else text[at : mention.start]
    breaks = min(len(_CLAUSE_BREAK.findall(gap)), 3)
    return 1.0 / ((1 + breaks) * (1 + len(gap) / 60))


def _is_participle(word: str) -> bool:
    return _PARTICIPLE.fullmatch(word) is not None or word in _LEXICON["participle"]


@lru_cache(maxsize=4096)
def _read_cue(word: str) -> _Cue | None:
    """A weight below 1 marks a preterite that may be an adjective (`die erreichten Ziele`)."""
    lower = word.lower()
    if lower in _LEXICON["past"] or lower in _LEXICON["past_modal"]:
        return _Cue("past", 2.0)
    if lower in _LEXICON["future"]:
        return _Cue("future", 2.0)
    if word != lower or not lower.endswith(("te", "ten")) or lower in _LEXICON["no_preterite"]:
        return None
    return _Cue("past", 0.5 if _is_participle(lower[: lower.rindex("e")]) else 2.0)
