"""Whether a number is a part of another: `davon`, `von ihnen`, `Frauen: 2.010`."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.german.quantities import Quantity
from pipelines.german.words import match_words
from pipelines.statistics.cues import Cue
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.places import may_be_place
from pipelines.statistics.shares import FROM_REACH, FROM_WHOLE, OF_ALL, OF_THE_WHOLE

_SEX_BEFORE = re.compile(
    begin_words("Frauen|Männer|weiblich|männlich|Mädchen|Jungen")
    + r"(?:\s?(?:[:|]?\s|\()|\s(?:sind\s|waren\s)?mit\s)$"
)
_STOP = re.compile(r"[,;:().–]")
_BESIDE = 2
"""So many characters stand between a number and its `davon` or `von ihnen`."""
_NEXT_PART = re.compile(
    r"(?:\s(?:auf|im|in|bei|beim|vom|von|aus)\s[^.,;:()]{2,40})?(?:,|\sund|\ssowie)\s"
    r"(?:(?:das|die|der|beim|vom|bei\sder|von\sder|auf\s(?:das|die))\s(?:[A-ZÄÖÜ]\w+\s){1,2})?"
)
"""`davon 820 Frauen und 930 Männer`, `davon entfielen 288 auf das Jobcenter und 114 …`"""
_PLACE_LEAD = re.compile(
    r"(?<!\w)(?:[Aa]uf|[Ii]n|[Aa]us|[Ff]ür)\s(?:die\sStadt\s|den\sKreis\s|der\sStadt\s)?(?P<place>[A-ZÄÖÜ][\w-]+)\s(?:(?:entfallen|entfielen|kommen|kamen)\s)?(?:[a-zäöü]+\s)?\(?$"
)
_PLACE_BEHIND = re.compile(
    r"\s(?:in|aus|auf)\s(?:der\sStadt\s)?(?P<place>[A-ZÄÖÜ][\w-]+)(?=[.,;)]|\s(?:und|sowie)\s)"
)
"""`davon 8.100 in Fulda und 2.200 in Hünfeld`"""
_PLACED_RATES = frozenset({"arbeitslosenquote", "arbeitslosenquote_sgb2"})
"""`davon in Altdorf 4,2 Prozent`: what each place has of its own."""
_FALL_TO = match_words(r"entfallen|entfielen|entfällt|entfiel|verteilen")


def find_part_of_place(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """`davon entfallen auf Alsfeld 412, auf Lauterbach 380`: the statistic of a smaller area."""
    quantity = passage.quantities[index]
    last = next((r.indicator for r in reversed(readings) if r.indicator), None)
    kind = last or (None if topic.stale else topic.indicator)
    if quantity.unit is not None and not (quantity.unit == "percent" and kind in _PLACED_RATES):
        return None
    text = passage.text
    parted = has_cue(passage, "part", passage.start, quantity.start)
    parted = parted or OF_THE_WHOLE.match(text, passage.start) is not None
    if not parted and not _FALL_TO.has_between(text, passage.start, passage.end):
        return None
    match = _PLACE_LEAD.search(text, max(passage.start, quantity.start - 40), quantity.start)
    match = match or _PLACE_BEHIND.match(text, quantity.end, passage.end)
    if not match or not may_be_place(match["place"]):
        return None
    return Found(kind, "part_place", same=True) if kind else None


_OF_THOSE = re.compile(
    r"\s(?:der|dieser)\s(?:Betroffenen|Gemeldeten|Registrierten|Gezählten)(?!\w)"
)


def find_genitive(passage: Passage, index: int) -> int:
    """Where the whole ends that a part stands before: `2.310 der Arbeitslosen`; 0 where none."""
    end = passage.quantities[index].end
    those = _OF_THOSE.match(passage.text, end)
    if those:
        return those.end()
    for cue in passage.cues:
        if cue.start >= end and cue.kind in COUNTS:
            return cue.end if OF_ALL.fullmatch(passage.text, end, cue.start) else 0
    return 0


def is_part(passage: Passage, index: int) -> bool:
    """`davon 88 in Ausbildung`, `118 von ihnen`, `von 142 Beschäftigten arbeiten 58`."""
    return _is_called_part(passage, index) or _is_of_a_whole(passage, index)


def _is_called_part(passage: Passage, index: int) -> bool:
    """`davon 88`, `118 von ihnen`: the words beside a number say it."""
    quantity = passage.quantities[index]
    before, behind = find_territory(passage, index)
    parts = [cue for cue in passage.cues if cue.kind == "part"]
    led = parts and any(
        before <= cue.start < quantity.start and not _ends_before(passage, cue, index)
        for cue in parts
    )
    if (led and not _is_all_of_these(passage, index)) or is_behind_sex(passage, index):
        return True
    if parts and any(
        quantity.end <= cue.start <= min(behind, quantity.end + 12)
        and not _STOP.search(passage.text, quantity.end, cue.start)
        for cue in parts
    ):
        return True
    genitive = quantity.unit is None and find_genitive(passage, index)
    return bool(genitive) or _is_one_sex_of_all(passage, index)


def _is_of_a_whole(passage: Passage, index: int) -> bool:
    """`Von 142 Beschäftigten arbeiten 58`: a larger number before it is the whole."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.unit not in {None, "person", "household", "job", "case"}:
        return False
    if text[max(0, quantity.start - 5) : quantity.start] == " auf ":
        return False
    if passage.part or OF_THE_WHOLE.match(text, passage.start):
        lead = max(passage.start, quantity.start - FROM_REACH)
        return not (quantity.noun and FROM_WHOLE.search(text, lead, quantity.start))
    return any(
        earlier.value >= quantity.value and _is_whole(passage, earlier, quantity)
        for earlier in passage.quantities[:index]
    )


