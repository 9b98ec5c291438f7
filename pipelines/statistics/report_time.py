"""The time that a whole announcement reports on, if it is a report at all."""

import re
from collections.abc import Sequence
from datetime import date

from pipelines.german.date_reported import find_last_told
from pipelines.german.dates import find_reported_period
from pipelines.german.text import Span, find_sentence
from pipelines.items import DateMention
from pipelines.statistics.cues import find_cues
from pipelines.statistics.events import EVENT
from pipelines.statistics.moments import find_first_time, read_moments
from pipelines.statistics.passage import STATISTICS
from pipelines.statistics.projects import speaks_of_one
from pipelines.statistics.surveys import asks
from pipelines.statistics.times import (
    MONTH,
    cut_clock,
    find_month_compared,
    is_over,
    step_back,
)

_LEAD = 450
"""Within so many characters a report names its time; what is named later dates only its own."""
_EARLY = 800
"""A title that announces numbers vouches for a time so far down: a plan, too, has a background."""
_REPORT = re.compile(
    r"[Bb]ilanz|[Bb]ericht|[Zz]ahlen|[Ss]tatisti|[Aa]rbeitsmarkt|[Rr]eport|[Mm]eldung|[Qq]uote"
)
"""A title that announces numbers."""
_REVIEW = re.compile(r"[Bb]ilanz|[Bb]ericht\b|[Rr]ückblick|[Ss]tatistik")
_OF_A_YEAR = re.compile(
    r"Jahres(?:bilanz|bericht|rückblick|rückschau|pressekonferenz|zahlen)|Rückblick\sund\sAusblick"
)
_OF_A_HALF = re.compile(r"Halbjahres(?:bilanz|bericht|zahlen|rückblick)")
_LOOKS_BACK = re.compile(
    r"""
      blick\w*(?:\s[^.!?]{0,60})?\sauf\s(?:ein|das|dieses)\s(?:\w+\s){0,3}Jahr(?!\s\d)
    | [Aa]uf\s(?:ein|das|dieses)\s(?:\w+\s){0,3}Jahr\s[^.!?\d]{0,60}zurück
    | [Aa]uf\s(?:ein|das|dieses)\s(?:\w+\s){0,3}Jahr\s(?:zurück)?blick
    | blick\w*(?:\s[^.!?]{0,40})?\sauf\s(?:das\s(?:Jahr\s)?)?\d{4}\szurück
    | (?<!\w)im\sJahres(?:durch)?schnitt(?!\s(?:\w+\s){0,2}\d{4})
    | Jahr\s(?:geht|ging|neigt\ssich)\s(?:zu\sEnde|dem\sEnde) | zu\sEnde\sgehende[ns]?\sJahr
    """,
    re.VERBOSE,
)
"""A year without its number, in the words of those who sum it up."""
_COURSE = re.compile(
    r"""(?<!\w)(?:Lage|Jahr|Arbeitsmarkt\w*|Trend|Konjunktur|Wirtschaft|Entspannung|Belebung)(?!\w)
    | [Ee]ntw[ai]ck[el]+ | verl(?:ief|aufen) | [Rr]ückblick | [Rr]ückschau | zurück(?:ge)?blick
    | blick\w*\s(?:[^.!?]*\s)?zurück | (?<!\w)(?:vorbei|vorüber)(?!\w)""",
    re.VERBOSE,
)
"""What happened to the labour market in a time, told without a number."""
_REPORTED = STATISTICS - {"beschaeftigte_jobcenter", "einwohner"}
_NUMBER = re.compile(r"\d")
_AS_OF = re.compile(
    r"(?<!\w)(?:Stand|Stichtag)(?:\sder\s\w+)?(?:\s(?:ist|war)|:)?\s(?:vom\s|zum\s|der\s)?$"
)
_AGO = ("vor ", "Vor ")
_JUNE, _DECEMBER = 6, 12
_SPRING_OVER = 8
"""From this month on a review without a year may be one of the running year."""


def find_report_time(
    text: str, title: str, dates: Sequence[DateMention], reference: date | None
) -> str | None:
    """The month, quarter, half-year or year reported on; None for news, plans and portraits.

    It is over when it is reported. Where none is named, it is the month behind a `Vormonat`, what
    the beginning speaks of (`im vergangenen Jahr`), or the year before a `Jahresbilanz`.
    """
    if _is_news(title):
        return None
    named = find_reported_period(text, title, reference)
    if reference is None:
        return named or _find_compared(dates)
    published = reference.isoformat()
    lead = f"{title}\n{text[:_LEAD]}"
    half = _OF_A_HALF.search(title)
    if half and named in {None, published[:4]}:
        named = _find_last_half(reference)
    if named and not is_over(named, published):
        if named != published[:4]:
            return None
        if reference.month == _DECEMBER and _sums_up(lead):
            return named
        return find_first_time(text, dates, published)  # of the running year: its first months
    if named and not _reports(text, title, named, dates, reference):
        named = None
    if named and MONTH.fullmatch(named) and _OF_A_YEAR.search(lead):
        # the months of an annual report are parts of its year
        named = _year_reviewed(lead, reference) or named
    elif named and named.endswith("-12") and _opens_with_year(text, title, named, dates, reference):
        named = named[:4]
    return (
        named
        or _find_compared(dates)
        or find_first_time(text, dates, published)
        or _year_reviewed(lead, reference)
        or _find_stand(text, dates)
        or _find_month_after(text, title, dates, reference)
    )


