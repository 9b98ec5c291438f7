"""The house stands as it is drawn: its names are its own, its commands are short."""

import ast
import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("scrapers", "pipelines", "store", "feeds", "kjc")


@pytest.mark.parametrize("name", ROOMS)
def test_no_other_distribution_provides_a_room_s_name(name: str) -> None:
    assert set(packages_distributions()[name]) == {"jobcenter-ticker"}


def test_each_command_is_short_and_calls_one_function() -> None:
    tree = ast.parse((ROOT / "kjc.py").read_text("utf-8"))
    commands = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any("main.command" in ast.unparse(mark) for mark in node.decorator_list)
    ]
    assert len(commands) >= 8
    for command in commands:
        last = command.end_lineno or 0
        assert last - command.lineno < 30, command.name


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_with_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    pinned = re.findall(r"^[\w.\[\]-]+==\S+", text, re.MULTILINE)
    assert len(pinned) > 60
    for block in re.split(r"\n(?=\w)", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
