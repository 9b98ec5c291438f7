"""Looking for a site's listings from its start page on, with a site made of strings."""

import asyncio

import pytest

from pipelines.items import Page, PageKind, Problem
from pipelines.site import Site
from scrapers.exploring import Exploration
from tests.scrapers.crawling import make_page

SITE = Site(name="test", start=("https://a.de/",))

ENTRIES = """<ul>
<li>19.11.2026 <a href="/n/3">Jobcenter stellt neues Programm vor</a></li>
<li>12.11.2026 <a href="/n/2">Beratung nun auch am Abend möglich</a></li>
<li>05.11.2026 <a href="/n/1">Mehr Plätze in der Lernwerkstatt</a></li></ul>"""
EVENTS = ENTRIES.replace(".11.2026", ".12.2026").replace("/n/", "/termine/")


def explore(pages: dict[str, str]) -> tuple[list[str], list[str]]:
    """The listings that are chosen, and what was looked at."""
    asked: list[str] = []

    async def look(url: str, kind: PageKind, *, optional: bool = False) -> Page | None:
        del optional
        path = url.removeprefix("https://a.de")
        asked.append(path)
        if path not in pages:
            return None
        return make_page(url, kind, pages[path])

    told: list[Problem] = []
    choice = asyncio.run(Exploration(SITE, look, told.append).choose())
    assert told == []
    return [one.url.removeprefix("https://a.de") for one in choice.listings], asked


MENU = '<nav><a href="/">Start</a><a href="{0}">{1}</a><a href="/kontakt">Kontakt</a></nav>'


def test_a_section_may_be_called_as_it_likes() -> None:
    menu = MENU.format("/notizen", "Notizen")
    chosen, asked = explore({"/": f"{menu}<p>Guten Tag.</p>", "/notizen": menu + ENTRIES})
    assert chosen == ["/notizen"]
    assert "/kontakt" not in asked


def test_a_listing_may_lie_below_a_section() -> None:
    menu = MENU.format("/aktuelles", "Aktuelles")
    below = f'{menu}<h1>Aktuelles</h1><p><a href="/aktuelles/presse">Pressemitteilungen</a></p>'
    pages = {"/": f"{menu}<p>Guten Tag.</p>", "/aktuelles": below, "/aktuelles/presse": ENTRIES}
    assert explore(pages)[0] == ["/aktuelles/presse"]


def test_other_sections_are_left_alone_where_a_listing_is_found() -> None:
    menu = MENU.format("/presse", "Presse") + '<nav><a href="/orte">Orte</a></nav>'
    chosen, asked = explore({"/": menu, "/presse": ENTRIES, "/orte": ENTRIES})
    assert chosen == ["/presse"]
    assert "/orte" not in asked


@pytest.mark.parametrize("name", ["Notizen", "Termine"])
def test_what_lies_ahead_is_no_listing(name: str) -> None:
    menu = MENU.format("/x", name)
    assert explore({"/": f"{menu}<p>Guten Tag.</p>", "/x": menu + EVENTS})[0] == []


@pytest.mark.parametrize(
    "entries",
    [
        ENTRIES.replace("</a>", " (m/w/d)</a>"),
        "".join(reversed(ENTRIES.splitlines(keepends=True)[1:])),
    ],
    ids=["jobs", "the oldest first, as projects and galleries are told"],
)
def test_a_section_that_promised_nothing_must_look_like_news(entries: str) -> None:
    menu = MENU.format("/x", "Arbeiten bei uns")
    assert explore({"/": f"{menu}<p>Guten Tag.</p>", "/x": menu + entries})[0] == []
