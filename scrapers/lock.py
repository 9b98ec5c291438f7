"""The archive's lock: one run at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.database import ReadOnlyError


@contextmanager
def lock(db: Path) -> Iterator[None]:
    """Hold the archive for this process; raises filelock.Timeout where another one has it."""
    try:
        with FileLock(f"{db}.lock", timeout=0):
            yield
    except OSError as error:
        if isinstance(error, Timeout):
            raise
        raise ReadOnlyError(
            f"{db}.lock cannot be written ({error.strerror}); name another file with --db"
        ) from error


def is_locked(db: Path) -> bool:
    """Whether a run is under way: one that did not end holds no lock any more."""
    try:
        with lock(db):
            return False
    except Timeout:
        return True
    except ReadOnlyError:  # somebody else's archive; whether that one runs cannot be known
        return False
