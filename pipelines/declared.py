"""What a site declares of its posts by itself: feeds, sitemaps, the WordPress REST interface."""

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import feedparser
from lxml import etree

from pipelines.addresses import absolute_address
from pipelines.days import BERLIN, DayReading, read_stamp
from pipelines.document import MOST_TAGS, DocumentError, fold_spaces, parse_html, read_words
from pipelines.items import Attachment, Lead, Page
from pipelines.wording import is_document

MOST_ENTRIES: Final = 50_000
"""As many addresses as one sitemap may hold by its protocol."""


def read_feed(page: Page) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Read RSS or Atom: its leads, and the next page where the feed names one (RFC 5005).

    Raises DocumentError: `not_feed` where the body is none, `too_many_tags`.
    """
    if _ENTITY.search(page.body[:20_000]):
        raise DocumentError("not_feed", f"{page.url}: a feed that declares entities is not read")
    if page.body.count(b"<") > MOST_TAGS:
        raise DocumentError("too_many_tags", f"{page.url}: more than {MOST_TAGS} tags in a feed")
    # Only the bytes: given a string feedparser might take it for an address to fetch.
    parsed = feedparser.parse(
        io.BytesIO(page.body),
        response_headers={"content-type": page.headers.get("content-type", "application/xml")},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):
        raise DocumentError("not_feed", f"{page.url}: the body is no RSS or Atom feed")
    leads = tuple(
        lead
        for entry in parsed.entries[:MOST_ENTRIES]
        if (lead := _read_feed_entry(entry, page)) is not None
    )
    following = tuple(
        url
        for link in parsed.feed.get("links", ())
        if link.get("rel") in {"next", "prev-archive"}
        and (url := absolute_address(page.url, link.get("href") or "")) is not None
    )
    return leads, following[:1]


def read_sitemap(page: Page) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Read a sitemap: a lead for each address in it, and the further sitemaps that it names.

    A sitemap's `lastmod` is no day of publication; only a news sitemap's `publication_date` is.
    Raises DocumentError (`not_sitemap`) where the body is none.
    """
    if page.headers.get("content-type", "").startswith("text/plain"):
        lines = page.body.decode("utf-8", "replace").splitlines()
        urls = [url for line in lines if (url := absolute_address(page.url, line)) and "//" in line]
        return tuple(_bare_lead(url, page) for url in urls[:MOST_ENTRIES]), ()
    root = _parse_xml(page, "not_sitemap")
    name = _local(root)
    if name not in {"urlset", "sitemapindex"}:
        raise DocumentError("not_sitemap", f"{page.url}: the body is no sitemap")
    leads: list[Lead] = []
    further: list[str] = []
    for child in islice(root, MOST_ENTRIES):
        parts = {_local(part): part for part in child.iter() if isinstance(part.tag, str)}
        if "loc" not in parts:
            continue
        url = absolute_address(page.url, parts["loc"].text or "")
        if url is None:
            continue
        if name == "sitemapindex":
            further.append(url)
            continue
        stamp = parts.get("publication_date")
        day = read_stamp(stamp.text or "") if stamp is not None else None
        title = parts.get("title")
        leads.append(
            _bare_lead(url, page, day, "" if title is None else fold_spaces(title.text or ""))
        )
    names = {url: url.rpartition("/")[2].lower() for url in further}
    apt = [url for url in further if not _TELLS_OTHERS.search(names[url])]
    telling = [url for url in apt if _TELLS_POSTS.search(names[url])]
    return tuple(leads), tuple(telling or apt or further)


def read_wordpress_posts(page: Page) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Read what `/wp-json/wp/v2/posts` answers: its leads, and the next page by its headers.

    Raises DocumentError (`not_api`) where the body is no list of posts.
    """
    try:
        posts = json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise DocumentError("not_api", f"{page.url}: the body is no JSON: {error}") from error
    if not isinstance(posts, list) or not all(
        isinstance(post, dict) and isinstance(post.get("link"), str) for post in posts
    ):
        raise DocumentError("not_api", f"{page.url}: the body is no list of posts")
    leads = tuple(lead for post in posts if (lead := _read_wordpress_post(post, page)) is not None)
    return leads, _next_wordpress_page(page, len(posts))


# -- feeds ----------------------------------------------------------------------------------------


def _read_feed_entry(entry: Any, page: Page) -> Lead | None:
    link = entry.get("link") or next(
        (one.get("href") for one in entry.get("links", ()) if one.get("rel") == "alternate"), ""
    )
    url = absolute_address(page.url, link or "") if link else None
    if url is None:
        return None
    words = entry.get("published") or entry.get("created") or ""
    moment = entry.get("published_parsed") or entry.get("created_parsed")
    if not words and parsed_version_is_rss(entry):
        words, moment = entry.get("date", ""), entry.get("date_parsed")
    day = None
    if moment:
        try:
            year, month, day_of_month, hour, minute, second = moment[:6]
            instant = datetime(year, month, day_of_month, hour, minute, min(second, 59), tzinfo=UTC)
        except ValueError:
            instant = None
        if instant is not None:
            at_midnight = re.search(r"[ T]00:00(?::00)?", words) is not None
            day = (
                instant.astimezone(BERLIN).date(),
                None if at_midnight else instant,
            )
            if at_midnight:
                # A day that was written as a time holds for the zone it was written in.
                stated = read_stamp(words)
                day = (stated.published if stated else day[0], None)
    title = _plain(entry.get("title") or "")
    return Lead(
        url=url,
        title=title,
        date_words=words or None,
        published=None if day is None else day[0],
        published_at=None if day is None else day[1],
        teaser=_read_teaser(entry.get("summary") or "", title),
        attachments=tuple(_read_enclosures(entry, page)),
        found_in="feed",
        found_on=page.url,
    )


def parsed_version_is_rss(entry: Any) -> bool:
    """Whether an entry's only date is its `dc:date`, which RSS 1.0 uses for the publication."""
    return "date" in entry and "updated" not in entry


