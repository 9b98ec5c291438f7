"""The archive knows every post in brief, and for good what each feed has told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from store.database import Archive, open_archive
from store.telling import Notice, find_notices, find_told, record_told


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kjc.db") as opened:
        yield opened


def keep_two(archive: Archive) -> None:
    """Two posts of one site: a dated one, and one of a month that is gone and says the same."""
    with archive.writing() as connection:
        for guid, published, clock, hint, gone in (
            ("a", "2024-03-01", "2024-03-01T15:30:00Z", None, None),
            ("b", None, None, "2019-05", "2024-04-01T05:00:00Z"),
        ):
            connection.execute(
                "insert into posts (guid, url, site, title, kicker, teaser, text, content_html,"
                " published, published_at, published_hint, language, scope, confidence,"
                " first_seen, last_seen, gone_at, version, parser, address) values"
                " (?, 'http://amt.example/', 'amt', 'T', '', '', '', '', ?, ?, ?, 'de',"
                " 'land:hessen', 1, '2024-03-02T05:00:00Z', '2024-03-02T05:00:00Z', ?, 1, '', '')",
                (guid, published, clock, hint, gone),
            )
        for role in ("by", "about"):
            connection.execute(
                "insert into post_jobcenters (guid, jobcenter, evidence, source, role)"
                " values ('a', 'fulda', 'Fulda', 'title', ?)",
                (role,),
            )
        connection.execute(
            "insert into crawls (site, started_at, finished_at, site_json)"
            " values ('amt', '2024-03-02T04:00:00Z', '2024-03-02T06:00:00Z', '{}')"
        )
        connection.execute(
            "insert into appearances (guid, same_as, url, site)"
            " values ('b', 'a', 'http://amt.example/', 'amt')"
        )


def test_a_notice_says_all_that_feeds_ask(archive: Archive) -> None:
    keep_two(archive)
    a = Notice(
        guid="a",
        url="http://amt.example/",
        site="amt",
        title="T",
        published=date(2024, 3, 1),
        published_at=datetime(2024, 3, 1, 15, 30, tzinfo=UTC),
        published_hint=None,
        first_seen=datetime(2024, 3, 2, 5, tzinfo=UTC),
        found_first=True,
        gone=False,
        scope="land:hessen",
        jobcenters=frozenset({"fulda"}),
        same_as="a",
    )
    b = evolve(
        a,
        guid="b",
        published=None,
        published_at=None,
        published_hint="2019-05",
        gone=True,
        jobcenters=frozenset(),
    )
    assert find_notices(archive) == (a, b)


@pytest.mark.parametrize(
    ("outcomes", "found_first"),
    [
        (("broken", "ok"), True),
        (("broken", "broken"), True),
        (("ok", "ok"), False),
        (("degraded", "ok"), False),
    ],
)
def test_a_run_that_found_no_list_is_no_first_one(
    archive: Archive, outcomes: tuple[str, str], *, found_first: bool
) -> None:
    with archive.writing() as connection:
        connection.execute(
            "insert into posts (guid, url, site, title, kicker, teaser, text, content_html,"
            " language, confidence, first_seen, last_seen, version, parser, address) values"
            " ('a', 'http://amt.example/', 'amt', 'T', '', '', '', '', 'de', 1,"
            " '2024-03-03T05:00:00Z', '2024-03-03T05:00:00Z', 1, '', '')"
        )
        connection.executemany(
            "insert into crawls (site, started_at, finished_at, outcome, site_json)"
            " values ('amt', ?, ?, ?, '{}')",
            [
                (f"2024-03-0{day}T04:00:00Z", f"2024-03-0{day}T06:00:00Z", outcome)
                for day, outcome in enumerate(outcomes, 2)
            ],
        )
    assert [notice.found_first for notice in find_notices(archive)] == [found_first]


def test_what_was_told_stays_and_is_told_once(archive: Archive) -> None:
    assert find_told(archive) == {}
    record_told(archive, {"x.xml": ["b", "a"], "y.xml": []}, now="2024-03-01T05:00:00Z")
    record_told(archive, {"x.xml": ["c", "a"]}, now="2024-03-02T05:00:00Z")
    assert find_told(archive) == {"x.xml": {"a", "b", "c"}, "y.xml": set()}
    assert [tuple(row) for row in archive.rows("select guid, told_at from told order by 1")] == [
        ("a", "2024-03-01T05:00:00Z"),
        ("b", "2024-03-01T05:00:00Z"),
        ("c", "2024-03-02T05:00:00Z"),
    ]
    assert archive.value("select first_built_at from feeds where path = 'x.xml'") == (
        "2024-03-01T05:00:00Z"
    )


def test_nothing_new_writes_nothing(archive: Archive) -> None:
    record_told(archive, {"x.xml": ["a"]}, now="2024-03-01T05:00:00Z")
    before = archive.value("pragma data_version"), archive.connection.total_changes
    record_told(archive, {"x.xml": ["a"]}, now="2024-03-02T05:00:00Z")
    assert (archive.value("pragma data_version"), archive.connection.total_changes) == before
