"""The period that an announcement reports on: what `Vormonat` counts from."""

import re
from collections.abc import Iterator
from datetime import date

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_compared import compile_compared
from pipelines.german.date_context import Context, tells_statistics
from pipelines.german.date_expressions import Expression, RelativeYear
from pipelines.german.date_patterns import MONTH_NAME
from pipelines.german.date_shapes import is_decade, is_double_year, is_month, is_year
from pipelines.german.date_values import resolve_expression
from pipelines.german.text import find_paragraph
from pipelines.german.timex import date_span, shift_months, write_month

LEAD = 12
"""So many expressions at the beginning of a text may say what it reports on."""
_COMPARED_IN_TITLE = compile_compared()
_COMPARED = compile_compared(also="zum|vom|von|noch|zur|zu|mit")
"""A title says `Zahlen vom Mai`; in a text `vom Mai` may say when anything was."""
_BALANCE = re.compile(
    r"(?:[Bb]ilanz|[Bb]ericht(?:e?s)?|[Jj]ahresrückblick|Rückblick|Geschäftsjahr|Berichtsjahr|[Ss]tatistik|[Zz]ahlen)"
    r"\s+(?:(?:für|auf|über|zu|des|das|zum|Jahr|Jahres)\s+)*\Z"
)
_OPENING = 400
"""So many characters are the beginning of an announcement."""
_REPORTABLE = frozenset({"month", "quarter", "half"})
_REPORTABLE_RULES = frozenset({"numeric_month", "year", "double_year", "part"})
_LONGEST, _LONGEST_YEAR, _LONGEST_IN_TITLE = 4, 12, 36
"""So many months ago a month, or a year, that a text or a title reports on was over at most."""
_COMPOUND = re.compile(
    rf"(?<!\w)(?P<month>{MONTH_NAME})-?(?:zahlen|bilanz|bericht|statistik|werte|daten|meldung)(?!\w)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]{0,12}\d[\d.,]*[^()\d]{0,20}\Z")
_MONTH_TOLD = 25
"""From this day on the statistics of the running month are told."""


def find_titled(title: str, expressions: list[Expression], reference: date | None) -> str | None:
    """The first month, quarter, half-year or year that a title names, or the one it compares."""
    years = []
    for expression, value, compared in _list_named(
        Context(text=title, reference=reference), expressions, _COMPARED_IN_TITLE
    ):
        if compared or not _may_be_reported(value, reference, longest=_LONGEST_IN_TITLE):
            continue
        if not is_year(value) or _is_of_balance(title, expression):
            return value
        years.append(value)
    if years:
        return years[0]
    return _read_compound(title, reference) or _find_compared_in(title, expressions, reference)


def find_reported(context: Context, expressions: list[Expression]) -> str | None:
    """The month, quarter, half-year or year that a text names, neither compared with nor ahead.

    It is the first, but of the months of one paragraph the last that can be told of:
    `Wie im September, so war es auch im Oktober`. A year is none where a `Vormonat` is named.
    """
    text, reference = context.text, context.reference
    years: list[str] = []
    months: list[tuple[Expression, str]] = []
    for expression, value, compared in _list_named(context, expressions, _COMPARED):
        longest = _LONGEST_YEAR if is_year(value) else _LONGEST
        if compared or not _may_be_reported(value, reference, longest=longest):
            continue
        if is_year(value):
            if not months and _is_of_balance(text, expression):
                return value
            years.append(value)
        elif is_month(value):
            months.append((expression, value))
        elif not months and not is_double_year(value):
            return value
    if months:
        return _choose_month(text, months, reference)
    if any(_is_month_before(expression) for expression in expressions):
        return None
    return years[0] if years else None


def _list_named(
    context: Context, expressions: list[Expression], comparing: re.Pattern[str]
) -> Iterator[tuple[Expression, str, bool]]:
    """What may be reported on by its precision, its value, and whether it is compared with."""
    text = context.text
    for expression in expressions:
        if expression.to is not None or isinstance(expression.year, RelativeYear):
            continue
        named = expression.kind in _REPORTABLE or expression.rule in _REPORTABLE_RULES
        if not named and not _is_last_month(expression):
            continue
        if _names_an_older(text, expression):
            continue
        value = resolve_expression(context, expression)
        if value is not None and "-W" not in value:  # „war Ende vergangener Woche zu lesen"
            start = expression.start
            compared = comparing.search(text, max(0, start - 32), start) is not None
            yield expression, value, compared


