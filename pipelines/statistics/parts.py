"""Parts of a statistic (`davon`, `von ihnen`), which are none unless they name one."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.german.quantities import Quantity
from pipelines.statistics.ages import ARE_OF_AGE
from pipelines.statistics.circles import find_circle
from pipelines.statistics.cues import Cue
from pipelines.statistics.deeds import find_deed
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    RECEIVERS,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.places import is_place, may_be_place
from pipelines.statistics.shares import OF_ALL, OF_THE_WHOLE, find_whole_named, says_jobless
from pipelines.statistics.sums import BUDGET, find_role

_NARROWER = frozenset(
    {
        "erwerbsfaehige_leistungsberechtigte",
        "langzeitarbeitslose",
        "langzeitleistungsbeziehende",
        "jugendarbeitslose",
    }
)
_NARROWER_OR_ALL = _NARROWER | {"arbeitslose"}
_FROM_WHOLE = re.compile(
    r"(?<!\w)(?:(?:[Vv]on|[Uu]nter)\s(?:den\s|diesen\s|unseren\s|insgesamt\s|allen\s)+|(?:^|[.:;]\s)Von\s)(?:insgesamt\s)?$"
)
_TIME_PART = re.compile(
    rf"""davon\s(?:allein\s|alleine\s|nur\s)?(?:im|in)\s(?:den\s)?(?:[a-zäöü]+\s){{0,2}}
    (?:{match_words(MONTHS)}|\w*[Mm]onat|Quartal|Halbjahr|\w*[Jj]ahr|\d{{4}})""",
    re.VERBOSE,
)
_IN_PLACE = re.compile(r"(?<!\w)(?:in|aus|In|Aus)\s(?P<place>[A-ZÄÖÜ][\w-]+)")
_SEX_BEFORE = re.compile(
    r"(?<!\w)(?:Frauen|Männer|weiblich|männlich|Mädchen|Jungen)(?:\s?(?:[:|]?\s|\()|\s(?:sind\s|waren\s)?mit\s)$"
)
_STOP = re.compile(r"[,;:().–]")


_NEXT_CLAUSE = re.compile(r"\sund\s|;|,\s(?:während|wobei|sodass|so\sdass|weil|obwohl|doch|aber)\s")
_BESIDE = 2
_YOUNG_WITHIN = 14
"""`811 Jugendliche unter 25`"""
_NEXT_PART = re.compile(
    r"(?:\s(?:auf|im|in|bei|beim|vom|von|aus)\s[^.,;:()]{2,40})?(?:,|\sund|\ssowie)\s"
    r"(?:(?:das|die|der|beim|vom|bei\sder|von\sder|auf\s(?:das|die))\s(?:[A-ZÄÖÜ]\w+\s){1,2})?"
)
"""`davon 820 Frauen und 930 Männer`, `davon entfielen 288 auf das Jobcenter und 114 …`"""
_PLACE_LEAD = re.compile(
    r"(?:^|\s)(?:[Aa]uf|[Ii]n|[Aa]us|[Ff]ür)\s(?:die\sStadt\s|den\sKreis\s|der\sStadt\s)?(?P<place>[A-ZÄÖÜ][\w-]+)\s(?:(?:entfallen|entfielen|kommen|kamen)\s)?(?:[a-zäöü]+\s)?\(?$"
)
_FALL_TO = re.compile(begin_words(r"entfallen|entfielen|entfällt|entfiel|verteilen") + r"(?!\w)")


def find_part_of_place(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> Found | None:
    """`davon entfallen auf Alsfeld 412, auf Lauterbach 380`: the statistic of a smaller area."""
    quantity = passage.quantities[index]
    if quantity.unit is not None:
        return None
    parted = has_cue(passage, "part", passage.start, quantity.start)
    if not parted and not _FALL_TO.search(passage.text, passage.start, passage.end):
        return None
    lead = passage.text[max(passage.start, quantity.start - 40) : quantity.start]
    match = _PLACE_LEAD.search(lead)
    if not match or not may_be_place(match["place"]):
        return None
    last = next((r.indicator for r in reversed(readings) if r.indicator), None)
    kind = last or (None if topic.stale else topic.indicator)
    return Found(kind, "part_place", same=True) if kind else None


def find_genitive(passage: Passage, index: int) -> int:
    """Where the whole ends that a part stands before: `2.310 der Arbeitslosen`; 0 where none."""
    end = passage.quantities[index].end
    for cue in passage.cues:
        if cue.start >= end and cue.kind in COUNTS:
            return cue.end if OF_ALL.fullmatch(passage.text, end, cue.start) else 0
    return 0


def is_part(passage: Passage, index: int) -> bool:  # noqa: PLR0911  # each return is a rule
    """`davon 88 in Ausbildung`, `118 von ihnen`, `von 142 Beschäftigten arbeiten 58`."""
    quantity = passage.quantities[index]
    before, behind = find_territory(passage, index)
    parts = [cue for cue in passage.cues if cue.kind == "part"]
    led = any(
        before <= cue.start < quantity.start and not _ends_before(passage, cue, index)
        for cue in parts
    )
    if led and not _is_all_of_these(passage, index):
        return True
    if _SEX_BEFORE.search(passage.text, max(before, quantity.start - 20), quantity.start):
        return True
    if any(
        quantity.end <= cue.start <= min(behind, quantity.end + 12)
        and not _STOP.search(passage.text, quantity.end, cue.start)
        for cue in parts
    ):
        return True
    if quantity.unit is None and find_genitive(passage, index):
        return True
    if _is_one_sex_of_all(passage, index):
        return True
    text = passage.text
    if quantity.unit not in {None, "person", "household", "job", "case"}:
        return False
    if text[max(0, quantity.start - 5) : quantity.start] == " auf ":
        return False
    if passage.part or OF_THE_WHOLE.match(text, passage.start):
        return True
    return any(
        earlier.value >= quantity.value
        and (
            (
                earlier.unit in COUNT_UNITS
                and (
                    _OF_AT_FIRST.fullmatch(text, passage.start, earlier.start)
                    or _is_of_those(passage, earlier, quantity)
                )
            )
            or _FROM_WHOLE.search(text, max(passage.start, earlier.start - 24), earlier.start)
        )
        for earlier in passage.quantities[:index]
    )


def _ends_before(passage: Passage, cue: Cue, index: int) -> bool:
    """`2.600 von ihnen sind da, sodass die Zahl der Bedarfsgemeinschaften auf 7.480 wuchs`."""
    earlier, start = passage.quantities[index - 1], passage.quantities[index].start
    if not index or not 0 < cue.start - earlier.end <= _BESIDE:
        return False
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


def _find_part_of_jobcenters(passage: Passage, index: int, last: str | None) -> Found:
    """`Von den 26 Jobcentern sind 16 als Kommunale Jobcenter organisiert`, `16 davon in Hessen`."""
    before, behind = find_territory(passage, index)
    if last == "kommunale_jobcenter" and any(
        is_place(match["place"]) for match in _IN_PLACE.finditer(passage.text, before, behind)
    ):
        return Found(last, "part_place", same=True)
    ours = has_cue(passage, "kommunale_jobcenter", passage.quantities[index].end, behind)
    return Found("kommunale_jobcenter" if ours else None, "part")


def _closes(text: str, end: int, start: int) -> bool:
    """A bracket of parts ends between: `(davon 99 Afghanen und 35 Iraner) arbeitslos`."""
    opened = text.rfind("(", max(0, end - 120), end)
    parts = text.startswith(("(davon", "(darunter"), opened) if opened >= 0 else False
    return parts and text.find(")", opened, end) < 0 and text.find(")", end, start) >= 0


def _find_part_in_row(passage: Passage, start: int, end: int) -> Found | None:
    """`davon arbeitslos: 4.470`, `davon in Maßnahmen: 812`, below those who receive."""
    named = [cue.kind for cue in passage.cues if start <= cue.start < end]
    if named[-1:] == ["arbeitslose"]:
        return Found("arbeitslose_sgb2", "part_noun", same=True)
    in_measures = named[-1:] == ["massnahmeteilnehmende"]
    return Found("massnahmeteilnehmende", "part_noun") if in_measures else None


def find_part(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """A part has a statistic only if its own words name one, a legal circle, or a shorter time."""
    quantity = passage.quantities[index]
    _, behind = find_territory(passage, index)
    text = passage.text
    last = next((r.indicator for r in reversed(readings) if r.indicator), None)
    money = quantity.unit == "EUR" or (quantity.unit is None and quantity.number.scale)
    of_none = bool(readings) and readings[-1].unit == "EUR" and readings[-1].indicator is None
    if money and quantity.value >= BUDGET and not of_none:
        before, _ = find_territory(passage, index)
        kinds = has_cue(passage, "ausgaben", before, behind) or last == "ausgaben"
        kinds = kinds or (topic.indicator == "ausgaben" and not topic.stale)
        if kinds and not find_role(passage, index):
            return Found("ausgaben", "part")  # each kind of spending is one
    if quantity.unit in {"percent", "percentage_point", "fraction", "EUR"}:
        return Found(None, "part")
    if last == "einwohner":
        return Found(find_deed(passage, index), "part")
    told = last or (None if topic.stale else topic.indicator)
    if told == "kommunale_jobcenter" or (
        index and passage.quantities[index - 1].unit == "organisation"
    ):
        return _find_part_of_jobcenters(passage, index, told)
    if _SEX_BEFORE.search(text, max(passage.start, quantity.start - 20), quantity.start):
        return Found(None, "part")  # „Männer (5.030) waren häufiger arbeitslos"
    end = find_genitive(passage, index) if quantity.unit is None else 0
    end = max(end, quantity.end)
    for cue in passage.cues:
        if end <= cue.start < behind and cue.kind in _NARROWER_OR_ALL:
            if _NEXT_CLAUSE.search(text, end, cue.start) or _closes(text, end, cue.start):
                break
            return Found(cue.kind, "part_noun")
    before, _ = find_territory(passage, index)
    if has_cue(passage, "part", quantity.end, quantity.end + _BESIDE):
        before = quantity.start  # „Langzeitarbeitslose fanden Arbeit, 382 davon": of the whole
    for cue in passage.cues:
        if (
            before <= cue.start < quantity.start
            and cue.kind in _NARROWER
            and "," not in text[cue.end : quantity.start]
        ):
            return Found(cue.kind, "part_noun")
    circle = find_circle(passage, index)
    of = last or (None if topic.stale else topic.indicator) or find_whole_named(passage, index)
    if says_jobless(passage, index):
        kind = "arbeitslose_sgb2" if of in RECEIVERS else "arbeitslose"
        return Found(kind, "part_noun")
    if of in RECEIVERS and find_deed(passage, index) == "integrationen":
        return Found("integrationen", "part_noun")  # „2.146 von ihnen fanden Arbeit"
    if of in RECEIVERS and text.startswith(":", quantity.start - 2):
        row = _find_part_in_row(passage, before, quantity.start)
        if row:
            return row
    young = has_cue(passage, "young", quantity.number.end, quantity.end + _YOUNG_WITHIN) or any(
        cue.kind == "young" and ARE_OF_AGE.fullmatch(text, quantity.end, cue.start)
        for cue in passage.cues
        if quantity.end <= cue.start <= behind
    )
    if text.startswith(":", quantity.start - 2):  # „darunter unter 25 Jahre: 412"
        young = young or has_cue(passage, "young", before, quantity.start)
    if young and (of or "").startswith("arbeitslose"):
        return Found("jugendarbeitslose", "part_noun")
    if circle and of == "jugendarbeitslose":
        return Found(of, "part", same=True, apart=circle != "sgb2")
    of = of or (topic.indicator if topic.near and not topic.other else None)
    if circle and (of or "").startswith(("arbeitslose", "arbeitslosenquote")):
        return Found("arbeitslose", "part", same=circle != "sgb2", apart=circle != "sgb2")
    if last and passage.dated and _TIME_PART.search(text, quantity.end, behind):
        return Found(last, "part_time", same=True)
    return Found(None, "part")
