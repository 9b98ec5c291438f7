"""Units: the stored pages of a source, sorted by the post that they show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from pipelines.addresses import canonical_address
from pipelines.items import Lead, Problem
from pipelines.site import Site
from store.database import Archive
from store.gone import Answers, find_gone_since, read_answers
from store.identity import READ
from store.leads import Entries, Entry


@frozen(kw_only=True)
class Body:
    """One stored answer that differs from the one before it."""

    page_id: int
    url: str
    sha256: str
    fetched_at: str
    """When it came first, UTC."""


@frozen(kw_only=True)
class Unit:
    """What is read together: one page, or one entry of a page, through time."""

    address: str
    """The canonical address that answered last."""
    lead: Lead | None
    """What the listings say of it; None where none leads there any more."""
    bodies: tuple[Body, ...]
    """Oldest first; never empty."""
    last_seen: str
    """When the page, or an entry that leads to it, was last sent; UTC."""
    gone_at: str | None = None
    """Since when its own address says that there is nothing any more; UTC."""
    asked: tuple[str, ...] = ()
    """The canonical addresses that led to the one that answered, sorted."""


@frozen(kw_only=True)
class Stray:
    """An address that leads to a list now; its post, if it ever showed one, is gone or moved."""

    address: str
    """Canonical."""
    page_id: int
    """The list, as it answered."""
    problem: Problem
    told: bool
    """It showed a page of its own before: that one stays, and nothing is missing."""


@frozen(kw_only=True)
class Units:
    """All that a source's pages give to read, by address, and what leads nowhere."""

    units: tuple[Unit, ...]
    strays: tuple[Stray, ...]


@frozen(kw_only=True)
class _Answer:
    """One row of pages, with its two addresses in canonical form."""

    body: Body
    asked: str
    answered: str
    requested_url: str


def find_units(archive: Archive, site: Site, entries: Entries) -> Units:
    """Sort the stored pages of a source; a function of the set of pages, not of their order.

    Pages belong together where one address answered, or where an earlier run found their posts to
    be one (`identities`). What leads to the start page or a list is gone, and no page of its own.
    """
    lists = entries.pages | {canonical_address(url, site) for url in site.start}
    posts = {
        row["url"]: row["guid"]
        for row in archive.rows("select url, guid from identities where known = ?", (READ,))
    }
    groups: dict[str, list[_Answer]] = defaultdict(list)
    last: dict[str, _Answer] = {}
    for answer in _find_answers(archive, site, entries):
        last[answer.asked] = answer
        if answer.answered not in lists:
            groups[posts.get(answer.answered, answer.answered)].append(answer)
    answers = read_answers(archive, site)
    units = [*_build_units(groups.values(), entries, answers), *_find_whole_entries(entries)]
    told = {a.asked for group in groups.values() for a in group} | {unit.address for unit in units}
    return Units(
        units=tuple(sorted(units, key=lambda unit: unit.address)),
        strays=tuple(
            _stray(answer, told=answer.asked in told | lists)
            for _, answer in sorted(last.items())
            if answer.answered in lists
        ),
    )


def _stray(answer: _Answer, *, told: bool) -> Stray:
    problem = Problem(
        code="led_to_list",
        says=f"{answer.requested_url} leads to {answer.body.url}: the post is gone or moved",
        url=answer.requested_url,
    )
    return Stray(address=answer.asked, page_id=answer.body.page_id, problem=problem, told=told)


def _find_answers(archive: Archive, site: Site, entries: Entries) -> Iterator[_Answer]:
    """Every stored article page, and every file that an entry leads to itself; oldest first."""
    for row in archive.rows(
        "select id, url, requested_url, kind, sha256, fetched_at from pages where site = ?"
        " and kind in ('article', 'attachment') and status in (200, 304) order by id",
        (site.slug,),
    ):
        asked = canonical_address(row["requested_url"], site)
        if row["kind"] == "article" or asked in entries.by_address:
            yield _Answer(
                body=Body(
                    page_id=row["id"],
                    url=row["url"],
                    sha256=row["sha256"],
                    fetched_at=row["fetched_at"],
                ),
                asked=asked,
                answered=canonical_address(row["url"], site),
                requested_url=row["requested_url"],
            )


def _build_units(
    groups: Iterable[Sequence[_Answer]], entries: Entries, last: Mapping[str, Answers]
) -> Iterator[Unit]:
    for answers in groups:
        addresses = {a.answered for a in answers} | {a.asked for a in answers}
        led = [entries.by_address[a] for a in sorted(addresses) if a in entries.by_address]
        seen = [a.body.fetched_at for a in answers]
        seen += [entry.sightings[-1].fetched_at for entry in led]
        yield Unit(
            address=answers[-1].answered,
            lead=max(led, key=lambda entry: entry.rank).lead if led else None,
            bodies=_fold_bodies(a.body for a in answers),
            last_seen=max(seen),
            gone_at=find_gone_since(last[answers[-1].asked].missing),
            asked=tuple(sorted({a.asked for a in answers if a.answered == answers[-1].answered})),
        )


def _find_whole_entries(entries: Entries) -> Iterator[Unit]:
    """The posts that have no page of their own: their bodies are those of the lists."""
    for address, entry in entries.by_address.items():
        if entry.lead.whole:
            yield Unit(
                address=address,
                lead=entry.lead,
                bodies=_fold_bodies(_body_of(entry)),
                last_seen=entry.sightings[-1].fetched_at,
            )


def _body_of(entry: Entry) -> Iterator[Body]:
    for seen in entry.sightings:
        yield Body(
            page_id=seen.page_id, url=seen.url, sha256=seen.sha256, fetched_at=seen.fetched_at
        )


def _fold_bodies(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Without those that are the one before again."""
    kept: list[Body] = []
    for body in bodies:
        if not kept or (kept[-1].sha256, kept[-1].url) != (body.sha256, body.url):
            kept.append(body)
    return tuple(kept)
