"""The 104 Kommunale Jobcenter of jobcenters.csv: who they are, their names, where they publish."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal
from urllib.parse import urlsplit

from attrs import frozen

Kind = Literal["landkreis", "stadt"]
KINDS: Mapping[str, Kind] = {"landkreis": "landkreis", "stadt": "stadt"}
COLUMNS = ("slug", "name", "kind", "bundesland", "ags", "aliases", "website")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})


@frozen(kw_only=True)
class Jobcenter:
    """One Träger of Anlage 1 of the KomtrZV; a line of jobcenters.csv."""

    slug: str
    name: str
    """The wording of the KomtrZV: `Landkreis Fulda`, `Stadt Jena`, `Odenwaldkreis`."""
    kind: Kind
    bundesland: str
    ags: str
    """The official key of the district or city, five digits."""
    aliases: tuple[str, ...]
    website: str

    @property
    def land(self) -> str:
        """The slug of its Land: `baden-wuerttemberg`."""
        return land_slug(self.bundesland)


class JobcentersError(ValueError):
    """jobcenters.csv says something it may not; the message names the line."""


def land_slug(bundesland: str) -> str:
    """Give the slug of a Land, as scopes and feeds name it.

    >>> land_slug("Hessen"), land_slug("Thüringen"), land_slug("Baden-Württemberg")
    ('hessen', 'thueringen', 'baden-wuerttemberg')
    """
    return bundesland.casefold().translate(UMLAUTS)


def read_jobcenters(text: str) -> tuple[Jobcenter, ...]:
    """Read the table, in its order. Raises JobcentersError for a wrong column, kind or twin."""
    rows = csv.DictReader(text.splitlines(), strict=True)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise JobcentersError(f"jobcenters.csv: columns {rows.fieldnames}; needed: {COLUMNS}")
    jobcenters = tuple(_read_row(row, number) for number, row in enumerate(rows, start=2))
    for key in ("slug", "name", "ags"):
        seen: set[str] = set()
        for jobcenter in jobcenters:
            value = getattr(jobcenter, key)
            if value in seen:
                raise JobcentersError(f"jobcenters.csv: {key} {value!r} stands in two lines")
            seen.add(value)
    return jobcenters


@cache
def load_jobcenters() -> tuple[Jobcenter, ...]:
    """The 104, in the order of the file."""
    path = resources.files("pipelines") / "jobcenters.csv"
    return read_jobcenters(path.read_text(encoding="utf-8"))


@cache
def jobcenters_by_slug() -> Mapping[str, Jobcenter]:
    """The 104 by their slug."""
    return {jobcenter.slug: jobcenter for jobcenter in load_jobcenters()}


@cache
def bundeslaender() -> Mapping[str, str]:
    """The names of the Länder that have one of the 104, by their slug."""
    return {jobcenter.land: jobcenter.bundesland for jobcenter in load_jobcenters()}


def find_jobcenter_of_host(url: str) -> Jobcenter | None:
    """Say whose own site an address stands on, by host and, under it, by domain.

    >>> find_jobcenter_of_host("http://kca-mkk.de/?p=5180").slug
    'main-kinzig-kreis'
    >>> find_jobcenter_of_host("https://www.kjc-hessen.de/presse/") is None
    True
    """
    labels = _host(url).split(".")
    hosts = _jobcenters_by_host()
    for cut in range(len(labels) - 1):
        if found := hosts.get(".".join(labels[cut:])):
            return found
    return None


@cache
def _jobcenters_by_host() -> Mapping[str, Jobcenter]:
    return {_host(jobcenter.website): jobcenter for jobcenter in load_jobcenters()}


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _read_row(row: Mapping[str, str], number: int) -> Jobcenter:
    kind = KINDS.get(row["kind"])
    if kind is None:
        raise JobcentersError(
            f"jobcenters.csv, line {number}: kind {row['kind']!r}; allowed: {', '.join(KINDS)}"
        )
    if len(row["ags"]) != 5 or not row["ags"].isdigit():
        raise JobcentersError(f"jobcenters.csv, line {number}: ags {row['ags']!r}; five digits")
    return Jobcenter(
        slug=row["slug"],
        name=row["name"],
        kind=kind,
        bundesland=row["bundesland"],
        ags=row["ags"],
        aliases=tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip()),
        website=row["website"],
    )
