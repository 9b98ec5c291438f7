"""The dates of a sentence in their roles: told, compared with, looking back, labelling."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.beginnings import begin_words
from pipelines.german.date_compared import is_after
from pipelines.german.tense_clauses import find_attribute
from pipelines.german.text import Span
from pipelines.german.timex import date_span
from pipelines.items import DateMention
from pipelines.statistics.compared_times import AGO, is_compared_with
from pipelines.statistics.telling import is_dateline, is_told
from pipelines.statistics.times import cut_clock, is_over, step_back

_RELATIVE = re.compile(
    r"(?:vergangen|abgelaufen|letzt|vorig|zurückliegend)|(?:ende|wechsel)$|^ersten\s\w+\sMonaten?|^Januar\sbis"
)
_LEAD = 500
"""So many characters are the beginning of a text."""
_WHOLE_TIME = re.compile(r"\d{4}(?:-(?:\d\d(?:/\d{4}-\d\d)?|[QH]\d))?")
_LISTED_NEXT = re.compile(r"(?:\s\([^()]{1,30}\))?(?:,|\sund|\soder|\ssowie)\s(?:(?:im|am|zum)\s)?")
_YEAR_AGO = re.compile(
    r"(?:[Ii]m\s)?(?:Vorjahr(?:e?s)?(?:(?<=s)(?:monat|quartal|halbjahr)e?s?)?|[Vv]or\s(?:[a-zäöü]{3,5}\s)?einem\sJahr|[Ee]in\sJahr\s(?:zuvor|davor|früher)|Jahr\s(?:zuvor|davor)|[Vv]or\sJahresfrist)"
)
_EDGE = re.compile(r"(?:ende|beginn|anfang|schluss|mitte)(?:\s\d{4})?$|^(?:Ende|Anfang|Mitte)\s")
_STAND = re.compile(
    r"(?:\(\s?|(?<!\w)(?:[Mm]it|[Pp]er|[Zz]um)\s)(?:[Dd]aten)?(?:[Ss]tand|[Ss]tichtag):?\s(?:Ende\s|Anfang\s|Mitte\s|vom\s)?$"
)
_COUNT_BEFORE = re.compile(r"\d(?:\s\w+){0,2}\s\($")
_LASTING = re.compile(
    begin_words(r"[Ss]eit|[Bb]is|[Aa]b|[Vv]or|[Nn]ach")
    + r"\s(?:dem\s|der\s|zum\s|Ende\s|Anfang\s|Mitte\s)*$"
)
_AGED = re.compile(r"\s\d{1,3}-[Jj]ährig")
_FROM = re.compile(r"(?<!\w)[Vv]o[nm]\s$")
_TO = re.compile(r"\s(?:auf|zum?)\s")
_BEGINNING = re.compile(r"(?:beginn|start|anlauf)ende[nrsm]?\s")


class Moment(NamedTuple):
    """A date of a sentence as a figure may take it."""

    start: int
    end: int
    value: str
    compared: bool = False
    """What a figure is compared with (`gegenüber dem Vormonat`), not when it was."""
    year_ago: bool = False
    ago: bool = False
    """Its words look back: `Vorjahr`, `zuvor`."""
    told: bool = False
    """The day on which somebody told it (`teilte am Dienstag mit`): no statistic's own time."""
    bracketed: bool = False
    """It stands in a bracket (`(2021: 1.402)`): the time of a value to compare with."""
    stand: bool = False
    """`(Stand: Juni 2022)`: what no other date governs in the sentence holds for it."""
    lasting: bool = False
    """`seit 2011`, `bis Ende Juli`: not the time that the next sentence goes on with."""
    closing: bool = False
    """`bis Ende Juli`: the last day counted, where a report may stand."""
    edge: bool = False
    """`zum Jahresende`, `Ende 2019`: a point of that year, which a report's month may be."""
    attribute: int = 0
    """`der 2007 beschlossene Bau`: where the noun begins whose attribute it stands in, else 0."""
    pointer: str = ""
    """It names no time but points to one, see `anaphora`: `today` (`derzeit`), `now` (`jetzt`),
    `until` (`bisher`), `begin` (`seit Gründung`), `span` and `stretch` (`in zehn Jahren`), `year`
    (`im Jahresmittel`), all of which have no value; `then` (`damals`) and `since`
    (`seitdem`) have that of a date before."""


def is_today(text: str, moment: Moment) -> bool:
    """`Das Angebot wird heute gern genutzt`: how things are, and no day of its own."""
    return text[moment.start : moment.end] in {"heute", "Heute"}


