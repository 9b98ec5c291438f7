"""Repeats: which posts of the archive are one release, as the shop's table `appearances`."""

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Mapping
from datetime import date

from attrs import frozen

from pipelines.appearances import find_appearances, read_sketch
from store.database import Archive
from store.saving import APPEARANCES


@frozen(kw_only=True)
class Release:
    """What `find_appearances` needs of a post."""

    guid: str
    url: str
    site: str
    title: str
    text: str
    published: date | None


def renew_appearances(archive: Archive, parser: str) -> None:
    """Compute the table anew from all posts, unless nothing was saved since the last time.

    The answer is that of comparing every post with every other; only those are read that share a
    part of their sketches with another one.
    """
    with archive.writing() as connection:
        if archive.value("select parser from memos where key = ?", (APPEARANCES,)) == parser:
            return
        _add_sketches(archive, connection)
        found = find_appearances(_read_releases(archive, _find_alike(_read_sketches(archive))))
        connection.execute("delete from appearances")
        connection.executemany(
            "insert into appearances (guid, same_as, url, site, published) values (?, ?, ?, ?, ?)",
            [
                (a.guid, a.same_as, a.url, a.site, a.published.isoformat() if a.published else None)
                for a in found
            ],
        )
        connection.execute(
            "insert or replace into memos (key, parser, value) values (?, ?, ?)",
            (APPEARANCES, parser, b""),
        )


def _add_sketches(archive: Archive, connection: sqlite3.Connection) -> None:
    """Sketch the posts that were saved since the last time: saving one drops its sketch."""
    missing = archive.rows(
        "select guid from posts where guid not in (select guid from sketches) order by guid"
    )
    connection.executemany(
        "insert into sketches (guid, sketch) values (?, ?)",
        [
            (release.guid, array("Q", read_sketch(release)).tobytes())
            for release in _read_releases(archive, [row["guid"] for row in missing])
        ],
    )


def _read_sketches(archive: Archive) -> dict[str, frozenset[int]]:
    sketches = {}
    for guid, sketch in archive.rows("select guid, sketch from sketches"):
        numbers = array("Q")
        numbers.frombytes(sketch)
        sketches[guid] = frozenset(numbers)
    return sketches


def _find_alike(sketches: Mapping[str, frozenset[int]]) -> list[str]:
    """The guids of posts that share a number with another one."""
    shared = Counter(number for sketch in sketches.values() for number in sketch)
    return [g for g, sketch in sketches.items() if any(shared[number] > 1 for number in sketch)]


def _read_releases(archive: Archive, guids: list[str]) -> list[Release]:
    return [
        Release(
            guid=row["guid"],
            url=row["url"],
            site=row["site"],
            title=row["title"],
            text=row["text"],
            published=date.fromisoformat(row["published"]) if row["published"] else None,
        )
        for row in archive.rows(
            "select guid, url, site, title, text, published from posts"
            " where guid in (select value from json_each(?)) order by guid",
            (json.dumps(guids),),
        )
    ]
