"""The archive as a file: made, brought up to date, refused."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import (
    Archive,
    ArchiveBusyError,
    DiskFullError,
    NewerDatabaseError,
    NotAnArchiveError,
    ReadOnlyError,
    open_archive,
)

_NOBODY = 65534


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that may be read only; root, who may write everything, steps down for the test."""
    before = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:  # others may not enter pytest's own
        Path(folder).chmod(0o555)
        if before == 0:
            os.seteuid(_NOBODY)
        yield Path(folder)
        os.seteuid(before)
        Path(folder).chmod(0o700)


def test_opened_twice_it_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "kjc.db"
    with open_archive(path) as archive:
        assert archive.value("select count(*) from jobcenters") == 104
        shape = [tuple(row) for row in archive.rows("select name, sql from sqlite_master")]
    with open_archive(path) as archive:
        assert [tuple(row) for row in archive.rows("select name, sql from sqlite_master")] == shape
        assert archive.value("pragma journal_mode") == "wal"
        assert archive.value("pragma foreign_keys") == 1


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kjc.db"
    with open_archive(path) as archive, archive.writing() as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('kjc', '2031-01-moons', '2031-01-01')"
        )
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError, match=r"kjc\.db.*2031-01-moons.*update"):
        open_archive(path)
    assert path.read_bytes() == before
    assert NewerDatabaseError.exit_code == 2


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table mine (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAnArchiveError, match=r"other\.db.*--db"):
        open_archive(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [1, 2, 15, 16, 99, 3000])
def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, size: int) -> None:
    path = tmp_path / "brief.txt"
    letter = (b"Sehr geehrte Damen und Herren, " * 100)[:size]
    path.write_bytes(letter)
    with pytest.raises(NotAnArchiveError, match=r"brief\.txt.*--db"):
        open_archive(path)
    assert path.read_bytes() == letter


def test_to_open_it_again_drops_no_lock(archive: Archive) -> None:
    """A lock of POSIX goes with the first of a process's handles that is closed."""
    with archive.writing() as connection:
        connection.execute("delete from units")
        open_archive(archive.path).close()
        done = subprocess.run(
            [sys.executable, "-c", _CHECKPOINT, archive.path],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "delete refused\n"


_CHECKPOINT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    connection.execute("pragma journal_mode = delete")  # what the last one to leave may do
except sqlite3.OperationalError:
    print("delete refused")
else:
    print("delete done")
"""


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "kjc.db"
    path.touch()
    with open_archive(path) as archive:
        assert archive.value("select count(*) from jobcenters") == 104


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyError, match=r"nowhere.*folder"):
        open_archive(tmp_path / "nowhere" / "kjc.db")


def test_a_folder_that_may_not_be_written(unprivileged: Path) -> None:
    with pytest.raises(ReadOnlyError):
        open_archive(unprivileged / "kjc.db")
    assert not list(unprivileged.iterdir())


def test_a_file_that_may_not_be_written(archive: Archive) -> None:
    archive.connection.execute("pragma query_only = on")
    with pytest.raises(ReadOnlyError, match="right to write"), archive.writing() as connection:
        connection.execute("delete from posts")


def test_a_full_disk_loses_nothing_that_was_stored(archive: Archive) -> None:
    _insert_bodies(archive, 3)
    archive.connection.execute(f"pragma max_page_count = {archive.value('pragma page_count')}")
    with pytest.raises(DiskFullError, match="make room"), archive.writing() as connection:
        connection.execute("insert into bodies values ('full', zeroblob(1000000), 1)")
    assert archive.value("select count(*) from bodies") == 3
    archive.connection.execute("pragma max_page_count = 1000000")
    _insert_bodies(archive, 1, first=4)
    assert archive.value("select count(*) from bodies") == 4


def test_another_writer_is_named(archive: Archive) -> None:
    with open_archive(archive.path) as other:
        other.connection.execute("pragma busy_timeout = 1")
        with archive.writing(), pytest.raises(ArchiveBusyError), other.writing():
            pass


def test_a_block_that_fails_is_not_stored(archive: Archive) -> None:
    with pytest.raises(sqlite3.IntegrityError), archive.writing():
        _insert_bodies(archive, 2, twice=True)
    assert archive.value("select count(*) from bodies") == 0


def test_a_part_that_fails_fails_alone(archive: Archive) -> None:
    with archive.writing():
        _insert_bodies(archive, 1)
        with pytest.raises(sqlite3.IntegrityError), archive.writing():
            _insert_bodies(archive, 1, first=2, twice=True)
    assert archive.value("select count(*) from bodies") == 1


def test_a_reader_sees_the_state_before_a_write(archive: Archive) -> None:
    with open_archive(archive.path) as reader, archive.writing():
        _insert_bodies(archive, 1)
        assert reader.value("select count(*) from bodies") == 0


def test_a_changed_code_list_comes_with_the_next_start(archive: Archive) -> None:
    with archive.writing() as connection:
        connection.execute("update jobcenters set name = 'alt' where slug = 'fulda'")
        connection.execute("delete from units")
    with open_archive(archive.path) as again:
        assert again.value("select name from jobcenters where slug = 'fulda'") != "alt"
        assert again.value("select title from units where code = 'percent'") == "Prozent"


def _insert_bodies(archive: Archive, count: int, *, first: int = 1, twice: bool = False) -> None:
    """Insert so many bodies; `twice`: the last one fails, since it is there already."""
    numbers = [*range(first, first + count), *([first] if twice else [])]
    with archive.writing() as connection:
        connection.executemany(
            "insert into bodies (sha256, body, size) values (?, x'00', 1)",
            [(str(number),) for number in numbers],
        )
