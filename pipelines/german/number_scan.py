"""One scan for the numbers of a text: clusters of digits, words, and what makes them more."""

import re
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from pipelines.german.number_digits import Number, NumberKind, glue, scan_digits
from pipelines.german.number_words import (
    FRACTIONS,
    ONES,
    ORDINALS,
    SCALES,
    TEENS,
    TENS,
    WHOLE,
    NumberWord,
    any_case_of,
    any_of,
    divide,
    read_word,
)
from pipelines.german.words import WordTable

_HEADS = sorted({*ONES, *TEENS, *TENS, *WHOLE, "hundert", "tausend", "dutzend"}, key=len)
_MORPHEMES = [word for word in _HEADS if not any(word != w and word.startswith(w) for w in _HEADS)]
_FRACTION_NOUNS = [word for word in FRACTIONS if read_word(word)]
_SAID = re.compile(any_case_of([*_MORPHEMES, *_FRACTION_NOUNS]))
_EVERY = re.compile(r"[jJ]ede[rsnm]?(?:[/*:]r)?\s+(?P<every>\d{1,3}(?:\.(?=\s)|(?!\w))|[^\W\d]\w*)")


class _Said(NamedTuple):
    """The number that a word of so many letters says; None where the next one says it (`jeder`)."""

    letters: int
    number: NumberWord | None


def _judge(word: str) -> _Said | None:
    if _SAID.match(word):
        read = read_word(word)
        return _Said(len(word), read) if read and read.kind != "dozen" else None
    return _Said(len(word), None) if word.startswith(("jede", "Jede")) else None


_WORDS = WordTable(_judge)
# It begins with a class of characters, by which the scan skips all others.
_CLUSTERS = re.compile(
    r"""
    [\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜] (?<!\w.)
    (?: (?<=\D) | \d{0,8}[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜]
      | \d*
        (?: [.,:/'’]\d+              # 1.234  1,5  14:30  2/3
          | [^\S\n]\d{3}(?!\d)      # 10 479, with any kind of space
          | \.[\n\v][ ]*\d{3}(?!\d) # 3.⏎304, broken over lines
        )*
    )
    """,
    re.VERBOSE,
)
_VULGAR = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.3333",
    "⅔": "0.6667",
    "⅕": "0.2",
    "⅖": "0.4",
    "⅗": "0.6",
    "⅘": "0.8",
    "⅙": "0.1667",
    "⅛": "0.125",
    "⅜": "0.375",
}


ABOUT = r"(?:rund|etwa|knapp|gut|fast|circa|ca\.)"
"""Words before a number inside a range: `zwischen rund 10 und knapp 20`."""
RANGE = re.compile(
    rf"""
    (?P<unit> \s?(?:%|€|Prozent|Euro|Jahren?) )?
    (?: -?\s+bis\s+(?:(?:zu|unter|maximal|höchstens|{ABOUT})\s+)?
      | \s?[–—]\s?
      | -
      | \s-\s
      | (?P<und> \s+und\s+(?:{ABOUT}\s+)? )
    )
    """,
    re.VERBOSE,
)
_AFTER_ARTICLE = re.compile(
    rf"""
    \s+
    (?:(?:(?P<about> gut | knapp ) | glatt | rund | ganz | satt | stolz | voll)e[nmrs]?\s+)?
    (?:(?P<half> halbe[nmrs]? )\s+)?
    (?: (?P<dozen> [Dd]utzend )
      | (?P<scale> {any_of(SCALES)} )\.?
      | (?P<fraction> {any_of([w.capitalize() for w in FRACTIONS])} )[ns]?
      | (?P<measure> Prozent(?:punkt)?\w* | % | Euro | Cent | € )
      | (?P<noun> [A-ZÄÖÜ] )
    ) (?:(?<=[A-ZÄÖÜ])|(?!\w))
    """,
    re.VERBOSE,
)
_SHORT_SCALES = frozenset({"Tsd", "Mio", "Mill", "Mrd"})
_FRACTION_AFTER = re.compile(rf"\s+(?P<noun>(?:{any_case_of(FRACTIONS)}))[ns]?(?!\w)")
_DOZEN_AFTER = re.compile(r"\s+[Dd]utzend(?!\w)")
_VAGUE_BEFORE = re.compile(r"\b(?:paar|[Mm]ehrere[nr]?|[Ee]inige[nr]?|[Vv]iele[nr]?)\s+$")
_HALF_BEFORE = re.compile(r"(?:(?<!\w)(?:[Dd]ie|[Dd]er|[Ee]iner?)\s+)$")
# „etwa ein Praktikum" means for instance; only before a measure is it about one
_ABOUT_ONE = re.compile(
    r"(?<!\w)(?:rund|gut|knapp|ungefähr|annähernd|ca\.|circa)\s+$", re.IGNORECASE
)
_BOUND_ONE = re.compile(
    r"(?<!\w)(?:mehr\sals|weniger\sals|mindestens|höchstens|maximal|länger\sals|über|unter|bis\szu"
    r"|etwa|fast|nahezu|keine)\s+$",
    re.IGNORECASE,
)
_MEASURED_ONE = re.compile(
    r"\s+(?:Jahr|Monat|Woche|Tag|Stunde|Minute|Kilometer|Meter|Hektar|Tonne)(?:e[sn]?|en|n|s)?(?!\w)"
)


