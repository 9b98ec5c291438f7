"""What is known when an expression is read: the day of publication, the report, what was named."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Self

from attrs import define, evolve, field

from pipelines.german.date_compared import is_compared
from pipelines.german.date_expressions import Expression, RelativeYear
from pipelines.german.date_shapes import has_year, is_double_year, is_month, is_twelve_months
from pipelines.german.tense import Tense, read_tense
from pipelines.german.tense_clauses import dates_noun, is_since
from pipelines.german.tense_words import Cues, cut_near, find_cues
from pipelines.german.text import Span, find_paragraph, find_sentence

_AS_OF = re.compile(
    r"\bStand:?\s(?:(?:vom|zum|im|am|jeweils|der|den)\s)?(?:(?:Anfang|Mitte|Ende)\s)?\Z"
)
_STATISTICAL = re.compile(
    r"[Aa]rbeitslos|[Ee]rwerbslos|[Aa]rbeitsmarkt|[Qq]uote|[Ss]tatisti|Zahl|Leistungsb|Bezieher"
    r"|[Bb]edarfsgemeinschaft|Haushalte|Prozent|%|Integration|[Vv]ermitt"
)
"""What a sentence that tells a report's own time speaks of."""
_BEFORE = 40
"""So many characters hold what stands right before a date."""
_RECENT = 4
"""So many months ago a month is told of as news."""
_MEMORY = 40
"""So many expressions back a reader remembers."""


def tells_statistics(text: str, position: int) -> bool:
    """Whether the sentence there speaks of what a report counts.

    >>> tells_statistics("Im Mai sank die Quote.", 3), tells_statistics("Im Mai ist Messe.", 3)
    (True, False)
    """
    near = cut_near(find_sentence(text, position), Span(position, position))
    return _STATISTICAL.search(text, *near) is not None


