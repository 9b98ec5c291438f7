"""One guarded scan for calendar expressions, and series of them read around each hit."""

import re

from pipelines.german.date_beginnings import SCAN, find_beginnings
from pipelines.german.date_expressions import Expression
from pipelines.german.date_holidays import add_holiday, may_fall_on
from pipelines.german.date_numbered import add_number, read_numbered_weekday
from pipelines.german.date_readers import pick_readers
from pipelines.german.date_series import add_clock, find_joint, is_day, join_series
from pipelines.german.date_turns import Part

_LONGEST_SERIES = 12
"""A list of more days than these is two lists; it bounds what a hostile text can cost."""


def find_expressions(text: str) -> list[Expression]:
    """The expressions of a folded text in order, ranges and neighbours already one."""
    found: list[Expression] = []
    done = 0
    for match in find_beginnings(text):
        if match.start() >= done:
            series, end = _read_series(text, match)
            if (
                series and found and series[0].start < found[-1].end
            ):  # its noun belongs to the one before
                series[0] = series[0].stretch(match.start(), series[0].end)
            found.extend(series)
            done = end
    return found


def _read_series(text: str, match: re.Match[str]) -> tuple[list[Expression], int]:
    """The expressions that begin here and belong together, and where they end."""
    first = _read_point(text, match)
    if first is None:
        return [], match.start()
    items, joints = [first], []
    if (is_day(first) or first.unit == "weekend") and (named := _read_apposition(text, first)):
        items = [named]
    while len(items) < _LONGEST_SERIES:
        joint = find_joint(text, items[-1].end)
        if joint is None:
            break
        following = _read_ahead(text, joint.end())
        if following is None or following.start < items[-1].end:
            break
        if following.kind == "holiday":
            following = _read_apposition(text, following) or following
        items.append(following)
        joints.append(str(joint.lastgroup))
    end = items[-1].end
    while items and items[-1].kind == "number":
        items.pop()
    series = _add_bracket(text, join_series(text, items, joints)) if items else []
    end = max(items[-1].end, *(day.end for day in series)) if items else end
    if first.kind == "number" and not (series and series[0].start == first.start):
        numbered = read_numbered_weekday(text, match.start())
        if numbered is not None:
            series = [add_clock(text, numbered), *series]
            end = max(series[0].end, items[-1].end if items else 0)
    return series, end


_APPOSITION = re.compile(r"[ ]{0,2},?[ ]{0,2}\n?(?:(?P<bracket>\()|(?:de[nmr] |am )?)(?=\d|[MDFS])")


_NAMELESS = frozenset({"day_word", "weekday", "placed_weekday", "holiday", "beside_holiday"})


def _read_apposition(text: str, day: Expression) -> Expression | None:
    """`kommenden Montag, 8. Mai`, `Wochenende 13./14. Mai`: the day meant stands behind."""
    weekend = day.unit == "weekend"
    if (day.rule not in _NAMELESS and not weekend) or day.clock or day.to:
        return None
    gap = _APPOSITION.match(text, day.end)
    if gap is None or not (day.rule in {"holiday", "day_word"} or text[gap.end()].isdigit()):
        return None
    named = _read_ahead(text, gap.end())
    if named is None or not _may_be(day, named):
        return None
    if gap["bracket"] and weekend:
        return _read_both_days(text, day, gap.end())
    if gap["bracket"]:  # „Montag (7. September) um 8 Uhr"
        closed = text[named.end : named.end + 1] == ")"
        return add_clock(text, named.stretch(day.start, named.end + 1)) if closed else None
    return named.stretch(day.start, named.end)


def _may_be(day: Expression, named: Expression) -> bool:
    """Whether what stands behind may be the same day, or one of the weekend."""
    if named.kind == "number":
        return day.unit == "weekend"
    holiday = day.rule == "holiday"
    return named.kind == "day" and (not holiday or may_fall_on(day.code, named))


def _read_both_days(text: str, days_meant: Expression, position: int) -> Expression | None:
    """`Wochenende (17./18. März)`, `Freitag bis Sonntag (8. bis 10. Mai)`."""
    match = SCAN.match(text, position)
    days, end = _read_series(text, match) if match else ([], position)
    if len(days) != 1 or days[0].kind != "day" or text[end : end + 1] != ")":
        return None
    return days[0].stretch(days_meant.start, end + 1)


def _add_bracket(text: str, series: list[Expression]) -> list[Expression]:
    """`Donnerstag und Freitag (26. und 27. September)`: the days that are meant stand behind."""
    days = series[0] if len(series) == 1 else None
    if days is None or days.to is None or days.kind != "weekday":
        return series
    both = _read_both_days(text, days, days.end + 2) if text.startswith(" (", days.end) else None
    return [both] if both else series


def _read_ahead(text: str, position: int, *, behind_part: bool = False) -> Expression | None:
    """The expression that begins exactly here; its noun may stand before it (`Jahr 2015`)."""
    match = SCAN.match(text, position)
    read = _read_point(text, match, behind_part=behind_part) if match else None
    if read is None and (noun := _NOUN_AHEAD.match(text, position)):
        match = SCAN.match(text, noun.end())
        read = _read_point(text, match) if match else None
    return read


def _read_point(text: str, match: re.Match[str], *, behind_part: bool = False) -> Expression | None:
    position = match.start()
    for reader in pick_readers(text, match):
        read = reader(text, position)
        if isinstance(read, Part):
            read = None if behind_part else _read_behind_part(text, read)
        if read is not None:
            if read.kind == "number" and find_joint(text, read.end) is None:
                continue
            named = add_holiday(text, add_number(text, read))
            return add_clock(text, named)
    return None


_PARTLY = frozenset(
    {
        "month",
        "quarter",
        "half",
        "season",
        "shift",
        "turn",
        "week",
        "value",
        "same",
        "week_of_month",
    }
)


def _read_behind_part(text: str, part: Part) -> Expression | None:
    """`Ende` and what it is the end of."""
    read = _read_ahead(text, part.end, behind_part=True)
    if read is None or read.kind not in _PARTLY or (read.kind == "shift" and read.unit == "day"):
        return None
    return read._replace(start=part.start, rule="part")


_NOUN_AHEAD = re.compile(
    r"""
    (?: [^\W\d_][\w-]{0,30} )? (?: [Jj]ahre?[sn]? | [Mm]onat(?:e|en|s|es)? ) [ ]{1,3} \n?
    (?= (?:19|20)\d\d | [A-Z] )
    """,
    re.VERBOSE,
)
