"""Values of beginnings, middles and ends that name no year: `Jahresende`, `Monatsmitte`."""

from collections.abc import Callable
from datetime import date, timedelta

from pipelines.german.date_choice import choose_year
from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression
from pipelines.german.date_shapes import is_month
from pipelines.german.date_shifts import resolve_shift
from pipelines.german.timex import shift_months, write_month, write_week

_SCHOOLS_LOOK_AHEAD = 3
"""From March on the new school year is the one to come."""
_FIRST_DAYS = 3
"""Of a month: in these `seit Monatsbeginn` would be hardly worth saying."""


def resolve_turn(context: Context, expression: Expression) -> str | None:
    """The year, month, week … whose beginning, middle or end it is."""
    if isinstance(expression.year, int):
        return str(expression.year)
    resolve = _RESOLVERS.get(expression.code or expression.unit)
    if resolve is None:
        return resolve_shift(context, expression._replace(kind="shift", by=0))
    return resolve(context, expression)


def _resolve_new_year(context: Context, expression: Expression) -> str:
    today = context.today
    if expression.unit == "school_year":
        first = today.year - int(today.month < _SCHOOLS_LOOK_AHEAD)
        return f"{first}/{first + 1}"
    return str(today.year + int(today.month >= 7))


def _resolve_turn_in_year(context: Context, expression: Expression) -> str | None:
    position = expression.position
    year = choose_year(context, expression, lambda y: _place(context.today, y, position), back=0.9)
    return str(year) if year else None


def _place(today: date, year: int, month: int) -> date:
    """Where in that year it stands; near its time it is the day of publication."""
    if month == 1 and year == today.year and today.month <= 2:
        return today
    return today if (year, month) == (today.year, today.month) else date(year, month, 1)


def _resolve_turn_in_month(context: Context, expression: Expression) -> str:
    today, tense = context.today, context.read_tense(expression)
    begun = expression.position == 1 and today.day > _FIRST_DAYS and context.is_since(expression)
    if begun:
        return write_month(today.year, today.month)
    if tense == "past" and context.reported and is_month(context.reported):
        return context.reported
    back = tense == "past" and expression.position == 12 and today.day < 15
    return write_month(*shift_months(today.year, today.month, -1 if back else 0))


def _resolve_weekend(context: Context, expression: Expression) -> str:
    today = context.today
    back = context.read_tense(expression) == "past" and today.weekday() < 5
    return f"{write_week(today - timedelta(weeks=int(back)))}-WE"


def _resolve_turn_of_year(context: Context, expression: Expression) -> str:
    """`Jahreswechsel`: the nearest, or the one that the tense allows."""
    today, tense = context.today, context.read_tense(expression)
    first = today.year if today.month >= 7 else today.year - 1
    if tense == "past" and today.month < 12:
        first = today.year - 1
    if tense == "future" and today.month > 1:
        first = today.year
    return f"{first}/{first + 1}"


_RESOLVERS: dict[str, Callable[[Context, Expression], str | None]] = {
    "new": _resolve_new_year,
    "turn": _resolve_turn_of_year,
    "year": _resolve_turn_in_year,
    "month": _resolve_turn_in_month,
    "weekend": _resolve_weekend,
}
