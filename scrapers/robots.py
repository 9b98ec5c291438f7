"""robots.txt by RFC 9309: what cannot be had forbids everything, and Crawl-delay is kept."""

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.misc import build_from_crawler

from scrapers.causes import name_cause

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

FORBID_ALL = b"User-agent: *\nDisallow: /\n"
TOO_MANY = 429
LONGEST_DELAY = 60.0
"""Seconds; a longer Crawl-delay is cut to it, since a listing would take days."""


class Forbidden(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy takes a failed robots.txt for permission; RFC 9309 (2.3.1.4) says the opposite."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._unknown: dict[str, str] = {}
        """Why a host's robots.txt is not known."""

    def process_request_2(self, rp: object, request: "Request") -> None:
        """Refuse what robots.txt forbids, with words that say so."""
        try:
            super().process_request_2(rp, request)  # type: ignore[arg-type]  # Scrapy's own type
        except IgnoreRequest as error:
            why = self._unknown.get(_netloc(request))
            if why is not None:
                raise Forbidden(f"{request.url} is not asked: its robots.txt {why}") from error
            raise Forbidden(f"robots.txt forbids {request.url}") from error

    async def _parse_robots(self, response: "Response", netloc: str, request: "Request") -> None:
        if response.status >= 500 or response.status == TOO_MANY:
            self._unknown[netloc] = f"answers {response.status}; the next run asks again"
            response = response.replace(body=FORBID_ALL)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        self._keep_delay(request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._unknown[netloc] = f"cannot be had ({name_cause(exc)}); the next run asks again"
        waiting = self._parsers[netloc]
        parser = build_from_crawler(self._parserimpl, self.crawler, FORBID_ALL)
        self._parsers[netloc] = parser
        waiting.callback(parser)  # type: ignore[union-attr]  # a Deferred until now

    def _keep_delay(self, request: "Request") -> None:
        """Slow the host's slot down to the Crawl-delay that robots.txt asks for."""
        engine = self.crawler.engine
        parser = self._parsers[_netloc(request)]
        # The parser is there by now, no Deferred; the agent is always set.
        delay = parser.crawl_delay(self._robotstxt_useragent) if parser else None  # type: ignore[union-attr, arg-type]
        if not delay or engine is None:
            return
        slot = engine.downloader.slots.get(engine.downloader.get_slot_key(request))
        if slot is not None:
            slot.delay = max(slot.delay, min(float(delay), LONGEST_DELAY))
        self.crawler.spider.crawl_delay = True  # type: ignore[union-attr]  # see KeepPages


def _netloc(request: "Request") -> str:
    return request.url.split("/", 3)[2]
