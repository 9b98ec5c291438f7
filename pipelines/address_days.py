"""What an address tells of the day: `/2020/12/02/`, `250829-0004`, tt_news' query; or the month."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from pipelines.day_candidates import Candidate
from pipelines.days import MONTHS, build_day

_DAY_IN_PATH: Final = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})(?=[/_-]|\Z|\.)"
)
_COMPACT_DAY: Final = re.compile(r"/(?P<y>(?:20)?\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[-_][\w-]|\Z)")
# "/29-10-2021", "/~02-01-2022-mehr-plaetze", "/02012022-mehr-plaetze": may be an event's, too.
_GERMAN_DAY: Final = re.compile(
    r"[/~](?P<d>[0-3]?\d)(?P<s>[-_.]?)(?P<m>[01]?\d)(?P=s)(?P<y>(?:19|20)\d\d)(?=[-_/.]|\Z)"
)
_MONTHS: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_IN_PATH: Final = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d\d|{_MONTHS})(?=/)", re.IGNORECASE
)
_YEAR_IN_PATH: Final = re.compile(r"(?:/|jahrgang-|jahr-|-)(?P<y>(?:19|20)\d\d)(?=/)")
_TT_NEWS: Final = re.compile(r"tx_ttnews\[(year|month|day)\]=(\d{1,4})")


def find_in_address(url: str) -> Iterator[Candidate]:
    """A whole day in an address: `/2020/12/02/`, `250829-0004`, tt_news' day, month and year."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    query = dict(_TT_NEWS.findall(unquote_plus(parts.query)))
    if len(query) == 3:
        day = build_day(int(query["year"]), int(query["month"]), int(query["day"]))
        if day is not None:
            words = f"{query['day']}.{query['month']}.{query['year']}"
            yield Candidate(day, None, 4.0, "the address", "address", words)
            return
    for pattern, weight in ((_DAY_IN_PATH, 3.5), (_COMPACT_DAY, 2.6), (_GERMAN_DAY, 2.4)):
        for match in pattern.finditer(parts.path):
            year = int(match["y"])
            day = build_day(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
            if day is not None:
                yield Candidate(day, None, weight, "the address", "address", match[0].strip("/~"))
                return


def read_hint(url: str) -> str | None:
    """A month or year that the address alone tells: `2025-09`, `2017`.

    >>> read_hint("https://www.example.org/news/2025/september/titel")
    '2025-09'
    >>> read_hint("https://www.example.org/presse/artikel/2017/titel.php")
    '2017'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    month = _MONTH_IN_PATH.search(parts.path)
    if month is not None:
        words = month["m"].lower()
        number = int(words) if words.isdecimal() else MONTHS[words]
        if 1 <= number <= 12:
            return f"{month['y']}-{number:02}"
    year = _YEAR_IN_PATH.search(parts.path)
    return year["y"] if year is not None else None
