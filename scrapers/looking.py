"""LookSpider: fetches pages for somebody to look at, and keeps nothing."""

from collections.abc import AsyncIterator, Sequence

from scrapy import Request

from pipelines.items import Post
from pipelines.site import Site
from scrapers.spider import NewsSpider


class LookSpider(NewsSpider):
    """Fetches some pages to look at; it neither walks nor settles."""

    urls: Sequence[str] = ()

    async def start(self) -> AsyncIterator[Request | Post]:
        """Fetch the pages one after the other."""
        self.pages = [page for url in self.urls if (page := await self._fetch(url, "unknown"))]
        return
        yield  # an async generator, as Scrapy wants it

    def closed(self, reason: str) -> None:  # noqa: ARG002 - Scrapy passes it
        """Nothing to settle."""
        self.archive.close()


def looker_for(site: Site, urls: Sequence[str]) -> type[LookSpider]:
    """Return the spider class that fetches `urls` of one source."""
    return type("Looker", (LookSpider,), {"name": site.slug, "site": site, "urls": urls})
