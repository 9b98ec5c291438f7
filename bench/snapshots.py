"""Crawls every snapshot from nothing but its start address and scores what the archive holds.

bench/snapshots.py --shared DIR [--sites a,b] [--without PLATFORM|all|own] [--peers] [--errors]

Each site is served on a free port of loopback by DIR/snapshots/serve.py, crawled by `kjc crawl
--start URL --all` into an archive of its own, and scored by DIR/snapshots/score.py. One line a
site, then the sums over all sites against what is asked. `--without` takes away what is known of
one CMS family, of all, or (own) from each site what is known of its own family. `--peers` reads
the same article pages with other extractors.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.articles import load_module
from bench.peers import find_peers, read_with_peer
from bench.scoring import Item, Outcome, print_head, print_line, print_sums, score_items
from pipelines.items import Page
from pipelines.platform import recognise_platform

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600
"""Seconds that one crawl may take."""


def main() -> None:
    """Run the snapshots that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder with snapshots/")
    parser.add_argument("--sites", default="", help="only these, divided by commas")
    parser.add_argument("--without", default="", help="platforms not to know, all, or own")
    parser.add_argument("--peers", action="store_true", help="other extractors, same pages")
    parser.add_argument("--errors", action="store_true", help="show what is wrong")
    parser.add_argument("--keep", type=Path, help="keep the archives in this folder")
    options = parser.parse_args()
    folder = options.shared / "snapshots"
    serve, scorer = load_module(folder / "serve.py"), load_module(folder / "score.py")
    names = (
        options.sites.split(",")
        if options.sites
        else sorted(site.name for site in (folder / "sites").iterdir())
    )
    print_head()
    outcomes = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            place = (options.keep or Path(scratch)) / name
            place.mkdir(parents=True, exist_ok=True)
            outcome = crawl_snapshot(folder / "sites" / name, place, serve, scorer, options.without)
            outcomes.append(outcome)
            print_line(outcome, errors=options.errors)
    print_sums("kjc", outcomes)
    if options.peers:
        for peer, read in find_peers():
            read_with_peer(peer, read, [folder / "sites" / name for name in names], serve, scorer)


def crawl_snapshot(
    snapshot: Path, place: Path, serve: ModuleType, scorer: ModuleType, without: str
) -> Outcome:
    """Serve one snapshot, crawl it, score its archive."""
    database = place / "kjc.db"
    for leftover in place.glob("kjc.db*"):
        leftover.unlink()
    begun = time.perf_counter()
    with serve.Server(str(snapshot)) as server:
        command = [sys.executable, "-m", "kjc", "crawl", "--all", "--quiet"]
        command += ["--start", server.url + server.site["start"]]
        command += ["--db", str(database), "--out", str(place / "public")]
        if without == "own":
            without = find_family(server.url + server.site["start"])
        for platform in filter(None, without.split(",")):
            command += ["--without-platform", platform]
        log = place / "crawl.log"
        with log.open("w", encoding="utf-8") as written:
            ended = subprocess.run(
                command,
                check=False,
                cwd=place,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=written,
                stderr=subprocess.STDOUT,
                timeout=LIMIT,
            )
        requests = len(server.log)
    seconds = time.perf_counter() - begun
    note = f"exit {ended.returncode}  {requests} requests  {seconds:.0f} s  {without}"
    try:
        items, told = read_archive(database)
    except sqlite3.OperationalError as error:
        last = "".join(log.read_text(encoding="utf-8").strip().splitlines()[-1:])
        items, told, note = [], set(), f"{note}  no archive ({error}): {last}"
    tally, errors = score_items(snapshot, items, told, scorer)
    return Outcome(site=snapshot.name, tally=tally, errors=errors, note=note)


def find_family(url: str) -> str:
    """The slug of the CMS family that the page at `url` is recognised as; empty: none."""
    with urlopen(url, timeout=10) as response:  # noqa: S310 - loopback
        body = response.read()
    page = Page(
        url=url,
        requested_url=url,
        site="bench",
        kind="unknown",
        fetched_at="",
        status=200,
        body=body,
    )
    recognition = recognise_platform(page)
    return recognition.platform if recognition else ""


def read_archive(database: Path) -> tuple[list[Item], set[str]]:
    """All posts as the scorer wants them, and the addresses whose day a problem row doubts."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        files = group(connection, "select guid, url from attachments order by guid, position")
        jobcenters = group(connection, "select distinct guid, jobcenter from post_jobcenters")
        doubted = {
            guid
            for (guid,) in connection.execute(
                "select guid from problems where guid is not null and code like '%date%'"
            )
        }
        items = [
            {
                "url": row["url"],
                "title": row["title"],
                "published": row["published"],
                "text": row["text"],
                "attachments": files.get(row["guid"], []),
                "jobcenters": jobcenters.get(row["guid"], []),
                "guid": row["guid"],
            }
            for row in connection.execute("select guid, url, title, published, text from posts")
        ]
    return items, {item["url"] for item in items if item["guid"] in doubted}


def group(connection: sqlite3.Connection, query: str) -> dict[str, list[str]]:
    """The second column's values by the first's."""
    found: dict[str, list[str]] = {}
    for key, value in connection.execute(query):
        found.setdefault(key, []).append(value)
    return found


if __name__ == "__main__":
    main()
