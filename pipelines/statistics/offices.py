"""Whose unemployed an office names: those it looks after, or all of whom it only tells."""

import re
from collections.abc import Sequence

from pipelines.statistics.cues import Cue
from pipelines.statistics.passage import Passage, find_territory, has_cue
from pipelines.statistics.places import is_place

_OURS = frozenset({"jobcenter", "kommunale_jobcenter", "erwerbsfaehige_leistungsberechtigte"})
_WITH_AGENCY = re.compile(
    r"(?<!\w)(?:[Bb]ei|[Ii]n|[Zz]uständigkeit|[Bb]ereich|[Zz]uständigkeitsbereich|[Rr]echtskreis|[Bb]etreuung)\s(?:der|einer)\s(?:\w+\s)?$"
)
_AT_DISTRICT = re.compile(
    r"(?<!\w)(?:[Bb]eim|[Vv]om|[Dd]urch\sden)\s(?:Landkreis|Kreis)(?!\w)|(?<!\w)(?:[Bb]ei|[Vv]on)\sder\s(?:Stadt|Kommune)(?!\w)|Optionskommune"
)
"""Beside the agency the district itself is the Jobcenter: `beim Landkreis um 32 Prozent`"""
_BY_AGENCY = re.compile(
    r"""(?<!\w)(?:[Ll]aut|[Gg]emäß|[Zz]ufolge|[Ww]ie|(?:Angaben?|Auskunft|Mitteilung|Zahlen|Daten
      |Statistik(?:en)?|Berechnung(?:en)?|Bericht|Bezirk|Gebiet|Einzugsgebiet)s?)
      \s(?:(?:der|die|des|von)\s)?(?:\w+\s)?$""",
    re.VERBOSE,
)
"""`Laut Agentur für Arbeit`, `im Bezirk der Agentur`: it tells of all, or its area is meant."""
_AGENCY_TELLS = re.compile(
    r"""(?:\sfür\sArbeit)?(?:\s[A-ZÄÖÜ][\w-]+){0,3}\s(?:
        (?:mitteilt|teilt|berichtet|bezifferte?|veröffentlicht)(?!\w)
      | (?:meldet|zählt|registriert|verzeichnet|weist)(?:en?)?(?!\w)[^.;]{0,60}(?<!\w)
        (?:[Bb]ezirk|Region|(?:Land)?[Kk]reis|Stadt|Land)(?!\w) )""",
    re.VERBOSE,
)
"""`Die Agentur meldet für ihren Bezirk …`: those of the Jobcenter with them."""
_TOLD_BY = re.compile(r"(?<!\w)(?:meld|zähl|registrier|verzeichn)(?:e?t|e?ten?)\sdie\s(?:\w+\s)?$")
_IN_AREA = re.compile(r"\w*(?:\sfür\sArbeit)?\s(?:im|in\sder|in\sganz)\s[A-ZÄÖÜ]")
"""`Vor einem Jahr zählten die Arbeitsagenturen im Land 87.600 Arbeitslose`"""
_IN_TOWN = re.compile(r"(?<!\w)[Ii]n\s(?P<place>[A-ZÄÖÜ][\w-]+)")
_TELLS_CHANGE = re.compile(
    r"(?:\sfür\sArbeit)?(?:\s[A-ZÄÖÜ][\w-]+){0,3}\s(?:meldet|verzeichnet|registriert)e?\s"
    r"(?:[^.,;:()\d]{0,40}\s)?ein(?:en?)?\s(?:[a-zäöüß]+\s)?"
    r"(?:Rückgang|Anstieg|Zuwachs|Plus|Minus|Zunahme|Abnahme)(?!\w)"
)
"""`Die Agentur Altstadt meldet einen Anstieg um 51`, where no circle is told of."""
_ADDED = re.compile(
    r"""(?<!\w)(?:
        (?:[Zz]usammen|[Gg]emeinsam)\smit | [Ee]inschließlich | [Ii]nklusive | [Mm]itsamt
      | [Uu]nter\s(?:Einbeziehung|Einschluss|Einrechnung|Hinzurechnung|Berücksichtigung)
      | (?:[Rr]echne|[Zz]ähl|[Nn]imm|[Bb]ezieh|[Aa]ddier)e?t\s(?:man|wir)
      | [Ww]erden (?=[^.;]{0,80}\s(?:(?:hin)?zu|ein|mit)(?:ge(?:rechn|zähl)e?t|bezogen)) )(?!\w)""",
    re.VERBOSE,
)
"""`Zusammen mit den Kunden der Agentur`: what the other office's are added to."""
_IN_ALL_ARE = re.compile(
    r"""(?<!\w)(?:sind|waren|seien|ist|war|ergeben|ergibt|ergab(?:en)?|komm(?:t|en)|kam(?:en)?
      |mach(?:t|en|ten?)|beläuft|belief(?:en)?|beträgt|betrug|lieg(?:t|en)|lag(?:en)?|zähl(?:t|en|ten?)
      |gibt|gab|summier\w+|erreich\w+|st(?:eigt|ieg)|s(?:inkt|ank)|hat(?:te|ten)?|haben)(?!\w)"""
)
_OFFICES = frozenset({"jobcenter", "kommunale_jobcenter", "agency"})
_DESCRIBED = re.compile(
    r"""(?:\sfür\sArbeit)?(?:\s[\w-]+){0,3},\s(?:das|die|der|welches|welche)\s
    (?P<what>[^,.;:()\d]{3,140}?\s(?:betreut|vermittelt|berät|zuständig\sist|kümmert|unterstützt|versorgt
      |fördert|verantwortet|wahrnimmt|umfasst)),""",
    re.VERBOSE,
)
_ADDABLE = frozenset({"agency", "sgb3", "sgb2"})


