"""Gone: what each post's own address answered last, and which of them have to be asked again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from pipelines.addresses import canonical_address, same_host
from pipelines.copies import find_copy_sign
from pipelines.items import Lead
from pipelines.site import Site
from store.database import Archive
from store.leads import Entry, find_entries
from store.reader import own_reader
from store.refused import find_refused

A_DAY: Final = timedelta(hours=20)
"""Between two answers that make a post gone: a day, less what the runs of two days may differ."""


@frozen
class Answers:
    """What an address answered that once showed a page; failures are no answers."""

    shown: str
    """When the page came last; UTC, ISO 8601."""
    missing: tuple[str, ...]
    """When the server said since then that there is no such page (404, 410), oldest first."""


def read_answers(archive: Archive, site: Site) -> Mapping[str, Answers]:
    """The answers of every address that showed a page, by canonical address."""
    shown: dict[str, str] = {}
    missing: dict[str, list[str]] = defaultdict(list)
    for row in archive.rows(
        "select requested_url, status, fetched_at from pages where site = ?"
        " and kind in ('article', 'attachment') and status in (200, 304, 404, 410)"
        " order by id",
        (site.slug,),
    ):
        address = canonical_address(row["requested_url"], site)
        if row["status"] in {200, 304}:
            shown[address] = row["fetched_at"]
            missing.pop(address, None)
        else:
            missing[address].append(row["fetched_at"])
    return {
        address: Answers(moment, tuple(missing.get(address, ())))
        for address, moment in shown.items()
    }


def find_gone_since(missing: Sequence[str]) -> str | None:
    """Since when a post is gone: the first of two such answers that are a day apart, or more.

    The last one counts from; an earlier one of a clock that ran ahead is none.

    >>> find_gone_since(["2026-03-01T06:15:09Z", "2026-03-02T06:15:02Z"])
    '2026-03-01T06:15:09Z'
    >>> find_gone_since(["2026-03-01T06:15:00Z", "2026-03-01T18:15:00Z"]) is None
    True
    """
    if not missing:
        return None
    last = datetime.fromisoformat(missing[-1])
    return next((m for m in missing if last - datetime.fromisoformat(m) >= A_DAY), None)


def find_lost(
    archive: Archive, site: Site, *, since: str, everything: bool = False
) -> tuple[Lead, ...]:
    """The entries whose posts may be gone, for a run that began at `since` and walked the lists.

    These are the entries that left a list which this run read (with `everything`: that no list
    shows any more) and whose page was not asked for since then; and those whose page was missing
    when it was last asked for, until they are gone, or where a list shows them again. An entry that
    only slid on to a page that the run had no need to read costs one request, once. One whose page
    is larger than the limit by now is there.
    """
    answers, refused = read_answers(archive, site), find_refused(archive, site)
    crawls = "select started_at from crawls where site = ? order by id"
    starts = [row["started_at"] for row in archive.rows(crawls, (site.slug,))]
    listings = (
        "select url from pages where site = ? and fetched_at >= ? and status in (200, 304)"
        " and kind in ('listing', 'feed', 'api', 'sitemap')"
    )
    read = {row["url"] for row in archive.rows(listings, (site.slug, since))}

    def is_lost(address: str, entry: Entry) -> bool:
        seen = entry.sightings[-1]
        known = answers.get(address)
        if known is None or address in refused:
            return False
        is_listed = seen.fetched_at >= since
        if known.missing:
            return is_listed or find_gone_since(known.missing) is None
        left = next((start for start in starts if start > seen.fetched_at), since)
        return not is_listed and known.shown < left and (everything or seen.url in read)

    return tuple(
        entry.lead
        for address, entry in sorted(find_entries(archive, own_reader(), site).by_address.items())
        if not entry.lead.whole
        and same_host(entry.lead.url, site)
        and find_copy_sign(entry.lead, site) is None
        and is_lost(address, entry)
    )
