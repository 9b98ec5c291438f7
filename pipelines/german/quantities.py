"""Numbers that count or measure: each with its whole span, modifier, noun and unit."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipelines.german.head_units import find_heads, is_in_column
from pipelines.german.labels import is_label
from pipelines.german.modifiers import Modifier, find_later_modifier, find_modifier
from pipelines.german.nouns import NO_ADJECTIVES
from pipelines.german.number_digits import Number
from pipelines.german.numbers import find_numbers, unit_of_tail
from pipelines.german.split_nouns import find_noun_behind
from pipelines.german.text import find_sentence
from pipelines.german.units import Counted, find_counted, find_remote_unit


class Quantity(NamedTuple):
    """A number with what stands around it; `unit` is None where its noun stands elsewhere."""

    start: int
    end: int
    number: Number
    value: Decimal
    value_to: Decimal | None
    modifier: Modifier
    unit: str | None
    noun: str = ""
    """The counted noun, folded; the tail of a compound; empty where there is none."""
    known: bool = False
    """units.toml names the noun."""


SHARES = frozenset({"percent", "percentage_point"})
_SHARED_GAP = re.compile(
    r"""(?: ,? \s{1,2} (?: auf | und | oder | sowie | zu | statt | bis | aus | gegen
         | bzw\. | beziehungsweise | respektive | über
         | von (?:\s den | \s der)? (?:\s (?:insgesamt | \w+weit))? | der (?:\s insgesamt)?
         | statt\s(?:der|des|den|wie|bisher|bislang|zuvor|früher|vormals|sonst|einst)
           (?:\s[a-zäöüß]+(?:en|t))?
         | nach ) | , )
        (?:\s (?:nur|noch|nun|nunmehr|jetzt|heute|mittlerweile|inzwischen|zuletzt|aktuell|derzeit
              |insgesamt|rund|etwa|knapp|gut|fast|über|unter
              |mehr\sals|weniger\sals|bis\szu) ){0,2} \s{1,2}
    | ,\s(?:später|dann|danach|anschließend|künftig|heute|ermäßigt
        |(?:höchstens|maximal|mindestens)(?:\s(?:aber|jedoch|allerdings))?
        |zuletzt)\s
    | ,\s(?:im|in|ab|bei|für|auf|nach)\s(?:de[rmn]\s)?[\w-]+\s
    | \s(?:nun|jetzt|künftig|fortan|heute|inzwischen|mittlerweile)\s
    | \sund\s(?:im|in|bei|beim)\s(?:de[nr]\s)?[A-ZÄÖÜ][\w-]+\sum\s""",
    re.VERBOSE,
)
_BESIDE_ITS_OWN = re.compile(
    r"\s(?P<adjective>[a-zäöüß]{3,}e[nr]?)\s(?:und|sowie|oder|bzw\.)\s(?:(?:die|den|der|noch|rund|etwa)\s)?"
)
"""`19 neue und 31 gebrauchte Räder`"""
_FROM = re.compile(
    r"(?<!\w)von\s(?:(?:derzeit|bisher|bislang|aktuell|jetzt|zuletzt|zuvor|rund|etwa|knapp|gut|noch)\s){0,2}$"
)
_BY = re.compile(r"\sum\s(?:(?:rund|etwa|knapp|gut|mindestens|nur|weitere)\s){0,2}")
_FARTHEST = 40
"""So many characters part the two at most."""
_LIMITS = re.compile(r",\s(?:höchstens|maximal|mindestens)(?!\w)")
_PLACED = re.compile(r",\s(?:im|in|ab|bei|für|auf|nach)\s")
_COMPARES = re.compile(r"\s(?:mehr|weniger|höher|niedriger|über|unter)(?!\w)")
_LISTED = frozenset({"EUR", "percent", "percentage_point", "year", "month", "week", "day", "hour"})
"""What may be listed with its unit behind the last only: `250, 400 und 600 Euro`."""
_POINTS = frozenset({"Punkt", "Punkte", "Punkten", "Zähler"})
_CALENDAR_NOUNS = frozenset(
    {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Woche",
     "Monat", "Tag", "Jahr", "Mal"}
)  # fmt: skip


def find_quantities(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order, without overlap; numbers inside `skip` are none.

    >>> [(q.start, q.end, q.modifier, q.unit) for q in find_quantities("rund 318 neue Stellen")]
    [(0, 21, '~', 'job')]
    """
    found: list[Quantity] = []
    previous = (0, False)
    for number in find_numbers(text, skip=skip):
        label = is_label(text, number, previous)
        previous = (number.end, label)
        if label:
            continue
        quantity = _end_before(_build(text, number), skip)
        if quantity and (not found or quantity.start >= found[-1].end):
            found.append(quantity)
        elif quantity and number.start >= found[-1].end:
            found.append(quantity._replace(start=number.start))
    return tuple(_scale_by_head(text, _share_units(text, found)))


