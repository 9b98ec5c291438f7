"""A run that is asked to stop (SIGTERM) ends in order."""

import subprocess
import sys
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer


def test_a_run_that_is_asked_to_stop_says_so_and_the_next_goes_on(
    tmp_path: Path, faulty: "FaultyServer"
) -> None:
    # A host that asks for patience holds the run until the signal has come.
    faulty.give("/presse/", evolve(faulty.replies.slow_down, headers={"Retry-After": "2"}))
    words = [sys.executable, "-m", "kjc", "crawl", "--start", faulty.start_url]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        while not faulty.asked("/presse/"):
            assert process.poll() is None
            sleep(0.05)
        process.terminate()
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "stopped early (shutdown); the next run goes on" in told
