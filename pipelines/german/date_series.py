"""Expressions that belong together: ranges, neighbouring days, lists, a day and its clock."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression, RelativeYear, Year
from pipelines.german.date_patterns import GAP, SPACE, WEEKDAY_NAME, compile_pattern
from pipelines.german.timex import find_last_day

_JOINT = compile_pattern(
    rf"""
    (?: (?:{GAP},)? {GAP}
        (?: (?P<until> bis )
              (?: {SPACE} (?: einschließlich|einschl\.|inklusive|inkl\.|zum|zur|ins|in|hin|den|dem
                            | spätestens|voraussichtlich ) ){{0,2}} {SPACE}
              (?: (?:den|dem|die|der) {SPACE} )? (?: (?:stichtag|stand) {SPACE} )?
          | (?P<dash> [-–—−] ) {GAP} (?: (?:zum|den|dem) {SPACE} )?
          | (?P<and> und|sowie|u\.|&|\+|oder|bzw\. ) {GAP}
              (?: (?: am|im|vom|zum|der|den|dem|des|ab|in|bis|seit|auch|dann|noch ) {SPACE} ){{0,2}}
          | (?P<slash> / ) {GAP}
        )
      | {GAP} (?P<comma> , ) {GAP} (?: (?:am|im|den|dem|der|vom|in) {SPACE} )?
      | (?:{GAP},)? {SPACE} (?P<on> auf ) {SPACE} (?: (?:den|dem) {SPACE} )?
    )
    """
)
_MAYBE_JOINT = re.compile(
    r"[ \r\n]{0,9} (?: [,/–—−&+-] | [Bb]is | BIS | und | sowie | u\. | oder | bzw | auf )",
    re.VERBOSE,
)
"""What is seen at a glance: most expressions stand alone."""
_CLOCK = compile_pattern(
    rf"""
    (?: (?:{GAP},)? {GAP} (?: (?P<at> um ) |ab|von) {SPACE} | {GAP} , {GAP}
      | {GAP} (?P<bracket> \( ) {GAP} (?: (?:um|ab|von) {SPACE} )? | {SPACE} )
    (?P<hour> 2[0-4]|[01]?\d )
    (?: (?P<mark> [.:] ) (?P<minute> [0-5]\d ) (?: :[0-5]\d )? )? (?! \d | [.:]\d )
    (?: {GAP} (?P<oclock> uhr|h ) (?![^\W_]) )?
    (?: {GAP} (?: bis{SPACE}(?:gegen{SPACE}|ca\.{SPACE})? | [–—-] ) {GAP}
        (?P<hour_to> 2[0-4]|[01]?\d ) (?: [.:] (?P<minute_to> [0-5]\d ) )? (?! \d | [.:]\d )
        {GAP} (?P<oclock_to> uhr|h ) (?![^\W_])
    )?
    """
)
_WEEKDAY_BEHIND = compile_pattern(
    rf"""
    {GAP} , {GAP} {WEEKDAY_NAME} (?= [,.;:)\n] | \Z ) (?! ,? {GAP} (?: de[nmr] {SPACE} )? \d )
  | {GAP} \( {GAP}
    (?: {WEEKDAY_NAME} | {lexicon.match_words(lexicon.WEEKDAY_ABBREVIATIONS)} \.? ) {GAP} \)
    """
)
_BETWEEN = re.compile(r"[Zz]wischen\s+(?:de[mnr]\s+)?\Z")
_HALF_A_YEAR = 6
_DAYS = frozenset({"day", "weekday", "holiday"})
_MOST = {"quarter": 4, "half": 2, "week": 53}
"""How many of them a year has."""
_NUMBERED = frozenset({"day", "quarter", "half", "week", "month"})


def is_day(expression: Expression) -> bool:
    """Whether it names a single day, to which a clock time may be added."""
    return expression.kind in _DAYS or (expression.kind == "shift" and expression.unit == "day")


def add_clock(text: str, expression: Expression) -> Expression:
    """The expression with the clock time or the weekday in brackets that stands behind it."""
    if not is_day(expression) or expression.clock:
        return expression
    weekday = _WEEKDAY_BEHIND.match(text, expression.end)
    if weekday and (
        expression.kind == "day" or (expression.kind == "shift" and weekday[0].endswith(")"))
    ):
        expression = expression.stretch(expression.start, weekday.end())
    match = _CLOCK.match(text, expression.end)
    if match is None:
        return expression
    end = match.end()
    told = match["oclock"] or match["oclock_to"] or match["mark"] == ":"
    if not told and not (match["mark"] and match["at"]):
        return expression
    if match["bracket"]:
        if text[end : end + 1] != ")":
            return expression
        end += 1
    clock = f"{int(match['hour']):02d}:{match['minute'] or '00'}"
    clock_to = (
        f"{int(match['hour_to']):02d}:{match['minute_to'] or '00'}" if match["hour_to"] else ""
    )
    return expression._replace(end=end, clock=clock, clock_to=clock_to, day_end=expression.end)


def find_joint(text: str, position: int) -> re.Match[str] | None:
    """What may stand between two expressions that belong together."""
    return _JOINT.match(text, position) if _MAYBE_JOINT.match(text, position) else None


_SEVERAL = 2


def join_series(text: str, items: list[Expression], joints: list[str]) -> list[Expression]:
    """Ranges made one, numbers and years filled in from their neighbours.

    `joints[i]` (`until`, `dash`, `slash`, `and`, `comma`, `on`) stands between `items[i]` and the
    next. A number that nothing names is dropped.
    """
    if len(items) == 1:
        return items if items[0].kind != "number" else []
    items = _fill_numbers(items)
    items = _fill_years(items, joints)
    joined: list[Expression] = []
    between = _BETWEEN.search(text[max(0, items[0].start - 16) : items[0].start]) is not None
    index = 0
    while index < len(items):
        item = items[index]
        run = _count_neighbours(items, joints, index)
        if (
            run < _SEVERAL
            and index + 1 < len(items)
            and _makes_range(item, items[index + 1], joints[index], between=between)
        ):
            joined.append(_make_range(item, items[index + 1], "range"))
            index += 2
        elif run:
            joined.append(_make_range(item, items[index + run], "neighbours"))
            index += run + 1
        else:
            joined.append(item)
            index += 1
    named = [item for item in joined if item.kind != "number"]
    return [item._replace(listed=True) if item is not named[0] else item for item in named]


def _make_range(first: Expression, last: Expression, rule: str) -> Expression:
    if last.clock and not first.clock:  # each day at that time: the clock stays outside
        last = last._replace(end=last.day_end, clock="", clock_to="")
    return first._replace(end=last.end, to=last, rule=rule)


def _fill_numbers(items: list[Expression]) -> list[Expression]:
    """`8.` of `8. und 10. März` becomes a day in March, `I.` of `I. und II. Quartal` a quarter."""
    filled = list(items)
    for index in range(len(items) - 2, -1, -1):
        item, following = filled[index], filled[index + 1]
        if item.kind != "number" or following.kind not in _NUMBERED or following.kind == "month":
            continue
        if following.kind == "day":
            filled[index] = following._replace(
                start=item.start, end=item.end, day=item.number, clock="", clock_to=""
            )
        elif 1 <= item.number <= _MOST[following.kind]:
            filled[index] = following._replace(start=item.start, end=item.end, number=item.number)
    return filled


def _fill_years(items: list[Expression], joints: list[str]) -> list[Expression]:
    """`Juni und Juli 2021`: the year of one is the other's."""
    filled = list(items)
    for index in range(len(items) - 2, -1, -1):
        item, following = filled[index], filled[index + 1]
        if _takes_year(item, following) and item.year is None and following.year is not None:
            later = item.place > following.place
            if item.place == following.place or (
                joints[index] == "comma" and (later or item.kind != following.kind)
            ):
                continue
            filled[index] = item._replace(year=_shift_year(following, -1 if later else 0))
    for index in range(1, len(items)):
        item, before = filled[index], filled[index - 1]
        if (
            joints[index - 1] in {"until", "dash", "and", "slash"}
            and not (joints[index - 1] == "until" and item.kind == before.kind == "month")
            and _takes_year(item, before)
            and (item.year is None and before.year is not None)
        ):
            earlier = item.place < before.place
            filled[index] = item._replace(year=_shift_year(before, 1 if earlier else 0))
    return filled


