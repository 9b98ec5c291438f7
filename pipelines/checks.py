"""Contradictions of an announcement with itself: told with both quotes, never put right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import attrs

from pipelines.german.date_lexicon import WEEKDAYS, match_words
from pipelines.items import DateMention, Figure, Post, Problem
from pipelines.statistics.cues import load_indicators

_WEEKDAY = re.compile(match_words(WEEKDAYS))
_NAMES = {number: word.capitalize() for word, number in WEEKDAYS.items() if word != "sonnabend"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAVON = re.compile(r"(?<!\w)davon(?!\w)")
_WAS = re.compile(
    r"(?<!\w)(?:fand(?:en)?\s[^.;]{0,60}statt|hat(?:te)?(?:n)?\s[^.;]{0,80}stattgefunden|wurden?\s[^.;]{0,60}(?:eröffnet|vorgestellt|unterzeichnet|gefeiert|verabschiedet))(?!\w)"
)
_FUTURE = re.compile(r"(?<!\w)(?:wird|werden|soll|sollen|ab|bis|findet|beginnt|zum|für)(?!\w)")


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
        if not low <= figure.value <= high and figure.unit in {indicator.unit, "percent"}:
            yield Problem(
                code="figure_out_of_bounds",
                says=(
                    f"„{figure.quote}“ steht als {indicator.title}; üblich sind {low} bis {high}. "
                    "Bitte im Text nachsehen, ob die Quelle sich verschrieben hat."
                ),
                quote=figure.quote,
            )


def check_parts(text: str, figures: Sequence[Figure]) -> Iterator[Problem]:
    """`14.219 Menschen, davon 10.402 … und 3.817 …`: the two parts against their sum.

    Only `davon` with exactly two exact parts that say where all belong; `darunter` need not sum.
    """
    for whole, one, other in zip(figures, figures[1:], figures[2:], strict=False):
        if len({f.unit for f in (whole, one, other)}) > 1 or whole.sentence != other.sentence:
            continue
        if any(
            f.change or f.modifier != "=" or f.value_to is not None for f in (whole, one, other)
        ):
            continue
        if not _DAVON.search(text, whole.end, one.start):
            continue
        gap = text[one.end : other.start]
        if " und " not in gap or len(gap) > 90 or ";" in gap:
            continue
        if _following_part(text, figures, other) or not _is_whole_split(text, whole, one, other):
            continue
        if one.value + other.value != whole.value:
            yield Problem(
                code="sum_of_parts",
                says=(
                    f"„{one.quote}“ und „{other.quote}“ ergeben {one.value + other.value:f}, "
                    f"genannt sind „{whole.quote}“."
                ),
                quote=_around(text, whole, other),
            )


def _following_part(text: str, figures: Sequence[Figure], last: Figure) -> bool:
    later = next((f for f in figures if f.start >= last.end), None)
    return (
        later is not None
        and later.sentence == last.sentence
        and later.unit == last.unit
        and ";" not in text[last.end : later.start]
    )


def _is_whole_split(text: str, whole: Figure, one: Figure, other: Figure) -> bool:
    """The two legal circles, women and men, or parts that nearly add up."""
    words = text[whole.end : min(len(text), other.end + 60)]
    circles = "SGB II" in words and "SGB III" in words
    sexes = "Frauen" in words and "Männer" in words
    return circles or sexes or abs(one.value + other.value - whole.value) <= whole.value / 50


def check_differences(figures: Sequence[Figure]) -> Iterator[Problem]:
    """`von A um D auf B` and `B (Vormonat: A), D weniger`: the three against each other."""
    for difference, level in _changes_to(figures):
        older = _older_level(figures, difference, level)
        if older is None:
            continue
        sign = 1 if difference.change == "up" else -1
        if difference.unit in (level.unit, "percentage_point"):
            expected = older.value + sign * difference.value
            if abs(expected - level.value) > Decimal("0.051"):
                yield Problem(
                    code="difference_contradicts",
                    says=(
                        f"Von „{older.quote}“ um „{difference.quote}“ ergäbe {expected:f}, "
                        f"genannt ist „{level.quote}“."
                    ),
                    quote=f"{older.quote} … {difference.quote} … {level.quote}",
                )
        elif difference.unit == "percent" and level.unit != "percent" and older.value:
            measured = (level.value - older.value) / older.value * 100 * sign
            if abs(measured - difference.value) > Decimal("0.6") and difference.modifier == "=":
                yield Problem(
                    code="percent_contradicts",
                    says=(
                        f"Von „{older.quote}“ auf „{level.quote}“ sind es {measured:.1f} Prozent, "
                        f"genannt sind „{difference.quote}“."
                    ),
                    quote=f"{older.quote} … {level.quote} … {difference.quote}",
                )


def _changes_to(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each exact difference with the level of the same statistic, time and sentence."""
    for figure in figures:
        if not figure.change or figure.indicator is None or figure.modifier != "=":
            continue
        for level in figures:
            same = (level.indicator, level.period, level.sentence) == (
                figure.indicator,
                figure.period,
                figure.sentence,
            )
            if (
                same
                and not level.change
                and level.modifier == "="
                and level.region == figure.region
            ):
                yield figure, level
                break


