"""Readers of calendar expressions that count from somewhere: `Vormonat`, `vor einem Jahr`."""

import re
from typing import NamedTuple

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import (
    ADJECTIVE,
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    NUMBER_WORD,
    SPACE,
    UNIT_OF_YEAR,
    WORD_END,
    YEAR_SUFFIX,
    Anchor,
    Expression,
    RelativeYear,
    Unit,
    Year,
    compile_pattern,
    find_word_before,
    is_short_month,
    normalize_words,
    read_adjective,
    read_month_name,
    read_number,
    read_year_suffix,
    widen_year,
)
from pipelines.german.timex import write_month

_WEEKDAY_NAME = lexicon.join_words(lexicon.WEEKDAYS)
_PARTS_OF_DAY = lexicon.join_words(lexicon.PARTS_OF_DAY)
_SEASONS = lexicon.join_words(lexicon.SEASONS)

_DAY_WORD = compile_pattern(
    rf"""
    (?: (?P<day> {lexicon.join_words(lexicon.DAYS)} ) {WORD_END}
        (?: {SPACE} (?: {_PARTS_OF_DAY} ) {WORD_END} )?
      | (?P<placed> {lexicon.join_words(lexicon.PLACED_DAYS)} ) e[nrms]? {SPACE}
        (?: tage?s? | (?: {_WEEKDAY_NAME} ) s? (?:{GAP}(?:{_PARTS_OF_DAY}))? | abend | nachmittag | vormittag ) {WORD_END}
    )
    """
)
_IDIOM_BEFORE = re.compile(
    r"[Vv]on heute auf \Z|[Gg]uten \Z|\b[Aa]m \Z|\b[Dd]e[rsn] \Z|\b[Jj]eden \Z|\b(?:von|bis zum) (?:frühen )?\Z"
)
_IDIOM_BEHIND = re.compile(r"\s+auf\s+morgen\b")


def read_day_word(text: str, position: int) -> Expression | None:
    """`heute`, `gestern Abend`, `am heutigen Mittwoch`; not `von heute auf morgen`, `am Morgen`."""
    match = _DAY_WORD.match(text, position)
    if match is None:
        return None
    if match["placed"]:
        return Expression(
            kind="shift",
            rule="day_word",
            start=position,
            end=match.end(),
            unit="day",
            by=lexicon.PLACED_DAYS[match["placed"].lower()],
        )
    word = match["day"]
    before = text[max(0, position - 16) : position]
    if word.lower() == "heute" and _IDIOM_BEHIND.match(text, match.end()):
        return None
    if word.lower() == "morgen":
        if before.endswith("heute auf "):
            return None
        if word == "Morgen" and (_IDIOM_BEFORE.search(before) or not _opens_sentence(before)):
            return None
    return Expression(
        kind="shift",
        rule="day_word",
        start=position,
        end=match.end(),
        unit="day",
        by=lexicon.DAYS[word.lower()],
    )


_YEAR_WORD = compile_pattern(rf"(?P<year> {lexicon.join_words(lexicon.YEARS)} ) {WORD_END}")


def read_year_word(text: str, position: int) -> Expression | None:
    """`heuer`."""
    match = _YEAR_WORD.match(text, position)
    if match is None:
        return None
    return Expression(
        kind="shift",
        rule="year_word",
        start=position,
        end=match.end(),
        unit="year",
        by=lexicon.YEARS[match["year"].lower()],
    )


def _opens_sentence(before: str) -> bool:
    return (
        not before.strip()
        or before.rstrip(' „"»“(').endswith((".", "!", "?", ":", "\n", "–", "-"))
        or before.endswith("\n")
    )


