"""Whose a rate is: of all whom it may be of, of some of them, of something else."""

import re
from collections.abc import Sequence

from pipelines.german.nouns import names_people
from pipelines.statistics.insertions import is_told_as
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    RATE_KINDS,
    UNEMPLOYED,
    Asked,
    Passage,
    Reading,
    Topic,
    has_cue,
)
from pipelines.statistics.plain_nouns import PEOPLE

_OF_WHOM = re.compile(
    r"\s(?:(?:bei|unter|für|von)\s(?:den\s)?|der\s|aller\s)(?:[a-zäöüß-]+e[nr]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_THAT_OF = re.compile(
    r"(?<!\w)(?:(?:[Dd]ie|[Dd]er|[Jj]ene)\s(?:der|von|unter|bei)|(?:[Bb]ei|[Uu]nter)\sden)\s"
    r"(?:[a-zäöüß-]+e[nr]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
"""`…, die der Mütter bei 14 Prozent`"""
_ALL = PEOPLE - {
    "Erwachsene", "Erwachsenen", "Frauen", "Jugendliche", "Jugendlichen", "Männer", "Männern"
}  # fmt: skip
_BEHIND = re.compile(r"\s(?:beträgt|betrug|lag|liegt|ist|war)\sdie\s[^,;:.()\d]{6,90}")
"""`20,5 Prozent beträgt die Arbeitslosenquote in dieser Gruppe`"""
_BESIDE = 40
_ON_UNEMPLOYED = UNEMPLOYED | {"arbeitslosenquote"}
_HAVE_RATES = ("arbeitslose", "jugendarbeitslose", "integration", "unterbeschaeftigung")
_ANOTHER = re.compile(
    r"(?:[Ss]icherung|[Hh]ilfe|[Aa]rmut|[Gg]efährdung|[Bb]eschäftigung|[Ee]rwerbstätigen|II-|IV-)s?[Qq]uote"
)
"""A rate that has a name, where nobody speaks of unemployment: `Mindestsicherungsquote`."""
_OUT_OF_WORK = re.compile(r"[Aa]rbeits(?:lo|markt|such)|[Ee]rwerbslo|ohne\s(?:Arbeit|Job|Stelle)")
_SPOKEN = 2000
"""So many characters away it is said whose rate a bare one is."""


def is_of_placements(asked: Asked) -> bool:
    """`Bei der Integration in Arbeit erreichte der Kreis eine Quote von 23,9 Prozent`."""
    passage = asked.passage
    unemployed = any(cue.kind.startswith("arbeitslose") for cue in passage.cues)
    placed = has_cue(passage, "integrationen", asked.before, asked.quantity.end + _BESIDE)
    return placed and not unemployed


def is_of_other(passage: Passage, readings: Sequence[Reading], topic: Topic) -> bool:
    """`Bei 41.000 Bescheiden entspricht das einer Quote von 3,1 Prozent`: of what was counted."""
    if any(cue.kind in _ON_UNEMPLOYED for cue in passage.cues):
        return False
    rated, since = (topic.indicator or "").startswith(_HAVE_RATES), max(0, passage.start - _SPOKEN)
    told = rated or _OUT_OF_WORK.search(passage.text, since, passage.end + _SPOKEN)
    counted = [r for r in readings if r.unit in COUNT_UNITS]
    shares = {(r.unit, r.rule) for r in readings} <= {("percent", "none")}
    share = shares and topic.last == "percent" != topic.unit
    named = not told and _ANOTHER.search(passage.text, since, passage.end + _SPOKEN)
    if (share and not rated) or (topic.indicator and not told) or named:
        return True  # „12 Prozent haben eine Behinderung. Im Land liegt die Quote bei 11"
    if readings and readings[-1].unit == "fraction" and not (counted or topic.indicator):
        return True  # „Jedes zehnte Kind lebt davon, die Quote beträgt 10,2 Prozent"
    if counted:
        known = topic.indicator or any(r.indicator for r in counted)
        return counted[0].rule == "none" and not known
    return topic.other and not topic.indicator


def is_of_some(asked: Asked) -> bool:
    """`Die Integrationsquote der Väter lag bei …`: of people who are not all that it is of."""
    passage, before, start = asked.passage, asked.before, asked.quantity.start
    if has_cue(passage, "group", before, start):
        return True
    end = asked.quantity.end
    behind = _BEHIND.match(passage.text, end, asked.behind)
    if behind and has_cue(passage, "group", end, behind.end()):
        return True
    named = [c for c in passage.cues if c.kind in RATE_KINDS and before <= c.start < start]
    whose = named and _OF_WHOM.match(passage.text, named[-1].end, start)
    whose = whose or _THAT_OF.search(passage.text, before, start)
    if not whose or whose["noun"] in _ALL:
        return False
    noun, at = whose["noun"], whose.start("noun")
    if any(cue.start <= at < cue.end and cue.kind in COUNTS for cue in passage.cues):
        return False
    if has_cue(passage, "young", whose.start(), whose.end()):
        return bool(named) and named[-1].kind == "integrationsquote"  # unemployed, they have one
    return names_people(noun)


def names_share(passage: Passage, start: int) -> bool:
    """A share is named before, and no rate behind it: `SGB-II-Quote 7,9, Arbeitslosenquote 3,1`."""
    kinds = RATE_KINDS | {"share"}
    named = [c for c in passage.cues if passage.start <= c.start < start and c.kind in kinds]
    if not named or named[-1].kind != "share":
        return False
    return not is_told_as(passage.text, named[-1].start, named[0].end, start)
