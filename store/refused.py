"""Refused: what was larger than the limit, so that nothing of it is in the cellar."""

from collections.abc import Mapping
from typing import Final

from pipelines.addresses import canonical_address
from pipelines.items import Problem
from pipelines.site import Site
from store.database import Archive

TOO_LARGE: Final = "too_large"
"""The problem of a page or file beyond the limit."""


def find_refused(archive: Archive, site: Site) -> Mapping[str, Problem]:
    """What was told of it, by canonical address, where the server sent nothing else since then.

    Only a run over everything asks for it again: it would be as large tomorrow.
    """
    rows = archive.rows(
        "select url, says from crawl_problems join crawls on crawls.id = crawl"
        " where site = ? and code = ? and not exists ("
        "  select 1 from pages where pages.site = crawls.site"
        "  and requested_url = crawl_problems.url and fetched_at >= started_at)"
        " order by crawl, position",
        (site.slug, TOO_LARGE),
    )
    return {
        canonical_address(row["url"], site): Problem(
            code=TOO_LARGE, says=row["says"], url=row["url"]
        )
        for row in rows
    }


def was_refused(archive: Archive, site: str, url: str) -> bool:
    """Whether any run of a source refused this address."""
    return bool(
        archive.value(
            "select 1 from crawl_problems join crawls on crawls.id = crawl"
            " where site = ? and url = ? and code = ?",
            (site, url, TOO_LARGE),
        )
    )
