"""For which time a figure holds: the date that governs it, the sentence before, or the report."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attrs import frozen

from pipelines.german.quantities import Quantity
from pipelines.items import DateMention
from pipelines.passage import MEASURED, Passage, Reading

_COMPARED = re.compile(
    r"""(?<!\w)(?: [Gg]egenüber | [Ww]ie(?:\s(?:schon|bereits|auch|zuletzt))?
        | (?:Niveau|Stand|Höhe)\sde[sr] | als | [Vv]ergleich\w* | [Vv]erglichen\smit | gegen | über
        | unter | binnen
        | (?:über|unter|gegenüber)\s(?:dem|der|den)\s
          (?:Wert|Niveau|Stand|Ergebnis)\s(?:vom|von|des|aus)
        | gemessen\s(?:an|am) | zu[mr]?
        | (?:erstmals|Mal|wie|Stand|Wert|Niveau|weniger|mehr)\s(?:wieder\s)?seit )
        (?:\s(?:dem|der|den|im|in|zum|zur|noch|bei|Ende|Anfang|Mitte|am|an|des|vom|selben|gleichen|zu|mit|entsprechenden))*\s*$""",
    re.VERBOSE,
)
_TOUCHES_BEFORE = re.compile(
    r"\s?(?:\((?:Bestand|Wert|Stand|damals):\s)?(?:[:(–]|\(?–|dann|wieder|bereits|schon|sogar|erst|schließlich|waren\ses|sind\ses|es\swaren|waren|noch|nur|lag\ssie\sbei|bei)?\s?[:(]?\s?(?:noch\s|nur\s|insgesamt\s|noch\sbei\s|bei\s|erst\s|schon\s)*"
)
_TOUCHES_BEHIND = re.compile(
    r"""(?:\sund\s[\d.,]+(?:\s\w+)?)?   # „9.016 und 17.702 im Jahr zuvor"
    (?:\s(?:im|in|am|zum|für|seit|bis|ab|allein|noch|den|dem|das|der|die|aus|von|vom|davon|nur))*\s""",
    re.VERBOSE,
)
_BRACKET = re.compile(r"\(([^()]{4,120})\)")
_BRACKET_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d.]*\d)")
_BARE_BRACKET = re.compile(r"\(([\d.,\s;/|%]{1,60})\)")
_LAST_YEAR = re.compile(r"(?:letzten|vergangenen|vorigen|vergangenes|letztes)\sJahr(?:es)?")
_STOOD = re.compile(r"(?<!\w)(?:lag|lagen|betrug|betrugen|waren(?:\ses)?\snoch)(?!\w)")
_ABOVE = 120
"""Where a line with the day of publication stands, and how long it is at most."""
_BACK_THEN = re.compile(r"(?<!\w)(?:[Dd]amals|[Ss]einerzeit|zu\s(?:diesem|dem)\sZeitpunkt)(?!\w)")
_LISTED_NEXT = re.compile(r"(?:\s\([^()]{1,30}\))?(?:,|\sund|\soder|\ssowie)\s")
_YEAR_AGO = re.compile(
    r"(?:[Ii]m\s)?(?:Vorjahr(?:e?s)?|[Vv]or\seinem\sJahr|[Ee]in\sJahr\s(?:zuvor|davor|früher)|Jahr\s(?:zuvor|davor)|[Vv]or\sJahresfrist)"
)
_AGO = re.compile(r"[Vv]or(?:jahr|monat|quartal|woche)|zuvor|davor|früher|[Vv]or\s|Vergleichs")
_ONCE = re.compile(r"(?<!\w)(?:noch|waren\ses|sind\ses)(?!\w)")
_TODAY = re.compile(
    r"(?<!\w)(?:inzwischen|derzeit|aktuell|zurzeit|mittlerweile|(?<!auf\s)(?<!bis\s)jetzt|momentan|bisher|heute)(?!\w)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:–()]\s|\s[–(]|\s(?:und|aber|während|nachdem)\s")
_BARRED = re.compile(r",\s(?!die\s|der\s|das\s)|[(;:]")
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
_SINCE_THEN = re.compile(
    r"(?:Prozentpunkten?|Prozent|%|Punkten?|mehr|weniger|Plus|Minus)\s(?:als\s)?seit\s(?:dem\s|der\s)?$"
)
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_TELLING = re.compile(
    r"""(?<!\w)(?:
        mit(?:ge)?teil\w* | teil(?:te|ten|t)\s[^.]{0,60}\smit
      | vor(?:ge)?stell\w* | stell(?:te|ten|t)\s[^.]{0,60}\svor
      | vor(?:ge)?leg\w* | leg(?:te|ten|t)\s[^.]{0,60}\svor
      | sagt\w* | erklär\w* | bericht\w* | informier\w* | präsentier\w* | bekannt
      | veröffentlich\w* | beton\w* | verkünd\w* | erläuter\w* | Pressekonferenz
      | Pressegespräch | Bilanz | tagt\w* | beriet\w* | übergab\w* | besucht\w*
    )(?!\w)""",
    re.VERBOSE,
)
_LASTING = re.compile(
    r"(?<!\w)(?:[Ss]eit|[Bb]is|[Aa]b|[Vv]or|[Nn]ach)\s(?:dem\s|der\s|zum\s|Ende\s|Anfang\s|Mitte\s)*$"
)
_FLOWS = frozenset({"ausgaben", "integrationen", "neuantraege"})
_CLOCK = re.compile(r"T\d\d:\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
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


class Moment(NamedTuple):
    """A date of a sentence as a figure may take it."""

    start: int
    end: int
    value: str
    compared: bool
    """What a figure is compared with (`gegenüber dem Vormonat`), not when it was."""
    year_ago: bool
    ago: bool
    """Its words look back: `Vorjahr`, `zuvor`."""
    told: bool
    """The day on which somebody told it (`teilte am Dienstag mit`): no statistic's own time."""
    bracketed: bool
    """It opens a bracket (`(2021: 1.402)`): the time of a value to compare with."""
    lasting: bool
    """`seit 2011`, `bis Ende Juli`: not the time that the next sentence goes on with."""


