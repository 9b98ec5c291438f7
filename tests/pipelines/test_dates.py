"""The stage that dates a post, and the days that a value spans."""

from datetime import date

import pytest

from pipelines.dates import Dates, date_span
from pipelines.items import Post

POST = Post(
    url="https://example.org/1",
    site="example",
    title="Monatsmeldung November 2020",
    text="Im Vormonat waren es 85 mehr, am 14. Dezember tagt der Beirat.",
    published=date(2020, 12, 2),
)


def test_title_and_text_are_read_and_told_apart() -> None:
    found = [(m.source, m.quote, m.value) for m in Dates().process_item(POST).dates]
    assert found == [
        ("title", "November 2020", "2020-11"),
        ("text", "Vormonat", "2020-10"),
        ("text", "14. Dezember", "2020-12-14"),
    ]


def test_offsets_point_into_their_own_source() -> None:
    for mention in Dates().process_item(POST).dates:
        source = POST.title if mention.source == "title" else POST.text
        assert source[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020-11-30", "2020-11-30", "2020-11-30"),
        ("2020-11-30T14:30", "2020-11-30", "2020-11-30"),
        ("2024-05-14T10:00/2024-05-14T13:00", "2024-05-14", "2024-05-14"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-Q3", "2020-07-01", "2020-09-30"),
        ("2020-H1", "2020-01-01", "2020-06-30"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2016-W46-WE", "2016-11-19", "2016-11-20"),
        ("2020-SU", "2020-06-01", "2020-08-31"),
        ("2015-WI", "2015-12-01", "2016-02-29"),
        ("199", "1990-01-01", "1999-12-31"),
        ("2022/2023", "2022-08-01", "2023-07-31"),
        ("2021/2027", "2021-01-01", "2027-12-31"),
        ("2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("2023-W08/2023-W11", "2023-02-20", "2023-03-19"),
        ("2024-03-01/2024-03-03", "2024-03-01", "2024-03-03"),
    ],
)
def test_span_of_a_value(value: str, first: str, last: str) -> None:
    assert date_span(value) == (date.fromisoformat(first), date.fromisoformat(last))


def test_two_whole_years_are_no_school_year() -> None:
    whole = (date(2019, 1, 1), date(2020, 12, 31))
    assert date_span("2019/2020", quote="Jahren 2019 bis 2020") == whole


@pytest.mark.parametrize("value", ["", "heute", "2021-W53", "2020-13", "2020-02-30", "0000"])
def test_no_span(value: str) -> None:
    assert date_span(value) is None
