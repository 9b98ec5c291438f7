"""Readers of days: numeric, named, and the numbers of days that are named later."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression, RelativeYear, Year
from pipelines.german.date_patterns import (
    DAY_NUMBER,
    FULL_YEAR,
    GAP,
    MONTH_END,
    MONTH_NAME,
    MONTH_NUMBER,
    ORDINAL_WORD,
    SPACE,
    WEEKDAY_NAME,
    YEAR_SUFFIX,
    compile_pattern,
    find_word_before,
    is_glued,
    is_in_address,
    read_month_name,
    read_ordinal,
    read_year_suffix,
    widen_year,
)
from pipelines.german.labels import PARTS
from pipelines.german.timex import make_day

_PART_OF_DAY = rf"(?:{GAP}(?:{lexicon.match_words(lexicon.PARTS_OF_DAY)}))?"


_WEEKDAY = rf"""
(?= [^\W\d] )
(?: (?P<weekday> {WEEKDAY_NAME} ) s? {_PART_OF_DAY}
    (?: {GAP} (?: und|bis|[/–-]|& ) {GAP} (?: {WEEKDAY_NAME} ) )?
  | (?P<abbreviation> {lexicon.match_words(lexicon.WEEKDAY_ABBREVIATIONS)} ) \.?
)
"""


_TO_DAY = rf"""
(?: {GAP} (?P<bracket> \( ) {GAP}
  | (?:{GAP},)? {GAP} (?: (?:de[nmr]|d\.|am|vom|zum) {SPACE} )?
)
"""


_NUMERIC_DAY = compile_pattern(
    rf"""
    (?: {_WEEKDAY} {_TO_DAY} )?
    (?P<day> {DAY_NUMBER} ) \. {GAP} (?P<month> {MONTH_NUMBER} )
    (?: (?P<stop> \. )
        (?: {GAP} (?P<year> {FULL_YEAR} ) (?!\d)
          | (?P<short_year> \d\d ) (?! \d | [.:,]\d | {GAP}(?:uhr|h)\b )
          | {GAP} (?P<this_year> [dlv] ) \. {GAP} j\.
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
    (?: (?P<number> {DAY_NUMBER} (?! ,\d ) ) (?P<stop> \.|te[rnms]? )?
      | (?P<roman> iii|ii|iv|i ) \.?
      | (?P<word> {ORDINAL_WORD} ) )
    """
)


_DAY_PREPOSITION = frozenset(
    {"am", "vom", "zum", "dem", "den", "der", "stand:", "ab", "bis", "seit"}
)


_DAY_BEHIND = compile_pattern(
    rf"""
    {GAP} (?:bis|[–-]) {GAP} (?:zum{SPACE})? {DAY_NUMBER} \. {MONTH_NUMBER}
    (?! \d | [,:]\d | {GAP} (?:uhr|h|prozent|%)\b )
    """
)


_DAY_IN_FRONT = compile_pattern(
    rf"\d\d?\. (?: \d\d?\.? )? {GAP} (?:bis|[–-]) {GAP} (?:zum{SPACE})? \Z"
)


_NO_DAY_BEHIND = re.compile(
    r"""
    \s* (?: Uhr | h\b | Prozent | % | Euro | € | Mio | Mill | Mrd
          | (?:bis|–|-) \s* \d{1,2}[.,:]?\d{0,2} \s* (?:Uhr|h\b|Prozent|%) )
    """,
    re.VERBOSE,
)


def read_numeric_day(text: str, position: int) -> Expression | None:
    """`30.11.2020`, `1. 12. 20`, `28.9.`, `Mo., 3.2.`, `Freitag (28.9.)`."""
    match = _NUMERIC_DAY.match(text, position)
    if match is None or not _allows_weekday(match):
        return None
    day, month = int(match["day"]), int(match["month"])
    year: Year = _read_year(match["year"], match["short_year"])
    if make_day(year if isinstance(year, int) else 2024, month, day) is None:
        return None
    if match["this_year"]:
        year = RelativeYear("published", -1 if match["this_year"].lower() == "v" else 0)
    if not match["stop"] and not _is_day_without_stop(text, match):
        return None
    if year is None and match["stop"] and not _is_short_day(text, match):
        return None
    if match["year"] is None and (is_glued(text, position) or _is_numbered(text, position)):
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
    if match is None or not _allows_weekday(match) or is_glued(text, position):
        return None
    if is_in_address(text, position):
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
    if match is None or not _allows_weekday(match) or is_glued(text, position):
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
    if match is None or not _allows_weekday(match) or is_glued(text, position):
        return None
    number = read_ordinal(match["number"] or match["roman"] or match["word"])
    if number < 1:
        return None
    return Expression(kind="number", rule="number", start=position, end=match.end(), number=number)


def _read_year(full: str | None, short: str | None) -> int | None:
    if full:
        return int(full)
    return widen_year(int(short)) if short else None


def _allows_weekday(match: re.Match[str]) -> bool:
    """Abbreviated weekdays have a capital: `So, 3.5.`, not `so 3.5.`."""
    short = match["abbreviation"]
    return short is None or short[0].isupper()


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
    if match["weekday"] or match["abbreviation"] or not _starts_line(text, match.start()):
        return True
    following = text[match.end() : match.end() + 2].strip()
    return not following[:1].isupper() or len(match["month"]) == 2


def _is_numbered(text: str, position: int) -> bool:
    """`Tabelle 4.1.`, `Kapitel 3.2.`: the number of a part."""
    return find_word_before(text, position).rstrip(".").lower() in PARTS


def _starts_line(text: str, position: int) -> bool:
    """Whether nothing but spaces stands in front of it in its line."""
    before = text[max(0, position - 12) : position].rpartition("\n")
    return not before[2].strip() and (before[1] == "\n" or position < 12)


def _is_street(text: str, position: int) -> bool:
    """`Straße des 17. Juni`, `Platz des 4. Juli`."""
    return bool(
        re.search(
            r"(?:[Ss]tr(?:aße|\.)|[Pp]latz|[Aa]llee|[Bb]rücke) des \Z",
            text[max(0, position - 12) : position],
        )
    )


def _close_bracket(text: str, match: re.Match[str], expression: Expression) -> Expression | None:
    """`Freitag (28.9.)`: the bracket that was opened belongs to it; None where it goes on."""
    if match["bracket"] is None:
        return expression
    if text[expression.end : expression.end + 1] != ")":
        return None
    return expression.stretch(expression.start, expression.end + 1)
