"""The scores over the project's own annotated announcements never fall unnoticed."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SLACK = 0.0005
"""The floor is written with three digits."""


def load_floor() -> ModuleType:
    path = Path(__file__).with_name("floor.py")
    spec = importlib.util.spec_from_file_location("floor", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


floor = load_floor()


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    return dict(floor.read_floor())


def test_corpus_is_the_one_that_was_scored(committed: dict[str, Any]) -> None:
    assert floor.hash_corpus() == committed["corpus_sha256"]


def test_no_score_falls_under_its_floor(committed: dict[str, Any]) -> None:
    rows = floor.score_rows()
    assert rows.keys() == committed["floor"].keys()
    fallen = {
        row: (round(value, 4), committed["floor"][row])
        for row, value in rows.items()
        if value < committed["floor"][row] - SLACK
    }
    assert fallen == {}


def test_scorer_uses_each_mention_once() -> None:
    one = {"start": 0, "end": 4, "value": "2020"}
    total = floor.score([([one], [one, one])], floor.same_span_and_value)
    assert tuple(total) == (1, 1, 2)
    assert total.f1 == pytest.approx(2 / 3)
