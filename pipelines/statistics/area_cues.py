"""Where a sentence names an area: the Bund, a Land, one of the 104, a place, or its own."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.beginnings import begin_words
from pipelines.german.number_words import any_case_of, any_of
from pipelines.german.words import WordTable
from pipelines.jobcenters import jobcenters_by_slug
from pipelines.statistics.places import (
    KIND,
    LANDS,
    LEXICON,
    NAME,
    NO_PLACES,
    is_town,
    is_word,
    list_districts,
    may_be_place,
)

_LAND_WORDS = [(word.lower(), LANDS[word]) for word in sorted(LANDS, key=len, reverse=True)]
"""The longest first: `Sachsen-Anhalt` before `Sachsen`."""
_PHRASES = [word for kind in ("bund", "own_land", "here") for word in LEXICON[kind]["words"]]
_BEFORE_PLACE = ("in", "aus", "bei", "für", "auf")
_WITH_ARTICLE = ("im", "am", "beim")
"""Towns have none: only a district is meant, or what is called a place."""
_LEADS_TO = LEXICON["leads_to"]["words"]
"""`die höchste hat Hanau mit 6,8 Prozent`"""
_SHOWS = f"(?:{any_of(LEXICON['shows']['words'])})"
_WITH_NUMBER = r"\s(?:mit\s|bei\s)?\(?[+±–-]?\d"
"""`Land 5,6 %`, `das Land mit 5,6 Prozent`"""
_PLAIN_BUND = rf"(?: (?<![Dd]er[ ])Bund (?={_WITH_NUMBER}) | Bund (?=\s(?:mit\s|bei\s|\()) )"
"""`davon zahlt der Bund 38 Millionen`: who pays is no area."""
_OFFICE = r"\w*(?:[Mm]inist|[Ll]andesregierung|[Ll]andtag|[Ll]andkreistag|[Ss]tädtetag)"
_CUES = re.compile(
    rf"""(?:
      (?P<bund> {any_case_of(LEXICON["bund"]["words"])} | {_PLAIN_BUND} )
    | (?P<own_land> {any_case_of(LEXICON["own_land"]["words"])} | Land (?={_WITH_NUMBER}) )
    | (?P<land> (?:(?:[Ii]n|[Ii]m|[Ff]ür|[Gg]anz|[Aa]us)\s)?(?:ganz\s)?
        (?:{any_case_of(LANDS)})(?:e[nrms]?|s)? (?:\sinsgesamt)? ) (?!\s{_OFFICE})
    | (?:(?:[Ii]n|[Ii]m)\s)? (?P<part> {any_case_of(LEXICON["parts"]["words"])} )
    | (?P<here> (?:{any_case_of(LEXICON["here"]["words"])}) (?!\s[A-ZÄÖÜ]) )
    | (?:{any_case_of(_BEFORE_PLACE)} | (?P<article> {any_case_of(_WITH_ARTICLE)} ) )
      (?P<its>\s(?:der|den|dem|die))? (?:\s(?:benachbarte|angrenzende)[nrs]?)?
      (?P<named> \s(?:Raum\s)?(?:{KIND}\s(?:[Ii]n\s)?)? ) (?P<place> {NAME} )
    | (?P<kind> {KIND} ) [ ](?:[Ii]n\s)? (?P<of_kind> {NAME} )
    | (?:{any_case_of(_LEADS_TO)}) \s (?P<led> {NAME} ) (?= \s(?:mit|auf|\() | :\s | ,\sdort\s )
    | (?P<subject> {NAME} ) (?= \s{_SHOWS}(?!\w) | :\s )
    )(?!\w)""",
    re.VERBOSE,
)
_FIRST_WORDS = {
    re.split(r"\W", word)[0]
    for word in (
        *_PHRASES,
        *_BEFORE_PLACE,
        *_WITH_ARTICLE,
        *_LEADS_TO,
        *LEXICON["parts"]["words"],
        "ganz",
    )
}
_STEMS = any_case_of(land.partition("-")[0] for land in LANDS)
_MAY_BEGIN = re.compile(
    rf"(?:{any_case_of(_FIRST_WORDS)})\Z|(?:{_STEMS})|{KIND}\Z|\w*[Kk]reise?s?\Z"
)
_NUMBER_BEHIND = re.compile(r"\s(?:(?:auf|bei|mit|um|nur|noch|rund)\s){0,2}\d")
_CITIES = ("Berlin", "Bremen", "Hamburg")
_MET = re.compile(
    rf"(?<!\w)(?:{any_case_of(LEXICON['met']['words'])})(?!\w)"
    rf"|(?:{any_case_of(LEXICON['met']['events'])})(?:es|s)?(?!\w)"
)
_REACH = 100
"""Characters around a city within which is said what happened there."""
_OF_ANYTHING = re.compile(r"(?:für|auf)\s", re.IGNORECASE)
_AMONG = re.compile(r"(?<!\w)(?:[Uu]nter(?:\sallen)?|aller|von)\s(?:den\s)?\Z")
"""`unter den hessischen Landkreisen`: whom it is one of."""
_WORDS = WordTable(lambda word: True if _MAY_BEGIN.match(word) or _names_town(word) else None)
"""The words at which an area may begin to be named, whatever stands behind them."""
_COMPARED = re.compile(
    r"""(?<!\w)(?: als | gegenüber | [Vv]ergleich\s(?:zu[mr]?|mit) | verglichen\smit
      | (?:unter|über|hinter|vor|bei)\s(?:de[mnr]|jenem|dem\sWert) )\s(?:[a-zäöü]+\s)?\Z""",
    re.VERBOSE,
)
_LIKE = re.compile(
    r",\s(?:[a-zäöü]+\s){0,2}wie\s(?:auch\s)?(?:(?:im|in)\s)?(?:[A-ZÄÖÜ][a-zäöüß]+\s)?\Z"
)
_CLOSED = re.compile(r"(?:\s[^\s,;.()\d]+){0,4},")
_HOUSE = re.compile(
    begin_words(
        r"[Jj]obcenters?|[Aa]gentur(?:en)?|[Kk]reishaus|[Ll]andratsamt|[Rr]athaus|[Hh]alle|[Mm]esse"
        r"|[Ss]itz|[Bb]üro|gespräch|konferenz|[Tt]reffen|[Tt]agung|[Ss]itzung"
        r"|[Ss]tellen|[Ss]tandorten?|[Ff]ilialen",
        within=True,
    )
    + r"\s\Z"
)
"""`Das Jobcenter in Gelnhausen`: where it stands, not what it speaks of."""
_TOLD_THERE = re.compile(
    r"[^.;:]*?\s(?:vor|mit|bekannt|vorgestellt|mitgeteilt|erklärt\w*|gesagt)[:,]"
    r"|\s(?:(?:am|gestern|heute)\s(?:\w+\s)?)?(?:mitteilte|berichtete|sagte|erklärte|erläuterte|bekannt\s?gab)n?(?!\w)"
)
_DISTRICT = re.compile(r"[A-ZÄÖÜ]\w+kreis(?:es)?|[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)*-Kreis(?:es)?")
_PLACE = "Ort"
"""The kind of a name that must be a place's, where none is named."""
_NEVER_SLUG = re.compile(
    r"(?P<wider>Altkreis|(?:Agentur|Regierungs)?[Bb]ezirk)(?:e?s)?|Region|Raum|Bereich"
)
"""Areas that are called after a town and are no district of the 104."""


class Region(NamedTuple):
    """Another area than the post's own: one of the 104 by its slug, or in words."""

    jobcenter: str | None = None
    region: str | None = None


class AreaCue(NamedTuple):
    """An area that a sentence names, and where."""

    start: int
    end: int
    region: Region
    """Empty: the post's own."""
    compared: bool = False
    """It is what something else is compared with: `niedriger als in Hessen`."""

    @property
    def wide(self) -> bool:
        """Whether it is the Bund or a Land."""
        region = self.region.region or ""
        return region == "bund" or region.startswith("land:")


def find_area_cues(text: str, start: int, end: int, jobcenters: Sequence[str]) -> list[AreaCue]:
    """The areas that `text[start:end]` names, in order; `jobcenters` are the post's own slugs.

    >>> [c.region for c in find_area_cues("In Hessen und im Kreis", 0, 22, ())]
    [Region(jobcenter=None, region='land:hessen'), Region(jobcenter=None, region=None)]
    """
    cues: list[AreaCue] = []
    done = start
    for at, _ in _WORDS.find_between(text, start, end):
        match = _CUES.match(text, at, end) if at >= done else None
        region = _read_cue(text, match, jobcenters) if match else None
        if match and (region is not None or match["place"]):
            done = match.end()  # „das Jobcenter in Gelnhausen betreut": the town is no subject
        if match and region is not None and not _is_aside(text, start, match):
            lead = text[max(start, at - 40) : at]
            cues.append(AreaCue(at, done, region, _COMPARED.search(lead) is not None))
    return cues


def _is_aside(text: str, start: int, match: re.Match[str]) -> bool:
    """`Die Quote stieg, wie im Landesschnitt Bayern, um 0,2`: the number is none of that area."""
    lead = _LIKE.search(text, max(start, match.start() - 50), match.start())
    return lead is not None and _CLOSED.match(text, match.end()) is not None


def _names_town(word: str) -> bool:
    return word[0].isupper() and (word in list_districts() or is_town(word))


def _read_cue(text: str, match: re.Match[str], jobcenters: Sequence[str]) -> Region | None:
    if match["here"]:
        return Region()
    if match["own_land"]:
        return _find_own_land(jobcenters)
    if match["land"] and _is_no_area(text, match):
        return None
    return _read_wide(match) or _read_name(text, match, jobcenters)


def _is_no_area(text: str, match: re.Match[str]) -> bool:
    """`unter den hessischen Landkreisen`; `in Berlin`, where somebody met."""
    if _AMONG.search(text, max(0, match.start() - 20), match.start()):
        return True
    if not match["land"].endswith(_CITIES):
        return False
    return _MET.search(text, max(0, match.start() - _REACH), match.end() + _REACH) is not None


def _read_wide(match: re.Match[str]) -> Region | None:
    """The Bund, a Land, or a part of either that has a name of its own."""
    if match["land"]:
        named = match["land"].lower()
        return Region(region=f"land:{next(land for word, land in _LAND_WORDS if word in named)}")
    if match["bund"]:
        return Region(region="bund")
    return Region(region=match["part"]) if match["part"] else None


def _read_name(text: str, match: re.Match[str], jobcenters: Sequence[str]) -> Region | None:
    if match["kind"]:
        return read_place(match["kind"], match["of_kind"], jobcenters)
    before = text[max(0, match.start() - 30) : match.start()]
    if match["subject"]:
        name = match["subject"]
        sure = _is_surely_place(name) and not _HOUSE.search(before)
        return read_place("", name, jobcenters) if sure else None
    if match["led"]:
        name = match["led"]
        return None if is_word(name) else read_place(_PLACE, name, jobcenters)
    if _HOUSE.search(before) or _TOLD_THERE.match(text, match.end()):
        return None
    kind, place = match["named"].strip().removesuffix(" in"), match["place"]
    if not kind and not _is_surely_place(place):
        counted = _NUMBER_BEHIND.match(text, match.end()) and not is_word(place)
        of_anything = _OF_ANYTHING.match(text, match.start())  # „für Miete", „auf Antrag"
        if match["article"] or match["its"] or (of_anything and not counted):
            return None
        kind = _PLACE if counted else ""  # „in Schlüchtern 2,9": whatever it ends in
    return read_place(kind, place, jobcenters)


def _find_own_land(jobcenters: Sequence[str]) -> Region | None:
    known = jobcenters_by_slug()
    land = next((known[slug].land for slug in jobcenters if slug in known), None)
    return Region(region=f"land:{land}") if land else None


def _is_surely_place(name: str) -> bool:
    return name in list_districts() or _names_town(name.rpartition(" ")[2]) or is_district(name)


def is_district(word: str) -> bool:
    """`Wetteraukreis`, `Rheingau-Taunus-Kreis`; a `Personenkreis` is none.

    >>> is_district("Wetteraukreis"), is_district("Rechtskreis"), is_district("Kreis")
    (True, False, False)
    """
    return _DISTRICT.fullmatch(word) is not None and word.removesuffix("es") not in NO_PLACES


def read_place(kind: str, place: str, jobcenters: Sequence[str]) -> Region | None:
    """A named place: one of the 104, the post's own (empty), a place in words, or none at all."""
    other = _NEVER_SLUG.fullmatch(kind)
    if other:
        if place in NO_PLACES:
            return None  # „im Bereich Hartz IV", „im Bereich Pflege"
        return Region(region=f"{other['wider']} {place}" if other["wider"] else place)
    slug = _find_slug(kind, place)
    if slug in jobcenters:
        return Region() if len(jobcenters) == 1 else Region(jobcenter=slug)
    named = kind not in {"", _PLACE} or is_district(place)
    if slug and (named or _is_neighbour(slug, jobcenters)):
        return Region(jobcenter=slug)
    if is_district(place):
        return Region(region=place.removesuffix("es"))
    # „des Landkreises Ende September": what stands behind a kind may be any word
    may_be = (not is_word(place) or is_town(place)) if kind else may_be_place(place)
    return Region(region=place) if may_be and place not in NO_PLACES else None


def _find_slug(kind: str, place: str) -> str | None:
    """Of one of the 104; the towns of Fulda and Leipzig are called as their districts are."""
    slug = list_districts().get(f"{kind} {place}".strip()) or list_districts().get(place)
    town = slug and kind.endswith("tadt") and jobcenters_by_slug()[slug].kind != "stadt"
    return None if town else slug


def _is_neighbour(slug: str, jobcenters: Sequence[str]) -> bool:
    """One of the own Land: a bare `Rotenburg` in Hessen is not the one in Niedersachsen."""
    known = jobcenters_by_slug()
    lands = {known[own].land for own in jobcenters if own in known}
    return not lands or known[slug].land in lands
