"""A sentence as the rules of statistics see it, what they return, and what is near to what."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipelines.cues import Cue
from pipelines.german.change import Turn
from pipelines.german.quantities import Quantity

MEASURED = frozenset({"year", "month", "week", "day", "hour", "minute", "byte", "m2"})
"""Units that belong to no statistic and have no period."""
COUNT_UNITS = frozenset({"person", "household", "case", "job", "place", "organisation"})
RATE_KINDS = frozenset(
    {
        "arbeitslosenquote",
        "arbeitslosenquote_sgb2",
        "integrationsquote",
        "unterbeschaeftigungsquote",
        "jugendarbeitslosenquote",
        "quote",
    }
)
_PERSONS = frozenset(
    {
        "arbeitslose", "arbeitslose_sgb2", "leistungsberechtigte",
        "erwerbsfaehige_leistungsberechtigte",
        "langzeitleistungsbeziehende", "langzeitarbeitslose", "jugendarbeitslose",
        "integrationen", "massnahmeteilnehmende", "gefluechtete_ukraine", "einwohner",
        "beschaeftigte_jobcenter", "unterbeschaeftigung",
    }
)  # fmt: skip
FITTING = {
    "person": _PERSONS,
    "case": frozenset({"integrationen", "neuantraege"}),
    "household": frozenset({"bedarfsgemeinschaften"}),
    "job": frozenset({"offene_stellen", "ausbildungsstellen", "beschaeftigte_jobcenter"}),
    "place": frozenset({"ausbildungsstellen"}),
    "organisation": frozenset({"kommunale_jobcenter"}),
    "EUR": frozenset({"ausgaben"}),
}
COUNTS = frozenset().union(*FITTING.values()) - {"kommunale_jobcenter"}
STATISTICS = COUNTS | RATE_KINDS
RATED = RATE_KINDS | {"jugendarbeitslose", "unterbeschaeftigung"}
"""What may be reported in percent."""
_NAMED_BY = {"jobcenter": frozenset({"jobcenter", "kommunale_jobcenter"})}
"""A cue that is named by the words of others, too: „das Kommunale Jobcenter" is a Jobcenter."""


class Topic(NamedTuple):
    """What the text speaks of so far: the last statistic, its unit, and the last unit counted."""

    indicator: str | None = None
    unit: str = ""
    counted: str = ""
    scale: Decimal | None = None
    """The factor of its last number: `9,8 Millionen`."""
    stale: bool = False
    """It stands in an earlier paragraph."""
    group: bool = False
    """The last sentence spoke of a single group of it (`arbeitslose Frauen`)."""


class Passage(NamedTuple):
    """A sentence with what was found in it; offsets are the whole text's."""

    text: str
    start: int
    end: int
    quantities: Sequence[Quantity]
    turns: Sequence[Turn | None]
    cues: Sequence[Cue]
    dated: bool
    """It holds a date."""
    circle: str
    """The legal circle where the sentence itself names none: sgb2, both or sgb3."""
    ukraine: bool = False
    """The sentence before speaks of people from Ukraine."""
    part: bool = False
    """It is an item of a list that parts a statistic (`Davon sind …:`)."""
    heads: tuple[str | None, ...] = ()
    """The statistics at the head of the columns that this row stands in."""
    fair: bool = False
    """The announcement is about a fair."""
    project: bool = False
    """The announcement is about a single project or measure with a name of its own."""


class Reading(NamedTuple):
    """What a quantity reports: its unit, its statistic (or none), and the rule that says so."""

    unit: str
    indicator: str | None
    rule: str
    scale: Decimal | None = None
    """The factor that an earlier number's scale lends to this one: `9,8 Millionen, dann 10,9`."""


class Found(NamedTuple):
    """A statistic before its legal circle is settled; `same` is one already settled."""

    kind: str | None
    rule: str
    same: bool = False


NOTHING = Found(None, "none")
DENIED = Found(None, "denied")
"""A statistic is named, but a plan or a single group of it is meant; the next may be the whole."""


def find_territory(passage: Passage, index: int) -> tuple[int, int]:
    """From the quantity before to the next one: what most likely speaks of this one."""
    earlier = index - 1
    while earlier >= 0 and passage.quantities[earlier].unit in MEASURED:
        earlier -= 1  # „bei den über 50-Jährigen (-16)": an age parts no statement
    before = passage.quantities[earlier].end if earlier >= 0 else passage.start
    last = index + 1 == len(passage.quantities)
    return before, passage.end if last else passage.quantities[index + 1].start


def has_cue(passage: Passage, kind: str, start: int, end: int) -> bool:
    """Whether a cue of this kind begins between two offsets of the text."""
    kinds = _NAMED_BY.get(kind, (kind,))
    for cue in passage.cues:  # noqa: SIM110  # asked so often that any() costs
        if cue.kind in kinds and start <= cue.start < end:
            return True
    return False


def _ends_bracket(gap: str) -> bool:
    """What stands before it is said by the way: `(Familien, die Sozialgeld erhalten) um 300`."""
    close = gap.find(")")
    return close >= 0 and "(" not in gap[:close]


_COUNTED = re.compile(
    r"(?<!\w)(?:Zahl|Anzahl|Gesamtzahl|Quote|Bestand)\s(?:der|von|an|aller|dieser)\s(?:[\w-]+\s){0,4}$"
)
_SUBJECT = 100
"""So many characters nearer is what the sentence says it counts (`die Zahl der …`)."""


def _end_of_part(passage: Passage, cue: Cue) -> int:
    """Where what is said of a part ends: with its bracket, or with the sentence."""
    bracketed = passage.text[cue.start - 1] == "("
    close = passage.text.find(")", cue.end, passage.end) if bracketed else -1
    return close if close >= 0 else passage.end


def find_nearest(passage: Passage, index: int, fitting: frozenset[str]) -> str | None:
    """The kind of the nearest fitting cue; before the quantity rather than behind it."""
    quantity = passage.quantities[index]
    best: tuple[int, str] | None = None
    parts_to = 0
    for cue in passage.cues:
        if cue.kind == "part" and cue.start >= quantity.end:
            parts_to = _end_of_part(passage, cue)
        if cue.start < parts_to or (cue.kind not in fitting and cue.kind != "other"):
            continue
        if cue.end <= quantity.start:
            gap = passage.text[cue.end : quantity.start]
            cost = len(gap) + (150 if _ends_bracket(gap) else 0)
            if _COUNTED.search(passage.text, max(passage.start, cue.start - 60), cue.start):
                cost -= _SUBJECT
        elif cue.start >= quantity.end:
            gap = passage.text[quantity.end : cue.start]
            between = sum(q.start < cue.start for q in passage.quantities[index + 1 :])
            cost = len(gap) + 12 + 150 * between
        else:
            return cue.kind if cue.kind in fitting else None
        cost += 30 * gap.count(";") + 12 * gap.count(",")
        if cue.kind == "leistungsberechtigte" and cue.end - cue.start < 14:
            cost += 140  # „Menschen, die Leistungen beziehen, waren ohne Arbeit"
        if best is None or cost < best[0]:
            best = cost, cue.kind
    return best[1] if best and best[1] != "other" else None
