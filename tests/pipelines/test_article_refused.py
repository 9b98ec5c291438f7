"""Articles: what is no post."""

import pytest
from attrs import evolve

from pipelines.article import Unreadable, read_article
from pipelines.items import Lead
from tests.pipelines.article_pages import (
    LEAD,
    SITE,
    TEXT,
    TITLE,
    build_page,
    read,
    read_codes,
    refuse,
)


@pytest.mark.parametrize("lead", [None, LEAD], ids=["alone", "with its lead"])
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            "<h1>Seite nicht gefunden</h1><p>Die Seite existiert leider nicht (mehr).</p>",
            "not_found",
        ),
        ("<h1>404</h1><p>Bitte nutzen Sie die Suche.</p>", "not_found"),
        ("<h1>Aktuelles</h1><p>Es wurde kein News-Datensatz gefunden.</p>", "not_found"),
        ("<h1>Wartungsarbeiten</h1><p>Wir sind bald wieder für Sie da.</p>", "error_page"),
        (
            "<h1>Es ist ein Fehler aufgetreten</h1><p>Bitte versuchen Sie es später.</p>",
            "error_page",
        ),
        ("<h1>Anmelden</h1><form><label>Name</label><input></form>", "login_page"),
        (
            "<h1>Cookie-Einstellungen</h1><p>Wir verwenden Cookies auf dieser Seite.</p>",
            "consent_page",
        ),
    ],
)
def test_a_page_that_says_what_went_wrong_is_refused(
    body: str, code: str, lead: Lead | None
) -> None:
    page = build_page(body)
    page = evolve(page, body=page.body.replace(TITLE.encode(), b"Kreis X"))
    with pytest.raises(Unreadable) as caught:
        read_article(page, lead, SITE)
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    "beside",
    [
        (
            "<div id='layer'><h2>Datenschutzeinstellungen</h2><p>Wir verwenden Cookies auf unserer "
            "Website. Einige sind nötig, andere helfen uns, diese Seite zu verbessern.</p></div>"
        ),
        "<section><h1>Anmelden</h1><form><label>Name</label><input></form></section>",
    ],
)
def test_a_box_of_consent_or_login_beside_a_post_refuses_nothing(beside: str) -> None:
    more = "<p>Die Kurse laufen an vier Orten, damit der Weg für niemanden zu weit ist.</p>"
    article = f"<article><h1>{TITLE}</h1>{TEXT}{more}</article>"
    called_otherwise = evolve(LEAD, title=f"Soziales: {TITLE}")
    assert read(beside + article, called_otherwise).title == TITLE
    assert read(beside + article).title == TITLE


def test_a_consent_page_below_the_name_of_the_site_is_refused() -> None:
    asked = "<h2>Wir benötigen Ihre Zustimmung</h2><p>Bitte stimmen Sie Cookies zu.</p>"
    page = build_page(f"<h1>Kreis X</h1><div>{asked}</div>")
    page = evolve(page, body=page.body.replace(TITLE.encode(), b"Willkommen"))
    with pytest.raises(Unreadable) as caught:
        read_article(page, LEAD, SITE)
    assert caught.value.problem.code == "consent_page"


def test_a_post_about_an_error_is_a_post() -> None:
    title = "Fehler im Bescheid: Was tun?"
    post = read(f"<p>02.06.2025</p><h1>{title}</h1>{TEXT}", evolve(LEAD, title=title))
    assert post.title == title


@pytest.mark.parametrize(
    ("status", "code"), [(404, "not_found"), (410, "not_found"), (500, "error_page")]
)
def test_a_status_that_is_no_success_is_refused(status: int, code: str) -> None:
    assert refuse(f"<h1>{TITLE}</h1>{TEXT}", status=status) == code


def test_a_title_without_anything_is_no_post() -> None:
    assert refuse(f"<h1>{TITLE}</h1>") == "no_body"
    assert refuse(f"<h1>{TITLE}</h1>", LEAD) == "no_body"


def test_a_title_with_nothing_but_a_file_is_a_post_with_a_problem() -> None:
    post = read(f"<h1>{TITLE}</h1><p><a href='/pm.pdf'>Pressemitteilung (PDF, 30 kB)</a></p>", LEAD)
    assert post.text == ""
    assert read_codes(post) == ["no_body"]
    assert [(f.title, f.size_stated) for f in post.attachments] == [("Pressemitteilung", "30 kB")]


def test_a_text_shorter_than_its_teaser_is_doubtful() -> None:
    post = read(
        f"<h1>{TITLE}</h1><p>Mehr Plätze.</p>",
        evolve(LEAD, teaser="Im Sommer gibt es viel mehr Plätze als in den Jahren zuvor."),
    )
    assert read_codes(post) == ["short_body"]
    assert post.confidence < 1
