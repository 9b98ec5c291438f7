"""RSS 2.0 by feedgen, with the parts put right in which feedgen errs."""

import html
import re
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator

from feeds.entry import BERLIN, Channel, Entry

MEDIA_TYPE = "application/rss+xml"
LANGUAGE = "de-DE"
TTL = 240
"""Minutes that a reader may wait; sources are asked once a day, not once a minute."""

# What XML 1.0 forbids (one such character would fail the whole feed) and the C1 controls, which
# it allows and nobody can read; they come from windows-1252 that was read as ISO-8859-1.
_CONTROLS = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")


def render(channel: Channel) -> bytes:
    """Render `channel` as UTF-8 XML; equal channels give equal bytes, whatever the time is."""
    feed = FeedGenerator()
    feed.title(_write_line(channel.title))
    feed.description(_write_line(channel.description))
    feed.link(href=channel.url, rel="self", type=MEDIA_TYPE)
    # feedgen makes the last link the channel's <link>, whatever it is for: the page comes last.
    feed.link(href=channel.home, rel="alternate")
    feed.language(LANGUAGE)
    feed.ttl(TTL)
    feed.generator("Jobcenter-Ticker")
    if channel.entries:
        # feedgen would say "now", and the file would change at every run.
        newest = max(entry.changed for entry in channel.entries)
        feed.lastBuildDate(newest.astimezone(BERLIN))
    else:
        feed.register_extension("undated", _Undated, atom=False)
    for entry in channel.entries:
        _add_entry(feed, entry)
    rendered: bytes = feed.rss_str(pretty=True)
    return rendered


def drop_controls(text: str) -> str:
    r"""Drop the characters that no feed may hold.

    >>> drop_controls("Arbeit\x00 und\x0b Leben\x96")
    'Arbeit und Leben'
    """
    return _CONTROLS.sub("", text)


def _add_entry(feed: FeedGenerator, entry: Entry) -> None:
    """Append `entry`; feedgen's own order is the newest last."""
    item = feed.add_entry(order="append")
    title = _write_line(entry.title)
    item.title(title)
    item.link(href=entry.url, rel="alternate")
    item.guid(entry.guid, permalink=False)
    # A description is HTML by the letter of RSS: a bare "<" would swallow what follows it.
    item.description(html.escape(_write_line(entry.summary) or title, quote=False))
    if entry.content_html:
        item.content(drop_controls(entry.content_html))
    if entry.published is not None:
        item.published(entry.published.astimezone(BERLIN))
    for category in entry.categories:
        item.category(term=_write_line(category))
    if entry.enclosure is not None:
        item.enclosure(
            url=entry.enclosure.url,
            length=str(entry.enclosure.length),
            type=entry.enclosure.media_type,
        )


def _write_line(text: str) -> str:
    """One line of plain text."""
    return _SPACES.sub(" ", drop_controls(text)).strip()


class _Undated(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Takes away the build date that feedgen invents for a channel without entries."""

    def extend_rss(self, feed: Any) -> Any:
        for stamp in list(feed.iter("lastBuildDate")):
            stamp.getparent().remove(stamp)
        return feed