def name_circle(kind: str) -> str:
    """The legal circle, or the office, that a cue of this kind names."""
    return "sgb2" if kind in _OURS or kind.endswith("_sgb2") else kind


def is_at_district(passage: Passage, start: int, end: int) -> bool:
    """`beim Landkreis um 32 Prozent`, where the agency is named beside it."""
    named = has_cue(passage, "agency", passage.start, passage.end)
    return named and _AT_DISTRICT.search(passage.text, start, end) is not None


def name_agency(passage: Passage, index: int, cue: Cue) -> str:
    """Beside the Jobcenter's the agency's number is the SGB III's; alone, or told, it is of all."""
    text = passage.text
    if text.startswith("Agenturbezirk", cue.start):
        return "both"
    named = [c.start for c in passage.cues if name_circle(c.kind) == "sgb2"]
    end = passage.quantities[index].end
    parts = [c.start for c in passage.cues if c.kind == "part" and c.start >= end > cue.start]
    if named and parts and named[0] > parts[0]:
        return "both"  # „Die Agentur zählt 6.310 Arbeitslose, davon 3.480 bei den Jobcentern"
    if named:
        return "sgb3"
    if _AT_DISTRICT.search(text, passage.start, passage.end):
        return "sgb3"
    lead = max(passage.start, cue.start - 40)
    if _BY_AGENCY.search(text, lead, cue.start) or _AGENCY_TELLS.match(
        text, cue.end, find_territory(passage, index)[1]
    ):
        return "both"
    if _TOLD_BY.search(text, lead, cue.start) and _IN_AREA.match(text, cue.end):
        return "both"
    if not (passage.apart or passage.beside) and _TELLS_CHANGE.match(text, cue.end):
        return "both"
    placed = _WITH_AGENCY.search(text, lead, cue.start)
    apart = passage.beside or (placed and passage.apart) or _is_told_whole(passage, index)
    return "sgb3" if apart else "both"


def _is_told_whole(passage: Passage, index: int) -> bool:
    """More unemployed people were told before: those with the agency are some of them."""
    value = passage.quantities[index].value
    place = _IN_TOWN.search(passage.text, passage.start, passage.quantities[index].start)
    if place and is_place(place["place"]):
        return False  # „Im Bezirk waren 7.990 arbeitslos. In Altstadt waren 2.209 …"
    return any(kind == "arbeitslose" and value < told for told, kind in passage.seen.items())


def skip_described(text: str, cues: Sequence[Cue]) -> Sequence[Cue]:
    """The cues of a sentence without those that only say what an office is there for.

    `Beim Jobcenter, das erwerbsfähige Leistungsberechtigte betreut, sank die Zahl auf 878`.
    """
    for cue in cues:
        told = _DESCRIBED.match(text, cue.end) if cue.kind in _OFFICES else None
        if told:
            start, end = told.span("what")
            cues = [other for other in cues if not start <= other.start < end]
    return cues


def adds_up(passage: Passage, index: int) -> bool:
    """`Zusammen mit den Kunden der Agentur sind es 3.640`: both offices' together."""
    text, start = passage.text, passage.quantities[index].start
    if not any(cue.kind in _ADDABLE for cue in passage.cues):
        return False
    added = _ADDED.search(text, passage.start, start)
    if added is None:
        return False
    if text.rfind("(", added.end(), start) > text.rfind(")", added.end(), start):
        return False  # „die Kunden der Agentur, deren Zahl sank (minus 214), kommt der Kreis auf"
    ends = [c.end for c in passage.cues if c.kind in _ADDABLE and added.end() <= c.start < start]
    return bool(ends) and _IN_ALL_ARE.search(text, ends[-1], start) is not None
