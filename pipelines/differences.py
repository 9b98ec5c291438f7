"""What a difference is a change of."""

import re
from collections.abc import Sequence

from pipelines.carrying import (
    carry,
    carry_unemployed,
    counts_other,
    has_own_subject,
    speaks_of_it,
    tells_circle,
)
from pipelines.circles import find_circle
from pipelines.deeds import find_deed_of_subject
from pipelines.german.quantities import Quantity
from pipelines.nearest import find_nearest
from pipelines.passage import (
    DENIED,
    FITTING,
    MEASURED,
    NOTHING,
    RATED,
    STATISTICS,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.wholes import OTHER_EMPLOYER, is_allowed, is_of_group

_THE_CHANGE = re.compile(
    r"(?<!\w)(?:[Dd]er|[Dd]en|[Dd]em|[Dd]ieser|[Dd]iesen|[Dd]iesem)\s"
    r"(?:Anstieg|Rückgang|Zuwachs|Zunahme|Abnahme)\s(?:um|von)\s$"
)
_POST = re.compile(
    r"(?<!\w)(?:Kreistag\w*|Stellenplan\w*|bewillig\w*|geschaffen|schaffen|wegfallen|fallen|gestrichen|Personal\w*)(?!\w)"
)


_NUMBER_OF_PEOPLE = re.compile(r"(?<!\w)(?:[Zz]ahl|Anzahl)\sder\s(?:Menschen|Personen)(?!\w)")
_BENEFIT = frozenset({"Leistungen", "Unterstützung", "Unterstützungsleistungen"})
_THAN_PLANNED = re.compile(
    r"(?:mehr|weniger|höher|niedriger|über|unter)(?!\w)[^,.;()]{0,40}\sals\s(?:geplant|erwartet|vorgesehen|veranschlagt|vereinbart|angenommen|befürchtet|im\sPlan)"
)
"""`500 weniger Integrationen als geplant`: no change of what was."""


def find_changed(  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found:
    """What a difference is a change of: the level before it, its clause's statistic, the topic."""
    quantity = passage.quantities[index]
    unit = quantity.unit
    relative = unit in {"percent", "percentage_point", "fraction", None}
    if unit == "percentage_point":
        fitting = RATED
    elif unit is None and not quantity.number.scale:
        fitting = STATISTICS - {"ausgaben"}
    elif relative:
        fitting = STATISTICS
    else:
        fitting = FITTING.get(unit or "", frozenset())
    if unit == "EUR" and quantity.value < 10000:
        return NOTHING
    if _THAN_PLANNED.search(passage.text, quantity.end, min(passage.end, quantity.end + 70)):
        return DENIED
    before, _ = find_territory(passage, index)
    between = any(
        cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues
    )
    levels = (r for r in reversed(readings) if r.unit not in MEASURED and r.rule != "rate_beside")
    level = next(levels, None)
    if (
        level
        and level.unit != "EUR"
        and not re.search(r"[;:]|\sund\s", passage.text[before : quantity.start])
    ):
        between = any(
            cue.kind in fitting - {"ausgaben"} and before <= cue.start < quantity.start
            for cue in passage.cues
        )
    if _is_of_young(passage, index, topic):
        return Found("jugendarbeitslose", "change")
    if has_cue(passage, "group", before, quantity.start) and not between:
        return DENIED
    if counts_other(passage, index):
        return NOTHING
    same_clause = passage.text[before : quantity.start].endswith(", ") or not between
    if level and level.rule == "denied" and same_clause and relative:
        return DENIED  # „1.720 Ausländer waren arbeitslos, 110 mehr als im Vorjahr"
    if level and _is_of_other_circle(passage, index, level):
        return Found(None, "change_of_level", same=True)
    if level and not between and (relative or level.unit == unit):
        if _turns_circle(passage, index, level, topic):
            counted = has_cue(passage, "arbeitslose", passage.start, quantity.start)
            rate = level.unit == "percent" and topic.unit == "percent" and not counted
            return Found("arbeitslosenquote" if rate else "arbeitslose", "change_of_topic")
        return Found(level.indicator, "change_of_level", same=True)
    if unit == "job" and _creates_posts(passage):
        return Found("beschaeftigte_jobcenter", "posts")
    anaphoric = _THE_CHANGE.search(
        passage.text, max(passage.start, quantity.start - 40), quantity.start
    )
    if anaphoric and not readings and topic.indicator and not topic.stale and relative:
        return Found(topic.indicator, "change_of_topic", same=True)
    kind = find_nearest(passage, index, fitting)
    if (
        kind == "ausgaben"
        and unit != "EUR"
        and topic.indicator not in {None, "ausgaben"}
        and not between
    ):
        kind = None
    deed = find_deed_of_subject(passage, index) if unit != "EUR" else None
    if deed and kind in {None, "leistungsberechtigte"}:
        kind = deed
    people = deed or _names_people(passage) or any(r.indicator == kind for r in readings)
    if kind == "leistungsberechtigte" and relative and not people:
        return NOTHING  # „die Leistungen werden um zehn Prozent gekürzt"
    if kind:
        return Found(kind, "change") if is_allowed(passage, index, kind) else DENIED
    if (
        unit == "EUR"
        and quantity.value >= 100000
        and has_cue(passage, "jobcenter", passage.start, passage.end)
    ):
        return Found("ausgaben", "change_of_budget")
    if tells_circle(passage, index, topic) and not has_own_subject(passage, index):
        return carry_unemployed(topic, unit, "change_of_topic")
    if _counts_people(quantity, topic):
        return Found("arbeitslose", "change_of_topic")
    planned = topic.indicator != "ausgaben" and has_cue(passage, "plan", passage.start, passage.end)
    if has_own_subject(passage, index):
        return NOTHING
    if topic.apart and not topic.stale and (relative or unit == topic.unit):
        return Found(None, "change_of_topic", same=True)
    open_topic = not topic.stale or (topic.near and speaks_of_it(passage, index))
    if topic.indicator and is_of_group(passage, index):
        return DENIED
    if open_topic and topic.indicator and not planned and (relative or topic.unit == unit):
        return carry(passage, index, topic, "change_of_topic")
    return DENIED if topic.group else NOTHING


def _turns_circle(passage: Passage, index: int, level: Reading, topic: Topic) -> bool:
    """`in der Arbeitslosenversicherung um 12, in der Grundsicherung um 30`: of the topic again."""
    of = level.kind or topic.indicator or ""
    return of.startswith("arbeitslose") and find_circle(passage, index) is not None


def _is_of_other_circle(passage: Passage, index: int, level: Reading) -> bool:
    """`Bei der Agentur waren 858 arbeitslos, 64 mehr`: of the SGB III, as the level before it."""
    apart = level.indicator is None and (level.kind or "").startswith("arbeitslose")
    return apart and find_circle(passage, index) is None


def _is_of_young(passage: Passage, index: int, topic: Topic) -> bool:
    """`bei den über 50-Jährigen (-16), bei den unter 25-Jährigen (-6)`: a statistic of its own."""
    before, _ = find_territory(passage, index)
    if not has_cue(passage, "young", before, passage.quantities[index].start):
        return False
    of_topic = topic.group or "arbeitslose" in (topic.indicator or "")
    return of_topic or any("arbeitslose" in cue.kind for cue in passage.cues)


def _names_people(passage: Passage) -> bool:
    """Whether those who receive are named, and not only the benefit itself."""
    if _NUMBER_OF_PEOPLE.search(passage.text, passage.start, passage.end):
        return True
    return any(
        cue.kind == "leistungsberechtigte" and passage.text[cue.start : cue.end] not in _BENEFIT
        for cue in passage.cues
    )


def _counts_people(quantity: Quantity, topic: Topic) -> bool:
    """Behind a rate of unemployment: `Beim Jobcenter sank die Zahl um 31`."""
    whole = quantity.unit is None and quantity.value >= 10
    rate = (topic.indicator or "").startswith("arbeitslosenquote")
    return whole and rate and not topic.stale


def _creates_posts(passage: Passage) -> bool:
    """`zusätzliche 21 Stellen, die der Kreistag bewilligte`: posts of the Jobcenter itself."""
    return bool(_POST.search(passage.text, passage.start, passage.end)) and not (
        OTHER_EMPLOYER.search(passage.text, passage.start, passage.end)
    )
