"""Words that point to a time without naming it: `derzeit`, `damals`, `ein Jahr später`."""

import re
from collections.abc import Iterator, Sequence

from pipelines.german.beginnings import first_words
from pipelines.german.text import Span
from pipelines.german.words import WordTable
from pipelines.statistics.eras import Era
from pipelines.statistics.moments import Moment
from pipelines.statistics.replaced import stands_instead
from pipelines.statistics.timeline import BREAK
from pipelines.statistics.times import step_back

_POINTERS = {
    "today": r"""[Dd]erzeit | [Aa]ktuell | [Zz]urzeit | [Zz]ur\sZeit | [Mm]omentan
        | [Gg]egenwärtig | [Ii]nzwischen | [Mm]ittlerweile""",
    "now": r"[Jj]etzt | [Nn]un(?:mehr)?",
    "until": r"[Bb]isher | [Bb]islang",
    "span": r"""[Ii]n\s(?:den|diesen)\s(?:vergangenen|letzten|ersten|zurückliegenden)\s(?:\w+\s)?
            (?:Jahren|Jahrzehnten)
        | [Ii]n\s(?:(?:den|diesen|all\sden|jenen)\s)?\w+\s(?:Jahren|Jahrzehnten)
        | [Bb]ei\sder\s(?:letzten|vorigen|vorherigen|vorangegangenen|ersten)\s
            (?:Befragung|Umfrage|Erhebung|Messung|Zählung|Untersuchung|Prüfung)
        | [Vv]or\s(?:der|dem)\s(?:Pandemie|Corona-\w+|Krise|Krieg|Umbau|Reform)""",
    "year": r"""[Ii]m\s(?:Jahresdurchschnitt|Jahresmittel|Durchschnitt\sdes\sJahres|Gesamtjahr)
        | [Üü]ber\sdas\s(?:gesamte|ganze)\sJahr | [Aa]ufs\s(?:ganze\s)?Jahr\s(?:gesehen|gerechnet)
        | [Ii]m\s(?:ganzen|gesamten)\sJahr""",
    "stretch": r"[Ii]n\sden\s(?:vergangenen|letzten|ersten|zurückliegenden)\s\w+\sMonaten",
    "begin": r"""[Ss]eit\s(?:de[mr]\s|sein\w+\s|ihr\w+\s|unser\w+\s)?
            (?:[A-ZÄÖÜ]\w+)?(?:[Gg]ründung|[Bb]estehen|[Ss]tart|[Bb]eginn|[Ee]inführung|[Ee]röffnung)s?""",
    "earlier": r"[Ee]in\sJahr\s(?:vorher|früher)",
    "since": r"[Ss]eitdem | [Ss]either",
    "then": r"""[Dd]amals | [Ss]einerzeit
        | [Ii][mn]\s(?:gleichen|selben|diesem|demselben|derselben|dieser|jenem)\s
            (?:Zeitraum|Zeit|Zeitspanne|Zeitfenster)(?!\s(?:de[rs]|im|wie|von|vor)\s)
        | [Zz]u[mr]?\s(?:gleichen|selben|diesem|demselben|jenem)\s
            (?:Zeitpunkt|Stichtag)(?!\s(?:de[rs]|im|wie|von|vor)\s)""",
    "later": r"[Ee]in\sJahr\s(?:später|danach|darauf) | [Ii]m\s(?:Folgejahr|Jahr\sdarauf)",
}
_POINTER = re.compile(
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _POINTERS.items())})(?!\w)",
    re.VERBOSE,
)
_FIRST_WORD = re.compile("|".join(map(first_words, _POINTERS.values())), re.VERBOSE)
_WORDS = WordTable(lambda word: True if _FIRST_WORD.fullmatch(word) else None)
_SAME_TIME = re.compile(r"(?:[Ii][mn]|[Zz]u[mr]?)\s")
_DIGIT = re.compile(r"\d")
_RELATIVE_BEFORE = re.compile(r",\s(?:der|die|das)\s[^,;:.()\d]{0,60}$")
_RELATIVE_BEHIND = re.compile(r"[^,;:.()\d]{0,90},\s[a-zäöü]")
_VALUELESS = ("today", "now", "until", "span", "stretch", "begin", "year")
_REACHED = re.compile(r"(?<!\w)(?:auf|als|bis|wie)\s$")
"""`sank auf nun 4.191`: that is where a statistic stands; `mehr als bisher` compares."""