_OF_WEEK = rf"""
(?: {SPACE} (?:(?:in{SPACE})?der{SPACE})? (?P<week> {ADJECTIVE} ) {SPACE} woche {WORD_END} )
"""
_WEEKDAY = compile_pattern(
    rf"""
    (?P<weekday> {_WEEKDAY_NAME} ) (?P<genitive> e?s)? (?:{GAP}(?:{_PARTS_OF_DAY}))? {WORD_END}
    (?: {_OF_WEEK} )?
    """
)
_REPEATED = re.compile(
    r"\b(?:[Jj]ede[nmrs]?|[Jj]eweils|[Ii]mmer|pro|ein(?:em|en|er)?|[Mm]anche[nmr])\s+(?:am\s+)?(?:\w+(?:e[nmr]|ten)\s+)?(?:und\s+\w+ten\s+)?\Z"
)
_WEEKDAY_PREPOSITION = frozenset(
    {
        "am",
        "vom",
        "seit",
        "bis",
        "ab",
        "zum",
        "für",
        "von",
        "den",
        "dem",
        "diesen",
        "diesem",
        "dieser",
        "noch",
        "erst",
        "schon",
        "auf",
        "gegenüber",
        "vor",
        "nach",
        "der",
        "des",
        "spätestens",
        "zwischen",
    }
)
_WEEKDAYS_IN_FRONT = compile_pattern(rf"(?:{_WEEKDAY_NAME}) {GAP} (?:bis|[–-]) {GAP} \Z")
_HOURS_BEHIND = compile_pattern(
    rf"""
    {GAP} (?: [,:;|] {GAP} | (?:von|ab|um|bis|und|oder|–|-|/) {GAP} ){{0,2}}
    (?: \d | (?:{_WEEKDAY_NAME})\b | geschlossen )
    """
)


def read_weekday(text: str, position: int) -> Expression | None:
    """`am Montag`, `Donnerstag vergangener Woche`, `Montagabend`; not `jeden Montag`, `Montag: 8–12`."""
    match = _WEEKDAY.match(text, position)
    if match is None:
        return None
    before = text[max(0, position - 40) : position]
    if _REPEATED.search(before):
        return None
    if not match["week"]:
        if _WEEKDAYS_IN_FRONT.search(before):
            return None
        preposition = find_word_before(text, position).lower()
        if preposition not in _WEEKDAY_PREPOSITION and (
            _HOURS_BEHIND.match(text, match.end()) or text[position].islower() and before.strip()
        ):
            return None
        if match["genitive"] and text[position].islower():
            return None  # `montags`: every Monday
    return Expression(
        kind="weekday",
        rule="weekday",
        start=position,
        end=match.end(),
        number=lexicon.WEEKDAYS[match["weekday"].lower()],
        unit="week" if match["week"] else "",
        by=read_adjective(match["week"]) if match["week"] else 0,
    )


class _UnitNoun(NamedTuple):
    unit: Unit
    by: int = 1
    """How many of the unit one of them is."""


