"""What an entry of a listing says of its post: title, day, kicker, teaser, files."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from pipelines.entries import Entry
from pipelines.entry_days import DayFound, find_entry_days
from pipelines.items import Attachment
from pipelines.outline import HEADINGS, Link, Node, Outline, block_of, join_pieces
from pipelines.wording import is_document, says_more

LONGEST_TITLE: Final = 500
"""Code points; a "title" beyond this is a teaser that somebody put into a link."""

_SIZE: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,3})*[ \xa0]?(?:[kKMG]i?B(?:yte)?|Bytes?)\b")
_TITLE_NAMES: Final = re.compile(
    r"(?:^|[-_ ])(?:title|titel|headline|ueberschrift|heading|hl|header|betreff)(?:$|[-_ ])"
)
_KICKER_NAMES: Final = re.compile(
    r"(?:^|[-_ ])(?:kicker|dachzeile|topline|spitzmarke|rubrik|category|kategorie|categories|"
    r"eyebrow|overline|roofline|stichwort|ort|place|subject)(?:$|[-_ ])"
)
_BYLINE: Final = re.compile(
    r"(?:von|by|autor(?:in)?|redaktion|geschrieben von|gespeichert von|erstellt von|verfasst von|"
    r"author|posted (?:on|by|in)|published|veröffentlicht|created|kategorien?|category|categories|"
    r"filed under|posted in|uhr|tags?|schlagwörter|schlagworte|dieser beitrag wurde|lesezeit|\d+ (?:min|minute))\b",
    re.IGNORECASE,
)
_DAY_LEADS: Final = re.compile(
    r"[\s\xa0]{0,3}(?:Uhr)?[\s\xa0]{0,3}[:|–—•·-]{1,2}[\s\xa0]{1,3}|[\s\xa0]{0,3}:?[\s\xa0]{1,3}"
)
_DAY_ENDS: Final = re.compile(r"[\s\xa0]{0,3}[,|–—•·(\[-]{0,2}[\s\xa0]{0,3}(?:vom[\s\xa0])?\Z")


@frozen(kw_only=True)
class EntryReading:
    """What one entry says."""

    title: str
    day: DayFound | None
    kicker: str
    teaser: str
    attachments: tuple[Attachment, ...]


def read_entries(outline: Outline, entries: Sequence[Entry]) -> list[EntryReading]:
    """Read the entries of one listing together: what they share shows what each part means."""
    days = find_entry_days(outline, entries)
    links = _LinksOf(outline)
    return [
        _read_entry(outline, entry, day, links) for entry, day in zip(entries, days, strict=True)
    ]


class _LinksOf:
    """The links inside a stretch of pieces."""

    def __init__(self, outline: Outline) -> None:
        self.links = outline.links
        self.starts = [link.node.start for link in outline.links]

    def between(self, start: int, end: int) -> list[Link]:
        first = bisect_left(self.starts, start)
        return [
            link
            for link in self.links[first : bisect_left(self.starts, end)]
            if link.node.end <= end
        ]


def _read_entry(
    outline: Outline, entry: Entry, day: DayFound | None, links: _LinksOf
) -> EntryReading:
    inside = links.between(entry.start, entry.end)
    title_span = _find_title(outline, entry, inside, day)
    title = _read_title(outline, entry, title_span, day)
    return EntryReading(
        title=title,
        day=day,
        kicker=_find_kicker(outline, entry, title_span, day, title),
        teaser="" if entry.whole else _find_teaser(outline, entry, title_span, day),
        attachments=_find_attachments(outline, entry, inside),
    )


# -- title ----------------------------------------------------------------------------------------


def _find_title(
    outline: Outline, entry: Entry, inside: Sequence[Link], day: DayFound | None
) -> tuple[int, int]:
    """The pieces that are the title."""
    if entry.whole:
        return entry.link.node.start, entry.link.node.end
    own = [link for link in inside if link.url == entry.link.url] or [entry.link]
    # A heading around or inside a link to the post.
    for link in own:
        heading = _heading_with(outline, link, entry)
        if heading is not None:
            return heading
    spoken = [
        link for link in own if not says_more(_words(outline, link.node.start, link.node.end, day))
    ]
    if spoken:
        best = max(spoken, key=lambda link: (min(len(link.words), 40), -link.node.start))
        return _title_in_link(outline, entry, best, day)
    return _title_beside_link(outline, entry, day)


def _heading_with(outline: Outline, link: Link, entry: Entry) -> tuple[int, int] | None:
    for step, node in enumerate(link.node.climb()):
        if step > 4 or node.start < entry.start or node.end > entry.end:
            break
        if node.tag in HEADINGS:
            # A heading may hold date and kicker beside the link; the link alone is the title.
            if not says_more(link.words):
                return _inner_span(outline, link)
            return node.start, node.end
    for node in outline.nodes_in(link.node):
        if node.tag in HEADINGS and node.end > node.start:
            return node.start, node.end
    return None


def _inner_span(outline: Outline, link: Link) -> tuple[int, int]:
    """The link's pieces, or those of a heading in it."""
    for node in outline.nodes_in(link.node):
        if node.tag in HEADINGS and node.end > node.start:
            return node.start, node.end
    return link.node.start, link.node.end


