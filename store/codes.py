"""The code lists: what the data files say, as tables that one can join."""

import csv
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

Rows = tuple[tuple[str | None, ...], ...]

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})


def fold_land(bundesland: str) -> str:
    """The slug of a Land, as scopes and the addresses of feeds write it.

    >>> fold_land("Baden-Württemberg")
    'baden-wuerttemberg'
    """
    return bundesland.lower().translate(_LETTERS)


@lru_cache(maxsize=1)
def read_code_lists() -> Mapping[str, Rows]:
    """The rows of each code table, sorted."""
    titles = _read_toml("store", "codes.toml")
    problems = _read_toml("pipelines", "problems.toml")
    indicators = _read_toml("pipelines", "indicators.toml")["indicators"]
    return {
        **{table: tuple(sorted(lists.items())) for table, lists in titles.items()},
        "problem_codes": tuple(sorted((code, says["title"]) for code, says in problems.items())),
        "indicators": tuple(
            (code, *(says.get(column) for column in ("title", "description", "unit", "source")))
            for code, says in sorted(indicators.items())
        ),
        "jobcenters": tuple(sorted(_read_jobcenters())),
    }


def _read_toml(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files(package) / name).read_text(encoding="utf-8"))


def _read_jobcenters() -> Iterator[tuple[str, ...]]:
    text = (files("pipelines") / "jobcenters.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield (
            row["slug"],
            row["name"],
            row["kind"],
            row["bundesland"],
            fold_land(row["bundesland"]),
            row["ags"],
            row["aliases"],
            row["website"],
        )


def code_lists_differ(connection: sqlite3.Connection) -> bool:
    """Whether a table lacks a row that its file has, or says it otherwise."""
    return any(
        not set(rows) <= set(connection.execute(f"select * from {table}").fetchall())  # noqa: S608 - a name of our own
        for table, rows in read_code_lists().items()
    )


def write_code_lists(connection: sqlite3.Connection) -> None:
    """Make the tables say what the files say, within the transaction that is open.

    A code that no file names any more stays: rows of the archive may use it.
    """
    for table, rows in read_code_lists().items():
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"insert or replace into {table} values ({marks})", rows)  # noqa: S608 - a name of our own
