"""What a difference is a change of."""

import re

from pipelines.statistics.aims import is_unreal, tells_result
from pipelines.statistics.asides import find_last_level
from pipelines.statistics.carrying import (
    THAT_IS,
    carry,
    carry_unemployed,
    counts_other,
    has_own_object,
    has_own_subject,
    has_own_things,
    is_of_young,
    speaks_of_it,
    tells_circle,
)
from pipelines.statistics.circles import find_circle
from pipelines.statistics.cues import load_phrase
from pipelines.statistics.deeds import find_deed, find_deed_of_subject
from pipelines.statistics.elsewhere import goes_on_elsewhere
from pipelines.statistics.households import are_paid
from pipelines.statistics.marks import is_point
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import (
    COUNTS,
    DENIED,
    FITTING,
    NARROWER,
    NOTHING,
    RATE_KINDS,
    RATED,
    STATISTICS,
    Asked,
    Found,
    Passage,
    Reading,
    Topic,
    has_cue,
)
from pipelines.statistics.sums import BUDGET
from pipelines.statistics.wholes import allow

_UNEMPLOYED = frozenset({"arbeitslose"})
_LEAST_PEOPLE = 10
"""So much or more no rate rises or falls by: people are counted."""
_LEAST_MONEY = 10000
_MORE_OF = re.compile(r"\s(?:mehr|weniger)\s(?:an\s)?(?=[A-ZÄÖÜ])")
"""`sieben Prozent mehr an Bundesmitteln`"""
_MONEY = re.compile(r"(?<!\w)(?:mehr|weniger)\sGeld(?!\w)")
_NUMBER_OF_PEOPLE = re.compile(r"(?<!\w)(?:[Zz]ahl|Anzahl)\sder\s(?:Menschen|Personen)(?!\w)")
_BENEFIT = load_phrase("vague")
"""`7.370 Familien haben Leistungen erhalten, minus 3,9 Prozent`: what they get, and not who."""
_BESIDE = re.compile(rf"(?:,|\sund\sdamit)\s(?:{THAT_IS}\s)?(?:[a-zäöü]+\s){{0,2}}$")
"""`709 meldeten sich arbeitslos, das waren 129 mehr`: of the same."""
_THAT_IS = re.compile(rf"{THAT_IS}\s")
_THAN_PLANNED = re.compile(
    r"(?:mehr|weniger)(?!\w)[^.;()]{0,40}\sals\s(?:[^\W\d]+\s){0,6}"
    r"(?:angenommen|angesetzt|eingeplant|erwartet|geplant|kalkuliert|prognostiziert"
    r"|veranschlagt|vorgesehen|im\sPlan)"
)
"""`500 weniger Integrationen als geplant`: no change of what was."""


_APPOSED = re.compile(
    rf"(?:\s[^\s,;:.()\d]+){{0,8}}(?:\s\((?:[+\u2212–-]|plus|minus)\s?|,\s(?:{THAT_IS}\s)?)"
    r"(?:ein(?:em)?\s(?:Plus|Minus)\s(?:von|um)\s)?"
)
"""`320 Plätze für Arbeitsuchende, 40 weniger als im Vorjahr`: of the places, whoever takes them."""


_ONE_SEX = re.compile(r"\s(?:[a-zäöüß]+\s)?(?:Frauen|Männern?)")
"""`277 Männer weniger`"""


class _Change(Asked):
    """A difference, and what it may be one of."""

    @property
    def unit(self) -> str | None:
        """`ein Punkt` is one of percent beside a rate."""
        point = is_point(self.passage, self.quantity, self.readings)
        return "percentage_point" if point else self.quantity.unit

    @property
    def relative(self) -> bool:
        """It is in percent, or a bare number: of any statistic."""
        return self.unit in {"percent", "percentage_point", "fraction", None}

    @property
    def fitting(self) -> frozenset[str]:
        """The statistics that it may be a change of."""
        if self.unit == "percentage_point":
            return RATED
        if self.unit is None and not self.quantity.number.scale:
            rates = RATE_KINDS if self.quantity.value < _LEAST_PEOPLE else frozenset()
            return (COUNTS - {"ausgaben"}) | rates
        return STATISTICS if self.relative else FITTING.get(self.unit or "", frozenset())

    def names_one(self, kinds: frozenset[str]) -> bool:
        """A statistic stands between the number before and this one."""
        return any(
            cue.kind in kinds
            and self.before <= cue.start < self.quantity.start
            and not self.passage.text.startswith(_BENEFIT, cue.start)
            for cue in self.passage.cues
        )


