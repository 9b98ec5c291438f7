"""How many Jobcenters are a municipality's own: `16 der 26 Jobcenter sind kommunal`."""

import re

from pipelines.statistics.aims import is_planned
from pipelines.statistics.carrying import speaks_of_it
from pipelines.statistics.nearest import is_counted
from pipelines.statistics.passage import (
    DENIED,
    NOTHING,
    Found,
    Passage,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.shares import OF_NEXT
from pipelines.statistics.wholes import MOST_MUNICIPAL, allow

_ALONE = re.compile(
    r"""(?<!\w)in\s(?:(?:(?:eigener|alleiniger|kommunaler)\s){1,2}(?:Verantwortung|Zuständigkeit|Regie|Trägerschaft)
    |Eigenregie|Eigenverantwortung)(?!\w)|(?<!\w)[Oo]ptieren\w*|(?<!\w)optiert(?!\w)
    |(?<!\w)(?:sind|waren|wurden|werden|als)\s(?:[a-zäöüß]+\s){0,2}(?:Optionskommune|zugelassene)n?(?!\w)
    |^\sOptionskommunen(?!\w)""",
    re.VERBOSE,
)
"""`104 Kreise nehmen die Aufgabe in eigener Verantwortung wahr`"""
_REACH = 90


def find_jobcenters(passage: Passage, index: int) -> Found:
    """`16 der insgesamt 26 Jobcenter sind kommunal`: the first of the two."""
    quantity, text = passage.quantities[index], passage.text
    if index + 1 < len(passage.quantities) and quantity.end == quantity.number.end:
        later = passage.quantities[index + 1]
        if (
            later.unit == "organisation"
            and OF_NEXT.fullmatch(text, quantity.end, later.start)
            and has_cue(passage, "kommunale_jobcenter", later.number.end, passage.end)
        ):
            return Found("kommunale_jobcenter", "out_of")
    if index and passage.quantities[index - 1].unit in {None, "organisation"}:
        return NOTHING  # „16 von 26 Jobcentern in kommunaler Regie"
    _, behind = find_territory(passage, index)
    low = quantity.value <= MOST_MUNICIPAL and not passage.turns[index]
    if low and _ALONE.search(text[quantity.end : behind]):
        return allow(passage, index, "kommunale_jobcenter", "predicate")
    return NOTHING


def find_municipal(passage: Passage, index: int, topic: Topic) -> Found | None:
    """`Die Zahl der Optionskommunen stieg auf 108`; else „kommunal" says whose they are."""
    quantity, text = passage.quantities[index], passage.text
    low = quantity.value == int(quantity.value) and quantity.value <= MOST_MUNICIPAL
    if not low or passage.turns[index]:
        return None
    before = max(passage.start, quantity.start - _REACH)
    for cue in passage.cues:
        named = cue.kind == "kommunale_jobcenter" and before <= cue.start < quantity.start
        if named and is_counted(text, cue, passage.start):
            return DENIED if is_planned(passage, index) else Found(cue.kind, "subject")
    goes_on = topic.indicator == "kommunale_jobcenter" and not topic.stale
    if goes_on and speaks_of_it(passage, index):
        return DENIED if is_planned(passage, index) else Found(topic.indicator, "topic")
    return None
