"""What a title, a sentence or a figure leaves behind for the next: its circle, group, topic."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipelines.german.change_words import Turn
from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.circles import join_circle
from pipelines.statistics.cues import Cue, load_indicators
from pipelines.statistics.offices import name_circle
from pipelines.statistics.passage import (
    BY_CIRCLE,
    COUNT_UNITS,
    COUNTS,
    MEASURED,
    NONE,
    Reading,
    Topic,
)

_COUNTED = COUNT_UNITS | {"count", "EUR"}
_AREAS = ("Städte", "Stadt", "Gemeinde", "Kommune", "Kreis", "Landkreis", "Region", "Ort")
_LAW = re.compile(r"SGB|Zweites|Zweiten|Arbeitslosengeld|Grundsicherung")
_NUMBERS_OF = re.compile(
    r"(?:[Zz]ahlen|[Bb]ilanz|[Bb]ericht|[Ss]tatistik|[Ee]ckwerte|[Ee]ckdaten|[Dd]aten|[Mm]eldung)\s"
    r"(?:des|vom|aus\sdem|der)\s(?:[\w-]+s?\s)?$"
)
"""`Zahlen des Jobcenters für April`"""
_HEAD = 60
"""A line as long or longer heads nothing."""
_STOPS, _CLOSING = (".", "!", "?", "…"), "“”\"»«’‘')"
_IN_RELATIVE = re.compile(r",\s(?:die|der|das|denen|deren)\s[^,;:]{0,120}$")
_BESIDE = 3
"""So many characters between an adjective and its noun at most."""
_COUNTS_AND_YOUNG = COUNTS | {"young"}
_OF_GROUPS = frozenset({"part", "denied"})
_OF_PEOPLE = COUNT_UNITS - {"organisation"}
"""Some of the towns or firms are no group of those counted there."""
_BY_THE_WAY = ("Davon", "Darunter", "Hiervon", "Von ihnen", "Unter ihnen")
_SHARES = frozenset({"percent", "fraction"})
_GROUPS = frozenset({"group", "other"})
_OF_THE_YOUNG = frozenset({"arbeitslose", "jugendarbeitslose"})
_COUNTS_AND_GROUPS = COUNTS | _GROUPS
_OF_BOTH = frozenset(
    {
        "ausbildungsstellen",
        "jugendarbeitslose",
        "langzeitarbeitslose",
        "offene_stellen",
        "unterbeschaeftigung",
    }
)


def ends_on_flow(readings: Sequence[Reading]) -> bool:
    """A sentence on who came and went: `1.310 Menschen beendeten ihre Arbeitslosigkeit`."""
    counted = any(reading.unit in COUNT_UNITS for reading in readings)
    return counted and not any(reading.indicator or reading.kind for reading in readings)


def end_on_part(readings: Sequence[Reading], turns: Sequence[Turn | None]) -> str | None:
    """`Davon entfallen 2.432 auf das SGB II.`: the statistic of the last level, if it parts."""
    for reading, turn in zip(reversed(readings), reversed(turns), strict=True):
        if reading.unit in COUNT_UNITS and turn is None:
            return reading.indicator or "" if reading.rule.startswith("part") else None
    return None


def begin_paragraph(topic: Topic) -> Topic:
    """The topic a paragraph later: what only the next sentence could go on with is forgotten."""
    return topic._replace(
        age=topic.age + 1,
        last="",
        faded=True,
        things=NONE,
        part=None,
        group=False,
        other=False,
    )


def counts_a_group(text: str, start: int, readings: Sequence[Reading]) -> bool:
    """A sentence on a group alone: `Unter den Arbeitslosen sind 1.420 Frauen`.

    What is said of the parts by the way (`Davon sind 1.420 Frauen`) leaves the whole in mind.
    """
    rules = _OF_GROUPS - {"part"} if text.startswith(_BY_THE_WAY, start) else _OF_GROUPS
    parts = any(r.unit in _OF_PEOPLE and r.rule in rules for r in readings)
    return parts and not any(r.indicator for r in readings)


def tells_share_of_circle(cues: Sequence[Cue], readings: Sequence[Reading]) -> bool:
    """`70 Prozent der Arbeitslosen betreut das Jobcenter`: the next one says how many."""
    shares = all(r.indicator is None and r.unit in _SHARES for r in readings)
    if not (readings and shares):
        return False
    kinds = {cue.kind for cue in cues}
    return "arbeitslose" in kinds and leave_circle(kinds) == "sgb2" and kinds.isdisjoint(_GROUPS)


def turns_to_all(readings: Sequence[Reading]) -> bool:
    """A sentence on what is told of both circles together: the young, jobs, the underemployed."""
    return any(reading.indicator in _OF_BOTH for reading in readings)


def counts_only_places(readings: Sequence[Reading]) -> bool:
    """A sentence of times and places alone: `In fünf Städten nahm die Arbeitslosigkeit zu`."""
    return bool(readings) and all(
        r.unit in MEASURED or (r.unit == "organisation" and r.rule == "none") for r in readings
    )


def count_circle(readings: Sequence[Reading]) -> str:
    """The legal circle of a sentence's last number of unemployment; empty where it has none."""
    for reading in reversed(readings):
        if reading.indicator in BY_CIRCLE:
            return "both"
        if reading.indicator in {"arbeitslose_sgb2", "arbeitslosenquote_sgb2"}:
            return "sgb2"
    return ""


