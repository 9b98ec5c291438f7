"""From what an expression says to its value: against the day of publication, tense and context."""

from collections.abc import Callable
from datetime import date, timedelta

from pipelines.german.date_choice import choose_year
from pipelines.german.date_context import Context
from pipelines.german.date_continued import find_in_span, resolve_continued
from pipelines.german.date_expressions import Expression, Unit
from pipelines.german.date_holidays import find_year_behind, resolve_holiday
from pipelines.german.date_numbered import find_numbered
from pipelines.german.date_shapes import has_month, is_year
from pipelines.german.date_shifts import resolve_first, resolve_same, resolve_shift
from pipelines.german.date_turning import resolve_turn
from pipelines.german.timex import (
    SEASON_MONTHS,
    find_last_day,
    make_day,
    shift_months,
    write_month,
    write_week,
)

_PARTS: dict[str, tuple[Unit, int, str]] = {
    "quarter": ("quarter", 3, "Q"),
    "half": ("half", 6, "H"),
}
"""Parts of a year: how many months they have, and their sign in a value."""
_YEARLESS = frozenset({"day", "month", "quarter", "half", "week", "season"})


def resolve_expression(context: Context, expression: Expression) -> str | None:
    """The value of the next expression of a text; None where nothing tells it.

    The context remembers what was read.
    """
    value = _resolve_point(context, expression)
    if value is not None and expression.to is not None:
        value = _join_ends(value, _resolve_point(context, _agree(context, expression, value)))
    if value is not None:
        context.named.append((expression, value))
    return value


def _resolve_point(context: Context, expression: Expression) -> str | None:
    if expression.kind == "value":
        return expression.value
    if context.reference is None and not isinstance(expression.year, int):
        return None
    value = _RESOLVERS[expression.kind](context, expression)
    if value and expression.clock and len(value) == 10:
        return _add_clock(value, expression)
    return value


def _agree(context: Context, first: Expression, value: str) -> Expression:
    """The end of a range, which lies behind its beginning."""
    last = first.to
    if last is None:
        raise ValueError("no range")
    if last.kind in _YEARLESS and last.year is None and not last.by:
        if not value[:4].isdigit() or (first.kind == "value" and is_year(value)):
            return last
        earlier = first.kind == last.kind and last.place < first.place
        if first.kind != last.kind and last.month and has_month(value):
            earlier = last.month < int(value[5:7])  # „heute bis Mai", told in June
        year = int(value[:4]) + int(earlier)
        if first.kind == last.kind == "month" and isinstance(first.year, int):
            year = max(year, _find_last_come(context, last.month))  # „Januar 2008 bis Ende August"
        return last._replace(year=year)
    if last.kind == "holiday" and last.year is None and not last.by and len(value) == 10:
        return last._replace(year=find_year_behind(last.code, value))
    if last.kind == "weekday" and not last.by and len(value) == 10:
        begin = date.fromisoformat(value)
        day = begin + timedelta(days=(last.number - begin.weekday()) % 7)
        return last._replace(kind="day", year=day.year, month=day.month, day=day.day)
    return last


def _find_last_come(context: Context, month: int) -> int:
    """The year in which that month came last."""
    if context.reference is None:
        return 0
    return context.today.year - int(month > context.today.month)


def _join_ends(first: str, last: str | None) -> str | None:
    if last is None or first == last:
        return last
    begin, end = first.partition("/")[0], last.rpartition("/")[2]
    width = min(len(begin), len(end))
    alike = len(begin) == len(end) or f"{begin}{end}".replace("-", "").isdigit()
    if begin[:4] > end[:4] or (alike and begin[:width] > end[:width]):
        return None
    return f"{begin}/{end}"


def _add_clock(value: str, expression: Expression) -> str:
    begin = f"{value}T{expression.clock}"
    if not expression.clock_to:
        return begin
    day = date.fromisoformat(value)
    if expression.clock_to <= expression.clock:
        day += timedelta(days=1)
    return f"{begin}/{day.isoformat()}T{expression.clock_to}"


def _resolve_day(context: Context, expression: Expression) -> str | None:
    month, number = expression.month, expression.day
    year = choose_year(context, expression, lambda y: make_day(y, month, number))
    return _write_day(make_day(year, month, number) if year else None)


def _write_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _resolve_day_of_month(context: Context, expression: Expression) -> str | None:
    today = context.today
    year, month = shift_months(today.year, today.month, expression.by)
    return _write_day(make_day(year, month, expression.day))


def _resolve_day_of_year(context: Context, expression: Expression) -> str | None:
    today = context.today
    return _write_day(make_day(today.year + expression.by, today.month, today.day))


def _resolve_month(context: Context, expression: Expression) -> str | None:
    month = expression.month
    if isinstance(expression.year, int):
        return write_month(expression.year, month)
    today = context.today
    if expression.rule == "placed_month":
        year = today.year
        if expression.by < 0 and month >= today.month:
            year -= 1
        if expression.by > 0 and month <= today.month:
            year += 1
        return write_month(year, month)
    chosen = choose_year(context, expression, lambda y: _begin(context, y, month, 1), back=0.5)
    return write_month(chosen, month) if chosen else None


