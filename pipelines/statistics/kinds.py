"""Which statistic a number is of, by what stands nearest to it; its circle is settled later."""

import re
from collections.abc import Sequence

from pipelines.german.split_nouns import find_noun_behind
from pipelines.statistics.age_groups import find_group_told
from pipelines.statistics.bare_numbers import find_bare
from pipelines.statistics.carrying import (
    counts_other,
    has_own_subject,
    is_told_again,
    speaks_of_young,
)
from pipelines.statistics.columns import stands_in_columns
from pipelines.statistics.differences import find_changed
from pipelines.statistics.elsewhere import tells_areas_apart
from pipelines.statistics.halves import find_half
from pipelines.statistics.households import find_applications, find_cases, find_households
from pipelines.statistics.lasting import find_lasting
from pipelines.statistics.members import belong_to_households, find_their_people
from pipelines.statistics.municipal import find_jobcenters, find_municipal
from pipelines.statistics.narrowing import narrow_by_predicate
from pipelines.statistics.part_kinds import find_part
from pipelines.statistics.parts import find_part_of_place, goes_on_parting, is_part
from pipelines.statistics.passage import (
    BY_CIRCLE,
    DENIED,
    FITTING,
    MEASURED,
    NOTHING,
    RECEIVERS,
    Asked,
    Found,
    Passage,
    Reading,
    find_territory,
    has_cue,
)
from pipelines.statistics.penalties import is_sanctioned
from pipelines.statistics.posts import find_posts, is_out_of
from pipelines.statistics.predicates import find_predicate
from pipelines.statistics.rates import find_rate
from pipelines.statistics.refugees import REFUGEES, are_some_refugees
from pipelines.statistics.row_labels import find_labelled
from pipelines.statistics.shares import is_ratio
from pipelines.statistics.some_of import find_some
from pipelines.statistics.spending import find_expected, find_spending
from pipelines.statistics.stocks import FLOWS
from pipelines.statistics.sums import bears_share, is_other_sum
from pipelines.statistics.wholes import allow

_ONE_SEX = re.compile(r"\s(?:[a-zäöüß]+\s)?(?:Frauen|Männern?)")
_TO_LEVEL = re.compile(r"\)?\s(?:\([^()]*\)\s)?auf\s(?:[a-zäöü]+\s){0,2}")
_BRACKET = re.compile(r"\([^()]*\)")
_PARTED = re.compile(r"[,;:.()]|\s(?:und|oder|sowie|die|der|das)\s")
_SHARES_NOUN = re.compile(r"\s[a-zäöüß]+e\s(?=(?:und|sowie)\s[^\W\d]*\s?\d)")
"""`2.310 erwerbsfähige und 940 nicht erwerbsfähige Hilfebedürftige`"""
_PLACES_TO_LEARN = frozenset({"Ausbildungsplätze", "Ausbildungsplätzen"})
_SHARED = frozenset({"person", "household", "case"})
"""Units that the next number lends: `von 310 auf 325 Anträge`."""
_HOUSEHOLDS = frozenset({"Haushalte", "Haushalten", "Familien", "Gemeinschaften"})


def find_kind(asked: Asked) -> Found:
    """The statistic of one quantity, by what stands nearest to it."""
    return (
        _find_outright(asked) or _find_named(asked) or _find_beside(asked) or _find_by_unit(asked)
    )


def _find_outright(asked: Asked) -> Found | None:
    """What its unit, a table's head or the topic says, whatever words stand near."""
    passage, index, _, topic = asked
    quantity = asked.quantity
    if quantity.unit in MEASURED or (quantity.unit == "fraction" and not passage.turns[index]):
        return NOTHING
    if stands_in_columns(passage):
        return Found(passage.heads[index], "column", same=True)
    if is_ratio(passage, index) or _is_other(passage, index):
        return NOTHING
    if is_other_sum(passage, index):
        return find_expected(passage, index)
    if speaks_of_young(passage, index, topic):
        return Found("jugendarbeitslose", "topic", same=True)
    return None


def _find_named(asked: Asked) -> Found | None:
    """What a group, a label, a post or the counted noun itself says."""
    passage, index, _, _ = asked
    if passage.turns[index] is None and is_sanctioned(passage, index):
        return DENIED
    own = find_group_told(*asked) or find_labelled(*asked) or find_posts(passage, index)
    if own:
        return own
    direct = _direct(passage, index)
    if direct and are_some_refugees(asked):
        return Found(None, "part")
    if direct:
        return allow(passage, index, direct, "noun")
    return DENIED if _is_group(passage, index) else None


