"""Which sites a command is about: by name, by address, by folder."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import evolve

from pipelines.platform_files import find_platforms
from pipelines.site import Site, SiteError, is_absolute
from scrapers.middlewares import is_loopback
from scrapers.sources import find_sites

if TYPE_CHECKING:
    from scrapers.configuration import Configuration


def choose_sites(
    configuration: "Configuration",
    names: Sequence[str],
    start: str | None,
    folders: Sequence[Path],
) -> tuple[Site, ...]:
    """The sites of a crawl: those with these names, else the one at `start`, else all.

    Raises SiteError where one is unknown, its file is wrong, or no contact is set.
    """
    if start is not None:
        if names:
            raise SiteError("name sources or give --start, not both")
        chosen: tuple[Site, ...] = (site_at(start),)
    else:
        known = find_sites((*configuration.sites, *folders))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise SiteError(f"no source {', '.join(unknown)}; known: {', '.join(sorted(known))}")
        chosen = tuple(known[name] for name in dict.fromkeys(names or known))
    check_contact(configuration, chosen)
    return chosen


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


def check_contact(configuration: "Configuration", sites: Sequence[Site]) -> None:
    """Raise SiteError where a host out there would be asked without a contact."""
    outside = [url for site in sites for url in site.start if not is_loopback(url)]
    if outside and not configuration.contact:
        raise SiteError(
            f"{outside[0]} is not on this machine, and no contact is set: write "
            'contact = "you@example.org" into kjc.toml (or KJC_CONTACT), so that the '
            "administrators of the sites know whom to write to"
        )


def leave_platforms_out(site: Site, platforms: Sequence[str]) -> Site:
    """A site read without the knowledge of some CMS families, for measurements."""
    if "all" in platforms:
        return evolve(site, platforms=())
    return evolve(site, platforms=tuple(p for p in find_platforms() if p not in platforms))
