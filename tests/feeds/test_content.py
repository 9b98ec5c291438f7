"""An entry says the whole announcement, its files and where else it stands; addresses absolute."""

from datetime import UTC, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from feeds.content import Place, summarise, write_content, write_entry
from feeds.entry import Enclosure
from pipelines.items import Attachment
from store.posts import StoredPost

POST = StoredPost(
    guid="g",
    url="http://amt.example/presse/1.php?x=1",
    site="amt",
    title=" Beratung ",
    kicker="",
    teaser="",
    text="Beraten wird am Marktplatz.\n\nMontag | 8 Uhr\nDienstag | < 9 Uhr",
    content_html="",
    language="de",
    published=None,
    published_at=None,
    published_hint=None,
    first_seen="2024-03-01T05:00:00Z",
    last_seen="2024-03-02T05:00:00Z",
    changed_at=None,
    gone_at=None,
    version=1,
    scope=None,
    jobcenters=(),
    attachments=(),
    categories=(),
)
PLAN = Attachment(
    url="http://amt.example/plan.pdf",
    title="Der Plan",
    media_type="application/pdf",
    bytes=1200,
    sha256="00",
)
PHOTO = Attachment(
    url="http://amt.example/bild.jpg", title="", media_type="image/jpeg", bytes=1_500_000
)
LOST = Attachment(url="http://amt.example/fehlt%20noch.pdf", title=" ", size_stated="385 kB")


def test_text_alone_becomes_paragraphs_and_lines() -> None:
    assert write_content(POST) == (
        "<p>Beraten wird am Marktplatz.</p>\n<p>Montag | 8 Uhr<br>Dienstag | &lt; 9 Uhr</p>"
    )


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (
            '<p><a href="../plan.pdf">P</a></p>',
            '<p><a href="http://amt.example/plan.pdf">P</a></p>',
        ),
        ('<img src="b.png" alt="B">', '<img src="http://amt.example/presse/b.png" alt="B">'),
        (
            '<a href="#unten">u</a>',
            '<a href="http://amt.example/presse/1.php?x=1#unten">u</a>',
        ),
        ('<a href="javascript:alert(1)">j</a>', "<a>j</a>"),
        ('<a href="http://[">k</a>', "<a>k</a>"),
        (
            '<a href="Plan für März.pdf">p</a>',
            '<a href="http://amt.example/presse/Plan%20f%C3%BCr%20M%C3%A4rz.pdf">p</a>',
        ),
        ('<a href="mailto:presse@amt.example">m</a>', None),
        ('<a href="tel:+49123">t</a>', None),
        ('<p onclick="x">a<script>b</script></p>', "<p>a</p>"),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", None),
    ],
)
def test_kept_html_is_harmless_and_absolute(kept: str, told: str | None) -> None:
    assert write_content(evolve(POST, content_html=kept)) == (kept if told is None else told)


def test_all_files_are_listed_with_what_is_known_of_them() -> None:
    content = write_content(evolve(POST, text="", attachments=(PHOTO, PLAN, LOST)))
    assert content.splitlines() == [
        "<p>Dateien:</p>",
        "<ul>",
        '<li><a href="http://amt.example/bild.jpg">bild.jpg</a> (1,5 MB)</li>',
        '<li><a href="http://amt.example/plan.pdf">Der Plan</a> (PDF, 1 kB)</li>',
        '<li><a href="http://amt.example/fehlt%20noch.pdf">fehlt noch.pdf</a> (385 kB)</li>',
        "</ul>",
    ]


@pytest.mark.parametrize(
    ("files", "enclosure"),
    [
        ((PHOTO, PLAN), Enclosure(url=PLAN.url, media_type="application/pdf", length=1200)),
        ((LOST, PHOTO), Enclosure(url=PHOTO.url, media_type="image/jpeg", length=1_500_000)),
        ((LOST,), None),
        ((), None),
    ],
)
def test_the_enclosure_is_the_first_pdf_that_was_measured(
    files: tuple[Attachment, ...], enclosure: Enclosure | None
) -> None:
    assert write_entry(evolve(POST, attachments=files)).enclosure == enclosure


def test_other_places_are_named() -> None:
    link = '<a href="http://k.example/?a=1&amp;b=2">Amt &amp; Kreis</a>'
    content = write_content(POST, [Place(name="Amt & Kreis", url="http://k.example/?a=1&b=2")])
    assert content.endswith(f"<p>Auch erschienen bei: {link}.</p>")


def test_an_entry_says_when_it_changed_and_what_it_is() -> None:
    entry = write_entry(evolve(POST, changed_at="2024-04-01T00:00:00Z"), categories=["Fulda"])
    assert entry.changed == datetime(2024, 4, 1, tzinfo=UTC)
    assert entry.title == "Beratung"
    assert entry.categories == ("Fulda",)
    assert entry.summary == "Beraten wird am Marktplatz. Montag | 8 Uhr Dienstag | < 9 Uhr"
    assert write_entry(POST).changed == datetime(2024, 3, 1, 5, tzinfo=UTC)


def test_the_teaser_is_the_summary_where_there_is_one() -> None:
    assert write_entry(evolve(POST, teaser="Kurz.\nGesagt.")).summary == "Kurz. Gesagt."


@given(st.text(), st.integers(min_value=5, max_value=60))
def test_a_summary_never_exceeds_its_limit(text: str, limit: int) -> None:
    summary = summarise(text, limit)
    assert len(summary) <= limit + 1
    assert summary.removesuffix("…") in " ".join(text.split())
