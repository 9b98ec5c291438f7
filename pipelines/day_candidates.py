"""Days that may be the publication day: what the head and the listing say, each with its weight."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from attrs import define, frozen

from pipelines.blocks import Block, find_boxes
from pipelines.days import DayReading, read_stamp
from pipelines.items import Lead, PublishedFrom
from pipelines.metadata import Metadata
from pipelines.wordlists import PART

ELSEWHERE: Final = (
    PART["navigation"] | PART["side"] | PART["comments"] | PART["related"] | PART["consent"]
    | PART["search"]
)  # fmt: skip
"""Parts of a page whose days are others': the names of boxes around the title do not count."""


@frozen
class Region:
    """Where on a page the post stands, as indices of blocks."""

    title: int | None
    """Of the title's block, where the page shows one."""
    start: int
    """Of the first block of the text."""
    end: int
    """Of the first block behind the text."""
    around: frozenset[int]
    """The ids of the boxes around the title: what they are called says nothing of a part."""


def build_region(blocks: list[Block], title: int | None, start: int, end: int) -> Region:
    """The region of a post whose title stands in block `title`."""
    boxes = () if title is None else map(id, find_boxes(blocks[title].box))
    return Region(title, start, end, frozenset(boxes))


@define
class Candidate:
    """A day that something calls the day of publication."""

    day: date
    at: datetime | None
    weight: float
    source: str
    origin: PublishedFrom
    words: str
    said: bool = False
    """Whether the page itself calls it the day of publication."""


def build_candidate(
    reading: DayReading, weight: float, source: str, origin: PublishedFrom, *, said: bool = False
) -> Candidate:
    """A reading as a candidate."""
    return Candidate(
        reading.published, reading.published_at, weight, source, origin, reading.quote, said
    )


def find_in_metadata(metadata: Metadata) -> Iterator[Candidate]:
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
        yield build_candidate(reading, weight, source, "metadata")


def find_in_lead(lead: Lead | None) -> Iterator[Candidate]:
    """What the listing or feed says."""
    if lead is not None and lead.published is not None:
        origin: PublishedFrom = "feed" if lead.found_in in {"feed", "api"} else "listing"
        yield Candidate(
            day=lead.published,
            at=lead.published_at,
            weight=4.0,
            source=f"the {lead.found_in}",
            origin=origin,
            words=lead.date_words or lead.published.isoformat(),
        )
