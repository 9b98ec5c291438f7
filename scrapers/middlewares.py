"""Between spider and network: stay on the site, retry with patience, keep every response."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urldefrag, urlsplit

from attrs import evolve
from scrapy.downloadermiddlewares.retry import RetryMiddleware, get_retry_request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.utils.response import response_status_message

from pipelines.addresses import same_host
from pipelines.items import Page
from store.clock import now_utc
from store.pages import keep_page, last_page

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from pipelines.site import Site
    from scrapers.spider import NewsSpider

logger = logging.getLogger(__name__)


class ElsewhereError(IgnoreRequest):
    """The address is not on the site's own hosts, or no contact is set for hosts out there."""


def is_loopback(url: str) -> bool:
    """Whether `url` is on this very machine.

    >>> [is_loopback(u) for u in ("http://127.0.0.1:80/", "http://localhost/", "http://a.de/")]
    [True, True, False]
    """
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name: asking DNS would already be a request
        return False


class _ForSpider:
    """A middleware that knows its crawler."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    @property
    def spider(self) -> "NewsSpider":
        return cast("NewsSpider", self.crawler.spider)  # the project has one kind of spider


class StayHome(_ForSpider):
    """A source stays on its own hosts, redirects included; without a contact, on loopback."""

    def process_request(self, request: "Request") -> None:
        """Raise ElsewhereError for what must not be asked."""
        site = _find_site(self.crawler)
        if site is not None and not same_host(request.url, site):
            raise ElsewhereError(f"{request.url} is not on the hosts of {site.slug}")
        if not self.crawler.settings["KJC_CONTACT"] and not is_loopback(request.url):
            raise ElsewhereError(
                f"{request.url} is not asked: set a contact (kjc.toml or KJC_CONTACT), so that "
                "the site's administrator knows whom to write to"
            )


class Retry(RetryMiddleware):
    """Scrapy's retry, with back-off between tries and Retry-After honoured for the whole host."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.backoff = crawler.settings.getfloat("RETRY_BACKOFF")
        self.longest = crawler.settings.getfloat("RETRY_WAIT_MAX")
        self._closed_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Make it as Scrapy does."""
        return cls(crawler)

    async def process_request(self, request: "Request") -> None:
        """Wait until the host wants to be asked again."""
        wait = self._closed_until.get(urlsplit(request.url).netloc, 0) - _seconds()
        if wait > 0:
            await asyncio.sleep(wait)

    async def process_response(  # type: ignore[override]  # a coroutine is allowed
        self, request: "Request", response: "Response"
    ) -> "Request | Response":
        """Answer with the request again where the server is overloaded or broken."""
        if request.meta.get("dont_retry") or response.status not in self.retry_http_codes:
            return response
        asked = read_retry_after(response)
        if asked > self.longest:
            logger.info("%s asks to wait %d s: not asked again", response.url, asked)
            return response
        again = self._again(request, response_status_message(response.status))
        if again is None:
            return response
        wait = max(asked, self._pause(again))
        self._closed_until[urlsplit(request.url).netloc] = _seconds() + wait
        return again

    async def process_exception(  # type: ignore[override]  # a coroutine is allowed
        self, request: "Request", exception: Exception
    ) -> "Request | None":
        """Ask again where the connection failed or the body was cut short on the wire."""
        if request.meta.get("dont_retry") or not isinstance(exception, self.exceptions_to_retry):
            return None
        again = self._again(request, exception)
        if again is not None:
            await asyncio.sleep(self._pause(again))
        return again

    def _again(self, request: "Request", reason: str | Exception) -> "Request | None":
        spider = cast("NewsSpider", self.crawler.spider)  # a request is its spider's
        return get_retry_request(request, spider=spider, reason=reason, give_up_log_level="INFO")

    def _pause(self, again: "Request") -> float:
        """Seconds before the nth retry: doubled each time; next to none on this machine."""
        base = 0.02 if is_loopback(again.url) else self.backoff
        tries: int = again.meta["retry_times"]
        return min(base * 2.0 ** (tries - 1), self.longest)


class KeepPages(_ForSpider):
    """Each response goes into the cellar before a callback sees it; asks with validators.

    Puts the kept `Page` into `response.meta["page"]`: for a 304 the stored one, as if it had come.
    """

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Make it for a source; `scrapy shell` looks at other addresses too, and keeps nothing."""
        if _find_site(crawler) is None:
            raise NotConfigured("no source's spider")
        return super().from_crawler(crawler)

    def process_request(self, request: "Request") -> None:
        """Ask for changes only, where the cellar holds what the server sent last time."""
        linked = request.meta.setdefault("linked", request.url)
        request.meta.setdefault("kind", "robots" if _is_robots(request) else "unknown")
        if getattr(self.spider, "crawl_delay", False):
            request.meta["autothrottle_dont_adjust_delay"] = True
        stored = last_page(self.spider.archive, self.spider.site.slug, linked)
        # A validator speaks of the address that sent it. After a relaunch another one may answer
        # with it, and a 304 would say that the old address still shows the post.
        is_same = stored is not None and stored.url == urldefrag(request.url).url
        for validator, header in (
            ("etag", "If-None-Match"),
            ("last-modified", "If-Modified-Since"),
        ):
            request.headers.pop(header, None)  # a redirect brings those of the address before
            if stored is not None and is_same and stored.headers.get(validator):
                request.headers[header] = stored.headers[validator]

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Keep the response; a 304 comes back with the stored body."""
        page = Page(
            url=response.url,
            requested_url=request.meta["linked"],
            site=self.spider.site.slug,
            kind=request.meta["kind"],
            fetched_at=now_utc(),
            status=response.status,
            headers={
                name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
                for name, values in response.headers.items()
            },
            body=response.body,
        )
        self.spider.tally.count(page)
        kept = keep_page(self.spider.archive, page)
        if response.status == 304 and kept.body:
            kept = evolve(kept, status=200)
            response = response.replace(status=200, body=kept.body)
        request.meta["page"] = kept
        return response


def read_retry_after(response: "Response") -> float:
    """Read the seconds that a Retry-After header asks to wait; 0 where there is none.

    RFC 9110 (10.2.3) allows seconds or a date; what is neither counts as none.
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if until.tzinfo is None:  # "-0000" says that the zone is not known; HTTP's is UTC
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.fromisoformat(now_utc())).total_seconds())


def _find_site(crawler: "Crawler") -> "Site | None":
    """The source that is crawled; None where Scrapy runs a spider of its own."""
    return getattr(crawler.spidercls, "site", None)


def _is_robots(request: "Request") -> bool:
    return bool(request.meta.get("dont_obey_robotstxt")) and request.url.endswith("/robots.txt")


def _seconds() -> float:
    return asyncio.get_running_loop().time()
