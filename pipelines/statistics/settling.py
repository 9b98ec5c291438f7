"""The name of a statistic of unemployment, once it is settled of whom it is told."""

import re

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.carrying import speaks_of_it
from pipelines.statistics.circles import (
    IN_ALL,
    belongs_in_part,
    find_circle,
    find_sentence_circle,
    is_whole_of,
    join_circle,
)
from pipelines.statistics.cues import load_indicators
from pipelines.statistics.lasting import are_idle_for_a_year
from pipelines.statistics.offices import name_circle
from pipelines.statistics.passage import (
    BY_CIRCLE,
    UNEMPLOYED,
    Passage,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.places import WIDE, is_place
from pipelines.statistics.rows import is_labelled_row

_OF_BOTH = frozenset({"jugendarbeitslose", "langzeitarbeitslose", "unterbeschaeftigung"})
"""What is told of both circles together, or of the SGB II."""
_NARROWED = frozenset({"jugendarbeitslose", "langzeitarbeitslose"})
_ITS_QUOTE = re.compile(r"(?<!\w)(?:entsprechende|dazugehörige|zugehörige|deren)\sQuote(?!\w)")
_WHOLE = re.compile(r"(?<!\w)(?:[Ii]nsgesamt|Gesamt\w*|[Aa]ller|[Aa]llgemeine[nr]?)(?!\w)")
_BESIDE = 8
"""So many characters between a rate and those whose it is."""
_AREA = re.compile(
    rf"""(?<!\w)(?:
        (?:[Ii]m|[Bb]eim|des|vom|für\sden)\s(?:ganzen\s|gesamten\s)?
          (?:Kreis|Landkreis|Stadtgebiet|Kreisgebiet|Land|Bund)(?:e?s)?
      | (?:[Dd]er|dem|[Uu]nser)\s(?:Landkreis|Kreis)
      | (?:der|für\sdie|ganzen|gesamten)\s(?:Stadt|Region)
      | (?P<wide>{WIDE}) | [Kk]reisweit | insgesamt
      | in\s(?P<place>[A-ZÄÖÜ][\w-]+) )(?!\w)""",
    re.VERBOSE,
)
_WHOLE_AREA = re.compile(
    r"(?<!\w)(?:Landkreis|Kreis|Stadtgebiet|Kreisgebiet|Stadt|Region|Bezirk)(?:e?s)?\sinsgesamt(?!\w)"
)
"""`Für den Landkreis insgesamt`: all of it, whoever reports."""


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
    narrowed = kind == "arbeitslose" and topic.indicator in _NARROWED and not topic.stale
    if narrowed and speaks_of_it(passage, index):
        return topic.indicator  # „… der jungen Arbeitslosen. Ihre Zahl stieg auf 459 Arbeitslose"
    indicator = load_indicators()[kind]
    if indicator.alias_of:
        return indicator.alias_of
    if kind not in BY_CIRCLE:
        return kind
    if _is_of_young(passage, index, kind):
        return "jugendarbeitslose"
    circle = _find_own_circle(passage, index, kind)
    told = passage.seen.get(passage.quantities[index].value)
    if not circle and kind == "arbeitslose" and told in UNEMPLOYED:
        return told  # „45.888 Arbeitslose … Neben den 45.888 Arbeitslosen"
    return join_circle(kind, circle or passage.circle)


def _find_own_circle(passage: Passage, index: int, kind: str) -> str | None:
    """The legal circle that its own sentence names, or says by an area or by both parts."""
    circle = find_circle(passage, index)
    if not circle:
        some = belongs_in_part(passage, index)
        circle = "both" if some else find_sentence_circle(passage, index)
    if not circle and (_parts_both(passage, index) or _is_of_area(passage, index, kind)):
        circle = "both"
    if not circle and kind == "arbeitslosenquote" and not (passage.counted or passage.titled):
        circle = "both"  # „3.412 Familien leben von Hartz IV. Die Arbeitslosenquote beträgt …"
    return circle


def is_half_of_agency(passage: Passage, index: int, indicator: str | None) -> bool:
    """`im SGB III waren es 120` of the young, of the underemployed: no statistic."""
    if indicator not in _OF_BOTH:
        return False
    circle = find_circle(passage, index)
    if circle is None and indicator == "jugendarbeitslose":
        circle = find_sentence_circle(passage, index) or passage.circle
        return circle == "sgb3"
    named = has_cue(passage, "sgb3", *find_territory(passage, index))
    return named and circle == "sgb3"


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
    wholes = list(_WHOLE.finditer(passage.text, before, start))
    if wholes:
        return wholes[-1].end()  # „die der Jungen ist niedriger als die Quote insgesamt (5,6)"
    if kind == "arbeitslosenquote" and has_cue(passage, kind, before, start):
        return before  # „Junge Arbeitslose gab es 310, die Arbeitslosenquote lag bei 5,1 Prozent"
    joined = passage.text.find(" und ", before, start)
    return joined if joined >= 0 and has_cue(passage, kind, joined, start) else passage.start


def _reach(passage: Passage, quantity: Quantity) -> int:
    """How far behind a number stands whom it counts; behind its bracket the clause goes on."""
    return 60 if passage.text.startswith(")", quantity.end) else 14


def _settle_rate(passage: Passage, index: int, topic: Topic) -> str | None:
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
    whole = whole or IN_ALL.search(text, passage.start, quantity.start) is not None
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
