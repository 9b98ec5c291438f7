"""Writing what is published: beside and renamed, so that no reader meets half a file."""

import errno
import os
from pathlib import Path

_SAYS = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "the quota is used up; free some space",
    errno.EROFS: "the file system is read-only; name another folder with --out",
    errno.EACCES: "writing is not permitted; change the folder's rights or name another with --out",
    errno.EPERM: "writing is not permitted; change the folder's rights or name another with --out",
    errno.ENOTDIR: "a file is in the way; name another folder with --out",
    errno.EEXIST: "a file is in the way; name another folder with --out",
    errno.EISDIR: "a folder is in the way; remove it or name another with --out",
}


class PublishError(Exception):
    """The feeds cannot be written; the message says what, where and what to do."""

    exit_code = 74


def write_file(path: Path, content: bytes) -> bool:
    """Write `content` to `path` unless it holds just that; say whether it was written.

    What stood there before stays whole until the new file is safe on the disk. Raises
    PublishError.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if _holds(path, content):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        _discard(beside)
        says = _SAYS.get(error.errno or 0, error.strerror or str(error))
        raise PublishError(f"cannot write {path}: {says}") from error
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last; a folder cannot be opened for that on Windows."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _discard(beside: Path) -> None:
    """Leave no half file behind; what already fails must not fail for another reason."""
    try:
        beside.unlink(missing_ok=True)
    except OSError:
        return
