"""Finds the names of the 104 in German text: names, aliases, inflection, and what only looks like one."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from attrs import evolve, field, frozen

from pipelines.jobcenters import Jobcenter, load_jobcenters

Strength = Literal["own", "area", "place", "weak"]
"""own: the jobcenter itself; area: its Landkreis or Stadt; place: a bare name; weak: needs company."""

WORD = re.compile(
    r"[^\W_]"  # a letter or digit
    r"(?:[^\W_]|[\xad\u200b\u2060])*"  # soft hyphens and other invisible marks stay inside a word
)
HYPHENS = "-\u2010\u2011"
BETWEEN_WORDS = re.compile(r"[\s\xad]*[-\u2010\u2011(/]?[\s\xad]*\Z")
AFTER_ABBREVIATION = re.compile(r"\.[\s\xad]*\Z")
BEFORE_NAME = re.compile(r"[\s\xad]*[„\"“«»'‚(–-]?[\s\xad]*\Z")
BETWEEN_NAMES = re.compile(r"[\s\xad]*[,/&;+)–-]?[\s\xad(]*\Z")
SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n•·*–|]|- )[\s„\"“»«'‚(]*\Z")

ENDINGS = {
    **{form: "kreis" for form in ("kreises", "kreise", "kreisen")},
    **{form: "landkreis" for form in ("landkreises", "landkreise", "landkreisen")},
    **{form: "stadt" for form in ("staedte", "staedten")},
    **{form: "agentur" for form in ("agenturen",)},
    **{form: "zentrum" for form in ("zentrums",)},
    **{form: "eigenbetrieb" for form in ("eigenbetriebs", "eigenbetriebes")},
    **{form: "amt" for form in ("amtes", "amts")},
    "sankt": "st",
}
PLURALS = frozenset({"kreise", "kreisen", "landkreise", "landkreisen", "staedte", "staedten"})


@frozen(kw_only=True)
class Mention:
    """One name in a text. `slugs` are several where the name belongs to several, none to others.

    `text[start:end] == quote`; the quote begins with the word that makes it a name ("des Kreises").
    """

    slugs: tuple[str, ...]
    strength: Strength
    quote: str
    start: int
    end: int


@frozen(kw_only=True)
class Lexicon:
    """What attribution.toml says, folded for comparison."""

    kreis: frozenset[str]
    stadt: frozenset[str]
    jobcenter: frozenset[str]
    link: frozenset[str]
    join: frozenset[str]
    others_bodies: frozenset[str]
    any_case: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    not_with_article: frozenset[tuple[str, ...]]
    streets: frozenset[tuple[str, ...]]
    raw: Mapping[str, Any] = field(repr=False)


@frozen(kw_only=True)
class Name:
    """One entry of the index: what a row of words means beside each kind of word before it."""

    words: tuple[str, ...]
    cased: str | None = None
    """The spelling to compare with, where case decides."""
    own: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    kreis: tuple[str, ...] = ()
    stadt: tuple[str, ...] = ()
    jobcenter: tuple[str, ...] = ()
    other: bool = False
    """Beside "Jobcenter" or "Kreis" it names one who is not of the 104."""
    stranger: bool = False
    """By itself it names one who is not of the 104."""


@frozen(kw_only=True)
class _Word:
    folded: str
    plain: str
    """Folded, its ending kept: tells the plural."""
    start: int
    end: int
    upper: bool


@frozen(kw_only=True)
class _Qualifier:
    """The words before a name: what they make of it, and where they begin."""

    kreis: bool = False
    stadt: bool = False
    jobcenter: bool = False
    body: bool = False
    plural: bool = False
    article: bool = False
    first: int = 0
    """Index of the first word that belongs to the name."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold one word: case, umlauts, ß, invisible marks, and endings of the words that introduce names.

    >>> fold("Landkreises"), fold("GROSS"), fold("Groß"), fold("Main\\xadtaunus\\xadkreises")
    ('landkreis', 'gross', 'gross', 'maintaunuskreis')
    """
    plain = _plain(word)
    if plain in ENDINGS:
        return ENDINGS[plain]
    if plain.startswith("kommunale"):
        return "kommunal"
    if plain.endswith(("centers", "centern")):
        return plain[:-1]
    if plain.endswith("kreises") and len(plain) > 9:
        return plain[:-2]
    return plain


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    for mark in "\xad\u200b\u2060":
        word = word.replace(mark, "")
    folded = word.casefold()
    return folded.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


def find_names(text: str) -> tuple[Mention, ...]:
    """Find every mention of one of the 104 in `text`, in order, without overlaps.

    Mentions with no slugs are of others (gE jobcenters, agencies, namesake cities). Endings,
    hyphens, ss/ß, ae/ä, Job-Center and soft hyphens are all the same.

    >>> [(m.slugs, m.strength, m.quote) for m in find_names("Jobcenter des Main-Kinzig-Kreises")]
    [(('main-kinzig-kreis',), 'own', 'Jobcenter des Main-Kinzig-Kreises')]
    >>> find_names("Erlangen-Höchstadt, Holzminden und Neumünster")
    ()
    """
    return tuple(_scan(text, _read_words(text)))


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, as the index keeps them; "Job-Center" is one word.

    >>> fold_words("Kommunales Job-Center des Odenwaldkreises")
    ('kommunal', 'jobcenter', 'des', 'odenwaldkreis')
    """
    return tuple(word.folded for word in _read_words(text))


