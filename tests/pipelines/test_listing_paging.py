"""The way on from a listing, in the forms that pagers have."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipelines.items import Page
from pipelines.listing import read_listing
from pipelines.site import Select, Site

CASES = tomllib.loads(
    (Path(__file__).parent / "examples" / "paging.toml").read_text(encoding="utf-8")
)["cases"]

ENTRIES = """<ul>
<li>19.11.2026 <a href="/m/3">Jobcenter stellt neues Programm vor</a></li>
<li>12.11.2026 <a href="/m/2">Beratung nun auch am Abend möglich</a></li>
<li>05.11.2026 <a href="/m/1">Mehr Plätze in der Lernwerkstatt</a></li></ul>"""


def page_of(url: str, html: str) -> Page:
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind="listing",
        fetched_at="2026-11-22T00:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"<!DOCTYPE html><html><body>{html}</body></html>".encode(),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_next(case: dict[str, Any]) -> None:
    page = page_of(case["url"], f"<main>{ENTRIES}{case['pager']}</main>")
    leads, after = read_listing(page, Site(name="test", start=(case["url"],)))
    assert list(after) == case["next"]
    assert [lead.url.rpartition("/")[2] for lead in leads] == ["3", "2", "1"]


def test_selectors_win() -> None:
    html = (
        f'<div class="x"><a href="/k">Kontakt</a></div>{ENTRIES}<a class="go" href="/z">zurück</a>'
    )
    site = Site(name="test", start=("https://a.de/",), select=Select(entry="ul li", next="a.go"))
    leads, after = read_listing(page_of("https://a.de/news", html), site)
    assert [lead.title for lead in leads][:1] == ["Jobcenter stellt neues Programm vor"]
    assert len(leads) == 3
    assert after == ("https://a.de/z",)


def test_article_and_ignore_narrow_the_entries() -> None:
    site = Site(name="test", start=("https://a.de/",), article=r"^/m/[12]$", ignore=(r"/m/1$",))
    leads, _ = read_listing(page_of("https://a.de/news", ENTRIES), site)
    assert [lead.url for lead in leads] == ["https://a.de/m/2"]