def name_topic(name: str, circle: str, cues: Sequence[Cue]) -> Topic:
    """What is spoken of where a statistic is named without a number, in its legal circle."""
    indicator = load_indicators()[name]
    spoken = indicator.alias_of or name
    settled = join_circle(spoken, circle) if name in BY_CIRCLE and circle == "sgb2" else spoken
    money = any(cue.kind == "ausgaben" for cue in cues)
    return Topic(settled, indicator.unit, money=money)


def turn_topic(
    topic: Topic, reading: Reading, turn: Turn | None, quantity: Quantity, *, aside: bool
) -> Topic:
    """What is spoken of after a figure; one said `aside` leaves it, but for people and units."""
    moved = topic if aside else _move_topic(topic, reading, turn, quantity)
    counts_people = reading.unit == "person" and reading.indicator and not turn
    people = reading.indicator if counts_people else None if topic.stale else topic.people
    faded = topic.faded and reading.unit not in COUNT_UNITS
    bound = reading.unit == "year" and quantity.modifier not in {"=", "~"}  # „unter 25 Jahren"
    return moved._replace(people=people, last=topic.last if bound else reading.unit, faded=faded)


def _move_topic(topic: Topic, reading: Reading, turn: Turn | None, quantity: Quantity) -> Topic:
    """Its statistic, a circle or a plan of it, something else."""
    if reading.unit in COUNT_UNITS and not quantity.number.tail:
        topic = topic._replace(counted=reading.unit, things=NONE)
    elif reading.unit == "count" and quantity.noun:
        topic = topic._replace(things=quantity.value)
    name = reading.indicator
    first = reading.rule == "part_office" and topic.indicator is None  # no whole was told
    part = reading.rule.startswith(("part", "rate_beside")) and not first
    if name and not part and not turn and reading.unit != "percentage_point":
        scale = quantity.number.scale or reading.scale
        return Topic(name, reading.unit, topic.counted, scale=scale)
    if name is None and reading.kind in BY_CIRCLE and (topic.indicator is None or not turn):
        return topic._replace(apart=True, age=0)
    if name and turn and (topic.indicator is None or reading.rule == "change"):
        unit = load_indicators()[name].unit  # „um 1,2 Prozent auf 8.311"
        return Topic(name, unit, topic.counted, turned=True)
    planned = load_indicators().get(reading.of or "")
    if planned:  # „Erreicht wurden …" may follow
        counted = reading.unit in COUNT_UNITS & {planned.unit, *planned.also}
        unit = reading.unit if counted else planned.unit
        return Topic(planned.name, unit, topic.counted, turned=turn is not None)
    return topic._replace(other=True) if _counts_another(reading, turn, quantity) else topic


def _counts_another(reading: Reading, turn: Turn | None, quantity: Quantity) -> bool:
    """`2.120 Anrufe`: a level of what is no statistic."""
    if turn or reading.rule != "none" or reading.unit not in _COUNTED:
        return False
    if quantity.noun.startswith(_AREAS):
        return False  # „Von den 16 Städten …": where it is counted, and not what
    return quantity.end > quantity.number.end