class Era(NamedTuple):
    """The time that a paragraph speaks of so far, and the one that it compares with."""

    now: str | None = None
    compared: str | None = None


@frozen
class Timeline:
    """What the periods of one sentence are read from."""

    passage: Passage
    readings: Sequence[Reading]
    moments: Sequence[Moment]
    era: Era
    reported: str | None
    published: str | None
    past: str | None = None
    """The time of the paragraph before."""
    listed: bool = False
    """It is an item of a list with a head."""
    columns: Mapping[int, str] = {}
    """Of a table's row: the time at the head of each column, by its number from 0."""
    labels: tuple[str, ...] = ()
    """The times that labelled the numbers in the last bracket with labels."""
    bracketed: str | None = None
    """What numbers in brackets hold for, where a head says so (`in Klammern der Vorjahreswert`)."""


def read_moments(text: str, dates: Sequence[DateMention], start: int) -> list[Moment]:
    """The dates of a sentence that begins at `start`, each with its role."""
    moments: list[Moment] = []
    for date in dates:
        compared = _is_compared(text, date, start)
        if moments and _LISTED_NEXT.fullmatch(text, moments[-1].end, date.start):
            compared = compared or moments[-1].compared  # „als im März, April und Mai"
        moments.append(
            Moment(
                date.start,
                date.end,
                cut_clock(date.value),
                compared,
                bool(_YEAR_AGO.fullmatch(date.quote)),
                bool(_AGO.search(date.quote)),
                _is_told(text, date, start),
                text[max(start, date.start - 1) : date.start] == "(",
                bool(_LASTING.search(text, max(start, date.start - 24), date.start)),
            )
        )
    return moments


