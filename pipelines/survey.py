"""Where a site lists its announcements: the addresses that a page names as places of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urljoin

from attrs import frozen
from lxml.html import HtmlElement

from pipelines.addresses import absolute_address, canonical_address, same_host
from pipelines.document import read_document
from pipelines.framed import find_framed
from pipelines.items import Page, PageKind
from pipelines.outline import Link, Outline, read_outline
from pipelines.page_rows import is_same_row
from pipelines.platform import platform_knowledge
from pipelines.platform_files import Platform, find_places
from pipelines.site import Site
from pipelines.wording import (
    file_kind,
    is_copy,
    is_gathered,
    is_other_section,
    leads_elsewhere,
    names_elsewhere,
    path_words,
    weigh_section,
)
from pipelines.zones import Zone

_FEED_TYPES: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
)
_COMMENT_FEED: Final = re.compile(r"comment|kommentar", re.IGNORECASE)
_FEED_NAMES: Final = re.compile(
    r"(?:\.(?:rss|atom|rss2|rdf)|/(?:rss|feed|atom)(?:\.xml|\.php)?/?|[?&](?:format|type)=(?:rss|feed|atom))"
    r"\Z",
    re.IGNORECASE,
)
PROMISING: Final = 0.1
"""The weight from which an address is looked at first; below are links that promise nothing."""
_FRAMED: Final = 0.2
_MENU_LINK: Final = 0.05
_LONGEST_LABEL: Final = 40
_GUESSES: Final[Mapping[PageKind, float]] = {"api": 6, "feed": 4, "sitemap": 2}
"""The weight of a place at which a CMS family keeps what the page does not declare."""
_SITEMAP_LINE: Final = re.compile(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})")


@frozen(kw_only=True)
class Candidate:
    """An address at which announcements may be listed."""

    url: str
    kind: PageKind
    why: str
    weight: float
    """0 to 20; the higher, the sooner it is looked at."""


def find_listings(page: Page, site: Site) -> tuple[Candidate, ...]:
    """The addresses that any page of a site names as places of announcements, the best first.

    Of a robots.txt (`page.kind`) the sitemaps. Raises DocumentError where a page is none.
    """
    if page.kind == "robots":
        return tuple(_find_sitemaps(page, site))
    outline = read_outline(read_document(page))
    found: dict[str, Candidate] = {}
    for candidate in (*_find_declared(outline, site), *_find_sections(outline, site)):
        key = canonical_address(candidate.url, site)
        if key not in found or found[key].weight < candidate.weight:
            found[key] = candidate
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.url)))


def _find_sitemaps(page: Page, site: Site) -> Iterator[Candidate]:
    """The sitemaps that a robots.txt names."""
    for line in _SITEMAP_LINE.finditer(page.body[:500_000].decode("utf-8", "replace")):
        url = absolute_address(page.url, line[1])
        if url is not None and same_host(url, site):
            yield Candidate(url=url, kind="sitemap", why="robots.txt names a sitemap", weight=4)


def _find_declared(outline: Outline, site: Site) -> Iterator[Candidate]:
    """Feeds, sitemaps and interfaces that the page's head declares, and where its family has them.

    What the head declares of a kind makes guesses at that kind needless.
    """
    document = outline.document
    platform = platform_knowledge(document, site)
    declared: set[PageKind] = set()
    for element in document.tree.iter("link"):
        candidate = _read_declaration(element, document.base_url, platform)
        if candidate is not None and same_host(candidate.url, site):
            declared.add(candidate.kind)
            yield candidate
    if platform is not None:
        for number, (kind, url) in enumerate(find_places(platform, document.url)):
            if kind not in declared:
                weight = _GUESSES[kind] - number / 100  # what a family has first is likelier
                why = f"where {platform.name} has it"
                yield Candidate(url=url, kind=kind, why=why, weight=weight)
    url = urljoin(document.url, "/sitemap.xml")
    yield Candidate(url=url, kind="sitemap", why="where sitemaps lie", weight=1)


def _read_declaration(
    element: HtmlElement, base: str, platform: Platform | None
) -> Candidate | None:
    """What a link element of the head declares, where it is a place of announcements."""
    rel = (element.get("rel") or "").lower().split()
    url = absolute_address(base, element.get("href") or "") if element.get("href") else None
    if url is None:
        return None
    if platform is not None and platform.api_link in rel:
        # Where the root is a parameter (`/?rest_route=/`), the path goes on in it.
        path = platform.api_path.replace("?", "&") if "?" in url else platform.api_path
        why = f"the page declares the interface of {platform.name}"
        return Candidate(url=f"{url.rstrip('/')}/{path}", kind="api", why=why, weight=6)
    if "alternate" in rel and (element.get("type") or "").lower() in _FEED_TYPES:
        title = element.get("title") or ""
        if not _COMMENT_FEED.search(f"{title} {url}"):
            why = f"the page declares the feed {title!r}"
            return Candidate(url=url, kind="feed", why=why, weight=7)
    elif "sitemap" in rel:
        return Candidate(url=url, kind="sitemap", why="the page declares a sitemap", weight=3)
    return None


def _find_sections(outline: Outline, site: Site) -> Iterator[Candidate]:
    """Links that are called as sections of announcements are, and feeds that are linked."""
    page = outline.document.url
    for link in outline.links:
        if not same_host(link.url, site) or link.node.zone & Zone.PAGER:
            continue
        if _FEED_NAMES.search(link.url) and not _COMMENT_FEED.search(link.url):
            yield Candidate(url=link.url, kind="feed", why="a link to a feed", weight=5)
            continue
        if (
            file_kind(link.url) is not None
            or leads_elsewhere(link.url)
            or is_copy(link.url)
            or (is_same_row(page, link.url) and link.url != page.partition("#")[0])
        ):
            continue
        weight = _weigh_link(link.words, link.title, link.url)
        if weight <= 0 and _is_menu_link(link):
            weight = _MENU_LINK  # a section may be called as it likes
        if weight > 0:
            yield Candidate(
                url=link.url,
                kind="listing",
                why=f"a link called {link.words[:60]!r}",
                weight=weight,
            )
    for url in find_framed(outline, site):
        yield Candidate(url=url, kind="listing", why="a page in a frame", weight=_FRAMED)


def _is_menu_link(link: Link) -> bool:
    """Whether a link of a menu leads to a section that may hold anything."""
    segments = path_words(link.url)
    return (
        bool(segments)
        and bool(link.node.zone & Zone.MENU)
        and 0 < len(link.words) <= _LONGEST_LABEL
        and not names_elsewhere(link.url)
        and not is_other_section(link.words)
        and not is_gathered(link.url)
    )


def _weigh_link(words: str, title: str, url: str) -> float:
    """How much a link's words and address promise a listing of announcements."""
    weight = max(weigh_section(words), weigh_section(title))
    segments = path_words(url)
    named = max(0.0, weigh_section(segments[-1].replace("-", " "))) if segments else 0.0
    if weight > 0:
        weight += named / 10
    elif len(words) < 40:
        weight = named / 2
    return weight / 4 if is_gathered(url) else weight
