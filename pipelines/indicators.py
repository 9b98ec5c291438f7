"""Which statistic each quantity of a sentence reports, and the unit that a bare number has."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from pipelines.cues import Cue, load_indicators
from pipelines.german.change import Turn
from pipelines.german.quantities import Quantity
from pipelines.german.units import find_remote_unit, read_noun

MEASURED = frozenset({"year", "month", "week", "day", "hour", "minute", "byte", "m2"})
"""Units that belong to no statistic and have no period."""

_COUNT_UNITS = frozenset({"person", "household", "case", "job", "place", "organisation"})
_RATE_KINDS = frozenset(
    {"arbeitslosenquote", "arbeitslosenquote_sgb2", "integrationsquote", "unterbeschaeftigungsquote", "jugendarbeitslosenquote", "quote"}
)  # fmt: skip
_PERSONS = frozenset(
    {
        "arbeitslose", "leistungsberechtigte", "erwerbsfaehige_leistungsberechtigte",
        "langzeitleistungsbeziehende", "langzeitarbeitslose", "jugendarbeitslose",
        "integrationen", "massnahmeteilnehmende", "gefluechtete_ukraine", "einwohner",
        "beschaeftigte_jobcenter", "unterbeschaeftigung",
    }
)  # fmt: skip
_FITTING = {
    "person": _PERSONS,
    "case": frozenset({"integrationen", "neuantraege"}),
    "household": frozenset({"bedarfsgemeinschaften"}),
    "job": frozenset({"offene_stellen", "ausbildungsstellen", "beschaeftigte_jobcenter"}),
    "place": frozenset({"ausbildungsstellen"}),
    "organisation": frozenset({"kommunale_jobcenter"}),
    "EUR": frozenset({"ausgaben"}),
}
_COUNTS = frozenset().union(*_FITTING.values())
_OF_A_GROUP = frozenset(
    {
        "arbeitslose",
        "arbeitslose_sgb2",
        "leistungsberechtigte",
        "erwerbsfaehige_leistungsberechtigte",
        "bedarfsgemeinschaften",
        "integrationen",
        "langzeitarbeitslose",
    }
)
_NARROWER = frozenset(
    {
        "erwerbsfaehige_leistungsberechtigte",
        "langzeitarbeitslose",
        "langzeitleistungsbeziehende",
        "jugendarbeitslose",
    }
)
_OF_PROJECTS = frozenset(
    {"integrationen", "leistungsberechtigte", "massnahmeteilnehmende", "langzeitarbeitslose"}
)
_CIRCLES = frozenset({"sgb2", "sgb3", "jobcenter", "both"})
_GENERIC = frozenset(
    {
        "Menschen", "Personen", "Person", "Frauen", "Männer", "Männern", "Leute", "Leuten", "Kundinnen",
        "Kunden", "Klientinnen", "Klienten", "Bürgerinnen", "Bürger", "Bürgern", "Betroffene", "Betroffenen",
        "Jugendliche", "Jugendlichen", "Erwachsene", "Erwachsenen", "Arbeitssuchende", "Arbeitsuchende",
        "Arbeitsuchenden", "Arbeitssuchenden", "Berechtigte", "Berechtigten", "Erwerbspersonen",
    }
)  # fmt: skip
"""Nouns that say no more than that people are counted: the predicate says which."""

_TOTAL_OF = re.compile(
    r"(?:[Zz]ahl|Anzahl|Summe|Menge|Bestand)(?:en)?(?:\s(?:der|von|an|aller|dieser))?\s(?:[a-zäöüß]+\s){0,2}(?P<noun>[A-ZÄÖÜ][\w\u00ad-]+)"
)
_NUMBER_WORD = re.compile(r"(?<!\w)(?P<noun>[A-ZÄÖÜ][\w-]{2,30}?)zahl(?:en)?(?!\w)")
_LABEL = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][\w\u00ad/*-]+)(?:\s\([^()\n]{0,40}\)|\s[a-zäöüß]+){0,2}(?:\s[A-ZÄÖÜ][\w-]+)?\s?[:|\t][^\d:|\n]{0,6}$"
)
_SHARE = re.compile(r"\s(?:der|aller|von|des|davon|dieser|unserer|seiner|ihrer)(?!\w)")
_AGAIN = re.compile(
    r"(?<!\w)(?:waren|sind|es|lag|liegt|betrug|beträgt|noch|nach|gegenüber|Zahl|Wert|Bestand|Niveau|registriert|gemeldet|gezählt|zählte|Schwelle|Marke|Grenze|sie|Sie)(?!\w)"
)
_ITS_NUMBER = re.compile(r"(?<!\w)(?:Zahl|Quote|Wert|Bestand|Schwelle|Marke)(?!\w)")
_EQUALS = re.compile(
    r"(?<!\w)(?:entspricht|entsprechen|entsprach|sind\sdas|[Dd]as\ssind|oder|Schwelle|Marke|absolut\w*)(?!\w)"
)
_NO_SPENDING = re.compile(
    r"(?<!\w)(?:(?:pro|je)\s(?!Monat|Jahr|Quartal)\w+|Projekt\w*|Vorhaben|gefördert|fördert\w*|Fördersumme|Sozialfonds|ESF|Zuschuss|Eigenanteil|kostet\w*|gekostet|Umbau\w*|Landesprogramm\w*|Spende\w*|sagte|reserviert)(?!\w)"
)
_OTHER_EMPLOYER = re.compile(
    r"(?<!\w)(?:Betrieb\w*|Unternehmen\w*|Firm\w+|GmbH|AG|sozialversicherungspflichtig\w*|Werkstatt|Schreinerei|Hotel|Arbeitgeber\w*|Kreisverwaltung|Klinik\w*)(?!\w)"
)
_PROJECT = re.compile(
    r"§\s?16[a-z]|(?<!\w)(?:Projekt\w*|50plus|Bundesprogramm\w*|Jobmesse\w*|Messe)(?!\w)"
)
_FROM_WHOLE = re.compile(
    r"(?<!\w)(?:[Vv]on\s(?:den\s|diesen\s|unseren\s|insgesamt\s|allen\s)+|(?:^|[.:;]\s)Von\s)(?:insgesamt\s)?$"
)
_OUT_OF = re.compile(r"\s(?:von|der|aus|unter)\s(?:den\s|diesen\s)?(?:insgesamt\s)?")
_TIME_PART = re.compile(r"davon\s(?:allein|alleine|nur)?\s?(?:im|in)\s")
_AGED = re.compile(
    r"(?<!\w)(?:jüngste[nrs]?|älteste[nrs]?|Jüngste[nr]?|Älteste[nr]?)\s(?:war\s|ist\s|sei\s)?$"
)
_GRADE = re.compile(r"(?<!\w)(?:Note|Grad\w*|Schnitt|Durchschnittsnote)\s(?:[a-zäöü]+\s){0,3}$")
_PERSON_VERB = re.compile(
    r"\s(?:(?:von|unter)\sihnen|davon|weitere[nr]?|haben|hatten|kamen|nahmen|verließen|fanden|arbeiten|schafften|sind|waren|wurden|konnten)(?!\w)"
)
_WORK = r"(?:Arbeit|Beschäftigung|Stelle|Job|Ausbildung|Lehre|Anstellung|Arbeitsstelle|Arbeitsplatz|Ausbildungsplatz|Lehrstelle|Erwerbstätigkeit|Arbeitsmarkt|Arbeitsverhältnis|Beschäftigungsverhältnis|Selbstständigkeit|Selbständigkeit|Tätigkeit)"
_TAKE = r"(?:auf(?:nehmen|genommen|nahmen|zunehmen)|nahmen|gefunden|fanden|finden|antreten|angetreten|traten|gebracht|bringen|begonnen|begannen|vermittel\w*|integrier\w*|geebnet|ebnen|eingemündet|einmünde\w*|gewechselt|kamen|geschafft|schafften|verholfen|verhalf\w*|half|halfen|helfen|zurückgefunden|eingestellt)"
_PLACED = re.compile(
    rf"(?<!\w){_WORK}(?!\w)[^.;:()]{{0,60}}?(?<!\w){_TAKE}(?!\w)|(?<!\w){_TAKE}(?!\w)[^.;:()]{{0,80}}?(?<!\w){_WORK}(?!\w)"
)
_RECEIVE = re.compile(
    r"(?<!\w)(?:bezieh\w*|bezog\w*|erhielt\w*|erhalt\w*|erhält|bekamen|bekommen|empfang\w*|empfing\w*|leben\svon|lebten\svon|lebt\svon|angewiesen|Bezug|unterstützt\w*|versorgt\w*|betreut\w*)(?!\w)"
)
_WORKS = re.compile(r"(?<!\w)(?:arbeite(?:n|ten|t)|beschäftig\w+|tätig)(?!\w)")
_LOOK_AFTER = re.compile(
    r"(?<!\w)(?:betreu\w*|zuständig|begleite\w*|kümmer\w*|unterstütz\w*|sorg\w+\sfür)(?!\w)"
)
_GROUP_BEHIND = re.compile(
    r"\s(?:mit|ohne)\s(?:[a-zäöüß]+\s){0,2}(?:Kind\w*|Migrationshintergrund|Berufsabschluss|Abschluss|Ausbildung|Berufsausbildung|Behinderung\w*|Schwerbehinderung|Schulabschluss|Pass|Staatsangehörigkeit|Person)(?!\w)"
)
_GAVE_OUT = re.compile(r"(?<!\w)g(?:ab|aben|ibt|eben)(?!\w)[^.;]{0,120}?\saus(?=[\s.,;]|$)")
_PLACE_PART = re.compile(r"\s?(?:davon|darunter)\s(?:allein\s)?(?:in|im|aus)\s")
_THEREIN = re.compile(r"(?<!\w)(?:in\s(?:denen|diesen|ihnen)|darin|dahinter|dazu\sgehören)(?!\w)")
_LABOUR_FORCE = re.compile(r"\s(?:der|aller)\s(?:\w+\s){0,2}Erwerbspersonen")
_NEXT_ITEM = re.compile(r"\s(?:und|sowie)\s|;|,\s(?!die\s|der\s|das\s|welche)")
_REPORTED = re.compile(
    r"(?<!\w)(?:gemeldet|[Ii]m\sBestand|Stellenpool|Stellenbestand|zu\sbesetzen|unbesetzt)(?!\w)"
)
_STOP = re.compile(r"[,;:().–]")
_POST = re.compile(
    r"(?<!\w)(?:Kreistag\w*|Stellenplan\w*|bewillig\w*|geschaffen|schaffen|wegfallen|fallen|gestrichen|Personal\w*)(?!\w)"
)
_PAIR = re.compile(r"\s?(?:nach|gegenüber|statt)\s(?:zuvor\s|noch\s)?$")


RULES = frozenset(
    {
        "noun", "part_noun", "part", "part_time", "part_place", "change", "change_of_level",
        "change_of_topic", "change_of_budget", "posts", "rate", "rate_of_topic", "series", "subject",
        "topic", "list", "of_rate", "pair", "out_of", "members", "predicate", "ukraine", "households",
        "reported", "spending", "spending_goes_on", "denied", "none",
    }
)  # fmt: skip
"""The names of the rules here; each has two examples of its own under tests/."""


class Topic(NamedTuple):
    """What the text speaks of so far: the last statistic, its unit, and the last unit counted."""

    indicator: str | None = None
    unit: str = ""
    counted: str = ""
    scale: Decimal | None = None
    """The factor of its last number: `9,8 Millionen`."""
    stale: bool = False
    """It stands in an earlier paragraph."""


@frozen
class Passage:
    """A sentence with what was found in it; offsets are the whole text's."""

    text: str
    start: int
    end: int
    quantities: Sequence[Quantity]
    turns: Sequence[Turn | None]
    cues: Sequence[Cue]
    dated: bool
    """It holds a date."""
    circle: str
    """The legal circle where the sentence itself names none: sgb2, both or sgb3."""
    ukraine: bool = False
    """The sentence before speaks of people from Ukraine."""
    part: bool = False
    """It is an item of a list that parts a statistic (`Davon sind …:`)."""
    project: bool = False
    """The announcement is about a single project or measure with a name of its own."""


