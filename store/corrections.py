"""Corrections: what a person knows better of a post; they outlive every reparse."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from pipelines.addresses import canonical_address
from pipelines.german.dates import YEARS
from pipelines.german.timex import date_span
from pipelines.items import Attribution, Figure, Post
from pipelines.site import Site
from store.codes import read_code_lists
from store.database import Archive

_KEYS: Final = ("published", "jobcenters", "figures")
_FIGURE_KEYS: Final = ("value", "unit", "indicator", "period")
_LARGEST: Final = Decimal("1e300")


class CorrectionError(ValueError):
    """The user's file says something it may not; the message says where, and what is allowed."""


@frozen(kw_only=True)
class Correction:
    """What is put right in one post; what is not given stays as it was read."""

    published: date | None = None
    jobcenters: tuple[str, ...] | None = None
    """Slugs; empty: it is about none in particular."""
    figures: Mapping[str, Mapping[str, Any] | None] = field(factory=dict)
    """By their words: the values that are right, or None for a number that is no figure."""


Corrections = Mapping[str, Correction]
"""By the address of the post, as the user wrote it."""


def read_corrections(path: Path) -> Corrections:
    """Read the user's file, if there is one; raises CorrectionError with a line for each mistake.

    A table a post, named by its address; a line a correction:

        ["https://www.example.org/presse/1.html"]
        published = 2026-06-02
        jobcenters = ["fulda"]
        figures."553 Neuanträge" = { indicator = "neuantraege", period = "2026-05" }
        figures."104" = false
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}: not TOML: {error}") from error
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be read: {error.strerror}") from error
    if wrong := list(_find_wrong(table)):
        raise CorrectionError("\n".join(f"{path}: {line}" for line in wrong))
    return {
        url: Correction(
            published=lines.get("published"),
            jobcenters=tuple(lines["jobcenters"]) if "jobcenters" in lines else None,
            figures={
                words: _read_figure(right) for words, right in lines.get("figures", {}).items()
            },
        )
        for url, lines in table.items()
    }


def find_correction(
    corrections: Corrections, addresses: Collection[str], site: Site
) -> Correction | None:
    """The correction of the post with these canonical addresses: what it links to, what answers."""
    return next(
        (it for url, it in corrections.items() if canonical_address(url, site) in addresses), None
    )


def find_unfitting(
    archive: Archive, corrections: Corrections, sites: Iterable[Site]
) -> tuple[str, ...]:
    """The addresses, as the user wrote them, that are no post's of any of these sources."""
    rest = tuple(corrections)
    for site in sites if rest else ():
        rows = archive.rows(
            "select url, address, count(*) over (partition by address) as told from posts"
            " where site = ?",
            (site.slug,),
        )
        # Several posts of one page each have an address of their own, and none has the page's.
        known = {row["address"] for row in rows if row["told"] == 1}
        known |= {canonical_address(row["url"], site) for row in rows}
        rest = tuple(url for url in rest if canonical_address(url, site) not in known)
    return rest


def correct_day(post: Post, correction: Correction | None) -> Post:
    """Put the day right, before anything is read relative to it."""
    if correction is None or correction.published is None:
        return post
    return evolve(post, published=correction.published, published_at=None, published_hint=None)


def correct_findings(post: Post, correction: Correction | None) -> Post:
    """Put right what was found: whom the post is about, what it states.

    >>> wrong = Attribution(jobcenter="kassel", evidence="Kassel", source="title")
    >>> post = Post(url="http://a.de/1", site="a", title="Kassel", jobcenters=(wrong,))
    >>> [a.jobcenter for a in correct_findings(post, Correction(jobcenters=("fulda",))).jobcenters]
    ['fulda']
    """
    if correction is None:
        return post
    if correction.jobcenters is not None:
        found = tuple(
            Attribution(jobcenter=slug, evidence="", source="correction")
            for slug in correction.jobcenters
        )
        post = evolve(post, jobcenters=found, scope="jobcenter" if found else post.site_scope)
    return evolve(post, figures=tuple(_correct_figures(post.figures, correction)))


def _correct_figures(figures: tuple[Figure, ...], correction: Correction) -> Iterator[Figure]:
    for figure in figures:
        right = correction.figures.get(figure.quote, {})
        if right is not None:
            yield evolve(figure, **right) if right else figure


def _read_figure(right: Mapping[str, Any] | bool) -> Mapping[str, Any] | None:  # noqa: FBT001 - TOML's own
    if isinstance(right, bool):
        return None
    return {key: Decimal(value) if key == "value" else value for key, value in right.items()}


def _find_wrong(table: Mapping[str, Any]) -> Iterator[str]:
    known = {row[0] for row in read_code_lists()["jobcenters"]}
    for url, lines in table.items():
        try:
            canonical_address(url)
        except ValueError:
            yield f"[{url!r}] is no absolute http(s) address of a post"
            continue
        if not isinstance(lines, dict):
            yield f"{url!r} is no table; write it as [{url!r}]"
            continue
        for key in sorted(lines.keys() - set(_KEYS)):
            yield f"{url}: unknown key {key}; allowed: {', '.join(_KEYS)}"
        day = lines.get("published")
        if day is not None and not _is_day(day):
            yield f"{url}: published = {day!r}; allowed: a day without quotes, such as 2026-06-02"
        slugs = lines.get("jobcenters", [])
        if not isinstance(slugs, list) or not {str(slug) for slug in slugs} <= known:
            yield f"{url}: jobcenters = {slugs!r}; allowed: a list of the 104's slugs"
        figures = lines.get("figures", {})
        if not isinstance(figures, dict):
            yield f'{url}: figures = {figures!r}; allowed: figures."the words of one" = …'
            continue
        for words, right in figures.items():
            yield from (f"{url}: figures.{words!r}: {says}" for says in _find_wrong_figure(right))


def _is_day(value: Any) -> bool:
    """Whether it is a day, no moment, and of the centuries that days are counted from."""
    return isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS


def _find_wrong_figure(right: Any) -> Iterator[str]:
    if right is False:
        return
    if not isinstance(right, dict) or not right or right.keys() - set(_FIGURE_KEYS):
        yield f"{right!r}; allowed: false, or a table of {', '.join(_FIGURE_KEYS)}"
        return
    codes = read_code_lists()
    for key, table in (("unit", "units"), ("indicator", "indicators")):
        allowed = sorted(str(row[0]) for row in codes[table])
        if key in right and right[key] not in allowed:
            yield f"{key} = {right[key]!r}; allowed: {', '.join(allowed)}"
    value = right.get("value", 0)
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not _is_storable(value):
        yield f"value = {value!r}; allowed: a number"
    period = right.get("period", "2026-05")
    if not isinstance(period, str) or date_span(period) is None:
        yield f'period = {period!r}; allowed: a month, quarter or year in quotes, such as "2026-05"'


def _is_storable(value: int | Decimal) -> bool:
    """Whether a real can hold it: `nan` would be no value, `1e400` infinite."""
    return Decimal(value).is_finite() and abs(Decimal(value)) < _LARGEST
