"""Older value, change and newer value that do not fit; percentages and words of change likewise."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipelines.contradictions.beside import NEAR, SAME_AGAIN, list_near
from pipelines.contradictions.precision import find_slack, find_step, is_exact, write_number
from pipelines.german.change_words import AGAINST, find_cues
from pipelines.german.text import find_sentence
from pipelines.items import DateMention, Figure, Problem

_FROM = re.compile(r"(?<!\w)[Vv]on\s(?:(?:zuvor|bisher|zuletzt|noch|damals)\s)?\Z")
_TO = re.compile(r"\s(?:\([^()]{1,40}\)\s)?auf\s(?:(?:nun|jetzt|aktuell)\s)?")
_FROM_TO = re.compile(
    r"(?:\s|\s[^,;.()]{1,40}\s|\s\([^()]{1,40}\)\s)auf\s(?:(?:nun|jetzt|aktuell|zuletzt)\s)?"
)
_COMPARED_WITH = re.compile(rf"(?<!\w){AGAINST}\s(?:\w+\s){{0,2}}\Z")
_CLAUSE = re.compile(r"[,;:()–]\s|\s(?:und|aber|während|doch)\s")
_DENIED = re.compile(r"(?<!\w)(?:nicht|[Kk]ein\w*|[Ww]eder)(?!\w)")
_BRACKET = 60
"""Characters before a number within which its bracket opens."""
_BEFORE = 40
"""Characters before a number or date that may lead to it."""
_RATES = frozenset({"percent", "percentage_point"})
_MIXED = frozenset({"ausgaben"})
"""Indicators of many kinds of a thing: only what one sentence says belongs together."""
_ROUNDED = Decimal("0.051")
"""By how much rates of one decimal may miss."""


def check_changes(
    text: str, figures: Sequence[Figure], dates: Sequence[DateMention]
) -> Iterator[Problem]:
    """`7.273, 28 weniger als im Vormonat (7.310)`: the three against each other."""
    for position, change in enumerate(figures):
        if not change.change or change.indicator is None or not is_exact(change):
            continue
        level = _find_level(text, figures, position)
        if level is None:
            continue
        older = _find_older(text, figures, dates, position, level)
        if change.unit == "percent" and level.unit != "percent":
            if older is None:
                yield from _check_same_in_percent(text, figures, position, level)
            else:
                yield from _check_percent(older, change, level)
        elif older is not None:
            yield from _check_difference(older, change, level)


def check_directions(text: str, figures: Sequence[Figure]) -> Iterator[Problem]:
    """`stieg von 7.301 auf 7.273`: a rise that is a fall."""
    for older, newer in pairwise(figures):
        if older.change or newer.change or not is_exact(older) or not is_exact(newer):
            continue
        if older.sentence != newer.sentence or older.value == newer.value:
            continue
        if older.unit != newer.unit:  # „von sechs Monaten auf neunzig Tage verkürzt"
            continue
        if not _FROM.search(text, max(0, older.start - _BEFORE), older.start):
            continue
        if not _FROM_TO.fullmatch(text, older.end, newer.start):
            continue
        start, end = _find_clause(text, older, newer)
        ways = {cue.way for cue in find_cues(text, start, end)}
        if len(ways) != 1 or not ways <= {"up", "down"} or _DENIED.search(text, start, end):
            continue
        rises = newer.value > older.value
        if rises != (ways == {"up"}):
            yield Problem(
                code="direction_contradicts",
                says=(
                    f"Von „{older.quote}“ auf „{newer.quote}“ ist ein "
                    f"{'Anstieg' if rises else 'Rückgang'}, erzählt wird das Gegenteil."
                ),
                quote=f"{older.quote} … {newer.quote}",
            )


def _find_clause(text: str, older: Figure, newer: Figure) -> tuple[int, int]:
    """From the break before the two numbers to the one behind them."""
    sentence = find_sentence(text, older.start)
    begin = max(sentence.start, older.start - NEAR)
    ended = [match.end() for match in _CLAUSE.finditer(text, begin, older.start)]
    following = _CLAUSE.search(text, newer.end, sentence.end)
    return (ended[-1] if ended else begin), (following.start() if following else sentence.end)


def _name_series(figure: Figure) -> tuple[str | None, str | None, str | None]:
    return figure.indicator, figure.region, figure.jobcenter


def _find_level(text: str, figures: Sequence[Figure], position: int) -> Figure | None:
    """The level that the change led to: `auf B`, else the one of its time near by."""
    change = figures[position]
    levels = [
        figure
        for figure in list_near(figures, change)
        if not figure.change
        and is_exact(figure)
        and _name_series(figure) == _name_series(change)
        and figure.period == change.period
        and change.unit in {figure.unit, "percentage_point", "percent"}
        and (change.unit != "percentage_point" or figure.unit == "percent")
    ]
    for level in levels:
        if level.start >= change.end and _TO.fullmatch(text, change.end, level.start):
            return level
    own = [figure for figure in levels if figure.sentence == change.sentence] or levels
    return own[0] if len({figure.value for figure in own}) == 1 else None


def _find_older(
    text: str,
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    position: int,
    level: Figure,
) -> Figure | None:
    """The one level that the change starts from: of the time it names, else its sentence's."""
    change = figures[position]
    near = list_near(figures, change)
    older = [
        figure
        for figure in near
        if not figure.change
        and is_exact(figure)
        and _name_series(figure) == _name_series(level)
        and figure.unit == level.unit
        and figure is not level
        and (figure.sentence == change.sentence or figure.indicator not in _MIXED)
    ]
    named = _find_time_compared(text, near, list_near(dates, change), change)
    if named is not None:
        older = [figure for figure in older if _is_of(figure.period, named.value)]
    else:
        older = _keep_own(text, near, older, change, level)
    return older[0] if len({figure.value for figure in older}) == 1 else None


