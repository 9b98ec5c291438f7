"""Which of the links that repeat on a page are its announcements."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from attrs import evolve

from pipelines.weigher import Series, find_blocks
from pipelines.wording import is_document
from pipelines.zones import Zone

ENOUGH: Final = 0.9
"""The quality below which repeated links are no announcements: a title and little else."""
_NUMBERS: Final = re.compile(r"\d+")


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
            outer = min(one.box, around[0].box, key=lambda box: box.number)
            joined = evolve(around[0], box=outer, links=tuple(links))
            chosen[chosen.index(around[0])] = joined
    return chosen


def _has_rows_of_its_own(one: Series, kept: Series) -> bool:
    """Whether entries made a little otherwise stand between the others or beside them all."""
    alike = one.titled == 1 and _leads_alike(one, kept)
    if one.quality < 0.6 * kept.quality and not alike:
        return False
    if not kept.box.holds(one.box):
        return not any(kept.box.holds(link.node) for link in one.links)
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
    below = one.links[0].node.number > best.links[-1].node.number
    if one.titled == 1 and (below or one.headed == 1) and _leads_alike(one, best):
        return True  # featured posts without a day, or a list of further titles
    return all(
        theirs >= 0.6 or ours < 0.6
        for ours, theirs in (
            (best.dated, one.dated),
            (best.worded, one.worded),
            (best.headed, one.headed),
            (best.titled, one.titled),
        )
    )


def _leads_alike(one: Series, best: Series) -> bool:
    """Whether the addresses of a series are built as those of the best are, below a folder."""
    shapes = {_shape_address(link.url) for link in best.links}
    return all((shape := _shape_address(link.url)) in shapes and "/" in shape for link in one.links)


def _shape_address(url: str) -> str:
    """The folders of an address, without their numbers.

    >>> _shape_address("https://a.de/2026/05/nachtbus/"), _shape_address("https://a.de/nachtbus")
    ('#/#/', '')
    """
    folders, _, _ = urlsplit(url).path.strip("/").rpartition("/")
    return _NUMBERS.sub("#", folders) + "/" if folders else ""
