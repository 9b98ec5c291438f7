"""Tally: what a run did so far."""

from attrs import define

from pipelines.items import Page


@define
class Tally:
    """What a run did so far."""

    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    leads: int = 0
    listing_pages: int = 0
    articles: int = 0

    def count(self, page: Page) -> None:
        """Count one response."""
        self.requests += 1
        self.not_modified += page.status == 304
        self.bytes += len(page.body)
        self.articles += page.kind == "article"
