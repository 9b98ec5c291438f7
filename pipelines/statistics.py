"""Which statistic each quantity of a sentence reports, and the unit that a bare number has."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from pipelines.cues import Cue, load_indicators
from pipelines.german.change import Turn
from pipelines.german.quantities import Quantity
from pipelines.german.units import read_noun

MEASURED = frozenset({"year", "month", "week", "day", "hour", "minute", "byte", "m2"})
"""Units that belong to no statistic and have no period."""

RATES = frozenset({"arbeitslosenquote", "arbeitslosenquote_sgb2", "integrationsquote"})
_RATE_KINDS = RATES | {"unterbeschaeftigungsquote", "quote"}
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
_GENERIC = frozenset(
    {
        "Menschen", "Personen", "Person", "Frauen", "Männer", "Männern", "Leute", "Leuten", "Kundinnen",
        "Kunden", "Klientinnen", "Klienten", "Bürgerinnen", "Bürger", "Bürgern", "Betroffene", "Betroffenen",
        "Jugendliche", "Jugendlichen", "Erwachsene", "Erwachsenen", "Arbeitssuchende", "Arbeitsuchende",
        "Arbeitsuchenden", "Arbeitssuchenden", "Männern", "Frauen", "Einheimische", "Berechtigte", "Berechtigten",
    }
)  # fmt: skip
"""Nouns that say no more than that people are counted: the predicate says which."""

_TOTAL_OF = re.compile(
    r"(?:Zahl|Anzahl|Summe|Gesamtzahl|Menge|Bestand)(?:en)?\s(?:der|von|an|aller)\s(?:[a-zäöüß]+\s){0,2}(?P<noun>[A-ZÄÖÜ][\w\u00ad-]+)"
)
_SHARE = re.compile(r"\s(?:der|aller|von|des|davon|dieser|unserer|seiner|ihrer)(?!\w)")
_AGAIN = re.compile(
    r"(?<!\w)(?:waren|sind|es|lag|liegt|betrug|beträgt|noch|nach|gegenüber|Zahl|Wert|Bestand|Niveau|registriert|gemeldet|gezählt|zählte|Schwelle|Marke|Grenze|sie)(?!\w)"
)
_PER_HEAD = re.compile(
    r"(?<!\w)(?:pro|je|monatlich|im\sMonat|je\sKind|täglich|jährlich\spro|Projekt\w*|Vorhaben|gefördert|fördert\w*|Fördersumme|Förderung|Sozialfonds|ESF|Zuschuss|Eigenanteil|kostet|gekostet|Umbau|Landesprogramm|Spende\w*|sagte|reserviert)(?!\w)"
)
_OTHER_EMPLOYER = re.compile(
    r"(?<!\w)(?:Betrieb\w*|Unternehmen\w*|Firm\w+|GmbH|AG|sozialversicherungspflichtig\w*|Werkstatt|Schreinerei|Hotel|Arbeitgeber\w*|Kreisverwaltung|Klinik\w*)(?!\w)"
)
_PROJECT = re.compile(
    r"§\s?16[a-z]|(?<!\w)(?:Projekt\w*|50plus|Bundesprogramm\w*|Jobmesse\w*|Messe)(?!\w)"
)
_BRACKET = re.compile(r"[^()]*\([^()]*$")


class Topic(NamedTuple):
    """What the text speaks of so far: the last statistic with its unit."""

    indicator: str
    unit: str
    scaled: bool = False


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


@frozen
class Reading:
    """What a quantity reports: its unit, its statistic (or none), the rule, the legal circle."""

    unit: str
    indicator: str | None
    rule: str


def read_statistics(passage: Passage, topic: Topic | None) -> tuple[list[Reading], Topic | None]:
    """The statistic of each quantity of a passage, and the topic after it."""
    readings: list[Reading] = []
    for index, quantity in enumerate(passage.quantities):
        kind, rule = _find_kind(passage, index, readings, topic)
        indicator = _settle(passage, index, kind, topic) if kind else None
        unit = _find_unit(passage, index, indicator, readings, topic)
        readings.append(Reading(unit, indicator, rule if indicator else "none"))
        if indicator and not passage.turns[index] and unit not in {"percentage_point"}:
            topic = Topic(indicator, unit, quantity.number.scale is not None)
    return readings, topic


def _find_kind(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic | None
) -> tuple[str | None, str]:
    """The statistic's kind before its legal circle is settled, and the rule that found it."""
    quantity, turn = passage.quantities[index], passage.turns[index]
    if quantity.unit in MEASURED:
        return None, ""
    if quantity.unit == "fraction" and not turn:
        return None, ""
    direct = _direct(passage, quantity)
    if direct:
        return (direct, "noun") if _allowed(passage, index, direct) else (None, "")
    before, behind = _territory(passage, index)
    part = _has(passage, "part", before, quantity.start) or _part_behind(passage, quantity)
    if part:
        return _find_part(passage, index, readings)
    if turn:
        return _find_changed(passage, index, readings, topic)
    if quantity.unit in {"percent", "percentage_point"}:
        return _find_rate(passage, index, topic)
    if quantity.unit is None or not quantity.known and quantity.unit == "count":
        return _find_bare(passage, index, readings, topic)
    return _find_counted_kind(passage, index, readings, topic)


