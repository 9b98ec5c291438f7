"""A sentence as the rules of statistics see it, what they return, and what is near to what."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipelines.german.change_words import Turn
from pipelines.german.quantities import Quantity
from pipelines.statistics.cues import Cue, load_indicators

MEASURED = frozenset({"year", "month", "week", "day", "hour", "minute", "byte", "m2"})
"""Units that belong to no statistic and have no period."""
COUNT_UNITS = frozenset({"person", "household", "case", "job", "place", "organisation"})
UNEMPLOYED = frozenset({"arbeitslose", "arbeitslose_sgb2"})
"""The number of the unemployed, of both circles or of the SGB II."""
RECEIVERS = frozenset({"leistungsberechtigte", "erwerbsfaehige_leistungsberechtigte"})
NARROWER = frozenset({
    "erwerbsfaehige_leistungsberechtigte", "jugendarbeitslose", "langzeitarbeitslose",
    "langzeitleistungsbeziehende",
})  # fmt: skip
"""Some of the unemployed, or of those who receive, that have a statistic of their own."""
BY_CIRCLE = frozenset({"arbeitslose", "arbeitslosenquote"})
"""What is told of each legal circle; so named, it is of both."""


def _list_reported() -> dict[str, frozenset[str]]:
    """What is reported in each unit, as indicators.toml says."""
    indicators = load_indicators().values()
    units = {unit for one in indicators for unit in (one.unit, *one.also)}
    return {
        unit: frozenset(one.name for one in indicators if unit in (one.unit, *one.also))
        for unit in units
    }


FITTING = _list_reported()
RATED = FITTING.pop("percent") | {"quote"}
"""What may be reported in percent."""
COUNTS = frozenset().union(*FITTING.values()) - {"kommunale_jobcenter"}
RATE_KINDS = RATED - COUNTS
STATISTICS = COUNTS | RATE_KINDS
_NAMED_BY = {"jobcenter": frozenset({"jobcenter", "kommunale_jobcenter"})}
"""A cue that is named by the words of others, too: „das Kommunale Jobcenter" is a Jobcenter."""


NONE = Decimal(0)


class Topic(NamedTuple):
    """What the text speaks of so far: the last statistic, its unit, and the last unit counted."""

    indicator: str | None = None
    unit: str = ""
    counted: str = ""
    last: str = ""
    """The unit of the last number, whatever it measured."""
    faded: bool = False
    """What was counted last was so in an earlier paragraph."""
    scale: Decimal | None = None
    """The factor of its last number: `9,8 Millionen`."""
    age: int = 0
    """So many paragraphs ago it was spoken of."""
    turned: bool = False
    """It was named by a change alone: its level may follow (`Damit sind es jetzt …`)."""
    apart: bool = False
    """It is the SGB III's, which has no statistic of its own; so is what goes on with it."""
    money: bool = False
    """It was announced beside what is spent: `mit den Fällen steigt das Budget`."""
    other: bool = False
    """What was counted since is no statistic: `2.120 Anrufe`."""
    people: str | None = None
    """The last statistic of people: of `8.210 Personen in 4.130 Bedarfsgemeinschaften`, theirs."""
    group: bool = False
    """The last sentence spoke of a single group of it (`arbeitslose Frauen`)."""
    part: str | None = None
    """The part that the sentence before ended on, empty if no statistic: `Das sind 14 weniger`."""
    things: Decimal = NONE
    """So many things were counted last, and nothing since: `75 Notebooks`."""

    @property
    def stale(self) -> bool:
        """It stands in an earlier paragraph."""
        return self.age > 0

    @property
    def near(self) -> bool:
        """It stands in this paragraph or the one before: a pronoun reaches it."""
        return self.age <= 1


