"""Which posts a feed tells: the newest, each release once, and no old news as if it were new."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from feeds.entry import BERLIN, find_moment
from store.telling import Notice

NEWEST = 50
"""Entries in a feed."""
STALE = timedelta(days=30)
"""What was older when we first saw it is no news."""

AHEAD = timedelta(days=1)
"""What is announced in the morning may stand at noon; what is further ahead is no news of then."""


def choose_notices(
    notices: Iterable[Notice],
    *,
    told: AbstractSet[str],
    first_build: bool,
    now: datetime | None = None,
) -> tuple[Notice, ...]:
    """Choose what a feed tells of the `notices` that belong to it, newest first.

    `told` are the guids that it told before: those stay while they are among the newest. Its
    first build takes what it finds; after that, a post that was old when it was first seen stays
    out, however it got here: its readers would take an archive for news. So does one that was
    first seen long before `now` (aware; None where nobody knows) and comes to belong here: a newer
    version may read of whom it is, and dozens of them at once.
    """
    candidates = [
        notice
        for notice in notices
        if notice.guid in told
        or (not notice.gone and (first_build or not (was_old(notice) or is_past(notice, now))))
    ]
    once = _drop_twins(candidates, told)
    return tuple(sorted(once, key=_order)[:NEWEST])


def was_old(notice: Notice) -> bool:
    """Say whether a post was older than 30 days when we first saw it.

    Without a day, a month or year that its address names decides. Without that it is new, unless
    it came with all that its source had: a source without days would put an archive into the feeds.
    """
    seen = notice.first_seen.astimezone(BERLIN).date()
    day = notice.published or _last_day(notice.published_hint)
    return notice.found_first if day is None else seen - day > STALE


def is_past(notice: Notice, now: datetime | None) -> bool:
    """Whether a post has been known for so long that it is no news by now."""
    return now is not None and now - notice.first_seen > STALE


def find_standing(notice: Notice) -> datetime:
    """The moment by which a post is sorted: its publication, else when it was first seen.

    A day that lies ahead, as of an event or a slip, does not hold the top of a feed until it comes.
    """
    moment = find_moment(notice.published, notice.published_at) or notice.first_seen
    return min(moment, notice.first_seen + AHEAD)


def _drop_twins(notices: Iterable[Notice], told: AbstractSet[str]) -> list[Notice]:
    """Of each release that stands on several portals keep the first, and all told before."""
    kept: dict[str, Notice] = {}
    more: list[Notice] = []
    for notice in sorted(notices, key=lambda notice: (notice.guid not in told, *_age(notice))):
        if notice.same_as not in kept:
            kept[notice.same_as] = notice
        elif notice.guid in told:
            more.append(notice)
    return [*kept.values(), *more]


def _age(notice: Notice) -> tuple[bool, datetime, str]:
    """Which of several appearances is the first: the original, else the oldest."""
    return notice.same_as != notice.guid, find_standing(notice), notice.guid


def _order(notice: Notice) -> tuple[float, str]:
    """Newest first; posts of one day stand in an order that no later run changes."""
    return -find_standing(notice).timestamp(), notice.guid


def _last_day(hint: str | None) -> date | None:
    """The last day of a month or year.

    >>> _last_day("2019-02"), _last_day("2019"), _last_day(None)
    (datetime.date(2019, 2, 28), datetime.date(2019, 12, 31), None)
    """
    if hint is None:
        return None
    year, _, month = hint.partition("-")
    following = date(int(year) + (month in {"", "12"}), int(month or 12) % 12 + 1, 1)
    return following - timedelta(days=1)
