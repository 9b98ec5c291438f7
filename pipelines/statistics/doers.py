"""Whether a number's own clause says that people are counted: only they find, learn or move."""

import re

from pipelines.statistics.cues import match_any
from pipelines.statistics.passage import Passage, has_cue

_DOES = re.compile(rf"(?<!\w){match_any('human')}(?!\w)")
_DONE = re.compile(rf"(?<!\w){match_any('human_done')}(?!\w)")
_ATTENDED = re.compile(rf"(?<!\w){match_any('attended')}(?!\w)")
_HAVE = re.compile(r"(?<!\w)(?:haben|hatten|hätten)(?!\w)(?!\s(?:wir|Sie|sie|die)(?!\w))")
"""Who is counted has done it: `520 haben wir geschafft` are none of those."""
_STOP = re.compile(r"[;:,()]\s|(?<!\d)\.\s|\s[(–]\s?|\s(?:und|aber|oder|sowie)\s")
_REACH = 120
"""No clause is looked at further than so many characters."""


def say_people(passage: Passage, index: int) -> bool:
    """`28 suchen eine Stelle`, `hatten 19 eine Arbeit aufgenommen`: what only people do."""
    text = passage.text
    start, end = find_own_clause(passage, index)
    if take_place(passage, index):
        return False
    if _DOES.search(text, start, end):
        return True
    return bool(_DONE.search(text, start, end) and _HAVE.search(text, start, end))


def attend(passage: Passage, index: int) -> bool:
    """`Im April waren 320 Personen zu Gast`: who came or was told is some of those spoken of."""
    return _ATTENDED.search(passage.text, *find_own_clause(passage, index)) is not None


def take_place(passage: Passage, index: int) -> bool:
    """`Zwölf finden im Rathaus statt`: what is held, and not who finds."""
    return passage.text.endswith(" statt", *find_own_clause(passage, index))


def find_own_clause(passage: Passage, index: int) -> tuple[int, int]:
    """From the stop before a number to the one behind it, and no further than its neighbours."""
    quantities, text = passage.quantities, passage.text
    quantity = quantities[index]
    first = quantities[index - 1].end if index else passage.start
    first = max(first, quantity.start - _REACH)
    for stop in _STOP.finditer(text, first, quantity.start):
        first = stop.end()
    last = quantities[index + 1].start if index + 1 < len(quantities) else passage.end
    behind = _STOP.search(text, quantity.end, min(last, quantity.end + _REACH))
    last = behind.start() if behind else last
    return first, last - text.endswith(".", quantity.end, last)


def does_other(passage: Passage, index: int, kind: str) -> bool:
    """`Viele fanden eine Stelle, 18 besuchten einen Kurs`: its own clause says what those did."""
    own = find_own_clause(passage, index)
    return not has_cue(passage, kind, *own) and say_people(passage, index)
