"""From what an expression says to its value: against the day of publication, tense and context."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from attrs import define, evolve, field

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression, RelativeYear, Unit, find_word_before
from pipelines.german.date_spans import write_first_units
from pipelines.german.tense import Tense, read_tense
from pipelines.german.text import Span, find_sentence
from pipelines.german.timex import (
    SEASON_MONTHS,
    compute_easter,
    compute_first_advent,
    make_day,
    shift_months,
    shift_years,
    write_month,
    write_week,
)

_COMPARED = re.compile(
    r"""
    \b(?: gegenüber | als | wie | statt | seit | bis | ab | vor | nach | auf | verglichen\smit | versus | vs\.
        | vergleich\s(?:zu[mr]?|mit) | um )
    \s+ (?: noch \s+ )? (?: (?:im|in|am|zum|zur) \s+ )? (?: de[mnr] \s+ )? (?: (?:jahr|ende|anfang|mitte) \s+ )? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENING = re.compile(r"(?:\A|[.!?:“”»\n]\s*[„\"(»]?)\Z")
_TO = re.compile(r"\bzum\s\Z")
_OF_THE_YEAR = frozenset({"month", "quarter", "half_year"})
_YEAR_NOUN = re.compile(r"[Jj]ahr")


@define(kw_only=True)
class Resolver:
    """Reads expressions one after the other and remembers what was named before."""

    text: str
    reference: date | None
    reported: str | None = None
    """The period the announcement reports on."""
    named: list[tuple[Expression, str]] = field(factory=list)

    def resolve(self, expression: Expression) -> str | None:
        """The value of the next expression of the text; None where nothing tells it."""
        value = self._resolve_point(expression)
        if value is not None and expression.to is not None:
            last = self._resolve_point(self._agree(expression, expression.to, value))
            value = self._join(value, last, expression)
        if value is not None:
            self.named.append((expression, value))
        return value

    def _agree(self, first: Expression, last: Expression, value: str) -> Expression:
        """The end of a range lies behind its beginning."""
        if (
            last.kind in {"day", "month", "quarter", "half", "week", "season"}
            and last.year is None
            and not last.by
        ):
            if not value[:4].isdigit() or (first.kind == "value" and len(value) == 4):
                return last
            earlier = first.kind == last.kind and (
                (last.month, last.day, last.number) < (first.month, first.day, first.number)
            )
            return evolve(last, year=int(value[:4]) + (1 if earlier else 0))
        if last.kind == "weekday" and not last.by and len(value) == 10:
            begin = date.fromisoformat(value)
            day = begin + timedelta(days=(last.number - begin.weekday()) % 7)
            return evolve(last, kind="day", year=day.year, month=day.month, day=day.day)
        return last

    def _join(self, first: str, last: str | None, expression: Expression) -> str | None:
        if last is None:
            return None
        if first == last:
            return first
        begin, end = first.split("/", maxsplit=1)[0], last.split("/")[-1]
        if begin[:4] > end[:4] or (len(begin) == len(end) and begin > end):
            return None
        return f"{begin}/{end}"

    def _resolve_point(self, expression: Expression) -> str | None:
        if expression.kind == "value":
            return expression.value
        if self.reference is None and not isinstance(expression.year, int):
            return None
        value = _RESOLVERS[expression.kind](self, expression)
        if value and expression.clock and len(value) == 10:
            value = _add_clock(value, expression)
        return value

    # The years.

    @property
    def _today(self) -> date:
        assert self.reference is not None  # noqa: S101  # asked only behind the check above
        return self.reference

    def _read_year(self, expression: Expression) -> int | None:
        """The year that its words give, if any do."""
        year = expression.year
        if isinstance(year, RelativeYear):
            if year.anchor == "published":
                return self._today.year + year.by
            if year.anchor == "mentioned":
                return self._find_named_year(expression) + year.by
            return self._find_reported_year(expression) + year.by
        return year

    def _find_reported_year(self, expression: Expression) -> int:
        own = self._find_in_sentence(expression, _has_year)
        if own is not None:
            return int(own[:4])
        if self.reported:
            return int(self.reported[:4])
        return self._today.year

    def _find_named_year(self, expression: Expression) -> int:
        for _, value in reversed(self.named):
            if value[:4].isdigit():
                return int(value.split("/")[-1][:4])
        return int(self.reported[:4]) if self.reported else self._today.year

    def _find_in_sentence(
        self, expression: Expression, fits: "Callable[[str], bool]"
    ) -> str | None:
        """The last fitting value named before in the same sentence, comparisons left out."""
        sentence = find_sentence(self.text, expression.start)
        for earlier, value in reversed(self.named):
            if earlier.start < sentence.start:
                break
            if earlier.kind == "shift" and earlier.anchor != "published":
                continue
            if fits(value) and not is_compared(self.text, earlier.start):
                return value
        return None

    def _find_year_of_report(self, expression: Expression) -> int | None:
        """In a report on a year its months and quarters are meant (`Jahresbilanz 2019`: `im Januar`)."""
        if not self.reported or len(self.reported) != 4 or expression.rule not in _OF_THE_YEAR:
            return None
        before = find_word_before(self.text, expression.start).lower()
        return int(self.reported) if before in {"im", "der", "den", "vom", "und", ","} else None

    def _find_own_year(self, expression: Expression) -> int | None:
        """The year that its paragraph speaks of: `Im Jahr 2014 … im Mai`."""
        begin = max(self.text.rfind("\n\n", 0, expression.start), 0)
        sentence = find_sentence(self.text, expression.start)
        for earlier, value in reversed(self.named):
            if earlier.start < begin:
                return None
            if earlier.rule not in {"year", "placed_unit"} or len(value) != 4:
                continue
            if earlier.rule != "year" and earlier.start < sentence.start:
                continue
            before = self.text[max(0, earlier.start - 12) : earlier.start]
            word = find_word_before(self.text, earlier.start).lower()
            if (
                word in {"im", "in"}
                or _OPENING.search(before)
                or _YEAR_NOUN.match(self.text, earlier.start)
            ):
                return None if is_compared(self.text, earlier.start) else int(value)
        return None

    def _read_listed(self, expression: Expression) -> int | None:
        """`im März, April und Mai`: the year of the one before, or the next."""
        if not expression.listed or not self.named:
            return None
        before, value = self.named[-1]
        if before.kind != expression.kind or before.year is not None or before.by or before.to:
            return None
        earlier = (expression.month, expression.day, expression.number) < (
            before.month,
            before.day,
            before.number,
        )
        return int(value[:4]) + (1 if earlier else 0)

    def read_tense(self, expression: Expression) -> Tense | None:
        """Whether its sentence looks back or ahead."""
        sentence = find_sentence(self.text, expression.start)
        return read_tense(self.text, sentence, Span(expression.start, expression.end))

    def _choose(
        self, expression: Expression, make: "Callable[[int], date | None]", *, back: float = 1.0
    ) -> int | None:
        """The year that puts it where tense and context want it.

        `make` gives the day it begins in a year; `back` below 1 makes the past nearer.
        """
        year = self._read_year(expression)
        if year is not None:
            return year
        if (listed := self._read_listed(expression)) is not None:
            return listed
        today = self._today
        days = [
            (day, candidate)
            for candidate in range(today.year - 4, today.year + 5)
            if (day := make(candidate)) is not None
        ]
        tense = self.read_tense(expression)
        if (
            tense is None
            and expression.kind == "month"
            and _TO.search(self.text, max(0, expression.start - 5), expression.start)
        ):
            tense = "past"  # `3 Prozent mehr zum Juli`
        if tense in {"past", None} and (told := self._find_year_of_report(expression)) is not None:
            return told
        if tense != "future":
            own = self._find_own_year(expression)
            if own is not None and (day := make(own)) is not None and day <= today:
                return own
        if tense == "present" and expression.kind in {"day", "month", "holiday"}:
            back = 1.1
        if tense == "past":
            return max((d for d in days if d[0] <= today), default=(today, None))[1]
        if tense == "future":
            return min((d for d in days if d[0] >= today), default=(today, None))[1]
        return min(days, key=lambda d: _weigh(d[0], today, back))[1] if days else None

    # The kinds.

    def _resolve_day(self, expression: Expression) -> str | None:
        year = self._choose(expression, lambda y: make_day(y, expression.month, expression.day))
        day = make_day(year, expression.month, expression.day) if year else None
        return day.isoformat() if day else None

    def _resolve_month(self, expression: Expression) -> str | None:
        month = expression.month
        if expression.by or expression.rule == "placed_month":
            return self._resolve_placed_month(expression)
        if isinstance(expression.year, int):
            return write_month(expression.year, month)
        first_of_this = self._today.replace(day=1)

        def begin(year: int) -> date | None:
            day = date(year, month, 1)
            return self._today if day == first_of_this else day

        year = self._choose(expression, begin, back=0.5)
        return write_month(year, month) if year else None

    def _resolve_placed_month(self, expression: Expression) -> str | None:
        if isinstance(expression.year, int):
            return write_month(expression.year, expression.month)
        today, month = self._today, expression.month
        year = today.year
        if expression.by < 0 and month >= today.month:
            year -= 1
        if expression.by > 0 and month <= today.month:
            year += 1
        return write_month(year, month)

    def _resolve_quarter(self, expression: Expression) -> str | None:
        year = self._choose(
            expression, lambda y: self._begin(y, expression.number * 3 - 2, 3), back=0.4
        )
        return f"{year}-Q{expression.number}" if year else None

    def _resolve_half(self, expression: Expression) -> str | None:
        year = self._choose(
            expression, lambda y: self._begin(y, expression.number * 6 - 5, 6), back=0.4
        )
        return f"{year}-H{expression.number}" if year else None

    def _begin(self, year: int, month: int, months: int) -> date:
        """Its first day, or today where it has begun and is not over."""
        day = date(year, month, 1)
        after_year, after_month = shift_months(year, month, months)
        return (
            self._today
            if self.reference and day <= self._today < date(after_year, after_month, 1)
            else day
        )

    def _resolve_week(self, expression: Expression) -> str | None:
        def begin(year: int) -> date | None:
            try:
                monday = date.fromisocalendar(year, expression.number, 1)
            except ValueError:
                return None
            today = self.reference
            return today if today and monday <= today <= monday + timedelta(days=6) else monday

        year = self._choose(expression, begin)
        return f"{year}-W{expression.number:02d}" if year else None

    def _resolve_week_of_month(self, expression: Expression) -> str | None:
        year = self._choose(expression, lambda y: date(y, expression.month, 1))
        if year is None:
            return None
        monday = _find_nth(year, expression.month, 0, expression.number)
        return write_week(monday) if monday else None

    def _resolve_weekday_of_month(self, expression: Expression) -> str | None:
        year = self._choose(expression, lambda y: date(y, expression.month, 15))
        if year is None:
            return None
        if expression.day == -1:
            number = expression.number
            day = (
                make_day(year, expression.month, number)
                if number > 0
                else _find_last(year, expression.month)
            )
        else:
            day = _find_nth(year, expression.month, expression.day, expression.number)
        return day.isoformat() if day else None

    def _resolve_season(self, expression: Expression) -> str | None:
        month = SEASON_MONTHS[expression.code]
        if isinstance(expression.year, int):
            return f"{expression.year}-{expression.code}"
        if expression.rule == "placed_season" and not expression.year:
            return f"{self._place_season(expression, month)}-{expression.code}"
        year = self._choose(expression, lambda y: self._begin(y, month, 3), back=0.8)
        return f"{year}-{expression.code}" if year else None

    def _place_season(self, expression: Expression, month: int) -> int:
        """The year of `vergangenen Winter`, `diesem Sommer`, `kommenden Herbst`."""
        today = self._today
        if expression.by < 0:
            return max(
                y
                for y in range(today.year - 2, today.year + 1)
                if date(*shift_months(y, month, 3), 1) <= today
            )
        if expression.by > 0:
            return min(
                y for y in range(today.year - 1, today.year + 2) if date(y, month, 1) > today
            )
        if month == 12 and today.month < 6:
            return today.year - 1
        return today.year

    def _resolve_holiday(self, expression: Expression) -> str | None:
        year = self._choose(expression, lambda y: find_holiday(expression.code, y))
        day = find_holiday(expression.code, year) if year else None
        return day.isoformat() if day else None

    def _resolve_weekday(self, expression: Expression) -> str | None:
        today, weekday = self._today, expression.number
        if expression.unit == "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=expression.by)
            return (monday + timedelta(days=weekday)).isoformat()
        ahead = timedelta(days=(weekday - today.weekday()) % 7)
        back = timedelta(days=(today.weekday() - weekday) % 7)
        week = timedelta(weeks=1)
        if expression.by < 0:
            return (today - (back or week) + (expression.by + 1) * week).isoformat()
        if expression.by > 0:
            return (today + (ahead or week) + (expression.by - 1) * week).isoformat()
        tense = self.read_tense(expression)
        looks_ahead = tense in {"present", "future"} or (
            tense is None and (expression.unit == "day" or expression.clock != "")
        )
        return (today + ahead if looks_ahead else today - back).isoformat()

    def _resolve_shift(self, expression: Expression) -> str | None:
        unit, by = expression.unit, expression.by
        if unit == "year":
            if expression.anchor == "reported" and (double := self._find_double_year(expression)):
                return shift_years(double, by)
            return f"{self._find_base_year(expression) + by:04d}"
        if unit == "month":
            return write_month(*shift_months(*self._find_base_month(expression), by))
        if unit in {"quarter", "half"}:
            return self._shift_part(expression, 4 if unit == "quarter" else 2)
        day = self._find_base_day(expression)
        if day is None:
            return None
        if unit == "day":
            return (day + timedelta(days=by)).isoformat()
        if unit == "week":
            return write_week(day + timedelta(weeks=by))
        if unit == "weekend":
            return f"{write_week(day + timedelta(weeks=_count_weekends(day, by)))}-WE"
        first = (day.year if day.month >= 8 else day.year - 1) + by
        return f"{first}/{first + 1}"

    def _find_base_year(self, expression: Expression) -> int:
        if expression.anchor == "reported":
            return self._find_reported_year(expression)
        if expression.anchor == "mentioned":
            return self._find_named_year(expression)
        return self._today.year

    def _find_double_year(self, expression: Expression) -> str | None:
        """The school or training year that its paragraph speaks of."""
        begin = max(self.text.rfind("\n\n", 0, expression.start), 0)
        for earlier, value in reversed(self.named):
            if earlier.start < begin:
                return None
            if earlier.rule == "double_year" and not is_compared(self.text, earlier.start):
                return value if _is_double(value) else None
            if earlier.rule == "year":
                return None
        return self.reported if self.reported and _is_double(self.reported) else None

    def _find_base_month(self, expression: Expression) -> tuple[int, int]:
        today = self._today
        if expression.anchor == "published":
            return today.year, today.month
        value: str | None
        if expression.anchor == "mentioned":
            value = next((v for _, v in reversed(self.named) if _has_month(v)), None)
        else:
            value = self._find_in_sentence(expression, _is_month) or self._find_recent_month(
                expression
            )
        if value is None and self.reported and _has_month(self.reported):
            value = self.reported
        if value is not None:
            last = value.split("/")[-1]
            return int(last[:4]), int(last[5:7])
        # a report of the first half of a month speaks of the month before
        return shift_months(today.year, today.month, -1 if today.day <= 15 else 0)

    def _find_recent_month(self, expression: Expression) -> str | None:
        """The last month of its paragraph that is not compared with and not long ago."""
        begin = max(self.text.rfind("\n\n", 0, expression.start), 0)
        this_month = self._today.year * 12 + self._today.month
        for earlier, value in reversed(self.named):
            if earlier.start < begin:
                return None
            if (
                not _is_month(value)
                or earlier.kind != "month"
                or is_compared(self.text, earlier.start)
            ):
                continue
            if 0 <= this_month - int(value[:4]) * 12 - int(value[5:]) <= 3:
                return value
        return None

    def _shift_part(self, expression: Expression, size: int) -> str | None:
        sign = "Q" if size == 4 else "H"
        today = self._today
        year, part = today.year, (today.month - 1) * size // 12 + 1
        if expression.anchor != "published":
            known = [v for _, v in self.named if len(v) == 7 and v[5] == sign]
            if self.reported and len(self.reported) == 7 and self.reported[5] == sign:
                known.insert(0, self.reported)
            if known:
                year, part = int(known[-1][:4]), int(known[-1][6])
        count = year * size + part - 1 + expression.by
        return f"{count // size}-{sign}{count % size + 1}"

    def _find_base_day(self, expression: Expression) -> date | None:
        if expression.anchor != "mentioned":
            return self._today
        for _, value in reversed(self.named):
            last = value.split("/")[-1]
            if expression.unit == "week" and re.fullmatch(r"\d{4}-W\d\d", last):
                return date.fromisocalendar(int(last[:4]), int(last[6:8]), 1)
            if len(last) >= 10 and last[7] == "-":
                return date.fromisoformat(last[:10])
        return None

    def _resolve_turn(self, expression: Expression) -> str | None:
        unit, today = expression.unit, self._today if self.reference else None
        if expression.code == "turn":
            return self._resolve_turn_of_year(expression)
        if unit == "year":
            if expression.rule == "new_year":
                return str(self._today.year + (1 if self._today.month >= 7 else 0))
            year = self._choose(
                expression, lambda y: self._place_turn(y, expression.position), back=0.9
            )
            return str(year) if year else None
        assert today is not None or isinstance(expression.year, int)  # noqa: S101
        if today is None or isinstance(expression.year, int):
            return str(expression.year)
        tense = self.read_tense(expression)
        if unit == "month":
            if tense == "past" and self.reported and _is_month(self.reported):
                return self.reported
            back = tense == "past" and expression.position == 12 and today.day < 15
            return write_month(*shift_months(today.year, today.month, -1 if back else 0))
        if unit == "weekend":
            back = tense == "past" and today.weekday() < 5
            return f"{write_week(today - timedelta(weeks=int(back)))}-WE"
        shift = Expression(
            kind="shift", rule="turn", start=expression.start, end=expression.end, unit=unit
        )
        return self._resolve_shift(shift)

    def _place_turn(self, year: int, position: int) -> date:
        today = self._today
        month = {1: 1, 6: 6, 12: 12}.get(position, 1)
        if position == 1 and year == today.year:
            return today if today.month <= 2 else date(year, 1, 1)
        day = date(year, month, 1)
        return today if (day.year, day.month) == (today.year, today.month) else day

    def _resolve_turn_of_year(self, expression: Expression) -> str:
        today = self._today
        tense = self.read_tense(expression)
        first = today.year if today.month >= 7 else today.year - 1
        if tense == "past" and today.month < 12:
            first = today.year - 1
        if tense == "future" and today.month > 1:
            first = today.year
        return f"{first}/{first + 1}"

    def _resolve_first(self, expression: Expression) -> str | None:
        number, unit = expression.number, expression.unit
        size = {"month": 1, "quarter": 3, "week": 0.25}[unit]
        year = self._read_year(expression)
        if year is None:
            own = self._find_in_sentence(expression, lambda value: len(value) == 4)
            year = int(own) if own else None
        if year is None:
            last_month = 12 if number < 0 else int(number * size)
            today = self._today
            tense = self.read_tense(expression)
            if tense == "future" and today.month >= last_month:
                year = today.year + 1
            else:
                year = (
                    today.year if today.month >= last_month or tense == "future" else today.year - 1
                )
            if self.reported and tense != "future" and int(self.reported[:4]) <= today.year:
                year = int(self.reported[:4])
        return write_first_units(year, unit, number)

    def _resolve_same(self, expression: Expression) -> str | None:
        if expression.month:
            year = self._read_year(expression)
            return write_month(year, expression.month) if year else None
        base = self._find_same(expression)
        if base is None:
            return None
        year = expression.year
        if isinstance(year, RelativeYear) and year.anchor == "reported":
            return shift_years(base, year.by)
        target = self._read_year(expression)
        return shift_years(base, target - int(base[:4])) if target else None

    def _find_same(self, expression: Expression) -> str | None:
        fits: dict[Unit, Callable[[str], bool]] = {
            "day": lambda value: bool(re.match(r"\d{4}-\d\d-\d\d", value)),
            "month": _is_month,
            "quarter": lambda value: bool(re.fullmatch(r"\d{4}-Q\d", value)),
            "half": lambda value: bool(re.fullmatch(r"\d{4}-H\d", value)),
            "week": lambda value: bool(re.fullmatch(r"\d{4}-W\d\d", value)),
            "": lambda value: bool(re.match(r"\d{4}-(?:\d\d(?!-)|Q|H|W)|\d{4}-\d\d-\d\d/", value)),
        }
        test = fits[expression.unit]
        own = self._find_in_sentence(expression, test)
        if own is not None:
            return own
        if self.reported and test(self.reported) and expression.unit != "":
            return self.reported
        candidates = [
            value
            for earlier, value in reversed(self.named)
            if test(value) and not is_compared(self.text, earlier.start)
        ]
        if expression.unit == "day" and candidates:
            return candidates[0][:10]
        spans = [value for value in candidates[:6] if not _is_month(value)]
        if spans or candidates:
            return (spans or candidates)[0]
        if self.reported is not None:
            return self.reported
        return next((v for _, v in reversed(self.named) if len(v) == 4), None)


