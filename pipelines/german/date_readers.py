"""Who may read what begins with a word of the calendar or with a number."""

import re
from collections.abc import Callable, Iterable

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
_BEHIND_NUMBER = re.compile(r"\.?[ ]{0,4}\n?[ ]{0,4}")
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


_BY_FIRST_WORD: tuple[tuple[Iterable[str], tuple[Reader, ...]], ...] = (
    (lexicon.MONTHS, (read_named_from, read_month)),
    (lexicon.WEEKDAYS, _WEEKDAY_READERS),
    (lexicon.SEASONS, (read_named_from, read_season, read_turn_of_season)),
    ((word for word in lexicon.HOLIDAY_NAMES if not word[0].isdigit()), (read_holiday,)),
    ((*lexicon.DAYS, *lexicon.PLACED_DAYS), (read_day_word,)),
    (lexicon.YEARS, (read_year_word,)),
    (lexicon.DECADES, (read_decade,)),
    (
        ("schuljahr", "ausbildungsjahr", "kindergartenjahr", "kitajahr", "lehrjahr"),
        (read_short_double_year, read_earlier),
    ),
    (
        (word for word in lexicon.ORDINALS if word != "acht"),
        (
            read_named_day,
            read_first_units,
            read_month_of_year,
            *_ORDINAL_READERS,
            read_number_before,
        ),
    ),
    (("vorletzt",), (read_month_of_year,)),
    (lexicon.ADJECTIVES, (read_placed_unit,)),
    (lexicon.CONTINUING, (read_same_time, read_same_unit, read_continued)),
    (("demselben", "derselben", "desselben", "dasselbe"), (read_same_time, read_same_unit)),
    (("dieselbe", "entsprechend", "vergleichbar"), (read_same_time, read_same_unit)),
    (("neue", "neuen"), (read_new_year,)),
    (("vor",), (read_ago,)),
    (("vorjahreszeit", "vorjahresvergleichszeit"), (read_same_time,)),
    (("vergleichszeitraum", "zeitraum", "vergleichsmonat"), (read_same_time,)),
    (NEIGHBOURS, (read_neighbour,)),
    (MONTHS_OF_YEAR_BEFORE, (read_month_of_year_before,)),
    (("jahres", "jahreswende", "vorjahres", "schuljahres", "ausbildungsjahres"), (read_turn,)),
    (("halbjahres", "quartals", "monats", "vormonats"), (read_turn,)),
    (("wochen",), (read_beside_holiday, read_turn)),
    (("anfang", "mitte", "ende", "beginn", "schluss", "ausgang"), (read_part,)),
    (("quartal", "schlussquartal", "jahresschlussquartal"), (read_quarter,)),
    (("auftaktquartal", "jahresauftaktquartal", "q1", "q2", "q3", "q4"), (read_quarter,)),
    (("halbjahr", "h1", "h2"), (read_half,)),
    (("kw", "kalenderwoche"), (read_week,)),
)


def _list_word_readers() -> dict[str, tuple[Reader, ...]]:
    """Readers by the word that an expression begins with."""
    lists: dict[str, list[Reader]] = {}
    for words, readers in _BY_FIRST_WORD:
        for word in words:
            lists.setdefault(word.split()[0], []).extend(readers)
    # the longest word wins the scan, so `ersten` must know the readers of `erst`
    return {
        word: tuple(
            dict.fromkeys(
                reader for stem in lists if word.startswith(stem) for reader in lists[stem]
            )
        )
        for word in lists
    }


WORD_READERS = _list_word_readers()


def pick_readers(text: str, match: re.Match[str]) -> tuple[Reader, ...]:
    """Who may read what begins here."""
    kind = str(match.lastgroup)
    if kind == "word":
        return WORD_READERS[match[0].lower()]
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