_UNITS = {
    "jahr": _UnitNoun("year"),
    "kalenderjahr": _UnitNoun("year"),
    "haushaltsjahr": _UnitNoun("year"),
    "geschäftsjahr": _UnitNoun("year"),
    "berichtsjahr": _UnitNoun("year"),
    "wirtschaftsjahr": _UnitNoun("year"),
    "rechnungsjahr": _UnitNoun("year"),
    "förderjahr": _UnitNoun("year"),
    "bilanzjahr": _UnitNoun("year"),
    "schuljahr": _UnitNoun("school_year"),
    "ausbildungsjahr": _UnitNoun("school_year"),
    "lehrjahr": _UnitNoun("school_year"),
    "kindergartenjahr": _UnitNoun("school_year"),
    "kitajahr": _UnitNoun("school_year"),
    "monat": _UnitNoun("month"),
    "kalendermonat": _UnitNoun("month"),
    "berichtsmonat": _UnitNoun("month"),
    "woche": _UnitNoun("week"),
    "kalenderwoche": _UnitNoun("week"),
    "arbeitswoche": _UnitNoun("week"),
    "quartal": _UnitNoun("quarter"),
    "vierteljahr": _UnitNoun("quarter"),
    "kalenderquartal": _UnitNoun("quarter"),
    "halbjahr": _UnitNoun("half"),
    "jahreshälfte": _UnitNoun("half"),
    "wochenende": _UnitNoun("weekend"),
    "tag": _UnitNoun("day"),
    "jahrzehnt": _UnitNoun("year", 10),
}
_PLACED = compile_pattern(
    rf"""
    (?P<adjective> {ADJECTIVE} ) (?: {SPACE} (?:{ADJECTIVE}) )? {SPACE}
    (?: (?P<unit> {lexicon.join_words(_UNITS)} ) (?: e?s )? (?P<plural> en|e|n )? {WORD_END}
        (?: {SPACE} (?P<weekday> {_WEEKDAY_NAME} ) {WORD_END}
          | {SPACE} (?P<year> {FULL_YEAR} ) (?:{GAP}/{GAP}(?P<second> {FULL_YEAR} | \d\d ))? (?!\d|[.,]\d|[/-]\w) )?
      | (?P<month> {MONTH_NAME} ) {MONTH_END} (?: {SPACE} (?P<month_year> {FULL_YEAR} ) (?!\d|[.,]\d) )?
      | (?P<season> {_SEASONS} ) s? {WORD_END} (?: {SPACE} (?P<season_year> {FULL_YEAR} ) (?!\d|[.,]\d) )?
      | (?P<day> {_WEEKDAY_NAME} ) s? (?:{GAP}(?:{_PARTS_OF_DAY}))? {WORD_END}
    )
    """
)
_NEW_YEAR = compile_pattern(
    rf"neuen {SPACE} {UNIT_OF_YEAR}(?:e?s)? {WORD_END} (?! {SPACE} {FULL_YEAR})"
)
_OWN_YEAR = re.compile(r"\b(?:ihr|sein|unser|mein|dein|euer|kein|ein|jed)(?:e[snmr]?)?\s+\Z")


def read_placed_unit(text: str, position: int) -> Expression | None:
    """`vergangenen Jahr`, `dieses Monats`, `kommende Woche`, `vergangenen März`, `nächsten Montag`."""
    match = _PLACED.match(text, position)
    if match is None or _OWN_YEAR.search(text[max(0, position - 10) : position]):
        return None
    by, start, end = read_adjective(match["adjective"]), position, match.end()
    if match["unit"]:
        return _read_placed_noun(match, by, start)
    if match["month"]:
        name = match["month"].lower()
        year: Year = int(match["month_year"]) if match["month_year"] else None
        if is_short_month(name):
            return None
        return Expression(
            kind="month",
            rule="placed_month",
            start=start,
            end=end,
            year=year,
            month=read_month_name(name),
            by=by,
            unit="month",
        )
    if match["season"]:
        year = int(match["season_year"]) if match["season_year"] else None
        return Expression(
            kind="season",
            rule="placed_season",
            start=start,
            end=end,
            year=year,
            code=lexicon.SEASONS[match["season"].lower()],
            by=by,
            unit="year",
        )
    return Expression(
        kind="weekday",
        rule="placed_weekday",
        start=start,
        end=end,
        number=lexicon.WEEKDAYS[match["day"].lower()],
        by=by,
        unit="day",
    )


def _read_placed_noun(match: re.Match[str], by: int, start: int) -> Expression | None:
    noun = _UNITS[match["unit"].lower()]
    if noun.unit == "day" and match["adjective"].lower().startswith(
        ("dies", "lauf", "aktuell", "nächst", "letzt")
    ):
        return None
    if match["plural"] and (match["unit"].lower() != "wochenende" or match["plural"] != "s"):
        return None
    end = match.end()
    if match["weekday"]:
        if noun.unit != "week":
            return None
        return Expression(
            kind="weekday",
            rule="weekday",
            start=start,
            end=end,
            unit="week",
            by=by,
            number=lexicon.WEEKDAYS[match["weekday"].lower()],
        )
    if match["year"]:
        if noun.unit not in {"year", "school_year"}:
            end = match.end("unit")
        else:
            value = match["year"]
            if match["second"]:
                value += (
                    "/" + str(widen_year(int(match["second"])))
                    if len(match["second"]) == 2
                    else "/" + match["second"]
                )
            return Expression(kind="value", rule="placed_unit", start=start, end=end, value=value)
    anchor: Anchor = "mentioned" if noun.unit == "day" else "published"
    return Expression(
        kind="shift",
        rule="placed_unit",
        start=start,
        end=end,
        unit=noun.unit,
        by=by * noun.by,
        anchor=anchor,
    )


