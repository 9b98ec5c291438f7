"""The days that a page shows: by its title, behind its text, in elements made for machines."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import evolve

from pipelines.blocks import Block, Box, Layout, Stamp, find_boxes, parts_within
from pipelines.day_candidates import ELSEWHERE, Candidate, Region, build_candidate
from pipelines.day_labels import REACH, RELEASE_WORD, Label, find_label, says_release
from pipelines.days import find_days, read_day, read_stamp, shows_day
from pipelines.frame import Frame
from pipelines.title_words import holds_title, is_same_title
from pipelines.wordlists import PART

_TITLE_REACH: Final = 6
"""Blocks; a stamp stands no further above its title."""
_LONGEST_LABEL: Final = 40
_LABEL_ALONE: Final = re.compile(r".*:|\w+")
_MOST_IN_BYLINE: Final = 12
"""Blocks: author, day, subject, tools."""
_SENTENCE_END: Final = re.compile(r"[^\W\d_]{3,}[.!?][“\"»)]?\Z")
# "Hofheim, 3. Dezember 2024. –" or "Fulda (12.03.2021):" at the beginning of a text.
_PLACE: Final = re.compile(r"(?:\(?[^\W\d_][^.!?:\d]{1,50}?[,/( –-]{1,3}(?:den\ )?)?\Z")
_WEEKDAY: Final = re.compile(r"(?:(?i:mo|di|mi|do|fr|sa|so)[^\W\d_]{0,8}[.,]{0,2}[\s\xa0]+)?")
_AFTER_ALONE: Final = re.compile(r"[\s\xa0]*(?:Uhr[\s\xa0]*)?(?:[|·•–/-].{0,40})?\Z")
_AFTER_PLACE: Final = re.compile(r"[\s\xa0]*(?:\)|\.|:|–|-|—|/|\||\Z)")

Found = tuple[int, Candidate | None]
"""The index of a line that is no text of the post (-1: it is), and the day it tells."""


# -- elements for machines ------------------------------------------------------------------------


def find_in_stamps(layout: Layout, updated: set[date], region: Region) -> Iterator[Candidate]:
    """`<time>`, microdata and RDFa; days that are called a change are added to `updated`."""
    seen: set[date] = set()
    stamps = [s for s in layout.stamps if not _is_elsewhere(layout.blocks, s.box, region)]
    behind = {stamp.words[:10] for stamp in stamps if stamp.index >= region.end}
    for stamp in stamps:
        reading = read_stamp(stamp.words)
        if reading is None or reading.published in seen:
            continue
        label = _find_stamp_label(stamp, layout.blocks, reading.published)
        if label == "updated":
            updated.add(reading.published)
        weight = _weigh_stamp(stamp, region, is_list=len(behind) > 2)
        if label in {"updated", "event"} or weight == 0.0:
            continue
        if seen and weight < 4.5:
            weight = min(weight, 1.0)  # a second stamp is a change, an event, another post
        seen.add(reading.published)
        if stamp.words.endswith("T12:00:00Z"):  # how Drupal stores a day without a time
            reading = evolve(reading, published_at=None)
        said = label == "published"
        yield build_candidate(reading, weight, "time element", "article", said=said)


def _says_published(stamp: Stamp) -> bool:
    """Whether an element's names call it the day of publication."""
    return any(name in stamp.names for name in ("published", "created", "issued", "pubdate"))


def _weigh_stamp(stamp: Stamp, region: Region, *, is_list: bool) -> float:
    """What a stamp counts by where it stands; 0: it is not the post's."""
    if _says_published(stamp):
        return 4.5
    title = region.title
    if title is not None and title - _TITLE_REACH <= stamp.index <= max(region.start, title + 1):
        return 3.5
    if region.end <= stamp.index <= region.end + 10 and not is_list:
        return 2.5
    return 0.0  # a day that the text names, or another post's


def _find_stamp_label(stamp: Stamp, blocks: list[Block], day: date) -> Label | None:
    """What a stamp's own names, or the words before its day, call it."""
    names = stamp.names
    if not _says_published(stamp):
        if any(name in names for name in ("modified", "updated", "update ")):
            return "updated"
        if any(name in names for name in ("dtstart", "dtend", "enddate", "startdate", "birth")):
            return "event"
    if stamp.index < len(blocks) and len(blocks[stamp.index].text) <= 400:
        text = blocks[stamp.index].text
        for reading in find_days(text):
            if reading.published == day:
                label = find_label(text[max(0, reading.start - REACH) : reading.start])
                return label or ("published" if _says_published(stamp) else None)
    return "published" if _says_published(stamp) else None


# -- lines ----------------------------------------------------------------------------------------


def find_in_lines(blocks: list[Block], frame: Frame, region: Region) -> Iterator[Found]:
    """The lines around the post that show a day, and the release's own line in it."""
    for block in _lines_by_title(blocks, region):
        # Lines of days repeat by chance, so only the whole line makes it the frame's.
        if not frame.shares(block.fingerprint()) and not _is_elsewhere(blocks, block.box, region):
            yield from _read_line(blocks, block, region)
    for block in blocks[region.start : region.start + 1]:
        if _is_day_alone(block.text):
            yield from _read_line(blocks, block, region)
        yield from _read_dateline(block)
    for block in blocks[region.start : region.end + 25]:
        found = list(_read_labelled(blocks, block))
        if found and not (
            _is_elsewhere(blocks, block.box, region) or frame.shares(block.fingerprint())
        ):
            yield from found


