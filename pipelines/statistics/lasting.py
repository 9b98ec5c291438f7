"""Who is without work, or receives, for long by the law: `seit mehr als zwei Jahren`."""

import re

from pipelines.statistics.clauses import find_said
from pipelines.statistics.deeds import OF_BENEFIT, RECEIVE
from pipelines.statistics.passage import UNEMPLOYED, Passage, find_over_times
from pipelines.statistics.placements import take_up_work

_IDLE = (
    r"(?:arbeitslos|erwerbslos|arbeitss?uchend|ohne\s(?:[a-zäöüß]+e\s)?(?:Arbeit|Beschäftigung|Job"
    r"|Stelle|Anstellung)|auf\s(?:Arbeit|Job|Stellen)s?such"
    r"|(?:k?eine[nrm]?|nach(?:\seine[rm])?)\s(?:neuen\s)?(?:Arbeit|Stelle|Job|Beschäftigung)(?!\w))"
)
_IDLE_BEHIND = re.compile(rf"\s(?:[a-zäöüß]+\s){{0,2}}{_IDLE}")
_IDLE_FOR_A_YEAR = re.compile(
    r"(?<!\w)(?:(?:länger\sals|mehr\sals|mindestens|über)\s(?:(?:zwölf|12)\sMonaten?|ein(?:em)?\sJahr)(?!\w)"
    r"|(?:(?:[Zz]wölf|12)\sMonaten?|[Ee]in(?:em)?\sJahr)\s(?:und|oder)\s(?:länger|mehr)(?!\w))"
    rf"[^.;,]{{0,40}}\s{_IDLE}"
)
"""`die länger als zwölf Monate ohne Arbeit sind`"""
_ENDS = frozenset(".,;)")
_BENEFIT_KINDS = frozenset({"sgb2", "leistungsberechtigte", "erwerbsfaehige_leistungsberechtigte"})
_SINCE = re.compile(r"[^.;:()\d]{0,60}?(?P<since>(?<!\w)seit\s)?")
_OPENS = re.compile(
    r"(?<!\w)(?:[Ll]änger|[Mm]ehr|[Mm]indestens|[Ss]eit|[Bb]ereits|[Ss]chon|[Üü]ber)(?!\w)"
)
_SO_LONG_ARE = re.compile(
    r"""[^.,;:()\d]{0,60}?(?<!\w)
    (?:sind|waren|bezogen|beziehen|leben|lebten|stehen|standen|erhalten|erhielten)\s
    (?:[^.,;:()\d]{1,30}\s)?""",
    re.VERBOSE,
)
_AT_LEAST = frozenset({">", ">="})
_LONG = {"year": 2, "month": 21}
"""From so long on those who receive do so for long: 21 months of the last 24."""
_VERB_BEFORE = 24
"""`lebten 2.572 Personen länger als vier Jahre von …`: so near before them stands the verb."""
_A_YEAR = {"year": 1, "month": 12}
"""From so long on those without work are so for long."""


def find_lasting(passage: Passage, index: int) -> str | None:
    """`2.710 sind seit mehr als zwei Jahren auf Bürgergeld angewiesen`: for long, by the law.

    The law calls those unemployed for long who are it for a year: `1.204 länger als ein Jahr`.
    """
    quantities, text = passage.quantities, passage.text
    if passage.turns[index]:
        return None
    lasted = _find_lasted(passage, index)
    if lasted or index + 1 == len(quantities):
        return lasted
    quantity, lasting = quantities[index], quantities[index + 1]
    since = _SINCE.fullmatch(text, quantity.end, lasting.start)
    if since is None or not (since["since"] or lasting.modifier in _AT_LEAST):
        return None
    if lasting.value == _A_YEAR.get(lasting.unit or ""):
        idle = _are_idle(passage, lasting.end) and not take_up_work(
            text, *find_said(passage, index)
        )
        return "langzeitarbeitslose" if idle else None
    if lasting.value < _LONG.get(lasting.unit or "", 10**9):
        return None
    begin = max(passage.start, quantity.start - _VERB_BEFORE)
    begin = max(begin, *(text.rfind(mark, begin, quantity.start) for mark in ",;:("))
    if not RECEIVE.search(text, begin, passage.end):
        return None
    named = any(cue.kind in _BENEFIT_KINDS for cue in passage.cues)
    receives = named or OF_BENEFIT.search(text, passage.start, passage.end) is not None
    return "langzeitleistungsbeziehende" if receives else None


def _find_lasted(passage: Passage, index: int) -> str | None:
    """`Zwei Jahre und länger im Leistungsbezug sind 3.870 Menschen`: the time stands first."""
    lasted, text = passage.quantities[index - 1], passage.text
    start = passage.quantities[index].start
    if not index or lasted.unit not in _A_YEAR or not _OPENS.search(text, passage.start, start):
        return None
    if not _SO_LONG_ARE.fullmatch(text, lasted.end, start):
        return None
    if lasted.value == _A_YEAR[lasted.unit]:
        idle = _IDLE_BEHIND.match(text, lasted.end, start)
        return "langzeitarbeitslose" if idle else None
    receive = lasted.value >= _LONG[lasted.unit] and RECEIVE.search(text, passage.start, start)
    return "langzeitleistungsbeziehende" if receive else None


def receives_long(passage: Passage, index: int) -> bool:
    """Whether those counted receive for long."""
    return find_lasting(passage, index) == "langzeitleistungsbeziehende"


def is_idle_for_long(passage: Passage, index: int) -> bool:
    """Whether those counted are without work for long."""
    return find_lasting(passage, index) == "langzeitarbeitslose"


def _are_idle(passage: Passage, end: int) -> bool:
    """Whether it is said behind the time, or before it of all (`arbeitslos, davon 40 länger …`)."""
    if _IDLE_BEHIND.match(passage.text, end, passage.end):
        return True
    told = passage.text[end : end + 1] in _ENDS
    return told and any(cue.kind in UNEMPLOYED and cue.end <= end for cue in passage.cues)


def are_idle_for_a_year(passage: Passage, index: int) -> bool:
    """`die Zahl derer, die zwölf Monate und länger ohne Arbeit sind`: not of its parts."""
    text, quantity = passage.text, passage.quantities[index]
    before, behind = find_over_times(passage, index)
    parts = (cue.start for cue in passage.cues if cue.kind == "part" and cue.start >= quantity.end)
    return _IDLE_FOR_A_YEAR.search(text, before, min(behind, next(parts, behind))) is not None
