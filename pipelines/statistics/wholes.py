"""Whether a whole statistic is meant, and not a plan, a flow, a group or another employer."""

import itertools
import re

from pipelines.german.beginnings import begin_words
from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.aims import is_foretold, is_planned, is_turned
from pipelines.statistics.apprentices import is_by_office
from pipelines.statistics.benefits import is_paid_by_others
from pipelines.statistics.circles import is_whole_of
from pipelines.statistics.clauses import find_clause_begin, find_clause_end
from pipelines.statistics.cues import load_indicators
from pipelines.statistics.doers import attend
from pipelines.statistics.groups import is_of_group
from pipelines.statistics.openings import is_open, is_training_open
from pipelines.statistics.passage import (
    COUNT_UNITS,
    DENIED,
    RECEIVERS,
    Found,
    Passage,
    find_territory,
    has_cue,
)
from pipelines.statistics.plain_nouns import are_new
from pipelines.statistics.projects import PROJECT, speaks_of_one, tells_takers
from pipelines.statistics.refugees import are_all_households, are_all_refugees
from pipelines.statistics.relatives import single_out
from pipelines.statistics.staff import is_staff
from pipelines.statistics.sums import find_role
from pipelines.statistics.surveys import asks

_COUNTED = COUNT_UNITS | {None}
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
_ASKED = _OF_A_GROUP | {"einwohner"}
_OF_PROJECTS = frozenset(
    {"integrationen", "leistungsberechtigte", "massnahmeteilnehmende", "langzeitarbeitslose"}
)
_OF_ENGAGED = _OF_PROJECTS | _OF_A_GROUP
_MUNICIPAL = re.compile(r"[Kk]ommunal|Option|zugelassen")
MOST_MUNICIPAL = 110
"""Of all Jobcenters, no more are a municipality's own."""
_OF_ONE = 300
"""So many people may take part in a single project."""
_A_CASELOAD = 500
_PER_WORKER = re.compile(
    begin_words(
        r"(?:[Ee]in|[Ee]inen|[Ee]inem|[Ee]ine|[Ee]iner|[Jj]eder|[Jj]eden|[Pp]ro|[Jj]e)\s(?:[a-zäöü]+\s)?(?:Fallmanager|Mitarbeiter|Vermittler|Sachbearbeiter|Betreuer|Berater|Fachkraft|Ansprechpartner|Arbeitsvermittler)|[Jj]ede[rm]?\svon\sihnen|Betreuungsschlüssel|Betreuungsrelation|[Aa]uf\s(?:eine|jede)\s(?:[a-zäöü]+\s)?Stelle\skomm\w+"
    )
)
"""`Ein Mitarbeiter kümmert sich um 90 Arbeitslose`"""
_MARGINAL = re.compile(
    r"(?<!\w)(?:Minijob|Ein-Euro-Job|1-Euro-Job|Zusatzjob|Arbeitsgelegenheit|Mini-Job|[Gg]eringfügige?n?\s(?:[Bb]eschäftig|entlohnt)|Nebenjob|Praktik|Ehrenamt|450-Euro|520-Euro|400-Euro|[Aa]ufstock|(?:neben|trotz)\s(?:ihre[mrs]\s|eine[mrs]\s|de[mrs]\s)?(?:Lohn|Arbeit|Job|Einkommen|Gehalt|Erwerb|Beschäftigung|Verdienst|Vollzeit)|stockten?\s|stocken\s|erwerbstätig)\w*"
)
"""Work that is none in the sense of an integration, and those who do it beside the benefit."""
_SUBSIDIZED = re.compile(
    r"(?<!\w)(?:geförderte[nrsm]?\s(?:[a-zäöüß]+e[nrsm]?\s)?(?:Beschäftigung|Arbeit|Arbeitsstellen?|Stellen?|Jobs?|Arbeitsplätze?|Arbeitsverhältniss?)|sozialen\sArbeitsmarkt)\w*"
)
"""`in geförderte Beschäftigung vermittelt` (§§ 16e, 16i SGB II): no integration either."""
_BECAME = re.compile(
    r"(?<!\w)(?:meldete(?:n)?\ssich|(?:haben|hatten)\ssich\s(?:[^.;:()]|(?:(?<=bzw)|(?<=\d))\.){0,60}arbeitslos\sgemeldet"
    r"|(?:be)?droh(?:t|en|te|ten))(?!\w)|(?<!\w)(?:wurde|wurden|werden)\s(?:[^.;:,()]{0,50}\s)?arbeitslos(?!\s(?:gemeldet|registriert|gezählt|geführt|erfasst)|\w)"
)
"""`1.204 Menschen wurden im Mai arbeitslos`: they came in."""
_INVITED = re.compile(
    r"(?<!\w)(?:eingeladen|einlud|lädt|lud|luden|laden|beriet|berieten|informierten?)(?!\w)"
)
_FORMER = re.compile(
    r"\s(?:(?:ehemalig|früher|einstig|vormalig|künftig|angehend|mutmaßlich)e[nr]?|zuvor)\s"
)
"""`16 frühere Langzeitarbeitslose`: they are none any more, or not yet."""
_IN_ONE = re.compile(
    r"(?:\shaben|\shatten|\snahmen|\snehmen)?\s(?:in|an)\s(?:dem|diesem|einem|unserem)\s(?:[a-zäöüß]+n\s)?[\w-]*(?:[Pp]rogramm|[Pp]rojekt)(?!\w)"
)
"""`3.700 Langzeitarbeitslose in einem eigenen Förderprogramm`"""
JOINED = (" oder ", " und ", " und/oder ", " bzw. ", " sowie ")
"""`von Arbeitslosengeld oder Hartz IV`: of both laws; `9,0 sowie 9,2 Prozent`."""
_JOBLESS = frozenset({"arbeitslose", "arbeitslose_sgb2"})
_TOWNS = ("tädten mit ", "tädte mit ", "emeinden mit ", "ommunen mit ", "rten mit ", "reisen mit ")


