"""Whether people are placed: they took up work, somebody integrated them, or a noun says so."""

import re

from pipelines.german.words import match_words
from pipelines.statistics.cues import load_phrase, match_any, match_each
from pipelines.statistics.passage import Passage, find_territory

_WORK, _TAKE = rf"{match_any('work')}(?!-[A-Z])", match_any("taken")
_TAKE_UP = re.compile(
    rf"""(?<!\w)(?:
        {_WORK}(?!\w)(?:[^.;:()]|\.(?=\d\d\d)){{0,60}}?(?<!\w){_TAKE}(?!\w)
      | {_TAKE}(?!\w)(?:(?!,\sum\s)[^.;:()]|\.(?=\d\d\d)){{0,80}}?
        (?<!\w)(?<!Agentur\sfür\s){_WORK}(?!\w)
      | (?:[Dd]urch|[Mm]it|[Dd]ank)\s(?:(?:die|eine[rn]?)\s)?
        (?:Arbeits|Beschäftigungs|Job|Erwerbs)aufnahme
      | (?:durch|mit)\s(?:die\s)?Aufnahme\s(?:einer|eines|von)\s[^.;:()]{{0,40}}?{_WORK}(?!\w)
      | nahmen\s(?:[^.;:()]|\.(?=\d\d\d)){{0,60}}?(?<!\w){_WORK}(?!\w)[^.;:()]{{0,30}}?\sauf(?!\w)
    )""",
    re.VERBOSE,
)
_TAKING = match_words(
    match_each(word.partition(" ")[0] for word in load_phrase("taken"))
    + r"|\w*[Aa]ufnahme\w*|nahmen"
)
"""Words of which one stands where people take up work."""
_NOT = re.compile(r"(?<!\w)(?:kein(?:e[nrms]?)?|nicht|nie)(?!\w)(?!\snur)")
_BEFORE_IT = 20
"""So many characters before its words a placement is denied."""
_LAST_STOP = re.compile(r"^[^,;]{0,20}[,;]\s")
_PLACE = re.compile(
    r"(?<!\w)(?:(?:[Ww]eiter)?[Vv]ermittel(?:t|te|ten|n)|integriert|eingegliedert)(?!\w)"
)
_APART = re.compile(r",\s(?:sondern|dass|weil|während|wobei|obwohl)(?!\w)")
_NOUNS = re.compile(r"(?:[iI]ntegration|[vV]ermittlung|[aA]ufnahme|gliederung)(?:en|n)?(?!\w)")
_PLACEMENT_OF = re.compile(
    r"(?<!\w)(?:Integration|Vermittlung|Eingliederung|Arbeitsmarktintegration|Arbeitsaufnahme)"
    r"\s(?:von|der)\s(?:(?:insgesamt|rund|etwa)\s)?$"
)


def take_up_work(text: str, start: int, end: int) -> bool:
    """Whether people are said to be placed in work; not `haben noch keine Lehrstelle gefunden`."""
    return _TAKING.has_between(text, start, end) and _say(_TAKE_UP, text, start, end)


def found_work(passage: Passage, index: int) -> bool:
    """`310 Arbeitslose haben eine Stelle gefunden`: near to the number it is said of them."""
    return take_up_work(passage.text, *find_territory(passage, index))


def were_placed(passage: Passage, index: int) -> bool:
    """`Erfolgreich integriert wurden 2.530`, `vermittelte 310`: a verb alone, whereto ever."""
    before, behind = find_territory(passage, index)
    apart = _APART.search(passage.text, passage.quantities[index].end, behind)
    return _say(_PLACE, passage.text, before, apart.start() if apart else behind)


def _say(placed: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether the words stand there and are not denied."""
    return any(
        not _NOT.search(_LAST_STOP.sub("", text[max(start, m.start() - _BEFORE_IT) : m.end()]))
        for m in placed.finditer(text, start, end)
    )


def name_placements(text: str, start: int, end: int) -> bool:
    """Whether a noun counts the cases: `Vermittlungen`, `Arbeitsaufnahmen`."""
    return _NOUNS.search(text, start, end) is not None


def is_placement_of(passage: Passage, index: int) -> bool:
    """`durch die Vermittlung von 310 Menschen`."""
    before, _ = find_territory(passage, index)
    return _PLACEMENT_OF.search(passage.text, before, passage.quantities[index].start) is not None
