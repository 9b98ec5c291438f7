"""Holidays: their days, and what lies before, behind or beside them: `Freitag nach Himmelfahrt`."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression, Unit
from pipelines.german.date_patterns import (
    GAP,
    PARTS_OF_DAY,
    SPACE,
    WEEKDAY_NAME,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    is_glued,
    normalize_words,
    read_year_suffix,
)
from pipelines.german.timex import compute_easter, compute_first_advent, make_day, write_week

_YEARS = range(2000, 2050)
"""In so many years a movable feast comes on nearly each day it can."""


def _join(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_DAYS = _join((*lexicon.HOLIDAYS, *lexicon.ADVENT_HOLIDAYS))
_BESIDE = compile_pattern(
    rf"""
    (?: (?P<weekday> {WEEKDAY_NAME} ) s? (?:{GAP}(?:{PARTS_OF_DAY}))?
      | (?P<unit> tag | woche | wochenende ) s? ) {SPACE}
    (?: (?P<after> nach ) | vor ) {SPACE} (?: de[mnr] {SPACE} )?
    (?P<name> {_DAYS} ) [sn]? {WORD_END} (?: {YEAR_SUFFIX} )?
    """
)
_NAME_BEHIND = compile_pattern(
    rf"""
    {GAP} \( {GAP} (?: de[mnr] {SPACE} )? (?P<in_bracket> {_DAYS} ) {GAP} \)
  | {GAP} , {GAP} (?: de[mnr] {SPACE} )? (?P<behind> {_DAYS} ) (?= {GAP} [,.;:)\n] | \Z )
    """
)
_UNITS: dict[str, Unit] = {"tag": "day", "woche": "week", "wochenende": "weekend"}
_SATURDAY, _SUNDAY = 5, 6


_HOLIDAY = compile_pattern(
    rf"""
    (?P<name> {_join(lexicon.HOLIDAY_NAMES)} ) [sn]? {WORD_END}
    (?: {YEAR_SUFFIX} )?
    """
)


_BOTH_DAYS = compile_pattern(
    rf"""
    (?: 1\. | ersten? ) {GAP} (?:und|/|bis) {GAP} (?: 2\. | zweiten? ) {GAP}
    weihnachts(?:feier)?tag (?:e?s)? {WORD_END} (?: {YEAR_SUFFIX} )?
    """
)


def _read_both_days(text: str, position: int) -> Expression | None:
    """`1. und 2. Weihnachtstag`: both days."""
    match = _BOTH_DAYS.match(text, position)
    if match is None:
        return None
    second = Expression(
        kind="holiday",
        rule="holiday",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code="2. weihnachtstag",
    )
    return second._replace(code="1. weihnachtstag", to=second)


def read_holiday(text: str, position: int) -> Expression | None:
    """`Silvester`, `Ostermontag 2021`, `Tag der Deutschen Einheit`, `Buß- und Bettag`."""
    both = _read_both_days(text, position)
    if both:
        return both
    match = _HOLIDAY.match(text, position)
    if match is None or is_glued(text, position):
        return None
    holiday = Expression(
        kind="holiday",
        rule="holiday",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code=normalize_words(match["name"]),
    )
    return _read_feast(holiday)


def _read_feast(holiday: Expression) -> Expression:
    """`Karwoche`, `Osterwochenende`, `Weihnachtsfeiertage`: more than a day."""
    name = holiday.code
    if name in lexicon.FEAST_WEEKS:
        return holiday._replace(code=lexicon.FEAST_WEEKS[name], unit="week")
    if name in lexicon.FEAST_WEEKENDS:
        return holiday._replace(code=lexicon.FEAST_WEEKENDS[name], unit="weekend")
    if name in lexicon.FEAST_SPANS:
        first, last = lexicon.FEAST_SPANS[name]
        return holiday._replace(code=first, to=holiday._replace(code=last))
    return holiday


def find_holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year.

    >>> find_holiday("ostermontag", 2024)
    datetime.date(2024, 4, 1)
    >>> find_holiday("silvester", 2024)
    datetime.date(2024, 12, 31)
    """
    if name in lexicon.ADVENT_HOLIDAYS:
        return compute_first_advent(year) + timedelta(days=lexicon.ADVENT_HOLIDAYS[name])
    place = lexicon.HOLIDAYS[name]
    if isinstance(place, int):
        return compute_easter(year) + timedelta(days=place)
    return make_day(year, int(place[:2]), int(place[3:]))


