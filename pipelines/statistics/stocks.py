"""What comes in a time, what is there on a day, and where it has come to."""

import re

from pipelines.german.timex import date_span
from pipelines.statistics.passage import STATISTICS, Passage
from pipelines.statistics.times import MONTH, WHOLE_DAY, is_ahead, is_recent

FLOWS = frozenset({"ausgaben", "integrationen", "neuantraege"})
"""What comes in a time, and is not there on a day."""
OF_SPANS = FLOWS | {"integrationsquote"}
_STOCKS = STATISTICS - OF_SPANS - {"ausbildungsstellen"}
"""Of places to learn, all of a year are told."""
_REACHED = re.compile(
    r"(?<!\w)(?:auf|sondern)\s(?:(?:nun|nunmehr|jetzt|aktuell|derzeit|nur|noch|zuletzt|rund|etwa)\s){0,2}$"
)


def is_stock_of_month(indicator: str | None, now: str, reported: str | None) -> bool:
    """Whether it holds for the month reported on, not for the quarter it ends or its first day.

    >>> is_stock_of_month("arbeitslose", "2019-Q1", "2019-03")
    True
    >>> is_stock_of_month("integrationen", "2019-Q1", "2019-03")
    False
    >>> is_stock_of_month("arbeitslose", "2019-08-01", "2019-08")
    True
    >>> is_stock_of_month("arbeitslose", "2019-08-14", "2019-08")
    False
    """
    if indicator not in _STOCKS or reported is None or not MONTH.fullmatch(reported):
        return False
    if now.isdigit():  # „so auch in diesem Jahr": it is that month's, unless the year was over
        return reported.startswith(now) and not reported.endswith("-12")
    span, month = date_span(now), date_span(reported)
    if not (span and month):
        return False
    if WHOLE_DAY.fullmatch(now):
        return now.startswith(reported) and span[0] == month[0]
    return span[0] < month[0] and span[1] == month[1]


def came_by_now(indicator: str | None, now: str, published: str | None) -> bool:
    """Whether it came in months that have just ended: `402 Integrationen stehen zu Buche`.

    >>> came_by_now("integrationen", "2019-01/2019-05", "2019-06-03")
    True
    """
    return indicator in FLOWS and "/" in now and is_recent(now[-7:], published)


def is_reached(passage: Passage, index: int) -> bool:
    """`auf 1.447 Personen`: where a trend has come to."""
    start = passage.quantities[index].start
    return _REACHED.search(passage.text, max(passage.start, start - 20), start) is not None


def moves(passage: Passage, index: int) -> bool:
    """`ein Rückgang um 30 auf 1.260 Personen`: by how much, and where it came to."""
    return passage.turns[index] is not None or is_reached(passage, index)


def date_row(
    indicator: str | None, past: str | None, reported: str | None, published: str | None
) -> str | None:
    """The time of a row: the paragraph's before, unless that is a law's to come, or a half-year.

    >>> date_row("arbeitslose", "2026-07-01", "2026-06", "2026-06-30")
    '2026-06'
    """
    if past and reported and indicator not in {None, "ausgaben"}:
        of_report = is_stock_of_month(indicator, past, reported) or is_ahead(past, published)
        return reported if of_report else past
    return past or reported