def _is_elsewhere(blocks: list[Block], box: Box | None, region: Region) -> bool:
    """Whether a box stands in a part of the page whose days are others'.

    Author, day and subject beside the title are the post's, though they be drawn as a column: it
    is short, and shows one day.
    """
    boxes = [one for one in find_boxes(box) if id(one) not in region.around]
    columns = [one for one in boxes if one.parts & ELSEWHERE]
    if not columns:
        return False
    if any(one.parts & ELSEWHERE & ~PART["side"] for one in columns):
        return True
    inside = blocks[columns[-1].first : columns[-1].last + 1]
    return (
        not any(one.parts & PART["meta"] for one in boxes)
        or len(inside) > _MOST_IN_BYLINE
        or sum(shows_day(one.text) for one in inside) > 1
    )


def _lines_by_title(blocks: list[Block], region: Region) -> Iterator[Block]:
    """The lines above a title, nearest first, the title and what stands before the text."""
    title, start = region.title, region.start
    if title is None:
        yield from blocks[max(0, start - 5) : start]
        return
    words = blocks[title].text
    for block in reversed(blocks[max(0, title - 4) : title]):
        text = block.text
        if is_same_title(text, words) or (len(words) > 12 and holds_title(text, words)):
            continue  # a breadcrumb: a title may name any day
        is_heading = block.kind == "heading" and not _is_day_alone(text)
        if len(text) > 120 or is_heading or _SENTENCE_END.search(text):
            break
        if block.link_share > 0.6 and len(text) > 25 and read_day(text) is None:
            break  # another entry's title: what stands above is not this one's
        yield block
    yield from blocks[title : max(start, title + 1)]


def _is_day_alone(text: str) -> bool:
    """Whether a line is a day, perhaps with its weekday, a clock time or a subject behind a bar.

    >>> [_is_day_alone(text) for text in ("Mi., 5. Mai 2021", "05.05.2021 | Presse", "Am 5.5.2021")]
    [True, True, False]
    """
    day = read_day(text[:80])
    return (
        day is not None
        and _WEEKDAY.fullmatch(text[: day.start]) is not None
        and _AFTER_ALONE.match(text, day.end) is not None
    )


def _is_caption(block: Block, region: Region) -> bool:
    """Whether a line says what a picture shows; a day alone right behind the title does not."""
    if not parts_within(block.box, region.around) & PART["caption"]:
        return False
    behind = region.title is not None and block.index == region.title + 1
    return not (behind and _is_day_alone(block.text))


def _read_line(blocks: list[Block], block: Block, region: Region) -> Iterator[Found]:
    """The days of a short line by the title; the first that is neither a change nor an event."""
    text = block.text
    if block.index == region.title or _is_caption(block, region):
        return  # a title may name any day
    if len(text) > 200 or (len(text) > 90 and _SENTENCE_END.search(text)):
        return
    above = region.title is not None and block.index < region.title
    weight = 2.6 if region.title is None else 3.2 if above else 3.8
    taken = False
    for reading in find_days(text):
        label = find_label(_find_words_before(blocks, block, reading.start))
        if label in {"updated", "event"}:
            yield block.index, None
        elif label == "state":
            yield block.index, build_candidate(reading, 1.5, "words by the title", "article")
        elif not taken and (label or len(text) - len(reading.quote) <= 60):
            taken = True
            said = label == "published"
            strength = weight + (0.8 if said else 0.0)
            day = build_candidate(reading, strength, "words by the title", "article", said=said)
            yield block.index, day


def _find_words_before(blocks: list[Block], block: Block, start: int) -> str:
    """The words before a day that begins at `start`: on its line, or in an element above it."""
    if start > 0 or block.index == 0:
        return block.text[max(0, start - REACH) : start]
    above = blocks[block.index - 1]
    beside = above.box.parent in {block.box, block.box.parent} or above.box is block.box.parent
    is_label = len(above.text) <= _LONGEST_LABEL and _LABEL_ALONE.fullmatch(above.text)
    return f"{above.text.rstrip(': ')} " if beside and is_label else ""


def _read_labelled(blocks: list[Block], block: Block) -> Iterator[Found]:
    """A day with its label, in or behind the text: "Veröffentlicht am", "Pressemitteilung vom"."""
    text = block.text
    if len(text) > 220 and (len(text) > 2_000 or RELEASE_WORD.search(text) is None):
        return
    for reading in find_days(text):
        before = _find_words_before(blocks, block, reading.start)
        if says_release(before):
            own = len(text) <= 120
            if own or text[: reading.start].rfind("(") > text[: reading.start].rfind(")"):
                day = build_candidate(reading, 4.5, "the release's own line", "article")
                yield block.index if own else -1, day
            continue
        label = find_label(before) if len(text) <= 220 else None
        if label == "updated" and len(text) <= 80:
            yield block.index, None
        elif label == "state" and len(text) <= 40:
            yield block.index, build_candidate(reading, 1.5, "Stand", "article")
        elif label == "published" and _is_byline(block, reading.start):
            if reading.start == 0:
                yield block.index - 1, None  # the label's own line
            day = build_candidate(reading, 4.0, "words behind the text", "article", said=True)
            yield block.index, day


_BYLINES: Final = ("dieser beitrag", "dieser artikel", "dieser eintrag", "this entry")


def _is_byline(block: Block, start: int) -> bool:
    """Whether a line says when the post was published, and is no sentence of it."""
    text = block.text
    if _SENTENCE_END.search(text) and not text.lower().startswith(_BYLINES):
        return False
    return start <= 60 or bool(block.parts & PART["meta"])


def _read_dateline(block: Block) -> Iterator[Found]:
    """A day before the text, perhaps with a place: "Hofheim, 3. Dezember 2024. – "."""
    reading = read_day(block.text[:120])
    if (
        reading is not None
        and not _is_day_alone(block.text)
        and _PLACE.fullmatch(block.text[: reading.start])
        and _AFTER_PLACE.match(block.text, reading.end)
    ):
        yield -1, build_candidate(reading, 2.0, "the dateline", "article")
