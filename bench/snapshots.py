"""Crawls every snapshot from nothing but its start address and scores what the archive holds.

bench/snapshots.py --shared DIR [--sites a,b] [--without PLATFORM|all|own] [--peers] [--errors]

Each site is served on a free port of loopback by DIR/snapshots/serve.py, crawled by `kjc crawl
--start URL --all` into an archive of its own, and scored by DIR/snapshots/score.py. One line a
site, then the sums over all sites against what is asked. `--without` takes away what is known of
one CMS family, of all, or (own) from each site what is known of its own family. `--peers` reads
the same article pages with other extractors.
"""

import argparse
import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.request import urlopen

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attrs import field, fields, frozen

from pipelines.items import Page
from pipelines.platform import recognise_platform

ROOT = Path(__file__).resolve().parent.parent
ASKED = {"found": 0.99, "false": 0.01, "titles": 0.99, "days": 0.99, "body": 0.97, "files": 0.99}
LIMIT = 600
"""Seconds that one crawl may take."""

Item = dict[str, Any]


@frozen(kw_only=True)
class Tally:
    """What a reader got right, in numbers that can be added up over sites."""

    posts: int = 0
    found: int = 0
    false: int = 0
    """Posts that are none, and posts told twice."""
    titles: int = 0
    days: int = 0
    untold: int = 0
    """Wrong days of which no problem row says so."""
    body: float = 0.0
    """Sum of the found posts' F1, the teaser allowed."""
    worst: float = 1.0
    """The least mean body F1 of a site."""
    right_files: float = 0.0
    told_files: float = 0.0
    true_files: float = 0.0
    jobcenters: int = 0
    scored: int = 0
    """Posts whose jobcenters were looked at."""

    def __add__(self, other: "Tally") -> "Tally":
        sums = {
            column.name: getattr(self, column.name) + getattr(other, column.name)
            for column in fields(Tally)
            if column.name != "worst"
        }
        return Tally(**sums, worst=min(self.worst, other.worst))


@frozen(kw_only=True)
class Outcome:
    """One site as one reader read it."""

    site: str
    tally: Tally
    errors: Sequence[tuple[Any, ...]] = field(default=(), repr=False)
    note: str = ""


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


def load_module(path: Path) -> ModuleType:
    """Import a script that is no part of any package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def score_items(
    snapshot: Path, items: Sequence[Item], told: set[str], scorer: ModuleType
) -> tuple[Tally, Sequence[tuple[Any, ...]]]:
    """Score `items` and turn the scorer's shares back into numbers."""
    result: Mapping[str, Any] = scorer.score(str(snapshot), items)
    found = result["found"]
    paths = {scorer.path(url) for url in told}
    wrong = [bad for bad in result["problems"] if bad[0] == "date"]
    untold = sum(1 for _, path, day, _ in wrong if day is not None and path not in paths)
    truth = json.loads((snapshot / "site.json").read_text(encoding="utf-8"))["posts"]
    seen = {scorer.path(item["url"]) for item in items}
    true_files = sum(
        len(post["attachments"]) for post in truth if scorer.path(post["path"]) in seen
    )
    right = (result["att_r"] or 0.0) * true_files
    told_files = right / result["att_p"] if result["att_p"] else count_files(items, seen)
    scored = any(item.get("jobcenters") is not None for item in items) * found
    tally = Tally(
        posts=result["posts"],
        found=found,
        false=len(result["extra"]) + len(result["duplicates"]),
        titles=round(result["title"] * found),
        days=round(result["date"] * found),
        untold=untold,
        body=result["body_f1_teaser_ok"] * found,
        worst=result["body_f1_teaser_ok"],
        right_files=right,
        told_files=told_files,
        true_files=true_files,
        jobcenters=round((result["jobcenters"] or 0.0) * scored),
        scored=scored,
    )
    errors = [*result["problems"]]
    for kind in ("missed", "extra", "duplicates"):
        errors += [(kind, url) for url in result[kind]]
    return tally, errors


def count_files(items: Iterable[Item], seen: set[str]) -> int:
    """Attachments told, where none of them is right."""
    return sum(len(item.get("attachments") or ()) for item in items) if seen else 0


def share(part: float, whole: float, *, of_nothing: float = 0.0) -> float:
    """A share, or `of_nothing`."""
    return part / whole if whole else of_nothing


def print_head() -> None:
    """Print the names of the columns."""
    print(
        f"{'site':28} {'found':>7} {'false':>5} {'title':>6} {'day':>6} {'untold':>6}"
        f" {'body':>6} {'files P':>7} {'R':>5} {'whose':>6}"
    )


