"""Reads pages that mean harm, each in a process of its own; prints MB and processor seconds.

  bench/hostile.py [--only NAME]

bench/hostile_pages.py makes them. Each is read twice, as a listing and as an article; the aim for
either reading, since a crawl reads a page as what it asked for: read or refused within 1 s and
200 MB. What comes out (never an address that a browser would run, never a post made of rubbish) is
asserted by tests/pipelines/test_hostile.py.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attrs import asdict, frozen

from bench.hostile_pages import PAGES
from pipelines.article import Unreadable, read_article
from pipelines.document import DocumentError
from pipelines.items import Page, Post
from pipelines.listing import read_listing
from pipelines.site import Site

URL = "http://amt.example/presse/"
SITE = Site(slug="hostile", name="Hostile", start=(URL,))
SECONDS, MEGABYTES = 1.0, 200.0
"""What is aimed at."""
ROUNDS = 3
"""How often what is over is measured at most: a busy machine counts less."""
MOST_SECONDS, MOST_MEMORY = 60, 2 << 30
"""What a child may take before it is ended."""


@frozen(kw_only=True)
class Result:
    """What came of a page, as plain data."""

    listing: str
    """`12 leads` or `refused: CODE`."""
    leads: list[str]
    """The leads' addresses."""
    following: list[str]
    """The addresses of further pages."""
    article: str
    """`read` or `refused: CODE`."""
    post: dict[str, Any]
    """Its title, text, content_html, attachments' addresses and published day."""
    seconds: tuple[float, float]
    """Of the processor, as a listing and as an article."""


def read(name: str) -> Result:
    """Read one page as a listing and as an article; anything but a refusal is raised."""
    hostile = PAGES[name]
    page = Page(
        url=URL,
        requested_url=URL,
        site=SITE.slug,
        kind=hostile.kind,
        fetched_at="2024-06-01T00:00:00Z",
        status=200,
        headers={"content-type": hostile.content_type},
        body=hostile.make(),
    )
    leads, following = [], []
    begun = time.process_time()
    try:
        found, further = read_listing(page, SITE)
    except DocumentError as error:
        listing = f"refused: {error.code}"
    else:
        listing = f"{len(found)} leads"
        leads, following = [lead.url for lead in found], list(further)
    post: dict[str, Any] = {}
    between = time.process_time()
    try:
        posts = read_article(page, None, SITE)
    except Unreadable as error:
        article = f"refused: {error.problem.code}"
    else:
        article = "read"
        post = tell(posts[0])
    return Result(
        listing=listing,
        leads=leads,
        following=following,
        article=article,
        post=post,
        seconds=(between - begun, time.process_time() - between),
    )


def tell(post: Post) -> dict[str, Any]:
    """What the tests look at."""
    return {
        "title": post.title,
        "text": post.text,
        "content_html": post.content_html,
        "attachments": [attachment.url for attachment in post.attachments],
        "published": post.published.isoformat() if post.published else None,
    }


def main() -> None:
    """Run each page in a child, or be the child."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_child(options.child)
        return
    kinds = ("as a listing", "as an article")
    print(f"{'page':26} {'MB':>6}", *(f"{'seconds':>8}  {kind:26}" for kind in kinds))
    names = [name for name in PAGES if options.only in {"", name}]
    over = [name for name in names if not any(run(name) for _ in range(ROUNDS))]
    print(f"\nover {SECONDS:.0f} s or {MEGABYTES:.0f} MB, or failed: {', '.join(over) or 'none'}")
    sys.exit(1 if over else 0)


def run_child(name: str) -> None:
    """Read one page under limits, and print what it took as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    result = asdict(read(name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"megabytes": peak, **result}))


def run(name: str) -> bool:
    """Print one page's line; say whether it kept within the aim."""
    child = subprocess.run(
        [sys.executable, __file__, "--child", name],
        check=False,
        capture_output=True,
        text=True,
        timeout=2 * MOST_SECONDS,
    )
    if child.returncode:
        last = (child.stderr.strip().splitlines() or [f"ended by signal {-child.returncode}"])[-1]
        print(f"{name:26} FAILED  {last[:120]}", flush=True)
        return False
    told = json.loads(child.stdout)
    as_listing, as_article = told["seconds"]
    print(
        f"{name:26} {told['megabytes']:6.0f} {as_listing:8.2f}  {told['listing']:26} "
        f"{as_article:8.2f}  {told['article']}",
        flush=True,
    )
    return bool(max(told["seconds"]) <= SECONDS and told["megabytes"] <= MEGABYTES)


if __name__ == "__main__":
    main()
