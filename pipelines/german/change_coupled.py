"""What is coupled to a difference: said in other words, of a part of it, of another area."""

import re
from collections.abc import Sequence

from pipelines.german.change_words import OR, Turn
from pipelines.german.quantities import SHARES, Quantity

_COUPLED = re.compile(
    rf"""\s?(?: \s(?:\([^()\d]{{1,30}}\)\s)?{OR}\s(?:um\s|plus\s|minus\s)?
      | \s?[/=]\s? | \s?\(\s?(?:=\s?)?
      | ,\s(?:also|absolut|das\s(?:sind|entspricht|waren|ist)|was|d\.\s?h\.)\s(?:um\s)?
      | \s(?:mehr|weniger|höher|niedriger)\s\(
      | \s–\s(?:das\s(?:sind|entspricht)\s)?)""",
    re.VERBOSE,
)
_OUT_OF = re.compile(r"\s(?:der|von)\s(?:den\s|diesen\s)?(?:insgesamt\s|rund\s|etwa\s|derzeit\s)?")
_THEREOF = re.compile(
    r"(?:\s[a-zäöüß]+){0,3},\s(?:davon|wovon|darunter|von\sdenen)\s(?:je\s|etwa\s)?"
)
_EITHER = re.compile(
    rf"\s{OR}\s"
    r"(?:um\s|plus\s|minus\s|eine?[mnr]?\s[A-ZÄÖÜ][a-zäöü]+\s(?:von|um)\s)?|\s?/\s?"
)
_DISTANCE = re.compile(r"(?<!\w)(?:Abstand|Differenz|Unterschied|Veränderung)(?!\w)[^.;()]{0,60}$")
_SIGNED = re.compile(r"\s\((?:[+\u2212–-]|(?:plus|minus)\s)")
_COUNTED = frozenset({"person", "household", "case", "job", "EUR"})
_ELSEWHERE = re.compile(
    r"(?:\szu|\sab)?\s\((?:[Ii]m\s|[Ii]n\s)?[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?:\s?(?:um\s)?"
)

_AND_THERE = re.compile(r"\sin\s(?:der\s)?[A-ZÄÖÜ][\w-]+(?:\sund|,)\s(?:sogar\s|nur\s|um\s){0,2}")
"""`ein Anstieg: 8 Prozent in Altdorf und sogar 11 Prozent in Neudorf`"""


def couple(text: str, quantities: Sequence[Quantity], turns: list[Turn | None]) -> None:
    """`46 oder 1,3 Prozent`: what is coupled to a difference is one, backwards and forwards."""
    for index in range(1, len(quantities)):
        this, before = quantities[index], quantities[index - 1]
        one, other = turns[index - 1], turns[index]
        if before.end > this.start:
            continue
        if one and not other and _goes_on(text, before, this):
            turns[index] = Turn(one.way, "coupled")
        elif other and not one:
            gap = text[before.end : this.start]
            if _is_said_twice(text, before, this):
                turns[index - 1] = Turn(other.way, "coupled")
            elif other.rule == "arrival" and _is_part(before, gap):
                turns[index - 1], turns[index] = other, None


def _goes_on(text: str, before: Quantity, this: Quantity) -> bool:
    """`um 46 oder 1,3 Prozent`, `um 4,7 % (Land: 5,9 %)`, `um 5 Millionen Euro, davon 2 …`."""
    gap = text[before.end : this.start]
    if this.unit == before.unit and _ELSEWHERE.fullmatch(gap):
        return True
    if this.unit == "percent" == before.unit and _AND_THERE.fullmatch(gap):
        return text.startswith(" in ", this.end)
    if _is_share_of(before, this, gap):
        return True
    bracketed = (
        gap == " und " and text[before.start - 1] == "(" and text[this.end : this.end + 1] == ")"
    )
    if not bracketed and not _COUPLED.fullmatch(gap):
        return False
    if this.unit is None:
        # „um 25 (2.340)": a bare bracket behind a difference is a level
        return gap.count("(") == gap.count(")")
    counted = before.unit == "percent" and this.unit in _COUNTED
    return counted or this.unit in SHARES or this.unit == before.unit


def _is_said_twice(text: str, before: Quantity, this: Quantity) -> bool:
    """`46 oder 1,3 Prozent weniger`; not `es sind 8.769 oder 1.717 weniger`: a level before it."""
    gap = text[before.end : this.start]
    if _SIGNED.fullmatch(gap):
        return _is_distance(text, before)
    if not _EITHER.fullmatch(gap):
        return False
    counted = before.unit == "percent" and this.unit in _COUNTED
    alike = counted or before.unit in {None, this.unit} or this.unit == "percent"
    return alike and not (before.unit is this.unit is None and before.value > this.value)


def _is_part(before: Quantity, gap: str) -> bool:
    """`200 der 900 Plätze fallen weg`: as many of the second do as the first says."""
    return before.end == before.number.end and _OUT_OF.fullmatch(gap) is not None


def _is_share_of(before: Quantity, this: Quantity, gap: str) -> bool:
    """What is said of the parts of a sum by which something changed, is as much a change."""
    money = before.unit == "EUR" and (
        this.unit == "EUR" or (this.unit is None and this.number.scale is not None)
    )
    return money and _THEREOF.fullmatch(gap) is not None


def _is_distance(text: str, quantity: Quantity) -> bool:
    """`Der Abstand zum Vorjahr beträgt 512 Personen (+7,5 Prozent)`: the bracket says which way."""
    lead = max(0, quantity.start - 90)
    return _DISTANCE.search(text, lead, quantity.start) is not None
