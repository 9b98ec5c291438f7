"""Where a figure holds, if the text names another area than the post's own: Bund, Land, place."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.number_words import any_case_of
from pipelines.german.quantities import Quantity
from pipelines.german.words import WordTable
from pipelines.jobcenters import jobcenters_by_slug
from pipelines.statistics.places import (
    KIND,
    LANDS,
    LEXICON,
    NAME,
    NO_PLACES,
    is_word,
    list_districts,
    may_be_place,
)
from pipelines.statistics.rows import stands_in_rows

_LAND_WORDS = [(word.lower(), LANDS[word]) for word in sorted(LANDS, key=len, reverse=True)]
"""The longest first: `Sachsen-Anhalt` before `Sachsen`."""

_PHRASES = [word for kind in ("bund", "own_land", "here") for word in LEXICON[kind]["words"]]
_BEFORE_PLACE = ("in", "aus", "für", "im", "am", "beim", "bei")
_CUES = re.compile(
    rf"""(?:
      (?P<bund> {any_case_of(LEXICON["bund"]["words"])} )
    | (?P<own_land> {any_case_of(LEXICON["own_land"]["words"])} )
    | (?P<land> (?:(?:[Ii]n|[Ii]m|[Ff]ür|[Gg]anz|[Aa]us)\s)?(?:ganz\s)?
        (?:{any_case_of(LANDS)})(?:e[nrms]?|s)? (?:\sinsgesamt)? )
    | (?P<here> (?:{any_case_of(LEXICON["here"]["words"])}) (?!\s[A-ZÄÖÜ]) )
    | (?:{any_case_of(_BEFORE_PLACE)})
      (?:\s(?:der|den|dem))? (?P<named> \s(?:Raum\s)?(?:{KIND}\s)? ) (?P<place> {NAME} )
    )(?!\w)""",
    re.VERBOSE,
)
_FIRST_WORDS = {re.split(r"\W", word)[0] for word in (*_PHRASES, *_BEFORE_PLACE, "ganz")}
_STEMS = any_case_of(land.partition("-")[0] for land in LANDS)
_MAY_BEGIN = re.compile(rf"(?:{any_case_of(_FIRST_WORDS)})\Z|(?:{_STEMS})")
_WORDS = WordTable(lambda word: True if _MAY_BEGIN.match(word) else None)
"""The words at which an area may begin to be named, whatever stands behind them."""
_KIND_BEFORE = re.compile(KIND + r"\s")
_LABEL = re.compile(
    rf"(?<![\w-])(?P<place>(?:{KIND}\s)?{NAME})(?:\s[A-ZÄÖÜ][\w-]+)?(?:\s\(|:\s|\s[|–]\s|\s)$"
)
_LIST_HEAD = re.compile(
    r"(?:nach|in den|auf die)\s(?:\w+\s){0,2}"
    r"(?:Städten?|Orten?|Gemeinden|Regionen|Kommunen|Kreisen?|Regionalcentern)|Verteilung|(?:Städten?|Kommunen|Gemeinden|Regionalcentern):?\s"
)
_BRACKETED = re.compile(r"\s?\([^()]{0,30}")
_NEXT = re.compile(r"[;:(]|,\s|\sund\s")
_RELATIVE = re.compile(r";|,\s(?:die|der|das|was|wo)\s")
_BARRIER = re.compile(r"[;(]|,\s|\s(?:und|während|aber)\s")


class Region(NamedTuple):
    """Another area than the post's own: one of the 104 by its slug, or in words."""

    jobcenter: str | None = None
    region: str | None = None


class _Cue(NamedTuple):
    start: int
    end: int
    region: Region
    """Empty: the post's own."""


def find_regions(
    text: str, start: int, end: int, quantities: Sequence[Quantity], jobcenters: Sequence[str]
) -> list[Region]:
    """For each quantity of the sentence `text[start:end]` its area; empty for the post's own.

    `jobcenters` are the slugs of the post's own.

    >>> from pipelines.german.quantities import find_quantities
    >>> text = "Hessenweit lag die Quote bei 4,4 Prozent, im Kreis bei 3,5 Prozent."
    >>> [r.region for r in find_regions(text, 0, len(text), find_quantities(text), ())]
    ['land:hessen', None]
    """
    cues = _find_cues(text, start, end, jobcenters)
    listed = _find_labels(text, start, end, quantities, jobcenters)
    regions: list[Region] = []
    for index, quantity in enumerate(quantities):
        region = listed.get(index) or _choose(text, cues, quantities, index)
        if region == Region() and index:
            gap = text[quantities[index - 1].end : quantity.start]
            if _BRACKETED.fullmatch(gap):  # „Hanau 2.204 (+12)"
                region = regions[-1]
        regions.append(region)
    return regions


