"""A name that is erased stands nowhere any more: cellar, shop, search, free pages of the file."""

from typing import TYPE_CHECKING

import pytest

from store.erase import EraseError, erase_name, find_name
from store.pages import load_page

if TYPE_CHECKING:
    from tests.store.conftest import Source

NAME = "Erika Müßig-Muster"
URLS = [f"https://kreis.example/{n}.html" for n in range(3)]
NOW = "2026-03-20T05:00:00Z"


def fill(source: "Source") -> None:
    """Three posts, two of which speak of her; one did so in an earlier version only."""
    source.list(*({"url": url, "title": f"Meldung {url[-6]}"} for url in URLS))
    source.answer(URLS[0], {"title": f"{NAME} leitet das Amt", "text": f"Frau {NAME} kommt."})
    source.answer(URLS[1], {"title": "Meldung", "text": f"Es grüßt {NAME}."})
    source.answer(URLS[1], {"title": "Meldung", "text": "Es grüßt das Amt."})
    source.answer(URLS[2], {"title": "Ruhe", "text": "Hier steht niemand."})
    source.finish()


def test_a_name_is_erased_everywhere(source: "Source") -> None:
    fill(source)
    archive = source.archive
    old = {row["sha256"] for row in archive.rows("select sha256 from bodies")}
    untouched = dict(source.posts()["Ruhe"])
    found = find_name(archive, NAME)
    assert (found.bodies, found.pages, found.posts, found.addresses) == (2, 2, 1, ())
    assert erase_name(archive, NAME, now=NOW, reader=source.reader) == found
    left = find_name(archive, NAME)
    assert (left.bodies, left.posts) == (0, 0)
    assert len({row["sha256"] for row in archive.rows("select sha256 from bodies")} - old) == 2
    redacted = archive.rows("select id, redacted_at from pages where redacted_at is not null")
    assert {row["redacted_at"] for row in redacted} == {NOW}
    assert all(b"Muster" not in load_page(archive, row["id"]).body for row in redacted)
    for table in ("posts", "versions", "posts_fts", "dates", "figures", "problems"):
        assert "Muster" not in repr([tuple(row) for row in archive.rows(f"select * from {table}")])
    for file in archive.path.parent.glob(f"{archive.path.name}*"):
        assert b"-Muster" not in file.read_bytes()
    assert archive.value("pragma integrity_check") == "ok"
    assert source.posts()["[Name entfernt] leitet das Amt"]
    assert dict(source.posts()["Ruhe"]) == untouched


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{NAME}</p>".encode(),
        f"<p>{NAME}</p>".encode("cp1252"),
        b"<p>Erika M&uuml;&szlig;ig-Muster</p>",
        b"<p>ERIKA&nbsp;M&#252;&#xdf;ig-Muster</p>",
        b"<p><b>Erika</b>\n<i>Mue\xc3\x9fig-Musters</i> Wort</p>",
        b'{"name": "Erika M\\u00fc\\u00dfig-Muster"}',
    ],
)
def test_a_name_is_found_in_every_dress(source: "Source", body: bytes) -> None:
    source.answer(URLS[0], body)
    assert find_name(source.archive, NAME).bodies == 1


@pytest.mark.parametrize(
    "body", [b"Erika Mustermann", "Erika Müßig-Musterfrau".encode(), b"Amerika Muster"]
)
def test_another_name_stays(source: "Source", body: bytes) -> None:
    source.answer(URLS[0], body)
    assert find_name(source.archive, NAME).bodies == 0
    assert find_name(source.archive, "Erika Muster").bodies == 0


def test_a_name_in_headers_and_words_of_runs_is_erased(source: "Source") -> None:
    mine = 'attachment; filename="Erika_Müßig-Muster.pdf"'.encode().decode("latin-1")
    headers = {"content-disposition": mine, "content-length": "14"}
    source.answer(URLS[0], b"%PDF-1.4 packed", kind="attachment", headers=headers)
    source.finish(outcome="degraded", reason=f"{URLS[0]}: {NAME} fehlt")
    found = find_name(source.archive, NAME)
    assert (found.bodies, found.notes) == (0, 2)
    erase_name(source.archive, NAME, now=NOW, reader=source.reader)
    assert find_name(source.archive, NAME).notes == 0
    assert source.archive.value("select headers from pages") == (
        '{"content-disposition": "attachment; filename=\\"[Name entfernt].pdf\\"",'
        ' "content-length": "14"}'
    )
    assert source.archive.value("select reason from crawls").endswith("[Name entfernt] fehlt")


def test_a_redacted_page_states_its_own_length(source: "Source") -> None:
    body = f"<p>{NAME}</p>".encode()
    headers = {"content-length": str(len(body)), "etag": '"1"'}
    page = source.answer(URLS[0], body, headers=headers)
    erase_name(source.archive, NAME, now=NOW, reader=source.reader)
    source.answer(URLS[0], status=304, headers={"content-length": str(len(body)), "etag": '"2"'})
    for page_id, etag in ((page.page_id, '"1"'), (2, '"2"')):
        now = load_page(source.archive, page_id or 0)
        assert now.headers == {"content-length": str(len(now.body)), "etag": etag}


def test_what_cannot_be_searched_is_told(source: "Source") -> None:
    source.answer(URLS[0], b"%PDF-1.4 packed", kind="attachment")
    source.answer("https://kreis.example/erika-muster.html", b"{}")
    found = find_name(source.archive, "Erika Muster")
    assert (found.unread, found.addresses) == (1, ("https://kreis.example/erika-muster.html",))


@pytest.mark.parametrize("name", ["", "  ", "Ina", "a b c"])
def test_what_is_too_short_is_nobody_s_name(source: "Source", name: str) -> None:
    with pytest.raises(EraseError):
        find_name(source.archive, name)
