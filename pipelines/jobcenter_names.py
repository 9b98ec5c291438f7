"""Finds the names of the 104 in German text, and tells them from what only looks like one."""

import re
from collections.abc import Iterator
from typing import Literal

from attrs import evolve, frozen

from pipelines.name_index import Lexicon, Name, Slugs, load_index, load_lexicon
from pipelines.name_words import Words, read_words

Strength = Literal["own", "area", "place", "weak"]
"""own: the jobcenter itself; area: its Landkreis or Stadt; place: bare; weak: needs company."""

BEFORE_NAME = re.compile(r"[\s\xad]*[„\"“«»'‚(–-]?[\s\xad]*\Z")
AFTER_KR = re.compile(r"\.[\s\xad]*\Z")
BETWEEN_NAMES = re.compile(r"[\s\xad]*[,/&;+)–-]?[\s\xad(]*\Z")
SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n•·*–|]|- )[\s„\"“»«'‚(]*\Z")
PLURALS = frozenset(
    {"kreise", "kreisen", "landkreise", "landkreisen", "staedte", "staedten", "agenturen"}
)
AGENCY = ["agentur", "fuer", "arbeit"]
ARTICLES = frozenset({"der", "die", "d"})
SMALL_WORDS = frozenset({"an", "am", "der", "a", "d", "i", "in"})
"""Words of a name that are not written with a capital: Mülheim an der Ruhr."""


@frozen(kw_only=True)
class Mention:
    """One name in a text. `slugs`: several where a name belongs to several, none for a stranger.

    `text[start:end] == quote`, which begins with the words that make it a name ("Kreises Borken").
    """

    slugs: Slugs
    strength: Strength
    quote: str
    start: int
    end: int
    both: bool = False
    """All of `slugs` are meant, not one of them."""


@frozen(kw_only=True)
class _Before:
    """The words before a name: what they make of it, and where they begin."""

    kreis: bool = False
    stadt: bool = False
    jobcenter: bool = False
    body: bool = False
    """Of somebody else: "Agentur für Arbeit"."""
    plural: bool = False
    article: bool = False
    first: int
    """Index of the first word that belongs to the name."""


def find_names(text: str) -> tuple[Mention, ...]:
    """Find every mention of one of the 104 in `text`, in order.

    None overlap, but "Stadt und Kreis Offenbach" gives two of one place.

    Genitives, hyphens, ss/ß, ae/ä, Job-Center and soft hyphens make no difference.

    >>> [(m.slugs, m.strength) for m in find_names("das Jobcenter des Main-Kinzig-Kreises")]
    [(('main-kinzig-kreis',), 'own')]
    >>> find_names("Erlangen-Höchstadt, Holzminden und Neumünster")
    ()
    """
    return tuple(_scan(read_words(text)))


def _scan(words: Words) -> Iterator[Mention]:
    index, lexicon = load_index(), load_lexicon()
    last: tuple[int, _Before] | None = None  # where the last name ended, and what stood before it
    held: Mention | None = None  # given out once the next name is known not to begin with it
    at = 0
    while at < len(words):
        for name in index.get(words.folded[at], ()):
            stop = at + len(name.words)
            if not (_has_words(name, words, at) and _is_whole(name, words, at, stop)):
                continue
            before = _read_before(words, at, lexicon)
            if last and _continues(words, last[0], before.first, lexicon):
                before = _inherit(before, last[1])
            last = (stop, before)
            at = stop - 1
            mention = _read_mention(name, words, at + 1 - len(name.words), before, lexicon)
            if mention is not None:
                if held is not None and held.end <= mention.start:
                    yield from _divide(held)
                held = mention
            break
        at += 1
    if held is not None:
        yield from _divide(held)


def _divide(mention: Mention) -> Iterator[Mention]:
    """Give both of "Stadt und Kreis Offenbach"; what means one of several is not divided."""
    if mention.both:
        yield from (evolve(mention, slugs=(slug,), both=False) for slug in mention.slugs)
    else:
        yield mention


