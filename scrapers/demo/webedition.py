"""A site like a state's portal on webEdition: ISO-8859-1, tables, dates in a side column."""

import html
from calendar import Calendar
from collections.abc import Mapping, Sequence
from string import Template

from scrapers.demo.pdf import write_pdf
from scrapers.demo.posts import (
    MONTHS,
    DemoFile,
    DemoPage,
    DemoPost,
    read_blocks,
    read_pages,
    read_resource,
    render_html,
)
from scrapers.demo.server import Resource

LATIN = "text/html; charset=ISO-8859-1"
ROWS = 10
"""Entries of one listing page; the paging's offset counts entries, not pages."""
BACKLINK = "?backlink=/webEdition/we_cmd.php?btype=rebuild_all&maintable=1"
"""Once frozen into the static links by the system's own rebuild."""
ROBOTS = "User-agent: *\nDisallow: /intern/\nDisallow: /webEdition/\n"

MOVED = {
    "/": "/presse/",
    "/index.php": "/presse/",
    "/aktuell.php": "/presse/",
}
"""Old addresses that lead to the listing."""


class WebEdition:
    """The site's pages for a set of posts, newest first."""

    def __init__(self, posts: Sequence[DemoPost], _url: str = "") -> None:
        self._posts = posts
        self._frame = Template(read_resource("webedition.html"))
        self._newest = "\n".join(_show_newest(post) for post in posts[:5])
        self._static = {path: Resource(location=target) for path, target in MOVED.items()}
        self._static |= {
            f"/presse/downloads/{file.name}": Resource(
                body=write_pdf(file.title, read_blocks(file.text)),
                media_type="application/pdf",
                changed=post.day,
            )
            for post in posts
            for file in post.files
        }
        self._static |= {page.path: self._show_page(page) for page in read_pages("demo-verbund")}
        self._static |= {address(post): self._article(post) for post in posts}
        self._static |= {
            "/robots.txt": Resource(body=ROBOTS.encode(), media_type="text/plain"),
            "/stil.css": Resource(
                body=read_resource("webedition.css").encode(), media_type="text/css"
            ),
            "/intern/login.php": self._page("Anmeldung", "<p>Kennwort?</p>"),
        }

    def find(self, path: str, query: Mapping[str, str]) -> Resource | None:
        """Articles ignore any query, as static files do; the listing pages by offset."""
        match path.removesuffix("index.php"):
            case "/presse/":
                return self._listing(query.get("we_lv_start_0", "0"))
            case "/termine/":
                return self._calendar(query.get("we_lv_date_0", "2026-11-1"))
        return self._static.get(path)

    def missing(self) -> Resource:
        """The page for an address where nothing stands."""
        return self._page(
            "Seite nicht gefunden", "<p>Die angeforderte Seite wurde nicht gefunden.</p>"
        )

    def _page(self, title: str, content: str, *, raw: bool = False) -> Resource:
        """Put content into the frame. `raw`: quotes and dashes as bytes that ISO-8859-1 lacks."""
        text = self._frame.substitute(
            title=html.escape(title, quote=False), content=content, newest=self._newest
        )
        charset = "cp1252" if raw else "iso-8859-1"
        return Resource(
            body=text.encode(charset, errors="xmlcharrefreplace"),
            media_type=LATIN,
            changed=self._posts[0].day,
        )

    def _show_page(self, page: DemoPage) -> Resource:
        body = render_html(read_blocks(page.text), heading="<h3>{}</h3>")
        return self._page(page.title, f'<div class="titel">{page.title}</div>\n{body}')

    def _listing(self, offset: str) -> Resource | None:
        start = int(offset) if offset.isdecimal() else 0
        shown = self._posts[start : start + ROWS]
        if not shown:
            return None
        pages = -(-len(self._posts) // ROWS)
        place = (
            f"Seite: {start // ROWS + 1} von {pages} | "
            f"Eintrag: {start + 1} bis {start + len(shown)}"
        )
        if start:
            place += f' | <a href="{_paging(start - ROWS)}">zur&uuml;ck</a>'
        if start + ROWS < len(self._posts):
            place += f' | <a href="{_paging(start + ROWS)}" rel="next">weiter</a>'
        entries = "\n".join(
            f'<div class="eintrag">{post.day:%d.%m.%Y}<br>'
            f'<a href="{address(post)}{html.escape(BACKLINK)}">'
            f"{html.escape(post.title, quote=False)}</a></div>"
            for post in shown
        )
        return self._page("Presse", f"<p>{place}</p>\n{entries}\n<p>{place}</p>", raw=start == 0)

    def _article(self, post: DemoPost) -> Resource:
        attachments = "\n".join(
            f'<div class="datei"><a href="/presse/downloads/{file.name}">{file.name}</a> '
            f"[PDF-Datei | {file.size_stated or self._say_size(file)}]</div>"
            for file in post.files
        )
        content = (
            f'<div class="datum">{post.day:%d.%m.%Y}</div>\n'
            f'<div class="titel">{html.escape(post.title, quote=False)}</div>\n'
            f"{attachments}\n"
            f"{render_html(read_blocks(post.text), heading='<p><b>{}</b></p>')}\n"
            '<p><a href="/presse/">&laquo; zur&uuml;ck zur &Uuml;bersicht</a></p>'
        )
        return self._page(post.title, content, raw=bool(post.number % 2))

    def _say_size(self, file: DemoFile) -> str:
        """The true size in whole kB, as the system rounds it."""
        size = len(self._static[f"/presse/downloads/{file.name}"].body)
        return f"{max(1, round(size / 1000))} kB"

    def _calendar(self, day: str) -> Resource | None:
        """Months without end, forward and back: nothing for a crawler."""
        try:
            year, month = (int(part) for part in day.split("-")[:2])
        except ValueError:
            return None
        if not (1 <= month <= len(MONTHS) and 1 <= year <= 9999):
            return None
        before, after = (year * 12 + month - 2), (year * 12 + month)
        weeks = Calendar().monthdayscalendar(year, month)
        days = "\n".join(
            "<tr>" + "".join(f"<td>{number or ''}</td>" for number in week) + "</tr>"
            for week in weeks
        )
        return self._page(
            "Termine",
            f'<div class="titel">{MONTHS[month - 1]} {year}</div>\n'
            f'<table class="zahlen">\n{days}\n</table>\n'
            f'<p><a href="{_month(before)}">voriger Monat</a> | '
            f'<a href="{_month(after)}">n&auml;chster Monat</a></p>',
        )


def address(post: DemoPost) -> str:
    """The path of a post's page.

    >>> from datetime import date
    >>> day = date(2024, 6, 4)
    >>> address(DemoPost(sites=(), name="mkk_mai", number=1, day=day, title="", text=""))
    '/presse/artikel/2024/mkk_mai.php'
    """
    return f"/presse/artikel/{post.day.year}/{post.name}.php"


def _show_newest(post: DemoPost) -> str:
    """One entry of the side column, which stands on every page."""
    return (
        f'{post.day:%d.%m.%Y}<br><a href="{address(post)}">'
        f"{html.escape(post.title, quote=False)}</a><br><br>"
    )


def _paging(start: int) -> str:
    return f"/presse/index.php?we_lv_start_0={start}"


def _month(count: int) -> str:
    """The calendar's address for a count of months since year 0."""
    return (
        "/termine/index.php?we_lv_calendar_0=month&amp;"
        f"we_lv_date_0={count // 12}-{count % 12 + 1}-1"
    )
