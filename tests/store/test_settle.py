"""Settling: the shop is what the cellar says, whatever came in which order and however often."""

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from pipelines.items import Lead, Page, Post, Problem
from pipelines.site import Site
from store.counts import Counts
from store.crawls import find_settled
from store.database import Archive, open_archive
from store.pages import last_page
from store.saving import delete_post, save_post
from store.settle import reparse, settle

if TYPE_CHECKING:
    from pathlib import Path

    from store.reader import Reader
    from tests.store.conftest import Source

Dump = Callable[[Archive], dict[str, list[str]]]

ONE = "https://kreis.example/presse/1.html"
TWO = "https://kreis.example/presse/2.html"


def test_a_day_comes_from_the_listing(source: "Source") -> None:
    source.list({"url": ONE, "title": "Messe", "published": "2026-02-01"})
    source.answer(ONE, {"title": "Messe"})
    assert source.settle() == Counts(new=1)
    assert source.posts()["Messe"]["published"] == "2026-02-01"


def test_the_listing_says_it_better_later(source: "Source") -> None:
    source.answer(ONE, {"title": "Messe"})
    source.settle()
    source.list({"url": f"{ONE}?utm_source=rss", "title": "Messe", "published": "2026-02-01"})
    source.settle()
    assert source.posts()["Messe"]["published"] == "2026-02-01"


def test_an_entry_that_slid_off_the_list_stays_known(source: "Source") -> None:
    source.list({"url": ONE, "title": "Messe", "published": "2026-02-01"})
    source.answer(ONE, {"title": "Messe"})
    source.list({"url": TWO, "title": "Neu", "published": "2026-02-09"})
    source.settle()
    assert source.posts()["Messe"]["published"] == "2026-02-01"


def test_a_changed_page_is_a_new_version(source: "Source") -> None:
    source.answer(ONE, {"title": "Messe", "text": "Am 3. Mai"})
    source.finish()
    source.begin()
    source.answer(ONE, {"title": "Messe", "text": "Am 4. Mai"})
    assert source.finish() == Counts(changed=1)
    row = source.posts()["Messe"]
    assert (row["version"], row["text"]) == (2, "Am 4. Mai")
    assert row["first_seen"] < row["changed_at"] == row["last_seen"]
    versions = source.archive.rows("select version, text, page_id from versions order by 1")
    assert [tuple(v) for v in versions] == [(1, "Am 3. Mai", 1), (2, "Am 4. Mai", 2)]


def test_of_two_sources_of_one_host_the_newest_words_are_told(
    source: "Source", dump_shop: Dump
) -> None:
    source.answer(ONE, {"title": "Messe", "text": "alt"})
    source.answer(TWO, {"title": "Markt", "text": "Markt"})
    source.finish()
    for slug, text in (("stadt", "neu"), ("amt", "neuer")):
        before = {title: dict(row) for title, row in source.posts().items()}
        source.site = evolve(source.site, slug=slug)
        source.begin()
        source.answer(ONE, {"title": "Messe", "text": text})
        source.finish()
        now = source.posts()
        assert (now["Messe"]["site"], now["Messe"]["text"]) == (slug, text)
        assert now["Messe"]["guid"] == before["Messe"]["guid"]
        assert dict(now["Markt"]) == before["Markt"], "the other one stays where it was read"
    shop = dump_shop(source.archive)
    reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == shop


