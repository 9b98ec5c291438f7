"""Which listings of a site to walk, so that all announcements are read and nothing else."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from pipelines.address_shapes import learn_article, target_of
from pipelines.addresses import canonical_address
from pipelines.days import read_day
from pipelines.document import HEADINGS, DocumentError, read_document
from pipelines.empty_pages import explain_empty_listing, explain_outline, needs_javascript
from pipelines.items import Lead, Page, Problem
from pipelines.listing import lie_ahead, read_listing, survey_leads
from pipelines.outline import Outline, read_outline
from pipelines.page_rows import is_same_row
from pipelines.paging import find_next
from pipelines.site import Site
from pipelines.survey import Candidate
from pipelines.weigher import Series
from pipelines.wording import is_copy, is_gathered, is_job_title, path_words, weigh_section

_LISTED: Final = frozenset({"listing", "unknown"})
_DECLARED: Final = ("api", "sitemap", "feed")


@frozen(kw_only=True)
class Choice:
    """Which listings to walk, and why."""

    listings: tuple[Candidate, ...]
    article: str | None = None
    """What posts' addresses match (as `Site.article`), where sitemap or feed name others, too."""
    problems: tuple[Problem, ...] = ()


def choose_listings(pages: Sequence[Page], site: Site) -> Choice:
    """Choose, from the start page (first) and pages that candidates led to, the listings to walk.

    A page is walked if it lists announcements that no better one does. Where no listing goes on
    to older ones, an interface, sitemap or feed that knows more is read, too.
    """
    surveys = [survey for page in pages if (survey := _survey(page, site)) is not None]
    declared = [one for one in surveys if one.page.kind in _DECLARED and (one.keys or one.after)]
    told = frozenset[str]().union(*(one.keys for one in declared if one.page.kind != "sitemap"))
    start = surveys[0] if surveys and surveys[0].page is pages[0] else None
    html = [one for one in surveys if one.page.kind in _LISTED and one.is_news(start, told)]
    chosen: list[_Survey] = []
    # Reports of events are read where a site has no other announcements.
    html = [one for one in html if one.series is None or not one.series.reports] or html
    for survey in sorted(html, key=lambda one: -one.weigh(start)):
        if _adds(survey, chosen, start):
            chosen.append(survey)
    if any(one.after for one in chosen):
        dating = _choose_dating(declared, chosen)
        return Choice(listings=tuple(one.tell(start) for one in (*chosen, *dating)))
    article = learn_article([*_urls(chosen), *_urls(one for one in declared if not one.is_map)])
    further = _choose_declared(declared, chosen, article, site)
    listings = tuple(one.tell(start) for one in (*chosen, *further))
    named = any(one.page is pages[0] for one in further)  # somebody named this very feed
    problems = () if chosen or named else (_explain_nothing(pages, surveys),)
    strays = any(one.is_map or _names_others(one, chosen, article) for one in further)
    return Choice(listings=listings, article=article if strays else None, problems=problems)


# -- surveys --------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Survey:
    """What one page lists."""

    page: Page
    leads: tuple[Lead, ...]
    keys: frozenset[str]
    after: tuple[str, ...]
    outline: Outline | None = None
    series: Series | None = None

    @property
    def is_map(self) -> bool:
        """Whether it is a sitemap."""
        return self.page.kind == "sitemap"

    @property
    def dated(self) -> float:
        """The share of its leads that have a day."""
        return sum(lead.published is not None for lead in self.leads) / max(1, len(self.leads))

    def is_news(self, start: "_Survey | None", told: frozenset[str]) -> bool:
        """Whether what it lists are announcements, and not the pages of a section."""
        if not self.leads or self.outline is None:
            return False
        if self is start and path_words(self.page.url):
            return True  # somebody named this very page
        fetched = read_day(self.page.fetched_at)
        if len(self.leads) < 2 or (fetched and lie_ahead(self.leads, fetched.published)):
            return False
        if sum(is_job_title(lead.title) for lead in self.leads) * 2 >= len(self.leads):
            return False
        named = _is_named_news(self.outline)
        return bool(
            (self.dated >= 0.5 and (self is start or named or self._runs_back()))
            or (self.after and self.series is not None and self.series.headed >= 0.5)
            or self.keys & told
            or (named and self.series is not None)
        )

    def _runs_back(self) -> bool:
        """Whether the entries' days go back in time more often than forward."""
        days = [lead.published for lead in self.leads if lead.published is not None]
        rising = sum(later > earlier for earlier, later in pairwise(days))
        return rising <= sum(later < earlier for earlier, later in pairwise(days))

    def weigh(self, start: "_Survey | None") -> float:
        """How good a place this is to read all announcements from."""
        weight = min(len(self.leads), 20) * (1 + self.dated)
        weight += 20 if self.after else 0
        weight += 10 if self is start else 0
        weight -= 40 if is_gathered(self.page.url) else 0
        if start is not None and start.keys and self.keys >= start.keys:
            weight += 5
        return weight

    def tell(self, start: "_Survey | None") -> Candidate:
        """Why it is walked."""
        where = "the start page" if self is start else f"the {self.page.kind}"
        where = "a page" if where in {"the listing", "the unknown"} else where
        return Candidate(
            url=self.page.requested_url,
            kind=self.page.kind if self.page.kind != "unknown" else "listing",
            why=f"{where} lists {len(self.leads)} addresses"
            + (" and goes on" if self.after else ""),
            weight=round(self.weigh(start), 2),
        )


