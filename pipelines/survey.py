"""Where a site lists its announcements: the candidates a page names, and which of them to walk."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urljoin

from attrs import frozen

from pipelines.addresses import absolute_address, canonical_address, same_host
from pipelines.document import DocumentError, read_document
from pipelines.items import Lead, Page, PageKind, Problem
from pipelines.listing import read_leads
from pipelines.outline import Outline, read_outline
from pipelines.paging import find_next
from pipelines.site import Site
from pipelines.wording import (
    file_kind,
    is_copy,
    is_gathered,
    leads_elsewhere,
    path_words,
    weigh_section,
)

_FEED_TYPES: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
_COMMENT_FEED: Final = re.compile(r"comment|kommentar", re.IGNORECASE)
_WORDPRESS: Final = re.compile(r"/wp-(?:content|includes|json)/")


@frozen(kw_only=True)
class Candidate:
    """An address at which announcements may be listed."""

    url: str
    kind: PageKind
    why: str
    weight: float
    """0 to 20; the higher, the sooner it is looked at."""


@frozen(kw_only=True)
class Choice:
    """Which listings to walk, and why."""

    listings: tuple[Candidate, ...]
    problems: tuple[Problem, ...] = ()


def find_listings(page: Page, site: Site) -> tuple[Candidate, ...]:
    """The addresses that any page of a site names as places of announcements, the best first.

    Raises DocumentError where the page is none.
    """
    outline = read_outline(read_document(page))
    found: dict[str, Candidate] = {}
    for candidate in (*_find_declared(outline, site), *_find_sections(outline, site)):
        key = canonical_address(candidate.url, site)
        if key not in found or found[key].weight < candidate.weight:
            found[key] = candidate
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.url)))


def choose_listings(pages: Sequence[Page], site: Site) -> Choice:
    """Choose, from the start page (first) and pages that candidates led to, the listings to walk.

    A page is walked if it lists announcements that no better one does. Feeds and sitemaps stand
    in only where no page lists any.
    """
    readings = [reading for page in pages if (reading := _survey(page, site)) is not None]
    html = [one for one in readings if one.leads and one.page.kind in {"listing", "unknown"}]
    if not html:
        return _without_listing(pages, readings, site)
    start = html[0] if html[0].page is pages[0] else None
    chosen: list[_Reading] = []
    for reading in sorted(html, key=lambda one: -one.weigh(start)):
        if _adds(reading, chosen, start):
            chosen.append(reading)
    return Choice(listings=tuple(one.tell(start) for one in chosen))


# -- candidates -----------------------------------------------------------------------------------


def _find_declared(outline: Outline, site: Site) -> Iterator[Candidate]:
    """Feeds, sitemaps and interfaces that the page's head declares."""
    base = outline.document.base_url
    wordpress = False
    for element in outline.document.tree.iter("link", "meta"):
        rel = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").lower()
        href = element.get("href") or ""
        wordpress = wordpress or (
            (element.get("name") or "").lower() == "generator"
            and (element.get("content") or "").lower().startswith("wordpress")
        )
        if "https://api.w.org/" in rel:
            url = absolute_address(base, href)
            if url is not None and same_host(url, site):
                yield Candidate(
                    url=f"{url.rstrip('/')}/wp/v2/posts?per_page=100",
                    kind="api",
                    why="the page declares the WordPress REST interface",
                    weight=6,
                )
                wordpress = False
        elif "alternate" in rel and kind in _FEED_TYPES:
            url = absolute_address(base, href)
            title = element.get("title") or ""
            if url is None or not same_host(url, site) or _COMMENT_FEED.search(f"{title} {href}"):
                continue
            yield Candidate(
                url=url, kind="feed", why=f"the page declares the feed {title!r}", weight=7
            )
        elif "sitemap" in rel:
            url = absolute_address(base, href)
            if url is not None and same_host(url, site):
                yield Candidate(
                    url=url, kind="sitemap", why="the page declares a sitemap", weight=3
                )
    root = urljoin(outline.document.url, "/")
    if wordpress:
        yield Candidate(
            url=f"{root}wp-json/wp/v2/posts?per_page=100",
            kind="api",
            why="the page says that WordPress made it",
            weight=5,
        )
    yield Candidate(url=f"{root}sitemap.xml", kind="sitemap", why="where sitemaps lie", weight=1)


