"""Calendar expressions of German prose, found and read against the day of publication."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import WEEKDAY_NAME
from pipelines.german.date_reported import LEAD, find_annual_report, find_reported, find_titled
from pipelines.german.date_scan import find_expressions
from pipelines.german.date_values import resolve_expression
from pipelines.german.date_years import is_name
from pipelines.german.lines import prepare_text
from pipelines.german.normalizing import normalize
from pipelines.german.tense_words import cut_near
from pipelines.german.text import Span, find_sentence, fold_text
from pipelines.german.units import find_counted
from pipelines.german.words import match_words
from pipelines.items import DateMention

_USUALLY_SO = r"traditionell|üblicherweise|erfahrungsgemäß|typischerweise|normalerweise"
_AS_USUAL = rf"{_USUALLY_SO}|in\sder\sRegel"
_REGULARLY = match_words(rf"(?i:\w*(?:jedes|jährlich|{_USUALLY_SO}|Regel|jeweils|stets|immer))")
"""Words of which one stands where a day or month is meant each year."""
_REACH = 110
"""So many characters before a date they stand at most."""
_EACH_YEAR = rf"(?i:jedes\sJahr|alljährlich|jährlich|{_AS_USUAL})"
_REPEATED_MONTH = re.compile(
    rf"(?:{_EACH_YEAR}|[jJ]eweils|[sS]tets|[iI]mmer)\s(?:im|zum|ab|von|zwischen)\s$"
)
"""`jeweils im Februar`, `jedes Jahr im Mai`: none that is meant."""
_REPEATED_DAY = re.compile(
    rf"(?:{_EACH_YEAR}\sam|(?:{_EACH_YEAR}|[jJ]eweils|[iI]mmer)\s(?:bis\s)?(?:zum|vom|an|zu))\s$"
)
"""`jeweils zum 31. Dezember`; `jeweils am 3. und 10. Mai` is a list."""
_REPEATED = {
    "month": _REPEATED_MONTH,
    "season": _REPEATED_MONTH,
    "day": _REPEATED_DAY,
    "holiday": _REPEATED_DAY,
}
_AND_REPEATED = re.compile(
    rf"(?:{_EACH_YEAR}|[jJ]eweils)\s(?:am|zum|ab)\s(?:dem\s)?\d\d?\.\s\w{{3,9}}\s[^.;:()\n]{{1,50}}\s(?:und|sowie)\s(?:am|zum|ab)\s(?:dem\s)?$"
)
"""`jeweils zum 1. August 70 Euro und zum 1. Februar 30 Euro`"""
_OF_EACH_YEAR = re.compile(r"\s(?:eines\sjeden|jeden|jedes)\s(?:Kalender)?[jJ]ahres(?!\w)")
_USUALLY = re.compile(
    rf"(?<!\w)(?i:{_AS_USUAL})"
    r"\s[a-zäöüß]+(?:\s[^,;:.()\n]{0,60})?\s(?:im|in|am|zu|zum|ab|bis|von|zwischen)\s(?:de[nmr]\s)?$"
)
"""`Traditionell steigt die Zahl im Dezember`."""
_USUAL = re.compile(
    r"\s(?:typisch|üblich)(?:e[nrsm]?)?(?!\w)"
    rf"|\s(?:(?:ist|gilt|war|zählt|bleibt|sind|gelten)\s)?(?:{_AS_USUAL}"
    r"|gewöhnlich|meist|meistens|immer(?!\s(?:noch|mehr|weniger|wieder))|stets"
    r"|regelmäßig|nicht\sungewöhnlich|(?:nichts|kein)\s[Uu]ngewöhnlich\w*)(?!\w)"
)
YEARS = range(1900, 2200)
"""In which an announcement may have been published."""


class DateReading(NamedTuple):
    """What was read of a text: its mentions and the period that it reports on."""

    mentions: tuple[DateMention, ...]
    reported: str | None
    reversed_spans: tuple[Span, ...] = ()
    """Spans whose end lies before their beginning, both with their year: no mentions."""


def find_dates(text: str, *, reference: date | None, title: str = "") -> tuple[DateMention, ...]:
    """The calendar expressions of a text in order, none overlapping another.

    `reference` is the day of publication; without it only absolute expressions are read. `title`
    is context (what the announcement reports on), never a source of mentions.

    >>> text = "Am 3. und 4. Mai, nicht im Vormonat."
    >>> for mention in find_dates(text, reference=date(2024, 4, 2)):
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
    """Mentions and reported period in one go; from a `reference` out of all time nothing counts."""
    if reference is not None and reference.year not in YEARS:
        reference = None  # what a system writes for no day: 0001-01-01, 9999-12-31
    normalized = normalize(text)
    folded = prepare_text(normalized.text)
    expressions = find_expressions(folded)
    folded_title = fold_text(normalize(title).text)
    titled = find_titled(folded_title, find_expressions(folded_title), reference)
    first = Context(text=folded, reference=reference)
    reported = titled or find_annual_report(folded_title, reference)
    reported = reported or find_reported(first, expressions[:LEAD])
    reported = reported or find_annual_report(f"{folded_title}\n{folded}", reference)
    context = first.begin_again(reported, expressions)
    mentions = []
    reversed_spans = []
    for position, found in enumerate(expressions):
        expression = found if reference is None else _leave_count(folded, found, reference.year)
        expressions[position] = expression
        if reference is not None and is_name(folded, expression, reference.year):
            continue
        if _is_general(folded, expression) or (
            expression.rule == "year"
            and _NUMBERED.search(folded, max(0, expression.start - 28), expression.start)
        ):
            continue
        value = resolve_expression(context, _take_apposition(folded, expressions, position))
        if value is not None:
            start, end = normalized.restore(expression.start, expression.end)
            mentions.append(
                DateMention(
                    quote=text[start:end],
                    start=start,
                    end=end,
                    value=value,
                    rule=expression.rule,
                )
            )
        elif _is_reversed(expression):
            reversed_spans.append(normalized.restore(expression.start, expression.end))
    return DateReading(tuple(mentions), reported, tuple(reversed_spans))


