"""A crawl killed at ten random moments ends as an undisturbed one; so does a reparse."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scrapers.demo.sites import serve_demo

KILLS = 10
SECONDS = 120
TABLES = (
    "posts",
    "versions",
    "post_jobcenters",
    "attachments",
    "dates",
    "figures",
    "problems",
    "appearances",
)
# These tell when a page came, not what it says.
LEFT_OUT = {"first_seen", "last_seen", "seen_at", "page_id"}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demonstration's sites, served, and a folder with their site files."""
    folder = tmp_path_factory.mktemp("sites")
    with serve_demo(ports=(0, 0, 0)) as served:
        for site in served:
            (folder / f"{site.slug}.toml").write_text(
                f'name = "{site.name}"\nstart = ["{site.start_url}"]\nscope = "land:hessen"\n',
                encoding="utf-8",
            )
        yield folder


def command(folder: Path, sites: Path, *words: str) -> list[str]:
    names = sorted(path.stem for path in sites.glob("*.toml"))
    options = ["--db", str(folder / "kjc.db"), "--out", str(folder / "public"), "--quiet"]
    return [sys.executable, "-m", "kjc", "crawl", *names, "--sites", str(sites), *options, *words]


def read_shop(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(db)) as connection:
        shop = {}
        for table in TABLES:
            names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in names if name not in LEFT_OUT)
            shop[table] = sorted(connection.execute(f"select {kept} from {table}"), key=repr)
    return shop


def is_whole(db: Path) -> bool:
    with closing(sqlite3.connect(db)) as connection:
        return bool(connection.execute("pragma integrity_check").fetchone() == ("ok",))


def count_pages(db: Path) -> int:
    """How many responses are kept; 0 before there is an archive."""
    if not db.exists():
        return 0
    with closing(sqlite3.connect(db)) as connection:
        if not connection.execute("select 1 from sqlite_master where name = 'pages'").fetchone():
            return 0
        return int(connection.execute("select count(*) from pages").fetchone()[0])


def read_feeds(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.xml")}


def test_ten_kills_change_nothing(tmp_path: Path, sites: Path) -> None:
    calm, rough = tmp_path / "calm", tmp_path / "rough"
    calm.mkdir()
    rough.mkdir()
    subprocess.run(command(calm, sites), check=True, timeout=SECONDS)
    dice = random.Random(7)
    killed = 0
    for _ in range(KILLS):
        running = subprocess.Popen(command(rough, sites))
        moment = count_pages(rough / "kjc.db") + dice.randrange(1, 12)
        while running.poll() is None and count_pages(rough / "kjc.db") < moment:
            time.sleep(dice.uniform(0.002, 0.05))
        killed += running.poll() is None
        running.kill()
        running.wait(timeout=SECONDS)
        assert is_whole(rough / "kjc.db")
    assert killed > KILLS / 2, "the runs were over before they could be killed"
    subprocess.run(command(rough, sites), check=True, timeout=SECONDS)
    assert read_shop(rough / "kjc.db") == read_shop(calm / "kjc.db")
    assert len(read_shop(calm / "kjc.db")["posts"]) > 40


def test_a_reparse_gives_the_same_shop_and_feeds(tmp_path: Path, sites: Path) -> None:
    subprocess.run(command(tmp_path, sites), check=True, timeout=SECONDS)
    shop, feeds = read_shop(tmp_path / "kjc.db"), read_feeds(tmp_path / "public")
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as connection:
        connection.execute("pragma foreign_keys = on")
        for table in ("posts", "problems", "appearances", "readings"):
            connection.execute(f"delete from {table}")
        connection.commit()
        assert connection.execute("select count(*) from figures").fetchone() == (0,)
    options = ["--db", str(tmp_path / "kjc.db"), "--out", str(tmp_path / "public")]
    subprocess.run(
        [sys.executable, "-m", "kjc", "reparse", *options],
        check=True,
        timeout=SECONDS,
        capture_output=True,
    )
    assert read_shop(tmp_path / "kjc.db") == shop
    assert read_feeds(tmp_path / "public") == feeds