def _direct(passage: Passage, quantity: Quantity) -> str | None:
    """The statistic that the counted noun itself is."""
    if quantity.unit is None:
        return None
    fitting = _FITTING.get(quantity.unit, frozenset())
    for cue in passage.cues:
        if cue.start >= quantity.end:
            break
        if cue.start >= quantity.number.end and cue.kind in fitting:
            return cue.kind
    return None


def _territory(passage: Passage, index: int) -> tuple[int, int]:
    """From the quantity before to the next one: what most likely speaks of this one."""
    before = passage.quantities[index - 1].end if index else passage.start
    last = index + 1 == len(passage.quantities)
    return before, passage.end if last else passage.quantities[index + 1].start


def _has(passage: Passage, kind: str, start: int, end: int) -> bool:
    return any(cue.kind == kind and start <= cue.start < end for cue in passage.cues)


def _part_behind(passage: Passage, quantity: Quantity) -> bool:
    gap_end = quantity.end + 12
    return any(
        cue.kind == "part" and quantity.end <= cue.start <= gap_end
        and "," not in passage.text[quantity.end : cue.start]
        and passage.text[quantity.end : cue.start].strip(" ") in {"", "weitere", "Personen"}
        for cue in passage.cues
    )  # fmt: skip


def _find_part(passage: Passage, index: int, readings: Sequence[Reading]) -> tuple[str | None, str]:
    """A part has a statistic only if its own words name one, a legal circle, or a shorter time."""
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    if quantity.unit in {"percent", "percentage_point", "fraction"}:
        return None, ""
    for cue in passage.cues:
        if quantity.end <= cue.start < behind and cue.kind in _PERSONS:
            if " und " in passage.text[quantity.end : cue.start]:
                break
            if cue.kind in {
                "arbeitslose",
                "erwerbsfaehige_leistungsberechtigte",
                "langzeitarbeitslose",
                "langzeitleistungsbeziehende",
            }:
                return cue.kind, "part"
    circle = _own_circle(passage, index)
    last = next((r.indicator for r in reversed(readings) if r.indicator), None)
    if circle and last and last.startswith("arbeitslose"):
        return ("arbeitslose", "part_circle") if circle == "sgb2" else (None, "")
    if (
        last
        and passage.dated
        and re.search(
            r"davon\s(?:allein|alleine|nur)?\s?(?:im|in)\s", passage.text[quantity.end : behind]
        )
    ):
        return last, "part_time"
    return None, ""


def _find_changed(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic | None
) -> tuple[str | None, str]:
    """What a difference is a change of: the nearest statistic of its clause, else the topic."""
    quantity = passage.quantities[index]
    unit = quantity.unit
    share = unit in {"percent", "percentage_point", "fraction", None}
    fitting = _COUNTS | _RATE_KINDS if share else _FITTING.get(unit or "", frozenset())
    if unit == "percentage_point":
        fitting = _RATE_KINDS | {"jugendarbeitslose", "unterbeschaeftigung"}
    kind = _nearest(passage, index, fitting)
    # a level of the same sentence is nearer than a word of it: „2.340 Arbeitslose, 25 weniger"
    last = readings[-1] if readings else None
    if last and last.indicator and (kind is None or not _between_cue(passage, index, fitting)):
        if share or last.unit == unit:
            return last.indicator, "change_of_level"
    if kind:
        return kind, "change"
    if topic and (share or topic.unit == unit):
        return topic.indicator, "change_of_topic"
    return None, ""


def _between_cue(passage: Passage, index: int, fitting: frozenset[str]) -> bool:
    before, behind = _territory(passage, index)
    return any(
        cue.kind in fitting and before <= cue.start < passage.quantities[index].start
        for cue in passage.cues
    )


def _nearest(passage: Passage, index: int, fitting: frozenset[str]) -> str | None:
    """The kind of the nearest fitting cue; before the quantity rather than behind it."""
    quantity = passage.quantities[index]
    best: tuple[int, str] | None = None
    for cue in passage.cues:
        if cue.kind not in fitting:
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
        if cue.kind == "leistungsberechtigte":
            cost += 60  # „Menschen, die Leistungen beziehen, waren ohne Arbeit"
        if best is None or cost < best[0]:
            best = cost, cue.kind
    return best[1] if best else None


