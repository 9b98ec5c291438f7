"""The year that a sentence or paragraph is about: `Im Jahr 2014 … im Mai`."""

import re

from pipelines.german.date_context import Context
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import find_word_before
from pipelines.german.date_shapes import is_year
from pipelines.german.tense_clauses import find_attribute
from pipelines.german.text import Span

_OPENING = re.compile(r"(?:\A|(?:[.!?][“”»]?|[:\n])\s*[„\"(»]?)\Z")
_YEAR_NOUN = re.compile(r"[Jj]ahr")
_OF_A_THING = re.compile(
    r"(?<!Laufe)(?<!Verlauf)\s(?:(?:aus|von|seit|nach)\s(?:dem\s)?|(?:vom|des)\s)\Z"
)
"""Before a year it belongs to the noun in front: `der Haushalt des`, `das Gutachten aus dem`."""
_IN_YEAR = frozenset({"im", "in", "auch", "bereits", "schon"})
_BESIDE = re.compile(r"\s(?:am|im|vom|zum)\s")
_IS_FIXED = re.compile(r"\s(?:ist|sind|steht|stehen)\s")
"""`Für 2021 ist der 4. November vorgemerkt`, not `für 2021 beraten wir am 4. November`."""
_PLAIN = re.compile(r"[^,;:.()\n]{1,60}")


def find_own_year(context: Context, expression: Expression, *, now: bool) -> int | None:
    """The year that its sentence or paragraph is about: `Im Jahr 2014 … im Mai`.

    What is told in the present (`now`) goes on with no sentence on a year long over.
    """
    sentence = context.find_sentence(expression).start
    newer = False  # „Ein Jahr später … Für 2019 rechnet man … Im März": of neither
    for earlier, value in context.list_named(context.find_paragraph(expression)):
        if newer and earlier.start < sentence:
            return None
        newer = newer or (is_year(value) and earlier.rule == "year")
        if value.isdigit() and earlier.rule == "earlier" and earlier.by > 0:
            return int(value)  # „3.022 im Jahr 2020, 3.347 im Jahr darauf"
        if is_year(value) and _is_year_before(context, earlier, expression):
            return int(value)
        if not is_year(value) or earlier.rule not in {"year", "placed_unit"}:
            continue
        long_over = now and int(value) < context.today.year - 1
        if earlier.start < sentence and (earlier.rule != "year" or long_over):
            continue
        if _is_of_something(context, earlier) or _is_compared(context, expression, value):
            continue
        if _is_placed(context.text, earlier) or _YEAR_NOUN.match(context.text, earlier.start):
            return int(value)
    return None


def find_planned_year(context: Context, expression: Expression) -> int | None:
    """`Für 2021 ist der 4. November vorgemerkt`: a year to come that its sentence named."""
    for earlier, value in context.list_named(context.find_sentence(expression).start):
        if not is_year(value) or int(value) <= context.today.year or earlier.to:
            continue
        fixed = context.text.endswith("Für ", 0, earlier.start) and _IS_FIXED.match(
            context.text, earlier.end
        )
        beside = _BESIDE.fullmatch(context.text, earlier.end, expression.start)
        if fixed or beside or _is_placed(context.text, earlier):
            return int(value)
    return None


def _is_placed(text: str, year: Expression) -> bool:
    """`Im Jahr 2014 …`, or the year opens a sentence or line."""
    if find_word_before(text, year.start).lower() in _IN_YEAR:
        return True
    return _OPENING.search(text, max(0, year.start - 12), year.start) is not None


def _is_year_before(context: Context, earlier: Expression, expression: Expression) -> bool:
    """`Im Vorjahr waren es im März 410`."""
    if earlier.rule != "neighbour_unit" or not context.text.endswith("Im ", 0, earlier.start):
        return False
    return _PLAIN.fullmatch(context.text, earlier.end, expression.start) is not None


def _is_compared(context: Context, expression: Expression, year: str) -> bool:
    """`Sie stieg im Januar auf 9,7, weniger als im Januar 2011`: it is no January of that year."""
    quote = context.text[expression.start : expression.end]
    end = context.find_sentence(expression).end
    return context.text.find(f"{quote} {year}", expression.end, end) > 0


def _is_of_something(context: Context, year: Expression) -> bool:
    """`das Konzept aus dem Jahr 2012`, `der im Jahr 2013 eröffnete Standort`: of that alone."""
    if _OF_A_THING.search(context.text, max(0, year.start - 24), year.start):
        return True
    sentence = context.find_sentence(year)
    return find_attribute(context.text, sentence, Span(year.start, year.end)) is not None
