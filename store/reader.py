"""Reader: the pure functions that understand pages, as the store calls them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import itemgetter
from typing import Protocol

from attrs import field, frozen

from pipelines.frame import Frame
from pipelines.items import Lead, Page, Post, Problem
from pipelines.site import Site
from store.corrections import Corrections

CODE = (".py", ".toml", ".csv")
LIBRARIES = ("beautifulsoup4", "dateparser", "feedparser", "lxml", "nh3", "w3lib")
"""Those whose next version may read a page otherwise."""


class Stage(Protocol):
    """One of pipelines.STAGES."""

    def process_item(self, item: Post) -> Post:
        """Return the post with what this stage adds."""


class PageError(Exception):
    """A page that is no listing, or no article; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.says)
        self.problem = problem


@frozen(kw_only=True)
class Reader:
    """What is called to understand pages; a test may put its own in their place.

    The first three raise PageError.
    """

    version: str
    """Another one wherever the same page might be read otherwise."""
    read_listing: Callable[[Page, Site], tuple[tuple[Lead, ...], tuple[str, ...]]]
    read_prints: Callable[[Page], Collection[int]]
    read_article: Callable[[Page, Lead | None, Site, Frame], tuple[Post, ...]]
    check_leads: Callable[[tuple[Lead, ...], Site], tuple[Problem, ...]]
    build_frame: Callable[[Iterable[Collection[int]]], Frame]
    stages: tuple[Stage, ...]
    corrections: Corrections = field(factory=dict)
    """What the user knows better."""


@lru_cache(maxsize=1)
def own_reader() -> Reader:
    """The project's own reader: what pipelines offers."""
    # Imported when it is needed: `kjc status` reads no page.
    from pipelines import STAGES  # noqa: PLC0415 - see above
    from pipelines.article import Unreadable, read_article  # noqa: PLC0415 - see above
    from pipelines.document import DocumentError, read_document  # noqa: PLC0415 - see above
    from pipelines.frame import build_frame, page_blocks  # noqa: PLC0415 - see above
    from pipelines.listing import listing_problems, read_listing  # noqa: PLC0415 - see above

    def read_list(page: Page, site: Site) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
        try:
            return read_listing(page, site)
        except DocumentError as error:
            raise PageError(Problem(code=error.code, says=error.says, url=page.url)) from error

    def read_prints(page: Page) -> Collection[int]:
        try:
            return page_blocks(read_document(page))
        except DocumentError as error:
            raise PageError(Problem(code=error.code, says=error.says, url=page.url)) from error

    def read_posts(page: Page, lead: Lead | None, site: Site, frame: Frame) -> tuple[Post, ...]:
        try:
            return read_article(page, lead, site, frame)
        except Unreadable as error:
            raise PageError(error.problem) from error
        except DocumentError as error:
            raise PageError(Problem(code=error.code, says=error.says, url=page.url)) from error

    return Reader(
        version=code_version(),
        read_listing=read_list,
        read_prints=read_prints,
        read_article=read_posts,
        check_leads=listing_problems,
        build_frame=build_frame,
        stages=tuple(stage() for stage in STAGES),
    )


@lru_cache(maxsize=1)
def code_version() -> str:
    """A digest of the code, data and libraries that make posts of pages.

    A change of any makes the next run read every page again, so that the shop is always what
    a reparse would make of it.
    """
    digest = sha256(repr([(name, version(name)) for name in LIBRARIES]).encode())
    for package in ("pipelines", "store"):
        for path, file in sorted(_find_files(files(package), package), key=itemgetter(0)):
            digest.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _find_files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _find_files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(CODE):
            yield f"{path}/{entry.name}", entry