def _find_rate(passage: Passage, index: int, topic: Topic | None) -> tuple[str | None, str]:
    """A level in percent is a rate if a rate is named, and else a share of something."""
    quantity = passage.quantities[index]
    text = passage.text
    if _has(passage, "share", passage.start, quantity.start):
        return None, ""
    if _SHARE.match(text, quantity.end):
        return None, ""
    kind = _nearest(passage, index, _RATE_KINDS)
    if kind:
        return kind, "rate"
    if index and passage.quantities[index - 1].unit == quantity.unit:
        return None, ""
    if topic and topic.unit == "percent" and _AGAIN.search(text, passage.start, passage.end):
        if not any(cue.kind in _COUNTS for cue in passage.cues):
            return topic.indicator, "rate_of_topic"
    return None, ""


def _find_bare(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic | None
) -> tuple[str | None, str]:
    """A number without its noun: an older value in brackets, the sentence's subject, the topic."""
    quantity = passage.quantities[index]
    text = passage.text
    fine = quantity.value != int(quantity.value) and quantity.value < 100
    fitting = (
        _RATE_KINDS
        if fine
        else _COUNTS - {"ausgaben"} | (_RATE_KINDS if quantity.value < 60 else frozenset())
    )
    before, behind = _territory(passage, index)
    last = readings[-1] if readings else None
    own = any(cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues)
    if last and not own:
        if last.indicator:
            return last.indicator, "older" if "(" in text[before : quantity.start] else "series"
        # the figure before is of no statistic: so is what is compared with it
        if passage.quantities[index - 1].unit not in MEASURED and not _nearest(
            passage, index, fitting
        ):
            return None, ""
    kind = _nearest(passage, index, fitting)
    if kind:
        return kind, "subject"
    if topic and passage.dated and _AGAIN.search(text, passage.start, passage.end):
        return topic.indicator, "topic"
    if topic and re.search(
        r"(?<!\w)(?:Zahl|Quote|Wert|Bestand|Schwelle|Marke)(?!\w)",
        text[passage.start : passage.end],
    ):
        return topic.indicator, "topic"
    bare = sum(q.unit is None for q in passage.quantities)
    if topic and bare >= 3:
        return topic.indicator, "list"
    return None, ""


def _find_counted_kind(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic | None
) -> tuple[str | None, str]:
    quantity = passage.quantities[index]
    unit, text = quantity.unit or "", passage.text
    fitting = _FITTING.get(unit)
    if fitting is None:
        return None, ""
    before, behind = _territory(passage, index)
    if unit == "EUR":
        return _find_spending(passage, index, readings, topic)
    if unit == "person":
        if quantity.noun.startswith(("Geflüchtete", "Flüchtling", "Geflohene")):
            ukraine = _has(passage, "ukraine", passage.start, passage.end)
            return ("gefluechtete_ukraine", "ukraine") if ukraine else (None, "")
        if quantity.noun not in _GENERIC and not quantity.noun.startswith("Teilnehm"):
            return None, ""
        if index and readings[-1].indicator == "bedarfsgemeinschaften":
            if text[before : quantity.start].strip() in {
                "mit",
                "mit insgesamt",
                ", in denen",
                "und",
            }:
                return "leistungsberechtigte", "members"
        if text[quantity.end : behind].strip() == "in" and index + 1 < len(passage.quantities):
            if passage.quantities[index + 1].noun.startswith("Bedarfsgemein"):
                ukraine = _has(passage, "ukraine", passage.start, passage.end)
                return ("gefluechtete_ukraine" if ukraine else "leistungsberechtigte"), "members"
        if _has(passage, "ukraine", passage.start, passage.end):
            return "gefluechtete_ukraine", "ukraine"
    if unit in {"case", "household", "place", "organisation"}:
        return None, ""
    kind = _nearest(passage, index, fitting)
    if kind and _allowed(passage, index, kind):
        return kind, "predicate"
    again = topic and topic.unit == unit and passage.dated and not kind
    if again and topic and quantity.noun in {"Personen", "Menschen"}:
        if _AGAIN.search(text, passage.start, passage.end):
            return topic.indicator, "topic"
    return None, ""


def _find_spending(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic | None
) -> tuple[str | None, str]:
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    if quantity.value < 100000:
        return None, ""
    if _PER_HEAD.search(passage.text, before, min(behind, quantity.end + 60)):
        return None, ""
    if any(cue.kind == "ausgaben" for cue in passage.cues):
        return "ausgaben", "spending"
    if any(reading.indicator == "ausgaben" for reading in readings):
        return "ausgaben", "spending"
    if topic and topic.indicator == "ausgaben":
        return "ausgaben", "spending_goes_on"
    return None, ""


