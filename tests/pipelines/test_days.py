"""The day that short strings show."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.days import find_days, read_day, read_stamp

CASES = tomllib.loads(
    (Path(__file__).parent / "examples" / "days.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_a_string_shows_its_day(case: dict[str, Any]) -> None:
    reading = read_day(case["words"])
    if "day" not in case:
        assert reading is None
        return
    assert reading is not None
    assert reading.published == case["day"]
    moment = reading.published_at and reading.published_at.isoformat()
    assert moment == case.get("at")
    assert case["words"][reading.start : reading.end] == reading.quote
    assert reading.quote == case.get("quote", case["words"])


@pytest.mark.parametrize(
    ("stamp", "day", "moment"),
    [
        ("20201202", date(2020, 12, 2), None),
        ("20201202T103000Z", date(2020, 12, 2), datetime(2020, 12, 2, 10, 30, tzinfo=UTC)),
        ("2020-12-02T10:30", date(2020, 12, 2), datetime(2020, 12, 2, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_machines_stamp_is_read(stamp: str, day: date, moment: datetime | None) -> None:
    reading = read_stamp(stamp)
    assert reading is not None
    assert (reading.published, reading.published_at, reading.quote) == (day, moment, stamp)


def test_all_days_of_a_line_are_found_in_their_order() -> None:
    line = "Erstellt am 02.12.2020, zuletzt geändert am 4. Januar 2021 | 3. März 2022"
    assert [r.published.isoformat() for r in find_days(line)] == [
        "2020-12-02",
        "2021-01-04",
        "2022-03-03",
    ]


def test_days_far_apart_in_a_long_text_are_found() -> None:
    text = "Wort " * 300 + "am 2. Dezember 2020 und " + "Wort " * 300 + "am 03.12.2020."
    assert [r.published.day for r in find_days(text)] == [2, 3]
    assert all(text[r.start : r.end] == r.quote for r in find_days(text))


@given(st.dates(min_value=date(1993, 1, 1), max_value=date(2099, 12, 31)))
def test_every_plain_day_is_read_as_itself(day: date) -> None:
    for form in (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        reading = read_day(f"vom {form}")
        assert reading is not None
        assert reading.published == day


@given(st.text(max_size=200))
def test_no_text_breaks_the_search_and_quotes_stand_where_they_are_said_to(text: str) -> None:
    for reading in find_days(text):
        assert text[reading.start : reading.end] == reading.quote