def _is_told(text: str, date: DateMention, start: int) -> bool:
    """A day beside a verb of telling, in the same sentence, or in the line above the text."""
    if not _WHOLE_DAY.fullmatch(date.value):
        return False
    if date.start < _ABOVE:
        begin = text.rfind("\n", 0, date.start) + 1
        line = text[begin : begin + _ABOVE].partition("\n")[0]
        words = text[begin : date.start].split()
        alone = not words or not words[-1].isalpha() or words[-1][0].isupper()
        whole = text[begin + len(line) : begin + len(line) + 1] == "\n"
        if alone and whole and line.rstrip()[-1:] not in ".!?:":
            return True
    near = text[max(start, date.start - 90) : date.end + 110]
    return _TELLING.search(near) is not None


def _is_compared(text: str, date: DateMention, start: int) -> bool:
    lead = text[max(start, date.start - 40) : date.start]
    if _SINCE_THEN.search(lead):
        return True
    if lead.strip().lower() in {"zum", "zur", "auf", "über", "bis zum"} and not _AGO.search(
        date.quote
    ):
        return False
    match = _COMPARED.search(lead)
    if not match:
        return False
    if text.startswith((", als ", ", da "), date.end):
        return False  # „im Vergleich zu 2016, als wir nur 16 Firmen hatten"
    if match[0].startswith("zu") and not _AGO.search(date.quote):
        # „zum 30.06. zählte"; compared only behind a difference: „+ 506 zum März 2022"
        return bool(
            re.search(
                r"(?:[\d%€]|Prozent|Punkte?|Personen|mehr|weniger|Plus|Minus|Vergleich)\s?\)?\s$",
                lead[: match.start()],
            )
        )
    return True


def cut_clock(value: str) -> str:
    """A value no finer than a day.

    >>> cut_clock("2024-05-14T10:00/2024-05-14T13:00"), cut_clock("2024-05")
    ('2024-05-14', '2024-05')
    """
    first, _, last = _CLOCK.sub("", value).partition("/")
    return f"{first}/{last}" if last and first != last else first


def step_back(period: str, years: int = 0) -> str | None:
    """The period before (or the same one `years` before); None for a period without a step.

    >>> step_back("2022-02"), step_back("2023-Q1"), step_back("2024", years=1)
    ('2022-01', '2022-Q4', '2023')
    >>> step_back("2019-08", years=1)
    '2018-08'
    """
    year = int(period[:4]) if period[:4].isdigit() else 0
    if years:
        return f"{year - years}{period[4:]}" if re.fullmatch(r"\d{4}(-\w\w)?", period) else None
    if _MONTH.fullmatch(period):
        month = int(period[5:])
        return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"
    part = _PART.fullmatch(period)
    if part:
        number, last = int(part[3]), 4 if part[2] == "Q" else 2
        return f"{year - 1}-{part[2]}{last}" if number == 1 else f"{year}-{part[2]}{number - 1}"
    return str(year - 1) if period.isdigit() else None


def find_month_compared(date: DateMention) -> str | None:
    """The month that a comparison counts from: one behind `Vormonat`, twelve `Vorjahresmonat`.

    >>> find_month_compared(DateMention(
    ...     quote="Vormonat", start=0, end=8, value="2020-12", source="text", rule="shift"))
    '2021-01'
    """
    steps = next((by for word, by in _COUNTED_FROM if date.quote.startswith(word)), 0)
    if not steps or not _MONTH.fullmatch(date.value):
        return None
    months = int(date.value[:4]) * 12 + int(date.value[5:]) - 1 + steps
    return f"{months // 12}-{months % 12 + 1:02}"


_COUNTED_FROM = (("Vormonat", 1), ("Vorjahresmonat", 12))
_BEGINS = {
    "SP": "03", "SU": "06", "FA": "09", "WI": "12", "H1": "01", "H2": "07",
    "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10",
}  # fmt: skip


