"""The cellar: every response as it came, one body of a kind, never rebuilt.

What came later is told by `pages.id`, never by `fetched_at`: a clock may jump, and what was fetched
while it ran ahead would be the newest for years.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from email.message import Message
from hashlib import sha256

from attrs import evolve
from backports import zstd

from pipelines.items import Page, PageKind
from store.database import Archive

LEVEL = 3
"""Of zstd: 5,000 pages a second; higher levels cost five times that for a tenth of the room."""

NOT_MODIFIED = 304

_OF_BODIES = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that speak of the body that came with them: a 304 renews all others (RFC 9111, 3.2)."""

TRIES = 5
"""How many runs ask for a page that is not there, or that gives no post, before they let it be."""


def keep_page(archive: Archive, page: Page) -> Page:
    """Store one response and return it with its `page_id`.

    A 304 is kept as a row of its own that points to the body it speaks of, and comes back with
    that body, so that whoever reads it needs not know. Its headers are the stored ones, renewed
    by what the 304 said.
    """
    kept = _find_what_it_means(archive, page) if page.status == NOT_MODIFIED else page
    digest = sha256(kept.body).hexdigest()
    media_type, charset = read_content_type(kept.headers.get("content-type", ""))
    with archive.writing() as connection:
        if not archive.value("select 1 from bodies where sha256 = ?", (digest,)):
            connection.execute(
                "insert into bodies (sha256, body, size) values (?, ?, ?)",
                (digest, zstd.compress(kept.body, LEVEL), len(kept.body)),
            )
        row = connection.execute(
            "insert into pages (url, requested_url, site, kind, fetched_at, status, content_type,"
            " charset, etag, last_modified, headers, sha256)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                kept.url,
                kept.requested_url,
                kept.site,
                kept.kind,
                kept.fetched_at,
                kept.status,
                media_type,
                charset,
                kept.headers.get("etag"),
                kept.headers.get("last-modified"),
                json.dumps(dict(kept.headers), ensure_ascii=False, sort_keys=True),
                digest,
            ),
        )
    return evolve(kept, page_id=row.lastrowid)


def last_page(archive: Archive, site: str, requested_url: str) -> Page | None:
    """The newest whole answer (200) to this request; None where there is none.

    Its `etag` and `last-modified` headers make the next request a conditional one.
    """
    page_id = archive.value(
        "select pages.id from pages join bodies using (sha256)"
        " where site = ? and requested_url = ? and status = 200 and size > 0"
        " order by pages.id desc limit 1",
        (site, requested_url),
    )
    return None if page_id is None else load_page(archive, page_id)


def load_page(archive: Archive, page_id: int) -> Page:
    """The page of this id; raises KeyError where there is none."""
    row = archive.row(
        "select pages.*, body from pages join bodies using (sha256) where pages.id = ?", (page_id,)
    )
    if row is None:
        raise KeyError(page_id)
    return _read_page(row)


def has_page(archive: Archive, site: str, requested_url: str) -> bool:
    """Whether this request has an answer that stays: a page, or TRIES times that there is none.

    A server's failure, its plea to come again later, a refusal and a redirect are no answers.
    """
    return bool(
        archive.value(
            "select count(*) filter (where status between 200 and 299) > 0"
            " or count(*) filter (where status in (404, 410)) >= ?"
            " from pages where site = ? and requested_url = ?",
            (TRIES, site, requested_url),
        )
    )


def find_pages(
    archive: Archive, site: str, kinds: Sequence[PageKind], *, status: int = 200
) -> Iterator[Page]:
    """The stored responses of a site, of these kinds, oldest first."""
    ids = archive.rows(
        "select id from pages where site = ? and status = ?"
        " and kind in (select value from json_each(?)) order by fetched_at, id",
        (site, status, json.dumps(kinds)),
    )
    for row in ids:
        yield load_page(archive, row["id"])


def read_content_type(header: str) -> tuple[str | None, str | None]:
    """Media type and charset as a server declares them, both in lower case.

    >>> read_content_type('text/html; charset="ISO-8859-1"')
    ('text/html', 'iso-8859-1')
    >>> read_content_type("")
    (None, None)
    """
    media_type, _, _ = header.partition(";")
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    return (
        media_type.strip().lower() or None,
        charset.strip().lower() or None if isinstance(charset, str) else None,
    )


def _find_what_it_means(archive: Archive, page: Page) -> Page:
    stored = last_page(archive, page.site, page.requested_url)
    if stored is None:
        return page
    renewed = {name: value for name, value in page.headers.items() if name not in _OF_BODIES}
    return evolve(page, url=stored.url, body=stored.body, headers={**stored.headers, **renewed})


def _read_page(row: sqlite3.Row) -> Page:
    return Page(
        url=row["url"],
        requested_url=row["requested_url"],
        site=row["site"],
        kind=row["kind"],
        fetched_at=row["fetched_at"],
        status=row["status"],
        headers=json.loads(row["headers"]),
        body=zstd.decompress(row["body"]),
        page_id=row["id"],
    )
