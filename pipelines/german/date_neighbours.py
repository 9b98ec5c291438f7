"""Readers of neighbouring and of same times: `Vormonat`, `gleichen Tag des Vorjahres`."""

import re
from typing import NamedTuple

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Anchor, Expression, RelativeYear, Unit, Year
from pipelines.german.date_patterns import (
    ADJECTIVE,
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    find_word_before,
    is_short_month,
    normalize_words,
    read_adjective,
    read_month_name,
    read_year_suffix,
)
from pipelines.german.date_placed import UNITS


class _Neighbour(NamedTuple):
    unit: Unit
    by: int
    anchor: Anchor


NEIGHBOURS = {
    "vormonat": _Neighbour("month", -1, "reported"),
    "vorvormonat": _Neighbour("month", -2, "reported"),
    "vm": _Neighbour("month", -1, "reported"),
    "vj": _Neighbour("year", -1, "reported"),
    "vjm": _Neighbour("month", -12, "reported"),
    "vorjahr": _Neighbour("year", -1, "reported"),
    "vorvorjahr": _Neighbour("year", -2, "reported"),
    "vorjahresmonat": _Neighbour("month", -12, "reported"),
    "vergleichsmonat": _Neighbour("month", -12, "reported"),
    "vorjahresvergleichsmonat": _Neighbour("month", -12, "reported"),
    "vorquartal": _Neighbour("quarter", -1, "reported"),
    "vorhalbjahr": _Neighbour("half", -1, "reported"),
    "vorwoche": _Neighbour("week", -1, "published"),
    "vortag": _Neighbour("day", -1, "mentioned"),
    "berichtsmonat": _Neighbour("month", 0, "reported"),
    "berichtsjahr": _Neighbour("year", 0, "reported"),
    "berichtsquartal": _Neighbour("quarter", 0, "reported"),
    "gesamtjahr": _Neighbour("year", 0, "reported"),
    "folgejahr": _Neighbour("year", 1, "mentioned"),
    "folgemonat": _Neighbour("month", 1, "mentioned"),
    "folgequartal": _Neighbour("quarter", 1, "mentioned"),
    "folgewoche": _Neighbour("week", 1, "mentioned"),
    "folgetag": _Neighbour("day", 1, "mentioned"),
    "vergleichsquartal": _Neighbour("quarter", -4, "reported"),
    "vergleichsjahr": _Neighbour("year", -1, "reported"),
    "erhebungsmonat": _Neighbour("month", 0, "reported"),
    "auswertungsmonat": _Neighbour("month", 0, "reported"),
    "abrechnungsmonat": _Neighbour("month", 0, "reported"),
    "abrechnungsjahr": _Neighbour("year", 0, "mentioned"),
    "auswertungsjahr": _Neighbour("year", 0, "mentioned"),
    "bilanzjahr": _Neighbour("year", 0, "mentioned"),
    "erhebungsjahr": _Neighbour("year", 0, "mentioned"),
    "geschäftsjahr": _Neighbour("year", 0, "mentioned"),
    "haushaltsjahr": _Neighbour("year", 0, "mentioned"),
    "prüfjahr": _Neighbour("year", 0, "mentioned"),
    "prüfungsjahr": _Neighbour("year", 0, "mentioned"),
    "rechnungsjahr": _Neighbour("year", 0, "mentioned"),
    "untersuchungsjahr": _Neighbour("year", 0, "mentioned"),
    "wirtschaftsjahr": _Neighbour("year", 0, "mentioned"),
    "vorjahresquartal": _Neighbour("quarter", -4, "reported"),
    "vorjahreshalbjahr": _Neighbour("half", -2, "reported"),
}


_DEFINITE = frozenset({"im", "das", "dem", "des", "zum", "vom"})
"""Before these `Prüfungsjahr` is the one that was spoken of."""
_NEIGHBOUR = compile_pattern(
    rf"""
    (?P<noun> {lexicon.match_words(NEIGHBOURS)} ) (?: e?s | e )? {WORD_END}
    (?: {SPACE} (?P<month> {MONTH_NAME} ) {MONTH_END} (?: {YEAR_SUFFIX} )?
      | {SPACE} (?P<plain> {FULL_YEAR} ) (?: {GAP}/{GAP} (?P<second> {FULL_YEAR} | \d\d ) )?
        (?!\d|[.,]\d|[/-]\w)
      | {SPACE} (?:de[sr]|vom) {SPACE} (?P<of> {ADJECTIVE} ) {SPACE} jahres {WORD_END}
    )?
    """
)


MONTHS_OF_YEAR_BEFORE = {
    f"vorjahres{name}": number
    for name, number in lexicon.MONTHS.items()
    if not is_short_month(name)
}
_OF_YEAR_BEFORE = compile_pattern(
    rf"(?P<name> {lexicon.match_words(MONTHS_OF_YEAR_BEFORE)} ) (?:e?s)? {WORD_END}"
)


_SAME = "(?:demselben|derselben|desselben|dasselbe|dieselbe)"
_SAME_TIME = compile_pattern(
    rf"""
    (?: (?P<compound> vorjahres (?: zeitraum|zeitpunkt|vergleichszeitraum ) (?:e?s)? ) {WORD_END}
      | (?: (?P<same> (?: gleiche|selbe|nämliche|entsprechende|vergleichbare )[nmrs]? | {_SAME} )
            {SPACE} )?
        (?P<noun> (?: (?:vergleichs)?zeitraum|tag|monat|vergleichsmonat ) (?:e?s)?
                | stichtag
                | quartal(?:e?s)? | halbjahr(?:e?s)? | woche | datum | (?:{MONTH_NAME}) )
        {SPACE} (?: de[sr] {SPACE} | vom {SPACE} | i[nm] {SPACE} )?
        (?: (?P<vorjahr> vorjahre?s? )
          | (?P<adjective> {ADJECTIVE} ) {SPACE} jahre?s?
          | (?: jahre?s? {SPACE} )? (?P<year> {FULL_YEAR} ) (?!\d|[.,]\d) )
        {WORD_END}
    )
    """
)