def _has_words(name: Name, words: Words, at: int) -> bool:
    """Say whether the words from `at` are those of `name`, the last perhaps in the genitive."""
    stop = at + len(name.words)
    if stop > len(words):
        return False
    if words.folded[at : stop - 1] != list(name.words[:-1]):
        return False
    final, expected = words.folded[stop - 1], name.words[-1]
    if final != expected and not (
        (name.bare or name.own) and final in {expected + "s", expected + "es"}
    ):
        return False
    return all(words.continues_name(position) for position in range(at + 1, stop))


def _is_whole(name: Name, words: Words, at: int, stop: int) -> bool:
    """Say whether it is a name of its own there: "Erlangen" is not in "Erlangen-Höchstadt"."""
    if name.cased is not None:
        quote = words.text[words.starts[at] : words.ends[stop - 1]]
        if quote.replace("\xad", "").removesuffix("s") != name.cased.removesuffix("s"):
            return False
    if words.is_tied_left(at):
        return False
    if name.own:
        return True
    if not all(
        words.is_capital(position) or words.folded[position] in SMALL_WORDS
        for position in range(at, stop)
    ):
        return False
    return bool(name.area) or not words.is_tied_right(stop - 1) or _is_land_next(words, stop)


def _read_before(words: Words, at: int, lexicon: Lexicon) -> _Before:
    """Look back from the name at word `at`: "Jobcenter der Stadt", "des Landkreises"."""
    kreis, stadt, first = _read_kind(words, at, lexicon)
    plural = first < at and words.plain(first) in PLURALS
    article = first == at > 0 and words.plain(at - 1) in ARTICLES
    adjacent = first == at > 0 and BEFORE_NAME.match(words.gap(at))
    if adjacent and words.folded[at - 1] in lexicon.bodies:
        return _Before(body=True, plural=words.plain(at - 1) in PLURALS, first=first)
    back = first
    for _ in range(3):
        if not back or not BEFORE_NAME.match(words.gap(back)):
            break
        if words.folded[back - 1] in lexicon.jobcenter:
            return _Before(kreis=kreis, stadt=stadt, jobcenter=True, plural=plural, first=back - 1)
        if words.folded[max(0, back - 3) : back] == AGENCY:
            plural = words.plain(back - 3) in PLURALS
            return _Before(body=first == at, kreis=kreis, stadt=stadt, plural=plural, first=first)
        if words.folded[back - 1] not in lexicon.link and not (
            first == at
            and words.is_capital(back - 1)
            and AGENCY[0] in words.folded[max(0, back - 5) : back]
        ):  # ... but "Agentur für Arbeit Bad Hersfeld – Fulda"
            break
        back -= 1
    return _Before(kreis=kreis, stadt=stadt, plural=plural, article=article, first=first)


def _read_kind(words: Words, at: int, lexicon: Lexicon) -> tuple[bool, bool, int]:
    """Say whether "Kreis", "Stadt" or both introduce the name, and with which word it begins."""
    if not at:
        return False, False, at
    word, gap = words.folded[at - 1], words.gap(at)
    if not BEFORE_NAME.match(gap) and not (len(word) <= 3 and AFTER_KR.match(gap)):
        return False, False, at
    kreis, stadt = word in lexicon.kreis, word in lexicon.stadt
    if words.is_tied_left(at - 1) or not (kreis or stadt):
        return False, False, at
    other = lexicon.stadt if kreis else lexicon.kreis
    joined = at >= 3 and words.folded[at - 2] in lexicon.join
    before = at - 3 if joined else at - 2
    close = joined or (before >= 0 and words.gap(at - 1).strip() in {"/", "&"})
    if close and words.folded[before] in other and not words.is_tied_left(before):
        return True, True, before  # Stadt und Kreis Offenbach
    return kreis, stadt, at - 1


def _continues(words: Words, stop: int, first: int, lexicon: Lexicon) -> bool:
    """Say whether only commas, "und" and articles stand between two names."""
    if not 0 <= first - stop <= 3:
        return False
    between = range(stop, first)
    if any(words.folded[position] not in lexicon.join | lexicon.link for position in between):
        return False
    return all(BETWEEN_NAMES.match(words.gap(position)) for position in range(stop, first + 1))


