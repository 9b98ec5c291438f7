"""The walk over a source's listings, page by page, as far as a run has to."""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from pipelines.addresses import canonical_address
from pipelines.document import DocumentError
from pipelines.empty_pages import explain_empty_listing
from pipelines.items import Lead, Page, PageKind, Problem
from pipelines.kept_back import find_kept_back
from pipelines.listing import read_listing
from pipelines.site import Site
from scrapers.tally import Tally

_NAME_ALL: Final = frozenset({"api", "sitemap"})
"""Kinds of lists that name every post of a site."""


def runs_back(leads: Sequence[Lead]) -> bool:
    """Whether a list has the newest first, as far as its days tell: the rest of it is older.

    A few that stand first for good, or that share a month, change nothing.
    """
    days = [lead.published for lead in leads if lead.published is not None]
    rising = sum(later > earlier for earlier, later in pairwise(days))
    return rising < 2 or rising * 3 < len(days) - 1


class Walk:
    """One run's way through the listings of a site."""

    def __init__(
        self,
        site: Site,
        fetch: Callable[[str, PageKind], Awaitable[Page | None]],
        tell: Callable[[Problem], None],
        *,
        tally: Tally,
        settled: Collection[str],
    ) -> None:
        self.site = site
        self.fetch = fetch
        self.tell = tell
        self.tally = tally
        self.settled = frozenset(settled)
        """Canonical addresses: a page that leads to these alone ends the walk."""
        self.listed = False
        """A listing was found and read."""
        self.cut_short = False
        """A listing page could not be had, or the limit was reached."""
        self.kept_back: list[Problem] = []
        """Where a listing goes on by script alone, short of what earlier runs settled."""

    async def find_leads(self, url: str, kind: PageKind) -> AsyncIterator[Lead]:
        """Read a listing page by page, as far as this run has to."""
        waiting, walked, seen = deque([(url, False)]), set[str](), set[str]()
        while waiting:
            url, is_after_none = waiting.popleft()
            if canonical_address(url, self.site) in walked:
                continue
            if self.tally.listing_pages >= self.site.listing_pages:
                self._stop_before(url)
                return
            walked.add(canonical_address(url, self.site))
            page = await self.fetch(url, kind)
            read = None if page is None else self._read_listing(page)
            if read is None:
                self.cut_short = True
                continue
            self.tally.listing_pages += 1
            leads, following = read
            addresses = {canonical_address(lead.url, self.site) for lead in leads}
            self.listed = self.listed or bool(leads)
            self.tally.leads += len(addresses - seen)
            for lead in leads:
                yield lead
            if addresses and addresses <= self.settled and runs_back(leads):
                continue  # the rest was settled by an earlier run
            if (
                addresses <= seen
                and walked != {canonical_address(url, self.site)}
                and (addresses or is_after_none)
            ):
                continue  # the same entries again: beyond the last page, or a loop
            if page is not None and not (following or seen or is_after_none):
                self._note_end(url, page, leads, is_known=bool(addresses & self.settled))
            seen |= addresses
            # A page of an archive's months has no entries of its own, the pages behind it do.
            waiting.extend((link, not addresses) for link in following)

    def _note_end(self, url: str, page: Page, leads: tuple[Lead, ...], *, is_known: bool) -> None:
        """Tell of a list's first page that leads nowhere and lists nothing, or not all."""
        if not leads:
            self.tell(evolve(explain_empty_listing(page, known=bool(self.settled)), url=url))
        elif not is_known and (kept_back := find_kept_back(page, leads)) is not None:
            self.kept_back.append(kept_back)

    def _stop_before(self, url: str) -> None:
        """Leave a listing page, and all behind it, to a run that may read more."""
        self.cut_short = True
        says = (
            f"{url}: not read, since {self.site.listing_pages} listing pages are "
            "the limit of one run; raise listing_pages in the site file"
        )
        self.tell(Problem(code="listing_limit", says=says, url=url))

    def tell_kept_back(self, kinds: Iterable[PageKind]) -> None:
        """Tell what scripts keep back, unless an interface or sitemap among the lists names all."""
        if _NAME_ALL.isdisjoint(kinds):
            for problem in self.kept_back:
                self.tell(problem)

    def _read_listing(self, page: Page) -> tuple[tuple[Lead, ...], tuple[str, ...]] | None:
        """Read a listing page; None, and a problem, where it is none."""
        try:
            return read_listing(page, self.site)
        except DocumentError as error:
            self.tell(Problem(code=error.code, says=error.says, url=page.url))
            return None
