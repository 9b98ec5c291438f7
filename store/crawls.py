"""Crawls: what each run did, and what it left to do."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from attrs import frozen

from pipelines.addresses import same_host
from pipelines.copies import find_copy_sign
from pipelines.items import Lead, Problem
from pipelines.site import Site, load_site
from store.database import Archive
from store.files import renew_attachments
from store.gone import read_answers
from store.leads import Entry, find_entries
from store.memos import describe_site
from store.pages import TRIES, has_page
from store.reader import own_reader
from store.refused import TOO_LARGE, find_refused
from store.saving import insert_problems

Outcome = Literal["ok", "degraded", "broken"]

_TAKEN_BACK: Final = frozenset({"wrong_page", "led_to_list", "not_found"})
"""What the address of a post that was taken back may show instead."""


@frozen(kw_only=True)
class CrawlResult:
    """How a run went; a row of `crawls`, but for what the shop itself shows."""

    finished_at: str
    """UTC, ISO 8601."""
    outcome: Outcome
    reason: str = ""
    """Why it is not ok, in a sentence."""
    walked: bool = True
    """The listings were read as far as they had to be: no kill, no error cut the walk short."""
    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    leads: int = 0
    posts_gone: int = 0
    errors: int = 0
    problems: tuple[Problem, ...] = ()
    """What happened on the way."""


def begin_crawl(archive: Archive, site: Site, started_at: str) -> int:
    """Note that a run begins, with the site as it is used; returns the run's number."""
    with archive.writing() as connection:
        row = connection.execute(
            "insert into crawls (site, started_at, site_json) values (?, ?, ?)",
            (site.slug, started_at, describe_site(site)),
        )
    if row.lastrowid is None:
        raise RuntimeError("SQLite gave the run no number")
    return row.lastrowid


def note_site(archive: Archive, crawl_id: int, site: Site) -> None:
    """Note what a run found out about its site: a reparse reads the pages by it."""
    with archive.writing() as connection:
        connection.execute(
            "update crawls set site_json = ? where id = ?", (describe_site(site), crawl_id)
        )


def finish_crawl(archive: Archive, crawl_id: int, site: Site, result: CrawlResult) -> None:
    """Note how a run went; what happened on the way joins the shop's problems."""
    with archive.writing() as connection:
        connection.execute(
            "update crawls set finished_at = ?, outcome = ?, reason = ?, walked = ?, requests = ?,"
            " not_modified = ?, bytes = ?, leads = ?, posts_gone = ?, errors = ?, posts_new = ("
            "  select count(*) from posts where site = crawls.site and first_seen >= started_at),"
            " posts_changed = (select count(*) from posts where site = crawls.site"
            "  and changed_at >= started_at and first_seen < started_at) where id = ?",
            (
                result.finished_at,
                result.outcome,
                result.reason,
                result.walked,
                result.requests,
                result.not_modified,
                result.bytes,
                result.leads,
                result.posts_gone,
                result.errors,
                crawl_id,
            ),
        )
        connection.executemany(
            "insert into crawl_problems (crawl, position, code, url, quote, says)"
            " values (?, ?, ?, ?, ?, ?)",
            [
                (crawl_id, position, p.code, p.url, p.quote, p.says)
                for position, p in enumerate(result.problems)
            ],
        )
        known = _find_told(archive, site)  # what is refused again was told before
        news = [problem for problem in result.problems if problem not in known]
        insert_problems(connection, news, site=site.slug)
        renew_attachments(archive, site.slug)  # those that the run refused
        connection.execute(
            "update crawls set problems = (select count(*) from problems where site = ?)"
            " where id = ?",
            (site.slug, crawl_id),
        )


def find_crawl_problems(archive: Archive, site: str) -> tuple[Problem, ...]:
    """What happened on the way of a source's last run."""
    rows = archive.rows(
        "select * from crawl_problems where crawl = (select max(id) from crawls where site = ?)"
        " order by position",
        (site,),
    )
    return _read_problems(rows)