def find_changed(asked: Asked) -> Found:
    """What a difference is a change of: the level before it, its clause's statistic, the topic."""
    passage, index, _, topic = asked
    quantity = asked.quantity
    if quantity.unit == "EUR" and quantity.value < _LEAST_MONEY:
        return NOTHING
    if _THAN_PLANNED.search(passage.text, quantity.end, min(passage.end, quantity.end + 90)):
        return DENIED
    if is_unreal(passage, index) or _ONE_SEX.fullmatch(
        passage.text, quantity.number.end, quantity.end
    ):
        return DENIED
    if quantity.unit == "percent" and has_own_object(passage, index):
        return NOTHING
    change = _Change(*asked)
    if is_of_young(passage, index, topic):
        return Found("jugendarbeitslose", "change")
    found = _find_apposed(change) or _find_level(change)
    found = found or _find_in_clause(change) or _find_topic(change)
    bare = quantity.unit in {None, "percent"}
    return NOTHING if bare and has_own_things(passage, index, found.indicator) else found


def _find_apposed(change: _Change) -> Found | None:
    """What stands in apposition to no statistic, or a narrower one, whatever is named between."""
    level = find_last_level(change.passage, change.at, change.readings)
    before = change.passage.quantities[change.at - 1].end
    told = level is not None and (level.rule == "none" or level.indicator in NARROWER)
    if level and told and _APPOSED.fullmatch(change.passage.text, before, change.quantity.start):
        return Found(level.indicator, "change_of_level", same=True)
    return None


def _find_level(change: _Change) -> Found | None:
    """The level that stands before a difference: `4.120 Arbeitslose, 34 weniger`."""
    passage, quantity, topic = change.passage, change.quantity, change.topic
    level = find_last_level(passage, change.at, change.readings)
    # „1.300 unter den Arbeitslosen"
    among = passage.text.startswith(" unter den ", passage.quantities[change.at - 1].end)
    between = change.names_one(change.fitting) and not (level and among)
    if has_cue(passage, "group", change.before, quantity.start) and not between:
        return DENIED
    if counts_other(passage, change.at):
        return NOTHING
    if level is None:
        return None
    lead = passage.text[change.before : quantity.start]
    if level.rule == "denied" and (not between or _BESIDE.search(lead)):
        return DENIED  # „1.720 Ausländer waren arbeitslos, 110 mehr als im Vorjahr"
    if level.rule == "planned" and not between:
        result = tells_result(passage, change.at)
        return Found(level.of, "change_of_level") if result else Found(None, "planned", of=level.of)
    if _is_of_other_circle(passage, change.at, level):
        return Found(level.kind, "change_of_level", same=True, apart=True)
    more = _MORE_OF.match(passage.text, quantity.end)
    if between or more or not (change.relative or level.unit == quantity.unit):
        return None
    if _turns_circle(passage, change.at, level, topic):
        rate = level.unit == topic.unit == "percent"
        return Found("arbeitslosenquote" if rate else "arbeitslose", "change_of_topic")
    return Found(level.indicator, "change_of_level", same=True)


def _find_in_clause(change: _Change) -> Found | None:
    """The statistic that the difference's own clause names."""
    passage, quantity = change.passage, change.quantity
    kind = _name_kind(change)
    if kind == "leistungsberechtigte" and change.relative and not _is_of_people(change):
        return NOTHING  # „die Leistungen werden um zehn Prozent gekürzt"
    points = kind is None and change.unit == "percentage_point"
    if points and find_nearest(passage, change.at, _UNEMPLOYED):
        kind = "arbeitslosenquote"  # „Die Arbeitslosigkeit sank um 0,3 Prozentpunkte"
    if kind:
        return allow(passage, change.at, kind, "change")
    large = quantity.unit == "EUR" and quantity.value >= BUDGET
    ours = any(has_cue(passage, kind, passage.start, passage.end) for kind in ("jobcenter", "sgb2"))
    if large and ours:
        return Found("ausgaben", "change_of_budget")
    return None


