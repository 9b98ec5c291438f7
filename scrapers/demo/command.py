"""`kjc demo`: the whole way, on three invented sites, with the real spider and settings."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from time import monotonic

from feeds.publish import publish
from scrapers.command import _log as log_plainly  # one way of logging for all commands
from scrapers.command import click_line, exit_code, lock
from scrapers.configuration import Configuration
from scrapers.demo.sites import PORTS, DemoSite, serve_demo
from scrapers.progress import show_progress
from scrapers.run import Report, crawl_sites
from store.database import ReadOnlyError, open_archive
from store.holdings import Holdings, count_holdings

ADDRESS = "http://127.0.0.1:8001/"
"""`kjc serve`'s: where the demonstration's feeds can be read."""


def run_demo(folder: Path, *, ports: Sequence[int] = PORTS) -> int:
    """Serve, crawl, publish, and say what came of it and what to try next; the exit code.

    Archive and feeds go into `folder`. A second run there has nothing new to tell. Raises
    ReadOnlyError where the folder cannot be made, and what a crawl raises.
    """
    log_plainly(quiet=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyError(
            f"{folder} cannot be made ({error.strerror}); name another with --folder"
        ) from error
    configuration = Configuration(db=folder / "kjc.db", out=folder / "public", public_url=ADDRESS)
    begun = monotonic()
    with lock(configuration.db), serve_demo(ports=ports) as sites:
        click_line("Three invented sites on this machine, crawled as real ones would be:")
        with open_archive(configuration.db):
            pass  # before the first request: a newer archive or a read-only folder shows at once
        declared = [site.site for site in sites]
        with show_progress(quiet=False) as watch:
            reports = crawl_sites(declared, configuration=configuration, watch=watch)
        with open_archive(configuration.db) as archive:
            published = publish(archive, configuration.out, public_url=ADDRESS, sites=declared)
            holdings = count_holdings(archive)
        for site, report in zip(sites, reports, strict=True):
            click_line(f"  {say_source(site, report)}")
        feeds = [path for path in (*published.written, *published.unchanged) if is_feed(path)]
        click_line(say_sum(holdings, len(reports), len(feeds), monotonic() - begun))
        if is_nothing_new(reports):
            click_line(say_nothing_new(sites))
    click_line(say_next(configuration))
    return exit_code(reports)


def say_source(site: DemoSite, report: Report) -> str:
    """One source's line: how it went, where, and with how many requests."""
    if report.outcome != "ok":
        return f"{site.name}: {report.outcome}: {report.reason}"
    return f"{site.start_url:<58} {report.counts.new:>3} new of {report.tally.leads:>2} entries"


def say_sum(holdings: Holdings, sources: int, feeds: int, seconds: float) -> str:
    """What the archive and the feeds' folder hold now.

    >>> held = Holdings(posts=41, jobcenters=22, dates=80, figures=150, attachments=8)
    >>> print(say_sum(held, 3, 124, 4.21))
    3 sources, 41 posts, 22 jobcenters, 80 dates, 150 figures, 8 PDFs, 124 feeds in 4.2 seconds
    """
    return (
        f"{sources} sources, {holdings.posts} posts, {holdings.jobcenters} jobcenters, "
        f"{holdings.dates} dates, {holdings.figures} figures, {holdings.attachments} PDFs, "
        f"{feeds} feeds in {seconds:.1f} seconds"
    )


def is_nothing_new(reports: Sequence[Report]) -> bool:
    """Whether no source had a post that is new or says something else than before."""
    return not any(report.counts.new or report.counts.changed for report in reports)


def say_nothing_new(sites: Sequence[DemoSite]) -> str:
    """What a run asked for that found nothing new; robots.txt is asked for each time."""
    asked = [
        (site.server.url + request.target == site.start_url, request)
        for site in sites
        for request in site.server.log
        if request.target != "/robots.txt"
    ]
    known = sum(request.status == HTTPStatus.NOT_MODIFIED for _, request in asked)
    what = "fetched only the listings" if all(is_listing for is_listing, _ in asked) else "fetched"
    return f'Nothing new: {what} ({len(asked)} requests, {known} answered "not modified").'


def say_next(configuration: Configuration) -> str:
    """The commands to try next.

    >>> print(say_next(Configuration(db=Path("demo/kjc.db"), out=Path("demo/public"))))
    <BLANKLINE>
    Next:
      kjc serve --db demo/kjc.db --out demo/public   look at the archive and the feeds
      kjc status --db demo/kjc.db                    how the sources are doing
      kjc demo                                       once more: there is nothing new
    Feeds, one for each jobcenter: demo/public/index.html
    """
    db, out = configuration.db, configuration.out
    commands = {
        f"kjc serve --db {db} --out {out}": "look at the archive and the feeds",
        f"kjc status --db {db}": "how the sources are doing",
        "kjc demo": "once more: there is nothing new",
    }
    width = max(map(len, commands))
    lines = [f"  {command:<{width}}   {says}" for command, says in commands.items()]
    index = f"Feeds, one for each jobcenter: {out / 'index.html'}"
    return "\n".join(["", "Next:", *lines, index])


def is_feed(path: str) -> bool:
    """Whether a published file is a feed, and no page or list of feeds."""
    return path.startswith("feeds/") and path.endswith(".xml")
