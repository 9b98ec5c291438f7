"""Periods as values: before, after, one step back, whether they are over."""

import re
from datetime import date

from pipelines.german.timex import date_span, shift_months, shift_years, write_month
from pipelines.items import DateMention

_CLOCK = re.compile(r"T\d\d:\d\d")
MONTH = re.compile(r"\d{4}-\d\d")
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_OF_A_YEAR = re.compile(r"\d{4}(?:-\w\w){0,2}(?:/\d{4}(?:-\w\w){0,2})?")
"""What has its like in every year: no weeks, no decades."""
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_COUNTED_FROM = (("Vormonat", 1), ("Vorjahresmonat", 12))
_RECENT = 1
"""Months."""


def cut_clock(value: str) -> str:
    """A value no finer than a day.

    >>> cut_clock("2024-05-14T10:00/2024-05-14T13:00"), cut_clock("2024-05")
    ('2024-05-14', '2024-05')
    """
    first, _, last = _CLOCK.sub("", value).partition("/")
    return f"{first}/{last}" if last and first != last else first


def step_back(period: str, years: int = 0) -> str | None:
    """The period before (or the same one `years` before); None for a period without a step.

    >>> step_back("2022-02"), step_back("2023-Q1"), step_back("2024", years=1)
    ('2022-01', '2022-Q4', '2023')
    >>> step_back("2019-08", years=1), step_back("2021-01/2021-04", years=1)
    ('2018-08', '2020-01/2020-04')
    >>> step_back("2021/2022", years=1)
    '2020/2021'
    >>> step_back("2019-12-31", years=1), step_back("2024-01-01")
    ('2018-12-31', '2023')
    """
    if years:
        return shift_years(period, -years) if _OF_A_YEAR.fullmatch(period) else None
    year = int(period[:4]) if period[:4].isdigit() else 0
    if re.fullmatch(r"\d{4}/\d{4}", period):  # a school year
        return f"{year - 1}/{year}" if int(period[5:]) == year + 1 else None
    if MONTH.fullmatch(period):
        return write_month(*shift_months(year, int(period[5:]), -1))
    part = _PART.fullmatch(period)
    if part:
        number, last = int(part[3]), 4 if part[2] == "Q" else 2
        return f"{year - 1}-{part[2]}{last}" if number == 1 else f"{year}-{part[2]}{number - 1}"
    if period.isdigit() or period.endswith("-01-01"):  # up to then it was as in the year before
        return str(year - 1)
    return None


def find_month_compared(date: DateMention) -> str | None:
    """The month that a comparison counts from: one behind `Vormonat`, twelve `Vorjahresmonat`.

    >>> find_month_compared(DateMention(
    ...     quote="Vormonat", start=0, end=8, value="2020-12", source="text", rule="shift"))
    '2021-01'
    """
    steps = next((by for word, by in _COUNTED_FROM if date.quote.startswith(word)), 0)
    if not steps or not MONTH.fullmatch(date.value):
        return None
    return write_month(*shift_months(int(date.value[:4]), int(date.value[5:]), steps))


def is_ahead(period: str, published: str | None) -> bool:
    """Whether a period begins after the publication; a day may do so within its month.

    >>> day = "2021-01-28"
    >>> is_ahead("2021-02", day), is_ahead("2021-01-29/2021-01-31", day), is_ahead("2021-01", day)
    (True, True, False)
    """
    span = date_span(period)
    return published is not None and span is not None and span[0].isoformat() > published


def is_over(period: str, published: str) -> bool:
    """Whether a period had ended, or was the month of publication itself.

    >>> day = "2021-01-28"
    >>> is_over("2021-H1", day), is_over("2020", day), is_over("2021-01", day)
    (False, True, True)
    """
    last = period.rpartition("/")[2]
    return last == published[:7] or _month_of_end(last) < published[:7]


def is_before(one: str, other: str) -> bool:
    """Whether a period ends before another of the same precision, or a year before its year.

    >>> is_before("2021-02", "2022-02"), is_before("2021", "2022-02"), is_before("2022", "2022-02")
    (True, True, False)
    >>> is_before("2025-07", "2025-H1"), is_before("2025-Q1", "2025-07")
    (False, True)
    """
    if len(one) == len(other) == 7:  # months, quarters and halves by the month that ends them
        return _month_of_end(one) < _month_of_end(other)
    width = min(len(one), len(other))
    if width < len(one) or width < len(other):
        width = 4
    return one[:width] < other[:width]


def is_recent(period: str, published: str | None) -> bool:
    """A month or quarter that ended shortly before the publication: `derzeit` may mean it.

    >>> is_recent("2020-11", "2020-12-02"), is_recent("2020-Q3", "2020-10-21")
    (True, True)
    >>> is_recent("2020", "2020-12-02"), is_recent("2020-05", "2020-12-02")
    (False, False)
    """
    if len(period) != len("2020-Q3"):
        return False
    if published is None:
        return True
    end = _month_of_end(period)
    years = int(published[:4]) - int(end[:4])
    return 12 * years + int(published[5:7]) - int(end[5:]) <= _RECENT


def _month_of_end(period: str) -> str:
    """Its last month; one that never comes for what is no period."""
    span = date_span(period)
    return span[1].isoformat()[: len("2019-03")] if span else "9999-12"


def is_within(span: tuple[date, date], period: str) -> bool:
    """Whether the days from the first to the last of `span` lie in a period.

    >>> is_within((date(2019, 3, 1), date(2019, 3, 31)), "2019-Q1")
    True
    """
    whole = date_span(period)
    return whole is not None and whole[0] <= span[0] and span[1] <= whole[1]
