"""Settle: make the shop what the cellar says, by the one procedure that crawl and reparse share."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256

from attrs import evolve, frozen

from pipelines.addresses import canonical_address
from pipelines.frame import Frame
from pipelines.items import Lead
from pipelines.site import Site
from store.corrections import Correction
from store.counts import Counts, count_changes, find_gone_posts, read_versions
from store.crawls import find_crawled_sites
from store.database import Archive
from store.files import renew_attachments
from store.leads import Entries, find_entries
from store.memos import describe_site, dump_problems, forget_outdated, read_prints_once
from store.problems import note_strays, tell_problems
from store.reader import Reader, own_reader
from store.reading import UnitReading, read_unit
from store.repeats import renew_appearances
from store.saving import Sighting, delete_post, save_post
from store.units import Unit, Units, find_units

Progress = Callable[[int, int], None]
"""Called with how many pages are done, and of how many."""

SHOP = ("posts", "posts_fts", "problems", "readings", "appearances", "memos")
"""The tables that a reparse empties; what hangs on posts goes with them."""


@frozen(kw_only=True)
class Source:
    """A site as its stored pages show it: what a reading depends on."""

    entries: Entries
    found: Units
    frame: Frame


@frozen(kw_only=True)
class _Run:
    """What stays the same while one site is settled."""

    archive: Archive
    reader: Reader
    site: Site
    progress: Progress | None


def settle(
    archive: Archive,
    site: Site,
    *,
    reader: Reader | None = None,
    everything: bool = False,
    progress: Progress | None = None,
) -> Counts:
    """Read what the cellar holds of a site, and make the shop's rows of it.

    A page is read again only where something its reading depends on has changed: its bytes, its
    entry in the listings, what the source's pages share, the site file, the reader; with
    `everything` each is. Posts that nothing gives any more are taken out. A kill between two pages
    leaves whole posts; the next call goes on. Nothing is fetched, and no clock is asked.
    """
    reader = reader or own_reader()
    run = _Run(archive=archive, reader=reader, site=site, progress=progress)
    before, gone = read_versions(archive, site), find_gone_posts(archive, site)
    for _ in range(2):
        source = read_source(archive, site, reader=reader)
        _settle_units(run, source, everything=everything)
        everything = False
        # Posts found to be one (a relaunch) make one unit: then it is read once more, as such.
        if find_units(archive, site, source.entries) == source.found:
            break
    note_strays(archive, site, source.found.strays)
    _remove_rest(archive, site, source.found)
    renew_attachments(archive, site.slug)
    tell_problems(archive, site, source.entries, source.found)
    renew_appearances(archive, reader.version)
    forget_outdated(archive, reader)
    counts = count_changes(archive, site, before)
    counts.gone = len(find_gone_posts(archive, site) - gone)
    return counts


def reparse(
    archive: Archive, *, reader: Reader | None = None, progress: Progress | None = None
) -> Counts:
    """Throw the shop away and make it anew from the cellar, all in one transaction.

    The sites are those of the stored crawls, as they were used last; no file is needed.
    """
    counts = Counts()
    with archive.writing() as connection:
        for table in SHOP:
            connection.execute(f"delete from {table}")  # noqa: S608 - names of our own
        for site in find_crawled_sites(archive):
            counts += settle(archive, site, reader=reader, everything=True, progress=progress)
    return counts


def read_source(archive: Archive, site: Site, *, reader: Reader | None = None) -> Source:
    """What all stored pages of a site say together."""
    reader = reader or own_reader()
    entries = find_entries(archive, reader, site)
    found = find_units(archive, site, entries)
    frame = reader.build_frame(
        read_prints_once(archive, reader, unit.bodies[-1].page_id)
        for unit in found.units
        if unit.lead is None or not unit.lead.whole
    )
    return Source(entries=entries, found=found, frame=frame)


def read_frame(archive: Archive, site: Site) -> Frame:
    """What the stored article pages of a site share."""
    return read_source(archive, site).frame


def find_lead(archive: Archive, site: Site, url: str) -> Lead | None:
    """What the stored listings of a site say of an address."""
    entry = find_entries(archive, own_reader(), site).by_address.get(canonical_address(url, site))
    return None if entry is None else entry.lead


def _settle_units(run: _Run, source: Source, *, everything: bool) -> None:
    archive, site, units = run.archive, run.site, source.found.units
    _note_sightings(archive, site, units)
    known = {
        row["address"]: row["inputs"]
        for row in archive.rows("select address, inputs from readings where site = ?", (site.slug,))
    }
    described = describe_site(site)
    for done, unit in enumerate(units, 1):
        inputs = _describe_inputs(run, described, unit, source.frame)
        if everything or known.get(unit.address) != inputs:
            reading = read_unit(archive, run.reader, site, unit, source.frame)
            _save_unit(run, unit, reading, inputs)
        if run.progress is not None:
            run.progress(done, len(units))


def _describe_inputs(run: _Run, site: str, unit: Unit, frame: Frame) -> str:
    """A digest of all that the reading of a unit depends on.

    Entries slide from page to page of a list: where one was found changes nothing.
    """
    lead = None if unit.lead is None else evolve(unit.lead, found_on="")
    parts = [run.reader.version, site, repr(lead)]
    parts += [repr(it) for it in _find_corrections(run, unit)]
    for body in unit.bodies:
        prints = read_prints_once(run.archive, run.reader, body.page_id)
        parts += [body.url, body.sha256, frame.key_for(prints)]
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _find_corrections(run: _Run, unit: Unit) -> list[Correction]:
    """What is corrected in the posts of a unit; several on one page have its address in theirs."""
    known = {unit.address.partition("#")[0]}
    if unit.lead is not None:
        known.add(canonical_address(unit.lead.url, run.site).partition("#")[0])
    return [
        correction
        for url, correction in run.reader.corrections.items()
        if canonical_address(url, run.site).partition("#")[0] in known
    ]


def _save_unit(run: _Run, unit: Unit, reading: UnitReading, inputs: str) -> None:
    """Store what a unit gives in place of what it gave before."""
    archive, site = run.archive, run.site
    with archive.writing() as connection:
        kept = set()
        for told in reading.posts:
            sighting = Sighting(
                address=unit.address,
                asked=unit.asked,
                single=len(reading.posts) == 1,
                last_seen=unit.last_seen,
                gone_at=unit.gone_at,
                history=told.history,
                parser=run.reader.version,
            )
            saved = save_post(
                archive, told.post, site=site, seen_at=told.seen_at, sighting=sighting
            )
            kept.add(saved.guid)
        for row in archive.rows(
            "select guid from posts where site = ? and address = ?", (site.slug, unit.address)
        ):
            if row["guid"] not in kept:
                delete_post(connection, row["guid"])
        connection.execute(
            "insert or replace into readings (site, address, inputs, page_id, problems)"
            " values (?, ?, ?, ?, ?)",
            (
                site.slug,
                unit.address,
                inputs,
                unit.bodies[-1].page_id,
                dump_problems(reading.problems),
            ),
        )


def _note_sightings(archive: Archive, site: Site, units: Sequence[Unit]) -> None:
    """Write down when posts were last seen, before any post is asked whether it has moved."""
    with archive.writing() as connection:
        connection.executemany(
            "update posts set last_seen = ?, gone_at = ? where site = ? and address = ?"
            " and (last_seen <> ? or gone_at is not ?)",
            [(u.last_seen, u.gone_at, site.slug, u.address, u.last_seen, u.gone_at) for u in units],
        )


def _remove_rest(archive: Archive, site: Site, found: Units) -> None:
    """Take out what nothing gives any more."""
    lost = [stray.address for stray in found.strays if not stray.told]
    addresses = json.dumps([*(unit.address for unit in found.units), *lost])
    with archive.writing() as connection:
        for row in archive.rows(
            "select guid from posts where site = ?"
            " and address not in (select value from json_each(?))",
            (site.slug, addresses),
        ):
            delete_post(connection, row["guid"])
        connection.execute(
            "delete from readings where site = ?"
            " and address not in (select value from json_each(?))",
            (site.slug, addresses),
        )
