"""Where an undescribed site lists its announcements: looked for from its start pages on."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from pipelines.addresses import canonical_address
from pipelines.choice import Choice, choose_listings
from pipelines.document import DocumentError
from pipelines.items import Page, PageKind, Problem
from pipelines.site import Site
from pipelines.survey import PROMISING, Candidate, find_listings

MOST_CANDIDATES: Final = 12
"""How many pages of a site are looked at, at once, in search of its news."""
_LIST_ALL: Final = frozenset({"listing", "api"})
"""Kinds of listings that go on to the oldest announcements."""


class Look(Protocol):
    """Fetches a page to look at; None where it cannot be had."""

    async def __call__(self, url: str, kind: PageKind, *, optional: bool = False) -> Page | None:
        """Fetch the page at `url`; it is told if it cannot be had, unless it is optional."""
        ...


class Exploration:
    """One search for the listings of a site."""

    def __init__(self, site: Site, look: Look, tell: Callable[[Problem], None]) -> None:
        self.site = site
        self.look = look
        self.tell = tell
        self._seen: set[str] = set()

    async def choose(self) -> Choice:
        """Look at what the start pages promise, and choose the listings to walk.

        Where that shows no listing, the other sections of their menus are looked at, too, and
        what the pages of the first look point to.
        """
        pages = [page for url in self.site.start if (page := await self.look(url, "listing"))]
        if not pages:
            return Choice(listings=())  # why not is told already
        html = [page for page in pages if page.kind == "listing"]
        named = [one for page in html for one in self._name_candidates(page)]
        self._seen |= {canonical_address(page.requested_url, self.site) for page in pages}
        pages += await self._look_at(one for one in named if one.weight >= PROMISING)
        choice = choose_listings(pages, self.site)
        if any(one.kind in _LIST_ALL for one in choice.listings):
            return choice
        for page in pages[len(self.site.start) :]:
            if page.kind == "listing":
                named += self._name_candidates(page)
        further = await self._look_at(named)
        return choose_listings([*pages, *further], self.site) if further else choice

    def _name_candidates(self, page: Page) -> tuple[Candidate, ...]:
        """What a page points to as places of announcements; none where it cannot be read."""
        try:
            return find_listings(page, self.site)
        except DocumentError as error:
            self.tell(Problem(code=error.code, says=error.says, url=page.url))
            return ()

    async def _look_at(self, named: Iterable[Candidate]) -> list[Page]:
        """Fetch the best of some candidates that were not asked for yet."""
        candidates: dict[str, Candidate] = {}
        for candidate in named:
            address = canonical_address(candidate.url, self.site)
            if address not in self._seen:
                candidates.setdefault(address, candidate)
        best = sorted(candidates.items(), key=lambda one: -one[1].weight)[:MOST_CANDIDATES]
        self._seen.update(address for address, _ in best)
        looked = [await self.look(one.url, one.kind, optional=True) for _, one in best]
        return [page for page in looked if page is not None]
