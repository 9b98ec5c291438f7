"""The shop's announcements, as feeds and pages want them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from attrs import frozen

from pipelines.items import Attachment
from store.database import Archive

BATCH = 500
"""Posts whose belongings are fetched in one question."""


@frozen(kw_only=True)
class StoredPost:
    """One announcement of the shop, in its current version."""

    guid: str
    url: str
    site: str
    title: str
    kicker: str
    teaser: str
    text: str
    content_html: str
    language: str
    published: date | None
    published_at: datetime | None
    """UTC, aware."""
    published_hint: str | None
    first_seen: str
    """UTC, ISO 8601 with Z; the same holds for the next three."""
    last_seen: str
    changed_at: str | None
    """Since when it says what it says; None: since the beginning."""
    gone_at: str | None
    version: int
    scope: str | None
    jobcenters: tuple[str, ...]
    """Slugs, sorted."""
    attachments: tuple[Attachment, ...]
    categories: tuple[str, ...]
    """German names: of its jobcenters, then of the statistics that it reports."""


def find_posts(
    archive: Archive,
    *,
    jobcenter: str | None = None,
    land: str | None = None,
    site: str | None = None,
    limit: int | None = None,
) -> tuple[StoredPost, ...]:
    """The announcements that meet every condition, newest first.

    `land` is a slug (`hessen`) and takes in the posts of its jobcenters and those of its scope.
    The newest is the one with the latest day; one without a day stands by when it was first seen.
    """
    conditions: list[str] = []
    parameters: list[object] = []
    if jobcenter is not None:
        conditions.append("guid in (select guid from post_jobcenters where jobcenter = ?)")
        parameters.append(jobcenter)
    if land is not None:
        conditions.append(
            "(scope = 'land:' || ? or guid in (select guid from post_jobcenters"
            " join jobcenters on slug = jobcenter where land = ?))"
        )
        parameters += [land, land]
    if site is not None:
        conditions.append("site = ?")
        parameters.append(site)
    rows = list(
        archive.rows(
            f"select * from posts where {' and '.join(conditions) or 'true'}"  # noqa: S608 - conditions of our own
            " order by coalesce(published, substr(first_seen, 1, 10)) desc,"
            " coalesce(published_at, first_seen) desc, guid limit ?",
            (*parameters, -1 if limit is None else limit),
        )
    )
    return _complete_all(archive, rows)


def read_posts(archive: Archive, guids: Collection[str]) -> tuple[StoredPost, ...]:
    """The announcements of these names, by guid; a name that the shop lacks is left out."""
    rows = list(
        archive.rows(
            "select * from posts where guid in (select value from json_each(?)) order by guid",
            (json.dumps(sorted(guids)),),
        )
    )
    return _complete_all(archive, rows)


def _complete_all(archive: Archive, rows: Sequence[sqlite3.Row]) -> tuple[StoredPost, ...]:
    return tuple(
        post
        for first in range(0, len(rows), BATCH)
        for post in _complete(archive, rows[first : first + BATCH])
    )


def _complete(archive: Archive, rows: Sequence[sqlite3.Row]) -> list[StoredPost]:
    """Add to each post what other tables say of it."""
    guids = tuple(row["guid"] for row in rows)
    jobcenters = _names(
        archive,
        "select distinct guid, slug, name from post_jobcenters join jobcenters on slug = jobcenter"
        " where guid in (select value from json_each(?)) order by 1, 2",
        guids,
    )
    indicators = _names(
        archive,
        "select distinct guid, code, title from figures join indicators on code = indicator"
        " where guid in (select value from json_each(?)) order by 1, 2",
        guids,
    )
    attachments = _attachments(archive, guids)
    return [
        _read_post(
            row,
            jobcenters=jobcenters[row["guid"]],
            indicators=indicators[row["guid"]],
            attachments=tuple(attachments[row["guid"]]),
        )
        for row in rows
    ]


def _names(archive: Archive, sql: str, guids: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """Code and German name by post, both in the order of the codes."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for guid, code, name in archive.rows(sql, (json.dumps(guids),)):
        found[guid][code] = name
    return found


def _attachments(archive: Archive, guids: Sequence[str]) -> Mapping[str, list[Attachment]]:
    found: dict[str, list[Attachment]] = defaultdict(list)
    for row in archive.rows(
        "select * from attachments where guid in (select value from json_each(?))"
        " order by guid, position",
        (json.dumps(guids),),
    ):
        found[row["guid"]].append(
            Attachment(
                url=row["url"],
                title=row["title"],
                size_stated=row["size_stated"],
                media_type=row["media_type"],
                bytes=row["bytes"],
                sha256=row["sha256"],
                problem=row["problem"],
            )
        )
    return found


def _read_post(
    row: sqlite3.Row,
    *,
    jobcenters: Mapping[str, str],
    indicators: Mapping[str, str],
    attachments: tuple[Attachment, ...],
) -> StoredPost:
    day, moment = row["published"], row["published_at"]
    return StoredPost(
        guid=row["guid"],
        url=row["url"],
        site=row["site"],
        title=row["title"],
        kicker=row["kicker"],
        teaser=row["teaser"],
        text=row["text"],
        content_html=row["content_html"],
        language=row["language"],
        published=date.fromisoformat(day) if day else None,
        published_at=datetime.fromisoformat(moment) if moment else None,
        published_hint=row["published_hint"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        changed_at=row["changed_at"],
        gone_at=row["gone_at"],
        version=row["version"],
        scope=row["scope"],
        jobcenters=tuple(jobcenters),
        attachments=attachments,
        categories=(*jobcenters.values(), *indicators.values()),
    )
