"""The period that an announcement reports on: what `Vormonat` counts from."""

import re
from datetime import date

from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression, RelativeYear
from pipelines.german.date_values import resolve_expression
from pipelines.german.timex import date_span

LEAD = 12
"""So many expressions at the beginning of a text may say what it reports on."""


_COMPARED = re.compile(
    r"\b(?:gegenüber|als|seit|bis|wie|ab|nach|vor|statt|zum|vom|von|noch|zur|um|zu|mit)\s+(?:(?:im|dem|den|zum|der|am|in)\s+)?\Z",
    re.IGNORECASE,
)


_COMPARED_IN_TITLE = re.compile(
    r"\b(?:gegenüber|als|seit|bis|wie|ab|vor|nach)\s+(?:(?:im|dem|den|zum|der|am|in)\s+)?\Z",
    re.IGNORECASE,
)


_BALANCE = re.compile(
    r"(?:[Bb]ilanz|[Jj]ahresbericht|[Jj]ahresrückblick|Rückblick|Geschäftsjahr|Berichtsjahr)\s+(?:(?:für|auf|zu|des|das|zum|Jahr|Jahres)\s+)*\Z"
)
"""An annual report's year goes before the months named in it."""


_REPORTABLE = frozenset({"month", "quarter", "half"})


_REPORTABLE_RULES = frozenset({"numeric_month", "year", "double_year", "part"})


def find_reported(
    text: str, expressions: list[Expression], reference: date | None, *, is_title: bool
) -> str | None:
    """The first month, quarter, half-year or year named that is neither compared with nor ahead."""
    years: list[str] = []
    context = Context(text=text, reference=reference)
    for expression in expressions:
        if expression.to is not None or isinstance(expression.year, RelativeYear):
            continue
        before = text[max(0, expression.start - 24) : expression.start]
        if (_COMPARED_IN_TITLE if is_title else _COMPARED).search(before):
            continue
        if _names_an_older(text, expression):
            continue
        if expression.kind in _REPORTABLE or expression.rule in _REPORTABLE_RULES:
            value = resolve_expression(context, expression)
            if value is None or not _may_be_reported(value, reference, is_title=is_title):
                continue
            if len(value) == 4:
                if _BALANCE.search(before):
                    return value
                years.append(value)
            elif len(value) != 9 or is_title:
                return value
    return years[0] if years else None


_ANNUAL = re.compile(r"\b[Jj]ahres(?:bericht|bilanz|rückblick)(?:e?s)?(?!\w)")
_OPENING = 400
"""So many characters are the beginning of an announcement."""
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
    """`Vormonat Dezember`, and `(Januar: 4.050)`: the time of a value to compare with."""
    labels = text[expression.start - 1 : expression.start] == "("
    return text.startswith("Vor", expression.start) or (
        labels and text[expression.end : expression.end + 1] == ":"
    )


def _may_be_reported(value: str, reference: date | None, *, is_title: bool) -> bool:
    """Not ahead, and not long ago: a title may look back three years, a text a few months."""
    span = date_span(value)
    if reference is None or span is None:
        return span is not None
    if span[0] > reference:
        return False
    months = (reference.year - span[1].year) * 12 + reference.month - span[1].month
    return months <= (36 if is_title else 12 if len(value) == 4 else 4)
