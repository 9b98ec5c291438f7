"""One run at a time has an archive, and who only looks turns none away."""

from pathlib import Path
from threading import Thread, Timer

import pytest
from filelock import FileLock, Timeout

from scrapers.lock import is_locked, lock


def test_a_look_at_the_lock_turns_no_run_away(tmp_path: Path) -> None:
    look = FileLock(tmp_path / "kjc.db.lock", thread_local=False)
    look.acquire()
    end = Timer(0.2, look.release, kwargs={"force": True})
    end.start()
    with lock(tmp_path / "kjc.db"):
        assert not look.is_locked
    end.join()


def test_an_archive_has_one_lock_by_all_its_names(tmp_path: Path) -> None:
    (tmp_path / "kjc.db").touch()
    (tmp_path / "andere.db").symlink_to("kjc.db")
    refused: list[bool] = []

    def look() -> None:
        refused.append(is_locked(tmp_path / "andere.db"))
        with pytest.raises(Timeout), lock(tmp_path / "andere.db", patience=0):
            pass

    with lock(tmp_path / "kjc.db"):
        other = Thread(target=look)
        other.start()
        other.join()
    assert refused == [True]
