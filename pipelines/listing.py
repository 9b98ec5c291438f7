"""A listing page to leads and the way on: from repeated blocks, whatever the markup."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urljoin

from attrs import evolve

from pipelines.address_shapes import target_of
from pipelines.addresses import canonical_address, same_host
from pipelines.days import DayReading, read_day
from pipelines.declared import read_feed, read_sitemap, read_wordpress_posts
from pipelines.document import DocumentError, read_document
from pipelines.entries import Entry, find_entries
from pipelines.items import Lead, Page, Problem
from pipelines.kinds_of_lists import find_list_kind
from pipelines.leads import EntryReading, read_entries
from pipelines.outline import Outline, read_outline
from pipelines.page_rows import count_pages
from pipelines.paging import find_next
from pipelines.platform import inherit_platform
from pipelines.selected import select_entries, select_next
from pipelines.series import find_series
from pipelines.series_choice import choose_series
from pipelines.site import Site
from pipelines.weigher import Series, Weigher
from pipelines.whole_posts import build_fragment, find_whole_series
from pipelines.wording import is_event_section, is_standing_page, leads_to_events
from pipelines.wordlists import is_control

_DECLARED = {"feed": read_feed, "sitemap": read_sitemap, "api": read_wordpress_posts}

HOMES = ("/", "/index.html", "/index.htm", "/index.php")


def read_listing(page: Page, site: Site) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Read a listing: its leads in the page's order, and the addresses to read next.

    Raises DocumentError where the page is none, or is a sitemap that a site file names as start
    without saying which of its addresses are posts'.
    """
    kind = find_list_kind(page)
    declared = _DECLARED.get(kind)
    if declared is not None:
        leads, after = declared(page)
        undated = any(lead.published is None for lead in leads)
        if kind == "sitemap" and page.kind == "listing" and undated and site.article is None:
            says = "a sitemap names every page of a site; say by `article` which are posts"
            raise DocumentError("no_listing", f"{page.url}: {says}")
        return _fold_declared(leads, site), after
    document = read_document(page)
    site = inherit_platform(site, document)
    outline = read_outline(document)
    leads, _ = survey_leads(outline, site, read_day(page.fetched_at))
    if site.select.next is not None:
        return leads, select_next(outline, site.select.next)
    return leads, find_next(outline, leads, site)


def survey_leads(
    outline: Outline, site: Site, fetched: DayReading | None
) -> tuple[tuple[Lead, ...], Series | None]:
    """The announcements that a page lists, in its order, and the best series they stand in.

    What lies ahead of the day the page was fetched was not announced yet: where nearly all of a
    series does, it is a calendar, and another series that does not is the listing.
    """
    if site.select.entry is not None:
        entries = select_entries(outline, site.select.entry)
        return _fold(_build_leads(outline, entries), site, outline.document.url), None
    weigher = Weigher(outline)
    found = [*find_series(weigher), *find_whole_series(weigher)]
    chosen = choose_series(found)
    leads = _read_series(weigher, chosen, site)
    if not leads and fetched is not None:
        return _find_reports(weigher, found, site, fetched.published)
    if fetched is not None and _any_ahead(leads, fetched.published):
        chosen = _drop_ahead(weigher, chosen, found, site, fetched.published)
        leads = _read_series(weigher, chosen, site)
    if fetched is not None and lie_ahead(leads, fetched.published):
        boxes = [one.box for one in chosen]
        others = choose_series(
            [one for one in found if not any(one.box.holds(box) for box in boxes)]
        )
        rest = _read_series(weigher, others, site)
        if sum(lead.published is not None for lead in rest) * 2 > len(rest) and not lie_ahead(
            rest, fetched.published
        ):
            return rest, others[0]
    elif fetched is not None:
        leads = tuple(lead for lead in leads if not _is_date(lead, fetched.published))
    return leads, chosen[0] if chosen and leads else None


