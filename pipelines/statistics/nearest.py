"""Which statistic stands nearest to a quantity: the clause's subject before all others."""

import re

from pipelines.statistics.causes import is_owing_to, leads_to_cause
from pipelines.statistics.cues import Cue
from pipelines.statistics.insertions import is_in_relative
from pipelines.statistics.passage import NARROWER, RECEIVERS, UNEMPLOYED, Passage, find_territory

_COUNTED = re.compile(
    r"(?<!\w)(?:Zahl|Anzahl|Gesamtzahl|Quote|Bestand)\s(?:der|von|an|aller|dieser)\s(?:[\w-]+\s){0,4}$"
)
_TOTALS = ("Zahl ", "Anzahl ", "Gesamtzahl ")
_BRACKET = re.compile(r"^[^()]*\)|\([^()]*\)")
_OPENS = re.compile(r"(?:Mit|Bei)\s(?:[a-zäöü]+\s){0,2}")
_PER = (" pro ", " je ")
"""`Die Fallzahl pro Mitarbeiter`: no one counts them."""
_SHARE_OF = ("Prozent der ", "% der ", "Prozent aller ", "% aller ")
"""`310 Menschen und damit 9,8 Prozent der Bevölkerung`"""
_FOR = re.compile(
    r"(?<!\w)[A-ZÄÖÜ][\w-]+(?<!Zahl)(?<!Zahlen)(?<!Wert)(?:\s\([^()]{1,12}\))?\sfür\s(?:[a-zäöüß]+\s){0,2}$"
)
"""`Die Ausgaben (Plätze) für Arbeitslosengeld-Empfänger stiegen um 3 Prozent`: these did."""
_SUBJECT = 100
"""So many characters nearer is what the sentence says it counts (`die Zahl der …`)."""
_ASIDE = 150
"""So many characters farther is what is said by the way: in a bracket, of the next number."""
_BEHIND = 12
_CLAUSE = 40
"""So many characters farther is what stands before a clause that begins with the number."""
_CHANGED_AT = re.compile(r"\sbei(?:m|\sde[nr])?\s(?:[a-zäöüß]+\s){0,2}")
"""`ein Minus von drei Prozent bei den Arbeitslosen`: whose change it is stands behind it."""
_COUNTS_AS = re.compile(r"^(?:\s(?!mehr|weniger)[\w-]+){0,3}\sals\s$")
"""`gelten 1.650 Menschen als unterbeschäftigt`"""
_AND_ANOTHER = re.compile(r"(?:,|\sund|\ssowie)\s(?:[a-zäöüß]+\s){0,2}")
"""`500 Gäste und 30 Mitarbeiter`: each is counted by its own number."""
_DO = re.compile(r"\s(?:gelten|galten|sind|waren|bezogen|beziehen|erhielten|erhalten)\s")
"""`waren erwerbsfähig, 1.800 galten als arbeitslos`"""
_NARROWER = NARROWER | {"gefluechtete_ukraine"}
"""What a relative clause may say of a wider one: `die Empfänger, die erwerbsfähig sind,`."""
_PEOPLE = RECEIVERS | UNEMPLOYED
_REACH = 60
"""Characters before a word in which its sentence says that it is counted, or is a cause."""


def find_nearest(passage: Passage, index: int, fitting: frozenset[str]) -> str | None:
    """The kind of the nearest fitting cue; before the quantity rather than behind it."""
    quantity, end = passage.quantities[index], _find_end(passage, index)
    best: tuple[int, str] | None = None
    last = aside = passage.start
    for cue in passage.cues:
        if cue.start < aside:
            continue
        if cue.kind == "part" and cue.start >= quantity.end:
            # „7.010 Personen, darunter 1.290 …": what follows is the part's, or the bracket's
            aside = _find_bracket_end(passage.text, quantity.end, cue.start, passage.end)
        if cue.kind not in fitting and cue.kind != "other":
            continue
        if _depends(passage, cue):
            continue
        if cue.end <= quantity.start:
            cost: int | None = _measure_before(passage, index, cue, last)
            last = cue.end
        elif cue.start >= end:
            cost = _measure_behind(passage, index, cue, end)
        else:
            return cue.kind if cue.kind in fitting else None
        if cost is not None and (best is None or cost < best[0]):
            best = cost, cue.kind
    return best[1] if best and best[1] != "other" else None


def _depends(passage: Passage, cue: Cue) -> bool:
    """Whether something else is counted: per one of them, or for them."""
    if passage.text.endswith(_PER, passage.start, cue.start):
        return True
    if cue.kind == "einwohner" and passage.text.endswith(_SHARE_OF, passage.start, cue.start):
        return True
    if cue.kind in _PEOPLE and _is_of_others(passage, cue):
        return True
    lead = max(passage.start, cue.start - _REACH)
    return cue.kind in _PEOPLE and _FOR.search(passage.text, lead, cue.start) is not None


def _is_of_others(passage: Passage, cue: Cue) -> bool:
    """`die Zahl der nicht erwerbsfähigen Leistungsempfänger`: no one of the kind itself."""
    return any(one.kind == "other" and one.end == cue.start - 1 for one in passage.cues)


