"""Listings of many makings, read from their markup alone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipelines.items import Page
from pipelines.listing import read_listing
from pipelines.site import Site

PAGES = tomllib.loads(
    (Path(__file__).parent / "examples" / "listings.toml").read_text(encoding="utf-8")
)["page"]


def page_of(url: str, html: str, *, base: str = "", head: str = "") -> Page:
    head += f'<base href="{base}">' if base else ""
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind="listing",
        fetched_at="2026-11-22T00:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"<!DOCTYPE html><html><head>{head}</head>{html}</html>".encode(),
    )


@pytest.mark.parametrize("case", PAGES, ids=lambda case: str(case["name"]))
def test_leads(case: dict[str, Any]) -> None:
    page = page_of(case["url"], case["html"], base=case.get("base", ""), head=case.get("head", ""))
    leads, _ = read_listing(page, Site(name="test", start=(case["url"],)))
    found = [[lead.url, lead.title, str(lead.published or "")] for lead in leads]
    assert found == case["leads"]
    assert all(lead.whole == case.get("whole", False) for lead in leads)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: str(case["name"]))
def test_next(case: dict[str, Any]) -> None:
    page = page_of(case["url"], case["html"], base=case.get("base", ""), head=case.get("head", ""))
    _, after = read_listing(page, Site(name="test", start=(case["url"],)))
    assert list(after) == case["next"]


def test_a_line_of_links_is_no_teaser() -> None:
    entry = """<article><h2><a href="/b/{0}">Beratung nun auch am Abend möglich, Teil {0}</a></h2>
    <div><a href="/b/{0}#respond">Kommentieren</a> / <a href="/c/presse">Presse</a> /
    Aufgeschrieben durch <a href="/a/red">Redaktion</a></div>{1}</article>"""
    words = "<p>Die Sprechstunde beginnt um 18 Uhr und endet um 20 Uhr.</p>"
    html = entry.format(1, words) + entry.format(2, "") + entry.format(3, words)
    leads, _ = read_listing(
        page_of("https://a.de/b", f"<body><main>{html}</main></body>"),
        Site(name="test", start=("https://a.de/b",)),
    )
    teaser = "Die Sprechstunde beginnt um 18 Uhr und endet um 20 Uhr."
    assert [lead.teaser for lead in leads] == [teaser, "", teaser]


def test_a_file_behind_a_picture_belongs_to_its_own_row() -> None:
    row = """<tr><td>{0:02}.11.2026</td><td><a href="/m/{0}">Jobcenter meldet Zahlen, Nummer {0}</a>
    </td><td>{1}</td></tr>"""
    file = '<a href="/f/9.pdf" title="PDF"><img src="/pdf.png" alt="PDF"></a>'
    rows = row.format(10, "") + row.format(9, file) + row.format(8, "")
    leads, _ = read_listing(
        page_of("https://a.de/m", f"<body><table>{rows}</table></body>"),
        Site(name="test", start=("https://a.de/m",)),
    )
    files = [[file.url for file in lead.attachments] for lead in leads]
    assert files == [[], ["https://a.de/f/9.pdf"], []]


@pytest.mark.parametrize(
    "titles",
    [
        ("Geänderte Öffnungszeiten", "Von der Schule in den Beruf", "Bilder von der Eröffnung"),
        ("Aktualisierte Mietobergrenzen", "Nächste Sprechstunde im Mai", "Text und Bild: ein Kurs"),
    ],
)
@pytest.mark.parametrize("dated", [True, False])
def test_titles_that_begin_as_bylines_do_are_titles(
    titles: tuple[str, ...], *, dated: bool
) -> None:
    more = "<span>{}.05.2026</span>" if dated else "<p>Das Jobcenter lädt dazu ab Montag ein.</p>"
    rows = "".join(
        f"<article><h3><a href='/presse/{n}.html'>{title}</a></h3>{more.format(9 - n)}</article>"
        for n, title in enumerate((*titles, "Arbeitsmarkt im April: mehr Stellen gemeldet"))
    )
    page = page_of("https://a.de/presse/", f"<body><h1>Presse</h1>{rows}</body>")
    leads, _ = read_listing(page, Site(name="test", start=("https://a.de/presse/",)))
    assert [lead.title for lead in leads[:3]] == list(titles)


def test_a_way_back_among_the_entries_is_none() -> None:
    rows = "".join(f"<li><a href='/p/{n}.html'>Die Meldung Nummer {n}</a></li>" for n in range(4))
    rows += "<li><a href='/p/alle.html'>Zurück zur Übersicht</a></li>"
    page = page_of("https://a.de/presse/", f"<body><h1>Presse</h1><ul>{rows}</ul></body>")
    leads, _ = read_listing(page, Site(name="test", start=("https://a.de/presse/",)))
    assert len(leads) == 4
