"""Channel and Entry: one feed and one announcement in it, ready for any format."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from attrs import field, frozen

BERLIN = ZoneInfo("Europe/Berlin")


@frozen(kw_only=True)
class Enclosure:
    """A file that a reader may fetch with an entry; only files that were fetched and measured."""

    url: str
    media_type: str
    length: int
    """Bytes."""


@frozen(kw_only=True)
class Entry:
    """One announcement as a reader shows it; every address in it is absolute."""

    guid: str
    """Its name for life: never an address, and the same in every feed."""
    url: str
    title: str
    summary: str
    """Plain text, a few sentences at most."""
    content_html: str = field(repr=False)
    """The whole announcement, sanitised; empty where it has neither text nor files."""
    published: datetime | None
    """Aware; None where the source gives no day."""
    changed: datetime
    """Aware; when what we say of it last changed."""
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None


@frozen(kw_only=True)
class Channel:
    """One feed: what it is called, where it lives and what it tells, newest first."""

    url: str
    """The feed's own address."""
    home: str
    """The page for people that belongs to it."""
    title: str
    description: str
    entries: tuple[Entry, ...] = ()


def stand_at_noon(day: date) -> datetime:
    """The moment that stands for a day without a clock time: 12:00 in Berlin.

    At 00:00 a reader in UTC would show the day before.

    >>> stand_at_noon(date(2020, 12, 2)).isoformat()
    '2020-12-02T12:00:00+01:00'
    >>> stand_at_noon(date(2020, 7, 2)).isoformat()
    '2020-07-02T12:00:00+02:00'
    """
    return datetime.combine(day, time(12), BERLIN)


def find_moment(published: date | None, published_at: datetime | None) -> datetime | None:
    """When a post was published, in Berlin: to the minute where the page says so, else at noon.

    >>> from datetime import UTC
    >>> late = datetime(2024, 7, 1, 22, 30, tzinfo=UTC)
    >>> find_moment(date(2024, 7, 2), late).isoformat()
    '2024-07-02T00:30:00+02:00'
    >>> find_moment(None, None) is None
    True
    """
    if published_at is not None:
        return published_at.astimezone(BERLIN)
    return None if published is None else stand_at_noon(published)
