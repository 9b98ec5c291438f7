"""What sites declare by themselves: feeds, sitemaps, the WordPress REST interface."""

import json
from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from pipelines.document import DocumentError
from pipelines.items import Page, PageKind
from pipelines.listing import read_listing
from pipelines.site import Site

SITE = Site(name="test", start=("https://a.de/aktuelles/",))


def page_of(body: str | bytes, kind: PageKind, url: str = "https://a.de/x", **headers: str) -> Page:
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind=kind,
        fetched_at="2026-11-22T00:00:00Z",
        status=200,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=body if isinstance(body, bytes) else body.encode(),
    )


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>A</title>
<link>https://a.de/</link><description>x</description>
<item><title>Quote sinkt &amp; Zahl steigt</title><link>https://a.de/m/2?utm_source=rss</link>
<pubDate>Thu, 19 Nov 2026 09:20:00 +0100</pubDate>
<description>&lt;p&gt;Ein kurzer Text.&lt;/p&gt;</description>
<enclosure url="/files/zahlen.pdf" type="application/pdf" length="12"/></item>
<item><title>Nachtmeldung</title><link>/m/1</link>
<pubDate>Wed, 18 Nov 2026 23:30:00 GMT</pubDate></item>
<item><title>Nur ein Tag</title><link>https://a.de/m/0</link>
<pubDate>Mon, 16 Nov 2026 00:00:00 +0100</pubDate></item>
<item><title>Ohne Adresse</title></item></channel></rss>"""


def test_rss() -> None:
    leads, after = read_listing(page_of(RSS, "feed", "https://a.de/feed/"), SITE)
    assert [(lead.title, lead.url, lead.published) for lead in leads] == [
        ("Quote sinkt & Zahl steigt", "https://a.de/m/2?utm_source=rss", date(2026, 11, 19)),
        ("Nachtmeldung", "https://a.de/m/1", date(2026, 11, 19)),
        ("Nur ein Tag", "https://a.de/m/0", date(2026, 11, 16)),
    ]
    assert leads[0].published_at == datetime(2026, 11, 19, 8, 20, tzinfo=UTC)
    assert leads[2].published_at is None
    assert leads[0].teaser == "Ein kurzer Text."
    assert [one.url for one in leads[0].attachments] == ["https://a.de/files/zahlen.pdf"]
    assert {lead.found_in for lead in leads} == {"feed"}
    assert after == ()


def test_atom_that_was_only_updated_has_no_day() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id>
    <link rel="next" href="/feed?page=2"/>
    <entry><title type="html">B &amp;amp; C</title><id>1</id><link href="https://a.de/m/1"/>
    <published>2020-12-02T10:30:00+01:00</published><updated>2022-01-01T00:00:00Z</updated></entry>
    <entry><title>D</title><id>2</id><link href="https://a.de/m/2"/>
    <updated>2022-01-01T00:00:00Z</updated></entry></feed>"""
    leads, after = read_listing(page_of(atom, "feed"), SITE)
    assert [(lead.title, lead.published) for lead in leads] == [
        ("B & C", date(2020, 12, 2)),
        ("D", None),
    ]
    assert after == ("https://a.de/feed?page=2",)


def test_sitemap_and_index() -> None:
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://a.de/wp-sitemap-posts-post-1.xml</loc></sitemap>
    <sitemap><loc>https://a.de/wp-sitemap-posts-page-1.xml</loc></sitemap>
    <sitemap><loc>https://a.de/wp-sitemap-users-1.xml</loc></sitemap></sitemapindex>"""
    leads, after = read_listing(page_of(index, "sitemap"), SITE)
    assert leads == ()
    assert after == ("https://a.de/wp-sitemap-posts-post-1.xml",)
    urls = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc> https://a.de/m/1 </loc><lastmod>2022-01-01</lastmod></url>
    <url><loc>javascript:alert(1)</loc></url><url><loc>https://a.de/</loc></url></urlset>"""
    leads, after = read_listing(page_of(urls, "sitemap"), SITE)
    assert [(lead.url, lead.published) for lead in leads] == [("https://a.de/m/1", None)]


def test_wordpress() -> None:
    posts = [
        {
            "link": "https://a.de/m/1/",
            "type": "post",
            "date": "2020-12-02T00:30:00",
            "date_gmt": "2020-12-01T23:30:00",
            "title": {"rendered": "A &#8211; B"},
            "excerpt": {"rendered": "<p>Kurz gesagt.</p>"},
        }
    ]
    url = "https://a.de/wp-json/wp/v2/posts?per_page=1"
    page = page_of(json.dumps(posts), "api", url, x_wp_totalpages="3")
    leads, after = read_listing(page, SITE)
    assert [(lead.title, lead.published, lead.teaser) for lead in leads] == [
        ("A – B", date(2020, 12, 2), "Kurz gesagt.")
    ]
    assert after == (f"{url}&page=2",)
    last = page_of(json.dumps(posts), "api", f"{url}&page=3", x_wp_totalpages="3")
    assert read_listing(last, SITE)[1] == ()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (f"{BOMB}<rss version='2.0'><channel/></rss>", "feed", "not_feed"),
        (f"{BOMB}<urlset><url><loc>&b;</loc></url></urlset>", "sitemap", "not_sitemap"),
        ("<html><body>Seite nicht gefunden</body></html>", "feed", "not_feed"),
        ("<html><body>Seite nicht gefunden</body></html>", "sitemap", "not_sitemap"),
        ("{}", "api", "not_api"),
        ("[" * 100_000, "api", "not_api"),
        ('[{"title": "ohne Adresse"}]', "api", "not_api"),
        ("", "sitemap", "not_sitemap"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused(body: str, kind: PageKind, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_listing(page_of(body, kind), SITE)
    assert refused.value.code == code


ATOM = """<?xml version="1.0"?>
<!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>
<entry><title>Messe am Freitag</title><link href="https://a.de/m/5"/>
<published>2026-11-19T08:00:00+01:00</published></entry></feed>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>
<loc>https://a.de/m/5</loc><news:news xmlns:news="x"><news:publication_date>2026-11-19
</news:publication_date><news:title>Messe am Freitag</news:title></news:news></url></urlset>"""
POSTS = (
    '[{"link": "https://a.de/m/5", "title": {"rendered": "Messe"}, "date": "2026-11-19T08:00:00"}]'
)


@pytest.mark.parametrize("body", [ATOM, NEWS, POSTS, "\ufeff" + ATOM.partition("?>")[2]])
def test_what_a_site_file_names_as_start_may_be_no_page(body: str) -> None:
    leads, _ = read_listing(page_of(body, "listing"), SITE)
    assert [(lead.url, lead.published) for lead in leads] == [
        ("https://a.de/m/5", date(2026, 11, 19))
    ]


def test_a_sitemap_as_start_has_to_be_told_which_addresses_are_posts() -> None:
    body = "<urlset><url><loc>https://a.de/m/5</loc></url><url><loc>https://a.de/k</loc></url></urlset>"
    with pytest.raises(DocumentError, match="article") as caught:
        read_listing(page_of(body, "listing"), SITE)
    assert caught.value.code == "no_listing"
    leads, _ = read_listing(page_of(body, "listing"), evolve(SITE, article="^/m/"))
    assert [lead.url for lead in leads] == ["https://a.de/m/5"]
