"""Articles: what a lead is good for, what a site file corrects, what is text."""

from datetime import date

import pytest
from attrs import evolve

from pipelines.article import Unreadable, read_article
from pipelines.items import Attachment, Lead
from pipelines.site import Select, SiteError
from tests.pipelines.article_pages import (
    LEAD,
    SAID,
    SITE,
    TEXT,
    TITLE,
    URL,
    build_page,
    read,
    refuse,
)

# -- what the lead is good for --------------------------------------------------------------------


def test_the_lead_tells_the_title_from_the_sections_heading() -> None:
    body = f"<h1>Aktuelle Mitteilungen</h1><div>Schwarz auf Weiß</div><div>{TITLE}</div>{TEXT}"
    assert read(body, LEAD).title == TITLE
    assert read(body).title == TITLE


@pytest.mark.parametrize("title", ["Änderung der Öffnungszeiten", "Von Null auf Hundert"])
def test_a_heading_that_begins_as_a_byline_does_is_the_title(title: str) -> None:
    lead = evolve(LEAD, title=title)
    for known in (lead, None):
        post = read(f"<h2>Aktuelles</h2><h1>{title}</h1><p>02.06.2025</p>{TEXT}", known)
        assert (post.title, post.text) == (title, SAID)


def test_a_title_that_the_page_cuts_is_made_whole() -> None:
    assert read(f"<h1>Neue Plätze im Sommerkurs …</h1>{TEXT}", LEAD).title == TITLE


def test_a_kicker_in_the_heading_is_no_part_of_the_title() -> None:
    post = read(f"<h1><span>Jobcenter</span> {TITLE}</h1>{TEXT}", LEAD)
    assert post.title == TITLE


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<span>Neu im Mai</span><span>Kurse für alle</span>", "Neu im Mai Kurse für alle"),
        ("<span>Jobcenter:</span><span>Kurse für alle</span>", "Jobcenter: Kurse für alle"),
        (
            "Kurse für <b>alle</b>, auch <span>50</span><span>plus</span>",
            "Kurse für alle, auch 50plus",
        ),
    ],
)
def test_a_kicker_parted_by_style_alone_is_a_word_of_its_own(heading: str, title: str) -> None:
    assert read(f"<h1>{heading}</h1>{TEXT}").title == title


def test_a_title_with_tools_beside_it_is_no_row_of_data() -> None:
    row = (
        f"<tr><td>{TITLE}</td><td><a href='/pdf'>PDF</a></td><td><a href='/p'>Drucken</a></td></tr>"
    )
    assert read(f"<div>Aktuelles</div><table>{row}</table>{TEXT}", LEAD).title == TITLE


def test_the_sites_name_in_the_heading_is_no_part_of_the_title() -> None:
    heading = f"<h1><a href='/'>Kreis X </a> : <a href='/presse/1'>{TITLE}</a></h1>"
    head = "<meta property='og:site_name' content='Kreis X'>"
    page = build_page(heading + TEXT, head)
    html = page.body.decode().replace(f"{TITLE} | Kreis X", f"Kreis X : {TITLE}")
    (post,) = read_article(evolve(page, body=html.encode()), LEAD, SITE)
    assert post.title == TITLE


def test_its_teaser_fills_in_unless_it_is_the_texts_beginning_cut_off() -> None:
    body = f"<h1>{TITLE}</h1>{TEXT}"
    told = evolve(LEAD, teaser="Mehr Plätze für Jugendliche ohne Ausbildung.")
    assert read(body, told).teaser == "Mehr Plätze für Jugendliche ohne Ausbildung."
    assert read(body, evolve(LEAD, teaser="Das Jobcenter bietet im Sommer 90 …")).teaser == ""


def test_its_files_are_kept_where_the_page_links_none() -> None:
    file = Attachment(url="https://www.example.org/plan.pdf", title="Plan")
    body = f"<h1>{TITLE}</h1>{TEXT}"
    assert read(body, evolve(LEAD, attachments=(file,))).attachments == (file,)
    linked = body + "<p><a href='/plan.pdf'>Plan (PDF)</a></p>"
    assert len(read(linked, evolve(LEAD, attachments=(file,))).attachments) == 1


def test_another_page_than_announced_is_refused() -> None:
    body = "<h1>Willkommen im Kreis</h1><p>Der Kreis liegt in der Mitte und hat 24 Gemeinden.</p>"
    page = build_page(body)
    page = evolve(page, body=page.body.replace(TITLE.encode(), b"Kreis X"))
    with pytest.raises(Unreadable) as caught:
        read_article(page, LEAD, SITE)
    assert caught.value.problem.code == "wrong_page"