def is_compared(text: str, start: int) -> bool:
    """Whether what begins here is only compared with, or the bound of a time.

    >>> is_compared("mehr als im Mai", 12), is_compared("Im Mai", 3)
    (True, False)
    """
    return _COMPARED.search(text, max(0, start - 32), start) is not None


def _has_year(value: str) -> bool:
    return value[:4].isdigit() and "/" not in value


def _is_month(value: str) -> bool:
    return len(value) == 7 and value[5:].isdigit()


def _is_double(value: str) -> bool:
    """A school or training year."""
    first, _, last = value.partition("/")
    return len(first) == len(last) == 4 and int(last) == int(first) + 1


def _has_month(value: str) -> bool:
    last = value.rsplit("/", maxsplit=1)[-1]
    return len(last) >= 7 and last[5:7].isdigit()


def _weigh(day: date, today: date, back: float) -> float:
    distance = (day - today).days
    return distance if distance >= 0 else -distance * back


def _count_weekends(today: date, by: int) -> int:
    """`kommenden Wochenende` is this week's, until it has come."""
    return 0 if by == 1 and today.weekday() < 5 else by


def _find_nth(year: int, month: int, weekday: int, number: int) -> date | None:
    """The nth such weekday of a month, the last for -1."""
    if number == -1:
        last = _find_last(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return day if day.month == month else None


def _find_last(year: int, month: int) -> date:
    return date(*shift_months(year, month, 1), 1) - timedelta(days=1)


def find_holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year.

    >>> find_holiday("ostermontag", 2024)
    datetime.date(2024, 4, 1)
    >>> find_holiday("silvester", 2024)
    datetime.date(2024, 12, 31)
    """
    if name in lexicon.ADVENT_HOLIDAYS:
        return compute_first_advent(year) + timedelta(days=lexicon.ADVENT_HOLIDAYS[name])
    place = lexicon.HOLIDAYS[name]
    if isinstance(place, int):
        return compute_easter(year) + timedelta(days=place)
    return make_day(year, int(place[:2]), int(place[3:]))


def _add_clock(value: str, expression: Expression) -> str:
    begin = f"{value}T{expression.clock}"
    if not expression.clock_to:
        return begin
    day = date.fromisoformat(value)
    if expression.clock_to <= expression.clock:
        day += timedelta(days=1)
    return f"{begin}/{day.isoformat()}T{expression.clock_to}"


_RESOLVERS: dict[str, Callable[[Resolver, Expression], str | None]] = {
    "day": Resolver._resolve_day,  # noqa: SLF001
    "month": Resolver._resolve_month,
    "quarter": Resolver._resolve_quarter,
    "half": Resolver._resolve_half,
    "week": Resolver._resolve_week,
    "week_of_month": Resolver._resolve_week_of_month,
    "weekday_of_month": Resolver._resolve_weekday_of_month,
    "season": Resolver._resolve_season,
    "holiday": Resolver._resolve_holiday,
    "weekday": Resolver._resolve_weekday,
    "shift": Resolver._resolve_shift,
    "turn": Resolver._resolve_turn,
    "first": Resolver._resolve_first,
    "same": Resolver._resolve_same,
}


def find_reported(text: str, named: Sequence[tuple[Expression, str]]) -> str | None:
    """The first month, quarter, half-year or year that is no comparison and no outlook."""
    del text, named
    return None