def begin_of(period: str) -> str:
    """The month in which a period begins, or its year where only that is known.

    >>> begin_of("2024-H2"), begin_of("2024"), begin_of("2024-05-14")
    ('2024-07', '2024', '2024-05')
    """
    part = period[5:7]
    if part in _BEGINS:
        return f"{period[:4]}-{_BEGINS[part]}"
    return period[:7] if part.isdigit() and period[4] == "-" else period[:4]


_ENDS = {
    "SP": "06", "SU": "09", "FA": "12", "H1": "06", "H2": "12",
    "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12",
}  # fmt: skip


def is_over(period: str, published: str) -> bool:
    """Whether a period had ended, or was the month of publication itself.

    >>> day = "2021-01-28"
    >>> is_over("2021-H1", day), is_over("2020", day), is_over("2021-01", day)
    (False, True, True)
    """
    last = period.rpartition("/")[2]
    part = last[5:7]
    month = _ENDS.get(part, part if part.isdigit() else "12")
    year = last[:4] if last[:4].isdigit() else "9999"
    end = f"{year}-{month}"
    return end < published[:7] or (end == published[:7] and len(last) == 7 and part.isdigit())


def is_before(one: str, other: str) -> bool:
    """Whether a period ends before another of the same precision, or a year before its year.

    >>> is_before("2021-02", "2022-02"), is_before("2021", "2022-02"), is_before("2022", "2022-02")
    (True, True, False)
    """
    width = min(len(one), len(other))
    if width < len(one) or width < len(other):
        width = 4
    return one[:width] < other[:width]


def read_columns(text: str, moments: Sequence[Moment], start: int, end: int) -> dict[int, str]:
    """The times at the head of a table's columns; empty where the line is no such head."""
    if "|" not in text[start:end] or len(moments) < 2:
        return {}
    return {text.count("|", start, moment.start): moment.value for moment in moments}


def read_periods(timeline: Timeline) -> tuple[list[str | None], Era]:
    """The period of each quantity of a sentence, and the era after it.

    The era given is that of the sentence before in the same paragraph, or an empty one.
    """
    taken: set[int] = set()
    periods = [
        _read_period(timeline, index, taken) for index in range(len(timeline.passage.quantities))
    ]
    text = timeline.passage.text[timeline.passage.start : timeline.passage.end]
    return periods, next_era(text, timeline.moments, timeline.era, timeline.reported)


def next_era(
    passage_text: str,
    moments: Sequence[Moment],
    era: Era,
    reported: str | None,
    *,
    topical: bool = False,
) -> Era:
    """The era after a sentence: its own latest date, unless that looks back.

    A year that holds the month spoken of changes nothing, nor does an older date that only lends
    a value to compare with (`Im Februar 2021 waren es noch …`). A `topical` sentence holds no
    figure: it says what time the next ones speak of, however long.
    """
    now = era.now
    for moment in moments:
        if moment.compared or moment.ago or moment.told or moment.lasting or moment.bracketed:
            continue
        value = moment.value
        current = now or reported
        if current is None:
            now = value
        elif _is_whole(value, current) or (current.startswith(value) and not topical):
            now = current
        elif not is_before(value, current) or (
            # an older month beside a month reported on is there to compare with
            now is None and len(value) != len(reported or "") and not _ONCE.search(passage_text)
        ):
            now = value
    compared = [moment.value for moment in moments if moment.compared or moment.ago]
    return Era(now, compared[-1] if compared else era.compared)


def _is_whole(days: str, period: str) -> bool:
    """`2023-03-01/2023-03-31` is March."""
    first, _, last = days.partition("/")
    return (
        bool(last)
        and len(period) == 7
        and first == f"{period}-01"
        and last[:7] == period
        and last[8:] >= "28"
    )