def _read_every(text: str, start: int) -> Number | None:
    """`jeder zweite`, `jedes 3.`: of how many it is one."""
    match = _EVERY.match(text, start)
    if match is None:
        return None
    word = match["every"].lower()
    if word[0].isdecimal():
        below = int(word.rstrip("."))
        if below < 2:
            return None
    else:
        stem = re.sub(r"(?<=t)(?:e[nmrs]?)$", "", word)
        if stem not in ORDINALS or stem == word:
            return None
        below = ORDINALS[stem]
    return Number(start, match.end(), divide(1, below), kind="every")


def _read_article(text: str, number: Number) -> Number | None:
    """`ein` with what follows: `ein Prozent`, `eine halbe Million`, `ein gutes Drittel`."""
    match = _AFTER_ARTICLE.match(text, number.end)
    if match:
        value = Decimal("0.5") if match["half"] else Decimal(1)
        about = bool(match["about"])
        if match["dozen"]:
            return number._replace(end=match.end(), value=12 * value, kind="word", about=about)
        if match["scale"]:
            scale = SCALES[match["scale"]]
            stop = match["scale"] not in _SHORT_SCALES and text[match.end() - 1] == "."
            return number._replace(
                end=match.end() - stop, value=value * scale, kind="word", scale=scale, about=about
            )
        if match["fraction"]:
            below = FRACTIONS[match["fraction"].lower()]
            return number._replace(
                end=match.end(), value=divide(1, below), kind="fraction", about=about
            )
        if match["half"]:
            return number._replace(end=match.end("half"), value=value, kind="word", about=about)
        if match["measure"]:
            return number._replace(kind="word")
    before = text[max(0, number.start - 14) : number.start]
    if match and _ABOUT_ONE.search(before):
        return number._replace(kind="word")
    if _BOUND_ONE.search(before) and _MEASURED_ONE.match(text, number.end):
        return number._replace(kind="word")
    range_ = RANGE.match(text, number.end)
    # „ein bis zu neunmonatiger Kurs": an article before a bound
    return number if range_ and not range_["und"] and " zu" not in range_[0] else None


def _read_fraction(text: str, number: Number) -> Number | None:
    """`die Hälfte` with its article; a `Viertel` without one is a part of the town."""
    before = text[max(0, number.start - 12) : number.start]
    article = _HALF_BEFORE.search(before)
    half = number.value == Decimal("0.5")
    if half and (article or not before[-1:].isspace() or _takes_bare_half(before)):
        return number._replace(start=number.start - len(article[0]) if article else number.start)
    return number if text[number.start : number.start + 4] == "Drei" else None


def _takes_bare_half(before: str) -> bool:
    """`zur Hälfte`, `rund Hälfte`; not `erste Hälfte`, `zweiten Hälfte`."""
    last = before.split()[-1:] or [""]
    return last[0] in {"zur", "rund", "gut", "etwa", "knapp", "fast"}


def scan_numbers(text: str) -> list[Number]:
    """Each number or code on its own, in order, none inside another.

    >>> [(n.start, n.end, n.kind) for n in scan_numbers("zwei von 10 479, 14:30 Uhr")]
    [(0, 4, 'word'), (9, 15, 'digits'), (17, 22, 'code')]
    """
    places: list[tuple[int, int | _Said]] = [match.span() for match in _CLUSTERS.finditer(text)]
    places += _WORDS.find(text)
    places.sort(key=itemgetter(0))
    found: list[Number] = []
    done = 0
    for start, what in places:
        if start < done:
            continue
        if isinstance(what, int):
            found += _scan_cluster(text, start, what)
        else:
            number = _scan_word(text, start, what)
            if number is None:
                continue
            found.append(number)
        done = found[-1].end if found else 0
    return found


def _scan_cluster(text: str, start: int, end: int) -> list[Number]:
    if text[end - 1] in _VULGAR:
        whole, part = text[start : end - 1], Decimal(_VULGAR[text[end - 1]])
        kind: NumberKind = "digits" if whole else "fraction"
        return [Number(start, end, Decimal(whole or 0) + part, kind=kind)]
    found = []
    for number in scan_digits(text, start, end):
        glued = number if number.kind == "code" else glue(text, number)
        if glued:
            spaced = text[glued.end : glued.end + 1].isspace()
            fraction = _FRACTION_AFTER.match(text, glued.end) if spaced else None
            found.append(_count_fractions(glued, fraction) if fraction else glued)
    return found


def _scan_word(text: str, start: int, said: _Said) -> Number | None:
    read, end = said.number, start + said.letters
    if read is None:
        return _read_every(text, start)
    number = Number(start, end, read.value, kind=read.kind, tail=read.tail)
    following = text[end : end + 1]
    if read.kind == "article" and not (following == "-" and text[end + 1 : end + 2] == " "):
        return _read_article(text, number)
    if read.kind == "fraction":
        return _read_fraction(text, number)
    if following == "-":
        return glue(text, number)
    before = text[start - 1] if start else " "
    if before == "-":  # Haus-acht
        return None
    if _VAGUE_BEFORE.search(text, max(0, start - 12), start):
        return None
    fraction = _FRACTION_AFTER.match(text, end)
    if fraction:
        return _count_fractions(number, fraction)
    dozen = _DOZEN_AFTER.match(text, end)
    return number._replace(end=dozen.end(), value=12 * number.value) if dozen else number


def _count_fractions(number: Number, noun: re.Match[str]) -> Number:
    below = FRACTIONS[noun["noun"].lower()]
    return number._replace(end=noun.end(), value=divide(number.value, below), kind="fraction")
