"""What `kjc crawl`, `feeds`, `reparse`, `erase` and `status` do: each returns an exit code."""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve

from feeds.pages import OPML
from feeds.publish import Published, publish
from pipelines.site import Site
from scrapers.choosing import choose_sites, leave_platforms_out
from scrapers.lock import is_locked, lock
from scrapers.log import start_log
from scrapers.progress import show_progress
from scrapers.reporting import (
    DEGRADED,
    OK,
    describe_build,
    describe_counts,
    describe_name,
    exit_code,
    print_line,
    print_report,
)
from scrapers.run import Report, crawl_sites
from scrapers.sources import find_sites
from store.clock import now_utc
from store.corrections import find_unfitting, read_corrections
from store.crawls import find_crawled_sites
from store.database import Archive, NoArchiveError, open_archive
from store.difference import find_differences
from store.erase import erase_name, find_name
from store.reader import own_reader
from store.search import search_posts
from store.settle import reparse
from store.states import source_states

if TYPE_CHECKING:
    from scrapers.configuration import Configuration

logger = logging.getLogger("kjc")


def run_crawl(  # noqa: PLR0913 - an option of the command each
    configuration: "Configuration",
    *,
    sites: Sequence[str] = (),
    walk_all: bool = False,
    start: str | None = None,
    folders: Sequence[Path] = (),
    quiet: bool = False,
    as_json: bool = False,
    without: Sequence[str] = (),
) -> int:
    """Crawl, settle, publish; print a line a source, and return the exit code.

    Raises SiteError where a source is unknown or its file is wrong.
    """
    start_log(quiet=quiet)
    chosen = choose_sites(configuration, sites, start, folders)
    if without:
        chosen = tuple(leave_platforms_out(site, without) for site in chosen)
    reports, published = crawl_and_publish(
        chosen, configuration, walk_all=walk_all, explore=start is not None, quiet=quiet
    )
    for report in reports:
        print_report(report, as_json=as_json, quiet=quiet)
    if not as_json and not quiet:
        print_line(describe_build(configuration.out, published))
    return exit_code(reports)


def crawl_and_publish(
    sites: Sequence[Site],
    configuration: "Configuration",
    *,
    walk_all: bool = False,
    explore: bool = False,
    quiet: bool = False,
) -> tuple[tuple[Report, ...], Published]:
    """Crawl `sites` and build the feeds, alone at the archive; raises CorrectionError."""
    read_corrections(configuration.corrections)
    with lock(configuration.db):
        # Before the first request: a read-only folder, a newer archive or one that another program
        # holds shows at once, and not in each source, one after another.
        with open_archive(configuration.db) as archive, archive.writing():
            pass
        with show_progress(quiet=quiet) as watch:
            reports = crawl_sites(
                sites, configuration=configuration, walk_all=walk_all, explore=explore, watch=watch
            )
        with open_archive(configuration.db) as archive:
            tell_unfitting(archive, configuration)
            return reports, publish_feeds(archive, configuration, quiet=quiet, sites=sites)


def run_feeds(configuration: "Configuration") -> int:
    """Build the feeds from the archive; without one, the empty ones that can be subscribed to.

    Raises NoArchiveError rather than empty the feeds that another archive has filled.
    """
    start_log(quiet=False)
    if (configuration.out / OPML).exists():
        _require_archive(configuration.db)
    with lock(configuration.db), open_archive(configuration.db) as archive:
        print_line(describe_build(configuration.out, publish_feeds(archive, configuration)))
    return OK


def run_reparse(configuration: "Configuration", *, as_json: bool = False) -> int:
    """Build the shop anew from the cellar; raises NoArchiveError, and SiteError beforehand."""
    start_log(quiet=False)
    _require_archive(configuration.db)
    corrections = read_corrections(configuration.corrections)
    find_sites(configuration.sites)  # the feeds name them: better wrong now than after the work
    with lock(configuration.db), open_archive(configuration.db) as archive:
        counts = reparse(archive, reader=evolve(own_reader(), corrections=corrections))
        tell_unfitting(archive, configuration)
        publish_feeds(archive, configuration)
    if as_json:
        print_line(json.dumps(asdict(counts)))
    else:
        print_line(f"{configuration.db}: {describe_counts(counts)}")
    return OK