def _find_end(passage: Passage, index: int) -> int:
    """`Gestiegen, um 3 Prozent auf 22.800, ist die Zahl der …`: a level is of its difference."""
    quantity, behind = passage.quantities[index], passage.quantities[index + 1 : index + 2]
    if not passage.turns[index] or not behind:
        return quantity.end
    return (
        behind[0].end if passage.text[quantity.end : behind[0].start] == " auf " else quantity.end
    )


def _measure_before(passage: Passage, index: int, cue: Cue, last: int) -> int:
    """How far before a quantity a cue stands; `last` is where the one before it ends."""
    text, quantity = passage.text, passage.quantities[index]
    gap = text[cue.end : quantity.start]
    aside = (
        _ends_bracket(gap)
        or _stands_in_dashes(text, passage.start, cue.start, gap)
        or (
            cue.kind not in _NARROWER
            and is_in_relative(text, cue.start, passage.start, quantity.start)
        )
    )
    cost = _ASIDE if aside else 0
    cost += _CLAUSE if gap.endswith(", ") and _DO.match(text, quantity.end) else 0
    lead = max(passage.start, cue.start - _REACH)
    lead = lead if cue.start - last <= 1 else max(lead, last)
    cost -= _stress(text, cue, lead, find_territory(passage, index)[0])
    return cost + _measure(gap, cue)


def _measure_behind(passage: Passage, index: int, cue: Cue, end: int) -> int | None:
    """How far behind a quantity and its level, at `end`, a cue stands; None if it is another's."""
    percent, turn = passage.quantities[index].unit == "percent", passage.turns[index]
    gap = passage.text[end : cue.start]
    noun, behind = passage.quantities[index].noun, passage.quantities[index + 1 :]
    if noun and any(
        q.start <= cue.start < q.end and _AND_ANOTHER.fullmatch(passage.text, end, q.start)
        for q in behind[:1]
    ):
        return None
    between = sum(end < q.start < cue.start for q in behind)
    if between and ", " in gap and percent and not _opens(passage, index):
        return None  # „die Mieten um 2 Prozent, die Ausgaben um 3 Prozent": the next one's
    if turn and behind and passage.text[cue.end : behind[0].start] == " um ":
        return None  # „um 4 Prozent, bei den Empfängern um 16 Prozent"
    if _begins_anew(gap) or (turn and leads_to_cause(gap)):
        return None  # „35 mehr als im Mai; die Quote liegt bei 1,2 Prozent"
    if _COUNTS_AS.search(gap):
        return -_SUBJECT
    cost = -_ASIDE if turn and _CHANGED_AT.fullmatch(gap) else _BEHIND + _ASIDE * between
    return cost + _measure(gap, cue)


def _measure(gap: str, cue: Cue) -> int:
    """The length of the words between a cue and a number; marks part more than letters do."""
    cost = len(gap) + 30 * gap.count(";") + 12 * gap.count(",")
    if cue.kind == "leistungsberechtigte" and cue.end - cue.start <= 14:
        cost += 140  # „Menschen, die Leistungen beziehen, waren ohne Arbeit"
    return cost


def _opens(passage: Passage, index: int) -> bool:
    """`Mit 4,1 Prozent hat der Kreis im Land, dessen Mittel bei 5,4 liegt, eine hohe Quote`."""
    return (
        not index
        and _OPENS.fullmatch(passage.text, passage.start, passage.quantities[0].start) is not None
    )


def _begins_anew(gap: str) -> bool:
    """Behind a semicolon, outside of brackets, another clause stands."""
    return ";" in gap and ";" in _BRACKET.sub("", gap)


def _find_bracket_end(text: str, start: int, at: int, end: int) -> int:
    """Where the bracket that `at` stands in ends; `end` where it stands in none."""
    opened = text.rfind("(", start, at)
    closed = text.find(")", at, end)
    return closed if closed > 0 and opened > text.rfind(")", start, at) else end


def _stress(text: str, cue: Cue, lead: int, own: int) -> int:
    """How much nearer a word is for being the subject, or farther for being a cause."""
    if is_owing_to(text, lead, cue.start):
        return -_SUBJECT
    return _SUBJECT if cue.start >= own and is_counted(text, cue, lead) else 0


def is_counted(text: str, cue: Cue, lead: int) -> bool:
    """`die Zahl der Arbeitslosen`: whether the words from `lead` on say that a cue is counted."""
    total = text.startswith(_TOTALS, cue.start)
    return total or _COUNTED.search(text, lead, cue.start) is not None


def _stands_in_dashes(text: str, start: int, at: int, gap: str) -> bool:
    """`In der Unterbeschäftigung – hier zählen Teilnehmer mit – sind es 17.069`."""
    return gap.count(" – ") == 1 and text.count(" – ", start, at) % 2 == 1


def _ends_bracket(gap: str) -> bool:
    """What stands before it is said by the way: `(Familien, die Sozialgeld erhalten) um 300`."""
    close = gap.find(")")
    return close >= 0 and "(" not in gap[:close]
