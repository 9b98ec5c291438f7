"""How a source is doing."""

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from store.states import source_states

if TYPE_CHECKING:
    from tests.store.conftest import Source

ONE = "https://kreis.example/presse/1.html"


@pytest.mark.parametrize(
    ("now", "state", "reason"),
    [
        ("2026-03-02T00:00:00Z", "ok", ""),
        ("2026-07-01T00:00:00Z", "quiet", "no new post for 151 days, more than 90"),
    ],
)
def test_a_source_is_well_or_quiet(source: "Source", now: str, state: str, reason: str) -> None:
    source.answer(ONE, {"title": "eins", "published": "2026-01-31"})
    source.finish()
    (told,) = source_states(source.archive, now=now)
    assert (told.state, told.reason, told.posts) == (state, reason, 1)


def test_a_day_far_ahead_hides_no_silence(source: "Source") -> None:
    source.answer(ONE, {"title": "eins", "published": "2027-01-31"})
    source.finish()
    (told,) = source_states(source.archive, now="2026-07-01T00:00:00Z")
    assert (told.state, told.reason) == ("quiet", "no new post for 122 days, more than 90")


def test_a_source_without_posts_is_quiet(source: "Source") -> None:
    source.finish()
    (told,) = source_states(source.archive, now="2026-03-02T00:00:00Z")
    assert (told.state, told.reason) == ("quiet", "no post yet")


def test_a_run_that_missed_something_is_told(source: "Source") -> None:
    source.finish(outcome="degraded", reason="eine Seite fehlt")
    (told,) = source_states(source.archive, now="2026-03-02T00:00:00Z")
    assert (told.state, told.reason) == ("degraded", "eine Seite fehlt")


def test_a_run_that_did_not_end_is_broken(source: "Source") -> None:
    (told,) = source_states(source.archive, now="2026-03-02T00:00:00Z")
    assert told.state == "broken"
    assert "did not end" in told.reason


def test_a_source_that_no_file_describes_any_more_is_former(source: "Source") -> None:
    source.answer(ONE, {"title": "eins", "published": "2026-01-31"})
    source.finish(outcome="broken", reason="no listing of news was found")
    tried, now = source.site.slug, "2026-03-03T00:00:00Z"
    source.site = evolve(source.site, slug="andere")
    source.begin()
    source.finish(outcome="degraded", reason="eine Seite fehlt")
    states = {it.site: it.state for it in source_states(source.archive, now=now)}
    assert states == {tried: "broken", "andere": "degraded"}, "crawled on the same day"
    source.minute += 1440
    source.begin()
    source.finish()
    told = {it.site: it for it in source_states(source.archive, now=now)}
    assert told["andere"].state == "quiet", "whatever was crawled last is in use"
    assert (told[tried].state, told[tried].posts) == ("former", 1)
    assert told[tried].reason.startswith("not configured any more: no site file describes it")
    assert len(source.posts()) == 1, "the archive keeps them"
    described = source_states(source.archive, now=now, described={tried})
    assert [it.state for it in described if it.site == tried] == ["broken"]
