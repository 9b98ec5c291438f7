"""The unit of a number whose noun stands elsewhere: in the subject, a label, the topic."""

import re
from collections.abc import Sequence

from pipelines.german.quantities import SHARES, Quantity
from pipelines.german.units import find_remote_unit
from pipelines.statistics.amounts import MILLION
from pipelines.statistics.antecedents import (
    find_before,
    find_behind,
    find_bracketed,
    find_level_unit,
    is_many,
)
from pipelines.statistics.cues import load_indicators
from pipelines.statistics.doers import acts, have_come, say_people, take_place
from pipelines.statistics.marks import are_sites, is_grade, is_point
from pipelines.statistics.measures import find_told, name_last_measure
from pipelines.statistics.passage import (
    BY_CIRCLE,
    COUNT_UNITS,
    FITTING,
    Asked,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
)
from pipelines.statistics.placements import name_placements, were_placed
from pipelines.statistics.subject_units import find_subject_unit
from pipelines.statistics.subjects import find_bracket_label, find_unit_of_mover

_PERSON_VERB = re.compile(
    r"""\s(?:(?:von|unter)\sihnen|davon|weitere[nr]?|andere[nr]?|übrigen
      |haben|hatten|hätten|sind|seien|waren|wären|w[eu]rden|würden|k[oö]nn(?:en|ten)|woll(?:en|ten)
      |m[uü]ss(?:en|ten)|soll(?:en|ten)|durften|bekamen|begannen|beendeten|besuch(?:en|ten)|blieben
      |brachen|f[ai]nden|gingen|kamen|nahmen|schafften|schieden|traten|verließen|wechselten
      |arbeite(?:n|ten))(?!\w)(?!\s(?:wir|sie|er|man)(?!\w))""",
    re.VERBOSE,
)


def find_unit(asked: Asked, indicator: str | None, found: Found) -> str:
    """The unit of a quantity; a bare number takes that of its statistic, subject or predecessor."""
    passage, index, readings, topic = asked
    own = _find_own(passage, index, indicator, readings)
    if own is not None:
        return own
    if indicator:
        return _find_fitting(asked, indicator, found)
    if found.kind in BY_CIRCLE:  # the SGB III alone
        return _measure_turn(asked, load_indicators()[found.kind].unit)
    if found.of:
        return _find_planned(found.of, readings, topic)
    return _find_of_none(asked, found)


def _find_of_none(asked: Asked, found: Found) -> str:
    """The unit of a bare number of no statistic."""
    passage, index, readings, topic = asked
    quantity, text = asked.quantity, passage.text
    whole = quantity.value == int(quantity.value)
    unit = find_bracket_label(passage, index, readings, topic)
    unit = unit or find_remote_unit(text, quantity.end) or find_subject_unit(passage, quantity)
    unit = unit or find_unit_of_mover(passage, quantity)
    if unit and (whole or unit not in COUNT_UNITS):
        return unit
    if is_grade(passage, quantity):
        return "count"
    unit = find_level_unit(passage, index, found, readings) or _unit_of_amount(passage, quantity)
    unit = unit or find_before(passage, index, readings)
    unit = unit or find_behind(passage, index) or find_told(passage, index, topic)
    if unit or whole:
        return unit or _unit_of_topic(passage, index, topic)
    return _unit_of_decimal(passage, index)


def _find_planned(indicator: str, readings: Sequence[Reading], topic: Topic) -> str:
    """`Die Zielmarke lag bei 1.180`: the unit of what is planned, as told before."""
    before = [r.unit for r in readings if r.indicator == indicator]
    before = before or ([topic.unit] if topic.indicator == indicator else [])
    named = load_indicators().get(indicator)  # „Quote, Ziel: 1,5": a bare rate is none
    return before[-1] if before else named.unit if named else "percent"


def _find_fitting(asked: Asked, indicator: str, found: Found) -> str:
    """The unit of a statistic, unless the subject counts in another one that it may have."""
    passage, quantity = asked.passage, asked.quantity
    usual = _find_usual(asked, indicator, found)
    if usual not in COUNT_UNITS:
        return _measure_turn(asked, usual)
    if quantity.value != int(quantity.value):
        return _unit_of_decimal(passage, asked.at)
    counted = find_subject_unit(passage, quantity)
    fits = indicator in FITTING.get(counted or "", frozenset())  # not „Geschäft:" of a firm
    return counted if counted and fits else usual


def _measure_turn(asked: Asked, usual: str) -> str:
    """`Quote: 4,0 (-0,1)`: what a rate changes by is told in points."""
    turn = asked.passage.turns[asked.at]
    return "percentage_point" if usual == "percent" and turn else usual


def _find_usual(asked: Asked, indicator: str, found: Found) -> str:
    """The unit of a statistic, or of the people who go on from it."""
    passage, index, readings, topic = asked
    people = indicator == "integrationen" and _counts_people(passage, asked.quantity, readings)
    usual = "person" if people else _unit_of(indicator, found, readings, topic)
    if usual == "job" and say_people(passage, index):
        return "person"  # „Von 210 Stellen … Zwölf gehen in Rente"
    return usual


_IS_ONE = re.compile(
    r"\s(?:davon\s)?(?:sind|waren|stehen|standen|liegen|lagen|blieben|bleiben|gingen|gehen|laufen)\s"
    r"|\s(?:davon\s)?w[eu]rden\s[^.;,]{0,40}?(?:verteilt|ausgegeben|verkauft|vergeben|repariert|gebaut"
    r"|bearbeitet|gespendet|abgeholt|geprüft|genutzt|gebucht|saniert|ersetzt|erneuert)"
)


