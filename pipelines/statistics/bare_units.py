"""The unit of a number whose noun stands elsewhere: in the subject, a label, the topic."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.german.nouns import names_people, read_noun
from pipelines.german.quantities import SHARES, Quantity
from pipelines.german.split_nouns import find_unit_in_front
from pipelines.german.units import find_remote_unit
from pipelines.statistics.antecedents import (
    find_before,
    find_behind,
    find_bracketed,
    find_level_unit,
    find_told,
    is_many,
    name_last_measure,
)
from pipelines.statistics.carrying import is_total
from pipelines.statistics.cues import load_indicators
from pipelines.statistics.doers import acts, have_come, say_people, take_place
from pipelines.statistics.marks import are_sites, is_grade, is_point
from pipelines.statistics.passage import (
    BY_CIRCLE,
    COUNT_UNITS,
    FITTING,
    MEASURED,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
)
from pipelines.statistics.placements import name_placements, were_placed
from pipelines.statistics.row_labels import counts_things
from pipelines.statistics.subjects import find_bracket_label, find_unit_of_mover

_TOTAL_OF = re.compile(
    begin_words(
        r"""(?:[Zz]ahl | Anzahl | Summe | Menge | Bestand)(?:en)? | Anteil(?=\san\sde)
      | d(?: (?<=,\sd) | (?<=[ ]und\sd) )ie(?=\sder\s)
      | j(?: (?<=,\sj) | (?<=[ ]und\sj) )ene(?=\sder\s)""",
        within=True,
    )
    + r"""
    (?: \s(?:der|von|an|aller|dieser) \s
    (?: (?:in|im|aus|bei|beim|von|vom|am|mit|durch|auf|für|zu|zum|zur|an|über|unter|de[rnm]|sich)\s
        (?:[\w.-]+\s){0,5}? (?=[a-zäöüß]+(?:ten|nen|nden)\s) )?
    (?: [a-zäöüß]+\s ){0,2}
      | \s (?: [a-zäöüß]+er\s ){0,2} ) (?P<noun> [A-ZÄÖÜ][\w\u00ad-]+ )""",
    re.VERBOSE,
)
_PARTITIVE = re.compile(
    r"(?<!\w)(?:[Uu]nter|[Vv]on)\s(?:den|diesen|unseren|ihren|allen)\s(?:[a-zäöüß]+\s){0,2}"
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)\s[^.;:,()\d]{0,60}$"
)
"""`Von den Teilnehmern fanden 12`"""
_OF_AN_AGE = re.compile(r"\d-?[Jj]ährige[nr]?(?!\w)[^.;:,()\d]{0,60}$")
"""`Die Zahl der unter 25-Jährigen lag bei 310`"""
_OF = re.compile(
    r"(?:[Zz]ahl|[Ss]umme|Menge|Bestand)(?:en)?\s(?:der|von|an|aller|dieser|[a-zäöüß]+er)\s"
)
_NUMBER_WORD = re.compile(
    r"(?P<noun>[A-ZÄÖÜ](?<!\w.)[\w-]{2,30}?)zahl(?:en)?(?!\w)(?!\s(?:pro|je)\s)"
)
_LABEL_END = re.compile(r"[:|\t][^\d:|\n]{0,6}$")
_LABEL = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][\w\u00ad/*-]+)(?:\s\([^()\n]{0,40}\)|\s[a-zäöüß]+){0,2}(?:\s[A-ZÄÖÜ][\w-]+)?\s?"
    + _LABEL_END.pattern
)
_SECOND = re.compile(r"\s(?P<noun>[A-ZÄÖÜ][\w-]+)\s?[:|\t]")
"""`Neu gemeldete Stellen:`: a label may begin with what is no noun."""
_PERSON_VERB = re.compile(
    r"""\s(?:(?:von|unter)\sihnen|davon|weitere[nr]?|andere[nr]?|übrigen
      |haben|hatten|hätten|sind|seien|waren|wären|w[eu]rden|würden|k[oö]nn(?:en|ten)|woll(?:en|ten)
      |m[uü]ss(?:en|ten)|soll(?:en|ten)|durften|bekamen|begannen|beendeten|besuch(?:en|ten)|blieben
      |brachen|f[ai]nden|gingen|kamen|nahmen|schafften|schieden|traten|verließen|wechselten
      |arbeite(?:n|ten))(?!\w)(?!\s(?:wir|sie|er|man)(?!\w))""",
    re.VERBOSE,
)


def find_unit(  # noqa: PLR0911, PLR0913, PLR0917  # each return is a rule
    passage: Passage,
    index: int,
    indicator: str | None,
    found: Found,
    readings: Sequence[Reading],
    topic: Topic,
) -> str:
    """The unit of a quantity; a bare number takes that of its statistic, subject or predecessor."""
    quantity, text = passage.quantities[index], passage.text
    own = _find_own(passage, index, indicator, readings)
    if own is not None:
        return own
    if indicator:
        usual = _find_usual(passage, index, indicator, found, readings, topic)
        counted = _unit_of_subject(passage, quantity) if usual in COUNT_UNITS else None
        if usual in COUNT_UNITS and quantity.value != int(quantity.value):
            return _unit_of_decimal(passage, index)
        fits = indicator in FITTING.get(counted or "", frozenset())  # not „Geschäft:" of a firm
        rate = usual == "percent" and passage.turns[index]  # „Quote: 4,0 (-0,1)": in points
        return counted if counted and fits else "percentage_point" if rate else usual
    if found.kind in BY_CIRCLE:  # the SGB III alone
        usual = load_indicators()[found.kind].unit
        return "percentage_point" if usual == "percent" and passage.turns[index] else usual
    if found.of:
        return _find_planned(found.of, readings, topic)
    whole = quantity.value == int(quantity.value)
    unit = find_bracket_label(passage, index, readings, topic)
    unit = unit or find_remote_unit(text, quantity.end) or _unit_of_subject(passage, quantity)
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
    return before[-1] if before else load_indicators()[indicator].unit


def _find_usual(  # noqa: PLR0913, PLR0917  # what find_unit is asked
    passage: Passage,
    index: int,
    indicator: str,
    found: Found,
    readings: Sequence[Reading],
    topic: Topic,
) -> str:
    """The unit of a statistic, or of the people who go on from it."""
    quantity = passage.quantities[index]
    people = indicator == "integrationen" and _counts_people(passage, quantity, readings)
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


_MILLION = 10**6
_WHO = frozenset({"person", "household"})
_MONEY_BEFORE = re.compile(
    r"""€|Euro(?!\w)|EUR|[kK]ost(?:e[nt]?|ete[nt]?)(?!\w)|[kK]ost(?:en|spielig)|Etat|[hH]aushalt|[bB]udget
    |[aA]usg(?:aben|egeben|ibt|abe)|[mM]ittel(?!un|alt)|[iI]nvest|[zZ]uschuss|Förder|[sS]chulden|[eE]innahm
    |(?<!\w)(?:[zZ]ahl(?:t|te|ten)|bezahl|überw(?:ies|eis)|spar(?:t|te|ten|en)(?!\w)|erspart|fehl(?:t|en|ten)(?!\w))
    |[dD]efizit|[fF]ehlbetrag|[üÜ]berschuss|[uU]mlage|[sS]teuer|[kK]asse|[kK]ämmer|[mM]ehrbedarf|[lL]asten
    |veranschlagt|eingeplant|[eE]rstatt|[uU]msatz""",
    re.VERBOSE,
)


def _unit_of_amount(passage: Passage, quantity: Quantity) -> str | None:
    """A bare million where money is spoken of: `Das kostet zwei Millionen`."""
    scale = quantity.number.scale
    if not scale or scale < _MILLION:
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


def _unit_of_subject(passage: Passage, quantity: Quantity) -> str | None:
    """`Die Zahl der Widersprüche lag bei 130`, `Klagen: 45`, `Klagen gab es 45`."""
    text, start = passage.text, max(passage.start, quantity.start - 160)
    label = _find_label(passage, quantity)
    if _OF_AN_AGE.search(text, start, quantity.start):
        return "person"
    partitive = _PARTITIVE.search(text, start, quantity.start)
    totals = sorted(
        (
            *_TOTAL_OF.finditer(text, start, quantity.start),
            *_NUMBER_WORD.finditer(text, start, quantity.start),
        ),
        key=lambda match: -match.start(),
    )
    totals = [match for match in totals if is_total(passage, match)]
    named = label and read_noun(label["noun"]) is None and _SECOND.search(label[0], 1)
    for match in filter(None, (named or label, partitive, *totals)):
        unit = read_noun(match["noun"])
        if unit and unit != "count" and unit not in MEASURED:
            return unit
    if label and counts_things(label["noun"]):
        return "count"
    if totals and _OF.search(totals[0][0]) and _is_next(passage, totals[0].end(), quantity):
        return "person" if names_people(totals[0]["noun"]) else "count"
    return find_unit_in_front(text, passage.start, quantity.start)


def _find_label(passage: Passage, quantity: Quantity) -> re.Match[str] | None:
    """`Klagen: 45`, `Klagen (neu): 45`."""
    text, start = passage.text, quantity.start
    if not _LABEL_END.search(text, max(passage.start, start - 8), start):
        return None
    return _LABEL.search(text, max(passage.start, start - 60), start)


def _is_next(passage: Passage, start: int, quantity: Quantity) -> bool:
    """Nothing else is counted between a subject and a number."""
    return all(
        other.unit is None for other in passage.quantities if start <= other.start < quantity.start
    )


def _unit_of(indicator: str, found: Found, readings: Sequence[Reading], topic: Topic) -> str:
    if found.same:
        for reading in reversed(readings):
            if reading.indicator == indicator and reading.unit not in {"percent", "fraction"}:
                return "percent" if reading.unit == "percentage_point" else reading.unit
        if topic.indicator == indicator:
            return topic.unit
    return load_indicators()[indicator].unit
