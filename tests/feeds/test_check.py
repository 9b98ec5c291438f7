"""check_feed finds each flaw that it has a rule for, and no flaw where there is none."""

import re
import tomllib
from pathlib import Path

import feedparser
import pytest

import feeds.check
from feeds.check import check_feed

EXAMPLES = Path(__file__).parent / "examples"
SOUND = (EXAMPLES / "sound.xml").read_text(encoding="utf-8")
CASES = tomllib.loads((EXAMPLES / "broken.toml").read_text(encoding="utf-8"))["case"]
URL = "http://ticker.example/feeds/jobcenter/odenwaldkreis.xml"


def test_a_sound_feed_has_no_findings() -> None:
    assert check_feed(SOUND.encode(), URL) == ()
    assert not feedparser.parse(SOUND.encode()).bozo


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['why']}")
def test_a_flaw_is_found_and_nothing_else(case: dict[str, str]) -> None:
    assert case["old"] in SOUND
    found = check_feed(SOUND.replace(case["old"], case["new"], 1).encode(), URL)
    assert {finding.partition(":")[0] for finding in found} == {case["rule"]}


def test_every_rule_has_a_failing_example() -> None:
    source = Path(feeds.check.__file__).read_text(encoding="utf-8")
    named = re.findall(r"(?:yield|return) \(?f?['\"]([a-z]+): ", source)
    # Of the texts that must stand there, the rule is the element's own name.
    assert 'yield f"{name}: ' in source
    assert {case["rule"] for case in CASES} == {*named, "title", "description"}
