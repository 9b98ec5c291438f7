"""Which of the links that repeat on a page are its announcements."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from pipelines.weigher import Series, find_blocks
from pipelines.wording import is_document
from pipelines.zones import Zone

ENOUGH: Final = 0.9
"""The quality below which repeated links are no announcements: a title and little else."""


def choose_series(found: Sequence[Series]) -> list[Series]:
    """The best series, and others of the same making beside it."""
    usable = sorted(
        (one for one in found if _may_be_news(one)), key=lambda one: (-one.score, one.box.number)
    )
    if not usable:
        return []
    best = usable[0]
    chosen = [best]
    for one in usable[1:]:
        if one.whole != best.whole or not _is_alike(one, best):
            continue
        around = [kept for kept in chosen if kept.box.holds(one.box) or one.box.holds(kept.box)]
        if not around:
            chosen.append(one)
        elif len(around) == 1 and _has_rows_of_its_own(one, around[0]):
            links = sorted((*around[0].links, *one.links), key=lambda link: link.node.number)
            chosen[chosen.index(around[0])] = evolve(around[0], links=tuple(links))
    return chosen


def _has_rows_of_its_own(one: Series, kept: Series) -> bool:
    """Whether entries made a little otherwise stand between the others, not within them."""
    if not kept.box.holds(one.box) or one.quality < 0.6 * kept.quality:
        return False
    if any(is_document(link.url) for link in one.links):
        return False  # a file in a flat list belongs to the entry above it
    blocks = find_blocks(kept.box, kept.links)
    numbers = [block.number for block in blocks]
    for link in one.links:
        before = bisect_right(numbers, link.node.number) - 1
        if before >= 0 and blocks[before].holds(link.node):
            return False
    return True


def _may_be_news(series: Series) -> bool:
    if series.quality < ENOUGH:
        return False
    return series.titled >= 0.5 or series.headed >= 0.5 or series.told >= 0.8


def _is_alike(one: Series, best: Series) -> bool:
    """Whether a second series is made as the best one is: dated, worded and headed where it is."""
    if one.box.zone & (Zone.MENU | Zone.FOOT | Zone.TALK | Zone.PAGER):
        return False
    if one.box.zone & Zone.SIDE and not (one.headed == 1 and one.dated == 1 and one.worded == 1):
        return False
    return all(
        theirs >= 0.6 or ours < 0.6
        for ours, theirs in (
            (best.dated, one.dated),
            (best.worded, one.worded),
            (best.headed, one.headed),
            (best.titled, one.titled),
        )
    )
