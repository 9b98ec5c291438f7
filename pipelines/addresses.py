"""Addresses: as linked, for fetching; folded into one form, for telling two apart."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

from pipelines.address_parts import (
    DEFAULT_PORTS,
    drop_www,
    find_hosts,
    fold_fragment,
    fold_host,
    fold_path,
    fold_query,
    quote_letter,
    read_host,
)
from pipelines.site import Site

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
    if parts.scheme not in DEFAULT_PORTS or not _PLAIN_HOST.match(parts.netloc):
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def _resolve(base: str, href: str) -> str | None:
    """The same letter by letter, for whatever may stand in a link."""
    try:
        parts = urlsplit(urljoin(base.strip(), href.strip()))
        host = read_host(parts)
    except ValueError:  # urllib's one way to say that something is no address
        return None
    if parts.scheme not in DEFAULT_PORTS or not host or "@" in parts.netloc:
        return None
    # The host of an address in the stored pages may be written in any way: only IDNA is fetchable.
    netloc = parts.netloc if parts.netloc.isascii() else host
    return parts._replace(
        netloc=netloc,
        path=_escape(parts.path or "/"),
        query=_escape(parts.query),
        fragment="",
    ).geturl()


def _escape(text: str) -> str:
    """Escape only what a link may not hold; an editor's own escapes stay as they are."""
    return _FORBIDDEN_IN_LINK.sub(lambda match: quote_letter(match[0]), text)


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
    host = read_host(parts)
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise ValueError(f"{url!r} is no absolute http(s) address")
    return SplitResult(
        "https",
        fold_host(host, site),
        fold_path(parts.path),
        fold_query(parts.query, site.junk_parameters if site else ()),
        fold_fragment(parts.fragment),
    ).geturl()


def same_host(url: str, site: Site) -> bool:
    """Whether `url` is on the site's own hosts: those of its start pages and its aliases.

    >>> site = Site(name="A", start=("https://www.a.de/presse/",), aliases=("b.de",))
    >>> [same_host(url, site) for url in ("http://A.de/x", "//b.de/", "https://blog.a.de/")]
    [True, False, False]
    """
    try:
        parts = urlsplit(url.strip())
        host = read_host(parts)
    except ValueError:
        return False
    return parts.scheme in DEFAULT_PORTS and drop_www(host) in find_hosts(site.start, site.aliases)