_NONE_SEEN: Mapping[Decimal, str] = {}


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
    counted: str = ""
    """The legal circle of the last number of unemployment."""
    told: bool = False
    """The paragraph names a legal circle."""
    titled: bool = False
    """The announcement's title says that it is on the SGB II."""
    seen: Mapping[Decimal, str] = _NONE_SEEN
    """Large numbers told before, and the statistic that each was of."""
    apart: bool = False
    """The announcement tells the legal circles apart."""
    foreign: bool = False
    """The announcement speaks of the benefits of others alone: Sozialhilfe, Wohngeld."""
    beside: bool = False
    """Numbers of the Jobcenter, or of both offices, were told before: the agency's are its own."""
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
    engaged: bool = False
    """The paragraph speaks of a single project, course or fair."""
    territories: Sequence[tuple[int, int]] = ()
    """What lies between each quantity's neighbours; see `find_territory`."""


class Reading(NamedTuple):
    """What a quantity reports: its unit, its statistic (or none), and the rule that says so."""

    unit: str
    indicator: str | None
    rule: str
    scale: Decimal | None = None
    """The factor that an earlier number's scale lends to this one: `9,8 Millionen, dann 10,9`."""
    kind: str | None = None
    """What it is of, before its circle was settled: of the SGB III alone there is no statistic."""
    of: str | None = None
    """The statistic that it is a plan for."""


class Found(NamedTuple):
    """A statistic before its legal circle is settled; `same` is one already settled."""

    kind: str | None
    rule: str
    same: bool = False
    apart: bool = False
    """It is the SGB III's alone, of which there is no statistic: only the kind is known."""
    of: str | None = None
    """The statistic that a plan is for."""

    @property
    def indicator(self) -> str | None:
        """What is reported if nothing is left to settle."""
        return None if self.apart else self.kind


NOTHING = Found(None, "none")
DENIED = Found(None, "denied")
"""A statistic is named, but a plan or a single group of it is meant; the next may be the whole."""


def find_territory(passage: Passage, index: int) -> tuple[int, int]:
    """From the quantity before to the next one: what most likely speaks of this one."""
    return passage.territories[index]


def find_over_times(passage: Passage, index: int) -> tuple[int, int]:
    """A territory that goes on behind times: `640 Menschen, die zwei Jahre arbeitslos waren`."""
    before, behind = find_territory(passage, index)
    for later in range(index + 1, len(passage.quantities)):
        if passage.quantities[later].unit not in MEASURED:
            break
        behind = find_territory(passage, later)[1]
    return before, behind


class Asked(NamedTuple):
    """A number of which it is asked what it counts, with what the rules ask again and again."""

    passage: Passage
    at: int
    """Its place among the passage's quantities."""
    readings: Sequence[Reading]
    """Those of the numbers before it."""
    topic: Topic

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        return self.passage.quantities[self.at]

    @property
    def before(self) -> int:
        """Where its territory begins."""
        return find_territory(self.passage, self.at)[0]

    @property
    def behind(self) -> int:
        """Where its territory ends."""
        return find_territory(self.passage, self.at)[1]


_LINK = re.compile(
    r"""\s(?:\([^()]{0,40}\)\s|(?:im|in|Ende|Mitte|Anfang)\s[\w\s]{3,20}\s)?
        (?:auf|oder|der|bzw\.|beziehungsweise)\s(?:[a-zäöü]+\s){0,2}
      | \s?\((?:[^():\d]{1,30}\s)?""",
    re.VERBOSE,
)
"""`von 1.391 im Oktober auf 1.388`, `um 40 auf 1.447 (Vorjahr 1.448)`"""


def find_links_end(passage: Passage, index: int) -> int:
    """Where what is said of a quantity and its levels ends: `um 40 auf 1.447 (Vorjahr 1.448)`."""
    quantities = passage.quantities
    while index + 1 < len(quantities) and _LINK.fullmatch(
        passage.text, quantities[index].end, quantities[index + 1].start
    ):
        index += 1
    return find_territory(passage, index)[1]


def has_cue(passage: Passage, kind: str, start: int, end: int) -> bool:
    """Whether a cue of this kind begins between two offsets of the text."""
    kinds = _NAMED_BY.get(kind, (kind,))
    for cue in passage.cues:  # noqa: SIM110  # asked so often that any() costs
        if cue.kind in kinds and start <= cue.start < end:
            return True
    return False
