"""The year in which a story goes on: `Im September 2004 … Im Herbst … bis Heiligabend`."""

from datetime import date

from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression
from pipelines.german.date_nearest import Beginning
from pipelines.german.date_patterns import find_word_before
from pipelines.german.timex import date_span

_LONG_AGO = 2
"""So many years back a time is history; what is nearer is compared with."""
_GOES_ON = frozenset({"day", "holiday", "month", "quarter", "season", "turn"})
_TOLD_BEHIND = frozenset({"am", "im", "vom", "zum", "bis", "der", "dem", "den", "ab"})
"""Before the time of a story: `Beschluss vom September 2004`, not `seit Mai 2004`."""


def find_narrated(context: Context, expression: Expression, make: Beginning) -> int | None:
    """The year in which it follows what was told right before it, where that is long ago.

    Only within a paragraph, and only behind a time that is finer than a year: behind `2004
    gegründet` the news may go on.
    """
    if expression.kind not in _GOES_ON or _is_beside(context, expression):
        return None
    begun = _find_told(context, expression)
    if begun is None:
        return None
    days = ((year, make(year)) for year in (begun.year, begun.year + 1))
    return next((year for year, day in days if day is not None and day >= begun), None)


def _find_told(context: Context, expression: Expression) -> date | None:
    """The day on which the last thing told before it began, if that is a story of long ago."""
    last_year = str(context.today.year - _LONG_AGO)
    if not context.named or context.named[-1][1][:4] > last_year:
        return None  # as mostly
    begin = context.find_paragraph(expression)
    named = [(earlier, value) for earlier, value in context.list_last() if earlier.start >= begin]
    if not named or any(value[:4] > last_year for _, value in named):
        return None
    earlier, value = named[0]
    if len(value) <= len("2004") or not _is_told(context, earlier):
        return None
    span = date_span(value.partition("/")[0][:10])
    return span[0] if span else None


def _is_beside(context: Context, expression: Expression) -> bool:
    """Compared with, or where something began; `bis` is of the story."""
    before = find_word_before(context.text, expression.start).lower()
    return before != "bis" and context.is_compared(expression)


def _is_told(context: Context, earlier: Expression) -> bool:
    """Not in brackets, no row's head, nothing compared with."""
    if _is_beside(context, earlier):
        return False
    before = find_word_before(context.text, earlier.start).lower()
    return before in _TOLD_BEHIND and context.text[earlier.end : earlier.end + 1] not in {":", ")"}
