"""What may begin a calendar expression, and who may read what begins there."""

import re
from collections.abc import Callable, Iterator

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_continued import read_continued, read_named_from
from pipelines.german.date_days import (
    read_named_day,
    read_number_before,
    read_number_behind_weekday,
    read_numeric_day,
    read_slashed_day,
)
from pipelines.german.date_expressions import Expression
from pipelines.german.date_holidays import read_beside_holiday, read_holiday
from pipelines.german.date_months import (
    read_day_of_month,
    read_half_of_month,
    read_month,
    read_month_of_year,
    read_numeric_month,
    read_week_of_month,
    read_weekday_of_month,
)
from pipelines.german.date_neighbours import (
    MONTHS_OF_YEAR_BEFORE,
    NEIGHBOURS,
    read_month_of_year_before,
    read_neighbour,
    read_same_time,
    read_same_unit,
)
from pipelines.german.date_periods import read_half, read_quarter, read_week
from pipelines.german.date_placed import read_new_year, read_placed_unit
from pipelines.german.date_seasons import read_decade, read_season
from pipelines.german.date_spans import read_ago, read_earlier, read_first_units
from pipelines.german.date_turns import Part, read_part, read_turn, read_turn_of_season
from pipelines.german.date_words import read_day_word, read_weekday, read_year_word
from pipelines.german.date_years import read_old_year, read_short_double_year, read_year
from pipelines.german.words import WordTable

Reader = Callable[[str, int], Expression | Part | None]


_DAY_READERS: tuple[Reader, ...] = (
    read_numeric_day,
    read_slashed_day,
    read_named_day,
)


_ORDINAL_READERS: tuple[Reader, ...] = (
    read_quarter,
    read_half,
    read_week,
    read_week_of_month,
    read_weekday_of_month,
    read_half_of_month,
    read_holiday,
)


# A number is read by what stands behind it and its full stop.
_DIGITS_BEFORE_DIGIT: tuple[Reader, ...] = (
    read_numeric_day,
    read_slashed_day,
    read_numeric_month,
    read_number_before,
)
_DIGITS_BEFORE_WORD: tuple[Reader, ...] = (
    read_named_day,
    read_day_of_month,
    *_ORDINAL_READERS,
    read_decade,
    read_number_before,
)
_DIGITS_BEFORE_MARK: tuple[Reader, ...] = (
    read_slashed_day,
    read_numeric_month,
    read_number_before,
)
_YEAR_BEFORE_MARK: tuple[Reader, ...] = (read_slashed_day, read_numeric_month, read_year)
_YEAR_BEFORE_WORD: tuple[Reader, ...] = (read_decade, read_year)
_BEHIND_NUMBER = re.compile(r"\.?[ \u00ad]{0,4}\n?[ ]{0,4}")
_ROMAN_READERS: tuple[Reader, ...] = (
    read_quarter,
    read_half,
    read_number_before,
)


_WEEKDAY_READERS: tuple[Reader, ...] = (
    *_DAY_READERS,
    read_number_behind_weekday,
    read_beside_holiday,
    read_named_from,
    read_weekday,
)


_READERS = {
    "weekday": _DAY_READERS,
    "roman": _ROMAN_READERS,
    "decade": (read_decade,),
    "old": (read_old_year,),
    "earlier": (read_earlier, read_beside_holiday),
}


