"""A crawl as its user runs it, and what the archive holds then."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from pipelines.items import Page, PageKind

if TYPE_CHECKING:
    import subprocess

    from tests.scrapers.conftest import FaultyServer, Kjc


def make_page(url: str, kind: PageKind, html: str) -> Page:
    """A page as it comes from a site that is made of strings."""
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind=kind,
        fetched_at="2026-11-22T00:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"<!DOCTYPE html><html><body>{html}</body></html>".encode(),
    )


def crawl(kjc: "Kjc", faulty: "FaultyServer", *words: str) -> "subprocess.CompletedProcess[str]":
    return kjc("crawl", "--start", faulty.start_url, *words)


def rows(folder: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / "kjc.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def told_paths(folder: Path) -> set[str]:
    return {row["url"].split("/", 3)[3] for row in rows(folder, "select url from posts")}


def codes(folder: Path) -> list[str]:
    return [row["code"] for row in rows(folder, "select code from problems order by code")]


def take_out(faulty: "FaultyServer", path: str) -> None:
    """Take an article off its address and out of the list."""
    listing = faulty.current("/presse/")
    lines = listing.body.splitlines(keepends=True)
    body = b"".join(line for line in lines if path.encode() not in line)
    assert body != listing.body
    faulty.give("/presse/", evolve(listing, body=body))
    faulty.give(path, faulty.replies.gone)


def age(folder: Path) -> None:
    """Let a day go by."""
    with closing(sqlite3.connect(folder / "kjc.db")) as connection:
        for table, column in (
            ("pages", "fetched_at"),
            ("crawls", "started_at"),
            ("crawls", "finished_at"),
        ):
            connection.execute(
                f"update {table} set {column} = strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '-1 day')"
            )
        connection.commit()
