"""Reader of years, told from the counts that look like one."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression
from pipelines.german.date_or_count import YEAR_PREPOSITION, is_year
from pipelines.german.date_patterns import (
    ADJECTIVE,
    FULL_YEAR,
    GAP,
    ORDINAL_WORD,
    SPACE,
    compile_pattern,
    find_word_before,
    widen_year,
)

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


_YEAR_NOUN = compile_pattern(r"[\w-]{0,30}jahr(?:e[ns]?|s)?")


_NO_YEAR_NOUN = re.compile(r"(?i)\w*(?:halb|viertel|früh|bau|geburts|lebens)jahr(?:e[ns]?|s)?\Z")


_PLACED_BEFORE = compile_pattern(
    rf"(?<![^\W_]) (?: {ORDINAL_WORD} | {ADJECTIVE} | neue[nsrm]? ) {SPACE} \Z"
)
"""What places the year stays: `ersten Corona-Jahr 2020`."""
_OLD_YEAR = re.compile(r"1[5-8]\d\d(?!\d|[.,]\d|\s?(?:€|%|Euro|Prozent))")
_FOUNDED = re.compile(r"\s(?:ge|er|ein|ent)(?:gründet|baut|richtet|öffnet|weiht|standen)(?!\w)")
_SHORT_DOUBLE = compile_pattern(
    rf"""
    (?: schul|ausbildungs|kindergarten|kita|lehr ) jahr (?:e?s|e|en)? {SPACE}
    (?P<first> \d\d ) {GAP}/{GAP} (?P<second> \d\d ) (?! \d | [.,/]\d )
    """
)


def read_short_double_year(text: str, position: int) -> Expression | None:
    """`Schuljahr 20/21`."""
    match = _SHORT_DOUBLE.match(text, position)
    if match is None or int(match["second"]) != int(match["first"]) + 1:
        return None
    first = widen_year(int(match["first"]))
    return Expression(
        kind="value",
        rule="double_year",
        start=position,
        end=match.end(),
        value=f"{first}/{first + 1}",
    )


# `2000 bis 3000 Euro`
_PERIODS = ("periode", "zeitraum", "phase", "jahren", "jahre")
"""Behind these `2010/15` is a span."""
_PLANNED_AHEAD = 3
"""So many years ahead a budget or a plan bears its year; what is further ahead is a name."""


def read_year(text: str, position: int) -> Expression | None:
    """`2020`, `Jahr 2005`, `Schuljahr 2022/23`, `2019-2022`; not `2017 Menschen`, `Agenda 2030`."""
    if position and (text[position - 1].isalnum() or text[position - 1] in "_/@#.,:-−+&=$§"):
        return None
    match = _YEAR.match(text, position)
    if match is None:
        return None
    first, second = int(match["year"]), match["second"]
    value, end = str(first), match.end("year")
    rule = "year"
    if second:
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        period = find_word_before(text, position).lower().endswith(_PERIODS)
        mark = "-" if period else match["mark"]
        if not _is_second_year(first, last, second, mark):
            if _SINGLE_YEAR.match(text, position) is None:
                return None
        else:
            value, end, rule = f"{first}/{last}", match.end(), "double_year"
    word = find_word_before(text, position)
    start = position
    if word.lower() in lexicon.MONTHS:
        return None  # of a day that is none: `32. Oktober 2015`
    if _YEAR_NOUN.fullmatch(word) and not _NO_YEAR_NOUN.match(word):
        start = text.rindex(word, 0, position)
        placed = _PLACED_BEFORE.search(text, max(0, start - 24), start)
        start = placed.start() if placed else start
    elif (rule == "year" and not is_year(text, position, end, word)) or (
        rule == "double_year" and word.lower().strip("(:") in lexicon.NAMES
    ):
        return None
    return Expression(kind="value", rule=rule, start=start, end=end, value=value)


def read_old_year(text: str, position: int) -> Expression | None:
    """`Jahr 1648`, `seit 1875`, `1898 erbaut`: before 1900 only where the words say so."""
    match = _OLD_YEAR.match(text, position)
    if match is None:
        return None
    word = find_word_before(text, position)
    named = _YEAR_NOUN.fullmatch(word) is not None
    told = word.lower() in {"seit", "anno"}
    if not named and not told and not _FOUNDED.match(text, match.end()):
        return None
    start = text.rindex(word, 0, position) if named else position
    return Expression(kind="value", rule="year", start=start, end=match.end(), value=match[0])


def is_name(text: str, expression: Expression, published: int) -> bool:
    """Whether a year years ahead stands behind a noun: `Leitbild 2030`, `Jobcenter 2030`."""
    if expression.rule != "year" or not text[expression.start].isdigit():
        return False
    if int(expression.value) <= published + _PLANNED_AHEAD:
        return False
    word = find_word_before(text, expression.start).strip('„"»(')
    return word[:1].isupper() and word.isalpha() and word.lower() not in YEAR_PREPOSITION


def _is_second_year(first: int, last: int, words: str, mark: str) -> bool:
    """`2022/23`, `2019–2022`, `2014/2020`; not `2022/15`."""
    if len(words) == 2:
        return last == first + 1 or (mark != "/" and first < last < first + 40)
    return first < last < first + 60
