"""Difference: what a reparse would change, found by doing it and undoing it."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

from attrs import frozen

from store.database import Archive
from store.reader import Reader
from store.settle import reparse

_TABLES = ("post_jobcenters", "attachments", "dates", "figures", "problems", "versions")
"""What hangs on a post; its problems are those of its own."""
_NOT_SAID = frozenset({"first_seen", "last_seen", "seen_at", "page_id", "parser"})
"""Columns that say when and by what a post was read, and nothing of what it says."""

_Told = dict[str, object]


@frozen(kw_only=True)
class Difference:
    """A post that a reparse would give, take or change."""

    guid: str
    url: str
    title: str
    change: Literal["new", "changed", "lost"]
    differs: tuple[str, ...] = ()
    """The columns of posts, and the tables beside it, that would say something else."""


class _UndoneError(Exception):
    """Rolls back what was only tried."""


def find_differences(archive: Archive, *, reader: Reader | None = None) -> tuple[Difference, ...]:
    """What a reparse would change, by address; the archive stays as it is."""
    before, after = _read_shop(archive), dict[str, _Told]()
    with suppress(_UndoneError), archive.writing():
        reparse(archive, reader=reader)
        after = _read_shop(archive)
        raise _UndoneError
    found = (_compare(guid, before.get(guid), after.get(guid)) for guid in before | after)
    return tuple(sorted(filter(None, found), key=lambda it: (it.url, it.guid)))


def _compare(guid: str, before: _Told | None, after: _Told | None) -> Difference | None:
    told = after or before or {}
    differs = tuple(key for key in told if (before or {}).get(key) != (after or {}).get(key))
    if not differs:
        return None
    change: Literal["new", "changed", "lost"] = (
        "new" if before is None else "lost" if after is None else "changed"
    )
    return Difference(
        guid=guid,
        url=str(told["url"]),
        title=str(told["title"]),
        change=change,
        differs=differs if change == "changed" else (),
    )


def _read_shop(archive: Archive) -> dict[str, _Told]:
    """By guid what each column of posts says, and which rows each table beside it has."""
    shop: dict[str, _Told] = {
        row["guid"]: {key: value for key, value in dict(row).items() if key not in _NOT_SAID}
        for row in archive.rows("select * from posts")
    }
    for table in _TABLES:
        rows = _read_rows(archive, table)
        for guid, told in shop.items():
            told[table] = rows.get(guid, ())
    return shop


def _read_rows(archive: Archive, table: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in archive.rows(f"select * from {table} where guid is not null"):  # noqa: S608 - a name of our own
        said = [pair for pair in dict(row).items() if pair[0] not in _NOT_SAID]
        found[row["guid"]].append(repr(said))
    return {guid: tuple(sorted(rows)) for guid, rows in found.items()}
