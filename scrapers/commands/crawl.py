"""`scrapy crawl SOURCE`: Scrapy's door to what `kjc crawl SOURCE` does."""

import logging
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from pipelines.site import SiteError
from scrapers.choosing import check_contact
from scrapers.command import publish_feeds, tell_unfitting
from scrapers.configuration import Configuration
from scrapers.failures import explain_failure
from scrapers.lock import lock
from scrapers.reporting import exit_code
from scrapers.run import Report, report_crawl
from scrapers.sources import find_sites
from store.database import open_archive

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Scrapy's crawl under the archive's lock, with the feeds and the exit code of `kjc`."""

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Crawl a source and build the feeds, as kjc crawl does"

    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl one source; what fails is told in a line, as `kjc` tells it."""
        if len(args) != 1:
            raise UsageError("name one source; scrapy list shows them")
        try:
            report = self._crawl(args[0], opts.spargs)
        except Exception as error:
            failure = explain_failure(error)
            if failure is None:
                raise
            says, self.exitcode = failure
            logger.error("%s", says)  # noqa: TRY400 - a line for people, no traceback
            return
        self.exitcode = exit_code([report])

    def _crawl(self, name: str, arguments: Mapping[str, Any]) -> Report:
        if self.settings is None or self.crawler_process is None:
            raise RuntimeError("Scrapy did not prepare the command")
        configuration = read_settings(self.settings)
        known = find_sites(configuration.sites)
        if name not in known:
            raise SiteError(f"no source {name}; known: {', '.join(known)}")
        site = known[name]
        check_contact(configuration, [site])
        with lock(configuration.db):
            # Before the first request: a read-only folder or a newer archive shows at once.
            with open_archive(configuration.db):
                pass
            crawler = self.crawler_process.create_crawler(name)
            crawled = self.crawler_process.crawl(crawler, **arguments)
            self.crawler_process.start()
            report = report_crawl(site, crawler.spider, raised=_find_error(crawled))
            with open_archive(configuration.db) as archive:
                tell_unfitting(archive, configuration)
                publish_feeds(archive, configuration, sites=[site])
        return report


def read_settings(settings: Any) -> Configuration:
    """Read back what `scrapers.settings` made of a configuration, with Scrapy's `-s` taken in."""
    return evolve(
        Configuration(),
        db=Path(settings["KJC_DB"]),
        out=Path(settings["KJC_OUT"]),
        sites=tuple(Path(folder) for folder in settings.getlist("KJC_SITES")),
        corrections=Path(settings["KJC_CORRECTIONS"]),
        contact=settings["KJC_CONTACT"],
        public_url=settings["KJC_PUBLIC_URL"],
    )


def _find_error(crawled: Any) -> BaseException | None:
    """What ended the crawl before its spider could tell; Scrapy keeps it in the task."""
    if not crawled.done() or crawled.cancelled():
        return None
    error: BaseException | None = crawled.exception()
    return error
