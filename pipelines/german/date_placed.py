"""Readers of units of the calendar that an adjective places: `vergangenen Jahr`."""

import re
from typing import NamedTuple

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Anchor, Expression, Unit
from pipelines.german.date_patterns import (
    ADJECTIVE,
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    PARTS_OF_DAY,
    SPACE,
    UNIT_OF_YEAR,
    WEEKDAY_NAME,
    WORD_END,
    compile_pattern,
    find_word_before,
    is_any,
    is_short_month,
    read_adjective,
    read_month_name,
    widen_year,
)
from pipelines.german.date_words import is_of_any_month

_SEASONS = lexicon.match_words(lexicon.SEASONS)


class _UnitNoun(NamedTuple):
    unit: Unit
    by: int = 1
    """How many of the unit one of them is."""


UNITS = {
    "jahr": _UnitNoun("year"),
    "kalenderjahr": _UnitNoun("year"),
    "haushaltsjahr": _UnitNoun("year"),
    "geschäftsjahr": _UnitNoun("year"),
    "berichtsjahr": _UnitNoun("year"),
    "wirtschaftsjahr": _UnitNoun("year"),
    "rechnungsjahr": _UnitNoun("year"),
    "förderjahr": _UnitNoun("year"),
    "bilanzjahr": _UnitNoun("year"),
    "schuljahr": _UnitNoun("school_year"),
    "ausbildungsjahr": _UnitNoun("school_year"),
    "lehrjahr": _UnitNoun("school_year"),
    "kindergartenjahr": _UnitNoun("school_year"),
    "kitajahr": _UnitNoun("school_year"),
    "monat": _UnitNoun("month"),
    "kalendermonat": _UnitNoun("month"),
    "berichtsmonat": _UnitNoun("month"),
    "woche": _UnitNoun("week"),
    "kalenderwoche": _UnitNoun("week"),
    "arbeitswoche": _UnitNoun("week"),
    "quartal": _UnitNoun("quarter"),
    "vierteljahr": _UnitNoun("quarter"),
    "kalenderquartal": _UnitNoun("quarter"),
    "halbjahr": _UnitNoun("half"),
    "jahreshälfte": _UnitNoun("half"),
    "wochenende": _UnitNoun("weekend"),
    "tag": _UnitNoun("day"),
    "jahrzehnt": _UnitNoun("year", 10),
}


_PLACED = compile_pattern(
    rf"""
    (?P<adjective> {ADJECTIVE} ) (?: {SPACE} (?:{ADJECTIVE}) )? {SPACE}
    (?: (?: monat(?:e?s)? {SPACE} )? (?P<month> {MONTH_NAME} ) {MONTH_END}
        (?: {SPACE} (?P<month_year> {FULL_YEAR} ) (?!\d|[.,]\d) )?
      | (?P<unit> {lexicon.match_words(UNITS)} ) (?: e?s )? (?P<plural> en|e|n )? {WORD_END}
        (?: {SPACE} (?P<weekday> {WEEKDAY_NAME} ) {WORD_END}
          | (?<=monat) {SPACE} (?P<named> {MONTH_NAME} ) {MONTH_END}
          | {SPACE} (?P<year> {FULL_YEAR} ) (?: {GAP}/{GAP} (?P<second> {FULL_YEAR} | \d\d ) )?
            (?!\d|[.,]\d|[/-]\w)
        )?
      | (?P<season> {_SEASONS} ) s? {WORD_END}
        (?: {SPACE} (?P<season_year> {FULL_YEAR} ) (?!\d|[.,]\d) )?
      | (?P<day> {WEEKDAY_NAME} ) s? (?:{GAP}(?:{PARTS_OF_DAY}))? {WORD_END}
    )
    """
)


_NEW_YEAR = compile_pattern(
    rf"neuen? {SPACE} (?: {UNIT_OF_YEAR} | (?P<school>schul|ausbildungs|kita|kindergarten) jahr )"
    rf"(?:e?s)? {WORD_END} (?! {SPACE} {FULL_YEAR})"
)


