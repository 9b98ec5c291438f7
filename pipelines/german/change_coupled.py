"""What is coupled to a difference: said in other words, of a part of it, of another area."""

import re
from collections.abc import Sequence

from pipelines.german.change_words import Turn
from pipelines.german.quantities import Quantity

_COUPLED = re.compile(
    r"""\s?(?: \s(?:oder|bzw\.|beziehungsweise|respektive)\s(?:um\s)?
      | \s?[/=]\s? | \s?\(\s?(?:=\s?)?
      | ,\s(?:also|mithin|somit|sprich|absolut|in\sabsoluten\sZahlen
          |das\s(?:sind|entspricht|waren|ist)|was|d\.\s?h\.)
        \s(?:um\s|rund\s)?
      | \s(?:mehr|weniger|höher|niedriger)\s\(
      | \s(?:oder|bzw\.|beziehungsweise)\s(?:plus|minus)\s | \sund\sdamit\s(?:um\s)?
      | \s–\s(?:das\s(?:sind|entspricht)\s|oder\s)?)""",
    re.VERBOSE,
)
_OUT_OF = re.compile(r"\s(?:der|von)\s(?:den\s|diesen\s)?(?:insgesamt\s|rund\s|etwa\s|derzeit\s)?")
_THEREOF = re.compile(
    r"(?:\s[a-zäöüß]+){0,3},\s(?:davon|wovon|darunter|von\sdenen)\s(?:je\s|jeweils\s|allein\s|etwa\s)?"
)
_EITHER = re.compile(
    r"\s(?:oder|bzw\.|beziehungsweise|respektive)\s(?:um\s|plus\s|minus\s)?|\s?/\s?"
)
_DISTANCE = re.compile(
    r"(?<!\w)(?:Abstand|Differenz|Unterschied|Veränderung|Abweichung)(?!\w)[^.;()]{0,60}$"
)
_SIGNED = frozenset({" (+", " (-", " (–", " (plus ", " (minus ", " (\u2212"})
_ELSEWHERE = re.compile(
    r"(?:\szu|\sab|\szurück)?\s\((?:[Ii]m\s|[Ii]n\s)?[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?:\s?(?:um\s)?"
)


def couple(text: str, quantities: Sequence[Quantity], turns: list[Turn | None]) -> None:
    """`46 oder 1,3 Prozent`: what is coupled to a difference is one, backwards and forwards."""
    for index in range(1, len(quantities)):
        this, before = quantities[index], quantities[index - 1]
        one, other = turns[index - 1], turns[index]
        if (one is None) == (other is None) or before.end > this.start:
            continue
        gap = text[before.end : this.start]
        if _couple_closely(text, quantities, turns, index):
            continue
        bracketed = (
            gap == " und "
            and text[before.start - 1] == "("
            and text[this.end : this.end + 1] == ")"
        )
        if len(gap) > 40 or not (bracketed or _COUPLED.fullmatch(gap)):
            continue
        turn = one or other
        assert turn is not None  # noqa: S101  # one of the two is
        counted = before.unit == "percent" and this.unit in {"person", "household", "case", "job"}
        if other is None and (
            counted or this.unit in {"percent", "percentage_point", None, before.unit}
        ):
            # „um 25 (2.340)": a bare bracket behind a difference is a level
            if this.unit is None and "(" in gap:
                continue
            turns[index] = Turn(turn.way, "coupled")
        elif (
            one is None
            and (before.unit in {None, this.unit} or this.unit == "percent")
            and not (before.unit is this.unit is None and before.value > this.value)
            and _EITHER.fullmatch(gap)
        ):  # „es sind 8.769 oder 1.717 weniger": a level and a difference
            turns[index - 1] = Turn(turn.way, "coupled")


def _move_to_part(
    quantities: Sequence[Quantity], turns: list[Turn | None], index: int, gap: str
) -> bool:
    """`200 der 900 Plätze fallen weg`: as many of the second do as the first says."""
    turn = turns[index]
    bare = quantities[index - 1].end == quantities[index - 1].number.end
    if turn is None or turn.rule != "arrival" or not bare or not _OUT_OF.fullmatch(gap):
        return False
    turns[index - 1], turns[index] = turn, None
    return True


def _is_share_of(before: Quantity, this: Quantity, gap: str) -> bool:
    """What is said of the parts of a sum by which something changed, is as much a change."""
    money = before.unit == "EUR" and (
        this.unit == "EUR" or (this.unit is None and this.number.scale is not None)
    )
    return money and _THEREOF.fullmatch(gap) is not None


def _couple_closely(
    text: str, quantities: Sequence[Quantity], turns: list[Turn | None], index: int
) -> bool:
    """What the words between two numbers say of both, whatever they count."""
    this, before = quantities[index], quantities[index - 1]
    one, other = turns[index - 1], turns[index]
    gap = text[before.end : this.start]
    if other is not None:
        if gap in _SIGNED and _is_distance(text, before):
            turns[index - 1] = Turn(other.way, "coupled")
            return True
        return _move_to_part(quantities, turns, index, gap)
    assert one is not None  # noqa: S101  # one of the two is
    there = this.unit == before.unit and _ELSEWHERE.fullmatch(gap)  # „um 4,7 % (Land: 5,9 %)"
    if there or _is_share_of(before, this, gap):
        turns[index] = Turn(one.way, "coupled")
        return True
    return False


def _is_distance(text: str, quantity: Quantity) -> bool:
    """`Der Abstand zum Vorjahr beträgt 512 Personen (+7,5 Prozent)`: the bracket says which way."""
    lead = max(0, quantity.start - 90)
    return _DISTANCE.search(text, lead, quantity.start) is not None
