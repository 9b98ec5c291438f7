"""How exactly a number is written, and how a computed one is written for a reader."""

import re
from decimal import Decimal

from pipelines.items import Figure

_DECIMALS = re.compile(r"\d,(?P<decimals>\d+)")
_NUMBER = re.compile(r"\d[\d.\s]*(?:,\d+)?")


def is_exact(figure: Figure) -> bool:
    """One number, neither about nor bounded.

    >>> is_exact(Figure(quote="rund 40", start=0, end=7, value=Decimal(40), modifier="~"))
    False
    """
    return figure.modifier == "=" and figure.value_to is None


def find_step(figure: Figure) -> Decimal:
    """What one in the last written place is worth, in the figure's own unit.

    >>> find_step(Figure(quote="8,5 Millionen Euro", start=0, end=18, value=Decimal(8_500_000)))
    Decimal('100000')
    >>> find_step(Figure(quote="7.273", start=0, end=5, value=Decimal(7273)))
    Decimal('1')
    """
    decimals = _DECIMALS.search(figure.quote)
    places = len(decimals["decimals"]) if decimals else 0
    number = _NUMBER.search(figure.quote)
    written = re.sub(r"[.\s]", "", number[0]).replace(",", ".") if number else ""
    scale = figure.value / Decimal(written) if written and Decimal(written) else Decimal(1)
    return (
        (scale * Decimal(10) ** -places).quantize(Decimal(1))
        if scale > 1
        else (Decimal(10) ** -places)
    )


def find_slack(figure: Figure) -> Decimal:
    """By how much the number may be rounded: half a step; a count in full is not rounded.

    Rates are not taken for rounded either: offices compute with what they print.
    """
    step = find_step(figure)
    return step / 2 if step > 1 else Decimal(0)


def write_number(value: Decimal, places: int = 0) -> str:
    """In German, with at least what the value needs of up to `places` decimals.

    >>> write_number(Decimal(7263)), write_number(Decimal("3.40"), 2), write_number(Decimal(-5))
    ('7.263', '3,4', '-5')
    """
    text = f"{value:,.{places}f}".translate({ord(","): ".", ord("."): ","})
    return text.rstrip("0").rstrip(",") if "," in text else text
