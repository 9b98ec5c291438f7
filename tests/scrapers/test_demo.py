"""The demonstration is honest: its sites say what its data says, and behave as servers should."""

import html
import json
import logging
import re
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from attrs import frozen

from scrapers.demo.pdf import write_pdf
from scrapers.demo.posts import DemoFile, DemoPost, read_blocks, read_posts, say_day
from scrapers.demo.server import LOOPBACK, DemoServer
from scrapers.demo.sites import DemoSite, expect_text, serve_demo
from scrapers.demo.webedition import WebEdition

ANSWERS = [
    json.loads(line)
    for line in (Path(__file__).parent / "demo_answers.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
POSTS = read_posts()
NEXT = {
    "demo-verbund": r'href="([^"]*)" rel="next"',
    "demo-netzwerk": r'class="next" href="([^"]*)"',
    "demo-landkreisverband": r'href="([^"]*)">vor',
}
ENTRY = {
    "demo-verbund": r'class="eintrag">[\d.]+<br><a href="([^"]*)',
    "demo-netzwerk": r'entry-title"><a href="([^"]*)',
    "demo-landkreisverband": r'<h3><a href="([^"]*)',
}


@frozen
class Answer:
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page as a browser decodes it: ISO-8859-1 means windows-1252 there."""
        charset = "cp1252" if "8859" in self.headers["content-type"] else "utf-8"
        return self.body.decode(charset)


@pytest.fixture(scope="module")
def demo() -> Iterator[dict[str, DemoSite]]:
    with serve_demo(ports=(0, 0, 0)) as sites:
        yield {site.slug: site for site in sites}


def ask(url: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request(
        method, parts._replace(scheme="", netloc="").geturl() or "/", headers=headers or {}
    )
    response: HTTPResponse = connection.getresponse()
    body = response.read()
    connection.close()
    return Answer(
        response.status, {name.lower(): value for name, value in response.getheaders()}, body
    )


def walk(site: DemoSite) -> tuple[list[str], list[str]]:
    """Every entry's address and every page's text, in the order of the listing."""
    url, entries, pages = site.start_url, [], []
    while url:
        text = ask(url).text
        base = f"{site.server.url}/" if "<base " in text else url
        pages.append(text)
        entries += [
            urljoin(base, html.unescape(link)) for link in re.findall(ENTRY[site.slug], text)
        ]
        following = re.search(NEXT[site.slug], text)
        url = urljoin(base, html.unescape(following[1])) if following else ""
    return entries, pages


def own_posts(slug: str) -> list[DemoPost]:
    return [post for post in POSTS if slug in post.sites]


def show_words(page: str) -> str:
    """A page's words without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_the_posts_span_the_years_and_name_each_only_once() -> None:
    assert {post.day.year for post in POSTS} == set(range(2019, 2027))
    assert len({post.name for post in POSTS}) == len(POSTS) >= 40
    assert sum(len(post.sites) > 1 for post in POSTS) == 1


def test_every_post_has_its_golden_answer() -> None:
    told = {(answer["site"], answer["name"]): answer for answer in ANSWERS}
    assert set(told) == {(site, post.name) for post in POSTS for site in post.sites}
    for post in POSTS:
        for site in post.sites:
            answer = told[site, post.name]
            assert (answer["title"], answer["day"]) == (post.title, post.day.isoformat())
            text = expect_text(post, site)
            for mention in answer.get("figures", []) + answer.get("dates", []):
                assert mention["quote"] in text, (post.name, mention)


@pytest.mark.parametrize("slug", sorted(NEXT))
def test_the_paging_shows_every_post_once_newest_first(
    demo: dict[str, DemoSite], slug: str
) -> None:
    entries, pages = walk(demo[slug])
    assert len(pages) > 1
    assert len(set(entries)) == len(entries) == len(own_posts(slug))
    for url, post in zip(entries, own_posts(slug), strict=True):
        answer = ask(url)
        assert answer.status == 200
        assert post.title in show_words(answer.text)


@pytest.mark.parametrize("slug", sorted(NEXT))
def test_an_article_says_the_whole_text_and_links_its_files(
    demo: dict[str, DemoSite], slug: str
) -> None:
    entries, _ = walk(demo[slug])
    for url, post in zip(entries, own_posts(slug), strict=True):
        page = ask(url).text
        words = show_words(page)
        for line in expect_text(post, slug).splitlines():
            assert all(cell in words for cell in line.split(" | ")), line
        for file in post.files:
            link = re.search(rf'href="([^"]*{re.escape(file.name)})"', page)
            assert link, file.name
            answer = ask(urljoin(f"{demo[slug].server.url}/", link[1]))
            assert answer.headers["content-type"] == "application/pdf"
            assert int(answer.headers["content-length"]) == len(answer.body)


def test_latin_pages_hold_either_entities_or_bytes_that_the_charset_lacks(
    demo: dict[str, DemoSite],
) -> None:
    site = demo["demo-verbund"]
    entries, _ = walk(site)
    for url, post in zip(entries, own_posts(site.slug), strict=True):
        answer = ask(url)
        assert answer.headers["content-type"] == "text/html; charset=ISO-8859-1"
        stray = re.search(rb"[\x80-\x9f]", answer.body) is not None
        assert stray == bool(post.number % 2 and re.search("[„“–]", post.title + post.text + SIDE))


SIDE = "".join(post.title for post in own_posts("demo-verbund")[:5])


def test_stated_sizes_are_true(demo: dict[str, DemoSite]) -> None:
    site = demo["demo-verbund"]
    for url in walk(site)[0]:
        for link, size in re.findall(
            r'href="([^"]*)">[^<]*</a> \[PDF-Datei \| (\d+) kB\]', ask(url).text
        ):
            assert len(ask(site.server.url + link).body) == pytest.approx(int(size) * 1000, abs=500)


def test_the_day_stands_where_it_should_and_nowhere_else(demo: dict[str, DemoSite]) -> None:
    site = demo["demo-netzwerk"]
    for url, post in zip(walk(site)[0], own_posts(site.slug), strict=True):
        assert (say_day(post.day) in ask(url).text) is not post.undated
    site = demo["demo-landkreisverband"]
    for url, post in zip(walk(site)[0], own_posts(site.slug), strict=True):
        page = ask(url).text
        assert f"{post.day:%d.%m.%Y}" not in page
        assert say_day(post.day) not in page
        assert f"tx_ttnews%5Bday%5D={post.day:%d}&" in url


def test_the_side_column_and_the_foreign_block_are_on_every_page(
    demo: dict[str, DemoSite],
) -> None:
    for slug, sign in (
        ("demo-verbund", SIDE[:20]),
        ("demo-landkreisverband", "Personalien / Termine"),
    ):
        for url in [demo[slug].start_url, *walk(demo[slug])[0]]:
            assert sign in show_words(ask(url).text)


@pytest.mark.parametrize("slug", sorted(NEXT))
def test_a_client_that_has_the_page_gets_304(demo: dict[str, DemoSite], slug: str) -> None:
    url = demo[slug].start_url
    first = ask(url)
    again = ask(url, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert demo[slug].server.log[-1].sent == 0
    assert ask(url, headers={"If-None-Match": '"other"'}).status == 200
    changed = first.headers["last-modified"]
    assert ask(url, headers={"If-Modified-Since": changed}).status == 304
    earlier = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert ask(url, headers={"If-Modified-Since": earlier}).status == 200
    assert ask(url, headers={"If-Modified-Since": "neulich"}).status == 200
    both = {"If-None-Match": '"other"', "If-Modified-Since": changed}
    assert ask(url, headers=both).status == 200


def test_head_tells_the_length_and_sends_no_body(demo: dict[str, DemoSite]) -> None:
    url = demo["demo-netzwerk"].start_url
    answer = ask(url, method="HEAD")
    assert answer.body == b""
    assert int(answer.headers["content-length"]) == len(ask(url).body)


def test_one_site_has_a_robots_txt_and_it_forbids_what_is_linked(demo: dict[str, DemoSite]) -> None:
    robots = {slug: ask(f"{site.server.url}/robots.txt") for slug, site in demo.items()}
    assert [slug for slug, answer in robots.items() if answer.status == 200] == ["demo-verbund"]
    assert "Disallow: /intern/" in robots["demo-verbund"].text
    assert 'href="/intern/login.php"' in ask(demo["demo-verbund"].start_url).text


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("demo-verbund", "/presse/artikel/2020/gibt_es_nicht.php"),
        ("demo-verbund", "/presse/index.php?we_lv_start_0=990"),
        ("demo-verbund", "/termine/?we_lv_date_0=2026-13-1"),
        ("demo-netzwerk", "/gibt-es-nicht/"),
        ("demo-netzwerk", "/?p=1"),
        ("demo-netzwerk", "/aktuelles/page/99/"),
        ("demo-landkreisverband", "/aktuelles/pressemitteilungen?tx_ttnews%5Bpointer%5D=1"),
        (
            "demo-landkreisverband",
            "/aktuelles/pressemitteilungen/artikelansicht?tx_ttnews%5Btt_news%5D=13655",
        ),
    ],
)
def test_what_is_not_there_is_a_404_with_a_page(
    demo: dict[str, DemoSite], slug: str, path: str
) -> None:
    answer = ask(demo[slug].server.url + path)
    assert answer.status == 404
    assert "nicht gefunden" in answer.text


@pytest.mark.parametrize(
    ("slug", "path", "target"),
    [
        ("demo-verbund", "/", "/presse/"),
        ("demo-verbund", "/aktuell.php", "/presse/"),
        ("demo-netzwerk", "/?p=1466", "/kreis-borken-werkakademie/"),
        ("demo-netzwerk", "/kreis-borken-werkakademie", "/kreis-borken-werkakademie/"),
    ],
)
def test_old_addresses_lead_to_the_new(
    demo: dict[str, DemoSite], slug: str, path: str, target: str
) -> None:
    answer = ask(demo[slug].server.url + path)
    assert answer.status == 301
    assert answer.headers["location"].endswith(target)
    assert ask(urljoin(demo[slug].server.url, answer.headers["location"])).status == 200


def test_one_post_is_met_under_several_addresses(demo: dict[str, DemoSite]) -> None:
    page = ask(demo["demo-verbund"].start_url).text
    path = "/presse/artikel/2026/jobmesse_odw.php"
    assert f'"{path}?backlink=' in page
    assert f'"{path}"' in page
    site = demo["demo-landkreisverband"]
    home = ask(f"{site.server.url}/").text
    link = re.search(r'href="([^"]*backPid[^"]*)"', home)
    assert link
    assert ask(f"{site.server.url}/{html.unescape(link[1])}").status == 200


def test_the_calendar_never_ends(demo: dict[str, DemoSite]) -> None:
    url, seen = f"{demo['demo-verbund'].server.url}/termine/", set()
    for _ in range(30):
        seen.add(url)
        link = re.search(r'href="([^"]*)">n', ask(url).text)
        assert link
        url = urljoin(url, html.unescape(link[1]))
    assert len(seen) == 30


def test_a_copy_in_leichte_sprache_is_linked_from_its_article(demo: dict[str, DemoSite]) -> None:
    site = demo["demo-netzwerk"]
    for post in own_posts(site.slug):
        copy = f"/leichte-sprache/{post.name}/"
        linked = f'href="{copy}"' in ask(f"{site.server.url}/{post.name}/").text
        assert linked == bool(post.easy)
        assert ask(site.server.url + copy).status == (200 if post.easy else 404)


def test_the_feed_knows_the_ten_newest(demo: dict[str, DemoSite]) -> None:
    site = demo["demo-netzwerk"]
    assert f'href="{site.server.url}/feed/"' in ask(site.start_url).text
    feed = ask(f"{site.server.url}/feed/")
    assert feed.headers["content-type"].startswith("application/rss+xml")
    links = re.findall(r"<item>.*?<link>([^<]*)</link>", feed.text)
    assert links == [f"{site.server.url}/{post.name}/" for post in own_posts(site.slug)[:10]]


@pytest.mark.parametrize(
    "file",
    [file for post in POSTS for file in post.files],
    ids=lambda file: file.name,
)
def test_a_pdf_is_whole(file: DemoFile) -> None:
    assert_whole(write_pdf(file.title, read_blocks(file.text)))


def test_a_long_pdf_has_several_pages() -> None:
    pdf = write_pdf("Lang", read_blocks("\n\n".join(["Ein Satz wie jeder andere. " * 20] * 40)))
    assert_whole(pdf)
    pages = int(re.search(rb"/Count (\d+)", pdf)[1])  # type: ignore[index]  # fails where missing
    assert pages > 2
    assert pdf.count(b"/Type /Page ") == pages


def assert_whole(pdf: bytes) -> None:
    """Head, foot, and every number of the table of places is the place of its object."""
    assert pdf.startswith(b"%PDF-1.4\n")
    assert pdf.endswith(b"%%EOF\n")
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start:].startswith(b"xref\n")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", pdf[start:])]
    for number, place in enumerate(places, 1):
        assert pdf[place:].startswith(b"%d 0 obj\n" % number)
    for length, content in re.findall(
        rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", pdf, flags=re.DOTALL
    ):
        assert int(length) == len(content)


def test_two_runs_serve_the_same_bytes() -> None:
    bodies = []
    for _ in range(2):
        with serve_demo(ports=(0, 0, 0)) as sites:
            bodies.append(
                [ask(site.start_url).body.replace(site.server.url.encode(), b"") for site in sites]
            )
    assert bodies[0] == bodies[1]


def test_a_taken_port_is_told_and_another_found(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with (
            caplog.at_level(logging.WARNING),
            DemoServer(lambda _: WebEdition(POSTS), port=port) as server,
        ):
            assert not server.usual
            assert server.port != port
            assert ask(f"{server.url}/presse/").status == 200
    assert f"port {port} is taken" in caplog.text
