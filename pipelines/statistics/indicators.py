"""Which statistic each quantity of a sentence reports."""

import re
from collections.abc import Sequence

from pipelines.german.split_nouns import find_noun_behind
from pipelines.statistics.age_groups import find_group_told
from pipelines.statistics.amounts import find_scale
from pipelines.statistics.bare_numbers import find_bare
from pipelines.statistics.bare_units import find_unit
from pipelines.statistics.carrying import (
    counts_other,
    has_own_subject,
    is_told_again,
    speaks_of_young,
)
from pipelines.statistics.circles import find_circle, join_circle
from pipelines.statistics.columns import stands_in_columns
from pipelines.statistics.differences import find_changed
from pipelines.statistics.elsewhere import tells_areas_apart
from pipelines.statistics.halves import find_half
from pipelines.statistics.households import find_applications, find_cases, find_households
from pipelines.statistics.lasting import find_lasting
from pipelines.statistics.members import are_by_the_way, belong_to_households
from pipelines.statistics.municipal import find_jobcenters, find_municipal
from pipelines.statistics.narrowing import narrow_by_predicate
from pipelines.statistics.part_kinds import find_part
from pipelines.statistics.parts import (
    find_part_of_place,
    goes_on_parting,
    is_part,
)
from pipelines.statistics.passage import (
    BY_CIRCLE,
    DENIED,
    FITTING,
    MEASURED,
    NOTHING,
    RECEIVERS,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.penalties import is_sanctioned
from pipelines.statistics.posts import find_posts, is_out_of
from pipelines.statistics.predicates import find_predicate
from pipelines.statistics.rates import find_rate
from pipelines.statistics.refugees import REFUGEES
from pipelines.statistics.row_labels import find_label, find_labelled
from pipelines.statistics.settling import is_half_of_agency, settle_indicator
from pipelines.statistics.shares import is_ratio
from pipelines.statistics.some_of import find_some
from pipelines.statistics.spending import find_expected, find_spending
from pipelines.statistics.stocks import FLOWS
from pipelines.statistics.sums import bears_share, is_other_sum
from pipelines.statistics.tally import Tally
from pipelines.statistics.traces import end_on_part, turn_topic
from pipelines.statistics.wholes import allow

_ONE_SEX = re.compile(r"\s(?:[a-zäöüß]+\s)?(?:Frauen|Männern?)")
_TO_LEVEL = re.compile(r"\)?\s(?:\([^()]*\)\s)?auf\s(?:[a-zäöü]+\s){0,2}")
_BRACKET = re.compile(r"\([^()]*\)")
_PARTED = re.compile(r"[,;:.()]|\s(?:und|oder|sowie|die|der|das)\s")
_PLACES_TO_LEARN = frozenset({"Ausbildungsplätze", "Ausbildungsplätzen"})
_SHARED = frozenset({"person", "household", "case"})
"""Units that the next number lends: `von 310 auf 325 Anträge`."""
_HOUSEHOLDS = frozenset({"Haushalte", "Haushalten", "Familien", "Gemeinschaften"})
RULES = frozenset(
    {
        "noun", "part_noun", "part", "part_time", "part_place", "change", "change_of_level",
        "change_of_topic", "change_of_budget", "posts", "rate", "rate_of_topic", "rate_beside",
        "series", "subject", "topic", "list", "of_rate", "pair", "out_of", "members", "predicate",
        "ukraine", "households", "reported", "spending", "spending_goes_on", "denied", "planned",
        "elsewhere", "column", "office", "part_office", "none",
    }
)  # fmt: skip
"""The names of the rules here; each has two examples of its own under tests/."""


def read_statistics(
    passage: Passage, topic: Topic, tally: Tally
) -> tuple[list[Reading], Topic, Tally]:
    """The statistic of each quantity of a passage, and the topic and the tally after it."""
    readings: list[Reading] = []
    for index, quantity in enumerate(passage.quantities):
        found = _find(passage, index, readings, topic)
        indicator = found.indicator
        if indicator and not found.same:
            again = _find_repeated(passage, index, readings, indicator)
            indicator = again or settle_indicator(passage, index, indicator, topic)
        if is_half_of_agency(passage, index, indicator):
            indicator = None
        unit = find_unit(passage, index, indicator, found, readings, topic)
        scale = find_scale(passage, index, unit, found, readings, topic)
        reading = Reading(unit, indicator, found.rule, scale, found.kind, found.of)
        if passage.turns[index] is None:
            reading = _settle_sum(passage, index, tally, reading)
            tally = tally.add(quantity, reading)
        readings.append(reading)
        aside = are_by_the_way(passage, index, readings)
        topic = turn_topic(topic, reading, passage.turns[index], quantity, aside=aside)
    return readings, topic._replace(part=end_on_part(readings, passage.turns)), tally


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


def _find(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """The statistic of one quantity, by what stands nearest to it."""
    quantity, turn = passage.quantities[index], passage.turns[index]
    if quantity.unit in MEASURED or (quantity.unit == "fraction" and not turn):
        return NOTHING
    if stands_in_columns(passage):
        return Found(passage.heads[index], "column", same=True)
    if any(refuses(passage, index) for refuses in _NO_STATISTIC):
        return NOTHING
    if is_other_sum(passage, index):
        return find_expected(passage, index)
    if speaks_of_young(passage, index, topic):
        return Found("jugendarbeitslose", "topic", same=True)
    if turn is None and is_sanctioned(passage, index):
        return DENIED
    own = (
        find_group_told(passage, index, readings, topic)
        or find_labelled(passage, index, readings, topic)
        or find_posts(passage, index)
    )
    if own:
        return own
    direct = _direct(passage, index)
    if direct:
        return allow(passage, index, direct, "noun")
    if _is_group(passage, index):
        return DENIED
    beside = find_half(passage, index, topic) or _find_level_reached(passage, index, readings)
    if beside:
        return beside
    if (turn or quantity.unit == "percentage_point") and tells_areas_apart(passage, index):
        return Found(None, "elsewhere", same=True)
    if is_out_of(passage, index):
        return Found(None, "part")
    shared = quantity.unit in {"percent", "percentage_point"} and bears_share(passage, index, topic)
    if turn and turn.rule != "spared":
        return NOTHING if shared else find_changed(passage, index, readings, topic)
    some = find_some(passage, index) or _find_of_whole(passage, index, readings, topic)
    if some:
        return some
    return NOTHING if shared else _find_by_unit(passage, index, readings, topic)


def _find_of_whole(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """Those in households, those told of before, those who receive for long, a part of them."""
    quantity = passage.quantities[index]
    if belong_to_households(passage, index, readings, topic):
        return Found("leistungsberechtigte", "members")
    if is_told_again(passage, index):
        return Found(passage.seen[quantity.value], "topic", same=True)
    whole = readings[-1].indicator if readings else topic.indicator
    some = whole in FLOWS and is_part(passage, index)  # „1.720 fanden Arbeit, 402 davon …"
    lasting = not some and quantity.unit in {None, "person"} and find_lasting(passage, index)
    if lasting:
        return allow(passage, index, lasting, "predicate")
    place = find_part_of_place(passage, index, readings, topic)
    if place:
        return place
    if is_part(passage, index) or goes_on_parting(passage, index, readings):
        return find_part(passage, index, readings, topic)
    return None


def _find_by_unit(  # noqa: PLR0911  # each return is a unit
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found:
    """What is asked of rates, bare numbers, money, offices, cases, households and people."""
    quantity = passage.quantities[index]
    if quantity.unit in {"percent", "percentage_point"}:
        return find_rate(passage, index, readings, topic)
    shared = quantity.unit in _SHARED and not quantity.noun  # „von 16.052 auf 19.026 Menschen"
    if quantity.unit is None or shared:
        municipal = find_municipal(passage, index, topic)
        return municipal or find_bare(passage, index, readings, topic)
    if quantity.unit == "EUR":
        return find_spending(passage, index, readings, topic)
    if quantity.unit == "organisation":
        return find_jobcenters(passage, index)
    if quantity.noun in {"Fälle", "Fällen"}:
        return find_cases(passage, index, readings, topic)
    if quantity.noun in {"Anträge", "Anträgen"}:
        return find_applications(passage, index, topic)
    if quantity.noun in _HOUSEHOLDS:
        return find_households(passage, index, readings, topic)
    if _ONE_SEX.fullmatch(passage.text, quantity.number.end, quantity.end):
        return DENIED
    if quantity.unit in {"person", "job"} or quantity.noun in _PLACES_TO_LEARN:
        return find_predicate(passage, index, topic)
    return NOTHING


def _is_group(passage: Passage, index: int) -> bool:
    """`1.720 Ausländer waren arbeitslos`: the counted noun itself is a group."""
    quantity = passage.quantities[index]
    return quantity.unit == "person" and has_cue(
        passage, "group", quantity.number.end, quantity.end
    )


def _find_level_reached(  # noqa: PLR0911  # each return is a rule
    passage: Passage, index: int, readings: Sequence[Reading]
) -> Found | None:
    """`um 56 auf 6.244 Menschen`, `von 7 auf 4,7 Prozent`: the level that a change leads to."""
    if not index or passage.turns[index]:
        return None
    before, quantity = passage.quantities[index - 1], passage.quantities[index]
    if not passage.turns[index - 1] and not passage.text.endswith("von ", 0, before.start):
        return None
    same = quantity.unit in {None, readings[-1].unit} or readings[-1].unit == "percent"
    if not same or not _TO_LEVEL.fullmatch(passage.text, before.end, quantity.start):
        return None
    if readings[-1].rule == "denied":
        return DENIED
    if readings[-1].rule == "planned":
        return Found(None, "planned", of=readings[-1].of)
    if counts_other(passage, index - 1):
        return NOTHING
    if readings[-1].kind in BY_CIRCLE and readings[-1].indicator is None:
        return Found(readings[-1].kind, "series", same=True, apart=True)
    if readings[-1].indicator is None and has_own_subject(passage, index - 1):
        return NOTHING  # „Der Bedarf der Unternehmen ist um 50 auf 540 Personen gesunken"
    return Found(readings[-1].indicator, "series", same=True) if readings[-1].indicator else None


def _is_other(passage: Passage, index: int) -> bool:
    """`und 2.569 (Vorjahr: 2.541) nicht erwerbsfähig`: what stands behind it is no statistic."""
    end = passage.quantities[index].end
    _, behind = find_territory(passage, index)
    for cue in passage.cues:
        if cue.kind == "other" and end <= cue.start < behind:
            gap = _BRACKET.sub("", passage.text[end : cue.start])
            return not _PARTED.search(gap)
    return False


_NO_STATISTIC = (is_ratio, _is_other)
"""What takes a number out of all statistics, whatever its noun says."""


def _direct(passage: Passage, index: int) -> str | None:
    """The statistic that the counted noun itself is."""
    quantity = passage.quantities[index]
    fitting = FITTING.get(quantity.unit or "")
    if not fitting:
        return None
    split = quantity.noun and quantity.end == quantity.number.end
    behind = find_noun_behind(passage.text, quantity.end) if split else None
    for cue in passage.cues:
        if cue.start >= (behind or quantity).end:
            break
        if cue.start >= quantity.number.end and cue.kind == "other":
            return None
        if cue.kind in RECEIVERS and REFUGEES.match(quantity.noun):
            continue  # „293.000 erwerbsfähige Flüchtlinge"
        if cue.start >= quantity.number.end and cue.kind in fitting:
            return narrow_by_predicate(passage, index, cue.kind)
    return None
