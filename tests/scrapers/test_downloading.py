"""The end of a crawl on a machine that is busy."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
from twisted.internet.defer import Deferred

from scrapers import downloading
from scrapers.downloading import DownloadHandler


@pytest.mark.parametrize("closes", [True, False])
def test_a_blocked_loop_ends_a_crawl_without_a_word(
    monkeypatch: pytest.MonkeyPatch, *, closes: bool
) -> None:
    monkeypatch.setattr(downloading, "PATIENCE", 0.01)
    told: list[Any] = []
    closed: Deferred[None] = Deferred()

    async def end() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: told.append(context))
        handler = SimpleNamespace(_pool=SimpleNamespace(closeCachedConnections=lambda: closed))
        if closes:
            loop.call_later(0.005, closed.callback, None)
        loop.call_soon(time.sleep, 0.05)  # another source is settled
        await DownloadHandler.close(handler)  # type: ignore[arg-type]  # all that it asks for
        await asyncio.sleep(0.02)

    asyncio.run(end())
    assert told == []
