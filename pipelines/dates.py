"""From the grammar to the post: the calendar expressions of its title and its text."""

from attrs import evolve

from pipelines.german.dates import find_dates
from pipelines.german.timex import date_span
from pipelines.items import Post
from pipelines.told_text import read_told_text

__all__ = ["Dates", "date_span"]


class Dates:
    """The stage that reads a post's dates against its day of publication."""

    def process_item(self, item: Post) -> Post:
        """The post with the mentions of its title, teaser and text, each with its source."""
        in_title = find_dates(item.title, reference=item.published)
        told = read_told_text(item)
        in_text = find_dates(told.whole, reference=item.published, title=item.title)
        titled = tuple(evolve(mention, source="title") for mention in in_title)
        return evolve(item, dates=titled + told.part(in_text))
