"""`von A auf B`: two levels, of which A has the earlier time and B the later one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.german.beginnings import begin_words
from pipelines.german.quantities import Quantity
from pipelines.statistics.eras import Era
from pipelines.statistics.moments import Moment
from pipelines.statistics.passage import Passage
from pipelines.statistics.standing import find_standing
from pipelines.statistics.timeline import Timeline, find_touching_behind
from pipelines.statistics.times import MONTH, step_back

_BEFORE_THAT = "zuvor|vorher|bisher|bislang|ursprünglich|ehemals|einst"
_FROM = re.compile(
    begin_words(r"[Vv]on|nicht\smehr") + rf"\s(?:(?:{_BEFORE_THAT}|noch|rund|insgesamt)\s)?$"
)
_TO = re.compile(
    r"""\s?(?:\([^()]{0,30}\)\s?)?                       # (Juni 2017)
    (?:[\wäöüÄÖÜß.]+\s){0,8}?(?:um\s[\d.,]+\s(?:\w+\s)?)?  # im Vorjahr; um 1.906
    (?:auf|,?\ssondern)\s
    (?:(?:nun|nunmehr|jetzt|aktuell|derzeit|nur|noch|zuletzt|inzwischen|mittlerweile|schon|bereits|etwa|insgesamt)\s){0,2}""",
    re.VERBOSE,
)
_ASIDE = re.compile(r"\(|(?<!\w)um\s")
"""What leads to a number between: `von 310 um 30 auf 280`, not `von 310 über 290 auf 280`."""
_WITHIN_A_YEAR = re.compile(
    r"""(?<!\w)(?:[Bb]innen|[Ii]nnerhalb)\s
    (?: eine[sr]\sJahres | Jahresfrist
      | (?:von\s|der\s(?:vergangenen\s|letzten\s)?)?(?:zwölf|12)\sMonaten? )""",
    re.VERBOSE,
)
_DATING = frozenset({"", "then", "since"})
"""Dates, and pointers that stand for one."""
_SINCE = re.compile(begin_words("[Ss]eit") + r"\s(?:[^\W\d]+\s){0,6}$")
_OLDER = re.compile(rf"(?<!\w)(?:{_BEFORE_THAT})\s$")
"""`stieg von zuvor 100 im Januar auf 250`: that month is of the second."""
_LEAD = 20
_THUS = re.compile(r"(?<!\w)(?:[Dd]amit|[Ss]omit|[Dd]adurch|[Ff]olglich)(?!\w)")
"""What follows from the number before holds for its time."""
_REACH = 70
"""So many characters lie between the two numbers at most."""


class Pair(NamedTuple):
    """The places of A and B among a sentence's quantities, and their times."""

    earlier: int
    later: int
    before: str | None
    now: str | None
    dated: int | None = None
    """Where the date of A begins: it dates nothing else."""
    told: bool = False
    """The text says the time of A: what follows may compare with it again."""


def find_pairs(timeline: Timeline) -> list[Pair]:
    """Each `von A auf B` of a sentence."""
    return [_date(timeline, *places) for places in _find_places(timeline)]


def _find_places(timeline: Timeline) -> Iterator[tuple[int, int]]:
    passage = timeline.passage
    compared = {m.end + 1 for m in timeline.moments if m.compared}
    for index, one in enumerate(passage.quantities):
        lead = passage.text[max(0, one.start - 20) : one.start]
        if one.start in compared or _FROM.search(lead):
            for later in (index + 1, index + 2):
                if later < len(passage.quantities) and _leads_to(passage, index, later):
                    yield index, later
                    break


def _leads_to(passage: Passage, earlier: int, later: int) -> bool:
    one, other = passage.quantities[earlier], passage.quantities[later]
    between = passage.text[one.end : passage.quantities[earlier + 1].start]
    if other.start - one.end > _REACH or (later > earlier + 1 and not _ASIDE.search(between)):
        return False
    return _TO.fullmatch(passage.text, one.end, other.start) is not None