def _title_in_link(
    outline: Outline, entry: Entry, link: Link, day: DayFound | None
) -> tuple[int, int]:
    """The title among the words of a link, which may wrap a whole card."""
    groups = _groups(outline, link.node.start, link.node.end)
    if not groups:
        return _find_named_title(outline, entry) or (link.node.start, link.node.end)
    if len(groups) == 1:
        groups = _parts_of(outline, link)
    if len(groups) == 1:
        return groups[0]
    named = [
        node
        for node in outline.nodes_in(link.node)
        if node is not link.node and node.end > node.start and _TITLE_NAMES.search(_names(node))
    ]
    for node in named:
        if not _only_day(outline, (node.start, node.end), day):
            return node.start, node.end
    groups = [group for group in groups if not _only_day(outline, group, day)]
    if not groups:
        return link.node.start, link.node.end
    for start, end in groups:
        if any(
            node.tag in {"strong", "b"} and node.end > node.start
            for piece in outline.pieces[start:end]
            for node in _up_to(piece.node, link.node)
        ):
            return start, end
    first, *rest = groups
    words = outline.text(*first)
    if (
        rest
        and len(words) <= 40
        and words.count(" ") <= 2
        and len(outline.text(*rest[0])) > len(words)
    ):
        return rest[0]
    return first


def _parts_of(outline: Outline, link: Link) -> list[tuple[int, int]]:
    """The boxes that a link's words stand in, where all of them stand in some."""
    parts = [
        (node.start, node.end)
        for node in outline.nodes_in(link.node)[1:]
        if node.parent is link.node and node.end > node.start
    ]
    boxed = sum(end - start for start, end in parts) == link.node.end - link.node.start
    return parts if boxed else [(link.node.start, link.node.end)]


def _find_named_title(outline: Outline, entry: Entry) -> tuple[int, int] | None:
    """An element of the entry that its class calls the title."""
    for position in range(entry.start, entry.end):
        for node in outline.pieces[position].node.climb(3):
            if (
                node.start >= entry.start
                and node.end <= entry.end
                and _TITLE_NAMES.search(_names(node))
                and not _KICKER_NAMES.search(_names(node))
            ):
                return node.start, node.end
    return None


def _title_beside_link(outline: Outline, entry: Entry, day: DayFound | None) -> tuple[int, int]:
    """The title of an entry whose link only says "mehr": a heading, bold words, the first ones."""
    for wanted in (HEADINGS, {"strong", "b", "dt", "summary", "legend", "figcaption"}):
        position = entry.start
        while position < entry.end:
            piece = outline.pieces[position]
            node = _outer_of(piece.node, wanted, entry)
            if (
                node is not None
                and not _only_day(outline, (node.start, node.end), day)
                and len(outline.text(node.start, node.end)) >= 8
            ):
                return node.start, node.end
            position += 1
        if wanted is HEADINGS and (named_title := _find_named_title(outline, entry)) is not None:
            return named_title
    named = [
        (start, end)
        for start, end in _groups(outline, entry.start, entry.end)
        if not _only_day(outline, (start, end), day) and not says_more(outline.text(start, end))
    ]
    return named[0] if named else (entry.link.node.start, entry.link.node.end)


def _outer_of(node: Node, tags: frozenset[str] | set[str], entry: Entry) -> Node | None:
    for outer in node.climb():
        if outer.start < entry.start or outer.end > entry.end:
            return None
        if outer.tag in tags:
            return outer
    return None


def _read_title(outline: Outline, entry: Entry, span: tuple[int, int], day: DayFound | None) -> str:
    """The title's words, without the day in it, and whole where the page shows it cut."""
    title = outline.text(*span) or outline.text(*span, hidden=True)
    if day is not None and day.piece is not None and span[0] <= day.piece < span[1]:
        title = _cut_day(title, day.words)
    if not title:
        title = entry.link.title or _alternative(entry.link)
    if title.endswith(("…", "...")):
        begun = title.rstrip("….").rstrip()
        if len(entry.link.title) > len(begun) and entry.link.title.startswith(begun):
            title = entry.link.title
    return title[:LONGEST_TITLE].strip()


def _cut_day(title: str, words: str) -> str:
    """Take an entry's day from its title: `02.12.2020: Titel`, `Titel (02.12.2020)`.

    >>> _cut_day("02.12.2020: MKK: Quote sinkt", "02.12.2020")
    'MKK: Quote sinkt'
    >>> _cut_day("Quote sinkt (02.12.2020)", "02.12.2020")
    'Quote sinkt'
    """
    start = title.find(words)
    if start < 0:
        return title
    head, tail = title[:start], title[start + len(words) :]
    if not any(char.isalnum() for char in head):
        separator = _DAY_LEADS.match(tail)
        rest = tail[separator.end() if separator else 0 :].lstrip(" )]:|–-\xa0")
        return rest or title
    if not any(char.isalnum() for char in tail):
        cut = _DAY_ENDS.search(head)
        return head[: cut.start() if cut else len(head)].rstrip() or title
    return title


