"""What a head says that the bare brackets below it hold: `(in Klammern die Vorjahreswerte)`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.text import Span
from pipelines.items import DateMention
from pipelines.statistics.moments import Moment, read_moments
from pipelines.statistics.times import is_before, step_back

_IN_BRACKETS = re.compile(r"[Ii]n\s(?:Klammern?|\(\))(?!\w)|[Kk]lammerwerte?(?!\w)")
_REACH = 60
"""So many characters before or behind `in Klammern` its time stands at most."""
_HEAD = re.compile(
    r"""\((?:jeweils\s)?(?:
        (?:zum|im)\sVergleich(?:\szu[mr]?)?:?
      | Vergleich(?:swerte?)?:?(?:\s(?:zu[mr]?|mit|vom|aus))?(?:\sdem)?
      | Werte?\s(?:des|der|vom|aus) | Vorjahres\w+ | Vormonats\w+ | (?=Vorjahr|Vormonat) )
    [^()\d:]{0,40}(?:\d{4}[^()\d:]{0,40})?\)\s?:?$""",
    re.VERBOSE,
)
"""`Die Zahlen im Einzelnen (Vergleich zum Mai):`"""
_COUNTS = re.compile(r"\d\s?(?:%|€|[^\W\d]+\s?)?(?:[^\W\d]+\s?)?$")
"""`4.310 Arbeitslose (Vorjahr)`: what the bracket dates is that number."""
_VALUES = re.compile(
    r"(?<!\w)(?P<unit>Vorjahres|Vormonats)(?:monats)?(?:[Ww]erte?n?|[Zz]ahl(?:en)?|[Dd]aten|[Ss]tand)(?!\w)"
)
"""`Vorjahreswerte` are no date, but their time can be told from the report's."""
_LABELLED = re.compile(r"\(([^()]{4,120})\)")
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d.]*\d)")
_BARE = re.compile(r"\d\s\(\d[\d.,]*\)|[%n]\s\(\d[\d.,]*(?:\s?%|\sProzent)?\)")
"""`6.610 (6.822)`, `4,1 % (4,3)`"""
_LIST = 2000
"""So many characters hold the list that a note is on."""
_DIGIT = re.compile(r"\d")
_FEWEST = 2
_LAST_BRACKET = re.compile(r"\)\s?:?$")
_JOINT = re.compile(r"\s?[/|;,]\s?|\s(?:und|bzw\.)\s(?:(?:des|vom|der|das|zum)\s)?")
_CHANGES = re.compile(r"Veränderung|Differenz|Abweichung")


class BracketHead(NamedTuple):
    """A head of brackets: the times that it names, and the dates that belong to it."""

    times: tuple[str, ...]
    own: frozenset[int]
    """Where they begin."""


def find_bracket_head(
    text: str, sentence: Span, moments: Sequence[Moment], reported: str | None
) -> BracketHead | None:
    """The head that a sentence is or holds; differences in brackets are of no other time."""
    may_name = text.find("lammer", *sentence) >= 0 or text.find("()", *sentence) >= 0
    named = _IN_BRACKETS.search(text, *sentence) if may_name else None
    if named:
        span = _find_part(text, sentence, named, moments)
    else:
        head = _HEAD.search(text, max(sentence.start, sentence.end - 110), sentence.end)
        if head and not _dates_number(text, sentence.start, head.start(), moments):
            span = Span(head.start(), head.end())
        else:
            return _find_compared(text, sentence, moments) or _find_older(text, sentence, moments)
    inside = _list_joined(
        text, [m for m in moments if span.start <= m.start < span.end and m.value]
    )
    own = frozenset(m.start for m in inside)
    if _CHANGES.search(text, *span):
        return BracketHead((), own)
    values = [_step(match["unit"], reported) for match in _VALUES.finditer(text, *span)]
    times = [_resolve(moment, reported) for moment in inside] or list(filter(None, values))
    return BracketHead(tuple(times), own)


