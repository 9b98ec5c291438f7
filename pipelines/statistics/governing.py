"""Which date of a sentence governs a number: what touches it, its clause's, the nearest."""

import re
from collections.abc import Sequence

from pipelines.german.date_compared import is_after
from pipelines.german.quantities import Quantity
from pipelines.statistics.insertions import begins_main, join_clause
from pipelines.statistics.moments import Moment
from pipelines.statistics.own_dates import (
    is_in_present,
    is_of_contrast,
    is_of_founding,
    is_of_noun,
    is_of_relative,
)
from pipelines.statistics.passage import COUNT_UNITS, MEASURED, Passage
from pipelines.statistics.replaced import stands_instead
from pipelines.statistics.shares import OF_NEXT
from pipelines.statistics.timeline import (
    BREAK,
    Timeline,
    find_touching_behind,
    is_closed,
    is_in_bracket_behind,
)

_TOUCHES_BEFORE = re.compile(
    r"\s?(?:\((?:Bestand|Wert|Stand|damals):\s)?(?:[:(–]|\(?–|dann|wieder|bereits|schon|sogar|erst|schließlich|waren\ses|sind\ses|es\swaren|waren|noch|nur|lag\ssie\sbei|bei)?\s?[:(]?\s?(?:noch\s|nur\s|insgesamt\s|noch\sbei\s|bei\s|erst\s|schon\s)*"
)
_JOINED = re.compile(
    r"(?:\s(?:auf|zu|zur|zum|in)\s[A-ZÄÖÜ][\w-]+)?\s(?:und|sowie|bei|gegen|mit|aus|von|in|an|für)\s(?:(?:insgesamt|zusammen|rund|über|damit)\s)?"
    r"(?:(?:der|den|ihren|unseren)\s(?:(?:insgesamt|rund)\s)?)?"
)
"""`31 gegen vier Stimmen bei drei Enthaltungen hat der Rat am Montag …`: one phrase, one date.
So are `17 Frauen aus neun Orten kamen am 5. Juli`, `120 von 300 Gästen`."""
_WITH = re.compile(r"\smit\s(?:(?:insgesamt|zusammen)\s)?")
"""`352 Haushalte im Mai mit insgesamt 692 Personen`: two numbers of one date."""
_BARRED = re.compile(
    r"\s[–-]\s|,\s(?!die\s|der\s|das\s)|[A-ZÄÖÜ][\w-]+(?:\s[a-zäöüß]+)?,\s|[(;:|]"
    r"|\sund\s(?:ist|sind|wird|werden|soll|sollen|kann|können|endet|beginnt|startet)\s"
)
_ALREADY_SINCE = re.compile(
    r"(?<!\w)(?:[Ss]chon|[Bb]ereits)\sseit\s(?:[a-zäöü]+\s|Anfang\s|Ende\s|Mitte\s)*$"
)
_COMPARING = re.compile(
    r"[–•*-]?\s?\(?(?:[Zz]um\s|[Ii]m\s)?[Vv]ergleich(?:\szu[mr]?|swert(?:\svom)?)?[:\s]{1,2}"
    r"(?:[a-zäöü]{2,5}\s){0,2}"
)
_FAR = 60
"""So many characters behind a number its clause's date stands at most."""
_THINGS = COUNT_UNITS | {"EUR", "count"}


def find_governing(timeline: Timeline, index: int, taken: set[int]) -> Moment | None:
    """The date that a level holds for: what touches it, else the nearest before, else behind.

    The offsets of dates that hold for their number alone are in `taken`, or added to it.
    """
    passage, quantity = timeline.passage, timeline.passage.quantities[index]
    moments = _list_possible(timeline, index)
    before = [m for m in moments if m.end <= quantity.start and m.start not in taken]
    behind = find_touching_behind(timeline, quantity)
    named = behind is not None and behind.value and not (before and before[-1].value)
    if before and not named and _touches(passage, before[-1], quantity):
        return before[-1]
    last = [m for m in moments if m.end <= quantity.start][-1:]
    if last and _WITH.fullmatch(passage.text, last[0].end, quantity.start):
        return last[0]
    if behind:
        taken.add(behind.start)
        return behind
    own = [
        m
        for m in moments
        if not (m.compared or m.start in taken or is_in_bracket_behind(passage.text, m, quantity))
    ]
    governing = own and _in_clause(passage, index, own)
    if own and not governing:
        governing = _nearest_before(passage, index, own)
        if governing and _is_apart(timeline, index, governing):
            return None
    return governing or next((m for m in moments if m.stand), None)


def _list_possible(timeline: Timeline, index: int) -> list[Moment]:
    """The dates of a sentence but for those that are of something else."""
    passage, quantity = timeline.passage, timeline.passage.quantities[index]
    statistic = timeline.readings[index].rule != "none" or timeline.report.time
    return [
        m
        for m in timeline.moments
        if not (
            is_closed(passage.text, m, quantity)
            or is_of_noun(passage, quantity, m)
            or is_of_relative(passage, quantity, m)
            or is_of_founding(passage, quantity, m)
            or is_of_contrast(passage, quantity, m)
            or is_after(passage.text, m.start)
            or _is_of_replaced(passage.text, m, quantity)
            or (m.lasting and len(timeline.moments) > 1 and _has_lasted(timeline, m))
            or (m.told and (statistic or _is_told_apart(passage.text, m, quantity)))
        )
    ]