@cache
def load_lexicon() -> Lexicon:
    """attribution.toml, folded."""
    path = resources.files("pipelines") / "attribution.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lexicon(
        kreis=frozenset(raw["kreis"]),
        stadt=frozenset(raw["stadt"]),
        jobcenter=frozenset(raw["jobcenter"]),
        link=frozenset(raw["link"]),
        join=frozenset(raw["join"]),
        others_bodies=frozenset(raw["others_bodies"]),
        any_case=frozenset(raw["any_case"]),
        phrases=frozenset(map(fold_words, raw["phrases"])),
        not_with_article=frozenset(map(fold_words, raw["not_with_article"])),
        streets=frozenset(map(fold_words, raw["streets"])),
        raw=raw,
    )


def _read_words(text: str) -> list[_Word]:
    words: list[_Word] = []
    for match in WORD.finditer(text):
        raw = match.group()
        word = _Word(
            folded=fold(raw),
            plain=_plain(raw),
            start=match.start(),
            end=match.end(),
            upper=not raw[0].islower(),
        )
        if word.folded.startswith("center") and words and words[-1].folded in {"job", "kreisjob"}:
            # "Job-Center", "Job Center": one word
            first = words.pop()
            word = evolve(
                word, folded=first.folded + "center", start=first.start, upper=first.upper
            )
        words.append(word)
    return words


def _scan(text: str, words: list[_Word]) -> Iterator[Mention]:
    index = load_index()
    before: tuple[int, _Qualifier] | None = None  # where the last name ended, and its qualifier
    held: Mention | None = None  # given out once the next name is known not to begin with it
    at = 0
    while at < len(words):
        for name in index.get(words[at].folded, ()):
            stop = at + len(name.words)
            if not _matches(name, text, words, at, stop):
                continue
            qualifier = _read_qualifier(text, words, at, before)
            mention = _resolve(name, text, words, at, stop, qualifier)
            before = (stop, qualifier)
            at = stop - 1
            if mention is not None:
                if held is not None and held.end <= mention.start:
                    yield held
                held = mention
            break
        at += 1
    if held is not None:
        yield held


