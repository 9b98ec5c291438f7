"""Targets and what came of them: plans are no statistics, results are."""

import re

from pipelines.german.beginnings import begin_words
from pipelines.german.change_parallel import RESULT
from pipelines.statistics.cues import Cue
from pipelines.statistics.passage import Passage, find_territory

_TURNS = frozenset({"plan", "flow", "eligible"})
_AT_PRESENT = re.compile(r"(?<!\w)(?:derzeit|zurzeit|aktuell|inzwischen|bereits)(?!\w)")
_INTENDED = re.compile(r"\s(?:zu\s\w+|[a-z]{2,8}zu[a-zäöü]+)n(?!\w)")
_LEADS_ON = re.compile(
    r"[\s„(:]{0,2}(?:[A-ZÄÖÜ][\w-]+\s)?(?:(?:von|bei|waren|sind|war|ist)\s)?(?:insgesamt\s)?"
)
"""Between a word of plans and the number that it is about: `angestrebt waren`."""
_KNOWN = (" die ", " der ", " den ", "Die ", "Den ", " ihre ", " unsere ", " seine ", " diese ")
_AIMED = re.compile(r"(?:Ziel(?:wert|vorgabe|marke)?|Vorgabe|Planwert)\s?(?:von\s|bei\s|:\s|\()$")
"""`das Ziel von 3.000`"""
_WITHOUT = re.compile(begin_words("[Oo]hne") + r"(?!\w)")
_UNREAL = re.compile(r"(?<!\w)(?:hätten?|wären?|würden?)(?!\w)")
"""`Ohne die Geflüchteten hätte sich ein Rückgang um 27 ergeben`: it did not."""


def is_unreal(passage: Passage, index: int) -> bool:
    """Whether the number is of what would be, were it not for something."""
    before, behind = find_territory(passage, index)
    start = passage.quantities[index].start
    return (
        _WITHOUT.search(passage.text, passage.start, start) is not None
        and _UNREAL.search(passage.text, before, behind) is not None
    )


def is_aimed(passage: Passage, index: int) -> bool:
    """`(Ziel: 23,5 Prozent)`: what was to be reached."""
    start = passage.quantities[index].start
    return _AIMED.search(passage.text, max(passage.start, start - 30), start) is not None


def tells_result(passage: Passage, index: int) -> bool:
    """`erreicht wurden 1.341`, `geworden sind es 1.164`: in the number's own clause."""
    before, behind = find_territory(passage, index)
    return RESULT.search(passage.text, before, behind) is not None


def is_planned(passage: Passage, index: int) -> bool:
    """Whether a word of plans is about the number, or it is what will be."""
    if is_foretold(passage, index):
        return True
    return any(cue.kind == "plan" and is_turned(passage, index, cue) for cue in passage.cues)


def is_foretold(passage: Passage, index: int) -> bool:
    """`wird auf 2,5 Millionen steigen`, `stellt sich auf 500 Menschen ein`: no count yet."""
    start, end = passage.quantities[index].start, passage.quantities[index].end
    text, since = passage.text, max(passage.start, start - _BEFORE_IT)
    if _PREPARES.search(text, since, start) or _is_assumed(passage, since, start, end):
        return True
    if not _WILL.search(text, since, start):
        return False
    will = _WILL_BE.search(text, since, min(passage.end, end + _BEFORE_IT))
    return will is not None and will.end() > end


def _is_assumed(passage: Passage, since: int, start: int, end: int) -> bool:
    """`Der Kreis geht von 1.240 Haushalten aus`, `war von 16.100 ausgegangen`."""
    text, stop = passage.text, min(passage.end, end + _BEFORE_IT)
    if not _FROM.search(text, since, start):
        return False
    goes = _GOES.search(text, since, start) is not None
    return (_OUT if goes else _GONE_OUT).match(text, end, stop) is not None


