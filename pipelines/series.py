"""What repeats on a page: sets of links made alike, in the boxes that hold them."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pipelines.outline import Link, Node
from pipelines.page_rows import read_period
from pipelines.weigher import OTHER_RELATIONS, Series, Weigher, find_blocks
from pipelines.wording import bare_words, is_document, is_gathered, says_back, says_more, says_rest
from pipelines.wordlists import is_control

MOST_WEIGHED: Final = 40_000
"""Links weighed on one page, counted once for each box they are weighed in; keeps it linear."""
MOST_BOXES: Final = 40
"""Boxes weighed for links of one making, those that hold the most of them first."""

_LONGEST_BACK: Final = 40
"""Letters of a link that leads back; what is longer may be a title."""


def find_series(weigher: Weigher) -> list[Series]:
    """Every set of links that repeat in the same way inside one box of a page.

    Links repeat in the same way where their chains of tags are the same. The names of classes do
    not matter: a theme may call things as it likes, and odd and even rows differ.
    """
    found: list[Series] = []
    for links in _find_makings(weigher):
        boxes = find_boxes(links) if len(links) > 1 else weigher.headings.find_box_of_one(links[0])
        found += [weigher.weigh(box, inside) for box, inside in boxes]
        if weigher.weighed > MOST_WEIGHED:
            break
    return found


def find_boxes(links: Sequence[Link]) -> Iterator[tuple[Node, tuple[Link, ...]]]:
    """The boxes around two or more of the links, with those inside, the fullest first."""
    numbers = [link.node.number for link in links]
    boxes: dict[int, tuple[int, int, Node]] = {}
    for left, right in pairwise(links):
        box = _shared(left.node, right.node)
        if box.number not in boxes:
            first, last = bisect_left(numbers, box.number), bisect_right(numbers, box.last)
            boxes[box.number] = first, last, box
    largest = sorted(boxes.values(), key=lambda one: (one[0] - one[1], -one[2].depth))
    for first, last, box in largest[:MOST_BOXES]:
        yield box, tuple(links[first:last])


# -- links of one making --------------------------------------------------------------------------


def _find_makings(weigher: Weigher) -> Iterator[list[Link]]:
    """Sets of links of one making: by their exact chains of tags, then by those of blocks alone."""
    links = weigher.outline.links
    exact: dict[int, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    loose: dict[int, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    often = Counter((link.node.way, link.url) for link in links)
    for link in links:
        # What many entries link is their author or subject, not one of them; no home page is one.
        shared = often[link.node.way, link.url] > 2 or link.url in weigher.homes
        sort = "subject" if shared else _sort_of(link)
        exact[link.node.path][sort].append(link)
        loose[link.node.way][sort].append(link)
    for sorts in exact.values():
        yield from _join_sorts(sorts)
    for sorts in loose.values():
        mixed = {
            name: group
            for name, group in sorts.items()
            if any(link.node.path != group[0].node.path for link in group)
        }
        if mixed:
            yield from _join_sorts(mixed)


def _sort_of(link: Link) -> str:
    """Links of one place in the markup may be of several sorts: titles, files, subjects."""
    if is_document(link.url):
        return "file"
    if link.rel & OTHER_RELATIONS or is_gathered(link.url) or says_rest(link.words):
        return "subject"
    if len(link.words) <= 40 and read_period(bare_words(link.words)) is not None:
        return "subject"  # the pages of years and months stand in lists, too
    if len(link.words) <= _LONGEST_BACK and (says_back(link.words) or is_control(link.words)):
        return "subject"  # "zurück zur Übersicht" ends many a page in the entries' own markup
    return "more" if says_more(link.words) else "page"


def _join_sorts(sorts: dict[str, list[Link]]) -> list[list[Link]]:
    """The sorts of links apart, but for those that are entries of the same list.

    A file linked within an entry goes with it; one that has a row of its own is an entry.
    """
    groups = {name: _join_twins(links) for name, links in sorts.items()}
    names = sorted((name for name in groups if name != "subject"), key=lambda n: -len(groups[n]))
    if len(names) > 1 and len(groups[names[0]]) > 1:
        base = groups[names[0]]
        box = _shared(base[0].node, base[-1].node)
        blocks = find_blocks(box, base)
        starts = [block.number for block in blocks]
        rows: list[Link] = []
        for name in names[1:]:
            for link in groups[name]:
                place = bisect_right(starts, link.node.number) - 1
                if box.holds(link.node) and not (place >= 0 and blocks[place].holds(link.node)):
                    rows.append(link)
        if rows and len(rows) < len(base):
            joined = _join_twins(sorted([*base, *rows], key=lambda link: link.node.number))
            return [joined, *groups.values()]
    return list(groups.values())


def _join_twins(links: Sequence[Link]) -> list[Link]:
    """One link for neighbours to the same address, such as a title and the "mehr" behind it."""
    joined: list[Link] = []
    for link in links:
        if joined and joined[-1].url == link.url and joined[-1].fragment == link.fragment:
            if says_more(joined[-1].words) and not says_more(link.words):
                joined[-1] = link
        else:
            joined.append(link)
    return joined


def _shared(left: Node, right: Node) -> Node:
    """The innermost element around both; `right` begins after `left`."""
    outer = left
    while outer.last < right.number and outer.parent is not None:
        outer = outer.parent
    return outer
