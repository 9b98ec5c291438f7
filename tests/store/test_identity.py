"""Identity: a guid for life, and never one for two."""

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from pipelines.items import Post
from pipelines.site import Site
from store.database import Archive
from store.identity import guid_for
from store.settle import reparse

if TYPE_CHECKING:
    from tests.store.conftest import Source

LONG = "Das Jobcenter hat im vergangenen Jahr 1.204 Menschen in Arbeit vermittelt. " * 3


@pytest.mark.parametrize(
    "url",
    [
        "http://www.kreis.example/presse/1.html?utm_source=rss",
        "https://kreis.example/presse/1.html?backlink=/we_cmd.php?btype=rebuild_all&maintable=1",
        "https://KREIS.example:443/presse/./1.html",
    ],
)
def test_another_spelling_is_the_same_post(
    archive: Archive, post: Post, site: Site, url: str
) -> None:
    guid = guid_for(archive, post, site)
    assert guid_for(archive, evolve(post, url=url, title="ganz anders"), site) == guid


def test_the_guid_does_not_hang_on_who_came_first(
    archive: Archive, post: Post, other_post: Post, site: Site
) -> None:
    alone = guid_for(archive, other_post, site)
    assert guid_for(archive, post, site) != alone
    assert guid_for(archive, other_post, site) == alone


def test_what_every_page_names_as_its_address_merges_nothing(source: "Source") -> None:
    named = ["https://kreis.example/presse/", "https://kreis.example/start.html"]
    for number in (1, 2):
        body = {"title": f"Meldung {number}", "aliases": named}
        source.answer(f"https://kreis.example/presse/{number}.php", body)
    source.settle()
    assert sorted(source.posts()) == ["Meldung 1", "Meldung 2"]


def test_a_named_address_is_the_same_post_if_it_says_the_same(
    source: "Source", dump_shop: Any
) -> None:
    page = "https://kreis.example/jobmesse/"
    source.answer(page, {"title": "Jobmesse", "text": "Am 3. Mai"})
    source.answer("https://kreis.example/?p=17", {"title": "Jobmesse", "aliases": [page]})
    source.settle()
    assert source.archive.value("select count(*) from posts") == 1
    shop = dump_shop(source.archive)
    source.settle(everything=True)
    assert dump_shop(source.archive) == shop


def test_a_page_that_was_wrongly_named_gets_its_own_guid(source: "Source") -> None:
    other = "https://kreis.example/presse/2.php"
    source.answer("https://kreis.example/presse/1.php", {"title": "Messe", "aliases": [other]})
    source.settle()
    source.answer(other, {"title": "Etwas anderes"})
    source.settle()
    assert sorted(source.posts()) == ["Etwas anderes", "Messe"]


def test_a_post_that_is_still_listed_has_not_moved(source: "Source") -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/stellen/1.php"
    article = {"title": "Jobmesse im Mai", "text": LONG, "published": "2026-02-01"}
    source.list({"url": old, "title": "Jobmesse im Mai"})
    source.answer(old, article)
    source.finish()
    source.begin()
    source.list({"url": old, "title": "Jobmesse im Mai"}, {"url": new, "title": "Jobmesse"})
    source.answer(new, article)
    source.finish()
    assert source.archive.value("select count(*) from posts") == 2


def test_a_relaunch_keeps_the_guids(source: "Source", dump_shop: Any) -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/aktuelles/messe"
    article = {"title": "Jobmesse im Mai", "text": LONG, "published": "2026-02-01"}
    source.list({"url": old, "title": "Jobmesse im Mai"})
    source.answer(old, article)
    source.finish()
    guid = source.posts()["Jobmesse im Mai"]["guid"]

    source.begin()
    source.list({"url": new, "title": "Jobmesse im Mai"})
    source.answer(new, article)
    source.finish()
    assert [(row["guid"], row["url"], row["version"]) for row in source.posts().values()] == [
        (guid, new, 1)
    ]
    shop = dump_shop(source.archive)
    source.settle(everything=True)
    assert dump_shop(source.archive) == shop


