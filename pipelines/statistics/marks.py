"""Points, grades and spots: what a number is of that only its sentence tells."""

import re
from collections.abc import Sequence

from pipelines.german.quantities import SHARES, Quantity
from pipelines.statistics.passage import COUNT_UNITS, RATE_KINDS, Passage, Reading

_GRADE = re.compile(
    r"(?<!\w)(?:Grad\w*(?:\sder\sBehinderung)?|GdB|Schnitt)\s(?:\(GdB\)\s)?(?:[a-zäöü]+\s){0,3}$"
    r"|(?:Note|[a-zäöüß]note|Noten(?:durchschnitt|schnitt|wert))n?(?!\w)(?:(?!Prozent)[^;:%€]){0,60}$"
)
_POINTS = frozenset({"Punkt", "Punkte", "Punkten"})
_RATES = RATE_KINDS | {"share"}
_SPOTS = frozenset({"Orten", "Stellen", "Plätzen"})
_AT = re.compile(r"(?<!\w)[Aa]n\s(?:[a-zäöü]+\s){0,2}$")
_LACK = re.compile(
    r"(?:[Ff]ehl\w*|[Mm]angel\w*|Bedarf|Angebot|Anzahl|Zahl|Bestand|Überschuss|[Mm]ehr|[Ww]eniger"
    r"|Interesse|Plus|Minus)\s(?:[\w.-]+\s){0,3}[Aa]n\s(?:[a-zäöü]+\s){0,2}$"
)


def is_point(passage: Passage, quantity: Quantity, readings: Sequence[Reading]) -> bool:
    """`Der Abstand der Quote betrug 13 Punkte`: of a rate, and not of a game."""
    if quantity.noun not in _POINTS:
        return False
    rated = any(cue.kind in _RATES for cue in passage.cues)
    return rated or any(reading.unit in SHARES for reading in readings)


def are_sites(passage: Passage, quantity: Quantity) -> bool:
    """`an acht Orten`, `an zwölf Stellen im Kreis`: spots; `in acht Orten` are towns."""
    if quantity.noun not in _SPOTS:
        return False
    lead = max(passage.start, quantity.start - 60)
    if not _AT.search(passage.text, lead, quantity.start):
        return False
    return _LACK.search(passage.text, lead, quantity.start) is None


def is_grade(passage: Passage, quantity: Quantity) -> bool:
    """`die Gesamtnote lag bei 2,1`, `ein Grad der Behinderung von 50`."""
    lead = max(passage.start, quantity.start - 80)
    return _GRADE.search(passage.text, lead, quantity.start) is not None


_EACH = re.compile(r"(?<!\w)(?:je|jeweils|à)\s$")
_SIZED = re.compile(r"(?<!\w)(?:[Ff]ür|[Bb]ei|[Mm]it)\s$")
_COSTS = re.compile(
    r"(?:\s(?:von|bei|sind|gibt|gelten|es|monatlich|höchstens|maximal|bis|zu)){0,3}\s\(?"
)
_LARGEST = 8


def is_size(passage: Passage, quantity: Quantity, behind: Quantity) -> bool:
    """`für zwei Personen von 577`: how large a household is, and not what is counted."""
    return (
        quantity.unit == "person"
        and quantity.value <= _LARGEST < behind.value
        and _COSTS.fullmatch(passage.text, quantity.end, behind.start) is not None
        and _SIZED.search(passage.text, max(0, quantity.start - 6), quantity.start) is not None
    )


def is_of_each(passage: Passage, quantity: Quantity) -> bool:
    """`zwei Kurse mit je 15 Plätzen`: what goes on goes on with the courses."""
    if not _EACH.search(passage.text, max(passage.start, quantity.start - 16), quantity.start):
        return False
    before = [q.unit for q in passage.quantities if q.end <= quantity.start]
    return bool(before) and before[-1] in COUNT_UNITS | {"count"}