def _matches(name: Name, text: str, words: list[_Word], at: int, stop: int) -> bool:
    """Say whether `name` stands at word `at`, as a whole: "Erlangen" is not in "Erlangen-Höchstadt"."""
    if stop > len(words):
        return False
    for position, expected in enumerate(name.words):
        word = words[at + position]
        if word.folded != expected and not (
            position == len(name.words) - 1 and _is_genitive(word.folded, expected, name)
        ):
            return False
        if position and not _joins(text, words[at + position - 1], word):
            return False
        if not name.own and not word.upper and expected not in {"an", "am", "der", "d", "a"}:
            return False
    start, end = words[at].start, words[stop - 1].end
    if name.cased is not None and text[start:end].replace("\xad", "") != name.cased:
        return False
    if start and text[start - 1] in HYPHENS and start > 1 and text[start - 2].isalnum():
        return bool(name.own) and at > 0 and words[at - 1].folded == "kommunal"
    compound = (
        text[end : end + 1] in HYPHENS and end + 1 < len(text) and text[end + 1 : end + 2].isalnum()
    )
    return not compound or bool(name.own or name.area) or _next_is_land(words, stop)


def _is_genitive(word: str, expected: str, name: Name) -> bool:
    """Fuldas, Emslandes; "Leers" and "Essens" are no names."""
    return bool(name.bare or name.own) and word in {expected + "s", expected + "es"}


def _joins(text: str, left: _Word, right: _Word) -> bool:
    gap = text[left.end : right.start]
    if BETWEEN_WORDS.match(gap):
        return True
    return left.end - left.start <= 2 and AFTER_ABBREVIATION.match(gap) is not None


def _next_is_land(words: list[_Word], stop: int) -> bool:
    """Leipzig-Land, München-Land: the district."""
    return stop < len(words) and words[stop].folded == "land"


def _read_qualifier(
    text: str, words: list[_Word], at: int, before: tuple[int, _Qualifier] | None
) -> _Qualifier:
    """Look back from the name at word `at`: "Jobcenter der Stadt", "des Landkreises" …"""
    lexicon = load_lexicon()
    kreis = stadt = jobcenter = body = plural = article = False
    first = back = at
    if back and BEFORE_NAME.match(text[words[back - 1].end : words[back].start]):
        word = words[back - 1]
        kreis, stadt = word.folded in lexicon.kreis, word.folded in lexicon.stadt
        article = word.folded in {"der", "die"}
        if kreis or stadt:
            plural = word.plain in PLURALS
            first = back = back - 1
    for _ in range(3):
        if not back or not BEFORE_NAME.match(text[words[back - 1].end : words[back].start]):
            break
        word = words[back - 1]
        if word.folded in lexicon.jobcenter:
            jobcenter, first = True, back - 1
            break
        if word.folded in lexicon.others_bodies or _is_agency(words, back - 1):
            body = not kreis and not stadt
            plural = plural or word.plain.endswith("en")
            break
        if word.folded not in lexicon.link:
            break
        back -= 1
    qualifier = _Qualifier(
        kreis=kreis,
        stadt=stadt,
        jobcenter=jobcenter,
        body=body,
        plural=plural,
        article=article,
        first=first,
    )
    if before is None or not _continues(text, words, before[0], first):
        return qualifier
    last = before[1]
    inherits_kind = not (kreis or stadt or jobcenter or body)
    return evolve(
        qualifier,
        jobcenter=jobcenter or (last.jobcenter and not body),
        kreis=kreis or (inherits_kind and last.kreis and last.plural),
        stadt=stadt or (inherits_kind and last.stadt and last.plural),
        body=body or (inherits_kind and last.body and last.plural),
        plural=plural or (inherits_kind and last.plural),
    )


def _is_agency(words: list[_Word], at: int) -> bool:
    """... Agentur für Arbeit | NAME."""
    return at >= 2 and [word.folded for word in words[at - 2 : at + 1]] == [
        "agentur",
        "fuer",
        "arbeit",
    ]


