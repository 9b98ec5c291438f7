"""What the verbs and objects around people, jobs and money say that they count."""

import re

from pipelines.german.nouns import is_person, read_noun
from pipelines.german.quantities import Quantity
from pipelines.statistics.aims import is_planned
from pipelines.statistics.carrying import carry_unemployed, counts_other, speaks_of_it, tells_circle
from pipelines.statistics.clauses import find_clause_end, find_own_clause
from pipelines.statistics.cues import load_indicators, load_phrase
from pipelines.statistics.deeds import find_deed, find_who
from pipelines.statistics.doers import attend
from pipelines.statistics.members import counts_members
from pipelines.statistics.nearest import find_nearest, is_counted
from pipelines.statistics.passage import (
    BY_CIRCLE,
    DENIED,
    FITTING,
    NOTHING,
    Found,
    Passage,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.projects import PROJECT
from pipelines.statistics.refugees import REFUGEES
from pipelines.statistics.wholes import MOST_MUNICIPAL, allow, is_allowed

_GENERIC = frozenset(load_phrase("people"))
"""Nouns that say no more than that people are counted: the predicate says which."""
AGAIN = re.compile(
    r"(?<!\w)(?:(?:Höchst|Tiefst)(?:stand|wert|marke)|Spitzenwert|Rekord(?:wert|hoch|tief)|in\sder\sStatistik|gelegen|waren|sind|es|lag|liegt|betrug|beträgt|noch|nach|gegenüber|Zahl|Wert|Bestand|Niveau|registriert|gemeldet|gezählt|zählte|Schwelle|Marke|Grenze|sie|Sie)(?!\w)"
)
_EQUALS = re.compile(
    r"(?<!\w)(?:entspricht|entsprechen|entsprach|sind\sdas|[Dd]as\ssind|oder|Schwelle|Marke|absolut\w*)(?!\w)"
)
_OUT_OF = re.compile(r"\s(?:von|der|aus|unter)\s(?:den\s|diesen\s)?(?:insgesamt\s)?")
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
_LOOK_AFTER = re.compile(r"(?<!\w)(?:betreu|begleit|unterstütz|kümmer|berat|beriet)\w*")
_WOMEN = re.compile(r"(?:[*:_/]-?|(?<=[a-zäöüß])(?=I))?[Ii]nnen$")
_FOR = re.compile(r"(?<!\w)für\s(?:[a-zäöü]+\s){0,2}$")
_CROWD = 100
"""So many people of a town are no trade: `12 Schweißer`."""
_MERE = frozenset({"Personen", "Menschen", "Stellen", "Arbeitsstellen"})
_ONCE_MORE = re.compile(
    r"(?<!\w)(?:Das\s(?:sind|waren)\s(?:[a-zäöü]+\s){0,2}$|[Bb]undesweit|[Ll]andesweit|[Kk]reisweit|[Ii]n\s(?:ganz|gesamt)\s|[Ii]m\s(?:gesamten|ganzen)\s)"
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
_BOTH_SEXES = re.compile(r"\s(?:Frauen\sund\sMänner|Männer\sund\sFrauen)n?")
_CAME_IN = re.compile(
    r"(?<!\w)(?:gingen|gehen|ging)\s(?:[^.;:()]|\.(?=\d)){0,80}(?<!\w)ein(?=[.,;]|\sund\s|$)|(?<!\w)(?:eingegangen|hinzugekommen|hereingekommen)(?!\w)"
)
"""`412 Stellen gingen im Januar ein`"""
_REPORTED = re.compile(
    r"(?<!\w)(?:[Gg]emeldet|[Ii]m\sBestand|Stellenpool|Stellenbestand|[Zz]u\s(?:besetzen|haben)|unbesetzt|vakant|offen|Stellenangebot)(?!\w)"
)


_REACH = 90
_ALONE = re.compile(
    r"""(?<!\w)in\s(?:(?:(?:eigener|alleiniger|kommunaler)\s){1,2}(?:Verantwortung|Zuständigkeit|Regie|Trägerschaft)
    |Eigenregie|Eigenverantwortung)(?!\w)|(?<!\w)[Oo]ptieren\w*|(?<!\w)optiert(?!\w)
    |(?<!\w)(?:sind|waren|wurden|werden|als)\s(?:[a-zäöüß]+\s){0,2}(?:Optionskommune|zugelassene)n?(?!\w)
    |^\sOptionskommunen(?!\w)""",
    re.VERBOSE,
)
"""`104 Kreise nehmen die Aufgabe in eigener Verantwortung wahr`"""


def find_people_of_rate(indicator: str) -> Found:
    """`2,9 Prozent. Das entspricht 6.702 Personen`: the people behind the rate."""
    if not indicator.startswith("arbeitslosenquote"):
        return NOTHING
    return Found(indicator.replace("arbeitslosenquote", "arbeitslose"), "of_rate", same=True)


def find_jobcenters(passage: Passage, index: int) -> Found:
    """`16 der insgesamt 26 Jobcenter sind kommunal`: the first of the two."""
    quantity, text = passage.quantities[index], passage.text
    if index + 1 < len(passage.quantities) and quantity.end == quantity.number.end:
        later = passage.quantities[index + 1]
        if (
            later.unit == "organisation"
            and _OUT_OF.fullmatch(text, quantity.end, later.number.start)
            and has_cue(passage, "kommunale_jobcenter", later.number.end, passage.end)
        ):
            return Found("kommunale_jobcenter", "out_of")
    if index and passage.quantities[index - 1].unit in {None, "organisation"}:
        return NOTHING  # „16 von 26 Jobcentern in kommunaler Regie"
    _, behind = find_territory(passage, index)
    low = quantity.value <= MOST_MUNICIPAL and not passage.turns[index]
    if low and _ALONE.search(text[quantity.end : behind]):
        return allow(passage, index, "kommunale_jobcenter", "predicate")
    return NOTHING


def find_municipal(passage: Passage, index: int, topic: Topic) -> Found | None:
    """`Die Zahl der Optionskommunen stieg auf 108`; else „kommunal" says whose they are."""
    quantity, text = passage.quantities[index], passage.text
    low = quantity.value == int(quantity.value) and quantity.value <= MOST_MUNICIPAL
    if not low or passage.turns[index]:
        return None
    before = max(passage.start, quantity.start - _REACH)
    for cue in passage.cues:
        named = cue.kind == "kommunale_jobcenter" and before <= cue.start < quantity.start
        if named and is_counted(text, cue, passage.start):
            return DENIED if is_planned(passage, index) else Found(cue.kind, "subject")
    goes_on = topic.indicator == "kommunale_jobcenter" and not topic.stale
    if goes_on and speaks_of_it(passage, index):
        return DENIED if is_planned(passage, index) else Found(topic.indicator, "topic")
    return None


def find_predicate(passage: Passage, index: int, topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """People or jobs of no nearer description: the sentence's predicate says which statistic."""
    quantity, text = passage.quantities[index], passage.text
    ukraine = _speaks_of_ukraine(passage, index)
    if quantity.unit == "person":
        if REFUGEES.match(quantity.noun):
            return _find_refugees(passage, index) if ukraine else Found(None, "ukraine")
        if not _is_generic(quantity) or counts_other(passage, index):
            return NOTHING
        if counts_members(passage, index):
            whose = "gefluechtete_ukraine" if ukraine or passage.ukraine else "leistungsberechtigte"
            return Found(whose, "members")
        if ukraine:
            return _find_refugees(passage, index)
        if _THEY_WITH.match(text, passage.start, quantity.start) and topic.unit == "person":
            return Found(topic.indicator, "topic", same=True)
    if quantity.unit == "person" and tells_circle(passage, index, topic):
        return carry_unemployed(topic, quantity.unit, "topic")
    if topic.turned and topic.unit == quantity.unit and _SO_NOW.match(text, passage.start):
        return Found(topic.indicator, "topic", same=True)
    if quantity.unit == "person" and _is_cared_for(passage, index):
        return Found("leistungsberechtigte", "predicate")
    kind = find_nearest(passage, index, FITTING[quantity.unit or ""])
    if quantity.unit == "person":
        deed = find_deed(passage, index)
        kind = deed if deed and find_who(passage, index) else _prefer_deed(kind, deed)
        kind = _prefer_what_staff_did(passage, index, kind)
        if kind == "integrationen" and deed != kind and _is_looked_after(passage, index):
            kind = deed
    if kind:
        return allow(passage, index, kind, "predicate")
    if quantity.unit == "job" and _REPORTED.search(text, passage.start, passage.end):
        if PROJECT.search(text, passage.start, passage.end):
            return NOTHING
        new = " neu" in text[quantity.number.end : quantity.end] or _CAME_IN.search(
            text, *find_territory(passage, index)
        )  # they came in: a flow
        allowed = not new and is_allowed(passage, index, "offene_stellen")
        return Found("offene_stellen", "reported") if allowed else DENIED
    mere = quantity.noun in _MERE or _names_both_sexes(passage, index)
    if not mere or " neue" in text[quantity.number.end : quantity.end]:
        return NOTHING
    if passage.ukraine and quantity.unit == "person":
        return _find_refugees(passage, index)
    if topic.indicator and not topic.stale:
        equals = _EQUALS.search(text, passage.start, passage.end)
        if topic.unit == "percent" and (equals or _IS_COUNTED.match(text, quantity.end)):
            return find_people_of_rate(topic.indicator)
        again = topic.unit == quantity.unit and (
            passage.dated
            or _ONCE_MORE.search(text, passage.start, quantity.start)
            or _IS_COUNTED.match(text, quantity.end, passage.end)
        )
        beside = topic.unit == "household" and quantity.unit == "person" and topic.people
        if beside and AGAIN.search(text, passage.start, quantity.start) and passage.dated:
            return Found(
                topic.people, "topic", same=True
            )  # „Vor einem Jahr waren es 8.655 Personen"
        if topic.unit == quantity.unit and _COUNTED.match(text, passage.start):
            return Found(topic.indicator, "topic", same=True)
        if again and has_cue(passage, "flow", *find_territory(passage, index)):
            return DENIED  # „1.830 Menschen haben sich neu oder erneut arbeitslos gemeldet"
        if again and _takes_up(passage, index):
            return _take_whole(passage, index, topic)
    return NOTHING


def _names_both_sexes(passage: Passage, index: int) -> bool:
    """`4.310 Frauen und Männer`: people, of whom no more is said."""
    quantity = passage.quantities[index]
    return _BOTH_SEXES.fullmatch(passage.text, quantity.number.end, quantity.end) is not None


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
    return not said and _LOOK_AFTER.search(passage.text, *own) is not None


def _is_generic(quantity: Quantity) -> bool:
    """`Menschen`, `Teilnehmende`, and people of a town: `Fuldaer`, of which no line says more."""
    noun = quantity.noun
    if noun in _GENERIC or noun.startswith("Teilnehm"):
        return True
    he = _WOMEN.sub("", noun)
    if f"{he}innen" in _GENERIC:
        return True  # „Kund*innen", „BürgerInnen"
    return quantity.value >= _CROWD and read_noun(he) is None and is_person(he)


def _speaks_of_ukraine(passage: Passage, index: int) -> bool:
    """The sentence speaks of people from Ukraine, and not as a part of those counted here."""
    end = passage.quantities[index].end
    parts = [cue.start for cue in passage.cues if cue.kind == "part" and cue.start >= end]
    until = min([passage.end, *parts])
    return any(has_cue(passage, kind, passage.start, until) for kind in ("ukraine", "war"))


def _find_refugees(passage: Passage, index: int) -> Found:
    allowed = is_allowed(passage, index, "gefluechtete_ukraine")
    return Found("gefluechtete_ukraine", "ukraine") if allowed else DENIED