def find_run_problems(archive: Archive, site: Site, crawl_id: int) -> tuple[Problem, ...]:
    """What settling found that somebody should hear of after this run.

    These are the pages that the run fetched and that gave no post, and listings that have fewer
    entries than the site file expects or that lead elsewhere throughout: they were relaunched.
    Where the address of a known post shows something else, and no list that the run read names it
    any more, the post was taken back by a server that answers so: nobody has anything to do.
    """
    started = archive.value("select started_at from crawls where id = ?", (crawl_id,)) or ""
    rows = archive.rows(
        "select problems.*, (select address from readings join posts using (site, address)"
        "  where readings.page_id = problems.page_id and site = problems.site) as post"
        " from problems left join pages on pages.id = page_id"
        " where problems.site = ? and problems.guid is null"
        " and (code in ('few_entries', 'entries_elsewhere') or fetched_at >= ?)"
        " order by page_id, code",
        (site.slug, started),
    )
    doubtful = {row["post"] for row in rows if row["code"] in _TAKEN_BACK}
    listed = _find_listed(archive, site, started) if doubtful - {None} else frozenset()
    return _read_problems(
        row
        for row in rows
        if row["code"] not in _TAKEN_BACK or row["post"] is None or row["post"] in listed
    )


def _find_listed(archive: Archive, site: Site, since: str) -> frozenset[str]:
    """The canonical addresses that lists named since then."""
    entries = find_entries(archive, own_reader(), site).by_address
    return frozenset(
        address for address, entry in entries.items() if entry.sightings[-1].fetched_at >= since
    )


def _find_told(archive: Archive, site: Site) -> tuple[Problem, ...]:
    """What the shop tells of a source that is neither a post's nor a page's."""
    rows = archive.rows(
        "select * from problems where site = ? and guid is null and page_id is null", (site.slug,)
    )
    return _read_problems(rows)


def _read_problems(rows: Iterable[sqlite3.Row]) -> tuple[Problem, ...]:
    return tuple(
        Problem(code=row["code"], says=row["says"], quote=row["quote"], url=row["url"])
        for row in rows
    )


def find_crawled_sites(archive: Archive) -> tuple[Site, ...]:
    """Every site that was ever crawled, as its last run used it, by slug."""
    rows = archive.rows(
        "select site_json from crawls where id in (select max(id) from crawls group by site)"
        " order by site"
    )
    return tuple(load_site(json.loads(row["site_json"])) for row in rows)


def find_pending(archive: Archive, site: Site) -> tuple[Lead, ...]:
    """What earlier runs found but did not get, by address.

    These are the entries without a stored answer that stays, and those whose answer gave no post:
    an error page, a consent page or half a page may be whole the next time. What was larger than
    the limit would be so every day.
    """
    entries = find_entries(archive, own_reader(), site).by_address
    unread, had = find_unread(archive, site), read_answers(archive, site)
    refused = find_refused(archive, site)
    return tuple(
        entry.lead
        for address, entry in sorted(entries.items())
        if not entry.lead.whole
        and same_host(entry.lead.url, site)
        and find_copy_sign(entry.lead, site) is None
        and address not in refused
        and (
            address in unread
            or (address not in had and not has_page(archive, site.slug, entry.lead.url))
        )
    )


def find_unread(archive: Archive, site: Site) -> frozenset[str]:
    """The canonical addresses whose stored answers gave no post, and that may be asked again."""
    unread = (
        row["address"]
        for row in archive.rows(
            "select address from readings join pages on pages.id = readings.page_id"
            " where readings.site = ? and problems <> '[]' and ? > ("
            "  select count(*) from pages asked"
            "  where asked.site = pages.site and asked.requested_url = pages.requested_url)",
            (site.slug, TRIES),
        )
    )
    return frozenset(unread) - find_refused(archive, site).keys()


def find_pending_files(archive: Archive, site: Site) -> tuple[str, ...]:
    """The addresses of attached files that no stored answer is known of, by address.

    One that was larger than the limit is not asked for again: it would be, every day.
    """
    rows = archive.rows(
        "select distinct attachments.url from attachments join posts using (guid)"
        " where site = ? and bytes is null and problem is not ? order by 1",
        (site.slug, TOO_LARGE),
    )
    return tuple(
        row["url"]
        for row in rows
        if same_host(row["url"], site) and not has_page(archive, site.slug, row["url"])
    )


def find_settled(archive: Archive, site: Site) -> Mapping[str, Entry]:
    """The entries that need no further look, by canonical address: where a walk may stop.

    These are the entries that had been met when the last complete walk ended. What a run met that
    was killed or cut short does not count, since behind it there may be entries that none has met.
    """
    until = archive.value(
        "select finished_at from crawls where site = ? and walked = 1 order by id desc limit 1",
        (site.slug,),
    )
    if until is None:
        return {}
    return find_entries(archive, own_reader(), site, until=until).by_address
