"""SiteLoader: Scrapy's spiders are the site files."""

import builtins
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipelines.addresses import same_host
from pipelines.site import Site, SiteError
from scrapers.failures import leave
from scrapers.sources import find_sites
from scrapers.spider import NewsSpider

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.settings import BaseSettings


class SiteLoader:
    """Scrapy's spiders: one for each site file, so that `scrapy list` shows the sources."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        self._sites = sites

    @classmethod
    def from_settings(cls, settings: "BaseSettings") -> Self:
        """Read the package's site files and the user's; a wrong one ends Scrapy with a line."""
        try:
            return cls(find_sites([Path(folder) for folder in settings.getlist("KJC_SITES")]))
        except SiteError as error:
            leave(error)

    def load(self, spider_name: str) -> type[NewsSpider]:
        """Return the spider of a source; raises KeyError as Scrapy expects."""
        return spider_for(self._sites[spider_name])

    def list(self) -> builtins.list[str]:
        """Return the sources' slugs."""
        return sorted(self._sites)

    def find_by_request(self, request: "Request") -> builtins.list[str]:
        """Return the sources on whose hosts the request's address is."""
        return [slug for slug, site in self._sites.items() if same_host(request.url, site)]


def spider_for(site: Site, *, explore: bool = False) -> type[NewsSpider]:
    """Return the spider class of one source."""
    return type("SiteSpider", (NewsSpider,), {"name": site.slug, "site": site, "explore": explore})
