"""Addresses: as linked, for fetching; folded into one form, for telling two apart."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, urljoin, urlsplit

from pipelines.site import Site

_LISTS = tomllib.loads((files("pipelines") / "addresses.toml").read_text(encoding="utf-8"))
_DEFAULT_PORTS = {"http": 80, "https": 443}

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN_IN_PATH = frozenset("-._~!$'()*,:@[]/;&=+")
_PLAIN_IN_QUERY = frozenset("-._~!$'()*,:@[]/;?")
_DECODED = frozenset("-._~!$'()*,:@[]")
"""Escaped or not, these say the same in a path and in a query: `%5B` is `[`."""

_NEEDS_NO_ESCAPE = re.compile(r"[A-Za-z0-9._~-]*\Z")
"""Most segments and parameters: there is nothing to fold letter by letter."""
_FORBIDDEN_IN_LINK = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")
_PLAIN_LINK = re.compile(
    r"""
    (https?://[0-9a-z][0-9a-z.-]*)? (?!//)
    (?: / (?!\.\.?(?:[/?]|\Z)) [A-Za-z0-9._~%=&+,:@!$'()*\[\]-]* )+  # no segments of dots
    (?: \? [A-Za-z0-9._~%=&+,:@!$'()*;/?\[\]-]+ )? \Z
    """,
    re.VERBOSE,
)
"""Most links: an address, or one from the root of the host, with nothing to resolve or escape."""
_PLAIN_HOST = re.compile(r"[0-9a-z][0-9a-z.-]*(?::\d{1,4})?\Z")
_HOST = re.compile(r"[0-9a-z_.:\[\]-]+\Z")
_SESSION_VALUE = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z,_-]{16,128}\Z")
_ASPX_SESSION = re.compile(r"\(S\([0-9a-z]{24}\)\)\Z")


def absolute_address(base: str, href: str) -> str | None:
    """The address that `href` means on the page `base`, as linked and fit to be fetched.

    Its query stays as it is, http stays http; the fragment goes, and what no address may hold
    (blanks, umlauts) is escaped as browsers do. None where it is not http(s) or no address at all,
    and where it names a user: no announcement needs one, and what it names is kept for ever.

    >>> absolute_address("http://a.de/presse/", " artikel/x.php?cHash=1&b[c]=2#top ")
    'http://a.de/presse/artikel/x.php?cHash=1&b[c]=2'
    >>> absolute_address("https://a.de/", "Übersicht Mai.pdf")
    'https://a.de/%C3%9Cbersicht%20Mai.pdf'
    >>> [absolute_address("https://a.de/", href) for href in ("mailto:x@a.de", "//user:pw@a.de/x")]
    [None, None]
    """
    plain = _PLAIN_LINK.match(href)
    if plain is not None and (root := _find_plain_root(base)):
        return href if plain[1] else root + href
    return _resolve(base, href)


@lru_cache(maxsize=256)
def _find_plain_root(base: str) -> str:
    """Scheme and host of an address that has nothing else before its path; else empty."""
    try:
        parts = urlsplit(base.strip())
    except ValueError:
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not _PLAIN_HOST.match(parts.netloc):
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def _resolve(base: str, href: str) -> str | None:
    """The same letter by letter, for whatever may stand in a link."""
    try:
        parts = urlsplit(urljoin(base.strip(), href.strip()))
        host = _read_host(parts)
    except ValueError:  # urllib's one way to say that something is no address
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc:
        return None
    # The host of an address in the stored pages may be written in any way: only IDNA is fetchable.
    netloc = parts.netloc if parts.netloc.isascii() else host
    return parts._replace(
        netloc=netloc,
        path=_escape(parts.path or "/"),
        query=_escape(parts.query),
        fragment="",
    ).geturl()


def canonical_address(url: str, site: Site | None = None) -> str:
    """The form of `url` by which addresses are compared; never fetched, never shown.

    Two addresses with one form are one post for life, so it folds what never tells two posts
    apart, and nothing else: http and https, `www.` and the aliases of the site's host (all become
    its first start host), default ports, escapes, the order of parameters, a slash at the end, and
    the parameters that `addresses.toml` and the site call junk. `index.php` is kept: whether the
    bare directory shows the same is the server's secret, and a post told under two addresses is
    found by its text, while two posts under one address would be lost. The fragment is kept: only
    an entry without a page of its own has one.

    Raises ValueError where `url` is no absolute http(s) address. Applied twice it changes nothing.

    >>> canonical_address("HTTP://www.A.de:80/Presse/?utm_source=x&id=2&b%5bc%5d=1")
    'https://a.de/Presse?b[c]=1&id=2'
    >>> canonical_address("http://a.de/x.php?backlink=/we_cmd.php?btype=all&maintable=1")
    'https://a.de/x.php'
    """
    parts = urlsplit(url.strip())
    host = _read_host(parts)
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"{url!r} is no absolute http(s) address")
    junk = site.junk_parameters if site else ()
    query = "&".join(_order(_drop_junk(parts.query, junk)))
    return SplitResult(
        "https",
        _fold_host(host, site),
        _fold_path(parts.path),
        query,
        _fold_escapes(parts.fragment, _PLAIN_IN_QUERY),
    ).geturl()


def same_host(url: str, site: Site) -> bool:
    """Whether `url` is on the site's own hosts: those of its start pages and its aliases.

    >>> site = Site(name="A", start=("https://www.a.de/presse/",), aliases=("b.de",))
    >>> [same_host(url, site) for url in ("http://A.de/x", "//b.de/", "https://blog.a.de/")]
    [True, False, False]
    """
    try:
        parts = urlsplit(url.strip())
        host = _read_host(parts)
    except ValueError:
        return False
    return parts.scheme in _DEFAULT_PORTS and _without_www(host) in _hosts_of(
        site.start, site.aliases
    )


def _read_host(parts: SplitResult) -> str:
    """Host and port in their one spelling: lower case, IDNA, no default port, no user."""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise ValueError(f"{host!r} is no host") from error
    if ":" in host:
        host = f"[{host}]"
    if host and not _HOST.match(host):
        raise ValueError(f"{host!r} is no host")
    port = parts.port
    # Either port with either scheme: the schemes are folded, and folding twice must change nothing.
    if port is None or port in _DEFAULT_PORTS.values():
        return host
    return f"{host}:{port}"


def _without_www(host: str) -> str:
    return host.removeprefix("www.")


@lru_cache(maxsize=256)
def _hosts_of(start: tuple[str, ...], aliases: tuple[str, ...]) -> frozenset[str]:
    """All hosts of a site, without `www.`; an alias may be a host or a whole address."""
    urls = (*start, *(alias if "//" in alias else f"http://{alias}" for alias in aliases))
    return frozenset(_without_www(_read_host(urlsplit(url))) for url in urls)


def _fold_host(host: str, site: Site | None) -> str:
    """The first start host for each alias; always without `www.`.

    Dropping it even where the site file writes it lets a file be corrected without a single post
    becoming another one.
    """
    bare = _without_www(host)
    if site is not None and bare in _hosts_of((), site.aliases):
        return _without_www(_read_host(urlsplit(site.start[0])))
    return bare


def _fold_path(path: str) -> str:
    """No dot segments, no session, no slash at the end; the root is the empty path."""
    kept: list[str] = []
    for raw in path.split("/")[1:]:
        segment = _fold_segment(raw)
        if segment == "..":
            del kept[-1:]
        elif segment != "." and not _ASPX_SESSION.match(segment):
            kept.append(segment)
    return "/" + "/".join(kept).rstrip("/") if any(kept) else "/"


def _fold_segment(raw: str) -> str:
    name, *parameters = _fold_escapes(raw, _PLAIN_IN_PATH).split(";")
    session = _LISTS["sessions"]["path_parameters"]
    return ";".join(
        [name, *(part for part in parameters if not _listed(part.partition("=")[0], session))]
    )


def _drop_junk(query: str, junk_of_site: Iterable[str]) -> Iterator[str]:
    """The parameters that tell pages apart, escapes folded, in the order they stand."""
    swallowed = False
    parameters = query.split("&")
    folded = _fold_escapes(query, _PLAIN_IN_QUERY)
    junk_of_site = [
        *junk_of_site,
        *(
            name
            for named, junk in _LISTS["junk_beside"].items()
            if f"{named}=" in folded
            for name in junk["parameters"]
        ),
    ]
    for position, raw in enumerate(parameters):
        parameter = _fold_escapes(raw.replace("+", " "), _PLAIN_IN_QUERY)
        name, _, value = parameter.partition("=")
        if not name and not value:
            continue
        if swallowed:
            if _listed(name, _LISTS["swallows"]["kept_behind"]):
                yield parameter
            continue
        if _listed(name, _LISTS["swallows"]["parameters"]):
            swallowed = any("?" in part for part in parameters[position:])
        if not _is_junk(name, value, junk_of_site):
            yield parameter


def _is_junk(name: str, value: str, junk_of_site: Iterable[str]) -> bool:
    return (
        _listed(name, _LISTS["junk"]["parameters"])
        or _listed(name, _LISTS["sessions"]["parameters"])
        or _listed(name, junk_of_site)
        or (
            _listed(name, _LISTS["sessions"]["parameters_if_long"])
            and _SESSION_VALUE.match(value) is not None
        )
    )


def _listed(name: str, names: Iterable[str]) -> bool:
    """Whether a list has `name`, case aside; `utm_*` stands for all that begin so.

    >>> [_listed(name, ["cHash", "utm_*"]) for name in ("chash", "UTM_source", "utm")]
    [True, True, False]
    """
    folded = name.casefold()
    for listed in names:
        wanted = listed.casefold()
        if folded == wanted or (wanted.endswith("*") and folded.startswith(wanted[:-1])):
            return True
    return False


def _order(parameters: Iterable[str]) -> list[str]:
    """By name; values of one name keep their order, which may mean something."""
    return sorted(parameters, key=lambda parameter: parameter.partition("=")[0])


def _fold_escapes(text: str, plain: frozenset[str]) -> str:
    """One spelling of escapes: none where none is needed, else upper case.

    >>> _fold_escapes("a%5bday%5D=%c3%a4 ü%", _PLAIN_IN_QUERY | {"="})
    'a[day]=%C3%A4%20%C3%BC%25'
    """
    if _NEEDS_NO_ESCAPE.match(text):
        return text
    whole = _STRAY_PERCENT.sub("%25", text)
    decoded = _ESCAPE.sub(_decode_plain, whole)
    return "".join(
        char
        if char in plain or char in "%=&" or (char.isascii() and char.isalnum())
        else _quote(char)
        for char in decoded
    )


def _decode_plain(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    if char in _DECODED or (char.isascii() and char.isalnum()):
        return char
    return match[0].upper()


def _escape(text: str) -> str:
    """Escape only what a link may not hold; an editor's own escapes stay as they are."""
    return _FORBIDDEN_IN_LINK.sub(lambda match: _quote(match[0]), text)


def _quote(char: str) -> str:
    # A lone surrogate comes from a broken page; its bytes still make a fetchable address.
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
