"""For which time a figure holds: the date that governs it, the sentence before, or the report."""

import re

from pipelines.german.quantities import Quantity
from pipelines.statistics.changes_then import find_time_then
from pipelines.statistics.earlier import find_earlier, is_open_still, is_other_cell
from pipelines.statistics.eras import ONCE, Era
from pipelines.statistics.governing import find_governing
from pipelines.statistics.head_times import find_head_time
from pipelines.statistics.laws import is_replaced
from pipelines.statistics.left_times import leave_era
from pipelines.statistics.moments import Moment, join_neighbours
from pipelines.statistics.own_dates import is_of_noun
from pipelines.statistics.pairs import find_pairs, is_since
from pipelines.statistics.passage import COUNT_UNITS, MEASURED, Passage
from pipelines.statistics.pointed import find_pointed
from pipelines.statistics.reckoning import find_in_report, reckon_from_report
from pipelines.statistics.respective import find_respective
from pipelines.statistics.standing import find_standing
from pipelines.statistics.stocks import FLOWS, is_reached
from pipelines.statistics.timeline import Timeline, is_closed, is_in_bracket_behind, is_near
from pipelines.statistics.times import is_before
from pipelines.statistics.undated import is_site, is_undated

_IN_OTHER_WORDS = re.compile(
    r"""(?: ,\swas\s(?:einem\sAnteil\svon\s | einer\sQuote\svon\s)?
      | \b[Dd](?:as|ies)\s(?:sind|ist|entspricht)\s(?:eine(?:m\sAnteil|r\sQuote)\svon\s)? )$""",
    re.VERBOSE,
)
_APPOSED = re.compile(
    r"[^,;:–(\d]{0,110}(?:,|–|\()\s?(?:(?:das|dies|was)\s)?(?:(?:sind|waren|ist|war|entspricht)\s)?(?:(?:ein(?:em|en)?)\s)?(?:\w+\s)?(?:(?:Plus|Minus|Zuwachs|Anstieg|Rückgang|Zunahme|Abnahme|Steigerung)\s(?:von\s|um\s))?"
)
"""`…, das sind 40 weniger`, `… – ein Plus von 40`."""
_CLAUSE = re.compile(
    r"\sund\s(?:lag|lagen|liegt|liegen|betrug|beträgt|erreichte|erreichten|umfasste|belief)\s"
    r"|;|\s–\s|,\s(?:weil|da|obwohl|obgleich|wobei|nachdem|allerdings|jedoch|doch|aber|denn|wenn|während|was|dass|so|als|nämlich|auch)\s"
)
"""What stands behind it is told of something else."""
_NEAR = 20
"""So many characters stand between a number and its share in a bracket at most."""
_OF_THEM = (" davon", " hiervon", " von ihnen", " dieser Summe", " der Summe")
_OF_THE = re.compile(r"(?:Von|Unter)\s(?:den|diesen)\s")
"""`Von den 1.000 Vermittelten` at a sentence's beginning: they were spoken of before."""
_OF_THOSE = re.compile(r"\s(?:d(?:ies)?er\s(?:[a-zäöüß]+en\s)?[A-ZÄÖÜ][a-zäöüß]|[a-zäöüß]{3,}n\s)")
_ADDED = re.compile(r"\s(?:[\w-]+\s){0,4}(?:da|hin)zu(?!\w|\s\w)")
_SUMMED = re.compile(r"(?:summier|addier|belauf|beläuf|belief)")
_AND_DOES = re.compile(r"\sund\s[a-zäöüß]{3,}t\s")


def read_periods(timeline: Timeline) -> tuple[list[str | None], Era]:
    """The period of each quantity of a sentence, and the era after it.

    The era given is that of the sentence before in the same paragraph, or an empty one.
    """
    pairs = find_pairs(timeline)
    paired: dict[int, str | None] = {pair.earlier: pair.before for pair in pairs}
    paired |= {pair.later: pair.now for pair in pairs} | find_respective(timeline)
    given = {pair.dated for pair in pairs} - {None}
    if given:
        own = [moment for moment in timeline.moments if moment.start not in given]
        timeline = timeline._replace(moments=own)
    periods, whole = _read_in_order(timeline, paired)
    return periods, leave_era(timeline, pairs, periods, whole)


