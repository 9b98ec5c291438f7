"""What a head says of when: of a table's column, of what stands in brackets."""

import re

from pipelines.german.quantities import Quantity
from pipelines.statistics.passage import Passage
from pipelines.statistics.timeline import Timeline

_BARE_BRACKET = re.compile(r"\(([\d.,\s;/|%]{1,60})\)")
_CELL = re.compile(r"[;/|]")


def find_head_time(timeline: Timeline, index: int) -> str | None:
    """What a head says: of the column in a table, of what stands in brackets."""
    text, quantity = timeline.passage.text, timeline.passage.quantities[index]
    differs = timeline.passage.turns[index] is not None
    time = timeline.columns.find_time(text, quantity.start, differs=differs)
    if time:
        return time
    if timeline.bracketed and text[quantity.start - 1] == "(" and not differs:
        return timeline.bracketed
    return _find_bracket_label(timeline, quantity)


def _find_bracket_label(timeline: Timeline, quantity: Quantity) -> str | None:
    """What a bracket of bare numbers means, from one above it with as many labels."""
    text = timeline.passage.text
    begin = text.rfind("(", timeline.passage.start, quantity.start)
    bare = _BARE_BRACKET.match(text, begin, timeline.passage.end) if begin >= 0 else None
    if bare is None or bare.end() < quantity.end or not timeline.labels:
        return None
    if len(timeline.labels) == 1 and not _is_beside_number(timeline.passage, begin):
        return None
    cells = _CELL.split(bare[1])
    place = len(_CELL.split(text[begin : quantity.start])) - 1
    return timeline.labels[place] if len(cells) == len(timeline.labels) else None


def _is_beside_number(passage: Passage, begin: int) -> bool:
    """`276 (281)`, but not `im Handel (281)`."""
    return any(
        quantity.end <= begin and not passage.text[quantity.end : begin].strip()
        for quantity in passage.quantities
    )