def find_note(
    text: str, sentences: Sequence[Span], dates: Sequence[DateMention], reported: str | None
) -> tuple[str, ...]:
    """The times that a note below a list gives to its brackets: `In Klammern der Vormonat`."""
    last = text.rfind("lammern")
    if last < 0 or text.find("lammern") != last:
        return ()  # none, or each says it of its own
    sentence = next((s for s in sentences if s.start <= last < s.end), None)
    if sentence is None:
        return ()
    above = _BARE.search(text, max(0, sentence.start - _LIST), sentence.start)
    if above is None or _BARE.search(text, sentence.start, sentence.end + _LIST):
        return ()
    inside = [m for m in dates if sentence.start <= m.start < sentence.end]
    head = find_bracket_head(text, sentence, read_moments(text, inside, *sentence), reported)
    return head.times if head else ()


def _find_compared(text: str, sentence: Span, moments: Sequence[Moment]) -> BracketHead | None:
    """`Die Zahlen im Vergleich zum ersten Quartal 2017:` above `512 (488)`."""
    last = moments[-1] if moments else None
    if not (last and last.compared) or text[last.end : sentence.end].strip() != ":":
        return None
    if not all(_is_dated(digit, moments) for digit in _DIGIT.finditer(text, *sentence)):
        return None  # it is no head: the comparison is of its own number
    return BracketHead((last.value,), frozenset())


def _find_older(text: str, sentence: Span, moments: Sequence[Moment]) -> BracketHead | None:
    """`Arbeitslose nach Gemeinden Ende Juni 2018 (Mai 2018):` holds nothing but an older time."""
    if len(moments) < _FEWEST or _LAST_BRACKET.match(text, moments[-1].end, sentence.end) is None:
        return None
    told, older = moments[-2], moments[-1]
    opens = text[older.start - 1] == "(" and is_before(older.value, told.value)
    if not opens or _dates_number(text, sentence.start, older.start - 1, moments):
        return None
    return BracketHead((older.value,), frozenset({older.start}))


def _dates_number(text: str, start: int, end: int, moments: Sequence[Moment]) -> bool:
    """Whether a number stands right before a bracket, and no date."""
    number = _COUNTS.search(text, start, end)
    return number is not None and not _is_dated(number, moments)


def _is_dated(number: re.Match[str], moments: Sequence[Moment]) -> bool:
    """Whether digits are those of a date."""
    return any(moment.start <= number.start() < moment.end for moment in moments)


def _find_part(text: str, sentence: Span, named: re.Match[str], moments: Sequence[Moment]) -> Span:
    """What stands beside `in Klammern`: behind it, or in front where no time is named behind."""
    end = min(sentence.end, named.end() + _REACH)
    stops = [at for at in (text.find(mark, named.end(), end) for mark in "()") if at >= 0]
    behind = Span(named.start(), min([*stops, end]))
    if _VALUES.search(text, *behind) or any(behind.start <= m.start < behind.end for m in moments):
        return behind
    begin = max(sentence.start, named.start() - _REACH)
    opens = text.rfind("(", begin, named.start())
    return Span(max(opens, begin), named.start())


def _list_joined(text: str, moments: Sequence[Moment]) -> Sequence[Moment]:
    """`Vormonat/Vorjahr`: as many as name the cells of a bracket; else the first alone."""
    row = list(moments[:1])
    for moment in moments[1:]:
        if not _JOINT.fullmatch(text, row[-1].end, moment.start):
            break
        row.append(moment)
    return row


def _resolve(moment: Moment, reported: str | None) -> str:
    """`Vorjahr` above a month's numbers is that month of the year before."""
    if moment.year_ago and moment.value.isdigit() and reported and not reported.isdigit():
        return step_back(reported, years=1) or moment.value
    return moment.value


def _step(unit: str, reported: str | None) -> str | None:
    if reported is None:
        return None
    return step_back(reported, years=1) if unit == "Vorjahres" else step_back(reported)


def read_labels(text: str, moments: Sequence[Moment], start: int, end: int) -> tuple[str, ...]:
    """The times that label a bracket's numbers: `(Vormonat: 7.301; Vorjahresmonat: 6.912)`."""
    for bracket in _LABELLED.finditer(text, start, end) if moments else ():
        inside = [m for m in moments if bracket.start() < m.start < bracket.end()]
        if inside and len(_NUMBER.findall(bracket[1])) >= len(inside):
            return tuple(moment.value for moment in inside)
    return ()
