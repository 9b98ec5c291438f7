"""The year of a day without one: the nearest that the tense allows."""

from collections.abc import Callable
from datetime import date

from pipelines.german.date_expressions import Expression
from pipelines.german.tense import Tense
from pipelines.german.timex import find_last_day, make_day

Beginning = Callable[[int], date | None]
"""The day on which it begins in a year."""
_FAR, _CLOSE = 320, 31
"""Days: what is as far as the first is told with its year, if something as close has its name."""


def choose_nearest(today: date, make: Beginning, tense: Tense | None, back: float) -> int | None:
    """The year in which it lies nearest to today, on the side that the tense allows.

    `back` below 1 makes the past nearer.

    >>> choose_nearest(date(2021, 5, 8), lambda year: date(year, 5, 12), "past", 1.0)
    2020
    """
    this_year = today.year
    order = (0, -1, 1, -2, 2, -3, 3, -4, 4)  # 29 February may be four years away
    best: tuple[float, int] | None = None
    for year in (this_year + by for by in order):
        day = make(year)
        if day is None:
            continue
        distance = (day - today).days
        if (tense == "past" and distance > 0) or (tense == "future" and distance < 0):
            continue
        weight = distance if distance >= 0 else -distance * back
        if best is None or weight < best[0]:
            best = (weight, year)
        if abs(year - this_year) > 1:
            break
    return best[1] if best else None


def prefer_close(
    today: date, make: Beginning, chosen: int | None, nearest: int | None
) -> int | None:
    """A day of the next weeks is meant where the last of its name is most of a year ago.

    `Der Termin am 12. Mai wurde verschoben`, told on 8 May, is to come.
    """
    if chosen is None or nearest is None or chosen == nearest:
        return chosen
    day, close = make(chosen), make(nearest)
    if day is None or close is None:
        return chosen
    far = abs((day - today).days) >= _FAR
    return nearest if far and abs((close - today).days) <= _CLOSE else chosen


def reach_end(
    expression: Expression, make: Beginning, today: date, *, over: bool = False
) -> Beginning:
    """Where a span begins in a year; today while it lasts: `vom 23. März bis 19. April`.

    A span of months that is `over` lasts in none whose last has not begun.
    """
    last = expression.to
    if last is None or last.kind not in {"day", "month"} or last.year is not None:
        return make
    goes_over = last.place < expression.place

    def begin(year: int) -> date | None:
        first = make(year)
        end = _find_end(last, year + int(goes_over))
        if first is None or end is None or not first <= today <= end:
            return first
        begun = last.kind == "day" or (end.year, end.month) == (today.year, today.month)
        return today if begun or not over else None

    return begin


def _find_end(last: Expression, year: int) -> date | None:
    if last.kind == "day":
        return make_day(year, last.month, last.day)
    return find_last_day(year, last.month)
