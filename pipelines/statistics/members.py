"""People counted as the members of Bedarfsgemeinschaften: all who receive."""

import re
from collections.abc import Sequence

from pipelines.statistics.passage import (
    DENIED,
    Asked,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
)

_HOUSEHOLDS = ("Bedarfsgemein", "Bedarfs-", "Haushalt", "BG", "Fälle", "Familie")
_JOINED = frozenset({" und ", " ("})
_THEREIN = re.compile(
    r"(?<!\w)(?:(?:in|zu)\s(?:denen|diesen|ihnen)|darin|dahinter|dazu\sgehören)(?!\w)"
)
_INSIDE = re.compile(r"(?<!\w)(?:[Ii]n|[Zz]u|[Hh]inter|[Aa]us)\s(?:[a-zäöüß]+\s){0,4}$")
_THEY_LIVE = re.compile(
    r"\s?(?:\(BGs?\)\s)?(?:(?:leb|wohn|gehör|steh|steck|verberg|zähl)\w+\s(?:(?:nach|laut|im|zum|Anfang|Mitte|Ende)\s[^,.;:()]{1,40}\s)?)?(?:[a-zäöüß]+\s){0,3}"
)
_CONTAIN = re.compile(r"\s(?:umfass|zähl|bestehen\saus|bestanden\saus)\w*\s(?:[a-zäöüß]+\s){0,2}")
_WHICH = re.compile(r"(?:\s\([^()]{1,12}\))?,\s(?:die|welche)\s(?:[a-zäöüß]+\s){0,2}")
_HOLD = re.compile(r"\s(?:umfass|zähl)(?:en|ten)(?!\w)")
"""`1.040 Bedarfsgemeinschaften (BG), die 2.206 Personen umfassten`"""
_IN_THEM = re.compile(r"\s(?:(?:leben|lebten|wohnen|wohnten)\s)?(?:in|aus)\s(?:[a-zäöüß]+\s){0,2}")
_IN_HOUSEHOLDS = re.compile(
    r"""(?<!\w)[Ii]n\s(?:den|diesen|allen)\s (?:[\w-]+\s){0,5}?
    (?:Bedarfsgemeinschaften|Haushalten)\s (?:\([^()]{1,12}\)\s)?
    (?:leben|lebten|wohn\w+)\s [^,;:]{0,40}$""",
    re.VERBOSE,
)
_LIVE_IN_THEM = re.compile(
    r"\s(?:leb|wohn|zähl|gehör)\w+\s(?:in|zu)\s(?:diesen|den|einer|solchen)\s(?:[a-zäöüß]+\s)?Bedarfsgemeinschaft"
)
_MEMBERS = frozenset({
    "Angehörige", "Angehörigen", "Köpfe", "Köpfen", "Leute", "Leuten", "Menschen", "Mitglieder",
    "Mitgliedern", "Personen",
})  # fmt: skip
_WITH = re.compile(
    r"\)?(?:\s(?:gemeldet|registriert|gezählt|erfasst|verzeichnet))?,?\s(?:[–-]\s)?"
    r"(?:mit|in\sdenen|d(?:as|ies)\s(?:sind|seien|waren))\s(?:[a-zäöü]+\s){0,2}"
)
_THEY_HOLD = re.compile(
    r"(?:Darin|In\s(?:ihnen|diesen)|Dahinter|Dazu|Zu\sihnen|Ihnen\sgehör(?:en|ten)|D(?:as|ies)\s(?:sind|seien|waren)|Sie\sumfassen)\s[^,.;:()]{0,40}?(?:rund\s|etwa\s)?"
)


_THEIR_NUMBER = re.compile(
    r"(?<!\w)(?:[Pp]ersonen(?:zahl|anzahl)|(?:[Aa]nz|[Zz])ahl\sder\s(?:Personen|Menschen))(?!\w)"
    r"(?P<some>\s(?:mit|ohne|über|unter|ab|aus|in\s(?!den|diesen)))?[^;:()]{0,60}$"
)
"""`Die Zahl der Haushalte sank auf 2.833, die Zahl der Personen auf 6.001`"""


def find_their_people(asked: Asked) -> Found | None:
    """The number of people told where that of the households was: all of them, or some."""
    passage, _, readings, topic = asked
    of_topic = topic.indicator == "bedarfsgemeinschaften" and not topic.stale
    if not of_topic and all(r.indicator != "bedarfsgemeinschaften" for r in readings):
        return None
    told = _THEIR_NUMBER.search(passage.text, asked.before, asked.quantity.start)
    if told is None or asked.quantity.unit not in {None, "person"}:
        return None
    return DENIED if told["some"] else Found("leistungsberechtigte", "members")


def belong_to_households(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> bool:
    """`… lag bei 1.210 (Vorjahr: 1.330) mit 2.420 Personen`, `Darin leben 2.420 Personen`."""
    quantity, text = passage.quantities[index], passage.text
    bare = quantity.unit is None and bool(readings)
    if not bare and quantity.noun not in _MEMBERS:
        return False
    if bare and quantity.value <= passage.quantities[index - 1].value:
        return False
    if readings:
        gap = text[passage.quantities[index - 1].end : quantity.start]
        of_them = readings[-1].indicator == "bedarfsgemeinschaften"
        return of_them and (gap == " mit " if bare else _WITH.fullmatch(gap) is not None)
    of_topic = topic.indicator == "bedarfsgemeinschaften" and not topic.stale
    return of_topic and _THEY_HOLD.fullmatch(text, passage.start, quantity.start) is not None


def counts_members(passage: Passage, index: int) -> bool:
    """`10.215 Bedarfsgemeinschaften mit 21.047 Personen`, and the other way round with `in`."""
    quantities, text = passage.quantities, passage.text
    quantity = quantities[index]
    if _IN_HOUSEHOLDS.search(text, passage.start, quantity.start):
        return True
    before, behind = find_territory(passage, index)
    if quantity.noun in _MEMBERS and _LIVE_IN_THEM.match(text, quantity.end, behind):
        return True
    if index and quantities[index - 1].noun.startswith(_HOUSEHOLDS):
        if quantity.value < quantities[index - 1].value:
            return False  # „In 150 Bedarfsgemeinschaften leben fünf und mehr Personen"
        gap = text[before : quantity.start]
        if gap in _JOINED or _WITH.fullmatch(gap) or _THEREIN.search(gap):
            return True
        lead = text[
            max(passage.start, quantities[index - 1].start - 40) : quantities[index - 1].start
        ]
        inside = _INSIDE.search(lead) and _THEY_LIVE.fullmatch(gap)
        held = _WHICH.fullmatch(gap) and _HOLD.match(text, quantity.end, behind)
        return bool(inside or held or _CONTAIN.fullmatch(gap))
    if index + 1 < len(quantities) and quantities[index + 1].noun.startswith(_HOUSEHOLDS):
        return _IN_THEM.fullmatch(text, quantity.end, behind) is not None
    return False


def are_by_the_way(passage: Passage, index: int, readings: Sequence[Reading]) -> bool:
    """`4.617 Bedarfsgemeinschaften mit 9.210 Menschen`: the households stay what is spoken of."""
    if not index or readings[-1].rule != "members":
        return False
    gap = passage.text[passage.quantities[index - 1].end : passage.quantities[index].start]
    return readings[-2].indicator == "bedarfsgemeinschaften" and gap.startswith(
        (" mit ", ", in denen ")
    )
