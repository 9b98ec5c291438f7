"""Finding a site's listings from any page, and choosing which of them to walk."""

from attrs import evolve

from pipelines.address_shapes import learn_article
from pipelines.choice import choose_listings
from pipelines.empty_pages import explain_empty_listing
from pipelines.items import Page, PageKind
from pipelines.listing import listing_problems, read_listing
from pipelines.site import Expect, Site
from pipelines.survey import find_listings

SITE = Site(name="test", start=("https://a.de/",))

NAV = """<nav><ul><li><a href="/">Start</a></li><li><a href="/aktuelles">Aktuelles</a></li>
<li><a href="/termine">Termine</a></li><li><a href="/kontakt">Kontakt</a></li>
<li><a href="/en/news">News</a></li><li><a href="/tag/quote">Quote</a></li></ul></nav>"""


def page_of(url: str, html: str, kind: PageKind = "listing", head: str = "") -> Page:
    body = html if kind in {"feed", "sitemap", "robots"} else (
        f"<!DOCTYPE html><html><head>{head}</head><body>{html}</body></html>"
    )  # fmt: skip
    return Page(
        url=url,
        requested_url=url,
        site="test",
        kind=kind,
        fetched_at="2026-12-22T00:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=body.encode(),
    )


def entries(first: int, count: int, *, dated: bool = True) -> str:
    rows = (
        f"<li>{f'{28 - n % 27:02d}.11.2026' if dated else ''} "
        f'<a href="/presse/2026/meldung-{n}.html">Jobcenter meldet die Zahl Nummer {n}</a></li>'
        for n in range(first, first + count)
    )
    return f"<ul>{''.join(rows)}</ul>"


def test_candidates_from_navigation_and_head() -> None:
    head = """<link rel="alternate" type="application/rss+xml" title="Meldungen" href="/feed/">
    <link rel="alternate" type="application/rss+xml" title="Kommentar-Feed" href="/comments/feed/">
    <link rel="https://api.w.org/" href="https://a.de/wp-json/">"""
    found = find_listings(page_of("https://a.de/", NAV, head=head), SITE)
    kinds = {one.url: one.kind for one in found}
    assert found[0].url == "https://a.de/aktuelles"
    assert kinds["https://a.de/feed/"] == "feed"
    assert kinds["https://a.de/wp-json/wp/v2/posts?per_page=100"] == "api"
    assert "https://a.de/comments/feed/" not in kinds
    assert "https://a.de/en/news" not in kinds
    assert "https://a.de/kontakt" not in kinds


def test_a_family_keeps_its_places_where_it_always_does() -> None:
    generator = '<meta name="generator" content="WordPress 6.9">'
    page = page_of("https://a.de/presse/", NAV, head=generator)
    guessed = {one.url: one.kind for one in find_listings(page, SITE)}
    assert guessed["https://a.de/wp-json/wp/v2/posts?per_page=100"] == "api"
    assert guessed["https://a.de/feed/"] == "feed"
    assert guessed["https://a.de/wp-sitemap.xml"] == "sitemap"
    for unknown in (evolve(SITE, platforms=()), evolve(SITE, platforms=("drupal",))):
        found = [(one.url, one.kind) for one in find_listings(page, unknown)]
        assert ("https://a.de/sitemap.xml", "sitemap") in found
        assert not {"api", "feed"} & {kind for _, kind in found}


def test_what_the_head_declares_is_not_guessed() -> None:
    head = """<meta name="generator" content="WordPress 6.9">
    <link rel="alternate" type="application/rss+xml" title="Meldungen" href="/amt/feed/">
    <link rel="https://api.w.org/" href="https://a.de/amt/?rest_route=/">"""
    found = find_listings(page_of("https://a.de/amt/", NAV, head=head), SITE)
    assert [one.url for one in found if one.kind == "feed"] == ["https://a.de/amt/feed/"]
    assert [one.url for one in found if one.kind == "api"] == [
        "https://a.de/amt/?rest_route=/wp/v2/posts&per_page=100"
    ]


def test_candidates_from_robots() -> None:
    robots = (
        "User-agent: *\nDisallow: /x\nSitemap: https://a.de/map.xml\nSitemap: https://b.de/m.xml\n"
    )
    found = find_listings(page_of("https://a.de/robots.txt", robots, "robots"), SITE)
    assert [(one.url, one.kind) for one in found] == [("https://a.de/map.xml", "sitemap")]


def test_the_archive_wins_over_the_teasers_of_the_home_page() -> None:
    home = page_of("https://a.de/", NAV + entries(1, 3), "unknown")
    archive = page_of(
        "https://a.de/aktuelles", entries(1, 8) + '<a rel="next" href="?page=2">weiter</a>'
    )
    choice = choose_listings([home, archive], SITE)
    assert [one.url for one in choice.listings] == ["https://a.de/aktuelles"]
    assert choice.problems == ()


