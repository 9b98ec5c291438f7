"""Site: what a site file may say of one source; anything else in it is an error."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import cattrs
from attrs import evolve, fields, frozen
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cssselect import HTMLTranslator, SelectorError

from pipelines.jobcenters import bundeslaender, jobcenters_by_slug

SLUG = re.compile(r"[a-z][a-z0-9_-]*\Z")
_HOST = re.compile(r"[\w.-]+(?::[0-9]+)?")


class SiteError(ValueError):
    """A site file says something it may not; the message names file, key and what is allowed."""


@frozen(kw_only=True)
class Expect:
    """What would be suspicious if it were otherwise."""

    entries: int = 1
    """The fewest entries that the first listing page has on any day."""
    days: int = 90
    """The longest time without a new post before the source counts as quiet."""


@frozen(kw_only=True)
class Select:
    """Corrections for a site that reading by evidence gets wrong: CSS selectors, all optional."""

    entry: str | None = None
    """One match for each entry of a listing."""
    next: str | None = None
    """The link to the listing's next page."""
    title: str | None = None
    published: str | None = None
    teaser: str | None = None
    body: str | None = None
    drop: tuple[str, ...] = ()
    """Parts that never belong to a post."""


@frozen(kw_only=True)
class Site:
    """One source of announcements; `scrapers/sites/*.toml` holds one each."""

    slug: str = ""
    """The file's name without `.toml`."""
    name: str
    """As feeds and pages call it."""
    start: tuple[str, ...]
    """Absolute addresses of its news listings, or of its home page."""
    aliases: tuple[str, ...] = ()
    """Further hosts under which the same pages answer; the first start address's host is kept."""
    scope: str | None = None
    """Where no jobcenter is named: `land:<slug>`, `bund`; None: unknown."""
    jobcenter: str | None = None
    """The slug of the jobcenter whose own site this is."""
    article: str | None = None
    """A regular expression on path and query that every post's address matches."""
    ignore: tuple[str, ...] = ()
    """Regular expressions on path and query of what is never fetched or read."""
    topic: tuple[str, ...] = ()
    """Regular expressions, one of which is found in every post that is kept (`is_on_topic`); for a
    source that also tells of other things. None given: all its posts are kept."""
    junk_parameters: tuple[str, ...] = ()
    """Query parameters of this site that do not tell posts apart."""
    platforms: tuple[str, ...] | None = None
    """CMS families whose knowledge is used; None: all that are known, recognised page by page."""
    listing_pages: int = 500
    """The most listing pages one run walks."""
    expect: Expect = Expect()
    select: Select = Select()


def read_site(text: str, *, slug: str, source: str) -> Site:
    """Read one site file's text; `source` is the file's name for messages.

    Raises SiteError, which names the file, each wrong key and what is allowed.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{source}: not TOML: {error}") from error
    if not SLUG.match(slug):
        raise SiteError(
            f"{source}: the file's name becomes the slug; allowed are a-z, 0-9, _ and -"
        )
    if "slug" in table:
        raise SiteError(f"{source}: key slug: the file's name says it; remove the line")
    try:
        site = _converter.structure(table, Site)
    except ClassValidationError as error:
        raise SiteError("\n".join(f"{source}: {line}" for line in _explain(error, ""))) from error
    _check(site, source)
    return evolve(site, slug=slug)


def read_site_file(path: Path) -> Site:
    """Read `path`; raises SiteError, or OSError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SiteError(f"{path}: not UTF-8 at byte {error.start}") from error
    return read_site(text, slug=path.stem, source=str(path))