def _unit_of_topic(passage: Passage, index: int, topic: Topic) -> str:
    """What was counted before, unless the verb says that people are counted here."""
    quantity, text = passage.quantities[index], passage.text
    if say_people(passage, index):
        return "organisation" if topic.counted == "organisation" and not topic.faded else "person"
    came = have_come(passage, quantity)
    if _IS_ONE.match(text, quantity.end) and quantity.value < topic.things:
        return "count"  # „75 Notebooks gab es. 50 sind verteilt"
    if (
        index
        and topic.counted == "organisation"
        and is_many(passage.quantities[index - 1], quantity)
    ):
        return "person"  # „Die 16 Jobcenter betreuen davon 11.200"
    them = text.startswith((" von ihnen", " unter ihnen"), quantity.end)
    if topic.counted and not topic.faded and not (topic.counted == "household" and (came or them)):
        return topic.counted
    acting = came or _PERSON_VERB.match(text, quantity.end)
    people = acting is not None and not take_place(passage, index)
    return "person" if people else topic.counted or "count"


def _unit_of_decimal(passage: Passage, index: int) -> str:
    """`um 3,1, gegenüber 2019 um 7,0 Prozent`: that of the next share, or of what went before."""
    quantity = passage.quantities[index]
    later = next(iter(passage.quantities[index + 1 :]), None)
    if later and later.unit in SHARES and passage.text.startswith(",", quantity.end):
        return str(later.unit)
    return name_last_measure(passage, quantity)


def _find_own(
    passage: Passage, index: int, indicator: str | None, readings: Sequence[Reading]
) -> str | None:
    """The unit that the number itself has, by its noun or the measure beside it."""
    quantity, turn = passage.quantities[index], passage.turns[index]
    if quantity.unit is not None and is_point(passage, quantity, readings):
        return "percentage_point"
    if are_sites(passage, quantity):
        return "count"
    own = quantity.unit or (turn.unit if turn else None)
    return own or find_bracketed(passage, index, indicator, readings)


_WHO = frozenset({"person", "household"})
_MONEY_BEFORE = re.compile(
    r"""€|Euro(?!\w)|EUR|[kK]ost(?:en|et|spielig|e(?!\w))|Etat|[hH]aushalt|[bB]udget
    |[aA]usg(?:aben|egeben|ibt|abe)|[mM]ittel(?!un|alt)|[iI]nvest|[zZ]uschuss|Förder|[sS]chulden|[eE]innahm
    |(?<!\w)(?:[zZ]ahl(?:t|te|ten)|bezahl|überw(?:ies|eis)|spar(?:t|te|ten|en)(?!\w)|erspart|fehl(?:t|en|ten)(?!\w))
    |[dD]efizit|[fF]ehlbetrag|[üÜ]berschuss|[uU]mlage|[sS]teuer|[kK]asse|[kK]ämmer|[mM]ehrbedarf|[lL]asten
    |veranschlagt|eingeplant|[eE]rstatt|[uU]msatz|[fF]inanz""",
    re.VERBOSE,
)


def _unit_of_amount(passage: Passage, quantity: Quantity) -> str | None:
    """A bare million where money is spoken of: `Das kostet zwei Millionen`."""
    scale = quantity.number.scale
    if not scale or scale < MILLION:
        return None
    before = [other for other in passage.quantities if other.start < quantity.start]
    if before and {other.unit for other in before if other.number.scale} == {"EUR"}:
        return "EUR"  # „2,8 Millionen Euro; 1,2 Millionen davon waren verjährt"
    if _PERSON_VERB.match(passage.text, quantity.end):
        return None
    if before and before[-1].number.scale and before[-1].unit == "person":
        return "person"  # „23 Millionen Menschen, davon 17 Millionen"
    if (
        before
        and before[-1].unit in _WHO
        and not _MONEY_BEFORE.search(passage.text, before[-1].end, quantity.start)
    ):
        return before[-1].unit  # „In Hessen sind es 430.000 Menschen, im Bund 5,5 Millionen"
    first = max(0, quantity.start - 200)
    return "EUR" if _MONEY_BEFORE.search(passage.text, first, quantity.start) else None


def _counts_people(passage: Passage, quantity: Quantity, readings: Sequence[Reading]) -> bool:
    """Whether integrations go on to be counted in people."""
    index, text = len(readings), passage.text
    if acts(passage, quantity) or text.startswith((" von ihnen", " unter ihnen"), quantity.end):
        return True
    before, _ = find_territory(passage, index)
    if were_placed(passage, index) and not name_placements(text, before, quantity.start):
        return True
    last = next((r.unit for r in reversed(readings) if r.unit in COUNT_UNITS), None)
    if last != "person":
        return False
    return not name_placements(text, passage.quantities[index - 1].end, quantity.start)


def _unit_of(indicator: str, found: Found, readings: Sequence[Reading], topic: Topic) -> str:
    if found.same:
        for reading in reversed(readings):
            if reading.indicator == indicator and reading.unit not in {"percent", "fraction"}:
                return "percent" if reading.unit == "percentage_point" else reading.unit
        if topic.indicator == indicator:
            return topic.unit
    return load_indicators()[indicator].unit
