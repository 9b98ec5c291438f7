"""Differences that were told of an older time: `im Vorjahr war sie um 95 gestiegen`."""

import re

from pipelines.german.change_more import is_compared_behind
from pipelines.statistics.moments import Moment
from pipelines.statistics.reckoning import reckon_from_report
from pipelines.statistics.timeline import Timeline

_CHANGE_AS_IN = re.compile(
    r"""(?<!\w)(?:(?:Jahres)?(?:Anstieg|Rückgang|Zuwachs|Abbau|Plus|Minus|Zunahme|Abnahme|Zugang|Veränderung))(?:e?s)?
    (?!\w)[^.;:]{0,140}(?<!\w)(?:als|wie)\s[^.;:]{0,60}$""",
    re.VERBOSE,
)
_BRACKET_OPENS = re.compile(
    r"\s\((?:mit\s|um\s|damals\s)?(?:[+\u2212–-]\s?|(?:plus|minus|Plus|Minus)\s)?(?:von\s|um\s)?"
)
"""`fiel geringer aus als im April (plus 980) und Mai (plus 415)`"""
_WENT_THEN = re.compile(
    r"""\s[^.,;:()\d]{0,80}?(?<!\w)(?:war(?:en)?|hatten?|betrug|fiel(?:en)?|lag(?:en)?|gab|belief|verzeichneten?)
    (?!\w)[^.;:()\d]{0,90}$""",
    re.VERBOSE,
)
_REACH = 200


def find_time_then(timeline: Timeline, index: int) -> str | None:
    """The older time that a difference is told of; None where it compares with that time."""
    passage, quantity = timeline.passage, timeline.passage.quantities[index]
    turn, text = passage.turns[index], passage.text
    before = [m for m in timeline.moments if m.value and m.end <= quantity.start]
    if turn is None or not before:
        return None
    moment = before[-1]
    if _BRACKET_OPENS.fullmatch(text, moment.end, quantity.start):
        lead = max(passage.start, moment.start - _REACH)
        told = _CHANGE_AS_IN.search(text, lead, moment.start) is not None
    else:
        told = _went_then(timeline, index, moment)
    return (reckon_from_report(timeline, index, moment) or moment.value) if told else None


def _went_then(timeline: Timeline, index: int, moment: Moment) -> bool:
    """`Ein Jahr zuvor hatte es einen Rückgang um 43 gegeben`; not `war sie um 43 höher`."""
    passage, quantity = timeline.passage, timeline.passage.quantities[index]
    turn = passage.turns[index]
    if turn is not None and turn.rule == "coupled" and index:
        last = passage.quantities[index - 1]
        told = [m for m in timeline.moments if m.value and m.end <= last.start]
        return moment.start >= last.end and bool(told) and _went_then(timeline, index - 1, told[-1])
    if turn is None or turn.rule not in {"um", "noun"}:
        return False
    if moment.compared or moment.lasting or moment.bracketed:
        return False
    if is_compared_behind(passage.text, quantity, passage.end):
        return False
    return _WENT_THEN.fullmatch(passage.text, moment.end, quantity.start) is not None
