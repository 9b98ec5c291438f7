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
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

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
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise DocumentError("empty_body", f"nothing but markup without a name: {error}") from error
    return tree


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
_XML: Final = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(rss|feed|urlset|sitemapindex|rdf:RDF|svg)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip # noqa: E501
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


# -- bytes to text --------------------------------------------------------------------------------

_SINGLE_BYTE: Final = re.compile(r"(?:cp125\d|iso8859-\d+|latin|ascii|koi8|mac)", re.IGNORECASE)
_CONTROLS: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF)),
    **dict.fromkeys((11, 12), " "),
    0x85: "\n",
}
_CONTROL_BYTES: Final = bytes((*range(9), *range(11, 13), *range(14, 32), 127))
_C1: Final = re.compile(b"\xc2[\x80-\x9f]")
_NONCHARACTERS: Final = ("\ufeff", "\ufffe", "\uffff")
_REFERENCE: Final = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
# What UTF-8 looks like once it was read as windows-1252: a lead byte's letter, then those of
# its continuation bytes.
_MOJIBAKE: Final = re.compile(
    "[\u00c2-\u00f4](?:[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]){1,3}"
)


def decode_body(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    r"""Decode a body as browsers do, then distrust the declaration: (text, charset it really has).

    German cp1252 text is never valid UTF-8 by chance, and UTF-8 is rarely invalid by more than a
    byte or two: so validity decides, and a declaration counts only where both would do.

    >>> decode_body("für".encode("cp1252"), "text/html; charset=utf-8")
    ('für', 'cp1252')
    >>> decode_body("für".encode(), "text/html; charset=iso-8859-1")
    ('für', 'utf-8')
    >>> decode_body("für „".encode() + b"\x96", None)
    ('für „–', 'utf-8')
    """
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        text, charset = body[len(bom) :].decode(mark, "replace"), mark
    else:
        charset = _declared(body, content_type)
        if charset in {"utf-8", "ascii"} or _SINGLE_BYTE.match(charset):
            text, charset = _decode_utf8_or(charset, body)
        else:
            text = body.decode(charset, "replace")
    if _may_hold_controls(text):
        text = text.translate(_CONTROLS)
    if "&#" in text:
        text = _REFERENCE.sub(_drop_control, text)
    return _repair_mojibake(text), charset


def _may_hold_controls(text: str) -> bool:
    """A quick look: a page of the usual size costs microseconds."""
    encoded = text.encode("utf-8", "replace")
    return (
        len(encoded.translate(None, _CONTROL_BYTES)) != len(encoded)
        or _C1.search(encoded) is not None
        or any(character in text for character in _NONCHARACTERS)
    )


def _drop_control(reference: re.Match[str]) -> str:
    """Nothing for a character reference that names no character of text (`&#0;`, `&#xfffe;`)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    named = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return reference[0] if named and code not in {0xFEFF, 0xFFFE, 0xFFFF} else ""


def _declared(body: bytes, content_type: str | None) -> str:
    """The charset that header or markup name, as Python calls it; windows-1252 where none does."""
    named = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    resolved = resolve_encoding(named) if named else None
    if resolved is None or resolved.startswith("utf-16"):  # a tag that was readable is no UTF-16
        return "cp1252" if resolved is None else "utf-8"
    return resolved


def _decode_utf8_or(charset: str, body: bytes) -> tuple[str, str]:
    """UTF-8 where the bytes are that, in the main; else the single-byte charset."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        fallback = charset if _SINGLE_BYTE.match(charset) and charset != "ascii" else "cp1252"
        text = body.decode("utf-8", "cp1252-bytes")
        valid = _MULTIBYTE.findall(body)
        stray = len(body.translate(None, _ASCII)) - sum(map(len, valid))
        if len(valid) > stray:
            return text, "utf-8"
        if fallback == "cp1252":
            return body.decode("cp1252", "cp1252-bytes"), "cp1252"
        return body.decode(fallback, "replace"), fallback
    return text, "utf-8" if charset == "utf-8" or not body.isascii() else charset


_ASCII: Final = bytes(range(128))
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")  # fmt: skip # noqa: E501


def _decode_stray(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as windows-1252; those that are neither vanish."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "ignore"), error.end


codecs.register_error("cp1252-bytes", _decode_stray)


def _repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was once read as windows-1252, where a page is full of it.

    >>> _repair_mojibake("fÃ¼r MaÃŸnahmen fÃ¶rdern â€“ ja")
    'für Maßnahmen fördern – ja'
    >>> _repair_mojibake("Ã¼ allein bleibt")
    'Ã¼ allein bleibt'
    """
    if "Ã" not in text and "â€" not in text:
        return text
    if sum(1 for hit in _MOJIBAKE.finditer(text) if _undo(hit) != hit[0]) < 3:
        return text
    return _MOJIBAKE.sub(_undo, text)


def _undo(hit: re.Match[str]) -> str:
    """One run read again as what it was."""
    try:
        return hit[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return hit[0]


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


def read_words(element: HtmlElement) -> str:
    """An element's words on one line; words of neighbouring blocks are never glued.

    >>> read_words(parse_html("<div><p>02.12.2020</p><p>MKK: <b>Monats</b>meldung</p></div>"))
    '02.12.2020 MKK: Monatsmeldung'
    """
    return fold_spaces("".join(find_words(element)))
