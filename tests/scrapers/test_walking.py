"""A run's walk over the lists of a site that is made of strings."""

import asyncio
from collections.abc import Collection

import pytest

from pipelines.addresses import canonical_address
from pipelines.items import Page, PageKind, Problem
from pipelines.site import Site
from scrapers.tally import Tally
from scrapers.walking import Walk
from tests.scrapers.crawling import make_page

SITE = Site(slug="test", name="Test", start=("https://a.de/presse/",))
ROWS = """<ul><li>{0}.11.2026 <a href="/m/{0}">Jobcenter stellt ein Programm vor</a></li>
<li>12.11.2026 <a href="/m/12">Beratung nun auch am Abend möglich</a></li>
<li>05.11.2026 <a href="/m/5">Mehr Plätze in der Lernwerkstatt</a></li></ul>"""
KNOWN = ("https://a.de/m/19", "https://a.de/m/12", "https://a.de/m/5")
FRAMED = {
    "/presse/": "<h1>Presse</h1><iframe src='/cgi/news.pl'></iframe>",
    "/cgi/news.pl": ROWS.format(20),
}
YEARS = {
    "/presse/": "<h1>Archiv</h1><ul><li><a href='/presse/2026/'>2026</a></li>"
    "<li><a href='/presse/2025/'>2025</a></li></ul>",
    "/presse/2026/": ROWS.format(20),
    "/presse/2025/": ROWS.format(19),
}


def walk(
    pages: dict[str, str], settled: Collection[str] = ()
) -> tuple[list[str], list[Problem], bool]:
    """The addresses that a walk finds, what it tells, and whether it found a list."""

    async def fetch(url: str, kind: PageKind) -> Page | None:
        return make_page(url, kind, pages[url.removeprefix("https://a.de")])

    async def collect() -> list[str]:
        return [lead.url async for lead in made.find_leads(SITE.start[0], "listing")]

    told: list[Problem] = []
    known = [canonical_address(url, SITE) for url in settled]
    made = Walk(SITE, fetch, told.append, tally=Tally(), settled=known)
    return asyncio.run(collect()), told, made.listed


@pytest.mark.parametrize("pages", [FRAMED, YEARS])
def test_what_a_page_without_entries_leads_to_is_read_in_later_runs_too(
    pages: dict[str, str],
) -> None:
    found, told, listed = walk(pages, KNOWN)
    assert "https://a.de/m/20" in found
    assert (told, listed) == ([], True)


@pytest.mark.parametrize("days", [(5, 12, 19), (12, 19, 5, 9, 14, 2)])
def test_a_list_that_does_not_begin_with_the_newest_is_read_to_its_end(
    days: tuple[int, ...],
) -> None:
    row = "<li>{0:02}.11.2026 <a href='/m/{0}'>Jobcenter stellt Programm {0} vor</a></li>"
    first = "".join(row.format(day) for day in days)
    pages = {
        "/presse/": f"<ul>{first}</ul><a href='/presse/?seite=2'>weiter</a>",
        "/presse/?seite=2": f"<ul>{row.format(20)}{row.format(21)}{row.format(22)}</ul>",
    }
    found, *_ = walk(pages, [f"https://a.de/m/{day}" for day in days])
    assert "https://a.de/m/22" in found


def test_a_list_with_an_old_entry_first_ends_where_all_is_known() -> None:
    days = (1, 19, 12, 5)
    row = "<li>{0:02}.11.2026 <a href='/m/{0}'>Jobcenter stellt Programm {0} vor</a></li>"
    rows = "".join(row.format(day) for day in days)
    pages = {"/presse/": f"<ul>{rows}</ul><a href='/presse/?seite=2'>weiter</a>"}
    assert len(walk(pages, [f"https://a.de/m/{day}" for day in days])[0]) == len(days)


@pytest.mark.parametrize(
    ("settled", "code", "says"),
    [
        (KNOWN, "no_listing", "it is called 'Wartung' now"),
        ((), "needs_javascript", "name a feed as start"),
    ],
)
def test_a_list_without_entries_says_where_and_what_to_do(
    settled: tuple[str, ...], code: str, says: str
) -> None:
    shell = "<title>Wartung</title><body><div id='root'></div>" + "<script></script>" * (
        not settled
    )
    found, told, listed = walk({"/presse/": shell}, settled)
    assert (found, [problem.code for problem in told], listed) == ([], [code], False)
    assert says in told[0].says
    assert told[0].url == SITE.start[0]
