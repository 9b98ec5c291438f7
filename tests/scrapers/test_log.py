"""What a run writes to stderr, which cron mails."""

import errno
import logging

import pytest

from scrapers.log import start_log
from store.database import DiskFullError

FULL = DiskFullError("kjc.db: no room is left on the disk")


@pytest.mark.parametrize(
    ("error", "quiet", "told"),
    [
        (FULL, True, False),
        (OSError(errno.ENOSPC, "No space left", "kjc.db"), True, False),
        (FULL, False, True),
        (ZeroDivisionError("a bug"), True, True),
        (None, True, True),
    ],
)
def test_a_quiet_run_leaves_to_its_report_what_is_no_bug(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception | None,
    *,
    quiet: bool,
    told: bool,
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    start_log(quiet=quiet)
    logging.getLogger("scrapy.core").error(
        "Error while reading", exc_info=None if error is None else (type(error), error, None)
    )
    assert bool(capsys.readouterr().err) == told