def allow(passage: Passage, index: int, kind: str, rule: str) -> Found:
    """The statistic if the whole of it is meant, else why it is not."""
    if is_allowed(passage, index, kind):
        return Found(kind, rule)
    if not is_planned(passage, index):
        counted = kind == "arbeitslose" and passage.quantities[index].unit is None
        return Found(None, "denied", of=kind) if counted else DENIED  # „bei den Frauen um 42"
    return Found(None, "planned", of="arbeitslosenquote" if kind == "quote" else kind)


def is_allowed(passage: Passage, index: int, kind: str) -> bool:
    """Plans, flows, single projects and other employers are none of the Jobcenter's statistics."""
    quantity = passage.quantities[index]
    if kind == "ausgaben":
        return find_role(passage, index) in {None, "costing"}
    if kind == "einwohner":
        towns = passage.text.endswith(_TOWNS, 0, quantity.start)
        sized = towns and quantity.modifier not in {"=", "~"}  # „Städte mit über 400.000"
        return not (sized or _were_asked(passage, index, kind))
    if kind == "kommunale_jobcenter":
        return _are_all_municipal(passage, index)
    if any(is_turned(passage, index, cue) for cue in passage.cues) or is_foretold(passage, index):
        return False
    if _FORMER.search(passage.text, quantity.number.end, quantity.end):
        return False
    if kind in RECEIVERS and has_cue(passage, "young", quantity.number.end, quantity.end + 2):
        return False  # „1.600 unter 25-Jährige": some of those who receive
    if kind in _JOBLESS and are_new(passage.text, quantity):
        return False  # „310 neue Arbeitslose": they came in
    counts = passage.turns[index] is not None or quantity.unit in _COUNTED
    if counts and kind in _OF_A_GROUP:
        of_group = is_of_group(passage, index) or _is_marginal(passage, index, kind)
        if of_group:
            return False
    return _is_of_all(passage, index, kind)


def _are_all_municipal(passage: Passage, index: int) -> bool:
    """`69 Kommunale Jobcenter`, but not `16 der 26 Jobcenter`."""
    quantity = passage.quantities[index]
    named = _MUNICIPAL.search(passage.text, quantity.number.end, quantity.end)
    some = is_whole_of(passage, index) and not named  # „16 der 26 Jobcenter sind kommunal"
    some = some or quantity.modifier == "<="  # „bis zu 69 lässt das Gesetz zu"
    some = some or (passage.turns[index] is None and attend(passage, index))
    return quantity.value <= MOST_MUNICIPAL and not some


def _is_of_all(passage: Passage, index: int, kind: str) -> bool:
    """No answers to a survey, no part, no single project is counted."""
    if _is_some(passage, index, kind) or _were_asked(passage, index, kind):
        return False
    check = _CHECKS.get(kind)
    if check and not check(passage, index):
        return False
    if _is_of_project(passage, passage.quantities[index], kind):
        return False
    if kind in {"integrationen", "langzeitarbeitslose"}:
        return not _is_by_project(passage, index)
    return True


