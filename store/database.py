"""The archive: one SQLite file, opened in its newest shape and written in transactions."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from attrs import define
from sqlite_utils import Database

from store.codes import code_lists_differ, write_code_lists
from store.migrations import archive_migrations

BUSY_SECONDS = 30
"""How long a writer waits for another one."""

_SMALLEST_PAGE = 512
"""Bytes: no SQLite file that is not empty has less."""


class ArchiveError(Exception):
    """The archive cannot be used; the message says what, where and what to do.

    `exit_code` is what the front door ends with.
    """

    exit_code = 70


class NewerDatabaseError(ArchiveError):
    """A newer version of this program wrote the file."""

    exit_code = 2


class NotAnArchiveError(ArchiveError):
    """The file is something else, or damaged; it is left as it is."""

    exit_code = 2


class NoArchiveError(ArchiveError):
    """There is no such file, and what is to be done needs one that is filled."""

    exit_code = 2


class ReadOnlyError(ArchiveError):
    """The file or its folder may not be written."""

    exit_code = 74


class DiskFullError(ArchiveError):
    """No room is left; what was stored before is unharmed."""

    exit_code = 74


class ArchiveBusyError(ArchiveError):
    """Another process has been writing for too long."""

    exit_code = 75


@define
class Archive:
    """An open archive; a context manager that closes it."""

    path: Path
    connection: sqlite3.Connection

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows that a question has for an answer.

        A list, since a question left half read would keep its view of the file, and the next
        write with it would fail for good.
        """
        with _explained(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of an answer; None where there is none."""
        return next(iter(self.rows(sql, parameters)), None)

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.row(sql, parameters)
        return None if row is None else row[0]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block is stored, or nothing of it.

        It takes the writer's place at once, so that what it reads first is still true when it
        writes. Within another block it is a part of that one: it fails alone, it is stored with it.
        """
        with _explained(self.path):
            nested = self.connection.in_transaction
            begin, keep, drop = _NESTED if nested else _OUTER
            self.connection.execute(begin)
            try:
                yield self.connection
            except BaseException:
                # A full disk may have ended the transaction already.
                if self.connection.in_transaction:
                    for statement in drop:
                        self.connection.execute(statement)
                raise
            for statement in keep:
                self.connection.execute(statement)

    def close(self) -> None:
        """End the connection; what was stored is stored."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_OUTER = ("begin immediate", ("commit",), ("rollback",))
_NESTED = ("savepoint part", ("release part",), ("rollback to part", "release part"))


def open_archive(path: Path) -> Archive:
    """Open the archive at `path`, making it where there is none and bringing it up to date.

    Raises a subclass of ArchiveError: for a file of a newer version, for one that is no archive,
    for a folder that may not be written, for a full disk.
    """
    with _explained(path):
        _refuse_other_files(path)
        # Transactions are begun by `writing` alone, never by the driver.
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            archive = Archive(path=path, connection=connection)
            _refuse_strangers(archive)
            for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on"):
                connection.execute(f"pragma {pragma}")
            _bring_up_to_date(archive)
        except BaseException:
            connection.close()
            raise
    connection.row_factory = sqlite3.Row
    return archive


def _refuse_other_files(path: Path) -> None:
    """Refuse what is smaller than any page: SQLite takes a byte for an empty file, and fills it.

    It is not opened to be looked at: closing it would drop the locks of this process's other
    connections to it.
    """
    if path.is_file() and 0 < path.stat().st_size < _SMALLEST_PAGE:
        raise NotAnArchiveError(f"{path}: no SQLite file; name another file with --db")


def _refuse_strangers(archive: Archive) -> None:
    """Look at what the file is before anything in it is touched."""
    tables = {name for (name,) in archive.rows("select name from sqlite_master where type='table'")}
    if tables and "_sqlite_migrations" not in tables:
        raise NotAnArchiveError(
            f"{archive.path}: an SQLite file of another program; name another file with --db"
        )
    if not tables:
        return
    ours = {
        name
        for (name,) in archive.rows(
            "select name from _sqlite_migrations where migration_set = ?",
            (archive_migrations.name,),
        )
    }
    known = {migration.name for migration in archive_migrations.pending(Database(memory=True))}
    if ours - known:
        steps = ", ".join(sorted(ours - known))
        raise NewerDatabaseError(
            f"{archive.path}: written by a newer version (it has {steps});"
            " update jobcenter-ticker, or name another file with --db"
        )


def _bring_up_to_date(archive: Archive) -> None:
    database = Database(archive.connection, recursive_triggers=False)
    if archive_migrations.pending(database):
        with archive.writing():
            archive_migrations.apply(database)
    if code_lists_differ(archive.connection):
        with archive.writing() as connection:
            write_code_lists(connection)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what SQLite's errors mean for the user; others pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary not in _MEANINGS:
            raise
        kind, says = _MEANINGS[primary]
        raise kind(f"{path}: {says} ({error})") from error


_MEANINGS: dict[int, tuple[type[ArchiveError], str]] = {
    sqlite3.SQLITE_READONLY: (
        ReadOnlyError,
        "the archive may not be written; give this user the right to write the file and its folder",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        ReadOnlyError,
        "the archive cannot be opened or made; is its folder there, and may this user write it?",
    ),
    sqlite3.SQLITE_PERM: (ReadOnlyError, "the archive may not be opened by this user"),
    sqlite3.SQLITE_FULL: (
        DiskFullError,
        "no room is left on the disk; make room and start again, nothing stored is lost",
    ),
    sqlite3.SQLITE_IOERR: (
        DiskFullError,
        "the disk failed or is full; check it and start again, nothing stored is lost",
    ),
    sqlite3.SQLITE_NOTADB: (NotAnArchiveError, "no SQLite file; name another file with --db"),
    sqlite3.SQLITE_CORRUPT: (
        NotAnArchiveError,
        "the file is damaged; put a copy of it in its place, and keep this one",
    ),
    sqlite3.SQLITE_BUSY: (
        ArchiveBusyError,
        "another program has been writing to it for too long; end that one or wait",
    ),
}
