"""RSS as bytes: golden, valid for feedparser and for our checker, whatever a title holds."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from feeds.check import check_feed
from feeds.entry import Channel, Enclosure, Entry, find_moment
from feeds.formats import rss

GOLDEN = Path(__file__).parent / "golden" / "odenwaldkreis.xml"
ENTRY = Entry(
    guid="0b0f8f4c-55a2-5b0e-9a5b-0d2b6a0c1a11",
    url="http://amt.example/presse/artikel.php?id=1&cHash=ab",
    title="Beratung unter freiem Himmel",
    summary="Beraten wird am Marktplatz, bei Regen im Rathaus.",
    content_html='<p>Beraten wird am <a href="http://amt.example/markt">Marktplatz</a>.</p>',
    published=find_moment(date(2020, 12, 2), None),
    changed=datetime(2020, 12, 3, 6, 15, tzinfo=UTC),
    categories=("Odenwaldkreis", "Hessen"),
    enclosure=Enclosure(
        url="http://amt.example/plan.pdf", media_type="application/pdf", length=1200
    ),
)
CHANNEL = Channel(
    url="http://ticker.example/feeds/jobcenter/odenwaldkreis.xml",
    home="http://ticker.example/index.html#jobcenter-odenwaldkreis",
    title="Jobcenter Odenwaldkreis",
    description="Meldungen über das Kommunale Jobcenter Odenwaldkreis (Hessen).",
    entries=(
        ENTRY,
        Entry(
            guid="6c1f4f0e-93c3-5b0c-8f6f-3f7d3f1b2c22",
            url="http://amt.example/presse/2",
            title="Sommerpause",
            summary="Offen bleibt, wer fragt.",
            content_html="",
            published=None,
            changed=datetime(2020, 7, 1, 22, 30, tzinfo=UTC),
        ),
    ),
)


def render_one(**changes: Any) -> bytes:
    return rss.render(evolve(CHANNEL, entries=(evolve(ENTRY, **changes),)))


def test_the_bytes_are_the_golden_ones() -> None:
    assert rss.render(CHANNEL).decode() == GOLDEN.read_text(encoding="utf-8")


def test_the_golden_feed_is_sound() -> None:
    xml = GOLDEN.read_bytes()
    parsed = feedparser.parse(xml)
    assert not parsed.bozo
    assert check_feed(xml, CHANNEL.url) == ()
    assert [entry.title for entry in parsed.entries] == [ENTRY.title, "Sommerpause"]
    assert parsed.entries[0].content[0].value == ENTRY.content_html
    assert parsed.entries[0].enclosures[0].length == "1200"


def test_an_empty_channel_is_sound_and_says_no_date() -> None:
    xml = rss.render(evolve(CHANNEL, entries=()))
    assert check_feed(xml, CHANNEL.url) == ()
    assert not feedparser.parse(xml).bozo
    assert b"lastBuildDate" not in xml


@pytest.mark.parametrize(
    ("day", "clock", "stamp"),
    [
        (date(2020, 12, 2), None, "Wed, 02 Dec 2020 12:00:00 +0100"),
        (date(2020, 7, 2), None, "Thu, 02 Jul 2020 12:00:00 +0200"),
        (date(2024, 7, 2), datetime(2024, 7, 1, 22, 30, tzinfo=UTC), "Tue, 02 Jul 2024 00:30:00"),
        (date(2024, 1, 2), datetime(2024, 1, 1, 23, 30, tzinfo=UTC), "Tue, 02 Jan 2024 00:30:00"),
        # The night in which the clock goes back: 02:30 is met twice.
        (date(2024, 10, 27), datetime(2024, 10, 27, 0, 30, tzinfo=UTC), "02:30:00 +0200"),
        (date(2024, 10, 27), datetime(2024, 10, 27, 1, 30, tzinfo=UTC), "02:30:00 +0100"),
    ],
)
def test_days_and_clock_times_are_those_of_berlin(
    day: date, clock: datetime | None, stamp: str
) -> None:
    xml = render_one(published=find_moment(day, clock))
    assert stamp in xml.decode()
    assert check_feed(xml, CHANNEL.url) == ()


def test_a_moment_of_another_zone_is_told_in_berlins() -> None:
    xml = render_one(published=datetime(2024, 7, 1, 22, 30, tzinfo=UTC))
    assert "Tue, 02 Jul 2024 00:30:00 +0200" in xml.decode()


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Null\x00 Glocke\x07 Band\x0b", "Null Glocke Band"),
        ("Ein \ud800 halbes Zeichen \ufffe", "Ein halbes Zeichen"),
        ("\x84Gänsefüßchen\x93 aus windows-1252", "Gänsefüßchen aus windows-1252"),
        ("Ende ]]> der Daten <![CDATA[", "Ende ]]> der Daten <![CDATA["),
        ("Quote < 5 % & steigend", "Quote < 5 % & steigend"),
        ("Glückwunsch 🎉 👩‍👧", "Glückwunsch 🎉 👩‍👧"),
        ("zwei\r\n\tZeilen", "zwei Zeilen"),
        ("W" * 10_000, "W" * 10_000),
    ],
)
def test_nasty_titles_come_through(title: str, read: str) -> None:
    xml = render_one(title=title, summary=title, content_html=f"<p>{title[:1]}]]></p>")
    parsed = feedparser.parse(xml, sanitize_html=False)
    assert not parsed.bozo
    assert check_feed(xml, CHANNEL.url) == ()
    assert parsed.feed.title == CHANNEL.title
    # feedparser reads a title as HTML; what XML itself says is what we mean.
    assert f"<title>{read}</title>" in xml.decode().replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&amp;", "&")


def test_a_summary_keeps_what_looks_like_markup() -> None:
    parsed = feedparser.parse(render_one(summary="Anteil <b> 5 % & mehr"))
    assert parsed.entries[0].summary == "Anteil &lt;b&gt; 5 % &amp; mehr"


def test_an_entry_without_a_summary_says_its_title() -> None:
    assert feedparser.parse(render_one(summary=" ")).entries[0].summary == ENTRY.title


@given(st.text(min_size=1).filter(str.strip))
def test_no_text_breaks_a_feed(text: str) -> None:
    xml = render_one(title=f"T {text}", summary=text, categories=(f"K {text}",))
    assert check_feed(xml, CHANNEL.url) == ()