def _is_date(lead: Lead, fetched: date) -> bool:
    """Whether an entry among announcements lies ahead, and calls itself a date or leads to one."""
    ahead = lead.published is not None and lead.published > fetched
    return ahead and (is_event_section(lead.kicker) or leads_to_events(lead.url))


def _find_reports(
    weigher: Weigher, found: Sequence[Series], site: Site, fetched: date
) -> tuple[tuple[Lead, ...], Series | None]:
    """What stands below a heading of events, or at such addresses, and yet is no calendar.

    A calendar shows what is to come, the next first; reports lie behind, and the newest is first.
    """
    spared = [
        evolve(
            one,
            quality=one.quality + one.events,
            score=one.score + one.events,
            reports=True,
        )
        for one in found
        if one.events > 0 and one.dated >= 0.8
    ]
    chosen = choose_series(spared)
    leads = _read_series(weigher, chosen, site)
    days = [lead.published for lead in leads if lead.published is not None]
    rising = sum(later > earlier for earlier, later in pairwise(days))
    fewest = 3 if count_pages(weigher.outline.document.url) == 1 else 1
    if len(days) < fewest or len(days) * 5 < len(leads) * 4 or rising * 5 > len(days):
        return (), None
    if sum(day > fetched for day in days) * 5 > len(days):
        return (), None
    return leads, chosen[0]


def _read_series(weigher: Weigher, chosen: Sequence[Series], site: Site) -> tuple[Lead, ...]:
    """The leads of all entries of some series, in the page's order."""
    outline = weigher.outline
    found: list[tuple[int, Lead]] = []
    for series in chosen:
        entries = find_entries(weigher, series)
        starts = [entry.start for entry in entries]
        found += zip(starts, _build_leads(outline, entries), strict=True)
    found.sort(key=lambda one: one[0])
    return _fold([lead for _, lead in found], site, outline.document.url)


def _drop_ahead(
    weigher: Weigher, chosen: Sequence[Series], found: Sequence[Series], site: Site, fetched: date
) -> list[Series]:
    """The chosen series without boxes in which all lies ahead: dates made like the news beside."""
    boxes = []
    for one in chosen:
        links = set(one.links)
        inner = [part for part in found if one.box.holds(part.box) and links.issuperset(part.links)]
        boxes += [
            part.box
            for part in inner
            if (len(part.links) < len(links) or one is not chosen[0])
            and lie_ahead(_read_series(weigher, [part], site), fetched)
        ]
    kept = []
    for one in chosen:
        rest = tuple(link for link in one.links if not any(box.holds(link.node) for box in boxes))
        if rest:
            kept.append(evolve(one, links=rest))
    return kept or list(chosen)


def _any_ahead(leads: Sequence[Lead], fetched: date) -> bool:
    return any(lead.published is not None and lead.published > fetched for lead in leads)


def lie_ahead(leads: Sequence[Lead], fetched: date) -> bool:
    """Whether nearly all of the entries' days are after the one the page was fetched on."""
    days = [lead.published for lead in leads if lead.published is not None]
    ahead = sum(day > fetched for day in days)
    return len(days) > 1 and ahead * 5 >= len(days) * 4


def listing_problems(leads: Sequence[Lead], site: Site) -> tuple[Problem, ...]:
    """What is suspicious about the leads of a listing's first page."""
    problems: list[Problem] = []
    if len(leads) < site.expect.entries:
        problems.append(
            Problem(
                code="few_entries",
                says=f"{len(leads)} entries where at least {site.expect.entries} are expected",
            )
        )
    days = [lead.published for lead in leads if lead.published is not None]
    rising = sum(later > earlier for earlier, later in pairwise(days))
    falling = sum(later < earlier for earlier, later in pairwise(days))
    if min(rising, falling) > 2 and min(rising, falling) * 4 > rising + falling:
        problems.append(
            Problem(code="entries_unordered", says="the entries' days go neither down nor up")
        )
    titles = Counter(lead.title for lead in leads)
    repeated = [title for title, count in titles.items() if count > 2]
    if repeated:
        problems.append(
            Problem(
                code="titles_repeat",
                says="several entries have the same title; it may be no title",
                quote=repeated[0],
            )
        )
    if leads and not any(same_host(lead.url, site) for lead in leads):
        problems.append(Problem(code="entries_elsewhere", says="every entry leads to another host"))
    return tuple(problems)


