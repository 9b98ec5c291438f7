"""One release on two portals is one; two reports that only sound alike are two."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from pipelines.appearances import Appearance, find_appearances

EXAMPLES = tomllib.loads(
    (Path(__file__).parent / "examples/appearances.toml").read_text(encoding="utf-8")
)


@frozen(kw_only=True)
class Told:
    """A post as the store hands it over."""

    guid: str
    url: str = "http://127.0.0.1/"
    site: str
    title: str
    text: str
    published: date | None


def make(side: dict[str, Any], guid: str) -> Told:
    text = side["text"].replace("{A}", EXAMPLES["paragraph"].strip())
    for old, new in side.get("replace", []):
        assert old in text + side["title"]
        text = text.replace(old, new)
    day = side["day"]
    return Told(
        guid=guid,
        site=side["site"],
        title=side["title"],
        text=text,
        published=None if day == "none" else day,
    )


def make_pair(pair: dict[str, Any]) -> tuple[Told, Told]:
    right = {**pair["left"], **pair["right"]}
    if "replace" in pair["left"] and "replace" in pair["right"]:
        right["replace"] = pair["left"]["replace"] + pair["right"]["replace"]
    return make(pair["left"], "guid-1"), make(right, "guid-2")


@pytest.mark.parametrize("pair", EXAMPLES["pair"], ids=lambda pair: str(pair["why"]))
def test_pair(pair: dict[str, Any]) -> None:
    left, right = make_pair(pair)
    found = find_appearances([left, right])
    assert {appearance.guid for appearance in found} == (
        {"guid-1", "guid-2"} if pair["same"] else set()
    )
    assert find_appearances([right, left]) == found


def test_first_appearance_stands_for_all() -> None:
    first, later = make_pair(EXAMPLES["pair"][0])
    later = evolve(later, guid="a-guid", published=date(2024, 2, 25), url="http://127.0.0.1/2")
    assert find_appearances([later, first]) == (
        Appearance(
            guid="a-guid",
            same_as="guid-1",
            url="http://127.0.0.1/2",
            site="b",
            published=date(2024, 2, 25),
        ),
        Appearance(
            guid="guid-1",
            same_as="guid-1",
            url="http://127.0.0.1/",
            site="a",
            published=date(2024, 2, 20),
        ),
    )


def months() -> list[Told]:
    """A year of reports from one template, each on two portals, all figures of their own."""
    names = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    text = EXAMPLES["paragraph"].strip()
    posts: list[Told] = []
    for month, name in enumerate(names.split(), start=1):
        words = re.sub(r"\d+", lambda match, m=month: str(int(match[0]) + m), text)  # type: ignore[misc]  # the month is bound
        words = words.replace("März", name)
        posts.extend(
            Told(
                guid=f"{site}-{month:02}",
                site=site,
                title=f"Monatsmeldung {name}",
                text=words if site == "a" else f"Lauterbach. {words}",
                published=date(2024, month, 3),
            )
            for site in ("a", "b")
        )
    return posts


@given(st.permutations(months()))
def test_any_order_gives_the_same_twelve_pairs(posts: list[Told]) -> None:
    found = find_appearances(posts)
    assert [(one.guid, one.same_as) for one in found] == [
        (f"{site}-{month:02}", f"a-{month:02}") for month in range(1, 13) for site in ("a", "b")
    ]


def test_no_two_of_the_announcements_are_one() -> None:
    """The project's own 36 posts: five are monthly reports of one series."""
    path = Path(__file__).parent / "examples/posts.json"
    posts = json.loads(path.read_text(encoding="utf-8"))
    told = [
        Told(
            guid=str(post["id"]),
            site="a",
            title=post["title"],
            text=post["body_text"],
            published=date.fromisoformat(post["published"][:10]),
        )
        for post in posts
    ]
    assert find_appearances(told) == ()
    twins = [evolve(post, guid=f"{post.guid}-b", site="b") for post in told]
    found = find_appearances(told + twins)
    assert {one.guid: one.same_as for one in found} == {
        post.guid: post.guid.removesuffix("-b") for post in told + twins
    }
