"""One process for all sources: a crawler each, at most so many at once, and a report of each."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, TypeVar, cast

from attrs import frozen
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.signals import item_scraped, response_received
from twisted.internet.error import ReactorNotRunning

from pipelines.items import Problem
from pipelines.site import Site
from scrapers import settings as defaults
from scrapers.configuration import Configuration
from scrapers.loader import spider_for
from scrapers.looking import LookSpider
from scrapers.spider import NewsSpider
from scrapers.tally import Tally
from store.counts import Counts

logger = logging.getLogger(__name__)

AT_ONCE = 16
"""Crawlers at once: more cost memory and bring no speed (each host is asked once at a time)."""

Watch = Callable[[Site, Tally], None]
"""Called after each response, for whoever shows progress."""


@frozen(kw_only=True)
class Report:
    """How a source's run went."""

    site: Site
    outcome: str
    """`ok`, `degraded`, `broken`, or `not_run` where the process was stopped before."""
    reason: str
    tally: Tally
    counts: Counts
    problems: tuple[Problem, ...]
    seconds: float
    failure: BaseException | None = None
    """A full disk or a bug that ended the run; the front door's exit code hangs on it."""


def crawl_sites(
    sites: Sequence[Site],
    *,
    configuration: Configuration,
    walk_all: bool = False,
    explore: bool = False,
    watch: Watch | None = None,
) -> tuple[Report, ...]:
    """Crawl `sites`, settle each, and report in their order.

    `explore`: the sites are known by their start address only, so their listings are looked for.
    Must be called once in a process (the event loop starts once), by whoever holds the lock.
    """
    process = AsyncCrawlerProcess(scrapy_settings(configuration))
    crawlers = [process.create_crawler(spider_for(site, explore=explore)) for site in sites]
    started = dict.fromkeys(range(len(sites)), 0.0)
    ended = dict(started)
    places = asyncio.Semaphore(AT_ONCE)
    raised: dict[int, BaseException] = {}

    async def run(number: int, crawler: Crawler) -> None:
        async with places:
            started[number] = monotonic()
            _watch(crawler, watch)
            try:
                await process.crawl(crawler, walk_all=walk_all)
            except Exception as error:  # noqa: BLE001 - reported, and the other sources go on
                raised[number] = error
            ended[number] = monotonic()

    async def run_all() -> None:
        await asyncio.gather(*(run(n, crawler) for n, crawler in enumerate(crawlers)))
        stop_reactor()

    task = asyncio.get_event_loop().create_task(run_all())
    process.start(stop_after_crawl=False)
    if task.done() and (error := task.exception()):
        raise error
    return tuple(
        report_crawl(site, crawlers[n].spider, raised=raised.get(n), seconds=ended[n] - started[n])
        for n, site in enumerate(sites)
    )


Looker = TypeVar("Looker", bound=LookSpider)


def run_looker(spider: type[Looker], *, configuration: Configuration) -> Looker:
    """Run a spider that only looks, and return it with what it saw.

    Must be called once in a process, as `crawl_sites`.
    """
    process = AsyncCrawlerProcess(scrapy_settings(configuration))
    crawler = process.create_crawler(spider)
    process.crawl(crawler)
    process.start()
    looker = crawler.spider
    if not isinstance(looker, spider):
        raise RuntimeError("the crawl did not begin")  # noqa: TRY004 - no type's fault
    if looker.failure is not None:
        raise looker.failure
    return looker


def scrapy_settings(configuration: Configuration) -> Settings:
    """The project's settings with this run's configuration."""
    settings = Settings()
    settings.setmodule(defaults, priority="project")
    settings.setdict(defaults.from_configuration(configuration), priority="cmdline")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")  # noqa: FBT003 - Scrapy's way
    return settings


def stop_reactor() -> None:
    """End the event loop that `AsyncCrawlerProcess.start` runs."""
    # Importing it installs it, so it is imported when it runs already.
    from twisted.internet import reactor  # noqa: PLC0415 - see above

    with suppress(ReactorNotRunning):  # a signal may be ending it already
        cast("Any", reactor).stop()  # a module to mypy; what it is shows when it runs


def _watch(crawler: Crawler, watch: Watch | None) -> None:
    """Connect `watch` to what the crawler does."""
    if watch is None:
        return

    def tell(**_: Any) -> None:
        spider = crawler.spider
        if isinstance(spider, NewsSpider):
            watch(spider.site, spider.tally)

    for signal in (response_received, item_scraped):
        crawler.signals.connect(tell, signal=signal, weak=False)


def report_crawl(
    site: Site, spider: object, *, raised: BaseException | None = None, seconds: float = 0.0
) -> Report:
    """Say how a crawl went, which may have failed before it had a spider."""
    if not isinstance(spider, NewsSpider):
        return Report(
            site=site,
            outcome="broken" if raised else "not_run",
            reason=str(raised or "stopped"),
            tally=Tally(),
            counts=Counts(),
            problems=(),
            seconds=seconds,
            failure=raised,
        )
    return Report(
        site=site,
        outcome=spider.outcome,
        reason=spider.reason,
        tally=spider.tally,
        counts=spider.counts,
        problems=tuple(spider.problems),
        seconds=seconds,
        failure=raised or spider.failure,
    )