_SAME_UNIT = compile_pattern(
    rf"""
    (?P<adjective> {lexicon.match_words(lexicon.CONTINUING)} e[nmrs]? | {_SAME} ) {SPACE}
    (?P<unit> jahr|monat|woche|tag|quartal|halbjahr ) (?:e?s)? {WORD_END}
    (?! {SPACE} (?:de[sr]|vom|wie|{FULL_YEAR}) )
    """
)


def read_month_of_year_before(text: str, position: int) -> Expression | None:
    """`Vorjahresmai`, `Vorjahresdezember`."""
    match = _OF_YEAR_BEFORE.match(text, position)
    if match is None:
        return None
    return Expression(
        kind="month",
        rule="neighbour_unit",
        start=position,
        end=match.end(),
        year=RelativeYear("reported", -1),
        month=MONTHS_OF_YEAR_BEFORE[match["name"].lower()],
    )


def read_neighbour(text: str, position: int) -> Expression | None:
    """`Vormonat`, `Vorjahresmonat`, `Vormonat Januar`, `Berichtsjahr 2020/21`, `Folgejahr`."""
    match = _NEIGHBOUR.match(text, position)
    if match is None:
        return None
    neighbour = NEIGHBOURS[match["noun"].lower()]
    told_of = neighbour.by == 0 and neighbour.anchor == "mentioned"
    if told_of and (match["plain"] or find_word_before(text, position).lower() not in _DEFINITE):
        return None  # `pro Haushaltsjahr`; `Haushaltsjahr 2020` is read as a year
    start, end = position, match.end()
    if match["month"] and neighbour.unit == "month":
        return _read_named_neighbour(match, neighbour, start)
    if match["month"]:
        end = match.end("noun")
    if match["plain"]:
        if neighbour.unit != "year":
            end = match.end("noun")
        else:
            value = match["plain"]
            if match["second"]:
                value += f"/{value[:2]}{match['second'][-2:]}"
            return Expression(
                kind="value", rule="neighbour_unit", start=start, end=end, value=value
            )
    return Expression(
        kind="shift",
        rule="neighbour_unit",
        start=start,
        end=end,
        unit=neighbour.unit,
        by=neighbour.by,
        anchor=neighbour.anchor,
    )


def _read_named_neighbour(match: re.Match[str], neighbour: _Neighbour, start: int) -> Expression:
    """`Vormonat Januar`, `Vorjahresmonat Mai`."""
    year = read_year_suffix(match)
    if year is None and neighbour.by == -12:
        year = RelativeYear("reported", -1)
    return Expression(
        kind="month",
        rule="neighbour_unit",
        start=start,
        end=match.end(),
        year=year,
        month=read_month_name(match["month"]),
    )


_SAME_UNITS: dict[str, Unit] = {
    "tag": "day",
    "stichtag": "day",
    "datum": "day",
    "monat": "month",
    "vergleichsmonat": "month",
    "quartal": "quarter",
    "halbjahr": "half",
    "woche": "week",
}


def _find_unit(noun: str) -> Unit:
    """The unit of a noun in any case; "" where it is a span of any length."""
    return next((unit for stem, unit in _SAME_UNITS.items() if noun.startswith(stem)), "")


def _means_the_same(match: re.Match[str], noun: str) -> bool:
    """`Zeitraum des Vorjahres` does without `gleichen`, `Zeitraum 2014` is no such thing."""
    if match["compound"] or match["same"] or noun.startswith("vergleichs"):
        return True
    return noun.startswith("zeitraum") and not match["year"]


def read_same_time(text: str, position: int) -> Expression | None:
    """`Vorjahreszeitraum`, `gleichen Tag des Vorjahres`, `gleichen Zeitraum 2019`."""
    match = _SAME_TIME.match(text, position)
    if match is None:
        return None
    noun = (match["noun"] or "zeitraum").lower()
    if not _means_the_same(match, noun):
        return None
    year: Year = RelativeYear("reported", -1)
    if match["adjective"]:
        year = RelativeYear("published", read_adjective(match["adjective"]))
    elif match["year"]:
        year = int(match["year"])
    return Expression(
        kind="same",
        rule="same_time",
        start=position,
        end=match.end(),
        year=year,
        unit="month" if noun in lexicon.MONTHS else _find_unit(noun),
        month=lexicon.MONTHS.get(noun, 0),
    )


def read_same_unit(text: str, position: int) -> Expression | None:
    """`im selben Jahr`, `im gleichen Monat`, `im folgenden Jahr`: of what was named before."""
    match = _SAME_UNIT.match(text, position)
    if match is None:
        return None
    word = normalize_words(match["adjective"])
    by = 0
    for stem, offset in lexicon.CONTINUING.items():
        if word.startswith(stem):
            by = offset
    if by == 0 and match["unit"].lower() == "woche" and word.startswith("gleich"):
        return None
    unit = UNITS[match["unit"].lower()].unit
    return Expression(
        kind="shift",
        rule="same_unit",
        start=position,
        end=match.end(),
        unit=unit,
        by=by,
        anchor="mentioned",
    )