def read_new_year(text: str, position: int) -> Expression | None:
    """`im neuen Jahr`: the one that begins, or has just begun."""
    match = _NEW_YEAR.match(text, position)
    if match is None or find_word_before(text, position).lower() not in {
        "im",
        "das",
        "ins",
        "zum",
        "dem",
        "des",
    }:
        return None
    return Expression(
        kind="turn", rule="new_year", start=position, end=match.end(), unit="year", position=1
    )


class _Neighbour(NamedTuple):
    unit: Unit
    by: int
    anchor: Anchor


NEIGHBOURS = {
    "vormonat": _Neighbour("month", -1, "reported"),
    "vorvormonat": _Neighbour("month", -2, "reported"),
    "vorjahr": _Neighbour("year", -1, "reported"),
    "vorvorjahr": _Neighbour("year", -2, "reported"),
    "vorjahresmonat": _Neighbour("month", -12, "reported"),
    "vergleichsmonat": _Neighbour("month", -12, "reported"),
    "vorjahresvergleichsmonat": _Neighbour("month", -12, "reported"),
    "vorquartal": _Neighbour("quarter", -1, "reported"),
    "vorhalbjahr": _Neighbour("half", -1, "reported"),
    "vorwoche": _Neighbour("week", -1, "published"),
    "vortag": _Neighbour("day", -1, "mentioned"),
    "berichtsmonat": _Neighbour("month", 0, "reported"),
    "berichtsjahr": _Neighbour("year", 0, "reported"),
    "berichtsquartal": _Neighbour("quarter", 0, "reported"),
    "gesamtjahr": _Neighbour("year", 0, "reported"),
    "folgejahr": _Neighbour("year", 1, "mentioned"),
    "folgemonat": _Neighbour("month", 1, "mentioned"),
    "folgequartal": _Neighbour("quarter", 1, "mentioned"),
    "folgewoche": _Neighbour("week", 1, "mentioned"),
    "folgetag": _Neighbour("day", 1, "mentioned"),
    "vorjahresquartal": _Neighbour("quarter", -4, "reported"),
    "vorjahreshalbjahr": _Neighbour("half", -2, "reported"),
}
_NEIGHBOUR = compile_pattern(
    rf"""
    (?P<noun> {lexicon.join_words(NEIGHBOURS)} ) (?: e?s | e )? {WORD_END}
    (?: {SPACE} (?P<month> {MONTH_NAME} ) {MONTH_END} (?: {YEAR_SUFFIX} )?
      | {SPACE} (?P<plain> {FULL_YEAR} ) (?: {GAP}/{GAP} (?P<second> {FULL_YEAR} | \d\d ) )? (?!\d|[.,]\d|[/-]\w)
      | {SPACE} (?:de[sr]|vom) {SPACE} (?P<of> {ADJECTIVE} ) {SPACE} jahres {WORD_END}
    )?
    """
)
_SAME_TIME = compile_pattern(
    rf"""
    (?: (?P<compound> vorjahreszeitraum(?:e?s)? | vorjahreszeitpunkt(?:e?s)? | vorjahresvergleichszeitraum(?:e?s)? ) {WORD_END}
      | (?: (?P<same> (?: gleiche|selbe|nämliche|entsprechende|vergleichbare )[nmrs]? | demselben | derselben | desselben | dasselbe ) {SPACE} )?
        (?P<noun> zeitraum(?:e?s)? | vergleichszeitraum(?:e?s)? | zeitpunkt | stichtag | tag(?:e?s)? | monat(?:e?s)? | vergleichsmonat(?:s)?
                | quartal(?:e?s)? | halbjahr(?:e?s)? | woche | datum | (?:{MONTH_NAME}) )
        {SPACE} (?: de[sr] {SPACE} | vom {SPACE} | i[nm] {SPACE} )?
        (?: (?P<vorjahr> vorjahre?s? ) | (?P<adjective> {ADJECTIVE} ) {SPACE} jahre?s? | jahre?s? {SPACE} (?P<year> {FULL_YEAR} ) | (?P<bare_year> {FULL_YEAR} ) (?!\d|[.,]\d) )
        {WORD_END}
    )
    """
)
_SAME_UNIT = compile_pattern(
    rf"""
    (?P<adjective> (?: {lexicon.join_words(lexicon.CONTINUING)} ) e[nmrs]? | demselben | derselben | desselben | dasselbe | dieselbe )
    {SPACE} (?P<unit> jahr|monat|woche|tag|quartal|halbjahr ) (?:e?s)? {WORD_END} (?! {SPACE} (?:de[sr]|vom|wie|{FULL_YEAR}) )
    """
)


