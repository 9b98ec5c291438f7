"""An archive in a folder of its own, and a source whose pages say in JSON what they mean."""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from attrs import define, evolve, field

from pipelines.frame import Frame, build_frame
from pipelines.items import Attachment, Lead, Page, PageKind, Post, Problem
from pipelines.site import Site
from store.counts import Counts
from store.crawls import CrawlResult, begin_crawl, finish_crawl
from store.database import Archive, open_archive
from store.pages import keep_page
from store.reader import PageError, Reader
from store.settle import settle

SITE = Site(slug="kreis", name="Kreis", start=("https://kreis.example/presse/",))

SHOP = (
    "posts",
    "versions",
    "post_jobcenters",
    "attachments",
    "dates",
    "figures",
    "problems",
    "appearances",
    "readings",
    "posts_fts",
)
TIMES = ("first_seen", "last_seen", "seen_at", "page_id")


def read_json_listing(page: Page, _site: Site) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """A listing is a list of objects with the keys of a lead."""
    if not page.body.startswith(b"["):
        raise PageError(Problem(code="not_html", says=f"{page.url}: no listing", url=page.url))
    leads = tuple(
        Lead(**entry | {"published": _day(entry.get("published"))})
        for entry in json.loads(page.body)
    )
    return leads, ()


def read_json_article(
    page: Page, lead: Lead | None, _site: Site, _frame: Frame
) -> tuple[Post, ...]:
    """An article is an object with the keys of a post, or several of them in a list."""
    if page.body[:1] not in {b"{", b"["}:
        raise PageError(Problem(code="no_body", says=f"{page.url}: no text", url=page.url))
    entries = json.loads(page.body)
    if lead is not None and lead.whole:
        entries = [entry for entry in entries if entry["url"] == lead.url]
    return tuple(
        _read_post(page, lead, entry)
        for entry in (entries if isinstance(entries, list) else [entries])
    )


def _read_post(page: Page, lead: Lead | None, entry: dict[str, Any]) -> Post:
    url = lead.url if lead is not None else page.requested_url
    day = _day(entry.get("published")) or (lead.published if lead is not None else None)
    return Post(
        url=entry.get("url", url),
        site=page.site,
        title=entry["title"],
        text=entry.get("text", ""),
        published=day,
        aliases=tuple(entry.get("aliases", ())),
        attachments=tuple(
            Attachment(url=file, title=file) for file in entry.get("attachments", ())
        ),
        page_id=page.page_id,
    )


def read_words(page: Page) -> Collection[int]:
    """The fingerprints of a page are those of its words."""
    return {crc32(word) for word in page.body.split()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@define
class Source:
    """A source whose server is asked by hand: every call is one response in the cellar."""

    archive: Archive
    reader: Reader
    site: Site = SITE
    minute: int = 0
    """The clock: each response comes a minute after the one before it."""
    stopped: bool = False
    """The clock stands: what follows comes within one second."""
    crawl: int | None = field(default=None)

    def now(self) -> str:
        """The next minute."""
        self.minute += not self.stopped
        day, minute = divmod(self.minute, 1440)
        return f"2026-03-{1 + day:02}T{minute // 60:02}:{minute % 60:02}:00Z"

    def answer(
        self,
        url: str,
        body: bytes | str | list[Any] | dict[str, Any] = b"",
        *,
        kind: PageKind = "article",
        status: int = 200,
        answered: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Page:
        """Keep one response; lists and objects are sent as JSON."""
        if isinstance(body, list | dict):
            body = json.dumps(body, ensure_ascii=False)
        return keep_page(
            self.archive,
            Page(
                url=answered or url,
                requested_url=url,
                site=self.site.slug,
                kind=kind,
                fetched_at=self.now(),
                status=status,
                headers=headers or {},
                body=body.encode() if isinstance(body, str) else body,
            ),
        )

    def list(self, *entries: dict[str, Any], url: str = SITE.start[0]) -> Page:
        """The listing names these entries."""
        return self.answer(url, [*entries], kind="listing")

    def begin(self) -> None:
        """A run begins."""
        self.crawl = begin_crawl(self.archive, self.site, self.now())

    def finish(self, **result: Any) -> Counts:
        """The run settles and ends."""
        counts = self.settle()
        if self.crawl is None:
            raise AssertionError("no run was begun")
        ended = CrawlResult(**{"finished_at": self.now(), "outcome": "ok", **result})
        finish_crawl(self.archive, self.crawl, self.site, ended)
        return counts

    def settle(self, **options: Any) -> Counts:
        """Make the shop what the cellar says."""
        return settle(self.archive, self.site, reader=self.reader, **options)

    def posts(self) -> dict[str, Any]:
        """Title to row of every post."""
        return {row["title"]: row for row in self.archive.rows("select * from posts")}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with open_archive(tmp_path / "kjc.db") as opened:
        yield opened


@pytest.fixture
def reader() -> Reader:
    """Reads JSON, adds nothing."""
    return Reader(
        version="1",
        read_listing=read_json_listing,
        read_prints=read_words,
        read_article=read_json_article,
        check_leads=lambda *_: (),
        build_frame=build_frame,
        stages=(),
    )


@pytest.fixture
def source(archive: Archive, reader: Reader) -> Source:
    """A source with an empty cellar, in its first run."""
    made = Source(archive=archive, reader=reader)
    made.begin()
    return made


@pytest.fixture
def site() -> Site:
    """The source's site."""
    return SITE


@pytest.fixture
def dump_shop() -> Callable[[Archive], dict[str, list[str]]]:
    """Every row of the shop, sorted, without when it was seen and on which page."""

    def dump(archive: Archive) -> dict[str, list[str]]:
        return {
            table: sorted(
                repr([pair for pair in dict(row).items() if pair[0] not in TIMES])
                for row in archive.rows(f"select * from {table}")
            )
            for table in SHOP
        }

    return dump


@pytest.fixture
def post(site: Site) -> Post:
    """A plain announcement."""
    return Post(
        url="https://kreis.example/presse/1.html",
        site=site.slug,
        title="Kreis: Weniger Arbeitslose im Mai",
        text="Im Mai waren 1.204 Menschen arbeitslos.",
        published=date(2026, 6, 2),
    )


@pytest.fixture
def other_post(post: Post) -> Post:
    """Another one."""
    return evolve(post, url="https://kreis.example/presse/2.html", title="Kreis: Jobmesse")
