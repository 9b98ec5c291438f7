"""What was found in a post, as the shop's rows: plain values in the order of the columns."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from pipelines.german.text import find_sentence
from pipelines.german.timex import date_span
from pipelines.items import Attachment, Attribution, DateMention, Figure, Post

Row = tuple[Any, ...]

_INTEGERS: Final = 2**63
"""SQLite's integers end here; a larger number becomes a real."""

_HALVES: Final = re.compile(r"[\ud800-\udfff]")

_LENGTHS: Final = {4: "year", 7: "month"}
_LETTERS: Final = {"Q": "quarter", "H": "half", "W": "week"}


def jobcenter_rows(guid: str, attributions: Iterable[Attribution]) -> list[Row]:
    """Rows of post_jobcenters: one a jobcenter and role, with the first words that say so."""
    rows = {
        (a.jobcenter, a.role): (guid, a.jobcenter, a.evidence, a.source, a.start, a.role)
        for a in reversed(tuple(attributions))
    }
    return [rows[key] for key in sorted(rows)]


def attachment_rows(guid: str, attachments: Iterable[Attachment]) -> list[Row]:
    """Rows of attachments, in the order of the page; their text is read by a later stage."""
    measured = ((a, (a.media_type, a.bytes, a.sha256)) for a in attachments)
    return [
        (guid, position, a.url, a.title, a.size_stated, *sent, None, None, a.problem)
        for position, (a, sent) in enumerate(measured)
    ]


def date_rows(guid: str, post: Post) -> list[Row]:
    """Rows of dates, each with its sentence and the first and last day that its value spans."""
    rows: dict[Row, Row] = {}
    for m in post.dates:
        first, last = _read_span(m.value, m.quote)
        row: Row = (m.start, m.end, m.value, first, last, find_precision(m.value))
        row += (_find_sentence(post, m), m.rule)
        rows.setdefault((m.source, m.start, m.end, m.value), (guid, m.source, 0, m.quote, *row))
    return list(rows.values())


def figure_rows(guid: str, figures: Iterable[Figure], mentions: Iterable[DateMention]) -> list[Row]:
    """Rows of figures; a period spans what the date mention that dates it spans."""
    quotes = {mention.value: mention.quote for mention in mentions}
    rows: dict[Row, Row] = {}
    for f in figures:
        first, last = _read_span(f.period, quotes.get(f.period or "", ""))
        value, value_to = read_number(f.value), read_number(f.value_to)
        row: Row = (guid, f.source, 0, f.quote, f.start, f.end, value, value_to, f.modifier)
        row += (f.unit, f.indicator, f.period, first, last, f.change, f.jobcenter, f.region)
        rows.setdefault((f.source, f.start, f.end, value), (*row, f.sentence, f.rule))
    return list(rows.values())


def read_number(value: Decimal | None) -> int | float | None:
    """A number as SQLite keeps it: whole ones as integers, others as the nearest real.

    >>> [read_number(Decimal(text)) for text in ("7273", "3.20", "1.5E+6", "1E+30")]
    [7273, 3.2, 1500000, 1e+30]
    """
    if value is None:
        return None
    whole = value == value.to_integral_value() and abs(value) < _INTEGERS
    return int(value) if whole else float(value)


def storable(row: Row) -> Row:
    """A row that SQLite can hold: half characters, which broken escapes make, are replaced.

    Each by one character, so that offsets stay true.

    >>> storable((1, f"Wei{chr(0xD83D)}hnacht", None)) == (1, f"Wei{chr(0xFFFD)}hnacht", None)
    True
    """
    return tuple(
        _HALVES.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value
        for value in row
    )


def write_time(moment: datetime | None) -> str | None:
    """A moment in UTC, ISO 8601 with Z.

    >>> write_time(datetime.fromisoformat("2026-05-01T08:30:00+02:00"))
    '2026-05-01T06:30:00Z'
    """
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_day(day: date | None) -> str | None:
    """A day, `YYYY-MM-DD`."""
    return None if day is None else day.isoformat()


def find_precision(value: str) -> str:
    """How exactly a TIMEX3 value says when; `range` where it spans two points.

    >>> [find_precision(value) for value in ("2020-11-30T14:30", "2020-11-30", "2020-11", "2020")]
    ['time', 'day', 'month', 'year']
    >>> [find_precision(value) for value in ("2020-Q3", "2020-W48", "2020-SU", "2024-03/2024-05")]
    ['quarter', 'week', 'season', 'range']
    """
    if "/" in value:
        return "range"
    if "T" in value:
        return "time"
    letter = value[5:6]
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter.isalpha():
        return "season"
    return _LENGTHS.get(len(value), "day" if len(value) == 10 else "other")


def _find_sentence(post: Post, mention: DateMention) -> str:
    """The sentence of the post in which a date stands; of a file's text only the quote is known."""
    if mention.source == "title":
        return post.title
    if mention.source not in {"teaser", "text"}:
        return mention.quote
    text = post.text if mention.source == "text" else post.teaser
    start, end = find_sentence(text, mention.start)
    return text[start : max(end, mention.end)]


def _read_span(value: str | None, quote: str) -> tuple[str | None, str | None]:
    span = date_span(value, quote=quote) if value else None
    return (None, None) if span is None else (span[0].isoformat(), span[1].isoformat())
