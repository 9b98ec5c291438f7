"""Values of beginnings, middles and ends that name no year: `Jahresende`, `Monatsmitte`."""

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
    if expression.code == "turn":
        return _resolve_turn_of_year(context, expression)
    if expression.unit == "year" or expression.rule == "new_year":
        return _resolve_turn_in_year(context, expression)
    if isinstance(expression.year, int):
        return str(expression.year)
    if expression.unit == "month":
        return _resolve_turn_in_month(context, expression)
    if expression.unit == "weekend":
        today = context.today
        back = context.read_tense(expression) == "past" and today.weekday() < 5
        return f"{write_week(today - timedelta(weeks=int(back)))}-WE"
    return resolve_shift(context, expression._replace(kind="shift", by=0))


def _resolve_turn_in_year(context: Context, expression: Expression) -> str | None:
    if expression.rule == "new_year" and expression.unit == "school_year":
        first = context.today.year - int(context.today.month < _SCHOOLS_LOOK_AHEAD)
        return f"{first}/{first + 1}"
    if expression.rule == "new_year":
        return str(context.today.year + (1 if context.today.month >= 7 else 0))
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


def _resolve_turn_of_year(context: Context, expression: Expression) -> str:
    """`Jahreswechsel`: the nearest, or the one that the tense allows."""
    today, tense = context.today, context.read_tense(expression)
    first = today.year if today.month >= 7 else today.year - 1
    if tense == "past" and today.month < 12:
        first = today.year - 1
    if tense == "future" and today.month > 1:
        first = today.year
    return f"{first}/{first + 1}"
