"""A sentence as its periods are read from it, and the dates that stand beside a number."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.quantities import Quantity
from pipelines.statistics.columns import NO_COLUMNS, Columns
from pipelines.statistics.eras import Era
from pipelines.statistics.moments import Moment
from pipelines.statistics.passage import Passage, Reading
from pipelines.statistics.replaced import stands_instead
from pipelines.statistics.report import Report

_TOUCHES_BEHIND = re.compile(
    r"""(?:\sund\s[\d.,]+(?:\s\w+)?)?   # „9.016 und 17.702 im Jahr zuvor"
    (?:\s(?:im|in|am|zum|zur|für|seit|bis|ab|allein|noch|den|dem|des|das|der|die|aus|von|vom|davon|nur
      |Jahres(?:durchschnitt|schnitt|mittel)))*\s""",
    re.VERBOSE,
)
_AS_IN = re.compile(r"\swie\s(?:noch\s)?(?:im|in|am|vom|von|zum)\s(?:de[mnr]\s)?")
"""`Statt 412 wie im Mai gingen im Juni 437 ein`."""
_OPENS_BEHIND = re.compile(r"\s\((?:[^\W\d]{1,30}[.:]?\s){0,3}")
"""`5.902 (Stand: Juli 2023)`, `5.902 (Jahresdurchschnitt 2023)`."""
BREAK = re.compile(r"[,;:–()|]\s|\s[–(]|\s(?:und|aber|während|nachdem)\s")
"""Behind it another clause may begin."""


class Timeline(NamedTuple):
    """What the periods of one sentence are read from."""

    passage: Passage
    readings: Sequence[Reading]
    moments: Sequence[Moment]
    era: Era
    report: Report
    past: str | None = None
    """The time of the paragraph before."""
    spoken: bool = False
    """A statistic was spoken of before."""
    listed: bool = False
    """It is an item of a list with a head."""
    columns: Columns = NO_COLUMNS
    """Of a table's row: the times at the head of its columns."""
    labels: tuple[str, ...] = ()
    """The times that labelled the numbers in the last bracket with labels."""
    bracketed: str | None = None
    """What numbers in brackets hold for, where a head says so (`in Klammern der Vorjahreswert`)."""


def is_near(text: str, quantity: Quantity, moment: Moment, reach: int = 40) -> bool:
    """Whether a date stands in the same clause, a few words away."""
    start, end = min(quantity.end, moment.end), max(quantity.start, moment.start)
    return end - start < reach and "," not in text[start:end]


def is_in_bracket_behind(text: str, moment: Moment, quantity: Quantity) -> bool:
    """`5.902 sind es (2021: 5.940)`, `283 Euro (bisher 250)`: that is about another number."""
    aside = moment.bracketed or bool(moment.pointer)
    return aside and "(" in text[quantity.end : moment.start]


def is_closed(text: str, moment: Moment, quantity: Quantity) -> bool:
    """The date stands in a bracket that ends before the quantity: `498 (Vormonat 512), 276`."""
    if moment.end > quantity.start or moment.stand:
        return False
    close = text.find(")", moment.end, quantity.start)
    return (
        close >= 0
        and "(" not in text[moment.end : close]
        and "(" in text[max(0, moment.start - 40) : moment.start]
        and text[close + 1 : quantity.start].strip(" :") != ""
    )


def find_touching_behind(timeline: Timeline, quantity: Quantity) -> Moment | None:
    """The date right behind a quantity: `9.016 im Juli`, `512 (Juni)`."""
    text = timeline.passage.text
    for moment in timeline.moments:
        if moment.start < quantity.end:
            continue
        closes = not moment.compared and text[moment.end : moment.end + 1] in {")", ","}
        if closes and _OPENS_BEHIND.fullmatch(text, quantity.end, moment.start):
            return moment
        if moment.start - quantity.end < 40 and _TOUCHES_BEHIND.fullmatch(
            text, quantity.end, moment.start
        ):
            return moment
        as_in = _AS_IN.fullmatch(text, quantity.end, moment.start)
        instead = as_in and stands_instead(text, timeline.passage.start, quantity.start)
        return moment if instead else None
    return None
