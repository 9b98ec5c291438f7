"""What a sentence without figures, or a title, announces to be counted in the next one."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.german.nouns import name_unit
from pipelines.german.text import Span
from pipelines.german.words import WordTable
from pipelines.statistics.causes import OWING_TO
from pipelines.statistics.cues import Cue, load_indicators, load_phrase
from pipelines.statistics.nearest import is_counted
from pipelines.statistics.passage import RATE_KINDS, Topic
from pipelines.statistics.plain_nouns import PEOPLE
from pipelines.statistics.settling import names_area
from pipelines.statistics.traces import leave_circle, name_topic

_BY_THE_WAY = frozenset(
    {"einwohner", "beschaeftigte_jobcenter", "kommunale_jobcenter", "massnahmeteilnehmende"}
)
"""Named in many a sentence: only a head or a trend is on them."""
_VAGUE = frozenset(load_phrase("vague"))
_TREND = re.compile(
    r"""(?:Zahl|Anzahl|Bestand|Rückgang|Anstieg|Zuwachs|Abbau|Abnahme|Zunahme|Entwicklung
          |[A-Z]\w+zahl)(?:en)?
      | (?:ge)?(?:stiegen|sunken|wachsen|fallen) | stieg | sank | steigt | sinkt | rückläufig\w*
      | (?:zu|ab|zurück)ge(?:nommen|gangen)""",
    re.VERBOSE,
)
_TRENDS = WordTable(lambda word: True if _TREND.fullmatch(word) else None)
"""A title on how a statistic went: the text says by how much."""
_NUMBER_OF = re.compile(
    begin_words(r"Zahl|Anzahl")
    + r"\s(?:der|derer|aller|von)(?:\s|,\s)(?:(?:die|welche|[a-zäöü]+(?:en|er))\s){0,3}$"
)
_COUNTED = re.compile(
    begin_words(r"(?:Zahl|Anzahl)(?=\s(?:der|aller|an|von)\s)|Wie(?=\sviele\s)")
    + r"\s[a-z]+\s(?:[a-zäöüß-]+\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
"""`die Zahl der Klagen`, `Wie viele Klagen`"""
_OF_WHOM = re.compile(r"\s(?:gegen|von|an|durch|für|bei|unter)\s(?:[a-zäöüß]+\s){0,3}")
_CIRCUMSTANCE = re.compile(
    rf"""(?<!\w)(?:[Mm]it|[Dd]urch|{OWING_TO})
    (?:\s(?:de[rmns]|einer|eines|einem))?(?:\s[a-zäöüß]+e[nmrs]?){{0,2}}
    (?:\s[A-ZÄÖÜ][a-zäöü]+\s(?:der|des|von|an))?(?:\s[a-zäöüß]+e[nmrs]){{0,2}}\s$""",
    re.VERBOSE,
)
"""`Mit dem Rückgang der Arbeitslosigkeit sinken die Kosten`: what goes along is not told of."""
_REACH = 70
"""Characters before a word in which it is said to be a circumstance."""
_LEVEL = re.compile(
    r"(?:Tief|Höchst|Rekord)(?:st)?(?:stand|wert|marke|hoch)|(?<!\w)(?:stabil|unverändert|niedrig|hoch)(?!\w)"
)
_MORE = re.compile(r"(?<!\w)(?:[Mm]ehr|[Ww]eniger)\s(?:[a-zäöüß-]+\s){0,2}$")
_JOBS = re.compile(
    r"(?<!\w)(?:(?:Arbeits)?[Ss]tellen(?:markt|angebot)?)"
    r"(?:e?s)?(?!\w)"
)
_ITS_TIME = re.compile(
    rf"""(?:zahlen|daten)?(?=.{{0,40}}(?:{match_words(MONTHS)}|\d{{4}}|Quartal|Halbjahr))
    (?:\s(?:im|in|am|für|Ende|den|der|des|dem|vom|zum|\d{{1,4}}\.?|[A-ZÄÖÜ][\w-]*))+""",
    re.VERBOSE,
)
_BY_TRADE = re.compile(r"(?:Berufe?|Branchen?|Wirtschaftszweige?)\s*(?:\||\d{4})")
"""The head of a table whose rows are trades."""
_PARTS_FOLLOW = re.compile(
    r"(?<!\w)(?:[Dd](?:avon|arunter)(?:\s(?:sind|waren|fallen|fielen|zählen))?"
    r"|(?:[Ii]n|[Nn]ach|[Aa]us)\s(?:(?:diesen|folgenden|den)\s)?"
    r"(?:Bereichen|Branchen|Berufen|Berufsfeldern|Wirtschaftszweigen))[\s:]*$"
)
"""`Darunter fallen:`, `Die meisten gibt es in diesen Branchen:`"""


def announce(  # noqa: PLR0913  # a sentence, and what it is read against
    text: str,
    sentence: Span,
    cues: Sequence[Cue],
    topic: Topic,
    *,
    headed: bool,
    circle: str,
    titled: bool,
) -> Topic:
    """What is spoken of behind a sentence that counts nothing, or the `topic` before it.

    `headed`: it is a head. `circle` is the legal one of what names none, except that a whole area
    is of both where the announcement is not `titled` to be on the SGB II.
    """
    if headed and any(cue.kind == "share" for cue in cues):
        return Topic()  # „SGB-II-Quote:": the rows below are none of what stood before
    name = find_announced(text, sentence, cues, headed=headed)
    if name is None and _BY_TRADE.match(text, *sentence):
        return Topic(counted=topic.unit or topic.counted, group=True)  # each row is a part
    if name is None and headed and heads_jobs(text, sentence):
        return Topic("offene_stellen", "job", "job")
    if name is None:
        other = find_other_unit(text, sentence, cues)
        return Topic(counted=other, group=True) if other else topic
    whole = not titled and names_area(text, *sentence)
    own = leave_circle({cue.kind for cue in cues}) or ("" if whole else circle)
    return name_topic(name, own, cues)._replace(counted=topic.counted)


def entitle(title: str, cues: Sequence[Cue]) -> Topic:
    """What a title speaks of, until the first paragraph begins."""
    name = find_entitled(title, cues)
    if name is None:
        return Topic()
    circle = leave_circle({cue.kind for cue in cues}) or "both"
    return name_topic(name, circle, cues)._replace(age=-1)


def find_announced(text: str, sentence: Span, cues: Sequence[Cue], *, headed: bool) -> str | None:
    """The statistic that a sentence is on: the one whose number it speaks of, the first.

    >>> text = "Erfreulich entwickelt haben sich die Integrationen."
    >>> cues = [Cue(37, 50, "integrationen")]
    >>> find_announced(text, Span(0, 51), cues, headed=False)
    'integrationen'
    """
    indicators = load_indicators()
    named = [cue for cue in _put_subject_first(text, cues) if cue.kind in indicators]
    named = _leave_circumstances(text, sentence, named) or named
    named = _leave_attribute(text, sentence, named)
    if headed and not named and any(cue.kind == "quote" for cue in cues):
        return "arbeitslosenquote"  # „Die Quoten im Einzelnen:"
    told = (cue.kind for cue in named if _is_told_of(text, cue))
    return next(told, None) or ("ausgaben" if any(c.kind == "ausgaben" for c in named) else None)


def find_counted_last(text: str, cues: Sequence[Cue], start: int) -> str | None:
    """The statistic whose number is spoken of last, behind all numbers of a sentence.

    >>> text = "Das sind 12 weniger, obwohl die Zahl der Integrationen stieg."
    >>> find_counted_last(text, [Cue(41, 54, "integrationen")], 11)
    'integrationen'
    """
    indicators = load_indicators()
    named = (cue for cue in reversed(cues) if cue.start >= start and cue.kind in indicators)
    last = next(named, None)
    return last.kind if last and is_counted(text, last, max(start, last.start - _REACH)) else None


def heads_jobs(text: str, sentence: Span) -> bool:
    """Whether a head is on the jobs to be had: `Stellenmarkt im Oktober`.

    >>> heads_jobs("Stellenmarkt:", Span(0, 13)), heads_jobs("Planstellen:", Span(0, 12))
    (True, False)
    """
    return _JOBS.search(text, *sentence) is not None


def find_entitled(title: str, cues: Sequence[Cue]) -> str | None:
    """The statistic whose rise or fall a title tells of; who only occurs in it is not counted.

    >>> find_entitled("Langzeitarbeitslose pflegen Park", [Cue(0, 19, "langzeitarbeitslose")])
    >>> find_entitled("Weniger Langzeitarbeitslose", [Cue(8, 27, "langzeitarbeitslose")])
    'langzeitarbeitslose'
    """
    span = Span(0, len(title))
    name = find_announced(title, span, cues, headed=False)
    if name in RATE_KINDS or _TRENDS.has_between(title, *span) or _LEVEL.search(title):
        return name
    if name and cues[0].kind == name and _is_named_with_its_time(title, cues[0]):
        return name
    more = [cue for cue in cues if _MORE.search(title, 0, cue.start)]
    return name if any(cue.kind == name for cue in more) else None


def _is_named_with_its_time(title: str, cue: Cue) -> bool:
    """`Arbeitslosigkeit im Mai 2017`: a title of nothing but a statistic and its time."""
    if title[: cue.start].strip() not in {"", "Die", "Aktuelle", "Zahl der"}:
        return False
    return _ITS_TIME.fullmatch(title, cue.end) is not None


def find_other_unit(text: str, sentence: Span, cues: Sequence[Cue]) -> str | None:
    """The unit of what is no statistic, if its number is spoken of; None where it is not.

    >>> find_other_unit("Auch die Zahl der Widersprüche wächst.", Span(0, 38), ())
    'case'
    """
    counted = _COUNTED.search(text, *sentence)
    if counted is None or counted["noun"] in PEOPLE:
        return None
    if any(cue.start <= counted.start("noun") < cue.end for cue in cues):
        return None
    return name_unit(counted["noun"]) or "count"


def _is_told_of(text: str, cue: Cue) -> bool:
    """A statistic's own noun, and not what people do or what is said by the way."""
    word = text[cue.start : cue.end]
    noun = not word.islower() and word not in _VAGUE
    return noun and cue.kind not in _BY_THE_WAY and cue.kind != "ausgaben"


