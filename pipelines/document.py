"""A page's bytes to a tree of elements: the charset it really has, its base address, its words."""

import codecs
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

import lxml.html
from attrs import field, frozen
from lxml import etree
from lxml.html import HtmlElement

from pipelines.charset import decode_body
from pipelines.items import Page

DEEPEST: Final = 2_000
"""Levels of nesting; real pages have 20 to 60, tag soup some hundreds."""

MOST_TAGS: Final = 80_000
"""Opening and closing tags of one page; a list of 5,000 entries on one page has 40,000."""

MOST_ATTRIBUTES: Final = 2_000
"""Of one element; pictures as `data:` are long, but one attribute."""

SILENT: Final = frozenset(
    {"script", "style", "template", "noscript", "svg", "head", "select", "object", "iframe"}
    | {"textarea", "math", "canvas", "audio", "video", "map", "datalist"}
)
"""Elements whose words no reader sees, or sees only as a control."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LABELS: Final = frozenset({"summary", "dt", "legend"})
"""Elements that name what stands below them, and are no headings."""
INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {"font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp"}
    | {"small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
"""Elements that may stand inside a word; every other one ends it."""

SPACES: Final = re.compile(r"[ \t\n\r\f\v]+")
"""What HTML folds; no-break and thin spaces are words' own and stay."""


class DocumentError(ValueError):
    """A body that is no readable HTML page; `code` is a name of problems.toml."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


@frozen(kw_only=True)
class Document:
    """One page, parsed."""

    tree: HtmlElement = field(repr=False, eq=False)
    """The root element; comments and processing instructions are gone."""
    url: str
    """The address that answered."""
    base_url: str
    """What its relative links resolve against (`<base href>` honoured)."""
    charset: str
    """What the bytes were read as, which may differ from what they were declared as."""
    complete: bool = True
    """Whether `</html>` or `</body>` came; minified pages may do without."""

    @property
    def body(self) -> HtmlElement:
        """What a reader sees of the tree; all of it where no element says so."""
        body = self.tree.find("body")
        return self.tree if body is None else body


def read_document(page: Page) -> Document:
    """Parse a page.

    Raises DocumentError with code `empty_body`, `not_html`, `cut_off`, `too_many_tags` or
    `too_deep`.
    """
    body = page.body
    refuse_foreign_body(body, page.headers.get("content-type", ""), page.url)
    text, charset = decode_body(body, page.headers.get("content-type"))
    complete = _has_end(text)
    _refuse_cut_off(page, text, complete=complete)
    tags = text.count("<")
    _refuse_huge(text, tags, page.url)
    tree = parse_html(text)
    if tags > DEEPEST:
        _refuse_deep(tree, page.url)
    return Document(
        tree=tree,
        url=page.url,
        base_url=_find_base(tree, page.url),
        charset=charset,
        complete=complete,
    )


def parse_html(text: str) -> HtmlElement:
    """Parse text that was decoded; a tree without comments and processing instructions.

    Raises DocumentError (`empty_body`) where nothing is left.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise DocumentError("empty_body", f"nothing but markup without a name: {error}") from error
    return tree


_ELEMENTS: Final = etree.ElementDefaultClassLookup(element=HtmlElement)
"""All elements are of one class: lxml.html's own parser asks Python for the class of each."""

# -- what is no page ------------------------------------------------------------------------------

_FOREIGN: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"RIFF", "a picture or film"),
    (b"\x1f\x8b", "compressed bytes"),
    (b"{\\rtf", "an RTF file"),
)
_XML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(rss|feed|urlset|sitemapindex|rdf:RDF|svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(rb"<\s*(?:!doctype|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


def refuse_foreign_body(body: bytes, content_type: str, url: str) -> None:
    """Raise DocumentError where the bytes are no HTML, whatever the address or header says.

    >>> refuse_foreign_body(b"<p>Hallo</p>", "text/plain", "http://example.org/")
    >>> refuse_foreign_body(b"%PDF-1.7", "text/html", "http://example.org/a.html")
    Traceback (most recent call last):
    pipelines.document.DocumentError: http://example.org/a.html: the body is a PDF, not HTML
    """
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not start:
        if body.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            return
        raise DocumentError("empty_body", f"{url}: the body is empty")
    for mark, kind in _FOREIGN:
        if start.startswith(mark):
            raise DocumentError("not_html", f"{url}: the body is {kind}, not HTML")
    if _XML.match(start):
        raise DocumentError("not_html", f"{url}: the body is XML (a feed, sitemap or picture)")
    if start[:1] in {b"{", b"["} and "json" in content_type.lower():
        raise DocumentError("not_html", f"{url}: the body is JSON, not HTML")
    if body[:2] not in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} and not _TAG.search(body):
        raise DocumentError("not_html", f"{url}: the body holds no HTML tag")


_END: Final = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)
_BOXES: Final = re.compile(r"<(/?)(?:div|table|main|article|section|ul|ol)\b", re.IGNORECASE)


