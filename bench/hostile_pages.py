"""Pages that mean harm: too deep, too long, broken, lying about themselves or where they lead."""

from collections.abc import Callable, Mapping

from attrs import frozen

from pipelines.items import PageKind

TEXT = (
    "<p>Im Mai sind 40 Menschen in Arbeit vermittelt worden, das teilte die Behörde am Montag mit."
    " Gesucht werden weiterhin Fachkräfte für Pflege, Bau und Gastronomie.</p>"
)


@frozen(kw_only=True)
class Hostile:
    """One page: how its body is made, and what a server says of it."""

    make: Callable[[], bytes]
    kind: PageKind = "unknown"
    content_type: str = "text/html; charset=utf-8"


def wrap(body: str, head: str = "<title>Neue Zeiten</title>") -> bytes:
    """Put markup into a page."""
    return (
        f"<!DOCTYPE html><html lang='de'><head>{head}</head><body>{body}</body></html>"
    ).encode()


def make_article(inner: str = "", head: str = "") -> bytes:
    """An honest article with something in it."""
    return wrap(
        f"<main><article><h1>Neue Zeiten</h1><p>02.12.2020</p>{inner}{TEXT}{TEXT}</article></main>",
        f"<title>Neue Zeiten</title>{head}",
    )


def make_listing(links: list[str]) -> bytes:
    """An honest listing whose entries lead where `links` say."""
    rows = "".join(
        f"<li><span>{1 + at % 28:02}.05.2024</span> "
        f"<a href='{link}'>Meldung Nummer {at} zum Markt</a><p>Ein Satz dazu, worum es geht.</p>"
        "</li>"
        for at, link in enumerate(links)
    )
    return wrap(f"<main><h1>Presse</h1><ul class='news'>{rows}</ul></main>")


def make_based(base: str) -> bytes:
    """A listing that wants its links resolved from `base`."""
    listing = make_listing([f"presse/{at}" for at in range(9)])
    return listing.replace(b"<head>", f"<head><base href='{base}'>".encode())


def make_led_on(following: str) -> bytes:
    """A listing that says its next page is `following`."""
    listing = make_listing([f"/presse/{at}" for at in range(9)])
    return listing.replace(b"</ul>", f"</ul><a rel='next' href='{following}'>weiter</a>".encode())


ENTITIES = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{('&' + chr(97 + at) + ';') * 10}'>" for at in range(12)
)
FEED = (
    "{}]><rss version='2.0'><channel><title>{}</title><item><title>Meldung {}</title>"
    "<link>http://amt.example/presse/1</link></item></channel></rss>"
)
BAD_LINKS = (
    "javascript:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:msgbox(1)",
    "mailto:presse@amt.example",
    "tel:+49123",
    "http://[::1",
    "http://amt.example:99999999/presse/8",
    "//",
    "#",
    "http://user:password@amt.example/presse/9",
)

