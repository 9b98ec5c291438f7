"""The places that rows and items are called by: `Hanau (2.204), Maintal 866`."""

import re
from collections.abc import Sequence

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.statistics.area_cues import Region, read_place
from pipelines.statistics.passage import Reading
from pipelines.statistics.places import KIND, LANDS, NAME, is_town, is_word, list_districts
from pipelines.statistics.rows import stands_in_rows

_KIND_BEFORE = re.compile(KIND + r"\s")
_LABEL = re.compile(
    rf"(?<![\w-])(?!(?:Allein|Auch|Einzig|Lediglich|Nur|Selbst|Sogar)\s)(?P<place>(?:{KIND}\s)?{NAME})(?P<noun>\s[A-ZÄÖÜ][\w-]+)?(?:\s\(|:\s|\s[|–]\s|\s)[+±\u2212–-]?$"
)
_NO_NAME = re.compile(r"^..$|\w{3}(?:ung|ungen|heit|keit|schaft|zeit|tion|tät|nis)$")
_LIST_HEAD = re.compile(
    r"(?:nach|in den|auf die)\s(?:\w+\s){0,2}"
    r"(?:Städten?|Orten?|Gemeinden|Regionen|Kommunen|Kreisen?|Regionalcentern)|Verteilung"
    r"|(?:Städten?|Kommunen|Gemeinden|Regionalcentern):?\s"
)
_BY_TRADE = frozenset({"offene_stellen", "ausbildungsstellen"})
"""Statistics that lists give by trade rather than by place."""
_REACH = 50
"""So many characters before a number its place begins at most."""


def read_label(label: Region | None, reading: Reading) -> Region | None:
    """The place that a row is called by; a list of jobs is rather one of trades."""
    if label and label.region and reading.indicator in _BY_TRADE:
        return label if is_town(label.region) else None  # „Büromanagement: 14 Stellen"
    return label


def find_labels(
    text: str, sentence: Span, quantities: Sequence[Quantity], jobcenters: Sequence[str]
) -> dict[int, Region]:
    """Two and more numbers that each stand behind a place's name, or one in a list of places."""
    found: dict[int, Region] = {}
    start, end = sentence
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1].end if index else start
        region = _find_place(text, max(before, quantity.start - _REACH), quantity, jobcenters)
        if region is not None:
            found[index] = region
    known = any(region.jobcenter is not None or region == Region() for region in found.values())
    listed = len(found) >= 2 or (
        len(found) == 1
        and (
            known
            or _LIST_HEAD.search(text, max(0, start - 160), end) is not None
            or stands_in_rows(text, start, end)
        )
    )
    return found if listed else {}


def _find_place(
    text: str, lead: int, quantity: Quantity, jobcenters: Sequence[str]
) -> Region | None:
    """The place that stands right before a number, behind `lead`."""
    words = text[lead : quantity.start].rstrip(" (:|–+±\u2212-").rsplit(None, 1)
    if not words or not words[-1][0].isupper():
        return None
    match = _LABEL.search(text, lead, quantity.start)
    if not match or text[match.start() - 3 : match.start()].lower() in {"in ", "im "}:
        return None
    place = match["place"]
    kind, _, name = place.rpartition(" ") if _KIND_BEFORE.match(place) else ("", "", place)
    if not kind and name in LANDS:
        return Region(region=f"land:{LANDS[name]}")
    if match["noun"] and name.endswith("en"):
        return None  # „die Kommunalen Jobcenter 210.000"
    named = is_town(name) or name in list_districts()
    word = (is_word(name) or len(name) == len("In")) and not named
    region = None if word and not kind else read_place(kind, name, jobcenters)
    if region is None and not word and not _NO_NAME.search(name):
        return Region(region=name)
    return region
