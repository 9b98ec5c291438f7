"""Words, modifier, unit and change of the figures of invented sentences, one line a case."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.figures import find_figures
from pipelines.german.dates import find_dates
from pipelines.items import Figure

EXAMPLES = Path(__file__).with_name("examples") / "quantities.txt"
MARK = re.compile(r"⟦(?P<quote>[^|⟧]+) \| (?P<reading>[^⟧]+)⟧")
PUBLISHED = date(2020, 12, 2)


class Example(NamedTuple):
    """One sentence with what is to be found in it: offset, words, and how they are read."""

    text: str
    expected: list[tuple[int, str, str]]


def read_example(line: str) -> Example:
    text, expected, begin = "", [], 0
    for match in MARK.finditer(line):
        text += line[begin : match.start()]
        expected.append((len(text), match["quote"], match["reading"]))
        text += match["quote"]
        begin = match.end()
    return Example(text + line[begin:], expected)


CASES = [
    read_example(line)
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def show(figure: Figure) -> str:
    """How a figure is written in the examples: `~20..25 person up`."""
    value = f"{figure.modifier.removeprefix('=')}{figure.value.normalize():f}"
    if figure.value_to is not None:
        value += f"..{figure.value_to.normalize():f}"
    return " ".join(filter(None, (value, figure.unit, figure.change)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_quantities_of_example(case: Example) -> None:
    dates = find_dates(case.text, reference=PUBLISHED)
    figures = find_figures(case.text, dates=dates, reference=PUBLISHED)
    assert [(figure.start, figure.quote, show(figure)) for figure in figures] == case.expected