def _find_cues(text: str, start: int, end: int, jobcenters: Sequence[str]) -> list[_Cue]:
    cues: list[_Cue] = []
    done = start
    for at, _ in _WORDS.find_between(text, start, end):
        match = _CUES.match(text, at, end) if at >= done else None
        if match:
            done = match.end()
            region = _read_cue(match, jobcenters)
            if region is not None:
                cues.append(_Cue(at, done, region))
    return cues


def _read_cue(match: re.Match[str], jobcenters: Sequence[str]) -> Region | None:
    if match["bund"]:
        return Region(region="bund")
    if match["here"]:
        return Region()
    if match["own_land"]:
        land = next(
            (
                jobcenters_by_slug()[slug].land
                for slug in jobcenters
                if slug in jobcenters_by_slug()
            ),
            None,
        )
        return Region(region=f"land:{land}") if land else None
    if match["land"]:
        named = match["land"].lower()
        return Region(region=f"land:{next(land for word, land in _LAND_WORDS if word in named)}")
    return _read_place(match["named"].strip(), match["place"], jobcenters)


def _read_place(kind: str, place: str, jobcenters: Sequence[str]) -> Region | None:
    """A named place: one of the 104, the post's own (empty), a place in words, or none at all."""
    slug = list_districts().get(f"{kind} {place}".strip()) or list_districts().get(place)
    if slug and "Stadt" in kind and slug.endswith("-landkreis"):
        slug = None  # „in der Stadt Leipzig": the city has a jobcenter that is none of the 104
    if slug in jobcenters:
        return Region()
    if slug and (kind or _is_neighbour(slug, jobcenters)):
        return Region(jobcenter=slug)
    if place in NO_PLACES or (not kind and not may_be_place(place)):
        return None
    return Region(region=place)


def _is_neighbour(slug: str, jobcenters: Sequence[str]) -> bool:
    """One of the own Land: a bare `Rotenburg` in Hessen is not the one in Niedersachsen."""
    known = jobcenters_by_slug()
    lands = {known[own].land for own in jobcenters if own in known}
    return not lands or known[slug].land in lands


def _find_labels(
    text: str, start: int, end: int, quantities: Sequence[Quantity], jobcenters: Sequence[str]
) -> dict[int, Region]:
    """`Hanau (2.204), Maintal 866`: two and more numbers that each stand behind a place's name."""
    found: dict[int, Region] = {}
    known = 0
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1].end if index else start
        words = (
            text[max(before, quantity.start - 50) : quantity.start].rstrip(" (:|–").rsplit(None, 1)
        )
        if not words or not words[-1][0].isupper():
            continue
        match = _LABEL.search(text, max(before, quantity.start - 50), quantity.start)
        if not match:
            continue
        kind, _, name = (
            match["place"].rpartition(" ")
            if _KIND_BEFORE.match(match["place"])
            else ("", "", match["place"])
        )
        region = _read_place(kind, name, jobcenters)
        if region is None and not is_word(name):
            region = Region(region=name)
        if region is None:
            continue
        if text[match.start() - 3 : match.start()].lower() in {"in ", "im "}:
            continue
        found[index] = region
        known += region.jobcenter is not None or region == Region()
    listed = len(found) >= 2 or (
        len(found) == 1
        and (
            known > 0
            or _LIST_HEAD.search(text, max(0, start - 160), end) is not None
            or stands_in_rows(text, start, end)
        )
    )
    return found if listed else {}


def _choose(text: str, cues: Sequence[_Cue], quantities: Sequence[Quantity], index: int) -> Region:
    """The area named last before the quantity, or right behind it before the next one."""
    quantity = quantities[index]
    following = quantities[index + 1].start if index + 1 < len(quantities) else quantity.end + 60
    for cue in cues:
        if (
            quantity.end <= cue.start < following
            and not _BARRIER.search(text, quantity.end, cue.start)
            and (_is_wide(cue) or cue.start - quantity.end < 25)
        ):
            return cue.region
    before = [cue for cue in cues if cue.end <= quantity.start]
    if not before:
        return Region()
    last = before[-1]
    if _is_wide(last):
        return last.region
    # a town holds for its own clause only
    gap = text[last.end : quantity.start]
    between = any(last.end <= q.start < quantity.start for q in quantities)
    ends = _NEXT if between else _RELATIVE
    return Region() if ends.search(gap) else last.region


def _is_wide(cue: _Cue) -> bool:
    region = cue.region.region or ""
    return region == "bund" or region.startswith("land:")
