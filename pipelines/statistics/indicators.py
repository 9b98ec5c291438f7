"""Which statistic each quantity of a sentence reports."""

from collections.abc import Sequence

from pipelines.statistics.amounts import find_scale
from pipelines.statistics.bare_units import find_unit
from pipelines.statistics.circles import find_circle, join_circle
from pipelines.statistics.kinds import find_kind
from pipelines.statistics.members import are_by_the_way
from pipelines.statistics.passage import (
    BY_CIRCLE,
    Asked,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.row_labels import find_label
from pipelines.statistics.settling import is_half_of_agency, settle_indicator
from pipelines.statistics.tally import Tally
from pipelines.statistics.traces import end_on_part, turn_topic

RULES = frozenset(
    {
        "noun", "part_noun", "part", "part_time", "part_place", "change", "change_of_level",
        "change_of_topic", "change_of_budget", "posts", "rate", "rate_of_topic", "rate_beside",
        "series", "subject", "topic", "list", "of_rate", "pair", "out_of", "members", "predicate",
        "ukraine", "households", "reported", "spending", "spending_goes_on", "denied", "planned",
        "elsewhere", "column", "office", "part_office", "none",
    }
)  # fmt: skip
"""The names of the rules, whatever module they stand in; each has two examples under tests/."""


def read_statistics(
    passage: Passage, topic: Topic, tally: Tally
) -> tuple[list[Reading], Topic, Tally]:
    """The statistic of each quantity of a passage, and the topic and the tally after it."""
    readings: list[Reading] = []
    for index, quantity in enumerate(passage.quantities):
        asked = Asked(passage, index, readings, topic)
        found = find_kind(asked)
        indicator = found.indicator
        if indicator and not found.same:
            again = _find_repeated(passage, index, readings, indicator)
            indicator = again or settle_indicator(passage, index, indicator, topic)
        if is_half_of_agency(passage, index, indicator):
            indicator = None
        unit = find_unit(asked, indicator, found)
        scale = find_scale(asked, unit, found)
        reading = Reading(unit, indicator, found.rule, scale, found.kind, found.of)
        if passage.turns[index] is None:
            reading = _settle_sum(passage, index, tally, reading)
            tally = tally.add(quantity, reading)
        readings.append(reading)
        aside = are_by_the_way(passage, index, readings)
        topic = turn_topic(topic, reading, passage.turns[index], quantity, aside=aside)
    part = end_on_part(readings, passage.turns)
    return readings, topic if part == topic.part else topic._replace(part=part), tally


def _settle_sum(passage: Passage, index: int, tally: Tally, reading: Reading) -> Reading:
    """`4.210 beim Jobcenter, 1.890 bei der Agentur. Das macht 6.100`: the numbers say it."""
    circle = tally.name_circle(passage.quantities[index], reading)
    if circle is None:
        return reading
    kind = "arbeitslose"
    row = reading.rule == "none" and find_label(passage, index)
    rule = "list" if row else reading.rule
    named = join_circle(kind, circle)
    return reading._replace(unit="person", indicator=named, kind=kind, rule=rule)


def _find_repeated(
    passage: Passage, index: int, readings: Sequence[Reading], kind: str
) -> str | None:
    """`Betrug die Quote im Kreis noch 10 Prozent, so liegt sie bei 3,3`: in the same circle."""
    if not readings or kind not in BY_CIRCLE or readings[-1].kind != kind:
        return None
    before, _ = find_territory(passage, index)
    own = has_cue(passage, kind, before, passage.quantities[index].end)
    return None if own or find_circle(passage, index) else readings[-1].indicator
