"""What makes a number a share of another: a ratio, a whole that its sentence opens with."""

import re

from pipelines.statistics.passage import UNEMPLOYED, Passage

_FEW = 25
_OF_UNEMPLOYED = re.compile(
    r"[„\"]?(?:Von|Unter)\s(?:den|diesen|allen)\s(?:[a-zäöüß]+\s)?(?=[A-ZÄÖÜ])"
)


def is_ratio(passage: Passage, index: int) -> bool:
    """`vier von fünf Vermittelten`, `18 der 21 Teilnehmer`: a share, and no statistic."""
    quantities, text = passage.quantities, passage.text
    if quantities[index].value > 100:
        return False
    for one, other in ((index, index + 1), (index - 1, index)):
        if one < 0 or other >= len(quantities) or quantities[one].value >= quantities[other].value:
            continue
        gap = text[quantities[one].end : quantities[other].start]
        of_people = gap == " der " and quantities[other].unit == "person"
        jobcenters = quantities[other].unit == "organisation"
        few = quantities[other].value <= _FEW and not jobcenters
        if few and (of_people or gap in {" von ", " von den "}):
            return True
    return False


_ARE_JOBLESS = re.compile(
    r"(?<!\w)Arbeitslos(?:\s(?:gemeldet|registriert))?\s(?:sind|waren|seien)\s(?:[a-zäöüß]+\s){0,3}$"
)
"""`Arbeitslos waren 3.090 von ihnen`"""


def find_whole_named(passage: Passage, index: int) -> str | None:
    """`Von den Arbeitslosen erhielten 8.902 Leistungen nach dem SGB II`: they are the whole."""
    start = passage.quantities[index].start
    named = any(c.kind in UNEMPLOYED and c.start < start for c in passage.cues)
    return "arbeitslose" if named and _OF_UNEMPLOYED.match(passage.text, passage.start) else None


def says_jobless(passage: Passage, index: int) -> bool:
    """Whether the words before a part say that those are unemployed."""
    start = passage.quantities[index].start
    return _ARE_JOBLESS.search(passage.text, passage.start, start) is not None
