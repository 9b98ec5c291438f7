"""What the verbs and objects around people, jobs and money say that they count."""

import re
from collections.abc import Callable, Sequence

from pipelines.statistics.carrying import carry_unemployed, counts_other, tells_circle
from pipelines.statistics.clauses import find_clause_end, find_own_clause
from pipelines.statistics.cues import load_indicators
from pipelines.statistics.deeds import LOOK_AFTER, find_deed, find_who
from pipelines.statistics.doers import attend
from pipelines.statistics.members import counts_members
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.openings import is_open
from pipelines.statistics.passage import (
    BY_CIRCLE,
    DENIED,
    FITTING,
    NOTHING,
    Asked,
    Found,
    Passage,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.plain_nouns import is_generic, is_mere
from pipelines.statistics.projects import PROJECT
from pipelines.statistics.refugees import REFUGEES
from pipelines.statistics.wholes import allow, is_allowed

AGAIN = re.compile(
    r"(?<!\w)(?:(?:Höchst|Tiefst)(?:stand|wert|marke)|Spitzenwert|Rekord(?:wert|hoch|tief)|in\sder\sStatistik|gelegen|waren|sind|es|lag|liegt|betrug|beträgt|noch|gegenüber|Zahl|Wert|Bestand|Niveau|registriert|gemeldet|gezählt|zählte|Schwelle|Marke|Grenze|sie|Sie)(?!\w)"
)
_EQUALS = re.compile(
    r"(?<!\w)(?:entspricht|entsprechen|entsprach|sind\sdas|[Dd]as\ssind|oder|Schwelle|Marke|absolut\w*)(?!\w)"
)
_SO_NOW = re.compile(r"(?:Damit|Somit|Nun|Jetzt|Nunmehr)\s")
"""`Die Zahl der Arbeitslosen sank um sechs. Damit betreut das Jobcenter 1.650 Personen.`"""
_CARES = re.compile(
    r"(?<!\w)(?:sorg(?:t|en|te|ten)\sfür|betreu(?:t|en|te|ten)|kümmer(?:t|n|te|ten)\ssich\sum|(?:zuständig|Ansprechpartner\w*|Anlaufstelle)\sfür|(?:Lebensunterhalt|Existenz(?:minimum)?)\s(?:von|für)|[Bb]etreut\sw[eu]rden(?:\s\d{4})?)\s(?:[a-zäöü]+\s){0,3}$"
)
_IN_CHARGE = re.compile(r"\s(?:im\s[A-Z]\w+\s)?(?:zuständig|verantwortlich)(?!\w)")
"""`sind für 1.400 Menschen zuständig`"""
_OTHER_CARER = re.compile(
    r"(?<!\w)(?:\w+büro|\w*[Vv]ereine?s?|\w*[Ss]tiftung|Tafel|Caritas\w*|Diakonie\w*|AWO|\w*[Bb]eratungsstellen?|\w*[Pp]flege\w*|\w*[Hh]ospiz\w*)(?!\w)"
)
"""`Das Seniorenbüro betreut 700 Menschen`"""
_WHO = re.compile(r",\s(?:die|welche|denen|deren)(?!\w)")
"""`363 Menschen, die Schulden haben`: whom it counts is said behind it."""
_FOR = re.compile(r"(?<!\w)für\s(?:[a-zäöü]+\s){0,2}$")
_ONCE_MORE = re.compile(
    r"(?<!\w)(?:Das\s(?:sind|waren)\s(?:[a-zäöü]+\s){0,2}$|[Bb]undesweit|[Ll]andesweit|[Kk]reisweit|[Ii]n\s(?:(?:ganz|gesamt)\s|[A-ZÄÖÜ][\w-]+\s(?:sind|waren|seien)\ses\s)|[Ii]m\s(?:gesamten|ganzen)\s)"
)
_THEY_WITH = re.compile(r"(?:Sie|Diese)\s[^,.;:()\d]{1,40}\smit\s(?:rund\s|etwa\s)?$")
"""`Sie machten mit 910 Personen ein Viertel der Leistungsbezieher aus`"""
_COUNTED = re.compile(
    r"(?:Registriert|Gemeldet|Gezählt|Erfasst|Verzeichnet|Betroffen)\s(?:sind|waren|seien|w[eu]rden)(?!\w)"
)
"""`Registriert sind 3.412 Personen`: so many of those spoken of."""
_IS_COUNTED = re.compile(
    r"\s(?:(?:sind|waren|seien|wurden)\s)?(?:gemeldet|registriert|gezählt|erfasst|betroffen)(?!\w)"
)
_SUMMED = re.compile(r"(?<!\w)(?:[Zz]usammen|[Ii]nsgesamt|[Ii]n\sSumme|[Uu]nterm\sStrich)(?!\w)")
_REPORTED = re.compile(
    r"(?<!\w)(?:[Gg]emeldet|[Ii]m\sBestand|Stellenpool|Stellenbestand|[Zz]u\s(?:besetzen|haben)|unbesetzt|vakant|offen)(?!\w)"
)


def find_people_of_rate(indicator: str) -> Found:
    """`2,9 Prozent. Das entspricht 6.702 Personen`: the people behind the rate."""
    if not indicator.startswith("arbeitslosenquote"):
        return NOTHING
    return Found(indicator.replace("arbeitslosenquote", "arbeitslose"), "of_rate", same=True)


def find_predicate(passage: Passage, index: int, topic: Topic) -> Found:
    """People or jobs of no nearer description: the sentence's predicate says which statistic."""
    asked = Asked(passage, index, (), topic)
    return next((found for rule in _RULES if (found := rule(asked))), NOTHING)


def _find_by_noun(asked: Asked) -> Found | None:
    """Refugees, the members of households; none for people of a trade or of something else."""
    passage, index, quantity = asked.passage, asked.at, asked.quantity
    if quantity.unit != "person":
        return None
    ukraine = _speaks_of_ukraine(passage, index)
    if REFUGEES.match(quantity.noun):
        return _find_refugees(passage, index) if ukraine else Found(None, "ukraine")
    if not is_generic(quantity) or counts_other(passage, index):
        return NOTHING
    if counts_members(passage, index):
        whose = "gefluechtete_ukraine" if ukraine or passage.ukraine else "leistungsberechtigte"
        return Found(whose, "members")
    return _find_refugees(passage, index) if ukraine else None


def _find_told_of(asked: Asked) -> Found | None:
    """`Damit betreut das Jobcenter 1.650 Personen`, `ein Rückgang um 61 im SGB II`."""
    passage, topic, quantity = asked.passage, asked.topic, asked.quantity
    text, people = passage.text, quantity.unit == "person"
    they = people and _THEY_WITH.match(text, passage.start, quantity.start)
    if they and topic.unit == "person":
        return Found(topic.indicator, "topic", same=True)
    if people and tells_circle(passage, asked.at, topic):
        return carry_unemployed(topic, quantity.unit, "topic")
    goes_on = topic.turned and topic.unit == quantity.unit
    if goes_on and _SO_NOW.match(text, passage.start):
        return Found(topic.indicator, "topic", same=True)
    return None


def _find_cared_for(asked: Asked) -> Found | None:
    """`Sie sorgen für rund 12.000 Menschen`."""
    cared = asked.quantity.unit == "person" and _is_cared_for(asked.passage, asked.at)
    return Found("leistungsberechtigte", "predicate") if cared else None


def _find_done(asked: Asked) -> Found | None:
    """The nearest statistic, or what those people did."""
    passage, index, unit = asked.passage, asked.at, asked.quantity.unit
    kind = find_nearest(passage, index, FITTING[unit or ""])
    if unit == "person":
        deed = find_deed(passage, index)
        kind = deed if deed and find_who(passage, index) else _prefer_deed(kind, deed)
        kind = _prefer_what_staff_did(passage, index, kind)
        if kind == "integrationen" and deed != kind and _is_looked_after(passage, index):
            kind = deed
    return allow(passage, index, kind, "predicate") if kind else None


def _find_reported(asked: Asked) -> Found | None:
    """`412 Stellen sind im Bestand`; those that came in are a flow."""
    passage, quantity, text = asked.passage, asked.quantity, asked.passage.text
    if quantity.unit != "job" or not _REPORTED.search(text, passage.start, passage.end):
        return None
    if PROJECT.search(text, passage.start, passage.end):
        return NOTHING
    allowed = is_allowed(passage, asked.at, "offene_stellen")
    return Found("offene_stellen", "reported") if allowed else DENIED


def _find_concerned(asked: Asked) -> Found | None:
    """`Davon betroffen sind 866 Menschen`: so many of those spoken of."""
    passage, topic = asked.passage, asked.topic
    if not any(cue.kind == "concerned" for cue in passage.cues) or topic.stale:
        return None
    fits = topic.indicator and topic.unit == asked.quantity.unit and not asked.readings
    return Found(topic.indicator, "topic", same=True) if fits else None


def _refuse_described(asked: Asked) -> Found | None:
    """`310 Besucher`, `neue Stellen`: more is said of them than that they are counted."""
    return None if is_mere(asked.passage.text, asked.quantity) else NOTHING


def _find_from_ukraine(asked: Asked) -> Found | None:
    """Behind a sentence on people from Ukraine."""
    theirs = asked.passage.ukraine and asked.quantity.unit == "person"
    return _find_refugees(asked.passage, asked.at) if theirs else None


def _find_people_of(asked: Asked) -> Found | None:
    """The people behind a rate, or of households: `Vor einem Jahr waren es 8.655 Personen`."""
    passage, topic, quantity, text = asked.passage, asked.topic, asked.quantity, asked.passage.text
    if not topic.indicator or topic.stale:
        return None
    equals = _EQUALS.search(text, passage.start, passage.end)
    people = quantity.unit == "person"
    if people and topic.unit == "percent" and (equals or _IS_COUNTED.match(text, quantity.end)):
        return find_people_of_rate(topic.indicator)
    beside = topic.unit == "household" and people and topic.people
    again = passage.dated and AGAIN.search(text, passage.start, quantity.start)
    return Found(topic.people, "topic", same=True) if beside and again else None


def _find_again(asked: Asked) -> Found | None:
    """`Registriert sind 3.412 Personen`: so many of those spoken of."""
    passage, topic, quantity, text = asked.passage, asked.topic, asked.quantity, asked.passage.text
    if not topic.indicator or topic.stale or topic.unit != quantity.unit:
        return None
    if _COUNTED.match(text, passage.start):
        return Found(topic.indicator, "topic", same=True)
    again = (
        passage.dated
        or _ONCE_MORE.search(text, passage.start, quantity.start)
        or _IS_COUNTED.match(text, quantity.end, passage.end)
    )
    came = quantity.unit == "job" and not is_open(passage, asked.at)
    if again and (came or has_cue(passage, "flow", asked.before, asked.behind)):
        return DENIED  # „1.830 Menschen haben sich neu oder erneut arbeitslos gemeldet"
    taken_up = again and _takes_up(passage, asked.at)
    return _take_whole(passage, asked.at, topic) if taken_up else None


_RULES: Sequence[Callable[[Asked], Found | None]] = (
    _find_by_noun,
    _find_told_of,
    _find_cared_for,
    _find_done,
    _find_reported,
    _find_concerned,
    _refuse_described,
    _find_from_ukraine,
    _find_people_of,
    _find_again,
)
"""What is asked of people and jobs, in this order."""


def _take_whole(passage: Passage, index: int, topic: Topic) -> Found:
    """`Im SGB II 4.310 Arbeitslose, im SGB III 2.100. Zusammen sind das 6.410`: of both."""
    start = passage.quantities[index].start
    base = (topic.indicator or "").removesuffix("_sgb2")
    summed = passage.circle == "both" and _SUMMED.search(passage.text, passage.start, start)
    if base in BY_CIRCLE and summed:
        return Found(base, "topic")
    return Found(topic.indicator, "topic", same=True)


def _takes_up(passage: Passage, index: int) -> bool:
    """The number's own clause says no more than that so many there were."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = find_territory(passage, index)
    if _FOR.search(text, before, quantity.start) or _WHO.match(text, quantity.end):
        return False
    if attend(passage, index):
        return False
    end = find_clause_end(text, quantity.end, behind)
    return AGAIN.search(text, passage.start, end) is not None


def _is_cared_for(passage: Passage, index: int) -> bool:
    """`Sie sorgen für rund 12.000 Menschen`: the Jobcenter's clients, whatever they do next."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.value < load_indicators()["leistungsberechtigte"].low:
        return False
    cares = _CARES.search(text, max(passage.start, quantity.start - 60), quantity.start)
    charge = _IN_CHARGE.match(text, quantity.end, passage.end) and _FOR.search(
        text, max(passage.start, quantity.start - 40), quantity.start
    )
    told = (cares or charge) is not None and not _OTHER_CARER.search(
        text, passage.start, quantity.start
    )
    return told and not has_cue(passage, "arbeitslose", passage.start, passage.end)


def _prefer_deed(kind: str | None, deed: str | None) -> str | None:
    """`Wer ein Jahr arbeitslos war, fand eine Stelle`: the deed counts, not who did it."""
    if kind in {None, "leistungsberechtigte", "einwohner"}:
        return deed or kind
    out_of_work = kind in {"arbeitslose", "arbeitslose_sgb2", "langzeitarbeitslose"}
    return deed if out_of_work and deed == "integrationen" else kind


def _prefer_what_staff_did(passage: Passage, index: int, kind: str | None) -> str | None:
    """`Die Mitarbeitenden konnten 171 Personen in Arbeit vermitteln`: whom they placed."""
    start = passage.quantities[index].start
    if kind != "beschaeftigte_jobcenter" or not has_cue(passage, kind, passage.start, start):
        return kind
    return "integrationen" if find_deed(passage, index) == "integrationen" else kind


def _is_looked_after(passage: Passage, index: int) -> bool:
    """`Der Verein vermittelt Patenschaften, Ehrenamtliche betreuen 70 Jugendliche`."""
    own = find_own_clause(passage, index)
    said = has_cue(passage, "integrationen", *own)
    return not said and LOOK_AFTER.search(passage.text, *own) is not None


def _speaks_of_ukraine(passage: Passage, index: int) -> bool:
    """The sentence speaks of people from Ukraine, and not as a part of those counted here."""
    end = passage.quantities[index].end
    parts = [cue.start for cue in passage.cues if cue.kind == "part" and cue.start >= end]
    until = min([passage.end, *parts])
    return any(has_cue(passage, kind, passage.start, until) for kind in ("ukraine", "war"))


def _find_refugees(passage: Passage, index: int) -> Found:
    allowed = is_allowed(passage, index, "gefluechtete_ukraine")
    return Found("gefluechtete_ukraine", "ukraine") if allowed else DENIED
