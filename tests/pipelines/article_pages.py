"""Pages with a menu, a main part and a foot, and how they are read."""

from datetime import date
from typing import Any

import pytest

from pipelines.article import Unreadable, read_article
from pipelines.items import Lead, Page, Post
from pipelines.site import Site

URL = "https://www.example.org/presse/mehr-plaetze"
TITLE = "Neue Plätze im Sommerkurs des Jobcenters"
SAID = "Das Jobcenter bietet im Sommer 90 statt 60 Plätze an. Anmelden kann man sich ab Montag."
TEXT = f"<p>{SAID}</p>"
LEAD = Lead(url=URL, title=TITLE, published=date(2025, 6, 2), date_words="02.06.2025")
TT_NEWS = (
    "https://www.example.org/artikel?tx_ttnews%5Bday%5D=26&tx_ttnews%5Bmonth%5D=11"
    "&tx_ttnews%5Btt_news%5D=1&tx_ttnews%5Byear%5D=2018"
)
SITE = Site(slug="test", name="Test", start=("https://www.example.org/",))


def build_page(body: str, head: str = "", url: str = URL, status: int = 200) -> Page:
    """A page with a menu, a main part and a foot."""
    html = (
        f"<!DOCTYPE html><html lang='de'><head><title>{TITLE} | Kreis X</title>{head}</head>"
        f"<body><nav><a href='/'>Start</a></nav><main>{body}</main>"
        "<footer>Impressum</footer></body></html>"
    )
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind="article",
        fetched_at="2026-11-22T06:00:00Z",
        status=status,
        headers={"content-type": "text/html; charset=utf-8"},
        body=html.encode(),
        page_id=7,
    )


def read(body: str, lead: Lead | None = None, **how: Any) -> Post:
    (post,) = read_article(build_page(body, **how), lead, SITE)
    return post


def read_codes(post: Post) -> list[str]:
    return [problem.code for problem in post.problems]


def refuse(body: str, lead: Lead | None = None, **how: Any) -> str:
    with pytest.raises(Unreadable) as caught:
        read_article(build_page(body, **how), lead, SITE)
    assert caught.value.problem.url == how.get("url", URL)
    return caught.value.problem.code
