"""What no time is told of: durations, ages, distances, sites, and the Jobcenters of a Land."""

import re
from functools import lru_cache

from pipelines.german.beginnings import begin_words
from pipelines.german.quantities import Quantity
from pipelines.statistics.passage import MEASURED, Passage, Reading
from pipelines.statistics.period_words import load_nouns, load_words
from pipelines.statistics.timeline import Timeline
from pipelines.statistics.times import MONTH

_UNIT_PRICE = re.compile(
    r"\s(?:je|pro|die|in\sder|für\sjede)\s(?:angefangene\s)?(?:Stunde|Minute|Kilometer|Quadratmeter|Seite|Stück)(?!\w)"
)
_KNOWN_SET = re.compile(
    r"""(?<!\w)
    (?: (?:die|der|den|dem|diese[rn]?|eine[rs]?|alle[nr]?|(?:sein|ihr|unser)(?:e[nr]?)?)\s(?:von\s)?
      | (?:Platz|Rang|Stelle)\s\w{1,12}\.?\s(?:von|unter|der)\s )
    (?:bundesweit\s|landesweit\s|insgesamt\s|rund\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_IS_PAID = re.compile(
    r"(?<!\w)(?:kost\w+|(?:be)?zahl\w+|betr[aäu]g\w*|für|von|bei|ermäßigt|lieg\w+)(?!\w)|[:(]\s?$"
)
_DEAR = 1000
"""Euros: nobody pays so much at the door."""
_REACH = 70
_YEARLY = re.compile(
    begin_words(
        r"[Jj]ährlich(?:e[nrsm]?)?|[Jj]edes\sJahr|[Jj]ahr\sfür\sJahr|[Pp]ro\sJahr"
        r"|(?:geben|gibt|kosten|kostet|zahlt|zahlen)\sim\sJahr"
    )
    + r"\s[^,;]{0,50}$"
)

ON_AVERAGE = re.compile(
    begin_words(r"[Dd]urchschnittlich\w{0,2}|[Ii]m\s(?:Schnitt|Durchschnitt|Mittel)") + r"(?!\w)"
)
_EACH = re.compile(
    r"\s(?:mehr\s|weniger\s)?(?:monatlich|jährlich|täglich|wöchentlich"
    r"|(?:–\s)?(?:im|am|pro|je|jeden|jedes|in\sjede[mr]|für\sjede[sn])"
    r"\s(?:Monat|(?:Schul)?[Jj]ahr|Tag|Woche)(?!\s\d))(?!\w)"
)
_A_YEAR = re.compile(r"\s(?:(?:pro\sKopf|zusätzlich)\s)?jährlich(?!\w)")


def is_undated(text: str, quantity: Quantity, reading: Reading) -> bool:
    """Whether the number holds for no time in particular, whatever date stands beside it."""
    if reading.unit in MEASURED:
        return True
    if reading.unit == "EUR":
        return _UNIT_PRICE.match(text, quantity.end) is not None or _is_price(text, quantity)
    if is_site(quantity, reading) or _matches("bodies", quantity):
        # „die 16 Kommunalen Jobcenter rechnen 2016 mit …"
        lead = text[max(0, quantity.start - 40) : quantity.start]
        return _KNOWN_SET.search(lead) is not None
    return reading.indicator is None and _matches("never", quantity)


def _is_price(text: str, quantity: Quantity) -> bool:
    """`Der Eintritt kostet 3 Euro`: what one has to pay each time."""
    if quantity.value >= _DEAR:
        return False
    lead = text[max(0, quantity.start - _REACH) : quantity.start].rpartition("\n")[2]
    named = load_words("prices").search(lead)
    return named is not None and _IS_PAID.search(lead, named.end()) is not None


def is_site(quantity: Quantity, reading: Reading) -> bool:
    """A number of sites, municipalities or Kommunale Jobcenter: only a date beside it tells."""
    return reading.indicator == "kommunale_jobcenter" or (
        reading.indicator is None and _matches("places", quantity)
    )


def _matches(name: str, quantity: Quantity) -> bool:
    return bool(quantity.noun) and _is_listed(name, quantity.noun)


def is_borne(passage: Passage, reading: Reading) -> bool:
    """`Der Bund trägt 49 Prozent`: a share that a law or a contract says, and no count."""
    if reading.unit not in {"percent", "fraction"} or reading.rule != "none":
        return False
    return load_words("borne").search(passage.text, passage.start, passage.end) is not None


def is_yearly(passage: Passage, index: int) -> bool:
    """`jährlich rund 900 Vermittlungen`, `35.000 Euro jährlich`: of every year, and of none."""
    quantity = passage.quantities[index]
    if quantity.unit == "EUR" and _A_YEAR.match(passage.text, quantity.end, passage.end):
        return True
    since = max(passage.start, quantity.start - 50)
    return _YEARLY.search(passage.text, since, quantity.start) is not None


def is_each(passage: Passage, index: int) -> bool:
    """`15 Euro im Monat`, `40 Anträge pro Tag`; on average they are of a time, too."""
    if _EACH.match(passage.text, passage.quantities[index].end) is None:
        return False
    return ON_AVERAGE.search(passage.text, passage.start, passage.end) is None


@lru_cache(maxsize=8192)
def _is_listed(name: str, noun: str) -> bool:
    return load_nouns(name).search(noun) is not None


def is_beside_report(timeline: Timeline, reading: Reading) -> bool:
    """What is no statistic is of the month reported on only where it stands among some."""
    if reading.indicator is None and timeline.passage.project:
        return True  # who takes part in a single project is counted in no report's month
    among = timeline.era.told or timeline.past == timeline.report.time
    among = among or any(m.compared and MONTH.fullmatch(m.value) for m in timeline.moments)
    return reading.indicator in {None, "einwohner"} and not among
