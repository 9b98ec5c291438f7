"""What is known of each CMS family: the files in `platforms/`, read and checked."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args
from urllib.parse import urljoin

import cattrs
from attrs import Factory, evolve, frozen

from pipelines.items import PageKind
from pipelines.site import Select

MarkKind = Literal["generator", "asset", "frame", "address", "link", "comment", "words"]
"""Where a mark is looked for.

generator: the meta element of that name; asset: addresses of scripts, styles and pictures; frame:
class and id of html, body and the boxes beneath; address: the page's own; link: addresses of links;
comment: markup that no reader sees; words: the visible last words ("powered by …").
"""


@frozen(kw_only=True)
class Mark:
    """One sign of a family: a regular expression, searched without case, and where."""

    kind: MarkKind
    pattern: str


@frozen(kw_only=True)
class Platform:
    """What is known of one CMS family; `pipelines/platforms/*.toml` holds one each.

    All of it corrects or saves requests; a reading must come out right without it.
    """

    slug: str = ""
    """The file's name without `.toml`."""
    name: str
    marks: tuple[Mark, ...]
    feeds: tuple[str, ...] = ()
    """Paths of its feeds, from the site's root."""
    sitemaps: tuple[str, ...] = ()
    api: tuple[str, ...] = ()
    """Paths of interfaces that list posts as JSON."""
    api_link: str = ""
    """The `rel` by which a page's head declares where the interfaces lie."""
    api_path: str = ""
    """The path of the one that lists posts, from the address so declared."""
    paging_parameters: tuple[str, ...] = ()
    """Regular expressions for query parameters that turn a listing's pages."""
    paging_paths: tuple[str, ...] = ()
    """Regular expressions for paths that do: `/page/\\d+/?$`."""
    id_parameters: tuple[str, ...] = ()
    """Query parameters that tell posts apart."""
    junk_parameters: tuple[str, ...] = ()
    """Query parameters that do not."""
    ignore: tuple[str, ...] = ()
    """Regular expressions for paths that are never posts or listings of news."""
    select: Select = Factory(Select)


class PlatformError(ValueError):
    """A platform file says something it may not; the message names file and key."""


@cache
def find_platforms() -> Mapping[str, Platform]:
    """All families by slug. Raises PlatformError for a file that says what it may not."""
    folder = resources.files("pipelines") / "platforms"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return {
        platform.slug: platform
        for platform in (
            read_platform(file.read_text(encoding="utf-8"), slug=file.name.removesuffix(".toml"))
            for file in files
        )
    }


def read_platform(text: str, *, slug: str) -> Platform:
    """Read one platform file's text; raises PlatformError."""
    try:
        table = tomllib.loads(text)
        marks = table.pop("marks", {})
        unknown = set(marks) - set(get_args(MarkKind))
        if unknown or not marks:
            raise PlatformError(
                f"{slug}.toml: marks {sorted(unknown)}; needed, of: {', '.join(get_args(MarkKind))}"
            )
        table["marks"] = [
            {"kind": kind, "pattern": pattern} for kind, group in marks.items() for pattern in group
        ]
        platform = _converter().structure(table, Platform)
        for pattern in _patterns(platform):
            re.compile(pattern)
    except cattrs.BaseValidationError as error:
        says = "; ".join(cattrs.transform_error(error, path="platform"))
        raise PlatformError(f"{slug}.toml: {says}") from error
    except (tomllib.TOMLDecodeError, re.error) as error:
        raise PlatformError(f"{slug}.toml: {error!r}") from error
    return evolve(platform, slug=slug)


def find_places(platform: Platform, url: str) -> tuple[tuple[PageKind, str], ...]:
    """The addresses at which a family keeps feeds, interfaces and sitemaps, for the site of `url`.

    >>> find_places(find_platforms()["hugo"], "http://amt.example/presse/")
    (('feed', 'http://amt.example/index.xml'), ('sitemap', 'http://amt.example/sitemap.xml'))
    """
    kinds: tuple[tuple[PageKind, tuple[str, ...]], ...] = (
        ("api", platform.api),
        ("feed", platform.feeds),
        ("sitemap", platform.sitemaps),
    )
    return tuple((kind, urljoin(url, path)) for kind, paths in kinds for path in paths)


def _patterns(platform: Platform) -> Iterator[str]:
    yield from (mark.pattern for mark in platform.marks)
    yield from platform.paging_parameters
    yield from platform.paging_paths
    yield from platform.ignore


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)

    def read_strings(value: Any, _: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f"{value!r} is not a list of strings")
        return tuple(value)

    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], read_strings)
    return converter