def _keep_own(
    text: str, near: Sequence[Figure], older: list[Figure], change: Figure, level: Figure
) -> list[Figure]:
    """Of a change that names no time: `von A`, else what is older, where it is the only change."""
    own = [
        figure
        for figure in older
        if figure.sentence == change.sentence
        and not _is_parted(text, min(figure.start, change.start), max(change.start, level.start))
    ]
    led = [f for f in own if _FROM.search(text, max(0, f.start - _BEFORE), f.start)]
    if led:
        return led
    alike = [f for f in near if f.change and (f.sentence, f.unit) == (change.sentence, change.unit)]
    return [f for f in own if _is_step_before(f, level)] if len(alike) == 1 else []


def _is_step_before(figure: Figure, level: Figure) -> bool:
    """Not the level's own time, nor its month a year ago: `um 0,1 auf 6,5, im Vorjahr 5,4`."""
    older, newer = figure.period or "", level.period or ""
    return older not in {newer, ""} and (older.isdigit() or older[4:] != newer[4:])


def _find_time_compared(
    text: str, near: Sequence[Figure], dates: Sequence[DateMention], change: Figure
) -> DateMention | None:
    """The other time that is named behind the change, else the one compared with before it."""
    sentence = find_sentence(text, change.start)
    others = [figure.start for figure in near if figure.start != change.start]
    for mention in dates:
        if not sentence.start <= mention.start < sentence.end:
            continue
        if _is_of(change.period, mention.value):
            continue
        between = sorted((change.end, mention.start))
        if mention.start >= change.end:
            apart = any(between[0] <= at < between[1] for at in others)
            return None if apart or _is_parted(text, *between) else mention
        if _COMPARED_WITH.search(text, max(sentence.start, mention.start - _BEFORE), mention.start):
            changes = [f for f in near if f.change and mention.end <= f.start < change.start]
            if not changes:
                return mention
    return None


def _is_parted(text: str, start: int, end: int) -> bool:
    """Whether a semicolon stands between that is in no bracket."""
    at = text.find(";", start, end)
    return at >= 0 and text.rfind("(", max(0, start - _BRACKET), at) <= text.rfind(
        ")", max(0, start - _BRACKET), at
    )


def _is_of(period: str | None, named: str) -> bool:
    """Whether the time named is that period: `Vorjahr` is the year, the level's is its month."""
    return period is not None and (period == named or period.startswith(f"{named}-"))


def _check_difference(older: Figure, change: Figure, level: Figure) -> Iterator[Problem]:
    sign = 1 if change.change == "up" else -1
    expected = older.value + sign * change.value
    slack = sum(map(find_slack, (older, change, level)))
    if change.unit == "percent" and _fits_in_percent(older, change, level):
        return  # „die Quote sank um 5 Prozent auf 3,8 Prozent (Vorjahr: 4,0)"
    if abs(expected - level.value) > (_ROUNDED if level.unit in _RATES else slack):
        yield Problem(
            code="difference_contradicts",
            says=(
                f"Von „{older.quote}“ um „{change.quote}“ {'mehr' if sign > 0 else 'weniger'} "
                f"ergäbe {write_number(expected, 2)}, genannt ist „{level.quote}“."
            ),
            quote=f"{older.quote} … {change.quote} … {level.quote}",
        )


def _check_percent(older: Figure, change: Figure, level: Figure) -> Iterator[Problem]:
    if not _fits_in_percent(older, change, level):
        measured = _measure(older, change, level)
        yield Problem(
            code="percent_contradicts",
            says=(
                f"Von „{older.quote}“ auf „{level.quote}“ sind es "
                f"{write_number(measured, 1)} Prozent, genannt sind „{change.quote}“."
            ),
            quote=f"{older.quote} … {level.quote} … {change.quote}",
        )


def _fits_in_percent(older: Figure, change: Figure, level: Figure) -> bool:
    """Whether the change is that of the two levels, as far as they may be rounded."""
    if not older.value:
        return True
    blur = (find_slack(older) + find_slack(level)) / older.value * 100
    return abs(_measure(older, change, level) - change.value) <= find_step(change) + blur


def _measure(older: Figure, change: Figure, level: Figure) -> Decimal:
    sign = 1 if change.change == "up" else -1
    return (level.value - older.value) / older.value * 100 * sign


def _check_same_in_percent(
    text: str, figures: Sequence[Figure], position: int, level: Figure
) -> Iterator[Problem]:
    """`um 280 oder 3,7 Prozent auf 7.273`: the percentage of what it was before."""
    percent = figures[position]
    for number in (
        *figures[max(0, position - 1) : position],
        *figures[position + 1 : position + 2],
    ):
        first, second = sorted((number, percent), key=lambda figure: figure.start)
        if (
            number.change != percent.change
            or number.unit != level.unit
            or not is_exact(number)
            or _name_series(number) != _name_series(percent)
            or not SAME_AGAIN.fullmatch(text, first.end, second.start)
        ):
            continue
        older = level.value - number.value * (1 if number.change == "up" else -1)
        measured = number.value / older * 100 if older > 0 else Decimal(0)
        if abs(measured - percent.value) > find_step(percent):
            yield Problem(
                code="percent_contradicts",
                says=(
                    f"„{number.quote}“ auf dem Weg zu „{level.quote}“ sind "
                    f"{write_number(measured, 1)} Prozent, genannt sind „{percent.quote}“."
                ),
                quote=f"{first.quote} … {second.quote} … {level.quote}",
            )
            return
