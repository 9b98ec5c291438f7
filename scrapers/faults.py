"""What may go wrong on the way to a page, and how it is told."""

from typing import TYPE_CHECKING

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from pipelines.items import Problem
from scrapers.causes import name_cause
from scrapers.middlewares import ElsewhereError
from scrapers.robots import Forbidden
from store.refused import TOO_LARGE

if TYPE_CHECKING:
    from scrapy import Request
    from twisted.python.failure import Failure

FETCH_ERRORS = (
    IgnoreRequest,
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    OSError,
)
"""What a network may do; anything else that is raised is a bug and ends the crawl."""

GONE = frozenset({404, 410})
"""Answers that say that there is no such page."""


def find_linked(failure: "Failure") -> str:
    """The address of a request that failed, as it was linked."""
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
    linked: str = request.meta["linked"]
    return linked


def describe_fault(url: str, error: BaseException | None) -> Problem:
    """Tell one of FETCH_ERRORS as a problem: what, where, and what comes next."""
    if isinstance(error, Forbidden):
        return Problem(code="forbidden", says=str(error), url=url)
    if isinstance(error, ElsewhereError):
        return Problem(code="elsewhere", says=str(error), url=url)
    if isinstance(error, HttpError):
        status = error.response.status
        code = "gone" if status in GONE else "not_fetched"
        return Problem(code=code, says=f"{url}: the server answers {status}", url=url)
    if _is_too_large(error):
        says = (
            f"{url}: larger than the limit, not kept; raise page_megabytes (of a file: "
            "attachment_megabytes) and crawl with --all to have it"
        )
        return Problem(code=TOO_LARGE, says=says, url=url)
    if isinstance(error, ResponseDataLossError):
        why = "the answer was cut short on its way, each time"
    else:
        why = "no answer" if error is None else name_cause(error)
    return Problem(code="not_fetched", says=f"{url}: {why}; the next run asks again", url=url)


def describe_missing_list(url: str, status: int) -> Problem:
    """Tell that a list cannot be had, and what to do: it was moved, or its server is ill."""
    moved = "if it was moved, name its new address as start"
    says = f"{url}: the listing answers {status}; "
    says += moved if status in GONE else "the next run asks again"
    return Problem(code="listing_missing", says=says, url=url)


def _is_too_large(error: BaseException | None) -> bool:
    """Refused as it came, or while it was unpacked, which Scrapy tells apart by words alone."""
    return isinstance(error, DownloadCancelledError) or (
        isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error)
    )
