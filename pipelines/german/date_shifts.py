"""Values of what counts from somewhere: `Vormonat`, `ersten drei Monaten`, `gleichen Tag`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression, RelativeYear, Unit
from pipelines.german.date_shapes import has_month, is_double_year, is_month, is_year
from pipelines.german.date_spans import write_first_units
from pipelines.german.timex import shift_months, shift_years, write_month, write_week

_SCHOOL_YEAR_BEGINS = 8
"""August, as in most school laws; training years begin then or a month later."""


def resolve_shift(context: Context, expression: Expression) -> str | None:
    """So many units from the day of publication, from the report or from what was named."""
    unit, by = expression.unit, expression.by
    if unit == "year":
        return _shift_year(context, expression)
    if unit == "month":
        return write_month(*shift_months(*_find_base_month(context, expression), by))
    if unit in {"quarter", "half"}:
        return _shift_part(context, expression, "Q" if unit == "quarter" else "H")
    if unit == "school_year" and expression.anchor == "mentioned":
        named = (value for _, value in context.list_last())
        told = next(filter(is_double_year, named), None)
        return shift_years(told, by) if told else None
    day = _find_base_day(context, expression)
    return _shift_day(day, unit, by) if day else None


def _shift_year(context: Context, expression: Expression) -> str | None:
    if expression.anchor == "reported":
        double = context.find_double_year(expression)
        if double is not None:
            return shift_years(double, expression.by)
        year = context.find_reported_year(expression)
    elif expression.anchor == "mentioned":
        if expression.by > 0 and expression.rule == "earlier" and not context.named:
            return None
        base = _find_year_before(context, expression.by) if expression.by > 0 else None
        return shift_years(base or context.find_named_year(expression), expression.by)
    elif _looks_back(context, expression):
        return str(context.today.year)
    else:
        year = _find_base_year(context, expression)
    return f"{year + expression.by:04d}"


def _find_base_year(context: Context, expression: Expression) -> int:
    """`mehr als vor einem Jahr`, in January's report on December: from the month reported on."""
    compared = context.is_compared(expression) and _is_compared_month(context, expression)
    return int(context.reported[:4]) if context.reported and compared else context.today.year


def _find_year_before(context: Context, by: int) -> str | None:
    """`2009 war es knapp. Ein Jahr später fiel die Entscheidung`: later than what was told."""
    told = [value.rpartition("/")[2][:4] for _, value in context.list_last()]
    years = [year for year in told if year.isdigit()]
    past = [year for year in years if int(year) + by <= context.today.year]
    return next(iter((*past, *years)), None)


def _looks_back(context: Context, expression: Expression) -> bool:
    """`Bilanz des abgelaufenen Jahres` in its last days: it is the one that ends."""
    ended = context.text.startswith(("abgelaufen", "zurückliegend"), expression.start)
    today = context.today
    return ended and expression.by == -1 and (today.month, today.day) >= (12, 20)


def _is_compared_month(context: Context, expression: Expression) -> bool:
    """`mehr als vor einem Monat`, `gegenüber dem vorigen Monat`: from the report's month."""
    reported = context.reported
    return (
        expression.by == -1
        and reported is not None
        and is_month(reported)
        and (expression.rule == "ago" or context.is_compared(expression))
    )


def _find_base_month(context: Context, expression: Expression) -> tuple[int, int]:
    today = context.today
    if context.reported and _is_compared_month(context, expression):
        return int(context.reported[:4]), int(context.reported[5:7])
    if expression.anchor == "published":
        told = None
        if _points_back(context, expression):
            paragraph = context.find_paragraph(expression)
            told = context.find_recent_month(paragraph) or _find_reported_month(context)
        return (int(told[:4]), int(told[5:7])) if told else (today.year, today.month)
    if expression.anchor == "mentioned":
        value = _find_month_before(context, same=not expression.by)
    elif context.reported and has_month(context.reported):
        value = context.reported
    else:
        value = context.find_in_sentence(expression, is_month) or context.find_month_ahead(
            expression
        )
        value = value or context.find_recent_month(0)
    if value is not None:
        last = value.rpartition("/")[2]
        return int(last[:4]), int(last[5:7])
    # a report of the first half of a month speaks of the month before
    return shift_months(today.year, today.month, -1 if today.day <= 15 else 0)


def _find_month_before(context: Context, *, same: bool) -> str | None:
    """The month named last; `im gleichen Monat` is none that was only compared with."""
    named = [(earlier, value) for earlier, value in context.list_last() if has_month(value)]
    told = [value for earlier, value in named if not (same and context.is_compared(earlier))]
    return next(iter((*told, *(value for _, value in named))), None)


def _find_reported_month(context: Context) -> str | None:
    return context.reported if context.reported and is_month(context.reported) else None


def _points_back(context: Context, expression: Expression) -> bool:
    """`für diesen Monat` in the first days of the next: the month just spoken of."""
    this = not expression.by and context.text.startswith(("dies", "aktuell"), expression.start)
    return this and context.today.day <= 7  # days


