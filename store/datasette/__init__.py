"""The archive as pages: Datasette, read-only and on loopback, beside the feeds."""

import asyncio
import os
import socket
import tomllib
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from store.database import ArchiveError, ReadOnlyError, open_archive

HOST, PORT = "127.0.0.1", 8001

_SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "sql_time_limit_ms": 3000,
    "truncate_cells_html": 400,
    "allow_download": False,
    "suggest_facets": False,
}
_HIDDEN = frozenset({"bodies", "readings", "memos", "sketches", "_sqlite_migrations"})
"""Tables that only the program itself reads."""
_SHOWN: dict[str, dict[str, Any]] = {
    "posts": {"label_column": "title", "sort_desc": "published", "facets": ["site", "scope"]},
    "jobcenters": {"label_column": "name", "facets": ["bundesland"]},
    "indicators": {"label_column": "title"},
    "units": {"label_column": "title"},
    "modifiers": {"label_column": "title"},
    "problem_codes": {"label_column": "title"},
    "crawls": {"sort_desc": "id", "facets": ["site", "outcome"]},
}
"""How a table is first shown; the label stands where another table refers to it."""


class PortTakenError(ArchiveError):
    """Another program listens where the pages should be."""

    exit_code = 2


def serve(archive: Path, out: Path, *, host: str = HOST, port: int = PORT) -> None:
    """Show `archive` and the feeds in `out` at http://host:port/ until the process is ended.

    The archive is made where there is none. Raises ArchiveError, PortTakenError among them.
    """
    import uvicorn  # noqa: PLC0415 - as heavy as all the rest, and only needed here

    pages = build_pages(archive, out)
    _require_port(host, port)
    # It says itself where it listens; one line a request would bury that.
    uvicorn.run(pages.app(), host=host, port=port, access_log=False, lifespan="on")


def build_pages(archive: Path, out: Path) -> Any:
    """The Datasette of `archive`, with the folder `feeds` of `out` beside it.

    Raises ArchiveError where the archive cannot be used.
    """
    from datasette.app import Datasette  # noqa: PLC0415 - it takes a second to import
    from datasette.plugins import pm  # noqa: PLC0415 - as its app

    from store.datasette import plugin  # noqa: PLC0415 - it imports Datasette

    # Only now: imported before its app, the module would be registered while it is still empty.
    handle_exception = import_module("datasette.handle_exception")
    # Where it finds rich, Datasette prints each missing page as two screens of local variables.
    handle_exception.rich = None  # type: ignore[attr-defined]  # any module
    if not pm.has_plugin(plugin.__name__):
        pm.register(plugin, plugin.__name__)
    live = _can_be_live(archive)
    pages = Datasette(
        files=[str(archive)] if live else [],
        immutables=[] if live else [str(archive)],
        metadata=describe_archive(archive.stem),
        template_dir=str(files("store") / "datasette" / "templates"),
        static_mounts=[(plugin.FEEDS, str(out.absolute() / "feeds"))],
        settings=_SETTINGS,
    )
    asyncio.run(pages.invoke_startup())
    return pages


def describe_archive(name: str) -> dict[str, Any]:
    """Datasette's metadata for the database `name`: German titles, and questions ready to ask."""
    return {
        "title": "Jobcenter-Ticker: das Archiv",
        "description": (
            "Alle öffentlichen Meldungen der 104 Kommunalen Jobcenter in Deutschland, mit den"
            " Daten und Zahlen, die in ihnen stehen, und den Worten, die sie sagen."
        ),
        "about": "Feeds und ihre Adressen",
        "about_url": "/index.html",
        "databases": {
            name: {
                "description": "Eine SQLite-Datei; Zeiten sind UTC, Tage gelten in Berlin.",
                "queries": _read_queries(),
                "tables": _read_descriptions(),
            }
        },
    }


@cache
def _read_queries() -> dict[str, dict[str, Any]]:
    """The questions of queries.toml, as Datasette wants them."""
    text = (files("store") / "datasette" / "queries.toml").read_text(encoding="utf-8")
    return {name: {**query, "hide_sql": True} for name, query in tomllib.loads(text).items()}


@cache
def _read_descriptions() -> dict[str, dict[str, Any]]:
    """What descriptions.toml says of each table, view and column, as Datasette wants it."""
    tables = tomllib.loads((files("store") / "descriptions.toml").read_text(encoding="utf-8"))
    return {table: {"hidden": True} for table in _HIDDEN} | {
        table: {
            "description": columns[""],
            "columns": {name: says for name, says in columns.items() if name},
            "hidden": table in _HIDDEN,
            **_SHOWN.get(table, {}),
        }
        for table, columns in tables.items()
    }


def _can_be_live(archive: Path) -> bool:
    """Bring the archive up to date, and say whether it can be read while others write to it.

    To read a file with a write-ahead log, SQLite makes a file beside it; where that is not
    allowed, the archive is shown as it lies there, provided that nothing waits in the log.
    """
    if os.access(archive.parent, os.W_OK) and (not archive.exists() or os.access(archive, os.W_OK)):
        with open_archive(archive):
            return True
    log = archive.with_name(f"{archive.name}-wal")
    if not archive.exists() or (log.exists() and log.stat().st_size):
        raise ReadOnlyError(
            f"{archive}: its folder may not be written, and "
            + ("it is not there" if not archive.exists() else "a run has not finished with it")
            + "; start kjc as the user who may, or copy the archive to a folder of yours"
        )
    return False


def _require_port(host: str, port: int) -> None:
    """Say that the place is taken before Datasette says it in a traceback."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTakenError(
                f"{host}:{port}: {error.strerror}; end the other program or use --port"
            ) from error
