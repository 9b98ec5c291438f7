"""Scrapy's own door: `scrapy list`, `crawl` and `shell` as a Scrapy user expects them."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer

Scrapy = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def scrapy(tmp_path: Path, faulty: "FaultyServer") -> Scrapy:
    """Scrapy in a folder with a source of one's own, `mine`."""
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = scrapers.settings\n", "utf-8")
    (tmp_path / "kjc.toml").write_text('sites = ["sites"]\n', encoding="utf-8")
    (tmp_path / "sites").mkdir()
    site = f'name = "Mine"\nstart = ["{faulty.start_url}"]\n'
    (tmp_path / "sites" / "mine.toml").write_text(site, encoding="utf-8")

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_it_lists_the_sources(scrapy: Scrapy) -> None:
    names = scrapy("list").stdout.split()
    assert names == ["hlt", "kjc_hessen", "kommunale_jobcenter", "mine"]


def test_a_crawl_settles_and_tells_as_the_front_door_does(
    tmp_path: Path, scrapy: Scrapy, faulty: "FaultyServer"
) -> None:
    done = scrapy("crawl", "mine")
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as connection:
        assert connection.execute("select outcome, posts_new from crawls").fetchall() == [("ok", 6)]
    feed = tmp_path / "public" / "feeds" / "quelle" / "mine.xml"
    assert feed.read_text("utf-8").count("<item>") == 6
    asked = len(faulty.log)
    assert scrapy("crawl", "mine").returncode == 0
    assert [request.target for request in faulty.log[asked:]] == ["/robots.txt", "/presse/"]


def test_a_source_that_is_ill_shows_in_the_exit_code(
    scrapy: Scrapy, faulty: "FaultyServer"
) -> None:
    faulty.give(faulty.articles[0], faulty.replies.gone)
    assert scrapy("crawl", "mine").returncode == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [("kjc_hessen", "no contact is set"), ("nobody", "no source nobody; known: hlt")],
)
def test_wrong_use_is_said_in_a_line(scrapy: Scrapy, name: str, says: str) -> None:
    done = scrapy("crawl", name)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("list",), ("crawl", "mine")])
def test_a_wrong_file_is_said_in_a_line(tmp_path: Path, scrapy: Scrapy, words: list[str]) -> None:
    (tmp_path / "sites" / "other.toml").write_text('name = "x"\nstrat = []\n', encoding="utf-8")
    done = scrapy(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "other.toml: unknown key strat; allowed: " in done.stderr
    assert "Traceback" not in done.stderr
    (tmp_path / "kjc.toml").write_text('kontakt = "x"\n', encoding="utf-8")
    done = scrapy(*words)
    assert done.returncode == 2
    assert "kjc.toml: unknown setting kontakt" in done.stderr
    assert "Traceback" not in done.stderr


def test_only_one_run_at_a_time(tmp_path: Path, scrapy: Scrapy, faulty: "FaultyServer") -> None:
    with FileLock(tmp_path / "kjc.db.lock"):
        done = scrapy("crawl", "mine")
    assert done.returncode == 75
    assert "another run holds the lock" in done.stderr
    assert not faulty.log


def test_the_shell_opens_any_page_on_this_machine(scrapy: Scrapy, faulty: "FaultyServer") -> None:
    for host in ("127.0.0.1", "localhost"):  # the source's own, and one that is no source's
        url = faulty.start_url.replace("127.0.0.1", host)
        done = scrapy("shell", url, "-c", "print(response.status)")
        assert done.stdout.split()[:1] == ["200"], done.stderr
