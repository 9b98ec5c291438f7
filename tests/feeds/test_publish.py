"""From an archive to files: sound, still when nothing is new, and without floods of old news."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from lxml import html

from feeds.check import check_feed
from feeds.files import PublishError, write_file
from feeds.publish import Published, publish
from pipelines.jobcenters import bundeslaender, load_jobcenters
from pipelines.site import Site
from store.crawls import begin_crawl
from store.database import Archive, open_archive

PUBLIC = "http://ticker.example"
AMT = Site(slug="amt", name="Amt & Kreis", start=("http://amt.example/",))
NEU = Site(slug="neu", name="Neues Portal", start=("http://neu.example/",))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "kjc.db") as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "public"


def add_post(
    archive: Archive,
    guid: str,
    published: str | None,
    *,
    first_seen: str = "2024-03-01T05:00:00Z",
    site: str = "amt",
    title: str | None = None,
    jobcenters: tuple[str, ...] = (),
    scope: str | None = None,
    same_as: str | None = None,
) -> None:
    with archive.writing() as connection:
        connection.execute(
            "insert into posts (guid, url, site, title, kicker, teaser, text, content_html,"
            " published, language, scope, confidence, first_seen, last_seen, version, parser,"
            " address) values (:guid, :url, :site, :title, '', '', :text, :html, :published,"
            " 'de', :scope, 1, :seen, :seen, 1, '', :url)",
            {
                "guid": guid,
                "url": f"http://{site}.example/{guid}",
                "site": site,
                "title": title or f"Meldung {guid}",
                "text": f"Der Text von {guid}.",
                "html": f'<p>Der Text von <a href="/{guid}">{guid}</a>.</p>',
                "published": published,
                "scope": scope,
                "seen": first_seen,
            },
        )
        connection.executemany(
            "insert into post_jobcenters (guid, jobcenter, evidence, source, role)"
            " values (?, ?, 'x', 'title', 'about')",
            [(guid, slug) for slug in jobcenters],
        )
        if same_as:
            connection.execute(
                "insert into appearances (guid, same_as, url, site) values (?, ?, ?, ?)",
                (guid, same_as, f"http://{site}.example/{guid}", site),
            )


def build(archive: Archive, out: Path, *sites: Site) -> Published:
    return publish(archive, out, public_url=PUBLIC, sites=sites or (AMT,))


def read_guids(out: Path, path: str) -> list[str]:
    return [entry.id for entry in feedparser.parse((out / path).read_bytes()).entries]


def read_page(out: Path) -> Any:
    return html.fromstring((out / "index.html").read_bytes())


def assert_sound(out: Path) -> None:
    for path in sorted(out.rglob("*.xml")):
        content = path.read_bytes()
        assert not feedparser.parse(content).bozo
        assert check_feed(content, f"{PUBLIC}/{path.relative_to(out).as_posix()}") == ()


def test_every_feed_is_there_and_sound_before_the_first_post(archive: Archive, out: Path) -> None:
    built = build(archive, out)
    feeds = {
        "feeds/alle.xml",
        "feeds/quelle/amt.xml",
        *(f"feeds/jobcenter/{jobcenter.slug}.xml" for jobcenter in load_jobcenters()),
        *(f"feeds/land/{land}.xml" for land in bundeslaender()),
    }
    assert set(built.written) == feeds | {"index.html", "feeds.opml"}
    assert len([path for path in feeds if "/jobcenter/" in path]) == 104
    assert {path.relative_to(out).as_posix() for path in out.rglob("*.xml")} == feeds
    assert_sound(out)


def test_a_post_is_told_where_it_belongs(archive: Archive, out: Path) -> None:
    add_post(archive, "kreis", "2024-02-29", jobcenters=("main-kinzig-kreis",))
    add_post(archive, "land", "2024-02-28", scope="land:hessen")
    add_post(archive, "bund", "2024-02-27", scope="bund", site="portal")
    build(archive, out)
    assert read_guids(out, "feeds/alle.xml") == ["kreis", "land", "bund"]
    assert read_guids(out, "feeds/jobcenter/main-kinzig-kreis.xml") == ["kreis"]
    assert read_guids(out, "feeds/jobcenter/fulda.xml") == []
    assert read_guids(out, "feeds/land/hessen.xml") == ["kreis", "land"]
    assert read_guids(out, "feeds/land/bayern.xml") == []
    assert read_guids(out, "feeds/quelle/amt.xml") == ["kreis", "land"]
    assert read_guids(out, "feeds/quelle/portal.xml") == ["bund"]
    assert_sound(out)
    entry = feedparser.parse((out / "feeds/alle.xml").read_bytes()).entries[0]
    assert [tag.term for tag in entry.tags] == ["Main-Kinzig-Kreis", "Hessen"]


def test_a_post_about_a_whole_land_carries_its_name(archive: Archive, out: Path) -> None:
    add_post(archive, "land", "2024-02-28", scope="land:thueringen")
    build(archive, out)
    (entry,) = feedparser.parse((out / "feeds/alle.xml").read_bytes()).entries
    assert [tag.term for tag in entry.tags] == ["Thüringen"]


def test_a_public_address_may_end_in_a_slash(archive: Archive, out: Path) -> None:
    publish(archive, out, public_url=f"{PUBLIC}/", sites=(AMT,))
    assert_sound(out)


def test_a_source_that_no_file_declares_keeps_its_name(archive: Archive, out: Path) -> None:
    begin_crawl(archive, NEU, "2024-03-01T05:00:00Z")
    build(archive, out, AMT)
    titles = [
        feedparser.parse((out / f"feeds/quelle/{slug}.xml").read_bytes()).feed.title
        for slug in ("amt", "neu")
    ]
    assert titles == ["Quelle: Amt & Kreis", "Quelle: Neues Portal"]


def test_a_second_build_touches_nothing(archive: Archive, out: Path) -> None:
    add_post(archive, "a", "2024-02-29", jobcenters=("fulda",))
    first = build(archive, out)
    for path in out.rglob("*.*"):
        os.utime(path, (1, 1))
    told = list(archive.rows("select * from told"))
    second = build(archive, out)
    assert second == Published(written=(), unchanged=first.written)
    assert {path.stat().st_mtime for path in out.rglob("*.*")} == {1}
    assert list(archive.rows("select * from told")) == told


def test_a_new_post_is_written_only_where_it_belongs(archive: Archive, out: Path) -> None:
    add_post(archive, "a", "2024-02-29", jobcenters=("fulda",))
    build(archive, out)
    add_post(archive, "b", "2024-03-01", jobcenters=("jena",))
    assert build(archive, out).written == (
        "feeds/alle.xml",
        "feeds/jobcenter/jena.xml",
        "feeds/land/thueringen.xml",
        "feeds/quelle/amt.xml",
        "index.html",
    )


def test_old_news_never_comes_as_new(archive: Archive, out: Path) -> None:
    add_post(archive, "archived", "2019-05-02", jobcenters=("fulda",))
    build(archive, out)
    later = "2024-04-01T05:00:00Z"
    for guid, day in (("old", "2024-03-01"), ("young", "2024-03-02"), ("undated", None)):
        add_post(archive, guid, day, first_seen=later, jobcenters=("fulda", "jena"))
    for _ in range(2):
        build(archive, out)
        assert read_guids(out, "feeds/alle.xml") == ["undated", "young", "archived"]
        assert read_guids(out, "feeds/jobcenter/fulda.xml") == ["undated", "young", "archived"]
        # It was empty, but it was there to be read.
        assert read_guids(out, "feeds/jobcenter/jena.xml") == ["undated", "young"]
    assert b"pubDate" not in (out / "feeds/alle.xml").read_bytes().split(b"<item>")[1]


def test_what_is_read_of_a_jobcenter_months_later_is_no_news(archive: Archive, out: Path) -> None:
    for day in ("2024-03-01", "2024-05-20"):
        add_post(archive, day, day, first_seen=f"{day}T05:00:00Z", jobcenters=("jena",))
    build(archive, out)
    with archive.writing() as connection:
        connection.execute(
            "insert into crawls (site, started_at, site_json)"
            " values ('amt', '2024-06-01T04:00:00Z', '{\"name\": \"Amt\", \"start\": []}')"
        )
        connection.execute("update post_jobcenters set jobcenter = 'fulda'")
    build(archive, out)
    assert read_guids(out, "feeds/alle.xml") == ["2024-05-20", "2024-03-01"]
    assert read_guids(out, "feeds/jobcenter/fulda.xml") == ["2024-05-20"]


def test_an_archive_without_days_comes_not_as_new(archive: Archive, out: Path) -> None:
    add_post(archive, "a", "2024-02-29")
    build(archive, out)
    with archive.writing() as connection:
        connection.execute(
            "insert into crawls (site, started_at, finished_at, site_json) values ('neu',"
            " '2024-04-01T04:00:00Z', '2024-04-01T06:00:00Z', '{\"name\": \"Neu\", \"start\": []}')"
        )
    for number in range(60):
        add_post(archive, f"n{number}", None, site="neu", first_seen="2024-04-01T05:00:00Z")
    add_post(archive, "new", None, site="neu", first_seen="2024-04-02T05:00:00Z")
    build(archive, out)
    assert read_guids(out, "feeds/alle.xml") == ["new", "a"]
    assert len(read_guids(out, "feeds/quelle/neu.xml")) == 50


def test_feeds_that_stood_ready_are_filled_by_the_first_crawl(archive: Archive, out: Path) -> None:
    build(archive, out, AMT, NEU)
    add_post(archive, "a", "2019-05-02", jobcenters=("fulda",))
    build(archive, out, AMT, NEU)
    assert read_guids(out, "feeds/alle.xml") == ["a"]
    add_post(archive, "n", "2019-06-02", site="neu")
    build(archive, out, AMT, NEU)
    assert read_guids(out, "feeds/quelle/neu.xml") == ["n"]
    assert read_guids(out, "feeds/alle.xml") == ["a"]


def test_the_newest_fifty_stay_told_when_others_go(archive: Archive, out: Path) -> None:
    for number in range(60):
        add_post(archive, f"p{number:02}", f"2019-{1 + number // 28:02}-{1 + number % 28:02}")
    build(archive, out)
    newest = [f"p{number:02}" for number in range(59, 9, -1)]
    assert read_guids(out, "feeds/alle.xml") == newest
    with archive.writing() as connection:
        connection.execute("delete from posts where guid = 'p59'")
    build(archive, out)
    # The place stays empty: what was never told is years old by now.
    assert read_guids(out, "feeds/alle.xml") == newest[1:]


def test_a_release_on_two_portals_is_told_once_and_names_both(archive: Archive, out: Path) -> None:
    add_post(archive, "a", "2024-02-28")
    build(archive, out, AMT, NEU)
    add_post(archive, "b", "2024-02-29", site="neu", first_seen="2024-03-02T05:00:00Z", same_as="a")
    build(archive, out, AMT, NEU)
    assert read_guids(out, "feeds/alle.xml") == ["a"]
    assert read_guids(out, "feeds/quelle/neu.xml") == ["b"]
    parsed = feedparser.parse((out / "feeds/alle.xml").read_bytes())
    assert '<a href="http://neu.example/b">Neues Portal</a>' in parsed.entries[0].content[0].value
    assert parsed.feed.updated == "Sat, 02 Mar 2024 06:00:00 +0100"
    assert_sound(out)


def test_a_shop_built_anew_gives_the_same_bytes(archive: Archive, out: Path) -> None:
    def fill() -> None:
        add_post(archive, "a", "2019-05-02", jobcenters=("fulda",))
        add_post(archive, "b", "2024-02-29", jobcenters=("fulda",))

    fill()
    build(archive, out)
    with archive.writing() as connection:
        connection.execute("delete from posts")
    fill()
    assert build(archive, out).written == ()


def test_nasty_titles_reach_every_page(archive: Archive, out: Path) -> None:
    title = "Null\x00 <script>alert(1)</script> ]]> & 🎉 " + "W" * 10_000
    add_post(archive, "a", "2024-02-29", title=title, jobcenters=("fulda",))
    build(archive, out)
    assert_sound(out)
    page = read_page(out)
    assert not page.xpath("//script")
    assert page.xpath("//li[@id='jobcenter-fulda']//a[contains(., '<script>')]")


def test_the_index_lists_every_feed_with_its_last_post(archive: Archive, out: Path) -> None:
    add_post(archive, "a", "2024-02-28", jobcenters=("fulda",), title="Erste")
    add_post(archive, "b", "2024-02-29", jobcenters=("fulda",), title="Zweite")
    add_post(archive, "c", None, title="Ohne Tag")
    build(archive, out)
    page = read_page(out)
    feeds = {path.relative_to(out).as_posix() for path in out.rglob("*.xml")}
    assert page.get("lang") == "de"
    assert set(page.xpath("//a[@class='rss']/@href")) == feeds
    assert set(page.xpath("//link[@rel='alternate']/@href")) == feeds
    fulda = page.xpath("//li[@id='jobcenter-fulda']")[0].text_content().split()
    assert fulda[:2] == ["Landkreis", "Fulda"]
    assert " ".join(fulda[2:]) == "2 Meldungen 29.02.2024 · Zweite RSS"
    assert "29.02.2024" in page.xpath("//li[@id='alle']")[0].text_content()
    jena = page.xpath("//li[@id='jobcenter-jena']")[0].text_content().split()
    assert " ".join(jena) == "Stadt Jena noch keine Meldung RSS"
    # Headings in their order, names in a German dictionary's.
    laender = page.xpath("//section/h2[@id!='abonnieren']/text()")
    assert laender == ["Übergreifend", *sorted(bundeslaender().values())]
    bayern = page.xpath("//section[h2[@id='bayern']]//span[@class='name']/text()")
    assert bayern[:3] == ["Ganz Bayern", "Landkreis Ansbach", "Stadt Erlangen"]
    assert all(page.xpath(f"//*[@id='{link[1:]}']") for link in page.xpath("//nav//a/@href"))


def test_the_list_for_readers_holds_every_feed(archive: Archive, out: Path) -> None:
    build(archive, out)
    opml = ET.fromstring((out / "feeds.opml").read_bytes())  # noqa: S314 - our own
    outlines = opml.findall("body/outline/outline")
    addresses = {f"{PUBLIC}/{path.relative_to(out).as_posix()}" for path in out.rglob("*.xml")}
    assert {outline.get("xmlUrl") for outline in outlines} == addresses
    assert len(outlines) == len(addresses)
    assert {outline.get("type") for outline in outlines} == {"rss"}
    assert all(outline.get("text") == outline.get("title") for outline in outlines)


def test_a_file_in_the_way_is_named(archive: Archive, out: Path) -> None:
    out.write_text("keine Mappe")
    with pytest.raises(PublishError, match=r"cannot write .*public.*a file is in the way"):
        build(archive, out)
    assert PublishError.exit_code == 74


@pytest.mark.parametrize(
    ("code", "says"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only")]
)
def test_a_full_disk_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str
) -> None:
    path = tmp_path / "alle.xml"
    assert write_file(path, b"alt")

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PublishError, match=says):
        write_file(path, b"neu")
    assert path.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [path]