def test_a_clock_that_ran_ahead_for_a_run_hides_nothing_later(
    source: "Source", dump_shop: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.crawls.own_reader", lambda: source.reader)
    minutes = {"alt": 0, "voraus": 28 * 1440, "neu": 1440, "neuer": 2 * 1440}
    for text, source.minute in minutes.items():
        source.begin()
        source.list({"url": ONE, "title": f"Messe, {text}", "published": "2026-02-01"})
        source.answer(ONE, {"title": f"Messe, {text}", "text": text}, headers={"etag": text})
        source.finish()
    (post,) = source.posts().values()
    assert (post["text"], post["version"], post["title"]) == ("neuer", 4, "Messe, neuer")
    stored = last_page(source.archive, source.site.slug, ONE)
    assert stored is not None
    assert stored.headers["etag"] == "neuer", "what the next request names"
    source.begin()
    source.list({"url": ONE, "title": "Messe"}, {"url": TWO, "title": "Markt"})
    settled = find_settled(source.archive, source.site)
    assert list(settled) == [ONE], "the other was met, but no run that met it has ended"
    source.finish()
    shop = dump_shop(source.archive)
    reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == shop


def test_a_clock_that_ran_ahead_does_not_keep_a_post_from_being_gone(source: "Source") -> None:
    source.minute = 28 * 1440
    source.answer(ONE, {"title": "Messe"})
    for source.minute in (1440, 3 * 1440):
        source.answer(ONE, status=404)
    source.finish()
    assert source.posts()["Messe"]["gone_at"] == "2026-03-02T00:01:00Z"


def test_a_page_that_came_again_unchanged_was_seen_again(source: "Source") -> None:
    source.answer(ONE, {"title": "Messe"}, headers={"etag": "1"})
    source.finish()
    first = source.posts()["Messe"]
    source.answer(ONE, status=304)
    assert source.settle() == Counts(same=1)
    again = source.posts()["Messe"]
    assert again["version"] == 1
    assert first["last_seen"] < again["last_seen"]
    assert (again["first_seen"], again["changed_at"]) == (first["first_seen"], None)


def test_an_error_page_becomes_no_post_and_takes_none_away(source: "Source") -> None:
    source.answer(ONE, {"title": "Messe"})
    source.finish()
    source.answer(ONE, "Wartungsarbeiten")
    source.answer(TWO, "Wartungsarbeiten")
    assert source.settle() == Counts(same=1, problems=2)
    assert list(source.posts()) == ["Messe"]
    problems = source.archive.rows("select guid, page_id, code, url from problems order by url")
    assert [tuple(row) for row in problems] == [
        (None, 2, "no_body", ONE),
        (None, 3, "no_body", TWO),
    ]
    source.answer(ONE, {"title": "Messe"})
    source.answer(TWO, {"title": "Neu"})
    assert source.settle().problems == 0


@pytest.mark.parametrize("status", [301, 404, 410, 500, 503])
def test_what_is_no_whole_answer_is_not_read(source: "Source", status: int) -> None:
    source.answer(ONE, {"title": "Fehler"}, status=status)
    assert source.settle() == Counts()


def test_what_a_run_saves_on_its_way_is_put_right(source: "Source", dump_shop: Dump) -> None:
    """Pages that come again unchanged are saved again by a run that walks everything."""
    source.list({"url": ONE, "title": "Messe", "published": "2026-02-01"})
    source.answer(ONE, {"title": "Messe", "text": "Am 3. Mai"})
    source.finish()
    shop = dump_shop(source.archive)
    source.begin()
    page = source.answer(ONE, status=304)
    hasty = Post(url=ONE, site="kreis", title="Messe", text="Menü Am 3. Mai", page_id=page.page_id)
    save_post(source.archive, hasty, site=source.site, seen_at=page.fetched_at)
    new = source.answer(TWO, {"title": "Neu"})
    hasty = Post(url=TWO, site="kreis", title="Menü", page_id=new.page_id)
    save_post(source.archive, hasty, site=source.site, seen_at=new.fetched_at)
    assert source.finish() == Counts(new=1, same=1)
    assert sorted(source.posts()) == ["Messe", "Neu"]
    delete_post(source.archive.connection, source.posts()["Neu"]["guid"])
    assert dump_shop(source.archive)["posts"] == shop["posts"]
    assert dump_shop(source.archive)["versions"] == shop["versions"]


def test_only_what_changed_is_read_again(source: "Source") -> None:
    read: list[str] = []

    def read_article(page: Page, lead: Lead | None, site: Site, frame: Any) -> tuple[Post, ...]:
        read.append(page.url)
        return plain.read_article(page, lead, site, frame)

    plain = source.reader
    source.reader = evolve(plain, read_article=read_article)
    source.answer(ONE, {"title": "Messe"})
    source.answer(TWO, {"title": "Neu"})
    source.settle()
    source.settle()
    assert sorted(read) == [ONE, TWO]
    source.answer(TWO, {"title": "Neu", "text": "mehr"})
    read.clear()
    source.settle()
    assert set(read) == {TWO}
    read.clear()
    source.reader = evolve(source.reader, version="2")
    source.settle()
    assert set(read) == {ONE, TWO}


def test_a_post_is_read_again_when_the_frame_changes(source: "Source") -> None:
    """With the fourth page it shows that one word stands on all of them."""

    def read_article(page: Page, _lead: Lead | None, site: Site, frame: Any) -> tuple[Post, ...]:
        title = page.body.decode().split()[0]
        return (Post(url=page.url, site=site.slug, title=title, text=f"{len(frame.shared)}"),)

    source.reader = evolve(source.reader, read_article=read_article)
    for number in range(3):
        source.answer(f"https://kreis.example/{number}", f"Titel{number} Menü")
    source.settle()
    before = {row["text"] for row in source.posts().values()}
    source.answer("https://kreis.example/3", "Titel3 Menü")
    source.settle()
    assert before == {"0"}
    assert {row["text"] for row in source.posts().values()} == {"1"}
    assert {row["version"] for row in source.posts().values()} == {1}


def test_a_reader_that_reads_less_takes_its_posts_out(source: "Source", dump_shop: Dump) -> None:
    source.answer(ONE, {"title": "Messe"})
    source.answer(TWO, [{"url": f"{TWO}#a", "title": "A"}, {"url": f"{TWO}#b", "title": "B"}])
    source.settle()
    assert len(source.posts()) == 3
    plain = source.reader

    def read_first(page: Page, lead: Lead | None, site: Site, frame: Any) -> tuple[Post, ...]:
        return plain.read_article(page, lead, site, frame)[:1]

    source.reader = evolve(plain, version="2", read_article=read_first)
    source.settle()
    assert sorted(source.posts()) == ["A", "Messe"]
    shop = dump_shop(source.archive)
    reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == shop


def test_posts_of_one_page_without_anchors_are_told_apart(source: "Source") -> None:
    source.answer(ONE, [{"title": "Messe im Mai"}, {"title": "Messe im Juni"}])
    source.settle()
    assert {row["url"] for row in source.posts().values()} == {
        f"{ONE}#:~:text=Messe%20im%20Mai",
        f"{ONE}#:~:text=Messe%20im%20Juni",
    }


def test_entries_that_are_whole_posts_stay_when_the_page_drops_them(source: "Source") -> None:
    def whole(anchor: str, text: str) -> dict[str, Any]:
        url = f"{source.site.start[0]}#{anchor}"
        return {"url": url, "title": anchor, "teaser": text, "whole": True}

    def read_article(page: Page, lead: Lead | None, site: Site, _frame: Any) -> tuple[Post, ...]:
        (entry,) = (e for e in plain.read_listing(page, site)[0] if lead and e.url == lead.url)
        return (Post(url=entry.url, site=site.slug, title=entry.title, text=entry.teaser),)

    plain = source.reader
    source.reader = evolve(plain, read_article=read_article)
    source.list(whole("mai", "eins"), whole("juni", "zwei"))
    source.settle()
    source.list(whole("juni", "drei"), whole("juli", "vier"))
    source.settle()
    assert {t: (row["text"], row["version"]) for t, row in source.posts().items()} == {
        "mai": ("eins", 1),
        "juni": ("drei", 2),
        "juli": ("vier", 1),
    }


def test_an_entry_that_is_a_file_is_a_post_of_title_and_day(source: "Source") -> None:
    file = "https://kreis.example/mai.pdf"
    source.list({"url": file, "title": "Bericht Mai", "published": "2026-06-01"})
    source.answer(file, b"%PDF-1.7", kind="attachment")
    source.settle()
    assert source.posts()["Bericht Mai"]["published"] == "2026-06-01"
    attachment = source.archive.rows("select * from attachments")[0]
    assert (attachment["url"], attachment["bytes"], attachment["media_type"]) == (
        file,
        8,
        "application/pdf",
    )


def test_a_file_that_comes_later_is_measured(source: "Source") -> None:
    file = "https://kreis.example/mai.pdf"
    source.answer(ONE, {"title": "Messe", "attachments": [file]})
    source.settle()
    source.answer(file, b"%PDF-1.7", kind="attachment")
    source.settle()
    assert source.archive.value("select bytes from attachments") == 8
    assert list(source.posts()) == ["Messe"]


def test_an_entry_that_leads_elsewhere_is_told(source: "Source") -> None:
    url = "https://presse-service.example/data/17.html"
    source.list({"url": url, "title": "Kreis: Messe"})
    source.settle()
    row = source.archive.rows("select code, url, quote from problems")[0]
    assert tuple(row) == ("elsewhere", url, "Kreis: Messe")


def test_an_entry_that_is_a_copy_is_told(source: "Source") -> None:
    copy = "https://kreis.example/leichte-sprache/1.html"
    source.list({"url": ONE, "title": "Messe"}, {"url": copy, "title": "Messe"})
    source.settle()
    rows = source.archive.rows("select code, url, quote from problems")
    assert [tuple(row) for row in rows] == [("copy", copy, "Messe")]


def test_a_listing_that_is_none_is_told_until_it_is_one(source: "Source") -> None:
    source.answer(source.site.start[0], "<h1>Wartung</h1>", kind="listing")
    assert source.settle().problems == 1
    source.list({"url": ONE, "title": "Messe"})
    assert source.settle().problems == 0


def test_what_is_suspicious_about_the_first_page_is_told(source: "Source") -> None:
    def check(leads: tuple[Lead, ...], _site: Site) -> tuple[Problem, ...]:
        return (Problem(code="few_entries", says="zu wenige"),) if len(leads) < 2 else ()

    source.reader = evolve(source.reader, check_leads=check)
    source.list({"url": ONE, "title": "Messe"})
    assert source.settle().problems == 1


def test_stages_see_the_newest_version_only(source: "Source") -> None:
    class Shout:
        def process_item(self, item: Post) -> Post:
            return evolve(item, title=item.title.upper())

    source.reader = evolve(source.reader, stages=(Shout(),))
    source.answer(ONE, {"title": "alt"})
    source.answer(ONE, {"title": "neu"})
    source.settle()
    assert list(source.posts()) == ["NEU"]


def _fill(source: "Source", order: random.Random) -> None:
    """The same answers in any order: three listing pages, thirty posts, files, an error page."""
    start = source.site.start[0]
    asked: list[Callable[[], object]] = []
    for page in range(3):
        entries = [
            {"url": f"https://kreis.example/{n}", "title": f"Titel {n}", "published": "2026-01-01"}
            for n in range(page * 10, page * 10 + 10)
        ]
        asked.append(partial(source.list, *entries, url=f"{start}?p={page}"))
    for n in range(30):
        url, file = f"https://kreis.example/{n}", f"https://kreis.example/{n}.pdf"
        text = f"Menü {n % 7} Text " * 20
        body = {"title": f"Titel {n}", "text": text, "attachments": [file]}
        asked.append(partial(source.answer, url, body))
        asked.append(partial(source.answer, file, b"%PDF-" + bytes([n]), kind="attachment"))
    asked.append(partial(source.answer, "https://kreis.example/99", "Wartung"))
    order.shuffle(asked)
    for number, ask in enumerate(asked):
        ask()
        if number % order.randint(9, 30) == 0:
            source.settle()  # as a killed and restarted run does


@pytest.mark.parametrize("seed", range(4))
def test_the_shop_does_not_hang_on_the_order(
    tmp_path: "Path", source: "Source", dump_shop: Dump, seed: int
) -> None:
    _fill(source, random.Random(0))
    source.settle()
    with open_archive(tmp_path / "other.db") as archive:
        other = evolve(source, archive=archive)
        other.begin()
        _fill(other, random.Random(seed))
        other.settle()
        assert dump_shop(archive) == dump_shop(source.archive)


def test_a_reparse_gives_the_same_rows_and_times(source: "Source", dump_shop: Dump) -> None:
    _fill(source, random.Random(1))
    source.answer(ONE, {"title": "Messe", "text": "alt"})
    source.finish()
    source.begin()
    source.answer(ONE, {"title": "Messe", "text": "neu"})
    source.finish(problems=(Problem(code="not_fetched", says="zu langsam", url=TWO),))
    shop = dump_shop(source.archive)
    times = [tuple(row) for row in source.archive.rows("select * from posts order by guid")]
    counts = reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == shop
    assert [tuple(row) for row in source.archive.rows("select * from posts order by guid")] == times
    assert counts == Counts(new=31, problems=2)


def test_a_reparse_of_emptied_tables_gives_the_same_rows(source: "Source", dump_shop: Dump) -> None:
    _fill(source, random.Random(2))
    source.finish()
    shop = dump_shop(source.archive)
    with source.archive.writing() as connection:
        for table in shop:
            connection.execute(f"delete from {table}")
    reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == shop


def test_a_reparse_that_fails_changes_nothing(source: "Source", dump_shop: Dump) -> None:
    _fill(source, random.Random(3))
    source.finish()
    shop = dump_shop(source.archive)

    def fail(*_: object) -> tuple[Post, ...]:
        raise ZeroDivisionError

    broken: Reader = evolve(source.reader, read_article=fail)
    with pytest.raises(ZeroDivisionError):
        reparse(source.archive, reader=broken)
    assert dump_shop(source.archive) == shop


def test_progress_counts_every_page(source: "Source") -> None:
    source.answer(ONE, {"title": "Messe"})
    source.answer(TWO, {"title": "Neu"})
    calls: list[tuple[int, int]] = []
    settle(
        source.archive,
        source.site,
        reader=source.reader,
        progress=lambda done, of: calls.append((done, of)),
    )
    assert calls == [(1, 2), (2, 2)]
