"""Whether those who work are the Jobcenter's own, and not another employer's."""

import re

from pipelines.statistics.cues import match_any
from pipelines.statistics.duties import is_some_of_staff
from pipelines.statistics.passage import Passage, find_territory, has_cue
from pipelines.statistics.plain_nouns import are_new

STAFF = ("Mitarbeit", "Beschäftigt", "Kolleg", "Bedienstet", "Fachkräfte", "Angestellt")
_BESIDE = 24
"""So many characters behind a noun says whose it is: `Mitarbeiter in unserem Jobcenter`."""
_FEW = 10
"""Fewer are no Jobcenter's staff."""
_CROWD = 100
"""So many skilled workers are no team."""
_SOUGHT = re.compile(
    r"(?<!\w)(?:such(?:t|en|te|ten)|brauch(?:t|en|te|ten)|benötig(?:t|en|te|ten)|fehl(?:t|en|ten))"
    r"\s[^.;:,()\d]{0,30}$"
)
"""`sucht zehn zusätzliche Beschäftigte`: none of those who work there."""
_EMPLOYS = re.compile(r"(?<!\w)beschäftig(?:t|en|te|ten)\s(?:[a-zäöü]+\s){0,2}$")
"""`Sie beschäftigen fast 4.900 Fachkräfte`"""
_SOMEBODY_EMPLOYS = re.compile(
    r"""(?<!\w)(?:[Dd](?:er|ie|as)|[Ee]ine?|[Uu]nser|[Ii]hre?)\s(?:[a-zäöüß]+\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)\s
    (?:[^.,;:()]{0,40}\s)?beschäftig(?:t|te)\s(?:[a-zäöüß]+\s){0,3}$""",
    re.VERBOSE,
)
"""`Der Pflegedienst beschäftigt 45 Menschen`"""
_OF_AREA = re.compile(
    r"(?<!\w)(?:im|[Ii]n\sder)\s(?:gesamten\s|ganzen\s)?(?:Land)?(?:[Kk]reis|Region|Land|Stadt)\s(?:[a-zäöüß]+\s){0,3}$"
)
"""`profitieren im Kreis rund 9.000 Beschäftigte`: of all employers."""
_US = frozenset({"Agentur", "Amt", "Behörde", "Eigenbetrieb", "Einrichtung", "Haus"})
"""What a Jobcenter calls itself."""
OTHER_EMPLOYER = re.compile(
    rf"""(?<!\w)(?: {match_any("employers")} | Arbeitgeber(?!\sfür\s)\w*
      | Beschäftigten?\s(?:im|in|in\sder)\s(?:Landkreis|Kreis|Stadt|Region|Land) )(?!\w)""",
    re.VERBOSE,
)
_OF_SEVERAL = re.compile(
    r"\s(?:der|des|von|vom|aus)\s[^.;:\d]{3,80}?(?:,|\sund|\ssowie)\s(?:der|des|von|vom|aus)\s[A-ZÄÖÜ]"
)
"""`Mitarbeitende der Agentur, des Jobcenters und der Stadt`: of more than one house."""
_ROOM_FOR = re.compile(r"(?:[Pp]l[aä]tze?|Räume|Büros?|Raum)\sfür\s(?:[a-zäöü]+\s){0,2}$")
"""`Arbeitsplätze für 220 Mitarbeiter`: what a building holds."""
_FIND_ROOM = re.compile(r"[^.;:,()\d]{0,40}\sPlatz(?!\w)")
"""`finden 90 Mitarbeitende Platz`"""


def is_staff(passage: Passage, index: int) -> bool:
    """Whether those who work are the Jobcenter's, and not another employer's."""
    quantity = passage.quantities[index]
    of_several = _OF_SEVERAL.match(passage.text, quantity.end, passage.end)
    if of_several or are_new(passage.text, quantity):
        return False
    lead = max(passage.start, quantity.start - 40)
    room = _ROOM_FOR.search(passage.text, lead, quantity.start)
    room = room or _FIND_ROOM.match(passage.text, quantity.end, passage.end)
    room = room or _SOUGHT.search(passage.text, lead, quantity.start)
    some = quantity.value < _FEW or is_some_of_staff(passage, index)
    if room or (passage.turns[index] is None and some):
        return False
    _, behind = find_territory(passage, index)
    beside = has_cue(passage, "jobcenter", quantity.end, min(behind, quantity.end + _BESIDE))
    if beside and quantity.noun.startswith(STAFF):
        return True
    if OTHER_EMPLOYER.search(passage.text, passage.start, passage.end):
        return False
    who = _SOMEBODY_EMPLOYS.search(passage.text, passage.start, quantity.start)
    named = has_cue(passage, "jobcenter", passage.start, passage.end)
    if quantity.noun.startswith("Fachkräfte"):
        employs = _EMPLOYS.search(passage.text, passage.start, quantity.start) is not None
        return named or (employs and quantity.value >= _CROWD)
    ours = who is None or who["noun"] in _US
    there = _OF_AREA.search(passage.text, passage.start, quantity.start)
    return named or (ours and not there and 40 <= quantity.value <= 10000)
