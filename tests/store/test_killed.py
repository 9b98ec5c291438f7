"""Killed at any moment, the archive is whole, and the next run ends as an undisturbed one."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store.database import Archive, open_archive

SCRIPT = Path(__file__).with_name("killed_run.py")
ROOT = Path(__file__).parents[2]
KILLS = 3


def _start(path: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"begins\n"
    child.stdout.close()
    return child


@pytest.fixture
def undisturbed(tmp_path: Path) -> tuple[Path, float]:
    """The archive of a run that nobody killed, and the seconds it took."""
    path = tmp_path / "undisturbed.db"
    child = _start(path)
    began = time.monotonic()
    assert child.wait(timeout=120) == 0
    return path, time.monotonic() - began


def test_killed_and_started_again(
    tmp_path: Path,
    undisturbed: tuple[Path, float],
    dump_shop: Callable[[Archive], dict[str, list[str]]],
) -> None:
    whole, seconds = undisturbed
    path = tmp_path / "killed.db"
    moment = random.Random(7)
    killed = 0
    for _ in range(KILLS):
        child = _start(path)
        try:
            child.wait(timeout=seconds * moment.uniform(0.15, 0.7))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            killed += child.wait() == -signal.SIGKILL
        with open_archive(path) as archive:
            assert archive.value("pragma integrity_check") == "ok"
            assert archive.rows("pragma foreign_key_check") == []
    assert killed > 0
    assert _start(path).wait(timeout=120) == 0
    with open_archive(whole) as one, open_archive(path) as other:
        assert one.value("select count(*) from posts") == 12
        assert dump_shop(other) == dump_shop(one)
