"""Which entries tell another one again, in another language or in Leichte Sprache."""

import pytest
from attrs import evolve

from pipelines.copies import find_copy_sign
from pipelines.items import Lead
from pipelines.site import Site

SITE = Site(slug="kreis", name="Kreis", start=("https://kreis.example/presse/",))


@pytest.mark.parametrize(
    ("path", "title", "sign"),
    [
        ("en/news/1", "New figures", "en"),
        ("leichte-sprache/presse/1", "Neue Zahlen", "leichte-sprache"),
        ("presse/LS/1.html", "Neue Zahlen", "ls"),
        ("presse/1?lang=en", "New figures", "lang=en"),
        ("presse/1?id=2&sprache=tr", "Yeni", "sprache=tr"),
        ("presse/1", "Neue Zahlen (in Leichter Sprache)", "(in Leichter Sprache)"),
        ("presse/1", "Neue Zahlen [EN]", "[EN]"),
        ("presse/1", "Leichte Sprache", "Leichte Sprache"),
        ("presse/1", "English", "English"),
        ("presse/1", "Neue Zahlen", None),
        ("presse/1?lang=de", "Neue Zahlen", None),
        ("presse/1?lang=de-DE", "Neue Zahlen", None),
        ("presse/lange-liste?en=1", "Neue Zahlen", None),
        ("presse/1", "Neue Broschüre in Leichter Sprache", None),
        ("presse/1", "Leichte Sprache: Jobcenter stellt Broschüre vor", None),
        ("presse/neue-broschuere-leichte-sprache", "Neue Broschüre", None),
    ],
)
def test_what_says_that_an_entry_is_a_copy(path: str, title: str, sign: str | None) -> None:
    lead = Lead(url=f"https://kreis.example/{path}", title=title)
    assert find_copy_sign(lead, SITE) == sign


def test_a_source_that_begins_at_a_copy_is_read() -> None:
    lead = Lead(url="https://kreis.example/en/news/1", title="New figures")
    assert find_copy_sign(lead, evolve(SITE, start=("https://kreis.example/en/",))) is None