def print_line(outcome: Outcome, *, errors: bool) -> None:
    """Print one site's line, and what is wrong there."""
    tally = outcome.tally
    print(
        f"{outcome.site:28} {tally.found:>3}/{tally.posts:<3} {tally.false:>5}"
        f" {share(tally.titles, tally.found):6.3f} {share(tally.days, tally.found):6.3f}"
        f" {tally.untold:>6} {share(tally.body, tally.found):6.3f}"
        f" {share(tally.right_files, tally.told_files, of_nothing=1):7.3f}"
        f" {share(tally.right_files, tally.true_files, of_nothing=1):5.3f}"
        f" {share(tally.jobcenters, tally.scored):6.3f}  {outcome.note}",
        flush=True,
    )
    for error in outcome.errors if errors else ():
        print("   ", *error)


def print_sums(name: str, outcomes: Sequence[Outcome]) -> None:
    """Print the sums over all sites, each beside what is asked."""
    total = sum((outcome.tally for outcome in outcomes), Tally())
    worst = min(outcomes, key=lambda outcome: outcome.tally.worst)
    told = total.found + total.false
    rows: list[tuple[str, float, str]] = [
        ("found", share(total.found, total.posts), f">= {ASKED['found']}"),
        ("false", share(total.false, told), f"<= {ASKED['false']}"),
        ("titles", share(total.titles, total.found), f">= {ASKED['titles']}"),
        ("days", share(total.days, total.found), f">= {ASKED['days']}"),
        ("wrong days untold", float(total.untold), "= 0"),
        ("body F1", share(total.body, total.found), f">= {ASKED['body']}"),
        (f"least body F1 ({worst.site})", worst.tally.worst, ">= 0.9"),
    ]
    if total.scored:  # peers know neither files nor jobcenters
        rows += [
            (
                "attachments P",
                share(total.right_files, total.told_files, of_nothing=1),
                f">= {ASKED['files']}",
            ),
            (
                "attachments R",
                share(total.right_files, total.true_files, of_nothing=1),
                f">= {ASKED['files']}",
            ),
            ("jobcenters", share(total.jobcenters, total.scored), ">= 0.98"),
        ]
    print(f"\n{name}: {len(outcomes)} sites, {total.found} of {total.posts} posts")
    for label, value, asked in rows:
        print(f"  {label:44} {value:7.4f}  asked {asked}")


# -- peers ----------------------------------------------------------------------------------------

Read = Callable[[bytes, str], Item]


def find_peers() -> Iterable[tuple[str, Read]]:
    """The extractors that are installed; a line says which are not."""
    peers = (
        ("trafilatura", read_trafilatura),
        ("newspaper", read_newspaper),
        ("resiliparse", read_resiliparse),
    )
    for name, read in peers:
        if importlib.util.find_spec(name) is None:
            print(f"\n{name}: not installed here; left out")
        else:
            yield name, read


def read_with_peer(
    name: str, read: Read, snapshots: Sequence[Path], serve: ModuleType, scorer: ModuleType
) -> None:
    """Let a peer read the article pages that are known; it finds none by itself."""
    outcomes = []
    spent = 0.0
    for snapshot in snapshots:
        items = []
        with serve.Server(str(snapshot)) as server:
            for post in server.site["posts"]:
                url = server.url + post["path"]
                with urlopen(url, timeout=10) as response:  # noqa: S310 - loopback
                    body = response.read()
                begun = time.perf_counter()
                items.append({**read(body, url), "url": url})
                spent += time.perf_counter() - begun
        tally, errors = score_items(snapshot, items, set(), scorer)
        outcomes.append(Outcome(site=snapshot.name, tally=tally, errors=errors))
    print_sums(f"{name} (given the articles' addresses; {spent:.1f} s)", outcomes)


def read_trafilatura(body: bytes, url: str) -> Item:
    """Read with trafilatura, precision favoured."""
    import trafilatura  # noqa: PLC0415 - a peer, not a dependency

    found = trafilatura.bare_extraction(body, url=url, favor_precision=True, with_metadata=True)
    if found is None:
        return {}
    return {"title": found.title, "published": found.date, "text": found.text}


def read_newspaper(body: bytes, url: str) -> Item:
    """Read with newspaper4k."""
    import newspaper  # noqa: PLC0415 - a peer, not a dependency

    article = newspaper.Article(url, language="de", fetch_images=False)
    article.download(input_html=body.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date
    return {
        "title": article.title,
        "published": day.isoformat() if day else None,
        "text": article.text,
    }


def read_resiliparse(body: bytes, _url: str) -> Item:
    """Read with resiliparse: it has no days, and its title is the page's."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - a peer
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    tree = HTMLTree.parse_from_bytes(body)
    return {"title": tree.title, "text": extract_plain_text(tree, main_content=True)}


if __name__ == "__main__":
    main()
