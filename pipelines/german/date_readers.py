"""Readers of absolute calendar expressions: days, months, quarters, weeks, seasons, years."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import (
    DAY_NUMBER,
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    MONTH_NUMBER,
    ORDINAL_WORD,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    Expression,
    compile_pattern,
    find_word_before,
    is_short_month,
    normalize_words,
    read_month_name,
    read_ordinal,
    read_year_suffix,
    starts_line,
    widen_year,
)
from pipelines.german.timex import make_day, write_month

_WEEKDAY_NAME = lexicon.join_words(lexicon.WEEKDAYS)
_PART_OF_DAY = rf"(?:{GAP}(?:{lexicon.join_words(lexicon.PARTS_OF_DAY)}))?"
_WEEKDAY = rf"""
(?: (?P<weekday> {_WEEKDAY_NAME} ) s? {_PART_OF_DAY}
    (?: {GAP} (?: und|bis|[/–-]|& ) {GAP} (?: {_WEEKDAY_NAME} ) )?
  | (?P<abbreviation> {lexicon.join_words(lexicon.WEEKDAY_ABBREVIATIONS)} ) \.?
)
"""
_TO_DAY = rf"""
(?: {GAP} (?P<bracket> \( ) {GAP}
  | (?:{GAP},)? {GAP} (?: (?:de[nmr]|am|vom|zum) {SPACE} )?
)
"""

_NUMERIC_DAY = compile_pattern(
    rf"""
    (?: {_WEEKDAY} {_TO_DAY} )?
    (?P<day> {DAY_NUMBER} ) \. {GAP} (?P<month> {MONTH_NUMBER} )
    (?: (?P<stop> \. )
        (?: {GAP} (?P<year> {FULL_YEAR} ) (?!\d)
          | (?P<short_year> \d\d ) (?! \d | [.:,]\d | {GAP}(?:uhr|h)\b )
        )?
        (?! \d )
      | (?! \d | [.,:]\d )
    )
    """
)
_SLASHED_DAY = compile_pattern(
    rf"""
    (?: {_WEEKDAY} {_TO_DAY} )?
    (?: (?P<day> {DAY_NUMBER} ) (?P<mark> [/-] ) (?P<month> {MONTH_NUMBER} ) (?P=mark)
        (?: (?P<year> {FULL_YEAR} ) | (?P<short_year> \d\d ) )
      | (?P<iso_year> {FULL_YEAR} ) (?P<iso_mark> [-./] ) (?P<iso_month> {MONTH_NUMBER} )
        (?P=iso_mark) (?P<iso_day> {DAY_NUMBER} )
        (?: T (?P<clock> [012]\d:[0-5]\d ) (?: :\d\d )? Z? )?
    )
    (?! [\w/] | -\d | [.,:]\d )
    """
)
_NAMED_DAY = compile_pattern(
    rf"""
    (?: {_WEEKDAY} {_TO_DAY} )?
    (?: (?P<day> {DAY_NUMBER} ) (?: \.{GAP} | te[rnms]?{SPACE} | {SPACE} )
      | (?P<day_word> {ORDINAL_WORD} ) {SPACE}
    )
    (?: de[rs] {SPACE} (?:monats{SPACE})? )?
    (?P<month> {MONTH_NAME} ) {MONTH_END}
    (?: {YEAR_SUFFIX} )?
    """
)
_NUMBER_BEFORE = compile_pattern(
    rf"""
    (?: {_WEEKDAY} (?:{GAP},)? {GAP} (?: de[nmr] {SPACE} )? )?
    (?: (?P<number> {DAY_NUMBER} ) (?P<stop> \.|te[rnms]? )? | (?P<roman> iii|ii|iv|i ) \.?
      | (?P<word> {ORDINAL_WORD} ) )
    """
)
_CAPITAL_ABBREVIATION = re.compile(r"[A-Z]")
_DAY_PREPOSITION = frozenset(
    {"am", "vom", "zum", "dem", "den", "der", "stand:", "ab", "bis", "seit"}
)


def read_numeric_day(text: str, position: int) -> Expression | None:
    """`30.11.2020`, `1. 12. 20`, `28.9.`, `Mo., 3.2.`, `Freitag (28.9.)`."""
    match = _NUMERIC_DAY.match(text, position)
    if match is None or not _allows_weekday(match):
        return None
    day, month = int(match["day"]), int(match["month"])
    year = _read_year(match["year"], match["short_year"])
    if make_day(year or 2024, month, day) is None:
        return None
    if not match["stop"] and not _is_day_without_stop(text, match):
        return None
    if year is None and match["stop"] and not _is_short_day(text, match):
        return None
    if match["year"] is None and _is_glued(text, position):
        return None
    return _close_bracket(
        text,
        match,
        Expression(
            kind="day",
            rule="numeric_day",
            start=position,
            end=match.end(),
            year=year,
            month=month,
            day=day,
        ),
    )


def read_slashed_day(text: str, position: int) -> Expression | None:
    """`2020-11-30`, `2020-11-30T14:30`, `30/11/2020`, `30-11-20` behind a weekday."""
    match = _SLASHED_DAY.match(text, position)
    if match is None or not _allows_weekday(match) or _is_glued(text, position):
        return None
    if _is_in_address(text, position):
        return None
    if match["iso_year"]:
        year, month, day = (int(match[f"iso_{part}"]) for part in ("year", "month", "day"))
    else:
        if match["short_year"] and match["mark"] == "-" and not match["weekday"]:
            return None
        year = _read_year(match["year"], match["short_year"]) or 0
        month, day = int(match["month"]), int(match["day"])
    if make_day(year, month, day) is None:
        return None
    return _close_bracket(
        text,
        match,
        Expression(
            kind="day",
            rule="slashed_day",
            start=position,
            end=match.end(),
            year=year,
            month=month,
            day=day,
            clock=match["clock"] or "",
        ),
    )


def read_named_day(text: str, position: int) -> Expression | None:
    """`3. Februar 2025`, `Montag, den 3. Feb.`, `ersten Mai`, `1. Juni dieses Jahres`."""
    match = _NAMED_DAY.match(text, position)
    if match is None or not _allows_weekday(match) or _is_glued(text, position):
        return None
    day = int(match["day"]) if match["day"] else read_ordinal(match["day_word"])
    month = read_month_name(match["month"])
    if make_day(2024, month, day) is None or _is_street(text, position):
        return None
    return _close_bracket(
        text,
        match,
        Expression(
            kind="day",
            rule="named_day",
            start=position,
            end=match.end(),
            year=read_year_suffix(match),
            month=month,
            day=day,
        ),
    )


def read_number_behind_weekday(text: str, position: int) -> Expression | None:
    """`Montag, 3.` of `Montag, 3., bis Freitag, 7. Juni`."""
    match = _NUMBER_BEFORE.match(text, position)
    return read_number_before(text, position) if match and match["number"] else None


def read_number_before(text: str, position: int) -> Expression | None:
    """`8.` of `8. und 10. März`, `I.` of `I. und II. Quartal`: what it numbers comes later."""
    match = _NUMBER_BEFORE.match(text, position)
    if match is None or not _allows_weekday(match) or _is_glued(text, position):
        return None
    number = read_ordinal(match["number"] or match["roman"] or match["word"])
    if number < 1:
        return None
    return Expression(kind="number", rule="number", start=position, end=match.end(), number=number)


_MONTH = compile_pattern(
    rf"""
    (?P<month> {MONTH_NAME} ) {MONTH_END} (?: {YEAR_SUFFIX} )?
    """
)
_MONTH_AHEAD = compile_pattern(rf"(?<=\.) | {GAP} (?: bis | [–/-] ) {GAP} {MONTH_NAME} {MONTH_END}")
_REFUSED_DAY = re.compile(r"\d\.\s*\Z")
"""A day that is none (`32. Oktober`) or a name (`Straße des 17. Juni`) is no month either."""
_ENGLISH_DAY = compile_pattern(
    rf"""(?P<month> {MONTH_NAME} ) {SPACE} (?P<day> {DAY_NUMBER} ) (?: ,?{SPACE}(?P<year>{FULL_YEAR}) )
    (?!\d|[.,]\d)"""
)
_NUMERIC_MONTH = compile_pattern(
    rf"""
    (?: (?P<month> 1[0-2]|0?[1-9] ) {GAP}[/.]{GAP} (?P<year> {FULL_YEAR} )
      | (?P<iso_year> {FULL_YEAR} ) - (?P<iso_month> 1[0-2]|0[1-9] )
    )
    (?! [\w/-] | [.,:]\d )
    """
)
_MONTH_NOUN_BEFORE = compile_pattern(r"(?: [a-zäöü]{0,14}monat(?:e|en|s|es)? ) \s{1,3} \Z")
_MONTH_IN_GENERAL = frozenset({"ein", "einen", "einem", "eines", "jeden", "jedem", "jeder", "kein"})

def read_month(text: str, position: int) -> Expression | None:
    """`November 2020`, `Nov. 2020`, `im Mai`, `Monats Mai`, `März vergangenen Jahres`."""
    match = _MONTH.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    name, year = match["month"].lower(), read_year_suffix(match)
    before = find_word_before(text, position)
    if before.lower() in _MONTH_IN_GENERAL or before in {"Herr", "Frau", "Herrn"}:
        return None
    if year is None and is_short_month(name) and not _MONTH_AHEAD.match(text, match.end()):
        return None  # `Jan`, `Jun` may be names; `Jan.`, `Jan–Mrz` and `Jan 2020` are none
    if _REFUSED_DAY.search(text[max(0, position - 5) : position]):
        return None
    if text[position].islower() and name == "mai" and year is None and not before:
        return None
    return Expression(
        kind="month",
        rule="month",
        start=_begin_at_noun(text, position, _MONTH_NOUN_BEFORE),
        end=match.end(),
        year=year,
        month=read_month_name(name),
    )


def read_numeric_month(text: str, position: int) -> Expression | None:
    """`11/2020`, `11.2020`, `2020-11`; not the number of a release (`Nr. 11/2020`)."""
    match = _NUMERIC_MONTH.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    before = find_word_before(text, position).lower().strip("(")
    if before in lexicon.NAMES or (match["iso_year"] and before.isdigit()) or _is_in_address(text, position):
        return None
    year = int(match["year"] or match["iso_year"])
    month = int(match["month"] or match["iso_month"])
    return Expression(
        kind="value",
        rule="numeric_month",
        start=position,
        end=match.end(),
        value=write_month(year, month),
    )


_ORDINAL = rf"(?: (?P<number> \d{{1,2}} ) \.{GAP} | (?P<roman> iii|ii|iv|i ) \.?{SPACE}? | (?P<word> {ORDINAL_WORD} ) {SPACE} )"
_QUARTER = compile_pattern(
    rf"""
    (?: {_ORDINAL} (?: (?:kalender|jahres)?(?:quartal(?:e?s)?|quartalen?) | vierteljahr(?:e?s)? | jahresviertels?
                     | quart\. | qu\. ) {WORD_END}
      | q {GAP} (?P<short> [1-4] ) (?![\d\w])
      | quartal(?:e?s)? {SPACE} (?P<behind> [1-4] | iii|ii|iv|i ) (?!\w|[.,]\d)
      | (?P<roman_of_year> iii|ii|iv|i ) {GAP} (?=/{GAP}{FULL_YEAR})
      | (?P<named> schluss|jahresschluss|auftakt|jahresauftakt ) quartal(?:e?s)? {WORD_END}
    )
    (?: {YEAR_SUFFIX} )?
    """
)
_HALF = compile_pattern(
    rf"""
    (?: {_ORDINAL}
        (?: (?:kalender|jahres|ausbildungs)? halbjahr(?:e?s)? | jahreshälfte | hj\.?
          | hälfte (?P<whole> {SPACE} des {SPACE} jahres (?! {SPACE} {FULL_YEAR} ) )? (?P<share>)
        ) {WORD_END}
      | h {GAP} (?P<short> [12] ) (?![\d\w]) (?= {GAP}/?{GAP} {FULL_YEAR} )
      | halbjahr(?:e?s)? {SPACE} (?P<behind> [12] | ii|i ) (?!\w|[.,]\d)
    )
    (?: {YEAR_SUFFIX}
      | {GAP} (?P<half_year> {FULL_YEAR} ) (?!\d)
      | {SPACE} von {SPACE} (?P<of_year> {FULL_YEAR} ) (?!\d)
    )?
    """
)


def read_quarter(text: str, position: int) -> Expression | None:
    """`1. Quartal 2020`, `III. Quartal`, `ersten Quartal des Vorjahres`, `Q1/2020`."""
    match = _QUARTER.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    if match["named"]:
        number = 1 if "auftakt" in match["named"].lower() else 4
    else:
        number = _read_match_number(match)
    if number == -1:
        number = 4
    if not 1 <= number <= 4:
        return None
    return Expression(
        kind="quarter",
        rule="quarter",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        number=number,
    )


def read_half(text: str, position: int) -> Expression | None:
    """`1. Halbjahr 2020`, `zweite Jahreshälfte`, `ersten Hälfte des Jahres 2025`, `H1 2020`."""
    match = _HALF.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    number = _read_match_number(match)
    if number == -1:
        number = 2
    if not 1 <= number <= 2:
        return None
    year = read_year_suffix(match)
    for group in ("half_year", "of_year"):
        year = int(match[group]) if match[group] else year
    if match["share"] is not None and not match["whole"] and year is None:
        return None  # `die erste Hälfte der Mittel`
    return Expression(
        kind="half", rule="half_year", start=position, end=match.end(), year=year, number=number
    )


_WEEK = compile_pattern(
    rf"""
    (?: (?: kw | kalenderwochen? ) {GAP} [:]?{GAP} (?P<number> 5[0-3]|[1-4]\d|0?[1-9] )
      | (?P<ordinal> 5[0-3]|[1-4]\d|0?[1-9] ) \. {GAP} (?: kw\b | kalenderwochen? {WORD_END} )
    )
    (?! \d | [.,]\d )
    (?: {GAP} (?P<joint> bis | [–/-] | und ) {GAP} (?P<number_to> 5[0-3]|[1-4]\d|0?[1-9] ) (?!\d|[.,]\d) )?
    (?: {YEAR_SUFFIX} | {GAP}\({GAP} (?P<year_in_brackets> {FULL_YEAR} ) {GAP}\) )?
    """
)


def read_week(text: str, position: int) -> Expression | None:
    """`KW 48`, `48. KW 2020`, `39. Kalenderwoche`, `Kalenderwochen 8 bis 11`."""
    match = _WEEK.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    first = int(match["number"] or match["ordinal"])
    year = read_year_suffix(match)
    if match["year_in_brackets"]:
        year = int(match["year_in_brackets"])
    week = Expression(
        kind="week", rule="week", start=position, end=match.end(), year=year, number=first
    )
    if match["number_to"] is None:
        return week
    last = int(match["number_to"])
    if last <= first or (match["joint"].lower() == "und" and last != first + 1):
        return week.stretch(position, match.end("number"))
    begin = Expression(
        kind="week", rule="week", start=position, end=match.end(), year=year, number=first
    )
    end = Expression(
        kind="week", rule="week", start=position, end=match.end(), year=year, number=last
    )
    return Expression(**{**_as_dict(begin), "rule": "range", "to": end})


def _as_dict(expression: Expression) -> dict[str, object]:
    import attrs

    return attrs.asdict(expression, recurse=False)


_WEEK_OF_MONTH = compile_pattern(
    rf"""
    {_ORDINAL}
    (?: (?P<joined> {MONTH_NAME} )-?woche
      | (?:woche|monatswoche) {SPACE} (?:des|im|vom) {SPACE} (?:monats?{SPACE})? (?P<apart> {MONTH_NAME} )(?:e?s)?
      | (?P<half_month> {MONTH_NAME} )-?hälfte
      | hälfte {SPACE} (?:des|im|vom) {SPACE} (?:monats?{SPACE})? (?P<half_apart> {MONTH_NAME} )(?:e?s)?
    )
    {WORD_END}
    (?: {YEAR_SUFFIX} )?
    """
)
_WEEKDAY_OF_MONTH = compile_pattern(
    rf"""
    (?P<word> {ORDINAL_WORD} | \d\. ) {GAP} (?P<weekday> {_WEEKDAY_NAME} | tag ) e?s? {SPACE}
    (?:im|des|vom) {SPACE} (?:monats?{SPACE})? (?P<month> {MONTH_NAME} ) {MONTH_END}
    (?: {YEAR_SUFFIX} )?
    """
)


def read_week_of_month(text: str, position: int) -> Expression | None:
    """`zweite Septemberwoche`, `letzten Woche im Mai 2020`, `ersten Maihälfte` (the month)."""
    match = _WEEK_OF_MONTH.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    half = match["half_month"] or match["half_apart"]
    name = half or match["joined"] or match["apart"]
    return Expression(
        kind="month" if half else "week_of_month",
        rule="part_of_month",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        month=read_month_name(name),
        number=_read_match_number(match),
    )


def read_weekday_of_month(text: str, position: int) -> Expression | None:
    """`letzten Montag im März`, `ersten Samstag des Monats Mai 2021`, `letzten Tag im Juni`."""
    match = _WEEKDAY_OF_MONTH.match(text, position)
    if match is None or find_word_before(text, position).lower() in _MONTH_IN_GENERAL:
        return None
    weekday = match["weekday"].lower()
    return Expression(
        kind="weekday_of_month",
        rule="weekday_of_month",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        month=read_month_name(match["month"]),
        number=read_ordinal(match["word"]),
        day=-1 if weekday == "tag" else lexicon.WEEKDAYS[weekday],
    )


_SEASON = compile_pattern(
    rf"""
    (?P<season> {lexicon.join_words(lexicon.SEASONS)} ) s? {WORD_END}
    (?: {SPACE} (?:de[sr]{SPACE}jahre?s{SPACE}|{UNIT_JAHR}{SPACE})? (?P<double> {FULL_YEAR} ) {GAP}[/–-]{GAP} (?P<second> {FULL_YEAR} | \d\d ) (?!\d)
      | {YEAR_SUFFIX} )?
    """.replace("{UNIT_JAHR}", "jahres?").replace("|jahres?", "|jahres?")
    if False
    else rf"""
    (?P<season> {lexicon.join_words(lexicon.SEASONS)} ) s? {WORD_END}
    (?: {SPACE} (?P<double> {FULL_YEAR} ) {GAP}[/–-]{GAP} (?P<second> {FULL_YEAR} | \d\d ) (?!\d)
      | {YEAR_SUFFIX} )?
    """
)
_SEASON_PREPOSITION = frozenset(
    {
        "im",
        "zum",
        "bis",
        "seit",
        "ab",
        "vom",
        "der",
        "den",
        "dem",
        "des",
        "diesen",
        "diesem",
        "dieser",
        "anfang",
        "mitte",
        "ende",
        "für",
        "richtung",
        "übern",
        "nächsten",
        "gegen",
        "herr",
        "ganzen",
        "gesamten",
        "in",
        "und",
        "nach",
        "vor",
    }
)


def read_season(text: str, position: int) -> Expression | None:
    """`Sommer 2012`, `Winter 2015/16`, `im Herbst`, `Frühjahr des Vorjahres`; not `jeden Sommer`."""
    match = _SEASON.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    name = match["season"].lower()
    year = int(match["double"]) if match["double"] else read_year_suffix(match)
    before = find_word_before(text, position).lower().strip('(„"')
    if before in _MONTH_IN_GENERAL:
        return None
    if (
        year is None
        and name in {"sommer", "herbst", "winter"}
        and before not in _SEASON_PREPOSITION
    ):
        return None
    return Expression(
        kind="season",
        rule="season",
        start=position,
        end=match.end(),
        year=year,
        code=lexicon.SEASONS[name],
    )


_HOLIDAY = compile_pattern(
    rf"""
    (?P<name> {lexicon.join_words([*lexicon.HOLIDAYS, *lexicon.ADVENT_HOLIDAYS])} ) s? {WORD_END}
    (?: {YEAR_SUFFIX} )?
    """
)


def read_holiday(text: str, position: int) -> Expression | None:
    """`Silvester`, `Ostermontag 2021`, `Tag der Deutschen Einheit`, `Buß- und Bettag`."""
    match = _HOLIDAY.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    return Expression(
        kind="holiday",
        rule="holiday",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code=normalize_words(match["name"]),
    )


_DECADE = compile_pattern(
    rf"""
    (?: (?P<digits> (?:19|20)?\d0 ) er (?:[ -]{{0,2}}jahre?n?) | (?P<word> {lexicon.join_words(lexicon.DECADES)} ) {GAP}-?{GAP}jahren?
      | (?P<joined> nullerjahren? ) )
    {WORD_END}
    """
)


def read_decade(text: str, position: int) -> Expression | None:
    """`90er Jahre`, `1990er-Jahren`, `neunziger Jahre`: three digits, as TIMEX3 has it."""
    match = _DECADE.match(text, position)
    if match is None or _is_glued(text, position):
        return None
    if match["digits"]:
        digits = match["digits"]
        value = digits[:3] if len(digits) == 4 else "19" + digits[0]
    elif match["joined"]:
        value = "200"
    else:
        value = str(lexicon.DECADES[match["word"].lower()])
    return Expression(kind="value", rule="decade", start=position, end=match.end(), value=value)


_YEAR = compile_pattern(
    rf"""
    (?P<year> {FULL_YEAR} )
    (?: {GAP} (?P<mark> [/–-] ) {GAP} (?P<second> {FULL_YEAR} | \d\d ) )?
    (?! \d | [.,:]\d | [_-]\w | /(?-i:[\da-zäöü]) | \.(?-i:[a-z]) )
    """
)
_SINGLE_YEAR = compile_pattern(
    rf"(?P<year> {FULL_YEAR} ) (?! \d | [.,:]\d | [_-]\w | /(?-i:[\da-zäöü]) | \.(?-i:[a-z]) )"
)
_YEAR_NOUN_BEFORE = compile_pattern(
    r"(?<![^\W_]) (?! (?:halb|viertel|früh|bau|geburts|lebens)jahr ) [^\W\d_][\w-]{0,30}? (?<=j|[^\W\d_]) ahr(?:e[ns]?|s)? \s{1,3} \Z"
)
_YEAR_NOUN = compile_pattern(r"[\w-]{0,30}jahr(?:e[ns]?|s)?")
_NO_YEAR_NOUN = re.compile(r"(?i)\w*(?:halb|viertel|früh|bau|geburts|lebens)jahr(?:e[ns]?|s)?\Z")
_COUNTED = compile_pattern(rf"{GAP} (?:{lexicon.join_words(lexicon.COUNTED)})")
_LABEL = compile_pattern(rf"(?:vor|arbeitslos|{lexicon.join_words(lexicon.COUNTED)})\w*:")
_STANDING_ALONE = re.compile(r"[.!?]\s+\Z")


def read_year(text: str, position: int) -> Expression | None:
    """`2020`, `Jahr 2005`, `Schuljahr 2022/23`, `2019-2022`; not `2017 Menschen`, `Agenda 2030`."""
    if position and (text[position - 1].isalnum() or text[position - 1] in "_/@#.,:-−+&=$§"):
        return None
    match = _YEAR.match(text, position) or _SINGLE_YEAR.match(text, position)
    if match is None:
        return None
    first, second = int(match["year"]), match.groupdict().get("second")
    value, end = str(first), match.end("year")
    rule = "year"
    if second:
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if not _is_second_year(first, last, second, match["mark"]):
            single = _SINGLE_YEAR.match(text, position)
            if single is None:
                return None
        else:
            value, end, rule = f"{first}/{last}", match.end(), "double_year"
    word = find_word_before(text, position)
    start = position
    if word.lower() in lexicon.MONTHS:
        return None  # of a day that is none: `32. Oktober 2015`
    if _YEAR_NOUN.fullmatch(word) and not _NO_YEAR_NOUN.match(word):
        start = text.rindex(word, 0, position)
    elif rule == "year" and not _is_year(text, position, end, word):
        return None
    elif rule == "double_year" and word.lower().strip("(:") in lexicon.NAMES:
        return None
    return Expression(kind="value", rule=rule, start=start, end=end, value=value)


def _is_second_year(first: int, last: int, words: str, mark: str) -> bool:
    """`2022/23`, `2019–2022`, `2014/2020`; not `2022/15`."""
    if len(words) == 2:
        return last == first + 1 or (mark != "/" and first < last < first + 40)
    return first < last < first + 60


_YEAR_PREPOSITION = frozenset(
    {"in", "im", "seit", "bis", "ab", "für", "gegenüber", "nach", "vor", "aus", "zu", "zum", "als", "stand"}
)
_ADJECTIVE_AND_NOUN = re.compile(
    r"\s(?:ge\w+te|\w+ierte|\w+(?:ig|lich|isch|los|bar|sam|haft|end)e)[nr]?\s[A-ZÄÖÜ]"
)
_LAST_PLAIN_YEAR = 2040
"""A higher number is a year only behind a word that says so."""


def _is_year(text: str, start: int, end: int, word: str) -> bool:
    """Whether a number of four digits is a year and no count (`2017 Menschen`, `auf 2026`)."""
    before = word.lower().strip("(„\"[")
    if before in lexicon.NAMES:
        return False
    if before.strip(".,:;)") in lexicon.YEAR_IS_A_YEAR:
        return True
    if _COUNTED.match(text, end) or (before.endswith(":") and _LABEL.match(before)):
        return False
    if before in lexicon.YEAR_IS_A_COUNT:
        return before == "auf" and _steps_on(text, start, int(text[start:end]))
    if before not in _YEAR_PREPOSITION and (
        _ADJECTIVE_AND_NOUN.match(text, end)
        or int(text[start:end]) > _LAST_PLAIN_YEAR
        or (before == "von" and _leads_to_count(text, end, int(text[start:end])))
    ):
        return False
    if re.match(r"\s*[.!]", text[end : end + 3]) and (
        not before or _STANDING_ALONE.search(text, max(0, start - 4), start)
    ):
        return False  # a sentence of its own: `Sozial. 2030.`
    return not re.search(r"\d{3}[ /-]{1,3}\Z|\d \Z", text[max(0, start - 6) : start])


def _leads_to_count(text: str, end: int, year: int) -> bool:
    """`von 2045 auf 2017`: counts, where the second is not the next year."""
    behind = re.match(r"\s+auf\s+(\d[\d.]*)", text[end : end + 16])
    return behind is not None and behind[1].rstrip(".") != str(year + 1)


def _steps_on(text: str, start: int, year: int) -> bool:
    """`von 2019 auf 2020`: to the next year, no count."""
    before = re.search(r"[Vv]on\s+((?:19|20)\d\d)\s+auf\s+\Z", text[max(0, start - 16) : start])
    return before is not None and int(before[1]) + 1 == year


# What a reader asks of the words around it.


def _read_year(full: str | None, short: str | None) -> int | None:
    if full:
        return int(full)
    return widen_year(int(short)) if short else None


def _read_match_number(match: re.Match[str]) -> int:
    groups = match.groupdict()
    for name in ("number", "roman", "word", "short", "behind", "roman_of_year"):
        if groups.get(name):
            return read_ordinal(groups[name])
    return 0


def _is_in_address(text: str, position: int) -> bool:
    """Whether it goes on an address, a path or a number."""
    return position > 0 and text[position - 1] in "/_-.@=#&?"


def _is_glued(text: str, position: int) -> bool:
    """Whether a letter or digit stands directly in front."""
    return position > 0 and (text[position - 1].isalnum() or text[position - 1] == "_")


def _allows_weekday(match: re.Match[str]) -> bool:
    """Abbreviated weekdays have a capital: `So, 3.5.`, not `so 3.5.`."""
    short = match["abbreviation"]
    return short is None or bool(_CAPITAL_ABBREVIATION.match(short))


_DAY_BEHIND = compile_pattern(
    rf"{GAP} (?:bis|[–-]) {GAP} (?:zum{SPACE})? {DAY_NUMBER} \. {MONTH_NUMBER} (?! \d | [,:]\d | {GAP}(?:uhr|h|prozent|%)\b )"
)
_DAY_IN_FRONT = compile_pattern(rf"\d\d?\. (?: \d\d?\.? )? {GAP} (?:bis|[–-]) {GAP} (?:zum{SPACE})? \Z")
_NO_DAY_BEHIND = re.compile(r"\s*(?:Uhr|h\b|Prozent|%|Euro|€|Mio|Mill|Mrd|(?:bis|–|-)\s*\d+[.,:]?\d*\s*(?:Uhr|h\b|Prozent|%))")


def _is_day_without_stop(text: str, match: re.Match[str]) -> bool:
    """`am 22.04 zurück`, `Sa 3.5`, `21.08-25.08`; not `ab 9.30 Uhr`, `um 2.4 Prozent`."""
    if _NO_DAY_BEHIND.match(text, match.end()):
        return False
    if match["weekday"] or match["abbreviation"]:
        return True
    before = find_word_before(text, match.start()).lower()
    if before in _DAY_PREPOSITION:
        return True
    if len(match["month"]) == 1 and before != "von":
        return False
    in_range = _DAY_BEHIND.match(text, match.end()) or _DAY_IN_FRONT.search(
        text, max(0, match.start() - 16), match.start()
    )
    return in_range is not None


def _is_short_day(text: str, match: re.Match[str]) -> bool:
    """`28.9.` is a day, `1.2. Ergebnisse` at a line's beginning the number of a section."""
    if match["weekday"] or match["abbreviation"] or not starts_line(text, match.start()):
        return True
    following = text[match.end() : match.end() + 2].strip()
    return not following[:1].isupper() or len(match["month"]) == 2


def _is_street(text: str, position: int) -> bool:
    """`Straße des 17. Juni`, `Platz des 4. Juli`."""
    return bool(
        re.search(
            r"(?:[Ss]tr(?:aße|\.)|[Pp]latz|[Aa]llee|[Bb]rücke) des \Z",
            text[max(0, position - 12) : position],
        )
    )


def _begin_at_noun(text: str, position: int, noun: re.Pattern[str]) -> int:
    """Where the expression begins if such a noun stands in front (`Monats Mai`)."""
    begin = max(0, position - 24)
    match = noun.search(text[begin:position])
    return begin + match.start() if match else position


def _close_bracket(text: str, match: re.Match[str], expression: Expression) -> Expression | None:
    """`Freitag (28.9.)`: the bracket that was opened belongs to it; None where it goes on."""
    if match["bracket"] is None:
        return expression
    if text[expression.end : expression.end + 1] != ")":
        return None
    return expression.stretch(expression.start, expression.end + 1)