def read_neighbour(text: str, position: int) -> Expression | None:
    """`Vormonat`, `Vorjahresmonat`, `Vormonat Januar`, `Berichtsjahr 2020/21`, `Folgejahr`."""
    match = _NEIGHBOUR.match(text, position)
    if match is None:
        return None
    neighbour = NEIGHBOURS[match["noun"].lower()]
    start, end = position, match.end()
    if match["month"] and neighbour.unit == "month":
        year = read_year_suffix(match)
        if year is None and neighbour.by == -12:
            year = RelativeYear("reported", -1)
        return Expression(
            kind="month",
            rule="neighbour_unit",
            start=start,
            end=end,
            year=year,
            month=read_month_name(match["month"]),
        )
    if match["month"]:
        end = match.end("noun")
    if match["plain"]:
        if neighbour.unit != "year":
            end = match.end("noun")
        else:
            value = match["plain"]
            if match["second"]:
                value += f"/{value[:2]}{match['second'][-2:]}"
            return Expression(
                kind="value", rule="neighbour_unit", start=start, end=end, value=value
            )
    return Expression(
        kind="shift",
        rule="neighbour_unit",
        start=start,
        end=end,
        unit=neighbour.unit,
        by=neighbour.by,
        anchor=neighbour.anchor,
    )


def read_same_time(text: str, position: int) -> Expression | None:
    """`Vorjahreszeitraum`, `gleichen Tag des Vorjahres`, `gleichen Zeitraum 2019`."""
    match = _SAME_TIME.match(text, position)
    if match is None:
        return None
    noun = (match["noun"] or "zeitraum").lower()
    if (
        match["compound"] is None
        and match["same"] is None
        and not noun.startswith(("vergleichs", "zeitr"))
    ):
        return None
    year: Year = RelativeYear("reported", -1)
    if match["adjective"]:
        year = RelativeYear("published", read_adjective(match["adjective"]))
    elif match["year"] or match["bare_year"]:
        year = int(match["year"] or match["bare_year"])
    unit: Unit = ""
    if noun.startswith(("tag", "stichtag", "datum")):
        unit = "day"
    elif noun.startswith(("monat", "vergleichsmonat")) or noun in lexicon.MONTHS:
        unit = "month"
    elif noun.startswith("quartal"):
        unit = "quarter"
    elif noun.startswith("halbjahr"):
        unit = "half"
    elif noun.startswith("woche"):
        unit = "week"
    return Expression(
        kind="same",
        rule="same_time",
        start=position,
        end=match.end(),
        year=year,
        unit=unit,
        month=lexicon.MONTHS.get(noun, 0),
    )


