"""The fair, visit or ceremony that an announcement tells of: its day is that of who came."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.beginnings import begin_words
from pipelines.german.tense import looks_back
from pipelines.german.text import Span, find_sentence
from pipelines.german.timex import date_span
from pipelines.items import DateMention
from pipelines.statistics.moments import read_moments
from pipelines.statistics.passage import COUNT_UNITS, Passage, Reading
from pipelines.statistics.period_words import load_words
from pipelines.statistics.times import cut_clock

_FAIR = re.compile(
    begin_words(
        r"[Mm]esse(?!n\w)|[Bb]örse\b|[Ss]peed-?[Dd]ating|Job-?(?:tag|markt|tour|festival|dating|forum)(?!\w)"
        r"|(?:Bewerber|Ausbildungs|Karriere|Berufs|Info|Informations|Praktikums|Arbeitgeber)(?:-?tag|nacht)(?!\w)"
        r"|(?:Tag|Nacht|Markt)\sder\s(?:Ausbildung|Berufe|Bewerb|Arbeitgeber)",
        within=True,
    )
)
EVENT = re.compile(
    rf"""{_FAIR.pattern}|[Ff]est\b|[Ff]eier\b|Aktionstag|[Ff]achtag|Tag\sder\soffenen\sTür
    |(?<!\w)(?!(?:(?:Land)?[Kk]reis|Land|Bezirks|Bundes|Gemeinde|Kalender|Reichs|Städte|Stich|Sonn|Mon|Diens|Donners|Frei|Sams|Feier|Werk|Arbeits|Wochen|Jahres|Wahl|Vor|Mit|Nachmit|Vormit|All|Geburts)tag)
     [A-ZÄÖÜ][\w-]{{2,}}tag(?!\w)|Tag\sde[sr]\s[A-Z]|[DT]ay\b|[Vv]erleihung|[Ee]mpfang\b
    |[Vv]eranstaltung|(?<!Presse)(?<!presse)[Kk]onferenz|[Ww]orkshop|[Ff]orum|[Ii]nfoabend|[Ee]inweihung""",
    re.VERBOSE,
)
_HEAD = 300
"""So many characters say what an announcement is about."""
_LEAD = 400
"""In so many characters news say when it was."""
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:T.*|/\d{4}-\d\d-\d\d)?|\d{4}-W\d\d-WE")
_NEAR = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)")
"""A day or a week."""
_ON = re.compile(r"(?<!\w)(?:[Aa]m|[Vv]om|[Ww]ann[?:]{0,2})\s$")
_DAY_WORD = re.compile(r"(?:[Vv]or)?[Gg]estern|[Hh]eute")
_LATELY, _LONGEST = 60, 15
"""Days: news are not older than the first, and hardly an event lasts longer than the second."""
_ACT = re.compile(
    r"(?<!\w)(?:besuch\w+|übergab\w*|übergeben|überreich\w+|tagte|getagt|beriete?n?|verabschiedet\w*"
    r"|informierten?\ssich|(?:hat|haben)\ssich\s[^.;]{0,120}informiert)(?!\w)"
)
"""What is done on a day beside which others only tell something."""
_PERFECT = re.compile(r"(?<!\w)(?:hat|haben|habe|hatten?|ist|sind)(?!\w)")
"""`Drei haben eine Stelle gefunden`: before the event or after it; what was done there is told in
the preterite."""
_RAISED = re.compile(
    r"(?<!\w)(?:Spende\w*|Scheck\w*|[Ss]pendete?n?|gespendet|gesammelt|sammelten?|Erlös\w*|zusammengekommen|erbracht\w*|brachte\w*)(?!\w)"
)
"""What came in on that day."""
_CAME = re.compile(
    r"(?<!\w)(?:kamen|besuchten|nutzten|strömten|drängten|stürmten|nahmen|folgten|zählten?|pilgerten"
    r"|tummelten|präsentierten|informierten|ließen|knüpften|stellten|waren|hatten?|wurden|ergeben"
    r"|ergaben|entstanden|zustande|vermittelt|gefunden|fanden|führten|geführt)(?!\w)"
)
"""`300 Besucher kamen`: not to a fair that is still to come."""
_AT_EVENTS = COUNT_UNITS | {"place", "fraction", "count", "case"}
_BEFORE = re.compile(
    r"(?<!\w)(?:[Bb]eworben|[Bb]ewarben\ssich|hatten?\s[^.;]{0,90}(?:absolviert|gelernt|begonnen|durchlaufen))(?!\w)"
)
_AT_MOST = ("höchstens ", "Höchstens ", "maximal ", "Maximal ")
_HOLDS = re.compile(
    r"(?<!\w)(?:fass(?:t|te|en|ten)|Platz\sfür|Raum\sfür|Kapazität\svon)\s(?:\w+\s)?$"
)


class Event(NamedTuple):
    """What happened on a day, or will happen."""

    day: str
    fair: bool
    """It is a fair or feast: all that is counted there is of its day."""


def is_of_fair(text: str, title: str) -> bool:
    """Whether an announcement is about a fair: its title or its beginning says so."""
    return (_FAIR.search(title) or _FAIR.search(text, 0, _HEAD)) is not None


def find_event(
    text: str, title: str, dates: Sequence[DateMention], reported: str | None, published: str | None
) -> Event | None:
    """The fair or feast that an announcement is about, else what its first lines say happened."""
    fair = EVENT.search(title) is not None or is_of_fair(text, title)
    for mention in dates:
        if mention.start >= _LEAD and not fair:
            return None
        lead = text[max(0, mention.start - 12) : mention.start]
        on = _ON.search(lead) or (
            _DAY_WORD.fullmatch(mention.quote) and not _is_quoted(text, mention.start)
        )
        if not (_DAYS.fullmatch(mention.value) and on):
            continue
        day = cut_clock(mention.value)
        if fair:
            return Event(day, fair)
        if reported or not _happened_on(text, mention, dates, published):
            continue
        if _gather(text, title, find_sentence(text, mention.start)):
            return Event(day, fair)
    return None


def _happened_on(
    text: str, mention: DateMention, dates: Sequence[DateMention], published: str | None
) -> bool:
    """Whether a sentence of news tells what was done on a day of the last weeks."""
    span = date_span(cut_clock(mention.value))
    today = date_span(published) if published else None
    if span is None or today is None or (span[1] - span[0]).days > _LONGEST:
        return False
    if not 0 <= (today[0] - span[1]).days <= _LATELY:
        return False
    sentence = find_sentence(text, mention.start)
    inside = [one for one in dates if sentence.start <= one.start < sentence.end]
    moments = read_moments(text, inside, *sentence)
    moment = next(one for one in moments if one.start == mention.start)
    if moment.told and not _ACT.search(text, *sentence):
        return False
    return looks_back(text, sentence)


def _is_quoted(text: str, at: int) -> bool:
    """Whether somebody is quoted there: `„Ich habe heute viel gelernt“` was said on no such day."""
    lead = text[text.rfind("\n", 0, at) + 1 : at]
    return lead.count("„") > lead.count("“") + lead.count("”") or lead.count('"') % 2 == 1


def _gather(text: str, title: str, sentence: Span) -> bool:
    """Whether people came together, or something was handed over."""
    words = load_words("gathering")
    return words.search(title) is not None or words.search(text, *sentence) is not None


def _is_room(passage: Passage, index: int) -> bool:
    """`Die Halle fasste 700 Personen`, `höchstens 250 durften hinein`: how many there may be."""
    text, quantity = passage.text, passage.quantities[index]
    if text.startswith(_AT_MOST, quantity.start):
        return True
    return _HOLDS.search(text, max(passage.start, quantity.start - 40), quantity.start) is not None


def is_told_before(passage: Passage, reading: Reading, day: str) -> bool:
    """`214 junge Leute hatten sich beworben`: weeks before they were welcomed."""
    if reading.indicator is not None or reading.unit not in _AT_EVENTS or not _NEAR.match(day):
        return False
    return _BEFORE.search(passage.text, passage.start, passage.end) is not None


def _find_quoted(passage: Passage, index: int) -> Span:
    """The quotation that a number stands in, else its sentence: `„Das sind 40“, sagte sie`."""
    text, start = passage.text, passage.quantities[index].start
    opened = text.rfind("„", passage.start, start)
    if opened < 0 or text.find("“", opened, start) >= 0:
        return Span(passage.start, passage.end)
    closed = text.find("“", start, passage.end)
    return Span(opened, passage.end if closed < 0 else closed)


def is_at_event(
    event: Event, passage: Passage, index: int, reading: Reading, published: str | None
) -> bool:
    """Whether a number without a date of its own may be of an event's day."""
    if reading.indicator is not None or _is_room(passage, index):
        return False
    raised = reading.unit == "EUR" and _RAISED.search(passage.text, passage.start, passage.end)
    if not raised and reading.unit not in _AT_EVENTS:
        return False
    span = date_span(event.day)
    sentence = Span(passage.start, passage.end)
    if published is None or span is None or span[1].isoformat() >= published:
        ahead = span and published and span[0].isoformat() > published
        return event.fair and not (ahead and _CAME.search(passage.text, *sentence))
    if not looks_back(passage.text, _find_quoted(passage, index)):
        return False
    if event.fair:
        return True
    return not (
        _PERFECT.search(passage.text, *sentence)
        or load_words("elsewhen").search(passage.text, *sentence)
    )
