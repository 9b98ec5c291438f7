"""One page's links, seen from where they may lead."""

import re
from collections.abc import Sequence

from pipelines.address_shapes import target_of
from pipelines.addresses import canonical_address, same_host
from pipelines.items import Lead
from pipelines.outline import Outline
from pipelines.page_rows import is_same_row, numbers_of
from pipelines.site import Site
from pipelines.wording import file_kind


class Ways:
    """A listing page with its entries, and which addresses may lead on from it."""

    def __init__(self, outline: Outline, leads: Sequence[Lead], site: Site) -> None:
        self.outline = outline
        self.leads = leads
        self.site = site
        self.page = outline.document.url.partition("#")[0]
        self.here = canonical_address(self.page, site)
        self.entries = {lead.url.partition("#")[0] for lead in leads}
        self.ignored = [re.compile(pattern) for pattern in site.ignore]

    def leads_on(self, url: str) -> bool:
        """Whether an address is another page of this site that may be fetched for its entries."""
        if not same_host(url, self.site) or file_kind(url) is not None:
            return False
        if canonical_address(url, self.site) == self.here:
            return False
        target = target_of(url)
        if any(pattern.search(target) for pattern in self.ignored):
            return False
        return not self._goes_back(url)

    def _goes_back(self, url: str) -> bool:
        """Whether the address is this page's with a smaller number in one place, or its first."""
        ours, theirs = numbers_of(self.page), numbers_of(url)
        if ours.keys() == theirs.keys():
            changed = [(ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]]
            # Pages that count down (index-5, index-4) are told by what links to them.
            return len(changed) == 1 and changed[0][1] <= 0 and changed[0][0] > 0
        return False

    def is_variant_of_page(self, url: str) -> bool:
        """Whether an address is this page's own with another number: `?page=2`, `/page/2/`."""
        return same_host(url, self.site) and is_same_row(self.page, url)