def is_absolute(url: str) -> bool:
    """Whether `url` is a whole http(s) address, with a host and a port that there can be.

    One with a user's name is refused: a password would stand in the feeds.

    >>> is_absolute("http://127.0.0.1:8000/presse/"), is_absolute("https://[::1]/")
    (True, True)
    >>> wrong = ("/presse/", "ftp://a.de/", "http://a.de:99999/", "http://[::", "http://me:pw@a.de/")
    >>> any(is_absolute(url) for url in wrong)
    False
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # brackets that do not close, a port beyond 65535
        return False
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0
    return is_whole and "@" not in parts.netloc


def is_on_topic(site: Site, *texts: str) -> bool:
    r"""Whether a post with these texts (title, teaser, text …) is one the source is read for.

    >>> site = Site(name="Kreistag", start=("https://example.org/",), topic=(r"\bSGB II\b",))
    >>> is_on_topic(site, "Neue Zahlen", "Arbeitslose im SGB II"), is_on_topic(site, "SGB III")
    (True, False)
    """
    return not site.topic or any(re.search(words, text) for words in site.topic for text in texts)


def dump_site(site: Site) -> dict[str, Any]:
    """A site as plain data, as it is stored with each crawl (a reparse then needs no file)."""
    data: dict[str, Any] = _converter.unstructure(site)
    return data


def load_site(data: Mapping[str, Any]) -> Site:
    """The reverse of `dump_site`; what another version of the program knew besides is passed over.

    An archive outlives versions: a key that is no more must not keep it from being read.
    """
    return _tolerant.structure(dict(data), Site)


def _check(site: Site, source: str) -> None:
    """What no type says: addresses are absolute, expressions compile."""
    if not site.start:
        raise SiteError(f"{source}: key start: at least one address")
    for url in site.start:
        if not is_absolute(url):
            raise SiteError(f"{source}: key start: {url!r} is not an absolute http(s) address")
    for key, patterns in (
        ("article", (site.article or "",)),
        ("ignore", site.ignore),
        ("topic", site.topic),
    ):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise SiteError(f"{source}: key {key}: {pattern!r}: {error}") from error
    _check_names(site, source)
    _check_selectors(site, source)
    for key, value in (
        ("listing_pages", site.listing_pages),
        ("expect.entries", site.expect.entries),
        ("expect.days", site.expect.days),
    ):
        if value < 1:
            raise SiteError(f"{source}: key {key}: {value}; allowed: 1 or more")


def _check_names(site: Site, source: str) -> None:
    """Refuse what no jobcenter, Land, CMS family or host is called."""
    scopes = ["bund", "jobcenter", *(f"land:{land}" for land in sorted(bundeslaender()))]
    if site.scope is not None and site.scope not in scopes:
        raise SiteError(f"{source}: key scope: {site.scope!r}; allowed: {', '.join(scopes)}")
    if site.jobcenter is not None and site.jobcenter not in jobcenters_by_slug():
        near = get_close_matches(site.jobcenter, jobcenters_by_slug(), n=3) or ["fulda"]
        raise SiteError(
            f"{source}: key jobcenter: {site.jobcenter!r}; allowed: "
            f"the slug of one of the 104, such as {', '.join(near)}"
        )
    families = sorted(
        file.name.removesuffix(".toml")
        for file in (resources.files("pipelines") / "platforms").iterdir()
    )
    for family in site.platforms or ():
        if family not in families:
            raise SiteError(f"{source}: key platforms: {family!r}; allowed: {', '.join(families)}")
    for host in site.aliases:
        if not _HOST.fullmatch(host):
            raise SiteError(f"{source}: key aliases: {host!r} is not a host (www.example.org)")


def _check_selectors(site: Site, source: str) -> None:
    """Refuse what is no CSS."""
    for key, selector in _find_selectors(site.select):
        try:
            HTMLTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise SiteError(f"{source}: key select.{key}: {selector!r}: {error}") from error


def _find_selectors(select: Select) -> Iterator[tuple[str, str]]:
    """Each selector that is given, with its key."""
    for column in fields(Select):
        value = getattr(select, column.name)
        for selector in (value,) if isinstance(value, str) else value or ():
            yield column.name, selector


def _explain(error: BaseException, key: str) -> list[str]:
    """Turn cattrs' tree of errors into one line for each wrong key."""
    if isinstance(error, ForbiddenExtraKeysError):
        known = ", ".join(sorted(a.name for a in fields(error.cl) if a.name != "slug"))
        return [f"unknown key {key}{name}; allowed: {known}" for name in sorted(error.extra_fields)]
    if isinstance(error, ClassValidationError):
        named, others = error.group_exceptions()
        lines = [line for exc, note in named for line in _explain(exc, f"{key}{note.name}.")]
        return lines + [line for exc in others for line in _explain(exc, key)]
    if isinstance(error, KeyError):
        return [f"key {key.rstrip('.') or error.args[0]} is missing"]
    return [f"key {key.rstrip('.')}: {error}"]


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    """Refuse what TOML gives for another type, where cattrs would convert it."""

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is not a {_TOML_NAMES[kind]}")
        return value

    return structure


def _strings(value: Any, _: Any) -> tuple[str, ...]:
    """Read a list of strings; a bare string would become a tuple of letters."""
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{value!r} is not a list of strings")
    return tuple(value)


_TOML_NAMES = {str: "string", int: "whole number"}
_converter = cattrs.Converter(forbid_extra_keys=True)
_tolerant = cattrs.Converter()
for _each in (_converter, _tolerant):
    for _kind in _TOML_NAMES:
        _each.register_structure_hook(_kind, _exactly(_kind))
    _each.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _strings)
