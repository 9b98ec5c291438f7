"""For which time a figure holds: the date that governs it, the sentence before, or the report."""

import re
from collections.abc import Sequence

from pipelines.eras import ONCE, Era, next_era
from pipelines.moments import Moment
from pipelines.passage import MEASURED, Passage, Reading
from pipelines.timeline import Timeline, find_governing, find_label, is_near
from pipelines.times import MONTH, begin_of, is_before, is_over, is_recent, step_back

_LAST_YEAR = re.compile(r"(?:letzten|vergangenen|vorigen|vergangenes|letztes)\sJahr(?:es)?")
_STOOD = re.compile(r"(?<!\w)(?:lag|lagen|betrug|betrugen|waren(?:\ses)?\snoch)(?!\w)")
_FROM_ON = re.compile(r"(?<!\w)[Aa]b\s(?:dem\s)?$")
_TODAY = re.compile(
    r"(?<!\w)(?:inzwischen|derzeit|aktuell|zurzeit|mittlerweile|(?<!auf\s)(?<!bis\s)jetzt|momentan|bisher|heute)(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"""(?<!\w)(?:war|waren|wurden?|hatten?|kam|kamen|gingen|ging|nahm|nahmen|fand|fanden|gab|gaben
    |lag|lagen|blieb|blieben|stieg|stiegen|sank|sanken|fiel|fielen|erhielt|erhielten|bekam|bekamen
    |verließen|schrieb|schrieben|stand|standen|zog|zogen|sprach|sprachen|traf|trafen|half|halfen
    |begann|begannen|entschied|entschieden|lief|liefen|konnten?|mussten?|durften?|sollten?|wollten?
    |[a-zäöüß]{3,}t(?:e|en)(?!\s+[A-ZÄÖÜ]))(?!\w)""",
    re.VERBOSE,
)
_IN_THE_MEANTIME = re.compile(
    r"(?<!\w)(?:inzwischen|mittlerweile|nun|nunmehr|jetzt|aktuell|derzeit|zurzeit)(?!\w)",
    re.IGNORECASE,
)
_FLOWS = frozenset({"ausgaben", "integrationen", "neuantraege"})
_DISTANCE = re.compile(
    r"(?:Quadratk|K)ilometer|Meter|Hektar|Tonne|Grad|Liter|Kilogramm|km|Standort|Seiten|Regionalcenter|Außenstelle|Geschäftsstelle|Niederlassung|Kommunen|Kreiskommunen|Gemeinden|Städte|Ortsteil"
)
_FROM = re.compile(r"(?<!\w)[Vv]on\s(?:noch\s|zuvor\s|bisher\s|rund\s)?$")
_TO = re.compile(
    r"""\s?(?:\([^()]{0,30}\)\s?)?                       # (Juni 2017)
    (?:[\wäöüÄÖÜß.]+\s){0,5}?(?:um\s[\d.,]+\s(?:\w+\s)?)?  # im Vorjahr; um 1.906
    auf\s(?:nun\s|jetzt\s|aktuell\s|nur\snoch\s|noch\s|zuletzt\s)?""",
    re.VERBOSE,
)


def read_periods(timeline: Timeline) -> tuple[list[str | None], Era]:
    """The period of each quantity of a sentence, and the era after it.

    The era given is that of the sentence before in the same paragraph, or an empty one.
    """
    taken: set[int] = set()
    periods = [
        _read_period(timeline, index, taken) for index in range(len(timeline.passage.quantities))
    ]
    text = timeline.passage.text[timeline.passage.start : timeline.passage.end]
    moments = [_begin_ahead(moment, timeline) for moment in timeline.moments]
    return periods, next_era(text, moments, timeline.era, timeline.reported)


def _begin_ahead(moment: Moment, timeline: Timeline) -> Moment:
    """`ab Januar` of a law to come: what follows holds from then on, too."""
    begin, published = begin_of(moment.value), timeline.published
    money = any(reading.unit == "EUR" for reading in timeline.readings)
    ahead = money and moment.lasting and published and begin > published[: len(begin)]
    since = max(timeline.passage.start, moment.start - 9)
    if ahead and _FROM_ON.search(timeline.passage.text, since, moment.start):
        return moment._replace(lasting=False)
    return moment


def _read_period(timeline: Timeline, index: int, taken: set[int]) -> str | None:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    passage = timeline.passage
    quantity, reading = passage.quantities[index], timeline.readings[index]
    if reading.unit in MEASURED or _DISTANCE.match(quantity.noun):
        return None
    if reading.indicator == "kommunale_jobcenter":
        moment = find_governing(timeline, index, taken)
        return moment.value if moment and is_near(passage.text, quantity, moment) else None
    if timeline.columns:
        line = passage.text.rfind("\n", 0, quantity.start) + 1
        column = passage.text.count("|", line, quantity.start)
        if column in timeline.columns:
            return timeline.columns[column]
    if passage.turns[index]:
        return _when_changed(timeline, index)
    current = _current(timeline, index)
    if _is_from(passage, index):
        return _earlier(timeline, index, current)
    if timeline.bracketed and passage.text[quantity.start - 1] == "(":
        return timeline.bracketed
    label = find_label(timeline, quantity)
    if label:
        return label
    moment = find_governing(timeline, index, taken)
    if moment is None:
        return current
    ahead = timeline.published is not None and moment.value > timeline.published
    if not ahead and _IN_THE_MEANTIME.search(
        passage.text, moment.end, max(moment.end, quantity.start)
    ):
        return timeline.reported if reading.indicator else None
    if reading.indicator and (moment.year_ago or _stood(timeline, index, moment)):
        own = [m.value for m in timeline.moments if m != moment and not (m.compared or m.ago)]
        base = own[0] if own else current
        if base and len(base) > 4:
            return step_back(base, years=1) or moment.value
    if "/" in moment.value and index and _is_from(passage, index - 1):
        return moment.value.rpartition("/")[2]  # B of „zwischen 2010 und 2020 von A auf B"
    return _join_neighbours(passage.text, timeline.moments, moment)


def _stood(timeline: Timeline, index: int, moment: Moment) -> bool:
    """`Im letzten Jahr lag die Zahl bei 2.809`: of a stock, its value in the same month."""
    passage, indicator = timeline.passage, timeline.readings[index].indicator
    return (
        indicator not in _FLOWS | {"integrationsquote"}
        and _LAST_YEAR.fullmatch(passage.text, moment.start, moment.end) is not None
        and _STOOD.search(passage.text, passage.start, passage.end) is not None
    )


def _current(timeline: Timeline, index: int) -> str | None:  # noqa: C901  # each step is a rule
    """The time spoken of before; statistics and their parts fall back on the report's."""
    passage, reading = timeline.passage, timeline.readings[index]
    now, reported = timeline.era.now, timeline.reported
    if reading.rule != "none":
        if now and timeline.published and reading.indicator not in {None, "ausgaben"}:
            begin = begin_of(now)
            if begin > timeline.published[: len(begin)]:
                now = None  # a time to come holds no statistic
            elif reported and not is_over(now, timeline.published) and is_before(reported, now):
                now = None  # „zum Jahresbeginn wird … zunehmen" in a report on December
        if now and reported and reading.indicator in _FLOWS and len(now) > len(reported):
            now = None  # a key date holds for what is counted on it, not for what came in a time
        if timeline.listed or any(other.rule == "list" for other in timeline.readings):
            now = now or timeline.past
        if now and timeline.published and now.isdigit() and now < timeline.published[:4]:
            lead = passage.text[: passage.quantities[index].start][-12:]
            if reading.indicator and _TODAY.search(lead):
                return None  # „derzeit 190 Mitarbeiter" in a review of the year
        far = reported is not None and not is_recent(reported, timeline.published)
        if far and not now and _TODAY.search(passage.text, passage.start, passage.end):
            return None  # „derzeit" is not the year reported on
        return now or reported
    if now:
        return now if _inherits(timeline) else _fall_back(timeline, reading)
    return _fall_back(timeline, reading)


def _fall_back(timeline: Timeline, reading: Reading) -> str | None:
    """What is no statistic: shares and cases of a report, a tale of the past that goes on."""
    passage = timeline.passage
    if reading.unit in {"percent", "percentage_point", "fraction", "case"}:
        return timeline.reported
    told = timeline.reported is None and timeline.era.now is None and reading.unit == "person"
    if told and _PAST.search(passage.text, passage.start, passage.end):
        return timeline.past
    return None


def _inherits(timeline: Timeline) -> bool:
    """A sentence goes on in its paragraph's time; `derzeit` only where that is not long ago."""
    passage = timeline.passage
    if timeline.listed:
        return True
    now, today = timeline.era.now, _TODAY.search(passage.text, passage.start, passage.end)
    return not today or (now is not None and is_recent(now, timeline.published))


def _when_changed(timeline: Timeline, index: int) -> str | None:
    """A difference carries the later of the two times that it compares."""
    passage = timeline.passage
    quantity = passage.quantities[index]
    current = _current(timeline, index)
    own = [
        m
        for m in timeline.moments
        if not (m.compared or m.told or (m.bracketed and m.start > quantity.end))
    ]
    before = [m for m in own if m.start < quantity.start]
    chosen = before[-1:] or own[:1]
    if not chosen:
        return current or _step_from_compared(timeline)
    moment = chosen[0]
    older = current is not None and is_before(moment.value, current)
    looks_back = moment.ago or (
        older
        and not any(m.compared for m in timeline.moments)
        and ONCE.search(passage.text, passage.start, quantity.start) is not None
    )
    if current and looks_back:
        later = [m.value for m in own if not m.ago and not is_before(m.value, current)]
        return later[0] if later else current
    return _join_neighbours(passage.text, own, moment)


def _step_from_compared(timeline: Timeline) -> str | None:
    """`Gegenüber dem Vorjahresmonat ein Rückgang um 622`: the same month a year later."""
    for moment in timeline.moments:
        if MONTH.fullmatch(moment.value) and timeline.passage.text.startswith(
            "Vorjahresmonat", moment.start
        ):
            return f"{int(moment.value[:4]) + 1}{moment.value[4:]}"
    return None


def _join_neighbours(text: str, moments: Sequence[Moment], last: Moment) -> str:
    """`für 2017 und 2018`: both together, as one range."""
    for before in moments:
        joined = text[before.end : last.start] == " und " and len(before.value) == len(last.value)
        if joined and step_back(last.value) == before.value:
            return f"{before.value}/{last.value}"
    return last.value


def _is_from(passage: Passage, index: int) -> bool:
    """`von A auf B`, at A."""
    quantity = passage.quantities[index]
    if not _FROM.search(passage.text, max(0, quantity.start - 14), quantity.start):
        return False
    for later in passage.quantities[index + 1 : index + 3]:
        if later.start - quantity.end > 70:
            return False
        if _TO.fullmatch(passage.text, quantity.end, later.start):
            return True
    return False


def _earlier(timeline: Timeline, index: int, current: str | None) -> str | None:  # noqa: PLR0911  # each return is a rule
    """The time of A in `von A auf B`: its own date, the one compared with, else one step back."""
    quantity = timeline.passage.quantities[index]
    text = timeline.passage.text
    for moment in timeline.moments:
        if moment.start >= quantity.end and (
            text[quantity.end : moment.start] in {" (", " im ", " in "}
        ):
            return moment.value
    looking_back = [m for m in timeline.moments if m.compared or m.ago]
    if looking_back:
        last = looking_back[-1]
        same_month = step_back(current, years=1) if last.year_ago and current else None
        return same_month or last.value
    own = [m.value for m in timeline.moments if m.start < quantity.start]
    named = [m for m in timeline.moments if text.startswith("Jahr ", m.start)]
    if named and own and named[-1].value == own[-1]:
        return own[-1]  # „Im Jahr 2017 sank die Quote von 2,5 auf 2,2": both in that year
    if own and "/" in own[-1]:
        return own[-1].partition("/")[0]  # „zwischen 2010 und 2020 von 8.400 auf 5.100"
    if own and len(own[-1]) == 4 and (not current or len(current) != 4 or own[-1] != current):
        return own[-1]  # „2022 von 4.390 auf 5.602": both in that year
    base = own[-1] if own else current
    if timeline.era.compared and not (base and MONTH.fullmatch(base)):
        return timeline.era.compared
    return step_back(base) if base else None
