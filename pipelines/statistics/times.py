"""Periods as values: before, after, one step back, whether they are over."""

import re

from pipelines.german.timex import date_span
from pipelines.items import DateMention

_CLOCK = re.compile(r"T\d\d:\d\d")
MONTH = re.compile(r"\d{4}-\d\d")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_COUNTED_FROM = (("Vormonat", 1), ("Vorjahresmonat", 12))
_RECENT = 1
"""Months."""
_ENDS = {
    "SP": "06", "SU": "09", "FA": "12", "H1": "06", "H2": "12",
    "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12",
}  # fmt: skip


def cut_clock(value: str) -> str:
    """A value no finer than a day.

    >>> cut_clock("2024-05-14T10:00/2024-05-14T13:00"), cut_clock("2024-05")
    ('2024-05-14', '2024-05')
    """
    first, _, last = _CLOCK.sub("", value).partition("/")
    return f"{first}/{last}" if last and first != last else first


def step_back(period: str, years: int = 0) -> str | None:  # noqa: PLR0911  # each return is a rule
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
    year = int(period[:4]) if period[:4].isdigit() else 0
    if years and re.fullmatch(r"\d{4}(?:-\d\d)?/\d{4}(?:-\d\d)?", period):
        return "/".join(f"{int(part[:4]) - years}{part[4:]}" for part in period.split("/"))
    if years:
        return f"{year - years}{period[4:]}" if re.fullmatch(r"\d{4}(-\w\w){0,2}", period) else None
    if re.fullmatch(r"\d{4}/\d{4}", period):  # a school year
        return f"{year - 1}/{year}" if int(period[5:]) == year + 1 else None
    if MONTH.fullmatch(period):
        month = int(period[5:])
        return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"
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
    months = int(date.value[:4]) * 12 + int(date.value[5:]) - 1 + steps
    return f"{months // 12}-{months % 12 + 1:02}"


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
    part = last[5:7]
    month = _ENDS.get(part, part if part.isdigit() else "12")
    year = last[:4] if last[:4].isdigit() else "9999"
    end = f"{year}-{month}"
    return end < published[:7] or (end == published[:7] and len(last) == 7 and part.isdigit())


def _end_of(period: str) -> str:
    return f"{period[:5]}{_ENDS.get(period[5:], period[5:])}"


def is_before(one: str, other: str) -> bool:
    """Whether a period ends before another of the same precision, or a year before its year.

    >>> is_before("2021-02", "2022-02"), is_before("2021", "2022-02"), is_before("2022", "2022-02")
    (True, True, False)
    >>> is_before("2025-07", "2025-H1"), is_before("2025-Q1", "2025-07")
    (False, True)
    """
    if len(one) == len(other) == 7:  # months, quarters and halves by the month that ends them
        return _end_of(one) < _end_of(other)
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
    end = _end_of(period)
    if not MONTH.fullmatch(end):
        return False
    if published is None:
        return True
    years = int(published[:4]) - int(end[:4])
    return 12 * years + int(published[5:7]) - int(end[5:]) <= _RECENT
