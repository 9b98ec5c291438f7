"""What a list is by its bytes: a feed, a sitemap and an interface may be named as a start, too."""

import json
import re
from typing import Final

from pipelines.items import Page, PageKind

_ROOT: Final = re.compile(
    rb"""
    (?: <\?xml .{0,200}? \?> | <\?xml-stylesheet .{0,300}? \?> | <!-- .{0,2000}? --> | \s )*
    < (?: [a-z0-9]{1,20} : )? (rss | feed | rdf | urlset | sitemapindex) [\s>]
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SITEMAPS: Final = frozenset({b"urlset", b"sitemapindex"})


def find_list_kind(page: Page) -> PageKind:
    """The kind of a list that was asked for as `listing`; any other is what it was asked for.

    >>> page = Page(url="https://a.de/f", requested_url="https://a.de/f", site="a", kind="listing",
    ...     fetched_at="2026-01-01T00:00:00Z", status=200, headers={}, body=b"<rss version='2.0'>")
    >>> find_list_kind(page)
    'feed'
    """
    if page.kind != "listing":
        return page.kind
    start = page.body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    root = _ROOT.match(start)
    if root is not None:
        return "sitemap" if root[1].lower() in _SITEMAPS else "feed"
    if start[:1] == b"[" and _is_list_of_posts(page.body):
        return "api"
    return "listing"


def _is_list_of_posts(body: bytes) -> bool:
    """Whether a body is what WordPress' interface answers."""
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(posts, list) and all(
        isinstance(post, dict) and "link" in post and "title" in post for post in posts
    )
