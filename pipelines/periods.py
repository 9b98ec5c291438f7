"""For which time a figure holds: the date that governs it, the sentence before, or the report."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.change import Turn
from pipelines.german.quantities import Quantity
from pipelines.items import DateMention
from pipelines.statistics import MEASURED, Reading

_COMPARED = re.compile(
    r"""(?<!\w)(?: gegenüber | als | [Vv]ergleich\w* | verglichen\smit | gegen | über | unter | binnen
        | statt | nach | gemessen\s(?:an|am) | zu[mr]? | auf )
        (?:\s(?:dem|der|den|im|in|zum|zur|noch|bei|Ende|Anfang|Mitte|am|an|des|vom|selben|gleichen|zu|mit))*\s*$""",
    re.VERBOSE,
)
_WEAK_COMPARE = re.compile(r"(?:^|\s)(?:zu[mr]?|auf|über|unter|nach)(?:\s\w+){0,2}\s*$")
_STUCK_BEFORE = re.compile(
    r"\s?(?:[:(]|\(?–|waren\ses|sind\ses|waren|noch|nur)?\s?[:(]?\s?(?:noch\s|nur\s|insgesamt\s)?"
)
_STUCK_BEHIND = re.compile(
    r"[\s,(]{0,2}(?:\s?(?:im|in|am|zum|für|seit|bis|ab|allein|noch|Ende|Mitte|Anfang|den|dem|das|der|die|aus))*\s?"
)
_YEAR_AGO = re.compile(
    r"(?:Vorjahr(?:e?s)?|[Vv]or\seinem\sJahr|[Ee]in\sJahr\s(?:zuvor|davor|früher)|Jahr\s(?:zuvor|davor)|[Vv]or\sJahresfrist)"
)
_DAY = re.compile(r"T\d\d:\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_QUARTER = re.compile(r"(\d{4})-([QH])(\d)")
_LONG = re.compile(r"Kilometer|Meter|Hektar|Tonne|Grad|Liter|Kilogramm|km")


class Moment(NamedTuple):
    """A date of the sentence as a figure may take it."""

    start: int
    end: int
    value: str
    compared: bool
    """What a figure is compared with (`gegenüber dem Vormonat`), not when it was."""
    year_ago: bool


def read_moments(text: str, dates: Sequence[DateMention], start: int) -> list[Moment]:
    """The dates of a sentence that begins at `start`, each with its role."""
    return [
        Moment(
            date.start,
            date.end,
            cut_clock(date.value),
            bool(_COMPARED.search(text, max(start, date.start - 40), date.start))
            and not text[start : date.start].strip().lower() in {"zum", "zur", "auf", "über"},
            bool(_YEAR_AGO.fullmatch(date.quote)),
        )
        for date in dates
    ]


def cut_clock(value: str) -> str:
    """A value no finer than a day.

    >>> cut_clock("2024-05-14T10:00/2024-05-14T13:00"), cut_clock("2024-05")
    ('2024-05-14', '2024-05')
    """
    cut = _DAY.sub("", value)
    first, _, last = cut.partition("/")
    return first if first == last else cut


def step_back(period: str, years: int = 0) -> str | None:
    """The period before (or the same one `years` before); None for a period without a step.

    >>> step_back("2022-02"), step_back("2023-Q1"), step_back("2024", years=1)
    ('2022-01', '2022-Q4', '2023')
    >>> step_back("2019-08", years=1)
    '2018-08'
    """
    if years:
        return (
            f"{int(period[:4]) - years}{period[4:]}"
            if re.fullmatch(r"\d{4}(-\w\w)?", period)
            else None
        )
    if _MONTH.fullmatch(period):
        year, month = int(period[:4]), int(period[5:])
        return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"
    quarter = _QUARTER.fullmatch(period)
    if quarter:
        last = 4 if quarter[2] == "Q" else 2
        number = int(quarter[3])
        year = int(quarter[1])
        return (
            f"{year - 1}-{quarter[2]}{last}" if number == 1 else f"{year}-{quarter[2]}{number - 1}"
        )
    if re.fullmatch(r"\d{4}", period):
        return str(int(period) - 1)
    return None


class Era(NamedTuple):
    """What the text speaks of in time: the figure's latest own time and what it is compared with."""

    now: str | None
    compared: str | None
    indicator: str | None


