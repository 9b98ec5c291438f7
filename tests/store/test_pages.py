"""The cellar: what was sent is kept as it was sent, once."""

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.items import Page, PageKind
from store.database import Archive
from store.pages import TRIES, find_pages, has_page, keep_page, last_page, load_page

PAGE = Page(
    url="https://kreis.example/presse/1.html",
    requested_url="http://kreis.example/presse/1.html?cHash=7",
    site="kreis",
    kind="article",
    fetched_at="2026-03-01T10:00:00Z",
    status=200,
    headers={"content-type": 'text/html; charset="ISO-8859-1"', "etag": '"7"', "x-ü": "ä"},
    body="Maßnahme".encode("latin-1"),
)


def test_a_page_comes_back_as_it_went(archive: Archive) -> None:
    kept = keep_page(archive, PAGE)
    assert kept.page_id is not None
    assert load_page(archive, kept.page_id) == kept
    assert evolve(kept, page_id=None) == PAGE
    row = archive.rows("select * from pages")[0]
    assert (row["content_type"], row["charset"], row["etag"]) == ("text/html", "iso-8859-1", '"7"')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=2000))
def test_any_body_comes_back(archive: Archive, body: bytes) -> None:
    kept = keep_page(archive, evolve(PAGE, body=body))
    assert kept.page_id is not None
    assert load_page(archive, kept.page_id).body == body


def test_the_same_body_is_stored_once(archive: Archive) -> None:
    for url in ("https://kreis.example/a", "https://kreis.example/b"):
        keep_page(archive, evolve(PAGE, url=url, requested_url=url))
    assert archive.value("select count(*) from pages") == 2
    assert archive.value("select count(*) from bodies") == 1


def test_not_modified_means_the_stored_body(archive: Archive) -> None:
    first = keep_page(archive, PAGE)
    answer = evolve(
        PAGE,
        url=PAGE.requested_url,
        status=304,
        headers={"etag": '"8"'},
        body=b"",
        fetched_at="2026-03-02T10:00:00Z",
    )
    again = keep_page(archive, answer)
    assert (again.body, again.url, again.status) == (PAGE.body, PAGE.url, 304)
    assert again.headers == {**PAGE.headers, "etag": '"8"'}
    assert again.page_id != first.page_id
    assert archive.value("select count(*) from bodies") == 1


def test_the_last_page_is_the_newest_whole_answer_to_this_request(archive: Archive) -> None:
    assert last_page(archive, "kreis", PAGE.requested_url) is None
    keep_page(archive, PAGE)
    newer = keep_page(archive, evolve(PAGE, body=b"neu", fetched_at="2026-03-02T10:00:00Z"))
    for status, body in ((500, b"oh"), (404, b"weg"), (200, b"")):
        keep_page(
            archive, evolve(PAGE, status=status, body=body, fetched_at="2026-03-03T10:00:00Z")
        )
    assert last_page(archive, "kreis", PAGE.requested_url) == newer
    assert last_page(archive, "andere", PAGE.requested_url) is None
    assert last_page(archive, "kreis", PAGE.url) is None


@pytest.mark.parametrize(
    ("status", "answered"),
    [(200, 1), (204, 1), (404, TRIES), (410, TRIES), (403, None), (429, None), (503, None)],
)
def test_a_failing_server_has_not_answered(
    archive: Archive, status: int, answered: int | None
) -> None:
    times = range(1, 2 * TRIES)
    stays = []
    for _ in times:
        keep_page(archive, evolve(PAGE, status=status))
        stays.append(has_page(archive, "kreis", PAGE.requested_url))
    assert stays == [answered is not None and time >= answered for time in times]


def test_pages_come_oldest_first(archive: Archive) -> None:
    kinds: tuple[tuple[int, PageKind], ...] = (
        (3, "article"),
        (1, "listing"),
        (2, "article"),
        (4, "robots"),
    )
    for hour, kind in kinds:
        keep_page(archive, evolve(PAGE, kind=kind, fetched_at=f"2026-03-01T0{hour}:00:00Z"))
    found = find_pages(archive, "kreis", ("article", "listing"))
    assert [page.fetched_at[11:13] for page in found] == ["01", "02", "03"]
