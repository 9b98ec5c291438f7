"""What a number counts: the measure or noun behind it, with its adjectives, and its unit."""

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipelines.german.number_words import any_of

_LEXICON = tomllib.loads(
    (files("pipelines.german") / "lexicon" / "units.toml").read_text(encoding="utf-8")
)
MEASURES: dict[str, str] = _LEXICON["measures"]
FACTORS = {word: Decimal(str(factor)) for word, factor in _LEXICON["factors"].items()}
_NOUNS: dict[str, str] = {noun.lower(): unit for noun, unit in _LEXICON["nouns"].items()}
_ENDINGS: dict[str, str] = _LEXICON["endings"]
_NO_ADJECTIVE = frozenset(_LEXICON["between"]["words"])
_INFLECTIONS = ("", "n", "en", "s", "es", "e", "er", "ern", "se", "sen", "ses")

UNITS = frozenset(
    {*MEASURES.values(), *_NOUNS.values(), *_ENDINGS.values(), "fraction", "count", "minute"}
)


class Counted(NamedTuple):
    """What stands behind a number: `text[start:end]` are adjectives and noun, or the measure."""

    start: int
    end: int
    unit: str
    noun: str
    """The noun without soft hyphens and line breaks; of a measure its symbol."""
    known: bool = True
    """False where no line of units.toml names the noun (the unit is then `count`)."""
    factor: Decimal | None = None


_WORD = r"[\w\u00ad]+(?:-\n[ ]*[a-zäöüß][\w\u00ad]*)?"
_COUNTED = re.compile(
    rf"""
    (?P<gap> [^\S\n]*(?:\n[ ]*)?[\u00ad]* )
    (?: (?P<measure> (?:{any_of(MEASURES)}) (?!\w) )
      | (?P<adjectives>
          (?: [a-zäöüß][\w\u00ad-]*(?:e|en|er|es|em),? \s{{1,2}} (?:und\s)? ){{0,3}}
        )
        (?P<noun> [A-ZÄÖÜ]{_WORD} (?: [-/*:_’'+]{{1,2}} {_WORD} ){{0,3}} )
        (?: [ \n] (?P<second> [A-ZÄÖÜ]{_WORD} (?: [-/*:_]{{1,2}} {_WORD} )? ) )?
    )
    """,
    re.VERBOSE,
)
_PAIR = re.compile(rf"\s(?:und|oder|bzw\.|/)\s(?P<noun>[A-ZÄÖÜ]{_WORD})")
_FOLD = re.compile(r"\u00ad|-?\n[ ]*(?=[a-zäöüß])|\n")


_PREFIXES = frozenset({"SGB", "Hartz", "ALG", "Alg"})
"""`SGB II-Empfänger`: the first word of a compound that is written apart."""
_WRAPPED = 36
_REMOTE = re.compile(
    r"""[ ](?:im|in|bei|beim|aus|von|vom|am|an|zu|zur|zum|mit|für|auf|durch|nach|neu|bislang
            |bisher|aktuell)[ ]
    (?:[\w.-]+[ ]){0,4}?
    [a-zäöüß]+(?:te|ten|ter|ene|enen|ener|nde|nden|nder)[ ](?:[a-zäöüß]+en?[ ])?
    (?P<noun>[A-ZÄÖÜ][\w\u00ad-]+)""",
    re.VERBOSE,
)
_OF_THEM = re.compile(
    r"[ ](?:der|dieser|unserer|aller|seiner|ihrer)[ ](?:[a-zäöüß]+en[ ]|[a-zäöüß]+er[ ]){0,2}"
    r"(?P<noun>[A-ZÄÖÜ][\w\u00ad-]+)"
)


def find_remote_unit(text: str, end: int) -> str | None:
    """The unit of a noun that stands apart: `318 im Mai gemeldete Stellen`, `58 der Befragten`.

    >>> find_remote_unit("318 im Mai gemeldete Stellen", 3), find_remote_unit("318 im Mai", 3)
    ('job', None)
    """
    match = _REMOTE.match(text, end) or _OF_THEM.match(text, end)
    return read_noun(fold_word(match["noun"])) if match else None


