"""What the feeds need to know: every post in brief, and what each feed has told already."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from attrs import frozen

from store.database import Archive


@frozen(kw_only=True)
class Notice:
    """A post in brief: enough to say which feeds it belongs to, and whether it is news there."""

    guid: str
    url: str
    site: str
    title: str
    published: date | None
    published_at: datetime | None
    """UTC, aware."""
    published_hint: str | None
    """`2019-05` or `2019`."""
    first_seen: datetime
    """UTC, aware."""
    found_first: bool
    """It was there when its source was first read: nobody knows since when."""
    gone: bool
    """Its source no longer has it."""
    scope: str | None
    jobcenters: frozenset[str]
    """Slugs."""
    same_as: str
    """The guid that stands for this release on all portals; its own where it is alone."""


def find_notices(archive: Archive) -> tuple[Notice, ...]:
    """All posts in brief, by guid."""
    jobcenters: dict[str, set[str]] = {}
    for guid, jobcenter in archive.rows("select distinct guid, jobcenter from post_jobcenters"):
        jobcenters.setdefault(guid, set()).add(jobcenter)
    originals = dict(_read_pairs(archive, "select guid, min(same_as) from appearances group by 1"))
    # A run that found no list has read nothing: what its source has comes with the first one that
    # does, and until then all of it counts as found first.
    first_runs = dict(
        _read_pairs(
            archive,
            "select site, coalesce(min(finished_at) filter (where outcome is not 'broken'), '9999')"
            " from crawls where finished_at is not null group by site",
        )
    )
    return tuple(
        Notice(
            guid=row["guid"],
            url=row["url"],
            site=row["site"],
            title=row["title"],
            published=date.fromisoformat(row["published"]) if row["published"] else None,
            published_at=_read_time(row["published_at"]),
            published_hint=row["published_hint"],
            first_seen=datetime.fromisoformat(row["first_seen"]),
            found_first=row["first_seen"] <= first_runs.get(row["site"], ""),
            gone=row["gone_at"] is not None,
            scope=row["scope"],
            jobcenters=frozenset(jobcenters.get(row["guid"], ())),
            same_as=originals.get(row["guid"], row["guid"]),
        )
        for row in archive.rows(
            "select guid, url, site, title, published, published_at, published_hint, first_seen,"
            " gone_at, scope from posts order by guid"
        )
    )


def find_last_run(archive: Archive) -> datetime | None:
    """When the last run over any source began, UTC; None before the first.

    The time of the archive itself, so that it gives the same feeds whenever they are built.
    """
    return _read_time(archive.value("select started_at from crawls order by id desc limit 1"))


def find_told(archive: Archive) -> Mapping[str, frozenset[str]]:
    """The guids that each feed has told, by its path; a feed that was never built is missing."""
    told: dict[str, set[str]] = {
        path: set() for (path,) in archive.rows("select path from feeds order by path")
    }
    for path, guid in _read_pairs(archive, "select feed, guid from told"):
        told[path].add(guid)
    return {path: frozenset(guids) for path, guids in told.items()}


def record_told(archive: Archive, built: Mapping[str, Iterable[str]], *, now: str) -> None:
    """Remember, for good, that each feed of `built` tells the guids it has there.

    `now` is UTC, ISO 8601. What is known already is not written again.
    """
    told = find_told(archive)
    feeds = [(path, now) for path in built if path not in told]
    news = [
        (path, guid, now)
        for path, guids in built.items()
        for guid in sorted(set(guids) - told.get(path, frozenset()))
    ]
    if not feeds and not news:
        return
    with archive.writing() as connection:
        connection.executemany("insert into feeds (path, first_built_at) values (?, ?)", feeds)
        connection.executemany("insert into told (feed, guid, told_at) values (?, ?, ?)", news)


def _read_pairs(archive: Archive, sql: str) -> Iterable[tuple[str, str]]:
    return ((first, second) for first, second in archive.rows(sql))


def _read_time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
