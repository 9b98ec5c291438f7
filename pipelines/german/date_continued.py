"""Months, seasons and weekdays that count from what was named: `im darauffolgenden Herbst`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import (
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    PARTS_OF_DAY,
    SPACE,
    WEEKDAY_NAME,
    WORD_END,
    compile_pattern,
    is_short_month,
    normalize_words,
    read_month_name,
)
from pipelines.german.tense import Tense
from pipelines.german.tense_words import cut_near
from pipelines.german.text import Span
from pipelines.german.timex import SEASON_MONTHS, date_span, write_month

_BY_NAME = rf"""
    (?P<month> {MONTH_NAME} ) {MONTH_END}
  | (?P<season> {lexicon.match_words(lexicon.SEASONS)} ) s? {WORD_END}
"""
_CONTINUED = compile_pattern(
    rf"""
    (?P<adjective> {lexicon.match_words(lexicon.CONTINUING)} ) e[nmrs]? {SPACE}
    (?: {_BY_NAME} | (?P<weekday> {WEEKDAY_NAME} ) s? {WORD_END} ) (?! {SPACE} {FULL_YEAR} )
    """
)
_NAMED_FROM = compile_pattern(
    rf"""
    (?: {_BY_NAME} | (?P<weekday> {WEEKDAY_NAME} ) s? (?:{GAP}(?:{PARTS_OF_DAY}))? ) {SPACE}
    (?: (?P<after> darauf|danach ) | davor|zuvor ) {WORD_END}
    """
)
_TWO_WEEKS = timedelta(days=14)
"""`Montag darauf` counts from so many days at most, not from a year or a month."""


def read_continued(text: str, position: int) -> Expression | None:
    """`darauffolgenden März`, `folgenden Winter`, `selben Sommer`; `folgenden Tag` is a unit."""
    match = _CONTINUED.match(text, position)
    if match is None:
        return None
    by = lexicon.CONTINUING[normalize_words(match["adjective"])]
    if match["weekday"] and by < 1:
        return None  # „am selben Montag" may be any
    return _read_name(match, by)


def read_named_from(text: str, position: int) -> Expression | None:
    """`Montag darauf`, `Freitag zuvor`, `im Herbst davor`."""
    match = _NAMED_FROM.match(text, position)
    return _read_name(match, 1 if match["after"] else -1) if match else None


def _read_name(match: re.Match[str], by: int) -> Expression | None:
    month = match["month"]
    if month and is_short_month(month.lower()):
        return None
    return Expression(
        kind="continued",
        rule="continued",
        start=match.start(),
        end=match.end(),
        month=read_month_name(month) if month else 0,
        code=lexicon.SEASONS[match["season"].lower()] if match["season"] else "",
        number=lexicon.WEEKDAYS[match["weekday"].lower()] if match["weekday"] else 0,
        by=by,
    )


def resolve_continued(context: Context, expression: Expression) -> str | None:
    """The first of its name behind (the last before, the one in the year of) what was named."""
    fine = not (expression.code or expression.month)
    begun, ended = _find_base(context, _TWO_WEEKS if fine else None)
    if expression.code:
        first = SEASON_MONTHS[expression.code]
        year = _choose_year(first, expression.by, begun, ended)
        return f"{year}-{expression.code}"
    if expression.month:
        year = _choose_year(expression.month, expression.by, begun, ended)
        return write_month(year, expression.month)
    if expression.by < 0:
        back = (begun.weekday() - expression.number - 1) % 7 + 1
        return (begun - timedelta(days=back)).isoformat()
    ahead = (expression.number - ended.weekday() - 1) % 7 + 1
    return (ended + timedelta(days=ahead)).isoformat()


def _choose_year(month: int, by: int, begun: date, ended: date) -> int:
    if by > 0:
        return ended.year + int(date(ended.year, month, 1) <= ended)
    return begun.year - int(by < 0 and date(begun.year, month, 1) >= begun)


def _find_base(context: Context, longest: timedelta | None) -> tuple[date, date]:
    """First and last day of what was named last; the day of publication where nothing was."""
    for begun, ended in _list_spans(context):
        if longest is None or ended - begun <= longest:
            return begun, ended
    return context.today, context.today


def _list_spans(context: Context) -> Iterator[tuple[date, date]]:
    for earlier, value in context.list_last():
        span = date_span(value.partition("T")[0])
        if span is not None and not context.is_compared(earlier):
            yield span


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_TOLD = re.compile(
    r"(?<!\w)(?:Bilanz|teilte\w*|mitgeteilt|sagte|berichte\w+|erklärte|informierte|zog|Fazit|so)(?!\w)"
)
"""What is said of a span is said after it."""
_LAST = re.compile(r"(?:[Aa]bschluss|[Ee]nde|letzten)\s(?:am\s|[\w-]+\s)?$")


def find_in_span(context: Context, expression: Expression, tense: Tense | None) -> date | None:
    """`vom 3. bis 7. März … Am Mittwoch trafen sich`: of the span that was told of last.

    A span of two weeks has two of them: its last is meant where words of an end say so.
    """
    if expression.unit or expression.clock or expression.to:
        return None
    named = next(
        (match for _, value in context.list_named(0) if (match := _DAYS.fullmatch(value))), None
    )
    if named is None:
        return None
    first, last = date.fromisoformat(named[1]), date.fromisoformat(named[2])
    over = last < context.today
    if last - first > _TWO_WEEKS or tense != ("past" if over else "future"):
        return None
    near = cut_near(context.find_sentence(expression), Span(expression.start, expression.end))
    if over and _TOLD.search(context.text, *near):
        return None
    ends = _LAST.search(context.text, max(near.start, expression.start - 30), expression.start)
    return _find_between(expression.number, first, last, at_end=ends is not None)


def _find_between(weekday: int, first: date, last: date, *, at_end: bool) -> date | None:
    """The only such weekday between two days, else the last where that is meant."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    final = last - timedelta(days=(last.weekday() - weekday) % 7)
    return final if day == final or (day < final and at_end) else None
