"""What makes a number a share of another: a ratio, a whole that its sentence opens with."""

import re

from pipelines.german.words import match_words
from pipelines.statistics.passage import UNEMPLOYED, Passage

_FEW = 25
OF_THE_WHOLE = re.compile(r"[„\"]?(?:Von|Unter)\s(?:den|diesen|allen)\s(?!\d)[a-zäöüA-ZÄÖÜ]")
OF_NEXT = re.compile(
    r"\s(?:der|von|aller)\s(?:(?:den|unseren|ihren|insgesamt|durchschnittlich|damals|derzeit|aktuell|[a-zäöüß]+weit)\s){0,2}"
)
"""`16 der insgesamt 26`, `1.420 von 4.876`: what leads from some to the number of all."""
FROM_WHOLE = re.compile(
    r"(?<!\w)(?:(?:[Vv]on|[Uu]nter)\s(?:(?:den|diesen|unseren|insgesamt|allen)\s)+"
    r"(?:(?:(?:im|am|in)\s[A-ZÄÖÜ][\w-]+\s(?:\d{4}\s)?)?(?:betreut|gemeldet|registriert|erfasst)en\s)?"
    r"|(?:^|[.:;]\s)Von\s)$"
)
"""`Von den insgesamt 7.044`, `Von den im Mai betreuten 310`: it leads to a whole."""
FROM_REACH = 60
"""So many characters that has at most."""
OF_ALL = re.compile(
    r"\s(?:der|dieser|aller|von\sden|unserer)\s(?:(?!insgesamt)[a-zäöüß]+e[nr]\s){0,2}"
)
_COME = r"(?:komm|kam|entfall|entfiel|entfäll)\w*"
_COMING = match_words(_COME)
_COMES = rf"{_COME}\s(?:[^\s.,;:()\d]+\s){{0,5}}"
_HUNDRED = r"100|1\.?000|10\.000|100\.000"
_NOUN = r"\s(?:[a-zäöüß]+e[nrs]?\s)*[A-ZÄÖÜ][\w-]+\s"
_FOR_EACH = re.compile(
    rf"(?<!\w)(?:[Aa]uf\s(?:eine[nrm]?|jede[nrs]?|{_HUNDRED}){_NOUN}{_COMES}"
    rf"|{_COMES}auf\s(?:{_HUNDRED}){_NOUN}(?:[a-zäöüß]+\s){{0,2}})$"
)
"""`Auf 100 offene Stellen kommen im Kreis 240 Arbeitslose`"""
_REACH = 110
_ARE_JOBLESS = re.compile(
    r"""(?<!\w)(?: (?:[Aa]ls\s)?[Aa]rbeitslos(?:\s(?:registriert|gemeldet|geführt|erfasst))?
        | [Oo]hne\s(?:Arbeit|Job|Stelle|Beschäftigung|Anstellung) )
        \s(?:sind|waren|seien|gelten|galten|blieben)\s(?:[a-zäöüß]+\s){0,3}
        (?:(?:im|Ende|Anfang|Mitte)\s[A-ZÄÖÜ]\w+\s(?:\d{4}\s)?(?:[a-zäöü]+\s){0,2})?$""",
    re.VERBOSE,
)
"""`Ohne Arbeit waren zuletzt 5.220 Leistungsbezieher`, `Arbeitslos waren 3.090 von ihnen`"""


def is_ratio(passage: Passage, index: int) -> bool:
    """`vier von fünf Vermittelten`, `18 der 21 Teilnehmer`: a share, and no statistic."""
    quantities, text = passage.quantities, passage.text
    start = quantities[index].start
    since = max(passage.start, start - _REACH)
    if _COMING.has_between(text, since, start) and _FOR_EACH.search(text, since, start):
        return True
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


def find_whole_named(passage: Passage, index: int) -> str | None:
    """`Von den Arbeitslosen erhielten 8.902 …`, `8.902 der Arbeitslosen …`: they are the whole."""
    quantity, text = passage.quantities[index], passage.text
    opens = OF_THE_WHOLE.match(text, passage.start) is not None
    for cue in passage.cues:
        if cue.kind not in UNEMPLOYED:
            continue
        if opens and cue.start < quantity.start:
            return "arbeitslose"
        if cue.start > quantity.end and OF_ALL.fullmatch(text, quantity.end, cue.start):
            return "arbeitslose"
    return None


def says_jobless(passage: Passage, index: int) -> bool:
    """Whether the words before a number say that those are unemployed."""
    start = passage.quantities[index].start
    return _ARE_JOBLESS.search(passage.text, passage.start, start) is not None