def _read_in_order(
    timeline: Timeline, paired: dict[int, str | None]
) -> tuple[list[str | None], str | None]:
    """The period of each quantity, and that of the last one whose parts may follow."""
    taken: set[int] = set()
    periods: list[str | None] = []
    whole = timeline.era.whole
    for index, reading in enumerate(timeline.readings):
        period = _read_period(timeline, index, paired, taken, whole)
        if period and period == timeline.report.time and not timeline.era.told:
            timeline = timeline._replace(era=timeline.era._replace(told=True))
        periods.append(period)
        if reading.unit not in MEASURED and not _in_bracket(timeline.passage, index):
            whole = period
    return periods, whole


def _read_period(
    timeline: Timeline,
    index: int,
    paired: dict[int, str | None],
    taken: set[int],
    whole: str | None,
) -> str | None:
    """By table and bracket, by the sentence's own dates, by what was spoken of before."""
    passage = timeline.passage
    quantity, reading = passage.quantities[index], timeline.readings[index]
    if is_undated(passage.text, quantity, reading) or is_replaced(timeline, index):
        return None
    if is_site(quantity, reading):
        moment = find_governing(timeline, index, taken)
        reach = 40 if quantity.noun else 90  # „2012 stieg die Zahl der Kommunen im Land auf 16"
        near = moment is not None and is_near(passage.text, quantity, moment, reach)
        return moment.value or None if moment and near else None
    label = find_head_time(timeline, index)
    if label:
        return label
    if passage.turns[index]:
        return find_time_then(timeline, index) or _date_change(timeline, index, whole)
    if index in paired:
        return paired[index]
    return _date_level(timeline, index, taken, whole)


def _date_level(timeline: Timeline, index: int, taken: set[int], whole: str | None) -> str | None:
    """A level holds for the date that governs it, a part for that of its whole."""
    earlier = find_earlier(timeline, index, whole)
    if earlier:
        return earlier
    moment = find_governing(timeline, index, taken)
    if whole and _is_of_whole(timeline, index, moment):
        return timeline.report.time if is_open_still(timeline, index, whole) else whole
    members = whole if timeline.readings[index].rule == "members" else None
    if moment is None:
        return find_standing(timeline, index) or members
    if not moment.value:
        stand = next((m.value for m in timeline.moments if m.stand), None)
        return stand or find_pointed(timeline, index, moment.pointer) or members
    if is_since(timeline.passage, moment) and _is_where_it_stands(timeline, index, moment):
        return find_standing(timeline, index)
    if moment.lasting and is_open_still(timeline, index, moment.value):
        return timeline.report.time
    reckoned = reckon_from_report(timeline, index, moment)
    return reckoned or join_neighbours(timeline.passage.text, timeline.moments, moment)


def _is_where_it_stands(timeline: Timeline, index: int, since: Moment) -> bool:
    """`seit März um 1.000 auf 8.416 gefallen`; `seit 2005 zuständig und betreut 3.100 Menschen`."""
    passage, indicator = timeline.passage, timeline.readings[index].indicator
    if is_reached(passage, index):
        behind = min(passage.quantities[index].end + 40, passage.end)
        return not _SUMMED.search(passage.text, since.start, behind)
    stock = indicator is not None and indicator not in FLOWS
    start = passage.quantities[index].start
    return stock and _AND_DOES.search(passage.text, since.end, start) is not None


def _is_of_whole(timeline: Timeline, index: int, moment: Moment | None) -> bool:
    """A share without a date, or a bracket's cell with a name of its own."""
    if moment is None:
        return _is_share(timeline, index)
    return is_other_cell(timeline.passage, index, moment)


