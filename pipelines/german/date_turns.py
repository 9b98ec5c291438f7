"""Readers of beginnings, middles and ends: `Jahresende`, `Anfang des Monats`."""

import re
from typing import NamedTuple

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression, Unit
from pipelines.german.date_patterns import (
    FULL_YEAR,
    GAP,
    MONTH_NAME,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    find_word_before,
    is_any,
    read_year_suffix,
)

_TURNS: dict[str, int] = {
    "beginn": 1,
    "anfang": 1,
    "start": 1,
    "auftakt": 1,
    "mitte": 6,
    "ende": 12,
    "schluss": 12,
    "ausklang": 12,
}


_BEGINNINGS = frozenset({"zu", "zum", "seit", "ab", "mit", "vor", "nach", "bis", "kurz"})
"""Words before `Beginn dieses Jahres` that make a time of it."""


_TURN = compile_pattern(
    rf"""
    (?: (?P<unit> jahres|monats|quartals|halbjahres|wochen|schuljahres|ausbildungsjahres|vorjahres
                | vormonats )
        (?P<turn> beginn|anfang|mitte|ende|schluss ) (?:e?s)? {WORD_END}
        (?: {SPACE} (?P<double> {FULL_YEAR} ) {GAP}/{GAP} (?P<second> {FULL_YEAR} | \d\d ) (?!\d)
          | {YEAR_SUFFIX} )?
      | (?:jahreswechsel|jahreswende|jahreswenden) s? {WORD_END}
        (?: {SPACE} (?: von {SPACE} )? (?P<from> {FULL_YEAR} )
            (?: {GAP} (?:/|auf|zu) {GAP} (?P<to> {FULL_YEAR} | \d\d ) )? (?!\d|[.,]\d) )?
    )
    """
)


_PART = compile_pattern(
    rf"""
    (?P<part> anfang|mitte|ende|beginn|schluss|ausgang )
    (?: {GAP} (?:bis|/|und|oder) {GAP} (?:mitte|ende|anfang) )? {SPACE}
    (?: (?P<article> de[rs] | vo[nm] | im | in ) {SPACE} (?:monats?{SPACE}(?={MONTH_NAME}))? )?
    (?: (?P<unit> (?: (?:kalender|haushalts|schul|ausbildungs)? jahres | monats | quartals
                    | halbjahres | woche ) )
        (?P<bare> {WORD_END} (?! {SPACE} {FULL_YEAR} ) )
    )?
    """
)


_NEIGHBOURING: dict[str, Unit] = {"vorjahres": "year", "vormonats": "month"}
_PART_UNITS: dict[str, Unit] = {
    "jahres": "year",
    "kalenderjahres": "year",
    "haushaltsjahres": "year",
    "monats": "month",
    "quartals": "quarter",
    "halbjahres": "half",
    "woche": "week",
    "wochen": "week",
    "schuljahres": "school_year",
    "ausbildungsjahres": "school_year",
}


def read_turn(text: str, position: int) -> Expression | None:
    """`Jahresende`, `Jahresbeginn 2020`, `Monatsmitte`, `Wochenende`, `Jahreswechsel 2004/05`."""
    match = _TURN.match(text, position)
    if match is None:
        return None
    start, end = position, match.end()
    if match["turn"] is None:
        return _read_turn_of_year(match, start)
    unit, turn = match["unit"].lower(), match["turn"].lower()
    if match["double"]:
        value = f"{match['double']}/{match['double'][:2]}{match['second'][-2:]}"
        return Expression(kind="value", rule="turn", start=start, end=end, value=value)
    if unit == "wochen" and turn == "ende":
        if is_any(text, position):
            return None
        return Expression(
            kind="turn", rule="turn", start=start, end=end, unit="weekend", position=12
        )
    if unit in _NEIGHBOURING:
        return Expression(
            kind="shift",
            rule="turn",
            start=start,
            end=end,
            unit=_NEIGHBOURING[unit],
            by=-1,
            anchor="reported",
        )
    return Expression(
        kind="turn",
        rule="turn",
        start=start,
        end=end,
        unit=_PART_UNITS[unit],
        position=_TURNS[turn],
        year=read_year_suffix(match),
    )


def _read_turn_of_year(match: re.Match[str], start: int) -> Expression:
    if match["from"]:
        first = int(match["from"])
        value = f"{first}/{first + 1}" if match["to"] else str(first)
        return Expression(
            kind="value", rule="turn_of_year", start=start, end=match.end(), value=value
        )
    return Expression(
        kind="turn", rule="turn_of_year", start=start, end=match.end(), unit="year", code="turn"
    )


class Part(NamedTuple):
    """`Ende` of `Ende März`: what comes behind carries the value."""

    start: int
    end: int
    position: int
    needs_article: bool


_SEASON_TURN = compile_pattern(
    rf"""
    (?P<season> {lexicon.match_words(lexicon.SEASONS)} ) s?
    (?: beginn|anfang|mitte|ende|ausklang|auftakt ) (?:e?s)? {WORD_END} (?: {YEAR_SUFFIX} )?
    """
)


def read_turn_of_season(text: str, position: int) -> Expression | None:
    """`Winterbeginn`, `Frühlingsanfang 2021`: the season."""
    match = _SEASON_TURN.match(text, position)
    if match is None:
        return None
    return Expression(
        kind="season",
        rule="turn_of_season",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code=lexicon.SEASONS[match["season"].lower()],
    )


def read_part(text: str, position: int) -> Expression | Part | None:
    """`Ende des Jahres` whole, or `Anfang`, `Mitte`, `Ende` of what follows."""
    match = _PART.match(text, position)
    if match is None:
        return None
    part = match["part"].lower()
    if match["unit"] and match["article"]:
        return Expression(
            kind="turn",
            rule="part",
            start=position,
            end=match.end(),
            unit=_PART_UNITS[match["unit"].lower()],
            position=_TURNS.get(part, 12),
        )
    if match["unit"]:
        return None
    if match["article"] and match["article"].lower() in {"im", "in"} and part != "ende":
        return None
    if part in {"beginn", "schluss", "ausgang"} and match["article"] is None:
        before = find_word_before(text, position).lower()
        if part != "beginn" or before not in _BEGINNINGS:
            return None
    return Part(position, match.end(), _TURNS.get(part, 12), match["article"] is not None)
