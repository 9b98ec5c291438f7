"""The time that stands where a sentence dates no figure: its paragraph's, else the report's."""

import re
from itertools import pairwise

from pipelines.german.tense import looks_back
from pipelines.german.text import Span
from pipelines.german.timex import date_span
from pipelines.statistics.compared import is_set_against
from pipelines.statistics.events import is_at_event, is_told_before
from pipelines.statistics.laws import is_rate, tells_of_past
from pipelines.statistics.passage import COUNT_UNITS, COUNTS, MEASURED, Passage, Reading
from pipelines.statistics.plans import find_planned
from pipelines.statistics.stocks import (
    FLOWS,
    OF_SPANS,
    came_by_now,
    date_row,
    is_stock_of_month,
    moves,
)
from pipelines.statistics.surveys import tells_answers
from pipelines.statistics.timeline import Timeline
from pipelines.statistics.times import (
    MONTH,
    WHOLE_DAY,
    cut_clock,
    is_ahead,
    is_before,
    is_over,
    is_recent,
    is_within,
)
from pipelines.statistics.undated import ON_AVERAGE, is_beside_report, is_borne, is_each, is_yearly

_PARTS = frozenset({"percent", "percentage_point", "fraction", "case"})
"""What a report says beside its statistics: shares, and cases dealt with."""
_SHARES = frozenset({"percent", "fraction"})
COUNTED = frozenset({"person", "household"})
_BESIDE = frozenset({"none", "part", "series"})
"""Rules that told no statistic of a number without an indicator."""
_IN_SURVEYS = frozenset({"person", "organisation", "percent", "fraction", "count"})
STAFF = "beschaeftigte_jobcenter"
_OF_STATISTICS = (COUNTS - {STAFF, "einwohner"}) | {"flow"}
_CIRCLES = frozenset({"sgb2", "sgb3", "jobcenter", "agency"})
"""`4.310 davon betreut das Jobcenter`: of the unemployed, whom the title speaks of."""
_AHEAD = re.compile(
    r"""(?<!\w)(?:[Dd]ann|[Kk]ünftig|werden|wird|würden?|wären?|solle?n?|erwarte[nt]|kann
    |könn(?:en|ten)|[Kk]alkuliert|[Zz]ugrunde|[Gg]eplant|[Vv]orgesehen|[Vv]eranschlagt
    |[Aa]ngesetzt|[Ee]ingeplant|[Aa]ngestrebt|[Vv]ereinbart|[Aa]nvisiert|[Zz]iel|\d{1,2}\sUhr)(?!\w)""",
    re.VERBOSE,
)
"""Fewer words than the cues of a plan: who `hofft` or `will` may be counted today."""
_STILL = re.compile(
    r"(?<!\w)(?:[Ii]mmer\snoch|[Nn]och\simmer|[Nn]ach\swie\svor|[Ww]eiterhin|[Ss]tets|[Ii]mmer)(?!\w)"
)
"""How things are, whatever was told of a time before."""
_KNOWN = re.compile(r"(?<!\w)(?:[Dd]ie|[Dd]en|[Dd]er|[Ii]hren?|[Ss]einen?)\s$")
_STOPS = frozenset('.!?“”"')
_POINTS_BACK = re.compile(
    r"[„\"]?(?:(?:Das|Dies)\s(?:ist|sind|entspricht|bedeutet|macht)|Auch|Hier|Davon|Darunter|Damit"
    r"|(?:Bei|In|Unter|Von)\sihnen)(?!\w)"
)


def find_standing(timeline: Timeline, index: int) -> str | None:
    """The time spoken of before; only statistics and their parts fall back on the report's."""
    reading, now = timeline.readings[index], timeline.era.now
    if is_borne(timeline.passage, reading) or is_yearly(timeline.passage, index):
        return None
    if timeline.era.since and reading.indicator in FLOWS and _looks_back(timeline.passage):
        return timeline.era.since
    if now and _is_sum_of_year(timeline, reading, now):
        return timeline.era.whole
    if is_rate(timeline, index) and not tells_of_past(timeline, index):
        return timeline.era.law
    going = now if now and _goes_on(timeline, index, now) else None
    if going or (reading.indicator == STAFF and not _is_told_of_time(timeline.passage, index)):
        return going  # those who work there are no statistic of what is reported on
    event = _find_surveyed(timeline, reading) or _find_event(timeline, index)
    event = event or find_planned(timeline, reading)
    if event:
        return event
    if is_beside_report(timeline, reading):
        return None
    wanted = reading.unit == "EUR" and reading.rule == "planned"
    if _is_no_statistic(reading) or wanted or _is_part_of_none(timeline, index):
        return _find_beside(timeline, index)
    reported = timeline.report.time
    of_list = reported is None and any(other.rule == "list" for other in timeline.readings)
    if timeline.listed or of_list:
        return date_row(reading.indicator, timeline.past, reported, timeline.report.published)
    return reported


