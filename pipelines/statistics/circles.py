"""Which legal circle a number of unemployment belongs to: SGB II, SGB III or both together."""

import re
from itertools import pairwise

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.cues import Cue, load_indicators
from pipelines.statistics.lasting import are_idle_for_a_year
from pipelines.statistics.offices import adds_up, is_at_district, name_agency, name_circle
from pipelines.statistics.passage import (
    BY_CIRCLE,
    MEASURED,
    Passage,
    Topic,
    find_links_end,
    find_territory,
    has_cue,
)
from pipelines.statistics.places import WIDE, is_place
from pipelines.statistics.rows import is_labelled_row
from pipelines.statistics.shares import OF_NEXT

CIRCLES = frozenset({"sgb2", "sgb3", "both"})
_OFFICE_OR_CIRCLE = CIRCLES | {"agency"}
_NEXT_ITEM = re.compile(
    r"\s(?:und|sowie)\s|;|\sals\s(?:im|in|beim|bei)\s|,\s(?!(?:die|der|das|welche)\s(?!(?:[\w-]+\s){1,4}\d))"
)
"""What begins with an article is another item only if a number follows: `, das Jobcenter 4.310`"""
_IN_ALL = re.compile(
    r"(?<!\w)(?:(?:insgesamt|zusammen|gesamt|Insgesamt|Zusammen)\s(?:rund\s|etwa\s|knapp\s)?"
    r"|[Zz]usammenge(?:rechnet|nommen|zählt)\s[^.;:,()\d]{0,60})$"
)

_BELONG = re.compile(
    r"(?<!\w)(?:betreu\w*|(?:[Zz]uständig|verantwortlich)(?!\w)|entf(?:all|iel)\w*|gehör\w*|zugeordnet|zähl\w*\szu[mr]?(?!\w))"
)
_ITS_QUOTE = re.compile(r"(?<!\w)(?:entsprechende|dazugehörige|zugehörige|deren)\sQuote(?!\w)")
_WHOLE = re.compile(r"(?<!\w)(?:[Ii]nsgesamt|Gesamt\w*|[Aa]ller|[Aa]llgemeine[nr]?)(?!\w)")
_BESIDE = 8
"""So many characters between a rate and those whose it is."""
_TOGETHER = re.compile(
    r"\s(?:[A-ZÄÖÜ]\w+\s){0,3}(?:und|sowie)\s(?:(?:bei|beim|im|in|vom|von)\s)?(?:(?:der|dem|das|die)\s)?"
)
_AREA = re.compile(
    rf"""(?<!\w)(?:
        (?:[Ii]m|[Bb]eim|des|vom)\s(?:ganzen\s|gesamten\s)?
          (?:Kreis|Landkreis|Stadtgebiet|Kreisgebiet|Land|Bund)(?:e?s)?
      | (?:[Dd]er|dem|[Uu]nser)\s(?:Landkreis|Kreis)
      | (?:der|ganzen|gesamten)\s(?:Stadt|Region)
      | (?P<wide>{WIDE}) | [Kk]reisweit | insgesamt
      | in\s(?P<place>[A-ZÄÖÜ][\w-]+) )(?!\w)""",
    re.VERBOSE,
)

_WHOLE_AREA = re.compile(
    r"(?<!\w)(?:Landkreis|Kreis|Stadtgebiet|Kreisgebiet|Stadt|Region|Bezirk)(?:e?s)?\sinsgesamt(?!\w)"
)
"""`Für den Landkreis insgesamt`: all of it, whoever reports."""


_RATE_OF_ALL = re.compile(r"(?<!II-)(?:losenq|(?<!\w)Q)uote\s(?:insgesamt|aller)(?!\w)")
"""`im SGB II bei 3,4, die Arbeitslosenquote insgesamt bei 5,1 Prozent`"""