def _read_period(timeline: Timeline, index: int, taken: set[int]) -> str | None:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    passage = timeline.passage
    quantity, reading = passage.quantities[index], timeline.readings[index]
    if reading.unit in MEASURED or _DISTANCE.match(quantity.noun):
        return None
    if reading.indicator == "kommunale_jobcenter":
        moment = _governing(timeline, index, taken)
        return moment.value if moment and _is_near(passage.text, quantity, moment) else None
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
    label = _find_label(timeline, quantity)
    if label:
        return label
    moment = _governing(timeline, index, taken)
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


def read_labels(text: str, moments: Sequence[Moment], start: int, end: int) -> tuple[str, ...]:
    """The times that label a bracket's numbers: `(Vormonat: 7.301; Vorjahresmonat: 6.912)`."""
    for bracket in _BRACKET.finditer(text, start, end):
        inside = [m for m in moments if bracket.start() < m.start < bracket.end()]
        if inside and len(_BRACKET_NUMBER.findall(bracket[1])) >= len(inside):
            return tuple(moment.value for moment in inside)
    return ()


def _find_label(timeline: Timeline, quantity: Quantity) -> str | None:
    """What a bracket of bare numbers means, from one above it with as many labels."""
    text = timeline.passage.text
    begin = text.rfind("(", timeline.passage.start, quantity.start)
    bare = _BARE_BRACKET.match(text, begin, timeline.passage.end) if begin >= 0 else None
    if bare is None or bare.end() < quantity.end or not timeline.labels:
        return None
    cells = re.split(r"[;/|]", bare[1])
    place = len(re.split(r"[;/|]", text[begin : quantity.start])) - 1
    return timeline.labels[place] if len(cells) == len(timeline.labels) else None


def _stood(timeline: Timeline, index: int, moment: Moment) -> bool:
    """`Im letzten Jahr lag die Zahl bei 2.809`: of a stock, its value in the same month."""
    passage, indicator = timeline.passage, timeline.readings[index].indicator
    return (
        indicator not in _FLOWS | {"integrationsquote"}
        and _LAST_YEAR.fullmatch(passage.text, moment.start, moment.end) is not None
        and _STOOD.search(passage.text, passage.start, passage.end) is not None
    )


def _current(timeline: Timeline, index: int) -> str | None:
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
        far = reported is not None and not _is_recent(reported, timeline.published)
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


def _is_recent(period: str, published: str | None) -> bool:
    """A month that ended shortly before the publication: `derzeit` may mean it."""
    return bool(_MONTH.fullmatch(period)) and _months_between(period, published) <= 2


def _months_between(period: str, published: str | None) -> int:
    """Months from a month to the publication; 0 where either is none."""
    if published is None or not _MONTH.fullmatch(period):
        return 0
    years = int(published[:4]) - int(period[:4])
    return 12 * years + int(published[5:7]) - int(period[5:])


def _inherits(timeline: Timeline) -> bool:
    """A sentence goes on in its paragraph's time; `derzeit` only where that is not long ago."""
    passage = timeline.passage
    if timeline.listed:
        return True
    now, today = timeline.era.now, _TODAY.search(passage.text, passage.start, passage.end)
    return not today or (now is not None and _is_recent(now, timeline.published))


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
        return current
    moment = chosen[0]
    older = current is not None and is_before(moment.value, current)
    looks_back = moment.ago or (
        older
        and not any(m.compared for m in timeline.moments)
        and _ONCE.search(passage.text, passage.start, quantity.start) is not None
    )
    if current and looks_back:
        later = [m.value for m in own if not m.ago and not is_before(m.value, current)]
        return later[0] if later else current
    return _join_neighbours(passage.text, own, moment)


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
    if timeline.era.compared and not (base and _MONTH.fullmatch(base)):
        return timeline.era.compared
    return step_back(base) if base else None


