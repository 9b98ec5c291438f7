"""What Datasette learns of us: the German search, and the pages that stand beside the feeds."""

import sqlite3
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from store.search import german_query

FEEDS = "feeds"
"""The static mount in whose parent folder the pages stand."""

_MEDIA_TYPES = {
    "index.html": "text/html; charset=utf-8",
    "feeds.opml": "text/x-opml; charset=utf-8",
}


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Give SQL the function german_query(text)."""
    conn.create_function("german_query", 1, german_query, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
def register_routes() -> list[tuple[str, Any]]:
    """Serve the index of the feeds and their list, which lie above the mounted folder."""
    return [(r"^/(?P<name>index\.html|feeds\.opml)$", serve_page)]


async def serve_page(datasette: Any, request: Request) -> Response:
    """Send one of the pages beside the feeds, as it is now."""
    name = request.url_vars["name"]
    folder = Path(dict(datasette.static_mounts)[FEEDS]).parent
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        return Response.text(f"{name}: noch nicht gebaut (kjc feeds)", status=404)
    return Response(content, content_type=_MEDIA_TYPES[name])
