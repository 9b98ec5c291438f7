"""Pages a second: listing and article reading over the snapshots, beside its peers.

  bench/reading.py --shared DIR [--rounds 3] [--peer-python PATH]

Our reading (every article page as an article with its lead and frame, every listing page as a
listing) runs in this process; trafilatura's bare_extraction with metadata in another one, under
the Python that --peer-python names (its own environment; it is no dependency), on the same pages.
lxml's bare parse is the limit. Seconds are of the processor, the best round counts.
"""

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import lxml.html

from bench.articles import (
    SITE,
    Snapshot,
    build_lead,
    build_page,
    build_site_frame,
    find_snapshots,
    load_module,
)
from pipelines.article import read_article
from pipelines.items import Page
from pipelines.listing import read_listing

PEER: Final = """
import gc, json, sys, time
from trafilatura import bare_extraction
bodies = [open(path, "rb").read() for path in json.load(open(sys.argv[1]))]
best = None
gc.collect()
gc.freeze()
for _ in range(int(sys.argv[2]) + 1):
    start = time.process_time()
    for body in bodies:
        bare_extraction(body, with_metadata=True)
    took = time.process_time() - start
    best = took if best is None else min(best, took)
print(best)
"""


def find_listings(snapshot: Snapshot, shared: Path) -> list[Page]:
    """The stored listing pages of a site."""
    serve = load_module(shared / "snapshots/serve.py")
    server = serve.Server(str(shared / "snapshots/sites" / snapshot.name))
    server.httpd.server_close()
    pages = []
    for target in snapshot.facts.get("listing_pages", []):
        _, path = server.find(target)
        if path is not None:
            pages.append(build_page(target, Path(path).read_bytes(), "text/html; charset=utf-8"))
    return pages


def time_rounds(rounds: int, run: Callable[[], None]) -> float:
    """The processor seconds of the best round."""
    best = float("inf")
    gc.collect()
    gc.freeze()  # what the bench holds is not the reader's to look after
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def time_peer(python: str, pages: list[Page], rounds: int) -> float | None:
    """Trafilatura's best round on the same bodies; None where it is not installed there."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, page in enumerate(pages):
            path = Path(folder) / f"{number}.html"
            path.write_bytes(page.body)
            paths.append(str(path))
        listed = Path(folder) / "paths.json"
        listed.write_text(json.dumps(paths), encoding="utf-8")
        command = [python, "-c", PEER, str(listed), str(rounds)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        print(f"trafilatura: not measured: {result.stderr.strip().splitlines()[-1]}")
        return None
    return float(result.stdout)


def main() -> None:
    """Print pages a second for each reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer-python", default=sys.executable)
    options = parser.parse_args()
    snapshots = list(find_snapshots(options.shared))
    articles = [
        (page, build_lead(truth, page, snapshot.facts), frame)
        for snapshot in snapshots
        for frame in [build_site_frame(snapshot)]
        for truth, page in snapshot.articles
    ]
    listings = [page for snapshot in snapshots for page in find_listings(snapshot, options.shared)]
    pages = [page for page, _, _ in articles] + listings

    def read_articles() -> None:
        for page, lead, frame in articles:
            read_article(page, lead, SITE, frame)

    def read_listings() -> None:
        for page in listings:
            read_listing(page, SITE)

    def parse_all() -> None:
        for page in pages:
            lxml.html.document_fromstring(page.body)

    seconds = {
        "read_article": (time_rounds(options.rounds, read_articles), len(articles)),
        "read_listing": (time_rounds(options.rounds, read_listings), len(listings)),
        "lxml's parse alone": (time_rounds(options.rounds, parse_all), len(pages)),
    }
    own = seconds["read_article"][0] + seconds["read_listing"][0]
    seconds["both readings"] = (own, len(pages))
    peer = time_peer(options.peer_python, pages, options.rounds)
    if peer is not None:
        seconds["trafilatura, with metadata"] = (peer, len(pages))
    for name, (took, count) in seconds.items():
        print(
            f"{name:28} {count:5} pages  {count / took:7.0f} a second  {took / count * 1e3:6.2f} ms"
        )
    if peer is not None:
        print(f"both readings are {peer / own:.1f} times as fast as trafilatura")


if __name__ == "__main__":
    main()
