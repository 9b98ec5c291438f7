"""The day that a short string shows: the words by a title, a label, a meta tag, an address."""

import re
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import dateparser
from attrs import evolve, frozen

BERLIN: Final = ZoneInfo("Europe/Berlin")

FIRST_YEAR: Final = 1993
LAST_YEAR: Final = 2099
"""No announcement on the web is older; nothing here knows what year it is."""


@frozen(kw_only=True)
class DayReading:
    """A day (Europe/Berlin) with the words that say it: `words[start:end] == quote`."""

    published: date
    published_at: datetime | None
    """UTC, aware; None where no clock time is given (midnight on the dot is none)."""
    quote: str
    start: int
    end: int


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jaenner january jan",
            "februar feber february feb",
            "märz maerz march mär mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}

_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY: Final = r"""
    # not the tail of a number, a range or another date: "19./20.9.2024", "1.02.03.2020"
    (?<![\d.,/-]) (?<!\d:) (?<!\d–) (?<!\d\.–)
    (?:
        # 2020-12-02, 2020-12-02T10:30:00+01:00
        (?P<y1>[12]\d{3}) - (?P<m1>\d{1,2}) - (?P<d1>\d{1,2}) (?![\d-])
      | # 2020/12/02, 2020.12.02
        (?P<y6>[12]\d{3}) (?P<s6>[./]) (?P<m6>\d{1,2}) (?P=s6) (?P<d6>\d{1,2}) (?![\d/])
      | # 02.12.2020, 2. 12. 20
        (?P<d2>\d{1,2}) \.[\s\xa0]{0,2} (?P<m2>\d{1,2}) \.[\s\xa0]{0,2}
        (?P<y2>[12]\d{3}|\d{2}) (?!\d|[.,]\d|[ ]?[%€])
      | # 28/01/2013, 28-01-2013
        (?P<d3>\d{1,2}) (?P<s3>[/-]) (?P<m3>\d{1,2}) (?P=s3) (?P<y3>[12]\d{3}) (?![\d/-])
      | # 2. Dezember 2020, 19 Nov 2026, 1st December, 2020, 02-Dez-2020
        (?P<d4>\d{1,2}) (?:\.|st|nd|rd|th)? [\s\xa0.-]{0,3}
        (?P<m4>MONTH) (?:\.|,|[\s\xa0-]){1,3} (?P<y4>[12]\d{3}) (?!\d)
      | # December 2, 2020
        (?<![^\W\d_]) (?P<m5>MONTH) \.? [\s\xa0]{1,2} (?P<d5>\d{1,2}) (?:st|nd|rd|th)?
        ,? [\s\xa0]{1,2} (?P<y5>[12]\d{3}) (?!\d)
    )
""".replace("MONTH", rf"(?:{_MONTH})")
_CLOCK: Final = r"""
    (?P<h>[01]?\d|2[0-4]) (?: : (?P<min>[0-5]\d) (?: : (?P<sec>[0-5]\d) (?:\.\d{1,9})? )?
                            | \.(?P<min2>[0-5]\d) (?=[\s\xa0]{0,2}Uhr)
                            | (?=[\s\xa0]{0,2}Uhr) )
    (?: [\s\xa0]{0,2} (?: Uhr | (?P<half>[ap])\.?m\b\.? ) )?
    (?: [\s\xa0]{0,2} (?P<zone> Z\b | UTC\b | GMT\b | MESZ\b | MEZ\b | CEST\b | CET\b
                      | [+-]\d\d:?(?:\d\d)?\b ) )?
"""
_HINT: Final = re.compile(r"[12]\d{3}|\d\.[\s\xa0]{0,2}\d{1,2}\.")
"""What no day is without: its year, or the dots of its figures."""
_REACH: Final = 28
"""Characters; no day begins or ends further from its hint."""
_LONG: Final = 2_000
_SAYS_DAY: Final = re.compile(_DAY, re.VERBOSE | re.IGNORECASE)
_CLOCK_AFTER: Final = re.compile(
    r"(?: T | [\s\xa0]{0,3} (?: [,|/·•–—@(-] | \b um\b | \b at\b | \b ab\b | \bkl\b )?"
    rf" [\s\xa0]{{0,3}} (?<!\d) ) {_CLOCK} (?![\d.,:]\d)",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK_BEFORE: Final = re.compile(
    rf"(?<![\d.,:–-]) {_CLOCK} [\s\xa0]{{0,2}} [,|·•–—-]? [\s\xa0]{{0,2}} (?: am[ ])? \Z",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE_AFTER: Final = re.compile(
    r"[\s\xa0]{0,2}(?:[–-]|bis\b|/)[\s\xa0]{0,2}(?:zum[ ])?\d{1,2}\.", re.IGNORECASE
)
_RANGE_BEFORE: Final = re.compile(
    r"\d{1,2}\.[\s\xa0]{0,2}"
    r"(?:[^\W\d_]{3,9}\.?[\s\xa0](?:\d{4}[\s\xa0])?|\d{1,2}\.(?:\d{2,4})?[\s\xa0]{0,2})?"
    r"(?:[–/-]|bis|und|u\.|&|\+)[\s\xa0]{0,2}(?:\w{2,10},[\s\xa0])?\Z",
    re.IGNORECASE,
)
# A whole expression that this module has no form for ("2. Dez. '20"): dateparser may know it.
_ODD: Final = re.compile(
    r"\s*(?:[^\W\d_]{2,10}[.,]{0,2}[\s\xa0])?"  # a weekday
    r"(?P<quote>\d{1,2}\.?[\s\xa0]{0,2}[^\W\d_]{3,12}\.?[\s\xa0]{0,2}['’]?(?:[12]\d)?\d\d)\s*\Z"
)
_ZONES: Final = {"z": 0, "utc": 0, "gmt": 0, "mez": 1, "cet": 1, "mesz": 2, "cest": 2}


def read_day(words: str) -> DayReading | None:
    """The first day that a short string shows, or None: never today, never a month's first.

    >>> read_day("Veröffentlicht: Freitag, 22.11.2019 11:54").published_at.isoformat()
    '2019-11-22T10:54:00+00:00'
    >>> read_day("(Pressemitteilung Nr. 031/2013 vom 28.01.2013)").quote
    '28.01.2013'
    >>> read_day("vor 3 Tagen"), read_day("November 2020"), read_day("19./20.9.2024")
    (None, None, None)
    """
    found = next(find_days(words), None)
    return _read_odd(words) if found is None and len(words) <= 40 else found


def find_days(words: str) -> Iterator[DayReading]:
    """Every day that a string shows, in its order; ranges ("10. bis 12. Mai 2022") are none."""
    if len(words) > _LONG:
        yield from _scan(words)
    else:
        yield from _scan_line(words)


@lru_cache(maxsize=20_000)
def _scan_line(words: str) -> tuple[DayReading, ...]:
    """The days of a line, which is looked at more than once."""
    return tuple(_scan(words))


def _scan(words: str) -> Iterator[DayReading]:
    """Look closely only where a year or a figure's dot promises a day."""
    for start, end in _find_windows(words):
        for match in _SAYS_DAY.finditer(words, start, end):
            day = _read_match(match)
            if (
                day is None
                or _RANGE_AFTER.match(words, match.end())
                or _RANGE_BEFORE.search(words[max(0, match.start() - 32) : match.start()])
            ):
                continue
            yield _add_clock(words, day, match.start(), match.end())


def _find_windows(words: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that may hold a day, apart from each other."""
    start = end = -1
    for hint in _HINT.finditer(words):
        if hint.start() - _REACH > end:
            if end > 0:
                yield start, end
            start = max(0, hint.start() - _REACH)
        end = min(len(words), hint.end() + _REACH)
    if end > 0:
        yield start, end


@lru_cache(maxsize=20_000)
def shows_day(line: str) -> bool:
    """Whether a line shows a day at all."""
    return next(find_days(line), None) is not None


def read_stamp(stamp: str) -> DayReading | None:
    """The day of a machine's string: what `read_day` reads, `20201202`, `20201202T103000`.

    >>> read_stamp("20201202").published
    datetime.date(2020, 12, 2)
    """
    compact = re.fullmatch(r"\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?\s*", stamp)
    if compact is None:
        return read_day(stamp)
    year, month, day, hours, minutes, seconds, zone = compact.groups()
    spelt = f"{year}-{month}-{day}"
    if hours is not None:
        spelt += f"T{hours}:{minutes}:{seconds or '00'}{zone or ''}"
    reading = read_day(spelt)
    return reading and evolve(reading, quote=stamp, start=0, end=len(stamp))


def build_day(year: int, month: int, day: int) -> date | None:
    """A day that exists and in which an announcement may have been published, else None."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_match(match: re.Match[str]) -> date | None:
    """The day of one match of `_SAYS_DAY`, None where there is no such day."""
    parts = match.groupdict()
    number = next(n for n in "124365" if parts[f"y{n}"])
    year, day = int(parts[f"y{number}"]), int(parts[f"d{number}"])
    words = parts[f"m{number}"]
    month = int(words) if words.isdecimal() else MONTHS[words.lower()]
    if len(parts[f"y{number}"]) == 2:
        year += 1900 if year >= 93 else 2000
    if number == "3" and parts["s3"] == "/" and day != month and max(day, month) <= 12:
        return None  # the second of December, or the twelfth of February: not to be told
    if number == "3" and month > 12:
        day, month = month, day
    return build_day(year, month, day)


def _add_clock(words: str, day: date, start: int, end: int) -> DayReading:
    """The reading of a day, with the clock time that stands behind or before it."""
    clock = _CLOCK_AFTER.match(words, end)
    if clock is not None:
        end = clock.end()
    else:
        clock = _CLOCK_BEFORE.search(words[max(0, start - 24) : start])
        if clock is not None:
            start = max(0, start - 24) + clock.start("h")
    quote = words[start:end]
    moment = None if clock is None else _read_clock(day, clock)
    if moment is not None:
        day = moment.astimezone(BERLIN).date()
        if moment.astimezone(BERLIN).time() == time(0):  # a day that was written as a time
            moment = None
    return DayReading(published=day, published_at=moment, quote=quote, start=start, end=end)


def _read_clock(day: date, clock: re.Match[str]) -> datetime | None:
    """A day and a match of `_CLOCK` as UTC; None for midnight, which says "no time"."""
    hours, minutes = int(clock["h"]), int(clock["min"] or clock["min2"] or 0)
    seconds = int(clock["sec"] or 0)
    half = (clock["half"] or "").lower()
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours == 24 or (hours, minutes, seconds) == (0, 0, 0):
        return None
    zone = (clock["zone"] or "").lower()
    if not zone:
        offset = None
    elif zone in _ZONES:
        offset = timedelta(hours=_ZONES[zone])
    else:
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:].strip(":") or 0))
        offset = -offset if zone[0] == "-" else offset
    sane = offset is not None and abs(offset) <= timedelta(hours=14)
    place = timezone(offset) if offset is not None and sane else BERLIN
    return datetime.combine(day, time(hours, minutes, seconds), place).astimezone(UTC)


def _read_odd(words: str) -> DayReading | None:
    """A whole expression that only dateparser knows."""
    odd = _ODD.match(words)
    if odd is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # dateparser's own, of its clock
        moment = dateparser.parse(
            odd["quote"],
            languages=["de", "en"],
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
        )
    day = None if moment is None else build_day(moment.year, moment.month, moment.day)
    if day is None:
        return None
    start, end = odd.span("quote")
    return DayReading(published=day, published_at=None, quote=odd["quote"], start=start, end=end)
