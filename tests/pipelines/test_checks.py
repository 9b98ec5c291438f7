"""What contradicts itself is told with its words; what holds together is left alone."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.checks import Checks
from pipelines.figures import Figures
from pipelines.german.dates import find_dates
from pipelines.items import Attribution, Post

ROOT = Path(__file__).resolve().parents[2]
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "examples" / "checks.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
PUBLISHED = date(2020, 12, 2)
TITLE = "Jobcenter: Monatsmeldung November 2020"


def read_post(text: str) -> Post:
    """A post of one Jobcenter with its dates, before the stages of figures and checks."""
    return Post(
        url="https://amt.example/1",
        site="amt",
        title=TITLE,
        text=text,
        published=PUBLISHED,
        jobcenters=(
            Attribution(jobcenter="main-kinzig-kreis", evidence="Jobcenter", source="title"),
        ),
        dates=find_dates(text, reference=PUBLISHED, title=TITLE),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:70])
def test_contradictions_are_told(case: dict[str, Any]) -> None:
    post = Checks().process_item(Figures().process_item(read_post(case["text"])))
    assert [problem.code for problem in post.problems] == case["codes"]
    for problem in post.problems:
        words = (problem.quote or "").split(" … ")
        assert all(word in case["text"] for word in words)


def test_the_sources_figures_stay_as_they_are() -> None:
    figured = Figures().process_item(read_post(CASES[0]["text"]))
    checked = Checks().process_item(figured)
    assert checked.figures == figured.figures
    assert checked.text == figured.text


WORDS = sorted({word for case in CASES for word in case["text"].split()})
"""What the cases are made of, to be thrown together anew."""


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_any_text_is_checked_and_quoted(text: str) -> None:
    for problem in Checks().process_item(Figures().process_item(read_post(text))).problems:
        assert problem.says
        assert all(words in text for words in (problem.quote or "").split(" … "))


def test_every_code_is_explained() -> None:
    codes = tomllib.loads((ROOT / "pipelines" / "problems.toml").read_text(encoding="utf-8"))
    assert {code for case in CASES for code in case["codes"]} <= set(codes)


def test_figures_of_several_jobcenters_have_no_bounds() -> None:
    text = "Zusammen zählen die Jobcenter 1,5 Millionen Leistungsberechtigte."
    post = Figures().process_item(read_post(text))
    several = Checks().process_item(
        Post(url=post.url, site=post.site, title="", text=text, figures=post.figures)
    )
    assert several.problems == ()
