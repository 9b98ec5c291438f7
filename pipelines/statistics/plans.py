"""The year that an announcement plans for: its sums are of that year, whatever was counted when."""

import re
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
_FOR = re.compile(r"\s(?:(?:für|des|das|Jahr(?:es)?)\s){0,3}")
_REACH = 60
"""Within so many characters before its year a plan is named."""


def find_planned_year(
    text: str, title: str, dates: Sequence[DateMention], published: str | None
) -> str | None:
    """The year to come, or the running one right behind the plan's name."""
    if published is None or not load_words("planning").search(title):
        return None
    for mention in dates:
        if mention.start >= _LEAD:
            break
        if not mention.value.isdigit():
            continue
        running = mention.value == published[:4] and _is_of_plan(text, mention.start)
        if running or is_ahead(mention.value, published):
            return mention.value
    return None


def _is_of_plan(text: str, at: int) -> bool:
    """`der Haushaltsplan für das Jahr` before its number at `at`."""
    plans = load_words("planning").finditer(text, max(0, at - _REACH), at)
    return any(_FOR.fullmatch(text, plan.end(), at) for plan in plans)


def find_planned(timeline: Timeline, reading: Reading) -> str | None:
    """What a plan says that will be spent is spent in its year."""
    if timeline.planned is None or reading.indicator != "ausgaben":
        return None
    passage = timeline.passage
    return None if looks_back(passage.text, Span(passage.start, passage.end)) else timeline.planned
