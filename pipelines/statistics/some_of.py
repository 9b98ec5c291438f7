"""`1.420 von 4.876 Arbeitslosen haben …`: a part that stands before its whole."""

from pipelines.statistics.circles import belongs_in_part, find_sentence_circle, join_circle
from pipelines.statistics.narrowing import narrow
from pipelines.statistics.offices import name_circle
from pipelines.statistics.passage import FITTING, UNEMPLOYED, Found, Passage, find_territory
from pipelines.statistics.shares import OF_NEXT

_COUNTED = frozenset({"person", "household", "case"})
_CIRCLES = frozenset({"sgb2", "sgb3"})


def is_of_next(passage: Passage, index: int) -> bool:
    """Whether a bare number counts some of those that the next one counts."""
    if index + 1 >= len(passage.quantities):
        return False
    quantity, whole = passage.quantities[index], passage.quantities[index + 1]
    return (
        not quantity.noun
        and whole.unit in _COUNTED
        and quantity.value < whole.value
        and OF_NEXT.fullmatch(passage.text, quantity.end, whole.start) is not None
    )


def find_some(passage: Passage, index: int) -> Found | None:
    """What is said behind the whole is said of the part: only that may make it a statistic.

    `1.980 der 4.876 Arbeitslosen fanden eine Stelle` are integrationen.
    """
    if not is_of_next(passage, index):
        return None
    whole = passage.quantities[index + 1]
    _, behind = find_territory(passage, index + 1)
    fitting = FITTING.get(whole.unit or "", frozenset())
    named = [cue.kind for cue in passage.cues if whole.number.end <= cue.start < whole.end]
    kind = next((kind for kind in named if kind in fitting), None)
    if kind is None:
        return Found(None, "part")
    narrowed = narrow(passage, index + 1, kind)
    if narrowed != kind:
        return Found(narrowed, "part_noun")
    circles = [name_circle(cue.kind) for cue in passage.cues if whole.end <= cue.start < behind]
    told = find_sentence_circle(passage, index + 1)
    if told and belongs_in_part(passage, index + 1):
        circles.append(told)  # „Das Jobcenter betreut 2.118 der 3.511 Arbeitslosen"
    if kind in UNEMPLOYED and circles and circles[0] in _CIRCLES:
        return Found(join_circle(kind, circles[0]), "part_noun", same=True)
    return Found(None, "part")
