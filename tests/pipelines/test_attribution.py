"""Whom a post is about: every one of the 104 in every form, and every trap of the notes."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pipelines.attribution import Attribute, attribute
from pipelines.items import Attribution, Post
from pipelines.jobcenter_names import find_names
from pipelines.jobcenters import Jobcenter, load_jobcenters

EXAMPLES = Path(__file__).parent / "examples"
CASES = tomllib.loads((EXAMPLES / "attribution.toml").read_text(encoding="utf-8"))["post"]
ALL = load_jobcenters()
POST = Post(url="http://127.0.0.1/meldung", site="test", title="Neue Sprechzeiten")


def slugs(post: Post) -> set[str]:
    return {found.jobcenter for found in attribute(post).jobcenters}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["title"])[:40])
def test_example(case: dict[str, Any]) -> None:
    given_keys = {key: case[key] for key in case if key not in {"jobcenters", "scope"}}
    post = attribute(evolve(POST, **given_keys))
    assert {found.jobcenter for found in post.jobcenters} == set(case["jobcenters"]), post.evidence
    assert post.scope == (case.get("scope", "jobcenter") or None)


def genitive(jobcenter: Jobcenter) -> str:
    first, _, rest = jobcenter.name.partition(" ")
    if first in {"Stadt", "Landeshauptstadt"}:
        return f"der {jobcenter.name}"
    return f"des {first}es {rest}".strip()


def forms(jobcenter: Jobcenter) -> list[tuple[str, Post]]:
    """The ways a release names its jobcenter."""
    name, of_it = jobcenter.name, genitive(jobcenter)
    swapped = name.replace("Landkreis ", "Kreis ") if "Landkreis " in name else name
    soft = "\xad".join(name[i : i + 4] for i in range(0, len(name), 4))
    ascii_name = name.replace("ß", "ss")
    titles = [
        f"{name}: Neue Sprechzeiten",
        f"{name.upper()}: Neue Sprechzeiten",
        f"{swapped}: Neue Sprechzeiten",
        f"{soft}: Neue Sprechzeiten",
        f"{ascii_name}: Neue Sprechzeiten",
        f"{name} – Neue Sprechzeiten",
        f"Jobcenter {of_it}: Neue Sprechzeiten",
        f"Neue Sprechzeiten im Job-Center {of_it}",
        f"Mehr Menschen in Arbeit im {swapped}",
    ]
    texts = [
        f"Das Kommunale Jobcenter {of_it} hat neue Sprechzeiten. Sie gelten ab Mai.",
        f"{name.upper()}. - Ab Mai gelten neue Sprechzeiten. Das Haus öffnet früher.",
        f"{name} – Ab Mai gelten neue Sprechzeiten. Das Haus öffnet früher.",
        f"Ab Mai gelten in den Häusern {of_it} neue Zeiten. Man öffnet früher.",
    ]
    made = [(title, evolve(POST, title=title)) for title in titles]
    made += [(text, evolve(POST, text=text)) for text in texts]
    made += [(f"kicker {name}", evolve(POST, kicker=f"Jobcenter {of_it}"))]
    made += [(f"teaser {name}", evolve(POST, teaser=f"Das Jobcenter {of_it} öffnet früher."))]
    made += [("site", evolve(POST, site_jobcenter=jobcenter.slug))]
    made += [("website", evolve(POST, url=jobcenter.website))]
    return made


@pytest.mark.parametrize("jobcenter", ALL, ids=lambda jobcenter: str(jobcenter.slug))
def test_every_form_of_each_of_the_104(jobcenter: Jobcenter) -> None:
    wrong = {
        words: slugs(post) for words, post in forms(jobcenter) if slugs(post) != {jobcenter.slug}
    }
    assert not wrong


@pytest.mark.parametrize("jobcenter", ALL, ids=lambda jobcenter: str(jobcenter.slug))
def test_every_alias_names_its_row_and_no_other(jobcenter: Jobcenter) -> None:
    """Beside its place a shared alias is its row's too."""
    for alias in jobcenter.aliases:
        text = f"Ab Mai hat {alias} ({jobcenter.name}) neue Zeiten."
        found = slugs(evolve(POST, text=text))
        assert found == {jobcenter.slug}, (alias, found)


