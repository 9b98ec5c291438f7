"""The archive's lock: one run at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.database import ReadOnlyError

PATIENCE = 1.0
"""Seconds that a run waits: `kjc status` holds the lock for a moment, to see whether it is free."""


@contextmanager
def lock(db: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the archive for this process; raises filelock.Timeout where another one has it."""
    # An archive has one lock, by whichever of its names it is called.
    path = db.resolve() if db.is_symlink() else db
    try:
        with FileLock(f"{path}.lock", timeout=patience):
            yield
    except OSError as error:
        if isinstance(error, Timeout):
            raise
        raise ReadOnlyError(
            f"{path}.lock cannot be written ({error.strerror}); name another file with --db"
        ) from error


def is_locked(db: Path) -> bool:
    """Whether a run is under way: one that did not end holds no lock any more."""
    try:
        with lock(db, patience=0):
            return False
    except Timeout:
        return True
    except ReadOnlyError:  # somebody else's archive; whether that one runs cannot be known
        return False