def _read_enclosures(entry: Any, page: Page) -> Iterator[Attachment]:
    for link in entry.get("links", ()):
        url = absolute_address(page.url, link.get("href") or "")
        if link.get("rel") == "enclosure" and url is not None and is_document(url):
            yield Attachment(url=url, title=url.rsplit("/", 1)[-1], media_type=link.get("type"))


def _read_teaser(markup: str, title: str) -> str:
    """A summary's words, where they are a teaser and not the whole post."""
    words = _plain(markup)
    return "" if words == title or len(words) > 1_000 else words


def _plain(markup: str) -> str:
    """Markup or escaped markup as words.

    >>> _plain("<p>Quote &amp; Zahl</p>"), _plain("A &#8211; B")
    ('Quote & Zahl', 'A – B')
    """
    if "<" not in markup:
        return fold_spaces(html.unescape(markup))
    try:
        return read_words(parse_html(f"<div>{markup[:100_000]}</div>"))
    except DocumentError:
        return ""


# -- sitemaps -------------------------------------------------------------------------------------

_TELLS_POSTS: Final = re.compile(
    r"(?<![a-z])(?:posts?|news|artikel|article|presse|meldung(?:en)?|aktuell(?:es)?|blog)(?![a-z])"
)
_TELLS_OTHERS: Final = re.compile(
    r"(?<![a-z])(?:pages?|seiten?|taxonom(?:y|ies)|categor(?:y|ies)|kategorien?|tags?|authors?"
    r"|autoren|users?|products?|events?|termine|images?|videos?|attachments?)(?![a-z])"
)
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


def _parse_xml(page: Page, code: str) -> etree._Element:
    """Parse XML from elsewhere: no entities, no network, no DTD."""
    if _ENTITY.search(page.body[:20_000]):
        raise DocumentError(code, f"{page.url}: XML that declares entities is not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(page.body.strip(), parser=parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(code, f"{page.url}: no XML: {error}") from error
    if root is None:
        raise DocumentError(code, f"{page.url}: the body holds no XML")
    return root


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _bare_lead(url: str, page: Page, day: DayReading | None = None, title: str = "") -> Lead:
    return Lead(
        url=url,
        title=title,
        date_words=None if day is None else day.quote,
        published=None if day is None else day.published,
        published_at=None if day is None else day.published_at,
        found_in="sitemap",
        found_on=page.url,
    )


# -- WordPress ------------------------------------------------------------------------------------


def _read_wordpress_post(post: dict[str, Any], page: Page) -> Lead | None:
    url = absolute_address(page.url, post["link"])
    if url is None or post.get("type", "post") != "post":
        return None
    gmt, local = post.get("date_gmt"), post.get("date")
    stamp = f"{gmt}Z" if isinstance(gmt, str) and not gmt.endswith("Z") else local
    day = read_stamp(stamp) if isinstance(stamp, str) else None
    title = _plain(_rendered(post.get("title")))
    return Lead(
        url=url,
        title=title,
        date_words=local if isinstance(local, str) else None,
        published=None if day is None else day.published,
        published_at=None if day is None else day.published_at,
        teaser=_read_teaser(_rendered(post.get("excerpt")), title),
        found_in="api",
        found_on=page.url,
    )


def _rendered(part: Any) -> str:
    text = part.get("rendered") if isinstance(part, dict) else part
    return text if isinstance(text, str) else ""


def _next_wordpress_page(page: Page, count: int) -> tuple[str, ...]:
    parts = urlsplit(page.url)
    query = dict(parse_qsl(parts.query))
    number = int(query.get("page", "1")) if query.get("page", "1").isdecimal() else 1
    total = page.headers.get("x-wp-totalpages", "")
    if not count or (total.isdecimal() and number >= int(total)):
        return ()
    asked = int(query["per_page"]) if query.get("per_page", "").isdecimal() else 10
    if not total.isdecimal() and count < asked:
        return ()
    return (parts._replace(query=urlencode({**query, "page": str(number + 1)})).geturl(),)
