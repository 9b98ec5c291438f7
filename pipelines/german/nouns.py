"""What a noun counts: its unit by its own line, by its head, or by its ending."""

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

_LEXICON = tomllib.loads(
    (files("pipelines.german") / "lexicon" / "units.toml").read_text(encoding="utf-8")
)
MEASURES: dict[str, str] = _LEXICON["measures"]
FACTORS = {word: Decimal(str(factor)) for word, factor in _LEXICON["factors"].items()}
NO_ADJECTIVES = frozenset(_LEXICON["between"]["words"])
UNCOUNTED = frozenset(_LEXICON["between"]["uncounted"])
APART = NO_ADJECTIVES | set(_LEXICON["between"]["apart"])
ADVERBS: list[str] = _LEXICON["between"]["adverbs"]
_NOUNS: dict[str, str] = {noun.lower(): unit for noun, unit in _LEXICON["nouns"].items()}
_ENDINGS: dict[str, str] = _LEXICON["endings"]
_PEOPLE = tuple(_LEXICON["people"]["endings"])
_THINGS = tuple(_LEXICON["people"]["things"])
_WHOLE_THINGS = frozenset(_LEXICON["people"]["things_whole"])
_WHOLE_PEOPLE = frozenset(_LEXICON["people"]["whole"])
_DONE = re.compile(
    r"""
    (?: ab | alt | auf | aus | corona | dauer | doppel | ein | erst | fehl | fest | früh | gering
      | haft | hoch | kurz | langzeit | mehrfach | mit | nach | neu | nicht | schwer | solo | spät
      | sucht | teil | um | un | voll | vor | weiter | wieder | zu | zurück | zwangs | zweit )?
    (?: ab | an | auf | aus | ein | zu )?
    (?: ge | be | ver | er | ent | zer | miss | über )
    (?: [a-zäöüß]{3,14}ene
      | [a-zäöüß]{0,14}
        (?: [bgp]t | ckt | nkt | llt | hlt | ult | mmt | nnt | hrt | pft | [rt]zt | sst | ßt
          | eist | ucht | acht | lernt | straft | äumt | det | tet | chnet | ffnet | gnet
          | (?<![wz])ert | (?<![wg])elt )e
    )n?
    """,
    re.VERBOSE,
)
"""`Geimpfte`, `Neuzugezogene`: who is called so had it done."""
_DOING = re.compile(r"[a-zäöüß]{3,}(?:en|eln|ern)den?")
"""`Anrufende`, `Helfende`"""
_REGIONS = tuple(_LEXICON["people"]["regions"])
_INFLECTIONS = ("", "n", "en", "s", "es", "e", "er", "ern", "se", "sen", "ses")
_GENDERED = re.compile(r"(?<=e)[/*:_]-?[nr]$")
"""`Beschäftigte:r`"""

UNITS = frozenset(
    {*MEASURES.values(), *_NOUNS.values(), *_ENDINGS.values(), "fraction", "count", "minute"}
)


@lru_cache(maxsize=8192)
def read_noun(noun: str) -> str | None:
    """The unit that a noun counts, or None where units.toml has no line for it.

    >>> read_noun("Bedarfsgemeinschaften"), read_noun("Kundinnen"), read_noun("Rentner-Haushalte")
    ('household', 'person', 'household')
    >>> read_noun("Beratungsstellen"), read_noun("Ausbildungsplätzen"), read_noun("Bienenstöcke")
    ('count', 'place', None)
    """
    for part in (
        noun,
        noun.replace("-", ""),
        re.split(r"[-/*:_]+", noun)[-1],
        _GENDERED.sub("", noun),
    ):
        word = part.lower()[-40:]
        if word.endswith(_REGIONS) and word.rpartition("-")[2] not in _NOUNS:
            return None  # „Emsländer"
        for begin in range(max(1, len(word) - 3)):
            head = word[begin:]
            if head in _ENDINGS:
                return _ENDINGS[head]
            for ending in _INFLECTIONS:
                if head.endswith(ending) and not head.endswith(("ener", "enern")):
                    unit = _NOUNS.get(head[: len(head) - len(ending)])
                    if unit:
                        return unit
    return None


@lru_cache(maxsize=8192)
def is_person(noun: str) -> bool:
    """Whether a noun that units.toml does not name looks like people: a town's, a trade's.

    >>> is_person("Offenbacher"), is_person("Demonstranten"), is_person("Aktenordnern")
    (True, True, False)
    >>> is_person("Neueingestellte"), is_person("Anrufende"), is_person("Opern")
    (True, True, False)
    """
    word = noun.rpartition("-")[2].lower()
    if word in _WHOLE_PEOPLE:
        return True
    plain = word[:-1] if word.endswith(("ern", "eln")) else word
    if plain.endswith(_THINGS) or not _WHOLE_THINGS.isdisjoint((word, plain)):
        return False
    return word.endswith(_PEOPLE) or bool(_DONE.fullmatch(word) or _DOING.fullmatch(word))


def name_unit(noun: str) -> str | None:
    """The unit of a noun by its line, or `person` by its looks.

    >>> name_unit("Anträge"), name_unit("Demonstranten"), name_unit("Bienenstöcke")
    ('case', 'person', None)
    """
    return read_noun(noun) or ("person" if is_person(noun) else None)


def names_people(noun: str) -> bool:
    """Whether a noun is people, by its line or by its looks.

    >>> names_people("Väter"), names_people("Absolventen"), names_people("Stadt")
    (True, True, False)
    """
    return name_unit(noun) == "person"
