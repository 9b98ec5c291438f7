"""The year that an announcement plans for: its sums are of that year, whatever was counted when."""

from collections.abc import Sequence

from pipelines.german.tense import looks_back
from pipelines.german.text import Span
from pipelines.items import DateMention
from pipelines.statistics.passage import Reading
from pipelines.statistics.period_words import load_words
from pipelines.statistics.timeline import Timeline
from pipelines.statistics.times import is_ahead

_LEAD = 400
"""Within so many characters a plan names its year."""


def find_planned_year(
    title: str, dates: Sequence[DateMention], published: str | None
) -> str | None:
    """The year to come that is named in the beginning, below a title on a plan."""
    if published is None or not load_words("planning").search(title):
        return None
    years = (m.value for m in dates if m.start < _LEAD and m.value.isdigit())
    return next((year for year in years if is_ahead(year, published)), None)


def find_planned(timeline: Timeline, reading: Reading) -> str | None:
    """What a plan says that will be spent is spent in its year."""
    if timeline.report.planned is None or reading.indicator != "ausgaben":
        return None
    passage = timeline.passage
    past = looks_back(passage.text, Span(passage.start, passage.end))
    return None if past else timeline.report.planned
