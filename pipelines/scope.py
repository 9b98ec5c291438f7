"""Tells whether a text speaks of all Kommunale Jobcenter of a Land, or of the country."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from pipelines.jobcenters import bundeslaender
from pipelines.name_index import load_lexicon

NEAR = 80
"""Characters between the Land's name and the words for all its jobcenters: a sentence's half."""

MOST = 5_000
"""Characters that are searched: who speaks of all says so early."""

ONE = re.compile(r"\b(?:das|dem|des|beim|im|am|vom|zum|ein|eines|einem)\s+\Z", re.IGNORECASE)
"""Before "Kommunale Jobcenter" it means a single one."""


@frozen(kw_only=True)
class ScopeMark:
    """Words that speak of all: `text[start:end] == quote`; scope is `land:<slug>` or `bund`."""

    scope: str
    quote: str
    start: int
    end: int


def find_scope_marks(text: str) -> tuple[ScopeMark, ...]:
    """Find where a text begins to speak of all Kommunale Jobcenter of a Land or the country.

    >>> [(m.scope, m.quote) for m in find_scope_marks("Die 16 hessischen Kommunalen Jobcenter")]
    [('land:hessen', 'hessischen Kommunalen Jobcenter')]
    >>> [m.scope for m in find_scope_marks("die bundesweit 104 Kommunalen Jobcenter")]
    ['bund']
    """
    text = text[:MOST]
    grammar = _grammar()
    marks = [
        ScopeMark(scope="bund", quote=match.group(), start=match.start(), end=match.end())
        for match in grammar["bund"].finditer(text)
    ]
    marks += [
        ScopeMark(scope=f"land:{slug}", quote=match.group(), start=match.start(), end=match.end())
        for slug, bodies in grammar["bodies"].items()
        for match in bodies.finditer(text)
    ]
    lands = list(_find_lands(text))
    for match in grammar["all"].finditer(text):
        if ONE.search(text, max(0, match.start() - 12), match.start()) or any(
            mark.start <= match.start() < mark.end for mark in marks
        ):
            continue
        gaps = [
            (max(start - match.end(), match.start() - end), slug, start, end)
            for slug, start, end in lands
        ]
        gap, slug, start, end = min(gaps, default=(NEAR + 1, "", 0, 0))
        if gap <= NEAR:
            first, last = min(start, match.start()), max(end, match.end())
            quote = text[first:last]
            marks.append(ScopeMark(scope=f"land:{slug}", quote=quote, start=first, end=last))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def names_land(text: str, scope: str) -> bool:
    """Whether a text names the Land of a scope `land:<slug>`, by name or adjective.

    >>> names_land("In Hessen sind es 16 von 26.", "land:hessen"), names_land("Hessen", "bund")
    (True, False)
    """
    return any(f"land:{slug}" == scope for slug, _, _ in _find_lands(text[:MOST]))


def _find_lands(text: str) -> Iterator[tuple[str, int, int]]:
    """Each Land that is named, with the offsets of its name."""
    grammar = _grammar()
    for match in grammar["land"].finditer(text):
        yield _land_of(match, grammar["slugs"]), match.start(), match.end()


def _land_of(match: re.Match[str], slugs: Mapping[str, str]) -> str:
    word = match.group().casefold()
    return next(slug for stem, slug in slugs.items() if word.startswith(stem))


@cache
def _grammar() -> Mapping[str, Any]:
    raw = load_lexicon().raw
    stems = {name.casefold(): slug for slug, name in bundeslaender().items()}
    stems |= {adjective: slug for slug, adjective in raw["land_adjectives"].items()}
    # the longest first: "Sachsen-Anhalt" is not "Sachsen"
    slugs = dict(sorted(stems.items(), key=lambda item: -len(item[0])))
    land = "|".join(map(re.escape, slugs))
    return {
        "slugs": slugs,
        "bodies": {
            slug: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
            for slug, names in raw["land_bodies"].items()
        },
        "land": re.compile(rf"(?<![\w-])(?:{land})(?:e[rnms]?)?s?(?![\w-])", re.IGNORECASE),
        "all": re.compile(rf"(?<!\w)(?:{'|'.join(raw['together']['all'])})(?!\w)", re.IGNORECASE),
        "bund": re.compile(rf"(?<!\w)(?:{'|'.join(raw['together']['bund'])})", re.IGNORECASE),
    }
