"""Which legal circle a number of unemployment belongs to: SGB II, SGB III or both together."""

import re
from itertools import pairwise

from pipelines.german.beginnings import begin_words
from pipelines.statistics.cues import Cue
from pipelines.statistics.offices import adds_up, is_at_district, name_agency, name_circle
from pipelines.statistics.passage import (
    BY_CIRCLE,
    Passage,
    find_links_end,
    find_territory,
)
from pipelines.statistics.shares import OF_NEXT

CIRCLES = frozenset({"sgb2", "sgb3", "both"})
_OFFICE_OR_CIRCLE = CIRCLES | {"agency"}
_NEXT_ITEM = re.compile(
    r"\s(?:und|sowie)\s|;|\sals\s(?:im|in|beim|bei)\s|,\s(?!(?:die|der|das|welche)\s(?!(?:Zahl|Anzahl|Quote)\s|(?:[\w-]+\s){1,4}\d))"
)
"""What begins with an article is another item only if a number follows: `, das Jobcenter 4.310`"""
IN_ALL = re.compile(
    begin_words(
        r"(?:insgesamt|zusammen|gesamt|Insgesamt|Zusammen)\s(?:rund\s|etwa\s|knapp\s)?"
        r"|[Zz]usammenge(?:rechnet|nommen|zählt)\s[^.;:,()\d]{0,60}"
    )
    + "$"
)

_BELONG = re.compile(r"(?<!\w)(?:betreu\w*|[Zz]uständig(?!\w)|gehör\w*)")
_TOGETHER = re.compile(
    r"\s(?:[A-ZÄÖÜ]\w+\s){0,3}(?:und|sowie)\s(?:(?:bei|beim|im|in|vom|von)\s)?(?:(?:der|dem|den|das|die)\s)?"
)
_RATE_OF_ALL = re.compile(r"l(?<!II-l)os(?:enquote|igkeit)\s(?:insgesamt|aller)(?!\w)")
"""`im SGB II bei 3,4, die Arbeitslosenquote insgesamt bei 5,1 Prozent`"""


def find_circle(passage: Passage, index: int) -> str | None:
    """The legal circle that the quantity's own words name: behind it first, then before it."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = find_territory(passage, index)
    before = max(before, text.rfind(" / ", before, quantity.start))  # „… plant / Quote bei …"
    if IN_ALL.search(text, before, quantity.start):
        kinds = {name_circle(c.kind) for c in passage.cues}
        if {"sgb2", "sgb3"} <= kinds or {"sgb2", "agency"} <= kinds:
            return "both"
    cues = [c for c in passage.cues if name_circle(c.kind) in _OFFICE_OR_CIRCLE]
    later = [c for c in cues if quantity.end <= c.start < behind]
    if is_whole_of(passage, index):
        later = []  # „2.360 der 3.812 Arbeitslosen erhalten Bürgergeld": the first do
    later = [c for c in later if not _is_next_items(text, quantity.end, c, behind)]
    later = [c for c in later if not _is_of_bracketed(passage, index, c)]
    earlier = [c for c in cues if before <= c.start < quantity.end]
    if any(c.kind == "both" for c in earlier) or _RATE_OF_ALL.search(text, before, quantity.start):
        return "both"
    if _names_both(passage, before, behind) or adds_up(passage, index):
        return "both"
    end = find_links_end(passage, index)
    linked = [c for c in cues if behind <= c.start < end]
    linked = [c for c in linked if not _is_next_items(text, behind, c, end)]
    for cue in (*later, *reversed(earlier), *linked):
        if cue.kind != "agency":
            return name_circle(cue.kind)
        if any(c.kind == "sgb3" for c in (*later, *earlier, *linked)):
            return "sgb3"  # „in der Arbeitslosenversicherung (Agentur für Arbeit) bei 2.732"
        return name_agency(passage, index, cue)
    return "sgb2" if is_at_district(passage, before, behind) else None


def _names_both(passage: Passage, before: int, behind: int) -> bool:
    """`bei der Agentur und beim Jobcenter arbeitslos gemeldet`: with both together."""
    cues = [cue for cue in passage.cues if before <= cue.start < behind]
    for one, other in pairwise(cues):
        kinds = {name_circle(one.kind), name_circle(other.kind)}
        if kinds == {"agency", "sgb2"} and _TOGETHER.fullmatch(passage.text, one.end, other.start):
            return True
    return False


def _is_next_items(text: str, end: int, cue: Cue, behind: int) -> bool:
    """`1.426 im SGB III und im SGB II 2.432`: what follows the last `und` is the next one's."""
    if text.startswith(":", cue.end) or (cue.end < behind and not text[cue.end : behind].strip()):
        return True  # „3.534 (SGB II: 2.432, SGB III: 1.102)"
    items = _NEXT_ITEM.finditer(text, end, behind + 1)  # the next number itself is looked at
    parted = any(item.start() < cue.start and _is_outside(text, item.end(), cue) for item in items)
    return parted and _NEXT_ITEM.search(text, cue.end, behind) is None


def _is_of_bracketed(passage: Passage, index: int, cue: Cue) -> bool:
    """`8,9 Prozent (2,2 Prozent im SGB III …)`: the circle of the number in that bracket."""
    if index + 1 == len(passage.quantities):
        return False
    other = passage.quantities[index + 1]
    return other.end <= cue.start and ")" not in passage.text[other.end : cue.start]


def _is_outside(text: str, at: int, cue: Cue) -> bool:
    """Not in a bracket that ends before the cue: `4.120 (12 weniger als im Mai) beim Jobcenter`."""
    return text.count(")", at, cue.start) <= text.count("(", at, cue.start)


def is_whole_of(passage: Passage, index: int) -> bool:
    """`ein Drittel der 5.702 Arbeitslosen ist seit einem Jahr ohne Stelle`: not all of them."""
    if not index:
        return False
    before, whole = passage.quantities[index - 1 : index + 1]
    return OF_NEXT.fullmatch(passage.text, before.end, whole.start) is not None


def belongs_in_part(passage: Passage, index: int) -> bool:
    """`Das Jobcenter betreut 2.118 der 3.511 Arbeitslosen`: some of these are its own."""
    if not is_whole_of(passage, index):
        return False
    return _BELONG.search(passage.text, passage.start, passage.end) is not None


def join_circle(indicator: str | None, circle: str) -> str | None:
    """An indicator of unemployment with its legal circle; None for the SGB III alone.

    >>> join_circle("arbeitslosenquote", "sgb2"), join_circle("arbeitslose_sgb2", "sgb3")
    ('arbeitslosenquote_sgb2', None)
    """
    base = (indicator or "").removesuffix("_sgb2")
    if base not in BY_CIRCLE:
        return indicator
    return None if circle == "sgb3" else f"{base}_sgb2" if circle == "sgb2" else base


def find_sentence_circle(passage: Passage, index: int) -> str | None:
    """The circle named before the quantity anywhere in the sentence."""
    end = passage.quantities[index].start
    start = passage.text.rfind(" / ", passage.start, end)
    named = [name_circle(cue.kind) for cue in passage.cues if start < cue.start < end]
    return next((circle for circle in reversed(named) if circle in CIRCLES), None)
