"""Recognises the CMS family of a page, says why, and lends its site what is known of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from attrs import evolve, fields, frozen

from pipelines.document import Document, DocumentError, read_document
from pipelines.items import Page
from pipelines.platform_files import MarkKind, Platform, find_platforms
from pipelines.site import Select, Site

WEIGHTS: Mapping[MarkKind, float] = {
    "generator": 1.0,
    "comment": 0.8,
    "words": 0.7,
    "asset": 0.6,
    "address": 0.5,
    "link": 0.5,
    "frame": 0.4,
}
ENOUGH = 0.6
"""A frame's class or an address alone recognises nothing."""
TAIL = 3000
"""Characters at a page's end that are searched for "powered by"."""
MOST_SIGNS = 400
"""Links, or classes and ids, of a page that are looked at."""
_PATHS: Mapping[MarkKind, str] = {
    "generator": "//meta[@name='generator' or @name='Generator']/@content",
    "asset": "//link/@href | //script/@src | //img/@src",
    "frame": "/html/@class | //body/@class | //body/@id"
    " | //body/*/@class | //body/*/@id | //body/*/*/@class | //body/*/*/@id"
    " | //body/*/*/*/@class | //body/*/*/*/@id",
    "link": "//a/@href",
}


@frozen(kw_only=True)
class Recognition:
    """A family recognised, and the marks that say so."""

    platform: str
    """The slug."""
    name: str
    why: tuple[str, ...]
    """`generator: WordPress 6.9.1`, `asset: /wp-content/` …, the heaviest first."""
    weight: float


def recognise_platform(source: Document | Page) -> Recognition | None:
    """Say which CMS family made a page, or None.

    A Page also shows the comments of its markup, which a Document no longer has. None too where a
    page cannot be parsed.
    """
    comments = ""
    if isinstance(source, Page):
        comments = " ".join(re.findall(r"<!--.{0,400}", source.body[:200_000].decode("latin-1")))
        try:
            source = read_document(source)
        except DocumentError:
            return None
    signs = _Signs(document=source, comments=comments)
    generator = signs.generator
    named = [slug for slug in find_platforms() if _has_generator(slug, generator)]
    if len(named) == 1:  # it says so itself: no need to search the page
        return _recognition(named[0], [("generator", generator[:80])])
    found = ((slug, list(_find_marks(slug, signs))) for slug in named or find_platforms())
    recognitions = [_recognition(slug, marks) for slug, marks in found if marks]
    best = max(recognitions, key=lambda recognition: recognition.weight, default=None)
    return best if best is not None and best.weight >= ENOUGH else None


def platform_knowledge(source: Document | Page, site: Site) -> Platform | None:
    """Give what is known of the family that made a page, as far as `site.platforms` allows it."""
    if site.platforms == ():
        return None
    recognition = recognise_platform(source)
    if recognition is None:
        return None
    if site.platforms is not None and recognition.platform not in site.platforms:
        return None
    return find_platforms()[recognition.platform]


def inherit_platform(site: Site, source: Document | Page) -> Site:
    """Give the site with what is known of its family where the site itself says nothing.

    Selectors are taken over one by one, parts to drop and addresses to ignore are added. What
    tells posts apart stays the site's own affair: an identity must not hang on a recognition.
    """
    platform = platform_knowledge(source, site)
    if platform is None:
        return site
    known = platform.select
    select = Select(
        **{
            column.name: getattr(site.select, column.name) or getattr(known, column.name)
            for column in fields(Select)
            if column.name != "drop"
        },
        drop=tuple(dict.fromkeys(site.select.drop + known.drop)),
    )
    return evolve(site, select=select, ignore=tuple(dict.fromkeys(site.ignore + platform.ignore)))


class _Signs:
    """The parts of a page in which marks are looked for, each cut out when it is asked for."""

    def __init__(self, document: Document, comments: str) -> None:
        self._document = document
        self._comments = comments
        self._cut: dict[MarkKind, str] = {}

    @property
    def generator(self) -> str:
        return self["generator"]

    def __getitem__(self, kind: MarkKind) -> str:
        if kind not in self._cut:
            self._cut[kind] = self._cut_out(kind)
        return self._cut[kind]

    def _cut_out(self, kind: MarkKind) -> str:
        tree = self._document.tree
        if kind in _PATHS:
            return "\n".join(tree.xpath(_PATHS[kind])[:MOST_SIGNS])
        if kind == "words":
            return "".join(tree.itertext())[-TAIL:]
        return self._document.url if kind == "address" else self._comments


def _has_generator(slug: str, generator: str) -> bool:
    return any(kind == "generator" and mark.search(generator) for kind, mark in _compiled(slug))


def _find_marks(slug: str, signs: _Signs) -> Iterator[tuple[MarkKind, str]]:
    for kind, pattern in _compiled(slug):
        if match := pattern.search(signs[kind]):
            yield kind, match.group()[:80]


def _recognition(slug: str, marks: Sequence[tuple[MarkKind, str]]) -> Recognition:
    """Add up the marks: of one kind the first counts whole, each further one half."""
    kinds: set[MarkKind] = set()
    weight = 0.0
    for kind, _ in marks:
        weight += WEIGHTS[kind] / 2 if kind in kinds else WEIGHTS[kind]
        kinds.add(kind)
    ranked = sorted(marks, key=lambda mark: -WEIGHTS[mark[0]])
    return Recognition(
        platform=slug,
        name=find_platforms()[slug].name,
        why=tuple(f"{kind}: {quote}" for kind, quote in ranked),
        weight=round(weight, 2),
    )


@cache
def _compiled(slug: str) -> Sequence[tuple[MarkKind, re.Pattern[str]]]:
    marks = find_platforms()[slug].marks
    return [(mark.kind, re.compile(mark.pattern, re.IGNORECASE)) for mark in marks]