def add_pointers(text: str, sentence: Span, moments: Sequence[Moment], era: Era) -> list[Moment]:
    """The moments of a sentence with those that its pointers mean, in order.

    `derzeit` has an empty value: what it means depends on the announcement.
    """
    found = list(moments)
    for match in _find_words(text, sentence):
        if match["year"] and any(m.start <= match.end() + 1 <= m.end for m in moments):
            continue  # „im Gesamtjahr 2019", „im Jahresmittel 2019" name their year
        if match["then"] and any(
            match.start() < m.end and m.start <= match.end() + 1 for m in moments
        ):
            continue  # „im gleichen Zeitraum 2021"
        if _REACHED.search(text, max(sentence.start, match.start() - 5), match.start()):
            continue
        before = [m for m in found if m.end <= match.start() and m.value]
        moment = _read_pointer(text, match, before[-1] if before else None, era, moments)
        if moment is None:
            continue
        if moment.value:  # a date that is read there counts from elsewhere
            found = [m for m in found if m.end <= moment.start or moment.end <= m.start]
        found.append(moment)
    return sorted(found)


def _find_words(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """The words of a sentence that point to a time."""
    end = sentence.start
    for at, _ in _WORDS.find_between(text, *sentence):
        match = _POINTER.match(text, at, sentence.end) if at >= end else None
        if match:
            end = match.end()
            yield match


def _read_pointer(
    text: str,
    match: re.Match[str],
    before: Moment | None,
    era: Era,
    moments: Sequence[Moment],
) -> Moment | None:
    """What a pointer means: the date before it, a year from there, or what only the report says."""
    start, end = match.span()
    pointer = next((name for name in _VALUELESS if match[name]), "then")
    of_years = before is not None and (before.value.isdigit() or "/" in before.value)
    if pointer == "year" and of_years:
        return None  # „In den Jahren 2015 bis 2019 … im Jahresmittel": of those years
    if pointer == "until" and before and before.closing:
        return None  # „Bis Ende Mai kamen 43; bewilligt wurden bislang 21"
    if pointer != "then":
        beside = before and (not BREAK.search(text, before.end, start) or _is_inserted(text, match))
        if beside and not stands_instead(text, 0, start):
            return None  # „Seit Mai sind inzwischen 40 gekommen"
        if pointer == "now" and _names_it(text, end, moments):
            return None  # „wird nun mit den Zahlungen dieses Jahres verrechnet"
        if pointer == "until" and era.begun:
            return Moment(start, end, era.begun, lasting=True, pointer="since")
        return Moment(start, end, "", pointer=pointer)
    if before and match["then"]:
        return before._replace(start=start, end=end, compared=False, pointer=pointer)
    last = before.value if before else era.last
    if before is None and _SAME_TIME.match(match[0]):
        last = era.whole or last  # „1.402, das sind 90 weniger als 2019. Im gleichen Zeitraum …"
    if match["since"]:
        return Moment(start, end, last, lasting=True, pointer="since") if last else None
    years = -1 if match["later"] else 1 if match["earlier"] else 0
    value = step_back(last, years=years) if last and years else last
    return Moment(start, end, value, pointer=pointer) if value else None


def _is_inserted(text: str, match: re.Match[str]) -> bool:
    """`der Plan 2025, der derzeit beraten wird, sieht`: it is said by the way."""
    start = match.start()
    led = _RELATIVE_BEFORE.search(text, max(0, start - 70), start)
    return led is not None and _RELATIVE_BEHIND.match(text, match.end()) is not None


def _names_it(text: str, end: int, moments: Sequence[Moment]) -> bool:
    """A date behind the pointer, in its clause and before any number, says what it means."""
    behind = next((m for m in moments if m.start >= end), None)
    if behind is None or not behind.value or behind.compared or behind.ago:
        return False
    gap = text[end : behind.start]
    return not BREAK.search(gap) and _DIGIT.search(gap) is None
