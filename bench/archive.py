"""How long the store itself takes: an archive of many posts, read by a reader that costs nothing.

    python bench/archive.py [--posts 10000]

Prints seconds for keeping the pages, the first settling, a settling with nothing new, one with ten
new posts, a reparse, and a search; and the size of the file.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter
from zlib import crc32

from attrs import evolve

from pipelines.frame import Frame, build_frame
from pipelines.items import DateMention, Figure, Lead, Page, PageKind, Post
from pipelines.site import Site
from store.crawls import begin_crawl
from store.database import Archive, open_archive
from store.pages import keep_page
from store.reader import Reader
from store.search import search_posts
from store.settle import reparse, settle

SITE = Site(slug="kreis", name="Kreis", start=("https://kreis.example/presse/",))
ENTRIES = 20
"""Of a listing page."""
PARTS = ("arbeit", "markt", "kreis", "bildung", "förder", "berat", "leist", "vermittl", "pflege")
ENDS = ("ung", "ungen", "en", "er", "e", "stelle", "stellen", "quote", "zahl", "s")


def make_reader() -> Reader:
    """A reader of JSON, with ten figures and five dates a post."""
    figure = Figure(quote="3,2 Prozent", start=0, end=11, value=Decimal("3.2"), unit="percent")
    mention = DateMention(quote="Mai", start=0, end=3, value="2026-05")

    def read_listing(page: Page, _site: Site) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
        return tuple(Lead(url=url, title=url) for url in json.loads(page.body)), ()

    def read_article(
        page: Page, _lead: Lead | None, _site: Site, _frame: Frame
    ) -> tuple[Post, ...]:
        return (
            Post(
                url=page.url,
                site=page.site,
                title=f"Meldung {page.url}",
                text=page.body.decode(),
                published=date(2020, 1, 1) + timedelta(days=crc32(page.body) % 2000),
                figures=tuple(evolve(figure, start=n * 20, end=n * 20 + 11) for n in range(10)),
                dates=tuple(evolve(mention, start=n * 20, end=n * 20 + 3) for n in range(5)),
            ),
        )

    return Reader(
        version="bench",
        read_listing=read_listing,
        read_prints=lambda page: {crc32(word) for word in page.body.split()},
        read_article=read_article,
        check_leads=lambda *_: (),
        build_frame=build_frame,
        stages=(),
    )


def keep_posts(archive: Archive, first: int, count: int) -> None:
    """Keep the pages of so many posts, and the listing pages that lead to them."""
    urls = [f"https://kreis.example/presse/{n}.html" for n in range(first, first + count)]
    for number in range(0, count, ENTRIES):
        _keep(
            archive,
            f"{SITE.start[0]}?seite={first + number}",
            "listing",
            json.dumps(urls[number : number + ENTRIES]),
        )
    for n, url in enumerate(urls, first):
        _keep(archive, url, "article", make_text(n))


def make_text(number: int) -> str:
    """A text of 250 words that is no other post's."""
    chance = Random(number)
    return " ".join(
        chance.choice(PARTS) + chance.choice(PARTS) + chance.choice(ENDS) for _ in range(250)
    )


def _keep(archive: Archive, url: str, kind: PageKind, body: str) -> None:
    keep_page(
        archive,
        Page(
            url=url,
            requested_url=url,
            site=SITE.slug,
            kind=kind,
            fetched_at="2026-01-01T00:00:00Z",
            status=200,
            body=body.encode(),
        ),
    )


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print the seconds that a block takes."""
    began = perf_counter()
    yield
    print(f"{what:32} {perf_counter() - began:8.2f} s")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=10_000)
    posts = parser.parse_args().posts
    reader = make_reader()
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "kjc.db") as archive:
        begin_crawl(archive, SITE, "2026-01-01T00:00:00Z")
        with measured(f"keep {posts} pages"):
            keep_posts(archive, 0, posts)
        with measured("settle, all new"):
            settle(archive, SITE, reader=reader)
        with measured("settle, nothing new"):
            settle(archive, SITE, reader=reader)
        keep_posts(archive, posts, 10)
        with measured("settle, ten new"):
            settle(archive, SITE, reader=reader)
        with measured("reparse"):
            reparse(archive, reader=reader)
        with measured("search, 20 of all"):
            search_posts(archive, "vermittelte Menschen")
        print(f"{'file':32} {archive.path.stat().st_size / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
