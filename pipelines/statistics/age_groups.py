"""Of what age or sex those counted are said to be: `511 sind jünger als 25, 1.690 50 und älter`."""

import re
from collections.abc import Sequence

from pipelines.german.quantities import Quantity
from pipelines.statistics.ages import ARE_OF_AGE, OPENS_AGE, THESE_ARE
from pipelines.statistics.cues import Cue
from pipelines.statistics.passage import Found, Passage, Reading, Topic

_ARE_OF_SEX = re.compile(
    r"""(?:\s(?:der\sArbeitslosen|davon|hiervon|von\sihnen|sind|waren|seien|dagegen|hingegen)){1,3}
    \s(?:Frauen(?!\sund\sM)|Männer(?!\sund\sF)|weiblich|männlich|Ausländer\w*|Deutsche)(?!\w)""",
    re.VERBOSE,
)
"""`4.102 waren Frauen`"""
_AGES = frozenset({"young", "group"})
_OWN = frozenset({"jugendarbeitslose", "langzeitarbeitslose"})
_COUNTING = frozenset({None, "person"})
_REACH = 40


def find_age_told(passage: Passage, index: int) -> Cue | None:
    """The age behind a number that is said of those it counts."""
    quantities = passage.quantities
    if index + 1 >= len(quantities) or quantities[index].unit not in _COUNTING:
        return None
    age = quantities[index + 1]
    told = age.unit == "year" and ARE_OF_AGE.fullmatch(
        passage.text, quantities[index].end, age.start
    )
    return _find_mark(passage, age) if told else None


def find_group_told(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """The unemployed of one age or sex: only the young have a statistic of their own."""
    quantity = passage.quantities[index]
    if quantity.unit not in _COUNTING or passage.turns[index]:
        return None
    mark = find_age_told(passage, index) or _find_age_before(passage, index)
    of_sex = _ARE_OF_SEX.match(passage.text, quantity.end, passage.end)
    if mark is None and not of_sex:
        return None
    told = any("arbeitslose" in c.kind and c.start < quantity.end + _REACH for c in passage.cues)
    spoken = told or _speak_of_unemployed(readings, topic)
    if not (spoken or (topic.near and topic.group)):
        return None
    young = spoken and mark is not None and mark.kind == "young" and (told or not topic.apart)
    if young:
        return Found("jugendarbeitslose", "part_noun", same=True)
    return Found(None, "denied", of="arbeitslose")  # people, whatever was counted before


def _speak_of_unemployed(readings: Sequence[Reading], topic: Topic) -> bool:
    kinds = [reading.indicator for reading in readings if reading.indicator]
    kind = kinds[-1] if kinds else topic.indicator if topic.near else None
    return "arbeitslose" in (kind or "") or topic.apart


def _find_age_before(passage: Passage, index: int) -> Cue | None:
    """`Unter 25 Jahren waren 811 Personen`, where the age is not said of the number before."""
    if not index or (index > 1 and find_age_told(passage, index - 2)):
        return None
    text, age = passage.text, passage.quantities[index - 1]
    if age.unit != "year" or not THESE_ARE.fullmatch(
        text, age.end, passage.quantities[index].start
    ):
        return None
    lead = text[max(passage.start, age.start - _REACH) : age.start]
    return _find_mark(passage, age) if OPENS_AGE.search(lead) else None


def _find_mark(passage: Passage, age: Quantity) -> Cue | None:
    return next((c for c in passage.cues if c.start == age.start and c.kind in _AGES), None)


def point_to_group(text: str, cues: Sequence[Cue], topic: Topic) -> Sequence[Cue]:
    """`In dieser Altersgruppe sank die Zahl um 31`: of the statistic that the group spoken of has.

    >>> text = "In dieser Gruppe waren es 310."
    >>> point_to_group(text, [Cue(3, 16, "group")], Topic("jugendarbeitslose"))
    [Cue(start=3, end=16, kind='jugendarbeitslose')]
    """
    own = topic.indicator
    if own not in _OWN or topic.stale:
        return cues
    return [
        cue._replace(kind=own)
        if cue.kind == "group" and text.startswith("dies", cue.start)
        else cue
        for cue in cues
    ]
