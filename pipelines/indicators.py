"""Which statistic each quantity of a sentence reports."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.bare_units import find_age, find_unit
from pipelines.circles import find_circle, settle_indicator
from pipelines.differences import find_changed
from pipelines.german.change import Turn
from pipelines.german.quantities import Quantity
from pipelines.parts import find_part, find_part_of_place, is_part, is_ratio
from pipelines.passage import (
    COUNT_UNITS,
    COUNTS,
    DENIED,
    FITTING,
    MEASURED,
    NOTHING,
    RATE_KINDS,
    RATED,
    STATISTICS,
    Found,
    Passage,
    Reading,
    Topic,
    find_nearest,
    find_territory,
    has_cue,
)
from pipelines.predicates import (
    AGAIN,
    find_households,
    find_jobcenters,
    find_people_of_rate,
    find_predicate,
    find_spending,
    narrow_by_predicate,
)
from pipelines.rows import is_row
from pipelines.wholes import is_allowed

_GOES_ON = re.compile(r"(?:Hier|Sie|Diese[rs]?|Deren|Ihre|Er|Damit)\s")
_SHARE = re.compile(r"\s(?:der|aller|von|des|davon|dieser|unserer|seiner|ihrer)(?!\w)")
_ITS_NUMBER = re.compile(r"(?<!\w)(?:Zahl|Quote|Wert|Bestand|Schwelle|Marke)(?!\w)")
_LABOUR_FORCE = re.compile(r"\s(?:der|aller)\s(?:\w+\s){0,2}Erwerbspersonen")
_RATE_OF_UNEMPLOYMENT = re.compile(
    r"(?<!\w)(?:Arbeitslosigkeit|Erwerbslosigkeit)(?!\w)[^;.()]{0,140}?\s(?:bei|von|auf|mit|beträgt|betrug|betrage|blieb|erreichte|insgesamt)\s(?:(?:etwa|rund|nur|noch|knapp|aktuell|derzeit|nunmehr|jetzt|insgesamt|etwas)\s){0,2}$"
)
"""`Die Arbeitslosigkeit sank von 7,1 auf 4,8 Prozent`: in percent it is the rate."""
_OPENS_BRACKET = re.compile(
    r"\s(?:(?:arbeitslos|gemeldet|registriert)\s){0,2}\((?:=\s|Quote:?\s|das\ssind\s)?"
)
_HIGHEST_RATE = 30
_RATE_OF_RECEIVERS = re.compile(
    r"Quoten?\s(?:an|der|von)\s(?:(?!arbeitslos)[a-zäöü]+\s){0,2}(?:Hartz|SGB|Hilfe|Leistungs|Bürgergeld|Grundsicherung|ALG|Alg)"
)
_NEXT_PART = re.compile(r"[^;.]{0,60}(?:,|\sund|\ssowie)\s")
_PAIR = re.compile(r"\s?(?:nach|gegenüber|statt)\s(?:zuvor\s|noch\s)?$")
_UNEMPLOYED = frozenset({"arbeitslose", "arbeitslose_sgb2"})
RULES = frozenset(
    {
        "noun", "part_noun", "part", "part_time", "part_place", "change", "change_of_level",
        "change_of_topic", "change_of_budget", "posts", "rate", "rate_of_topic", "rate_beside",
        "series",
        "subject",
        "topic", "list", "of_rate", "pair", "out_of", "members", "predicate", "ukraine",
        "households",
        "reported", "spending", "spending_goes_on", "denied", "column", "none",
    }
)  # fmt: skip
"""The names of the rules here; each has two examples of its own under tests/."""


def read_statistics(passage: Passage, topic: Topic) -> tuple[list[Reading], Topic]:
    """The statistic of each quantity of a passage, and the topic after it."""
    readings: list[Reading] = []
    for index, quantity in enumerate(passage.quantities):
        aged = find_age(passage, quantity)
        found = NOTHING if aged else _find(passage, index, readings, topic)
        indicator = found.kind
        if indicator and not found.same:
            indicator = settle_indicator(passage, index, indicator, topic)
        unit = aged or find_unit(passage, index, indicator, found, readings, topic)
        scale = _lend_scale(quantity, unit, found, topic)
        readings.append(Reading(unit, indicator, found.rule, scale))
        topic = _turn_topic(topic, readings[-1], passage.turns[index], quantity)
    return readings, topic


def _lend_scale(quantity: Quantity, unit: str, found: Found, topic: Topic) -> Decimal | None:
    """A bare decimal that goes on with an amount in millions is in millions too."""
    bare = quantity.unit is None and quantity.number.scale is None and quantity.value < 1000
    return topic.scale if bare and found.same and unit == topic.unit == "EUR" else None


def _turn_topic(topic: Topic, reading: Reading, turn: Turn | None, quantity: Quantity) -> Topic:
    counted = reading.unit if reading.unit in COUNT_UNITS else topic.counted
    whole = not reading.rule.startswith(("part", "rate_beside"))
    if whole and reading.indicator and not turn and reading.unit != "percentage_point":
        return Topic(
            reading.indicator, reading.unit, counted, quantity.number.scale or reading.scale
        )
    if reading.indicator and topic.indicator is None and reading.unit in COUNT_UNITS | {"EUR"}:
        return Topic(reading.indicator, reading.unit, counted)  # a change names it first
    return topic._replace(counted=counted)


def _find(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """The statistic of one quantity, by what stands nearest to it."""
    quantity, turn = passage.quantities[index], passage.turns[index]
    if quantity.unit in MEASURED or (quantity.unit == "fraction" and not turn):
        return NOTHING
    if _stands_in_columns(passage):
        return Found(passage.heads[index], "column", same=True)
    if is_ratio(passage, index):
        return NOTHING
    direct = _direct(passage, index)
    if direct:
        return Found(direct, "noun") if is_allowed(passage, index, direct) else DENIED
    if turn:
        return find_changed(passage, index, readings, topic)
    place = find_part_of_place(passage, index, readings, topic)
    if place:
        return place
    if is_part(passage, index) or _goes_on_parting(passage, index, readings):
        return find_part(passage, index, readings, topic)
    if quantity.unit in {"percent", "percentage_point"}:
        return _find_rate(passage, index, readings, topic)
    if quantity.unit is None:
        return _find_bare(passage, index, readings, topic)
    if quantity.unit == "EUR":
        return find_spending(passage, index, readings, topic)
    if quantity.unit == "organisation":
        return find_jobcenters(passage, index)
    if quantity.noun in {"Haushalte", "Haushalten"}:
        return find_households(passage, topic)
    if quantity.unit in {"person", "job"}:
        return find_predicate(passage, index, topic)
    return NOTHING


def _goes_on_parting(passage: Passage, index: int, readings: Sequence[Reading]) -> bool:
    """`davon 1.640 Frauen und 1.846 Männer`: the second is a part, too."""
    if not index or readings[-1].rule != "part":
        return False
    before, quantity = passage.quantities[index - 1], passage.quantities[index]
    gap = passage.text[before.end : quantity.start]
    return quantity.unit == before.unit and gap in {" und ", ", ", " sowie "}


def _stands_in_columns(passage: Passage) -> bool:
    """A row without words of its own under a head with as many statistics as it has numbers."""
    return bool(passage.heads) and (
        len(passage.heads) == len(passage.quantities)
        and not any(cue.kind in STATISTICS for cue in passage.cues)
    )


def _direct(passage: Passage, index: int) -> str | None:
    """The statistic that the counted noun itself is."""
    quantity = passage.quantities[index]
    fitting = FITTING.get(quantity.unit or "")
    if not fitting:
        return None
    for cue in passage.cues:
        if cue.start >= quantity.end:
            break
        if cue.start >= quantity.number.end and cue.kind == "other":
            return None
        if cue.start >= quantity.number.end and cue.kind in fitting:
            return narrow_by_predicate(passage, index, cue.kind)
    return None


def _find_rate(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911  # each return is a rule
    """A level in percent is a rate if a rate is named, and else a share of something."""
    quantity, text = passage.quantities[index], passage.text
    before, _ = find_territory(passage, index)
    if _LABOUR_FORCE.match(text, quantity.end) and has_cue(
        passage, "arbeitslose", passage.start, passage.end
    ):
        return Found("arbeitslosenquote", "rate")
    if readings and readings[-1].rule == "denied" and text[before : quantity.start] == " auf ":
        return DENIED  # „von 16,2 auf 18,7 Prozent" of a group
    placed = has_cue(passage, "integrationsquote", before, quantity.start)
    if _stands_behind_the_unemployed(passage, index, readings):
        suffix = "_sgb2" if (readings[-1].indicator or "").endswith("_sgb2") else ""
        return Found(f"arbeitslosenquote{suffix}", "rate_beside", same=True)
    if (
        has_cue(passage, "share", passage.start, quantity.start)
        or _RATE_OF_RECEIVERS.search(text, passage.start, quantity.start)
        or (_SHARE.match(text, quantity.end) and not placed)
    ):
        return NOTHING
    kind = find_nearest(passage, index, RATED)
    if kind:
        if kind in {"integrationsquote", "quote"} and has_cue(
            passage, "langzeitleistungsbeziehende", before, quantity.start
        ):
            return DENIED  # the rate of a group
        if kind != "jugendarbeitslose" and has_cue(passage, "group", before, quantity.start):
            return DENIED
        return Found(kind, "rate") if is_allowed(passage, index, kind) else DENIED
    if quantity.value < _HIGHEST_RATE and _RATE_OF_UNEMPLOYMENT.search(
        text, before, quantity.start
    ):
        return Found("arbeitslosenquote", "rate")
    if readings and readings[-1].unit == "percent":
        last = readings[-1]
        if last.rule in {"rate", "rate_of_topic", "series"} and find_circle(passage, index):
            return Found("arbeitslosenquote", "series")
        same = last.indicator if not passage.turns[index - 1] else None
        return Found(same, "series", same=True)
    _, behind = find_territory(passage, index)
    counted = any(cue.kind in COUNTS for cue in passage.cues if cue.start < behind)
    goes_on = topic.unit == "percent" and topic.indicator and not topic.stale and not counted
    bracket = text[passage.start] == "("
    if goes_on and (bracket or AGAIN.search(text, passage.start, passage.end)):
        if find_circle(passage, index) is None:
            return Found(topic.indicator, "rate_of_topic", same=True)
        return Found((topic.indicator or "").removesuffix("_sgb2"), "rate_of_topic")
    return NOTHING


def _stands_behind_the_unemployed(
    passage: Passage, index: int, readings: Sequence[Reading]
) -> bool:
    """`Im März waren 4.810 Menschen arbeitslos (7,2 Prozent)`: in brackets the rate."""
    quantity, text = passage.quantities[index], passage.text
    if not readings or passage.turns[index - 1] or readings[-1].rule.startswith("part"):
        return False
    whole = readings[-1].indicator in _UNEMPLOYED and readings[-1].unit == "person"
    gap = text[passage.quantities[index - 1].end : quantity.start]
    return (
        whole
        and quantity.value < _HIGHEST_RATE
        and _OPENS_BRACKET.fullmatch(gap) is not None
        and text.startswith(")", quantity.end)
    )


def _find_bare(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """A number without its noun: an older value in brackets, the sentence's subject, the topic."""
    quantity, text = passage.quantities[index], passage.text
    fine = quantity.value != int(quantity.value) and quantity.value < 100
    rates = RATE_KINDS if quantity.value < 60 else frozenset()
    if quantity.number.scale:
        fitting = COUNTS  # „ein Budget von 45,5 Millionen"
    else:
        fitting = RATE_KINDS if fine else (COUNTS - {"ausgaben"}) | rates
    before, _ = find_territory(passage, index)
    own = any(cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues)
    if _is_of_the_young(passage, index, topic):
        return Found("jugendarbeitslose", "subject")
    if not own and has_cue(passage, "other", before, find_territory(passage, index)[1]):
        return NOTHING
    if has_cue(passage, "other", passage.start, passage.end) and not any(
        cue.kind in fitting for cue in passage.cues
    ):
        return NOTHING
    if readings and not own:
        paired = _find_pair(passage, index, readings)
        if paired:
            return paired
        last = _compared_with(passage, index, readings)
        circle = find_circle(passage, index)
        of_unemployed = any((r.indicator or "").startswith("arbeitslose") for r in readings)
        if circle == "both" and of_unemployed and quantity.value >= 100:
            return Found("arbeitslose", "series")  # „zusammen 3.534"
        if last.rule == "part" and circle and of_unemployed:
            return Found("arbeitslose" if circle == "sgb2" else None, "part")
        too_many = quantity.value >= 100 and (last.indicator or "").endswith(
            ("quote", "quote_sgb2")
        )
        if last.indicator and not too_many:
            if last.indicator.startswith("arbeitslose") and circle:
                return Found(last.indicator.removesuffix("_sgb2"), "series")
            return Found(last.indicator, "series", same=True)
        if circle == "sgb2" and has_cue(passage, "arbeitslose", passage.start, quantity.start):
            return Found("arbeitslose", "series")  # the agency's number stood before it
        if last.rule == "denied" and has_cue(passage, "group", passage.start, quantity.start):
            return DENIED
        counted = last.unit in {"count", "organisation"} and ":" in text[before : quantity.start]
        open_to = last.unit in MEASURED or last.unit == "fraction" or last.rule == "denied"
        if not (open_to or counted):
            return NOTHING  # what is compared with no statistic is none
    kind = find_nearest(passage, index, fitting)
    if kind:
        return Found(kind, "subject") if is_allowed(passage, index, kind) else DENIED
    if fine and topic.unit not in {"percent", "EUR"} and not topic.scale:
        return DENIED if topic.group else NOTHING  # people are counted in whole numbers
    again = (
        topic.indicator
        and not topic.stale
        and (
            (passage.dated and AGAIN.search(text, passage.start, passage.end))
            or _ITS_NUMBER.search(text, passage.start, passage.end)
            or (not readings and _GOES_ON.match(text, passage.start, passage.end))
        )
    )
    listed = sum(q.unit is None for q in passage.quantities) >= 3 or is_row(passage, topic)
    circled = topic.indicator in _UNEMPLOYED and not topic.stale and find_circle(passage, index)
    if again or circled or (topic.indicator and listed):
        if topic.unit == "percent" and quantity.value >= 100:
            return find_people_of_rate(topic.indicator or "")
        if has_cue(passage, "plan", passage.start, passage.end):
            return NOTHING
        rule = "topic" if again or circled else "list"
        base = (topic.indicator or "").removesuffix("_sgb2")
        if base.startswith("arbeitslose") and find_circle(passage, index):
            return Found(base, rule)
        return Found(topic.indicator, rule, same=True)
    return DENIED if topic.group else NOTHING


