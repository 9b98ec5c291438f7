"""Pages that mean harm are read or refused; nothing that a browser would run comes out of them."""

import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench import hostile
from bench.hostile_pages import PAGES
from pipelines.article import read_article
from pipelines.items import Lead, Page
from pipelines.site import Site
from pipelines.title_words import cut_title

EXPECTED = tomllib.loads(
    (Path(__file__).parent / "examples/hostile.toml").read_text(encoding="utf-8")
)
RUNNABLE = re.compile(
    r"<\s*(?:script|style|iframe|form|input|svg|object|base|meta)\b"
    r"|\son\w+\s*="
    r"|(?:javascript|vbscript|data|file)\s*:",
    re.IGNORECASE,
)


@cache
def read(name: str) -> hostile.Result:
    return hostile.read(name)


def test_every_page_has_its_expected_outcome() -> None:
    assert set(PAGES) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_outcome(name: str) -> None:
    result, expected = read(name), EXPECTED[name]
    if expected["listing"] != "any":
        number = isinstance(expected["listing"], int)
        told = f"{expected['listing']} leads" if number else f"refused: {expected['listing']}"
        assert result.listing == told
    if expected["article"] != "any":
        told = "read" if expected["article"] == "read" else f"refused: {expected['article']}"
        assert result.article == told


@pytest.mark.parametrize("name", EXPECTED)
def test_addresses_are_http_and_content_runs_nothing(name: str) -> None:
    result = read(name)
    addresses = [*result.leads, *result.following, *result.post.get("attachments", ())]
    for address in addresses[:1000]:
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
    if result.post:
        assert not RUNNABLE.search(result.post["content_html"])
        for words in (result.post["title"], result.post["text"]):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", words)


@pytest.mark.parametrize(
    "name", [name for name, outcome in EXPECTED.items() if outcome["article"] == "read"]
)
def test_the_honest_part_is_read(name: str) -> None:
    post = read(name).post
    assert "40 Menschen in Arbeit vermittelt" in post["text"]
    assert post["published"] == "2020-12-02"
    assert post["title"].startswith("Ne")
    assert "\n" not in post["title"]


def test_next_page_is_never_itself_nor_elsewhere() -> None:
    assert read("next-is-itself").following == []
    assert read("next-is-elsewhere").following == []


def test_declared_charset_is_distrusted() -> None:
    assert "so Grüße die Behörde" in read("latin-1-said-utf-8").post["text"]


def test_no_file_of_this_machine_is_read() -> None:
    result = read("file-entity-feed")
    assert result.leads == []
    assert "root:" not in str(result)


@pytest.mark.parametrize("is_told", [True, False])
def test_a_title_beyond_measure_is_cut_and_told(*, is_told: bool) -> None:
    title = "Jobcenter meldet neue Zahlen " * 350
    url = "https://a.de/presse/1.html"
    page = Page(
        url=url,
        requested_url=url,
        site="test",
        kind="article",
        fetched_at="2026-11-22T06:00:00Z",
        status=200,
        body=f"<title>{title}</title><h1>{title}</h1>{'<p>Es gibt neue Plätze.</p>' * 20}".encode(),
    )
    lead = Lead(url=url, title=cut_title(title)) if is_told else None
    (post,) = read_article(page, lead, Site(slug="test", name="A", start=("https://a.de/",)))
    assert title.startswith(post.title.removesuffix(" …"))
    assert 400 < len(post.title) <= 500
    assert "title_uncertain" in [problem.code for problem in post.problems]