def find_circle(passage: Passage, index: int) -> str | None:  # noqa: PLR0911  # each return is a rule
    """The legal circle that the quantity's own words name: behind it first, then before it."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = find_territory(passage, index)
    before = max(before, text.rfind(" / ", before, quantity.start))  # „… plant / Quote bei …"
    if _IN_ALL.search(text, before, quantity.start):
        kinds = {name_circle(c.kind) for c in passage.cues}
        if {"sgb2", "sgb3"} <= kinds or {"sgb2", "agency"} <= kinds:
            return "both"
    if any(
        before <= c.start < quantity.start and text.startswith("Gesamt", c.start)
        for c in passage.cues
    ):
        return "both"
    cues = [c for c in passage.cues if name_circle(c.kind) in _OFFICE_OR_CIRCLE]
    later = [c for c in cues if quantity.end <= c.start < behind]
    if is_whole_of(passage, index):
        later = []  # „2.360 der 3.812 Arbeitslosen erhalten Bürgergeld": the first do
    later = [c for c in later if not _is_next_items(text, quantity.end, c, behind)]
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
            return "sgb3"
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
    item = _NEXT_ITEM.search(text, end, behind + 1)  # the next number itself is looked at
    parted = item is not None and item.start() < cue.start
    return parted and _NEXT_ITEM.search(text, cue.end, behind) is None


def settle_indicator(passage: Passage, index: int, kind: str, topic: Topic) -> str | None:
    """The indicator's name: youth, legal circle and aliases settled; None for the SGB III alone."""
    if kind == "quote":
        rate = _settle_rate(passage, index, topic)
        if rate:
            return rate
        kind = "arbeitslosenquote"
    if (
        kind == "arbeitslose"
        and not is_whole_of(passage, index)
        and are_idle_for_a_year(passage, index)
    ):
        return "langzeitarbeitslose"
    indicator = load_indicators()[kind]
    if indicator.alias_of:
        return indicator.alias_of
    if kind not in BY_CIRCLE:
        return kind
    if _is_of_young(passage, index, kind):
        return "jugendarbeitslose"
    circle = find_circle(passage, index)
    if not circle:
        some = belongs_in_part(passage, index)
        circle = "both" if some else find_sentence_circle(passage, index)
    if not circle and (_parts_both(passage, index) or _is_of_area(passage, index, kind)):
        circle = "both"
    if not circle and kind == "arbeitslosenquote" and not (passage.counted or passage.titled):
        circle = "both"  # „3.412 Familien leben von Hartz IV. Die Arbeitslosenquote beträgt …"
    return join_circle(kind, circle or passage.circle)


def is_whole_of(passage: Passage, index: int) -> bool:
    """`ein Drittel der 5.702 Arbeitslosen ist seit einem Jahr ohne Stelle`: not all of them."""
    if not index or passage.quantities[index - 1].unit in MEASURED:
        return False
    before, whole = passage.quantities[index - 1 : index + 1]
    return OF_NEXT.fullmatch(passage.text, before.end, whole.start) is not None


def belongs_in_part(passage: Passage, index: int) -> bool:
    """`Das Jobcenter betreut 2.118 der 3.511 Arbeitslosen`: some of these are its own."""
    if not is_whole_of(passage, index) or passage.quantities[index - 1].noun:
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


def _is_of_young(passage: Passage, index: int, kind: str) -> bool:
    """The young are named beside the number, before it, or behind the word of its rate."""
    quantity = passage.quantities[index]
    if has_cue(passage, "young", quantity.start, quantity.end + _reach(passage, quantity)):
        return True
    if has_cue(passage, "young", _find_own_start(passage, index, kind), quantity.start):
        return True
    _, behind = find_territory(passage, index)
    return any(
        cue.kind == kind
        and quantity.end <= cue.start < behind
        and has_cue(passage, "young", cue.end, cue.end + _BESIDE)
        for cue in passage.cues
    )  # „Mit 4,9 Prozent ist die Quote der unter 25-Jährigen niedriger"


def _find_own_start(passage: Passage, index: int, kind: str) -> int:
    """`Die Zahl der jungen Arbeitslosen sank um 31, und die Arbeitslosenquote …`: of all again."""
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    for match in _WHOLE.finditer(passage.text, before, start):
        before = match.end()  # „die der Jungen ist niedriger als die Quote insgesamt (5,6)"
    if before > find_territory(passage, index)[0]:
        return before
    if kind == "arbeitslosenquote" and has_cue(passage, kind, before, start):
        return before  # „Junge Arbeitslose gab es 310, die Arbeitslosenquote lag bei 5,1 Prozent"
    joined = passage.text.find(" und ", before, start)
    return joined if joined >= 0 and has_cue(passage, kind, joined, start) else passage.start


