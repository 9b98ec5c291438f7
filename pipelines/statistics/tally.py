"""What both legal circles add up to: a number of unemployed people told by its parts."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from pipelines.german.quantities import Quantity
from pipelines.statistics.passage import UNEMPLOYED, Reading

_KEPT = 4
"""So many numbers of each circle: enough for two months and their years before."""
_LEAST = 100
"""Smaller numbers add up by chance."""
_COUNTED = frozenset({"person", None})


@frozen
class Tally:
    """The last levels of the unemployed that were told: of the SGB II, the SGB III and both."""

    ours: tuple[Decimal, ...] = ()
    theirs: tuple[Decimal, ...] = ()
    whole: tuple[Decimal, ...] = ()

    def add(self, quantity: Quantity, reading: Reading) -> "Tally":
        """The tally with one level more; what is no number of the unemployed adds nothing."""
        value = quantity.value
        if value < _LEAST or reading.unit != "person":
            return self
        if reading.indicator == "arbeitslose_sgb2":
            return evolve(self, ours=(value, *self.ours)[:_KEPT])
        if reading.indicator == "arbeitslose":
            return evolve(self, whole=(value, *self.whole)[:_KEPT])
        if reading.indicator is None and reading.kind == "arbeitslose":
            return evolve(self, theirs=(value, *self.theirs)[:_KEPT])
        return self

    def name_circle(self, quantity: Quantity, reading: Reading) -> str | None:
        """The circle that a level must be of, as the numbers around it add up; else None.

        >>> told = Tally(ours=(Decimal(4210),), theirs=(Decimal(1890),))
        >>> from pipelines.german.quantities import find_quantities
        >>> told.name_circle(find_quantities("6.100")[0], Reading("person", None, "none"))
        'both'
        """
        value = quantity.value
        if value < _LEAST or quantity.unit not in _COUNTED or reading.unit == "percent":
            return None
        if _are_summed(self.ours, self.theirs, value):
            return "both"
        if reading.indicator not in UNEMPLOYED and reading.kind != "arbeitslose":
            return None
        if _are_summed(self.ours, (value,), *self.whole):
            return "sgb3"
        return "sgb2" if _are_summed(self.theirs, (value,), *self.whole) else None


def _are_summed(some: Sequence[Decimal], others: Sequence[Decimal], *sums: Decimal) -> bool:
    return any(one + other in sums for one in some for other in others)
