"""Articles: where their day comes from."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from tests.pipelines.article_pages import LEAD, SAID, TEXT, TITLE, TT_NEWS, read, read_codes


def test_the_page_shows_the_day() -> None:
    post = read(f"<p>02.06.2025 14:30 Uhr</p><h1>{TITLE}</h1>{TEXT}")
    assert post.published == date(2025, 6, 2)
    assert post.published_at == datetime(2025, 6, 2, 12, 30, tzinfo=UTC)
    assert post.published_from == "article"
    assert post.page_id == 7
    assert not post.problems


@pytest.mark.parametrize(
    ("found_in", "told"), [("listing", "listing"), ("feed", "feed"), ("api", "feed")]
)
def test_where_the_page_shows_none_the_lead_gives_it(found_in: Any, told: str) -> None:
    post = read(f"<h1>{TITLE}</h1>{TEXT}", evolve(LEAD, found_in=found_in))
    assert (post.published, post.published_from) == (date(2025, 6, 2), told)


def test_the_head_gives_it_with_its_time() -> None:
    head = '<meta property="article:published_time" content="2025-06-02T08:00:00+02:00">'
    post = read(f"<h1>{TITLE}</h1>{TEXT}", head=head)
    assert (post.published, post.published_from) == (date(2025, 6, 2), "metadata")
    assert post.published_at == datetime(2025, 6, 2, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.example.org/2025/06/02/mehr-plaetze/", date(2025, 6, 2)),
        ("https://www.example.org/meldungen-2019/2019-08-15-Jobcenter.php", date(2019, 8, 15)),
        ("https://www.example.org/pressereferat/2025/august/250829-0004", date(2025, 8, 29)),
        (TT_NEWS, date(2018, 11, 26)),
    ],
)
def test_an_address_gives_it(url: str, day: date) -> None:
    post = read(f"<h1>{TITLE}</h1>{TEXT}", url=url)
    assert (post.published, post.published_from) == (day, "address")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/meldungen/29-10-2021",
        "https://www.example.org/presse/detail/~29-10-2021-mehr-plaetze",
        "https://www.example.org/presse/29102021-mehr-plaetze.html",
    ],
)
def test_a_german_day_in_an_address_may_be_an_events(url: str) -> None:
    post = read(f"<h1>{TITLE}</h1>{TEXT}", url=url)
    assert (post.published, read_codes(post)) == (date(2021, 10, 29), ["date_uncertain"])


@pytest.mark.parametrize(
    "head",
    [
        # in a heading of its own, above
        f"<h3>02.06.2025</h3><h1>{TITLE}</h1>",
        f"<h4>Mo., 2. Juni 2025 | Arbeitsmarkt</h4><h1>{TITLE}</h1>",
        # in what is drawn like a caption, behind or around the title
        f"<h1>{TITLE}</h1><p class='text__caption'>2. Juni 2025 | Arbeitsmarkt</p>",
        f"<figcaption><small>02.06.2025</small><h1>{TITLE}</h1></figcaption>",
        # below a label in an element of its own
        f"<h1>{TITLE}</h1><div><h5>Datum:</h5>02.06.2025</div>",
        f"<h1>{TITLE}</h1><p>Erschienen am:</p><h2>02.06.2025</h2>",
        # in a short column of author, day and subject
        f"<h1>{TITLE}</h1><aside class='meta'><p>Von: Presse</p><p>2. Juni 2025</p></aside>",
        f"<h1>{TITLE}</h1><div class='side-info'><b itemprop='datePublished'>02.06.2025</b></div>",
    ],
)
def test_a_day_beside_the_title_is_found_wherever_it_is_drawn(head: str) -> None:
    post = read(head + TEXT)
    assert post.published == date(2025, 6, 2)
    assert post.text == SAID


def test_a_day_in_front_of_the_text_is_the_posts() -> None:
    post = read(f"<h1>{TITLE}</h1><div><span>02.06.2025</span>{TEXT}</div>")
    assert (post.published, post.text) == (date(2025, 6, 2), SAID)
    post = read(f"<h1>{TITLE}</h1><p>2.6.2025 - {SAID}</p>")
    assert (post.published, read_codes(post)) == (date(2025, 6, 2), ["date_uncertain"])


@pytest.mark.parametrize(
    "beside",
    [
        # a column of news right behind the title
        "<aside class='meta'><p>09.06.2025</p><p>Kurse</p><p>08.06.2025</p><p>Messe</p></aside>",
        # what a picture shows, and when it was taken
        "<figure><figcaption>Die Messe am 09.06.2025</figcaption></figure>",
        "<p class='caption'>Eröffnung am 09.06.2025</p>",
        # an event's label
        "<div><h5>Termin:</h5>09.06.2025</div>",
    ],
)
def test_other_days_beside_the_title_are_not_its(beside: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{beside}{TEXT}").published is None


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("https://www.example.org/news/2025/september/titel", "2025-09"),
        ("https://www.example.org/2013/01/titel/", "2013-01"),
        ("https://www.example.org/presse/artikel/2017/titel.php", "2017"),
        ("https://www.example.org/presse/titel", None),
    ],
)
def test_a_month_or_year_is_a_hint_and_no_day(url: str, hint: str | None) -> None:
    post = read(f"<h1>{TITLE}</h1>{TEXT}", url=url)
    assert post.published is None
    assert post.published_hint == hint
    assert read_codes(post) == ["no_date"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Zuletzt aktualisiert: 09.06.2025</p>",
        "<p>Termin: 09.06.2025</p>",
        "<p>Die Messe findet am 09.06.2025 statt.</p>",
        "<aside><p>09.06.2025</p></aside>",
        "<p>vor 3 Tagen</p>",
        "<div class='comments'><p>09.06.2025 um 10:00</p></div>",
        "<div class='related'><time datetime='2025-06-09'>9. Juni</time></div>",
    ],
)
def test_other_days_are_not_the_day_of_publication(line: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{line}{TEXT}").published is None
    assert read(f"<h1>{TITLE}</h1>{TEXT}{line}").published is None


@pytest.mark.parametrize(
    "line",
    [
        "(Pressemitteilung Nr. 031/2013 vom 28.01.2013)",
        "Veröffentlicht am 28. Januar 2013",
        "Veröffentlicht von der Pressestelle am 28.01.2013 | Kategorie: Presse",
        "Dieser Beitrag wurde am 28. Januar 2013 von Presse unter Aktuelles veröffentlicht.",
        "Erstellt am 28.01.2013, zuletzt geändert am 30.01.2013",
    ],
)
def test_a_line_behind_the_text_tells_the_day_and_is_no_text(line: str) -> None:
    post = read(f"<h1>{TITLE}</h1>{TEXT}<p>{line}</p>")
    assert post.published == date(2013, 1, 28)
    assert "2013" not in post.text


def test_a_change_is_no_publication_even_where_only_the_head_knows() -> None:
    head = '<meta property="article:modified_time" content="2025-06-09T08:00:00+02:00">'
    post = read(f"<p>09.06.2025</p><h1>{TITLE}</h1>{TEXT}", head=head)
    assert read_codes(post) == ["date_uncertain"]
    post = read(f"<p>09.06.2025</p><h1>{TITLE}</h1>{TEXT}", LEAD, head=head)
    assert post.published == date(2025, 6, 2)


def test_contradictions_are_told() -> None:
    post = read(f"<p>03.06.2025</p><h1>{TITLE}</h1>{TEXT}", LEAD)
    assert read_codes(post) == ["date_conflict"]
    assert {e.value[:10] for e in post.evidence if e.field == "published"} == {
        "2025-06-02",
        "2025-06-03",
    }
    assert sum(e.taken for e in post.evidence if e.field == "published") == 1
