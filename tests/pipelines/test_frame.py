"""What a source's pages share, and what it is good for."""

import random

import pytest
from attrs import evolve

from pipelines.article import Unreadable, read_article
from pipelines.document import Document, read_document
from pipelines.frame import EMPTY, FEWEST, Frame, build_frame, page_blocks
from pipelines.items import Page
from pipelines.layout import find_blocks
from pipelines.site import Site

SITE = Site(slug="frame", name="Frame", start=("https://www.example.org/",))
END = "<div>Kreisverwaltung Auental, Am Markt 1</div></body></html>"


def build_page(number: int, newest: int, body: str = "", *, end: str = END) -> Page:
    """Page `number` of a site without a class name; its side column shows the five newest."""
    side = "".join(
        f'<div>{n % 28 + 1:02}.05.2023<br><a href="/{n}">Meldung Nummer {n} aus dem Kreis</a></div>'
        for n in range(newest, newest - 5, -1)
    )
    text = body or (
        f"<p>Der Kreis meldet {number} neue Stellen, das teilte die Verwaltung am Montag mit.</p>"
        f"<p>Zusätzliche Zahlen aus Gemeinde {number} stehen in der Übersicht.</p>"
    )
    about = "<p>Das Jobcenter betreut 4.000 Haushalte.</p>" if number % 3 == 0 else ""
    html = (
        f"<html><head><title>Meldung Nummer {number} aus dem Kreis | Kreis Auental</title></head>"
        f"<body><div><a href='/'>Start</a> <a href='/presse'>Presse</a></div>{side}"
        f"<div><div>Presse</div><div>{number % 28 + 1:02}.05.2023</div>"
        f"<div>Meldung Nummer {number} aus dem Kreis</div>{text}{about}"
        f"<p>Hinweis: Diese Meldung darf frei verwendet werden.</p></div>{end}"
    )
    return Page(
        url=f"https://www.example.org/{number}",
        requested_url=f"https://www.example.org/{number}",
        site="frame",
        kind="article",
        fetched_at="2026-11-22T06:00:00Z",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=html.encode(),
    )


def read(page: Page) -> Document:
    return read_document(page)


def build(numbers: range, newest: int | None = None) -> Frame:
    """The frame of some pages, fetched all at once or each on its own day."""
    return build_frame(
        page_blocks(read(build_page(n, newest if newest is not None else n))) for n in numbers
    )


def find_shared(frame: Frame, page: Page) -> list[str]:
    blocks = find_blocks(read(page))
    return [b.text for b in blocks if frame.shares(b.fingerprint())]


def test_menus_and_footers_are_shared_and_texts_are_not() -> None:
    shared = find_shared(build(range(1, 13), newest=12), build_page(3, 12))
    assert "Start Presse" in shared
    assert "Kreisverwaltung Auental, Am Markt 1" in shared
    assert "Hinweis: Diese Meldung darf frei verwendet werden." in shared
    assert "Meldung Nummer 12 aus dem Kreis" in shared
    assert not any("neue Stellen" in text for text in shared)
    assert not any("4.000 Haushalte" in text for text in shared)


def test_few_pages_share_nothing() -> None:
    assert build(range(1, FEWEST), newest=5) == Frame(pages=FEWEST - 1)
    assert find_shared(EMPTY, build_page(1, 5)) == []


def test_a_side_column_that_changes_daily_is_known_by_its_place() -> None:
    frame = build(range(10, 40))
    page = build_page(40, 40)
    side = [b for b in find_blocks(read(page)) if b.links and b.text.startswith("Meldung")]
    assert len(side) == 5
    assert not any(frame.shares(block.fingerprint()) for block in side)
    assert all(frame.shares_place(block) for block in side)


def test_a_frame_is_a_function_of_the_set() -> None:
    pages = [page_blocks(read(build_page(n, 12))) for n in range(1, 13)]
    frame = build_frame(pages)
    for seed in range(5):
        shuffled = pages[:]
        random.Random(seed).shuffle(shuffled)
        assert build_frame(shuffled) == frame


def test_a_key_changes_only_where_the_frame_concerns_a_page() -> None:
    pages = {n: page_blocks(read(build_page(n, 12))) for n in range(1, 13)}
    before = build_frame(pages.values())
    grown = build_frame([*pages.values(), page_blocks(read(build_page(13, 12)))])
    assert all(before.key_for(page) == grown.key_for(page) for page in pages.values())
    small = build_frame(list(pages.values())[:2])
    assert all(before.key_for(page) != small.key_for(page) for page in pages.values())