def _leave_circumstances(text: str, sentence: Span, cues: Sequence[Cue]) -> list[Cue]:
    return [
        cue
        for cue in cues
        if not _CIRCUMSTANCE.search(text, max(sentence.start, cue.start - _REACH), cue.start)
    ]


def _leave_attribute(text: str, sentence: Span, cues: list[Cue]) -> list[Cue]:
    """`die Zahl der Sanktionen gegen Leistungsberechtigte`: the number is not theirs."""
    counted = _COUNTED.search(text, *sentence) if cues else None
    if counted is None or counted["noun"] in PEOPLE:
        return cues
    end = counted.end()
    return [cue for cue in cues if not _OF_WHOM.fullmatch(text, end, max(end, cue.start))]


def _put_subject_first(text: str, cues: Sequence[Cue]) -> Sequence[Cue]:
    """`Trotz neuer Mitarbeiter ist die Zahl derer, die Leistungen beziehen, gestiegen`."""
    for at, cue in enumerate(cues):
        if _NUMBER_OF.search(text, max(0, cue.start - 40), cue.start):
            return cues[at:]
    return cues


def announces_parts(lead: str) -> bool:
    """Whether the rows below a line are parts of the whole that it tells.

    >>> announces_parts("Offene Stellen gibt es vor allem in diesen Branchen:")
    True
    """
    return _PARTS_FOLLOW.search(lead) is not None
