"""For which time figures hold: examples as data, one line a case."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.figures import find_figures
from pipelines.german.dates import find_dates

EXAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "examples" / "periods.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:60])
def test_periods_of_example(example: dict[str, Any]) -> None:
    reference = date.fromisoformat(example["published"])
    text, title = example["text"], example["title"]
    found = find_figures(
        text,
        dates=find_dates(text, reference=reference, title=title),
        reference=reference,
        title=title,
    )
    periods = [[figure.quote, figure.period] for figure in found]
    assert [pair for pair in periods if pair in example["periods"]] == example["periods"], periods
