"""Which feeds there are, and which posts each holds: all, each of the 104, Land and source."""

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from pipelines.jobcenters import Jobcenter, bundeslaender, jobcenters_by_slug, load_jobcenters
from store.telling import Notice

FeedKind = Literal["all", "jobcenter", "land", "source"]
Shelf = tuple[FeedKind, str]
_FOLDERS: Mapping[FeedKind, str] = {"jobcenter": "jobcenter", "land": "land", "source": "quelle"}


@frozen(kw_only=True)
class Feed:
    """One feed, before anything is in it."""

    kind: FeedKind
    key: str
    """The slug of its jobcenter, Land or source; `alle` for the one of all."""
    title: str
    description: str

    @property
    def path(self) -> str:
        """Where it lives below the public address: an address for life.

        >>> Feed(kind="source", key="hlt", title="", description="").path
        'feeds/quelle/hlt.xml'
        """
        if self.kind == "all":
            return f"feeds/{self.key}.xml"
        return f"feeds/{_FOLDERS[self.kind]}/{self.key}.xml"

    @property
    def anchor(self) -> str:
        """Its place on the index page."""
        return self.key if self.kind == "all" else f"{_FOLDERS[self.kind]}-{self.key}"

    @property
    def shelf(self) -> Shelf:
        """What the posts that belong here have in common."""
        return self.kind, self.key


def shelve_notices(notices: Iterable[Notice]) -> Mapping[Shelf, list[Notice]]:
    """Put every post where it belongs, new or old: it has several places."""
    shelves: dict[Shelf, list[Notice]] = {}
    for notice in notices:
        for shelf in sorted(_find_shelves(notice)):
            shelves.setdefault(shelf, []).append(notice)
    return shelves


def _find_shelves(notice: Notice) -> set[Shelf]:
    """A Land's feed holds what is about its jobcenters, and what is about the whole Land."""
    known = jobcenters_by_slug()
    shelves: set[Shelf] = {("all", "alle"), ("source", notice.site)}
    for slug in notice.jobcenters:
        shelves |= {("jobcenter", slug), ("land", known[slug].land)}
    kind, _, land = (notice.scope or "").partition(":")
    return shelves | {("land", land)} if kind == "land" else shelves


def list_feeds(sources: Mapping[str, str]) -> tuple[Feed, ...]:
    """All feeds, whether or not they have posts; `sources` are names by slug.

    >>> feeds = list_feeds({"hlt": "Hessischer Landkreistag"})
    >>> len(feeds), feeds[0].path, feeds[-1].path
    (119, 'feeds/alle.xml', 'feeds/quelle/hlt.xml')
    """
    everything = Feed(
        kind="all",
        key="alle",
        title="Kommunale Jobcenter: alle Meldungen",
        description="Jede öffentliche Meldung über die 104 Kommunalen Jobcenter in Deutschland.",
    )
    return (
        everything,
        *(_feed_of_jobcenter(jobcenter) for jobcenter in load_jobcenters()),
        *(_feed_of_land(slug, name) for slug, name in sorted(bundeslaender().items())),
        *_feeds_of_sources(sources),
    )


def _feed_of_jobcenter(jobcenter: Jobcenter) -> Feed:
    return Feed(
        kind="jobcenter",
        key=jobcenter.slug,
        title=f"Jobcenter {jobcenter.name}",
        description=(
            f"Meldungen über das Kommunale Jobcenter {jobcenter.name} ({jobcenter.bundesland})."
        ),
    )


def _feed_of_land(slug: str, name: str) -> Feed:
    return Feed(
        kind="land",
        key=slug,
        title=f"Kommunale Jobcenter: {name}",
        description=f"Meldungen über die Kommunalen Jobcenter des Landes {name}, einzeln und alle.",
    )


def _feeds_of_sources(sources: Mapping[str, str]) -> Iterable[Feed]:
    for slug, name in sorted(sources.items()):
        yield Feed(
            kind="source",
            key=slug,
            title=f"Quelle: {name}",
            description=f"Meldungen, die auf „{name}“ erschienen sind.",
        )
