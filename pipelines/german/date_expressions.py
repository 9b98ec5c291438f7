"""What a calendar expression says before anyone knows the year."""

from typing import Literal, NamedTuple

Anchor = Literal["published", "reported", "mentioned"]
Kind = Literal[
    "value",  # an absolute value, whole
    "number",  # `8.` of `8. und 10. März`: what is numbered comes later
    "day",
    "day_of_month",  # `12. dieses Monats`
    "day_of_year",  # `heute vor 20 Jahren`
    "month",
    "quarter",
    "half",
    "week",
    "week_of_month",
    "weekday_of_month",
    "season",
    "holiday",
    "weekday",
    "shift",  # so many units from an anchor
    "turn",  # the beginning, middle or end of a year, month …
    "first",  # the first (last) so many months or quarters of a year
    "same",  # the same time of another year
    "continued",  # `im darauffolgenden Herbst`: from what was named
]
Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "year", "school_year", ""]


class RelativeYear(NamedTuple):
    """`des Vorjahres`: a year counted from an anchor."""

    anchor: Anchor
    by: int


Year = int | RelativeYear | None


class Expression(NamedTuple):
    """One calendar expression as its words have it; `text[start:end]` is the quote.

    `number` counts quarters, halves and weeks, and is the weekday (Monday = 0) of `weekday`;
    `by` is the offset of `shift`; `position` (1 to 12) is where in its year a `turn` stands.
    """

    kind: Kind
    rule: str
    start: int
    end: int
    year: Year = None
    month: int = 0
    day: int = 0
    number: int = 0
    unit: Unit = ""
    anchor: Anchor = "published"
    by: int = 0
    position: int = 0
    value: str = ""
    code: str = ""
    clock: str = ""
    clock_to: str = ""
    day_end: int = 0
    """Where the day ends and the clock begins, if there is one."""
    listed: bool = False
    """Whether it goes on a list: the expression before it stands in the same series."""
    to: "Expression | None" = None
    """The other end, where it is a range."""

    @property
    def place(self) -> tuple[int, int, int]:
        """Where in a year it stands, among its own kind."""
        season = ("SP", "SU", "FA", "WI").index(self.code) if self.kind == "season" else 0
        return self.month, self.day, self.number or season

    def stretch(self, start: int, end: int) -> "Expression":
        """The same with wider bounds."""
        return self._replace(start=start, end=end)