def _shift_part(context: Context, expression: Expression, sign: str) -> str:
    size, today = (4 if sign == "Q" else 2), context.today
    year, part = today.year, (today.month - 1) * size // 12 + 1
    if expression.anchor != "published":
        named = [value for _, value in context.list_last()]
        known = [context.reported or "", *named]
        if expression.anchor == "mentioned":
            known = [*named, context.reported or ""]
        told = [value for value in known if len(value) == 7 and value[5] == sign]
        if told:
            year, part = int(told[0][:4]), int(told[0][6])
    count = year * size + part - 1 + expression.by
    return f"{count // size}-{sign}{count % size + 1}"


def _find_base_day(context: Context, expression: Expression) -> date | None:
    if expression.anchor != "mentioned":
        return context.today
    for _, value in context.list_last():
        last = value.rpartition("/")[2]
        if expression.unit == "week" and re.fullmatch(r"\d{4}-W\d\d", last):
            return date.fromisocalendar(int(last[:4]), int(last[6:8]), 1)
        if len(last) >= 10 and last[7] == "-":
            return date.fromisoformat(last[:10])
    if expression.rule == "neighbour_unit" and expression.by < 0:
        return context.today  # „zwei mehr als am Vortag"
    return None


def _shift_day(day: date, unit: Unit, by: int) -> str:
    if unit == "day":
        return (day + timedelta(days=by)).isoformat()
    if unit == "week":
        return write_week(day + timedelta(weeks=by))
    if unit == "weekend":
        # `kommenden Wochenende` is this week's, until it has come
        weeks = 0 if by == 1 and day.weekday() < 5 else by
        return f"{write_week(day + timedelta(weeks=weeks))}-WE"
    first = (day.year if day.month >= _SCHOOL_YEAR_BEGINS else day.year - 1) + by
    return f"{first}/{first + 1}"


def resolve_first(context: Context, expression: Expression) -> str | None:
    """The first (last) so many months or quarters of a year."""
    number, unit = expression.number, expression.unit
    year = context.read_year(expression)
    if year is None:
        own = context.find_in_sentence(expression, is_year)
        year = int(own) if own else _choose_year_of_first(context, expression)
    return write_first_units(year, unit, number) if year else None


def _choose_year_of_first(context: Context, expression: Expression) -> int | None:
    """The last year in which they are over, unless the report or the tense says otherwise.

    `In den ersten sechs Monaten bleibt Vermögen frei`: what begins anew for each is of no year.
    """
    size = {"month": 1.0, "quarter": 3.0, "week": 0.25, "day": 0.03}[expression.unit]
    last_month = 12 if expression.number < 0 else max(1, int(expression.number * size))
    today, tense = context.today, context.read_tense(expression)
    if tense == "future":
        return today.year if today.month < last_month else None
    if context.reported and int(context.reported[:4]) <= today.year:
        return int(context.reported[:4])
    return today.year if today.month >= last_month else today.year - 1


def resolve_same(context: Context, expression: Expression) -> str | None:
    """The same day, month or span of another year."""
    if expression.month:
        named = context.read_year(expression)
        return write_month(named, expression.month) if named else None
    base = _find_base(context, expression)
    if base is None and expression.unit == "month" and context.reference is not None:
        base = write_month(*_find_base_month(context, expression._replace(anchor="reported")))
    if base is None:
        return None
    year = expression.year
    if isinstance(year, RelativeYear) and year.anchor == "reported":
        return shift_years(base, year.by)
    target = context.read_year(expression)
    return shift_years(base, target - int(base[:4])) if target else None


def _is_day(value: str) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d", value) is not None


def _is_quarter(value: str) -> bool:
    return len(value) == 7 and value[5] == "Q"


def _is_half(value: str) -> bool:
    return len(value) == 7 and value[5] == "H"


def _is_week(value: str) -> bool:
    return len(value) == 8 and value[5] == "W"


def _is_span(value: str) -> bool:
    return re.match(r"\d{4}-(?:\d\d(?!-)|Q|H|W)|\d{4}-\d\d-\d\d/", value) is not None


_FITTING: dict[Unit, Callable[[str], bool]] = {
    "day": _is_day,
    "month": is_month,
    "quarter": _is_quarter,
    "half": _is_half,
    "week": _is_week,
    "": _is_span,
}


def _find_base(context: Context, expression: Expression) -> str | None:
    """What the same time of another year is the same as."""
    unit, fits = expression.unit, _FITTING[expression.unit]
    own = context.find_in_sentence(expression, fits)
    if own is not None:
        return own[:10] if unit == "day" else own
    if (
        context.reported
        and fits(context.reported)
        and not (unit == "" and is_month(context.reported))
    ):
        return context.reported
    candidates = [
        value
        for earlier, value in context.list_last()
        if fits(value) and not context.is_compared(earlier)
    ]
    if unit == "day":
        return candidates[0][:10] if candidates else None
    spans = [value for value in candidates[:6] if not is_month(value)]
    if candidates:
        return (spans or candidates)[0]
    return context.reported or _find_bound(context, expression)


def _find_bound(context: Context, expression: Expression) -> str | None:
    """`Bis Ende August waren es 40, im gleichen Zeitraum des Vorjahres 38`; else the year."""
    fits = _FITTING[expression.unit]
    named = [value for earlier, value in context.list_last() if earlier.kind != "same"]
    year = next((value for value in named if is_year(value)), None)
    if expression.unit or context.reference is None:
        return year
    bound = next(filter(fits, named), year)
    return bound or str(context.find_reported_year(expression))