def test_pages_of_one_row_and_subjects_are_no_further_listings() -> None:
    pager = '<div class="pager"><a rel="next" href="/aktuelles?page={}">weiter</a></div>'
    pages = [
        page_of("https://a.de/aktuelles", entries(1, 8) + pager.format(2), "unknown"),
        page_of("https://a.de/aktuelles?page=2", entries(9, 8) + pager.format(3)),
        page_of("https://a.de/tag/quote", entries(20, 8)),
        page_of("https://a.de/kontakt", "<main><h1>Kontakt</h1><p>Anschrift</p></main>"),
    ]
    assert [one.url for one in choose_listings(pages, SITE).listings] == ["https://a.de/aktuelles"]


def test_a_second_section_is_walked_too() -> None:
    pages = [
        page_of("https://a.de/aktuelles", entries(1, 6), "unknown"),
        page_of("https://a.de/presse", entries(30, 6)),
    ]
    choice = choose_listings(pages, SITE)
    assert {one.url for one in choice.listings} == {"https://a.de/aktuelles", "https://a.de/presse"}


def test_a_feed_dates_what_the_pages_show_without_a_day() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    pager = '<a rel="next" href="/presse?page=2">weiter</a>'
    items = "".join(
        f"<item><title>Zahl {n}</title><link>https://a.de/presse/2026/meldung-{n}.html</link>"
        f"<pubDate>Thu, {20 - n} Nov 2026 09:00:00 +0100</pubDate></item>"
        for n in range(1, 5)
    )
    feed = page_of("https://a.de/feed/", f"<rss><channel>{items}</channel></rss>", "feed")
    for dated, walked in ((False, ["listing", "feed"]), (True, ["listing"])):
        news = f"<h1>Presse</h1>{entries(1, 8, dated=dated)}{pager}"
        presse = page_of("https://a.de/presse", news, head=head)
        choice = choose_listings([presse, feed], SITE)
        assert [one.kind for one in choice.listings] == walked


def test_a_sitemap_completes_a_home_page_that_shows_the_newest_only() -> None:
    sitemap = "".join(
        f"<url><loc>https://a.de{path}</loc></url>"
        for path in (*(f"/presse/2026/meldung-{n}.html" for n in range(1, 9)), "/impressum")
    )
    pages = [
        page_of("https://a.de/", entries(1, 3), "unknown"),
        page_of("https://a.de/sitemap.xml", f"<urlset>{sitemap}</urlset>", "sitemap"),
    ]
    choice = choose_listings(pages, SITE)
    assert [one.kind for one in choice.listings] == ["listing", "sitemap"]
    assert choice.article == r"^/presse/2026/[^/?]+\.html$"
    narrowed = Site(name="test", start=SITE.start, article=choice.article)
    leads, _ = read_listing(pages[1], narrowed)
    assert len(leads) == 8


def test_a_list_of_sections_is_no_listing() -> None:
    boxes = "".join(
        f'<div><h3><a href="/s/{n}">Leistungen rund um das Thema {n}</a></h3><p>Alles über Anträge,'
        " Fristen und Unterlagen an einem Ort.</p></div>"
        for n in range(6)
    )
    choice = choose_listings([page_of("https://a.de/", boxes, "unknown")], SITE)
    assert choice.listings == ()
    assert [one.code for one in choice.problems] == ["no_listing"]


def test_a_shell_of_scripts_is_told() -> None:
    shell = page_of("https://a.de/", '<div id="app"></div><script src="a.js"></script>', "unknown")
    choice = choose_listings([shell], SITE)
    assert [one.code for one in choice.problems] == ["needs_javascript"]
    assert explain_empty_listing(shell).code == "needs_javascript"


def test_what_addresses_have_in_common() -> None:
    assert learn_article([f"https://a.de/news?id={n}" for n in range(4)]) == r"^/news/?\?id="
    by_year = [f"https://a.de/{place}/" for place in ("2020/a", "2021/b", "2022/c")]
    assert learn_article(by_year) == r"^/\d+/[^/?]+/?$"


def test_suspicious_listings_are_told() -> None:
    def codes(html: str, **site: object) -> list[str]:
        given = Site(name="test", start=("https://a.de/x",), **site)  # type: ignore[arg-type]  # as a file's keys
        leads, _ = read_listing(page_of("https://a.de/x", html), given)
        return [one.code for one in listing_problems(leads, given)]

    assert codes(entries(1, 6)) == []
    assert codes(entries(1, 3), expect=Expect(entries=5)) == ["few_entries"]
    assert codes("<p>Wartungsarbeiten</p>") == ["few_entries"]
    shuffled = "".join(
        f'<li>{day}.11.2026 <a href="/m/{day}">Meldung des Jobcenters vom Tag {day}</a></li>'
        for day in (19, 3, 12, 5, 17, 8, 11, 2, 14)
    )
    assert codes(f"<ul>{shuffled}</ul>") == ["entries_unordered"]
    foreign = entries(1, 4).replace("/presse/", "https://b.de/presse/")
    assert codes(foreign) == ["entries_elsewhere"]
