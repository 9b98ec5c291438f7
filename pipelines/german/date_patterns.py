"""What the patterns of calendar expressions are built of, and how their parts are read."""

import re
from collections.abc import Mapping

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import RelativeYear, Year


def is_short_month(word: str) -> bool:
    """Whether it is an abbreviation, which a full stop may follow.

    >>> is_short_month("sept"), is_short_month("mai")
    (True, False)
    """
    return len(word) < 5 and word not in {"mai", "juni", "juli", "juno", "märz"}


def read_month_name(words: str) -> int:
    """The number of a month.

    >>> read_month_name("Sept."), read_month_name("März")
    (9, 3)
    """
    return lexicon.MONTHS[words.lower().rstrip(".")]


# Building blocks of the patterns. All patterns are verbose and take no notice of case.
GAP = r"(?:[ ]{0,4}+(?:\r?\n)?+[ ]{0,4}+)"
SPACE = r"(?:[ ]{1,4}+(?:\r?\n)?+[ ]{0,4}+|\r?\n[ ]{0,4}+)"
WORD_END = r"(?![^\W_])(?!-(?:[^\W\d_]|,|\s(?:und|oder|bzw\.)\s)|\*)"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
FULL_YEAR = r"(?:19|20)\d\d"
_MONTH_NAMES = lexicon.match_words(lexicon.MONTHS)
_SHORT_MONTHS = lexicon.match_words(word for word in lexicon.MONTHS if is_short_month(word))
MONTH_NAME = rf"(?:(?:{_SHORT_MONTHS})\.|(?:{_MONTH_NAMES}))"
MONTH_END = rf"""
(?: e?s (?![^\W_]) )? (?: (?![^\W_]) | (?={FULL_YEAR}(?!\d)) | (?-i: (?<=[a-zä]) (?=[A-ZÄÖÜ]) ) )
(?! - (?! (?:{_MONTH_NAMES}) (?![^\W_]) ) [^\W\d_] | -[ ](?:und|oder|bis)\b )
"""
"""A month's name ends here: no `Maiwert`, no `Mai-Zahlen`, but `Mai-Juni` and `MaiWegen`."""
ADJECTIVE = rf"(?:{lexicon.match_words(lexicon.ADJECTIVES)})(?:e[nmrs]?)?"
ORDINAL_WORD = rf"(?:{lexicon.match_words(lexicon.ORDINALS)})e[nrsm]?"
NUMBER_WORD = lexicon.match_words(lexicon.NUMBERS)
WEEKDAY_NAME = lexicon.match_words(lexicon.WEEKDAYS)
PARTS_OF_DAY = lexicon.match_words(lexicon.PARTS_OF_DAY)
ORDINAL = rf"""
(?: (?P<number> \d{{1,2}} ) \. {GAP} | (?P<roman> iii|ii|iv|i ) \.? {SPACE}?
  | (?P<word> {ORDINAL_WORD} ) {SPACE} )
"""
"""An ordinal in front of what it numbers: `1. `, `III. `, `zweiten `."""
UNIT_OF_YEAR = r"""
(?: (?: kalender|haushalts|geschäfts|wirtschafts|rechnungs|berichts|förder|bilanz|kirchen )? jahr )
"""

YEAR_SUFFIX = rf"""
(?:
    {SPACE} (?: (?: (?:de[sr]|i[nm]|vom) {SPACE} )? {UNIT_OF_YEAR} (?:e?s)? {SPACE} | in {SPACE} )?
        (?P<year> {FULL_YEAR} ) (?!\d|[.,]\d|[/–-]\d)
  | {GAP} [’'‘´`] (?P<short_year> \d\d ) (?!\d)
  | {GAP} [/-] {GAP} (?P<joined_year> {FULL_YEAR} ) (?!\d|[.,]\d)
  | {SPACE} (?P<abbreviated> [dv] ) \. {GAP} j\.
  | {SPACE} de[sr] {SPACE} (?P<this_year> {UNIT_OF_YEAR}(?:e?s) ) {WORD_END}
  | {SPACE} (?:de[sr]{SPACE}|i[nm]{SPACE}|vom{SPACE})?
        (?P<year_adjective> {ADJECTIVE} ) {SPACE} {UNIT_OF_YEAR}(?:e?s)? {WORD_END}
  | {SPACE} vor {SPACE} (?P<years_ago> {NUMBER_WORD} | \d{{1,2}} ) {SPACE} jahr(?:en)? {WORD_END}
  | {SPACE} (?P<same_year> desselben | des {SPACE} (?:selben|gleichen) ) {SPACE} jahres {WORD_END}
  | (?P<glued_year> {FULL_YEAR} ) (?!\d|[.,]\d|[/–-]\d)
  | {SPACE} (?:de[sr]|i[nm]|vom) {SPACE}
        (?P<year_noun> vorvorjahr|vorjahr|folgejahr|berichtsjahr|gesamtjahr )(?:e?s)? {WORD_END}
)
"""
"""What a year is told by behind a day or month.

`2020`, `des Jahres 2020`, `’20`, `vor zwei Jahren`, `/2020`,
`vergangenen Jahres`, `des Vorjahres`, `d. J.`
"""

