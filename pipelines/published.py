"""The publication day of a page: all that speaks for one, weighed; contradictions are told."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from attrs import define, evolve, frozen

from pipelines.blocks import Block, Layout, find_boxes, parts_within
from pipelines.days import MONTHS, DayReading, build_day, find_days, read_day, read_stamp
from pipelines.frame import Frame
from pipelines.items import Evidence, Lead, Problem, PublishedFrom
from pipelines.metadata import Metadata
from pipelines.wordlists import PART

_BAD: Final = (
    PART["navigation"] | PART["side"] | PART["comments"] | PART["related"] | PART["consent"]
    | PART["search"]
)  # fmt: skip
_ENOUGH: Final = 3.0
"""The weight from which a day contradicts another one."""

_SAYS_PUBLISHED: Final = re.compile(
    r"""(?: ver(?:ö|oe)ffentlicht | publiziert | published | posted | erstellt | eingestellt | online
          | geschrieben | gespeichert | created | written | freigegeben | datum | meldungsdatum
          | erscheinungsdatum | erschienen | ausgabe | (?:presse)?(?:mitteilung|meldung|information)
          | pm | nr\.?\s*[\d/.-]{1,12} | submitted | meldung | date | redaktion | pressestelle
          | dieser\ (?:beitrag|artikel|eintrag|inhalt)\ wurde | this\ entry\ was\ posted )
        (?: \ (?:von|durch|by|am|on|in|unter|aus)\ [^.!?\d]{2,60}? )?
        [\s\xa0]*[:|,(–-]?[\s\xa0]* (?:am|vom|on|den|seit|:)? [\s\xa0]*
        (?:[^\W\d_]{2,10}(?:tag|woch|day|abend)?[.,]{0,2}[\s\xa0]+)? (?:den[\s\xa0]+)? \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_UPDATED: Final = re.compile(
    r"""(?: aktualisier\w{0,3} | ge(?:ä|ae)ndert | (?:ä|ae)nderung | update[ds]? | modified | bearbeitet
          | (?:ü|ue)berarbeitet | last\ (?:edit|change)\w* | letzter?\ stand | revision )
        [\s\xa0]*[:|,(–-]?[\s\xa0]*(?:am|vom|on|at|:)?[\s\xa0]*
        (?:[^\W\d_]{2,10}[.,]{0,2}[\s\xa0]+)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_STATE: Final = re.compile(r"stand(?:\ vom|\ am)?[\s\xa0]*:?[\s\xa0]*\Z", re.IGNORECASE)
_SAYS_EVENT: Final = re.compile(
    r"""(?: termin | beginn | ende | veranstaltung | wann | start | datum\ der\ veranstaltung | event
          | bis(?:\ zum)? | ab(?:\ dem)? | g(?:ü|ue)ltig | heute(?:\ ist)? | frist | bewerbungsschluss
          | einsendeschluss | findet | statt | geboren | \*  | today(?:\ is)? | abgerufen | von )
        [\s\xa0]*[:|,(–-]?[\s\xa0]*(?:am|vom|on|den|ist)?[\s\xa0]*
        (?:[^\W\d_]{2,10}[.,]{0,2}[\s\xa0]+)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# "(Pressemitteilung Nr. 031/2013 vom 28.01.2013)", "Pressemitteilung vom 3. Mai 2021"
_RELEASE: Final = re.compile(
    r"(?:presse|medien)(?:mitteilung|meldung|information|dienst|notiz|info)(?:\ Nr\.?\ ?[\w/.-]{1,15})?"
    r",?\ (?:vom|v\.)\ \Z",
    re.IGNORECASE,
)
_RELEASE_WORD: Final = re.compile(r"(?:presse|medien)(?:mit|mel|inf|die|not)", re.IGNORECASE)
# "Hofheim, 3. Dezember 2024. –", "Fulda (12.03.2021):" at the beginning of the text
_PLACE: Final = re.compile(r"\(?[^\W\d_][^.!?:\d]{1,50}?[,/( –-]{1,3}(?:den\ )?\Z")
_AFTER_PLACE: Final = re.compile(r"[\s\xa0]*(?:\)|\.|:|–|-|—|/|\||\Z)")
_SENTENCE_END: Final = re.compile(r"[^\W\d_]{3,}[.!?][“\"»)]?\Z")


@frozen(kw_only=True)
class Publication:
    """The day a page was published, with all that spoke for or against it."""

    published: date | None = None
    published_at: datetime | None = None
    published_from: PublishedFrom | None = None
    hint: str | None = None
    quote: str | None = None
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()
    blocks: frozenset[int] = frozenset()
    """Indices of the blocks that are lines of dates, no text of the post."""


@define
class _Candidate:
    day: date
    at: datetime | None
    weight: float
    source: str
    origin: PublishedFrom
    words: str
    said: bool = False
    """Whether the page itself calls it the day of publication."""


def find_publication(  # noqa: PLR0913 - what a day is weighed from
    layout: Layout,
    metadata: Metadata,
    lead: Lead | None,
    frame: Frame,
    *,
    url: str,
    title: int | None,
    start: int,
    end: int,
) -> Publication:
    """Weigh the days that a page shows.

    `title` is the index of its title's block, `start` and `end` those of the first block of its
    text and of the first one behind it.
    """
    updated = {
        reading.published
        for _, words in metadata.updated
        if (reading := read_stamp(words)) is not None
    }
    candidates = [
        *_find_in_metadata(metadata),
        *_find_in_stamps(layout, updated, title, start, end),
        *_find_in_lead(lead),
        *_find_in_address(url),
    ]
    lines = set()
    for index, candidate in _find_in_lines(layout.blocks, frame, title, start, end):
        lines.add(index)
        if candidate is not None:
            candidates.append(candidate)
    stated = {c.day for c in candidates if c.origin == "metadata"}
    stated |= {
        c.day
        for c in candidates
        if c.said and (c.source == "time element" or c.day not in updated)
    }
    if updated and not stated:
        # The day of the last change stands where that of publication may have stood.
        for c in candidates:
            if c.origin == "article" and c.day in updated:
                c.weight *= 0.5
    if stated and updated:
        # A theme that shows the day of the last change says nothing of publication.
        candidates = [
            c
            for c in candidates
            if c.origin != "article" or c.day in stated or c.day not in updated or c.weight > 4.5
        ]
    hint = _read_hint(url)
    return _choose(candidates, hint, frozenset(lines))


def _choose(candidates: list[_Candidate], hint: str | None, lines: frozenset[int]) -> Publication:
    """The day that most speaks for; what contradicts it becomes a problem."""
    if not candidates:
        problem = Problem(
            code="no_date", says="Neither the page nor its listing shows a publication day."
        )
        return Publication(hint=hint, problems=(problem,), blocks=lines)
    weights: dict[date, float] = {}
    for candidate in candidates:
        weights[candidate.day] = weights.get(candidate.day, 0.0) + candidate.weight
    # Of equally supported days the earlier: a page is changed after it was published.
    day = min(weights, key=lambda one: (-round(weights[one], 3), one))
    support = sorted((c for c in candidates if c.day == day), key=lambda c: -c.weight)
    best = support[0]
    shown = next((c for c in support if c.origin == "article"), None)
    moment = next((c.at for c in support if c.at is not None), None)
    against = [c for c in candidates if c.day != day and c.weight >= _ENOUGH]
    problems = []
    if against:
        other = max(against, key=lambda c: c.weight)
        problems.append(
            Problem(
                code="date_conflict",
                says=f"{best.source} says {day}, {other.source} says {other.day}.",
                quote=other.words,
            )
        )
    elif weights[day] < 2.5:
        problems.append(
            Problem(
                code="date_uncertain",
                says=f"Only {best.source} speaks for {day}.",
                quote=best.words,
            )
        )
    return Publication(
        published=day,
        published_at=moment,
        published_from=shown.origin if shown is not None else best.origin,
        hint=hint,
        quote=(shown or best).words,
        evidence=tuple(
            Evidence(
                field="published",
                value=f"{c.day} ({c.words})",
                source=c.source,
                weight=c.weight,
                taken=c.day == day,
            )
            for c in candidates
        ),
        problems=tuple(problems),
        blocks=lines,
    )


def _find_in_metadata(metadata: Metadata) -> Iterator[_Candidate]:
    """JSON-LD, OpenGraph, Dublin Core."""
    seen = set()
    for source, words in metadata.published:
        reading = read_stamp(words)
        if reading is None or reading.published in seen:
            continue
        seen.add(reading.published)
        weight = 5.0 if source in {"json-ld", "article:published_time"} else 3.5
        if source in {"date", "dc.date", "dcterms.date"}:
            weight = 2.5
        yield _candidate(reading, weight, source, "metadata")


_TITLE_REACH: Final = 6


def _find_in_stamps(
    layout: Layout, updated: set[date], title: int | None, start: int, end: int
) -> Iterator[_Candidate]:
    """`<time>`, microdata and RDFa by the title or in the post's head and foot."""
    seen: set[date] = set()
    around = _around(layout.blocks, title)
    behind = {
        stamp.words[:10]
        for stamp in layout.stamps
        if stamp.index >= end and not parts_within(stamp.box, around) & _BAD
    }
    for stamp in layout.stamps:
        if parts_within(stamp.box, around) & _BAD:
            continue
        names = stamp.names
        said = "published" in names or "created" in names
        if not said and any(name in names for name in _OTHER_STAMPS):
            reading = read_stamp(stamp.words)
            if reading is not None and "start" not in names and "end" not in names:
                updated.add(reading.published)
            continue
        if "published" in names or "created" in names or "issued" in names or "pubdate" in names:
            weight = 4.5
        elif title is not None and title - _TITLE_REACH <= stamp.index <= max(start, title + 1):
            weight = 3.5
        elif start <= stamp.index < end:
            weight = 0.0  # the post's own text names a day
        else:
            # Behind the text stands the post's own line, or the days of others in a list.
            weight = 2.5 if end <= stamp.index <= end + 10 and len(behind) <= 2 else 0.0
        reading = read_stamp(stamp.words)
        if reading is None or reading.published in seen or weight == 0.0:
            continue
        label = _find_label(layout.blocks, stamp.index, reading.published)
        if label == "updated":
            updated.add(reading.published)
        if label in {"updated", "event"}:
            continue
        if seen and weight < 4.5:
            weight = min(weight, 1.0)  # a second stamp is a change, an event, another post
        seen.add(reading.published)
        if stamp.words.endswith("T12:00:00Z"):  # how Drupal stores a day without a time
            reading = evolve(reading, published_at=None)
        yield _candidate(
            reading, weight, "time element", "article", said=said or label == "published"
        )


_OTHER_STAMPS: Final = (
    *("modified", "updated", "update ", "dtstart", "enddate", "startdate", "birthdate"),
)


def _find_label(blocks: list[Block], index: int, day: date) -> str | None:
    """What the words before a day in a block call it: `published`, `updated`, `event`."""
    if index >= len(blocks) or len(blocks[index].text) > 400:
        return None
    text = blocks[index].text
    for reading in find_days(text):
        if reading.published == day:
            before = text[max(0, reading.start - 60) : reading.start]
            if _SAYS_UPDATED.search(before):
                return "updated"
            if _SAYS_PUBLISHED.search(before):
                return "published"
            return "event" if _SAYS_EVENT.search(before) else None
    return None


def _find_in_lead(lead: Lead | None) -> Iterator[_Candidate]:
    """What the listing or feed says."""
    if lead is not None and lead.published is not None:
        origin: PublishedFrom = "feed" if lead.found_in in {"feed", "api"} else "listing"
        yield _Candidate(
            day=lead.published,
            at=lead.published_at,
            weight=4.0,
            source=f"the {lead.found_in}",
            origin=origin,
            words=lead.date_words or lead.published.isoformat(),
        )


def _find_in_lines(
    blocks: list[Block], frame: Frame, title: int | None, start: int, end: int
) -> Iterator[tuple[int, _Candidate | None]]:
    """The lines by the title and behind the text, as (index, what they say)."""
    around = _around(blocks, title)
    if title is not None:
        for block in _lines_before(blocks, title):
            if not parts_within(block.box, around) & _BAD and not _is_shared(block, frame):
                yield from _read_line(block, 3.2)
        for block in blocks[title : max(start, title + 1)]:
            if not parts_within(block.box, around) & _BAD and not _is_shared(block, frame):
                yield from _read_line(block, 3.8, in_title=block.index == title)
    else:
        for block in blocks[max(0, start - 5) : start]:
            if not block.parts & _BAD and not _is_shared(block, frame):
                yield from _read_line(block, 2.6)
    for block in blocks[start : start + 1]:
        yield from _read_place_line(block)
    for block in blocks[start : end + 25]:
        found = list(_read_labelled(block))
        if found and not (parts_within(block.box, around) & _BAD or _is_shared(block, frame)):
            yield from found


def _lines_before(blocks: list[Block], title: int) -> Iterator[Block]:
    """The lines above a title that may still be its own, nearest first."""
    for block in reversed(blocks[max(0, title - 4) : title]):
        text = block.text
        if len(text) > 120 or block.kind == "heading":
            return
        if block.link_share > 0.6 and read_day(text) is None and len(text) > 25:
            return  # another entry's title: what stands above is not this one's
        yield block


def _is_shared(block: Block, frame: Frame) -> bool:
    """Whether a line is the frame's; lines of dates repeat by chance, so the place does not count."""
    return frame.shares(block.fingerprint())


def _read_line(
    block: Block, weight: float, *, in_title: bool = False
) -> Iterator[tuple[int, _Candidate | None]]:
    """The days of a short line by the title; the first that is neither a change nor an event."""
    text = block.text
    if block.kind == "caption" or block.parts & PART["caption"]:
        return
    if len(text) > 200 or (_SENTENCE_END.search(text) and len(text) > 90):
        return
    taken = False
    for reading in find_days(text):
        before = text[max(0, reading.start - 60) : reading.start]
        if _SAYS_UPDATED.search(before):
            yield block.index, None
            continue
        labelled = _SAYS_PUBLISHED.search(before) is not None
        if in_title and not labelled:
            continue  # a title may name any day
        if _SAYS_STATE.search(before):
            yield block.index, _candidate(reading, 1.5, "words by the title", "article")
            continue
        if not labelled and _SAYS_EVENT.search(before):
            yield block.index, None
            continue
        if taken:
            continue
        if not labelled and len(text) - len(reading.quote) > 60:
            continue
        taken = True
        strength = weight + (0.8 if labelled else 0.0)
        if not in_title:
            yield (
                block.index,
                _candidate(reading, strength, "words by the title", "article", said=labelled),
            )


def _read_labelled(block: Block) -> Iterator[tuple[int, _Candidate | None]]:
    """A day with its label, in or behind the text: "Veröffentlicht am", "Pressemitteilung vom"."""
    text = block.text
    if len(text) > 220 and (len(text) > 2_000 or _RELEASE_WORD.search(text) is None):
        return
    for reading in find_days(text):
        before = text[max(0, reading.start - 70) : reading.start]
        if _RELEASE.search(before):
            bracket = text[: reading.start].rfind("(") > text[: reading.start].rfind(")")
            own = len(text) <= 120
            if own or bracket:
                yield (
                    block.index if own else -1,
                    _candidate(reading, 4.5, "the release's own line", "article"),
                )
            continue
        if len(text) > 220:
            continue
        if _SAYS_UPDATED.search(before):
            if len(text) <= 80:
                yield block.index, None
            continue
        if _SAYS_STATE.search(before) and len(text) <= 40:
            yield block.index, _candidate(reading, 1.5, "Stand", "article")
            continue
        label = _SAYS_PUBLISHED.search(before)
        if label is None:
            continue
        opening = text[: reading.start]
        alone = not _SENTENCE_END.search(text) or opening.lower().startswith(
            ("dieser beitrag", "dieser artikel", "dieser eintrag", "this entry")
        )
        if alone and (len(opening) <= 60 or block.parts & PART["meta"]):
            yield (
                block.index,
                _candidate(reading, 4.0, "words behind the text", "article", said=True),
            )


def _read_place_line(block: Block) -> Iterator[tuple[int, _Candidate | None]]:
    """A place line with a day, as newspapers begin: "Hofheim, 3. Dezember 2024. – "."""
    reading = read_day(block.text[:120])
    if (
        reading is not None
        and _PLACE.fullmatch(block.text[: reading.start])
        and _AFTER_PLACE.match(block.text, reading.end)
    ):
        yield -1, _candidate(reading, 2.0, "the place line", "article")


# -- addresses ------------------------------------------------------------------------------------

_DAY_IN_PATH: Final = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})(?=[/_-]|\Z|\.)"
)
_COMPACT_DAY: Final = re.compile(r"/(?P<y>(?:20)?\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[-_][\w-]|\Z)")
_MONTH_IN_PATH: Final = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d\d|{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?=/)",
    re.IGNORECASE,
)
_YEAR_IN_PATH: Final = re.compile(r"(?:/|jahrgang-|jahr-|-)(?P<y>(?:19|20)\d\d)(?=/)")
_TT_NEWS: Final = re.compile(r"tx_ttnews\[(year|month|day)\]=(\d{1,4})")


