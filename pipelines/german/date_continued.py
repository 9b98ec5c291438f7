"""Months, seasons and weekdays that count from what was named: `im darauffolgenden Herbst`."""

from collections.abc import Iterator
from datetime import date, timedelta

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_context import Context
from pipelines.german.date_expressions import (
    MONTH_END,
    MONTH_NAME,
    SPACE,
    WEEKDAY_NAME,
    WORD_END,
    Expression,
    compile_pattern,
    is_short_month,
    normalize_words,
    read_month_name,
)
from pipelines.german.timex import SEASON_MONTHS, date_span, write_month

_CONTINUED = compile_pattern(
    rf"""
    (?P<adjective> {lexicon.match_words(lexicon.CONTINUING)} ) e[nmrs]? {SPACE}
    (?: (?P<month> {MONTH_NAME} ) {MONTH_END}
      | (?P<season> {lexicon.match_words(lexicon.SEASONS)} ) s? {WORD_END}
      | (?P<weekday> {WEEKDAY_NAME} ) s? {WORD_END}
    )
    """
)


def read_continued(text: str, position: int) -> Expression | None:
    """`darauffolgenden März`, `folgenden Winter`, `selben Sommer`; `folgenden Tag` is a unit."""
    match = _CONTINUED.match(text, position)
    if match is None or (match["month"] and is_short_month(match["month"].lower())):
        return None
    by = lexicon.CONTINUING[normalize_words(match["adjective"])]
    if match["weekday"] and by < 1:
        return None  # „am selben Montag" may be any
    return Expression(
        kind="continued",
        rule="continued",
        start=position,
        end=match.end(),
        month=read_month_name(match["month"]) if match["month"] else 0,
        code=lexicon.SEASONS[match["season"].lower()] if match["season"] else "",
        number=lexicon.WEEKDAYS[match["weekday"].lower()] if match["weekday"] else 0,
        by=by,
    )


def resolve_continued(context: Context, expression: Expression) -> str | None:
    """The first of its name behind (the last before, the one in the year of) what was named."""
    begun, ended = _find_base(context)
    if expression.code:
        first = SEASON_MONTHS[expression.code]
        year = _choose_year(first, expression.by, begun, ended)
        return f"{year}-{expression.code}"
    if expression.month:
        year = _choose_year(expression.month, expression.by, begun, ended)
        return write_month(year, expression.month)
    ahead = (expression.number - ended.weekday() - 1) % 7 + 1
    return (ended + timedelta(days=ahead)).isoformat()


def _choose_year(month: int, by: int, begun: date, ended: date) -> int:
    if by > 0:
        return ended.year + int(date(ended.year, month, 1) <= ended)
    return begun.year - int(by < 0 and date(begun.year, month, 1) >= begun)


def _find_base(context: Context) -> tuple[date, date]:
    """First and last day of what was named last; the day of publication where nothing was."""
    for span in _list_spans(context):
        return span
    return context.today, context.today


def _list_spans(context: Context) -> Iterator[tuple[date, date]]:
    for earlier, value in context.list_last():
        span = date_span(value.partition("T")[0])
        if span is not None and not context.is_compared(earlier):
            yield span