def _older_level(figures: Sequence[Figure], difference: Figure, level: Figure) -> Figure | None:
    """The one older level of the same statistic in the sentence that the difference starts from."""
    older = [
        figure
        for figure in figures
        if figure.indicator == level.indicator
        and not figure.change
        and figure.sentence == difference.sentence
        and figure.region == level.region
        and figure.unit == level.unit
        and figure.modifier == "="
        and figure.period is not None
        and level.period is not None
        and figure.period < level.period
    ]
    differences = [
        f
        for f in figures
        if f.change and f.sentence == level.sentence and f.unit == difference.unit
    ]
    return older[0] if len(older) == 1 and len(differences) == 1 else None


def check_weekdays(dates: Iterable[DateMention]) -> Iterator[Problem]:
    """`Dienstag, 14. Mai 2024` that is no Tuesday.

    >>> mention = DateMention(quote="Montag, 14. Mai 2024", start=0, end=20, value="2024-05-14")
    >>> [problem.code for problem in check_weekdays([mention])]
    ['weekday_contradicts']
    """
    for mention in dates:
        word = _WEEKDAY.search(mention.quote)
        if not word or not _DAY.match(mention.value) or not any(map(str.isdigit, mention.quote)):
            continue
        try:
            day = date.fromisoformat(mention.value[:10])
        except ValueError:
            continue
        named = WEEKDAYS[word[0].lower()]
        if day.weekday() != named:
            yield Problem(
                code="weekday_contradicts",
                says=(
                    f"„{mention.quote}“: der {day:%d.%m.%Y} ist ein "
                    f"{_NAMES[day.weekday()]}, kein {_NAMES[named]}."
                ),
                quote=mention.quote,
            )


def check_tense(
    text: str, dates: Iterable[DateMention], published: date | None
) -> Iterator[Problem]:
    """A day after the publication in a sentence that plainly tells of the past."""
    if published is None:
        return
    for mention in dates:
        if not _DAY.match(mention.value) or not re.search(r"\d{4}", mention.quote):
            continue
        if mention.value[:10] <= published.isoformat():
            continue
        start = text.rfind(". ", 0, mention.start) + 1
        stop = text.find(". ", mention.end)
        sentence = text[start : stop if stop >= 0 else len(text)].strip()
        if _WAS.search(sentence) and not _FUTURE.search(sentence):
            yield Problem(
                code="tense_contradicts",
                says=(
                    f"„{mention.quote}“ liegt nach dem {published:%d.%m.%Y}, "
                    "der Satz erzählt es aber als vergangen."
                ),
                quote=sentence,
            )


def _around(text: str, first: Figure, last: Figure) -> str:
    return text[first.start : last.end]


class Checks:
    """The stage that tells what contradicts itself in a post."""

    def process_item(self, item: Post) -> Post:
        """Add the problems that the post's dates and figures show."""
        figures = tuple(figure for figure in item.figures if figure.source == "text")
        dates = tuple(mention for mention in item.dates if mention.source == "text")
        found = (
            *(check_bounds(figures) if len(item.jobcenters) == 1 else ()),
            *check_parts(item.text, figures),
            *check_differences(figures),
            *check_weekdays(dates),
            *check_tense(item.text, dates, item.published),
        )
        return attrs.evolve(item, problems=(*item.problems, *found)) if found else item