def _shift_year(expression: Expression, by: int) -> Year:
    year = expression.year
    if isinstance(year, RelativeYear):
        return RelativeYear(year.anchor, year.by + by)
    return (year or 0) + by


def _takes_year(first: Expression, second: Expression) -> bool:
    dated = {"day", "month", "quarter", "half", "week", "season"}
    if first.by or second.by:
        return False
    if first.kind in {"day", "month"} and second.kind in {"day", "month"}:
        return True
    return first.kind == second.kind and first.kind in dated


def _makes_range(first: Expression, last: Expression, joint: str, *, between: bool) -> bool:
    if "number" in {first.kind, last.kind} or first.to or last.to:
        return False
    if joint == "until" or (joint == "and" and between):
        return True
    if joint == "dash":
        return _is_alike(first, last)
    return joint == "slash" and _is_alike(first, last) and not _goes_back(first, last)


def _goes_back(first: Expression, last: Expression) -> bool:
    """`April/März`, `Juni 2019 / Juli 2018`: beside each other; `Dezember/Januar` is a span."""
    if isinstance(first.year, int) and isinstance(last.year, int):
        one = first.year, first.month, first.number, first.day
        return one > (last.year, last.month, last.number, last.day)
    if not first.kind == last.kind == "month" or first.year != last.year:
        return False
    return 0 < first.month - last.month < _HALF_A_YEAR


def _is_alike(first: Expression, last: Expression) -> bool:
    if first.kind == last.kind:
        return (first.kind != "shift" and first.rule == last.rule) or first.kind == "day"
    return False


def _count_neighbours(items: list[Expression], joints: list[str], index: int) -> int:
    """How many of the next items are the days that follow, the last joined by `und`."""
    count = 0
    while index + count + 1 < len(items):
        joint = joints[index + count]
        if joint not in {"and", "comma", "slash"} or not _follows(
            items[index + count], items[index + count + 1]
        ):
            break
        count += 1
        if joint == "and" or (joint == "slash" and index + count + 1 == len(items)):
            return count
    return 0


def _follows(day: Expression, following: Expression) -> bool:
    """Whether it is the next day."""
    if day.clock or day.to or following.to:
        return False
    if day.kind == following.kind == "day":
        if day.year != following.year:
            return False
        if day.month == following.month:
            return following.day == day.day + 1
        ends = find_last_day(day.year if isinstance(day.year, int) else 2023, day.month).day
        return following.day == 1 and following.month == day.month + 1 and day.day == ends
    if day.kind == following.kind == "weekday":
        plain = not (following.by or following.unit)  # „kommenden Samstag und Sonntag"
        alike = day.unit == following.unit or (day.unit == "day" and plain)
        return (following.number - day.number) % 7 == 1 and alike
    both_words = day.kind == following.kind == "shift" and day.unit == following.unit == "day"
    return both_words and following.by == day.by + 1
