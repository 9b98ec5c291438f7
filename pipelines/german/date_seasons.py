"""Readers of seasons and decades."""

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import (
    FULL_YEAR,
    GAP,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    find_word_before,
    is_any,
    is_glued,
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