def announce_ours(title: str, cues: Sequence[Cue]) -> bool:
    """A title that is on the SGB II alone, or on the Jobcenter's own numbers (`Jobcenter: …`)."""
    return all(cue.kind != "sgb3" for cue in cues) and any(
        cue.kind == "sgb2"
        or cue.kind.endswith("_sgb2")
        or (name_circle(cue.kind) == "sgb2" and title[cue.end : cue.end + 1] == ":")
        or (cue.kind == "jobcenter" and _NUMBERS_OF.search(title, 0, cue.start))
        for cue in cues
    )


def names_benefit(title: str, cues: Sequence[Cue]) -> bool:
    """A title on a benefit (`Hartz IV: …`) may stand above numbers of all the unemployed."""
    kinds = {cue.kind for cue in cues}
    laws = any(_LAW.match(title, cue.start) for cue in cues if cue.kind == "sgb2")
    return "sgb2" in kinds and not laws and not any(kind.endswith("_sgb2") for kind in kinds)


def names_both_offices(kinds: AbstractSet[str], readings: Sequence[Reading]) -> bool:
    """`Arbeitsagentur und Jobcenter zählten 8.214 Arbeitslose`."""
    offices = "agency" in kinds and any(name_circle(kind) == "sgb2" for kind in kinds)
    return offices and any(reading.indicator in BY_CIRCLE for reading in readings)


def ends_on_young(cues: Sequence[Cue], kinds: AbstractSet[str]) -> bool:
    """A sentence on the young unemployed: `die Zahl junger Arbeitsloser unter 25 Jahren`."""
    if kinds.isdisjoint(_OF_THE_YOUNG) or "part" in kinds or "group" in kinds:
        return False
    named = [cue.kind for cue in cues if cue.kind in _COUNTS_AND_YOUNG]
    others = set(named) - {"young", "arbeitslose", "jugendarbeitslose"}
    return not others and bool({"young", "jugendarbeitslose"} & set(named[-2:]))


def ends_on_group(cues: Sequence[Cue], kinds: AbstractSet[str]) -> bool:
    """A sentence on a group of a statistic: `die Zahl der arbeitslos gemeldeten Frauen`."""
    if "part" in kinds or kinds.isdisjoint(_GROUPS):
        return False
    named = [cue for cue in cues if cue.kind in _COUNTS_AND_GROUPS]
    if not named:
        return False
    beside = len(named) > 1 and named[-1].start - named[-2].end < _BESIDE
    return named[-1].kind in _GROUPS or (beside and named[-2].kind in _GROUPS)


def is_head(text: str, sentence: Span) -> bool:
    """A sentence that heads what follows: it ends with a colon, or is a short line without stop.

    The stop may stand before what closes a quotation or a bracket.
    """
    if text[sentence.end - 1] == ":":
        return True
    if sentence.end - sentence.start >= _HEAD:
        return False
    return not text[sentence.start : sentence.end].rstrip(_CLOSING).endswith(_STOPS)


def leave_relatives(text: str, sentence: Span, cues: Sequence[Cue]) -> Sequence[Cue]:
    """`Das liegt an Zugezogenen, die Bürgergeld beziehen`: that turns to no circle."""
    return [c for c in cues if not _IN_RELATIVE.search(text, sentence.start, c.start)]


def leave_circle(kinds: AbstractSet[str], readings: Sequence[Reading] = ()) -> str:
    """The legal circle that a sentence with these kinds of cues leaves behind for the next.

    One that tells both apart (`bei der Agentur 2.390, beim Jobcenter 4.215`) leaves both, as does
    one that parts their sum (`2.904 Arbeitslose, davon 1.871 beim Jobcenter`).
    """
    told = {reading.indicator for reading in readings if reading.kind in BY_CIRCLE}
    if "arbeitslose_sgb2" in told and told & {None, "arbeitslose"}:
        return "both"
    ours = any(name_circle(kind) == "sgb2" for kind in kinds)
    whole = "agency" in kinds and told <= {"arbeitslose"}  # „bei der Agentur und dem Jobcenter"
    theirs = "sgb3" in kinds or ("agency" in kinds and told == {None})
    if "both" in kinds or (ours and (theirs or whole)):
        return "both"
    return "sgb2" if ours else "sgb3" if theirs else ""
