"""The dates of invented announcements, rule by rule, and what must hold for any text."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.german.dates import find_dates

EXAMPLES = Path(__file__).with_name("examples") / "dates.toml"
MARK = re.compile(r"⟦(?P<quote>[^=⟧]+)=(?P<value>[^⟧]+)⟧")


class Example(NamedTuple):
    """One invented announcement with what is to be found in it: offset, words, value."""

    rule: str
    published: date
    title: str
    text: str
    expected: list[tuple[int, str, str]]


def read_example(rule: str, line: str) -> Example:
    published, *title, marked = line.split(" | ")
    text, expected, begin = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[begin : match.start()]
        expected.append((len(text), match["quote"], match["value"]))
        text += match["quote"]
        begin = match.end()
    text += marked[begin:]
    return Example(rule, date.fromisoformat(published), "".join(title), text, expected)


RULES: dict[str, list[str]] = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
CASES = [read_example(rule, line) for rule, lines in RULES.items() for line in lines]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.text[:50]}")
def test_example(case: Example) -> None:
    mentions = find_dates(case.text, reference=case.published, title=case.title)
    assert [(m.start, m.quote, m.value) for m in mentions] == case.expected
    if case.rule != "none":
        assert case.rule in {mention.rule for mention in mentions}


def test_each_rule_has_two_examples() -> None:
    source = Path(find_dates.__code__.co_filename).parent
    rules = {
        rule
        for module in source.glob("date_*.py")
        for line in module.read_text(encoding="utf-8").splitlines()
        if re.search(r"\brule\b|_make_range", line)
        for rule in re.findall(
            r'(?<!kind=)(?<!unit=)(?<!kind == )(?<!unit == )(?<!kind != )"(\w+)"', line
        )
    } - {"number"}
    assert {rule for rule in rules if len(RULES.get(rule, ())) < 2} == set()
    assert set(RULES) - rules == {"none"}