def _find_beside(asked: Asked) -> Found | None:
    """What a number beside it says: its half, the change that leads to it, the whole of it."""
    passage, index, readings, topic = asked
    turn, unit = passage.turns[index], asked.quantity.unit
    beside = (
        find_their_people(asked)
        or find_half(passage, index, topic)
        or _find_level_reached(passage, index, readings)
    )
    if beside:
        return beside
    if (turn or unit == "percentage_point") and tells_areas_apart(passage, index):
        return Found(None, "elsewhere", same=True)
    if is_out_of(passage, index):
        return Found(None, "part")
    if turn and turn.rule != "spared":
        return NOTHING if _bears_share(asked) else find_changed(asked)
    return find_some(passage, index) or _find_of_whole(asked)


def _bears_share(asked: Asked) -> bool:
    rate = asked.quantity.unit in {"percent", "percentage_point"}
    return rate and bears_share(asked.passage, asked.at, asked.topic)


def _find_of_whole(asked: Asked) -> Found | None:
    """Those in households, those told of before, those who receive for long, a part of them."""
    passage, index, readings, topic = asked
    quantity = asked.quantity
    if belong_to_households(*asked):
        return Found("leistungsberechtigte", "members")
    if is_told_again(passage, index):
        return Found(passage.seen[quantity.value], "topic", same=True)
    whole = readings[-1].indicator if readings else topic.indicator
    of_some = whole in FLOWS or ((topic.group or topic.other) and not readings)
    some = of_some and is_part(passage, index)  # „1.720 fanden Arbeit, 402 davon …"
    lasting = not some and quantity.unit in {None, "person"} and find_lasting(passage, index)
    if lasting:
        return allow(passage, index, lasting, "predicate")
    place = find_part_of_place(*asked)
    if place:
        return place
    if is_part(passage, index) or goes_on_parting(passage, index, readings):
        return find_part(asked)
    return None


def _find_by_unit(asked: Asked) -> Found:
    """What is asked of rates, bare numbers, money, offices and what is counted."""
    passage, index, _, topic = asked
    unit = asked.quantity.unit
    if unit in {"percent", "percentage_point"}:
        return NOTHING if _bears_share(asked) else find_rate(asked)
    shared = unit in _SHARED and not asked.quantity.noun  # „von 16.052 auf 19.026 Menschen"
    if unit is None or shared:
        return find_municipal(passage, index, topic) or find_bare(asked)
    if unit == "EUR":
        return find_spending(*asked)
    if unit == "organisation":
        return find_jobcenters(passage, index)
    return _find_by_noun(asked)


def _find_by_noun(asked: Asked) -> Found:
    """What is asked of cases, applications, households and people."""
    passage, index, _, topic = asked
    quantity = asked.quantity
    if quantity.noun in {"Fälle", "Fällen"}:
        return find_cases(*asked)
    if quantity.noun in {"Anträge", "Anträgen"}:
        return find_applications(passage, index, topic)
    if quantity.noun in _HOUSEHOLDS:
        return find_households(*asked)
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


def _find_level_reached(passage: Passage, index: int, readings: Sequence[Reading]) -> Found | None:
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


def _direct(passage: Passage, index: int) -> str | None:
    """The statistic that the counted noun itself is."""
    quantity = passage.quantities[index]
    fitting = FITTING.get(quantity.unit or "")
    if not fitting:
        return None
    split = quantity.noun and quantity.end == quantity.number.end
    behind = find_noun_behind(passage.text, quantity.end) if split else None
    shared = None if quantity.noun else _SHARES_NOUN.match(passage.text, quantity.end)
    end = shared.end() if shared else (behind or quantity).end
    for cue in passage.cues:
        if cue.start >= end:
            break
        if cue.start >= quantity.number.end and cue.kind == "other":
            return None
        if cue.kind in RECEIVERS and REFUGEES.match(quantity.noun):
            continue  # „293.000 erwerbsfähige Flüchtlinge"
        if cue.start >= quantity.number.end and cue.kind in fitting:
            return narrow_by_predicate(passage, index, cue.kind)
    return None