def _continues(text: str, words: list[_Word], stop: int, first: int) -> bool:
    """Say whether only commas, "und", articles stand between two names."""
    lexicon = load_lexicon()
    if first - stop > 3 or first < stop:
        return False
    if any(word.folded not in lexicon.join | lexicon.link for word in words[stop:first]):
        return False
    spans = [words[position].end for position in range(stop - 1, first)]
    starts = [words[position].start for position in range(stop, first + 1)]
    return all(
        BETWEEN_NAMES.match(text[end:start]) for end, start in zip(spans, starts, strict=True)
    )


def _resolve(
    name: Name, text: str, words: list[_Word], at: int, stop: int, qualifier: _Qualifier
) -> Mention | None:
    lexicon = load_lexicon()
    start, end = words[qualifier.first].start, words[stop - 1].end
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1  # Rotenburg (Wümme)
    slugs: tuple[str, ...] = ()
    strength: Strength = "area"
    if name.own:
        slugs, strength = name.own, "own"
        if name.words in lexicon.phrases:
            if SENTENCE_START.search(text[max(0, start - 12) : start]) or not words[at].upper:
                return None
            strength = "weak"
    elif qualifier.body:
        strength = "weak"
    elif name.stranger:
        slugs = ()
    elif name.area:
        slugs, strength = name.area, "own" if qualifier.jobcenter else "area"
    elif qualifier.kreis or _next_is_land(words, stop) or _is_kreis_after(text, words, stop):
        slugs, strength = name.kreis, "own" if qualifier.jobcenter else "area"
    elif qualifier.stadt:
        slugs = name.stadt or name.bare
        strength = "area" if name.stadt else "place" if name.bare else "weak"
        if qualifier.jobcenter and name.stadt:
            strength = "own"
    elif qualifier.jobcenter:
        slugs, strength = name.jobcenter or name.bare, "own"
    elif name.bare:
        if _is_elsewhere(name, text, words, at, stop, article=qualifier.article):
            return None
        slugs, strength = name.bare, "place"
    elif name.other:
        return None
    else:
        slugs, strength = name.kreis + name.stadt, "weak"
    return Mention(slugs=slugs, strength=strength, quote=text[start:end], start=start, end=end)


def _is_kreis_after(text: str, words: list[_Word], stop: int) -> bool:
    """Offenbach (Kreis), Osnabrück (Landkreis)."""
    return (
        stop < len(words)
        and words[stop].folded in {"kreis", "landkreis", "lk"}
        and text[words[stop - 1].end : words[stop].start].strip() == "("
    )


def _is_elsewhere(
    name: Name, text: str, words: list[_Word], at: int, stop: int, *, article: bool
) -> bool:
    """The river Fulda, a Bergstraße 5, an address "48155 Münster"."""
    lexicon = load_lexicon()
    if article and name.words in lexicon.not_with_article:
        return True
    if name.words in lexicon.streets and stop < len(words) and words[stop].plain[0].isdigit():
        return True
    return at > 0 and len(words[at - 1].plain) == 5 and words[at - 1].plain.isdigit()


@cache
def load_index() -> Mapping[str, tuple[Name, ...]]:
    """All names by their first folded word, the longest first."""
    names: dict[tuple[tuple[str, ...], str | None], Name] = {}
    for jobcenter in load_jobcenters():
        for name in _names_of(jobcenter):
            known = names.get((name.words, name.cased))
            names[name.words, name.cased] = name if known is None else _merge(known, name)
    lexicon = load_lexicon()
    for other in lexicon.raw["others"]:
        words = fold_words(other)
        names.setdefault((words, None), Name(words=words, other=True))
    for other in lexicon.raw["others_names"]:
        words = fold_words(other)
        names.setdefault((words, None), Name(words=words, stranger=True))
    index: dict[str, list[Name]] = {}
    for name in names.values():
        index.setdefault(name.words[0], []).append(name)
    return {
        first: tuple(sorted(group, key=lambda name: (-len(name.words), name.cased is None)))
        for first, group in index.items()
    }