def test_evidence_is_verbatim() -> None:
    title = "Neue Zeiten beim Jobcenter des Main-Kinzig-Kreises"
    (found,) = attribute(evolve(POST, title=title)).jobcenters
    assert found.source == "title"
    assert found.start is not None
    assert title[found.start : found.start + len(found.evidence)] == found.evidence
    assert found.evidence == "Jobcenter des Main-Kinzig-Kreises"


def test_losing_candidates_are_told() -> None:
    post = attribute(
        evolve(POST, title="MKK: Bilanz", text="Die Zahlen. Der Main-Kinzig-Kreis. Im Kreis Kusel.")
    )
    told = {evidence.value: evidence.taken for evidence in post.evidence}
    assert told == {"main-kinzig-kreis": True, "kusel": False}


def test_correction_stands() -> None:
    kept = (Attribution(jobcenter="jena", evidence="", source="correction"),)
    post = attribute(evolve(POST, title="MKK: Bilanz", jobcenters=kept))
    assert post.jobcenters == kept
    assert post.scope == "jobcenter"


def test_twice_is_once() -> None:
    once = attribute(evolve(POST, title="Landkreis Fulda: Bilanz"))
    assert attribute(once) == once
    assert attribute(once).evidence == once.evidence
    assert Attribute().process_item(once) == once


@given(st.text(max_size=300))
def test_any_text_gives_quotes_where_they_stand(text: str) -> None:
    for mention in find_names(text + " Jobcenter Fulda " + text):
        whole = text + " Jobcenter Fulda " + text
        assert whole[mention.start : mention.end] == mention.quote


def test_the_36_announcements() -> None:
    posts = json.loads((EXAMPLES / "posts.json").read_text(encoding="utf-8"))
    wrong = {}
    for data in posts:
        post = evolve(POST, title=data["title"], teaser=data["teaser"], text=data["body_text"])
        if slugs(post) != set(data["jobcenters"]):
            wrong[data["title"]] = slugs(post)
    assert not wrong


def test_long_gaps_part_names_at_once() -> None:
    gap = " " * 200_000
    names = find_names(f"Landkreise Fulda,{gap}!{gap}Leer und Jobcenter{gap}Wiesbaden")
    assert [(one.slugs, one.strength) for one in names] == [
        (("fulda",), "area"),
        (("leer",), "weak"),
        (("wiesbaden",), "place"),
    ]
    assert slugs(evolve(POST, title=f"{gap}MKK{gap}", text=f"{gap}.{gap}")) == {"main-kinzig-kreis"}


PAIRS = st.tuples(st.sampled_from(ALL), st.sampled_from(ALL)).filter(
    lambda pair: pair[0] != pair[1]
)


@given(PAIRS)
def test_a_neighbour_mentioned_in_the_body_is_not_meant(pair: tuple[Jobcenter, Jobcenter]) -> None:
    mine, other = pair
    text = (
        f"Das Jobcenter {genitive(mine)} hat neue Sprechzeiten. Sie gelten ab Mai. "
        f"Ein Vorbild war ein Versuch im Gebiet {genitive(other)}. Er begann vor einem Jahr."
    )
    assert slugs(evolve(POST, text=text)) == {mine.slug}
    assert slugs(evolve(POST, title=f"{mine.name}: Besuch aus {other.name}")) == {mine.slug}


@given(PAIRS)
def test_two_that_act_together_are_both_meant(pair: tuple[Jobcenter, Jobcenter]) -> None:
    left, right = pair
    both = {left.slug, right.slug}
    assert slugs(evolve(POST, title=f"{left.name} und {right.name}: Gemeinsame Messe")) == both
    assert slugs(evolve(POST, title=f"{left.name} und {right.name} planen Messe")) == both
    text = (
        f"Die Jobcenter {genitive(left)} und {genitive(right)} planen eine Messe. "
        "Sie beginnt im Mai. Der Eintritt ist frei."
    )
    assert slugs(evolve(POST, text=text)) == both
