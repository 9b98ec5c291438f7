"""Recognises the CMS family of a page, says why, and gives what is known of the family."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args
from urllib.parse import urljoin

import cattrs
from attrs import Factory, evolve, fields, frozen

from pipelines.document import Document, DocumentError, read_document
from pipelines.items import Page, PageKind
from pipelines.site import Select, Site

MarkKind = Literal["generator", "asset", "frame", "address", "link", "comment", "words"]
"""Where a mark is looked for.

generator: the meta element of that name; asset: addresses of scripts, styles and pictures; frame:
class and id of html, body and the boxes beneath; address: the page's own; link: addresses of links;
comment: markup that no reader sees; words: the visible last words ("powered by …").
"""

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
class Mark:
    """One sign of a family: a regular expression, searched without case, and where."""

    kind: MarkKind
    pattern: str


@frozen(kw_only=True)
class Platform:
    """What is known of one CMS family; `pipelines/platforms/*.toml` holds one each.

    All of it corrects or saves requests; a reading must come out right without it.
    """

    slug: str = ""
    """The file's name without `.toml`."""
    name: str
    marks: tuple[Mark, ...]
    feeds: tuple[str, ...] = ()
    """Paths of its feeds, from the site's root."""
    sitemaps: tuple[str, ...] = ()
    api: tuple[str, ...] = ()
    """Paths of interfaces that list posts as JSON."""
    api_link: str = ""
    """The `rel` by which a page's head declares where the interfaces lie."""
    api_path: str = ""
    """The path of the one that lists posts, from the address so declared."""
    paging_parameters: tuple[str, ...] = ()
    """Regular expressions for query parameters that turn a listing's pages."""
    paging_paths: tuple[str, ...] = ()
    """Regular expressions for paths that do: `/page/\\d+/?$`."""
    id_parameters: tuple[str, ...] = ()
    """Query parameters that tell posts apart."""
    junk_parameters: tuple[str, ...] = ()
    """Query parameters that do not."""
    ignore: tuple[str, ...] = ()
    """Regular expressions for paths that are never posts or listings of news."""
    select: Select = Factory(Select)


@frozen(kw_only=True)
class Recognition:
    """A family recognised, and the marks that say so."""

    platform: str
    """The slug."""
    name: str
    why: tuple[str, ...]
    """`generator: WordPress 6.9.1`, `asset: /wp-content/` …, the heaviest first."""
    weight: float


class PlatformError(ValueError):
    """A platform file says something it may not; the message names file and key."""


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


def find_places(platform: Platform, url: str) -> tuple[tuple[PageKind, str], ...]:
    """The addresses at which a family keeps feeds, interfaces and sitemaps, for the site of `url`.

    >>> find_places(find_platforms()["hugo"], "http://amt.example/presse/")
    (('feed', 'http://amt.example/index.xml'), ('sitemap', 'http://amt.example/sitemap.xml'))
    """
    kinds: tuple[tuple[PageKind, tuple[str, ...]], ...] = (
        ("api", platform.api),
        ("feed", platform.feeds),
        ("sitemap", platform.sitemaps),
    )
    return tuple((kind, urljoin(url, path)) for kind, paths in kinds for path in paths)


@cache
def find_platforms() -> Mapping[str, Platform]:
    """All families by slug. Raises PlatformError for a file that says what it may not."""
    folder = resources.files("pipelines") / "platforms"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return {
        platform.slug: platform
        for platform in (
            read_platform(file.read_text(encoding="utf-8"), slug=file.name.removesuffix(".toml"))
            for file in files
        )
    }


def read_platform(text: str, *, slug: str) -> Platform:
    """Read one platform file's text; raises PlatformError."""
    try:
        table = tomllib.loads(text)
        marks = table.pop("marks", {})
        unknown = set(marks) - set(get_args(MarkKind))
        if unknown or not marks:
            raise PlatformError(
                f"{slug}.toml: marks {sorted(unknown)}; needed, of: {', '.join(WEIGHTS)}"
            )
        table["marks"] = [
            {"kind": kind, "pattern": pattern} for kind, group in marks.items() for pattern in group
        ]
        platform = _converter().structure(table, Platform)
        for pattern in _patterns(platform):
            re.compile(pattern)
    except cattrs.BaseValidationError as error:
        says = "; ".join(cattrs.transform_error(error, path="platform"))
        raise PlatformError(f"{slug}.toml: {says}") from error
    except (tomllib.TOMLDecodeError, re.error) as error:
        raise PlatformError(f"{slug}.toml: {error!r}") from error
    return evolve(platform, slug=slug)


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


def _patterns(platform: Platform) -> Iterator[str]:
    yield from (mark.pattern for mark in platform.marks)
    yield from platform.paging_parameters
    yield from platform.paging_paths
    yield from platform.ignore


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)

    def read_strings(value: Any, _: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f"{value!r} is not a list of strings")
        return tuple(value)

    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], read_strings)
    return converter