def _end_before(quantity: Quantity | None, skip: Sequence[tuple[int, int]]) -> Quantity | None:
    """A quantity whose noun belongs to a date counts none: `13 Ostern`."""
    if quantity is None:
        return None
    behind = bisect_left(skip, (quantity.number.end, 0))
    if behind == len(skip) or quantity.end <= skip[behind][0]:
        return quantity
    return quantity._replace(end=quantity.number.end, unit=None, noun="", known=False)


def _build(text: str, number: Number) -> Quantity | None:
    modifier, start = find_modifier(text, number)
    counted = None if number.tail else find_counted(text, number.end)
    if counted and text[number.end - 1] == ".":  # „Es waren 2,7 Mio. In den Jahren danach …"
        counted = counted if counted.start < find_sentence(text, number.start).end else None
    if number.money:
        counted = Counted(number.start, number.end, "EUR", "€")
    if number.kind == "every" and counted and counted.noun in _CALENDAR_NOUNS:
        return None
    named = "-" in number.tail and not unit_of_tail(number.tail) and modifier == "="
    if named and not _MARK.search(number.tail):
        return None  # „Zwei-Prozent-Hürde" as a name
    unit, noun, end, known = _name_unit(number, counted)
    numbered = unit is None and modifier == "=" and _is_numbered(text, number)
    rounded = modifier != "=" and number.value % 50 == 0  # „knapp 2000"
    if numbered or (not rounded and _is_yearlike(text, number, unit if known else None)):
        return None
    later = find_later_modifier(text, (number.end, end)) if modifier == "=" else None
    if later:
        modifier = later[0]
        if later[1] > end:
            end = later[1]
            counted = find_counted(text, end)
            if counted and unit is None:
                unit, noun, end, known = _name_unit(number, counted)
    split = None if unit or number.tail else find_noun_behind(text, number.end)
    if unit is None and split is None and text.startswith(" der ", number.end):
        whole = find_remote_unit(text, number.end)
        unit = whole if whole in _LISTED else None  # „drei der letzten fünf Jahre"
    unit, noun = (split.unit, split.noun) if split else (unit, noun)
    factor = (counted and counted.factor) or 1
    value = number.value * factor
    value_to = None if number.value_to is None else number.value_to * factor
    quantity = Quantity(start, end, number, value, value_to, modifier, unit, noun, known)
    return _take_currency(text, quantity)


_CURRENCY = re.compile(r"(?<![\d\w])(?<!\d\s)(?P<sign>€|EUR|Euro)\s?$")
_MARK = re.compile(r"(?:Marke|Grenze|Schwelle)n?$")


def _unit_of_threshold(tail: str) -> str | None:
    """`-Prozent-Marke`, `-Euro-Grenze`."""
    if "Prozent" in tail or "%" in tail:
        return "percent"
    return "EUR" if "Euro" in tail or "€" in tail else None


def _name_unit(number: Number, counted: Counted | None) -> tuple[str | None, str, int, bool]:
    if number.tail:
        tail = number.tail
        unit = unit_of_tail(tail) or _unit_of_threshold(tail)
        return unit, tail, number.end, unit is not None
    if number.kind in {"fraction", "every"}:
        named = counted and (counted.known or counted.unit == "person") and number.kind == "every"
        end = counted.end if counted and named else number.end
        if counted and counted.unit in {"year", "month", "week", "hour", "day"}:
            return counted.unit, counted.noun, counted.end, True
        return "fraction", counted.noun if counted and end == counted.end else "", end, True
    if counted and counted.noun in _POINTS and number.value != int(number.value):
        return "percentage_point", counted.noun, counted.end, True
    if counted:
        return counted.unit, counted.noun, counted.end, counted.known
    return None, "", number.end, False


_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:auf|um|bei|betrug|betrugen|beträgt|waren|sind|es|insgesamt|nur|noch|nach|von|mit)|(?:bei|auf|von)\s[a-zäöüß]{4,}en|[:(=])\s*$"
)


def _is_yearlike(text: str, number: Number, unit: str | None) -> bool:
    """`Agenda 2030`: four digits without a noun that nothing introduces as a quantity."""
    if unit is not None or number.kind != "digits" or number.scale or number.value_to is not None:
        return False
    if not (1900 <= number.value <= 2100) or number.end - number.start != 4:
        return False
    return not _QUANTITY_BEFORE.search(text, max(0, number.start - 30), number.start)


_ABBREVIATED = re.compile(r"(?<![\w-])(?!BG|AL)[A-ZÄÖÜ][A-ZÄÖÜa-z]?[A-ZÄÖÜ]{1,2}\s$")
_CLOSING_QUOTES = frozenset('"“”«')
_TITLED = re.compile(r"[„\"»“](?:[A-ZÄÖÜ][\w-]+\s){1,2}$")
"""`„Chance 25“`: a name."""


