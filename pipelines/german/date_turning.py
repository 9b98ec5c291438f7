"""Values of beginnings, middles and ends that name no year: `Jahresende`, `Monatsmitte`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.german.date_choice import choose_year
from pipelines.german.date_compared import is_older
from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression
from pipelines.german.date_shapes import is_month, is_year
from pipelines.german.date_shifts import resolve_shift
from pipelines.german.timex import shift_months, write_month, write_week

_SCHOOLS_LOOK_AHEAD = 3
"""From March on the new school year is the one to come."""
_JANUARY, _JULY, _AUGUST, _DECEMBER = 1, 7, 8, 12
_NEAR = 200
"""So many characters before and behind say whether it is ahead."""
_UNTIL = re.compile(r"(?<!\w)(?:[Bb]is|[Aa]b|[Ss]pätestens)\s(?:zum\s)?\Z")
_AHEAD = re.compile(
    r"(?<!\w)(?:w[ei]rd(?:en)?|soll(?:en)?|w[io]ll(?:en)?|kann|können|dürfte[n]?|erwarte[nt]|rechne[nt]"
    r"|plan(?:en|t)|hoff(?:t|en)|läuft|laufen|ende[nt]|künftig|dann|nächste[nmrs]?|kommende[nmrs]?)(?!\w)"
)
"""`zum Jahresende läuft das Projekt aus`: a year is yet to come."""
_HOLDS = re.compile(
    r"(?<!\w)(?:gilt|gelten|heißt|greif(?:t|en)|erhält|erhalten|bekomm(?:t|en)|zahl(?:t|en))(?!\w)"
)
"""`seit Jahresbeginn gilt das neue Gesetz`: of the year that has begun."""
_COUNTED = re.compile(r"\d(?:\s[A-ZÄÖÜ][\w-]+)?\s(?:am|zum)\s\Z")
_IN_YEAR = re.compile(r"\s*(?:Im\s)?")
_SPRING = 6
_FIRST_WEEK = 7
"""Of a month: in it a `Monatsende` at which something was counted is the last one."""
_FIRST_DAYS = 3
"""Of a month: in these `seit Monatsbeginn` would be hardly worth saying."""


def resolve_turn(context: Context, expression: Expression) -> str | None:
    """The year, month, week … whose beginning, middle or end it is."""
    if isinstance(expression.year, int):
        return str(expression.year)
    if expression.unit in {"quarter", "half", "month"} and _has_ended(context, expression):
        ended = expression._replace(kind="shift", by=-1)
        told = context.reported or ""
        return told if told[5:6] == expression.unit[0].upper() else resolve_shift(context, ended)
    resolve = _RESOLVERS.get(expression.code or expression.unit)
    if resolve is None:
        return resolve_shift(context, expression._replace(kind="shift", by=0))
    return resolve(context, expression)


def _is_ahead(context: Context, expression: Expression) -> bool:
    """`Zum Monatsende läuft die Frist ab`."""
    sentence = context.find_sentence(expression)
    until = _UNTIL.search(context.text, sentence.start, expression.start) is not None
    return until or _AHEAD.search(context.text, *sentence) is not None


def _has_ended(context: Context, expression: Expression) -> bool:
    """`Zum Quartalsende waren 88 Plätze besetzt`, told before the next ends."""
    if expression.unit == "month":
        early = context.today.day <= _FIRST_WEEK
        named = context.text.startswith("Monatsende", expression.start)
        return early and named and not _is_ahead(context, expression)
    last = (context.today.month - 1) % (3 if expression.unit == "quarter" else 6)
    early = last == 0 or (expression.unit == "half" and last <= 1)
    return expression.position == _DECEMBER and early and context.read_tense(expression) == "past"


def _resolve_new_year(context: Context, expression: Expression) -> str:
    today = context.today
    if expression.unit == "school_year":
        first = today.year - int(today.month < _SCHOOLS_LOOK_AHEAD)
        return f"{first}/{first + 1}"
    return str(today.year + int(today.month >= 7))


def _resolve_turn_in_year(context: Context, expression: Expression) -> str | None:
    position = expression.position
    said = _find_year_said(context, expression)
    if said:
        return said
    if _is_of_december(context, expression) or _is_counted_then(context, expression):
        return str(context.today.year - 1)
    year = choose_year(context, expression, lambda y: _place(context.today, y, position), back=0.9)
    return str(year) if year else None


def _find_year_said(context: Context, expression: Expression) -> str | None:
    """`2021 sank sie auf 4.450 am Jahresende`: the year that its sentence is on."""
    if not context.named:
        return None
    year, value = context.named[-1]
    start = context.find_sentence(expression).start
    opens = _IN_YEAR.fullmatch(context.text, start, year.start) is not None
    return value if opens and is_year(value) else None


def _resolve_turn_in_school_year(context: Context, expression: Expression) -> str | None:
    """`Schuljahresbeginn`: of the school year that began, or will begin, nearest."""
    position = expression.position
    month, later = (
        (_AUGUST, 0) if position == _JANUARY else (2, 1) if position < _JULY else (_JULY, 1)
    )
    year = choose_year(context, expression, lambda y: date(y, month, 1))
    return f"{year - later}/{year - later + 1}" if year else None


def _is_of_december(context: Context, expression: Expression) -> bool:
    """`zum Jahresende robust`, `seit Jahresbeginn: 1.622` in January's report on what is over.

    What is so since the beginning (`gilt seit Jahresbeginn`) may be of the new year.
    """
    today = context.today
    if today.month > 1 or context.reported not in {f"{today.year - 1}-12", str(today.year - 1)}:
        return False
    start, sentence = expression.start, context.find_sentence(expression)
    near = max(sentence.start, start - _NEAR), min(sentence.end, start + _NEAR)
    if expression.position == _JANUARY:
        since = context.is_since(expression) or is_older(context.text[max(0, start - 32) : start])
        return since and not _HOLDS.search(context.text, *near)
    if expression.position != _DECEMBER:
        return False
    ahead = _UNTIL.search(context.text, max(sentence.start, start - 16), start)
    return not (ahead or _AHEAD.search(context.text, *near))


def _is_counted_then(context: Context, expression: Expression) -> bool:
    """`7.708 am Jahresende bedeuten ein Minus`, `waren es weniger als zu Jahresbeginn`, in spring.

    The end of a year is that of the last one where something was counted, and so is the beginning
    that its end is compared with.
    """
    start, sentence = expression.start, context.find_sentence(expression)
    if context.today.month > _SPRING or not context.text.startswith("Jahres", start):
        return False
    near = max(sentence.start, start - _NEAR)
    if expression.position == _JANUARY:
        ended = context.text.find("Jahresende", near, start) >= 0
        return ended and is_older(context.text[max(near, start - 32) : start])
    counted = _COUNTED.search(context.text, max(near, start - 50), start)
    return counted is not None and not _AHEAD.search(context.text, near, sentence.end)


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
    "school_year": _resolve_turn_in_school_year,
    "month": _resolve_turn_in_month,
    "weekend": _resolve_weekend,
}
