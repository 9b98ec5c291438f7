"""Readers of months, named and numeric, and of days, weeks and weekdays within a month."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import (
    ADJECTIVE,
    DAY_NUMBER,
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    ORDINAL,
    ORDINAL_WORD,
    SPACE,
    WEEKDAY_NAME,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    find_word_before,
    is_any,
    is_glued,
    is_in_address,
    is_short_month,
    read_adjective,
    read_match_number,
    read_month_name,
    read_ordinal,
    read_year_suffix,
)
from pipelines.german.timex import write_month

_MONTH = compile_pattern(
    rf"""
    (?P<month> {MONTH_NAME} ) {MONTH_END} (?: {YEAR_SUFFIX} )?
    """
)


_MONTH_AHEAD = compile_pattern(rf"(?<=\.) | {GAP} (?: bis | [–/-] ) {GAP} {MONTH_NAME} {MONTH_END}")


_REFUSED_DAY = re.compile(r"\d\.\s*\Z")
"""A day that is none (`32. Oktober`) or a name (`Straße des 17. Juni`) is no month either."""


_NUMERIC_MONTH = compile_pattern(
    rf"""
    (?: (?P<month> 1[0-2]|0?[1-9] ) {GAP}[/.]{GAP} (?P<year> {FULL_YEAR} )
      | (?P<iso_year> {FULL_YEAR} ) - (?P<iso_month> 1[0-2]|0[1-9] )
    )
    (?! [\w/-] | [.,:]\d )
    """
)


_MONTH_NOUN_BEFORE = compile_pattern(r"(?: [a-zäöü]{0,14}monat(?:e|en|s|es)? ) \s{1,3} \Z")


def read_month(text: str, position: int) -> Expression | None:
    """`November 2020`, `Nov. 2020`, `im Mai`, `Monats Mai`, `März vergangenen Jahres`."""
    match = _MONTH.match(text, position)
    if match is None or is_glued(text, position):
        return None
    name, year = match["month"].lower(), read_year_suffix(match)
    before = find_word_before(text, position)
    lower = before.lower()
    if is_any(text, position) or before in {"Herr", "Frau", "Herrn"}:
        return None
    if year is None and is_short_month(name) and not _MONTH_AHEAD.match(text, match.end()):
        return None  # `Jan`, `Jun` may be names; `Jan.`, `Jan–Mrz` and `Jan 2020` are none
    if _REFUSED_DAY.search(text[max(0, position - 5) : position]):
        return None
    if text[position].islower() and name == "mai" and year is None and not before:
        return None
    return Expression(
        kind="month",
        rule="month",
        start=_begin_at_noun(text, position) if "monat" in lower else position,
        end=match.end(),
        year=year,
        month=read_month_name(name),
    )


def _begin_at_noun(text: str, position: int) -> int:
    """Where the expression begins if its noun stands in front: `Monats Mai`."""
    noun = _MONTH_NOUN_BEFORE.search(text, max(0, position - 24), position)
    return noun.start() if noun else position


def read_numeric_month(text: str, position: int) -> Expression | None:
    """`11/2020`, `11.2020`, `2020-11`; not the number of a release (`Nr. 11/2020`)."""
    match = _NUMERIC_MONTH.match(text, position)
    if match is None or is_glued(text, position):
        return None
    before = find_word_before(text, position).lower().strip("(")
    if (
        before in lexicon.NAMES
        or (match["iso_year"] and before.isdigit())
        or is_in_address(text, position)
    ):
        return None
    year = int(match["year"] or match["iso_year"])
    month = int(match["month"] or match["iso_month"])
    return Expression(
        kind="value",
        rule="numeric_month",
        start=position,
        end=match.end(),
        value=write_month(year, month),
    )


_OF_MONTH = rf"(?:des|im|vom) {SPACE} (?:monats?{SPACE})?"
_WEEK_OF_MONTH = compile_pattern(
    rf"""
    {ORDINAL}
    (?: (?P<joined> {MONTH_NAME} )-?woche
      | (?:monats)?woche {SPACE} {_OF_MONTH} (?P<apart> {MONTH_NAME} ) (?:e?s)?
      | (?P<half_month> {MONTH_NAME} )-?hälfte
      | hälfte {SPACE} {_OF_MONTH} (?P<half_apart> {MONTH_NAME} ) (?:e?s)?
    )
    {WORD_END}
    (?: {YEAR_SUFFIX} )?
    """
)


_WEEKDAY_OF_MONTH = compile_pattern(
    rf"""
    (?P<word> {ORDINAL_WORD} | \d\. ) {GAP} (?P<weekday> {WEEKDAY_NAME} | tag ) e?s? {SPACE}
    (?:im|des|vom) {SPACE} (?:monats?{SPACE})? (?P<month> {MONTH_NAME} ) {MONTH_END}
    (?: {YEAR_SUFFIX} )?
    """
)


def read_week_of_month(text: str, position: int) -> Expression | None:
    """`zweite Septemberwoche`, `letzten Woche im Mai 2020`, `ersten Maihälfte` (the month)."""
    match = _WEEK_OF_MONTH.match(text, position)
    if match is None or is_glued(text, position):
        return None
    half = match["half_month"] or match["half_apart"]
    name = half or match["joined"] or match["apart"]
    return Expression(
        kind="month" if half else "week_of_month",
        rule="part_of_month",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        month=read_month_name(name),
        number=read_match_number(match),
    )


def read_weekday_of_month(text: str, position: int) -> Expression | None:
    """`letzten Montag im März`, `ersten Samstag des Monats Mai 2021`, `letzten Tag im Juni`."""
    match = _WEEKDAY_OF_MONTH.match(text, position)
    if match is None or is_any(text, position):
        return None
    weekday = match["weekday"].lower()
    return Expression(
        kind="weekday_of_month",
        rule="weekday_of_month",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        month=read_month_name(match["month"]),
        number=read_ordinal(match["word"]),
        day=-1 if weekday == "tag" else lexicon.WEEKDAYS[weekday],
    )


_MONTH_OF_YEAR = compile_pattern(
    rf"""
    (?: (?P<last> vorletzte[nrs]? ) | (?P<word> {ORDINAL_WORD} ) ) {SPACE}
    (?:kalender)?monat (?:e?s)?
    (?: {SPACE} des {SPACE} (?:alten|neuen) {SPACE} jahres {WORD_END} | {YEAR_SUFFIX} )
    """
)


def read_month_of_year(text: str, position: int) -> Expression | None:
    """`ersten Monat des neuen Jahres`, `letzten Monat 2012`; `letzten Monat` is the one before."""
    match = _MONTH_OF_YEAR.match(text, position)
    if match is None:
        return None
    number = read_ordinal(match["word"]) if match["word"] else 11
    if number > 12:  # months
        return None
    return Expression(
        kind="month",
        rule="month_of_year",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        month=12 if number < 0 else number,
    )


_HALF_OF_MONTH = compile_pattern(
    rf"""
    (?: (?P<first> 1\. | erste[nr]? ) | 2\. | zweite[nr]? ) {GAP}
    (?: hälfte {SPACE} des {SPACE} monats | monatshälfte ) {WORD_END} (?! {SPACE} {MONTH_NAME} )
    """
)


def read_half_of_month(text: str, position: int) -> Expression | None:
    """`zweiten Hälfte des Monats`, `erste Monatshälfte`: the month."""
    match = _HALF_OF_MONTH.match(text, position)
    if match is None:
        return None
    return Expression(
        kind="turn",
        rule="part",
        start=position,
        end=match.end(),
        unit="month",
        position=1 if match["first"] else 12,
    )


_DAY_OF_MONTH = compile_pattern(
    rf"""
    (?P<day> {DAY_NUMBER} ) \. {GAP}
    (?: (?:des{SPACE})? (?P<adjective> {ADJECTIVE} ) {SPACE} monats {WORD_END} | d\. {GAP} m\. )
    """
)


def read_day_of_month(text: str, position: int) -> Expression | None:
    """`12. dieses Monats`, `5. d. M.`; not `15. des Monats`, which comes again each month."""
    match = _DAY_OF_MONTH.match(text, position)
    if match is None or is_glued(text, position):
        return None
    return Expression(
        kind="day_of_month",
        rule="day_of_month",
        start=position,
        end=match.end(),
        day=int(match["day"]),
        by=read_adjective(match["adjective"]) if match["adjective"] else 0,
    )