def _is_of_project(passage: Passage, quantity: Quantity, kind: str) -> bool:
    """Those who take part in a single project are none of all."""
    if quantity.value < _OF_ONE and passage.project and kind in _OF_PROJECTS:
        return True
    if kind in _OF_ENGAGED and _IN_ONE.match(passage.text, quantity.end):
        return True
    if not passage.engaged or kind not in _OF_ENGAGED:
        return False
    return quantity.value < _OF_ONE or tells_takers(passage.text, passage.start, passage.end)


def _is_by_project(passage: Passage, index: int) -> bool:
    """`In dem Projekt wurden 1.150 vermittelt`; not `1.900, davon 120 über die Messe`."""
    quantity = passage.quantities[index]
    parts = [cue.start for cue in passage.cues if cue.kind == "part" and cue.start >= quantity.end]
    if PROJECT.search(passage.text, passage.start, min([passage.end, *parts])):
        return True
    return speaks_of_one(passage.text, passage.start, quantity.start)


def _is_some(passage: Passage, index: int, kind: str) -> bool:
    """Those whom one looks after, who became unemployed, were invited or singled out."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.value < _A_CASELOAD and _PER_WORKER.search(text, passage.start, passage.end):
        return True
    if quantity.unit == "person" and _INVITED.search(text, *find_territory(passage, index)):
        return True
    if single_out(passage, index):
        return True
    became = kind == "arbeitslose" and _BECAME.search(text, *find_territory(passage, index))
    return bool(became)


def _were_asked(passage: Passage, index: int, kind: str) -> bool:
    """`4.800 Leistungsberechtigte wurden befragt`: a sample."""
    if kind not in _ASKED or passage.turns[index]:
        return False
    before, _ = find_territory(passage, index)
    end = passage.quantities[index].end
    return asks(passage.text, Span(before, find_clause_end(passage.text, end, passage.end)))


def _are_asked_of_us(passage: Passage, index: int) -> bool:
    """Applications for what a Jobcenter pays, and not for Wohngeld."""
    return not is_paid_by_others(passage, index)


def _are_ours(passage: Passage, index: int) -> bool:
    """All households that a Jobcenter pays."""
    return are_all_households(passage, index) and not is_paid_by_others(passage, index)


def _is_of_ours(passage: Passage, index: int) -> bool:
    """Whether those who receive do so by the SGB II: `Bezieher von Arbeitslosengeld I` do not."""
    before, behind = find_territory(passage, index)
    quantity, low = passage.quantities[index], load_indicators()["leistungsberechtigte"].low
    if passage.fair and attend(passage, index):
        return False  # „Eingeladen waren 1.400 Leistungsberechtigte"
    if quantity.unit == "person" and quantity.value < low and not passage.turns[index]:
        return False  # „178 Leistungsbezieher suchen eine Lehrstelle": not all of a district
    if is_paid_by_others(passage, index):
        return False
    named = [cue for cue in passage.cues if before <= cue.start < behind]
    return not any(
        (one.kind == "leistungsberechtigte" and other.kind == "sgb3" and other.start <= one.end + 2)
        or (one.kind == "sgb3" and passage.text[one.end : other.start] in JOINED)
        for one, other in itertools.pairwise(named)
    )


_CHECKS = {
    "integrationen": is_by_office,
    "beschaeftigte_jobcenter": is_staff,
    "bedarfsgemeinschaften": _are_ours,
    "neuantraege": _are_asked_of_us,
    "gefluechtete_ukraine": are_all_refugees,
    "leistungsberechtigte": _is_of_ours,
    "offene_stellen": is_open,
    "ausbildungsstellen": is_training_open,
}


def _is_marginal(passage: Passage, index: int, kind: str) -> bool:
    """`161 Leistungsbezieher nahmen einen Minijob auf`: no integration, and only some of them."""
    before, behind = find_territory(passage, index)
    start, end = passage.quantities[index].start, passage.quantities[index].end
    end = find_clause_end(passage.text, end, behind)
    if kind == "integrationen":
        own = find_clause_begin(passage.text, before, start)
        if _SUBSIDIZED.search(passage.text, own, end):
            return True
        if has_cue(passage, "ukraine", own, behind):
            return True  # „412 ukrainische Geflüchtete fanden Arbeit": a group
    return _MARGINAL.search(passage.text, before, end) is not None