ENTRIES = "".join(
    f"<div id='c{n}'><h2>{name} Beitrag aus dem Amt</h2><p>{n:02}.02.2025</p><p>Im {name} Beitrag "
    f"stehen {n} Sätze, die von Menschen handeln.</p>"
    f"<p><a href='/{n}.pdf'>Datei {n} (PDF)</a></p></div>"
    for n, name in enumerate(("Erster", "Zweiter", "Dritter"), start=1)
)


@pytest.mark.parametrize(("number", "name"), [(1, "Erster"), (2, "Zweiter"), (3, "Dritter")])
def test_a_whole_post_is_cut_out_of_its_listing(number: int, name: str) -> None:
    title = f"{name} Beitrag aus dem Amt"
    lead = Lead(url=f"{URL}#c{number}", title=title, whole=True)
    post = read(f"<h1>Aktuelles</h1>{ENTRIES}", lead)
    assert (post.url, post.title) == (f"{URL}#c{number}", title)
    assert post.published == date(2025, 2, number)
    assert post.text == f"Im {name} Beitrag stehen {number} Sätze, die von Menschen handeln."
    assert [file.url for file in post.attachments] == [f"https://www.example.org/{number}.pdf"]
    assert not post.problems


def test_a_day_before_the_title_is_no_part_of_it() -> None:
    body = "".join(
        f"<h3><button>{day}.05.2021: {name}</button></h3><div><p>Es gibt {name} für alle.</p></div>"
        for day, name in (("12", "Beratung"), ("03", "Mehr Kurse"))
    )
    lead = evolve(LEAD, title="Mehr Kurse", published=date(2021, 5, 3), whole=True)
    post = read(f"<h1>Pressemitteilungen 2021</h1>{body}", lead)
    assert (post.title, post.text) == ("Mehr Kurse", "Es gibt Mehr Kurse für alle.")


def test_an_entry_that_left_its_page_is_refused() -> None:
    lead = Lead(url=f"{URL}#c9", title="Neunter Beitrag aus dem Amt", whole=True)
    assert refuse(f"<h1>Aktuelles</h1>{ENTRIES}", lead) == "wrong_page"


# -- corrections of a site file -------------------------------------------------------------------


def test_selectors_of_a_site_file_correct_a_reading() -> None:
    body = (
        "<div class='ad'>Nur heute: Das Jobcenter verlost am Montag zehn Karten für das Kino.</div>"
        f"<h1>Themenwoche Arbeit</h1><div class='t'>{TITLE}</div><p>01.06.2025</p>"
        "<p>Stand der Seite</p><b class='d'>02.06.2025</b>"
        "<p class='x'>Kurz gesagt: mehr Plätze.</p>"
        f"<div class='side'><div class='b'>{TEXT}<p>Zweiter Absatz.</p></div></div>"
    )
    select = Select(title=".t", published=".d", teaser=".x", body=".b", drop=(".ad",))
    (post,) = read_article(build_page(body), None, evolve(SITE, select=select))
    assert (post.title, post.published) == (TITLE, date(2025, 6, 2))
    assert post.teaser == "Kurz gesagt: mehr Plätze."
    assert post.text == f"{SAID}\n\nZweiter Absatz."
    assert not post.problems


def test_a_selector_that_is_none_names_itself() -> None:
    site = evolve(SITE, select=Select(body="div["))
    with pytest.raises(SiteError, match=r"div\["):
        read_article(build_page(f"<h1>{TITLE}</h1>{TEXT}"), None, site)


def test_selectors_that_match_nothing_change_nothing() -> None:
    select = Select(title=".t", published=".d", teaser=".x", body=".b", drop=(".ad",))
    page = build_page(f"<p>02.06.2025</p><h1>{TITLE}</h1>{TEXT}")
    assert read_article(page, LEAD, evolve(SITE, select=select)) == read_article(page, LEAD, SITE)


# -- text -----------------------------------------------------------------------------------------


def test_what_stands_around_the_text_is_left_out() -> None:
    post = read(
        f"<p class='meta'>Kategorie: <a href='/kategorie/presse'>Presse</a></p><h1>{TITLE}</h1>"
        "<p><a href='javascript:print()'>Drucken</a> <a href='#'>Vorlesen</a></p>"
        f"{TEXT}<figure><img src='x.jpg' alt='Kleine Darstellung'><figcaption>Foto: Kreis X"
        "</figcaption></figure><p>(Foto: Kreis X)</p><p>Von: Pressestelle</p>"
        "<ul><li><a href='/tag/kurs'>Kurs</a></li><li><a href='/tag/jugend'>Jugend</a></li></ul>"
        "<p><a href='/presse'>« zurück zur Übersicht</a></p><h3>Teilen</h3><p>Facebook</p>"
        "<h2>Weitere Meldungen</h2><h3><a href='/b'>Messe im Kreishaus</a></h3>"
        "<p>Am Montag kommen 40 Betriebe in das Kreishaus, der Eintritt ist frei.</p>"
    )
    assert post.text == SAID


