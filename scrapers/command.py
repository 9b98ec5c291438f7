"""What `kjc crawl`, `feeds`, `reparse` and `status` do: each returns an exit code."""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrs import asdict, evolve
from filelock import FileLock, Timeout
from scrapy.downloadermiddlewares import robotstxt

from feeds.pages import OPML
from feeds.publish import Published, publish
from pipelines.site import Site, SiteError, is_absolute
from scrapers.failures import BUG, explain_failure
from scrapers.faults import FETCH_ERRORS
from scrapers.middlewares import is_loopback
from scrapers.progress import show_progress
from scrapers.run import Report, crawl_sites
from scrapers.sources import find_sites
from store.clock import now_utc
from store.corrections import find_unfitting, read_corrections
from store.crawls import find_crawled_sites
from store.database import Archive, NoArchiveError, ReadOnlyError, open_archive
from store.erase import Erased, erase_name, find_name
from store.reader import own_reader
from store.settle import Counts, reparse
from store.states import source_states

if TYPE_CHECKING:
    from scrapers.configuration import Configuration

logger = logging.getLogger("kjc")

OK, DEGRADED = 0, 1


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
    chosen = _choose_sites(configuration, sites, start, folders)
    if without:
        chosen = tuple(_without(site, without) for site in chosen)
    reports, published = crawl_and_publish(
        chosen, configuration, walk_all=walk_all, explore=start is not None, quiet=quiet
    )
    for report in reports:
        _print_report(report, as_json=as_json, quiet=quiet)
    if not as_json and not quiet:
        print_line(describe(configuration.out, published))
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
        # Before the first request: a read-only folder or a newer archive shows at once.
        with open_archive(configuration.db):
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
        print_line(describe(configuration.out, publish_feeds(archive, configuration)))
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


def run_erase(configuration: "Configuration", name: str, *, agree: Callable[[str], bool]) -> int:
    """Take a name out of archive and feeds, if `agree` says so of where it stands.

    Raises NoArchiveError, and EraseError where the name is too short to be one.
    """
    start_log(quiet=False)
    _require_archive(configuration.db)
    corrections = read_corrections(configuration.corrections)
    with lock(configuration.db), open_archive(configuration.db) as archive:
        found = find_name(archive, name)
        if not agree(describe_name(found)) or not found.bodies:
            return OK
        erase_name(
            archive, name, now=now_utc(), reader=evolve(own_reader(), corrections=corrections)
        )
        print_line(describe(configuration.out, publish_feeds(archive, configuration)))
    return OK


def run_status(configuration: "Configuration", *, as_json: bool = False) -> int:
    """Print the state of each source; 1 where one is degraded or broken. Raises SiteError."""
    described = find_sites(configuration.sites).keys()
    if not configuration.db.exists():
        print_line(f"{configuration.db}: no archive yet; kjc crawl makes it")
        return OK
    with open_archive(configuration.db) as archive:
        running = _is_locked(configuration.db)
        states = source_states(archive, now=now_utc(), described=described, running=running)
    for state in states:
        if as_json:
            print_line(json.dumps(asdict(state), ensure_ascii=False, default=str))
        else:
            print_line(f"{state.site:24} {state.state:9} {state.reason}")
    if not states and not as_json:
        print_line(f"{configuration.db}: no source was crawled yet; kjc crawl does it")
    return DEGRADED if any(s.state in {"degraded", "broken"} for s in states) else OK


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


def describe_counts(counts: Counts) -> str:
    """Say what settling did to the posts.

    >>> describe_counts(Counts(new=1, same=2))
    '1 new, 0 changed, 2 unchanged posts'
    >>> describe_counts(Counts(same=3, gone=1))
    '0 new, 0 changed, 3 unchanged posts (1 of them gone)'
    """
    gone = f" ({counts.gone} of them gone)" if counts.gone else ""
    return f"{counts.new} new, {counts.changed} changed, {counts.same} unchanged posts{gone}"


def describe_name(found: Erased) -> str:
    """Say where a name stands, and where it will stay or cannot be looked for.

    >>> print(describe_name(Erased(bodies=2, pages=3, posts=1, addresses=(), unread=8)))
    1 posts, 2 stored answers (sent 3 times) hold the name
    8 packed files (PDF, Word) cannot be searched
    """
    sent = f"{found.bodies} stored answers (sent {found.pages} times)"
    lines = [f"{found.posts} posts, {sent} hold the name"]
    stays = "holds it and stays: a post is known by its address"
    lines += [f"{url} {stays}" for url in found.addresses]
    if found.unread:
        lines.append(f"{found.unread} packed files (PDF, Word) cannot be searched")
    return "\n".join(lines)


def describe(out: Path, published: Published) -> str:
    """Say what a build of the feeds did."""
    return f"{out}: {len(published.written)} files written, {len(published.unchanged)} unchanged"


def exit_code(reports: Sequence[Report]) -> int:
    """0 where every source is ok; else what interfaces.md says of the worst."""
    failures = [report.failure for report in reports if report.failure is not None]
    if failures:
        explained = [explain_failure(failure) for failure in failures]
        return max(BUG if told is None else told[1] for told in explained)
    return DEGRADED if any(report.outcome != "ok" for report in reports) else OK


