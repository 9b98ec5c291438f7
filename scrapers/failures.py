"""How a command ends that could not do its work: one line for people, and the exit code."""

import errno
import sys
from typing import NoReturn

from filelock import Timeout

from feeds.files import PublishError
from pipelines.site import SiteError
from scrapers.configuration import ConfigurationError
from store.corrections import CorrectionError
from store.database import ArchiveError
from store.erase import EraseError

WRONG_USE, BUG, NO_ROOM, BUSY = 2, 70, 74, 75
"""Exit codes, as sysexits(3) has them where it has any."""

_NOT_WRITTEN = {
    errno.ENOSPC: "no room is left on the disk; make room and start again",
    errno.EDQUOT: "the quota is used up; make room and start again",
    errno.EFBIG: "the file may not grow so large; raise the limit (ulimit -f) or name another disk",
    errno.EROFS: "the file system is read-only; name another place",
    errno.EACCES: "writing is not permitted; change the rights or name another place",
    errno.EPERM: "writing is not permitted; change the rights or name another place",
    errno.EIO: "the disk failed; check it and start again",
}


def leave(error: Exception) -> NoReturn:
    """End the process with a line and the exit code, where Scrapy would show a traceback.

    For what is wrong before one of our own commands runs: settings, site files.
    """
    failure = explain_failure(error)
    if failure is None:
        raise error
    says, code = failure
    sys.stderr.write(f"{says}\n")
    raise SystemExit(code) from error


def explain_failure(error: BaseException) -> tuple[str, int] | None:
    """Say what went wrong, where, and what to do, with the exit code; None for a bug.

    >>> explain_failure(SiteError("no source x; known: hlt"))
    ('no source x; known: hlt', 2)
    >>> explain_failure(OSError(errno.ENOSPC, "No space left", "kjc.db.lock"))
    ('kjc.db.lock: no room is left on the disk; make room and start again', 74)
    >>> explain_failure(ZeroDivisionError()) is None
    True
    """
    if isinstance(error, ConfigurationError | SiteError | CorrectionError | EraseError):
        return str(error), WRONG_USE
    if isinstance(error, ArchiveError | PublishError):
        return str(error), error.exit_code
    if isinstance(error, Timeout):  # before OSError, which it is too
        return f"{error.lock_file}: another run holds the lock; wait until it ends", BUSY
    if isinstance(error, OSError) and error.errno in _NOT_WRITTEN:
        return f"{error.filename or 'the output'}: {_NOT_WRITTEN[error.errno]}", NO_ROOM
    return None