def _list_word_readers() -> dict[str, tuple[Reader, ...]]:
    """Readers by the word that an expression begins with."""
    lists: dict[str, list[Reader]] = {}

    def add(words: "list[str] | tuple[str, ...]", *readers: Reader) -> None:
        for word in words:
            known = lists.setdefault(word.split()[0], [])
            known.extend(reader for reader in readers if reader not in known)

    add(list(lexicon.MONTHS), read_named_from, read_month)
    add(list(lexicon.WEEKDAYS), *_WEEKDAY_READERS)
    add(list(lexicon.SEASONS), read_named_from, read_season, read_turn_of_season)
    add([word for word in lexicon.HOLIDAY_NAMES if not word[0].isdigit()], read_holiday)
    add(list(lexicon.DAYS), read_day_word)
    add(list(lexicon.YEARS), read_year_word)
    add(list(lexicon.PLACED_DAYS), read_day_word)
    add(list(lexicon.DECADES), read_decade)
    add(
        ["schuljahr", "ausbildungsjahr", "kindergartenjahr", "kitajahr", "lehrjahr"],
        read_short_double_year,
        read_earlier,
    )
    add(
        [word for word in lexicon.ORDINALS if word != "acht"],
        read_named_day,
        read_first_units,
        read_month_of_year,
        *_ORDINAL_READERS,
        read_number_before,
    )
    add(["vorletzt"], read_month_of_year)
    add(list(lexicon.ADJECTIVES), read_placed_unit)
    add(list(lexicon.CONTINUING), read_same_time, read_same_unit, read_continued)
    add(
        [
            "demselben",
            "derselben",
            "desselben",
            "dasselbe",
            "dieselbe",
            "entsprechend",
            "vergleichbar",
        ],
        read_same_time,
        read_same_unit,
    )
    add(["neue", "neuen"], read_new_year)
    add(["vor"], read_ago)
    add(
        ["vorjahreszeit", "vorjahresvergleichszeit", "vergleichszeitraum", "zeitraum"],
        read_same_time,
    )
    add(["vergleichsmonat"], read_same_time)
    add(list(NEIGHBOURS), read_neighbour)
    add(list(MONTHS_OF_YEAR_BEFORE), read_month_of_year_before)
    add(
        [
            "jahres",
            "jahreswende",
            "monats",
            "quartals",
            "halbjahres",
            "schuljahres",
            "ausbildungsjahres",
            "vorjahres",
            "vormonats",
        ],
        read_turn,
    )
    add(["wochen"], read_beside_holiday, read_turn)
    add(["anfang", "mitte", "ende", "beginn", "schluss", "ausgang"], read_part)
    add(
        [
            "quartal",
            "schlussquartal",
            "jahresschlussquartal",
            "auftaktquartal",
            "jahresauftaktquartal",
        ],
        read_quarter,
    )
    add(["halbjahr"], read_half)
    add(["kw", "kalenderwoche"], read_week)
    add([f"q{n}" for n in range(1, 5)], read_quarter)
    add(["h1", "h2"], read_half)
    # the longest word wins the scan, so `ersten` must know the readers of `erst`
    return {
        word: tuple(
            dict.fromkeys(
                reader for stem in lists if word.startswith(stem) for reader in lists[stem]
            )
        )
        for word in lists
    }


_WORD_READERS = _list_word_readers()


_MONTH_LETTERS = lexicon.join_first_letters(lexicon.MONTHS)


# Each part stands behind a look at its first character, which most words fail at once.
_WORD_BEGINNING = rf"""
(?=[JjMmWwQqTt])
    (?P<earlier> [JjMmWwQqTt](?:ahr|onat|oche|uartal|ag)(?:e|s|zehnte?)?
      (?= [ ]\n? (?:zuvor|davor|vorher|früher|später|danach|darauf|(?:vor|nach)[ ]) ) )
  | (?P<word> {lexicon.join_first_letters(_WORD_READERS)} )
  | (?=I) (?P<roman> I{{1,3}}|IV ) (?= \.?[ ]?(?:[QVH]|und|bis|u\.|[/–-]) )
  | (?=[MDFS]) (?P<weekday> M[oi]|D[io]|Fr|S[ao]|MO|DI|MI|DO|FR|SA|SO )
    (?= [.,]{{0,2}} [ ]? (?:den[ ])? \d | [ ]\( )
"""
_NUMBER_BEGINNING = rf"""
(?=[0-9]) (?<! [\d.,] )
    (?: (?P<year> (?:19|20)\d\d ) (?!\d)
      | (?P<old> 1[5-8]\d\d ) (?!\d)
      | (?P<digits> \d\d? )
        (?= \. (?! \d\d\d (?!\d) ) | /[ ]?\d | [–-]\d | [ ]{_MONTH_LETTERS} | te[rn]?[ ]
          | er[ -]Jahr | [ ](?:bis|auf|und|–|-)[ ]\d\d?(?: \. | [ ]?{_MONTH_LETTERS} ) )
      | (?P<decade> \d0 | (?:19|20)\d0 ) (?= er[ -]{{0,2}}[Jj]ahr )
    )
"""
_BEGINNING = rf"(?: {_WORD_BEGINNING} | {_NUMBER_BEGINNING} )"
"""A word that may begin a date, or a number that may (no decimal, no thousands)."""

