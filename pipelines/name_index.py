"""The index of all names of the 104: jobcenters.csv and attribution.toml, folded for look-up."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from attrs import evolve, field, frozen

from pipelines.jobcenters import Jobcenter, load_jobcenters
from pipelines.name_words import fold_words

Slugs = tuple[str, ...]


@frozen(kw_only=True)
class Lexicon:
    """What attribution.toml says, folded for comparison."""

    kreis: frozenset[str]
    stadt: frozenset[str]
    jobcenter: frozenset[str]
    link: frozenset[str]
    join: frozenset[str]
    bodies: frozenset[str]
    any_case: frozenset[str]
    phrases: frozenset[Slugs]
    not_with_article: frozenset[Slugs]
    streets: frozenset[Slugs]
    seats: frozenset[Slugs]
    raw: Mapping[str, Any] = field(repr=False)

    @property
    def introducing(self) -> frozenset[str]:
        """The words that introduce a name."""
        return self.kreis | self.stadt | self.jobcenter


@frozen(kw_only=True)
class Name:
    """A row of folded words, and whom it names beside each kind of word before it."""

    words: tuple[str, ...]
    cased: str | None = None
    """The spelling to compare with, where case decides."""
    own: Slugs = ()
    """As it stands, the jobcenter itself: MainArbeit."""
    area: Slugs = ()
    """As it stands, the Träger: Odenwaldkreis."""
    bare: Slugs = ()
    """As it stands, if nothing else speaks against it: Fulda."""
    kreis: Slugs = ()
    """After "Kreis"."""
    stadt: Slugs = ()
    """After "Stadt"."""
    jobcenter: Slugs = ()
    """After "Jobcenter"."""
    stranger: bool = False
    """As it stands, one who is not of the 104; other strangers need "Kreis" or "Jobcenter"."""


@cache
def load_lexicon() -> Lexicon:
    """attribution.toml."""
    path = resources.files("pipelines") / "attribution.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lexicon(
        kreis=frozenset(raw["kreis"]),
        stadt=frozenset(raw["stadt"]),
        jobcenter=frozenset(raw["jobcenter"]),
        link=frozenset(raw["link"]),
        join=frozenset(raw["join"]),
        bodies=frozenset(raw["bodies"]),
        any_case=frozenset(raw["any_case"]),
        phrases=frozenset(map(fold_words, raw["phrases"])),
        not_with_article=frozenset(map(fold_words, raw["not_with_article"])),
        streets=frozenset(map(fold_words, raw["streets"])),
        seats=frozenset(map(fold_words, raw["seats"])),
        raw=raw,
    )


@cache
def load_index() -> Mapping[str, tuple[Name, ...]]:
    """All names by their first folded word; the longest first, those with case before others."""
    lexicon = load_lexicon()
    names: dict[tuple[tuple[str, ...], str | None], Name] = {}
    for jobcenter in load_jobcenters():
        for name in _names_of(jobcenter, lexicon):
            known = names.get((name.words, name.cased))
            names[name.words, name.cased] = name if known is None else _merge(known, name)
    for key in ("strangers", "strangers_beside"):
        for text in lexicon.raw[key]:
            words = fold_words(text)
            names.setdefault((words, None), Name(words=words, stranger=key == "strangers"))
    index: dict[str, list[Name]] = {}
    for name in names.values():
        index.setdefault(name.words[0], []).append(name)
    return {
        first: tuple(sorted(group, key=lambda name: (-len(name.words), name.cased is None)))
        for first, group in index.items()
    }


def _names_of(jobcenter: Jobcenter, lexicon: Lexicon) -> Iterator[Name]:
    """All names of one row, formed from its name and aliases."""
    slug = (jobcenter.slug,)
    introduced, core = _split(fold_words(jobcenter.name), lexicon)
    kreis = slug if jobcenter.kind == "landkreis" else ()
    stadt = slug if jobcenter.kind == "stadt" else ()
    if introduced:
        yield Name(words=core, kreis=kreis, stadt=stadt)
    else:  # a Landkreis without the word: Odenwaldkreis
        yield Name(words=core, area=slug)
        yield Name(words=_other_spelling(core), area=slug)
        yield Name(words=_without_kreis(core), kreis=slug)
    for alias in jobcenter.aliases:
        words = fold_words(alias)
        cased = _cased(alias, words, lexicon)
        introduced, rest = _split(words, lexicon)
        if not rest:  # KreisJobCenter: a kind of word that one of them made its name
            yield Name(words=words, cased=cased, own=slug)
        elif introduced & lexicon.kreis:
            yield Name(words=rest, kreis=slug)
        elif introduced & lexicon.stadt:
            yield Name(words=rest, stadt=slug)
        elif rest not in {core, _without_kreis(core)} and not _abbreviates(rest, core):
            yield Name(words=words, cased=cased, own=slug)
        elif introduced:
            yield Name(words=rest, jobcenter=slug, kreis=kreis, stadt=stadt)
        else:
            yield Name(words=rest, bare=slug, jobcenter=slug, kreis=kreis, stadt=stadt)
            if len(rest) == 1:
                adjective = fold_words(_adjective(alias, lexicon))
                yield from (Name(words=(*adjective, noun), own=slug) for noun in lexicon.jobcenter)


def _merge(left: Name, right: Name) -> Name:
    def both(mine: Slugs, other: Slugs) -> Slugs:
        return tuple(dict.fromkeys(mine + other))

    return evolve(
        left,
        own=both(left.own, right.own),
        area=both(left.area, right.area),
        bare=both(left.bare, right.bare),
        kreis=both(left.kreis, right.kreis),
        stadt=both(left.stadt, right.stadt),
        jobcenter=both(left.jobcenter, right.jobcenter),
    )


def _split(words: tuple[str, ...], lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    """Divide "Jobcenter im Kreis Borken" into the words that introduce and the place."""
    skipped = lexicon.introducing | lexicon.link | {"kommunal", "eigenbetrieb"}
    cut = 0
    while cut < len(words) and words[cut] in skipped:
        cut += 1
    introduced = frozenset(words[:cut]) & lexicon.introducing
    return (introduced, words[cut:]) if introduced else (introduced, words)


def _without_kreis(core: tuple[str, ...]) -> tuple[str, ...]:
    """Main-Kinzig of Main-Kinzig-Kreis, Odenwald of Odenwaldkreis."""
    if core[-1] == "kreis":
        return core[:-1]
    return (core[0].removesuffix("kreis"),) if len(core) == 1 else core


def _other_spelling(core: tuple[str, ...]) -> tuple[str, ...]:
    """Main-Taunuskreis of Main-Taunus-Kreis, Odenwald-Kreis of Odenwaldkreis."""
    if core[-1] == "kreis":
        return (*core[:-2], core[-2] + core[-1])
    if core[-1].endswith("kreis"):
        return (*core[:-1], core[-1].removesuffix("kreis"), "kreis")
    return core


def _abbreviates(rest: tuple[str, ...], core: tuple[str, ...]) -> bool:
    """Say whether an alias is the name cut short: Ennepe-Ruhr, Erzgebirge, Mülheim a. d. Ruhr."""
    if len(rest) > 1 and (rest[0], rest[-1]) == (core[0], core[-1]):
        return True
    if len(rest) > len(core) or rest[:-1] != core[: len(rest) - 1]:
        return False
    return len(rest[-1]) > 3 and core[len(rest) - 1].startswith(rest[-1].removesuffix("e"))


def _cased(alias: str, words: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """Give the spelling where case decides: one word with two capitals, KfB or KreisJobCenter."""
    if len(words) > 1 or alias in lexicon.any_case:
        return None
    return alias if sum(letter.isupper() for letter in alias) > 1 else None


def _adjective(place: str, lexicon: Lexicon) -> str:
    """Wiesbadener, Solinger, Jenaer."""
    if known := lexicon.raw["adjectives"].get(place):
        return str(known)
    if place.endswith(("ingen", "angen")):
        place = place.removesuffix("en")
    return place.removesuffix("e") + "er"
