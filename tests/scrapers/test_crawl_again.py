"""A source that has changed since the last run: moved, taken back, told with other words."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from tests.scrapers.crawling import age, crawl, rows, take_out, told_paths

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer, Kjc


def test_links_with_another_session_every_day_are_asked_for_once(
    kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    whole = faulty.current("/presse/")
    for day in range(2):
        body = whole.body
        for path in faulty.articles:
            target = f"{path}?PHPSESSID={day}"
            faulty.give(target, faulty.current(path))
            body = body.replace(path.encode(), target.encode())
        faulty.give("/presse/", evolve(whole, body=body))
        assert crawl(kjc, faulty).returncode == 0
    assert len([asked for asked in faulty.log if "PHPSESSID=0" in asked.target]) == 6
    assert not [asked for asked in faulty.log if "PHPSESSID=1" in asked.target]


def test_an_entry_with_another_title_is_asked_for_again_once(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    feed = tmp_path / "public" / "feeds" / "alle.xml"
    guids = set(re.findall("<guid[^>]*>([^<]+)", feed.read_text("utf-8")))
    path = faulty.articles[2]
    for target in (faulty.start_url.removeprefix(faulty.url), path):
        page = faulty.current(target)
        body = page.body.replace(b"Bericht Nummer 4", b"Bericht Nr. 4 (berichtigt)")
        faulty.give(target, evolve(page, body=body))
    for _ in range(2):
        assert crawl(kjc, faulty).returncode == 0
    assert len(faulty.asked(path)) == 2
    (post,) = rows(tmp_path, "select title, version from posts where title like '%Nr. 4%'")
    assert post == {
        "title": "Odenwaldkreis: Bericht Nr. 4 (berichtigt) des Jobcenters",
        "version": 2,
    }
    text = feed.read_text("utf-8")
    assert "(berichtigt)" in text
    assert set(re.findall("<guid[^>]*>([^<]+)", text)) == guids, "no reader shows it as new"


def test_a_post_that_leaves_list_and_address_is_gone_after_a_day(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    path = faulty.articles[2]
    take_out(faulty, path)
    for run, (since, asked) in enumerate([(0, 2), (1, 3), (1, 3)]):
        age(tmp_path)
        done = crawl(kjc, faulty, "--quiet")
        assert (done.returncode, done.stdout) == (0, ""), run
        gone = rows(tmp_path, "select url from posts where gone_at is not null")
        assert (len(gone), len(faulty.asked(path))) == (since, asked), run
    assert gone[0]["url"].endswith(path)
    assert rows(tmp_path, "select posts_gone from crawls order by id")[-2:] == [
        {"posts_gone": 1},
        {"posts_gone": 0},
    ]
    assert len(told_paths(tmp_path)) == 6


def test_a_post_that_only_leaves_the_list_is_asked_for_once(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    path = faulty.articles[2]
    whole = faulty.current(path)
    take_out(faulty, path)
    faulty.give(path, whole)
    for _ in range(3):
        age(tmp_path)
        assert crawl(kjc, faulty).returncode == 0
    assert len(faulty.asked(path)) == 2


def test_a_post_that_comes_back_is_gone_no_more(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    path = faulty.articles[2]
    listing, whole = faulty.current("/presse/"), faulty.current(path)
    take_out(faulty, path)
    for _ in range(2):
        age(tmp_path)
        crawl(kjc, faulty)
    faulty.give("/presse/", listing)
    faulty.give(path, whole)
    age(tmp_path)
    crawl(kjc, faulty)
    assert rows(tmp_path, "select url from posts where gone_at is not null") == []


def test_a_relaunch_whose_pages_keep_their_etags_keeps_the_guids(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    listing = faulty.current("/presse/")
    for path in faulty.articles:
        faulty.give(path, evolve(faulty.current(path), headers={"ETag": f'"{path}"'}))
    crawl(kjc, faulty)
    guids = rows(tmp_path, "select guid from posts order by guid")
    for path in faulty.articles:
        moved = path.replace("/2026/", "/aktuell/")
        faulty.give(moved, faulty.current(path))
        faulty.give(path, evolve(faulty.replies.gone, status=301, headers={"Location": moved}))
    faulty.give("/presse/", evolve(listing, body=listing.body.replace(b"/2026/", b"/aktuell/")))
    for _ in range(3):
        age(tmp_path)
        done = crawl(kjc, faulty, "--quiet")
        assert (done.returncode, done.stdout) == (0, "")
        assert rows(tmp_path, "select guid from posts order by guid") == guids
    crawl(kjc, faulty, "--all")
    assert faulty.asked(moved)[-1].status == 304, "asked with the validator that it sent itself"
