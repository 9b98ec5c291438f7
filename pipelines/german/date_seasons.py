"""Readers of seasons, holidays and decades."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import (
    FULL_YEAR,
    GAP,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    Expression,
    compile_pattern,
    find_word_before,
    is_any,
    is_glued,
    normalize_words,
    read_year_suffix,
)

_SEASON = compile_pattern(
    rf"""
    (?P<season> {lexicon.match_words(lexicon.SEASONS)} ) s? {WORD_END}
    (?: {SPACE} (?P<double> {FULL_YEAR} ) {GAP}[/–-]{GAP} (?: {FULL_YEAR} | \d\d ) (?!\d)
      | {YEAR_SUFFIX}
    )?
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


_OTHER_SEASON = compile_pattern(
    rf"{GAP}[/–-]{GAP}(?:{lexicon.match_words(lexicon.SEASONS)}){SPACE}{FULL_YEAR}"
)
"""`Herbst/Winter 2021`"""


def read_season(text: str, position: int) -> Expression | None:
    """`Sommer 2012`, `Winter 2015/16`, `Herbst des Vorjahres`; not `jeden Sommer`."""
    match = _SEASON.match(text, position)
    if match is None or is_glued(text, position):
        return None
    name = match["season"].lower()
    year = int(match["double"]) if match["double"] else read_year_suffix(match)
    before = find_word_before(text, position).lower().strip('(„"')
    if is_any(text, position):
        return None
    if (
        year is None
        and name in {"sommer", "herbst", "winter"}
        and before not in _SEASON_PREPOSITION
        and not _OTHER_SEASON.match(text, match.end())
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


_HOLIDAY_NAMES = "|".join(
    re.escape(name) for name in sorted(lexicon.HOLIDAY_NAMES, key=len, reverse=True)
)
_HOLIDAY = compile_pattern(
    rf"""
    (?P<name> {_HOLIDAY_NAMES} ) [sn]? {WORD_END}
    (?: {YEAR_SUFFIX} )?
    """
)


_BOTH_DAYS = compile_pattern(
    rf"""
    (?: 1\. | ersten? ) {GAP} (?:und|/|bis) {GAP} (?: 2\. | zweiten? ) {GAP}
    (?P<name> weihnachts(?:feier)?tag ) (?:e?s)? {WORD_END} (?: {YEAR_SUFFIX} )?
    """
)


def _read_both_days(text: str, position: int) -> Expression | None:
    """`1. und 2. Weihnachtstag`: both days."""
    match = _BOTH_DAYS.match(text, position)
    if match is None:
        return None
    second = Expression(
        kind="holiday",
        rule="holiday",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code="2. weihnachtstag",
    )
    return second._replace(code="1. weihnachtstag", to=second)


def read_holiday(text: str, position: int) -> Expression | None:
    """`Silvester`, `Ostermontag 2021`, `Tag der Deutschen Einheit`, `Buß- und Bettag`."""
    both = _read_both_days(text, position)
    if both:
        return both
    match = _HOLIDAY.match(text, position)
    if match is None or is_glued(text, position):
        return None
    holiday = Expression(
        kind="holiday",
        rule="holiday",
        start=position,
        end=match.end(),
        year=read_year_suffix(match),
        code=normalize_words(match["name"]),
    )
    return _read_feast(holiday)


def _read_feast(holiday: Expression) -> Expression:
    """`Karwoche`, `Osterwochenende`, `Weihnachtsfeiertage`: more than a day."""
    name = holiday.code
    if name in lexicon.FEAST_WEEKS:
        return holiday._replace(code=lexicon.FEAST_WEEKS[name], unit="week")
    if name in lexicon.FEAST_WEEKENDS:
        return holiday._replace(code=lexicon.FEAST_WEEKENDS[name], unit="weekend")
    if name in lexicon.FEAST_SPANS:
        first, last = lexicon.FEAST_SPANS[name]
        return holiday._replace(code=first, to=holiday._replace(code=last))
    return holiday


_DECADE = compile_pattern(
    rf"""
    (?: (?P<digits> (?:19|20)?\d0 ) er [ -]{{0,2}} jahre?n?
      | (?P<word> {lexicon.match_words(lexicon.DECADES)} ) {GAP}-?{GAP} jahren?
      | (?P<joined> nullerjahren? ) )
    {WORD_END}
    """
)


def read_decade(text: str, position: int) -> Expression | None:
    """`90er Jahre`, `1990er-Jahren`, `neunziger Jahre`: three digits, as TIMEX3 has it."""
    match = _DECADE.match(text, position)
    if match is None or is_glued(text, position):
        return None
    if match["digits"]:
        digits = match["digits"]
        value = digits[:3] if len(digits) == 4 else "19" + digits[0]
    elif match["joined"]:
        value = "200"
    else:
        value = str(lexicon.DECADES[match["word"].lower()])
    return Expression(kind="value", rule="decade", start=position, end=match.end(), value=value)
