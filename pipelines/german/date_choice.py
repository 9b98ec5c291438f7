"""The year of an expression that names none: where its tense and its text want it."""

import re
from datetime import date

from pipelines.german.date_context import Context, tells_statistics
from pipelines.german.date_expressions import Expression
from pipelines.german.date_holidays import find_year_behind
from pipelines.german.date_lexicon import WEEKDAYS
from pipelines.german.date_narrated import find_narrated
from pipelines.german.date_nearest import Beginning, choose_nearest, prefer_close, reach_end
from pipelines.german.date_own_year import find_own_year, find_planned_year
from pipelines.german.date_patterns import WEEKDAY_NAME, find_word_before
from pipelines.german.date_shapes import is_year
from pipelines.german.tense import Tense
from pipelines.german.tense_words import cut_near
from pipelines.german.text import Span

_PLACE_BETWEEN = re.compile(
    r"(?:\s\([^()]{1,60}\)|\s(?:in|im|bei|beim|auf)\s[\w.-]{2,30}(?:\s[\w.-]{2,30}){0,3})?"
    r"(?:,|\s(?:und|sowie))\s(?:dann\s)?(?:am|vom|den)\s"
)
_NAME = re.compile(r"[^\W\d]+")
_NOTHING_BETWEEN = re.compile(
    r"\s(?:d(?:ie|er|as)|ein(?:e|en)?)\s(?:[a-zäöüß]+e[nrs]?\s)?[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?"
    r"(?:,|\s(?:und|sowie))\s(?:dann\s|schließlich\s)?(?:am|im|vom)\s"
)
"""`im März die Messe, im November die Börse`: a list whose times have their things."""
_ON_DAY = re.compile(r"\b(?:für|[Nn]ach)\s(?:de[nm]\s)?\Z")
_FOR_DAY = re.compile(rf"(?<!\w)[Ff]ür\s(?:{WEEKDAY_NAME},\s)?den\s\Z")
_HALF_A_YEAR = 6
_RATHER_AHEAD = 2.0
"""So many times as far as the month ahead the last of its name must be to be out of question."""
_AHEAD_OF_MONTH = frozenset({"im", "zum"})
_TOLD_IN_PRESENT = frozenset({"day", "month", "holiday", "season"})
_DAYS = frozenset({"day", "holiday"})
_SHOWN = re.compile(
    r"(?<!\w)(?:wei(?:st|sen)|verzeichn(?:et|en)|zähl(?:t|en)|summier(?:t|en)|beläuft|belaufen|beträgt"
    r"|betragen|ergibt|ergeben|liegt\s[^.;]{0,60}\sbei|liegen\s[^.;]{0,60}\sbei|meldet|melden|komm(?:t|en)"
    r"\s[^.;]{0,60}\sauf|steh(?:t|en)\s[^.;]{0,60}\szu\sBuche)(?!\w)"
)
"""`Für das erste Halbjahr weist das Jobcenter 2.390 Vermittlungen aus`: what is shown is over."""
_SPANS = frozenset({"quarter", "half"})
_ACT = re.compile(r"\b(?:wurden?|worden|hat|haben|habe|sei|seien)\b")
_OF_THE_YEAR = frozenset({"month", "quarter", "half_year"})


def choose_year(
    context: Context,
    expression: Expression,
    make: Beginning,
    *,
    back: float = 1.0,
) -> int | None:
    """The year in which it lies where tense and context want it; None where there is none.

    `back` below 1 makes the past nearer.
    """
    known = context.read_year(expression)
    if known is None:
        known = _read_listed(context, expression)
    if known is not None:
        return known
    if expression.rule == "turn_of_season":  # „kurz vor Winterbeginn war es ruhig"
        return choose_nearest(context.today, make, None, 1.0)
    tense = context.read_tense(expression)
    make = reach_end(expression, make, context.today, over=tense == "past")
    if tense == "past" and context.is_as_of(expression):
        return choose_nearest(context.today, make, tense, back)
    told = _find_told(context, expression, make, tense)
    if told is not None:
        return told
    chosen = _choose_untold(context, expression, make, tense, back)
    chosen = _go_on_ahead(context, expression, make, chosen, tense)
    return _heed_weekday(context, expression, make, chosen)


def _find_told(
    context: Context, expression: Expression, make: Beginning, tense: Tense | None
) -> int | None:
    """The year that the report, the story or the paragraph is about."""
    if tense in {"past", None}:
        told = _find_year_of_report(context, expression)
        if told is not None and _has_come(context, make(told)):
            return told
    if tense == "past" and (year := find_narrated(context, expression, make)) is not None:
        return year
    if tense != "past" and (year := find_planned_year(context, expression)) is not None:
        return year
    if tense != "future":
        own = find_own_year(context, expression, now=tense == "present")
        if own is not None and _has_come(context, make(own)):
            return own
    return None


def _choose_untold(
    context: Context,
    expression: Expression,
    make: Beginning,
    tense: Tense | None,
    back: float,
) -> int | None:
    """The nearest year that the tense allows."""
    if tense in {"present", None} and _is_shown(context, expression):
        return choose_nearest(context.today, make, "past", 1.0)
    if tense in {"future", "present"} and _is_just_over(context, expression):
        tense, back = None, 0.5  # „sinkt im September", „für März wird … gemeldet"
    if tense == "past" and expression.kind == "day" and _is_for_day(context, expression):
        return choose_nearest(context.today, make, None, 1.0)
    if tense == "present" and expression.kind in _TOLD_IN_PRESENT:
        back = _RATHER_AHEAD if _is_announced(context, expression) else 1.1
    chosen = choose_nearest(context.today, make, tense, back)
    due = context.is_due(expression) or (tense == "future" and _is_on_day(context, expression))
    if tense in {"future", "present"} and due:  # „zum 1. August gezahlt"
        return prefer_close(
            context.today, make, chosen, choose_nearest(context.today, make, "past", 1.0)
        )
    if (
        expression.kind in _DAYS
        and tense == "past"
        and _tells_of_an_act(context, expression)
        and not context.is_attribute(expression)
        and not context.is_since(expression)
    ):
        return prefer_close(
            context.today, make, chosen, choose_nearest(context.today, make, None, 1.0)
        )
    return chosen


