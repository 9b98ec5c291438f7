"""What a list's label says of its number: `Abgänge: 861`, `unter 25 Jahre: 310`, `Klagen: 97`."""

import re
from collections.abc import Sequence

from pipelines.german.nouns import read_noun
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    DENIED,
    MEASURED,
    NOTHING,
    RATE_KINDS,
    UNEMPLOYED,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
)
from pipelines.statistics.plain_nouns import TAKEN_UP

_LABEL = re.compile(
    r"""(?:^|[\n,;•*▪►○(]|[–/-]\s)\s*
    (?P<words>[^\n,;:|•*▪►○]{2,90}?)
    (?:\s?[:|=]\s?(?:[+–\u2212-]\s?)?|\s)$""",
    re.VERBOSE,
)
_MARKS = frozenset(":|=+-–")
"""What parts a label from its number."""
_FLOW = re.compile(
    r"(?:[Zz]u|[Aa]b)g[aä]ng(?:e|en|s)?(?!\w)|(?:[Aa]b|[Nn]eu|[Aa]rbeitslos|[Zz]u)meldungen(?!\w)"
    r"|(?<!\w)[Ss]eit\s(?:Jahres|Monats)(?:beginn|anfang)\sgemeldete|(?<!\w)[Nn]eu(?:\s?gemeldete\w?|e)\s(?:Arbeits|Ausbildungs)?[Ss]tellen(?!\w)"
)
"""Who or what came in or went out."""
_STOCK = re.compile(r"(?:[Aa]ktueller\s)?(?:Gesamtb|B)estand(?:\s(?:insgesamt|gesamt|aktuell))?")
_TOLD_STOCK = re.compile(
    r"(?<!\w)(?:im|[Dd]er|[Dd]en)\s(?:[a-z]+e\s)?(?:Gesamtb|B)estand\s(?:[a-zäöü]+\s){1,4}$"
)
_JOBS = re.compile(r"(?:[Ss]telle|Arbeitsplätze)n?(?:-?(?:zu|ab)gang)?(?!\w)")
_ANY_NOUN = re.compile(
    r"(?P<prep>(?<!\w)(?:für|um|in|im|an|aus|auf|von|bei|mit|ohne|zu[mr]?)\s(?:[a-zäöüß]+\s)?)?"
    r"(?<!\w)(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_MEMBERS = re.compile(r"(?:darin\s|[Ll]ebende\s)?Personen(?:\s(?:insgesamt|gesamt|darin))?")
"""`Bedarfsgemeinschaften: 702`, and in the row below those who live in them."""
_ALL_JOBS = re.compile(r"(?:Freie\s|Offene\s)?(?:Arbeits)?[Ss]tellen")
_MANY = 100
"""So many posts stand empty in no Jobcenter."""
_THINGS = re.compile(
    r"(?:[Gg]espräche|[Tt]ermine|[Aa]nrufe|[Kk]ontakte|[Kk]urse|[Bb]esuche|[Bb]eratungen|[Aa]nzeigen)$"
)
"""What is counted beside the statistics, and is no town."""
_LOOK_FOR = re.compile(r"(?<!\w)Bewerber(?:innen)?\s.*(?:für|um|auf)\s")
"""`Bewerber für Ausbildungsstellen` are no such places."""
_COUNTED = COUNT_UNITS - {"organisation"}
_LABELLED = COUNT_UNITS | {None, "percent"}
_OF_ALL = COUNTS | RATE_KINDS


def find_label(passage: Passage, index: int) -> str:
    """The words that name a number in a list or a row; empty where a sentence tells of it."""
    quantity, text = passage.quantities[index], passage.text
    before, _ = find_territory(passage, index)
    lead = text[max(before, quantity.start - 110) : quantity.start]
    told = lead.endswith(" ") and lead.rstrip()[-1:] not in _MARKS
    if told and not _is_line(passage, index):
        return ""
    match = _LABEL.search(lead)
    return match["words"].strip(" (-–") if match else ""


def _is_line(passage: Passage, index: int) -> bool:
    """`Insgesamt 6.480`: a line with its number at the end, and no sentence."""
    text, start, end = passage.text, passage.start, passage.end
    whole = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in {"\n", ""}
    if not whole or any(q.unit not in MEASURED for q in passage.quantities[:index]):
        return False
    return end - start < 90 and text[end - 1] not in ".!?"


def find_labelled(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """What the label alone decides; None where it leaves that to the other rules."""
    quantity = passage.quantities[index]
    if quantity.unit not in _LABELLED:
        return None
    label = find_label(passage, index)
    if not label:
        return _find_stock_told(passage, index, readings)
    if _FLOW.search(label):
        jobs = _JOBS.search(label) or (topic.unit == "job" and not topic.stale)
        return DENIED._replace(of="offene_stellen") if jobs else DENIED
    if quantity.unit == "percent":
        return None
    if _STOCK.fullmatch(label):
        return _find_stock(passage, index, readings, topic)
    bare = not (quantity.noun or quantity.unit)
    if bare and _ALL_JOBS.fullmatch(label) and quantity.value >= _MANY:
        return Found("offene_stellen", "subject")
    kind = _find_kind(passage, index, topic)
    if kind or not bare:
        return kind
    if topic.indicator == "bedarfsgemeinschaften" and _MEMBERS.fullmatch(label):
        return None if topic.stale else Found("leistungsberechtigte", "members")
    return NOTHING if _counts_other(passage, index, label, topic.unit) else None


def _find_kind(passage: Passage, index: int, topic: Topic) -> Found | None:
    """`Nicht erwerbsfähige: 310`, `unter 25 Jahre: 402`: what those named are of."""
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    named = [c.kind for c in passage.cues if before <= c.start < start]
    if not named or "part" in named:
        return None
    if "other" in named:
        return NOTHING
    young = named[-1] == "young" and _OF_ALL.isdisjoint(named)
    return _find_young(passage, topic) if young else None


def _find_stock(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """`Zugang an Stellen: 1.102, Bestand: 3.870`: of what the line speaks of."""
    start = passage.quantities[index].start
    if _JOBS.search(passage.text, passage.start, start):
        return Found("offene_stellen", "subject")
    kinds = [c.kind for c in passage.cues if c.end <= start and c.kind in COUNTS]
    if kinds:
        return Found(kinds[-1], "subject")
    if topic.indicator and not (readings or topic.stale) and topic.unit in COUNT_UNITS:
        return Found(topic.indicator, "topic", same=True)
    return None


def _find_stock_told(passage: Passage, index: int, readings: Sequence[Reading]) -> Found | None:
    """`602 neue Stellen kamen herein, im Bestand sind 2.410`: of those jobs."""
    if passage.quantities[index].unit is not None or not readings or readings[-1].unit != "job":
        return None
    before, _ = find_territory(passage, index)
    told = _TOLD_STOCK.search(passage.text, before, passage.quantities[index].start)
    return Found("offene_stellen", "subject") if told else None


def _find_young(passage: Passage, topic: Topic) -> Found | None:
    """`unter 25 Jahre: 310` below numbers of the unemployed."""
    base = topic.indicator or ""
    others = topic.unit == "person" and not base.startswith(("arbeitslos", "langzeitarb", "jugend"))
    if others and not topic.group:
        return DENIED
    counted = passage.counted or base in UNEMPLOYED or topic.apart
    return Found("jugendarbeitslose", "subject") if counted else None


def _counts_other(passage: Passage, index: int, label: str, unit: str) -> bool:
    """`Klagen: 97`, `Bewerber für Ausbildungsstellen: 1.320`: its noun is of no statistic."""
    start = passage.quantities[index].start
    at = passage.text.rfind(label, 0, start)
    counted = False
    for match in _ANY_NOUN.finditer(label):
        if match["prep"]:
            break
        begin, end = (at + offset for offset in match.span("noun"))
        if match["noun"] in TAKEN_UP:
            seek = match["noun"].startswith("Bewerber")
            return seek and (unit == "job" or _LOOK_FOR.search(label) is not None)
        if _is_known(passage, begin, end):
            return False
        noun = match["noun"]
        counted = counted or counts_things(noun) or read_noun(noun) in _COUNTED
    return counted


def counts_things(noun: str) -> bool:
    """Whether a label's noun is of what is counted beside the statistics.

    >>> counts_things("Beratungsgespräche"), counts_things("Gelnhausen")
    (True, False)
    """
    return _THINGS.search(noun) is not None


def _is_known(passage: Passage, begin: int, end: int) -> bool:
    """Whether a noun is of a statistic, a circle or a group of one."""
    return any(c.start < end and begin < c.end for c in passage.cues)
