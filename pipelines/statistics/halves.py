"""The unemployed of both legal circles told apart by the offices that look after them."""

import re

from pipelines.statistics.circles import find_circle
from pipelines.statistics.passage import (
    COUNTS,
    MEASURED,
    UNEMPLOYED,
    Found,
    Passage,
    Topic,
)
from pipelines.statistics.plain_nouns import PEOPLE

_OTHERS = COUNTS - UNEMPLOYED
_PARTED = frozenset({"sgb2", "sgb3"})
_REGISTERED = re.compile(r"(?<!\w)(?:gemeldet|registriert|erfasst|geführt|arbeitsuchend)(?!\w)")


def find_half(passage: Passage, index: int, topic: Topic) -> Found | None:
    """`Beim Jobcenter waren 5.420 Personen registriert, bei der Agentur 2.692`, of the unemployed.

    That both offices have a number of their own says it, whatever they do for those people; or
    that they are registered with the one.
    """
    if not _counts_people(passage, index):
        return None
    kinds = {cue.kind for cue in passage.cues}
    spoken = topic.near and (topic.apart or topic.indicator in UNEMPLOYED)
    if kinds & _OTHERS or not (spoken or kinds & UNEMPLOYED):
        return None
    circle = find_circle(passage, index)
    if circle not in _PARTED:
        return None
    others = (at for at in _list_beside(passage, index) if _counts_people(passage, at))
    if any({circle, find_circle(passage, at)} == _PARTED for at in others):
        return Found("arbeitslose", "part_office")
    told = _REGISTERED.search(passage.text, passage.start, passage.end)
    return Found("arbeitslose", "office") if told else None


def _counts_people(passage: Passage, index: int) -> bool:
    """A level of people of no nearer description, or of what was named before."""
    quantity = passage.quantities[index]
    if passage.turns[index] or quantity.unit not in {"person", None}:
        return False
    return not quantity.noun or quantity.noun in PEOPLE


def _list_beside(passage: Passage, index: int) -> list[int]:
    """The levels on both sides, over shares, changes and times."""
    found: list[int] = []
    for way in (-1, 1):
        at = index + way
        while 0 <= at < len(passage.quantities) and (
            passage.turns[at] or passage.quantities[at].unit in MEASURED | {"percent"}
        ):
            at += way
        if 0 <= at < len(passage.quantities):
            found.append(at)
    return found