def _is_locked(db: Path) -> bool:
    """Whether a run is under way: one that did not end holds no lock any more."""
    try:
        with lock(db):
            return False
    except Timeout:
        return True
    except ReadOnlyError:  # somebody else's archive; whether that one runs cannot be known
        return False


def _require_archive(db: Path) -> None:
    if not db.exists():
        raise NoArchiveError(f"{db}: no archive; kjc crawl makes it, --db names another")


@contextmanager
def lock(db: Path) -> Iterator[None]:
    """Hold the archive for this process; raises filelock.Timeout where another one has it."""
    try:
        with FileLock(f"{db}.lock", timeout=0):
            yield
    except OSError as error:
        if isinstance(error, Timeout):
            raise
        raise ReadOnlyError(
            f"{db}.lock cannot be written ({error.strerror}); name another file with --db"
        ) from error


def site_at(url: str) -> Site:
    """The site that no file describes: its slug is host and port, its hosts are that one."""
    if not is_absolute(url):
        raise SiteError(f"{url!r} is not an absolute http(s) address")
    parts = urlsplit(url)
    return Site(
        slug=re.sub(r"[^a-z0-9]+", "-", parts.netloc.lower()).strip("-"),
        name=parts.netloc,
        start=(url,),
    )


def print_line(text: str) -> None:
    """Print a line of the answer; logs go to stderr."""
    sys.stdout.write(text + "\n")


def check_contact(configuration: "Configuration", sites: Sequence[Site]) -> None:
    """Raise SiteError where a host out there would be asked without a contact."""
    outside = [url for site in sites for url in site.start if not is_loopback(url)]
    if outside and not configuration.contact:
        raise SiteError(
            f"{outside[0]} is not on this machine, and no contact is set: write "
            'contact = "you@example.org" into kjc.toml (or KJC_CONTACT), so that the '
            "administrators of the sites know whom to write to"
        )


def _choose_sites(
    configuration: "Configuration",
    names: Sequence[str],
    start: str | None,
    folders: Sequence[Path],
) -> tuple[Site, ...]:
    if start is not None:
        if names:
            raise SiteError("name sources or give --start, not both")
        chosen: tuple[Site, ...] = (site_at(start),)
    else:
        known = find_sites((*configuration.sites, *folders))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise SiteError(f"no source {', '.join(unknown)}; known: {', '.join(sorted(known))}")
        chosen = tuple(known[name] for name in names or known)
    check_contact(configuration, chosen)
    return chosen


def _without(site: Site, platforms: Sequence[str]) -> Site:
    """A site read without the knowledge of some CMS families, for measurements."""
    from pipelines.platform import find_platforms  # noqa: PLC0415 - a measurement's need only

    if "all" in platforms:
        return evolve(site, platforms=())
    return evolve(site, platforms=tuple(p for p in find_platforms() if p not in platforms))


def _print_report(report: Report, *, as_json: bool, quiet: bool) -> None:
    problems = [asdict(problem) for problem in report.problems]
    if as_json:
        line: dict[str, Any] = {
            "site": report.site.slug,
            "outcome": report.outcome,
            "reason": report.reason,
            "requests": report.tally.requests,
            "not_modified": report.tally.not_modified,
            "bytes": report.tally.bytes,
            "leads": report.tally.leads,
            "seconds": round(report.seconds, 2),
            **asdict(report.counts),
            "problems": problems,
        }
        print_line(json.dumps(line, ensure_ascii=False))
    elif report.outcome != "ok":
        print_line(f"{report.site.slug}: {report.outcome}: {report.reason}")
    elif not quiet:
        print_line(
            f"{report.site.slug}: ok, {describe_counts(report.counts)}, "
            f"{report.tally.requests} requests "
            f"({report.tally.not_modified} not modified), {report.seconds:.1f} s"
        )


def start_log(*, quiet: bool) -> None:
    """Plain lines on stderr; Scrapy and its kin only where something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(message)s"))
    # A filter, since Scrapy sets its loggers' levels itself when a crawl begins.
    handler.addFilter(_is_ours_or_serious)
    logging.basicConfig(level=logging.WARNING if quiet else logging.INFO, handlers=[handler])


class _Lines(logging.Formatter):
    """A traceback is for bugs: a full disk is told in the line that ends the run."""

    def format(self, record: logging.LogRecord) -> str:
        """Show the trace of a bug; of what is no bug, the first line."""
        error = _find_raised(record)
        if error is None or explain_failure(error) is None:
            return super().format(record)
        # Scrapy writes the trace into the message as well.
        says = record.getMessage().partition("\n")[0]
        return super().format(
            logging.makeLogRecord(
                {**record.__dict__, "msg": says, "args": None, "exc_info": None, "exc_text": None}
            )
        )


def _find_raised(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _is_ours_or_serious(record: logging.LogRecord) -> bool:
    if record.name == robotstxt.__name__ and isinstance(_find_raised(record), FETCH_ERRORS):
        return False  # a host is down: `RobotsTxt` tells it in a line, Scrapy in a page
    ours = record.name.partition(".")[0] in {"kjc", "scrapers", "store", "feeds", "pipelines"}
    return record.levelno >= (logging.INFO if ours else logging.WARNING)
