"""What an entry of a listing says of its post: title, day, kicker, teaser, files."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from pipelines.entries import DayFound, Entry
from pipelines.entry_days import find_entry_days
from pipelines.items import Attachment
from pipelines.lines import BYLINE, find_lines, is_day_line
from pipelines.outline import Link, Outline, join_pieces
from pipelines.titles import KICKER_NAMES, find_title, names_of, read_title
from pipelines.wording import is_document, is_event_section, says_more

_ROUND_LABEL: Final = " |:·•–,-\xa0"
_SIZE: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,3})*[ \xa0]?(?:[kKMG]i?B(?:yte)?|Bytes?)\b")


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
    often = Counter(entry.link.words for entry in entries if not entry.whole)
    labels = {words for words, count in often.items() if count > max(1, len(entries) // 2)}
    return [
        _read_entry(outline, entry, day, links, labels)
        for entry, day in zip(entries, days, strict=True)
    ]


class _LinksOf:
    """The links inside a stretch of pieces."""

    def __init__(self, outline: Outline) -> None:
        self.links = outline.links
        self.pieces = outline.pieces
        self.starts = [link.node.start for link in outline.links]

    def between(self, start: int, end: int) -> list[Link]:
        first = bisect_left(self.starts, start)
        return [
            link
            for link in self.links[first : bisect_right(self.starts, end)]
            if link.node.end <= end and self._is_within(link, start, end)
        ]

    def _is_within(self, link: Link, start: int, end: int) -> bool:
        """Whether a link that shows but a picture, between two stretches, belongs to this one."""
        place = link.node.start
        if link.node.end > place or start < place < end:
            return place < end
        before = self._find_depth(link, place - 1)
        behind = self._find_depth(link, place)
        return before >= behind if place == end else behind > before

    def _find_depth(self, link: Link, place: int) -> int:
        """How deep the innermost element lies that is around a link and a piece of text."""
        if not 0 <= place < len(self.pieces):
            return -1
        node = self.pieces[place].node
        return next((outer.depth for outer in link.node.climb() if outer.holds(node)), -1)


def _read_entry(
    outline: Outline, entry: Entry, day: DayFound | None, links: _LinksOf, labels: set[str]
) -> EntryReading:
    inside = links.between(entry.start, entry.end)
    title_span = find_title(outline, entry, inside, day, labels)
    title = read_title(outline, entry, title_span, day)
    return EntryReading(
        title=title,
        day=day,
        kicker=_find_kicker(outline, entry, title_span, day, title),
        teaser="" if entry.whole else _find_teaser(outline, entry, title_span, day),
        attachments=_find_attachments(outline, entry, inside),
    )


def _find_kicker(
    outline: Outline, entry: Entry, title: tuple[int, int], day: DayFound | None, words: str
) -> str:
    """The short line right above the title."""
    for start, end in reversed(find_lines(outline, entry.start, title[0])):
        text = outline.text(start, end).strip(_ROUND_LABEL)
        if not text or says_more(text):
            continue
        if is_day_line(outline, (start, end), day):
            label = "" if day is None else text.replace(day.words, "").strip(_ROUND_LABEL)
            if is_event_section(label):
                return label
            continue
        if len(text) > 60 or text == words or BYLINE.match(text):
            return ""
        if day is not None and day.words in text:
            text = text.replace(day.words, "").strip(_ROUND_LABEL)
            if not any(char.isalpha() for char in text) or BYLINE.match(text):
                continue
        return text if any(char.isalpha() for char in text) else ""
    for position in range(entry.start, entry.end):
        node = outline.pieces[position].node
        if not title[0] <= position < title[1] and KICKER_NAMES.search(names_of(node)):
            return outline.text(node.start, node.end)[:60].removeprefix("Kategorie: ")
    return ""


def _find_teaser(
    outline: Outline, entry: Entry, title: tuple[int, int], day: DayFound | None
) -> str:
    """The paragraph that opens the post; none where the listing shows whole posts."""
    long = []
    for start, end in find_lines(outline, title[1], entry.end) or ():
        text = _teaser_words(outline, start, end)
        if (
            len(text) >= 30
            and not BYLINE.match(text)
            and not _is_linked(outline, entry, start, end)
            and not is_day_line(outline, (start, end), day)
        ):
            long.append(text)
    if not long:
        for start, end in find_lines(outline, entry.start, title[0]):
            text = _teaser_words(outline, start, end)
            if len(text) >= 60 and not is_day_line(outline, (start, end), day):
                return text
        return ""
    return "" if len(long) > 2 else long[0]


def _is_linked(outline: Outline, entry: Entry, start: int, end: int) -> bool:
    """Whether links to other things than the post are much of a line: author, subject, comments."""
    linked = total = 0
    for piece in outline.pieces[start:end]:
        link = piece.link
        total += len(piece.text)
        if link is not None and (link.url != entry.link.url or link.fragment):
            linked += len(piece.text)
    return linked * 5 > total * 2


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