def _merge(left: Name, right: Name) -> Name:
    keys = ("own", "area", "bare", "kreis", "stadt", "jobcenter")
    both = {key: tuple(dict.fromkeys(getattr(left, key) + getattr(right, key))) for key in keys}
    return evolve(left, **both)


def _names_of(jobcenter: Jobcenter) -> Iterator[Name]:
    lexicon = load_lexicon()
    slug = (jobcenter.slug,)
    name_words = fold_words(jobcenter.name)
    own_kind: dict[str, Any] = {jobcenter.kind.removeprefix("land"): slug}
    qualifiers, core = _split(name_words, lexicon)
    if qualifiers:
        yield Name(words=core, **own_kind)
    else:
        yield Name(words=core, area=slug)
        yield Name(words=_without_kreis(core), kreis=slug)
    for alias in jobcenter.aliases:
        words = fold_words(alias)
        qualifiers, rest = _split(words, lexicon)
        if not rest:  # KreisJobCenter: a kind of word that one of them made its name
            yield Name(words=words, cased=_cased(alias, words, lexicon), own=slug)
            continue
        is_place = rest in {core, _without_kreis(core)} or _abbreviates(rest, core)
        if not is_place and not qualifiers & (lexicon.kreis | lexicon.stadt):
            yield Name(words=words, cased=_cased(alias, words, lexicon), own=slug)
        elif qualifiers & lexicon.kreis:
            yield Name(words=rest, kreis=slug)
        elif qualifiers & lexicon.stadt:
            yield Name(words=rest, stadt=slug)
        elif qualifiers & lexicon.jobcenter:
            yield Name(words=rest, jobcenter=slug, **own_kind)
        else:
            yield Name(words=rest, bare=slug, jobcenter=slug, **own_kind)
            if len(rest) == 1:
                yield from _adjective_names(alias, slug, lexicon)


def _split(words: tuple[str, ...], lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    """Divide "Jobcenter im Kreis Borken" into the words that introduce and the place."""
    introducing = lexicon.kreis | lexicon.stadt | lexicon.jobcenter
    skipped = introducing | lexicon.link | {"kommunal", "eigenbetrieb"}
    cut = 0
    while cut < len(words) and words[cut] in skipped:
        cut += 1
    if not introducing & set(words[:cut]):
        return frozenset(), words
    return frozenset(words[:cut]) & introducing, words[cut:]


def _without_kreis(core: tuple[str, ...]) -> tuple[str, ...]:
    """Main-Kinzig of Main-Kinzig-Kreis, Odenwald of Odenwaldkreis."""
    if core[-1] == "kreis":
        return core[:-1]
    return (*core[:-1], core[-1].removesuffix("kreis")) if len(core) == 1 else core


def _abbreviates(rest: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Say whether an alias is the name cut short: Ennepe-Ruhr, Erzgebirge, Mülheim a. d. Ruhr."""
    if len(rest) > 1 and (rest[0], rest[-1]) == (name[0], name[-1]):
        return True
    if len(rest) > len(name) or rest[:-1] != name[: len(rest) - 1]:
        return False
    return len(rest[-1]) > 3 and name[len(rest) - 1].startswith(rest[-1].removesuffix("e"))


def _cased(alias: str, words: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """Give the spelling where case decides: one word with two capitals, like KfB or KreisJobCenter."""
    if len(words) > 1 or alias in lexicon.any_case:
        return None
    return alias if sum(letter.isupper() for letter in alias) > 1 else None


def _adjective_names(alias: str, slug: tuple[str, ...], lexicon: Lexicon) -> Iterable[Name]:
    """Wiesbadener Jobcenter, Fuldaer Kreisjobcenter."""
    known = lexicon.raw["adjectives"].get(alias)
    stem = (
        alias.removesuffix("en") if alias.endswith(("ingen", "angen")) else alias.removesuffix("e")
    )
    adjective = known or stem + "er"
    for noun in sorted(lexicon.jobcenter):
        yield Name(words=(*fold_words(adjective), noun), own=slug)