def _counts_back(context: Context, expression: Expression) -> bool:
    """Whether `letzten Quartal` is the one before, not the last of the year reported on."""
    told = context.reported is not None and is_year(context.reported)
    return expression.by < 0 and not told and context.read_tense(expression) != "future"


def _resolve_part(context: Context, expression: Expression) -> str | None:
    """A quarter or a half-year."""
    unit, months, sign = _PARTS[expression.kind]
    if _counts_back(context, expression):
        return resolve_shift(context, expression._replace(kind="shift", unit=unit))
    first = expression.number * months - months + 1
    year = choose_year(context, expression, lambda y: _begin(context, y, first, months), back=0.4)
    return f"{year}-{sign}{expression.number}" if year else None


def _begin(context: Context, year: int, month: int, months: int) -> date:
    """Its first day, or the day of publication where that lies in it."""
    day, today = date(year, month, 1), context.today
    if day <= today < date(*shift_months(year, month, months), 1):
        return today
    return day


def _resolve_week(context: Context, expression: Expression) -> str | None:
    def begin(year: int) -> date | None:
        try:
            monday = date.fromisocalendar(year, expression.number, 1)
        except ValueError:
            return None
        return max(monday, min(context.today, monday + timedelta(days=6)))

    year = choose_year(context, expression, begin)
    return f"{year}-W{expression.number:02d}" if year else None


def _resolve_week_of_month(context: Context, expression: Expression) -> str | None:
    def begin(year: int) -> date | None:
        monday = _find_nth(year, expression.month, 0, expression.number)
        return max(monday, min(context.today, monday + timedelta(days=6))) if monday else None

    year = choose_year(context, expression, begin)
    monday = _find_nth(year, expression.month, 0, expression.number) if year else None
    return write_week(monday) if monday else None


def _resolve_weekday_of_month(context: Context, expression: Expression) -> str | None:
    month, number = expression.month, expression.number
    year = choose_year(context, expression, lambda y: date(y, month, 15))
    if year is None:
        return None
    if expression.day >= 0:
        return _write_day(_find_nth(year, month, expression.day, number))
    return _write_day(make_day(year, month, number) if number > 0 else find_last_day(year, month))


def _find_nth(year: int, month: int, weekday: int, number: int) -> date | None:
    """The nth such weekday of a month, the last for -1."""
    if number == -1:
        last = find_last_day(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return day if day.month == month else None


def _resolve_season(context: Context, expression: Expression) -> str | None:
    code, month = expression.code, SEASON_MONTHS[expression.code]
    year: int | None
    if isinstance(expression.year, int):
        year = expression.year
    elif expression.rule == "placed_season":
        year = _place_season(context.today, expression.by, month)
    else:
        year = choose_year(context, expression, lambda y: _begin(context, y, month, 3), back=0.8)
    return f"{year}-{code}" if year else None


def _place_season(today: date, by: int, month: int) -> int:
    """The year of `vergangenen Winter`, `diesem Sommer`, `kommenden Herbst`."""
    if by < 0:
        years = range(today.year, today.year - 3, -1)
        return next(y for y in years if date(*shift_months(y, month, 3), 1) <= today)
    if by > 0:
        return today.year if date(today.year, month, 1) > today else today.year + 1
    return today.year - 1 if month == 12 and today.month < 6 else today.year


def _resolve_holiday(context: Context, expression: Expression) -> str | None:
    return resolve_holiday(expression, lambda place: choose_year(context, expression, place))


def _resolve_weekday(context: Context, expression: Expression) -> str | None:
    today, weekday, by = context.today, expression.number, expression.by
    week = timedelta(weeks=1)
    if expression.unit == "week":
        monday = today - timedelta(days=today.weekday()) + by * week
        return (monday + timedelta(days=weekday)).isoformat()
    ahead = timedelta(days=(weekday - today.weekday()) % 7)
    back = timedelta(days=(today.weekday() - weekday) % 7)
    if by < 0:
        return (today - (back or week) + (by + 1) * week).isoformat()
    if by > 0:
        return (today + (ahead or week) + (by - 1) * week).isoformat()
    tense = context.read_tense(expression)
    numbered = expression.day and (
        find_numbered(today, weekday, expression.day, tense)
        or find_numbered(today, weekday, expression.day, None)
    )
    if numbered:
        return numbered.isoformat()
    inside = find_in_span(context, expression, tense)
    if inside:
        return inside.isoformat()
    if tense is None:
        tense = "future" if expression.unit == "day" or expression.clock else "past"
    return (today - back if tense == "past" else today + ahead).isoformat()


_RESOLVERS: dict[str, Callable[[Context, Expression], str | None]] = {
    "day": _resolve_day,
    "day_of_month": _resolve_day_of_month,
    "day_of_year": _resolve_day_of_year,
    "month": _resolve_month,
    "quarter": _resolve_part,
    "half": _resolve_part,
    "week": _resolve_week,
    "week_of_month": _resolve_week_of_month,
    "weekday_of_month": _resolve_weekday_of_month,
    "season": _resolve_season,
    "holiday": _resolve_holiday,
    "weekday": _resolve_weekday,
    "shift": resolve_shift,
    "turn": resolve_turn,
    "first": resolve_first,
    "same": resolve_same,
    "continued": resolve_continued,
}
