"""Tells which posts are one release: the same on two portals, or under two addresses."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol
from zlib import crc32

from attrs import field, frozen

from pipelines.sameness import Wording, are_same, read_wording

WINDOW = timedelta(days=21)
"""A portal that takes a release over does so within three weeks; a monthly notice comes later."""
SHINGLE = 4
"""Words of one shingle."""
SKETCH = 12
"""Shingles kept of a text, those of the smallest hashes: near-duplicates share some of them."""
NEIGHBOURS = 20
"""Of posts that share a shingle within the window, the most that one is compared with."""

WITNESSES = 8
"""Of two groups, the most of each that are compared before they become one."""


class Release(Protocol):
    """What is needed of a post; anything with these attributes will do."""

    @property
    def guid(self) -> str:
        """Its identity."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def site(self) -> str:
        """The slug of its source."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def text(self) -> str:
        """Its body, plain."""

    @property
    def published(self) -> date | None:
        """Its day, if it has one."""


@frozen(kw_only=True)
class Appearance:
    """One place where a release stands; a row of the shop's table of that name.

    `same_as` is the guid of the release's first appearance (itself, for that one).
    """

    guid: str
    same_as: str
    url: str
    site: str
    published: date | None


@frozen(kw_only=True)
class _Entry:
    """A post with what it is compared by."""

    post: Release = field(repr=False)
    wording: Wording = field(repr=False)
    sketch: tuple[int, ...] = field(repr=False)


def find_appearances(posts: Iterable[Release]) -> tuple[Appearance, ...]:
    """Find the releases that stand in several places; posts that stand alone give nothing.

    The answer does not depend on the order of `posts`, and comes by (same_as, guid). What differs
    in a figure, a date, a month or a name is never one release; doubt means two. Time grows with
    the number of posts, not its square.
    """
    entries = sorted(
        (_read_entry(post) for post in posts),
        key=lambda entry: (entry.post.published or date.max, entry.post.guid),
    )
    groups: dict[int, list[int]] = {}
    for left, right in sorted(set(_find_candidates(entries))):
        mine, others = groups.get(left, [left]), groups.get(right, [right])
        if mine is others or not all(
            _may_be_same(entries[a], entries[b])
            for a in mine[-WITNESSES:]
            for b in others[:WITNESSES]
        ):
            continue
        merged = sorted(mine + others)
        groups.update(dict.fromkeys(merged, merged))
    return tuple(
        sorted(
            (
                _appearance(entries[member].post, entries[group[0]].post.guid)
                for member, group in groups.items()
            ),
            key=lambda appearance: (appearance.same_as, appearance.guid),
        )
    )


def read_sketch(post: Release) -> tuple[int, ...]:
    """Some numbers of 32 bits by which a post is looked up.

    No two posts are compared that have none in common: whoever keeps their sketches need not hand
    over a post that shares no number with another.
    """
    return _read_entry(post).sketch


def _read_entry(post: Release) -> _Entry:
    wording = read_wording(post.title, post.text)
    return _Entry(post=post, wording=wording, sketch=_sketch(wording.words))


def _sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of the text's shingles; the same for the same text on any machine."""
    shingles = {
        crc32(" ".join(words[at : at + SHINGLE]).encode())
        for at in range(max(1, len(words) - SHINGLE + 1))
    }
    return tuple(sorted(shingles)[:SKETCH])


def _find_candidates(entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: a shingle in common, and days that are near or unknown."""
    for bucket in _bucket(entries).values():
        dated = [at for at in bucket if entries[at].post.published]
        days = [entries[at].post.published or date.max for at in dated]
        for position, at in enumerate(dated):
            nearest = bisect_left(days, days[position] - WINDOW)
            for other in dated[max(nearest, position - NEIGHBOURS) : position]:
                yield other, at
        # entries are sorted by day, those without one stand last
        undated = bucket[len(dated) :]
        by_numbers: dict[tuple[str, ...], list[int]] = {}
        for at in bucket if undated else ():
            by_numbers.setdefault(entries[at].wording.numbers_key, []).append(at)
        for alike in by_numbers.values():
            for position, at in enumerate(alike):
                if entries[at].post.published is None:
                    for other in alike[max(0, position - NEIGHBOURS) : position]:
                        yield other, at


def _bucket(entries: Sequence[_Entry]) -> dict[int, list[int]]:
    """The positions of the entries that share each hash of their sketches."""
    shared = Counter(value for entry in entries for value in entry.sketch)
    buckets: dict[int, list[int]] = {}
    for at, entry in enumerate(entries):
        for value in entry.sketch:
            if shared[value] > 1:
                buckets.setdefault(value, []).append(at)
    return buckets


def _may_be_same(left: _Entry, right: _Entry) -> bool:
    days = (left.post.published, right.post.published)
    if days[0] and days[1] and abs(days[0] - days[1]) > WINDOW:
        return False
    return are_same(
        left.wording,
        right.wording,
        one_site=left.post.site == right.post.site,
        dated=None not in days,
    )


def _appearance(post: Release, same_as: str) -> Appearance:
    return Appearance(
        guid=post.guid,
        same_as=same_as,
        url=post.url,
        site=post.site,
        published=post.published,
    )