def test_a_relaunch_after_a_run_of_less_than_a_second_keeps_the_guid(source: "Source") -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/aktuelles/messe"
    article = {"title": "Jobmesse im Mai", "text": LONG, "published": "2026-02-01"}
    for url in (old, new):
        source.begin()
        source.stopped = True
        source.list({"url": url, "title": "Jobmesse im Mai"})
        source.answer(url, article)
        source.finish()
        source.stopped = False
    assert [row["url"] for row in source.archive.rows("select url from posts")] == [new]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"teaser": "Das wird gut.", "text": LONG}, {"text": f"Das wird gut.\n\n{LONG}"}),
        ({"text": f"{LONG}\n\nFragen beantwortet das Haus."}, {"text": LONG}),
    ],
)
def test_a_relaunch_that_parts_the_text_otherwise_keeps_the_guid(
    source: "Source", before: dict[str, str], after: dict[str, str]
) -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/aktuelles/messe"
    article = {"title": "Jobmesse im Mai", "published": "2026-02-01"}
    source.answer(old, article | before)
    source.finish()
    guid = source.posts()["Jobmesse im Mai"]["guid"]
    source.begin()
    source.answer(new, article | after)
    source.finish()
    assert [row["guid"] for row in source.archive.rows("select guid from posts")] == [guid]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Jobmesse im Juni"},
        {"published": "2026-02-02"},
        {"text": LONG.replace("1.204", "1.205")},
        {"text": "Mehr im PDF."},
    ],
)
def test_what_differs_at_a_relaunch_is_another_post(
    source: "Source", change: dict[str, str]
) -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/aktuelles/messe"
    article = {"title": "Jobmesse im Mai", "text": LONG, "published": "2026-02-01"}
    if change == {"text": "Mehr im PDF."}:
        article |= change
    source.answer(old, article)
    source.finish()
    source.begin()
    source.answer(new, article | change)
    source.finish()
    assert source.archive.value("select count(*) from posts") == 2


def test_two_addresses_in_one_run_are_two_posts(source: "Source") -> None:
    article = {"title": "Jobmesse im Mai", "text": LONG, "published": "2026-02-01"}
    source.answer("https://kreis.example/presse/1.php", article)
    source.answer("https://kreis.example/stellen/1.php", article)
    source.finish()
    assert source.archive.value("select count(*) from posts") == 2


def test_two_links_that_are_led_to_one_page_are_one_post(source: "Source") -> None:
    page = "https://kreis.example/jobmesse/"
    short = "https://kreis.example/?p=17"
    source.list({"url": short, "title": "Jobmesse"}, {"url": page, "title": "Jobmesse"})
    for url in (short, page):
        source.answer(url, {"title": "Jobmesse"}, answered=page)
    source.finish()
    assert source.archive.value("select count(*) from posts") == 1


def test_a_redirect_at_a_relaunch_keeps_the_guid(source: "Source", dump_shop: Any) -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/aktuelles/messe"
    source.answer(old, {"title": "Jobmesse", "text": "alt"})
    source.finish()
    guid = source.posts()["Jobmesse"]["guid"]
    source.begin()
    source.answer(old, {"title": "Jobmesse", "text": "neu"}, answered=new)
    source.finish()
    assert [(r["guid"], r["text"], r["version"]) for r in source.posts().values()] == [
        (guid, "neu", 2)
    ]
    shop = dump_shop(source.archive)
    source.settle(everything=True)
    assert dump_shop(source.archive) == shop


@pytest.mark.parametrize("title", ["Jobmesse", "Jobmesse (verlegt)"])
def test_a_post_that_moved_and_is_listed_where_it_is_now_keeps_the_guid(
    source: "Source", dump_shop: Any, title: str
) -> None:
    old, new = "https://kreis.example/presse/1.php", "https://kreis.example/aktuelles/messe"
    # Without a day one with another title is another post, however it was led there.
    post = {"text": "Im Mai kommen alle. " * 9} | (
        {} if title == "Jobmesse" else {"published": "2026-02-01"}
    )
    source.list({"url": old, "title": "Jobmesse"})
    source.answer(old, {"title": "Jobmesse", **post})
    source.finish()
    (guid,) = (row["guid"] for row in source.posts().values())
    source.begin()
    source.list({"url": new, "title": title})
    source.answer(new, {"title": title, **post})
    source.answer(old, {"title": title, **post}, answered=new)
    source.finish()
    assert [(title, row["guid"]) for title, row in source.posts().items()] == [(title, guid)]
    shop = dump_shop(source.archive)
    reparse(source.archive, reader=source.reader)
    assert dump_shop(source.archive) == shop


@pytest.mark.parametrize(
    "url", ["https://alt.example/presse/1.php", "https://kreis.example/1.php?ansicht=druck"]
)
def test_a_better_site_file_keeps_the_guids(source: "Source", url: str) -> None:
    source.answer(url, {"title": "Jobmesse"})
    source.finish()
    guid = source.posts()["Jobmesse"]["guid"]
    source.site = evolve(source.site, aliases=("alt.example",), junk_parameters=("ansicht",))
    source.begin()
    source.finish()
    assert source.posts()["Jobmesse"]["guid"] == guid
    reparse(source.archive, reader=source.reader)
    assert source.posts()["Jobmesse"]["guid"] == guid


def test_what_leads_to_the_list_is_gone_and_merges_nothing(source: "Source") -> None:
    urls = [f"https://kreis.example/presse/{number}.php" for number in (1, 2)]
    for url in urls:
        source.answer(url, {"title": f"Meldung {url}"})
    source.finish()
    source.begin()
    for url in urls:
        source.answer(url, {"title": "Presse"}, answered=source.site.start[0])
    source.finish()
    assert sorted(source.posts()) == [f"Meldung {url}" for url in urls]
    codes = source.archive.rows("select code, url from problems order by url")
    assert [tuple(row) for row in codes] == [("led_to_list", url) for url in urls]