def test_parts_of_titles_and_files_are_shared_too() -> None:
    page = build_page(1, 5, '<p>Alle Zahlen <a href="/immer.pdf">im Faltblatt (PDF)</a>.</p>')
    frame = build_frame([page_blocks(read(page))] * 2 + [page_blocks(read(page))] * 3)
    assert frame.shares_file("https://www.example.org/immer.pdf")
    assert not frame.shares_file("https://www.example.org/nur-hier.pdf")
    assert build(range(1, 9), newest=12).shares_title_part("Kreis Auental")
    assert not build(range(1, 9), newest=12).shares_title_part("Meldung Nummer 3 aus dem Kreis")


@pytest.mark.parametrize("number", range(20, 40))
def test_with_a_frame_a_page_without_one_class_name_is_read_exactly(number: int) -> None:
    frame = build(range(10, 40))
    (post,) = read_article(build_page(number, number), None, SITE, frame)
    assert post.title == f"Meldung Nummer {number} aus dem Kreis"
    assert post.published is not None
    assert post.published.day == number % 28 + 1
    paragraphs = post.text.split("\n\n")
    assert paragraphs[0].startswith(f"Der Kreis meldet {number} neue Stellen")
    assert paragraphs[1:] == [
        f"Zusätzliche Zahlen aus Gemeinde {number} stehen in der Übersicht.",
        *(["Das Jobcenter betreut 4.000 Haushalte."] if number % 3 == 0 else []),
    ]


def test_a_page_that_lacks_its_siblings_end_is_cut_off() -> None:
    frame = build(range(1, 21), newest=20)
    for end in ("<div>Kreisverwaltung</div></body></html>", "</body></html>"):
        with pytest.raises(Unreadable) as caught:
            read_article(build_page(3, 20, end=end), None, SITE, frame)
        assert caught.value.problem.code == "cut_off"


def test_a_footer_that_was_changed_is_no_accident() -> None:
    end = "<div>Kreisverwaltung Auental, Neuer Platz 2</div></body></html>"
    old = [page_blocks(read(build_page(n, 30))) for n in range(1, 21)]
    first, second = build_page(31, 31, end=end), build_page(32, 32, end=end)
    with pytest.raises(Unreadable):
        read_article(first, None, SITE, build_frame([*old, page_blocks(read(first))]))
    both = build_frame([*old, page_blocks(read(first)), page_blocks(read(second))])
    assert all(read_article(page, None, SITE, both) for page in (first, second))


def test_a_sentence_that_all_posts_share_is_no_frame_where_it_is_all_they_say() -> None:
    said = "Die vollständige Mitteilung finden Sie im Anhang dieser Seite."
    pages = []
    for number in range(1, 13):
        page = build_page(number, 12, f"<p>{said}</p>")
        name = f"<div>Meldung Nummer {number} aus dem Kreis</div>".encode()
        body = page.body.replace(name, b"<h1>" + name[5:-6] + b"</h1>")
        pages.append(evolve(page, body=body))
    frame = build_frame(page_blocks(read(page)) for page in pages)
    (post,) = read_article(pages[3], None, SITE, frame)
    assert post.title == "Meldung Nummer 4 aus dem Kreis"
    assert said in post.text


def test_a_heading_that_all_pages_share_still_ends_the_text() -> None:
    card = (
        "<div><h3>Amt stellt neue Leute ein, Folge {0}</h3><p>Die ersten {0} fangen schon im"
        " Januar an, sagte die Leiterin des Amtes am Montag im Kreistag; im Herbst sollen noch"
        " einmal so viele folgen, wenn die Abgeordneten dem Haushalt zustimmen.</p></div>"
    )
    text = "<p>Der Kreis meldet {0} neue Stellen, das teilte die Verwaltung am Montag mit.</p>"
    pages = {}
    for n in range(10, 40):
        cards = "".join(card.format(number) for number in (n * 7, n * 11))
        end = f"<section><h3>Weitere Meldungen</h3><div>{cards}</div></section>{END}"
        pages[n] = build_page(n, 40, f"<div>{text.format(n)}</div>", end=end)
    frame = build_frame(page_blocks(read(page)) for page in pages.values())
    (post,) = read_article(pages[12], None, SITE, frame)
    assert "12 neue Stellen" in post.text
    assert "Folge" not in post.text
    assert "Leiterin" not in post.text