def _is_whole(passage: Passage, earlier: Quantity, quantity: Quantity) -> bool:
    """`Von den 1.638 arbeiten 312`: the words before a number say that others are some of it."""
    text, start = passage.text, passage.start
    if FROM_WHOLE.search(text, max(start, earlier.start - FROM_REACH), earlier.start):
        return True
    opens = _OF_AT_FIRST.fullmatch(text, start, earlier.start) is not None
    return earlier.unit in COUNT_UNITS and (opens or _is_of_those(passage, earlier, quantity))


def _ends_before(passage: Passage, cue: Cue, index: int) -> bool:
    """`2.600 von ihnen sind da, sodass die Zahl der Bedarfsgemeinschaften auf 7.480 wuchs`."""
    before, _ = find_territory(passage, index)
    earlier = next((q for q in passage.quantities[:index] if q.end == before), None)
    if earlier is None or not 0 < cue.start - before <= _BESIDE:
        return False
    start = passage.quantities[index].start
    if earlier.value < passage.quantities[index].value:
        return True  # „120 von ihnen sind betreut, insgesamt erhalten 2.786 Menschen Hilfe“
    clause = passage.text.rfind(", ", cue.end, start)
    return clause >= 0 and any(c.kind in COUNTS and clause < c.start < start for c in passage.cues)


def goes_on_parting(passage: Passage, index: int, readings: Sequence[Reading]) -> bool:
    """`davon 820 Frauen und 930 Männer`: the second is a part, too."""
    if not index or readings[-1].rule != "part":
        return False
    before, quantity = passage.quantities[index - 1], passage.quantities[index]
    return quantity.unit == before.unit and (
        _NEXT_PART.fullmatch(passage.text, before.end, quantity.start) is not None
    )


def is_behind_sex(passage: Passage, index: int) -> bool:
    """`Frauen: 2.010`, `Männer (5.030)`."""
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    return _SEX_BEFORE.search(passage.text, max(before, start - 20), start) is not None


_OF_AT_FIRST = re.compile(r"[ „*–•-]{0,4}Von\s(?:[a-zäöüß]+\s){0,3}")
"""`Von mittlerweile noch 1.638 arbeiten 312`"""
_OF = re.compile(
    r"(?:haben|hatten|hätten|habe|hat|sind|seien|waren|konnten|fanden|nahmen)\svon\s(?:[a-zäöüß]+\s){0,2}$"
)


def _is_of_those(passage: Passage, whole: Quantity, part: Quantity) -> bool:
    """`Im Mai hatten von 940 Kunden 31 eine Stelle gefunden`: of people, some."""
    if whole.unit != "person" or part.value >= whole.value:
        return False
    lead = max(passage.start, whole.start - 50)
    return _OF.search(passage.text, lead, whole.start) is not None


_SEX = frozenset({"Frauen", "Männer", "Männern", "Jungen", "Mädchen"})


def _is_one_sex_of_all(passage: Passage, index: int) -> bool:
    """`2.640 Empfänger (1.409 Frauen und 1.231 Männer)`: in a bracket behind the whole."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.noun not in _SEX or " und " in text[quantity.start : quantity.end]:
        return False
    opened = text.rfind("(", passage.start, quantity.start)
    return opened >= 0 and text.find(")", opened, quantity.start) < 0


def _is_all_of_these(passage: Passage, index: int) -> bool:
    """`Von diesen 7.700 Menschen sind 5.300 erwerbsfähig`: the first are the whole."""
    quantity = passage.quantities[index]
    return (
        bool(quantity.noun)
        and passage.text.endswith(" ", 0, quantity.start)
        and any(
            cue.kind == "part"
            and cue.end == quantity.start - 1
            and "diesen" in passage.text[cue.start : cue.end]
            for cue in passage.cues
        )
    )
