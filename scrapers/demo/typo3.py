"""A site like a county association on TYPO3 with tt_news: an article's day is in its address."""

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from urllib.parse import urlencode

from scrapers.demo.pdf import write_pdf
from scrapers.demo.posts import DemoPost, read_blocks, read_pages, read_resource, render_html
from scrapers.demo.server import Resource

LISTING = "/aktuelles/pressemitteilungen"
ARTICLE = f"{LISTING}/artikelansicht"
ROWS = 5
"""Entries of one listing page."""
BULLETS = ("·", "· ")
"""The editors type their bullets, without a blank or with one: by the parity of the number."""

KOMPAKT = """\
## Titelthema

Haushalte der Landkreise: Der Rahmen für 2027 wird enger

## Aktuelle Themen

- Rettungsdienst: Landtag berät am 3. Dezember
- Kreisstraßen: 480 Kilometer sind sanierungsbedürftig
- Digitale Akte: Zwischenstand aus 21 Landkreisen

## Kurz notiert

- Neue Fassung der Bauordnung
- Positionspapier zu den Kommunalen Jobcentern

## Personalien / Termine"""
"""A newsletter's contents, foreign to every article beside which it stands."""


class Typo3:
    """The site's pages for a set of posts, newest first; `kompakt` is the foreign block's text."""

    def __init__(self, posts: Sequence[DemoPost], url: str, *, kompakt: str = KOMPAKT) -> None:
        self._posts = posts
        self._url = url
        self._kompakt = kompakt
        self._frame = Template(read_resource("typo3.html"))
        self._numbers = {str(post.number): post for post in posts}
        self._static = {
            f"/uploads/media/{file.name}": Resource(
                body=write_pdf(file.title, read_blocks(file.text)),
                media_type="application/pdf",
                changed=post.day,
            )
            for post in posts
            for file in post.files
        }
        self._static |= {
            page.path: self._page(
                page.title, f"<h1>{page.title}</h1>\n{render_html(read_blocks(page.text))}"
            )
            for page in read_pages("demo-landkreisverband")
        }
        self._static["/fileadmin/template/stil.css"] = Resource(
            body=read_resource("typo3.css").encode(), media_type="text/css; charset=utf-8"
        )

    def find(self, path: str, query: Mapping[str, str]) -> Resource | None:
        """An article needs its number and the hash of all its parameters, as TYPO3 checks them."""
        if path in {"/", "/start"}:
            return self._home()
        if path == LISTING:
            return self._listing(query)
        if path == ARTICLE:
            post = self._numbers.get(query.get("tx_ttnews[tt_news]", ""))
            return self._article(post) if post and _is_whole(query) else None
        return self._static.get(path)

    def missing(self) -> Resource:
        """The page for an address where nothing stands."""
        return self._page("Fehler 404", "<h1>Seite nicht gefunden</h1>")

    def _page(self, title: str, content: str) -> Resource:
        block = render_html(read_blocks(self._kompakt), heading="<h4>{}</h4>")
        text = self._frame.substitute(
            title=f"{escape(title, quote=False)} | Landkreisverband Hessen",
            content=content,
            aside=f"<h3>Landkreistag<br>Kompakt</h3>\n{block}",
            url=self._url,
        )
        return Resource(body=text.encode(), changed=self._posts[0].day)

    def _home(self) -> Resource:
        """The newest, under addresses that say where the reader came from (backPid)."""
        rows = "\n".join(
            f'<li>{post.day:%d.%m.%Y} <a href="{escape(_link(post, back=1))}">'
            f"{escape(post.title, quote=False)}</a></li>"
            for post in self._posts[:3]
        )
        return self._page("Start", f"<h1>Aktuelles</h1>\n<ul>\n{rows}\n</ul>")

    def _listing(self, query: Mapping[str, str]) -> Resource | None:
        number = query.get("tx_ttnews[pointer]", "0")
        if not number.isdecimal() or (query and not _is_whole(query)):
            return None
        page, last = int(number), -(-len(self._posts) // ROWS) - 1
        shown = self._posts[page * ROWS : (page + 1) * ROWS]
        if not shown:
            return None
        entries = "\n".join(
            f'<div class="eintrag"><span class="tag">{post.day:%d.%m.%Y}</span>'
            f'<h3><a href="{escape(_link(post))}">{escape(post.title, quote=False)}</a></h3>'
            f"<p>{escape(post.teaser, quote=False)} "
            f'<a href="{escape(_link(post))}">mehr</a></p></div>'
            for post in shown
        )
        links = []
        if page:
            links.append(f'<a href="{escape(_paging(page - 1))}">&lt; zurück</a>')
        links += [
            f"<b>{other + 1}</b>"
            if other == page
            else f'<a href="{escape(_paging(other))}">{other + 1}</a>'
            for other in range(last + 1)
        ]
        if page < last:
            links.append(f'<a href="{escape(_paging(page + 1))}">vor &gt;</a>')
        return self._page(
            "Pressemitteilungen",
            f"<h1>Pressemitteilungen</h1>\n{entries}\n"
            f'<div class="blaettern">{" ".join(links)}</div>',
        )

    def _article(self, post: DemoPost) -> Resource:
        attachments = "\n".join(
            f'<p class="datei"><a href="uploads/media/{file.name}">{file.name}</a></p>'
            for file in post.files
        )
        body = render_html(
            read_blocks(post.text),
            heading="<p><strong>{}</strong></p>",
            bullet=BULLETS[post.number % 2],
        )
        return self._page(
            post.title,
            f"<h1>{escape(post.title, quote=False)}</h1>\n"
            f'<p class="rubrik">{escape(post.kicker, quote=False)}</p>\n{body}\n{attachments}\n'
            f'<p><a href="{LISTING.lstrip("/")}">Zurück zur Übersicht</a></p>',
        )


def _link(post: DemoPost, *, back: int = 0) -> str:
    """A post's address, relative to the base; its day is nowhere else on the article's page."""
    query = {"tx_ttnews[backPid]": str(back)} if back else {}
    query |= {
        "tx_ttnews[day]": f"{post.day:%d}",
        "tx_ttnews[month]": f"{post.day:%m}",
        "tx_ttnews[tt_news]": str(post.number),
        "tx_ttnews[year]": str(post.day.year),
    }
    return f"{ARTICLE.lstrip('/')}?{urlencode(query | {'cHash': _hash(query)})}"


def _paging(page: int) -> str:
    query = {"tx_ttnews[pointer]": str(page)}
    if not page:
        return LISTING.lstrip("/")
    return f"{LISTING.lstrip('/')}?{urlencode(query | {'cHash': _hash(query)})}"


def _hash(query: Mapping[str, str]) -> str:
    """A stand-in for TYPO3's cHash: it depends on every other parameter."""
    return hashlib.md5(urlencode(sorted(query.items())).encode(), usedforsecurity=False).hexdigest()


def _is_whole(query: Mapping[str, str]) -> bool:
    others = {key: value for key, value in query.items() if key != "cHash"}
    return query.get("cHash") == _hash(others)
