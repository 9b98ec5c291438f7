"""Bounds of statistics, and the stage that tells what a post says against itself."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from pipelines.contradictions.changes import check_changes, check_directions
from pipelines.contradictions.days import (
    check_calendar,
    check_spans,
    check_tense,
    check_weekdays,
)
from pipelines.contradictions.precision import write_number
from pipelines.contradictions.shares import check_shares
from pipelines.contradictions.sums import check_sums, check_wholes
from pipelines.german.dates import read_dates
from pipelines.german.normalizing import normalize
from pipelines.items import Figure, Post, Problem
from pipelines.statistics.cues import load_indicators
from pipelines.told_text import read_told_text

_OURS = re.compile(r"Jobcenter|[Kk]reis|Stadt|Region|wir\s|unser")
"""A sentence on the own district: what is too much for one is a slip."""


def check_bounds(figures: Iterable[Figure]) -> Iterator[Problem]:
    """Levels of a statistic that no district or city can have.

    Figures of the Bund or a Land are not checked, nor thresholds (`unter 7.000`). The bounds are
    those of one Jobcenter: a post of several, or of a whole Land, has none.
    """
    indicators = load_indicators()
    for figure in figures:
        indicator = indicators.get(figure.indicator or "")
        if indicator is None or figure.change or figure.modifier not in {"=", "~"}:
            continue
        if figure.region == "bund" or (figure.region or "").startswith("land:"):
            continue
        low, high = indicator.low, indicator.high
        if figure.unit == "percent":
            low, high = Decimal(0), Decimal(100)
            if indicator.unit == "percent":
                high = indicator.high
        elif figure.region or figure.period is None:
            low = Decimal(0)
        if figure.value > high and figure.unit == "EUR" and not _OURS.search(figure.sentence):
            continue  # „Die Ausgaben erreichten 57 Milliarden Euro": surely the whole country's
        if not low <= figure.value <= high and figure.unit in {indicator.unit, "percent"}:
            yield Problem(
                code="figure_out_of_bounds",
                says=(
                    f"„{figure.quote}“ steht als {indicator.title}; üblich sind "
                    f"{write_number(low, 1)} bis {write_number(high, 1)}. "
                    "Bitte im Text nachsehen, ob die Quelle sich verschrieben hat."
                ),
                quote=figure.quote,
            )


class Checks:
    """The stage that tells what contradicts itself in a post."""

    def process_item(self, item: Post) -> Post:
        """Add the problems that the post's dates and figures show, each once."""
        told = read_told_text(item)
        normalized = normalize(told.whole)
        figures = normalized.place(told.join(item.figures))
        dates, text = normalized.place(told.join(item.dates)), normalized.text
        reading = read_dates(text, reference=item.published, title=item.title)
        found = (
            *(check_bounds(figures) if len(item.jobcenters) == 1 else ()),
            *check_sums(text, figures),
            *check_wholes(text, figures),
            *check_shares(text, figures),
            *check_changes(text, figures, dates),
            *check_directions(text, figures),
            *check_weekdays(dates),
            *check_calendar(text),
            *check_spans(text, reading.reversed_spans),
            *check_tense(text, dates, item.published),
        )
        problems = {(problem.code, problem.quote): problem for problem in found}
        return attrs.evolve(item, problems=(*item.problems, *problems.values()))
