"""The unit of a number whose noun stands elsewhere: in the subject, a label, the topic."""

import re
from collections.abc import Sequence

from pipelines.cues import load_indicators
from pipelines.german.nouns import read_noun
from pipelines.german.quantities import Quantity
from pipelines.german.units import find_remote_unit
from pipelines.passage import COUNT_UNITS, MEASURED, Found, Passage, Reading, Topic

_TOTAL_OF = re.compile(
    r"(?:[Zz]ahl|Anzahl|Summe|Menge|Bestand)(?:en)?(?:\s(?:der|von|an|aller|dieser))?\s(?:[a-zäöüß]+\s){0,2}(?P<noun>[A-ZÄÖÜ][\w\u00ad-]+)"
)
_NUMBER_WORD = re.compile(r"(?<!\w)(?P<noun>[A-ZÄÖÜ][\w-]{2,30}?)zahl(?:en)?(?!\w)")
_LABEL = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][\w\u00ad/*-]+)(?:\s\([^()\n]{0,40}\)|\s[a-zäöüß]+){0,2}(?:\s[A-ZÄÖÜ][\w-]+)?\s?[:|\t][^\d:|\n]{0,6}$"
)
_AGED = re.compile(
    r"(?<!\w)(?:jüngste[nrs]?|älteste[nrs]?|Jüngste[nr]?|Älteste[nr]?)\s(?:war\s|ist\s|sei\s)?$"
)
_TO_AN_AGE = re.compile(r"\sbis\s(?:zur\sVollendung|zum\s(?:vollendeten\s)?\d{1,2}\.\sLebensjahr)")
_GRADE = re.compile(r"(?<!\w)(?:Note|Grad\w*|Schnitt|Durchschnittsnote)\s(?:[a-zäöü]+\s){0,3}$")
_PERSON_VERB = re.compile(
    r"\s(?:(?:von|unter)\sihnen|davon|weitere[nr]?|haben|hatten|kamen|nahmen|verließen|fanden|arbeiten|schafften|sind|waren|wurden|konnten)(?!\w)"
)


_PEOPLE_BEFORE = re.compile(
    r"(?<!\w)(?:Personen|Menschen|Männer|Frauen|Kund(?:en|innen)|\w*[Aa]rbeitslosen?)(?!\w)[^.;:]{0,60}$"
)
"""`1.300 Menschen vermittelt, 80 mehr`: integrations counted in people."""


def _modifier_words(passage: Passage, quantity: Quantity) -> str:
    """The words of the modifier before a number, in lower case."""
    return passage.text[quantity.start : quantity.number.start].lower()


def find_age(passage: Passage, quantity: Quantity) -> str | None:
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
    if _TO_AN_AGE.match(passage.text, quantity.end):
        return "year"
    words = lead.split()
    if _modifier_words(passage, quantity).startswith(("älter", "jünger")):
        return "year"
    if quantity.modifier in {"<", ">", ">=", "<="} and words and words[-1][0].isupper():
        return "year" if read_noun(words[-1].strip('()„“"')) == "person" else None
    return None


def find_unit(  # noqa: C901, PLR0911, PLR0913, PLR0917  # each return is a rule
    passage: Passage,
    index: int,
    indicator: str | None,
    found: Found,
    readings: Sequence[Reading],
    topic: Topic,
) -> str:
    """The unit of a quantity; a bare number takes that of its statistic, subject or predecessor."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.unit is not None:
        return quantity.unit
    if indicator:
        people = indicator == "integrationen" and _PEOPLE_BEFORE.search(
            text, passage.start, quantity.start
        )
        return "person" if people else _unit_of(indicator, found, readings, topic)
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
        if reading.unit == "household" and _PERSON_VERB.match(text, quantity.end):
            return "person"  # „312 von ihnen besuchen einen Kurs"
        if reading.unit in COUNT_UNITS:
            return reading.unit
        if (
            reading.unit in {"EUR", "percent", "minute", "hour", "week", "month"}
            and not (reading.unit == "percent" and quantity.value >= 100)
            and quantity.start - earlier.end < 40
        ):
            return reading.unit
    of_people = topic.counted == "household" and _PERSON_VERB.match(text, quantity.end)
    if topic.counted and not topic.stale and not of_people:
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


def _unit_of(indicator: str, found: Found, readings: Sequence[Reading], topic: Topic) -> str:
    if found.same:
        for reading in reversed(readings):
            if reading.indicator == indicator and reading.unit != "percent":
                return reading.unit
        if topic.indicator == indicator:
            return topic.unit
    return load_indicators()[indicator].unit
