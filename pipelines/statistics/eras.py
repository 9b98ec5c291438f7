"""The time that a paragraph speaks of, sentence by sentence."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.beginnings import begin_words
from pipelines.german.change_words import find_cues
from pipelines.german.date_compared import is_after
from pipelines.german.tense import looks_back
from pipelines.german.text import Span
from pipelines.german.timex import date_span
from pipelines.statistics.moments import Moment, is_today, join_neighbours
from pipelines.statistics.own_dates import is_in_aside
from pipelines.statistics.period_words import load_words
from pipelines.statistics.report import Report
from pipelines.statistics.times import WHOLE_DAY, is_ahead, is_before, is_recent

ONCE = re.compile(begin_words(r"noch|waren\ses|sind\ses") + r"(?!\w)")
_FROM_ON = re.compile(r"(?<!\w)[Aa]b\s(?:dem\s)?$")
_HOLDS_ON = re.compile(
    begin_words(r"[Aa]b|[Zz]um")
    + r"\s(?:dem\s)?\d|"
    + begin_words(r"in\sKraft|gilt|gelten")
    + r"(?!\w)"
)
"""From the day beside it on there is another rule or rate."""
_OPENING = re.compile(r"(?:(?:Auch|Schon|Bereits|Noch)\s)?[Ii]m\s")
_SINCE = re.compile(r"(?<!\w)[Ss]eit\s(?:de[mr]\s|Jahr\s|Anfang\s|Mitte\s|Ende\s)*$")
_SEVERAL = 2


class Era(NamedTuple):
    """The time that a paragraph speaks of so far, and the one that it compares with."""

    now: str | None = None
    compared: str | None = None
    risen_from: str | None = None
    """The time of A, where the sentence before says it of `von A auf B`."""
    whole: str | None = None
    """The period of the last number before: its parts (`davon 64`) hold for the same time."""
    since: str | None = None
    """Since when the sentence before sums up what came: the next sum counts from there, too."""
    happens: bool = False
    """Its time is the day of an event: nothing is counted on it, and no rate holds from it on."""
    last: str | None = None
    """The last date that was named, whatever for: what `damals` points to."""
    law: str | None = None
    """From when on the rule or rate holds that the paragraph tells: `Seit Januar gelten`."""
    begun: str | None = None
    """Since when what the sentence before told is done: `bisher` counts from there."""
    told: bool = False
    """A number before holds for the time reported on: an older date is there to compare with."""


def next_era(  # noqa: PLR0913  # a sentence, and what it is read against
    text: str,
    sentence: Span,
    moments: Sequence[Moment],
    era: Era,
    report: Report,
    *,
    topical: bool = False,
) -> Era:
    """The era after a sentence: its own latest date, unless that looks back.

    A `topical` sentence holds no figure: it says what time the next ones speak of, however long.
    """
    if not moments:  # as in half of all sentences
        return Era(
            era.now,
            era.compared,
            happens=era.happens,
            last=era.last,
            law=era.law,
            told=era.told,
        )
    published = report.published
    own = _find_own(text, sentence, moments, published, topical=topical and report.time is None)
    if _tell_apart([m.value for m in own], era.now or report.time, published):
        own = []
    once = era.told or ONCE.search(text, *sentence) is not None
    now = _move_on(own, moments, era.now, report.time, topical=topical, once=once)
    if own and now == own[-1].value:
        now = join_neighbours(text, own, own[-1])
    compared = [moment.value for moment in moments if moment.compared or moment.ago]
    named = _list_named(moments, published)
    begun = next((m.value for m in moments if m.lasting and _begins(text, m)), None)
    return Era(
        now,
        compared[-1] if compared else era.compared,
        risen_from=begun if begun and find_cues(text, *sentence) else None,
        happens=era.happens if now == era.now else _happens(text, sentence, now),
        last=named[-1] if named else era.last,
        law=era.law,
        begun=begun,
        told=era.told,
    )


def _list_named(moments: Sequence[Moment], published: str | None) -> list[str]:
    """The times that a sentence names, but for labels where it names others, too."""
    named = [moment.value for moment in moments if moment.value and moment.value != published]
    labels = [m.value for m in moments if m.bracketed and not m.stand]  # „(2015: 2.137)"
    return [value for value in named if value not in labels] or named


def _move_on(  # noqa: PLR0913  # a sentence's dates, and what they are read against
    own: Sequence[Moment],
    moments: Sequence[Moment],
    spoken: str | None,
    reported: str | None,
    *,
    topical: bool,
    once: bool,
) -> str | None:
    """The time spoken of after the `own` ones of a sentence's `moments`.

    A year that holds the month spoken of changes nothing, nor does an older date that only lends
    a value to compare with (`Im Februar 2021 waren es noch …`): what was `once` so.
    """
    now = spoken
    for moment in own:
        value = moment.value
        current = now or reported
        if current is None:
            now = value
        elif current.startswith(value) and (moment.edge or not topical):
            later = moment.edge and now != spoken  # „im Januar 6.404, am Jahresende 1.341 weniger"
            now = value if later else current
        elif topical and _happened_in(moment, spoken):
            continue
        elif (
            not is_before(value, current)
            or _sums_up(value, current)
            or _has_own_past(moment, moments)
            or (now is None and not once)
        ):
            now = value
    last = moments[-1]
    later = last.lasting and not last.bracketed and now is not None and now < last.value
    if own and now == own[-1].value and later:
        now = None  # „1999 zog sie um, seit 2005 lebt sie hier"
    return now


def _find_own(
    text: str, sentence: Span, moments: Sequence[Moment], published: str | None, *, topical: bool
) -> list[Moment]:
    """The dates that a sentence holds for: not those that only place a word of it.

    `topical` where it says what the next ones speak of, and no report says it for all.
    """
    opening = moments[0] if topical and _opens_with(text, sentence, moments[0]) else None
    own = [
        m
        for m in moments
        if m.value and not m.pointer and (m is opening or not _is_beside(m, published))
    ]
    own = [m for m in own if not is_in_aside(text, sentence, m)]
    own = [m for m in own if not (m.attribute and is_ahead(m.value, published))]
    current = [m for m in own if not (is_after(text, m.start) or is_today(text, m))]
    if len(current) < len(own) and not looks_back(text, sentence):
        own = current
    if topical and published and _begins_what_lasts(text, sentence):
        own = [m for m in own if is_recent(m.value[:7], published)]
    return own


def begin_ahead(text: str, moments: Sequence[Moment], published: str | None) -> list[Moment]:
    """`ab Januar` of a law to come: what follows holds from then on, too."""
    return [
        moment._replace(lasting=False)
        if moment.lasting
        and is_ahead(moment.value, published)
        and _FROM_ON.search(text, max(0, moment.start - 9), moment.start)
        else moment
        for moment in moments
    ]


def _tell_apart(values: Sequence[str], current: str | None, published: str | None) -> bool:
    """Months of the year spoken of, or days to come: each dates but the number beside it."""
    values = [value for value in values if value != current]
    if len(set(values)) < _SEVERAL or len({len(value) for value in values}) > 1:
        return False
    ahead = published is not None and all(value > published for value in values)
    return ahead or (current is not None and all(v.startswith(f"{current}-") for v in values))


def _happened_in(moment: Moment, now: str | None) -> bool:
    """`2022 … Am 24. Februar begann der Krieg.`: what is counted next is of the year."""
    if now is None or moment.stand or not WHOLE_DAY.fullmatch(moment.value):
        return False
    return len(now) < len(moment.value) and moment.value.startswith(now)


def _opens_with(text: str, sentence: Span, moment: Moment) -> bool:
    """`Im Vorjahr wurden alle Ziele erreicht.`: what is counted next is of that year.

    Where a time is reported on, that is told next, and the older one is there to compare with.
    """
    return moment.ago and _OPENING.fullmatch(text, sentence.start, moment.start) is not None


def _begins_what_lasts(text: str, sentence: Span) -> bool:
    """`Gestartet war das Projekt im Mai 2020.`: what is counted next came since then."""
    return load_words("begun").search(text, *sentence) is not None


def _begins(text: str, moment: Moment) -> bool:
    return _SINCE.search(text, max(0, moment.start - 16), moment.start) is not None


def _has_own_past(moment: Moment, moments: Sequence[Moment]) -> bool:
    """`2018 gab es 3.940 Fälle, 620 weniger als 2017`: told for its own sake, however old."""
    return any(
        m.compared and m.start > moment.end and is_before(m.value, moment.value) for m in moments
    )


def _sums_up(value: str, current: str) -> bool:
    """`Im dritten Quartal 902, von Januar bis September 2.390`: a longer span to the same end."""
    span, now = date_span(value), date_span(current)
    return "/" in value and span is not None and now is not None and span[1] == now[1]


def _happens(text: str, sentence: Span, now: str | None) -> bool:
    """`Am 1. Mai zieht das Amt um`, but not `Am 1. Mai steigen die Sätze`, nor `zum 1. Mai`."""
    if now is None or not WHOLE_DAY.match(now):
        return False
    return not (_HOLDS_ON.search(text, *sentence) or find_cues(text, *sentence))


def _is_beside(moment: Moment, published: str | None) -> bool:
    aside = moment.bracketed and not moment.stand
    lasting = moment.lasting and not (moment.closing and is_recent(moment.value, published))
    return moment.compared or moment.ago or moment.told or lasting or aside
