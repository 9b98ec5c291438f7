"""From the archive to files: every feed, the page that lists them, the list that readers import."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from feeds.channels import Feed, Shelf, list_feeds, shelve_notices
from feeds.choice import choose_notices, find_standing
from feeds.content import Place, write_entry
from feeds.entry import Channel, Entry
from feeds.files import write_file
from feeds.formats import rss
from feeds.pages import INDEX, OPML, Line, group_lines, render_index, render_opml
from pipelines.jobcenters import bundeslaender, jobcenters_by_slug
from pipelines.site import Site
from store.clock import now_utc
from store.crawls import find_crawled_sites
from store.database import Archive
from store.posts import StoredPost, read_posts
from store.telling import Notice, find_last_run, find_notices, find_told, record_told


@frozen(kw_only=True)
class Published:
    """What a build did; paths below the folder that was built, sorted."""

    written: tuple[str, ...]
    """New, or different from what stood there."""
    unchanged: tuple[str, ...]
    """Left as they were, modification time and all."""


def publish(
    archive: Archive, out: Path, *, public_url: str, sites: Iterable[Site] = ()
) -> Published:
    """Build all feeds of `archive` into the folder `out`, which the web knows as `public_url`.

    `sites` are the declared sources: each has its feed before it was ever read. The same
    archive gives the same bytes at any time, and files that would not change are not touched.
    Raises PublishError where `out` cannot be written, ArchiveError where the archive cannot.
    """
    public_url = public_url.rstrip("/")
    notices = find_notices(archive)
    sources = {notice.site: notice.site for notice in notices}
    for site in (*find_crawled_sites(archive), *sites):
        sources[site.slug] = site.name or site.slug
    feeds = list_feeds(sources)
    shelves = shelve_notices(notices)
    chosen = _choose(archive, feeds, shelves)
    entries = _write_entries(archive, chosen, notices, sources)
    groups = group_lines(_summarise(feed, shelves.get(feed.shelf, ())) for feed in feeds)
    files = {
        feed.path: rss.render(
            Channel(
                url=f"{public_url}/{feed.path}",
                home=f"{public_url}/{INDEX}#{feed.anchor}",
                title=feed.title,
                description=feed.description,
                entries=tuple(entries[notice.guid] for notice in chosen[feed.path]),
            )
        )
        for feed in feeds
    }
    files[INDEX] = render_index(groups)
    files[OPML] = render_opml(groups, public_url)
    written = {path for path, content in files.items() if write_file(out / path, content)}
    return Published(
        written=tuple(sorted(written)), unchanged=tuple(sorted(files.keys() - written))
    )


def _choose(
    archive: Archive, feeds: Iterable[Feed], shelves: Mapping[Shelf, Sequence[Notice]]
) -> Mapping[str, tuple[Notice, ...]]:
    """What each feed tells, by its path; the archive remembers it, so that it stays told.

    A feed counts as built once its source was read at all: what is subscribed before the first
    crawl has missed nothing, and is filled by it.
    """
    told, now = find_told(archive), find_last_run(archive)
    chosen: dict[str, tuple[Notice, ...]] = {}
    built: dict[str, frozenset[str]] = {}
    for feed in feeds:
        own = shelves.get(feed.shelf, ())
        chosen[feed.path] = choose_notices(
            own, told=told.get(feed.path, frozenset()), first_build=feed.path not in told, now=now
        )
        if own or (shelves and feed.kind != "source"):
            built[feed.path] = frozenset(notice.guid for notice in chosen[feed.path])
    record_told(archive, built, now=now_utc())
    return chosen


def _write_entries(
    archive: Archive,
    chosen: Mapping[str, tuple[Notice, ...]],
    notices: Iterable[Notice],
    sources: Mapping[str, str],
) -> Mapping[str, Entry]:
    """The entries that any feed tells, by guid: each is read and written once."""
    twins: dict[str, list[Notice]] = {}
    for notice in notices:
        twins.setdefault(notice.same_as, []).append(notice)
    wanted = {notice.guid: notice for told in chosen.values() for notice in told}
    return {
        post.guid: _write_entry(post, twins[wanted[post.guid].same_as], sources)
        for post in read_posts(archive, wanted)
    }


def _write_entry(
    post: StoredPost, appearances: Iterable[Notice], sources: Mapping[str, str]
) -> Entry:
    others = sorted(
        (notice for notice in appearances if notice.guid != post.guid),
        key=lambda notice: (notice.site, notice.url),
    )
    entry = write_entry(
        post,
        categories=[*post.categories, *_name_laender(post)],
        places=[Place(name=sources[notice.site], url=notice.url) for notice in others],
    )
    return evolve(entry, changed=max([entry.changed, *(notice.first_seen for notice in others)]))


def _name_laender(post: StoredPost) -> list[str]:
    """The Länder that it is about, by name."""
    jobcenters = jobcenters_by_slug()
    names = {jobcenters[slug].bundesland for slug in post.jobcenters}
    kind, _, land = (post.scope or "").partition(":")
    if kind == "land":
        names |= {name for slug, name in bundeslaender().items() if slug == land}
    return sorted(names)


def _summarise(feed: Feed, own: Sequence[Notice]) -> Line:
    """Its line on the index; the last post is the last that has a day, if any has."""
    dated = [notice for notice in own if notice.published is not None]
    newest = max(dated or own, key=lambda post: (find_standing(post), post.guid), default=None)
    return Line(feed=feed, count=len(own), newest=newest)
