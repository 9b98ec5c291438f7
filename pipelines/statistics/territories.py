"""What lies between the numbers of a sentence, and so most likely speaks of one of them."""

from pipelines.statistics.age_groups import find_age_told
from pipelines.statistics.passage import MEASURED, Passage

_NEAR = 50


def mark_territories(passage: Passage) -> Passage:
    """The passage with the territory of each quantity, of which many rules ask."""
    indices = range(len(passage.quantities))
    return passage._replace(territories=[_measure_territory(passage, index) for index in indices])


def _measure_territory(passage: Passage, index: int) -> tuple[int, int]:
    earlier = index - 1
    while earlier >= 0 and passage.quantities[earlier].unit in MEASURED:
        earlier -= 1  # „bei den über 50-Jährigen (-12)": an age parts no statement
    before = passage.quantities[earlier].end if earlier >= 0 else passage.start
    told = (
        find_age_told(passage, earlier)
        if earlier >= 0 and _is_of_own_time(passage, index)
        else None
    )
    if told and told.end <= passage.quantities[index].start:
        before = told.end  # „511 sind jünger als 25 Jahre, 1.690 …": it is theirs
    later = index + 1
    while later < len(passage.quantities) and _in_bracket_behind(passage, index, later):
        later += 1  # „5.787 Menschen (Vorjahr: 6.018) sind erwerbsfähig": the bracket is by the way
    last = later == len(passage.quantities)
    return before, passage.end if last else passage.quantities[later].start


def _in_bracket_behind(passage: Passage, index: int, later: int) -> bool:
    """Whether a later quantity stands in a bracket that opens right behind this one."""
    quantity, text = passage.quantities[index], passage.text
    if text[quantity.end : quantity.end + 3].lstrip()[:1] != "(":
        return False
    return text.find(")", quantity.end, passage.quantities[later].end) < 0


def _is_of_own_time(passage: Passage, index: int) -> bool:
    """`1.690 sind 50 und älter`, `2.990 seit einem Jahr arbeitslos`; not `im Vorjahr 498`."""
    if not index or passage.turns[index] or index + 1 == len(passage.quantities):
        return False
    own = passage.quantities[index + 1]
    gap = passage.text[passage.quantities[index].end : own.start]
    return own.unit in MEASURED and len(gap) < _NEAR