@frozen
class Reading:
    """What a quantity reports: its unit, its statistic (or none), and the rule that says so."""

    unit: str
    indicator: str | None
    rule: str
    scale: Decimal | None = None
    """The factor that an earlier number's scale lends to this one: `9,8 Millionen, dann 10,9`."""


class _Found(NamedTuple):
    """A statistic before its legal circle is settled; `same` is one already settled."""

    kind: str | None
    rule: str
    same: bool = False


_NOTHING = _Found(None, "none")
_DENIED = _Found(None, "denied")
"""A statistic is named, but a plan or a single group of it is meant; the next may be the whole."""


def read_statistics(passage: Passage, topic: Topic) -> tuple[list[Reading], Topic]:
    """The statistic of each quantity of a passage, and the topic after it."""
    readings: list[Reading] = []
    for index, quantity in enumerate(passage.quantities):
        aged = _find_age(passage, quantity)
        found = _NOTHING if aged else _find(passage, index, readings, topic)
        indicator = found.kind
        if indicator and not found.same:
            indicator = _settle(passage, index, indicator, topic)
        unit = aged or _find_unit(passage, index, indicator, found, readings, topic)
        scale = _lend_scale(quantity, unit, found, topic)
        readings.append(Reading(unit, indicator, found.rule, scale))
        topic = _turn_topic(topic, readings[-1], passage.turns[index], quantity)
    return readings, topic


