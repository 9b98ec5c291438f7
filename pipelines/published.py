"""The publication day of a page: all that speaks for one, weighed; contradictions are told."""

from datetime import date, datetime
from typing import Final

from attrs import frozen

from pipelines.address_days import find_in_address, read_hint
from pipelines.basis import Basis
from pipelines.day_candidates import (
    Candidate,
    Region,
    build_candidate,
    find_in_lead,
    find_in_metadata,
)
from pipelines.day_lines import find_in_lines, find_in_stamps
from pipelines.days import read_stamp
from pipelines.items import Evidence, Problem, PublishedFrom
from pipelines.selectors import read_selected_day

_ENOUGH: Final = 3.0
"""The weight from which a day contradicts another one."""
_SURE: Final = 2.5
"""The weight from which a day needs no other witness."""


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


def find_publication(basis: Basis, region: Region) -> Publication:
    """Weigh the days that a page shows; `region` says where on it the post stands."""
    metadata, layout = basis.metadata, basis.layout
    selected = read_selected_day(basis.document, basis.select.published)
    if selected is not None:
        day = build_candidate(selected, 10.0, "the site file's selector", "article", said=True)
        return _choose([day], None, frozenset())
    updated = {
        reading.published
        for _, words in metadata.updated
        if (reading := read_stamp(words)) is not None
    }
    candidates = [
        *find_in_metadata(metadata),
        *find_in_stamps(layout, updated, region),
        *find_in_lead(basis.lead),
        *find_in_address(basis.document.url),
    ]
    lines = set()
    for index, candidate in find_in_lines(layout.blocks, basis.frame, region):
        lines.add(index)
        if candidate is not None:
            candidates.append(candidate)
    stated = {c.day for c in candidates if c.origin == "metadata"}
    stated |= {
        c.day for c in candidates if c.said and (c.source == "time element" or c.day not in updated)
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
    hint = read_hint(basis.document.url)
    return _choose(candidates, hint, frozenset(lines))


def _choose(candidates: list[Candidate], hint: str | None, lines: frozenset[int]) -> Publication:
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
        problems=_doubt(best, weights[day], candidates),
        blocks=lines,
    )


def _doubt(best: Candidate, weight: float, candidates: list[Candidate]) -> tuple[Problem, ...]:
    """What stands against the day that `best` and others give so much `weight`, if anything."""
    against = [c for c in candidates if c.day != best.day and c.weight >= _ENOUGH]
    if against:
        other = max(against, key=lambda c: c.weight)
        says = f"{best.source} says {best.day}, {other.source} says {other.day}."
        return (Problem(code="date_conflict", says=says, quote=other.words),)
    if weight < _SURE:
        says = f"Only {best.source} speaks for {best.day}."
        return (Problem(code="date_uncertain", says=says, quote=best.words),)
    return ()
