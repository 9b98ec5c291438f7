"""Which date of a sentence governs a quantity: what touches it, its clause's, the nearest."""

import re
from collections.abc import Sequence

from attrs import frozen

from pipelines.german.quantities import Quantity
from pipelines.items import DateMention
from pipelines.statistics.clauses import is_in_present, is_of_founding, is_of_noun, is_of_relative
from pipelines.statistics.columns import NO_COLUMNS, Columns
from pipelines.statistics.eras import Era
from pipelines.statistics.events import Event
from pipelines.statistics.insertions import begins_main, join_clause
from pipelines.statistics.moments import Moment
from pipelines.statistics.passage import COUNT_UNITS, MEASURED, Passage, Reading

_TOUCHES_BEFORE = re.compile(
    r"\s?(?:\((?:Bestand|Wert|Stand|damals):\s)?(?:[:(–]|\(?–|dann|wieder|bereits|schon|sogar|erst|schließlich|waren\ses|sind\ses|es\swaren|waren|noch|nur|lag\ssie\sbei|bei)?\s?[:(]?\s?(?:noch\s|nur\s|insgesamt\s|noch\sbei\s|bei\s|erst\s|schon\s)*"
)
_TOUCHES_BEHIND = re.compile(
    r"""(?:\sund\s[\d.,]+(?:\s\w+)?)?   # „9.016 und 17.702 im Jahr zuvor"
    (?:\s(?:im|in|am|zum|für|seit|bis|ab|allein|noch|den|dem|des|das|der|die|aus|von|vom|davon|nur))*\s""",
    re.VERBOSE,
)
INSTEAD = re.compile(
    r"(?<!\w)(?:[Ss]tatt|[Aa]nstatt|[Aa]nstelle\svon)\s"
    r"(?:(?:wie\s)?(?:bisher|bislang|zuvor|früher)\w*\s|de[rsn]\s|rund\s){0,3}$"
)
_AS_IN = re.compile(r"\swie\s(?:noch\s)?(?:im|in|am|vom|von|zum)\s(?:de[mnr]\s)?")
"""`Statt 412 wie im Mai gingen im Juni 437 ein`."""
_OPENS_BEHIND = re.compile(r"\s\((?:[^\W\d]{1,30}[.:]?\s){0,3}")
"""`5.902 (Stand: Juli 2023)`, `5.902 (Jahresdurchschnitt 2023)`."""
_BARE_BRACKET = re.compile(r"\(([\d.,\s;/|%]{1,60})\)")
BREAK = re.compile(r"[,;:–()|]\s|\s[–(]|\s(?:und|aber|während|nachdem)\s")
_JOINED = re.compile(
    r"\s(?:und|sowie|bei|gegen|mit|aus|von|in|an|für)\s(?:(?:insgesamt|zusammen|rund|über)\s)?"
    r"(?:(?:der|den|ihren|unseren)\s(?:(?:insgesamt|rund)\s)?)?"
)
"""`31 gegen vier Stimmen bei drei Enthaltungen hat der Rat am Montag …`: one phrase, one date.
So are `17 Frauen aus neun Orten kamen am 5. Juli`, `120 von 300 Gästen`."""
_OUT_OF = re.compile(r"\s(?:von|der)\s(?:(?:den|insgesamt|rund|ihnen)\s){0,2}")
_BARRED = re.compile(
    r"\s[–-]\s|,\s(?!die\s|der\s|das\s)|[(;:|]"
    r"|\sund\s(?:ist|sind|wird|werden|soll|sollen|kann|können|endet|beginnt|startet)\s"
)
_COMPARING = re.compile(
    r"[–•*-]?\s?\(?(?:[Zz]um\s|[Ii]m\s)?[Vv]ergleich(?:\szu[mr]?|swert(?:\svom)?)?[:\s]{1,2}"
    r"(?:[a-zäöü]{2,5}\s){0,2}"
)
_FAR = 60
"""So many characters behind a number its clause's date stands at most."""
_THINGS = COUNT_UNITS | {"EUR", "count"}


@frozen
class Timeline:
    """What the periods of one sentence are read from."""

    passage: Passage
    readings: Sequence[Reading]
    moments: Sequence[Moment]
    era: Era
    reported: str | None
    published: str | None
    past: str | None = None
    """The time of the paragraph before."""
    event: Event | None = None
    """What the announcement tells of."""
    survey: DateMention | None = None
    """When the people were asked whose answers the announcement tells."""
    spoken: bool = False
    """A statistic was spoken of before."""
    listed: bool = False
    """It is an item of a list with a head."""
    columns: Columns = NO_COLUMNS
    """Of a table's row: the times at the head of its columns."""
    labels: tuple[str, ...] = ()
    """The times that labelled the numbers in the last bracket with labels."""
    bracketed: str | None = None
    """What numbers in brackets hold for, where a head says so (`in Klammern der Vorjahreswert`)."""


def find_label(timeline: Timeline, index: int) -> str | None:
    """What a head says: of the column in a table, of what stands in brackets."""
    text, quantity = timeline.passage.text, timeline.passage.quantities[index]
    differs = timeline.passage.turns[index] is not None
    time = timeline.columns.find_time(text, quantity.start, differs=differs)
    if time:
        return time
    if timeline.bracketed and text[quantity.start - 1] == "(" and not differs:
        return timeline.bracketed
    return _find_bracket_label(timeline, quantity)


