"""Readers of counted times: `vor zwei Jahren`, `Jahr zuvor`, `ersten drei Monaten`."""

import re
from datetime import date

from pipelines.german.date_expressions import Expression, RelativeYear, Unit, Year
from pipelines.german.date_patterns import (
    FULL_YEAR,
    NUMBER_WORD,
    SPACE,
    WORD_END,
    YEAR_SUFFIX,
    compile_pattern,
    read_number,
    read_year_suffix,
)
from pipelines.german.timex import write_month

_AGO = compile_pattern(
    rf"""
    vor {SPACE}
    (?: (?: (?:ziemlich{SPACE})?genau|gut|rund|etwa|ca\.|circa|zirka|knapp|fast|beinahe|nun|bereits
          | schon|inzwischen
          | mittlerweile|exakt|ungefähr|nahezu|annähernd ) {SPACE} ){{0,2}}
    (?: (?P<fraction> einem{SPACE}(?P<half>halben)|einem{SPACE}dreiviertel|anderthalb
          | (?P<whole> {NUMBER_WORD} ) einhalb )
        {SPACE}
      | (?P<number> {NUMBER_WORD} | \d{{1,3}} ) {SPACE}
      | (?P<frist> jahresfrist ) {WORD_END}
    )
    (?(frist) | (?P<unit> (?: jahr|monat|woche|tag|jahrzehnt|quartal ) (?:en|n)? ) {WORD_END} )
    """
)


_EARLIER = compile_pattern(
    rf"""
    (?: (?P<school> (?:schul|ausbildungs|kindergarten|kita|lehr)jahr )
      | (?P<unit> jahre?|monate?|wochen?|tag[es]?|quartale?|jahrzehnte? ) ) {SPACE}
    (?: (?P<before> zuvor|davor|vorher|früher ) | (?P<after> später|danach|darauf ) ) {WORD_END}
    """
)
_NUMBER_IN_FRONT = compile_pattern(
    rf"(?<![^\W_]) (?<![.,]) (?P<number> {NUMBER_WORD} | \d{{1,2}} ) {SPACE} \Z"
)
_NOUN_UNITS: dict[str, tuple[Unit, int]] = {
    "jahr": ("year", 1),
    "mona": ("month", 1),
    "woch": ("week", 1),
    "tag": ("day", 1),
    "tage": ("day", 1),
    "tags": ("day", 1),
    "jahrz": ("year", 10),
    "quar": ("quarter", 1),
}


def _read_unit_noun(words: str) -> tuple[Unit, int]:
    plain = words.lower()
    if plain.startswith("jahrz"):
        return "year", 10
    return _NOUN_UNITS[plain[:4].rstrip("e") if plain.startswith("tag") else plain[:4]]


def read_ago(text: str, position: int) -> Expression | None:
    """`vor einem Jahr`, `vor zwei Monaten`, `vor Jahresfrist`, `vor zweieinhalb Jahren`."""
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
        if match["whole"]:
            months = 12 * read_number(match["whole"]) + 6
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
    """`Jahr zuvor`, `zwei Jahre zuvor`, `im Jahr darauf`; not `drei Wochen vorher`."""
    match = _EARLIER.match(text, position)
    if match is None:
        return None
    if match["school"]:
        return Expression(
            kind="shift",
            rule="earlier",
            start=position,
            end=match.end(),
            unit="school_year",
            by=-1 if match["before"] else 1,
            anchor="mentioned",
        )
    counted = _NUMBER_IN_FRONT.search(text, max(0, position - 24), position)
    number = read_number(counted["number"]) if counted else 1
    unit, size = _read_unit_noun(match["unit"])
    if unit != "year" and number > 1:
        return None
    if counted is None:
        plural = match["unit"].lower().endswith("e") and unit != "week"
        if plural:
            return None
    word = (match["before"] or match["after"]).lower()
    as_single = (
        number == 1 and unit != "day" and _THAN_ONE.search(text, max(0, position - 12), position)
    )
    if (word in _DURATION and not as_single) or (
        match["after"] and not _is_placed(match, unit, counted=counted is not None)
    ):
        return None  # `drei Wochen vorher`, `eine Woche später` count a duration
    return Expression(
        kind="shift",
        rule="earlier",
        start=counted.start() if counted else position,
        end=match.end(),
        unit=unit,
        by=(number if match["after"] else -number) * size,
        anchor="mentioned",
    )


