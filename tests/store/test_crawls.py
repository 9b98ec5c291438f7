"""Crawls: what a run left to do, and where a walk may stop."""

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from pipelines.items import Page, Post, Problem
from store.crawls import (
    find_crawled_sites,
    find_pending,
    find_pending_files,
    find_run_problems,
    find_settled,
)
from store.pages import TRIES
from store.reader import PageError

if TYPE_CHECKING:
    from tests.store.conftest import Source

ONE = "https://kreis.example/presse/1.html"
TWO = "https://kreis.example/presse/2.html"
FILE = "https://kreis.example/mai.pdf"


@pytest.fixture(autouse=True)
def _plain_reader(source: "Source", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.crawls.own_reader", lambda: source.reader)


def test_what_was_found_but_not_got_is_pending(source: "Source") -> None:
    source.list(
        {"url": ONE, "title": "eins"},
        {"url": TWO, "title": "zwei"},
        {"url": "https://kreis.example/3", "title": "drei"},
        {"url": f"{source.site.start[0]}#vier", "title": "vier", "whole": True},
        {"url": "https://anderswo.example/5", "title": "fünf"},
        {"url": "https://kreis.example/leichte-sprache/6", "title": "sechs"},
    )
    source.answer(ONE, {"title": "eins"})
    source.answer(TWO, "zu viele Anfragen", status=503)
    for _ in range(TRIES - 1):
        source.answer("https://kreis.example/3", "weg", status=404)
    assert [lead.title for lead in find_pending(source.archive, source.site)] == ["drei", "zwei"]
    source.answer("https://kreis.example/3", "weg", status=404)
    assert [lead.title for lead in find_pending(source.archive, source.site)] == ["zwei"]


def test_files_that_were_not_got_are_pending(source: "Source") -> None:
    other = "https://kreis.example/juni.pdf"
    source.answer(ONE, {"title": "eins", "attachments": [FILE, other, "https://x.example/a.pdf"]})
    source.answer(other, b"%PDF-", kind="attachment")
    source.settle()
    assert find_pending_files(source.archive, source.site) == (FILE,)


def test_a_walk_stops_only_where_one_went_to_its_end(source: "Source") -> None:
    archive, site = source.archive, source.site
    source.list({"url": ONE, "title": "eins"})
    assert find_settled(archive, site).keys() == set()
    source.finish(walked=False, outcome="degraded")
    assert find_settled(archive, site).keys() == set()
    source.begin()
    source.finish()
    assert find_settled(archive, site).keys() == {ONE}
    source.begin()
    source.list({"url": TWO, "title": "zwei"})
    assert find_settled(archive, site).keys() == {ONE}  # the run was killed: behind it may be more
    source.begin()
    source.finish()
    assert find_settled(archive, site).keys() == {ONE, TWO}


def test_a_run_is_told_with_its_numbers(source: "Source") -> None:
    source.answer(ONE, {"title": "eins"})
    source.finish(requests=3, problems=(Problem(code="not_fetched", says="zu langsam", url=TWO),))
    row = source.archive.rows("select * from crawls")[0]
    assert (row["posts_new"], row["posts_changed"], row["requests"], row["problems"]) == (
        1,
        0,
        3,
        1,
    )
    source.begin()
    source.answer(ONE, {"title": "eins", "text": "mehr"})
    source.finish()
    row = source.archive.rows("select * from crawls order by id desc")[0]
    assert (row["posts_new"], row["posts_changed"], row["problems"]) == (0, 1, 0)


def test_a_site_that_another_version_stored_is_read(source: "Source") -> None:
    with source.archive.writing() as connection:
        connection.execute("update crawls set site_json = json_set(site_json, '$.gone', 1)")
    assert find_crawled_sites(source.archive) == (source.site,)


def test_the_site_as_used_is_stored(source: "Source") -> None:
    assert find_crawled_sites(source.archive) == (source.site,)


@pytest.mark.parametrize(("listed", "told"), [(True, ["wrong_page"]), (False, [])])
def test_what_a_taken_back_posts_address_shows_is_told_while_a_list_names_it(
    source: "Source", *, listed: bool, told: list[str]
) -> None:
    url, other = "https://kreis.example/p/1", "https://kreis.example/p/2"
    entries = [{"url": url, "title": "Jobmesse"}, {"url": other, "title": "Sprechtag"}]
    source.list(*entries)
    source.answer(url, {"title": "Jobmesse", "text": "Am Freitag."})
    source.finish()
    source.begin()
    source.list(*entries[not listed :])
    source.answer(url, "refused")
    problem = Problem(code="wrong_page", says="another text", url=url)

    def refuse(page: Page, *rest: Any) -> tuple[Post, ...]:
        if page.body == b"refused":
            raise PageError(problem)
        return plain(page, *rest)

    plain = source.reader.read_article
    source.reader = evolve(source.reader, read_article=refuse)
    source.settle()
    assert source.crawl is not None
    found = find_run_problems(source.archive, source.site, source.crawl)
    assert [problem.code for problem in found] == told
    assert list(source.posts()) == ["Jobmesse"], "the post stays in any case"