def _allowed(passage: Passage, index: int, kind: str) -> bool:
    """Plans, flows, single projects and other employers are none of the Jobcenter's statistics."""
    quantity = passage.quantities[index]
    text = passage.text
    before, behind = _territory(passage, index)
    if kind == "ausgaben":
        return True
    for cue in passage.cues:
        if cue.kind in {"plan", "flow"} and before <= cue.start < behind:
            gap = text[min(cue.end, quantity.end) : max(cue.start, quantity.start)]
            if not re.search(r"[,;:]\s|\sund\s", gap):
                return False
    if kind == "beschaeftigte_jobcenter":
        if quantity.value > 3000 and not _has(passage, "jobcenter", passage.start, passage.end):
            return quantity.value < 10000
        if _OTHER_EMPLOYER.search(text, passage.start, passage.end):
            return False
        return _has(passage, "jobcenter", passage.start, passage.end) or quantity.value >= 40
    if kind == "kommunale_jobcenter":
        return quantity.value <= 110
    if kind == "bedarfsgemeinschaften":
        return not _has(passage, "ukraine", passage.start, passage.end)
    if kind == "integrationen" or kind == "langzeitarbeitslose":
        return not _PROJECT.search(text, passage.start, passage.end)
    return True


def _own_circle(passage: Passage, index: int) -> str | None:
    """The legal circle that the quantity's own words name: behind it first, then before it."""
    quantity = passage.quantities[index]
    before, behind = _territory(passage, index)
    text = passage.text
    for cue in passage.cues:
        if quantity.end <= cue.start < behind and cue.kind in {
            "sgb2",
            "sgb3",
            "jobcenter",
            "agency",
            "both",
        }:
            if re.search(r"\s(?:und|sowie)\s|;", text[quantity.end : cue.start]):
                break
            return _circle(cue.kind)
    found = None
    for cue in passage.cues:
        if before <= cue.start < quantity.end and cue.kind in {
            "sgb2",
            "sgb3",
            "jobcenter",
            "agency",
            "both",
        }:
            found = (
                _circle(cue.kind)
                if found in {None, "both"} or cue.kind not in {"agency"}
                else found
            )
    return found


def _circle(kind: str) -> str:
    return {"jobcenter": "sgb2", "agency": "both"}.get(kind, kind)


def _settle(passage: Passage, index: int, kind: str, topic: Topic | None) -> str | None:
    """The indicator's name: youth, legal circle and aliases settled; None for the SGB III alone."""
    if kind == "quote":
        base = topic.indicator if topic else ""
        if base.startswith("integration"):
            return "integrationsquote"
        if base == "jugendarbeitslose":
            return base
        if base.endswith("_sgb2"):
            return "arbeitslosenquote_sgb2"
        kind = "arbeitslosenquote"
    indicator = load_indicators()[kind]
    if indicator.alias_of:
        return indicator.alias_of
    if kind not in {"arbeitslose", "arbeitslosenquote"}:
        return kind
    before, behind = _territory(passage, index)
    if _has(passage, "young", passage.start, passage.quantities[index].end):
        return "jugendarbeitslose"
    circle = _own_circle(passage, index)
    if circle is None:
        circle = _sentence_circle(passage, index) or passage.circle
    if circle == "sgb3":
        return None
    return f"{kind}_sgb2" if circle == "sgb2" else kind


def _sentence_circle(passage: Passage, index: int) -> str | None:
    """The circle named before the quantity anywhere in the sentence."""
    quantity = passage.quantities[index]
    found = None
    for cue in passage.cues:
        if cue.start < quantity.start and cue.kind in {"sgb2", "sgb3", "jobcenter", "both"}:
            found = _circle(cue.kind)
    return found


def _find_unit(
    passage: Passage,
    index: int,
    indicator: str | None,
    readings: Sequence[Reading],
    topic: Topic | None,
) -> str:
    """The unit of a quantity; a bare number takes that of its statistic, subject or predecessor."""
    quantity = passage.quantities[index]
    if quantity.unit is not None:
        return quantity.unit
    text = passage.text
    if indicator:
        if topic and topic.indicator == indicator:
            return topic.unit
        return load_indicators()[indicator].unit
    total = None
    for total in _TOTAL_OF.finditer(text, passage.start, quantity.start):
        pass
    if total:
        unit = read_noun(total["noun"])
        if unit:
            return unit
    for reading in reversed(readings):
        if (
            reading.unit not in MEASURED
            or index
            and passage.quantities[index - 1].unit == reading.unit
        ):
            return reading.unit
    return topic.unit if topic and topic.unit != "percent" else "count"