def _is_numbered(text: str, number: Number) -> bool:
    """`hr 4`, `MA 22`, `ORF 2`: a small number behind an abbreviation is part of a name."""
    if number.kind != "digits" or number.end - number.start > 2:
        return False
    if text[number.end : number.end + 1] in _CLOSING_QUOTES and _TITLED.search(
        text, max(0, number.start - 40), number.start
    ):
        return True
    return bool(_ABBREVIATED.search(text, max(0, number.start - 6), number.start))


def _take_currency(text: str, quantity: Quantity) -> Quantity:
    """`EUR 1.500,00`: the currency stands in front."""
    start = quantity.start
    bare = quantity.unit is None or quantity.noun.startswith(",")  # „€ 480.000,–"
    sign = _CURRENCY.search(text, max(0, start - 8), start) if bare else None
    if sign is None:
        return quantity
    start = sign.start("sign") if quantity.modifier == "=" else start
    return quantity._replace(start=start, unit="EUR", noun="€", known=True)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a bare number the unit (and scale) of the next: `von 3,4 auf 3,5 Prozent`."""
    for index in range(len(found) - 2, -1, -1):
        this, later = found[index], found[index + 1]
        if this.unit is not None or this.number.tail:
            continue
        if later.unit is None and not text.startswith(" auf ", this.end):
            continue  # „von 1,7 auf 1,2 Millionen": both are millions, whatever is counted
        if _is_beside(text, this, later):
            found[index] = this._replace(unit=later.unit, known=later.known)
            continue
        if this.end > later.start or later.start - this.end > 24:
            continue
        gap = text[this.end : later.number.start]
        if not (_SHARED_GAP.fullmatch(gap) or _is_raised(text, this, later)):
            continue
        if _PLACED.match(text, this.end) and _COMPARES.match(text, later.end):
            continue  # „Im Mai waren es 30, im Juni 40 Prozent mehr"
        if later.unit == "fraction" or not _is_alike(gap, this, later):
            continue
        scale = later.number.scale
        value = this.value
        if scale and this.number.scale is None and value < 1000:
            value = value * scale
        found[index] = this._replace(unit=later.unit, value=value, known=later.known)
    return found


def _is_raised(text: str, this: Quantity, later: Quantity) -> bool:
    """`von derzeit 409 um 20 Euro auf 429`: it rises by what it is counted in."""
    if later.unit in SHARES or not _BY.fullmatch(text, this.end, later.number.start):
        return False
    return _FROM.search(text, max(0, this.start - 20), this.start) is not None


def _is_beside(text: str, this: Quantity, later: Quantity) -> bool:
    """`die zwölf nord- und die acht südhessischen Betriebe`: each with an adjective of its own."""
    described = later.known and text[later.number.end : later.number.end + 2].strip().islower()
    if not described or not 0 < later.start - this.end < _FARTHEST:
        return False
    match = _BESIDE_ITS_OWN.fullmatch(text, this.end, later.number.start)
    return match is not None and match["adjective"] not in NO_ADJECTIVES


def _is_alike(gap: str, this: Quantity, later: Quantity) -> bool:
    """`400 oder 500 Kilometer`; `um 46 oder 1,3 Prozent` are two measures of one thing."""
    if later.unit == "year" and gap in {" über ", " unter ", " ab "}:
        return False  # „110 über 65 Jahre"
    apart = later.unit == "percent" and this.number.value > 100 > later.number.value
    if apart and gap.startswith((", ", " und ")):
        return False  # „waren es noch 2.310, 1,2 Prozent weniger"
    if gap.startswith(", ") and gap[2:3] != "u":
        if _PLACED.match(gap):  # „80, im zweiten Jahr 60 Prozent"
            return later.unit in {"percent", "EUR"}
        bounds = this.modifier != "=" and _LIMITS.match(gap)  # „maximal 15, mindestens acht Plätze"
        return bool(bounds) or later.unit in _LISTED or later.end == later.number.end
    if " oder " in gap and this.number.value > later.number.value:
        return False  # „89 oder 27 Prozent weniger"
    either = any(word in gap for word in (" oder ", " bzw. ", " beziehungsweise ", " respektive "))
    return not either or this.number.value * 5 > later.number.value > this.number.value / 5


def _scale_by_head(text: str, found: list[Quantity]) -> list[Quantity]:
    """Bare numbers below a head `(in Mio. Euro)` carry its scale, to the end of its table."""
    starts = [quantity.start for quantity in found]
    for head in find_heads(text):
        for index in range(bisect_left(starts, head.end), bisect_left(starts, head.stop)):
            quantity = found[index]
            bare = quantity.unit is None or (not quantity.known and quantity.unit == "count")
            if (
                bare
                and not quantity.number.scale
                and is_in_column(text, head.start, quantity.start)
            ):
                found[index] = quantity._replace(
                    value=quantity.value * 10**head.exponent,
                    unit=head.unit,
                    end=quantity.number.end,
                    noun="",
                )
    return found
