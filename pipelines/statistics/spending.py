"""Whether an amount of money is what a Jobcenter spends or may spend."""

import re
from collections.abc import Sequence

from pipelines.statistics.benefits import is_of_others
from pipelines.statistics.passage import (
    NOTHING,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.projects import speaks_of_one
from pipelines.statistics.staff import OTHER_EMPLOYER
from pipelines.statistics.sums import BUDGET, find_role

_LARGE = 1000000
_FOR_IT = re.compile(r"(?<!\w)(?:dafür|hierfür)(?!\w)")
_REACH = 160
"""Characters before a sentence in which the programme stands that `dafür` takes up."""
_PROJECTS = ("Projekt", "Vorhaben", "Programm", "Modellprojekt")
_SAVED = re.compile(r"(?<!\w)(?:ein)?(?:ge)?spar(?:t|te|ten|en)(?!\w)")
"""`Bund und Kommunen sparten dadurch 7 Millionen Euro`, behind the fall of a statistic."""
_GAVE_OUT = re.compile(
    r"""(?<!\w)(?:
      (?:g(?:ab|aben|ibt|eben)|(?:zahl|schütte|reich)(?:t|te|en|ten))(?!\w)
        (?:[^.;]|\.(?=\d)|(?<=Mio)\.|(?<=Mrd)\.){0,140}?\saus(?=[\s.,:;]|$)
      | (?:wende(?:t|te|n|ten)|wandten?|bring(?:t|en)|brachten?)(?!\w)
        (?:[^.;]|\.(?=\d)){0,140}?\sauf(?=\s?[.,;()]|$)
      | (?:aus(?:ge|zuge)(?:ben|geben)|ausgeben|ausbezahlt|ausgeschüttet|verausgab\w+|aufgebracht
        |aufbring\w+|aufwenden|aufzuwenden|aufzubringen|an\s[^.;]{3,80}?\sausgereicht
        |gesteckt|steck(?:t|te|en|ten))(?!\w)
    )""",
    re.VERBOSE,
)
"""`gab … aus`, `wendete … auf`, `reichte … an Familien aus`, `steckt in die Ausbildung`."""
_AT_HAND = re.compile(
    r"(?<!\w)(?:erh(?:ält|alten|ielt|ielten)|bek(?:ommt|ommen|am|amen)|zur\sVerfügung|verfüg(?:t|en|te|ten)|bereit(?:gestellt|gehalten|stehen)?|eingeplant|veranschlagt|vorgesehen|bewilligt|zugewiesen|zugeteilt|abgerufen|ausgeschöpft)(?!\w)"
)
_MEASURES = re.compile(
    r"(?<!\w)(?:Eingliederungs|Integrations|Qualifizierungs|Arbeitsmarkt)(?:maßnahmen?|hilfen|programme)(?!\w)"
)
"""What a Jobcenter does with its means."""
_MONEY_WORD = re.compile(
    r"""(?<!\w)(?!(?:Lebens|Verkehrs|Nahrungs|Hilfs|Arznei|Kommunikations)mittel|\w*[Ee]rmittel|\w*[Vv]ermittel)
    [A-ZÄÖÜ][\w-]*(?:mitteln?|geldern?|[Kk]osten|[Aa]usgaben|[Bb]udgets?|[Ee]tats?|[Aa]ufwendungen
      |[Zz]uweisung(?:en)?|[Ee]inzelplan|[Tt]eilhaushalt)(?!\w)""",
    re.VERBOSE,
)


_FOR_ONE = re.compile(
    r"(?<!\w)(?:[Ff]ür|[Zz]ur\s(?:Umsetzung|Finanzierung|Durchführung))\s"
    r"(?:de[srmn]|das|die|ein|diese[srmn]?)\s(?:[a-zäöüß]+\s)?"
    r"(?:Bundes|Landes|Modell|Sonder)?(?:[Pp]rogramms?|[Pp]rojekte?s?|[Vv]orhabens?)(?!\w)"
)
"""`Für das Modellprojekt erhält das Jobcenter vier Millionen Euro`"""


def _names_money(passage: Passage) -> bool:
    """A word of spending, of the file or by its last part: `Eingliederungsgelder`."""
    start, end = passage.start, passage.end
    if has_cue(passage, "ausgaben", start, end):
        return True
    return _MONEY_WORD.search(passage.text, start, end) is not None


def _is_for_programme(passage: Passage, index: int) -> bool:
    """`Das Bundesprogramm läuft gut. 1,2 Millionen Euro flossen dafür`: a project's."""
    start = passage.quantities[index].start
    if _FOR_ONE.search(passage.text, max(passage.start, start - _REACH), start):
        return True
    lead = max(0, passage.start - _REACH)
    taken_up = _FOR_IT.search(passage.text, *find_territory(passage, index)) is not None
    return taken_up and speaks_of_one(passage.text, lead, passage.start)


def find_expected(passage: Passage, index: int) -> Found:
    """A sum that is no spending, or not yet: `2008 waren es 10,2 Milliarden` may follow."""
    large = passage.quantities[index].value >= BUDGET and _names_money(passage)
    if large and find_role(passage, index) in {"foreseen", "asked"}:
        return Found(None, "planned", of="ausgaben")
    return NOTHING


def find_spending(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:
    """Money of a budget's size beside a word of spending, or going on with it."""
    quantity = passage.quantities[index]
    of_projects = index > 0 and passage.quantities[index - 1].noun.startswith(_PROJECTS)
    if quantity.value < BUDGET or of_projects or is_of_others(passage, index):
        return NOTHING  # „Für acht Projekte fließen 23 Millionen Euro"
    named = _names_money(passage)
    of_benefit = quantity.value >= _LARGE and has_cue(passage, "sgb2", passage.start, passage.end)
    role = find_role(passage, index)
    costs = (named or of_benefit) and role == "costing"
    if (role and not costs) or _is_for_programme(passage, index):
        return NOTHING
    if named or _is_spent(passage, index, topic):
        return Found("ausgaben", "spending")
    spoken_of = (topic.indicator == "ausgaben" or topic.money) and not topic.other
    goes_on = spoken_of or any(r.indicator == "ausgaben" for r in readings)
    return Found("ausgaben", "spending_goes_on") if goes_on else NOTHING


def _is_spent(passage: Passage, index: int, topic: Topic) -> bool:
    """The sentence says that it was paid, may be spent, was saved, or is the SGB II's."""
    text, start, end = passage.text, passage.start, passage.end
    ours = has_cue(passage, "jobcenter", start, end) or has_cue(
        passage, "massnahmeteilnehmende", start, end
    )
    ours = ours or _MEASURES.search(text, start, end) is not None
    large = passage.quantities[index].value >= _LARGE
    gave = _GAVE_OUT.search(text, start, end) is not None
    return (
        (gave and (ours or not OTHER_EMPLOYER.search(text, start, end)))
        or (ours and _AT_HAND.search(text, start, end) is not None)
        or (large and has_cue(passage, "sgb2", start, end))
        or (topic.indicator is not None and _SAVED.search(text, start, end) is not None)
    )