def _lend_scale(quantity: Quantity, unit: str, found: _Found, topic: Topic) -> Decimal | None:
    """A bare decimal that goes on with an amount in millions is in millions too."""
    bare = quantity.unit is None and quantity.number.scale is None and quantity.value < 1000
    return topic.scale if bare and found.same and unit == topic.unit == "EUR" else None


def _turn_topic(topic: Topic, reading: Reading, turn: Turn | None, quantity: Quantity) -> Topic:
    counted = reading.unit if reading.unit in _COUNT_UNITS else topic.counted
    if reading.indicator and not turn and reading.unit != "percentage_point":
        return Topic(
            reading.indicator, reading.unit, counted, quantity.number.scale or reading.scale
        )
    return topic._replace(counted=counted)


def _modifier_words(passage: Passage, quantity: Quantity) -> str:
    """The words of the modifier before a number, in lower case."""
    return passage.text[quantity.start : quantity.number.start].lower()


def _find_age(passage: Passage, quantity: Quantity) -> str | None:
    """`Kinder unter 15`, `die jüngste 15`: an age without its unit."""
    if (
        quantity.unit is not None
        or quantity.number.kind != "digits"
        or not 5 <= quantity.value <= 99
    ):
        return None
    lead = passage.text[max(passage.start, quantity.start - 40) : quantity.start]
    if _AGED.search(lead):
        return "year"
    words = lead.split()
    if _modifier_words(passage, quantity).startswith(("älter", "jünger")):
        return "year"
    if quantity.modifier in {"<", ">", ">=", "<="} and words and words[-1][0].isupper():
        return "year" if read_noun(words[-1].strip('()„“"')) == "person" else None
    return None