def test_line_breaks_lists_and_tables_keep_their_shape() -> None:
    post = read(
        f"<h1>{TITLE}</h1><div>Erster Satz des Textes, der lang genug ist.<br><br>"
        "Zweiter Absatz<br>"
        "mit Umbruch<h3>Zahlen</h3><table><tr><th>Ort</th><th>Plätze</th></tr><tr><td>Nord</td>"
        "<td>30</td></tr></table><ol><li>eins</li><li>zwei<ul><li>zwei a</li></ul></li></ol>"
        "Ein Schluss im offenen Text.</div>"
    )
    assert post.text == (
        "Erster Satz des Textes, der lang genug ist.\n\nZweiter Absatz\nmit Umbruch\n\nZahlen\n\n"
        "Ort | Plätze\nNord | 30\n\neins\nzwei\nzwei a\n\nEin Schluss im offenen Text."
    )


def test_content_is_clean_and_its_links_absolute() -> None:
    post = read(
        f"<h1>{TITLE}</h1><p onclick='x()'>Ein <b>fetter</b> Satz mit <a href='/a?b=1'>Link</a>, "
        "<a href='javascript:x()'>ohne</a> und <img src=x onerror=y> Bild.</p><script>z()</script>"
        "<ul><li>Punkt</li></ul><p></p>"
    )
    assert post.content_html == (
        '<p>Ein <b>fetter</b> Satz mit <a href="https://www.example.org/a?b=1">Link</a>, '
        "ohne und  Bild.</p><ul><li>Punkt</li></ul>"
    )


def test_aliases_are_the_pages_own_addresses_on_its_host() -> None:
    head = (
        "<link rel='canonical' href='/presse/mehr-plaetze'><link rel='shortlink' href='/?p=5180'>"
        "<link rel='canonical' href='https://anderswo.example/x'><link rel='canonical' href='/'>"
    )
    post = read(f"<h1>{TITLE}</h1>{TEXT}", head=head)
    assert post.aliases == ("https://www.example.org/?p=5180",)


def test_scope_and_jobcenter_of_the_site_are_handed_on() -> None:
    site = evolve(SITE, scope="land:hessen", jobcenter="fulda")
    (post,) = read_article(build_page(f"<h1>{TITLE}</h1>{TEXT}"), None, site)
    assert (post.site_scope, post.site_jobcenter) == ("land:hessen", "fulda")


def test_every_field_of_a_reading_tells_where_it_came_from() -> None:
    post = read(f"<p>02.06.2025</p><h1>{TITLE}</h1>{TEXT}", LEAD)
    taken = {evidence.field for evidence in post.evidence if evidence.taken}
    assert {"title", "published", "body"} <= taken


@pytest.mark.parametrize(
    "table",
    [
        (
            "<table><tr><td><a href='/'>Start</a> <a href='/m'>Meldungen</a></td>"
            "<td><span>02.06.2025</span><br><span><b>{0}</b></span><br>{1}</td></tr></table>"
        ),
        (
            "<table><tr><td colspan='2'>Kreis X</td></tr><tr><td><a href='/'>Start</a><br>"
            "<a href='/m'>Meldungen</a></td><td>02.06.2025<br><b>{0}</b><br>{1}</td></tr>"
            "<tr><td colspan='2'><a href='/i'>Impressum</a></td></tr></table>"
        ),
    ],
)
def test_a_table_that_lays_out_a_page_is_no_row_of_its_text(table: str) -> None:
    other = "<p>Die Kurse laufen an vier Orten, damit der Weg für niemanden zu weit ist.</p>"
    page = evolve(
        build_page(""),
        body=f"<html><head><title>Meldung</title></head><body>{table}</body></html>".format(
            TITLE, TEXT + other
        ).encode(),
    )
    (post,) = read_article(page, LEAD, SITE)
    assert post.title == TITLE
    assert post.text == f"{SAID}\n\n{other[3:-4]}"