def _find_compared_in(
    title: str, expressions: list[Expression], reference: date | None
) -> str | None:
    """`Weniger Arbeitslose als im September`, told in the first days of November: of October."""
    if reference is None:
        return None
    told = find_last_told(reference)
    compared = {
        value
        for _, value, compared in _list_named(
            Context(text=title, reference=reference), expressions, _COMPARED_IN_TITLE
        )
        if compared
    }
    before = {shift_months(int(told[:4]), int(told[5:]), by) for by in (-1, -12)}
    return told if compared & {write_month(*month) for month in before} else None


def _read_compound(title: str, reference: date | None) -> str | None:
    """`Die Oktoberzahlen`: the last October that is over."""
    compound = _COMPOUND.search(title)
    if compound is None or reference is None:
        return None
    month, told = lexicon.MONTHS[compound["month"].lower()], find_last_told(reference)
    year = int(told[:4]) - (month > int(told[5:]))
    return write_month(year, month)


def _is_of_balance(text: str, expression: Expression) -> bool:
    """An annual report's year goes before the months named in it."""
    return _BALANCE.search(text, max(0, expression.start - 32), expression.start) is not None


def _choose_month(text: str, months: list[tuple[Expression, str]], reference: date | None) -> str:
    """The newest that its statistics can be told of, in the first paragraph that tells any.

    Months in whose sentences nothing is counted are of events: `In der Sitzung im November …`.
    """
    telling = [named for named in months if tells_statistics(text, named[0].start)] or months
    if reference is None:
        return telling[0][1]
    told = find_last_told(reference)
    over = [named for named in telling if named[1] <= told]
    if not over:
        return telling[0][1]
    paragraph = find_paragraph(text, over[0][0].start)
    return max(value for other, value in over if other.end <= paragraph.end)


def find_last_told(reference: date) -> str:
    """The last month whose statistics a day of publication can tell."""
    by = 0 if reference.day >= _MONTH_TOLD else -1
    return write_month(*shift_months(reference.year, reference.month, by))


def _is_month_before(expression: Expression) -> bool:
    """`Vormonat`: what it stands in is on a month."""
    return expression.rule == "neighbour_unit" and (expression.unit, expression.by) == ("month", -1)


_ANNUAL = re.compile(r"\b[Jj]ahres(?:bericht|bilanz|rückblick)(?:e?s)?(?!\w)")
_LAST_MONTH_OF_ANNUALS = 9
"""From October on an annual report may be this year's."""


def find_annual_report(text: str, reference: date | None) -> str | None:
    """The last year, where an annual report opens an announcement and no year is named.

    >>> find_annual_report("Der Landrat stellte den Jahresbericht vor.", date(2020, 3, 2))
    '2019'
    """
    if reference is None or reference.month > _LAST_MONTH_OF_ANNUALS:
        return None
    return str(reference.year - 1) if _ANNUAL.search(text, 0, _OPENING) else None


def _names_an_older(text: str, expression: Expression) -> bool:
    """`Vormonat Dezember`, `(Januar: 4.050)`, `(4.050 im Januar)`: of a value to compare with."""
    if text.startswith("Vor", expression.start):
        return True
    if _BRACKETED.search(text, max(0, expression.start - 40), expression.start):
        return True
    labels = text[expression.start - 1 : expression.start] == "("
    return labels and text[expression.end : expression.end + 1] == ":"


def _is_last_month(expression: Expression) -> bool:
    """`im zurückliegenden Monat`, told of by its distance."""
    counted = (expression.unit, expression.by, expression.anchor)
    return expression.kind == "shift" and counted == ("month", -1, "published")


def _may_be_reported(value: str, reference: date | None, *, longest: int) -> bool:
    """Not ahead, and over for no more than so many months."""
    span = date_span(value)
    if span is None or is_decade(value):
        return False
    if reference is None:
        return True
    if span[0] > reference:
        return False
    months = (reference.year - span[1].year) * 12 + reference.month - span[1].month
    return months <= longest