def _find(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> _Found:
    """The statistic of one quantity, by what stands nearest to it."""
    quantity, turn = passage.quantities[index], passage.turns[index]
    if quantity.unit in MEASURED or (quantity.unit == "fraction" and not turn):
        return _NOTHING
    if _is_ratio(passage, index):
        return _NOTHING
    direct = _direct(passage, index)
    if direct:
        return _Found(direct, "noun") if _is_allowed(passage, index, direct) else _DENIED
    if turn:
        return _find_changed(passage, index, readings, topic)
    if _is_part(passage, index):
        return _find_part(passage, index, readings)
    if quantity.unit in {"percent", "percentage_point"}:
        return _find_rate(passage, index, readings, topic)
    if quantity.unit is None:
        return _find_bare(passage, index, readings, topic)
    if quantity.unit == "EUR":
        return _find_spending(passage, index, readings, topic)
    if quantity.unit == "organisation":
        return _find_jobcenters(passage, index)
    if quantity.noun in {"Haushalte", "Haushalten"}:
        receives = _RECEIVE.search(passage.text, passage.start, passage.end)
        named = _has(passage, "sgb2", passage.start, passage.end)
        return _Found("bedarfsgemeinschaften", "households") if receives and named else _NOTHING
    if quantity.unit in {"person", "job"}:
        return _find_predicate(passage, index, readings, topic)
    return _NOTHING


def _direct(passage: Passage, index: int) -> str | None:
    """The statistic that the counted noun itself is."""
    quantity = passage.quantities[index]
    fitting = _FITTING.get(quantity.unit or "")
    if not fitting:
        return None
    for cue in passage.cues:
        if cue.start >= quantity.end:
            break
        if cue.start >= quantity.number.end and cue.kind == "other":
            return None
        if cue.start >= quantity.number.end and cue.kind in fitting:
            return _by_predicate(passage, index, cue.kind)
    return None


def _is_ratio(passage: Passage, index: int) -> bool:
    """`vier von fünf Vermittelten`: a share in two numbers, none of them a statistic."""
    quantities, text = passage.quantities, passage.text
    if quantities[index].value > 100:
        return False
    for one, other in ((index, index + 1), (index - 1, index)):
        if one < 0 or other >= len(quantities) or quantities[one].value >= quantities[other].value:
            continue
        if quantities[other].value <= 20 and text[
            quantities[one].end : quantities[other].start
        ] in {" von ", " von den "}:
            return True
    return False


def _by_predicate(passage: Passage, index: int, kind: str) -> str:
    """`14.690 Leistungsberechtigte gelten als erwerbsfähig`: the predicate narrows the noun."""
    if kind not in {"leistungsberechtigte", "arbeitslose"}:
        return kind
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    if _PLACED.search(passage.text, before, behind):
        return "integrationen"
    if kind == "leistungsberechtigte":
        parts = [c.start for c in passage.cues if c.kind == "part" and c.start >= quantity.end]
        behind = min([behind, *parts])
        if _has(passage, "erwerbsfaehige_leistungsberechtigte", quantity.end, behind):
            return "erwerbsfaehige_leistungsberechtigte"
        if _has(passage, "arbeitslose", quantity.end, behind):
            return "arbeitslose_sgb2"
    return kind


def _territory(passage: Passage, index: int) -> tuple[int, int]:
    """From the quantity before to the next one: what most likely speaks of this one."""
    before = passage.quantities[index - 1].end if index else passage.start
    last = index + 1 == len(passage.quantities)
    return before, passage.end if last else passage.quantities[index + 1].start


def _has(passage: Passage, kind: str, start: int, end: int) -> bool:
    return any(cue.kind == kind and start <= cue.start < end for cue in passage.cues)


def _is_part(passage: Passage, index: int) -> bool:
    """`davon 88 in Ausbildung`, `118 von ihnen`, `von 142 Beschäftigten arbeiten 58`."""
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    if _has(passage, "part", before, quantity.start):
        return True
    if any(
        cue.kind == "part"
        and quantity.end <= cue.start <= min(behind, quantity.end + 12)
        and not _STOP.search(passage.text, quantity.end, cue.start)
        for cue in passage.cues
    ):
        return True
    text = passage.text
    if quantity.unit not in {None, "person", "household", "job", "case"}:
        return False
    if text[max(0, quantity.start - 5) : quantity.start] == " auf ":
        return False
    if passage.part:
        return True
    return any(
        (earlier.unit in _COUNT_UNITS
        and text[passage.start : earlier.start].strip(" „*–-•") == "Von")
        or _FROM_WHOLE.search(text, max(passage.start, earlier.start - 24), earlier.start)
        for earlier in passage.quantities[:index]
    )


def _find_part(passage: Passage, index: int, readings: Sequence[Reading]) -> _Found:
    """A part has a statistic only if its own words name one, a legal circle, or a shorter time."""
    quantity = passage.quantities[index]
    _, behind = _territory(passage, index)
    if quantity.unit in {"percent", "percentage_point", "fraction", "EUR"}:
        return _Found(None, "part")
    text = passage.text
    last = next((r.indicator for r in reversed(readings) if r.indicator), None)
    if last == "kommunale_jobcenter" and _PLACE_PART.search(
        text, quantity.start - 30, quantity.end + 24
    ):
        return _Found(last, "part_place", same=True)
    for cue in passage.cues:
        if quantity.end <= cue.start < behind and cue.kind in _NARROWER | {"arbeitslose"}:
            if re.search(r"\sund\s|;", text[quantity.end : cue.start]):
                break
            return _Found(cue.kind, "part_noun")
    before, _ = _territory(passage, index)
    for cue in passage.cues:
        if before <= cue.start < quantity.start and cue.kind in _NARROWER:
            return _Found(cue.kind, "part_noun")
    circle = _own_circle(passage, index)
    if circle and last in {"arbeitslose", "arbeitslose_sgb2"}:
        return _Found("arbeitslose" if circle == "sgb2" else None, "part")
    if last and passage.dated and _TIME_PART.search(text, quantity.end, behind):
        return _Found(last, "part_time", same=True)
    return _Found(None, "part")


def _find_changed(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> _Found:
    """What a difference is a change of: the level before it, its clause's statistic, the topic."""
    quantity = passage.quantities[index]
    unit = quantity.unit
    relative = unit in {"percent", "percentage_point", "fraction", None}
    if unit == "percentage_point":
        fitting = _RATE_KINDS | {"jugendarbeitslose", "unterbeschaeftigung"}
    elif relative:
        fitting = _COUNTS | _RATE_KINDS
    else:
        fitting = _FITTING.get(unit or "", frozenset())
    if unit == "EUR" and quantity.value < 10000:
        return _NOTHING
    before, _ = _territory(passage, index)
    between = any(
        cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues
    )
    level = next((r for r in reversed(readings) if r.unit not in MEASURED), None)
    if level and not between and (relative or level.unit == unit):
        return _Found(level.indicator, "change_of_level", same=True)
    if unit == "job" and _creates_posts(passage):
        return _Found("beschaeftigte_jobcenter", "posts")
    kind = _nearest(passage, index, fitting)
    if (
        kind == "ausgaben"
        and unit != "EUR"
        and topic.indicator not in {None, "ausgaben"}
        and not between
    ):
        kind = None
    if kind:
        return _Found(kind, "change") if _is_allowed(passage, index, kind) else _DENIED
    if (
        unit == "EUR"
        and quantity.value >= 100000
        and _has(passage, "jobcenter", passage.start, passage.end)
    ):
        return _Found("ausgaben", "change_of_budget")
    if topic.indicator and not topic.stale and (relative or topic.unit == unit):
        return _Found(topic.indicator, "change_of_topic", same=True)
    return _NOTHING


def _creates_posts(passage: Passage) -> bool:
    """`zusätzliche 21 Stellen, die der Kreistag bewilligte`: posts of the Jobcenter itself."""
    return bool(_POST.search(passage.text, passage.start, passage.end)) and not (
        _OTHER_EMPLOYER.search(passage.text, passage.start, passage.end)
    )


def _nearest(passage: Passage, index: int, fitting: frozenset[str]) -> str | None:
    """The kind of the nearest fitting cue; before the quantity rather than behind it."""
    quantity = passage.quantities[index]
    best: tuple[int, str] | None = None
    for cue in passage.cues:
        if cue.kind not in fitting and cue.kind != "other":
            continue
        if cue.end <= quantity.start:
            gap = passage.text[cue.end : quantity.start]
            cost = len(gap)
        elif cue.start >= quantity.end:
            gap = passage.text[quantity.end : cue.start]
            between = sum(quantity.end <= q.start < cue.start for q in passage.quantities)
            cost = len(gap) + 12 + 150 * between
        else:
            return cue.kind
        cost += 30 * gap.count(";") + 12 * gap.count(",")
        if cue.kind == "leistungsberechtigte" and cue.end - cue.start < 14:
            cost += 140  # „Menschen, die Leistungen beziehen, waren ohne Arbeit"
        if best is None or cost < best[0]:
            best = cost, cue.kind
    return best[1] if best and best[1] != "other" else None


def _find_rate(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> _Found:
    """A level in percent is a rate if a rate is named, and else a share of something."""
    quantity, text = passage.quantities[index], passage.text
    before, _ = _territory(passage, index)
    if _LABOUR_FORCE.match(text, quantity.end) and _has(
        passage, "arbeitslose", passage.start, passage.end
    ):
        return _Found("arbeitslosenquote", "rate")
    if _has(passage, "share", passage.start, quantity.start) or _SHARE.match(text, quantity.end):
        return _NOTHING
    kind = _nearest(passage, index, _RATE_KINDS | {"jugendarbeitslose", "unterbeschaeftigung"})
    if kind:
        if kind in {"integrationsquote", "quote"} and _has(
            passage, "langzeitleistungsbeziehende", before, quantity.start
        ):
            return _DENIED  # the rate of a group
        return _Found(kind, "rate") if _is_allowed(passage, index, kind) else _DENIED
    if readings and readings[-1].unit == "percent":
        same = readings[-1].indicator if not passage.turns[index - 1] else None
        return _Found(same, "series", same=True)
    _, behind = _territory(passage, index)
    counted = any(cue.kind in _COUNTS for cue in passage.cues if cue.start < behind)
    if topic.unit == "percent" and not topic.stale and not counted:
        if _AGAIN.search(text, passage.start, passage.end):
            return (
                _Found(topic.indicator, "rate_of_topic", same=_own_circle(passage, index) is None)
                if _own_circle(passage, index) is None
                else _Found((topic.indicator or "").removesuffix("_sgb2"), "rate_of_topic")
            )
    return _NOTHING


def _find_bare(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> _Found:
    """A number without its noun: an older value in brackets, the sentence's subject, the topic."""
    quantity, text = passage.quantities[index], passage.text
    fine = quantity.value != int(quantity.value) and quantity.value < 100
    rates = _RATE_KINDS if quantity.value < 60 else frozenset()
    fitting = _RATE_KINDS if fine else (_COUNTS - {"ausgaben"}) | rates
    before, _ = _territory(passage, index)
    own = any(cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues)
    if readings and not own:
        paired = _find_pair(passage, index, readings)
        if paired:
            return paired
        last = readings[-1]
        circle = _own_circle(passage, index)
        if (
            last.rule == "part"
            and circle
            and any((r.indicator or "").startswith("arbeitslose") for r in readings)
        ):
            return _Found("arbeitslose" if circle == "sgb2" else None, "part")
        too_many = quantity.value >= 100 and (last.indicator or "").endswith(
            ("quote", "quote_sgb2")
        )
        if last.indicator and not too_many:
            if last.indicator.startswith("arbeitslose") and circle:
                return _Found(last.indicator.removesuffix("_sgb2"), "series")
            return _Found(last.indicator, "series", same=True)
        if last.unit not in MEASURED and last.unit != "fraction" and last.rule != "denied":
            return _NOTHING  # what is compared with no statistic is none
    kind = _nearest(passage, index, fitting)
    if kind:
        return _Found(kind, "subject") if _is_allowed(passage, index, kind) else _DENIED
    again = (
        topic.indicator
        and not topic.stale
        and (
            (passage.dated and _AGAIN.search(text, passage.start, passage.end))
            or _ITS_NUMBER.search(text, passage.start, passage.end)
        )
    )
    listed = sum(q.unit is None for q in passage.quantities) >= 3 or (
        passage.start > 0
        and text[passage.start - 1] == "\n"
        and passage.end - passage.start < 90
        and not topic.stale
    )
    if again or (topic.indicator and listed):
        if topic.unit == "percent" and quantity.value >= 100:
            return _of_rate(topic.indicator or "")
        if _has(passage, "plan", passage.start, passage.end):
            return _NOTHING
        return _Found(topic.indicator, "topic" if again else "list", same=True)
    return _NOTHING


def _of_rate(indicator: str) -> _Found:
    """`2,9 Prozent. Das entspricht 6.702 Personen`: the people behind the rate."""
    if not indicator.startswith("arbeitslosenquote"):
        return _NOTHING
    return _Found(indicator.replace("arbeitslosenquote", "arbeitslose"), "of_rate", same=True)


def _find_pair(passage: Passage, index: int, readings: Sequence[Reading]) -> _Found | None:
    """`8.840 Bedarfsgemeinschaften mit 17.360 Personen, nach 9.016 und 17.702`: one to one."""
    text, quantities = passage.text, passage.quantities
    for first in (index, index - 1):
        if first < 2 or first + 1 >= len(quantities):
            continue
        one, other = quantities[first], quantities[first + 1]
        if (
            one.unit is None
            and other.unit is None
            and text[one.end : other.start] == " und "
            and _PAIR.search(text, quantities[first - 1].end, one.start)
        ):
            return _Found(readings[index - 2].indicator, "pair", same=True)
    return None


def _find_jobcenters(passage: Passage, index: int) -> _Found:
    """`16 der insgesamt 26 Jobcenter sind kommunal`: the first of the two."""
    quantity, text = passage.quantities[index], passage.text
    if index + 1 < len(passage.quantities) and quantity.end == quantity.number.end:
        later = passage.quantities[index + 1]
        if later.noun.startswith("Jobcenter") and _OUT_OF.fullmatch(
            text, quantity.end, later.number.start
        ) and _has(passage, "kommunale_jobcenter", later.end, passage.end):
            return _Found("kommunale_jobcenter", "out_of")
    return _NOTHING


def _find_predicate(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> _Found:
    """People or jobs of no nearer description: the sentence's predicate says which statistic."""
    quantity, text = passage.quantities[index], passage.text
    _before, _behind = _territory(passage, index)
    ukraine = _has(passage, "ukraine", passage.start, passage.end)
    if quantity.unit == "person":
        if quantity.noun.startswith(("Geflüchtete", "Flüchtling", "Geflohene")):
            return _Found("gefluechtete_ukraine" if ukraine else None, "ukraine")
        if quantity.noun not in _GENERIC and not quantity.noun.startswith("Teilnehm"):
            return _NOTHING
        if _counts_members(passage, index, readings):
            kind = "gefluechtete_ukraine" if ukraine or passage.ukraine else "leistungsberechtigte"
            return _Found(kind, "members")
        if ukraine:
            return _Found("gefluechtete_ukraine", "ukraine")
    kind = _nearest(passage, index, _FITTING[quantity.unit or ""])
    if kind in {None, "leistungsberechtigte"} and quantity.unit == "person":
        kind = _find_deed(passage, index) or kind
    if kind:
        return _Found(kind, "predicate") if _is_allowed(passage, index, kind) else _DENIED
    if quantity.unit == "job" and _REPORTED.search(text, passage.start, passage.end):
        return (
            _NOTHING
            if _PROJECT.search(text, passage.start, passage.end)
            else _Found("offene_stellen", "reported")
        )
    if quantity.noun not in {"Personen", "Menschen"}:
        return _NOTHING
    if passage.ukraine:
        return _Found("gefluechtete_ukraine", "ukraine")
    if topic.indicator and not topic.stale:
        if topic.unit == "percent" and _EQUALS.search(text, passage.start, passage.end):
            return _of_rate(topic.indicator)
        again = topic.unit == "person" and passage.dated
        if again and _AGAIN.search(text, passage.start, passage.end):
            return _Found(topic.indicator, "topic", same=True)
    return _NOTHING


def _find_deed(passage: Passage, index: int) -> str | None:
    """What people did, in verb and object apart: took up work, live on the dole."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = _territory(passage, index)
    if _PLACED.search(text, before, behind):
        return "integrationen"
    if _WORKS.search(text, before, behind) and _has(
        passage, "jobcenter", passage.start, passage.end
    ):
        return "beschaeftigte_jobcenter"
    if quantity.value < load_indicators()["leistungsberechtigte"].low:
        return None  # a group, not all who receive
    receives = _RECEIVE.search(text, passage.start, passage.end)
    if receives and any(cue.kind in {"sgb2", "leistungsberechtigte"} for cue in passage.cues):
        return "leistungsberechtigte"
    if _LOOK_AFTER.search(text, passage.start, passage.end) and _has(
        passage, "jobcenter", passage.start, passage.end
    ):
        return "leistungsberechtigte"
    return None


def _counts_members(passage: Passage, index: int, readings: Sequence[Reading]) -> bool:
    """`10.215 Bedarfsgemeinschaften mit 21.047 Personen`, and the other way round with `in`."""
    quantities, text = passage.quantities, passage.text
    before, behind = _territory(passage, index)
    if index and quantities[index - 1].noun.startswith(("Bedarfsgemein", "Haushalt")):
        gap = text[before : quantities[index].start].strip()
        return gap in {"mit", "mit insgesamt", "mit zusammen", "und"} or bool(_THEREIN.search(gap))
    if index + 1 < len(quantities) and quantities[index + 1].noun.startswith(
        ("Bedarfsgemein", "Haushalt")
    ):
        return text[quantities[index].end : behind].strip() in {"in", "in insgesamt", "aus"}
    return False


def _find_spending(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> _Found:
    """Money of a budget's size beside a word of spending, or going on with it."""
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    if quantity.value < 100000:
        return _NOTHING
    if _NO_SPENDING.search(passage.text, before, min(behind, quantity.end + 60)):
        return _NOTHING
    if any(cue.kind == "ausgaben" for cue in passage.cues) or _GAVE_OUT.search(
        passage.text, passage.start, passage.end
    ):
        return _Found("ausgaben", "spending")
    if quantity.value >= 1000000 and any(cue.kind == "sgb2" for cue in passage.cues):
        return _Found("ausgaben", "spending")
    goes_on = topic.indicator == "ausgaben" or any(r.indicator == "ausgaben" for r in readings)
    return _Found("ausgaben", "spending_goes_on") if goes_on else _NOTHING


def _is_allowed(passage: Passage, index: int, kind: str) -> bool:
    """Plans, flows, single projects and other employers are none of the Jobcenter's statistics."""
    quantity, text = passage.quantities[index], passage.text
    if kind in {"ausgaben", "einwohner"}:
        return True
    if kind == "kommunale_jobcenter":
        return quantity.value <= 110
    if any(_is_turned(passage, index, cue) for cue in passage.cues):
        return False
    if quantity.unit in _COUNT_UNITS | {None} and kind in _OF_A_GROUP:
        before, _ = _territory(passage, index)
        if _has(passage, "group", before, quantity.end) or _GROUP_BEHIND.match(text, quantity.end):
            return False
    if kind == "beschaeftigte_jobcenter":
        if _OTHER_EMPLOYER.search(text, passage.start, passage.end):
            return False
        named = _has(passage, "jobcenter", passage.start, passage.end)
        return named or 40 <= quantity.value <= 10000
    if kind == "bedarfsgemeinschaften":
        whole = "Gesamtzahl" in text[passage.start : quantity.start]
        ukraine = passage.ukraine or _has(passage, "ukraine", passage.start, passage.end)
        return whole or not ukraine
    if passage.project and quantity.value < 300 and kind in _OF_PROJECTS:
        return False
    if kind in {"integrationen", "langzeitarbeitslose"}:
        return not _PROJECT.search(text, passage.start, passage.end)
    return True


def _is_turned(passage: Passage, index: int, cue: Cue) -> bool:
    """A word of plans or flows in the quantity's own clause."""
    if cue.kind not in {"plan", "flow"}:
        return False
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    if not before <= cue.start < behind:
        return False
    gap = passage.text[min(cue.end, quantity.end) : max(cue.start, quantity.start)]
    return not re.search(r"[,;:]\s|\sund\s", gap)


def _own_circle(passage: Passage, index: int) -> str | None:
    """The legal circle that the quantity's own words name: behind it first, then before it."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = _territory(passage, index)
    named = _CIRCLES | {"agency"}
    later = [c for c in passage.cues if quantity.end <= c.start < behind and c.kind in named]
    later = [c for c in later if not _NEXT_ITEM.search(text, quantity.end, c.start)]
    earlier = [c for c in passage.cues if before <= c.start < quantity.end and c.kind in named]
    if any(c.kind == "both" for c in earlier):
        return "both"
    for cue in (*later, *reversed(earlier)):
        if cue.kind != "agency":
            return _name_circle(cue.kind)
        if any(c.kind == "sgb3" for c in (*later, *earlier)):
            return "sgb3"
        # beside the Jobcenter's own number the agency's is that of the SGB III, alone it is the sum
        beside = any(c.kind in {"sgb2", "jobcenter"} for c in passage.cues)
        return "sgb3" if beside else "both"
    return None


def _name_circle(kind: str) -> str:
    return "sgb2" if kind == "jobcenter" else kind


def _settle(passage: Passage, index: int, kind: str, topic: Topic) -> str | None:
    """The indicator's name: youth, legal circle and aliases settled; None for the SGB III alone."""
    if kind == "quote":
        base = topic.indicator or ""
        if base.startswith("integration"):
            return "integrationsquote"
        if base == "jugendarbeitslose" and not topic.stale:
            return base
        if base.endswith("_sgb2") and not topic.stale and _own_circle(passage, index) is None:
            return "arbeitslosenquote_sgb2" if passage.circle != "both" else "arbeitslosenquote"
        kind = "arbeitslosenquote"
    indicator = load_indicators()[kind]
    if indicator.alias_of:
        return indicator.alias_of
    if kind not in {"arbeitslose", "arbeitslosenquote"}:
        return kind
    if _has(passage, "young", passage.start, passage.quantities[index].end):
        return "jugendarbeitslose"
    circle = _own_circle(passage, index) or _sentence_circle(passage, index) or passage.circle
    if circle == "sgb3":
        return None
    return f"{kind}_sgb2" if circle == "sgb2" else kind


def _sentence_circle(passage: Passage, index: int) -> str | None:
    """The circle named before the quantity anywhere in the sentence."""
    start = passage.quantities[index].start
    named = [cue.kind for cue in passage.cues if cue.start < start and cue.kind in _CIRCLES]
    return _name_circle(named[-1]) if named else None


def _find_unit(
    passage: Passage,
    index: int,
    indicator: str | None,
    found: _Found,
    readings: Sequence[Reading],
    topic: Topic,
) -> str:
    """The unit of a quantity; a bare number takes that of its statistic, subject or predecessor."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.unit is not None:
        return quantity.unit
    if indicator:
        return _unit_of(indicator, found, readings, topic)
    if found.kind in {"arbeitslose", "arbeitslosenquote"}:  # the SGB III alone
        return load_indicators()[found.kind].unit
    unit = find_remote_unit(text, quantity.end) or _unit_of_subject(passage, quantity)
    if unit:
        return unit
    if _GRADE.search(text, max(passage.start, quantity.start - 40), quantity.start):
        return "count"
    for earlier, reading in zip(
        reversed(passage.quantities[:index]), reversed(readings), strict=False
    ):
        if reading.unit in _COUNT_UNITS:
            return reading.unit
        if (
            reading.unit in {"EUR", "percent", "minute", "hour", "week", "month"}
            and quantity.start - earlier.end < 40
        ):
            return reading.unit
    if topic.counted and not topic.stale:
        return topic.counted
    return "person" if _PERSON_VERB.match(text, quantity.end) else topic.counted or "count"


def _unit_of_subject(passage: Passage, quantity: Quantity) -> str | None:
    """`Die Zahl der Widersprüche lag bei 130`, `Klagen: 45`, `Die Besucherzahl stieg auf 900`."""
    text, start = passage.text, max(passage.start, quantity.start - 160)
    label = _LABEL.search(text, max(passage.start, quantity.start - 60), quantity.start)
    totals = [
        *_TOTAL_OF.finditer(text, start, quantity.start),
        *_NUMBER_WORD.finditer(text, start, quantity.start),
    ]
    for match in (label, *reversed(totals)):
        unit = read_noun(match["noun"]) if match else None
        if unit and unit != "count" and unit not in MEASURED:
            return unit
    return None


def _unit_of(indicator: str, found: _Found, readings: Sequence[Reading], topic: Topic) -> str:
    if found.same:
        for reading in reversed(readings):
            if reading.indicator == indicator and reading.unit != "percent":
                return reading.unit
        if topic.indicator == indicator:
            return topic.unit
    return load_indicators()[indicator].unit