SCAN = re.compile(rf"\b {_BEGINNING}", re.VERBOSE)
_SCAN_GLUED = re.compile(rf"(?: \b | (?<=[^\W\d_])(?=\d) ) {_BEGINNING}", re.VERBOSE)
"""Also inside of `Weiß02.12.2020MKK`; twice as slow."""
_YEAR_OF_DAY = re.compile(r"\.(?:19|20)\d\d")
_GLUED_DAY = re.compile(r"[^\W\d_]\d{1,2}\.\d{1,2}\Z")
_FIRST_WORDS = lexicon.join_first_letters(re.split(r"\W", word)[0] for word in _WORD_READERS)
_MAY_BEGIN = re.compile(
    rf"""
    {_FIRST_WORDS} | [JjMmWwQqTt](?:ahr|onat|oche|uartal|ag)(?:e|s|zehnte?)?\Z
  | (?:I{{1,3}}|IV|M[oi]|D[io]|Fr|S[ao]|MO|DI|MI|DO|FR|SA|SO)\Z
    """,
    re.VERBOSE,
)
_WORDS = WordTable(lambda word: True if _MAY_BEGIN.match(word) else None)
"""The words that may begin a date, whatever stands behind them."""
_NUMBERS = re.compile(rf"[0-9] (?<! [\w.,]. ) (?<= (?={_NUMBER_BEGINNING}) . )", re.VERBOSE)
"""It begins with a class of characters, by which the scan skips all others."""


def find_beginnings(text: str) -> Iterator[re.Match[str]]:
    """Every place in a text at which a calendar expression may begin, in order."""
    if _has_glued_day(text):
        return _SCAN_GLUED.finditer(text)
    places = [at for at, _ in _WORDS.find(text)]
    places += [number.start() for number in _NUMBERS.finditer(text)]
    places.sort()
    return filter(None, (SCAN.match(text, place) for place in places))


def _has_glued_day(text: str) -> bool:
    """A full date is glued to the word before it: `Weiß02.12.2020`."""
    return any(
        _GLUED_DAY.search(text, max(0, year.start() - 6), year.start())
        for year in _YEAR_OF_DAY.finditer(text)
    )


def pick_readers(text: str, match: re.Match[str]) -> tuple[Reader, ...]:
    """Who may read what begins here."""
    kind = str(match.lastgroup)
    if kind == "word":
        return _WORD_READERS[match[0].lower()]
    if kind == "year":
        mark = text[match.end() : match.end() + 1]
        if mark and mark in "-./–":
            return _YEAR_BEFORE_MARK
        return _YEAR_BEFORE_WORD if mark == "e" else (read_year,)
    if kind == "digits":
        behind = _BEHIND_NUMBER.match(text, match.end())
        mark = text[behind.end() : behind.end() + 1] if behind else ""
        if mark.isdigit():
            return _DIGITS_BEFORE_DIGIT
        return _DIGITS_BEFORE_WORD if mark.isalpha() else _DIGITS_BEFORE_MARK
    return _READERS[kind]
