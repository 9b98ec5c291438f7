"""Announcements in, their dates and figures out, in the annotation guide's keys (`kjc read`)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.figures import find_figures
from pipelines.german.dates import find_dates
from pipelines.items import DateMention, Figure

Reading = dict[str, Any]


def read_announcement(
    id: str,  # noqa: A002  # the guide's key
    published: str | None,
    title: str,
    jobcenters: Sequence[str],
    text: str,
) -> Reading:
    """One announcement's `id`, `dates` and `figures`, ready for JSON.

    `published` is an ISO day or None; then relative expressions yield nothing. ValueError where
    it is neither.

    >>> reading = read_announcement("a", "2020-12-02", "", (), "7.273 Arbeitslose")
    >>> reading["figures"][0]["value"], reading["figures"][0]["unit"]
    (7273, 'person')
    """
    reference = date.fromisoformat(published) if published else None
    dates = find_dates(text, reference=reference, title=title)
    figures = find_figures(
        text, dates=dates, reference=reference, title=title, jobcenters=jobcenters
    )
    return {
        "id": id,
        "dates": [_show_date(mention) for mention in dates],
        "figures": [_show_figure(figure) for figure in figures],
    }


def _show_date(mention: DateMention) -> Reading:
    return {
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "value": mention.value,
    }


def _show_figure(figure: Figure) -> Reading:
    shown: Reading = {
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "value": _show_number(figure.value),
    }
    if figure.value_to is not None:
        shown["value_to"] = _show_number(figure.value_to)
    shown |= {
        "modifier": figure.modifier,
        "unit": figure.unit,
        "indicator": figure.indicator,
        "period": figure.period,
        "change": figure.change,
    }
    return shown


def _show_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
