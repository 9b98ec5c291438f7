"""Every table, view and column says in German what it means; nothing is described that is not."""

import tomllib
from importlib.resources import files

from store.database import Archive

SHADOWS = "posts_fts_"


def test_every_column_is_described(archive: Archive) -> None:
    text = (files("store") / "descriptions.toml").read_text(encoding="utf-8")
    described = {table: set(columns) for table, columns in tomllib.loads(text).items()}
    there = {
        row["name"]: {"", *_columns(archive, row["name"])}
        for row in archive.rows("select name from sqlite_master where type in ('table', 'view')")
        if not row["name"].startswith((SHADOWS, "sqlite_", "_sqlite_"))
    }
    assert described == there


def _columns(archive: Archive, table: str) -> list[str]:
    return [row["name"] for row in archive.rows("select name from pragma_table_info(?)", (table,))]
