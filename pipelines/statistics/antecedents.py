"""What was counted that a number without its noun goes on with: before it, or just behind it."""

import re
from collections.abc import Sequence

from pipelines.german.nouns import name_unit
from pipelines.german.quantities import SHARES, Quantity
from pipelines.german.units import find_remote_unit
from pipelines.statistics.asides import find_last_level
from pipelines.statistics.carrying import THAT_IS
from pipelines.statistics.doers import say_people
from pipelines.statistics.marks import is_of_each, is_size
from pipelines.statistics.measures import (
    AS_MANY,
    MEASURES,
    OF_IT,
    RATIOS,
    find_told,
    goes_on_alike,
    is_alike,
    measures_on,
)
from pipelines.statistics.passage import (
    COUNT_UNITS,
    MEASURED,
    NOTHING,
    Found,
    Passage,
    Reading,
    Topic,
)
from pipelines.statistics.replaced import INSTEAD

_SAID_OF_PEOPLE = frozenset({"household", "case", "job"})
"""What stands for people: `310 Vermittlungen, davon 40 in Ausbildung` are still such."""
_OF_THEM = re.compile(r"\s(?:von|unter)\sihnen(?!\w)")
"""`310 Haushalte, 40 von ihnen`: of the people in them; of the households it were `davon`."""
_FARTHEST = 40
"""Numbers; what was counted further back in a list says nothing of this one."""
_BESIDE = 40
_TIMES = 20
"""So many times as much is no number of the same offices or firms."""
_THINGS = frozenset({"household", "case", "job", "place", "count"})
"""What cannot do what only people do."""
_TIME_BRACKET = re.compile(
    r"""[^();:]{0,100}\s\((?:[a-zäöüß]{2,9}\s){0,2}(?:[A-ZÄÖÜ][a-zäöü]+\s)?
    (?:\d{4}|[Vv]or(?:jahr|monat|quartal|woche)\w*|[Zz]uvor|[Ff]rüher|[Dd]amals|[Bb]isher|[Bb]islang):?\s""",
    re.VERBOSE,
)
"""`41 Prozent haben keinen Pass (2015: 26)`, `13,1 Monate (im Jahr 2010: 12,4)`"""
_ABSOLUTE = re.compile(
    rf"(?<!\w)(?:{THAT_IS}|also|absolut|in\sabsoluten\sZahlen)(?:\s[a-zäöüß]+){{0,3}}\s$|(?:,|\s[–-])\sinsgesamt\s$"
)
_DO = re.compile(r"\s(?!(?:sind|waren|seien)\ses)[a-zäöüß]{2,}(?:en|eln|ern|ind)\s")
_FROM_LEAD = re.compile(
    rf"""(?:^|[,;:–]\s)(?:Nach|nach|{INSTEAD}|Gegenüber|gegenüber|Von|von
      |[Vv]erglichen\smit|[Ii]m\sVergleich\szu(?:\sden)?)\s(?:de[nr]\s)?
      (?:(?:noch|nur|zuvor|zunächst|bisher|bislang|rund|etwa)\s){{0,2}}$""",
    re.VERBOSE,
)
"""`Nach 95 im Vorjahr beteiligten sich 120 Betriebe`: what is counted is named behind it."""
_AND_THEN = re.compile(
    r"\s(?:und|sowie|bzw\.)\s(?:i[mn]\s(?:[a-zäöüß]+\s){0,2}\w+\s)?(?:\d{4}\s)?(?:[a-zäöüß]+\s){0,2}"
)
"""`Es gab 2011 noch 130 und im Jahr 2012 schon 150 Widersprüche`"""
_ONCE_LEAD = re.compile(
    r"(?:War|Lag|Betrug|Gab|Kam|[A-ZÄÖÜ][a-zäöüß]{2,}te)(?:en|n)?\s[^,;:.()]{1,60}$"
)
"""`Waren es im Vorjahr noch 95, so kamen diesmal 120 Betriebe`"""


def find_bracketed(
    passage: Passage, index: int, indicator: str | None, readings: Sequence[Reading]
) -> str | None:
    """`2.361 Personen (Vorjahr: 2.594)`: what stood there then is what stands in front."""
    if not index or passage.turns[index]:
        return None
    quantity, text = passage.quantities[index], passage.text
    last, before = readings[-1], passage.quantities[index - 1]
    if text[quantity.end : quantity.end + 1] != ")" or indicator not in {None, last.indicator}:
        return None
    if not _TIME_BRACKET.fullmatch(text, before.end, quantity.start):
        return None
    if before.unit in COUNT_UNITS:
        return before.unit if quantity.value == int(quantity.value) else None
    return before.unit if before.unit in MEASURES and is_alike(quantity, before.unit) else None


def find_before(passage: Passage, index: int, readings: Sequence[Reading]) -> str | None:
    """The unit of what the sentence counted before; people and cases come in whole numbers."""
    if not index:
        return None
    quantity, text = passage.quantities[index], passage.text
    people, goes_on = say_people(passage, index), goes_on_alike(passage, index)
    of_whole = _find_of_whole(passage, index, goes_on=goes_on)
    if of_whole:
        return of_whole
    beside = slice(max(0, index - _FARTHEST), index)
    for earlier, reading in zip(
        reversed(passage.quantities[beside]), reversed(readings), strict=False
    ):
        sized = is_size(passage, earlier, quantity)
        goes_on = goes_on or sized
        if earlier.number.tail or sized or is_of_each(passage, earlier):
            continue  # „ein Vier-Personen-Haushalt": none is counted
        counted = _count_on(text, quantity, (earlier, reading), people=people)
        if counted:
            return counted
        if people or (_is_bracketed(text, earlier) and ")" in text[earlier.end : quantity.start]):
            continue
        last = earlier is passage.quantities[index - 1]
        near = last and quantity.start - earlier.end < _BESIDE
        if measures_on(text, quantity, (earlier, reading), near=near, goes_on=goes_on):
            return reading.unit
    return None


