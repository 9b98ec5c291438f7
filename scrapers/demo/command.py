"""`kjc demo`: the whole way, on three invented sites, with the real spider and settings."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from time import monotonic

from scrapers.command import crawl_and_publish
from scrapers.configuration import Configuration
from scrapers.demo.sites import PORTS, DemoSite, serve_demo
from scrapers.log import start_log
from scrapers.reporting import exit_code, print_line
from scrapers.run import Report
from store.database import ReadOnlyError, open_archive
from store.summary import Summary, sum_up

ADDRESS = "http://127.0.0.1:8001/"
"""`kjc serve`'s: where the demonstration's feeds can be read."""


def run_demo(folder: Path, *, ports: Sequence[int] = PORTS) -> int:
    """Serve, crawl, publish, and say what came of it and what to try next; the exit code.

    Archive and feeds go into `folder`. A second run there has nothing new to tell. Raises
    ReadOnlyError where the folder cannot be made, and what a crawl raises.
    """
    start_log(quiet=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyError(
            f"{folder} cannot be made ({error.strerror}); name another with --folder"
        ) from error
    configuration = Configuration(db=folder / "kjc.db", out=folder / "public", public_url=ADDRESS)
    begun = monotonic()
    with serve_demo(ports=ports) as sites:
        print_line("Three invented sites on this machine, crawled as real ones would be:")
        reports, published = crawl_and_publish([site.site for site in sites], configuration)
        with open_archive(configuration.db) as archive:
            holdings = sum_up(archive)
        for site, report in zip(sites, reports, strict=True):
            print_line(f"  {say_source(site, report)}")
        feeds = [path for path in (*published.written, *published.unchanged) if is_feed(path)]
        print_line(say_sum(holdings, len(reports), len(feeds), monotonic() - begun))
        if is_nothing_new(reports):
            print_line(say_nothing_new(sites))
    print_line(say_next(configuration))
    return exit_code(reports)


def say_source(site: DemoSite, report: Report) -> str:
    """One source's line: how it went, where, and with how many requests."""
    if report.outcome != "ok":
        return f"{site.name}: {report.outcome}: {report.reason}"
    return f"{site.start_url:<58} {report.counts.new:>3} new of {report.tally.leads:>2} entries"


def say_sum(holdings: Summary, sources: int, feeds: int, seconds: float) -> str:
    """What the archive and the feeds' folder hold now.

    >>> numbers = {"posts": 41, "jobcenters": 22, "dates": 80, "figures": 150}
    >>> held = Summary(sources=3, attachments=8, problems=0, **numbers)
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
