"""What may begin a calendar expression."""

import re
from collections.abc import Iterator

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_readers import WORD_READERS
from pipelines.german.words import WordTable

_MONTH_LETTERS = lexicon.join_first_letters(lexicon.MONTHS)


# Each part stands behind a look at its first character, which most words fail at once.
_WORD_BEGINNING = rf"""
(?=[JjMmWwQqTt])
    (?P<earlier> [JjMmWwQqTt](?:ahr|onat|oche|uartal|ag)(?:e|s|zehnte?)?
      (?= [ ]\n? (?:zuvor|davor|vorher|früher|später|danach|darauf|(?:vor|nach)[ ]) ) )
  | (?P<word> {lexicon.join_first_letters(WORD_READERS)} )
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
_FIRST_WORDS = lexicon.join_first_letters(re.split(r"\W", word)[0] for word in WORD_READERS)
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
