"""Bare numbers that are amounts of money: what is paid or booked."""

import re
from decimal import Decimal

from pipelines.german.words import WordTable
from pipelines.statistics.passage import COUNT_UNITS, Asked, Found, Passage

_PAID = re.compile(
    r"(?:ver|ge)?buchte?n?|abgerechnet|(?:aus|ein|über|zurück|an|nach)?gezahlt|aus(?:be)?zahlt|überw(?:ie|ei)s\w*|eingenommen|aufgewende?t|ausgegeben|verausgabt|kostet(?:e|en)?|gekostet|beziffer\w+|veranschlagt"
)
_COUNTED = COUNT_UNITS | {"count"}
_VERBS = WordTable(lambda word: True if _PAID.fullmatch(word.lower()) else None)
_SUM = re.compile(r"\w*(?:betrag|beträge)(?:es|s|n)?|\w*(?:budget|etat|defizit|zuschuss)(?:es|s)?")
_SUMS = WordTable(lambda word: True if _SUM.fullmatch(word.lower()) else None)
MILLION = 10**6


def name_amounts(passage: Passage) -> Passage:
    """The passage with the unit of each bare amount."""
    paid = _VERBS.has_between(passage.text, passage.start, passage.end)
    booked = _SUMS.has_between(passage.text, passage.start, passage.end)
    if not (paid or booked):
        return passage
    named = [
        quantity._replace(unit="EUR")
        if (paid and _is_paid(passage, index)) or (booked and _is_of_sum(passage, index))
        else quantity
        for index, quantity in enumerate(passage.quantities)
    ]
    return passage._replace(quantities=named)


def _is_of_sum(passage: Passage, index: int) -> bool:
    """`den Betrag um drei Millionen auf 28 Millionen erhöhen`: nothing else is counted before."""
    quantities = passage.quantities
    quantity = quantities[index]
    bare = quantity.unit is None and not quantity.noun
    if not bare or (quantity.number.scale or 0) < MILLION:
        return False
    if any(other.noun or other.unit in _COUNTED for other in quantities[:index]):
        return False
    return _SUMS.has_between(passage.text, passage.start, quantity.start)


def _is_paid(passage: Passage, index: int) -> bool:
    """`Verbucht sind 870 000`: nothing else is counted in its sentence."""
    quantities = passage.quantities
    quantity, earlier = quantities[index], quantities[:index]
    bare = quantity.unit is None and not quantity.noun and quantity.number.kind == "digits"
    if not bare or passage.turns[index]:
        return False
    if any(other.unit in _COUNTED or other.noun for other in earlier if other.unit != "EUR"):
        return False
    since = earlier[-1].end if earlier else passage.start
    until = quantities[index + 1].start if index + 1 < len(quantities) else passage.end
    return _VERBS.has_between(passage.text, since, until)


_PER = re.compile(r"(?<!\w)(?:pro|je|jede[nrs]?|monatlich|durchschnittlich)(?!\w)")


def find_scale(asked: Asked, unit: str, found: Found) -> Decimal | None:
    """A bare number that goes on with an amount in millions is in millions too."""
    passage, index, readings, topic = asked
    quantity = asked.quantity
    bare = quantity.unit is None and quantity.number.scale is None and quantity.value < 1000
    if not bare or unit != "EUR":
        return None
    if readings and readings[-1].unit == "EUR":
        before = passage.quantities[index - 1]
        if _PER.search(passage.text, before.end, quantity.start):
            return None  # „Sie kosten 12 Millionen Euro, pro Kopf 90"
        return before.number.scale or readings[-1].scale
    return topic.scale if found.same and topic.unit == "EUR" else None
