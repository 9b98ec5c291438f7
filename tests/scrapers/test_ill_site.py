"""A crawl of a site that fails in every way at once: what is whole is kept, the rest is told."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve, frozen

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer, Reply

LOST = ("cut", "busy", "loop", "empty", "error_page", "consent_page", "huge", "gone", "half")
"""Faults that last: no post comes of them, and a problem says so."""
BORNE = ("cut once", "busy once", "slow down once", "packed")
"""Faults that pass: the post is there."""


@frozen
class Crawled:
    """A run over the ill site, and one after it was healed."""

    codes: tuple[int, int]
    titles: tuple[frozenset[str], frozenset[str]]
    problems: tuple[tuple[str, str], ...]
    """Address and words of each, after the first run."""
    paths: dict[str, str]
    """Fault to the path of the article that has it."""
    asked: dict[str, int]
    """Fault to how often its article was asked for in the first run."""


@pytest.fixture(scope="module")
def crawled(ill: "FaultyServer", tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("ill")
    paths = dict(zip((*LOST, *BORNE), ill.articles, strict=False))
    for fault, path in paths.items():
        if fault == "loop":
            ill.loop(path)
        else:
            ill.give(path, *choose_replies(fault, ill, path))
    codes, titles = [], []
    problems: tuple[tuple[str, str], ...] = ()
    asked: dict[str, int] = {}
    for _ in range(2):
        codes.append(crawl(ill.start_url, folder))
        with closing(sqlite3.connect(folder / "kjc.db")) as archive:
            titles.append(frozenset(row[0] for row in archive.execute("select title from posts")))
            if not problems:
                problems = (
                    *archive.execute("select coalesce(url, ''), says from problems"),
                    *archive.execute("select coalesce(url, ''), says from crawl_problems"),
                )
                asked = {fault: len(ill.asked(path)) for fault, path in paths.items()}
        ill.heal()
    return Crawled((codes[0], codes[1]), (titles[0], titles[1]), problems, paths, asked)


def choose_replies(fault: str, ill: "FaultyServer", path: str) -> "tuple[Reply, ...]":
    """What a path answers, one after another."""
    whole, replies = ill.current(path), ill.replies
    return {
        "cut": (evolve(whole, cut_at=300),),
        "half": (evolve(whole, body=whole.body[: len(whole.body) // 2]),),
        "cut once": (evolve(whole, cut_at=300), whole),
        "busy": (replies.busy,),
        "busy once": (replies.busy, whole),
        "slow down once": (replies.slow_down, whole),
        "empty": (replies.empty,),
        "error_page": (replies.error_page,),
        "consent_page": (replies.consent_page,),
        "huge": (replies.huge,),
        "gone": (replies.gone,),
        "packed": (evolve(whole, packed=True),),
    }[fault]


def crawl(url: str, folder: Path) -> int:
    """Run the front door in a process of its own; the exit code."""
    command = ["crawl", "--start", url, "--db", "kjc.db", "--out", "public"]
    done = subprocess.run(
        [sys.executable, "-c", "import kjc; kjc.main()", *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def title_at(path: str) -> str:
    """The title of the article that belongs at a path."""
    number = path.rsplit("-", 1)[1].removesuffix(".html")
    return f"Odenwaldkreis: Bericht Nummer {number} des Jobcenters"


@pytest.mark.parametrize("fault", LOST)
def test_what_is_broken_becomes_no_post_and_is_told(crawled: Crawled, fault: str) -> None:
    path = crawled.paths[fault]
    assert title_at(path) not in crawled.titles[0]
    told = [says for url, says in crawled.problems if path in url]
    assert told
    assert all(len(says) > 15 for says in told)


@pytest.mark.parametrize("fault", BORNE)
def test_what_passes_is_borne(crawled: Crawled, fault: str) -> None:
    assert title_at(crawled.paths[fault]) in crawled.titles[0]
    assert crawled.asked[fault] == (1 if fault == "packed" else 2)


def test_the_exit_code_says_that_something_is_missing(crawled: Crawled) -> None:
    assert crawled.codes == (1, 0)


def test_nothing_but_articles_became_a_post(crawled: Crawled, ill: "FaultyServer") -> None:
    broken = {crawled.paths[fault] for fault in LOST}
    healthy = {title_at(path) for path in ill.articles if path not in broken}
    assert crawled.titles[0] == healthy


@pytest.mark.parametrize("fault", LOST)
def test_what_was_broken_is_had_once_it_is_healed(crawled: Crawled, fault: str) -> None:
    is_had = title_at(crawled.paths[fault]) in crawled.titles[1]
    assert is_had == (fault != "huge")  # --all alone asks for that again
