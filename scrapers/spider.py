"""NewsSpider: the one spider; it fetches listings, what they lead to, and what is attached."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve
from scrapy import Request, Spider, signals
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError

from pipelines.article import Unreadable, read_article
from pipelines.choice import Choice
from pipelines.items import Lead, Page, PageKind, Post, Problem
from pipelines.kinds_of_lists import find_list_kind
from pipelines.site import Site
from scrapers.causes import judge_run
from scrapers.errands import Errand, Errands
from scrapers.exploring import Exploration
from scrapers.failures import explain_failure
from scrapers.faults import (
    FETCH_ERRORS,
    GONE,
    describe_fault,
    describe_missing_list,
    find_linked,
)
from scrapers.middlewares import is_loopback
from scrapers.tally import Tally
from scrapers.walking import Walk
from store.clock import now_utc
from store.corrections import read_corrections
from store.counts import Counts
from store.crawls import (
    CrawlResult,
    Outcome,
    begin_crawl,
    find_pending,
    find_pending_files,
    find_run_problems,
    finish_crawl,
    note_site,
)
from store.database import Archive, open_archive
from store.gone import find_lost
from store.reader import Reader, own_reader
from store.settle import read_frame, settle

if TYPE_CHECKING:
    from scrapy.core.engine import ExecutionEngine
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Walks a source's listings and fetches each post that it does not know yet.

    A run reads the listing until a page whose entries were all settled by an earlier run; the
    first run, and one with `walk_all`, walks the whole archive. What an earlier run found but did
    not get is fetched first, so neither an outage nor a kill loses anything.
    """

    name = "news"
    site: Site
    explore = False
    """The site is known by its address only: its listings are looked for."""

    def __init__(self, *, walk_all: bool | str = False) -> None:
        super().__init__(self.site.slug)
        self.walk_all = str(walk_all).lower() in {"1", "true", "yes"}
        self.tally = Tally()
        self.problems: list[Problem] = []
        self.counts = Counts()
        self.failure: BaseException | None = None
        """What ended the run: a full disk, a bug."""
        self.outcome: Outcome = "broken"
        self.reason = "the run did not begin"
        self.walk: Walk | None = None
        """How the listings are read; None until they are found."""
        self.walked = False
        """Every listing was read as far as this run had to."""
        self.crawl_id = 0
        """Its number in the archive; 0 until it has one."""
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def update_settings(cls, settings: "BaseSettings") -> None:
        """No delay where nobody is burdened."""
        super().update_settings(settings)
        if all(is_loopback(url) for url in cls.site.start):
            # Above the command line's priority (40): that speaks of hosts out there.
            settings.setdict({"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}, 50)

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Open the archive that the settings name; raises ArchiveError."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        corrections = read_corrections(Path(crawler.settings["KJC_CORRECTIONS"]))
        spider.reader = evolve(own_reader(), corrections=corrections)
        spider.archive = open_archive(Path(crawler.settings["KJC_DB"]))
        spider.attachment_bytes = crawler.settings.getint("KJC_ATTACHMENT_BYTES")
        crawler.signals.connect(spider.note_failure, signal=signals.item_error)
        crawler.signals.connect(spider.note_failure, signal=signals.spider_error)
        return spider

    archive: Archive
    reader: Reader
    attachment_bytes: int

    @property
    def _engine(self) -> "ExecutionEngine":
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not begun")
        return self.crawler.engine

    async def start(self) -> AsyncIterator[Request | Post]:
        """Ask for what is pending, then walk the listings."""
        # What an interrupted run fetched and did not read comes first: it may name files.
        settle(self.archive, self.site, reader=self.reader)
        self._started_at = now_utc()
        self.crawl_id = begin_crawl(self.archive, self.site, self._started_at)
        self._errands = Errands(self.archive, self.site, walk_all=self.walk_all)
        self._frame = read_frame(self.archive, self.site)
        for lead in find_pending(self.archive, self.site):
            for request in self._follow(lead):
                yield request
        for url in find_pending_files(self.archive, self.site):
            for request in self._follow_file(url):
                yield request
        listings = await self._find_listings()
        settled = () if self.walk_all else self._errands.settled.keys()
        self.walk = Walk(self.site, self._fetch, self._tell, tally=self.tally, settled=settled)
        for url, kind in listings:
            async for lead in self.walk.find_leads(url, kind):
                for request in self._follow(lead):
                    yield request
        self.walk.tell_kept_back(kind for _, kind in listings)
        self.walked = self.walk.listed and not self.walk.cut_short
        if self.walked:
            for request in self._ask_for_lost():
                yield request

    def _ask_for_lost(self) -> Iterator[Request]:
        """Ask again for the posts that the lists have lost: they may be gone."""
        lost = find_lost(self.archive, self.site, since=self._started_at, everything=self.walk_all)
        for lead in lost:
            for request in self._follow(lead, again=True):
                yield request.replace(errback=self.note_lost)

    async def _find_listings(self) -> list[tuple[str, PageKind]]:
        """The start addresses as they are, or what an undescribed site shows from there."""
        if not self.explore:
            return [(url, "listing") for url in self.site.start]
        choice = await self._survey()
        self.problems += choice.problems
        if choice.article and self.site.article is None:
            # A sitemap names every page of a site; what posts' addresses match goes with the crawl,
            # so that a reparse takes the same ones for posts.
            self.site = evolve(self.site, article=choice.article)
            note_site(self.archive, self.crawl_id, self.site)
        return [(candidate.url, candidate.kind) for candidate in choice.listings]

    async def _survey(self) -> Choice:
        """Look at the start pages and at what they point to, and choose the listings to walk.

        What is looked at is kept as `unknown`: a page of jobs or dates must not come to count as
        a listing of news because somebody looked at it.
        """
        return await Exploration(self.site, self._look, self._tell).choose()

    async def _look(self, url: str, kind: PageKind, *, optional: bool = False) -> Page | None:
        page = await self._fetch(url, "unknown", optional=optional)
        return page and evolve(page, kind=find_list_kind(evolve(page, kind=kind)))

    def _follow(self, lead: Lead, *, again: bool = False) -> Iterator[Request]:
        return map(self._ask, self._errands.follow(lead, again=again))

    def _follow_file(self, url: str) -> Iterator[Request]:
        return map(self._ask, self._errands.follow_file(url))

    def _ask(self, errand: Errand) -> Request:
        meta: dict[str, Any] = {"kind": errand.kind, "linked": errand.url}
        if errand.kind == "attachment":
            meta["download_maxsize"] = self.attachment_bytes
        is_article = errand.kind == "article"
        return Request(
            errand.url,
            callback=self.parse_article if is_article else self.parse_attachment,
            errback=self.note_error,
            cb_kwargs={"lead": errand.lead} if is_article else {},
            meta=meta,
            dont_filter=True,  # addresses are told apart by their canonical form, not Scrapy's
        )

    def parse_article(self, response: "Response", lead: Lead) -> Iterator[Post | Request]:
        """Read the kept page; what it lacks is told when the run settles."""
        page: Page = response.meta["page"]
        try:
            posts = read_article(page, lead, self.site, self._frame)
        except Unreadable as error:
            logger.info("%s: %s", page.url, error)
            return
        for post in posts:
            yield post
            for attachment in post.attachments:
                yield from self._follow_file(attachment.url)

    def parse_attachment(self, response: "Response") -> None:
        """Nothing to do: the file is in the cellar."""

    async def _fetch(self, url: str, kind: PageKind, *, optional: bool = False) -> Page | None:
        """Fetch one page now; None, and a problem, where it cannot be had."""
        request = Request(
            url, meta={"kind": kind, "linked": url}, dont_filter=True, callback=NO_CALLBACK
        )
        try:
            response = await self._engine.download_async(request)
        except FETCH_ERRORS as error:
            if not optional:
                self._tell(describe_fault(url, error))
            return None
        page: Page = response.meta["page"]
        if page.status >= 400 and not optional:
            self._tell(describe_missing_list(url, page.status))
        return page if page.status < 400 else None

    def note_error(self, failure: "Failure") -> None:
        """Tell a failed request as a problem; end the run where it was not the network."""
        if isinstance(failure.value, FETCH_ERRORS):
            self._tell(describe_fault(find_linked(failure), failure.value))
        else:
            self.note_failure(failure)

    def note_lost(self, failure: "Failure") -> None:
        """Tell a failed request for a post that may be gone; that it is gone is no problem."""
        error = failure.value
        if isinstance(error, HttpError) and error.response.status in GONE:
            logger.info("%s is not there any more", find_linked(failure))
        else:
            self.note_error(failure)

    def note_failure(self, failure: "Failure") -> None:
        """Remember what must not be survived, and end the run."""
        self.failure = self.failure or failure.value
        if self._closing is None:
            closing = self._engine.close_spider_async(reason="failure")
            self._closing = asyncio.ensure_future(closing)

    def _tell(self, problem: Problem) -> None:
        logger.warning("%s", problem.says, extra={"in_report": True})
        self.problems.append(problem)

    def closed(self, reason: str) -> None:
        """Settle what was fetched, and write down how the run went."""
        try:
            if self.failure is None:
                self.counts = settle(self.archive, self.site, reader=self.reader)
            self.outcome, self.reason = self._judge(reason)
            if self.crawl_id:
                finish_crawl(self.archive, self.crawl_id, self.site, self._sum_up(reason))
        except Exception as error:
            # A signal handler: Scrapy would only log it, and the exit code would be 0.
            logger.exception("%s: the run could not be settled", self.site.slug)
            self.failure = self.failure or error
            self.outcome, self.reason = self._judge(reason)
        finally:
            self.archive.close()

    def _sum_up(self, reason: str) -> CrawlResult:
        return CrawlResult(
            finished_at=now_utc(),
            outcome=self.outcome,
            reason=self.reason,
            walked=self.walked and reason == "finished",
            requests=self.tally.requests,
            not_modified=self.tally.not_modified,
            bytes=self.tally.bytes,
            leads=self.tally.leads,
            posts_gone=self.counts.gone,
            errors=len(self.problems),
            problems=tuple(self.problems),
        )

    def _judge(self, reason: str) -> tuple[Outcome, str]:
        """Say how the run went and why, in the words of the first problem."""
        if self.failure is not None:
            explained = explain_failure(self.failure)
            says = explained[0] if explained else f"{type(self.failure).__name__}: {self.failure}"
            return "broken", says
        unread = find_run_problems(self.archive, self.site, self.crawl_id)
        listed = self.walk is not None and self.walk.listed
        return judge_run(self.problems, unread, reason=reason, listed=listed)
