"""What a level in percent is the rate of."""

import re
from collections.abc import Callable, Sequence

from pipelines.statistics.aims import is_aimed, tells_result
from pipelines.statistics.carrying import THAT_IS, has_own_subject
from pipelines.statistics.circles import find_circle
from pipelines.statistics.elsewhere import goes_on_elsewhere, is_labelled_wide
from pipelines.statistics.groups import is_of_group
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import (
    COUNTS,
    DENIED,
    NOTHING,
    RATED,
    Asked,
    Found,
    Passage,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.predicates import AGAIN
from pipelines.statistics.projects import PROJECT
from pipelines.statistics.rows import is_row
from pipelines.statistics.some_of import is_of_next
from pipelines.statistics.wholes import JOINED, allow
from pipelines.statistics.whose_rates import is_of_other, is_of_placements, is_of_some, names_share

_SHARE = re.compile(
    r"\s(?:der|aller|von|des|davon|dieser|unserer|seiner|ihrer|an\s(?:den|allen))(?!\w)"
)
_LABOUR_FORCE = re.compile(r"\s(?:der|aller)\s(?:\w+\s){0,2}Erwerbspersonen")
_OF_LABOUR_FORCE = re.compile(
    r"(?<!\w)(?:[Gg]emessen\san|[Bb]ezogen\sauf|[Vv]erhältnis\szu)\s(?:alle[nr]?\s|de[nr]\s)?(?:zivilen\s)?Erwerbspersonen(?!\w)"
)
"""`Bezogen auf alle zivilen Erwerbspersonen sind das 3,9 Prozent`"""
_RATE_OF_UNEMPLOYMENT = re.compile(
    r"""(?<!\w)(?:Arbeitslosigkeit|Erwerbslosigkeit)(?!\w)[^;.]{0,140}?
    \s(?:bei|von|auf|mit|beträgt|betrug|betrage|blieb|erreichte|insgesamt|aktuell|derzeit|\w+:)\s
    (?:[^;.()\d]{0,40}\s)?$""",
    re.VERBOSE,
)
"""`Die Arbeitslosigkeit sank von 7,1 auf 4,8 Prozent`: in percent it is the rate."""
_RATE_FIRST = re.compile(
    r"\s(?:(?:lag|liegt|betrug|beträgt|war)\s(?:[^.;,()]{0,40}\s)?die\s)?Arbeitslosigkeit(?!\w)|\sArbeitslose(?!\w)"
)
"""`Bei 4,7 Prozent lag die Arbeitslosigkeit`, `nur 2,7 Prozent Arbeitslosigkeit`"""
_OPENS_BRACKET = re.compile(
    r"\s(?:(?:arbeitslos|gemeldet|registriert)\s){0,2}\((?:=\s|Quote:?\s|das\ssind\s)?"
)
_LABEL = re.compile(r"(?:[\d./]+|Vorjahr|Vormonat|Vorjahresmonat|[A-Z][a-zä]+\s\d{4}):\s?$")
_THAT_IS = re.compile(rf"{THAT_IS}\s")
"""`sank um 678. Das sind 16 Prozent`: the same change again."""
_RATE_OF = {
    "arbeitslose": "arbeitslosenquote",
    "arbeitslose_sgb2": "arbeitslosenquote_sgb2",
}
_OF_RATES = frozenset({"rate", "rate_of_topic", "series"})
_HIGHEST_RATE = 30
"""Percent: more is no rate of unemployment."""
_OTHER_RATE = re.compile(
    r"(?:Gesamtq|Q)uoten?\s(?:an|der|von|für\sdie)\s(?:(?!arbeitslos)[a-zäöü]+\s){0,2}(?:(?!Vermittlung|Jugendarbeitslos|Eingliederung|Beschäftigung|Integration|Arbeitslos|Erwerbslos|Unterbesch)[A-ZÄÖÜ][\w-]*(?:ung|ungen|nahmen?|heit|keit|brüche|abschlüsse|gänge|abbrecher)(?!\w)|Hartz|SGB(?!.II-Arbeitslos)|Hilfe|Leistungs|Bürgergeld|Grundsicherung|ALG|Alg|[\w-]*(?:[Bb]ezieher|[Ee]mpfänger|[Bb]edürftige|[Bb]erechtigte|[Aa]ufstocker|Kinder|Frauen))"
)
"""`Quote der Inanspruchnahme`, `Quote der Leistungsbezieher`: no rate of unemployment."""


def find_rate(asked: Asked) -> Found:
    """A level in percent is a rate if a rate is named, and else a share of something."""
    return next((found for rule in _RULES if (found := rule(asked))), NOTHING)


def _find_of_labour_force(asked: Asked) -> Found | None:
    """`7,2 Prozent der Erwerbspersonen sind arbeitslos`."""
    passage, quantity = asked.passage, asked.quantity
    if _OF_LABOUR_FORCE.search(passage.text, passage.start, quantity.start):
        return Found("arbeitslosenquote", "rate")
    of_all = _LABOUR_FORCE.match(passage.text, quantity.end)
    jobless = of_all and has_cue(passage, "arbeitslose", passage.start, passage.end)
    return Found("arbeitslosenquote", "rate") if jobless else None


def _find_aimed(asked: Asked) -> Found | None:
    """`(Ziel: 23,5 Prozent)`."""
    return DENIED if is_aimed(asked.passage, asked.at) else None


def _find_beside_the_unemployed(asked: Asked) -> Found | None:
    """`waren 4.810 Menschen arbeitslos (7,2 Prozent)`, `6.811 Arbeitslose und 3,3 Prozent`."""
    passage, index, text = asked.passage, asked.at, asked.passage.text
    last = asked.readings[-1] if asked.readings else None
    if last is None or passage.turns[index - 1] or last.rule.startswith("part"):
        return None
    if last.indicator not in _RATE_OF or last.unit != "person":
        return None
    end = asked.quantity.end
    gap = text[passage.quantities[index - 1].end : asked.quantity.start]
    if index > 1 and is_of_next(passage, index - 2):
        return None  # „1.420 von 4.876 Arbeitslosen (29 Prozent)"
    bracketed = _OPENS_BRACKET.fullmatch(gap) and text.startswith(")", end)
    joined = gap in JOINED and not _SHARE.match(text, end)
    if asked.quantity.value >= _HIGHEST_RATE or not (bracketed or joined):
        return None
    return Found(_RATE_OF[last.indicator], "rate_beside", same=True)


def _find_share(asked: Asked) -> Found | None:
    """`40 Prozent der Arbeitslosen`, `die Quote der Inanspruchnahme liegt bei 40 Prozent`."""
    passage, quantity = asked.passage, asked.quantity
    if names_share(passage, quantity.start):
        return NOTHING
    if _OTHER_RATE.search(passage.text, passage.start, quantity.start):
        return NOTHING
    placed = has_cue(passage, "integrationsquote", asked.before, quantity.start)
    return NOTHING if not placed and _SHARE.match(passage.text, quantity.end) else None


def _find_named(asked: Asked) -> Found | None:
    """`Die Arbeitslosenquote liegt bei 4,8 Prozent`, if it is of all that it may be of."""
    passage, index, quantity = asked.passage, asked.at, asked.quantity
    kind = find_nearest(passage, index, RATED)
    if kind is None:
        return None
    if _goes_on_with_group(asked):
        return DENIED
    if kind in {"integrationsquote", "quote"} and has_cue(
        passage, "langzeitleistungsbeziehende", asked.before, quantity.start
    ):
        return DENIED  # the rate of a group
    if kind == "quote" and is_of_placements(asked):
        kind = "integrationsquote"
    if kind == "integrationsquote" and PROJECT.search(passage.text, passage.start, quantity.start):
        return DENIED
    if kind == "quote" and quantity.value >= _HIGHEST_RATE and asked.topic.unit != "percent":
        return NOTHING
    if kind == "quote" and is_of_other(passage, asked.readings, asked.topic):
        return NOTHING
    of_some = kind != "jugendarbeitslose" and is_of_some(asked)
    return DENIED if of_some else allow(passage, index, kind, "rate")


def _goes_on_with_group(asked: Asked) -> bool:
    """`die Quoten der Männer und Älteren von 9,0 Prozent sowie 9,2 Prozent`."""
    if not asked.readings or asked.readings[-1].unit != "percent":
        return False
    last, gap = asked.passage.quantities[asked.at - 1], asked.passage.text
    return asked.readings[-1].rule == "denied" and gap[last.end : asked.quantity.start] in JOINED


def _find_of_unemployment(asked: Asked) -> Found | None:
    """`Die Arbeitslosigkeit sank von 7,1 auf 4,8 Prozent`: in percent it is the rate."""
    passage, quantity = asked.passage, asked.quantity
    named = quantity.value < _HIGHEST_RATE and (
        _RATE_OF_UNEMPLOYMENT.search(passage.text, passage.start, quantity.start)
        or _RATE_FIRST.match(passage.text, quantity.end)
    )
    return Found("arbeitslosenquote", "rate") if named else None


def _find_in_series(asked: Asked) -> Found | None:
    """`unter den Jüngeren bei 2,4 Prozent, unter den Ausländern bei 9,8`."""
    passage, index = asked.passage, asked.at
    if not asked.readings or asked.readings[-1].unit != "percent":
        return None
    if is_of_some(asked):
        return DENIED
    last = asked.readings[-1]
    if last.rule in _OF_RATES and find_circle(passage, index):
        return Found("arbeitslosenquote", "series")
    level = is_labelled_wide(passage, index) or not passage.turns[index - 1]
    return Found(last.indicator if level else None, "series", same=True)


def _find_again(asked: Asked) -> Found | None:
    """`sank um 678. Das sind 16 Prozent`: the same change again."""
    passage, topic = asked.passage, asked.topic
    again = topic.turned and not topic.stale and _THAT_IS.match(passage.text, passage.start)
    return Found(topic.indicator, "rate_of_topic", same=True) if again else None


def _find_of_topic(asked: Asked) -> Found | None:
    """`Vor einem Jahr lag sie bei 5,1 Prozent`, `Spitzenreiter ist Bocholt mit 7,1 Prozent`."""
    passage, index, topic = asked.passage, asked.at, asked.topic
    taken_up = _takes_up(asked)
    rate = topic.indicator if taken_up else _find_rate_elsewhere(passage, index, topic)
    if rate is None or is_of_group(passage, index) or has_own_subject(passage, index):
        return None
    if has_cue(passage, "young", asked.before, asked.quantity.start):
        return Found("jugendarbeitslose", "rate_of_topic")
    if find_circle(passage, index) is None:
        return Found(rate, "rate_of_topic", same=True)
    return Found(rate.removesuffix("_sgb2"), "rate_of_topic")


_RULES: Sequence[Callable[[Asked], Found | None]] = (
    _find_of_labour_force,
    _find_aimed,
    _find_beside_the_unemployed,
    _find_share,
    _find_named,
    _find_of_unemployment,
    _find_in_series,
    _find_again,
    _find_of_topic,
)
"""What is asked of a level in percent, in this order."""


def _takes_up(asked: Asked) -> bool:
    """The sentence goes on with the rate spoken of, and counts nothing before."""
    passage, index, topic = asked.passage, asked.at, asked.topic
    if topic.unit != "percent" or topic.stale:
        return False
    if any(cue.kind in COUNTS and cue.start < asked.behind for cue in passage.cues):
        return False
    if passage.text[passage.start] == "(" or is_row(passage, topic) or _is_labelled(passage, index):
        return True
    again = AGAIN.search(passage.text, passage.start, passage.end) or find_circle(passage, index)
    return again is not None or tells_result(passage, index)


def _find_rate_elsewhere(passage: Passage, index: int, topic: Topic) -> str | None:
    """`6.902 Arbeitslose. Spitzenreiter ist Bocholt mit 7,1 Prozent`: a town's rate."""
    if passage.quantities[index].value >= _HIGHEST_RATE:
        return None
    rate = topic.indicator if topic.unit == "percent" else _RATE_OF.get(topic.indicator or "")
    return rate if rate and goes_on_elsewhere(passage, index, topic) else None


def _is_labelled(passage: Passage, index: int) -> bool:
    """`2019: 3,7 Prozent, 2018: 4,0 Prozent`: nothing but the time stands before it."""
    start = passage.quantities[index].start
    before, _ = find_territory(passage, index)
    return passage.dated and _LABEL.search(passage.text, before, start) is not None
