"""The kept part of a page as clean HTML: plain markup, absolute links, nothing that runs."""

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

import nh3
from bs4 import BeautifulSoup
from lxml import etree

from pipelines.blocks import Block, Box, find_boxes

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TAGS: Final = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "strong", "em", "b"),
    *("i", "sub", "sup", "br", "abbr", "cite", "code", "q", "small", "s", "u"),
}
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "abbr": {"title"},
}
_WHOLE: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"}
)
_INLINE: Final = frozenset({"a", "b", "strong", "em", "i", "sub", "sup", "u", "s", "abbr", "q"})


def build_content(kept: list[Block], base_url: str) -> str:
    """The HTML of the kept blocks: whole elements where all of their blocks were kept."""
    if not kept:
        return ""
    html = "".join(_find_fragments(kept))
    if _NEEDS_REWRITING.search(html):
        html = _rewrite(html, base_url)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    ).strip()


def _find_fragments(kept: list[Block]) -> Iterator[str]:
    """Raw HTML, piece by piece; a box is taken whole where nothing in it was left out."""
    indices = {block.index for block in kept}
    done = -1
    waiting: list[Block] = []
    for block in kept:
        if block.index <= done:
            continue
        whole = _find_whole(block, indices)
        if whole is not None:
            yield from _wrap(waiting)
            waiting = []
            done = whole.last
            yield etree.tostring(whole.element, encoding="unicode", method="html", with_tail=False)
        else:
            if waiting and not (waiting[-1].box is block.box and block.breaks == 1):
                yield from _wrap(waiting)
                waiting = []
            waiting.append(block)
    yield from _wrap(waiting)


def _find_whole(block: Block, indices: set[int]) -> Box | None:
    """The outermost element that is plain text markup, begins here and was kept whole."""
    found = None
    for box in find_boxes(block.box):
        if box.first != block.index or not all(
            index in indices for index in range(box.first, box.last + 1)
        ):
            break
        if box.element.tag in _WHOLE:
            found = box
    return found


def _wrap(blocks: list[Block]) -> Iterator[str]:
    """Bare text as a paragraph (or what its markup says), line breaks kept."""
    if not blocks:
        return
    first = blocks[0]
    inner = "<br>".join(_render_runs(block) for block in blocks)
    if first.kind == "heading":
        yield f"<h{max(2, first.level)}>{inner}</h{max(2, first.level)}>"
    elif first.kind == "item":
        yield f"<ul><li>{inner}</li></ul>"
    elif first.kind == "row":
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in first.text.split(" | "))
        yield f"<table><tr>{cells}</tr></table>"
    else:
        yield f"<p>{inner}</p>"


def _render_runs(block: Block) -> str:
    """A block's text nodes with the inline markup around each."""
    pieces = []
    for node, is_tail in block.runs:
        holder: HtmlElement | None = node.getparent() if is_tail else node
        words = escape((node.tail if is_tail else node.text) or "")
        for _ in range(12):
            if holder is None or holder is block.box.element:
                break
            if holder.tag == "a":
                words = f'<a href="{escape(holder.get("href") or "")}">{words}</a>'
            elif holder.tag in _INLINE:
                words = f"<{holder.tag}>{words}</{holder.tag}>"
            holder = holder.getparent()
        pieces.append(words)
    return "".join(pieces).strip()


# Plain paragraphs, lists and tables are right as they stand.
_NEEDS_REWRITING: Final = re.compile(
    r"<(?:a|h1|script|style|template|noscript|button|form|svg)\b|<(?!td|th)[a-z0-9]+[^>]*>\s*</",
    re.IGNORECASE,
)


def _rewrite(html: str, base_url: str) -> str:
    """Absolute links, no heading above the post's own title, no empty elements, no scripts."""
    root = BeautifulSoup(html, "lxml").body
    if root is None:
        return ""
    for tag in root.find_all(name=True):
        if tag.decomposed:
            continue
        name = tag.name
        if name in _SILENT:
            tag.decompose()
        elif name == "a":
            href = _absolute(base_url, str(tag.get("href") or ""))
            if href is None:
                tag.unwrap()
            else:
                tag["href"] = href
        elif name == "h1":
            tag.name = "h2"
        elif name in _FILLED and not tag.get_text(strip=True):
            tag.decompose()
    return root.decode_contents()


_SILENT: Final = frozenset({"script", "style", "template", "noscript", "button", "form", "svg"})
_FILLED: Final = frozenset(
    {"p", "li", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "a", "span", "div", "u"}
)
_SPACES: Final = re.compile(r"[\x00-\x20]+")


def _absolute(base_url: str, href: str) -> str | None:
    """An address that a reader may follow; None where there is none."""
    href = (
        _SPACES.sub("", href)
        if href.lower().lstrip().startswith(("java", "data"))
        else href.strip()
    )
    if not href or href.startswith("#"):
        return None
    try:
        absolute = urljoin(base_url, href)
        scheme = urlsplit(absolute).scheme
    except ValueError:
        return None
    return absolute if scheme in {"http", "https", "mailto", "tel"} else None
