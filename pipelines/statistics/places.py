"""Which words are names of places: a Land, one of the 104, or what may be a town."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.german.date_lexicon import MONTHS, SEASONS
from pipelines.german.nouns import read_noun
from pipelines.german.number_words import any_case_of
from pipelines.jobcenters import load_jobcenters
from pipelines.statistics.cues import find_cues, load_phrase

LEXICON = tomllib.loads(
    (files("pipelines.statistics") / "regions.toml").read_text(encoding="utf-8")
)
NO_PLACES = frozenset(
    (*LEXICON["no_places"]["words"], *load_phrase("origins"), *load_phrase("trades"))
)
LANDS: dict[str, str] = {word: slug for slug, words in LEXICON["lands"].items() for word in words}
WIDE = any_case_of(
    word
    for words in (LEXICON["bund"]["words"], LEXICON["own_land"]["words"], LANDS)
    for word in words
    if word.endswith("weit")
)
"""`bundesweit`, `hessenweit`: in all of the Bund or of a Land."""
NAME = (
    r"(?:(?:Bad|Groß|Klein|Sankt|Schwäbisch|St\.|Neu|Ober|Unter|Hohen|Burg|Markt)[ -])?"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+ische[nr]?[ ](?=[A-ZÄÖÜ]))?"
    r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+){0,3}"
    r"(?:[ ](?:am[ ](?:Inn|Lech|Main|Neckar|Rhein)"
    r"|an[ ]der[ ][A-ZÄÖÜ]\w+|im[ ]Breisgau|\(Wümme\)))?"
)
"""What a place's name looks like."""
KIND = (
    r"(?:(?:Land|Nachbar|Alt)?[Kk]reis(?:es)?|(?:Kreis|Universitäts|Hanse|Landeshaupt)?[Ss]tadt|Gemeinde|Region"
    r"|Regionalcenter|Standort|(?:Geschäfts|Außen|Neben|Zweig|Haupt|Dienst|Regional)stelle"
    r"|(?:Agentur|Regierungs)?[Bb]ezirks?|Stadtteil|Ortsteil|Bereich)"
)
"""What says of the name behind it that it is a place's."""
_COMMON = re.compile(
    r"(?:ung|ungen|heit|keit|schaft|schaften|zeit|tion|tionen|mus|tät|nis|nisse|ern|ende|enden|innen|jahr|monat|woche|tag|quartal|halbjahr|arbeit|markt|center|amt|ämtern|hilfe|plan|en)$"
)
_TOWN = re.compile(
    r"[a-zäöüß]{2,}(?:dorf|stadt|burg|berg|hausen|heim|bach|hofen|tal|kirchen|feld|furt|brück|rode|leben|lar|itz"
    r"|ingen|münster|born|hain|roda|walde|ow)$"
)


@cache
def list_districts() -> Mapping[str, str]:
    """Names of the 104 to their slugs, with and without what kind of area they are."""
    names: dict[str, str] = {}
    for jobcenter in load_jobcenters():
        for name in (jobcenter.name, *jobcenter.aliases):
            names.setdefault(name, jobcenter.slug)
            bare = re.sub(r"^(?:Landkreis|Kreis|Stadt|Jobcenter)\s|-Kreis$|kreis$", "", name)
            names.setdefault(bare, jobcenter.slug)
    return names


def is_town(word: str) -> bool:
    """Whether a word ends as names of towns do.

    >>> is_town("Schlüchtern"), is_town("Wächtersbach"), is_town("Pflegeheim")
    (False, True, False)
    """
    if word.startswith(("Pflege", "Alten", "Wohn")):
        return False
    return _TOWN.search(word) is not None and word not in NO_PLACES


@lru_cache(maxsize=8192)
def may_be_place(word: str) -> bool:
    """Whether a capital word after `in` may be a town: no noun of ours, no month, no -ung.

    >>> may_be_place("Gießen"), may_be_place("Neuheim"), may_be_place("Vermittlung")
    (True, True, False)
    """
    if is_town(word):
        return True
    if _is_noun(word):
        return False
    # towns in -en (Gießen, Aachen) against plurals in -en: a plural is a known noun or ends so
    ending = _COMMON.search(word)
    return ending is None or (ending[0] == "en" and len(word) <= 9)


def is_land(word: str) -> bool:
    """Whether a word is the name of one of the Länder, of Deutschland, or of the Land as such."""
    return word in LANDS or word in {"Deutschland", "Land"}


def is_place(word: str) -> bool:
    """Whether a capital word after `in` is the name of a district, of a Land, or may be a town.

    >>> is_place("Friesland"), is_place("Hessen"), is_place("Ausbildung")
    (True, True, False)
    """
    return word in list_districts() or word in LANDS or word == "Deutschland" or may_be_place(word)


def is_word(name: str) -> bool:
    """A noun of the lexicon, a month, a word of statistics: no place, even in a list of places."""
    return _is_noun(name) or bool(find_cues(name, 0, len(name)))


def _is_noun(word: str) -> bool:
    calendar = word.lower() in MONTHS or word.lower() in SEASONS
    return calendar or word in NO_PLACES or read_noun(word) is not None