def _date(timeline: Timeline, earlier: int, later: int) -> Pair:
    """Dates beside A and B, else a comparison, else the one before the other."""
    passage, moments = timeline.passage, timeline.moments
    text = passage.text
    one, other = passage.quantities[earlier], passage.quantities[later]
    aside = [m for m in moments if (m.compared or m.ago) and not _labels(passage, m, other)]
    own = [
        m
        for m in moments
        if m.end <= one.start and m not in aside and not m.told and m.pointer in _DATING
    ]
    since = [m for m in own if is_since(passage, m)]
    own = [m for m in own if m not in since]
    current = find_standing(timeline, later)
    if current is None and _THUS.search(text, passage.start, one.start):
        current = timeline.era.whole
    behind = find_touching_behind(timeline, other)
    now = behind.value if behind else own[-1].value if own else current
    inside = [m for m in moments if one.end <= m.start < other.start]
    if inside and _OLDER.search(text, max(passage.start, one.start - _LEAD), one.start):
        now = inside[-1].value
        return Pair(earlier, later, guess_before(timeline.era, now), now)
    backs = inside or aside
    if backs:
        earlier_time = _resolve(backs[-1], now)
        return Pair(earlier, later, earlier_time, now, backs[-1].start, told=True)
    if since:
        return Pair(earlier, later, since[-1].value, now, told=True)
    if own and not behind:
        value = own[-1].value
        if _is_span(value):  # „zwischen 2010 und 2020 von 8.400 auf 5.100"
            first, _, last = value.partition("/")
            return Pair(earlier, later, first, last, told=True)
        if _names_both(text, own[-1], current):
            return Pair(earlier, later, value, now)
    if now and _WITHIN_A_YEAR.search(text, passage.start, one.start):
        return Pair(earlier, later, step_back(now, years=1), now, told=True)
    if now and any(m.pointer == "span" and m.end <= one.start for m in moments):
        return Pair(earlier, later, _go_back(passage, one, now), now)
    return Pair(earlier, later, guess_before(timeline.era, now), now)


def _go_back(passage: Passage, one: Quantity, now: str) -> str | None:
    """`in den vergangenen fünf Jahren von A auf B`: A stood so many years ago."""
    years = [q.value for q in passage.quantities if q.unit == "year" and q.end <= one.start]
    return step_back(now, years=int(years[-1])) if years else None


def _labels(passage: Passage, moment: Moment, later: Quantity) -> bool:
    """`von 98 auf 90, das sind 2,7 Prozent (Vorjahr: 2,8)`: a date with a number of its own."""
    if not moment.bracketed or moment.start < later.end:
        return False
    close = passage.text.find(")", moment.end, passage.end)
    return any(moment.end < quantity.start < close for quantity in passage.quantities)


def is_since(passage: Passage, moment: Moment) -> bool:
    """`seit März`: where a trend began."""
    begin = max(passage.start, moment.start - 60)
    return moment.pointer == "since" or (
        _SINCE.search(passage.text, begin, moment.start) is not None
    )


def _resolve(moment: Moment, now: str | None) -> str:
    """`von 512 im Vorjahr auf 490`: said of a month, the same month a year ago."""
    return (step_back(now, years=1) if now and moment.year_ago else None) or moment.value


def _is_span(value: str) -> bool:
    """`2010/2020`, but not a school year `2019/2020`."""
    first, _, last = value.partition("/")
    years = first.isdigit() and last.isdigit()
    return bool(last) and not (years and int(last) - int(first) == 1)


def _names_both(text: str, moment: Moment, current: str | None) -> bool:
    """`2022 von 4.390 auf 5.602`: both in that year, unless it is the one reported on anyway."""
    if text.startswith("Jahr ", moment.start):
        return True
    return moment.value.isdigit() and moment.value != current


def guess_before(era: Era, now: str | None) -> str | None:
    """A without a date: what is compared with in the text, else one step before B."""
    if era.risen_from:
        return era.risen_from
    if era.compared and not (now and MONTH.fullmatch(now)):
        return era.compared
    if now is None:
        return None
    part = now[4:6] in {"-Q", "-H"}  # a quarter is compared with that of the year before
    return step_back(now, years=1) if part else step_back(now)