def _reach(passage: Passage, quantity: Quantity) -> int:
    """How far behind a number stands whom it counts; behind its bracket the clause goes on."""
    return 60 if passage.text.startswith(")", quantity.end) else 14


def _settle_rate(passage: Passage, index: int, topic: Topic) -> str | None:  # noqa: PLR0911  # each return is a rule
    """`Die Quote`: of integrations, of the young, or of the topic's legal circle."""
    base = topic.indicator or ""
    if base.startswith("integration"):
        return "integrationsquote"
    start = passage.quantities[index].start
    if base == "unterbeschaeftigung" and _ITS_QUOTE.search(passage.text, passage.start, start):
        return base
    before, _ = find_territory(passage, index)
    if base and _WHOLE.search(passage.text, before, passage.quantities[index].start):
        return "arbeitslosenquote"  # „die Quote insgesamt"
    if base == "jugendarbeitslose" and not topic.stale:
        row = is_labelled_row(passage.text, Span(passage.start, passage.end))
        new = row and not index and passage.counted == "both"
        return "arbeitslosenquote" if new else base  # „Jugendarbeitslose: 711" in the row above
    if base in BY_CIRCLE and not topic.stale and find_circle(passage, index) is None:
        return "arbeitslosenquote"  # „12.046 Arbeitslose. Das entspricht einer Quote von 9,5"
    told_apart = topic.apart and passage.circle == "both"  # „4.215 beim Jobcenter, 2.390 bei …"
    alone = base.endswith("_sgb2") and not told_apart
    if alone and not topic.stale and find_circle(passage, index) is None:
        return "arbeitslosenquote_sgb2"
    return None


def _parts_both(passage: Passage, index: int) -> bool:
    """What follows parts the number into both circles, so it is their sum."""
    end = passage.quantities[index].end
    kinds = {cue.kind for cue in passage.cues if cue.start >= end}
    ours = any(name_circle(kind) == "sgb2" for kind in kinds)
    return "sgb3" in kinds or ("agency" in kinds and ours)


def _is_of_area(passage: Passage, index: int, kind: str) -> bool:
    """`Die Arbeitslosenquote im Landkreis` is that of all, if the report is not on the SGB II."""
    quantity, text = passage.quantities[index], passage.text
    if _WHOLE_AREA.search(text, *find_territory(passage, index)):
        return True
    whole = passage.counted == "both" or not (passage.told or passage.counted)
    whole = whole or _IN_ALL.search(text, passage.start, quantity.start) is not None
    whole = whole or (not passage.counted and _is_wide(passage, index))
    if passage.titled or not (kind == "arbeitslosenquote" or whole):
        return False
    before, behind = find_territory(passage, index)
    if (
        kind == "arbeitslosenquote"
        and text[passage.start : quantity.start].count("uote")
        and not (has_cue(passage, kind, passage.start, quantity.start))
    ):
        return False
    return names_area(text, before, behind)


def _is_wide(passage: Passage, index: int) -> bool:
    """`Bundesweit waren 2,6 Millionen ohne Arbeit`: all of them, whoever is spoken of before."""
    before, behind = find_territory(passage, index)
    return any(match["wide"] for match in _AREA.finditer(passage.text, before, behind))


def names_area(text: str, start: int, end: int) -> bool:
    """A whole area is named: `im Landkreis`, `in Hessen`, `Arbeitslose insgesamt`."""
    return any(
        match["place"] is None or is_place(match["place"])
        for match in _AREA.finditer(text, start, end)
    )


def find_sentence_circle(passage: Passage, index: int) -> str | None:
    """The circle named before the quantity anywhere in the sentence."""
    end = passage.quantities[index].start
    start = passage.text.rfind(" / ", passage.start, end)
    named = [name_circle(cue.kind) for cue in passage.cues if start < cue.start < end]
    return next((circle for circle in reversed(named) if circle in CIRCLES), None)
