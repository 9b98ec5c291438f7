"""What a page's head says of it for machines: JSON-LD, OpenGraph, Dublin Core, meta tags, links."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from attrs import define, field, frozen

from pipelines.document import Document, fold_spaces


@frozen(kw_only=True)
class Metadata:
    """A page's own word on itself; each value with the name it stands under."""

    titles: tuple[tuple[str, str], ...] = ()
    published: tuple[tuple[str, str], ...] = ()
    """(`json-ld`, `2020-12-02T10:30:00+01:00`) …, most reliable first."""
    updated: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[str, ...] = ()
    site_name: str = ""
    addresses: tuple[str, ...] = ()
    """Canonical and short addresses on the page's own host, absolute."""
    language: str = ""
    is_article: bool = False
    """Whether JSON-LD or OpenGraph call the page an article."""


_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report|NewsArticle|PressRelease)$")
_PAGE: Final = frozenset({"WebPage", "ItemPage"})
_TITLES: Final = {"og:title": 3, "twitter:title": 2, "dc.title": 2, "dcterms.title": 2, "title": 1}
_PUBLISHED: Final = {
    "article:published_time": 9,
    "og:article:published_time": 9,
    "datepublished": 8,
    "article:published": 8,
    "dcterms.issued": 7,
    "dc.date.issued": 7,
    "dcterms.created": 6,
    "dc.date.created": 6,
    "publish_date": 6,
    "publish-date": 6,
    "published": 6,
    "pubdate": 6,
    "publication_date": 6,
    "publicationdate": 6,
    "date.created": 6,
    "parsely-pub-date": 6,
    "sailthru.date": 6,
    "dcterms.date": 5,
    "dc.date": 5,
    "date": 4,
}
_UPDATED: Final = frozenset(
    {"article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified"}
    | {"datemodified", "last-modified", "lastmod", "revised", "date.modified", "last_modified"}
)
_DESCRIPTIONS: Final = frozenset({"description", "og:description", "dc.description"})


@define
class _Found:
    """What was met so far, each with the weight of its name."""

    titles: list[tuple[int, str, str]] = field(factory=list)
    published: list[tuple[int, str, str]] = field(factory=list)
    updated: list[tuple[str, str]] = field(factory=list)
    descriptions: list[str] = field(factory=list)
    plain: dict[str, str] = field(factory=dict)

    def add(self, name: str, content: str) -> None:
        """Take up one meta tag."""
        self.plain.setdefault(name, content)
        if name in _TITLES:
            self.titles.append((_TITLES[name], name, content))
        elif name in _PUBLISHED:
            self.published.append((_PUBLISHED[name], name, content))
        elif name in _UPDATED:
            self.updated.append((name, content))
        elif name in _DESCRIPTIONS:
            self.descriptions.append(content)

    def add_node(self, node: dict[str, Any]) -> None:
        """Take up one JSON-LD node."""
        weight = 10 if _is_kind(node, _ARTICLE) else 5
        if headline := _string(node.get("headline")):
            self.titles.append((weight, "json-ld", headline))
        if day := _string(node.get("datePublished") or node.get("dateCreated")):
            self.published.append((weight, "json-ld", day))
        if day := _string(node.get("dateModified")):
            self.updated.append(("json-ld", day))
        if words := _string(node.get("description")):
            self.descriptions.append(words)


def read_metadata(document: Document) -> Metadata:
    """Read the head (and JSON-LD wherever it stands)."""
    found = _Found()
    for meta in document.tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = fold_spaces(meta.get("content") or "")
        if name and content:
            found.add(name, content)
    is_article = found.plain.get("og:type", "").lower() == "article"
    for node in _find_articles(document):
        is_article = is_article or _is_kind(node, _ARTICLE)
        found.add_node(node)
    return Metadata(
        titles=tuple((name, words) for _, name, words in sorted(found.titles, reverse=True)),
        published=tuple((name, words) for _, name, words in sorted(found.published, reverse=True)),
        updated=tuple(found.updated),
        descriptions=tuple(dict.fromkeys(found.descriptions)),
        site_name=found.plain.get("og:site_name", ""),
        addresses=tuple(dict.fromkeys(_find_addresses(document))),
        language=(document.tree.get("lang") or document.tree.get("xml:lang") or "").lower(),
        is_article=is_article,
    )


def _find_articles(document: Document) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes that describe this page: articles, else the page itself.

    A page with several articles (a list) describes none of them as itself, unless one has its
    address.
    """
    nodes: list[dict[str, Any]] = []
    for script in document.tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            nodes += _flatten(json.loads(script.text.strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError):  # what its author broke says nothing
            continue
    articles = [node for node in nodes if _is_kind(node, _ARTICLE)]
    if len(articles) > 1:
        own = urlsplit(document.url).path.rstrip("/")
        articles = [node for node in articles if own and own in _addresses_of(node)]
    yield from articles[:2]
    yield from [node for node in nodes if _types(node) & _PAGE][:1]


def _flatten(value: Any) -> list[dict[str, Any]]:
    """The top nodes of a JSON-LD document: a node, a list of nodes, an `@graph`."""
    nodes: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(nodes) < 200:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            nodes.append(value)
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                if isinstance(value.get(key), dict | list):
                    waiting.append(value[key])
    return nodes


def _types(node: dict[str, Any]) -> set[str]:
    """The types of a JSON-LD node."""
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {word.rsplit("/", 1)[-1] for word in kinds if isinstance(word, str)}


def _is_kind(node: dict[str, Any], kind: re.Pattern[str]) -> bool:
    """Whether one of a node's types is of a kind."""
    return any(kind.search(word) for word in _types(node))


def _addresses_of(node: dict[str, Any]) -> set[str]:
    """The paths of the addresses a JSON-LD node gives itself."""
    paths = set()
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            try:
                paths.add(urlsplit(value).path.rstrip("/"))
            except ValueError:
                continue
    return paths


def _string(value: Any) -> str:
    """A JSON-LD value as words; nothing where it is none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or ""
    return fold_spaces(value) if isinstance(value, str) else ""


def _find_addresses(document: Document) -> Iterator[str]:
    """rel=canonical, rel=shortlink and og:url on the page's own host."""
    host = urlsplit(document.url).netloc.lower()
    for link in document.tree.iter("link"):
        if {"canonical", "shortlink"}.intersection((link.get("rel") or "").lower().split()):
            href = (link.get("href") or "").strip()
            if not href:
                continue
            try:
                absolute = urljoin(document.base_url, href)
                parts = urlsplit(absolute)
            except ValueError:
                continue
            if parts.netloc.lower() == host and parts.scheme in {"http", "https"}:
                yield absolute
