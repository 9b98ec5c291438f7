"""Repeats: which posts of the archive are one release, as the shop's table `appearances`."""

import sqlite3
from datetime import date

from attrs import frozen

from pipelines.appearances import find_appearances
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
    """Compute the table anew from all posts, unless nothing was saved since the last time."""
    with archive.writing() as connection:
        if archive.value("select parser from memos where key = ?", (APPEARANCES,)) != parser:
            _renew(archive, connection, parser)


def _renew(archive: Archive, connection: sqlite3.Connection, parser: str) -> None:
    found = find_appearances(
        Release(
            guid=row["guid"],
            url=row["url"],
            site=row["site"],
            title=row["title"],
            text=row["text"],
            published=date.fromisoformat(row["published"]) if row["published"] else None,
        )
        for row in archive.rows(
            "select guid, url, site, title, text, published from posts order by guid"
        )
    )
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
