"""A post as read becomes the shop's rows, in one transaction."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal
from uuid import UUID

from attrs import evolve, frozen

from pipelines.items import Post, Problem
from pipelines.site import Site
from store.database import Archive
from store.files import measure_attachment
from store.identity import fold_words, guess_guid, guid_for
from store.rows import (
    Row,
    attachment_rows,
    date_rows,
    figure_rows,
    jobcenter_rows,
    storable,
    write_day,
    write_time,
)
from store.stems import fold_german

Outcome = Literal["new", "changed", "same"]

UNSETTLED = ""
"""The address of a post that was saved by a run that has not settled yet."""

APPEARANCES = "appearances"
"""The memo that says that the table of this name is up to date."""


@frozen(kw_only=True)
class Saved:
    """What became of a post."""

    guid: str
    outcome: Outcome


@frozen(kw_only=True)
class Telling:
    """What a post said at one time: a row of `versions`."""

    title: str
    text: str
    seen_at: str
    """UTC, ISO 8601: when the server sent it first."""
    page_id: int | None

    def says(self) -> tuple[str, str]:
        """What two versions differ in; spaces, hyphens and marks are only the page's dress."""
        return fold_words(self.title), fold_words(self.text)


@frozen(kw_only=True)
class Sighting:
    """When and where a post was seen, as its source's stored pages show it."""

    last_seen: str
    """UTC, ISO 8601."""
    address: str
    """The page that it is read from, in canonical form."""
    asked: tuple[str, ...] = ()
    """The addresses that led to that page, in canonical form."""
    single: bool = True
    """It is the only post of that page, which then is its own address."""
    history: tuple[Telling, ...] = ()
    """What it said before, oldest first."""
    gone_at: str | None = None
    """Since when its source has it no more; UTC, ISO 8601."""
    parser: str = ""
    """The version of what read it."""


def save_post(
    archive: Archive, post: Post, *, site: Site, seen_at: str, sighting: Sighting | None = None
) -> Saved:
    """Store a post in place of what the shop says of it, in one transaction.

    `seen_at` is when the server sent what was read (UTC, ISO 8601). Without a `sighting` (a run
    that is under way) the row is what can be known before all pages are there; the run ends by
    settling, which reads the page again and gives the post its identity and history.
    """
    now = Telling(title=post.title, text=post.text, seen_at=seen_at, page_id=post.page_id)
    with archive.writing() as connection:
        if sighting is None:
            guid = guess_guid(archive, post, site)
            sighting = _see_on_the_way(archive, connection, guid, post, seen_at)
        else:
            known = (sighting.address, *sighting.asked) if sighting.single else ()
            guid = guid_for(archive, post, site, known=known)
        versions = fold_versions((*sighting.history, now))
        before = archive.row(
            "select site, version, seen_at from posts join versions using (guid, version)"
            " where guid = ?",
            (guid,),
        )
        if before is not None and _is_told_better(before, site, versions[-1]):
            return Saved(guid=guid, outcome="same")
        delete_post(connection, guid)
        _insert_post(connection, guid, post, versions, sighting)
        _insert_found(archive, connection, guid, post)
    if before is None:
        return Saved(guid=guid, outcome="new")
    return Saved(guid=guid, outcome="changed" if len(versions) > before["version"] else "same")


def _is_told_better(before: sqlite3.Row, site: Site, now: Telling) -> bool:
    """Whether another source's words of a post stay: two site files describe one host.

    The newest words win, since either may be a source that is not crawled any more; of the same
    moment those of the first source by slug.
    """
    if before["site"] == site.slug:
        return False
    return (before["seen_at"], site.slug) > (now.seen_at, str(before["site"]))


