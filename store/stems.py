"""German words as the search index holds them: spelling folded, inflection cut off."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "\xad": None, "\u200b": None})
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_DIGRAPH = re.compile(r"(?<![aeq])([aou])e")
"""`ae` for `ä`; but the `ue` of `neue` and `Quelle` is none."""

_ENDINGS = ("ern", "em", "en", "er", "es", "e", "n")
_MAY_TAKE_S = frozenset("bdfghklmnrt")
SHORTEST_STEM = 3
SHORTEST_HEAD = 5
"""Letters that must stand before the last part of a compound."""


def fold_german(text: str) -> str:
    """A text as the index holds it: the stems of its words and of the last parts of compounds.

    >>> fold_german("Maßnahmen für Arbeitslose")
    'massnahm fur arbeitslos'
    >>> fold_german("die Arbeitslosenquote")
    'die arbeitslosenquot quot'
    """
    return " ".join(term for word in find_words(text) for term in _find_terms(word))


def find_words(text: str) -> list[str]:
    """The words of a text in lower case, umlauts as their plain letters however they are spelt.

    >>> find_words("Ämter, Aemter und AMTER")
    ['amter', 'amter', 'und', 'amter']
    """
    folded = unicodedata.normalize("NFKC", text).lower().translate(_FOLDED)
    if not folded.isascii():  # accents of other languages
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return [_DIGRAPH.sub(r"\1", word) for word in _WORD.findall(folded)]


@lru_cache(maxsize=65536)
def _find_terms(word: str) -> tuple[str, ...]:
    """What a folded word is indexed as."""
    stem = find_stem(word)
    part = _find_last_part(stem)
    return (stem,) if part is None else (stem, part)


def find_stem(word: str) -> str:
    """A folded word without its inflection; both sides are cut alike, so it need not be a word.

    >>> [find_stem(word) for word in ("hauser", "haus", "jobcenters", "jobcentern", "amter")]
    ['haus', 'haus', 'jobcent', 'jobcent', 'amt']
    """
    if word.isdigit():
        return word
    stem = word
    if stem.endswith("s") and len(stem) > SHORTEST_STEM + 1 and stem[-2] in _MAY_TAKE_S:
        stem = stem[:-1]
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= SHORTEST_STEM:
            stem = stem[: -len(ending)]
            break
    # Ergebnis, Ergebnisse
    return stem[:-1] if stem.endswith("ss") and len(stem) > SHORTEST_STEM + 1 else stem


def _find_last_part(stem: str) -> str | None:
    """The last part of a compound: `quot` of `arbeitslosenquot`."""
    for length in range(len(stem) - SHORTEST_HEAD, SHORTEST_STEM, -1):
        part = stem[-length:]
        if part in _last_parts():
            return part
    return None


@lru_cache(maxsize=1)
def _last_parts() -> frozenset[str]:
    lists = tomllib.loads((files("store") / "stems.toml").read_text(encoding="utf-8"))
    return frozenset(find_stem(word) for text in lists["last_parts"] for word in find_words(text))
