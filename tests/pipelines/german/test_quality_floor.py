"""The scores over the project's own annotated announcements never fall unnoticed."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


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


def test_corpora_are_those_that_were_scored(committed: dict[str, Any]) -> None:
    assert floor.hash_corpora() == committed["sha256"]


@pytest.mark.parametrize("name", floor.CORPORA)
def test_no_score_falls_under_its_floor(committed: dict[str, Any], name: str) -> None:
    rows = floor.score_rows(floor.read_corpus(name))
    assert rows.keys() == committed["floor"][name].keys()
    assert floor.list_fallen({name: rows}, committed["floor"]) == []


def test_a_score_below_its_floor_has_fallen() -> None:
    assert floor.list_fallen({"a": {"x": 0.9, "y": 0.5}}, {"a": {"x": 0.901, "y": 0.5}}) == [
        ("a", "x")
    ]


def test_scorer_uses_each_mention_once() -> None:
    one = {"start": 0, "end": 4, "value": "2020"}
    total = floor.score([([one], [one, one])], floor.same_span_and_value)
    assert tuple(total) == (1, 1, 2)
    assert total.f1 == pytest.approx(2 / 3)