_POSSESSIVE = re.compile(
    r"\b(?:[Ii]hr|[Ss]ein|[Uu]nser|[Mm]ein|[Dd]ein|[Ee]u(?:er|r))(?:e[snmr]?)?\s\Z"
)


def _is_own(text: str, position: int) -> bool:
    """`ihr letztes Jahr im Amt`: it may lie anywhere."""
    return _POSSESSIVE.search(text, max(0, position - 10), position) is not None


def _is_none_meant(text: str, match: re.Match[str]) -> bool:
    """`jeder letzte Montag`, `ihr letztes Jahr`, `letzter Freitag des Monats`."""
    start = match.start()
    if is_any(text, start) or _is_own(text, start):
        return True
    return match["day"] is not None and is_of_any_month(text, start, match.end())


def read_placed_unit(text: str, position: int) -> Expression | None:
    """`vergangenen Jahr`, `laufenden Monat Mai`, `vergangenen März`, `nächsten Montag`."""
    match = _PLACED.match(text, position)
    if match is None or _is_none_meant(text, match):
        return None
    by, start, end = read_adjective(match["adjective"]), position, match.end()
    if match["month"] or match["named"]:
        return _read_placed_month(match, by, start)
    if match["unit"]:
        return _read_placed_noun(match, by, start)
    if match["season"]:
        return Expression(
            kind="season",
            rule="placed_season",
            start=start,
            end=end,
            year=int(match["season_year"]) if match["season_year"] else None,
            code=lexicon.SEASONS[match["season"].lower()],
            by=by,
            unit="year",
        )
    return Expression(
        kind="weekday",
        rule="placed_weekday",
        start=start,
        end=end,
        number=lexicon.WEEKDAYS[match["day"].lower()],
        by=by,
        unit="day",
    )


def _read_placed_month(match: re.Match[str], by: int, start: int) -> Expression | None:
    name = (match["month"] or match["named"]).lower()
    if is_short_month(name):
        return None
    return Expression(
        kind="month",
        rule="placed_month",
        start=start,
        end=match.end(),
        year=int(match["month_year"]) if match["month_year"] else None,
        month=read_month_name(name),
        by=by,
        unit="month",
    )


def _read_placed_noun(match: re.Match[str], by: int, start: int) -> Expression | None:
    noun = UNITS[match["unit"].lower()]
    if noun.unit == "day" and match["adjective"].lower().startswith(
        ("dies", "lauf", "aktuell", "nächst", "letzt")
    ):
        return None
    if match["plural"] and (match["unit"].lower() != "wochenende" or match["plural"] != "s"):
        return None
    end = match.end()
    if match["weekday"]:
        if noun.unit != "week":
            return None
        return Expression(
            kind="weekday",
            rule="weekday",
            start=start,
            end=end,
            unit="week",
            by=by,
            number=lexicon.WEEKDAYS[match["weekday"].lower()],
        )
    if match["year"]:
        if noun.unit not in {"year", "school_year"}:
            end = match.end("unit")
        else:
            value = _name_years(match["year"], match["second"])
            return Expression(kind="value", rule="placed_unit", start=start, end=end, value=value)
    anchor: Anchor = "mentioned" if noun.unit == "day" else "published"
    return Expression(
        kind="shift",
        rule="placed_unit",
        start=start,
        end=end,
        unit=noun.unit,
        by=by * noun.by,
        anchor=anchor,
    )


def _name_years(year: str, second: str | None) -> str:
    """`2020`, `2020/2021`; the second one may be written with two digits."""
    if not second:
        return year
    return f"{year}/{widen_year(int(second)) if len(second) == 2 else second}"


def read_new_year(text: str, position: int) -> Expression | None:
    """`im neuen Jahr`: the one that begins, or has just begun."""
    match = _NEW_YEAR.match(text, position)
    if match is None or find_word_before(text, position).lower() not in {
        "im",
        "das",
        "ins",
        "zum",
        "dem",
        "des",
    }:
        return None
    return Expression(
        kind="turn",
        rule="new_year",
        start=position,
        end=match.end(),
        unit="school_year" if match["school"] else "year",
        code="new",
        position=1,
    )