def _is_near(text: str, quantity: Quantity, moment: Moment) -> bool:
    start, end = min(quantity.end, moment.end), max(quantity.start, moment.start)
    return end - start < 40 and "," not in text[start:end]


def _governing(timeline: Timeline, index: int, taken: set[int]) -> Moment | None:
    """The date that a level holds for: what touches it, else the nearest before, else behind."""
    passage, moments = timeline.passage, timeline.moments
    quantity, text = passage.quantities[index], passage.text
    moments = [m for m in moments if not _is_closed(text, m, quantity)]
    if timeline.readings[index].indicator:
        moments = [m for m in moments if not m.told]
    before = [m for m in moments if m.end <= quantity.start and m.start not in taken]
    if (
        before
        and _TOUCHES_BEFORE.fullmatch(text, before[-1].end, quantity.start)
        and (not before[-1].compared or "(" in text[before[-1].end : quantity.start])
    ):
        return before[-1]
    behind = _touching_behind(timeline, quantity)
    if behind:
        taken.add(behind.start)
        return behind
    back = [m for m in before if m.compared or m.ago]
    if back and _BACK_THEN.search(text, back[-1].end, quantity.start):
        return back[-1]
    own = [
        m
        for m in moments
        if not (m.compared or m.start in taken or (m.bracketed and m.start > quantity.end))
    ]
    return _in_clause(passage, index, own) or _nearest_before(passage, index, own)


def _is_closed(text: str, moment: Moment, quantity: Quantity) -> bool:
    """The date stands in a bracket that ends before the quantity: `498 (Vormonat 512), 276`."""
    if moment.end > quantity.start:
        return False
    close = text.find(")", moment.end, quantity.start)
    return (
        close >= 0
        and "(" not in text[moment.end : close]
        and "(" in text[max(0, moment.start - 40) : moment.start]
        and text[close + 1 : quantity.start].strip(" :") != ""
    )


def _in_clause(passage: Passage, index: int, own: Sequence[Moment]) -> Moment | None:
    """The date in the quantity's own clause, before it or else behind it."""
    quantity, text = passage.quantities[index], passage.text
    begin = max(
        [passage.start, *(c.end() for c in _CLAUSE.finditer(text, passage.start, quantity.start))]
    )
    stop = _CLAUSE.search(text, quantity.end, passage.end)
    end = stop.start() if stop else passage.end
    if index + 1 < len(passage.quantities):
        end = min(end, passage.quantities[index + 1].start)
    inside = [m for m in own if begin <= m.start < end]
    before = [m for m in inside if m.end <= quantity.start]
    return before[-1] if before else inside[0] if inside else None


def _nearest_before(passage: Passage, index: int, own: Sequence[Moment]) -> Moment | None:
    """The last date before the quantity, or one behind that says it more exactly."""
    quantity = passage.quantities[index]
    before = [m for m in own if m.end <= quantity.start]
    stop = (
        passage.quantities[index + 1].start if index + 1 < len(passage.quantities) else passage.end
    )
    behind = [m for m in own if quantity.end <= m.start < stop]
    if before:
        finer = [
            m
            for m in behind
            if m.value != before[-1].value and m.value.startswith(before[-1].value)
        ]
        return finer[0] if finer else before[-1]
    if (
        behind
        and behind[0].start - quantity.end < 60
        and not _BARRED.search(passage.text, quantity.end, behind[0].start)
    ):
        return behind[0]
    return None


def _touching_behind(timeline: Timeline, quantity: Quantity) -> Moment | None:
    text = timeline.passage.text
    for moment in timeline.moments:
        if moment.start < quantity.end:
            continue
        if text[quantity.end : moment.start] == " (" and text[moment.end : moment.end + 1] == ")":
            return moment
        if moment.start - quantity.end < 40 and _TOUCHES_BEHIND.fullmatch(
            text, quantity.end, moment.start
        ):
            return moment
        return None
    return None