def find_time_in_title(title: str, reported: str | None, published: str | None) -> str | None:
    """The time reported on if the title names it, or the year of it.

    >>> find_time_in_title("Arbeitsmarkt im Mai", "2019-05", "2019-06-03")
    '2019-05'
    """
    today = date.fromisoformat(published) if published else None
    named = find_reported_period("", title, today)
    return reported if reported and named and reported.startswith(named) else None


def _is_news(title: str) -> bool:
    """A title on an event, a course or a project, and on no numbers of it."""
    if _REPORT.search(title) or _OF_A_YEAR.search(title):
        return False
    return EVENT.search(title) is not None or speaks_of_one(title, 0, len(title))


def _find_last_half(reference: date) -> str:
    """The half-year that was over last."""
    over = reference.month > _JUNE
    return f"{reference.year}-H1" if over else f"{reference.year - 1}-H2"


def _reports(
    text: str, title: str, named: str, dates: Sequence[DateMention], reference: date
) -> bool:
    """Whether a time is named where a report names its own: in its title or its beginning."""
    if find_reported_period("", title, reference) == named:
        return True
    if _is_statistical(title):
        return next((m.start < _EARLY for m in dates if m.value == named), True)
    late = named.isdigit() and reference.month >= _SPRING_OVER
    if late and not _REVIEW.search(text, 0, _LEAD):
        return False
    return any(
        mention.value == named and _counts_beside(text, mention)
        for mention in dates
        if mention.start < _LEAD
    )


def _opens_with_year(
    text: str, title: str, named: str, dates: Sequence[DateMention], reference: date
) -> bool:
    """`Im vergangenen Jahr waren es im Schnitt 4.120`: its December is told by the way."""
    if find_reported_period("", title, reference) == named:
        return False
    told = (m for m in dates if not m.quote.startswith(_AGO))
    first = next((m for m in told if m.value.startswith(named[:4])), None)
    if first is None or first.start >= _LEAD or first.value != named[:4]:
        return False
    begin, end = find_sentence(text, first.start)
    if any(m.value == named and begin <= m.start < end for m in dates):
        return False  # „Zum Jahresende … waren im Dezember"
    return _find_number_beside(text, first)


def _find_number_beside(text: str, mention: DateMention) -> bool:
    begin, end = find_sentence(text, mention.start)
    return (
        _NUMBER.search(text, begin, mention.start) is not None
        or _NUMBER.search(text, mention.end, end) is not None
    )


def _is_statistical(title: str) -> bool:
    if _REPORT.search(title):
        return True
    return any(cue.kind in _REPORTED for cue in find_cues(title, 0, len(title)))


def _counts_beside(text: str, mention: DateMention) -> bool:
    """Whether its sentence holds a number or a statistic; news says what happened then."""
    begin, end = find_sentence(text, mention.start)
    if asks(text, Span(begin, end)):
        return False
    return (
        _find_number_beside(text, mention)
        or _REPORT.search(text, begin, end) is not None
        or _COURSE.search(text, begin, mention.start) is not None
        or _COURSE.search(text, mention.end, end) is not None
        or any(cue.kind in _REPORTED for cue in find_cues(text, begin, end))
    )


def _find_compared(dates: Sequence[DateMention]) -> str | None:
    return next(filter(None, map(find_month_compared, dates)), None)


def _find_month_after(
    text: str, title: str, dates: Sequence[DateMention], reference: date
) -> str | None:
    """`230 weniger als im August`, said in the first days of October: it is on September.

    Where the title announces no numbers, its beginning must name a statistic beside it.
    """
    last = find_last_told(reference)
    before = {step_back(last), step_back(last, years=1)}
    if not any(date.value in before for date in dates):
        return None
    statistical = _is_statistical(title)
    compared = (
        moment.value
        for moment in read_moments(text, dates, 0)
        if moment.compared
        and (statistical or (moment.start < _LEAD and _names_statistic(text, moment.start)))
    )
    return last if any(value in before for value in compared) else None


def _names_statistic(text: str, at: int) -> bool:
    """Whether the sentence up to there names one."""
    begin = find_sentence(text, at).start
    return any(cue.kind in _REPORTED for cue in find_cues(text, begin, at))


def _find_stand(text: str, dates: Sequence[DateMention]) -> str | None:
    """`mit Stand Dienstag, 24. Mai 2022` in its beginning: all is as of that day."""
    for mention in dates:
        lead = text[max(0, mention.start - 40) : mention.start]
        if mention.start < _LEAD and _AS_OF.search(lead):
            return cut_clock(mention.value)
    return None


def _year_reviewed(lead: str, reference: date) -> str | None:
    """`Jahresbilanz` above a text that names no year: of spring, or of the year's last weeks."""
    if not _sums_up(lead):
        return None
    if reference.month == _DECEMBER:
        return str(reference.year)
    return str(reference.year - 1) if reference.month < _SPRING_OVER else None


def _sums_up(lead: str) -> bool:
    return (_OF_A_YEAR.search(lead) or _LOOKS_BACK.search(lead)) is not None