def _is_share(timeline: Timeline, index: int) -> bool:
    """A part, or a whole's part in other words: `1.230 (17 Prozent)`, `was 8,3 Prozent sind`."""
    passage, reading = timeline.passage, timeline.readings[index]
    if reading.rule.startswith("part"):
        return True
    start = passage.quantities[index].start
    lead = passage.text[max(passage.start, start - 40) : start]
    if _OF_THE.fullmatch(lead):
        return True
    if _is_of_known(timeline, index):
        return True
    if reading.unit not in {"percent", "fraction"}:
        return False
    if passage.text.startswith(_OF_THEM, passage.quantities[index].end):
        return True
    beside = index and start - passage.quantities[index - 1].end < _NEAR and lead.endswith("(")
    return bool(beside) or _IN_OTHER_WORDS.search(lead) is not None


def _is_of_known(timeline: Timeline, index: int) -> bool:
    """`Vier der Frauen sind alleinerziehend, sieben haben …`, `29 fanden …`: of those before."""
    passage = timeline.passage
    quantity = passage.quantities[index]
    if quantity.noun or timeline.readings[index].unit not in COUNT_UNITS:
        return False
    if index:
        return _is_of_known(timeline, index - 1)
    opens = quantity.start == passage.start
    return opens and _OF_THOSE.match(passage.text, quantity.end, passage.end) is not None


def _in_bracket(passage: Passage, index: int) -> bool:
    text, start, end = passage.text, passage.start, passage.quantities[index].start
    return text.rfind("(", start, end) > text.rfind(")", start, end)


def _date_change(timeline: Timeline, index: int, whole: str | None) -> str | None:
    """A difference carries the later of the two times that it compares."""
    passage = timeline.passage
    quantity = passage.quantities[index]
    current = find_standing(timeline, index)
    own = [
        m
        for m in timeline.moments
        if _may_date_change(passage.text, m, quantity) and not is_of_noun(passage, quantity, m)
    ]
    stretch = any(m.compared and m.start > quantity.end for m in timeline.moments)
    if not (stretch or _is_sum(passage, index)):  # „seit 2015 um 40 gesunken" compares with 2015
        own = [m for m in own if not is_since(passage, m)]
    before = [m for m in own if m.start < quantity.start]
    chosen = before[-1:] or own[:1]
    if not chosen:
        return whole if whole and _restates_level(timeline, index) else current
    moment = chosen[0]
    if not moment.value:
        return find_pointed(timeline, index, moment.pointer)
    older = current is not None and is_before(moment.value, current)
    once = not any(m.compared for m in timeline.moments) and ONCE.search(
        passage.text, passage.start, quantity.start
    )
    counted_then = passage.text.startswith((", als ", ", in dem "), moment.end) or (
        "," in passage.text[quantity.end : moment.start]  # „sank auf 4,8, im Juli war sie 4,9"
    )
    looks_back = moment.ago or (older and (once or counted_then))
    if current and looks_back:
        later = [m.value for m in own if not m.ago and not is_before(m.value, current)]
        return later[0] if later else current
    return find_in_report(timeline, moment) or join_neighbours(passage.text, own, moment)


def _restates_level(timeline: Timeline, index: int) -> bool:
    """`Seit Mai kamen 612, ein Plus von 20`: the level and its difference hold for one time."""
    quantities, text = timeline.passage.quantities, timeline.passage.text
    if not index or not any(m.lasting for m in timeline.moments):
        return False
    return _APPOSED.fullmatch(text, quantities[index - 1].end, quantities[index].start) is not None


def _is_sum(passage: Passage, index: int) -> bool:
    """`seit Mai sind 40 Stellen hinzugekommen`: as many as came in that time, one by one."""
    turn, quantity = passage.turns[index], passage.quantities[index]
    if turn is not None and turn.rule in {"arrival", "extra"}:
        return True
    return _ADDED.match(passage.text, quantity.end, passage.end) is not None


def _may_date_change(text: str, moment: Moment, quantity: Quantity) -> bool:
    """Not what it is compared with, nor what another bracket or a pointer behind it is about."""
    if moment.pointer and (moment.start > quantity.end or moment.pointer in {"stretch", "begin"}):
        return False
    if is_in_bracket_behind(text, moment, quantity) or is_closed(text, moment, quantity):
        return False
    apart = _CLAUSE.search(text, quantity.end, moment.start)
    return not (apart or moment.compared or moment.told)