def _find_in_address(url: str) -> Iterator[_Candidate]:
    """A whole day in an address: `/2020/12/02/`, `250829-0004`, tt_news' day, month and year."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    query = dict(_TT_NEWS.findall(unquote_plus(parts.query)))
    if len(query) == 3:
        day = build_day(int(query["year"]), int(query["month"]), int(query["day"]))
        if day is not None:
            words = f"{query['day']}.{query['month']}.{query['year']}"
            yield _Candidate(day, None, 4.0, "the address", "address", words)
            return
    for pattern, weight in ((_DAY_IN_PATH, 3.5), (_COMPACT_DAY, 2.6)):
        for match in pattern.finditer(parts.path):
            year = int(match["y"])
            day = build_day(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
            if day is not None:
                yield _Candidate(day, None, weight, "the address", "address", match[0].strip("/"))
                return


def _read_hint(url: str) -> str | None:
    """A month or year that the address alone tells: `2025-09`, `2017`.

    >>> _read_hint("https://www.example.org/news/2025/september/titel")
    '2025-09'
    >>> _read_hint("https://www.example.org/presse/artikel/2017/titel.php")
    '2017'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    month = _MONTH_IN_PATH.search(parts.path)
    if month is not None:
        words = month["m"].lower()
        number = int(words) if words.isdecimal() else MONTHS[words]
        if 1 <= number <= 12:
            return f"{month['y']}-{number:02}"
    year = _YEAR_IN_PATH.search(parts.path)
    return year["y"] if year is not None else None


def _candidate(
    reading: DayReading, weight: float, source: str, origin: PublishedFrom, *, said: bool = False
) -> _Candidate:
    """A reading as a candidate."""
    return _Candidate(
        reading.published, reading.published_at, weight, source, origin, reading.quote, said
    )


def _around(blocks: list[Block], title: int | None) -> frozenset[int]:
    """The ids of the boxes around the title: what they are called says nothing of a part of it."""
    return frozenset() if title is None else frozenset(map(id, find_boxes(blocks[title].box)))
