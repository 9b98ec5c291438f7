"""From the grammar to the post: the calendar expressions of its title and its text."""

from attrs import evolve

from pipelines.german.dates import find_dates
from pipelines.german.timex import date_span
from pipelines.items import DateMention, Post

__all__ = ["Dates", "date_span"]


class Dates:
    """The stage that reads a post's dates against its day of publication."""

    def process_item(self, item: Post) -> Post:
        """The post with the mentions of its title (source `title`) and of its text (`text`)."""
        in_title = find_dates(item.title, reference=item.published)
        in_text = find_dates(item.text, reference=item.published, title=item.title)
        dates = _name_source(in_title, "title") + _name_source(in_text, "text")
        return evolve(item, dates=dates)


def _name_source(mentions: tuple[DateMention, ...], source: str) -> tuple[DateMention, ...]:
    return tuple(evolve(mention, source=source) for mention in mentions)
