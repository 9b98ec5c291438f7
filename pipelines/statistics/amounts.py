"""Bare numbers that are amounts of money: what is paid or booked, or stands beside an amount."""

import re

from pipelines.german.quantities import Quantity
from pipelines.german.words import WordTable
from pipelines.statistics.passage import COUNT_UNITS, Passage

_PAID = re.compile(
    r"(?:ver|ge)?buchte?n?|verbucht\w*|abgerechnet|(?:aus|ein|über|zurück|an|nach)?(?:be)?ge?zahlt|aus(?:be)?zahlt|überw(?:ies|eis|ies?en)\w*|eingenommen|aufgewende?t|ausgegeben|verausgabt|kostet(?:e|en)?|gekostet|beziffer\w+|veranschlagt"
)
_VERBS = WordTable(lambda word: True if _PAID.fullmatch(word.lower()) else None)
_BESIDE = re.compile(
    r"(?:\s(?:statt|anstatt|anstelle\svon)\s(?:bislang\s|bisher\s|zuvor\s|wie\sbisher\s|der\s|den\s|bisherigen\s|früheren\s|heute\s)*|,\sermäßigt\s|,\s(?:Kinder|Schüler|Rentner)\s(?:zahlen\s)?)"
)
"""`470 statt bislang 432 Euro`, `3, ermäßigt 1,50 Euro`: both are."""
_COUNTED_NEXT = re.compile(r"\s?(?:[A-ZÄÖÜ][a-zäöü]|%|mal\s|Uhr)")


def name_amounts(passage: Passage) -> Passage:
    """The passage with the unit of each bare amount."""
    quantities = passage.quantities
    bare = [index for index, quantity in enumerate(quantities) if _is_bare(quantity)]
    if not bare:
        return passage
    amounts = [index for index in bare if _is_beside(passage, index) or _is_paid(passage, index)]
    if not amounts:
        return passage
    named = list(quantities)
    for index in amounts:
        named[index] = named[index]._replace(unit="EUR")
    return passage._replace(quantities=named)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit is None and not quantity.noun and quantity.number.kind == "digits"


def _is_beside(passage: Passage, index: int) -> bool:
    if index + 1 == len(passage.quantities):
        return False
    quantity, later = passage.quantities[index], passage.quantities[index + 1]
    return (
        later.unit == "EUR"
        and _BESIDE.fullmatch(passage.text, quantity.end, later.start) is not None
    )


def _is_paid(passage: Passage, index: int) -> bool:
    """`Verbucht sind 870 000`: nothing else is counted in its sentence."""
    quantity = passage.quantities[index]
    if not _VERBS.has_between(passage.text, passage.start, passage.end):
        return False
    if _COUNTED_NEXT.match(passage.text, quantity.end) or passage.turns[index]:
        return False
    if any(
        other.unit in COUNT_UNITS | {"count"} or other.noun
        for other in passage.quantities[:index]
        if other.unit != "EUR"
    ):
        return False
    since = max([passage.start, *(other.end for other in passage.quantities[:index])])
    until = min([passage.end, *(other.start for other in passage.quantities[index + 1 :])])
    return _VERBS.has_between(passage.text, since, until)
