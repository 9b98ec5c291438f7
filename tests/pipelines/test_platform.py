"""Which CMS family made a page, and why; what is known of it, and when it is not used."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from pipelines.document import read_document
from pipelines.items import Page
from pipelines.platform import inherit_platform, platform_knowledge, recognise_platform
from pipelines.platform_files import PlatformError, find_platforms, read_platform
from pipelines.site import Select, Site

EXAMPLES = tomllib.loads(
    (Path(__file__).parent / "examples/platforms.toml").read_text(encoding="utf-8")
)["page"]
SITE = Site(slug="test", name="Test", start=("http://127.0.0.1/",))


def make_page(example: dict[str, Any]) -> Page:
    url = "http://127.0.0.1" + example.get("path", "/")
    html = (
        f"<html><head><title>Amt</title>{example.get('head', '')}</head>"
        f"<body>{example.get('body', '<p>Text</p>')}</body></html>"
    )
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind="unknown",
        fetched_at="2024-01-01T00:00:00Z",
        status=200,
        body=html.encode(),
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["why"]))
def test_recognition(example: dict[str, Any]) -> None:
    page = make_page(example)
    for source in (page, read_document(page)):
        found = recognise_platform(source)
        assert (found.platform if found else None) == example.get("platform")
        assert list(found.why if found else ()) == example["why"]


def test_every_family_has_an_example() -> None:
    assert {example["platform"] for example in EXAMPLES if "platform" in example} == set(
        find_platforms()
    )


def test_comment_is_seen_in_a_page_only() -> None:
    page = make_page({"body": "<!-- This website is powered by TYPO3 --><p>Text</p>"})
    found = recognise_platform(page)
    assert found is not None
    assert found.why == ("comment: powered by TYPO3",)
    assert recognise_platform(read_document(page)) is None


def test_what_cannot_be_parsed_is_nobodys() -> None:
    assert recognise_platform(evolve(make_page({}), body=b"%PDF-1.7")) is None


def test_knowledge_is_used_as_far_as_the_site_allows() -> None:
    page = make_page(EXAMPLES[0])
    known = platform_knowledge(page, SITE)
    assert known is not None
    assert known.slug == "wordpress"
    assert known.api[0].startswith("/wp-json/wp/v2/posts")
    assert known.select.next is None
    assert platform_knowledge(page, evolve(SITE, platforms=("wordpress",))) == known
    assert platform_knowledge(page, evolve(SITE, platforms=("drupal",))) is None
    assert platform_knowledge(page, evolve(SITE, platforms=())) is None


def test_a_site_inherits_what_it_does_not_say() -> None:
    page = make_page(EXAMPLES[0])
    site = evolve(SITE, ignore=("/intern/",), select=Select(title="h2", drop=(".werbung",)))
    inherited = inherit_platform(site, page)
    assert inherited.select.title == "h2"
    assert inherited.select.drop == (".werbung",)
    assert inherited.ignore[0] == "/intern/"
    assert len(inherited.ignore) > 1
    assert inherited.junk_parameters == ()
    assert inherit_platform(evolve(site, platforms=()), page) == evolve(site, platforms=())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "X"', "marks"),
        ('name = "X"\n[marks]\ncolour = ["blue"]', "colour"),
        ('name = "X"\nfeed = ["/feed"]\n[marks]\nasset = ["x"]', "feed"),
        ('name = "X"\nfeeds = "/feed"\n[marks]\nasset = ["x"]', "platform.feeds"),
        ('name = "X"\n[marks]\nasset = ["("]', "unterminated"),
        ("name =", "TOML"),
    ],
)
def test_a_wrong_file_names_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(PlatformError, match=says):
        read_platform(text, slug="x")