def read_moments(
    text: str, dates: Sequence[DateMention], start: int, end: int | None = None
) -> list[Moment]:
    """The dates of a sentence from `start` to `end`, each with its role."""
    moments: list[Moment] = []
    for date in dates:
        if is_dateline(text, date):
            continue
        compared = is_compared_with(text, date, start)
        if moments and _LISTED_NEXT.fullmatch(text, moments[-1].end, date.start):
            compared = compared or moments[-1].compared  # „als im März, April und Mai"
        if moments and text[moments[-1].end : date.start] + text[date.end : date.end + 1] == " ()":
            compared = compared or moments[-1].compared  # „zum Vormonat (September 2011)"
        if moments and _leads_to(text, moments[-1], date):
            moments[-1] = moments[-1]._replace(compared=True)
        lasting = _LASTING.search(text, max(start, date.start - 24), date.start)
        if lasting is None and text.startswith(" an ", date.end):  # „von 2005 an"
            lasting = _FROM.search(text, max(start, date.start - 5), date.start)
        moments.append(
            Moment(
                date.start,
                date.end,
                cut_clock(date.value),
                compared,
                bool(_YEAR_AGO.fullmatch(date.quote)),
                bool(AGO.search(date.quote)),
                is_told(text, date, start, len(text) if end is None else end),
                text.rfind("(", start, date.start) > text.rfind(")", start, date.start),
                lasting=lasting is not None,
                closing=lasting is not None and lasting[0][:3].lower() == "bis",
                edge=lasting is None and _EDGE.search(date.quote) is not None,
                stand=_is_stand(text, date, start) or _restates(text, date, moments),
                attribute=_find_attribute(text, date, start, len(text) if end is None else end),
            )
        )
    return moments


def find_first_time(text: str, dates: Sequence[DateMention], published: str) -> str | None:
    """The first month, quarter or year at the beginning that is over and not compared with."""
    lead = [date for date in dates if date.start < _LEAD and _RELATIVE.search(date.quote)]
    for moment in read_moments(text, lead, 0):
        aside = moment.compared or moment.ago or moment.lasting or moment.bracketed
        aside = aside or is_after(text, moment.start)
        if not aside and _WHOLE_TIME.fullmatch(moment.value) and is_over(moment.value, published):
            return moment.value
    return None


def _leads_to(text: str, one: Moment, date: DateMention) -> bool:
    """`ein Rückgang um 30 von Mai zu Juni`: the earlier is what the later is compared with."""
    if not _TO.fullmatch(text, one.end, date.start):
        return False
    return _FROM.search(text, max(0, one.start - 5), one.start) is not None


def _is_stand(text: str, date: DateMention, start: int) -> bool:
    """`(Stand: Juni 2022)`, or a bracket that holds nothing but the date, behind no number."""
    if _STAND.search(text, max(start, date.start - 20), date.start):
        return True
    alone = text[date.start - 1 : date.start] == "(" and text.startswith(")", date.end)
    return alone and _COUNT_BEFORE.search(text, max(start, date.start - 30), date.start) is None


def _restates(text: str, date: DateMention, moments: Sequence[Moment]) -> bool:
    """`im Jahr 2024 (1. Januar bis 15. November)`: the same time, more exactly."""
    if not moments or moments[-1].compared or not text.startswith(")", date.end):
        return False
    if text[moments[-1].end : date.start] != " (":
        return False
    return date_span(cut_clock(date.value)) != date_span(moments[-1].value)


def _find_attribute(text: str, date: DateMention, start: int, end: int) -> int:
    """Where the noun begins of `der 2007 beschlossene Bau`, `die heute 58-Jährige`.

    What lasts or is to come is none, but for a beginning: `der im Mai startende Kurs`.
    """
    if date.quote == "heute" and _AGED.match(text, date.end, end):
        return date.end + 1
    attribute = find_attribute(text, Span(start, end), Span(date.start, date.end))
    if attribute is None:
        return 0
    tells = attribute.tense == "past" or _BEGINNING.search(text, date.end, attribute.end)
    return attribute.end if tells else 0


def join_neighbours(text: str, moments: Sequence[Moment], last: Moment) -> str:
    """`für 2017 und 2018`, `im Mai, Juni und Juli`: all of them, as one range."""
    first, joint = last, " und "
    for before in reversed([moment for moment in moments if moment.end < last.start]):
        beside = text[before.end : first.start] == joint and len(before.value) == len(first.value)
        if not beside or step_back(first.value) != before.value:
            break
        first, joint = before, ", "
    return last.value if first is last else f"{first.value}/{last.value}"
