"""German search: what a person expects to find, and no question that is an error."""

import tomllib
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.items import Post
from pipelines.site import Site
from store.database import Archive
from store.saving import save_post
from store.search import german_query, search_posts

CASES = tomllib.loads(
    (Path(__file__).parent / "examples" / "search.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: f"{case[0]} > {case[1]}")
def test_finds(archive: Archive, post: Post, site: Site, case: list[str]) -> None:
    question, text = case
    save_post(archive, evolve(post, title="x", text=text), site=site, seen_at="2026-03-01")
    assert [found.text for found in search_posts(archive, question)] == [text]


@pytest.mark.parametrize("case", CASES["finds_not"], ids=lambda case: f"{case[0]} > {case[1]}")
def test_finds_not(archive: Archive, post: Post, site: Site, case: list[str]) -> None:
    question, text = case
    save_post(archive, evolve(post, title="x", text=text), site=site, seen_at="2026-03-01")
    assert search_posts(archive, question) == ()


def test_a_title_counts_more_than_a_text(
    archive: Archive, post: Post, other_post: Post, site: Site
) -> None:
    in_text = evolve(post, text="Eine Jobmesse, und noch eine Jobmesse.")
    for saved in (in_text, other_post):
        save_post(archive, saved, site=site, seen_at="2026-03-01")
    assert [found.url for found in search_posts(archive, "jobmesse")] == [other_post.url, post.url]


def test_a_changed_post_is_found_by_its_new_words_only(
    archive: Archive, post: Post, site: Site
) -> None:
    save_post(archive, post, site=site, seen_at="2026-03-01")
    save_post(archive, evolve(post, text="Messe"), site=site, seen_at="2026-03-02")
    assert len(search_posts(archive, "messe")) == 1
    assert search_posts(archive, "menschen") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=30) | st.text(alphabet='"*():^-+ANDORNEAT{}ä ', max_size=12))
def test_no_question_is_an_error(archive: Archive, text: str) -> None:
    search_posts(archive, text)


def test_no_word_finds_nothing(archive: Archive, post: Post, site: Site) -> None:
    save_post(archive, post, site=site, seen_at="2026-03-01")
    assert german_query(None) == '""'
    assert search_posts(archive, "?!") == ()
