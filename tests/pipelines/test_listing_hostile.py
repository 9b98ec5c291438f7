"""Pages that mean harm, or nobody meant at all: they are read or refused, never half."""

import pytest

from pipelines.document import DocumentError
from pipelines.items import Lead, Page
from pipelines.listing import read_listing
from pipelines.site import Site

SITE = Site(name="test", start=("https://a.de/",))
ENTRY = '<li>{day:02d}.11.2026 <a href="{href}">Jobcenter meldet die Zahl Nummer {day}</a></li>'


def read(html: str | bytes) -> tuple[list[str], tuple[str, ...]]:
    leads, after = read_leads(html)
    return [lead.url for lead in leads], after


def read_leads(html: str | bytes) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    body = html if isinstance(html, bytes) else html.encode()
    page = Page(
        url="https://a.de/presse/",
        requested_url="https://a.de/presse/",
        site="test",
        kind="listing",
        fetched_at="2026-11-22T00:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=b"<!DOCTYPE html><html><body>" + body + b"</body></html>",
    )
    return read_listing(page, SITE)


def rows(hrefs: list[str]) -> str:
    return "".join(ENTRY.format(day=day, href=href) for day, href in enumerate(hrefs, 1))


def test_only_pages_and_files_are_entries() -> None:
    bad = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.de",
           "tel:0611", "http://[::1", "#", "?"]  # fmt: skip
    good = ["/m/1", "//b.de/m/2", "m/3#top", "/m/ü 4", "/m/1"]
    urls, _ = read(f"<ul>{rows([*good[:2], *bad, *good[2:]])}</ul>")
    assert urls == [
        "https://a.de/m/1",
        "https://b.de/m/2",
        "https://a.de/presse/m/3",
        "https://a.de/m/%C3%BC%204",
    ]


def test_the_way_back_of_a_last_page_is_no_entry() -> None:
    """It stands above and below the entries, as often as they and between their parents."""
    way = '<p>Seite: 3 von 3 | Eintrag: 21 bis 22 | <a href="/presse/?ab=10">zurück</a></p>'
    rest = "".join(
        f'<div class="eintrag">1{day}.06.2026<br><a href="/m/{day}?backlink=/cmd?a=b">Kreis: '
        f"Jobcenter meldet die Zahl Nummer {day}</a></div>"
        for day in (2, 1)
    )
    side = "".join(
        f'0{day}.11.2026<br><a href="/m/neu-{day}">Stadt: Jobcenter meldet Zahl {day}</a><br><br>'
        for day in (5, 4, 3)
    )
    leads, _ = read_leads(
        f'<table><tr><td class="mitte"><h2>Aktuelle Mitteilungen</h2>{way}{rest}{way}</td>'
        f'<td class="rand">{side}</td></tr></table>'
    )
    assert "zurück" not in [lead.title for lead in leads]
    assert {"/m/2", "/m/1"} <= {lead.url.removeprefix("https://a.de")[:4] for lead in leads}


def test_null_bytes_and_broken_umlauts() -> None:
    html = rows(["/m/1", "/m/2", "/m/3"]).encode().replace(b"meldet", b"m\x00el\xfcdet")
    urls, _ = read(b"<ul>" + html + b"</ul>")
    assert urls == ["https://a.de/m/1", "https://a.de/m/2", "https://a.de/m/3"]


def test_entries_in_a_thousand_boxes() -> None:
    deep = 1_000
    urls, _ = read("<div>" * deep + f"<ul>{rows(['/m/1', '/m/2', '/m/3'])}</ul>" + "</div>" * deep)
    assert len(urls) == 3


def test_a_title_of_ten_thousand_characters_is_cut() -> None:
    long = "".join(
        f'<li>0{n}.11.2026 <a href="/m/{n}">{f"Wort{n} " * 2_000}</a></li>' for n in (1, 2, 3)
    )
    leads, _ = read_leads(f"<ul>{long}</ul>")
    assert all(490 < len(lead.title) <= 500 for lead in leads)
    assert leads[0].title.startswith("Wort1 Wort1")
    assert leads[0].title.endswith("Wort1 …")


def test_thousands_of_entries_are_read() -> None:
    html = "".join(
        f'<li>19.11.2026 <a href="/m/{n}">Jobcenter meldet die Zahl Nummer {n}</a></li>'
        for n in range(5_000)
    )
    urls, after = read(f"<ul>{html}</ul>")
    assert len(urls) == 5_000
    assert after == ()


def test_years_without_end_are_a_calendar() -> None:
    years = "".join(f'<a href="/presse/2020/{n}">Archiv 2020</a>' for n in range(2_000))
    _, after = read(f"<ul>{rows(['/m/1', '/m/2', '/m/3'])}</ul>{years}")
    assert len(after) == 500


@pytest.mark.parametrize(
    "html", ["<b>" * 90_000 + "x", '<a href="/m">Eine Meldung mit vielen Worten</a>' * 60_000]
)
def test_more_tags_than_anyone_reads_are_refused(html: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(html)
    assert refused.value.code in {"too_many_tags", "too_deep"}