_FROM = re.compile(begin_words("von") + r"\s(?:[^.;:()]{0,40}\s)?$")
_GOES = re.compile(r"(?<!\w)(?:geh(?:t|en|e)|ging(?:en)?)(?!\w)")
_OUT = re.compile(r"[^.;:()]{0,60}?\saus(?=[\s.,;]|$)")
_GONE_OUT = re.compile(r"[^.;:()]{0,60}?\sausgegangen(?!\w)")
_THAN = re.compile(r"(?<!\w)(?:mehr|weniger|[a-zäöü]{3,}er)\sals\s(?:[\w-]+\s){0,2}$")
_BEFORE_IT = 110
"""So many characters before and behind a number its future stands."""
_WILL = re.compile(begin_words(r"wird|werden?") + r"(?!\w)")
_WILL_BE = re.compile(
    r"""(?<!\w)w(?:ird|erden?)\s(?:[^;:,]|,(?=\d)){0,200}
    (?<!\w)(?<!zu\s)(?:(?:an|ab|zu|über|unter|zurück)?(?:steigen|sinken|gehen|fallen|nehmen
      |wachsen)|liegen|sein|geben|belaufen|betragen|erreichen)
    (?=\s?[,.;:“”"]|\s(?:und|oder|als)\s|$)""",
    re.VERBOSE,
)
_PREPARES = re.compile(
    begin_words(r"stell(?:t|en|te|ten)\s(?:sich|uns)\s[^.;:]{0,60}?(?<!\w)auf\s[^.;:]{0,40}$")
)
_REACHED = re.compile(r"(?<!\w)(?:übertroffen|erfüllt|erreicht)(?!\w)")
_BY = ("Mit ", "mit ", "Mit insgesamt ", "mit insgesamt ")
"""`Mit 1.120 Integrationen wurde das Ziel übertroffen`: what was reached is no plan."""


def _is_so(passage: Passage, index: int, cue: Cue) -> bool:
    """A word of plans beside what is so: `würden derzeit beraten`, `das Ziel wurde übertroffen`."""
    before, behind = find_territory(passage, index)
    if passage.text.startswith(("würde", "wäre"), cue.start):
        return _AT_PRESENT.search(passage.text, before, behind) is not None
    reached = _REACHED.search(passage.text, cue.end, behind)
    return reached is not None and passage.text.endswith(_BY, 0, passage.quantities[index].start)


def _is_surpassed(passage: Passage, cue: Cue) -> bool:
    """`500 Millionen Euro mehr als geplant`: it came otherwise."""
    lead = max(passage.start, cue.start - 40)
    return cue.kind == "plan" and _THAN.search(passage.text, lead, cue.start) is not None


def is_turned(passage: Passage, index: int, cue: Cue) -> bool:
    """A word of plans, flows or conditions in the quantity's own clause."""
    if cue.kind not in _TURNS:
        return False
    quantity = passage.quantities[index]
    before, behind = find_territory(passage, index)
    if not before <= cue.start < behind:
        return False
    if _is_so(passage, index, cue) or _is_surpassed(passage, cue):
        return False
    if cue.kind == "plan" and passage.text.endswith(_KNOWN, passage.start, quantity.start):
        return False  # „Dann sollen die fast 20.000 Leistungsbezieher …": they are there
    following = passage.quantities[index + 1 : index + 2]
    if (
        cue.start >= quantity.end
        and following
        and _LEADS_ON.fullmatch(passage.text, cue.end, following[0].start)
    ):
        return False  # „Mit 3.120 Integrationen wurde das Ziel von 3.000 übertroffen"
    gap = passage.text[min(cue.end, quantity.end) : max(cue.start, quantity.start)]
    if cue.kind == "plan" and cue.end <= quantity.start:
        gap = gap.replace(", dass ", " ", 1)  # „Das Institut erwartet, dass 4.300 arbeitslos sind"
    if cue.kind == "plan" and _INTENDED.search(passage.text, quantity.end, behind):
        return not re.search(r"[;:]\s|\sund\s", gap)  # „plant, 3.200 Menschen zu vermitteln"
    return not re.search(r"[,;:]\s|\sund\s|\s/\s", gap)