def _is_no_statistic(reading: Reading) -> bool:
    """`In Westdeutschland sind es 13,5 Prozent, in Ostdeutschland 18,4`: neither of the two."""
    goes_on = reading.rule == "series" and reading.indicator is None is reading.kind
    return reading.rule == "none" or goes_on


def _is_sum_of_year(timeline: Timeline, reading: Reading, now: str) -> bool:
    """`Laut Bericht zum 31. August sind in diesem Jahr 31 Millionen nötig`: so is what follows."""
    whole = timeline.era.whole
    return reading.unit == "EUR" and whole is not None and whole != now and now.startswith(whole)


def _is_part_of_none(timeline: Timeline, index: int) -> bool:
    """`40 Helfer, zwölf davon in der Küche`: its whole is no statistic, so it is none's part."""
    reading = timeline.readings[index]
    if reading.rule != "part" or reading.indicator:
        return False
    before = [r for r in timeline.readings[:index] if r.unit in COUNT_UNITS and r.rule != "part"]
    if before:
        return before[-1].rule in {"none", "denied"}
    return not (timeline.spoken or any(c.kind in _CIRCLES for c in timeline.passage.cues))


def _is_told_of_time(passage: Passage, index: int) -> bool:
    """What was changed in a time, or averaged over it."""
    averaged = ON_AVERAGE.search(passage.text, passage.start, passage.end)
    return passage.turns[index] is not None or averaged is not None


def _find_surveyed(timeline: Timeline, reading: Reading) -> str | None:
    """What people answered holds for the time when they were asked, paragraphs before."""
    survey, passage = timeline.report.survey, timeline.passage
    if survey is None or reading.indicator or reading.rule not in _BESIDE:
        return None
    if reading.unit not in _IN_SURVEYS:
        return None
    asked = cut_clock(survey.value)
    goes_on = asked in {timeline.era.whole, timeline.era.now} and reading.unit in _PARTS
    if goes_on and survey.end <= passage.start:
        return asked
    return asked if tells_answers(passage.text, Span(passage.start, passage.end)) else None


def _find_event(timeline: Timeline, index: int) -> str | None:
    """Who comes to a fair and what is on offer there holds for its day."""
    event, reading = timeline.report.event, timeline.readings[index]
    past = timeline.past
    if event and past and not (event.day.startswith(past) or is_before(past, event.day)):
        return None  # since then a later time was spoken of
    if event and is_at_event(event, timeline.passage, index, reading, timeline.report.published):
        return event.day
    return None


def _goes_on(timeline: Timeline, index: int, now: str) -> bool:
    """Whether a number may hold for the time spoken of before."""
    reading = timeline.readings[index]
    aside = reading.rule != "none" and _is_aside(timeline, reading, now)
    if aside or (reading.indicator is None and is_each(timeline.passage, index)):
        return False
    over = is_ahead(now, timeline.report.published) and tells_of_past(timeline, index)
    if timeline.listed or (timeline.passage.turns[index] and not (timeline.era.happens or over)):
        return True  # a difference is always one to what was told before
    if is_ahead(now, timeline.report.published):
        if _is_known(timeline.passage, index):
            return False
        if tells_of_past(timeline, index) and not _looks_ahead(timeline.passage):
            return False  # what was counted is of no time to come
        law = reading.unit == "EUR" and not timeline.era.happens
        law = law or reading.rule == "planned"
        return law or reading.rule != "none" or _looks_ahead(timeline.passage)
    gone = _has_gone(timeline, now) or is_told_before(timeline.passage, reading, now)
    comes = came_by_now(reading.indicator, now, timeline.report.published)
    return not gone or comes or _parts_whole(timeline, index, now)


def _parts_whole(timeline: Timeline, index: int, now: str) -> bool:
    """`Am 31. Mai lebten hier 2.310 Geflüchtete. Jeder Dritte besucht …, 140 arbeiten bereits`."""
    passage = timeline.passage
    if timeline.era.whole != now or _STILL.search(passage.text, passage.start, passage.end):
        return False
    if any(cue.kind == "einwohner" for cue in passage.cues):
        return False  # „5,5 Prozent der Einwohner": of another whole
    return all(_is_part(timeline, place) for place in range(index + 1))