def fold_word(word: str) -> str:
    r"""A word without soft hyphens and the hyphen of a line's end.

    >>> fold_word("Bedarfsge-\nmeinschaften")
    'Bedarfsgemeinschaften'
    """
    return _FOLD.sub("", word) if "\u00ad" in word or "\n" in word else word


@lru_cache(maxsize=8192)
def read_noun(noun: str) -> str | None:
    """The unit that a noun counts, or None where units.toml has no line for it.

    >>> read_noun("Bedarfsgemeinschaften"), read_noun("Kundinnen"), read_noun("Rentner-Haushalte")
    ('household', 'person', 'household')
    >>> read_noun("Beratungsstellen"), read_noun("Ausbildungsplätzen"), read_noun("Bienenstöcke")
    ('count', 'place', None)
    """
    for part in (noun, noun.replace("-", ""), re.split(r"[-/*:_]+", noun)[-1]):
        word = part.lower()[-40:]
        for begin in range(max(1, len(word) - 3)):
            head = word[begin:]
            if head in _ENDINGS:
                return _ENDINGS[head]
            for ending in _INFLECTIONS:
                if head.endswith(ending):
                    unit = _NOUNS.get(head[: len(head) - len(ending)])
                    if unit:
                        return unit
    return None


def find_counted(text: str, end: int) -> Counted | None:  # noqa: C901, PLR0911  # each return is a rule
    """What stands right behind a number that ends at `end`, or None where no noun does.

    >>> find_counted("318 neue Stellen", 3)
    Counted(start=4, end=16, unit='job', noun='Stellen', known=True, factor=None)
    >>> find_counted("553 wurden gestellt", 3)
    """
    match = _COUNTED.match(text, end)
    if not match:
        return None
    if match["measure"]:
        symbol = match["measure"]
        return Counted(
            match.start("measure"),
            match.end("measure"),
            MEASURES[symbol],
            symbol,
            factor=FACTORS.get(symbol),
        )
    if not match["gap"]:
        return None
    adjectives = match["adjectives"]
    if adjectives and not _NO_ADJECTIVE.isdisjoint(adjectives.replace(",", "").split()):
        return None
    noun, stop = fold_word(match["noun"]), match.end("noun")
    unit = read_noun(noun)
    if (
        unit is None
        and match["second"]
        and (noun.endswith(("e", "en", "er", "es")) or noun in _PREFIXES)
    ):
        second = fold_word(match["second"])  # „Kommunale Jobcenter", „Wiesbadener Kinder"
        read = read_noun(second)
        if read:
            noun, stop, unit = second, match.end("second"), read
    if not adjectives and _heads_next(text, end, stop, known=unit is not None):
        return None
    if unit is None and adjectives.rstrip().endswith("en"):
        return None  # „212 fanden Arbeit": a verb, not an adjective
    if "\n" in match["gap"] and (unit is None or _labels_line(text, end, stop)):
        return None
    if unit == "person":
        pair = _PAIR.match(text, stop)
        if pair and read_noun(fold_word(pair["noun"])) == "person":
            stop = pair.end()
    start = match.start("adjectives") if adjectives else match.start("noun")
    return Counted(start, stop, unit or "count", noun, unit is not None, FACTORS.get(noun))


_NEXT_NUMBER = re.compile(r"[ ]?[:(]?[ ]\(?\d")
_LABEL_BEFORE = re.compile(r"[A-ZÄÖÜ][\w-]+[ ]\(?[\d.,]+$")


def _heads_next(text: str, end: int, stop: int, *, known: bool) -> bool:
    """The noun is the next number's: `Alsfeld 412 Lauterbach 380`, `Männer 12 Frauen 10`."""
    if not _NEXT_NUMBER.match(text, stop):
        return False
    return not known or _LABEL_BEFORE.search(text, max(0, end - 40), end) is not None


def _labels_line(text: str, end: int, stop: int) -> bool:
    """The noun on the next line begins an entry of its own: `498⏎Teilnehmende: 874`."""
    line_end = text.find("\n", stop)
    line = text[stop : line_end if line_end >= 0 else len(text)]
    before = text[text.rfind("\n", 0, end) + 1 : end]
    if len(before) < _WRAPPED:
        return True  # a row: a wrapped line is longer
    return ":" in line[:60] or ":" in before or "|" in before or before[:1] in "-–•*"