def _is_reversed(expression: Expression) -> bool:
    """Whether it is a span of two written years: unread, it ends before it begins."""
    return (
        expression.to is not None
        and isinstance(expression.year, int)
        and isinstance(expression.to.year, int)
    )


_COUNTED_YEAR = re.compile(r" (?P<year>(?:19|20)\d\d)\Z")
_FAR = 3
"""So many years from the publication a number behind a day is rather a count."""

_NUMBERED = re.compile(r"(?:Nr\.|Nummer|[Pp]resse\w{3,12})\s\d{1,4}\s/\s\Z")
"""`Pressemitteilung Nr. 48 / 2017`: the year is a part of that number."""
_MODERN = 2000
_OFTEN_COUNTED = frozenset({"person", "household"})
"""What so many are of that their number may stand behind a day without a stop: `2019 Menschen`."""
_VERB = re.compile(r"\s[a-zäöüß]+en\s")
"""No adjective, which ends so behind an article only: `Seit dem 1. Januar 2005 betreuen Teams`"""


def _leave_count(text: str, expression: Expression, published: int) -> Expression:
    """`bis zum 1. März 1990 Anträge`: with a counted noun behind it is no year."""
    if expression.kind not in {"day", "month"} or not isinstance(expression.year, int):
        return expression
    year = _COUNTED_YEAR.search(text, expression.start, expression.end)
    if expression.to or year is None or abs(expression.year - published) <= _FAR:
        return expression
    counted = find_counted(text, expression.end)
    if counted is None or not counted.known:
        return expression
    past = _MODERN <= expression.year <= published
    if past and (counted.unit not in _OFTEN_COUNTED or _VERB.match(text, expression.end)):
        return expression  # „am 5. November 2019 Kürzungen verworfen"
    return expression._replace(year=None, end=year.start())


_EACH_WEEK = re.compile(
    r"(?<!\w)(?:(?:[Mm]on|[Dd]iens|[Dd]onners|[Ff]rei|[Ss]ams|[Ss]onn|[Ww]erk|[Ww]ochen)tags"
    r"|[Mm]ittwochs)(?!\w)"
    r"|(?<!\w)(?:Mo|Di|Mi|Do|Fr)[a-z.]*\s?(?:bis|[–-])\s?(?:Di|Mi|Do|Fr|Sa|So)[a-z.]*[,:]?"
    r"\s(?:jeweils\s)?(?:von\s|ab\s)?\d\d?(?:[.:]\d\d|\s?(?:bis|Uhr|[–-]))"
)


def _is_of_each_week(text: str, expression: Expression) -> bool:
    """`montags (Montag bis Mittwoch) von 8 bis 12 Uhr, am Freitag von 8 bis 10`: opening hours."""
    if expression.kind != "weekday" or expression.by or expression.day:
        return False
    mention = Span(expression.start, expression.end)
    near = cut_near(find_sentence(text, mention.start), mention)
    if expression.clock and _EACH_WEEK.search(text, *near):
        return True
    if not _OPEN.search(text, *near) or not _O_CLOCK.search(text, *near):
        return False
    return len(_WEEKDAYS.findall(text, *near)) >= _WEEK


_OPEN = re.compile(
    r"(?<!\w)(?:geöffnet|offen|öffne[tn]|besetzt|erreich\w+|[Ss]prech(?:zeit|stunde)\w*|\w*[Öö]ffnungszeit\w*|[Ss]ervicezeit\w*|zur\sVerfügung)(?!\w)"
)
_O_CLOCK = re.compile(r"\d\sUhr")
_WEEKDAYS = re.compile(rf"(?<!\w){WEEKDAY_NAME}(?!\w|,?\s(?:de[nm]\s)?\(?\d\d?\.\s?[A-Z\d])")
_WEEK = 3
"""So many weekdays whose hours are told, none with its day of the month, are of every week."""


def _is_general(text: str, expression: Expression) -> bool:
    """`der zu Jahresbeginn übliche Trend`, `die Entwicklung der Vorjahre`: no time of their own."""
    if _USUAL.match(text, expression.end) or _is_of_each_week(text, expression):
        return True
    start, end = expression.start, expression.end
    repeated = _REPEATED.get(expression.kind) if expression.year is None else None
    if repeated and text.find("ahres", end, end + 60) >= 0:  # a finder costs less than a sentence
        until = find_sentence(text, start).end
        if _OF_EACH_YEAR.search(text, end, until):
            return True
    lead = max(0, start - _REACH)
    if (
        repeated
        and _REGULARLY.has_between(text, lead - 20, start)
        and (
            repeated.search(text, max(0, start - 24), start)
            or _AND_REPEATED.search(text, lead, start)
            or _USUALLY.search(text, lead, start)
        )
    ):
        return True
    return text.startswith("Vorjahre", start) and (
        expression.end - start == len("Vorjahre")
        and text.endswith((" der ", " aller ", " beider "), 0, start)
    )


def _take_apposition(text: str, expressions: list[Expression], position: int) -> Expression:
    """`Berichtsjahr (Oktober 2021 bis September 2022)`: the bracket says what it is."""
    expression = expressions[position]
    if expression.anchor != "reported" or expression.by or position + 1 == len(expressions):
        return expression
    following = expressions[position + 1]
    if text[expression.end : following.start].strip() == "(" and following.year is not None:
        return following._replace(start=expression.start, end=expression.end)
    return expression