def _is_placed(match: re.Match[str], unit: Unit, *, counted: bool) -> bool:
    """`im Jahr darauf`, `am Tag danach`, `in der Woche darauf`, `tags darauf`."""
    if unit in {"year", "month"}:
        return counted or match.string.endswith(("im ", "Im "), 0, match.start())
    if counted or match["after"].lower() == "später":
        return False
    if unit == "day":
        tags = match["unit"].lower() == "tags"
        return tags or match.string.endswith(("am ", "Am "), 0, match.start())
    return unit == "week" and match.string.endswith("n der ", 0, match.start())


_FIRST = compile_pattern(
    rf"""
    (?P<end> erste|letzte )[nr]? {SPACE} (?P<number> {NUMBER_WORD} | \d{{1,2}} ) {SPACE}
    (?: (?:kalender)?(?P<unit> monate|quartale|wochen|tage )n? ) {WORD_END}
    (?: {SPACE} des {SPACE} (?P<bare> (?P<new> neuen {SPACE} )?
          (?:kalender|haushalts|geschäfts)?jahres ) {WORD_END}
        (?! {SPACE} {FULL_YEAR} )
      | {SPACE} in {SPACE} (?P<in_year> {FULL_YEAR} ) (?!\d|[.,]\d)
      | {YEAR_SUFFIX} )?
    """
)


_THAN_ONE = re.compile(r"\bals ein(?:en|er)? $")
"""`120 weniger als einen Monat vorher`: then, and no duration."""
_DURATION = frozenset({"früher", "vorher"})
_COUNTED_UNITS: dict[str, Unit] = {
    "monate": "month", "quartale": "quarter", "wochen": "week", "tage": "day",
}  # fmt: skip
_MOST = {"month": 12, "quarter": 4, "week": 26, "day": 31}
_NOT_OF_A_YEAR = re.compile(
    r"\s+(?:nach|seit|de[rs]|eine[rs]|ihre[rsn]?|seine[rsn]?|im (?!Jahr|Vorjahr)|als|mit)\b"
)


def read_first_units(text: str, position: int) -> Expression | None:
    """`ersten drei Monaten des Jahres`, `ersten neun Monate 2023`, `letzten zwei Quartale 2020`."""
    match = _FIRST.match(text, position)
    if match is None:
        return None
    number, last = read_number(match["number"]), match["end"].lower() == "letzte"
    year: Year = read_year_suffix(match)
    if match["in_year"]:
        year = int(match["in_year"])
    if match["new"]:
        year = RelativeYear("published", 0)
    unit = _COUNTED_UNITS[match["unit"].lower()]
    if (year is None and match["bare"] is None) and (
        last or unit in {"week", "day"} or _NOT_OF_A_YEAR.match(text, match.end())
    ):
        return None
    if not 2 <= number <= _MOST[unit]:
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
    size = {"month": 12, "quarter": 4, "week": 52, "day": 31}[unit]
    first, last = (1, number) if number > 0 else (size + number + 1, size)
    if unit == "day":
        month = 1 if number > 0 else 12
        return f"{date(year, month, first)}/{date(year, month, last)}"
    if unit == "month":
        return f"{write_month(year, first)}/{write_month(year, last)}"
    sign, width = ("Q", 1) if unit == "quarter" else ("W", 2)
    return f"{year}-{sign}{first:0{width}d}/{year}-{sign}{last:0{width}d}"