def fold_versions(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """One version for what says the same in a row: since the first, in the words of the last."""
    return tuple(
        evolve(same[0], title=same[-1].title, text=same[-1].text)
        for same in (list(group) for _, group in groupby(tellings, key=Telling.says))
    )


def delete_post(connection: sqlite3.Connection, guid: str) -> None:
    """Take a post and all that hangs on it out of the shop; its identity stays."""
    connection.execute("delete from posts where guid = ?", (guid,))
    connection.execute("delete from posts_fts where rowid = ?", (_search_row(guid),))
    connection.execute("delete from memos where key = ?", (APPEARANCES,))


def insert_problems(
    connection: sqlite3.Connection,
    problems: Iterable[Problem],
    *,
    site: str,
    guid: str | None = None,
    page_id: int | None = None,
) -> None:
    """Store what was doubtful, each once; a code that no list names is taken into the list."""
    rows = list(dict.fromkeys((p.url, p.code, p.quote, p.says) for p in problems))
    _take_in(connection, "problem_codes", (code for _, code, _, _ in rows))
    connection.executemany(
        "insert into problems (guid, page_id, site, url, code, quote, says)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [storable((guid, page_id, site, *row)) for row in rows],
    )


def _see_on_the_way(
    archive: Archive, connection: sqlite3.Connection, guid: str, post: Post, seen_at: str
) -> Sighting:
    """What a run that meets a post can know of it.

    Its history is the shop's, without what was read from the very body that is read now. The page
    counts as unread from here on, so that settling reads it.
    """
    before = archive.row("select address, last_seen from posts where guid = ?", (guid,))
    if before is not None:
        connection.execute(
            "delete from readings where site = ? and address = ?", (post.site, before["address"])
        )
    history = archive.rows(
        "select title, text, seen_at, versions.page_id"
        " from versions left join pages on pages.id = versions.page_id"
        " where guid = ? and sha256 is not (select sha256 from pages where id = ?)"
        " order by version",
        (guid, post.page_id),
    )
    return Sighting(
        address=UNSETTLED,
        last_seen=max(seen_at, before["last_seen"] if before else ""),
        history=tuple(Telling(**row) for row in history),
    )


def _insert_post(
    connection: sqlite3.Connection,
    guid: str,
    post: Post,
    versions: Sequence[Telling],
    sighting: Sighting,
) -> None:
    _insert(connection, "posts", [_post_row(guid, post, versions, sighting)])
    _insert(
        connection,
        "versions",
        [(guid, n, v.seen_at, v.title, v.text, v.page_id) for n, v in enumerate(versions, 1)],
    )
    _insert(
        connection,
        "posts_fts (rowid, guid, title, teaser, text)",
        [(_search_row(guid), guid, *map(fold_german, (post.title, post.teaser, post.text)))],
    )


def _post_row(guid: str, post: Post, versions: Sequence[Telling], sighting: Sighting) -> Row:
    precision = "time" if post.published_at else "day" if post.published else None
    row = {
        "guid": guid,
        "url": post.url,
        "site": post.site,
        "title": post.title,
        "kicker": post.kicker,
        "teaser": post.teaser,
        "text": post.text,
        "content_html": post.content_html,
        "published": write_day(post.published),
        "published_at": write_time(post.published_at),
        "published_precision": precision,
        "published_from": post.published_from,
        "published_hint": post.published_hint,
        "language": post.language,
        "scope": post.scope,
        "confidence": post.confidence,
        "first_seen": versions[0].seen_at,
        "last_seen": sighting.last_seen,
        "changed_at": versions[-1].seen_at if len(versions) > 1 else None,
        "gone_at": sighting.gone_at,
        "version": len(versions),
        "parser": sighting.parser,
        "address": sighting.address,
        "page_id": post.page_id,
    }
    return tuple(row.values())


def _insert_found(archive: Archive, connection: sqlite3.Connection, guid: str, post: Post) -> None:
    files = [measure_attachment(archive, post.site, file) for file in post.attachments]
    _take_in(connection, "units", (figure.unit for figure in post.figures))
    _take_in(connection, "indicators", (f.indicator for f in post.figures if f.indicator))
    _insert(connection, "post_jobcenters", jobcenter_rows(guid, post.jobcenters))
    _insert(connection, "attachments", attachment_rows(guid, files))
    _insert(connection, "dates", date_rows(guid, post))
    _insert(connection, "figures", figure_rows(guid, post.figures, post.dates))
    insert_problems(connection, post.problems, site=post.site, guid=guid, page_id=post.page_id)


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(
            f"insert into {table} values ({marks})",  # noqa: S608 - a name of our own
            map(storable, rows),
        )


def _take_in(connection: sqlite3.Connection, table: str, codes: Iterable[str]) -> None:
    """Let a code list know a code that its file lacks: a post must not be lost for it."""
    connection.executemany(
        f"insert into {table} (code, title) values (?, ?) on conflict do nothing",  # noqa: S608 - a name of our own
        [(code, code) for code in sorted(set(codes))],
    )


def _search_row(guid: str) -> int:
    """The row of the search index: from the guid, so that it is the same after a reparse."""
    return UUID(guid).int >> 65