def _has_end(text: str) -> bool:
    """Whether `</html>` or `</body>` came."""
    return _END.search(text, max(0, len(text) - 400)) is not None or _END.search(text) is not None


def _refuse_cut_off(page: Page, text: str, *, complete: bool) -> None:
    """Raise DocumentError where the body ends before the page does."""
    stated = page.headers.get("content-length", "")
    if (
        stated.isdecimal()
        and len(page.body) < int(stated)
        and len(page.body) > 400  # a tiny body may have grown by its compression
        and page.headers.get("content-encoding", "identity") == "identity"
    ):
        raise DocumentError(
            "cut_off", f"{page.url}: {len(page.body)} bytes came of {stated}; fetch it again"
        )
    if complete:
        return
    if text.rfind("<!--") > text.rfind("-->") or text.rfind("<") > text.rfind(">"):
        raise DocumentError("cut_off", f"{page.url}: the body ends inside a tag; fetch it again")
    # Minified pages may leave </body></html> out, but they close their boxes.
    still_open = sum(-1 if end else 1 for end in _BOXES.findall(text))
    if still_open > 0:
        raise DocumentError(
            "cut_off", f"{page.url}: {still_open} boxes are still open at the end; fetch it again"
        )


_LONG_TAG: Final = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"\s[\w:-]+\s?=")


def _refuse_huge(text: str, tags: int, url: str) -> None:
    """Raise DocumentError where a page holds more than one can read in a second or two."""
    if tags > MOST_TAGS:
        raise DocumentError("too_many_tags", f"{url}: {tags} tags; at most {MOST_TAGS} are read")
    for tag in _LONG_TAG.finditer(text):  # parsing takes the square of the attributes' number
        attributes = len(_ATTRIBUTE.findall(tag[0]))
        if attributes > MOST_ATTRIBUTES:
            raise DocumentError("too_many_tags", f"{url}: a tag with {attributes} attributes")


def _refuse_deep(tree: HtmlElement, url: str) -> None:
    """Raise DocumentError where elements nest so deep that walking them is no longer safe."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise DocumentError("too_deep", f"{url}: more than {DEEPEST} elements inside another")


def _find_base(tree: HtmlElement, url: str) -> str:
    """The address that relative links resolve against; only http(s) bases count."""
    for base in tree.iter("base"):
        href = (base.get("href") or "").strip()
        if href:
            try:
                absolute = urljoin(url, href)
                scheme = urlsplit(absolute).scheme
            except ValueError:
                return url
            return absolute if scheme in {"http", "https"} else url
    return url


# -- words ----------------------------------------------------------------------------------------


def fold_spaces(text: str) -> str:
    r"""One blank for each run of HTML's white space; no-break spaces stay.

    >>> fold_spaces(" 3,2\xa0Prozent \n im\tMai ")
    '3,2\xa0Prozent im Mai'
    """
    return SPACES.sub(" ", text).strip(" ")


def find_words(element: HtmlElement) -> Iterator[str]:
    """The pieces of text inside an element in their order, a blank where a block begins or ends."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if node.tag not in INLINE:
            yield " "
        if event == "end":
            if node.tail and node is not element:
                yield node.tail
        elif node.tag in SILENT and node is not element:
            walker.skip_subtree()
        elif node.text:
            yield node.text


def opens_panel(element: HtmlElement) -> bool:
    """Whether an element is what one clicks to unfold what stands below it."""
    return "collapse" in (element.get("data-toggle") or element.get("data-bs-toggle") or "") or (
        element.get("aria-expanded") is not None and element.get("aria-controls") is not None
    )


def read_words(element: HtmlElement) -> str:
    """An element's words on one line; words of neighbouring blocks are never glued.

    >>> read_words(parse_html("<div><p>02.12.2020</p><p>MKK: <b>Monats</b>meldung</p></div>"))
    '02.12.2020 MKK: Monatsmeldung'
    """
    return fold_spaces("".join(find_words(element)))