def _is_of_the_young(passage: Passage, index: int, topic: Topic) -> bool:
    """`Unter 25-Jährige: 498`, in a list of the unemployed."""
    if index == 0 or topic.stale or "arbeitslose" not in (topic.indicator or ""):
        return False
    age = passage.quantities[index - 1]
    gap = passage.text[age.end : passage.quantities[index].start]
    return (
        age.unit == "year"
        and age.modifier == "<"
        and age.value == 25
        and gap[:1] in {":", " "}
        and gap.strip() in {":", "|", ""}
    )


def _compared_with(passage: Passage, index: int, readings: Sequence[Reading]) -> Reading:
    """The reading that a bare number goes on with; a count skips a share in brackets.

    `Bad Homburg 1.120 (3,2 %), Oberursel 812`
    """
    value = passage.quantities[index].value
    if value >= 100 and value == int(value):
        counts = [r for r in readings if r.unit not in {"percent", "percentage_point"}]
        return counts[-1] if counts else readings[-1]
    return readings[-1]


def _find_pair(passage: Passage, index: int, readings: Sequence[Reading]) -> Found | None:
    """`8.840 Bedarfsgemeinschaften mit 17.360 Personen, nach 9.016 und 17.702`: one to one."""
    text, quantities = passage.text, passage.quantities
    for first in (index, index - 1):
        if first < 2 or first + 1 >= len(quantities):
            continue
        one, other = quantities[first], quantities[first + 1]
        if (
            one.unit is None
            and other.unit is None
            and text[one.end : other.start] == " und "
            and _PAIR.search(text, quantities[first - 1].end, one.start)
        ):
            return Found(readings[index - 2].indicator, "pair", same=True)
    return None
