"""Calendar expressions of German prose, found and read against the day of publication."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve

from pipelines.german import date_lexicon as lexicon
from pipelines.german import date_readers as absolute
from pipelines.german import date_relative as relative
from pipelines.german.date_expressions import Expression, RelativeYear
from pipelines.german.date_relative import Part
from pipelines.german.date_series import add_clock, find_joint, is_day, join_series
from pipelines.german.date_values import Resolver
from pipelines.german.text import FILLER, fold_text
from pipelines.german.timex import date_span
from pipelines.items import DateMention

_Reader = Callable[[str, int], "Expression | Part | None"]
_LONGEST_SERIES = 12


class DateReading(NamedTuple):
    """What was read of a text: its mentions and the period that it reports on."""

    mentions: tuple[DateMention, ...]
    reported: str | None


def find_dates(text: str, *, reference: date | None, title: str = "") -> tuple[DateMention, ...]:
    """The calendar expressions of a text in order, none overlapping another.

    `reference` is the day of publication; without it only absolute expressions are read. `title`
    is context (what the announcement reports on), never a source of mentions.

    >>> for mention in find_dates("Am 3. und 4. Mai, nicht im Vormonat.", reference=date(2024, 4, 2)):
    ...     print(mention.quote, mention.value, mention.rule)
    3. und 4. Mai 2024-05-03/2024-05-04 neighbours
    Vormonat 2024-02 neighbour_unit
    """
    return read_dates(text, reference=reference, title=title).mentions


def find_reported_period(text: str, title: str, reference: date | None) -> str | None:
    """The month, quarter, half-year or year an announcement reports on, as a TIMEX3 value.

    >>> find_reported_period("Die Zahl sank auf 812.", "Monatsmeldung November", date(2020, 12, 2))
    '2020-11'
    """
    return read_dates(text, reference=reference, title=title).reported


@lru_cache(maxsize=8)
def read_dates(text: str, *, reference: date | None, title: str = "") -> DateReading:
    """Mentions and reported period in one go."""
    folded = fold_text(text)
    expressions = find_expressions(folded)
    folded_title = fold_text(title)
    reported = _find_reported(
        folded_title, find_expressions(folded_title), reference, is_title=True
    ) or _find_reported(folded, expressions[:_LEAD], reference, is_title=False)
    resolver = Resolver(text=folded, reference=reference, reported=reported)
    mentions = []
    for position, expression in enumerate(expressions):
        value = resolver.resolve(_take_apposition(folded, expressions, position))
        if value is not None:
            mentions.append(
                DateMention(
                    quote=text[expression.start : expression.end],
                    start=expression.start,
                    end=expression.end,
                    value=value,
                    rule=expression.rule,
                )
            )
    return DateReading(tuple(mentions), reported)


# What can begin an expression, and who reads it.

_DAY_READERS: tuple[_Reader, ...] = (
    absolute.read_numeric_day,
    absolute.read_slashed_day,
    absolute.read_named_day,
)
_ORDINAL_READERS: tuple[_Reader, ...] = (
    absolute.read_quarter,
    absolute.read_half,
    absolute.read_week,
    absolute.read_week_of_month,
    absolute.read_weekday_of_month,
    absolute.read_holiday,
)
_DIGIT_READERS: tuple[_Reader, ...] = (
    *_DAY_READERS,
    absolute.read_numeric_month,
    *_ORDINAL_READERS,
    absolute.read_decade,
    absolute.read_number_before,
)
_YEAR_READERS: tuple[_Reader, ...] = (
    absolute.read_slashed_day,
    absolute.read_numeric_month,
    absolute.read_decade,
    absolute.read_year,
)
_ROMAN_READERS: tuple[_Reader, ...] = (
    absolute.read_quarter,
    absolute.read_half,
    absolute.read_number_before,
)
_WEEKDAY_READERS: tuple[_Reader, ...] = (
    *_DAY_READERS,
    absolute.read_number_behind_weekday,
    relative.read_weekday,
)


def _list_word_readers() -> dict[str, tuple[_Reader, ...]]:
    """Readers by the word that an expression begins with."""
    lists: dict[str, list[_Reader]] = {}

    def add(words: "list[str] | tuple[str, ...]", *readers: _Reader) -> None:
        for word in words:
            known = lists.setdefault(word.split()[0], [])
            known.extend(reader for reader in readers if reader not in known)

    add(list(lexicon.MONTHS), absolute.read_month)
    add(list(lexicon.WEEKDAYS), *_WEEKDAY_READERS)
    add([word for word in lexicon.SEASONS], absolute.read_season)
    add([word for word in (*lexicon.HOLIDAYS, *lexicon.ADVENT_HOLIDAYS) if not word[0].isdigit()],
        absolute.read_holiday)
    add(list(lexicon.DAYS), relative.read_day_word)
    add(list(lexicon.YEARS), relative.read_year_word)
    add(list(lexicon.PLACED_DAYS), relative.read_day_word)
    add(list(lexicon.DECADES), absolute.read_decade)
    add([word for word in lexicon.ORDINALS if word != "acht"], absolute.read_named_day,
        relative.read_first_units, *_ORDINAL_READERS, absolute.read_number_before)
    add(list(lexicon.ADJECTIVES), relative.read_placed_unit)
    add(list(lexicon.CONTINUING), relative.read_same_time, relative.read_same_unit)
    add(["demselben", "derselben", "desselben", "dasselbe", "dieselbe", "entsprechend", "vergleichbar"],
        relative.read_same_time, relative.read_same_unit)
    add(["neuen"], relative.read_new_year)
    add(["vor"], relative.read_ago)
    add(["vorjahreszeit", "vorjahresvergleichszeit", "vergleichszeitraum", "zeitraum"], relative.read_same_time)
    add(["vergleichsmonat"], relative.read_same_time)
    add(list(relative.NEIGHBOURS), relative.read_neighbour)
    add(["jahres", "monats", "quartals", "halbjahres", "wochen", "schuljahres", "ausbildungsjahres", "vorjahres", "vormonats"],
        relative.read_turn)
    add(["anfang", "mitte", "ende", "beginn", "schluss", "ausgang"], relative.read_part)
    add(["jahr", "monat", "woche", "quartal", *lexicon.NUMBERS], relative.read_earlier)
    add(["quartal", "schlussquartal", "jahresschlussquartal", "auftaktquartal", "jahresauftaktquartal"], absolute.read_quarter)
    add(["halbjahr"], absolute.read_half)
    add(["kw", "kalenderwoche"], absolute.read_week)
    add([f"q{n}" for n in range(1, 5)], absolute.read_quarter)
    add(["h1", "h2"], absolute.read_half)
    # the longest word wins the scan, so `ersten` must know the readers of `erst`
    return {
        word: tuple(dict.fromkeys(
            reader for stem in lists if word.startswith(stem) for reader in lists[stem]
        ))
        for word in lists
    }


_WORD_READERS = _list_word_readers()
_MONTH_LETTERS = lexicon.join_first_letters(lexicon.MONTHS)
_SCAN = re.compile(
    rf"""
    (?<![^\W\d_])                       # a word begins …
    (?: (?P<word> {lexicon.join_first_letters(_WORD_READERS)} )   # … that may begin a date
      | (?P<roman> I{{1,3}}|IV ) (?= \.?[ ]?(?:[QVH]|und|bis|u\.|[/–-]) )
      | (?P<weekday> M[oi]|D[io]|Fr|S[ao]|MO|DI|MI|DO|FR|SA|SO ) (?= [.,]{{0,2}}[ ]?(?:den[ ])?\d|[ ]\( )
    )
  | (?<! [\d.,] )                       # a number begins …
    (?: (?P<year> (?:19|20)\d\d ) (?!\d)   # … that may be a year
      | (?P<digits> \d\d? )
        (?= \.(?!\d\d\d(?!\d)) | /[ ]?\d | [–-]\d | [ ]{_MONTH_LETTERS} | te[rn]?[ ] | er[ -]Jahr | [ ](?:bis|auf|und|–|-)[ ]\d\d?(?:\.| [ ]?{_MONTH_LETTERS}) )
      | (?P<decade> \d0 | (?:19|20)\d0 ) (?= er[ -]{{0,2}}[Jj]ahr )
    )
    """,
    re.VERBOSE,
)


def find_expressions(text: str) -> list[Expression]:
    """The expressions of a folded text in order, ranges and neighbours already one."""
    found: list[Expression] = []
    done = 0
    for match in _SCAN.finditer(text):
        if match.start() >= done:
            series, done = _read_series(text, match)
            found.extend(series)
    return found


def _read_series(text: str, match: re.Match[str]) -> tuple[list[Expression], int]:
    """The expressions that begin here and belong together, and where they end."""
    first = _read_point(text, match)
    if first is None:
        return [], match.start()
    items, joints = [first], []
    if is_day(first) and (named := _read_apposition(text, first)):
        items = [named]
    while len(items) < _LONGEST_SERIES:
        joint = find_joint(text, items[-1].end)
        if joint is None:
            break
        following = _read_ahead(text, joint.end())
        if following is None or following.start < items[-1].end:
            break
        items.append(following)
        joints.append(str(joint.lastgroup))
    while items and items[-1].kind == "number":
        items.pop()
    if not items:
        return [], match.start()
    return join_series(text, items, joints), items[-1].end


_APPOSITION = re.compile(r"[ \u00ad]{0,2},?[ \u00ad]{0,2}\n?(?:(?P<bracket>\()|(?:de[nmr] )?)(?=\d)")
_NAMELESS = frozenset({"day_word", "weekday", "placed_weekday"})


def _read_apposition(text: str, day: Expression) -> Expression | None:
    """`kommenden Montag, 8. Mai`, `heute (22.9.)`: the day that was meant stands behind."""
    if day.rule not in _NAMELESS or day.clock:
        return None
    gap = _APPOSITION.match(text, day.end)
    named = _read_ahead(text, gap.end()) if gap else None
    if gap is None or named is None or named.kind != "day":
        return None
    if gap["bracket"] and text[named.end : named.end + 1] != ")":
        return None
    return named.stretch(day.start, named.end + (1 if gap["bracket"] else 0))


def _read_ahead(text: str, position: int) -> Expression | None:
    """The expression that begins exactly here; its noun may stand before it (`Jahr 2015`)."""
    match = _SCAN.match(text, position)
    read = _read_point(text, match) if match else None
    if read is None and (noun := _NOUN_AHEAD.match(text, position)):
        match = _SCAN.match(text, noun.end())
        read = _read_point(text, match) if match else None
    return read


def _read_point(text: str, match: re.Match[str]) -> Expression | None:
    position = match.start()
    kind = match.lastgroup
    if kind == "word":
        readers = _WORD_READERS[match[0].lower()]
    elif kind == "digits":
        readers = _DIGIT_READERS
    elif kind == "year":
        readers = _YEAR_READERS
    elif kind == "weekday":
        readers = _DAY_READERS
    elif kind == "roman":
        readers = _ROMAN_READERS
    else:
        readers = (absolute.read_decade,)
    for reader in readers:
        read = reader(text, position)
        if isinstance(read, Part):
            read = _read_behind_part(text, read)
        if read is not None:
            if read.kind == "number" and find_joint(text, read.end) is None:
                continue
            return _end_at_filler(text, add_clock(text, read))
    return None


_PARTLY = frozenset({"month", "quarter", "half", "season", "shift", "turn", "week", "value", "same", "week_of_month"})


def _read_behind_part(text: str, part: Part) -> Expression | None:
    """`Ende` and what it is the end of."""
    read = _read_ahead(text, part.end)
    if read is None or read.kind not in _PARTLY or (read.kind == "shift" and read.unit == "day"):
        return None
    return evolve(read, start=part.start, rule="part")


_NOUN_AHEAD = re.compile(
    r"(?:[^\W\d_][\w-]{0,30})?(?:[Jj]ahre?[sn]?|[Mm]onat(?:e|en|s|es)?)[ \u00ad]{1,3}\n?(?=(?:19|20)\d\d|[A-Z])"
)
_LEAD = 12
"""So many expressions at the beginning of a text may say what it reports on."""


def _end_at_filler(text: str, expression: Expression) -> Expression:
    end = expression.end
    while end < len(text) and text[end] == FILLER:
        end += 1
    return expression if end == expression.end else expression.stretch(expression.start, end)


_COMPARED = re.compile(
    r"\b(?:gegenüber|als|seit|bis|wie|ab|nach|vor|statt|zum|vom|von|auf|noch|zur|um)\s+(?:(?:im|dem|den|zum|der|am|in)\s+)?\Z",
    re.IGNORECASE,
)
_COMPARED_IN_TITLE = re.compile(
    r"\b(?:gegenüber|als|seit|bis|wie|ab|vor|nach)\s+(?:(?:im|dem|den|zum|der|am|in)\s+)?\Z", re.IGNORECASE
)
_REPORTABLE = frozenset({"month", "quarter", "half"})
_REPORTABLE_RULES = frozenset({"numeric_month", "year", "double_year"})


def _find_reported(
    text: str, expressions: list[Expression], reference: date | None, *, is_title: bool
) -> str | None:
    """The first month, quarter, half-year or year named that is neither compared with nor ahead."""
    years: list[str] = []
    resolver = Resolver(text=text, reference=reference)
    for expression in expressions:
        if expression.to is not None or isinstance(expression.year, RelativeYear):
            continue
        before = text[max(0, expression.start - 24) : expression.start]
        if (_COMPARED_IN_TITLE if is_title else _COMPARED).search(before):
            continue
        if expression.kind in _REPORTABLE or expression.rule in _REPORTABLE_RULES:
            value = resolver.resolve(expression)
            if value is None or not _may_be_reported(value, reference, is_title=is_title):
                continue
            if len(value) > 4 and not (len(value) == 9 and not is_title):
                return value
            years.append(value)
    return years[0] if years else None


def _may_be_reported(value: str, reference: date | None, *, is_title: bool) -> bool:
    """Not ahead, and not long ago: a title may look back three years, a text a few months."""
    span = date_span(value)
    if reference is None or span is None:
        return span is not None
    if span[0] > reference:
        return False
    months = (reference.year - span[1].year) * 12 + reference.month - span[1].month
    return months <= (36 if is_title else 12 if len(value) == 4 else 4)


def _take_apposition(text: str, expressions: list[Expression], position: int) -> Expression:
    """`Berichtsjahr (Oktober 2021 bis September 2022)`: the bracket says what it is."""
    expression = expressions[position]
    if expression.anchor != "reported" or expression.by or position + 1 == len(expressions):
        return expression
    following = expressions[position + 1]
    if text[expression.end : following.start].strip() == "(" and following.year is not None:
        return evolve(following, start=expression.start, end=expression.end)
    return expression
