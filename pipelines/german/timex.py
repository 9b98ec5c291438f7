"""Arithmetic of TIMEX3 values: days, weeks, months, quarters, half-years, seasons, years."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from pipelines.german.date_shapes import is_decade

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season begins, as meteorologists count."""

_VALUE = re.compile(
    r"""
    (?P<year>\d{4})
    (?: -(?: W(?P<week>\d\d)(?P<weekend>-WE)?
           | Q(?P<quarter>[1-4])
           | H(?P<half>[12])
           | (?P<season>SP|SU|FA|WI)
           | (?P<month>\d\d) (?:-(?P<day>\d\d) (?:T\d\d:\d\d(?::\d\d)?)?)?
        )
    )?
    """,
    re.VERBOSE,
)


def make_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day.

    >>> make_day(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """The month so many months later (or earlier).

    >>> shift_months(2021, 1, -1)
    (2020, 12)
    """
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def find_last_day(year: int, month: int) -> date:
    """The last day of a month.

    >>> find_last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def write_month(year: int, month: int) -> str:
    """A month as a value.

    >>> write_month(2020, 3)
    '2020-03'
    """
    return f"{year:04d}-{month:02d}"


def write_week(day: date) -> str:
    """The ISO week of a day.

    >>> write_week(date(2021, 1, 1))
    '2020-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def compute_easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher's rule).

    >>> compute_easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def compute_first_advent(year: int) -> date:
    """The first Sunday of Advent: the fourth before Christmas Day.

    >>> compute_first_advent(2022)
    datetime.date(2022, 11, 27)
    """
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday() + 21)


def shift_years(value: str, by: int) -> str:
    """The same day, month, quarter or span so many years later (or earlier).

    29 February becomes 28 February where the year has none.

    >>> shift_years("2023-H1", -1), shift_years("2021-10/2022-09", -1), shift_years("2024-02-29", 1)
    ('2022-H1', '2020-10/2021-09', '2025-02-28')
    """
    shifted = []
    for point in value.split("/"):
        year, rest = int(point[:4]) + by, point[4:]
        if rest.startswith("-02-29") and not calendar.isleap(year):
            rest = "-02-28" + rest[6:]
        shifted.append(f"{year:04d}{rest}")
    return "/".join(shifted)


@lru_cache(maxsize=1024)
def date_span(value: str, *, quote: str = "") -> tuple[date, date] | None:
    """First and last day of a value; None where it is none.

    Two years that follow each other are a school year, 1 August to 31 July (as the school laws
    of most Länder have it), unless `quote` says that they are two whole years (`2019 bis 2020`).
    Seasons are the meteorologists', weeks ISO's, a decade is a value of three digits.

    >>> date_span("2022/2023")
    (datetime.date(2022, 8, 1), datetime.date(2023, 7, 31))
    >>> date_span("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> date_span("2018-W01")
    (datetime.date(2018, 1, 1), datetime.date(2018, 1, 7))
    """
    begin, slash, end = value.partition("/")
    if not slash:
        return _span_of_point(begin)
    first, last = _span_of_point(begin), _span_of_point(end)
    if first is None or last is None:
        return None
    if len(begin) == len(end) == 4 and int(end) == int(begin) + 1 and not _TWO_YEARS.search(quote):
        return date(int(begin), 8, 1), date(int(end), 7, 31)
    return (first[0], last[1]) if first[0] <= last[1] else None


_TWO_YEARS = re.compile(r"\b(?:bis|und)\b|Jahre", re.IGNORECASE)


def _span_of_point(value: str) -> tuple[date, date] | None:
    if is_decade(value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    match = _VALUE.fullmatch(value)
    if match is None or match["year"] == "0000":
        return None
    year = int(match["year"])
    try:
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day
        if match["week"]:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            begin = monday + timedelta(days=5) if match["weekend"] else monday
            return begin, monday + timedelta(days=6)
        return _span_of_months(year, *_read_months(match))
    except (ValueError, OverflowError):  # week 53 of a year that has 52, the year 10000
        return None


def _read_months(match: re.Match[str]) -> tuple[int, int]:
    """First month (counted from 1) and number of months."""
    if match["month"]:
        return int(match["month"]), 1
    if match["quarter"]:
        return int(match["quarter"]) * 3 - 2, 3
    if match["half"]:
        return int(match["half"]) * 6 - 5, 6
    if match["season"]:
        return SEASON_MONTHS[match["season"]], 3
    return 1, 12


def _span_of_months(year: int, month: int, count: int) -> tuple[date, date]:
    return date(year, month, 1), find_last_day(*shift_months(year, month, count - 1))
