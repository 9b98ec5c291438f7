"""What the addresses of a site's posts have in common, so that they are told from other pages'."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit


def learn_article(urls: Sequence[str]) -> str | None:
    r"""What the addresses of posts have in common, as an expression on path and query.

    None where it would match most other pages of a site, too: `/slug` alone tells nothing.

    >>> learn_article([f"https://a.de/presse/2020/{name}.html" for name in ("a-b", "c", "d")])
    '^/presse/2020/[^/?]+\\.html$'
    >>> learn_article(["https://a.de/a-b", "https://a.de/c", "https://a.de/d"]) is None
    True
    """
    shapes = Counter(len(_segments(url)) for url in urls)
    if not shapes or shapes.total() < 3:
        return None
    length, count = shapes.most_common(1)[0]
    if count * 5 < shapes.total() * 3:
        return None
    rows = [_segments(url) for url in urls if len(_segments(url)) == length]
    columns = [sorted(set(column)) for column in zip(*rows, strict=True)]
    if sum(len(column) == 1 or _all_digits(column) for column in columns) == 0:
        return None
    queries = [urlsplit(url).query for url in urls if len(_segments(url)) == length]
    keys = {query.partition("=")[0] for query in queries}
    tail = "/?$"
    if len(keys) == 1 and all(queries):
        tail = rf"/?\?{re.escape(keys.pop())}="
    elif "." in rows[0][-1]:
        tail = "$"
    return "^" + "".join(f"/{_shape(column)}" for column in columns) + tail


def target_of(url: str) -> str:
    """Path and query: what such an expression, or one of a site file, is searched in."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _segments(url: str) -> list[str]:
    return [part for part in unquote(urlsplit(url).path).split("/") if part]


def _all_digits(column: Sequence[str]) -> bool:
    return all(part.isdecimal() for part in column)


def _shape(column: Sequence[str]) -> str:
    """One segment of an address as an expression: what all have in common."""
    if len(column) == 1:
        return re.escape(column[0]).replace(r"\-", "-")
    if _all_digits(column):
        return r"\d+"
    endings = {part.rpartition(".")[2] if "." in part else "" for part in column}
    ending = endings.pop() if len(endings) == 1 else ""
    return rf"[^/?]+\.{re.escape(ending)}" if ending and len(ending) <= 5 else "[^/?]+"