@define(kw_only=True)
class Context:
    """One text being read from its beginning to its end."""

    text: str
    reference: date | None
    """The day of publication."""
    reported: str | None = None
    """The period the announcement reports on."""
    ahead: Sequence[Expression] = ()
    """All that is to be read, in order."""
    named: list[tuple[Expression, str]] = field(factory=list)
    """What was read so far, with its value."""
    _cues: dict[Span, Cues] = field(factory=dict)
    _tenses: dict[Span, Tense | None] = field(factory=dict)
    _compared: dict[int, bool] = field(factory=dict)

    def begin_again(self, reported: str | None, ahead: Sequence[Expression]) -> Self:
        """The same text from its beginning, now that it is known what it reports on."""
        return evolve(self, reported=reported, ahead=ahead, named=[], compared={})

    @property
    def today(self) -> date:
        """The day of publication, where it must be known."""
        if self.reference is None:
            raise ValueError("without a day of publication nothing relative can be read")
        return self.reference

    def find_sentence(self, expression: Expression | Span) -> Span:
        """The sentence in which it stands."""
        return find_sentence(self.text, expression.start)

    def read_tense(self, expression: Expression) -> Tense | None:
        """Whether its sentence looks back or ahead."""
        tense = self._read_tense(Span(expression.start, expression.end))
        if tense == "state":  # „ist am Mittwoch nicht besetzt" is said before it
            tense = "future" if expression.kind == "weekday" else None
        if tense != "past" and self.is_as_of(expression):
            return "past"
        if tense is None and expression.kind == "month" and self._is_behind_to(expression):
            return "past"  # `3 Prozent mehr zum Juli`
        if tense in {None, "present"} and expression.to is None and self.is_attribute(expression):
            return "past"  # `die Richtlinie vom 17. Juli`
        return tense

    def _read_tense(self, mention: Span) -> Tense | None:
        if mention not in self._tenses:
            sentence = self.find_sentence(mention)
            cues = self._cues.get(sentence)
            if cues is None:
                cues = self._cues[sentence] = find_cues(self.text, sentence)
            self._tenses[mention] = read_tense(self.text, sentence, mention, cues)
        return self._tenses[mention]

    def _look_before(self, expression: Expression) -> str:
        return self.text[max(0, expression.start - _BEFORE) : expression.start]

    def is_due(self, expression: Expression) -> bool:
        """Whether it is the day on which something holds or is paid: `zum 1. August`."""
        return expression.kind == "day" and self._is_behind_to(expression)

    def _is_behind_to(self, expression: Expression) -> bool:
        return self.text.endswith("zum ", 0, expression.start)

    def is_since(self, expression: Expression) -> bool:
        """Whether it is where something began: `seit Monatsbeginn`."""
        return is_since(self._look_before(expression))

    def is_as_of(self, expression: Expression) -> bool:
        """`(Stand: September)`: the last one before the publication, whatever the text tells of."""
        before = self._look_before(expression)
        return "Stand" in before and _AS_OF.search(before) is not None

    def is_attribute(self, expression: Expression) -> bool:
        """Whether it says from when something named right before it is."""
        timed = expression.kind == "day" or expression.unit == "weekend"
        return timed and dates_noun(self._look_before(expression))

    def list_named(self, begin: int) -> Iterator[tuple[Expression, str]]:
        """What was named from there on and is not compared with, the last first."""
        for expression, value in reversed(self.named[-_MEMORY:]):
            if expression.start < begin:
                return
            if not self.is_compared(expression):
                yield expression, value

    def is_compared(self, expression: Expression) -> bool:
        """Whether it is only compared with, or the bound of a time."""
        known = self._compared.get(expression.start)
        if known is None:
            known = is_compared(self.text, expression.start) or self._labels(expression)
            self._compared[expression.start] = known
        return known

    def _labels(self, expression: Expression) -> bool:
        """`(Oktober: 5.301)`: it labels an older value."""
        behind = self.text[expression.end : expression.end + 1]
        before = self.text[max(0, expression.start - 2) : expression.start].strip()
        return behind == ":" and before in {"(", ";", ","}

    def find_paragraph(self, expression: Expression) -> int:
        """Where its paragraph begins."""
        return find_paragraph(self.text, expression.start).start

    def list_last(self) -> list[tuple[Expression, str]]:
        """What was named of late, the last first."""
        return self.named[: -_MEMORY - 1 : -1]

    def find_in_sentence(self, expression: Expression, fits: Callable[[str], bool]) -> str | None:
        """The last fitting value named before in the same sentence."""
        for earlier, value in self.list_named(self.find_sentence(expression).start):
            if earlier.kind == "shift" and earlier.anchor != "published":
                continue  # `(Vormonat …; Vorjahresmonat …)` both count from the same
            if fits(value):
                return value
        return None

    def find_month_ahead(self, expression: Expression) -> str | None:
        """`von 420 im Vorjahresmonat auf 390 im Mai 2021`: the month named next in its sentence."""
        end = self.find_sentence(expression).end
        at = bisect_right(self.ahead, expression.start, key=lambda other: other.start)
        for following in self.ahead[at : at + 3]:
            if (
                following.start < end
                and following.kind == "month"
                and isinstance(following.year, int)
                and not self.is_compared(following)
            ):
                return f"{following.year:04d}-{following.month:02d}"
        return None

    def find_recent_month(self, begin: int) -> str | None:
        """The last month named from there on that is not long ago."""
        this_month = self.today.year * 12 + self.today.month
        for earlier, value in self.list_named(begin):
            if earlier.kind == "month" and is_month(value):
                ago = this_month - int(value[:4]) * 12 - int(value[5:])
                if 0 <= ago <= _RECENT:
                    return value
        return None

    def find_double_year(self, expression: Expression) -> str | None:
        """The school or training year that its paragraph, or the report, speaks of."""
        for earlier, value in self.list_named(self.find_paragraph(expression)):
            if is_twelve_months(value):
                return value
            if earlier.rule == "double_year":
                return value if is_double_year(value) else None
            if earlier.rule == "year":
                return None
        return self.reported if self.reported and is_double_year(self.reported) else None

    def find_reported_year(self, expression: Expression) -> int:
        """The year that `Vorjahr` counts from."""
        named = self.find_in_sentence(expression, has_year)
        planned = named and self.reported and self.reported[:4] < named[:4] <= self._next_year()
        planned = planned or self._tells_year(expression)
        own = named if planned else self.reported or named or self._find_year_over(expression)
        return int(own[:4]) if own else self.today.year

    def _tells_year(self, expression: Expression) -> bool:
        """`lagen in 2014 um 53 Euro höher als im Vorjahr`: its sentence tells of that year."""
        last = next(self.list_named(self.find_sentence(expression).start), None)
        if last is None or last[0].rule != "year" or self.is_since(last[0]):
            return False
        return self.text.endswith(("in ", "im ", "In ", "Im "), 0, last[0].start)

    def _find_year_over(self, expression: Expression) -> str | None:
        """`Im vergangenen Jahr stieg sie auf 953. Das waren 137 mehr als im Vorjahr`: in 2016."""
        last = str(self.today.year - 1)
        told = self.list_named(self.find_paragraph(expression))
        said = (v[:4] for e, v in told if e.anchor == "published" or e.kind == "season")
        return next((year for year in said if year == last), None)

    def _next_year(self) -> str:
        return str(self.today.year + 1)  # „2024 sollen es mehr werden als im Vorjahr"

    def find_named_year(self, expression: Expression) -> str:
        """The year or school year that `Jahr zuvor` counts from: its sentence's or the report's."""
        told = self.find_double_year(expression) or (
            self.find_in_sentence(expression, has_year) or self.reported
        )
        if told is not None:
            return told if not has_year(told) else told[:4]
        for _, value in self.list_named(self.find_paragraph(expression)):
            if not value[:4].isdigit():
                continue
            last = value.rpartition("/")[2][:4]
            if int(last) <= self.today.year:
                return last
        return str(self.today.year)

    def _find_last_year(self) -> str | None:
        """`2008 … im Dezember desselben Jahres`: the year of what was named last."""
        values = (value.rpartition("/")[2][:4] for _, value in self.list_last())
        return next((year for year in values if len(year) == 4 and year.isdigit()), None)

    def read_year(self, expression: Expression) -> int | None:
        """The year that its own words give, if any do."""
        year = expression.year
        if not isinstance(year, RelativeYear):
            return year
        if year.anchor == "published":
            return self.today.year + year.by
        if year.anchor == "mentioned":
            named = self._find_last_year() if not year.by else None
            return int(named or self.find_named_year(expression)[:4]) + year.by
        return self.find_reported_year(expression) + year.by