def find_year_behind(name: str, value: str) -> int:
    """The year in which a holiday comes first on or behind a day: `Silvester und Neujahr`.

    >>> find_year_behind("neujahr", "2023-12-31"), find_year_behind("silvester", "2023-12-24")
    (2024, 2023)
    """
    year = int(value[:4])
    same = find_holiday(name, year)
    return year + int(same is not None and same.isoformat() < value[:10])


def may_fall_on(name: str, day: Expression) -> bool:
    """Whether a holiday lies on a named day, in its year or in any.

    >>> day = Expression(kind="day", rule="", start=0, end=0, month=12, day=24)
    >>> may_fall_on("heiligabend", day), may_fall_on("silvester", day)
    (True, False)
    """
    years = (day.year,) if isinstance(day.year, int) else _YEARS
    holidays = (find_holiday(name, year) for year in years)
    return any(one and (one.month, one.day) == (day.month, day.day) for one in holidays)


def add_holiday(text: str, expression: Expression) -> Expression:
    """The day with its name behind it: `31. Dezember (Silvester)`, `3. Oktober, Reformationstag,`.

    A name that does not fit the day is another one of a list.
    """
    if expression.kind != "day" or expression.clock:
        return expression
    match = _NAME_BEHIND.match(text, expression.end)
    if match is None:
        return expression
    name = normalize_words(match["in_bracket"] or match["behind"])
    if not may_fall_on(name, expression):
        return expression
    return expression.stretch(expression.start, match.end())


def read_beside_holiday(text: str, position: int) -> Expression | None:
    """`Dienstag nach Pfingsten`, `Tag vor Heiligabend`, `Woche nach Ostern 2021`."""
    match = _BESIDE.match(text, position)
    if match is None:
        return None
    weekday = match["weekday"]
    return Expression(
        kind="holiday",
        rule="beside_holiday",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code=normalize_words(match["name"]),
        unit="" if weekday else _UNITS[match["unit"].lower()],
        number=lexicon.WEEKDAYS[weekday.lower()] if weekday else 0,
        by=1 if match["after"] else -1,
    )


def resolve_holiday(
    expression: Expression, choose: Callable[[Callable[[int], date | None]], int | None]
) -> str | None:
    """The value of a holiday, or of what lies beside it, in the year that `choose` takes."""

    def place(year: int) -> date | None:
        holiday = find_holiday(expression.code, year)
        return _go_beside(holiday, expression) if holiday else None

    year = choose(place)
    day = place(year) if year else None
    if day is None:
        return None
    if expression.unit in {"week", "weekend"}:
        return write_week(day) + ("-WE" if expression.unit == "weekend" else "")
    return day.isoformat()


def _go_beside(holiday: date, expression: Expression) -> date:
    """The nearest such day, week or weekend before or behind it."""
    by = expression.by
    if not by:
        return holiday
    if expression.unit == "day":
        return holiday + timedelta(days=by)
    if expression.unit == "week":
        before = timedelta(days=1) if holiday.weekday() == _SUNDAY else timedelta(weeks=1)
        return holiday + timedelta(weeks=1) if by > 0 else holiday - before
    weekday = _SATURDAY if expression.unit == "weekend" else expression.number
    if by > 0:
        return holiday + timedelta(days=(weekday - holiday.weekday() - 1) % 7 + 1)
    return holiday - timedelta(days=(holiday.weekday() - weekday - 1) % 7 + 1)
