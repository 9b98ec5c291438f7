"""A share beside the numbers that it was computed from."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.contradictions.beside import SAME_AGAIN
from pipelines.contradictions.precision import find_step, is_exact, write_number
from pipelines.items import Figure, Problem
from pipelines.statistics.shares import OF_NEXT

_SHARES = frozenset({"percent", "fraction"})
_WHOLE_FIRST = re.compile(
    r"(?<!\w)(?:[Vv]on\s(?:den|insgesamt|allen)|[Uu]nter\sden|[Dd]avon|[Dd]arunter|der)(?!\w)"
)
_WORDS_OFF = Decimal("0.04")
"""`ein Drittel` may be 30 or 37 of a hundred."""
_BEFORE = 30
"""Characters before the first number that may lead to it."""


def check_shares(text: str, figures: Sequence[Figure]) -> Iterator[Problem]:
    """`Von den 5.000 sind 1.250 (35 Prozent) …`: the share against the two numbers."""
    for one, other, share in zip(figures, figures[1:], figures[2:], strict=False):
        if not _is_plain_share(share) or not SAME_AGAIN.fullmatch(text, other.end, share.start):
            continue
        if not _are_of_each_other(text, one, other):
            continue
        part, whole = sorted((one, other), key=lambda figure: figure.value)
        measured = part.value / whole.value
        in_percent = share.unit == "percent"
        off = abs(measured * 100 - share.value) if in_percent else abs(measured - share.value)
        allowed = find_step(share) if in_percent else _WORDS_OFF
        if off > allowed * (2 if share.modifier == "~" else 1):
            yield Problem(
                code="share_contradicts",
                says=(
                    f"„{part.quote}“ von „{whole.quote}“ sind "
                    f"{write_number(measured * 100, 1)} Prozent, genannt ist „{share.quote}“."
                ),
                quote=f"{one.quote} … {other.quote} … {share.quote}",
            )


def _is_plain_share(figure: Figure) -> bool:
    """No rate of a statistic, no change, no bound."""
    return (
        figure.unit in _SHARES
        and figure.indicator is None
        and figure.change is None
        and figure.value_to is None
        and figure.modifier in {"=", "~"}
    )


def _are_of_each_other(text: str, one: Figure, other: Figure) -> bool:
    """`1.250 der 5.000`, `Von den 5.000 … 1.250`, `5.000, davon 1.250`."""
    if one.sentence != other.sentence or one.change or other.change:
        return False
    if not (is_exact(one) and is_exact(other)) or one.unit in _SHARES:
        return False
    if one.unit != other.unit and "count" not in {one.unit, other.unit}:
        return False
    if 0 < one.value < other.value:
        return OF_NEXT.fullmatch(text, one.end, other.start) is not None
    led = _WHOLE_FIRST.search(text, max(0, one.start - _BEFORE), one.start)
    return 0 < other.value < one.value and bool(
        led or _WHOLE_FIRST.search(text, one.end, other.start)
    )