def read_same_unit(text: str, position: int) -> Expression | None:
    """`im selben Jahr`, `im gleichen Monat`, `im folgenden Jahr`: of what was named before."""
    match = _SAME_UNIT.match(text, position)
    if match is None:
        return None
    word = normalize_words(match["adjective"])
    by = 0
    for stem, offset in lexicon.CONTINUING.items():
        if word.startswith(stem):
            by = offset
    if by == 0 and match["unit"].lower() == "woche" and word.startswith("gleich"):
        return None
    unit = _UNITS[match["unit"].lower()].unit
    return Expression(
        kind="shift",
        rule="same_unit",
        start=position,
        end=match.end(),
        unit=unit,
        by=by,
        anchor="mentioned",
    )


_TURNS: dict[str, int] = {
    "beginn": 1,
    "anfang": 1,
    "start": 1,
    "auftakt": 1,
    "mitte": 6,
    "ende": 12,
    "schluss": 12,
    "ausklang": 12,
}
_TURN = compile_pattern(
    rf"""
    (?: (?P<unit> jahres|monats|quartals|halbjahres|wochen|schuljahres|ausbildungsjahres|vorjahres|vormonats )
        (?P<turn> beginn|anfang|mitte|ende|schluss ) (?:e?s)? {WORD_END}
        (?: {SPACE} (?P<double> {FULL_YEAR} ) {GAP}/{GAP} (?P<second> {FULL_YEAR} | \d\d ) (?!\d) | {YEAR_SUFFIX} )?
      | jahreswechsel s? {WORD_END}
        (?: {SPACE} (?:(?:von{SPACE})?) (?P<from> {FULL_YEAR} ) (?: {GAP}(?:/|auf|zu){GAP} (?P<to> {FULL_YEAR} | \d\d ) )? (?!\d|[.,]\d) )?
    )
    """
)
_PART = compile_pattern(
    rf"""
    (?P<part> anfang|mitte|ende|beginn|schluss|ausgang ) (?: {GAP}(?:bis|/|und|oder){GAP} (?: mitte|ende|anfang ) )? {SPACE}
    (?: (?P<article> de[rs] | vo[nm] | im | in ) {SPACE} (?:monats?{SPACE}(?={MONTH_NAME}))? )?
    (?: (?P<unit> jahres|monats|quartals|halbjahres|woche|schuljahres|ausbildungsjahres|kalenderjahres|haushaltsjahres )
        (?P<bare> {WORD_END} (?! {SPACE} {FULL_YEAR} ) )
    )?
    """
)
_PART_UNITS: dict[str, Unit] = {
    "jahres": "year",
    "kalenderjahres": "year",
    "haushaltsjahres": "year",
    "monats": "month",
    "quartals": "quarter",
    "halbjahres": "half",
    "woche": "week",
    "wochen": "week",
    "schuljahres": "school_year",
    "ausbildungsjahres": "school_year",
}


def read_turn(text: str, position: int) -> Expression | None:
    """`Jahresende`, `Jahresbeginn 2020`, `Monatsmitte`, `Wochenende`, `Jahreswechsel 2004/05`."""
    match = _TURN.match(text, position)
    if match is None:
        return None
    start, end = position, match.end()
    if match["turn"] is None:
        return _read_turn_of_year(match, start)
    unit, turn = match["unit"].lower(), match["turn"].lower()
    if match["double"]:
        value = f"{match['double']}/{match['double'][:2]}{match['second'][-2:]}"
        return Expression(kind="value", rule="turn", start=start, end=end, value=value)
    if unit == "wochen" and turn == "ende":
        return Expression(
            kind="turn", rule="turn", start=start, end=end, unit="weekend", position=12
        )
    if unit == "vorjahres":
        return Expression(
            kind="shift", rule="turn", start=start, end=end, unit="year", by=-1, anchor="reported"
        )
    if unit == "vormonats":
        return Expression(
            kind="shift", rule="turn", start=start, end=end, unit="month", by=-1, anchor="reported"
        )
    return Expression(
        kind="turn",
        rule="turn",
        start=start,
        end=end,
        unit=_PART_UNITS[unit],
        position=_TURNS[turn],
        year=read_year_suffix(match),
    )


