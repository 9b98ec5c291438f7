"""The whole way on the invented sites: what is in the archive is what the answers say."""

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from scrapers.demo.posts import read_posts
from scrapers.demo.sites import expect_text, serve_demo

ANSWERS = [
    json.loads(line)
    for line in (Path(__file__).parent / "demo_answers.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
KEPT = [answer for answer in ANSWERS if not answer.get("off_topic")]
POSTS = {post.name: post for post in read_posts()}

EACH_POST = pytest.mark.parametrize(
    "answer", KEPT, ids=lambda answer: f"{answer['site']}-{answer['name']}"
)
MENTIONS = {
    "dates": "select * from dates where guid = ? and source = 'text'",
    "figures": "select * from figures where guid = ? and source = 'text'",
}
RUN = """
import sys
from pathlib import Path
from scrapers.demo.command import run_demo
sys.exit(run_demo(Path(sys.argv[1]), ports=[int(port) for port in sys.argv[2:]]))
"""
"""On ports of its own: another demonstration may be running on the usual ones."""


@frozen
class Demonstration:
    """Two runs in one folder, one after the other."""

    folder: Path
    first: str
    second: str
    archive: sqlite3.Connection

    def post(self, answer: dict[str, Any]) -> sqlite3.Row:
        """The one row of an answer's post."""
        query = "select * from posts where site = ? and title = ?"
        rows = self.archive.execute(query, [answer["site"], answer["title"]]).fetchall()
        assert len(rows) == 1, (answer["site"], answer["name"])
        row: sqlite3.Row = rows[0]
        return row

    def rows(self, query: str, answer: dict[str, Any]) -> list[sqlite3.Row]:
        """The rows that a question with the post's guid has for an answer."""
        return self.archive.execute(query, [self.post(answer)["guid"]]).fetchall()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Crawl the sites in a process of their own (an event loop starts once), then once more."""
    folder = tmp_path_factory.mktemp("demo")
    ports = find_free_ports(3)
    told = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(folder), *map(str, ports)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        told.append(done.stdout)
    with closing(sqlite3.connect(folder / "kjc.db")) as archive:
        archive.row_factory = sqlite3.Row
        yield Demonstration(folder, told[0], told[1], archive)


def find_free_ports(count: int) -> list[int]:
    """Ports that nobody holds now; the same ones serve both runs, as the usual ones would."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def test_the_summary_counts(demonstration: Demonstration) -> None:
    assert f"3 sources, {len(KEPT)} posts, " in demonstration.first
    assert "Nothing new" not in demonstration.first
    assert "kjc serve --db" in demonstration.first


def test_a_second_run_fetches_only_the_listings(demonstration: Demonstration) -> None:
    line = 'Nothing new: fetched only the listings (3 requests, 3 answered "not modified").'
    assert line in demonstration.second
    query = "select * from crawls order by id desc limit 3"
    for crawl in demonstration.archive.execute(query):
        assert (crawl["posts_new"], crawl["posts_changed"], crawl["errors"]) == (0, 0, 0)
        assert crawl["not_modified"] >= 1


def test_nothing_else_became_a_post(demonstration: Demonstration) -> None:
    told = {tuple(row) for row in demonstration.archive.execute("select site, title from posts")}
    assert told == {(answer["site"], answer["title"]) for answer in KEPT}


def test_what_robots_txt_forbids_was_not_asked_for(demonstration: Demonstration) -> None:
    query = "select requested_url from pages"
    asked = [row[0] for row in demonstration.archive.execute(query)]
    assert not [
        url for url in asked if "/intern/" in url or "/webEdition/" in url.partition("?")[0]
    ]
    assert not [url for url in asked if "we_lv_calendar" in url]


@EACH_POST
def test_a_post_is_read_as_it_was_written(
    demonstration: Demonstration, answer: dict[str, Any]
) -> None:
    post = demonstration.post(answer)
    assert post["published"] == answer["day"]
    assert divide(post["text"]) == divide(expect_text(POSTS[answer["name"]], answer["site"]))
    rows = demonstration.rows("select * from attachments where guid = ? order by position", answer)
    assert [row["url"].rsplit("/", 1)[1] for row in rows] == answer["attachments"]
    for row in rows:
        assert row["media_type"] == "application/pdf"
        query = "select size from bodies where sha256 = ?"
        size = demonstration.archive.execute(query, [row["sha256"]]).fetchone()
        assert size is not None
        assert size[0] == row["bytes"]


@EACH_POST
def test_a_post_is_about_whom_it_names(
    demonstration: Demonstration, answer: dict[str, Any]
) -> None:
    query = "select distinct jobcenter from post_jobcenters where guid = ? order by 1"
    assert [row[0] for row in demonstration.rows(query, answer)] == answer["jobcenters"]
    assert demonstration.post(answer)["scope"] == answer["scope"]


@EACH_POST
def test_dates_and_figures_are_found(demonstration: Demonstration, answer: dict[str, Any]) -> None:
    for table, query in MENTIONS.items():
        found = [dict(row) for row in demonstration.rows(query, answer)]
        for mention in answer[table]:
            assert any(mention.items() <= one.items() for one in found), (mention, found)


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("demo-verbund", "/"),
        ("demo-netzwerk", "/"),
        ("demo-landkreisverband", "/aktuelles/pressemitteilungen"),
    ],
)
def test_an_address_is_all_it_takes(tmp_path: Path, slug: str, path: str) -> None:
    with serve_demo(ports=(0, 0, 0)) as sites:
        site = next(site for site in sites if site.slug == slug)
        command = ["crawl", "--start", site.server.url + path, "--all"]
        done = subprocess.run(
            [sys.executable, "-c", "import kjc; kjc.main()", *command],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            timeout=120,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as archive:
        told = {tuple(row) for row in archive.execute("select title, published from posts")}
    assert told == {
        (answer["title"], answer["day"]) for answer in ANSWERS if answer["site"] == slug
    }


def divide(text: str) -> list[str]:
    """The blocks of a text, their blanks evened out."""
    return [" ".join(block.split()) for block in text.split("\n\n")]