@pytest.mark.parametrize(
    "panel",
    [
        "<details><summary><span>{0}</span> {1}</summary><div>{2}</div></details>",
        (
            "<div class='card'><div class='card-header'><a data-toggle='collapse' href='#c{3}'>"
            "{0} {1}</a></div><div id='c{3}'>{2}</div></div>"
        ),
        (
            "<div><div><button aria-expanded='false' aria-controls='c{3}'><span>{0}</span> {1}"
            "</button></div><div id='c{3}'>{2}</div></div>"
        ),
    ],
    ids=["summary", "link", "button"],
)
def test_a_post_in_a_panel_ends_where_the_next_one_begins(panel: str) -> None:
    titles = ("Haus der Jugend öffnet", TITLE, "Messe zieht viele Gäste an", "Bus hält öfter")
    panels = "".join(
        panel.format(f"0{9 - number}.06.2025", title, TEXT.replace("90", str(number)), number)
        for number, title in enumerate(titles, start=3)
    )
    page = build_page(f"<h1>Presse</h1>{panels}")
    lead = evolve(LEAD, whole=True, published=date(2025, 6, 5), date_words="05.06.2025")
    (post,) = read_article(page, lead, SITE)
    assert (post.title, post.published) == (TITLE, date(2025, 6, 5))
    assert post.text == SAID.replace("90", "4")


@pytest.mark.parametrize("head", ["<h3>{1}</h3><p>{0}</p>", "<p>{0}</p><h3>{1}</h3>"])
def test_a_heading_in_a_text_ends_no_post_of_several(head: str) -> None:
    page = build_page(
        head.format("02.06.2025", TITLE)
        + f"{TEXT}<h3>Anmeldung und Kosten</h3><p>Die Kurse kosten nichts, sagt die Leitung.</p>"
        + head.format("01.05.2025", "Haus der Jugend öffnet am Nachmittag")
        + "<p>Das Haus öffnet wieder und bietet Kurse für alle, die etwas lernen wollen.</p>"
    )
    (post,) = read_article(page, evolve(LEAD, whole=True), SITE)
    assert (post.title, post.published) == (TITLE, date(2025, 6, 2))
    assert post.text.startswith(SAID)
    assert "kosten nichts" in post.text
    assert "Das Haus" not in post.text


def test_a_day_in_brackets_behind_a_title_is_none_of_it() -> None:
    post = read(f"<h1>{TITLE} (02.06.2025)</h1>{TEXT}", LEAD)
    assert (post.title, post.published) == (TITLE, date(2025, 6, 2))


def test_a_single_row_with_a_long_value_is_one_of_data() -> None:
    value = "Kurse, Beratung und Begleitung an vier Orten. " * 5
    post = read(f"<h1>{TITLE}</h1>{TEXT}<table><tr><td>Leistung</td><td>{value}</td></tr></table>")
    assert post.text == f"{SAID}\n\nLeistung | {value.strip()}"


# -- what the boxes around a text are called ------------------------------------------------------


@pytest.mark.parametrize(
    "wrapped",
    [
        # around the whole page
        "<div id='__next'>{}</div>",
        "<div class='related'><div class='page-navigation'>{}</div></div>",
        # around title and text, or the text alone
        "<div class='with-navigation has-sidebar'>{}</div>",
        "<h1>{title}</h1><div class='entry share'>{text}</div>",
        "<h1>{title}</h1><div class='navigation-target'>{text}</div>",
    ],
)
def test_what_holds_all_prose_is_the_text_whatever_it_is_called(wrapped: str) -> None:
    body = wrapped.format(f"<h1>{TITLE}</h1>{TEXT}", title=TITLE, text=TEXT)
    html = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    page = evolve(build_page(""), body=html.encode())
    (post,) = read_article(page, LEAD, SITE)
    assert (post.title, post.text) == (TITLE, SAID)


@pytest.mark.parametrize("line", ["Artikel teilen", "Diesen Beitrag weiterempfehlen"])
def test_a_line_to_share_in_the_middle_ends_no_text(line: str) -> None:
    more = "Wer keinen Platz bekommt, steht im Herbst als Erster auf der Liste des Amtes."
    post = read(f"<h1>{TITLE}</h1>{TEXT}<div>{line}</div><p>{more}</p>", LEAD)
    assert post.text == f"{SAID}\n\n{more}"


def test_a_heading_that_says_it_with_other_words_than_the_head_is_the_title() -> None:
    head = "<meta property='og:title' content='Sommerkurs des Jobcenters: Neue Plätze'>"
    shown = "Neue Plätze ab Juni im Sommerkurs des Jobcenters"
    post = read(f"<h2 class='title'>Neuer Bereich</h2><h1>{shown}</h1>{TEXT}", head=head)
    assert post.title == shown
