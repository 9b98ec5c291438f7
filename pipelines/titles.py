"""The title of an entry: a heading, a link's words, or what stands where titles stand."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from pipelines.document import HEADINGS
from pipelines.entries import DayFound, Entry
from pipelines.lines import find_lines, is_day_line
from pipelines.outline import Link, Node, Outline
from pipelines.title_words import cut_title
from pipelines.wording import says_more

_TITLE_NAMES: Final = re.compile(
    r"(?:^|[-_ ])(?:title|titel|headline|ueberschrift|heading|hl|header|betreff)(?:$|[-_ ])"
)
KICKER_NAMES: Final = re.compile(
    r"(?:^|[-_ ])(?:kicker|dachzeile|topline|spitzmarke|rubrik|category|kategorie|categories|"
    r"eyebrow|overline|roofline|stichwort|ort|place|subject)(?:$|[-_ ])"
)
_DAY_LEADS: Final = re.compile(
    r"[\s\xa0]{0,3}(?:Uhr)?[\s\xa0]{0,3}[:|–—•·-]{1,2}[\s\xa0]{1,3}|[\s\xa0]{0,3}:?[\s\xa0]{1,3}"
)
_DAY_ENDS: Final = re.compile(r"[\s\xa0]{0,3}[,|–—•·(\[-]{0,2}[\s\xa0]{0,3}(?:vom[\s\xa0])?\Z")

_DEEPEST_BOX: Final = 4
"""How many boxes lie around the title of a card that is made of spans."""


def find_title(
    outline: Outline,
    entry: Entry,
    inside: Sequence[Link],
    day: DayFound | None,
    labels: Collection[str] = (),
) -> tuple[int, int]:
    """The pieces that are the title; `labels` are links' words that most entries share."""
    if entry.whole:
        return entry.link.node.start, entry.link.node.end
    own = [link for link in inside if link.url == entry.link.url] or [entry.link]
    # A heading around or inside a link to the post.
    for link in own:
        heading = _heading_with(outline, link, entry)
        if heading is not None:
            return heading
    spoken = [
        link
        for link in own
        if not says_more(_words(outline, link.node.start, link.node.end, day))
        and link.words not in labels
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
    groups = find_lines(outline, link.node.start, link.node.end)
    if not groups:
        return _find_named_title(outline, entry) or (link.node.start, link.node.end)
    if len(groups) == 1:
        groups = _parts_of(outline, link)
    if len(groups) == 1:
        return groups[0]
    named = (
        (node.start, node.end)
        for node in outline.nodes_in(link.node)[1:]
        if node.end > node.start and _TITLE_NAMES.search(names_of(node))
    )
    bold = (line for line in groups if _is_bold(outline, line, link))
    for span in (*named, *bold):
        if not is_day_line(outline, span, day):
            return span
    return _choose_line(outline, groups, link, day)


def _is_bold(outline: Outline, line: tuple[int, int], link: Link) -> bool:
    """Whether a line of a link has bold words."""
    return any(
        node.tag in {"strong", "b"}
        for piece in outline.pieces[slice(*line)]
        for node in _up_to(piece.node, link.node)
    )


def _choose_line(
    outline: Outline, lines: Sequence[tuple[int, int]], link: Link, day: DayFound | None
) -> tuple[int, int]:
    """The first line of a card that is neither day nor kicker."""
    kept = [line for line in lines if not is_day_line(outline, line, day)]
    if not kept:
        return link.node.start, link.node.end
    words = outline.text(*kept[0])
    short = len(words) <= 40 and words.count(" ") <= 2
    if short and len(kept) > 1 and len(outline.text(*kept[1])) > len(words):
        return kept[1]
    return kept[0]


def _parts_of(outline: Outline, link: Link) -> list[tuple[int, int]]:
    """The boxes that a link's words stand in, where all of them stand in some."""
    boxes = [link.node]
    for _ in range(_DEEPEST_BOX):
        opened = [part for box in boxes for part in _open_box(outline, box)]
        if opened == boxes:
            break
        boxes = opened
    return [(box.start, box.end) for box in boxes]


def _open_box(outline: Outline, box: Node) -> list[Node]:
    """The boxes in a box, where all of its words stand in some; else itself."""
    if box.tag not in {"a", "span"}:
        return [box]
    parts = [
        node for node in outline.nodes_in(box)[1:] if node.parent is box and node.end > node.start
    ]
    boxed = sum(node.end - node.start for node in parts) == box.end - box.start
    return parts if parts and boxed else [box]


def _find_named_title(outline: Outline, entry: Entry) -> tuple[int, int] | None:
    """An element of the entry that its class calls the title."""
    for position in range(entry.start, entry.end):
        for node in outline.pieces[position].node.climb(3):
            if (
                node.start >= entry.start
                and node.end <= entry.end
                and _TITLE_NAMES.search(names_of(node))
                and not KICKER_NAMES.search(names_of(node))
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
                and not is_day_line(outline, (node.start, node.end), day)
                and len(outline.text(node.start, node.end)) >= 8
            ):
                return node.start, node.end
            position += 1
        if wanted is HEADINGS and (named_title := _find_named_title(outline, entry)) is not None:
            return named_title
    named = [
        (start, end)
        for start, end in find_lines(outline, entry.start, entry.end)
        if not is_day_line(outline, (start, end), day) and not says_more(outline.text(start, end))
    ]
    label = entry.link.words  # of a link without words of its own: "Beitrag: Quote sinkt"
    told = [line for line in named if len(text := outline.text(*line)) >= 8 and text in label]
    return next(iter([*told, *named]), (entry.link.node.start, entry.link.node.end))


def _outer_of(node: Node, tags: frozenset[str] | set[str], entry: Entry) -> Node | None:
    for outer in node.climb():
        if outer.start < entry.start or outer.end > entry.end:
            return None
        if outer.tag in tags:
            return outer
    return None


def read_title(outline: Outline, entry: Entry, span: tuple[int, int], day: DayFound | None) -> str:
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
    return cut_title(title.strip())


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


def _words(outline: Outline, start: int, end: int, day: DayFound | None) -> str:
    """A stretch's words; empty where it is only the day."""
    return "" if is_day_line(outline, (start, end), day) else outline.text(start, end)


def names_of(node: Node) -> str:
    """What class and itemprop call an element."""
    return f"{node.element.get('class') or ''} {node.element.get('itemprop') or ''}".lower()


def _up_to(node: Node, last: Node) -> Iterator[Node]:
    for outer in node.climb():
        yield outer
        if outer is last:
            return
