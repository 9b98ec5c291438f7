"""Memos: what was read from a stored body before, so that it is read once and not at every run."""

from array import array
from collections.abc import Callable
from hashlib import sha256

from attrs import frozen
from backports import zstd
from cattrs.preconf.json import make_converter

from pipelines.items import Lead, Problem
from pipelines.site import Site, dump_site
from store.database import Archive
from store.pages import load_page
from store.reader import PageError, Reader

_converter = make_converter()


@frozen(kw_only=True)
class ListingReading:
    """What a listing page's body gave."""

    leads: tuple[Lead, ...] = ()
    after: tuple[str, ...] = ()
    """The addresses at which it goes on."""
    problem: Problem | None = None
    """Why it gave nothing."""


def read_leads_once(archive: Archive, reader: Reader, site: Site, page_id: int) -> ListingReading:
    """The entries of a stored listing page."""

    def read() -> bytes:
        try:
            leads, after = reader.read_listing(load_page(archive, page_id), site)
            reading = ListingReading(leads=leads, after=after)
        except PageError as error:
            reading = ListingReading(problem=error.problem)
        return _converter.dumps(reading).encode()

    key = _key("leads", describe_site(site), _describe_page(archive, page_id))
    return _converter.loads(_remember(archive, reader, key, read), ListingReading)


def read_prints_once(archive: Archive, reader: Reader, page_id: int) -> frozenset[int]:
    """The fingerprints of a stored article page; none where it is no page."""

    def read() -> bytes:
        try:
            prints = sorted(reader.read_prints(load_page(archive, page_id)))
        except PageError:  # told where the page is read as an article
            prints = []
        return array("Q", prints).tobytes()

    prints = array("Q")
    key = _key("prints", _describe_page(archive, page_id))
    prints.frombytes(_remember(archive, reader, key, read))
    return frozenset(prints)


def forget_outdated(archive: Archive, reader: Reader) -> None:
    """Drop what other versions of the reader read."""
    with archive.writing() as connection:
        connection.execute("delete from memos where parser <> ?", (reader.version,))


def describe_site(site: Site) -> str:
    """A site as used, in words that are the same for the same site."""
    return _converter.dumps(dump_site(site), sort_keys=True)


def dump_problems(problems: tuple[Problem, ...]) -> str:
    """Problems as JSON."""
    return _converter.dumps(problems, unstructure_as=tuple[Problem, ...])


def load_problems(text: str) -> tuple[Problem, ...]:
    """The reverse of `dump_problems`."""
    return _converter.loads(text, tuple[Problem, ...])


def _describe_page(archive: Archive, page_id: int) -> str:
    """What a page is to a pure function: its address, its declared type and its bytes."""
    row = archive.row(
        "select url, kind, sha256, content_type, charset from pages where id = ?", (page_id,)
    )
    return repr(tuple(row) if row else page_id)


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _remember(archive: Archive, reader: Reader, key: str, read: Callable[[], bytes]) -> bytes:
    known = archive.value(
        "select value from memos where key = ? and parser = ?", (key, reader.version)
    )
    if known is not None:
        return zstd.decompress(known)
    value = read()
    with archive.writing() as connection:
        connection.execute(
            "insert or replace into memos (key, parser, value) values (?, ?, ?)",
            (key, reader.version, zstd.compress(value)),
        )
    return value