def _survey(page: Page, site: Site) -> _Survey | None:
    """What a page lists; None where it cannot be read."""
    outline = series = None
    try:
        if page.kind in _LISTED:
            outline = read_outline(read_document(page))
            leads, series = survey_leads(outline, site, read_day(page.fetched_at))
            after = find_next(outline, leads, site)
        else:
            leads, after = read_listing(page, site)
    except DocumentError:
        return None
    return _Survey(
        page=page,
        leads=leads,
        keys=frozenset(canonical_address(lead.url, site) for lead in leads),
        after=after,
        outline=outline,
        series=series,
    )


def _is_named_news(outline: Outline) -> bool:
    """Whether the page calls itself a place of announcements, in its heading or address."""
    words = path_words(outline.document.url)
    if any(weigh_section(word.replace("-", " ").replace("_", " ")) >= 6 for word in words[-2:]):
        return True
    return any(
        weigh_section(outline.text(node.start, node.end)) >= 6
        for node in outline.nodes
        if node.tag in HEADINGS
    )


# -- choice ---------------------------------------------------------------------------------------


def _adds(survey: _Survey, chosen: Sequence[_Survey], start: _Survey | None) -> bool:
    """Whether a listing holds announcements that those chosen do not."""
    if not chosen:
        return True
    url = survey.page.url
    if is_gathered(url) or is_copy(url):
        return False
    if any(is_same_row(one.page.url, url) for one in chosen):
        return False
    known = frozenset[str]().union(*(one.keys for one in chosen))
    fresh = survey.keys - known
    if not fresh or survey.dated < 0.5 <= max(one.dated for one in chosen):
        return False
    if survey is start and not survey.after:
        # The teasers of a home page stand in the listings, too, unless most are met nowhere.
        return len(fresh) * 2 > len(survey.keys)
    shared = len(survey.keys) - len(fresh)
    # A part of a listing that goes on is no more than that listing.
    return not (shared and not survey.after and any(one.after for one in chosen))


def _choose_declared(
    declared: Sequence[_Survey], chosen: Sequence[_Survey], article: str | None, site: Site
) -> list[_Survey]:
    """The interface, sitemap or feed that knows announcements beyond the pages' own."""
    known = frozenset[str]().union(*(one.keys for one in chosen))
    added: list[_Survey] = []
    for kind in _DECLARED:
        for one in declared:
            if one.page.kind != kind:
                continue
            keys = one.keys
            if one.is_map:
                keys = _match(one, article, site) if article is not None else frozenset()
            if not (keys - known or (one.is_map and one.after and article is not None)):
                continue
            if known and not keys & known and not one.after:
                continue  # of something else, such as comments
            known |= keys
            added.append(one)
    return added


def _choose_dating(declared: Sequence[_Survey], chosen: Sequence[_Survey]) -> list[_Survey]:
    """The interface or feed that knows the days of entries which stand without in the listings."""
    if any(one.dated >= 0.5 for one in chosen):
        return []
    known = frozenset[str]().union(*(one.keys for one in chosen))
    dating = [one for one in declared if not one.is_map and one.dated >= 0.5 and one.keys & known]
    return sorted(dating, key=lambda one: _DECLARED.index(one.page.kind))[:1]


def _names_others(survey: _Survey, chosen: Sequence[_Survey], article: str | None) -> bool:
    """Whether a feed names pages that are built otherwise than all entries of the listings."""
    if article is None or not chosen:
        return False
    pattern = re.compile(article)
    return all(pattern.search(target_of(url)) for url in _urls(chosen)) and not all(
        pattern.search(target_of(url)) for url in _urls([survey])
    )


def _match(survey: _Survey, article: str, site: Site) -> frozenset[str]:
    """The addresses of a sitemap that are posts'."""
    pattern = re.compile(article)
    return frozenset(
        canonical_address(lead.url, site)
        for lead in survey.leads
        if pattern.search(target_of(lead.url))
    )


def _urls(surveys: Iterable[_Survey]) -> list[str]:
    return [lead.url for survey in surveys for lead in survey.leads]


def _explain_nothing(pages: Sequence[Page], surveys: Sequence[_Survey]) -> Problem:
    outlines = [survey.outline for survey in surveys if survey.outline is not None]
    for outline in outlines:
        if needs_javascript(outline):
            return explain_outline(outline)
    if outlines:
        return explain_outline(outlines[0])
    return explain_empty_listing(pages[0])
