"""Readers of quarters, half-years and weeks of a year."""

from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import (
    FULL_YEAR,
    GAP,
    ORDINAL,
    ORDINAL_WORD,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    is_glued,
    read_match_number,
    read_ordinal,
    read_year_suffix,
)

_QUARTER = compile_pattern(
    rf"""
    (?: {ORDINAL} (?: (?:kalender|jahres)? quartal (?:e?s|en?)?
                     | vierteljahr (?:e?s)? | jahresviertels?
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
    (?: {ORDINAL}
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


def _is_last(words: str) -> bool:
    """Whether `letzten Quartal` may be the one before, as it is not said to be the year's last.

    >>> _is_last("letzten Quartal"), _is_last("letzten Quartal des Jahres"), _is_last("4. Quartal")
    (True, False, False)
    """
    plain = words.lower()
    return plain.startswith("letzt") and "jahres" not in plain


def read_quarter(text: str, position: int) -> Expression | None:
    """`1. Quartal 2020`, `III. Quartal`, `ersten Quartal des Vorjahres`, `Q1/2020`."""
    match = _QUARTER.match(text, position)
    if match is None or is_glued(text, position):
        return None
    if match["named"]:
        number = 1 if "auftakt" in match["named"].lower() else 4
    else:
        number = read_match_number(match)
    if number == -1:
        number = 4
    if not 1 <= number <= 4:
        return None
    year = read_year_suffix(match)
    return Expression(
        kind="quarter",
        rule="quarter",
        start=position,
        end=match.end(),
        year=year,
        number=number,
        by=-1 if year is None and _is_last(match[0]) else 0,
    )


def read_half(text: str, position: int) -> Expression | None:
    """`1. Halbjahr 2020`, `zweite Jahreshälfte`, `ersten Hälfte des Jahres 2025`, `H1 2020`."""
    match = _HALF.match(text, position)
    if match is None or is_glued(text, position):
        return None
    number = read_match_number(match)
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
        kind="half",
        rule="half_year",
        start=position,
        end=match.end(),
        year=year,
        number=number,
        by=-1 if year is None and _is_last(match[0]) else 0,
    )


_WEEK = compile_pattern(
    rf"""
    (?: (?: kw | kalenderwochen? ) {GAP} [:]?{GAP} (?P<number> 5[0-3]|[1-4]\d|0?[1-9] )
      | (?P<ordinal> 5[0-3]|[1-4]\d|0?[1-9] ) \. {GAP} (?: kw\b | kalenderwochen? {WORD_END}
          | woche {WORD_END} (?= {SPACE} (?:des{SPACE}jahres|{FULL_YEAR}) ) )
      | (?P<late> 5[0-3]|[1-4]\d ) \. {GAP} woche {WORD_END}
      | (?P<word> {ORDINAL_WORD} ) {SPACE} kalenderwoche {WORD_END}
    )
    (?! \d | [.,]\d )
    (?: {GAP} (?P<joint> bis | [–/-] | und ) {GAP}
        (?P<number_to> 5[0-3]|[1-4]\d|0?[1-9] ) (?!\d|[.,]\d) )?
    (?: {YEAR_SUFFIX} | {GAP}\({GAP} (?P<year_in_brackets> {FULL_YEAR} ) {GAP}\) )?
    """
)


def read_week(text: str, position: int) -> Expression | None:
    """`KW 48`, `48. KW 2020`, `39. Kalenderwoche`, `Kalenderwochen 8 bis 11`."""
    match = _WEEK.match(text, position)
    if match is None or is_glued(text, position):
        return None
    number = match["number"] or match["ordinal"] or match["late"]
    first = int(number) if number else read_ordinal(match["word"])
    if first < 1:
        return None  # „letzten Kalenderwoche"
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
    return week._replace(rule="range", to=week._replace(number=last))
