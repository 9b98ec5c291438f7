"""A stored post as an entry: its summary, its whole text, its files and where else it stands."""

import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import quote, unquote, urljoin, urlsplit

import nh3
from attrs import frozen

from feeds.entry import Enclosure, Entry, find_moment
from pipelines.items import Attachment
from store.posts import StoredPost

SUMMARY = 400
"""Characters that a summary has at most."""

_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?…“\"])\s+(?=[A-ZÄÖÜ„\"])")
_ADDRESSES = frozenset({"href", "src", "cite"})
# What an address may hold besides letters and digits: all that RFC 3986 reserves, and `%`.
_OF_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
_MEDIA_TYPE_OF_PDF = "application/pdf"


@frozen(kw_only=True)
class Place:
    """Another place where the same release stands."""

    name: str
    """The source's name."""
    url: str


def write_entry(
    post: StoredPost, *, categories: Iterable[str] = (), places: Iterable[Place] = ()
) -> Entry:
    """Write what readers see of `post`, the same in every feed."""
    return Entry(
        guid=post.guid,
        url=write_address(post.url),
        title=post.title.strip() or post.url,
        summary=summarise(post.teaser or post.text),
        content_html=write_content(post, places),
        published=find_moment(post.published, post.published_at),
        changed=datetime.fromisoformat(post.changed_at or post.first_seen),
        categories=tuple(categories),
        enclosure=next(find_enclosures(post.attachments), None),
    )


def summarise(text: str, limit: int = SUMMARY) -> str:
    """Cut `text` to whole sentences of at most `limit` characters, else to whole words and `…`.

    >>> summarise("Die Quote sinkt.  Sie liegt bei 3,2 Prozent. Das ist gut.", limit=50)
    'Die Quote sinkt. Sie liegt bei 3,2 Prozent.'
    >>> summarise("Arbeitsmarktprogramme wirken", limit=20)
    'Arbeitsmarktprogramm…'
    >>> summarise("Im Odenwaldkreis wirken Programme", limit=20)
    'Im Odenwaldkreis…'
    """
    line = _SPACES.sub(" ", text).strip()
    if len(line) <= limit:
        return line
    head = line[: limit + 1]
    ends = [match.start() for match in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] >= limit // 3:
        return head[: ends[-1]]
    words = head[:limit] if " " not in head else head[: head.rindex(" ")]
    return words.rstrip(" ,;:–-") + "…"


def write_content(post: StoredPost, places: Iterable[Place] = ()) -> str:
    """Write the whole announcement as HTML; every address in it is absolute."""
    return "\n".join(
        part
        for part in (
            _write_body(post),
            _write_files(post.attachments),
            _write_places(places),
        )
        if part
    )


def find_enclosures(attachments: Iterable[Attachment]) -> Iterator[Enclosure]:
    """Files fit to be an enclosure: fetched, so that type and length are true; PDFs first."""
    for file in sorted(attachments, key=lambda file: file.media_type != _MEDIA_TYPE_OF_PDF):
        if file.media_type and file.bytes:
            yield Enclosure(
                url=write_address(file.url), media_type=file.media_type, length=file.bytes
            )


def write_address(url: str) -> str:
    """Write what no address may hold in its percent form; whatever is sound stays as linked.

    >>> write_address("http://amt.example/?tx_news[news]=1&cHash=a%20b")
    'http://amt.example/?tx_news[news]=1&cHash=a%20b'
    >>> write_address("http://amt.example/Zahlen für März.pdf")
    'http://amt.example/Zahlen%20f%C3%BCr%20M%C3%A4rz.pdf'
    """
    return quote(url.strip(), safe=_OF_ADDRESSES, errors="replace")


def format_size(size: int) -> str:
    """Say a file's size as German readers expect it.

    >>> format_size(900), format_size(394_240), format_size(1_572_864)
    ('1 kB', '394 kB', '1,6 MB')
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _write_body(post: StoredPost) -> str:
    """The kept HTML; where a source gave none, the text's own blocks and lines."""
    if post.content_html.strip():
        return _sanitise(post.content_html, post.url)
    blocks = html.escape(post.text, quote=False).split("\n\n")
    lines = [block.strip().replace("\n", "<br>") for block in blocks]
    return "\n".join(f"<p>{line}</p>" for line in lines if line)


def _sanitise(markup: str, url: str) -> str:
    """Let through what is harmless in any reader, addresses made absolute.

    The store holds it like this already; a feed is read by programs we don't know, so the border
    is guarded on both sides.
    """

    def resolve(_tag: str, attribute: str, value: str) -> str | None:
        if attribute not in _ADDRESSES:
            return value
        try:
            absolute = urljoin(url, value.strip())
            scheme = urlsplit(absolute).scheme
        except ValueError:  # no address at all, as `http://[`
            return None
        return write_address(absolute) if scheme in {"http", "https", "mailto", "tel"} else None

    return nh3.clean(markup, attribute_filter=resolve, link_rel=None).strip()


def _write_files(attachments: Iterable[Attachment]) -> str:
    """All files: feeds carry one enclosure only, and readers hide it well."""
    lines = "\n".join(_write_file(file) for file in attachments)
    return f"<p>Dateien:</p>\n<ul>\n{lines}\n</ul>" if lines else ""


def _write_file(file: Attachment) -> str:
    name = file.title.strip() or unquote(urlsplit(file.url).path.rpartition("/")[2]) or file.url
    size = format_size(file.bytes) if file.bytes else file.size_stated
    kind = "PDF" if file.media_type == _MEDIA_TYPE_OF_PDF else None
    told = ", ".join(part for part in (kind, size) if part)
    says = html.escape(f" ({told})" if told else "", quote=False)
    return f"<li>{_write_link(file.url, name)}{says}</li>"


def _write_places(places: Iterable[Place]) -> str:
    links = [_write_link(place.url, place.name) for place in places]
    return f"<p>Auch erschienen bei: {', '.join(links)}.</p>" if links else ""


def _write_link(url: str, words: str) -> str:
    return f'<a href="{html.escape(write_address(url))}">{html.escape(words, quote=False)}</a>'
