"""A run without a network, to be killed: keeps an invented source's pages and settles."""

import sys
from pathlib import Path

from pipelines.items import Page, PageKind
from pipelines.site import Site
from store.crawls import CrawlResult, begin_crawl, finish_crawl
from store.database import Archive, open_archive
from store.pages import has_page, keep_page
from store.settle import settle

HOST = "https://kreis.example"
SITE = Site(slug="kreis", name="Kreis", start=(f"{HOST}/presse/",))
POSTS = 12
FRAME = (
    "<!doctype html><html lang=de><head><title>{title} | Kreis</title></head>"
    "<body><nav><a href=/>Start</a> <a href=/kontakt>Kontakt</a></nav>"
    "<main>{main}</main><footer>Kreis, Der Landrat</footer></body></html>"
)


def find_answers() -> list[tuple[str, PageKind, str]]:
    """Every page of the source: address, kind, HTML."""
    entries = "".join(
        f"<article><h2><a href=/presse/{n}.html>Kreis Fulda: Meldung Nummer {n}</a></h2>"
        f"<p>{n:02}.03.2026</p><p>Im Monat {n} waren {n * 117} Menschen arbeitslos.</p></article>"
        for n in range(POSTS, 0, -1)
    )
    pages: list[tuple[str, PageKind, str]] = [
        (SITE.start[0], "listing", FRAME.format(title="Presse", main=f"<h1>Presse</h1>{entries}"))
    ]
    for n in range(1, POSTS + 1):
        title = f"Kreis Fulda: Meldung Nummer {n}"
        text = "".join(
            f"<p>Im Absatz {part} der Meldung {n} steht, dass {part * n + 40} Menschen "
            "in Arbeit vermittelt hat. Das sind mehr als im Vorjahr, sagt die Leitung.</p>"
            for part in range(1, 6)
        )
        main = f"<h1>{title}</h1><p>{n:02}.03.2026</p>{text}"
        pages.append((f"{HOST}/presse/{n}.html", "article", FRAME.format(title=title, main=main)))
    return pages


def run(archive: Archive) -> None:
    """Go on where an earlier run was killed."""
    crawl = begin_crawl(archive, SITE, "2026-04-01T10:00:00Z")
    for number, (url, kind, html) in enumerate(find_answers()):
        if kind == "article" and has_page(archive, SITE.slug, url):
            continue
        keep_page(
            archive,
            Page(
                url=url,
                requested_url=url,
                site=SITE.slug,
                kind=kind,
                fetched_at=f"2026-04-01T10:{number:02}:00Z",
                status=200,
                headers={"content-type": "text/html; charset=utf-8"},
                body=html.encode(),
            ),
        )
        if number % 5 == 0:
            settle(archive, SITE)
    settle(archive, SITE)
    finish_crawl(
        archive, crawl, SITE, CrawlResult(finished_at="2026-04-01T11:00:00Z", outcome="ok")
    )


if __name__ == "__main__":
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    with open_archive(Path(sys.argv[1])) as opened:
        run(opened)
