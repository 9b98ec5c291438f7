"""A day by its name and its number in the month: `Donnerstag (8.)`, `heute (den 3.)`."""

from datetime import date

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import DAY_NUMBER, GAP, SPACE, WEEKDAY_NAME, compile_pattern
from pipelines.german.tense import Tense
from pipelines.german.timex import make_day, shift_months

_IN_BRACKETS = compile_pattern(
    rf"{GAP} \( {GAP} (?: (?:am|de[nmr]) {SPACE} )? (?P<day> {DAY_NUMBER} ) \. {GAP} \)"
)
_BOTH_IN_BRACKETS = compile_pattern(
    rf"""
    {GAP} \( {GAP} (?P<day> {DAY_NUMBER} ) \.? {GAP} (?:/|und|u\.|\+|&) {GAP}
    (?P<next> {DAY_NUMBER} ) \. {GAP} \)
    """
)
_NUMBERED = compile_pattern(
    rf"""
    (?P<weekday> {WEEKDAY_NAME} ) {GAP} ,? {GAP} (?: de[nm] {SPACE} )?
    (?P<day> {DAY_NUMBER} ) \.
    (?= {GAP} [,;)] | {SPACE} (?: um|ab|von|bis|und|sowie|jeweils|in|im|auf|statt ) {SPACE} )
    """
)
_SATURDAY, _SUNDAY = 5, 6
_MONTHS_AROUND = (0, -1, 1, -2, 2)


def add_number(text: str, expression: Expression) -> Expression:
    """The day, or the weekend, with the number that stands behind it in brackets."""
    if expression.unit == "weekend" and not expression.to:
        return _add_both(text, expression)
    named = expression.kind in {"weekday", "holiday"}
    if not named and (expression.kind, expression.unit) != ("shift", "day"):
        return expression
    if not text.startswith(("(", " ("), expression.end):
        return expression
    match = _IN_BRACKETS.match(text, expression.end)
    if match is None:
        return expression
    return expression._replace(end=match.end(), day=int(match["day"]))


def _add_both(text: str, weekend: Expression) -> Expression:
    """`Wochenende (17./18.)`."""
    match = _BOTH_IN_BRACKETS.match(text, weekend.end)
    if match is None or int(match["next"]) - int(match["day"]) != 1:
        return weekend
    sunday = Expression(
        kind="weekday",
        rule="weekday",
        start=weekend.start,
        end=match.end(),
        number=_SUNDAY,
        day=int(match["next"]),
    )
    return sunday._replace(number=_SATURDAY, day=int(match["day"]), to=sunday)


def read_numbered_weekday(text: str, position: int) -> Expression | None:
    """`Freitag, 23.` whose month was told before: the nearest that is a Friday."""
    match = _NUMBERED.match(text, position)
    if match is None:
        return None
    return Expression(
        kind="weekday",
        rule="weekday",
        start=position,
        end=match.end(),
        number=lexicon.WEEKDAYS[match["weekday"].lower()],
        day=int(match["day"]),
    )


def find_numbered(today: date, weekday: int, number: int, tense: Tense | None) -> date | None:
    """The nearest such weekday with this number in its month, on the side of the tense.

    >>> find_numbered(date(2015, 10, 12), 3, 8, "past")
    datetime.date(2015, 10, 8)
    """
    months = (shift_months(today.year, today.month, by) for by in _MONTHS_AROUND)
    days = [day for year, month in months if (day := make_day(year, month, number))]
    fitting = [day for day in days if day.weekday() == weekday and _allows(tense, today, day)]
    return min(fitting, key=lambda day: abs((day - today).days), default=None)


def _allows(tense: Tense | None, today: date, day: date) -> bool:
    return not (tense == "past" and day > today) and not (tense == "future" and day < today)
