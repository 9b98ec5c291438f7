"""One run at a time has an archive, and who only looks turns none away."""

from pathlib import Path
from threading import Thread, Timer

import pytest
from filelock import FileLock, Timeout

from scrapers import command
from scrapers.command import crawl_and_publish
from scrapers.configuration import Configuration
from scrapers.lock import is_locked, lock
from store import database
from store.database import ArchiveBusyError, open_archive


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


@pytest.mark.parametrize("begin", ["begin immediate", "begin exclusive"])
def test_an_archive_that_another_program_holds_is_told_before_the_first_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    def crawl_sites(*_: object, **__: object) -> None:
        raise AssertionError("it was crawled")

    monkeypatch.setattr(command, "crawl_sites", crawl_sites)
    configuration = Configuration(db=tmp_path / "kjc.db", out=tmp_path / "public")
    with open_archive(configuration.db) as analyst:
        analyst.connection.execute(begin)
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
        with pytest.raises(ArchiveBusyError):
            crawl_and_publish([], configuration, quiet=True)