PAGES: Mapping[str, Hostile] = {
    "nested-div": Hostile(make=lambda: wrap("<div>" * 200_000)),
    "nested-deep": Hostile(make=lambda: wrap("<div>" * 40_000)),
    "nested-deep-closed": Hostile(make=lambda: wrap("<div>" * 30_000 + "x" + "</div>" * 30_000)),
    "nested-inline": Hostile(make=lambda: wrap("<b><i>" * 30_000 + "Text")),
    "nested-tables": Hostile(make=lambda: wrap("<table><tr><td>" * 60_000)),
    "nested-lists": Hostile(make=lambda: wrap("<ul><li>" * 120_000)),
    "nested-in-an-article": Hostile(make=lambda: make_article("<div>" * 1_500 + "</div>" * 1_500)),
    "never-closed": Hostile(make=lambda: wrap("<p>Absatz <a href='/a'>Link" * 40_000)),
    "100000-links": Hostile(
        make=lambda: make_listing([f"/presse/{at}" for at in range(100_000)]), kind="listing"
    ),
    "5000-links": Hostile(make=lambda: make_listing([f"/presse/{at}" for at in range(5_000)])),
    "100000-same-links": Hostile(make=lambda: make_listing(["/presse/1"] * 100_000)),
    "100000-bare-links": Hostile(
        make=lambda: wrap("".join(f"<a href='/{at}'>{at}</a>" for at in range(100_000)))
    ),
    "100000-attributes": Hostile(
        make=lambda: wrap("<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">Text</p>")
    ),
    "100000-classes": Hostile(
        make=lambda: wrap("".join(f"<p class='c{at}'>{at}</p>" for at in range(100_000)))
    ),
    "one-megabyte-class": Hostile(make=lambda: make_article(f"<p class='{'k ' * 500_000}'>x</p>")),
    "one-megabyte-address": Hostile(make=lambda: make_listing(["/" + "a" * 1_000_000] * 3)),
    "null-bytes": Hostile(make=lambda: make_article("<p>A\0B\0C</p>").replace(b"e", b"e\0")),
    "only-null-bytes": Hostile(make=lambda: b"\0" * 1_000_000),
    "broken-utf-8": Hostile(
        make=lambda: make_article("<p>Gr\xfc\xdfe</p>") + b"\xff\xfe\xc3\x28" * 9
    ),
    "latin-1-said-utf-8": Hostile(
        make=lambda: make_article().decode().replace("das teilte", "so Grüße").encode("cp1252")
    ),
    "utf-16-without-mark": Hostile(
        make=lambda: make_article("<p>Text</p>").decode().encode("utf-16-le")
    ),
    "all-bytes": Hostile(make=lambda: make_article() + bytes(range(256)) * 4_000),
    "no-characters": Hostile(
        make=lambda: make_article("<p>&#0; &#xD800; &#x110000; &#xFFFF; &#99999999999; &bogus;</p>")
    ),
    "turned-text": Hostile(make=lambda: make_article("<p>\u202eetxeT\u2066\u2069\ufeff</p>")),
    "entity-bomb": Hostile(make=(ENTITIES + "]><html><body><p>&l;&l;</p></body></html>").encode),
    "entity-bomb-feed": Hostile(
        make=lambda: FEED.format(ENTITIES, "&l;", "&m;").encode(),
        kind="feed",
        content_type="application/rss+xml",
    ),
    "entity-bomb-sitemap": Hostile(
        make=(ENTITIES + "]><urlset><url><loc>http://amt.example/&m;</loc></url></urlset>").encode,
        kind="sitemap",
        content_type="application/xml",
    ),
    "file-entity-feed": Hostile(
        make=lambda: FEED.format(
            "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;", "&a;"
        ).encode(),
        kind="feed",
        content_type="application/rss+xml",
    ),
    "deep-feed": Hostile(
        make=lambda: b"<rss><channel>" + b"<item>" * 200_000,
        kind="feed",
        content_type="application/rss+xml",
    ),
    "100000-sitemap-addresses": Hostile(
        make=(
            "<urlset>"
            + "".join(f"<url><loc>http://amt.example/{at}</loc></url>" for at in range(100_000))
            + "</urlset>"
        ).encode,
        kind="sitemap",
        content_type="application/xml",
    ),
    "deep-json-api": Hostile(
        make=lambda: b"[" * 300_000, kind="api", content_type="application/json"
    ),
    "strange-json-api": Hostile(
        make=lambda: b'[{"id":1,"link":5,"title":[],"date":{}},null,7,"x"]',
        kind="api",
        content_type="application/json",
    ),
    "bad-links-listing": Hostile(make=lambda: make_listing([*BAD_LINKS, "/presse/1", "/presse/2"])),
    "bad-links-article": Hostile(
        make=lambda: make_article(
            "".join(f'<p><a href="{link}">Bericht.pdf</a></p>' for link in BAD_LINKS)
            + '<img src="javascript:alert(1)" onerror="alert(1)"><script>alert(1)</script>'
            + '<iframe src="http://boese.example/"></iframe><form action="/x"><input></form>'
            + '<p style="background:url(javascript:alert(1))" onclick="alert(1)">Text</p>'
            + '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)">x</a></svg>'
        )
    ),
    "off-site-listing": Hostile(
        make=lambda: make_listing([f"http://boese.example/{at}" for at in range(20)])
    ),
    "base-javascript": Hostile(make=lambda: make_based("javascript:alert(1)//")),
    "base-off-site": Hostile(make=lambda: make_based("http://boese.example/")),
    "next-is-itself": Hostile(make=lambda: make_led_on("/presse/")),
    "next-is-elsewhere": Hostile(make=lambda: make_led_on("http://boese.example/?page=2")),
    "long-title": Hostile(
        make=lambda: make_article().replace(b"Neue Zeiten", b"Neue Zeiten " * 900)
    ),
    "long-word-title": Hostile(
        make=lambda: make_article().replace(b"Neue Zeiten", b"N" + b"e" * 10_000)
    ),
    "control-title": Hostile(
        make=lambda: make_article().replace(b"Neue Zeiten", b"Neue \x07\x1b[31m Zeiten\x00\r\n")
    ),
    "one-long-line": Hostile(make=lambda: make_article(f"<p>{'Arbeit und Brot ' * 120_000}</p>")),
    "one-long-word": Hostile(make=lambda: make_article(f"<p>{'a' * 2_000_000}</p>")),
    "blanks": Hostile(make=lambda: make_article(f"<p>{' ' * 2_000_000}</p>")),
    "no-break-blanks": Hostile(make=lambda: make_article(f"<p>{'&nbsp;' * 200_000}</p>")),
    "many-line-breaks": Hostile(make=lambda: make_article("<br>" * 300_000)),
    "digits-and-dots": Hostile(make=lambda: make_article(f"<p>{'1.' * 400_000}</p>")),
    "many-dates": Hostile(make=lambda: make_article(f"<p>{'am 02.12.2020 ' * 60_000}</p>")),
    "date-lines": Hostile(make=lambda: make_article("<p>Stand: 02.12.2020</p>" * 30_000)),
    "dashes": Hostile(make=lambda: make_article(f"<p>{'- – — ' * 150_000}</p>")),
    "brackets": Hostile(make=lambda: make_article(f"<p>{'[PDF-Datei | (' * 60_000}</p>")),
    "open-comment": Hostile(make=lambda: make_article() + b"<!-- " + b"x" * 1_000_000),
    "many-comments": Hostile(make=lambda: make_article("<!-- x -->" * 100_000)),
    "cdata": Hostile(make=lambda: make_article("<![CDATA[" * 100_000)),
    "big-script": Hostile(make=lambda: make_article(f"<script>{'var a=1;' * 300_000}</script>")),
    "deep-json-ld": Hostile(
        make=lambda: make_article(
            "", f"<script type='application/ld+json'>{'[' * 200_000}</script>"
        )
    ),
    "strange-json-ld": Hostile(
        make=lambda: make_article(
            "",
            "<script type='application/ld+json'>"
            '{"@type":["NewsArticle",7],"headline":{"a":[1]},"datePublished":["x",{}],'
            '"dateModified":1e999,"@graph":{"@graph":[null,[],"x"]}}</script>',
        )
    ),
    "wild-dates": Hostile(
        make=lambda: make_article(
            "<time datetime='99999-99-99'>99.99.9999</time><time datetime='-0001-01-01'>x</time>",
            "<meta property='article:published_time' content='0000-00-00T99:99:99+99:99'>",
        )
    ),
    "pdf-named-html": Hostile(make=lambda: b"%PDF-1.7\n" + b"x" * 10_000),
    "zip-named-html": Hostile(make=lambda: b"PK\x03\x04" + b"x" * 10_000),
    "nothing": Hostile(make=lambda: b""),
    "half-a-tag": Hostile(make=lambda: make_article()[:-40] + b"<a href='"),
    "selects": Hostile(make=lambda: wrap("<select>" + "<option>Mai 2020</option>" * 100_000)),
    "wide-table": Hostile(
        make=lambda: make_article(f"<table><tr>{'<td>1</td>' * 100_000}</tr></table>")
    ),
    "big-spans": Hostile(
        make=lambda: make_article(
            "<table><tr><td colspan='999999999' rowspan='999999999'>1</td></tr></table>"
        )
    ),
}