def _inherit(before: _Before, last: _Before) -> _Before:
    """Let "der Kreise Borken und Steinfurt" and "Jobcenter Hamm und Essen" hold for both."""
    if before.body:
        return before
    if before.kreis or before.stadt or before.jobcenter:
        return evolve(before, jobcenter=before.jobcenter or last.jobcenter)
    return evolve(
        before,
        jobcenter=last.jobcenter,
        kreis=last.kreis and last.plural,
        stadt=last.stadt and last.plural,
        body=last.body and last.plural,
        plural=last.plural,
    )


def _read_mention(
    name: Name, words: Words, at: int, before: _Before, lexicon: Lexicon
) -> Mention | None:
    """Decide whom the name at word `at` means, or None where it is no name here."""
    stop = at + len(name.words)
    start, end = words.starts[before.first], words.ends[stop - 1]
    if words.text[end : end + 1] == ")" and "(" in words.text[start:end]:
        end += 1  # Rotenburg (Wümme)
    if name.words in lexicon.phrases and (
        SENTENCE_START.search(words.text[max(0, start - 12) : start])
        or not all(words.is_capital(position) for position in range(at, stop))
    ):
        return None
    introduced = before.kreis or before.stadt or before.jobcenter or before.body
    if not (name.own or introduced) and _is_elsewhere(
        name, words, at, article=before.article, lexicon=lexicon
    ):
        return None
    behind = _is_land_next(words, stop) or _is_kreis_behind(words, stop)
    if behind:
        end = words.ends[stop]
    slugs, strength = _decide(name, before, kreis=before.kreis or behind, lexicon=lexicon)
    if not slugs and not introduced and not name.stranger:
        return None  # "Hanau" alone says nothing of anybody
    return Mention(
        slugs=slugs,
        strength=strength,
        quote=words.text[start:end],
        start=start,
        end=end,
        both=before.kreis and before.stadt and len(slugs) > 1,
    )


def _decide(
    name: Name, before: _Before, *, kreis: bool, lexicon: Lexicon
) -> tuple[Slugs, Strength]:
    """Say whom a name means after these words: the first line that holds. No slugs: a stranger."""
    area: Strength = "own" if before.jobcenter else "area"
    bare: Strength = "place" if name.bare else "weak"
    choices: tuple[tuple[bool, Slugs, Strength], ...] = (
        (name.words in lexicon.phrases, name.own, "weak"),
        (bool(name.own), name.own, "own"),
        (before.body, (), "weak"),
        (bool(name.area) or name.stranger, name.area, area),
        (kreis and before.stadt, name.kreis + name.stadt, area),
        (kreis, name.kreis, area),
        (before.stadt and bool(name.stadt), name.stadt, area),
        (before.stadt, name.bare, bare),
        (before.jobcenter, name.jobcenter, "own"),
        (bool(name.bare), name.bare, "place"),
        (True, name.kreis + name.stadt, "weak"),
    )
    return next((slugs, strength) for holds, slugs, strength in choices if holds)


def _is_land_next(words: Words, stop: int) -> bool:
    """Leipzig-Land, München-Land: the district."""
    return stop < len(words) and words.folded[stop] == "land" and words.gap(stop) in {"-", " "}


def _is_kreis_behind(words: Words, stop: int) -> bool:
    """Offenbach (Kreis), Osnabrück (Landkreis)."""
    return (
        stop < len(words)
        and words.folded[stop] in {"kreis", "landkreis", "lk"}
        and words.gap(stop).strip() == "("
    )


def _is_elsewhere(name: Name, words: Words, at: int, *, article: bool, lexicon: Lexicon) -> bool:
    """The river Fulda, a Bergstraße 5, an address "48155 Münster"."""
    stop = at + len(name.words)
    if article and name.words in lexicon.not_with_article:
        return True
    if name.words in lexicon.streets and stop < len(words) and words.folded[stop][0].isdigit():
        return True
    return at > 0 and len(words.folded[at - 1]) == 5 and words.folded[at - 1].isdigit()