def read_periods(
    text: str,
    quantities: Sequence[Quantity],
    turns: Sequence[Turn | None],
    readings: Sequence[Reading],
    moments: Sequence[Moment],
    start: int,
    end: int,
    era: Era,
    reported: str | None,
) -> tuple[list[str | None], Era]:
    """The period of each quantity of a sentence, and the era after it.

    `era` is that of the sentence before in the same paragraph, or an empty one.
    """
    periods: list[str | None] = []
    for index, quantity in enumerate(quantities):
        periods.append(
            _read_period(
                text,
                index,
                quantities,
                turns,
                readings,
                moments,
                start,
                end,
                era,
                reported,
                periods,
            )
        )
    own = [moment for moment in moments if not moment.compared]
    compared = [moment.value for moment in moments if moment.compared]
    now = own[-1].value if own else era.now
    if own and era.now and len(own[-1].value) == len(era.now) and own[-1].value < era.now:
        now = era.now if any(readings[i].indicator for i in range(len(readings))) else now
    return periods, Era(now, compared[-1] if compared else era.compared, None)


def _read_period(
    text, index, quantities, turns, readings, moments, start, end, era, reported, periods
):
    quantity, turn, reading = quantities[index], turns[index], readings[index]
    if reading.unit in MEASURED or _LONG.search(quantity.noun) or "Standort" in quantity.noun:
        return None
    report = (era.now or reported) if reading.indicator else None
    if reading.indicator == "kommunale_jobcenter":
        near = _governing(text, quantity, moments, start)
        return near.value if near and near.start >= start and near.value else None
    if turn:
        own = [m for m in moments if not m.compared and m.start < quantity.start]
        latest = own[-1].value if own else None
        if latest is None:
            behind = [m for m in moments if not m.compared and m.start >= quantity.end]
            latest = behind[0].value if behind else None
        if latest is None:
            return era.now or report
        current = era.now or (reported if reading.indicator else None)
        if current and len(current) == len(latest) and current > latest:
            return current
        return latest
    if _is_from(text, quantities, index):
        earlier = _earlier(
            text, quantity, moments, era, reported if reading.indicator else None, end
        )
        return earlier
    moment = _governing(text, quantity, moments, start)
    if moment:
        if moment.year_ago and reading.indicator:
            current = era.now or reported
            own = [m.value for m in moments if not m.compared and not m.year_ago]
            current = own[0] if own else current
            if current and len(current) > 4:
                return step_back(current, years=1) or moment.value
        return moment.value
    if era.now:
        return era.now
    return report


def _is_from(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """`von A auf B`, at A."""
    if index + 1 >= len(quantities):
        return False
    quantity = quantities[index]
    if not re.search(
        r"(?<!\w)von\s(?:noch\s|zuvor\s|bisher\s)?$",
        text[max(0, quantity.start - 14) : quantity.start],
    ):
        return False
    gap = text[quantity.end : quantities[index + 1].start]
    return len(gap) < 60 and bool(
        re.fullmatch(
            r"\s?(?:\([^()]*\)|[a-zA-ZäöüÄÖÜ. ]*)?\s?(?:im\s\w+\s\d*\s?)?(?:\w+\s)?auf\s(?:nun\s|jetzt\s|aktuell\s|nur\snoch\s|noch\s)?",
            gap,
        )
    )


def _earlier(text, quantity, moments, era, reported, end):
    stuck = next(
        (
            m
            for m in moments
            if m.start >= quantity.end and _STUCK_BEHIND.fullmatch(text, quantity.end, m.start)
        ),
        None,
    )
    if stuck:
        return stuck.value
    own = [m for m in moments if not m.compared and m.start < quantity.start]
    compared = [m for m in moments if m.compared]
    if compared:
        return compared[-1].value
    if own and len(own[-1].value) == 4 and not era.now:
        return own[-1].value
    if own and len(own[-1].value) == 4 and era.now and len(era.now) != 4:
        return own[-1].value
    if era.compared:
        return era.compared
    current = own[-1].value if own else era.now or reported
    return step_back(current) if current else None


def _governing(
    text: str, quantity: Quantity, moments: Sequence[Moment], start: int
) -> Moment | None:
    """The date that a level holds for: what touches it, else the nearest before, else behind."""
    for moment in moments:
        if moment.start >= quantity.end:
            if moment.start - quantity.end < 30 and _STUCK_BEHIND.fullmatch(
                text, quantity.end, moment.start
            ):
                return moment
            break
    before = [m for m in moments if m.end <= quantity.start]
    if before:
        last = before[-1]
        if _STUCK_BEFORE.fullmatch(text, last.end, quantity.start):
            return last
        own = [m for m in before if not m.compared]
        if own:
            return own[-1]
    behind = [m for m in moments if m.start >= quantity.end and not m.compared]
    return behind[0] if behind else None