def _find_bracket_label(timeline: Timeline, quantity: Quantity) -> str | None:
    """What a bracket of bare numbers means, from one above it with as many labels."""
    text = timeline.passage.text
    begin = text.rfind("(", timeline.passage.start, quantity.start)
    bare = _BARE_BRACKET.match(text, begin, timeline.passage.end) if begin >= 0 else None
    if bare is None or bare.end() < quantity.end or not timeline.labels:
        return None
    if len(timeline.labels) == 1 and not _is_beside_number(timeline.passage, begin):
        return None
    cells = re.split(r"[;/|]", bare[1])
    place = len(re.split(r"[;/|]", text[begin : quantity.start])) - 1
    return timeline.labels[place] if len(cells) == len(timeline.labels) else None


def _is_beside_number(passage: Passage, begin: int) -> bool:
    """`276 (281)`, but not `im Handel (281)`."""
    return any(
        quantity.end <= begin and not passage.text[quantity.end : begin].strip()
        for quantity in passage.quantities
    )


def is_near(text: str, quantity: Quantity, moment: Moment, reach: int = 40) -> bool:
    """Whether a date stands in the same clause, a few words away."""
    start, end = min(quantity.end, moment.end), max(quantity.start, moment.start)
    return end - start < reach and "," not in text[start:end]


def find_governing(timeline: Timeline, index: int, taken: set[int]) -> Moment | None:
    """The date that a level holds for: what touches it, else the nearest before, else behind."""
    passage, moments = timeline.passage, timeline.moments
    if not moments:
        return None
    quantity, text = passage.quantities[index], passage.text
    moments = [
        m
        for m in moments
        if not (
            is_closed(text, m, quantity)
            or is_of_noun(passage, quantity, m)
            or is_of_relative(passage, quantity, m)
            or is_of_founding(passage, quantity, m)
            or _is_of_replaced(text, m, quantity)
        )
    ]
    statistic = timeline.readings[index].rule != "none" or timeline.reported
    moments = [
        m for m in moments if not (m.told and (statistic or _is_told_apart(text, m, quantity)))
    ]
    before = [m for m in moments if m.end <= quantity.start and m.start not in taken]
    if (
        before
        and _TOUCHES_BEFORE.fullmatch(text, before[-1].end, quantity.start)
        and (
            not before[-1].compared
            or "(" in text[before[-1].end : quantity.start]
            or _is_row_of(passage, before[-1])
        )
    ):
        return before[-1]
    behind = find_touching_behind(timeline, quantity)
    if behind:
        taken.add(behind.start)
        return behind
    own = [
        m
        for m in moments
        if not (m.compared or m.start in taken or is_in_bracket_behind(text, m, quantity))
    ]
    governing = own and _in_clause(passage, index, own)
    if own and not governing:
        governing = _nearest_before(passage, index, own)
        if governing and _is_apart(timeline, index, governing):
            return None
    return governing or next((m for m in moments if m.stand), None)


def _is_row_of(passage: Passage, moment: Moment) -> bool:
    """`Zum Vergleich August: 4,0 %`: a line of its own for an older level."""
    text, begin = passage.text, passage.start
    line = begin == 0 or text[begin - 1] == "\n"
    named = _COMPARING.fullmatch(text, begin, moment.start) is not None
    return line and named and text.startswith(":", moment.end)


def _is_of_replaced(text: str, moment: Moment, quantity: Quantity) -> bool:
    """`Statt bislang 600.000 haben dann zwei Millionen Anspruch`: that is said of the first."""
    if moment.pointer != "until" or not text.endswith(("tatt ", "tatt wie "), 0, moment.start):
        return False
    return quantity.start > moment.end + 1


def _is_apart(timeline: Timeline, index: int, moment: Moment) -> bool:
    """What is no statistic is not of a date that another clause tells something else of."""
    reading, quantity = timeline.readings[index], timeline.passage.quantities[index]
    if reading.indicator or reading.unit not in _THINGS or not quantity.noun:
        return False
    return is_in_present(timeline.passage, quantity, moment, timeline.published)


def is_in_bracket_behind(text: str, moment: Moment, quantity: Quantity) -> bool:
    """`5.902 sind es (2021: 5.940)`, `283 Euro (bisher 250)`: that is about another number."""
    aside = moment.bracketed or bool(moment.pointer)
    return aside and "(" in text[quantity.end : moment.start]


def _is_told_apart(text: str, moment: Moment, quantity: Quantity) -> bool:
    """`40 Firmen suchen Personal, teilte die Kammer am Mittwoch mit`: told then, no more."""
    return (
        not moment.lasting
        and "," in text[min(moment.end, quantity.end) : max(moment.start, quantity.start)]
    )


def is_closed(text: str, moment: Moment, quantity: Quantity) -> bool:
    """The date stands in a bracket that ends before the quantity: `498 (Vormonat 512), 276`."""
    if moment.end > quantity.start or moment.stand:
        return False
    close = text.find(")", moment.end, quantity.start)
    return (
        close >= 0
        and "(" not in text[moment.end : close]
        and "(" in text[max(0, moment.start - 40) : moment.start]
        and text[close + 1 : quantity.start].strip(" :") != ""
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
    return next((q.end for q in behind if _OUT_OF.fullmatch(passage.text, end, q.start)), end)


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


def find_touching_behind(timeline: Timeline, quantity: Quantity) -> Moment | None:
    """The date right behind a quantity: `9.016 im Juli`, `512 (Juni)`."""
    text = timeline.passage.text
    for moment in timeline.moments:
        if moment.start < quantity.end:
            continue
        closes = text[moment.end : moment.end + 1] in {")", ","}
        if closes and _OPENS_BEHIND.fullmatch(text, quantity.end, moment.start):
            return moment
        if moment.start - quantity.end < 40 and _TOUCHES_BEHIND.fullmatch(
            text, quantity.end, moment.start
        ):
            return moment
        as_in = _AS_IN.fullmatch(text, quantity.end, moment.start)
        instead = as_in and INSTEAD.search(text, max(0, quantity.start - 30), quantity.start)
        return moment if instead else None
    return None