def run_diff(configuration: "Configuration", *, as_json: bool = False) -> int:
    """Print each post that a reparse would change; raises NoArchiveError."""
    start_log(quiet=False)
    _require_archive(configuration.db)
    corrections = read_corrections(configuration.corrections)
    with lock(configuration.db), open_archive(configuration.db) as archive:
        found = find_differences(archive, reader=evolve(own_reader(), corrections=corrections))
    for post in found:
        if as_json:
            print_line(json.dumps(asdict(post), ensure_ascii=False))
        else:
            print_line(f"{post.change:8} {post.url} {', '.join(post.differs)}".rstrip())
    if not as_json:
        print_line(f"{configuration.db}: {len(found)} posts would change; nothing was written")
    return OK


def run_erase(configuration: "Configuration", name: str, *, agree: Callable[[str], bool]) -> int:
    """Take a name out of archive and feeds, if `agree` says so of where it stands.

    Raises NoArchiveError, and EraseError where the name is too short to be one.
    """
    start_log(quiet=False)
    _require_archive(configuration.db)
    corrections = read_corrections(configuration.corrections)
    with lock(configuration.db), open_archive(configuration.db) as archive:
        found = find_name(archive, name)
        if not found.bodies and not found.notes:
            print_line(describe_name(found))
            return OK
        if not agree(describe_name(found)):
            return OK
        erase_name(
            archive, name, now=now_utc(), reader=evolve(own_reader(), corrections=corrections)
        )
        print_line(describe_build(configuration.out, publish_feeds(archive, configuration)))
    return OK


def run_status(configuration: "Configuration", *, as_json: bool = False) -> int:
    """Print the state of each source; 1 where one is degraded or broken. Raises SiteError."""
    described = find_sites(configuration.sites).keys()
    if not configuration.db.exists():
        print_line(f"{configuration.db}: no archive yet; kjc crawl makes it")
        return OK
    with open_archive(configuration.db) as archive:
        running = is_locked(configuration.db)
        states = source_states(archive, now=now_utc(), described=described, running=running)
    for state in states:
        if as_json:
            print_line(json.dumps(asdict(state), ensure_ascii=False, default=str))
        else:
            print_line(f"{state.site:24} {state.state:9} {state.reason}")
    if not states and not as_json:
        print_line(f"{configuration.db}: no source was crawled yet; kjc crawl does it")
    return DEGRADED if any(s.state in {"degraded", "broken"} for s in states) else OK


def run_search(
    configuration: "Configuration", words: str, *, limit: int, as_json: bool = False
) -> int:
    """Print the announcements that say all of `words`, the best first; raises NoArchiveError."""
    _require_archive(configuration.db)
    with open_archive(configuration.db) as archive:
        found = search_posts(archive, words, limit=limit)
    for post in found:
        day = post.published.isoformat() if post.published else None
        if as_json:
            line: dict[str, Any] = {"guid": post.guid, "url": post.url, "site": post.site}
            line |= {"title": post.title, "published": day, "jobcenters": post.jobcenters}
            print_line(json.dumps(line, ensure_ascii=False))
        else:
            print_line(f"{day or '':10}  {post.title}\n{'':12}{post.url}")
    return OK


def tell_unfitting(archive: Archive, configuration: "Configuration") -> None:
    """Warn of each table in corrections.toml that corrects nothing."""
    corrections = read_corrections(configuration.corrections)
    for url in find_unfitting(archive, corrections, find_crawled_sites(archive)):
        logger.warning(
            '%s: ["%s"] fits no post; write the address as the feed links it, or take it out',
            configuration.corrections,
            url,
        )


def publish_feeds(
    archive: Archive,
    configuration: "Configuration",
    *,
    quiet: bool = False,
    sites: Iterable[Site] = (),
) -> Published:
    """Write the feeds that changed."""
    public_url = configuration.public_url
    if public_url is None:
        public_url = "http://127.0.0.1:8001/"
    if configuration.public_url is None and not quiet:
        logger.warning("public_url is not set: the feeds name %s, kjc serve's address", public_url)
    described = {site.slug: site for site in find_crawled_sites(archive)}
    described |= find_sites(configuration.sites) | {site.slug: site for site in sites}
    return publish(archive, configuration.out, public_url=public_url, sites=described.values())


def _require_archive(db: Path) -> None:
    if not db.exists():
        raise NoArchiveError(f"{db}: no archive; kjc crawl makes it, --db names another")