def _alternative(link: Link) -> str:
    """What a link without words is called: its label, or its picture's."""
    label = link.node.element.get("aria-label")
    image = next(link.node.element.iter("img"), None)
    return str(label or (image is not None and image.get("alt")) or "").strip()


# -- kicker, teaser, files ------------------------------------------------------------------------


def _find_kicker(
    outline: Outline, entry: Entry, title: tuple[int, int], day: DayFound | None, words: str
) -> str:
    """The short line right above the title."""
    for start, end in reversed(_groups(outline, entry.start, title[0])):
        text = outline.text(start, end).strip(" |:·•–-\xa0")
        if not text or _only_day(outline, (start, end), day) or says_more(text):
            continue
        if len(text) > 60 or text == words or _BYLINE.match(text):
            return ""
        if day is not None and day.words in text:
            text = text.replace(day.words, "").strip(" |:·•–,-\xa0")
            if not any(char.isalpha() for char in text) or _BYLINE.match(text):
                continue
        return text if any(char.isalpha() for char in text) else ""
    for position in range(entry.start, entry.end):
        node = outline.pieces[position].node
        if not title[0] <= position < title[1] and _KICKER_NAMES.search(_names(node)):
            return outline.text(node.start, node.end)[:60].removeprefix("Kategorie: ")
    return ""


def _find_teaser(
    outline: Outline, entry: Entry, title: tuple[int, int], day: DayFound | None
) -> str:
    """The paragraph that opens the post; none where the listing shows whole posts."""
    long = []
    for start, end in _groups(outline, title[1], entry.end) or ():
        text = _teaser_words(outline, start, end)
        if (
            len(text) >= 30
            and not _BYLINE.match(text)
            and not _only_day(outline, (start, end), day)
        ):
            long.append(text)
    if not long:
        for start, end in _groups(outline, entry.start, title[0]):
            text = _teaser_words(outline, start, end)
            if len(text) >= 60 and not _only_day(outline, (start, end), day):
                return text
        return ""
    return "" if len(long) > 2 else long[0]


def _teaser_words(outline: Outline, start: int, end: int) -> str:
    """The words of a paragraph without the "mehr" at its end."""
    pieces = outline.pieces[start:end]
    while (
        pieces
        and (pieces[-1].link is not None or len(pieces[-1].text) < 3)
        and (says_more(pieces[-1].text) or pieces[-1].hidden)
    ):
        pieces = pieces[:-1]
    return join_pieces(piece for piece in pieces if not piece.hidden)


def _find_attachments(
    outline: Outline, entry: Entry, inside: Sequence[Link]
) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for link in inside:
        if link.url == entry.link.url or not is_document(link.url):
            continue
        words = outline.text(link.node.start, link.node.end)
        after = outline.text(link.node.end, min(link.node.end + 2, entry.end))
        size = _SIZE.search(f"{words} {after[:60]}")
        if link.url in found and says_more(words):
            continue
        name = link.url.rsplit("/", 1)[-1]
        found.setdefault(
            link.url,
            Attachment(url=link.url, title=words or name, size_stated=size[0] if size else None),
        )
    return tuple(found.values())


# -- pieces ---------------------------------------------------------------------------------------


def _groups(outline: Outline, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of pieces that stand in one block, or in one inline box of their own kind."""
    groups: list[tuple[int, int]] = []
    before: Node | None = None
    for position in range(start, end):
        piece = outline.pieces[position]
        if piece.hidden or not any(char.isalnum() for char in piece.text):
            if groups and groups[-1][1] == position:
                groups[-1] = (groups[-1][0], position + 1)
            continue
        block = block_of(piece.node)
        if groups and groups[-1][1] == position and block is before and not piece.broken:
            groups[-1] = (groups[-1][0], position + 1)
        else:
            groups.append((position, position + 1))
        before = block
    return groups


def _only_day(outline: Outline, span: tuple[int, int], day: DayFound | None) -> bool:
    """Whether a stretch is the entry's day and little else."""
    if day is None:
        return False
    if day.piece is None or not span[0] <= day.piece < span[1]:
        return False
    text = outline.text(*span)
    rest = text.replace(day.words, "", 1).strip(" \xa0|,.:–-·•")
    return len(rest) <= 25 or (len(rest) <= 80 and _BYLINE.match(rest) is not None)


def _words(outline: Outline, start: int, end: int, day: DayFound | None) -> str:
    """A stretch's words; empty where it is only the day."""
    return "" if _only_day(outline, (start, end), day) else outline.text(start, end)


def _names(node: Node) -> str:
    return f"{node.element.get('class') or ''} {node.element.get('itemprop') or ''}".lower()


def _up_to(node: Node, last: Node) -> Iterator[Node]:
    for outer in node.climb():
        yield outer
        if outer is last:
            return