def _is_part(timeline: Timeline, index: int) -> bool:
    """It counts nothing of its own: a share, or a number without a noun."""
    passage, unit = timeline.passage, timeline.readings[index].unit
    bare = not passage.quantities[index].noun and unit in COUNT_UNITS
    return bare or unit in MEASURED | _SHARES or _is_ratio(passage, index)


def _is_ratio(passage: Passage, index: int) -> bool:
    """`Sechs von zehn Erwachsenen`, at either."""
    quantities = passage.quantities
    return any(
        passage.text[one.end : other.start] == " von "
        for one, other in pairwise(quantities[max(0, index - 1) : index + 2])
    )


def _is_known(passage: Passage, index: int) -> bool:
    """`Dann sollen die 250 Beschäftigten …`: they are there already, whatever the plan."""
    start = passage.quantities[index].start
    known = _KNOWN.search(passage.text, max(passage.start, start - 20), start) is not None
    return known and passage.quantities[index].unit in COUNT_UNITS


def _has_gone(timeline: Timeline, now: str) -> bool:
    """A sentence on how things are does not go on in a time that is over, or on days that run.

    Unless that is the time reported on, or so near that it may be meant.
    """
    published, reported, passage = timeline.report.published, timeline.report.time, timeline.passage
    span = date_span(now)
    if not published or span is None:
        return False
    if (span[0] if WHOLE_DAY.match(now) else span[1]).isoformat() > published:
        return False
    if is_recent(now, published) or (reported and is_within(span, reported)):
        return False
    whole = passage.text[passage.end - 1] in _STOPS
    return whole and not (_POINTS_BACK.match(passage.text, passage.start) or _looks_back(passage))


def _looks_ahead(passage: Passage) -> bool:
    return _AHEAD.search(passage.text, passage.start, passage.end) is not None


def _looks_back(passage: Passage) -> bool:
    return looks_back(passage.text, Span(passage.start, passage.end))


def _is_aside(timeline: Timeline, reading: Reading, now: str) -> bool:
    """Whether a statistic cannot hold for the time spoken of before."""
    reported, published = timeline.report.time, timeline.report.published
    longer = reported is not None and len(now) > len(reported) and not is_ahead(now, published)
    span = "/" in now and reported is not None and not reported.isdigit()
    if reading.indicator in OF_SPANS and longer and not span:
        return True  # a key date holds for what is counted on it, not for what came in a time
    happens = timeline.era.happens and reading.indicator is not None
    if happens or is_stock_of_month(reading.indicator, now, reported):
        return True  # „Im ersten Quartal kamen 502. Die Zahl der Arbeitslosen sank auf 2.377"
    people = reading.indicator is not None or reading.unit in COUNTED | _PARTS
    if not published or reading.indicator == "ausgaben" or not people:
        return False
    thus = timeline.passage.text.startswith(("Damit ", "Somit "), timeline.passage.start)
    if reading.rule == "planned" or (thus and timeline.era.whole == now):
        return False
    if is_ahead(now, published):
        return not _looks_ahead(timeline.passage)  # a time to come holds no statistic
    # „zum Jahresbeginn wird … zunehmen" in a report on December
    return reported is not None and not is_over(now, published) and is_before(reported, now)


def _find_beside(timeline: Timeline, index: int) -> str | None:
    """What is no statistic: shares, cases and trends of a report."""
    passage, reading = timeline.passage, timeline.readings[index]
    reported, published, moments = timeline.report.time, timeline.report.published, timeline.moments
    averaged = ON_AVERAGE.search(passage.text, passage.start, passage.end)
    if reading.unit == "EUR" and averaged and any(passage.turns):
        return reported  # what a case costs, told with its rise, is measured; a rate is not
    if reading.unit in _SHARES and not moves(passage, index):
        stands = timeline.era.told or any(r.indicator for r in timeline.readings[index + 1 :])
        return reported if stands else None  # beside a statistic, not by itself
    if reading.unit in _PARTS or (reading.unit in COUNTED and moves(passage, index)):
        return reported
    monthly = reported and MONTH.fullmatch(reported) and is_recent(reported, published)
    beside = reading.unit in COUNTED and any(c.kind in _OF_STATISTICS for c in passage.cues)
    return reported if monthly and (beside or is_set_against(passage, index, moments)) else None
