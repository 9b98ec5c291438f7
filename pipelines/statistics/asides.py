"""What is said by the way: in a bracket, between dashes, or in a relative clause."""

import re
from collections.abc import Sequence

from pipelines.statistics.passage import MEASURED, Passage, Reading

_RELATIVE = re.compile(
    r",\s(?:in\s|mit\s|bei\s|von\s|zu\s|für\s|an\s|um\s)?(?:die|der|das|dem|den|denen|deren|dessen|wo)\s[^,;]*$"
)
_DASHES = (" – ", " - ", " — ")


def is_closed_aside(passage: Passage, index: int, later: int) -> bool:
    """Whether one quantity stands in an aside that ends before another begins."""
    text, quantity = passage.text, passage.quantities[index]
    start, end = quantity.end, passage.quantities[later].start
    lead = text[passage.start : quantity.start]
    if lead.rfind("(") > lead.rfind(")") and ")" in text[start:end]:
        return True
    dashed = any(lead.count(dash) % 2 and dash in text[start:end] for dash in _DASHES)
    if dashed:
        return True
    return "," in text[start:end] and _RELATIVE.search(lead) is not None


def find_last_level(passage: Passage, index: int, readings: Sequence[Reading]) -> Reading | None:
    """The reading that stands last before a difference, but none that is said by the way.

    `4.310 Arbeitslose (Frauen: 2.010) zählt der Kreis, ein Minus von 3 Prozent`
    """
    for at in range(len(readings) - 1, -1, -1):
        reading = readings[at]
        if reading.unit in MEASURED or reading.rule == "rate_beside":
            continue
        if reading.indicator or not is_closed_aside(passage, at, index):
            return reading
    return None
