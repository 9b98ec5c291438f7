"""Nouns that say no more than that people or jobs are counted: `Menschen`, `Stellen`."""

import re

from pipelines.german.nouns import is_person, read_noun
from pipelines.german.quantities import Quantity
from pipelines.statistics.cues import load_phrase

PEOPLE = frozenset(load_phrase("people"))
"""Nouns that say no more than that people are counted: the predicate says which."""
TAKEN_UP = PEOPLE.union(load_phrase("anaphors"))
"""Nouns that go on with what is spoken of: `die Menschen`, `der Wert`."""
_WOMEN = re.compile(r"(?:[*:_/]-?|(?<=[a-zäöüß])(?=I))?[Ii]nnen$")
_CROWD = 100
"""So many people of a town are no trade: `12 Schweißer`."""
_MERE = frozenset({"Personen", "Menschen", "Stellen", "Arbeitsstellen"})
_BOTH_SEXES = re.compile(r"\s(?:Frauen\sund\sMänner|Männer\sund\sFrauen)n?")


def is_generic(quantity: Quantity) -> bool:
    """`Menschen`, `Teilnehmende`, and people of a town: `Fuldaer`, of which no line says more."""
    noun = quantity.noun
    if noun in PEOPLE or noun.startswith("Teilnehm"):
        return True
    he = _WOMEN.sub("", noun)
    if f"{he}innen" in PEOPLE:
        return True  # „Kund*innen", „BürgerInnen"
    return quantity.value >= _CROWD and read_noun(he) is None and is_person(he)


def is_mere(text: str, quantity: Quantity) -> bool:
    """`4.310 Personen`, `4.310 Frauen und Männer`; not `310 neue Stellen`."""
    both = _BOTH_SEXES.fullmatch(text, quantity.number.end, quantity.end) is not None
    return (quantity.noun in _MERE or both) and not are_new(text, quantity)


def are_new(text: str, quantity: Quantity) -> bool:
    """`310 neue Stellen`, `310 neu gemeldete Stellen`: they came in, and are no stock."""
    return " neu" in text[quantity.number.end : quantity.end]
