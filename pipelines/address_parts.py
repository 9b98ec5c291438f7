"""The one spelling of an address's parts: host, path, parameters and escapes."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, urlsplit

from pipelines.site import Site

_LISTS = tomllib.loads((files("pipelines") / "addresses.toml").read_text(encoding="utf-8"))
DEFAULT_PORTS = {"http": 80, "https": 443}

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN_IN_PATH = frozenset("-._~!$'()*,:@[]/;&=+")
_PLAIN_IN_QUERY = frozenset("-._~!$'()*,:@[]/;?")
_DECODED = frozenset("-._~!$'()*,:@[]")
"""Escaped or not, these say the same in a path and in a query: `%5B` is `[`."""

_NEEDS_NO_ESCAPE = re.compile(r"[A-Za-z0-9._~-]*\Z")
"""Most segments and parameters: there is nothing to fold letter by letter."""

_HOST = re.compile(r"[0-9a-z_.:\[\]-]+\Z")
_SESSION_VALUE = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z,_-]{16,128}\Z")
_ASPX_SESSION = re.compile(r"\(S\([0-9a-z]{24}\)\)\Z")


def read_host(parts: SplitResult) -> str:
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
    if port is None or port in DEFAULT_PORTS.values():
        return host
    return f"{host}:{port}"


def drop_www(host: str) -> str:
    """`a.de` for `www.a.de`."""
    return host.removeprefix("www.")


@lru_cache(maxsize=256)
def find_hosts(start: tuple[str, ...], aliases: tuple[str, ...]) -> frozenset[str]:
    """All hosts of a site, without `www.`; an alias may be a host or a whole address."""
    urls = (*start, *(alias if "//" in alias else f"http://{alias}" for alias in aliases))
    return frozenset(drop_www(read_host(urlsplit(url))) for url in urls)


def fold_host(host: str, site: Site | None) -> str:
    """The first start host for each alias; always without `www.`.

    Dropping it even where the site file writes it lets a file be corrected without a single post
    becoming another one.
    """
    bare = drop_www(host)
    if site is not None and bare in find_hosts((), site.aliases):
        return drop_www(read_host(urlsplit(site.start[0])))
    return bare


def fold_path(path: str) -> str:
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


def fold_query(query: str, junk_of_site: Iterable[str]) -> str:
    """The parameters that tell pages apart, by name."""
    return "&".join(_order(_drop_junk(query, junk_of_site)))


def fold_fragment(fragment: str) -> str:
    """A fragment with its escapes folded."""
    return _fold_escapes(fragment, _PLAIN_IN_QUERY)


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
        else quote_letter(char)
        for char in decoded
    )


def _decode_plain(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    if char in _DECODED or (char.isascii() and char.isalnum()):
        return char
    return match[0].upper()


def quote_letter(char: str) -> str:
    """A letter as escapes of its bytes."""
    # A lone surrogate comes from a broken page; its bytes still make a fetchable address.
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
