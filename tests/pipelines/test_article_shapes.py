"""Pages as many systems draw them, each with its golden answer beside it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from pipelines.article import read_article
from pipelines.items import Lead, Page, Post
from pipelines.site import Site

FOLDER = Path(__file__).parent / "examples" / "articles"
SITE = Site(slug="shapes", name="Shapes", start=("https://www.example.org/",))
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


def load(name: str) -> tuple[Page, dict[str, Any]]:
    """A page and what a person reads on it."""
    answer = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    page = Page(
        url=answer["url"],
        requested_url=answer["url"],
        site="shapes",
        kind="article",
        fetched_at="2026-11-22T06:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=(FOLDER / f"{name}.html").read_bytes(),
    )
    return page, answer


def check(post: Post, answer: dict[str, Any]) -> None:
    """Each field as the answer has it; what it does not name is empty."""
    assert post.title == answer["title"]
    assert post.text == answer["text"].strip("\n")
    assert post.teaser == answer.get("teaser", "")
    assert post.published == answer.get("published")
    moment = post.published_at.isoformat() if post.published_at else None
    assert moment == answer.get("published_at")
    files = [(file.url, file.title, file.size_stated) for file in post.attachments]
    wanted = [(f["url"], f["title"], f.get("size")) for f in answer.get("attachments", [])]
    assert files == wanted
    assert [problem.code for problem in post.problems] == answer.get("problems", [])
    for key in ("kicker", "published_from"):
        if key in answer:
            assert getattr(post, key) == answer[key]
    if "aliases" in answer:
        assert list(post.aliases) == answer["aliases"]


def test_there_are_examples() -> None:
    assert len(NAMES) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_a_page_alone_is_read_as_its_answer_says(name: str) -> None:
    page, answer = load(name)
    lead = None
    if "lead_title" in answer:
        lead = Lead(url=page.url, title=answer["lead_title"])
    (post,) = read_article(page, lead, SITE, None)
    check(post, answer)


@pytest.mark.parametrize("name", NAMES)
def test_a_lead_changes_nothing_that_the_page_says(name: str) -> None:
    page, answer = load(name)
    lead = Lead(url=page.url, title=answer["title"], published=answer.get("published"))
    (post,) = read_article(page, lead, SITE, None)
    if answer.get("published_from") == "address":
        post = evolve(post, published_from="address")
    check(post, answer)
