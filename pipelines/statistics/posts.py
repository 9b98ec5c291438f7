"""Whether posts and people at work are the whole of a Jobcenter's own, and no part of them."""

import re

from pipelines.statistics.passage import NOTHING, Found, Passage, find_territory, has_cue
from pipelines.statistics.projects import PROJECT
from pipelines.statistics.shares import OF_NEXT
from pipelines.statistics.staff import OTHER_EMPLOYER

_POSTS = re.compile(r"(?:Plan|Vollzeit|Personal)?[Ss]tellen(?:anteile)?|Vollzeitäquivalente")
_STAFF = re.compile(
    r"(?<!\w)(?:Stellenpl[aä]n\w*|Stellenausstattung|Personal(?!\w)|Personals|Personalbestand\w*|Personalstärke|Personaldecke|Belegschaft|Sollstärke)(?!\w)"
)
_HOLDS = re.compile(
    r"""(?<!\w)(?:ha(?:t|ben|tten?)|verfüg(?:t|en|te|ten)|umfass(?:t|en|te|ten)|zähl(?:t|en|te|ten)
      |gibt|gab|besteh(?:t|en)|bestand(?:en)?|komm(?:t|en)|kam(?:en)?|teilen|verteil(?:t|en|ten)
      |ausgestattet|beleg(?:t|en)|wächst|wuchs|aufgestockt)(?!\w)""",
    re.VERBOSE,
)
_GRANTED = re.compile(
    r"(?<!\w)(?:bewilligt|genehmigt|zugestanden|zugebilligt|vorhanden|eingerichtet)e[nr]?\s$"
)
"""`mit den seinerzeit bewilligten 118 Stellen`"""
_THEIRS = re.compile(r"(?<!\w)(?:ihre|seine|unsere|deren|dessen)[nr]?\s(?:insgesamt\s|rund\s)?$")
_VACANT = re.compile(
    r"(?<!\w)(?:unbesetzte?[nr]?|nicht\sbesetzt\w*|vakante?[nr]?|nachzubesetzen|nachbesetzt|offen)(?!\w)"
)
_OFFERED = re.compile(
    r"(?<!\w)(?:gemeldet\w*|Angebot|Stellenmarkt|Stellenpool|Ausbildung\w*|Lehrstellen|Bürgerarbeit|gefördert\w*|Jobmesse|Jobbörse|Langzeitarbeitslose\w*)(?!\w)"
)
_DECIDED = re.compile(
    r"(?<!\w)(?:Kreistag\w*|Stellenplan\w*|bewillig\w*|genehmig\w*|geschaffen|schaffen|wegfallen|fallen|gestrichen|Personal\w*)(?!\w)"
)
"""Who makes posts, or takes them away, and what is done with them."""
_WANTED = re.compile(
    r"(?<!\w)(?:forder|verlang|beantrag|wünsch|benötig|brauch|bräuch|nötig|notwendig|erforderlich|vorgeschlagen|vorschlag|schlägt|Bedarf)\w*"
)
_FEW = 100
"""More posts than that stand empty in no Jobcenter."""
_OUT_OF_PLACES = re.compile(
    r"(?<!\w)[Vv]on\s(?:(?:den|derzeit|zurzeit|insgesamt|ihren|unseren|bisher)\s){0,2}$"
)


def find_posts(passage: Passage, index: int) -> Found | None:
    """`Das Jobcenter verfügt über 118 Stellen`; `14 unbesetzte Stellen` are some of them."""
    quantity, text = passage.quantities[index], passage.text
    if passage.turns[index]:
        lent = quantity.unit == "job" and not quantity.noun  # „40 der 300 Stellen fallen weg"
        changed = (lent or _POSTS.fullmatch(quantity.noun)) and _changes_posts(passage)
        return Found("beschaeftigte_jobcenter", "posts") if changed else None
    if _is_some_of_posts(passage, index):
        return Found(None, "part")
    if quantity.unit != "job" or not _POSTS.fullmatch(quantity.noun) or _belongs_elsewhere(passage):
        return None
    ours = has_cue(passage, "jobcenter", passage.start, passage.end)
    staff = _STAFF.search(text, passage.start, passage.end) is not None
    before, behind = find_territory(passage, index)
    if _VACANT.search(text, quantity.number.end, behind):
        named = ours or not quantity.noun.startswith("Stelle") or quantity.value < _FEW
        return NOTHING if named else None
    lead = max(before, quantity.start - 30)
    if _GRANTED.search(text, lead, quantity.start) or _THEIRS.search(text, lead, quantity.start):
        return Found("beschaeftigte_jobcenter", "posts")
    holds = (ours or staff) and _HOLDS.search(text, before, behind) is not None
    return Found("beschaeftigte_jobcenter", "posts") if holds or staff else None


def _belongs_elsewhere(passage: Passage) -> bool:
    """Another employer's, a programme's, or what firms have on offer."""
    found = (
        pattern.search(passage.text, passage.start, passage.end)
        for pattern in (_OFFERED, OTHER_EMPLOYER, PROJECT)
    )
    return any(found) or passage.fair


def _is_some_of_posts(passage: Passage, index: int) -> bool:
    """`121 der 130 Planstellen`: the first are some of the second."""
    if index + 1 >= len(passage.quantities):
        return False
    quantity, later = passage.quantities[index], passage.quantities[index + 1]
    if quantity.end != quantity.number.end or not _POSTS.fullmatch(later.noun):
        return False
    return OF_NEXT.fullmatch(passage.text, quantity.end, later.start) is not None


def is_out_of(passage: Passage, index: int) -> bool:
    """`Von 1.150 Plätzen in Maßnahmen wurden 300 besetzt`: some of those places."""
    if not index or passage.quantities[index].unit or passage.quantities[index].number.scale:
        return False
    whole = passage.quantities[index - 1]
    if whole.unit not in {"place", "job"} or passage.quantities[index].value > whole.value:
        return False
    lead = max(passage.start, whole.start - 30)
    return _OUT_OF_PLACES.search(passage.text, lead, whole.start) is not None


def _changes_posts(passage: Passage) -> bool:
    """`zusätzliche 21 Stellen, die der Kreistag bewilligte`: posts of the Jobcenter itself."""
    text, start, end = passage.text, passage.start, passage.end
    if OTHER_EMPLOYER.search(text, start, end) or _WANTED.search(text, start, end):
        return False
    if has_cue(passage, "jobcenter", start, end):
        return True
    # „Für die Umsetzung werden sieben Stellen geschaffen", of a project that was spoken of
    return not passage.project and _DECIDED.search(text, start, end) is not None