def _find_sections(outline: Outline, site: Site) -> Iterator[Candidate]:
    """Links that are called as sections of announcements are."""
    for link in outline.links:
        if not same_host(link.url, site) or file_kind(link.url) is not None:
            continue
        text = outline.text(link.node.start, link.node.end, hidden=True)
        weight = max(weigh_section(text), weigh_section(link.title))
        words = path_words(link.url)
        if words and weight:
            weight += weigh_section(words[-1].replace("-", " ")) / 10
        if not weight and words:
            weight = weigh_section(words[-1].replace("-", " ")) / 2 if len(text) < 40 else 0.0
        if not weight:
            continue
        if is_gathered(link.url):
            weight /= 4
        if leads_elsewhere(link.url) or is_copy(link.url):
            continue
        yield Candidate(
            url=link.url, kind="listing", why=f"a link called {text[:60]!r}", weight=weight
        )


# -- choice ---------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Reading:
    """What one page listed."""

    page: Page
    leads: tuple[Lead, ...]
    keys: frozenset[str]
    after: tuple[str, ...]
    outline: Outline | None = None

    def weigh(self, start: "_Reading | None") -> float:
        """How good a place this is to read all announcements from."""
        dated = sum(lead.published is not None for lead in self.leads) / max(1, len(self.leads))
        weight = min(len(self.leads), 20) * (1 + dated)
        if self.after:
            weight += 20
        if self is start:
            weight += 10
        if is_gathered(self.page.url):
            weight -= 40
        if start is not None and self.keys >= start.keys:
            weight += 5
        return weight

    def tell(self, start: "_Reading | None") -> Candidate:
        return Candidate(
            url=self.page.requested_url,
            kind=self.page.kind,
            why=("the start page" if self is start else "a page")
            + f" lists {len(self.leads)} announcements"
            + (" and goes on" if self.after else ""),
            weight=self.weigh(start),
        )


def _survey(page: Page, site: Site) -> _Reading | None:
    if page.kind not in {"listing", "unknown"}:
        return _Reading(page=page, leads=(), keys=frozenset(), after=())
    try:
        outline = read_outline(read_document(page))
    except DocumentError:
        return None
    leads = read_leads(outline, site)
    return _Reading(
        page=page,
        leads=leads,
        keys=frozenset(canonical_address(lead.url, site) for lead in leads),
        after=find_next(outline, leads, site),
        outline=outline,
    )


def _adds(reading: _Reading, chosen: Sequence[_Reading], start: _Reading | None) -> bool:
    """Whether a listing holds what those chosen do not."""
    if not chosen:
        return True
    if is_gathered(reading.page.url) or is_copy(reading.page.url):
        return False
    known = frozenset[str]().union(*(one.keys for one in chosen))
    fresh = reading.keys - known
    if not fresh:
        return False
    if reading is start and not reading.after:
        # Teasers of a home page: what the listings hold, too, unless most is new.
        return len(fresh) * 2 > len(reading.keys)
    # A part of a listing that goes on is no more than that listing.
    shared = len(reading.keys) - len(fresh)
    goes_on = any(one.after for one in chosen)
    return not (shared and goes_on and not reading.after)


def _without_listing(pages: Sequence[Page], readings: Sequence[_Reading], site: Site) -> Choice:
    """Nothing was listed in HTML: an interface, a feed or a sitemap stands in, with a problem."""
    problems = [_explain_nothing(pages, readings, site)]
    for kind in ("api", "feed", "sitemap"):
        for page in pages:
            if page.kind == kind and page.status == 200:
                return Choice(
                    listings=(
                        Candidate(
                            url=page.requested_url,
                            kind=page.kind,
                            why=f"no page lists announcements, the {kind} does",
                            weight=1,
                        ),
                    ),
                    problems=tuple(problems),
                )
    return Choice(listings=(), problems=tuple(problems))


def _explain_nothing(pages: Sequence[Page], readings: Sequence[_Reading], site: Site) -> Problem:
    url = pages[0].url if pages else site.start[0]
    for reading in readings:
        if reading.outline is not None and needs_javascript(reading.outline):
            return Problem(
                code="needs_javascript",
                says="the page fills its list by JavaScript, which is not run; "
                "name a feed or another listing as start",
                url=reading.page.url,
            )
    return Problem(
        code="no_listing",
        says="no page lists announcements; name the listing's address as start",
        url=url,
    )


_APPLICATION: Final = re.compile(
    r"\b(?:ng-app|data-reactroot|data-server-rendered|__NEXT_DATA__|__NUXT__|v-app|app-root)\b"
)


def needs_javascript(outline: Outline) -> bool:
    """Whether a page is the empty shell of an application that scripts fill."""
    tree = outline.document.tree
    words = sum(len(piece.text) for piece in outline.pieces)
    scripts = sum(1 for _ in tree.iter("script"))
    if words < 400 and scripts:
        return True
    shells = tree.xpath("//*[@id='app' or @id='root' or @id='__next' or @ng-app or self::app-root]")
    return any(len((shell.text_content() or "").strip()) < 50 for shell in shells) and scripts > 0


__all__ = ["Candidate", "Choice", "choose_listings", "find_listings", "needs_javascript"]
