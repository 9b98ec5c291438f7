"""Whom a noun names, narrowed by what the predicate says of them: who found work counts as that."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from pipelines.statistics.circles import is_whole_of
from pipelines.statistics.deeds import (
    RECEIVE,
    find_deed,
    is_in_measures,
)
from pipelines.statistics.doers import attend
from pipelines.statistics.lasting import is_idle_for_long, receives_long
from pipelines.statistics.passage import RECEIVERS, UNEMPLOYED, Passage, find_territory, has_cue
from pipelines.statistics.placements import found_work, is_placement_of, were_placed
from pipelines.statistics.shares import says_jobless

_ALL_WHO_RECEIVE = frozenset({"leistungsberechtigte"})
_FOR_LONG = frozenset({"langzeitleistungsbeziehende"})
_OUT_OF_WORK = frozenset({"arbeitslose", "langzeitarbeitslose"})
_REGISTERED = re.compile(
    r"""[^.;:()]{0,60}?(?: (?:,\s(?:die|welche)\s|\s)(?:[a-zäöüß]+\s){0,3}?(?:als\s)?arbeitslos
        (?:\s(?:registriert|gemeldet|geführt|erfasst)|\s(?:sind|waren|gelten|galten))
      | \sals\sarbeitslos(?!\w) )""",
    re.VERBOSE,
)
"""`…, die als arbeitslos registriert sind`"""
_IDLE = re.compile(
    r"[^.,;:()\d]{0,60}?\s(?:arbeitslos|erwerbslos|ohne\s(?:Arbeit|Job|Beschäftigung|Stelle)|auf\sArbeitss?uche)(?!\w)"
)
"""`3.288 Einwohner waren arbeitslos gemeldet`"""
_GO_AS_LONG = re.compile(
    r"\s(?:von\sihnen\s)?(?:gelten|galten|sind|waren|zählen|zählten)\s(?:[a-zäöüß]+\s){0,3}[Ll]angzeitarbeitslos"
)
"""`1.502 Arbeitslose gelten als langzeitarbeitslos`"""
_FROM_UKRAINE = re.compile(r"\s(?:mit\s(?:Wurzeln|Herkunft)\s)?aus\sder\sUkraine(?!\w)")
COME_FROM_UKRAINE = re.compile(
    r"Aus\sder\sUkraine\s(?:stamm|komm|kam|sind|waren|geflohen|geflüchtet)\w*"
    r"\s(?:[a-zäöüß]+\s){0,4}$"
)
"""`Aus der Ukraine stammen 1.980 Leistungsberechtigte`"""
_LEAD = 80
_GO_AS_RECEIVING = re.compile(
    r"\s(?:von\sihnen\s)?(?:gelten|galten|sind|waren|zählen|zählten)\s(?:[a-zäöüß]+\s){0,3}[Ll]angzeit-?(?:leistungsb|bez)"
)
"""`3.420 Bürgergeldbeziehende gelten als Langzeitleistungsbeziehende`"""
_WORK = re.compile(r"\s(?:arbeiten|arbeiteten|bauen|helfen|halfen)(?!\w)")
"""`12 Langzeitarbeitslose arbeiten dort mit`: in a project."""
_CAN_WORK = re.compile(
    r"[^.,;:()\d]{0,30},?[^.,;:()\d]{0,60}\s(?:drei|3)\sStunden\s[^.,;:()\d]{0,40}arbeiten"
)
"""`8.120 Leistungsberechtigte können mindestens drei Stunden am Tag arbeiten`: by the law."""


def _led_by(pattern: re.Pattern[str]) -> Callable[[Passage, int], bool]:
    """Whether the words right before a number say so."""
    return lambda passage, index: bool(
        pattern.search(
            passage.text,
            max(passage.start, passage.quantities[index].start - _LEAD),
            passage.quantities[index].start,
        )
    )


def _follows(pattern: re.Pattern[str]) -> Callable[[Passage, int], bool]:
    """Whether the words right behind a number say so."""
    return lambda passage, index: bool(
        pattern.match(passage.text, passage.quantities[index].end, passage.end)
    )


def _is_called(kind: str) -> Callable[[Passage, int], bool]:
    """Whether the words behind a number, but for what is said of a part of it, are of a kind."""

    def says(passage: Passage, index: int) -> bool:
        end = passage.quantities[index].end
        parts = [c.start for c in passage.cues if c.kind == "part" and c.start >= end]
        until = min([find_territory(passage, index)[1], *parts])
        if passage.text.startswith(" (", end):  # what a bracket says is said of another number
            return False
        return has_cue(passage, kind, end, until)

    return says


_NARROWED: Sequence[tuple[AbstractSet[str], Callable[[Passage, int], bool], str | None]] = (
    (RECEIVERS, _follows(_REGISTERED), "arbeitslose_sgb2"),
    (RECEIVERS, says_jobless, "arbeitslose_sgb2"),
    (RECEIVERS, receives_long, "langzeitleistungsbeziehende"),
    (UNEMPLOYED, _follows(_GO_AS_LONG), "langzeitarbeitslose"),
    (RECEIVERS | UNEMPLOYED, is_idle_for_long, "langzeitarbeitslose"),
    (RECEIVERS, _follows(_FROM_UKRAINE), "gefluechtete_ukraine"),
    (RECEIVERS, _led_by(COME_FROM_UKRAINE), "gefluechtete_ukraine"),
    (RECEIVERS, _follows(_GO_AS_RECEIVING), "langzeitleistungsbeziehende"),
    (_ALL_WHO_RECEIVE, _follows(_CAN_WORK), "erwerbsfaehige_leistungsberechtigte"),
    (RECEIVERS | _OUT_OF_WORK, found_work, "integrationen"),
    (RECEIVERS | _OUT_OF_WORK, is_in_measures, "massnahmeteilnehmende"),
    (RECEIVERS | _OUT_OF_WORK, is_placement_of, "integrationen"),
    (_OUT_OF_WORK, were_placed, "integrationen"),
    (_OUT_OF_WORK, _follows(_WORK), None),
    (_FOR_LONG, found_work, None),
    (_ALL_WHO_RECEIVE | _FOR_LONG, attend, None),
    (
        _ALL_WHO_RECEIVE,
        _is_called("erwerbsfaehige_leistungsberechtigte"),
        "erwerbsfaehige_leistungsberechtigte",
    ),
    (_ALL_WHO_RECEIVE, _is_called("arbeitslose"), "arbeitslose_sgb2"),
)
"""Whom a noun names, what its predicate says, and what is counted then."""


def narrow_by_predicate(passage: Passage, index: int, kind: str) -> str | None:
    """`14.690 Leistungsberechtigte gelten als erwerbsfähig`: the predicate narrows the noun."""
    if kind == "einwohner" and _follows(_IDLE)(passage, index):
        return "arbeitslose"
    if kind == "einwohner":  # „leben von Bürgergeld"
        _, behind = find_territory(passage, index)
        lives = RECEIVE.search(passage.text, passage.quantities[index].end, behind)
        return (find_deed(passage, index) if lives else None) or kind
    if is_whole_of(passage, index):
        return kind  # „ein Drittel der 5.702 Arbeitslosen": what is said is said of some
    return narrow(passage, index, kind)


def narrow(passage: Passage, index: int, kind: str) -> str | None:
    """What is counted if the words behind a number are said of all whom its noun names."""
    for nouns, says, narrowed in _NARROWED:
        if kind in nouns and says(passage, index):
            return narrowed
    return kind
