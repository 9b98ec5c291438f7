"""What is wrong with a feed that feedparser would read without a word."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree, html

from feeds.entry import BERLIN

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CONTROLS = re.compile("[\x7f-\x9f\ufffe\uffff]")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*\Z")
_DATE = re.compile(
    r"""
    (?P<weekday> Mon|Tue|Wed|Thu|Fri|Sat|Sun ) ,\x20
    (?P<rest>
        [0-9]{2} \x20 (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \x20 [0-9]{4} \x20
        [0-9]{2}:[0-9]{2}:[0-9]{2} \x20 [+-][0-9]{4}
    ) \Z
    """,
    re.VERBOSE,
)
# Where HTML has addresses; srcset and style hold several and are not let through at all.
_ADDRESSES = frozenset(
    {"href", "src", "cite", "action", "poster", "data", "longdesc", "background"}
)
_NOT_OF_ADDRESSES = re.compile(r"""[^!-~]|[<>"{}|\\^`]""")
_SCHEMES_OF_CONTENT = frozenset({"http", "https", "mailto", "tel"})


def check_feed(xml: bytes, url: str) -> tuple[str, ...]:
    """Find what breaks our rules in the RSS feed `xml` that lives at `url`; empty: nothing.

    One line a finding: the rule's name, a colon, where and what. The rules are those of RSS 2.0
    and its best practices profile, and our own: German, times of Berlin, lifelong guids.
    """
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        return (f"xml: {error}",)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return ("rss: not one channel of RSS 2.0",)
    channel = channels[0]
    findings = [*_check_channel(channel, url), *_check_characters(root)]
    items = channel.findall("item")
    for place, item in enumerate(items, start=1):
        findings += [_name_item(finding, place) for finding in _check_item(item)]
    findings += _check_unique(items)
    return tuple(findings)


def _check_channel(channel: etree._Element, url: str) -> Iterator[str]:
    """The head: names, links, language, date."""
    yield from _check_texts(channel, ("title", "description"))
    yield from _check_alternate(channel)
    selves = [link.get("href") for link in _find_links(channel, "self")]
    if selves != [url]:
        yield f"self: {selves or 'none'}, the feed lives at {url}"
    if not (channel.findtext("language") or "").startswith("de"):
        yield f"language: {channel.findtext('language')!r}, not German"
    yield from _check_date(channel, "lastBuildDate")


def _check_item(item: etree._Element) -> Iterator[str]:
    """One announcement."""
    yield from _check_texts(item, ("title", "description"))
    yield from _check_alternate(item)
    yield from _check_date(item, "pubDate")
    guids = item.findall("guid")
    if len(guids) != 1 or not (guids[0].text or "").strip():
        yield f"guid: {len(guids)} of them, or empty"
    if any(guid.get("isPermaLink") != "false" for guid in guids):
        yield 'permalink: a guid without isPermaLink="false" is taken for an address'
    yield from _check_enclosures(item)
    for part in (*item.findall("description"), *item.findall(_CONTENT)):
        yield from _check_markup(part.text or "")


def _check_texts(parent: etree._Element, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        texts = [(element.text or "").strip() for element in parent.findall(name)]
        if len(texts) != 1 or not texts[0]:
            yield f"{name}: {len(texts)} of them, or empty"


def _check_alternate(parent: etree._Element) -> Iterator[str]:
    """Exactly one page for people, as RSS or as Atom link, with an absolute address."""
    pages = [element.text for element in parent.findall("link")]
    pages += [link.get("href") for link in _find_links(parent, "alternate")]
    if len(pages) != 1:
        yield f"alternate: {len(pages)} links to a page, one is allowed"
    for page in pages:
        if not _is_absolute(page):
            yield f"address: link {page!r} is not absolute"


def _check_date(parent: etree._Element, name: str) -> Iterator[str]:
    """RFC 822 with a true weekday, at the offset that Berlin had at that moment."""
    stamps = parent.findall(name)
    if len(stamps) > 1:
        yield f"date: {len(stamps)} times {name}"
    for stamp in stamps:
        text = stamp.text or ""
        match = _DATE.match(text)
        try:
            # The month's and the weekday's names are English: Python's default locale is "C".
            moment = datetime.strptime(match["rest"], "%d %b %Y %H:%M:%S %z") if match else None
        except ValueError:
            moment = None
        if match is None or moment is None:
            yield f"date: {name} {text!r} is not of RFC 822"
        elif match["weekday"] != moment.strftime("%a"):
            yield f"weekday: {name} {text!r} is a {moment.strftime('%a')}"
        elif moment.utcoffset() != moment.astimezone(BERLIN).utcoffset():
            yield f"zone: {name} {text!r} is not the time of Berlin"


def _check_enclosures(item: etree._Element) -> Iterator[str]:
    enclosures = item.findall("enclosure")
    if len(enclosures) > 1:
        yield f"enclosure: {len(enclosures)} of them, readers take one"
    for enclosure in enclosures:
        if not _is_absolute(enclosure.get("url")):
            yield f"address: enclosure {enclosure.get('url')!r} is not absolute"
        length = enclosure.get("length") or ""
        if not (length.isascii() and length.isdigit() and int(length) > 0):
            yield f"length: enclosure of {length!r} bytes"
        if not _MEDIA_TYPE.match(enclosure.get("type") or ""):
            yield f"type: enclosure of type {enclosure.get('type')!r}"


def _check_markup(markup: str) -> Iterator[str]:
    """Every address in HTML is absolute and leads to where a reader may go."""
    if "<" not in markup:
        return
    for element in html.fragment_fromstring(markup, create_parent="div").iter(etree.Element):
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name in {"srcset", "style"}:
                yield f"markup: attribute {name!r} in the content"
            elif name in _ADDRESSES and not _is_absolute(str(value), _SCHEMES_OF_CONTENT):
                yield f"address: {name} {value!r} in the content is not absolute"
        if element.tag in {"script", "style", "iframe", "object", "embed", "form"}:
            yield f"markup: element {element.tag!r} in the content"


def _check_characters(root: etree._Element) -> Iterator[str]:
    """Control characters that XML allows; those it forbids are no XML at all."""
    for text in root.itertext():
        if found := _CONTROLS.search(str(text)):
            yield f"characters: U+{ord(found[0]):04X} in {str(text)[:40]!r}"


def _check_unique(items: list[etree._Element]) -> Iterator[str]:
    counted = Counter(item.findtext("guid") for item in items)
    for guid, times in counted.items():
        if guid and times > 1:
            yield f"unique: guid {guid} stands at {times} items"


def _find_links(parent: etree._Element, rel: str) -> list[etree._Element]:
    """The Atom links of `parent` for `rel`; a link without a rel is an alternate one."""
    return [link for link in parent.findall(_ATOM_LINK) if link.get("rel", "alternate") == rel]


def _is_absolute(
    address: str | None, schemes: frozenset[str] = frozenset({"http", "https"})
) -> bool:
    """Say whether it leads somewhere by itself, and holds only what an address may hold."""
    if not address or _NOT_OF_ADDRESSES.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:  # an unclosed [ where a host should be
        return False
    if parts.scheme not in schemes:
        return False
    return bool(parts.hostname) if parts.scheme.startswith("http") else bool(parts.path)


def _name_item(finding: str, place: int) -> str:
    rule, _, says = finding.partition(": ")
    return f"{rule}: item {place}: {says}"


def _parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
