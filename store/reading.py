"""Reading a unit: the post that its newest body shows, and what it said before."""

from urllib.parse import quote

from attrs import evolve, frozen

from pipelines.addresses import canonical_address
from pipelines.frame import Frame
from pipelines.items import Attachment, Lead, Page, Post, Problem, PublishedFrom
from pipelines.site import Site, is_on_topic
from store.corrections import Correction, correct_day, correct_findings, find_correction
from store.database import Archive
from store.files import find_media_type
from store.pages import load_page
from store.reader import PageError, Reader
from store.saving import Telling
from store.units import Body, Unit


@frozen(kw_only=True)
class PostReading:
    """A post in its newest version, through every stage, and its earlier ones."""

    post: Post
    seen_at: str
    """When its newest words came first, UTC."""
    history: tuple[Telling, ...]


@frozen(kw_only=True)
class UnitReading:
    """What a unit gives."""

    posts: tuple[PostReading, ...]
    problems: tuple[Problem, ...]
    """Why its newest body gives nothing; posts of earlier bodies stay."""


def read_unit(
    archive: Archive, reader: Reader, site: Site, unit: Unit, frame: Frame
) -> UnitReading:
    """Read every body of a unit, oldest first.

    A page that shows an error today keeps the post that it showed yesterday, and has a problem.
    One that is off the source's topic (`Site.topic`) gives no post and has none.
    """
    told: dict[str, list[tuple[Post, Body]]] = {}
    problems: tuple[Problem, ...] = ()
    for body in unit.bodies:
        # A 304 is kept with the body it speaks of: what is read is that body.
        page = evolve(load_page(archive, body.page_id), status=200)
        try:
            posts = _read_body(reader, page, unit.lead, site, frame)
        except PageError as error:
            problems = (error.problem,)
            continue
        problems = ()
        for key, post in _tell_apart(posts, unit, site).items():
            told.setdefault(key, []).append((post, body))
    return UnitReading(
        posts=tuple(
            _pass_stages(reader, times, _find_correction(reader, address, times[-1][0], site))
            for address, times in sorted(told.items())
        ),
        problems=problems,
    )


def _read_body(
    reader: Reader, page: Page, lead: Lead | None, site: Site, frame: Frame
) -> tuple[Post, ...]:
    media_type = find_media_type(page.body, page.headers.get("content-type", ""))
    if page.body and (media_type == "application/pdf" or not _may_be_html(page, media_type)):
        posts: tuple[Post, ...] = (_read_file(page, media_type, lead),)
    else:
        posts = reader.read_article(page, lead, site, frame)
    return tuple(
        evolve(
            post,
            site=site.slug,
            site_scope=site.scope,
            site_jobcenter=site.jobcenter,
            page_id=page.page_id,
        )
        for post in posts
        if is_on_topic(site, post.title, post.kicker, post.teaser, post.text)
    )


def _may_be_html(page: Page, media_type: str) -> bool:
    """Whether the article's reader should look at it; what it refuses, it refuses with a reason."""
    return page.kind != "attachment" or media_type == "text/html"


def _read_file(page: Page, media_type: str, lead: Lead | None) -> Post:
    """The post of an entry that leads to a file: its title and day are the entry's words."""
    if lead is None or not lead.title.strip():
        raise PageError(
            Problem(
                code="no_title",
                says=f"{page.url} is a file ({media_type}), and no entry names it",
                url=page.url,
            )
        )
    own = Attachment(url=lead.url, title=lead.title)
    return Post(
        url=lead.url,
        site=page.site,
        title=lead.title,
        kicker=lead.kicker,
        teaser=lead.teaser,
        published=lead.published,
        published_at=lead.published_at,
        published_from=None if lead.published is None else _from(lead),
        attachments=(own, *(file for file in lead.attachments if file.url != own.url)),
    )


def _from(lead: Lead) -> PublishedFrom:
    return "feed" if lead.found_in in {"feed", "api", "sitemap"} else "listing"


def _tell_apart(posts: tuple[Post, ...], unit: Unit, site: Site) -> dict[str, Post]:
    """The posts of one body by what they are known as; of several, each needs its own address.

    Where a page gives its posts no anchors, the title makes one: browsers find a text so.
    """
    if len(posts) == 1:
        return {unit.address: posts[0]}
    found: dict[str, Post] = {}
    for post in posts:
        address = canonical_address(post.url, site)
        if "#" not in address or address in found:
            url = f"{post.url.partition('#')[0]}#:~:text={quote(post.title, safe='')}"
            post = evolve(post, url=url)  # noqa: PLW2901 - the same post under its own address
            address = canonical_address(url, site)
        found.setdefault(address, post)
    return found


def _find_correction(reader: Reader, address: str, post: Post, site: Site) -> Correction | None:
    """A person may name a post as the feed links it, or as his browser shows it."""
    linked = canonical_address(post.url, site)
    return find_correction(reader.corrections, {address, linked}, site)


def _pass_stages(
    reader: Reader, times: list[tuple[Post, Body]], correction: Correction | None
) -> PostReading:
    post, newest = times[-1]
    post = correct_day(post, correction)
    for stage in reader.stages:
        post = stage.process_item(post)
    return PostReading(
        post=correct_findings(post, correction),
        seen_at=newest.fetched_at,
        history=tuple(
            Telling(
                title=earlier.title,
                text=earlier.text,
                seen_at=body.fetched_at,
                page_id=body.page_id,
            )
            for earlier, body in times[:-1]
        ),
    )
