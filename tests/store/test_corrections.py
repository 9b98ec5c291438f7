"""What a person puts right in his file is so after a crawl and after every reparse."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from store.corrections import CorrectionError, find_unfitting, read_corrections
from store.reader import own_reader
from store.settle import reparse

if TYPE_CHECKING:
    from tests.store.conftest import Source

URL = "https://kreis.example/1.html"
TEXT = "In Marburg-Biedenkopf gab es gestern 553 Neuanträge. Heute sind 104 Menschen da."
FILE = f"""
["{URL}?utm_source=feed"]
published = 2026-06-02
jobcenters = ["fulda"]
figures."553 Neuanträge" = {{ value = 535, indicator = "offene_stellen", period = "2026-05" }}
figures."104 Menschen" = false
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "corrections.toml"
    file.write_text(text, encoding="utf-8")
    return file


def look(source: "Source") -> list[tuple[object, ...]]:
    """The day, the jobcenters and the figures of the one post."""
    return [
        *(tuple(row) for row in source.archive.rows("select published, scope from posts")),
        *(tuple(row) for row in source.archive.rows("select jobcenter from post_jobcenters")),
        *(
            tuple(row)
            for row in source.archive.rows("select quote, value, indicator, period from figures")
        ),
    ]


def test_a_line_puts_right_what_was_read(tmp_path: Path, source: "Source") -> None:
    source.reader = evolve(source.reader, stages=own_reader().stages)
    source.list({"url": URL, "title": "Jobcenter Marburg-Biedenkopf"})
    post = {"title": "Jobcenter Marburg-Biedenkopf", "text": TEXT, "published": "2026-03-01"}
    source.answer(URL, post)
    source.settle()
    before = look(source)
    assert ("marburg-biedenkopf",) in before, before
    corrections = read_corrections(write(tmp_path, FILE))
    plain, source.reader = source.reader, evolve(source.reader, corrections=corrections)
    source.settle()
    after = look(source)
    assert after == [
        ("2026-06-02", "jobcenter"),
        ("fulda",),
        ("553 Neuanträge", 535, "offene_stellen", "2026-05"),
    ]
    dates = [row["value"] for row in source.archive.rows("select value from dates order by start")]
    assert dates[:1] == ["2026-06-01"], "what is relative to the day follows it"
    reparse(source.archive, reader=source.reader)
    assert look(source) == after
    source.reader = plain
    source.settle()
    assert look(source) == before, "without the line all is as it was"


@pytest.mark.parametrize("named", ["https://kreis.example/node/7", URL])
def test_a_post_is_named_by_its_link_or_by_what_answers(
    tmp_path: Path, source: "Source", named: str
) -> None:
    linked = "https://kreis.example/node/7"
    source.list({"url": linked, "title": "Messe"})
    source.answer(linked, {"title": "Messe"}, answered=URL)
    source.settle()
    corrections = read_corrections(write(tmp_path, f"['{named}']\npublished = 2026-06-02\n"))
    source.reader = evolve(source.reader, corrections=corrections)
    source.settle()
    assert source.posts()["Messe"]["published"] == "2026-06-02"
    assert find_unfitting(source.archive, corrections, [source.site]) == ()


def test_what_fits_no_post_is_found(tmp_path: Path, source: "Source") -> None:
    source.answer(URL, {"title": "Messe"})
    page = "https://kreis.example/ticker.html"
    source.answer(page, [{"title": "Eins", "url": page}, {"title": "Zwei", "url": f"{page}#2"}])
    source.settle()
    urls = (URL, f"{page}#2", page, "https://kreis.example/nie.html")
    text = "".join(f"['{url}']\npublished = 2026-06-02\n" for url in urls)
    corrections = read_corrections(write(tmp_path, text))
    assert find_unfitting(source.archive, corrections, [source.site]) == urls[2:]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "not TOML"),
        ("['/1.html']\n", "is no absolute http"),
        (f"'{URL}' = 3\n", "is no table"),
        (f"['{URL}']\npublised = 2026-06-02\n", "unknown key publised; allowed: published"),
        (f"['{URL}']\npublished = '2026-06-02'\n", "allowed: a day without quotes"),
        (f"['{URL}']\njobcenters = ['fuldda']\n", "allowed: a list of the 104's slugs"),
        (f"['{URL}']\nfigures.x = true\n", "True; allowed: false, or a table of value, unit"),
        (f"['{URL}']\nfigures.x = {{ unit = 'men' }}\n", "unit = 'men'; allowed: EUR, byte"),
        (f"['{URL}']\nfigures.x = {{ value = '3' }}\n", "value = '3'; allowed: a number"),
        (f"['{URL}']\nfigures.x = {{ period = 2026 }}\n", "period = 2026; allowed: a month"),
        (f"['{URL}']\nfigures.x = {{ period = 'Mai' }}\n", "period = 'Mai'; allowed: a month"),
        (f"['{URL}']\nfigures.x = {{ value = nan }}\n", "Decimal('NaN'); allowed: a number"),
        (f"['{URL}']\nfigures.x = {{ value = 1e400 }}\n", "allowed: a number"),
        (f"['{URL}']\nfigures = false\n", "figures = False; allowed: figures."),
        (f"['{URL}']\npublished = 0202-06-02\n", "allowed: a day without quotes"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CorrectionError) as told:
        read_corrections(write(tmp_path, text))
    assert str(told.value).startswith(f"{tmp_path / 'corrections.toml'}: ")
    assert says in str(told.value)


def test_no_file_corrects_nothing(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.toml") == {}
