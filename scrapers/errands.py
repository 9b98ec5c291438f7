"""Errands: what a run asks for besides the lists, each address once and nothing that is kept."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from pipelines.addresses import canonical_address, same_host
from pipelines.attachments import is_file_address
from pipelines.copies import find_copy_sign
from pipelines.items import Lead, PageKind
from pipelines.site import Site
from store.clock import now_utc
from store.crawls import find_settled, find_unread
from store.database import Archive
from store.gone import read_answers
from store.pages import has_page
from store.refused import find_refused

FRESH: Final = timedelta(days=7)
"""How long the page of a post is asked for again, each day, for what was put right in it."""


@frozen
class Errand:
    """A page or file to fetch."""

    url: str
    kind: PageKind
    lead: Lead | None = None
    """What a list says of it."""


class Errands:
    """Knows what the archive holds of a site as a run begins, and what the run asked for since."""

    def __init__(self, archive: Archive, site: Site, *, walk_all: bool) -> None:
        self.archive = archive
        self.site = site
        self.walk_all = walk_all
        self.settled = find_settled(archive, site)
        """What needs no further look, by canonical address: where a walk may stop."""
        self._unread = find_unread(archive, site)
        self._done = read_answers(archive, site).keys() | find_refused(archive, site)
        self._asked: set[str] = set()
        self._today = date.fromisoformat(now_utc()[:10])

    def follow(self, lead: Lead, *, again: bool = False) -> Iterator[Errand]:
        """Ask for the page of an entry and its files, once a run, unless kept or too large.

        An entry that is the whole post has no page of its own, but may have files.

        With `again` also then: it may be gone. An entry with another title or day than ever before
        was edited, and its page was too; one of the last days may have been corrected.
        """
        address = canonical_address(lead.url, self.site)
        if address in self._asked:
            return
        if not same_host(lead.url, self.site) or find_copy_sign(lead, self.site) is not None:
            return  # settle tells it: the entry is in the cellar, its page never will be
        known = self.settled.get(address)
        is_edited = known is not None and (lead.title, lead.published) not in known.said
        wanted = again or self.walk_all or is_edited or address in self._unread
        wanted = wanted or self._is_fresh(lead)
        if not lead.whole and (wanted or not self._is_done(lead.url)):
            self._asked.add(address)
            yield Errand(lead.url, "attachment" if is_file_address(lead.url) else "article", lead)
        for attachment in lead.attachments:
            yield from self.follow_file(attachment.url)

    def follow_file(self, url: str) -> Iterator[Errand]:
        """Ask for an attached file, once a run, unless it is kept or was too large."""
        if url in self._asked or not same_host(url, self.site):
            return
        self._asked.add(url)
        if self.walk_all or not self._is_done(url):
            yield Errand(url, "attachment")

    def _is_fresh(self, lead: Lead) -> bool:
        """Whether an entry is so new that a slip in it may be put right, with nothing to show it.

        Its page is asked for what changed only, so a server that knows its pages sends none.
        """
        return lead.published is not None and abs(lead.published - self._today) <= FRESH

    def _is_done(self, url: str) -> bool:
        address = canonical_address(url, self.site)
        return address in self._done or has_page(self.archive, self.site.slug, url)
