"""The same statistic in another area: a town, a branch office, the Land, named with a number."""

import re

from pipelines.german.nouns import names_people
from pipelines.statistics.doers import attend
from pipelines.statistics.passage import Passage, Topic, find_territory
from pipelines.statistics.places import KIND, NAME, WIDE, is_land, is_place, is_town, is_word

_NAMED = re.compile(
    rf"""(?: (?<!\w)(?:[Ii]n|[Ff]ür|[Bb]ei|[Aa]uf|[Vv]on|[Mm]it|und|[a-zäöüß]{{2,}}t)\s
             (?:(?:der|dem|den)\s)?(?:{KIND}\s)?
      | [,:;.]\s | ^ )(?P<place>{NAME})(?!\w)""",
    re.VERBOSE,
)
"""`in Greven`, `ist Bocholt`, `schneidet Niesky ab`: where a name may stand without an article."""
_STANDS = re.compile(
    r"""(?: \(\s?[+±\u2212–-]?\s? | :\s | [+±\u2212–-]\s?
      | (?<!\w)(?:[Bb]ei|[Mm]it|auf|[Uu]m|von|es|sind|waren|wurden|ist|war|zähl\w*|melde\w*
          |verzeichne\w*|registrier\w*|betr[aäu]g\w*|[Pp]lus|[Mm]inus|und)\s
        (?:(?:noch|nur|rund|etwa|knapp|insgesamt|derzeit|aktuell|jetzt|nunmehr|zuletzt|genau
          |exakt|jeweils|immerhin|lediglich)\s)* )$""",
    re.VERBOSE,
)
"""A number that stands there as a level or a difference, and is no one's who does something."""
_WERE = re.compile(r"(?<!\w)wurden\s(?:[a-zäöüß]+\s)*$")
_FOUND = re.compile(r"\s(?:errechnet|ermittelt|gezählt|registriert|gemeldet|verzeichnet)(?!\w)")


def goes_on_elsewhere(passage: Passage, index: int, topic: Topic) -> bool:
    """Whether a number without a statistic of its own is the topic's, in another area."""
    if not topic.indicator or not topic.near:
        return False
    before, _ = find_territory(passage, index)
    quantity = passage.quantities[index]
    lead = passage.text[before : quantity.start]
    if _WERE.search(lead) and not _FOUND.match(passage.text, quantity.end):
        return False  # „In Fulda wurden nur 3 Prozent geimpft"
    first = quantity.unit == "percent" and not lead.strip()
    if not (first or _STANDS.search(lead)) or attend(passage, index):
        return False
    return any(_is_name(match["place"]) for match in _NAMED.finditer(lead))


def _is_name(word: str) -> bool:
    named = is_town(word) or not is_word(word)  # „Mannheim" is no Heim
    return named and is_place(word.partition(" ")[0])


_THAN_ELSEWHERE = re.compile(
    r"""\s(?:[a-zäöü]+\s){0,3}(?:
      als\s(?:(?:der|das|im|in|bei|beim)\s(?:[a-zäöü]+\s)?)?(?P<there>[A-ZÄÖÜ][\w-]+)
      | (?:über|unter|hinter|vor)\s(?:dem|den|der)\s(?:[a-zäöü]+\s)?(?P<wider>[A-ZÄÖÜ][\w-]+)
      | hinter\s[A-ZÄÖÜ] )""",
    re.VERBOSE,
)
"""`einen Prozentpunkt besser als der Bund`, `0,4 Punkte unter dem Schnitt`, `hinter Fulda`"""
_BETWEEN = re.compile(r"(?:Unterschied|Abstand|Differenz|Gefälle|Spanne)\szwischen\s[^.;:]*$")
_THAN_OTHERS = re.compile(
    r"\s(?:[a-zäöü]+\s){0,3}(?:als|unter|über|hinter|vor)\s(?:de[rnm]|die|das|jener)\s"
    r"(?:der|des|von)\s(?:[a-zäöüß-]+e[nr]\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
"""`9,4 Prozentpunkte unter der der Männer`: of two groups"""
_LABELLED_WIDE = re.compile(
    rf"(?<!\w)(?:{WIDE}|Bund|Bundesgebiet|Land|Deutschland)"
    r"\s?[(:]\s?(?:(?:[Mm]inus|[Pp]lus|[-+–])\s?)?$"
)
_WIDE = re.compile(r"Bund(?!\w)|(?:Bundes|Landes)(?:durch)?(?:schnitt|wert|mittel)|Bundesgebiet")


def tells_areas_apart(passage: Passage, index: int) -> bool:
    """A difference of two areas, and not of two times: `0,4 Prozentpunkte unter dem Land`."""
    start, end = passage.quantities[index].start, passage.quantities[index].end
    if _BETWEEN.search(passage.text, max(passage.start, start - 160), start):
        return True
    if others := _THAN_OTHERS.match(passage.text, end, passage.end):
        return names_people(others["noun"])
    match = _THAN_ELSEWHERE.match(passage.text, end, passage.end)
    if match is None:
        return False
    there = match["there"] or match["wider"]
    return there is None or _WIDE.match(there) is not None or is_land(there)


def is_labelled_wide(passage: Passage, index: int) -> bool:
    """`um 22 (Bund: 11) Prozent`, `Land (minus 6 Prozent)`: the Bund or the Land beside it."""
    start = passage.quantities[index].start
    return _LABELLED_WIDE.search(passage.text, max(passage.start, start - 32), start) is not None