def _read_turn_of_year(match: re.Match[str], start: int) -> Expression:
    if match["from"]:
        first = int(match["from"])
        if match["to"]:
            value = f"{first}/{first + 1}"
        else:
            value = str(first)
        return Expression(
            kind="value", rule="turn_of_year", start=start, end=match.end(), value=value
        )
    return Expression(
        kind="turn", rule="turn_of_year", start=start, end=match.end(), unit="year", code="turn"
    )


class Part(NamedTuple):
    """`Ende` of `Ende März`: what comes behind carries the value."""

    start: int
    end: int
    position: int
    needs_article: bool


def read_part(text: str, position: int) -> Expression | Part | None:
    """`Ende des Jahres` whole, or `Anfang`, `Mitte`, `Ende` of what follows."""
    match = _PART.match(text, position)
    if match is None:
        return None
    part = match["part"].lower()
    if match["unit"] and match["article"]:
        return Expression(
            kind="turn",
            rule="part",
            start=position,
            end=match.end(),
            unit=_PART_UNITS[match["unit"].lower()],
            position=_TURNS.get(part, 12),
        )
    if match["unit"]:
        return None
    if match["article"] and match["article"].lower() in {"im", "in"} and part != "ende":
        return None
    if part in {"beginn", "schluss", "ausgang"} and match["article"] is None:
        return None
    return Part(position, match.end(), _TURNS.get(part, 12), match["article"] is not None)


_AGO = compile_pattern(
    rf"""
    vor {SPACE}
    (?: (?: genau|ziemlich{SPACE}genau|gut|rund|etwa|ca\.|circa|knapp|fast|nun|bereits|schon|inzwischen
          | mittlerweile|exakt|ungefähr|nahezu|annähernd ) {SPACE} ){{0,2}}
    (?: (?P<fraction> einem{SPACE}(?P<half>halben)|einem{SPACE}dreiviertel|anderthalb|eineinhalb ) {SPACE} | (?P<number> {NUMBER_WORD} | \d{{1,3}} ) {SPACE} | (?P<frist> jahresfrist ) {WORD_END} )
    (?(frist) | (?P<unit> jahr(?:en)?|monat(?:en)?|woche(?:n)?|tag(?:en)?|jahrzehnt(?:en)?|quartal(?:en)? ) {WORD_END} )
    """
)
_EARLIER = compile_pattern(
    rf"""
    (?: (?P<number> {NUMBER_WORD} | \d{{1,3}} ) {SPACE} )?
    (?P<unit> jahre?|monate?|wochen?|tage?|quartale?|jahrzehnte? ) {SPACE}
    (?: (?P<before> zuvor|davor|vorher|früher ) | (?P<after> später|danach|darauf ) ) {WORD_END}
    """
)
_NOUN_UNITS: dict[str, tuple[Unit, int]] = {
    "jahr": ("year", 1),
    "mona": ("month", 1),
    "woch": ("week", 1),
    "tag": ("day", 1),
    "tage": ("day", 1),
    "jahrz": ("year", 10),
    "quar": ("quarter", 1),
}


def _read_unit_noun(words: str) -> tuple[Unit, int]:
    plain = words.lower()
    if plain.startswith("jahrz"):
        return "year", 10
    return _NOUN_UNITS[plain[:4].rstrip("e") if plain.startswith("tag") else plain[:4]]


