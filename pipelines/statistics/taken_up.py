"""The statistic spoken of before, where a sentence takes it up: `Im Vorjahr waren es 310`."""

from collections.abc import Sequence

from pipelines.statistics.aims import is_planned, tells_result
from pipelines.statistics.carrying import has_own_subject, speaks_of_it
from pipelines.statistics.circles import find_circle
from pipelines.statistics.elsewhere import goes_on_elsewhere
from pipelines.statistics.households import came_in, is_tallied
from pipelines.statistics.passage import (
    COUNT_UNITS,
    DENIED,
    NOTHING,
    UNEMPLOYED,
    Found,
    Passage,
    Reading,
    Topic,
)
from pipelines.statistics.predicates import AGAIN, find_people_of_rate
from pipelines.statistics.rows import is_row
from pipelines.statistics.subjects import find_unit_of_mover

CROWD = 100
"""From so many on a number is no rate, and counts no firms."""
_LISTED = 3
"""So many bare numbers make a list."""


def go_on_with_topic(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found:
    """The statistic spoken of, where the sentence takes it up, names its circle or lists it."""
    quantity = passage.quantities[index]
    again = _takes_up(passage, index, readings, topic)
    bare = sum(q.unit is None for q in passage.quantities)
    moved = find_unit_of_mover(passage, quantity) or topic.unit  # „Die Klagen nahmen auf 140 zu"
    listed = (bare >= _LISTED and moved == topic.unit) or is_row(passage, topic)
    again = again or (
        not (readings or listed or has_own_subject(passage, index))
        and goes_on_elsewhere(passage, index, topic)
    )
    if again and not readings and topic.other:
        return DENIED  # „1.200 Besucher kamen. Vor zwei Jahren waren es 900."
    circle = find_circle(passage, index)
    again = again or bool(topic.indicator in UNEMPLOYED and not topic.stale and circle)
    if not again and not (topic.indicator and listed):
        return DENIED if topic.group else NOTHING
    if topic.unit == "percent" and quantity.value >= CROWD:
        people = find_people_of_rate(topic.indicator or "")
        told = circle and people.kind  # „Im SGB III waren es 2.126"
        return Found("arbeitslose", "of_rate") if told else people
    if is_planned(passage, index):
        return Found(None, "planned", of=topic.indicator)
    rule = "topic" if again else "list"
    base = (topic.indicator or "").removesuffix("_sgb2")
    if base.startswith("arbeitslose") and circle:
        return Found(base, rule)
    return Found(topic.indicator, rule, same=True)


def _takes_up(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> bool:
    """`Im Vorjahr waren es 310`, `Gezählt wurden 1.210`: so many of those spoken of."""
    quantity, text = passage.quantities[index], passage.text
    if not topic.indicator:
        return False
    if not topic.stale and (
        (passage.dated and AGAIN.search(text, passage.start, passage.end))
        or (topic.unit == "case" and came_in(passage, index))
        or is_tallied(passage, index)
        or (not readings and tells_result(passage, index))
    ):
        return True
    counted = topic.near and topic.unit in COUNT_UNITS and quantity.value >= CROWD
    return counted and not readings and speaks_of_it(passage, index)