def _go_on_ahead(
    context: Context,
    expression: Expression,
    make: Beginning,
    chosen: int | None,
    tense: Tense | None,
) -> int | None:
    """`Im August werden 70 Euro gezahlt, im Februar 30`: behind a month to come in its sentence."""
    if tense == "past" or chosen is None or expression.kind != "month" or not context.named:
        return chosen
    before, value = context.named[-1]
    inside = before.start >= context.find_sentence(expression).start
    if before.kind != "month" or before.year is not None or before.to or not inside:
        return chosen
    day, today = make(chosen), context.today.isoformat()[:7]
    behind = day is not None and value > today > day.isoformat()[:7]
    return int(value[:4]) + int(expression.month < before.month) if behind else chosen


def _heed_weekday(
    context: Context, expression: Expression, make: Beginning, chosen: int | None
) -> int | None:
    """`Mittwoch, 5. Juli`: a nearer year in which it is one, whatever the tense seems to be."""
    name = _NAME.match(context.text, expression.start, expression.end)
    day = make(chosen) if chosen is not None else None
    weekday = WEEKDAYS.get(name[0].lower()) if name else None
    if weekday is None or day is None or day.weekday() == weekday:
        return chosen
    far = abs((day - context.today).days)
    for year in (context.today.year + by for by in (0, -1, 1)):
        other = make(year)
        if other and other.weekday() == weekday and abs((other - context.today).days) < far:
            return year
    return chosen


def _is_on_day(context: Context, expression: Expression) -> bool:
    """`Der für den 9. Juni angesetzte Termin fiel aus`; `gilt bis 9. Juni` is of the next."""
    if expression.kind != "day":
        return False
    before = context.text[max(0, expression.start - 12) : expression.start]
    return _ON_DAY.search(before) is not None


def _is_for_day(context: Context, expression: Expression) -> bool:
    """`60 Betriebe haben sich für den 28. September angemeldet`: the act is over, not the day."""
    before = context.text[max(0, expression.start - 24) : expression.start]
    return _FOR_DAY.search(before) is not None


def _is_announced(context: Context, expression: Expression) -> bool:
    """`Im Oktober feiert das Amt`: what is told in the present and counts nothing is to come."""
    if expression.kind not in {"month", "season"}:
        return False
    before = find_word_before(context.text, expression.start).lower()
    placed = before in _AHEAD_OF_MONTH or expression.rule == "part"
    return placed and not tells_statistics(context.text, expression.start)


def _has_come(context: Context, day: date | None) -> bool:
    return day is not None and day <= context.today


def _tells_of_an_act(context: Context, expression: Expression) -> bool:
    """Whether something was done about it, rather than on it: `wurde abgesagt`."""
    mention = Span(expression.start, expression.end)
    near = cut_near(context.find_sentence(expression), mention)
    return _ACT.search(context.text, *near) is not None


def _is_just_over(context: Context, expression: Expression) -> bool:
    """A month that ended a few weeks ago: the next of its name is most of a year away."""
    last = expression.to or expression
    if expression.kind != "month" or last.kind != "month" or last.year is not None:
        return False
    return 1 <= (context.today.month - last.month) % 12 <= 2  # months


def _is_shown(context: Context, expression: Expression) -> bool:
    """A span of months whose numbers are shown in the present."""
    if expression.kind not in _SPANS and not (expression.to and _is_just_over(context, expression)):
        return False
    near = cut_near(context.find_sentence(expression), Span(expression.start, expression.end))
    return _SHOWN.search(context.text, *near) is not None


def _read_listed(context: Context, expression: Expression) -> int | None:
    """`im März, April und Mai`: the year of the one before, or the next."""
    if not context.named:
        return None
    before, value = context.named[-1]
    if not expression.listed and not _is_beside(context, before, expression):
        return None
    if before.kind != expression.kind or before.year is not None or before.by or before.to:
        return None
    if expression.kind == "holiday":
        return find_year_behind(expression.code, value)
    # „Dezember und Januar" goes over the turn of the year, „April und März" goes back
    goes_over = expression.place < before.place and (
        expression.kind not in {"day", "month"} or before.month - expression.month >= _HALF_A_YEAR
    )
    return int(value[:4]) + int(goes_over)


def _is_beside(context: Context, before: Expression, expression: Expression) -> bool:
    """`am 6. Mai in Hanau und am 3. Juni in Maintal`: a list whose days have their places."""
    if before.to or expression.to or before.kind != expression.kind:
        return False
    if _NOTHING_BETWEEN.fullmatch(context.text, before.end, expression.start):
        return True
    if expression.kind != "day":
        return False
    return _PLACE_BETWEEN.fullmatch(context.text, before.end, expression.start) is not None


def _find_year_of_report(context: Context, expression: Expression) -> int | None:
    """In a report on a year its months are meant (`Jahresbilanz 2019`: `im Januar`)."""
    if not context.reported or not is_year(context.reported):
        return None
    if expression.rule not in _OF_THE_YEAR:
        return None
    before = find_word_before(context.text, expression.start).lower()
    return int(context.reported) if before in {"im", "der", "den", "vom", "und", ","} else None
