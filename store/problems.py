"""Problems that are no post's: of a source, of its lists, of pages that gave nothing."""

from collections.abc import Iterable, Iterator

from pipelines.addresses import same_host
from pipelines.copies import find_copy_sign
from pipelines.items import Problem
from pipelines.site import Site
from store.crawls import find_crawl_problems
from store.database import Archive
from store.leads import Entries
from store.memos import dump_problems, load_problems
from store.refused import find_refused
from store.saving import insert_problems
from store.units import Stray, Units


def tell_problems(archive: Archive, site: Site, entries: Entries, found: Units) -> None:
    """Write anew what is doubtful of the source and its pages, where it is no post's."""
    readings = archive.rows(
        "select page_id, problems from readings where site = ? and problems <> '[]'"
        " order by address",
        (site.slug,),
    )
    with archive.writing() as connection:
        connection.execute("delete from problems where site = ? and guid is null", (site.slug,))
        for row in readings:
            insert_problems(
                connection,
                load_problems(row["problems"]),
                site=site.slug,
                page_id=row["page_id"],
            )
        insert_problems(
            connection,
            (
                *entries.problems,
                *(stray.problem for stray in found.strays if stray.told),
                *_find_elsewhere(site, entries),
                *_find_copies(site, entries),
                *_find_too_large(archive, site, entries),
                *find_crawl_problems(archive, site.slug),
            ),
            site=site.slug,
        )


def note_strays(archive: Archive, site: Site, strays: Iterable[Stray]) -> None:
    """Note what never showed a page of its own as read, without a post: it is asked again."""
    with archive.writing() as connection:
        connection.executemany(
            "insert or replace into readings (site, address, inputs, page_id, problems)"
            " values (?, ?, '', ?, ?)",
            [
                (site.slug, stray.address, stray.page_id, dump_problems((stray.problem,)))
                for stray in strays
                if not stray.told
            ],
        )


def _find_elsewhere(site: Site, entries: Entries) -> Iterator[Problem]:
    for _, entry in sorted(entries.by_address.items()):
        if not same_host(entry.lead.url, site):
            yield Problem(
                code="elsewhere",
                says=f"{entry.lead.title!r} leads to another host and is not fetched; "
                "describe that host as a source of its own, or name it in `aliases`",
                quote=entry.lead.title,
                url=entry.lead.url,
            )


def _find_copies(site: Site, entries: Entries) -> Iterator[Problem]:
    for _, entry in sorted(entries.by_address.items()):
        sign = find_copy_sign(entry.lead, site)
        if sign is not None and same_host(entry.lead.url, site) and not entry.lead.whole:
            yield Problem(
                code="copy",
                says=f"{entry.lead.title!r} is called a copy by {sign!r} and is not fetched; "
                "name a list of such entries in `start` to read them",
                quote=entry.lead.title,
                url=entry.lead.url,
            )


def _find_too_large(archive: Archive, site: Site, entries: Entries) -> Iterator[Problem]:
    for address, problem in sorted(find_refused(archive, site).items()):
        if address in entries.by_address:
            yield problem