def _has_lasted(timeline: Timeline, moment: Moment) -> bool:
    """`Von 4.250 am Jahresende 2017 waren 468 schon seit 2005 dort`: how long, and not when."""
    passage = timeline.passage
    lead = passage.text[max(passage.start, moment.start - 30) : moment.start]
    if not _ALREADY_SINCE.search(lead):
        return False
    others = (m for m in timeline.moments if m is not moment and not (m.lasting or m.compared))
    return any(other.value and other.start < moment.start for other in others)


def _touches(passage: Passage, moment: Moment, quantity: Quantity) -> bool:
    """`2019: 4.310`, `Ende Mai waren es 4.310`; what is compared with only labels a number."""
    if not _TOUCHES_BEFORE.fullmatch(passage.text, moment.end, quantity.start):
        return False
    bracketed = "(" in passage.text[moment.end : quantity.start]
    return not moment.compared or bracketed or _is_row_of(passage, moment)


def _is_row_of(passage: Passage, moment: Moment) -> bool:
    """`Zum Vergleich August: 4,0 %`: a line of its own for an older level."""
    text, begin = passage.text, passage.start
    line = begin == 0 or text[begin - 1] == "\n"
    named = _COMPARING.fullmatch(text, begin, moment.start) is not None
    return line and named and text.startswith(":", moment.end)


def _is_of_replaced(text: str, moment: Moment, quantity: Quantity) -> bool:
    """`Statt bislang 600.000 haben dann zwei Millionen Anspruch`: that is said of the first."""
    if moment.pointer != "until" or not stands_instead(text, 0, moment.start):
        return False
    return quantity.start > moment.end + 1


def _is_apart(timeline: Timeline, index: int, moment: Moment) -> bool:
    """What is no statistic is not of a date that another clause tells something else of."""
    reading, quantity = timeline.readings[index], timeline.passage.quantities[index]
    if reading.indicator or reading.unit not in _THINGS or not quantity.noun:
        return False
    return is_in_present(timeline.passage, quantity, moment, timeline.report.published)


def _is_told_apart(text: str, moment: Moment, quantity: Quantity) -> bool:
    """`40 Firmen suchen Personal, teilte die Kammer am Mittwoch mit`: told then, no more."""
    return (
        not moment.lasting
        and "," in text[min(moment.end, quantity.end) : max(moment.start, quantity.start)]
    )


def _in_clause(passage: Passage, index: int, own: Sequence[Moment]) -> Moment | None:
    """The date in the quantity's own clause, before it or else behind it."""
    quantity, text = passage.quantities[index], passage.text
    begin = max(
        [passage.start, *(c.end() for c in BREAK.finditer(text, passage.start, quantity.start))]
    )
    behind = _skip_bracket(text, _find_end(passage, index), passage.end)
    stop = BREAK.search(text, behind, passage.end)
    end = stop.start() if stop else passage.end
    end = min(end, _find_next(passage, index, behind))
    inside = [m for m in own if begin <= m.start < end]
    before = [m for m in inside if m.end <= quantity.start]
    return before[-1] if before else inside[0] if inside else None


def _skip_bracket(text: str, start: int, end: int) -> int:
    """`3.930 Menschen (64 Prozent) im Juni`: the bracket is by the way."""
    if not text.startswith(" (", start, end):
        return start
    close = text.find(")", start, end)
    return start if close < 0 else close + 1


def _find_end(passage: Passage, index: int) -> int:
    """Where a number ends that is one phrase with the next: `16 von 19 Frauen`."""
    end = passage.quantities[index].end
    behind = passage.quantities[index + 1 : index + 2]
    return next((q.end for q in behind if OF_NEXT.fullmatch(passage.text, end, q.start)), end)


def _find_next(passage: Passage, index: int, behind: int = 0) -> int:
    """Where the next number begins that counts something: an age parts no clause."""
    last = passage.quantities[index].end
    for quantity in passage.quantities[index + 1 :]:
        joined = _JOINED.fullmatch(passage.text, last, quantity.start)
        last = quantity.end
        if quantity.unit not in MEASURED and quantity.start >= behind and not joined:
            return quantity.start
    return passage.end


def _nearest_before(passage: Passage, index: int, own: Sequence[Moment]) -> Moment | None:
    """The last date before the quantity, or one behind that says it more exactly."""
    quantity = passage.quantities[index]
    before = [m for m in own if m.end <= quantity.start]
    stop = _find_next(passage, index)
    behind = [m for m in own if quantity.end <= m.start < stop]
    if before:
        finer = [
            m
            for m in behind
            if m.value != before[-1].value and m.value.startswith(before[-1].value)
        ]
        return finer[0] if finer else before[-1]
    if not behind:
        return None
    gap = join_clause(passage.text, _find_end(passage, index), behind[0].start)
    barred = len(gap) >= _FAR or _BARRED.search(gap) or begins_main(gap)
    return None if barred else behind[0]