def _name_kind(change: _Change) -> str | None:
    """The nearest statistic, or what people of no nearer description do."""
    passage, index, unit = change.passage, change.at, change.quantity.unit
    kind = find_nearest(passage, index, change.fitting)
    if unit == "household" and kind is None and are_paid(passage):
        return "bedarfsgemeinschaften"
    if kind not in {None, "leistungsberechtigte"}:
        return kind
    deed = find_deed_of_subject(passage, index)
    if unit == "person":
        deed = deed or find_deed(passage, index)  # „lebten 498 Menschen weniger von Hartz IV"
    return deed or kind


def _is_of_people(change: _Change) -> bool:
    """Those who receive are named before, and not only what they receive."""
    passage = change.passage
    if _MONEY.search(passage.text, passage.start, change.quantity.start):
        return False  # „Empfänger bekommen mehr Geld: zwölf Prozent mehr"
    return _names_people(passage) or find_deed_of_subject(passage, change.at) is not None


def _find_topic(change: _Change) -> Found:
    """What the text spoke of before, if the difference goes on with it."""
    passage, index, topic = change.passage, change.at, change.topic
    unit = change.quantity.unit
    if topic.part is not None and _THAT_IS.match(passage.text, passage.start):
        return Found(topic.part, "change_of_topic", same=True) if topic.part else DENIED
    if tells_circle(passage, index, topic):
        return carry_unemployed(topic, unit, "change_of_topic")
    if _counts_people(change):
        return Found("arbeitslose", "change_of_topic")
    if has_own_subject(passage, index):
        return NOTHING
    if change.relative and topic.other:
        return DENIED  # „Es gab 2.120 Anrufe. Das sind 12 Prozent mehr."
    fits = change.relative or unit == topic.unit
    if topic.apart and fits:
        return Found(None, "change_of_topic", same=True)
    planned = topic.indicator != "ausgaben" and has_cue(passage, "plan", passage.start, passage.end)
    spoken_of = not topic.stale or goes_on_elsewhere(passage, index, topic)
    if spoken_of and topic.indicator and fits and not planned:
        return carry(passage, index, topic, "change_of_topic")
    return DENIED if topic.group else NOTHING


def _turns_circle(passage: Passage, index: int, level: Reading, topic: Topic) -> bool:
    """`in der Arbeitslosenversicherung um 12, in der Grundsicherung um 30`: of the topic again."""
    of = level.kind or (level.rule != "none" and topic.indicator) or ""
    return of.startswith("arbeitslose") and find_circle(passage, index) is not None


def _is_of_other_circle(passage: Passage, index: int, level: Reading) -> bool:
    """`Bei der Agentur waren 858 arbeitslos, 64 mehr`: of the SGB III, as the level before it."""
    apart = level.indicator is None and (level.kind or "").startswith("arbeitslose")
    return apart and find_circle(passage, index) is None


def _names_people(passage: Passage) -> bool:
    """Whether those who receive are named, and not only the benefit itself."""
    if _NUMBER_OF_PEOPLE.search(passage.text, passage.start, passage.end):
        return True
    return any(
        cue.kind == "leistungsberechtigte" and passage.text[cue.start : cue.end] not in _BENEFIT
        for cue in passage.cues
    )


def _counts_people(change: _Change) -> bool:
    """Behind a rate of unemployment: `Beim Jobcenter sank die Zahl um 31`."""
    quantity, topic = change.quantity, change.topic
    whole = quantity.unit in {None, "person"} and quantity.value >= 10
    rate = (topic.indicator or "").startswith("arbeitslosenquote")
    reached = not topic.stale or (topic.near and speaks_of_it(change.passage, change.at))
    return whole and rate and reached
