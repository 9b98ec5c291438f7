"""Scrapy's way to fetch over HTTP, with an end that bears a busy machine."""

import asyncio
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.utils.defer import deferred_to_future

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

PATIENCE = 1.0
"""Seconds for open connections to close when a crawl ends."""


class DownloadHandler(HTTP11DownloadHandler):
    """Closes its connections without a timer that a blocked loop would fire too late.

    Scrapy's own calls a deferred after a second that the closing calls, too: where another source
    was settled meanwhile, both come due at once, and a well run ends with a traceback in the log.
    """

    async def close(self) -> None:
        """Close the connections, or leave those that do not close in time to the process's end."""
        closed: Deferred[None] = self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]
        closing = deferred_to_future(closed)
        await asyncio.wait({closing}, timeout=PATIENCE)