def read_ago(text: str, position: int) -> Expression | None:
    """`vor einem Jahr`, `vor zwei Monaten`, `vor Jahresfrist`, `vor einem halben Jahr`."""
    match = _AGO.match(text, position)
    if match is None:
        return None
    start, end = position, match.end()
    if match["frist"]:
        return Expression(kind="shift", rule="ago", start=start, end=end, unit="year", by=-1)
    unit, size = _read_unit_noun(match["unit"])
    if match["fraction"]:
        if unit != "year" or size != 1:
            return None
        months = 6 if match["half"] else 9 if "viertel" in match["fraction"].lower() else 18
        return Expression(kind="shift", rule="ago", start=start, end=end, unit="month", by=-months)
    return Expression(
        kind="shift",
        rule="ago",
        start=start,
        end=end,
        unit=unit,
        by=-read_number(match["number"]) * size,
    )


def read_earlier(text: str, position: int) -> Expression | None:
    """`Jahr zuvor`, `zwei Jahre zuvor`, `einen Monat später`; not `drei Wochen vorher`."""
    match = _EARLIER.match(text, position)
    if match is None:
        return None
    number = read_number(match["number"]) if match["number"] else 1
    unit, size = _read_unit_noun(match["unit"])
    if unit != "year" and number > 1:
        return None
    later = (match["after"] or "").lower() == "später"
    if match["number"] is None and (later or (match["before"] or "").lower() == "früher"):
        return None
    if match["number"] is None and match["unit"].lower().endswith("e") and unit != "week":
        return None
    return Expression(
        kind="shift",
        rule="earlier",
        start=position,
        end=match.end(),
        unit=unit,
        by=(number if match["after"] else -number) * size,
        anchor="mentioned",
    )


_FIRST = compile_pattern(
    rf"""
    (?P<end> erste|letzte )[nr]? {SPACE} (?P<number> {NUMBER_WORD} | \d{{1,2}} ) {SPACE}
    (?: (?:kalender)?(?P<unit> monate|quartale|wochen )n? ) {WORD_END}
    (?: {SPACE} des {SPACE} (?P<bare> (?:kalender|haushalts|geschäfts)?jahres ) {WORD_END} (?! {SPACE} {FULL_YEAR} )
      | {SPACE} in {SPACE} (?P<in_year> {FULL_YEAR} ) (?!\d|[.,]\d)
      | {YEAR_SUFFIX} )?
    """
)
_NOT_OF_A_YEAR = re.compile(
    r"\s+(?:nach|seit|de[rs]|ihre[rsn]?|seine[rsn]?|im (?!Jahr|Vorjahr)|als|mit)\b"
)


def read_first_units(text: str, position: int) -> Expression | None:
    """`ersten drei Monaten des Jahres`, `ersten neun Monate 2023`, `letzten zwei Quartale 2020`."""
    match = _FIRST.match(text, position)
    if match is None:
        return None
    number, last = read_number(match["number"]), match["end"].lower() == "letzte"
    year = read_year_suffix(match)
    if match["in_year"]:
        year = int(match["in_year"])
    unit: Unit = {"monate": "month", "quartale": "quarter", "wochen": "week"}[match["unit"].lower()]  # type: ignore[assignment]
    if year is None and match["bare"] is None:
        if last or _NOT_OF_A_YEAR.match(text, match.end()) or unit == "week":
            return None
    if not 2 <= number <= {"month": 12, "quarter": 4, "week": 26}[unit]:
        return None
    return Expression(
        kind="first",
        rule="first_units",
        start=position,
        end=match.end(),
        year=year,
        unit=unit,
        number=-number if last else number,
    )


def write_first_units(year: int, unit: Unit, number: int) -> str:
    """The value of the first (last, where negative) so many units of a year.

    >>> write_first_units(2023, "month", 6), write_first_units(2020, "quarter", -2)
    ('2023-01/2023-06', '2020-Q3/2020-Q4')
    """
    size = {"month": 12, "quarter": 4, "week": 52}[unit]
    first, last = (1, number) if number > 0 else (size + number + 1, size)
    if unit == "month":
        return f"{write_month(year, first)}/{write_month(year, last)}"
    sign, width = ("Q", 1) if unit == "quarter" else ("W", 2)
    return f"{year}-{sign}{first:0{width}d}/{year}-{sign}{last:0{width}d}"
