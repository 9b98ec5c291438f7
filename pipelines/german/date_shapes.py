"""What the value of a date looks like: a year, a month, a double year, or what has one."""

import re

_MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")


def has_year(value: str) -> bool:
    """Whether it is a single point of which the year is known."""
    return value[:4].isdigit() and "/" not in value


def is_year(value: str) -> bool:
    """`2020`, no decade."""
    return len(value) == len("2020")


def is_decade(value: str) -> bool:
    """`202`: the twenties."""
    return len(value) == len("202") and value.isdigit()


def is_month(value: str) -> bool:
    """`2020-11`, no quarter, no half-year.

    >>> is_month("2020-11"), is_month("2020-Q4")
    (True, False)
    """
    return len(value) == 7 and value[5:].isdigit()


def has_month(value: str) -> bool:
    """Whether its last point is a month or finer."""
    last = value.rpartition("/")[2]
    return len(last) >= 7 and last[5:7].isdigit()


def is_double_year(value: str) -> bool:
    """A school or training year: `2022/2023`."""
    first, _, last = value.partition("/")
    return len(first) == len(last) == 4 and int(last) == int(first) + 1


def is_twelve_months(value: str) -> bool:
    """`2021-10/2022-09`: a year of its own, as the training market has it."""
    match = _MONTHS.fullmatch(value)
    if match is None:
        return False
    first, month, last, last_month = map(int, match.groups())
    return month > 1 and (last - first) * 12 + last_month - month == 11
