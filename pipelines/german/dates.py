"""Calendar expressions of German prose, found and read against the day of publication."""

from datetime import date

from pipelines.items import DateMention


def find_dates(text: str, *, reference: date | None, title: str = "") -> tuple[DateMention, ...]:
    """The calendar expressions of a text in order; `reference` is the day of publication."""
    del text, reference, title
    return ()


def find_reported_period(text: str, title: str, reference: date | None) -> str | None:
    """The month, quarter, half-year or year an announcement reports on, as a TIMEX3 value."""
    del text, title, reference
    return None
