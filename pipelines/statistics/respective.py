"""As many numbers as dates, one to one: `2016, 2017 und 2018 wurden 1.120, 1.235 und 1.298 …`."""

import re
from collections.abc import Sequence
from typing import TypeVar

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.moments import Moment
from pipelines.statistics.timeline import Timeline

_JOINT = r"(?:(?:,|,?\s(?:und|sowie|bzw\.|beziehungsweise))\s|\s?[/|]\s?)"
_NEXT_DATE = re.compile(rf"{_JOINT}(?:im\s|in\s|am\s|Ende\s)?")
_NEXT_NUMBER = re.compile(rf"{_JOINT}(?:dann\s|zuletzt\s)?")
_PARTED = re.compile(r"[;:.]\s")
_LABELLED = re.compile(r"\)?:\s")
"""`(April/März): 4.870 / 4.890`: the dates are the head of the numbers."""
_FEWEST = 2

Placed = TypeVar("Placed", Moment, Quantity)


def find_respective(timeline: Timeline) -> dict[int, str]:
    """The times of numbers that stand in a row, by their places, where a row of dates has as many.

    Only the last may have its noun: `1.235 Frauen und 1.298 Männer` are no course.
    """
    moments = [m for m in timeline.moments if m.value and not m.pointer]
    quantities = timeline.passage.quantities
    if len(moments) < _FEWEST or len(quantities) < _FEWEST:
        return {}
    text = timeline.passage.text
    times = _find_row(text, moments, _NEXT_DATE)
    numbers = _find_row(text, quantities, _NEXT_NUMBER)
    if len(times) != len(numbers) or len(times) < _FEWEST:
        return {}
    if any(q.end > q.number.end for q in numbers[:-1]) or _is_apart(text, times, numbers):
        return {}
    first = quantities.index(numbers[0])
    return {first + place: moment.value for place, moment in enumerate(times)}


def _find_row(text: str, placed: Sequence[Placed], joint: re.Pattern[str]) -> Sequence[Placed]:
    """The first two or more of them with nothing between but commas and `und`."""
    row: list[Placed] = []
    for one in placed:
        if row and not joint.fullmatch(text, row[-1].end, one.start):
            if len(row) >= _FEWEST:
                break
            row = []
        row.append(one)
    return row


def _is_apart(text: str, times: Sequence[Moment], numbers: Sequence[Quantity]) -> bool:
    """Another clause begins between the two rows, or they stand within each other."""
    one, other = Span(times[0].start, times[-1].end), Span(numbers[0].start, numbers[-1].end)
    first, second = sorted((one, other))
    if first == one and _LABELLED.fullmatch(text, first.end, second.start):
        return False
    return first.end > second.start or _PARTED.search(text, first.end, second.start) is not None
