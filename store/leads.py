"""Leads: what the stored listings of a source say of its posts, in whatever order they came."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import define, evolve, field, frozen

from pipelines.addresses import canonical_address
from pipelines.items import Lead, PageKind, Problem
from pipelines.site import Site
from store.database import Archive
from store.memos import ListingReading, read_leads_once
from store.reader import Reader

LISTINGS: Final[tuple[PageKind, ...]] = ("listing", "feed", "api", "sitemap")
"""Kinds of pages that have entries; what an earlier one says counts more."""


@frozen(kw_only=True)
class Sighting:
    """A stored listing page on which an entry stands."""

    page_id: int
    url: str
    fetched_at: str
    sha256: str


@define(kw_only=True)
class Entry:
    """One address that listings lead to."""

    lead: Lead
    """What is told of it, by the page that tells most of those that are current."""
    rank: tuple[object, ...] = ()
    """How much that is."""
    sightings: list[Sighting] = field(factory=list)
    """Oldest first."""
    said: set[tuple[str, date | None]] = field(factory=set)
    """The title and the day that any page gave it at any time."""

    def see(self, lead: Lead, rank: tuple[object, ...], sighting: Sighting) -> None:
        """Note that it stands on a listing page, and what that tells of it."""
        if rank > self.rank:
            self.lead, self.rank = lead, rank
        self.said.add((lead.title, lead.published))
        self.sightings.append(sighting)


@frozen(kw_only=True)
class Entries:
    """All that the listings of a source lead to, by canonical address, and what was wrong there."""

    by_address: Mapping[str, Entry]
    problems: tuple[Problem, ...]
    pages: frozenset[str]
    """The canonical addresses of the listing pages themselves."""


def find_entries(
    archive: Archive, reader: Reader, site: Site, *, until: str | None = None
) -> Entries:
    """Read all stored listing pages of a source, or those that came until a moment (UTC).

    An entry that slid off the last page, or that its source took out, stays known. What the entry
    says is taken from the newest bodies first; among those the choice hangs on the words alone,
    never on the order in which pages came.
    """
    rows = archive.rows(
        "select id, url, requested_url, kind, fetched_at, sha256, content_type, charset"
        " from pages where site = ?"
        " and kind in ('listing', 'feed', 'api', 'sitemap') and status in (200, 304)"
        " and fetched_at <= coalesce(?, '9999') order by id",
        (site.slug, until),
    )
    newest = {(row["kind"], row["requested_url"]): row["sha256"] for row in rows}
    known: dict[tuple[str, ...], tuple[ListingReading, list[str]]] = {}
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for row in rows:
        current = newest[row["kind"], row["requested_url"]] == row["sha256"]
        # A list that is asked every day says the same for weeks: a thousand rows, a few bodies.
        same = tuple(row[key] for key in ("url", "kind", "sha256", "content_type", "charset"))
        if same not in known:
            told = read_leads_once(archive, reader, site, row["id"])
            known[same] = told, [canonical_address(lead.url, site) for lead in told.leads]
        reading, addresses = known[same]
        if reading.problem is not None and current:
            problems.append(reading.problem)
        sighting = Sighting(
            page_id=row["id"], url=row["url"], fetched_at=row["fetched_at"], sha256=row["sha256"]
        )
        for lead, address in zip(reading.leads, addresses, strict=True):
            entry = found.setdefault(address, Entry(lead=lead))
            entry.see(lead, _rank(lead, row["kind"], current=current), sighting)
    return Entries(
        by_address=found,
        problems=(*dict.fromkeys(problems), *_check_first_pages(archive, reader, site)),
        pages=frozenset(canonical_address(row["requested_url"], site) for row in rows),
    )


def _rank(lead: Lead, kind: PageKind, *, current: bool) -> tuple[object, ...]:
    """How much an entry tells; the last word makes the choice the same on any machine."""
    return (
        current,
        not lead.whole,
        lead.published is not None,
        lead.published_at is not None,
        -LISTINGS.index(kind),
        len(lead.title),
        len(lead.teaser),
        len(lead.attachments),
        repr(lead),
    )


def _check_first_pages(archive: Archive, reader: Reader, site: Site) -> list[Problem]:
    """What is suspicious about the listings that a run begins with.

    One without entries of its own may lead to those that have them: in a frame, month by month.
    """
    found: dict[str, list[Problem]] = defaultdict(list)
    for url in site.start:
        page_id = _find_last_list(archive, site, url)
        if page_id is not None:
            reading = read_leads_once(archive, reader, site, page_id)
            leads = reading.leads or _find_behind(archive, reader, site, reading.after)
            found[url] += [
                evolve(problem, says=f"{url}: {problem.says}", url=url)
                for problem in reader.check_leads(leads, site)
            ]
    return [problem for problems in found.values() for problem in problems]


def _find_behind(
    archive: Archive, reader: Reader, site: Site, after: tuple[str, ...]
) -> tuple[Lead, ...]:
    """The entries of the pages that one without any leads to, as they came last."""
    pages = (_find_last_list(archive, site, url) for url in after)
    return tuple(
        lead
        for page_id in pages
        if page_id is not None
        for lead in read_leads_once(archive, reader, site, page_id).leads
    )


def _find_last_list(archive: Archive, site: Site, url: str) -> int | None:
    page_id: int | None = archive.value(
        "select id from pages where site = ? and requested_url = ? and kind = 'listing'"
        " and status in (200, 304) order by id desc limit 1",
        (site.slug, url),
    )
    return page_id