def _count_on(
    text: str, quantity: Quantity, before: tuple[Quantity, Reading], *, people: bool
) -> str | None:
    """What a number counts behind one that counts, too."""
    earlier, reading = before
    of_it = OF_IT.search(text, max(earlier.end, quantity.start - 30), quantity.end + 7)
    if reading.unit in _THINGS and people and not (of_it and reading.unit in _SAID_OF_PEOPLE):
        return "person"  # „30 Plätze, 22 haben eine Arbeit gefunden"
    if reading.unit == "household" and _OF_THEM.match(text, quantity.end):
        return "person"
    if reading.unit == "count" and earlier.noun:
        some = quantity.value < earlier.value and not people
        as_many = AS_MANY.search(text, earlier.end, quantity.start)
        if of_it or as_many or (some and text.endswith(("; ", ", "), earlier.end, quantity.start)):
            return "count"  # „1.310 Wohnungen, 240 davon", „drei Kurse; zwei laufen"
    if reading.unit == "organisation" and is_many(earlier, quantity):
        return None
    whole = quantity.value == int(quantity.value)
    return reading.unit if reading.unit in COUNT_UNITS and whole else None


def is_many(offices: Quantity, quantity: Quantity) -> bool:
    """`Die 16 Jobcenter betreuen davon 11.200`: so many are no offices among those."""
    return quantity.value >= _TIMES * offices.value


def find_measured(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """`Ein Verfahren dauert elf Monate, in Kassel neun`: as little a statistic as the first."""
    measured = _goes_on_measuring(passage, index, readings, topic)
    if measured is None:
        return None
    before = readings[-1] if readings else topic
    same = before.indicator if measured == before.unit else None
    return Found(same, "series", same=True) if same else NOTHING


def _goes_on_measuring(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> str | None:
    """The measure that a bare number goes on with, and no statistic: `13,1 Monate (2010: 12,4)`."""
    if passage.turns[index] or passage.quantities[index].unit is not None:
        return None
    if not index:
        return find_told(passage, index, topic)
    last, earlier = readings[-1], passage.quantities[index - 1]
    of_age = last.unit == "year" and not passage.text.startswith(" alt", earlier.end)
    fits = last.unit in MEASURES and is_alike(passage.quantities[index], last.unit)
    if not fits or of_age:
        return None
    goes_on = goes_on_alike(passage, index) and not say_people(passage, index)
    return last.unit if goes_on or find_bracketed(passage, index, None, readings) else None


def _is_bracketed(text: str, quantity: Quantity) -> bool:
    """`453 (+297 %)`: what stands in brackets says nothing of what stands outside."""
    return "(" in text[max(0, quantity.start - 3) : quantity.start]


def _find_of_whole(passage: Passage, index: int, *, goes_on: bool) -> str | None:
    """`60 Prozent der Teilnehmer bestanden, das waren 48`, `…, zwölf fielen durch`."""
    text, quantity = passage.text, passage.quantities[index]
    levels = [q for q in passage.quantities[:index] if q.unit not in MEASURED]  # no ages between
    before = passage.quantities[index - 1]
    if levels and levels[-1].unit == "fraction":
        before = levels[-1]
    if before.unit not in RATIOS or quantity.value != int(quantity.value):
        return None
    absolute = _ABSOLUTE.search(text, max(before.end, quantity.start - 60), quantity.start)
    do = text.endswith((", ", "; "), before.end, quantity.start) and _DO.match(text, quantity.end)
    if not absolute and (goes_on or not do):
        return None
    noun = before.noun.rpartition(" ")[2]  # „jedes siebte Kind, das sind 1,6 Millionen"
    named = name_unit(noun) if noun.istitle() else None
    return named or find_remote_unit(text, before.end)


def find_behind(passage: Passage, index: int) -> str | None:
    """What a number that only compares is compared with: `Statt 310 kamen 240 Frauen`."""
    if index or len(passage.quantities) == 1 or passage.turns[1]:
        return None
    text, quantity, later = passage.text, passage.quantities[0], passage.quantities[1]
    unit = later.unit
    if unit in {None, "fraction", "percentage_point"} or not is_alike(quantity, unit):
        return None
    if unit in COUNT_UNITS and quantity.value != int(quantity.value):
        return None
    lead = max(passage.start, quantity.start - 80)
    parted = "," in text[quantity.end : later.start]
    told = _AND_THEN.fullmatch(text, quantity.end, later.start)
    once = parted and _ONCE_LEAD.match(text, passage.start, quantity.start)
    return unit if told or once or _FROM_LEAD.search(text, lead, quantity.start) else None


def find_level_unit(
    passage: Passage, index: int, found: Found, readings: Sequence[Reading]
) -> str | None:
    """`380 Bewerbungen gingen ein, 90 mehr als 2020`: a difference is of what was counted."""
    if found.rule != "change_of_level" or found.indicator:
        return None
    level = find_last_level(passage, index, readings)
    if level and level.unit in SHARES and passage.turns[index - 1]:
        level = find_last_level(passage, index - 1, readings[:-1])  # „240, 3,6 Prozent (9) mehr"
    return level.unit if level and level.unit not in SHARES else None