_YEAR_NOUNS: dict[str, RelativeYear] = {
    "vorvorjahr": RelativeYear("reported", -2),
    "vorjahr": RelativeYear("reported", -1),
    "folgejahr": RelativeYear("mentioned", 1),
    "berichtsjahr": RelativeYear("reported", 0),
    "gesamtjahr": RelativeYear("reported", 0),
}
_YEAR_GROUPS = frozenset(
    {"year", "joined_year", "short_year", "year_adjective", "abbreviated", "year_noun"}
    | {"years_ago", "glued_year", "same_year"}
)
_SPELLED = re.compile(r"\s+")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A verbose pattern that takes no notice of case."""
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def normalize_words(words: str) -> str:
    r"""The words in small letters with single spaces, as the lexicon has them.

    >>> normalize_words("Soeben\n abgelaufen")
    'soeben abgelaufen'
    """
    return _SPELLED.sub(" ", words).strip().lower()


def read_year_suffix(match: re.Match[str]) -> Year:
    """The year that a match names of a pattern whose last part is `YEAR_SUFFIX`."""
    name = match.lastgroup  # the suffix stands last; most expressions have none
    if name not in _YEAR_GROUPS:
        return None
    words = match[name]
    if name in {"year", "joined_year", "glued_year"}:
        return int(words)
    if name == "short_year":
        return widen_year(int(words))
    return _read_relative_year(name, words)


def _read_relative_year(name: str, words: str) -> RelativeYear:
    if name == "years_ago":
        return RelativeYear("published", -read_number(words))
    if name == "same_year":
        return RelativeYear("mentioned", 0)
    if name == "year_adjective":
        return RelativeYear("published", read_adjective(words))
    if name == "abbreviated":
        return RelativeYear("published", -1 if words.lower() == "v" else 0)
    return _YEAR_NOUNS[words.lower()]


def widen_year(short: int) -> int:
    """A year of two digits: up to 49 of this century, else of the last.

    >>> widen_year(20), widen_year(89)
    (2020, 1989)
    """
    return short + (2000 if short < 50 else 1900)


def read_adjective(words: str) -> int:
    """The offset of an adjective that places.

    >>> read_adjective("vergangenen"), read_adjective("dieses"), read_adjective("nächster")
    (-1, 0, 1)
    """
    return _read_declined(words, lexicon.ADJECTIVES)


def read_ordinal(words: str) -> int:
    """The number of an ordinal, in digits, roman or as a word; -1 for the last.

    >>> read_ordinal("zweiten"), read_ordinal("III"), read_ordinal("4")
    (2, 3, 4)
    """
    plain = words.rstrip(".").lower()
    if plain.isdigit():
        return int(plain)
    if plain in lexicon.ROMAN:
        return lexicon.ROMAN[plain]
    return _read_declined(plain, lexicon.ORDINALS)


def read_number(words: str) -> int:
    """A count in digits or as a word.

    >>> read_number("zwölf"), read_number("10")
    (12, 10)
    """
    plain = words.lower()
    return int(plain) if plain.isdigit() else lexicon.NUMBERS[plain]


def _read_declined(words: str, stems: Mapping[str, int]) -> int:
    plain = normalize_words(words)
    for ending in ("", "e", "en", "er", "es", "em"):
        stem = plain.removesuffix(ending) if ending else plain
        if (not ending or stem != plain) and stem in stems:
            return stems[stem]
    raise KeyError(words)


def find_word_before(text: str, position: int) -> str:
    """The word directly in front of a position, as it stands; empty where there is none.

    >>> find_word_before("im Jahr 2020", 8)
    'Jahr'
    """
    words = text[max(0, position - 30) : position].split()
    return words[-1] if words else ""


_ANY = re.compile(
    r"\b(?:(?:[Jj]ed|[Mm]anch|[Kk]ein|[Ee]in)(?:e[nmrs]?)?|[Pp]ro)\s(?:[a-zäöüß]+e[nmrs]?\s)?\Z"
    r"|(?:[Tt]ypisch|[Üü]blich|[Nn]ormal)\sfür\s(?:den|die)\s\Z"
)


def is_any(text: str, position: int) -> bool:
    """Whether what begins there is none that is meant: `jeden Mai`, `ein langes Wochenende`.

    >>> is_any("In jedem Sommer", 9), is_any("Im Sommer", 3)
    (True, False)
    """
    return _ANY.search(text, max(0, position - 30), position) is not None


def read_match_number(match: re.Match[str]) -> int:
    """The number of a match of `ORDINAL` or of the groups `short`, `behind`, `roman_of_year`."""
    groups = match.groupdict()
    for name in ("number", "roman", "word", "short", "behind", "roman_of_year"):
        if groups.get(name):
            return read_ordinal(groups[name])
    return 0


def is_in_address(text: str, position: int) -> bool:
    """Whether it goes on an address, a path or a number."""
    return position > 0 and text[position - 1] in "/_-.@=#&?"


def is_glued(text: str, position: int) -> bool:
    """Whether a letter or digit stands directly in front."""
    return position > 0 and (text[position - 1].isalnum() or text[position - 1] == "_")
