"""What a level in percent is the rate of."""

import re
from collections.abc import Callable, Sequence

from pipelines.german.nouns import names_people
from pipelines.statistics.aims import is_aimed, tells_result
from pipelines.statistics.carrying import THAT_IS, has_own_subject
from pipelines.statistics.circles import find_circle
from pipelines.statistics.elsewhere import goes_on_elsewhere, is_labelled_wide
from pipelines.statistics.insertions import is_told_as
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    DENIED,
    NOTHING,
    RATE_KINDS,
    RATED,
    UNEMPLOYED,
    Asked,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.plain_nouns import PEOPLE
from pipelines.statistics.predicates import AGAIN
from pipelines.statistics.projects import PROJECT
from pipelines.statistics.rows import is_row
from pipelines.statistics.some_of import is_of_next
from pipelines.statistics.wholes import allow, is_of_group

_OF_WHOM = re.compile(
    r"\s(?:(?:bei|unter|für|von)\s(?:den\s)?|der\s|aller\s)(?:[a-zäöüß-]+e[nr]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_THAT_OF = re.compile(
    r"(?<!\w)(?:(?:[Dd]ie|[Dd]er|[Jj]ene)\s(?:der|von|unter|bei)|(?:[Bb]ei|[Uu]nter)\sden)\s"
    r"(?:[a-zäöüß-]+e[nr]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
"""`…, die der Mütter bei 14 Prozent`"""
_ALL = PEOPLE - {
    "Erwachsene", "Erwachsenen", "Frauen", "Jugendliche", "Jugendlichen", "Männer", "Männern"
}  # fmt: skip
_SHARE = re.compile(r"\s(?:der|aller|von|des|davon|dieser|unserer|seiner|ihrer)(?!\w)")
_BESIDE = 40
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
_JOINED = (" und ", " oder ", " bzw. ")
_LABEL = re.compile(r"(?:[\d./]+|Vorjahr|Vormonat|Vorjahresmonat|[A-Z][a-zä]+\s\d{4}):\s?$")
_THAT_IS = re.compile(rf"{THAT_IS}\s")
"""`sank um 678. Das sind 16 Prozent`: the same change again."""
_RATE_OF = {
    "arbeitslose": "arbeitslosenquote",
    "arbeitslose_sgb2": "arbeitslosenquote_sgb2",
}
_HAVE_RATES = ("arbeitslose", "jugendarbeitslose", "integration", "unterbeschaeftigung")
_OF_RATES = frozenset({"rate", "rate_of_topic", "series"})
_OUT_OF_WORK = re.compile(r"[Aa]rbeits(?:lo|markt|such)|[Ee]rwerbslo|ohne\s(?:Arbeit|Job|Stelle)")
_SPOKEN = 2000
"""So many characters away it is said whose rate a bare one is."""
_HIGHEST_RATE = 30
"""Percent: more is no rate of unemployment."""
_OTHER_RATE = re.compile(
    r"Quoten?\s(?:an|der|von|für\sdie)\s(?:(?!arbeitslos)[a-zäöü]+\s){0,2}(?:(?!Vermittlung|Eingliederung|Beschäftigung|Integration|Arbeitslos|Erwerbslos|Unterbesch)[A-ZÄÖÜ][\w-]*(?:ung|ungen|nahmen?|heit|keit|brüche|abschlüsse|gänge|abbrecher)(?!\w)|Hartz|SGB(?!.II-Arbeitslos)|Hilfe|Leistungs|Bürgergeld|Grundsicherung|ALG|Alg|[\w-]*(?:[Bb]ezieher|[Ee]mpfänger|[Bb]edürftige|[Bb]erechtigte|[Aa]ufstocker|Kinder|Frauen))"
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
    joined = gap in _JOINED and not _SHARE.match(text, end)
    if asked.quantity.value >= _HIGHEST_RATE or not (bracketed or joined):
        return None
    return Found(_RATE_OF[last.indicator], "rate_beside", same=True)


def _find_share(asked: Asked) -> Found | None:
    """`40 Prozent der Arbeitslosen`, `die Quote der Inanspruchnahme liegt bei 40 Prozent`."""
    passage, quantity = asked.passage, asked.quantity
    if _names_share(passage, quantity.start):
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
    if kind in {"integrationsquote", "quote"} and has_cue(
        passage, "langzeitleistungsbeziehende", asked.before, quantity.start
    ):
        return DENIED  # the rate of a group
    if kind == "quote" and _is_of_placements(asked):
        kind = "integrationsquote"
    if kind == "integrationsquote" and PROJECT.search(passage.text, passage.start, quantity.start):
        return DENIED
    if kind == "quote" and quantity.value >= _HIGHEST_RATE and asked.topic.unit != "percent":
        return NOTHING
    if kind == "quote" and _is_of_other(passage, asked.readings, asked.topic):
        return NOTHING
    of_some = kind != "jugendarbeitslose" and _is_of_some(asked)
    return DENIED if of_some else allow(passage, index, kind, "rate")


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
    if _is_of_some(asked):
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


def _is_of_placements(asked: Asked) -> bool:
    """`Bei der Integration in Arbeit erreichte der Kreis eine Quote von 23,9 Prozent`."""
    passage = asked.passage
    unemployed = any(cue.kind.startswith("arbeitslose") for cue in passage.cues)
    placed = has_cue(passage, "integrationen", asked.before, asked.quantity.end + _BESIDE)
    return placed and not unemployed


def _is_of_other(passage: Passage, readings: Sequence[Reading], topic: Topic) -> bool:
    """`Bei 41.000 Bescheiden entspricht das einer Quote von 3,1 Prozent`: of what was counted."""
    if any(cue.kind in UNEMPLOYED | {"arbeitslosenquote"} for cue in passage.cues):
        return False
    rated, since = (topic.indicator or "").startswith(_HAVE_RATES), max(0, passage.start - _SPOKEN)
    told = rated or _OUT_OF_WORK.search(passage.text, since, passage.end + _SPOKEN)
    counted = [r for r in readings if r.unit in COUNT_UNITS]
    shares = {(r.unit, r.rule) for r in readings} <= {("percent", "none")}
    share = shares and topic.last == "percent" != topic.unit
    if (share and not rated) or (topic.indicator and not told):
        return True  # „12 Prozent haben eine Behinderung. Im Land liegt die Quote bei 11"
    if readings and readings[-1].unit == "fraction" and not (counted or topic.indicator):
        return True  # „Jedes zehnte Kind lebt davon, die Quote beträgt 10,2 Prozent"
    if counted:
        known = topic.indicator or any(r.indicator for r in counted)
        return counted[0].rule == "none" and not known
    return topic.other and not topic.indicator


def _find_rate_elsewhere(passage: Passage, index: int, topic: Topic) -> str | None:
    """`6.902 Arbeitslose. Spitzenreiter ist Bocholt mit 7,1 Prozent`: a town's rate."""
    if passage.quantities[index].value >= _HIGHEST_RATE:
        return None
    rate = topic.indicator if topic.unit == "percent" else _RATE_OF.get(topic.indicator or "")
    return rate if rate and goes_on_elsewhere(passage, index, topic) else None


def _is_of_some(asked: Asked) -> bool:
    """`Die Integrationsquote der Väter lag bei …`: of people who are not all that it is of."""
    passage, before, start = asked.passage, asked.before, asked.quantity.start
    if has_cue(passage, "group", before, start):
        return True
    named = [c for c in passage.cues if c.kind in RATE_KINDS and before <= c.start < start]
    whose = named and _OF_WHOM.match(passage.text, named[-1].end, start)
    whose = whose or _THAT_OF.search(passage.text, before, start)
    if not whose or whose["noun"] in _ALL:
        return False
    noun, at = whose["noun"], whose.start("noun")
    if any(cue.start <= at < cue.end and cue.kind in COUNTS for cue in passage.cues):
        return False
    if has_cue(passage, "young", whose.start(), whose.end()):
        return bool(named) and named[-1].kind == "integrationsquote"  # unemployed, they have one
    return names_people(noun)


def _is_labelled(passage: Passage, index: int) -> bool:
    """`2019: 3,7 Prozent, 2018: 4,0 Prozent`: nothing but the time stands before it."""
    start = passage.quantities[index].start
    before, _ = find_territory(passage, index)
    return passage.dated and _LABEL.search(passage.text, before, start) is not None


def _names_share(passage: Passage, start: int) -> bool:
    """A share is named before, and no rate behind it: `SGB-II-Quote 7,9, Arbeitslosenquote 3,1`."""
    kinds = RATE_KINDS | {"share"}
    named = [c for c in passage.cues if passage.start <= c.start < start and c.kind in kinds]
    if not named or named[-1].kind != "share":
        return False
    return not is_told_as(passage.text, named[-1].start, named[0].end, start)