def _build_leads(outline: Outline, entries: Sequence[Entry]) -> list[Lead]:
    return [
        _build_lead(outline, entry, reading)
        for entry, reading in zip(entries, read_entries(outline, entries), strict=True)
    ]


def _build_lead(outline: Outline, entry: Entry, reading: EntryReading) -> Lead:
    day = reading.day
    url = entry.link.url
    if entry.whole:
        published = None if day is None else day.published
        url += "#" + (entry.link.fragment or build_fragment(published, reading.title))
    return Lead(
        url=url,
        title=reading.title,
        date_words=None if day is None else day.words,
        published=None if day is None else day.published,
        published_at=None if day is None else day.published_at,
        kicker=reading.kicker,
        teaser=reading.teaser,
        attachments=reading.attachments,
        whole=entry.whole,
        found_on=outline.document.url,
    )


@lru_cache(maxsize=256)
def _find_homes(root: str, site: Site) -> frozenset[str]:
    """The addresses of start and home pages, which are no entry's, in the form for comparing."""
    homes = (urljoin(root, home) for home in HOMES)
    return frozenset(canonical_address(url, site) for url in (*site.start, *homes))


def _keep_posts(leads: Iterable[Lead], site: Site) -> Iterator[Lead]:
    """What the site's file calls posts and does not want ignored; no pages that every site has."""
    wanted = None if site.article is None else re.compile(site.article)
    ignored = [re.compile(pattern) for pattern in site.ignore]
    for lead in leads:
        target = target_of(lead.url)
        if is_standing_page(lead.title) or (lead.published is None and is_control(lead.title)):
            continue  # such as the way back of a last page, which stands where entries stand
        if wanted is not None and not wanted.search(target):
            continue
        if not any(pattern.search(target) for pattern in ignored):
            yield lead


def _fold_declared(leads: Iterable[Lead], site: Site) -> tuple[Lead, ...]:
    """One lead for each address that a feed or sitemap names; of the latter there are many."""
    homes = {url.rstrip("/") for url in site.start}
    homes |= {urljoin(url, "/").rstrip("/") for url in site.start}
    kept = (lead for lead in _keep_posts(leads, site) if lead.url.rstrip("/") not in homes)
    return tuple({lead.url: lead for lead in kept}.values())


def _fold(leads: Sequence[Lead], site: Site, page: str) -> tuple[Lead, ...]:
    """One lead for each address, with what its copies add; never a start page, or this one."""
    own = {canonical_address(page.partition("#")[0], site)} | _find_homes(urljoin(page, "/"), site)
    found: dict[str, Lead] = {}
    for lead in _keep_posts(leads, site):
        key = canonical_address(lead.url, site)
        if key in own:
            continue
        known = found.get(key)
        found[key] = lead if known is None else _join(known, lead)
    return tuple(found.values())


def _join(known: Lead, copy: Lead) -> Lead:
    if known.published is None and copy.published is not None:
        known = evolve(
            known,
            date_words=copy.date_words,
            published=copy.published,
            published_at=copy.published_at,
        )
    return evolve(
        known,
        title=known.title or copy.title,
        teaser=known.teaser or copy.teaser,
        kicker=known.kicker or copy.kicker,
        attachments=known.attachments or copy.attachments,
    )


__all__ = ["DocumentError", "lie_ahead", "listing_problems", "read_listing", "survey_leads"]
