"""A site like a federal network on WordPress: slugs, `?p=`, a feed, days in the listing only."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from string import Template

from scrapers.demo.pdf import write_pdf
from scrapers.demo.posts import (
    DemoFile,
    DemoPage,
    DemoPost,
    read_blocks,
    read_pages,
    read_resource,
    render_html,
    say_day,
)
from scrapers.demo.server import Resource

ROWS = 6
"""Entries of one listing page."""
NAME = "Netzwerk Kommunale Jobcenter"


class WordPress:
    """The site's pages for a set of posts, newest first."""

    def __init__(self, posts: Sequence[DemoPost], url: str) -> None:
        self._posts = posts
        self._url = url
        self._frame = Template(read_resource("wordpress.html"))
        self._numbers = {str(post.number): post for post in posts}
        self._static = {
            _file_path(post, file): Resource(
                body=write_pdf(file.title, read_blocks(file.text)),
                media_type="application/pdf",
                changed=post.day,
            )
            for post in posts
            for file in post.files
        }
        pages = {page.path: self._show_page(page) for page in read_pages("demo-netzwerk")}
        pages |= {f"/{post.name}/": self._article(post) for post in posts}
        pages |= {f"/leichte-sprache/{post.name}/": self._easy(post) for post in posts if post.easy}
        self._static |= pages
        self._static |= {path.rstrip("/"): Resource(location=f"{url}{path}") for path in pages}
        self._static |= {
            "/feed/": self._feed(),
            "/wp-content/themes/vorfuehrung/style.css": Resource(
                body=read_resource("wordpress.css").encode(), media_type="text/css; charset=utf-8"
            ),
        }

    def find(self, path: str, query: Mapping[str, str]) -> Resource | None:
        """Slugs with their slash; without it, or as `?p=ID`, a redirect to it."""
        if path == "/" and "p" in query:
            post = self._numbers.get(query["p"])
            return Resource(location=f"{self._url}/{post.name}/") if post else None
        if path == "/":
            return self._home()
        if path.startswith("/aktuelles/"):
            number = path.removeprefix("/aktuelles/").removeprefix("page/").rstrip("/") or "1"
            return self._listing(int(number)) if number.isdecimal() else None
        return self._static.get(path)

    def missing(self) -> Resource:
        """The page for an address where nothing stands."""
        return self._page(
            "Seite nicht gefunden",
            '<h1 class="page-title">Diese Seite konnte nicht gefunden werden.</h1>',
            kind="error404",
        )

    def _page(self, title: str, content: str, *, kind: str = "page", head: str = "") -> Resource:
        newest = "\n".join(
            f'<li><a href="/{post.name}/">{escape(post.title, quote=False)}</a></li>'
            for post in self._posts[:5]
        )
        text = self._frame.substitute(
            title=f"{escape(title, quote=False)} – {NAME}",
            content=content,
            newest=newest,
            kind=kind,
            head=head,
            url=self._url,
        )
        return Resource(body=text.encode(), changed=self._posts[0].day)

    def _show_page(self, page: DemoPage) -> Resource:
        return self._page(
            page.title,
            f'<article class="page"><h1 class="entry-title">{page.title}</h1>\n'
            f'<div class="entry-content">{render_html(read_blocks(page.text))}</div></article>',
        )

    def _home(self) -> Resource:
        teasers = "\n".join(
            f'<li><a href="/{post.name}/">{escape(post.title, quote=False)}</a> '
            f"({say_day(post.day)})</li>"
            for post in self._posts[:3]
        )
        return self._page(
            "Start",
            f"<h1>Willkommen</h1>\n<p>Bundesweit arbeiten 104 Kommunale Jobcenter.</p>\n"
            f'<h2>Aktuelles</h2>\n<ul>\n{teasers}\n</ul>\n<p><a href="/aktuelles/">'
            "Alle Meldungen</a></p>",
            kind="home",
        )

    def _listing(self, number: int) -> Resource | None:
        last = -(-len(self._posts) // ROWS)
        if not 1 <= number <= last:
            return None
        shown = self._posts[(number - 1) * ROWS : number * ROWS]
        entries = "\n".join(
            f'<article id="post-{post.number}" class="post">\n'
            f'<h2 class="entry-title"><a href="{self._url}/{post.name}/" rel="bookmark">'
            f"{escape(post.title, quote=False)}</a></h2>\n"
            f'<p class="entry-meta"><span class="posted-on">{say_day(post.day)}</span></p>\n'
            f'<div class="entry-summary"><p>{escape(post.teaser, quote=False)} '
            f'<a href="{self._url}/{post.name}/">weiterlesen</a></p></div>\n</article>'
            for post in shown
        )
        return self._page(
            "Aktuelles" if number == 1 else f"Aktuelles – Seite {number}",
            f'<h1 class="page-title">Aktuelles</h1>\n{entries}\n{self._paging(number, last)}',
            kind="blog",
        )

    def _paging(self, number: int, last: int) -> str:
        links = []
        if number > 1:
            links.append(f'<a class="prev" href="{self._address(number - 1)}">Zurück</a>')
        links += [
            f'<span aria-current="page">{page}</span>'
            if page == number
            else f'<a href="{self._address(page)}">{page}</a>'
            for page in range(1, last + 1)
        ]
        if number < last:
            links.append(f'<a class="next" href="{self._address(number + 1)}">Weiter</a>')
        return (
            '<nav class="navigation" aria-label="Beiträge"><div class="nav-links">'
            + " ".join(links)
            + "</div></nav>"
        )

    def _address(self, page: int) -> str:
        return f"{self._url}/aktuelles/" + (f"page/{page}/" if page > 1 else "")

    def _article(self, post: DemoPost) -> Resource:
        address = f"{self._url}/{post.name}/"
        head = (
            f'<link rel="canonical" href="{address}">\n'
            f'<link rel="shortlink" href="{self._url}/?p={post.number}">'
        )
        day = "" if post.undated else f"{_meta(post)}\n"
        content = (
            f'<article id="post-{post.number}" class="post">\n'
            f'<h1 class="entry-title">{escape(post.title, quote=False)}</h1>\n{day}'
            f'<div class="entry-content">\n{self._content(post)}\n</div>\n'
            '<div class="sharing">Teilen: <a href="mailto:?subject=Meldung">E-Mail</a> · '
            '<a href="javascript:window.print()">Drucken</a></div>\n'
            f"{self._related(post)}\n</article>"
        )
        return self._page(post.title, content, kind="single", head=head)

    def _content(self, post: DemoPost) -> str:
        parts = []
        if post.easy:
            parts.append(
                f'<p class="easy"><a href="/leichte-sprache/{post.name}/" hreflang="de-simple">'
                "In Leichter Sprache lesen</a></p>"
            )
        parts.append(render_html(read_blocks(post.text)))
        if post.video:
            parts.append(
                '<div class="consent"><p>Für diesen Film brauchen wir Ihre Einwilligung: Beim '
                "Abspielen gehen Daten an den Anbieter.</p><button>Film laden</button></div>"
            )
        parts += [
            f'<p class="wp-block-file"><a href="{_file_path(post, file)}">{file.name}</a></p>'
            for file in post.files
        ]
        return "\n".join(parts)

    def _related(self, post: DemoPost) -> str:
        others = [other for other in self._posts if other is not post][:3]
        return (
            '<section class="related"><h2>Das könnte Sie auch interessieren</h2>\n<ul>\n'
            + "\n".join(
                f'<li><a href="/{other.name}/">{escape(other.title, quote=False)}</a> '
                f"<span>{say_day(other.day)}</span></li>"
                for other in others
            )
            + "\n</ul></section>"
        )

    def _easy(self, post: DemoPost) -> Resource:
        return self._page(
            f"{post.title} (Leichte Sprache)",
            '<article class="page"><h1 class="entry-title">In Leichter Sprache</h1>\n'
            f'<div class="entry-content">{render_html(read_blocks(post.easy))}</div></article>',
        )

    def _feed(self) -> Resource:
        """RSS 2.0 with the ten newest: it knows fewer than the listing."""
        items = "\n".join(
            f"<item><title>{escape(post.title)}</title><link>{self._url}/{post.name}/</link>"
            f"<pubDate>{format_datetime(datetime.combine(post.day, time(9), tzinfo=UTC))}</pubDate>"
            f'<guid isPermaLink="false">{self._url}/?p={post.number}</guid>'
            f"<description>{escape(post.teaser)}</description></item>"
            for post in self._posts[:10]
        )
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
            f"<title>{NAME}</title><link>{self._url}/</link>"
            f"<description>Aktuelles</description>\n{items}\n</channel></rss>\n"
        )
        return Resource(
            body=text.encode(),
            media_type="application/rss+xml; charset=utf-8",
            changed=self._posts[0].day,
        )


def _meta(post: DemoPost) -> str:
    return (
        f'<p class="entry-meta"><time datetime="{post.day.isoformat()}">{say_day(post.day)}</time>'
        f" · {escape(post.kicker or 'Allgemein')}</p>"
    )


def _file_path(post: DemoPost, file: DemoFile) -> str:
    return f"/wp-content/uploads/{post.day:%Y/%m}/{file.name}"
