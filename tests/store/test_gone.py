"""A post is gone when its own address says so for a day, and never because a server failed."""

from typing import TYPE_CHECKING, Any

import pytest

from store.settle import reparse

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.database import Archive
    from tests.store.conftest import Source

URLS = [f"https://kreis.example/{n}.html" for n in range(3)]
DAY = 1440
"""Minutes of the source's clock."""


def publish(source: "Source", *urls: str) -> None:
    """A run that meets these posts and fetches their pages."""
    source.list(*({"url": url, "title": url} for url in urls))
    for url in urls:
        source.answer(url, {"title": url, "published": "2026-03-01"})
    source.finish()


def gone(source: "Source") -> dict[str, str]:
    """Address to since when, of all posts that are gone."""
    return {row["url"]: row["gone_at"] for row in source.posts().values() if row["gone_at"]}


@pytest.mark.parametrize("status", [404, 410])
def test_two_answers_a_day_apart_make_a_post_gone(source: "Source", status: int) -> None:
    publish(source, *URLS)
    first = source.answer(URLS[1], "weg", status=status)
    source.minute += DAY // 2
    source.answer(URLS[1], "weg", status=status)
    assert (source.settle().gone, gone(source)) == (0, {})
    source.minute += DAY // 2
    source.answer(URLS[1], "weg", status=status)
    assert (source.settle().gone, gone(source)) == (1, {URLS[1]: first.fetched_at})
    assert len(source.posts()) == 3, "what was said stays said"
    assert source.settle().gone == 0, "told once"


@pytest.mark.parametrize("status", [500, 503, 403, 429])
def test_a_failing_server_makes_nothing_gone(source: "Source", status: int) -> None:
    publish(source, *URLS)
    for _ in range(3):
        source.minute += DAY
        source.answer(URLS[1], "kaputt", status=status)
    source.settle()
    assert gone(source) == {}


def test_a_post_that_comes_back_is_not_gone(source: "Source") -> None:
    publish(source, *URLS)
    for _ in range(2):
        source.answer(URLS[1], "weg", status=404)
        source.minute += DAY
    source.settle()
    assert set(gone(source)) == {URLS[1]}
    source.answer(URLS[1], {"title": URLS[1], "published": "2026-03-01"})
    source.settle()
    assert gone(source) == {}


def test_a_run_tells_how_many_went(source: "Source") -> None:
    publish(source, *URLS)
    source.begin()
    for _ in range(2):
        source.answer(URLS[1], "weg", status=404)
        source.minute += DAY
    source.finish(posts_gone=source.settle().gone)
    assert source.archive.value("select posts_gone from crawls order by id desc") == 1


def test_a_reparse_knows_what_is_gone(
    source: "Source", dump_shop: "Callable[[Archive], dict[str, Any]]"
) -> None:
    publish(source, *URLS)
    for _ in range(2):
        source.answer(URLS[1], "weg", status=404)
        source.minute += DAY
    source.settle()
    before = dump_shop(source.archive)
    reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == before
    assert set(gone(source)) == {URLS[1]}
