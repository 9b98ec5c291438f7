"""The archive's pages answer in German, read-only, with the feeds beside them."""

import asyncio
import os
import socket
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from store.database import ReadOnlyError, open_archive
from store.datasette import PortTakenError, build_pages, serve
from store.stems import fold_german

QUERIES = tomllib.loads((files("store") / "datasette" / "queries.toml").read_text(encoding="utf-8"))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An archive of two posts, one with a figure, a day to come and a doubt."""
    path = tmp_path / "kjc.db"
    with open_archive(path) as archive, archive.writing() as connection:
        for guid, title, text in (
            ("a", "Maßnahmen im Odenwaldkreis", "Am 2. März beraten wir. 318 Integrationen."),
            ("b", "Sommerpause", "Offen bleibt, wer fragt."),
        ):
            connection.execute(
                "insert into posts (guid, url, site, title, kicker, teaser, text, content_html,"
                " published, language, confidence, first_seen, last_seen, version, parser,"
                " address) values (?1, 'http://amt.example/' || ?1, 'amt', ?2, '', '', ?3, '',"
                " '2024-02-29', 'de', 1, '2024-03-01T05:00:00Z', '2024-03-01T05:00:00Z', 1, '',"
                " 'http://amt.example/' || ?1)",
                (guid, title, text),
            )
            connection.execute(
                "insert into posts_fts (guid, title, teaser, text) values (?, ?, '', ?)",
                (guid, fold_german(title), fold_german(text)),
            )
        connection.execute(
            "insert into post_jobcenters (guid, jobcenter, evidence, source, role)"
            " values ('a', 'odenwaldkreis', 'Odenwaldkreis', 'title', 'about')"
        )
        connection.execute(
            "insert into dates (guid, source, page, quote, start, end, value, date_from, date_to,"
            " precision, rule) values"
            " ('a', 'text', 0, 'Am 2. März', 0, 10, '2024-03-02', '2024-03-02', '2024-03-02',"
            " 'day', '')"
        )
        connection.execute(
            "insert or ignore into indicators (code, title)"
            " values ('integrationen', 'Integrationen')"
        )
        connection.execute(
            "insert into figures (guid, source, page, quote, start, end, value, modifier, unit,"
            " indicator, period, sentence, rule) values"
            " ('a', 'text', 0, '318', 24, 27, 318, '=', 'case', 'integrationen', '2024-02', '', '')"
        )
        connection.execute(
            "insert into problems (guid, site, code, says)"
            " values ('b', 'amt', 'no_date', 'Kein Tag.')"
        )
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "public" / "feeds").mkdir(parents=True)
    (tmp_path / "public" / "feeds" / "alle.xml").write_text("<rss/>")
    (tmp_path / "public" / "index.html").write_text("<p>Feeds</p>")
    return tmp_path / "public"


def ask(pages: Any, path: str) -> Any:
    return asyncio.run(pages.client.get(path))


def test_every_question_has_a_german_page_and_an_answer(db: Path, out: Path) -> None:
    pages = build_pages(db, out)
    front = ask(pages, "/").text
    assert '<html lang="de">' in front
    for name, query in QUERIES.items():
        assert query["title"] in front
        page = ask(pages, f"/kjc/{name}")
        assert page.status_code == 200
        assert f"<h1>{query['title']}</h1>" in page.text
        assert all(label in page.text for label in query["labels"].values())
        assert "Run SQL" not in page.text


def test_the_tables_have_a_german_page_and_take_sql(db: Path, out: Path) -> None:
    pages = build_pages(db, out)
    tables = ask(pages, "/kjc").text
    assert "<h1>Die Tabellen des Archivs</h1>" in tables
    assert all(f'href="/kjc/{name}"' in tables for name in ("posts", "figures", "time_series"))
    assert all(f'href="/kjc/{name}"' not in tables for name in ("bodies", "sketches"))
    assert 'href="/kjc/bodies"' in ask(pages, "/kjc?_show_hidden=1").text
    described = tomllib.loads((files("store") / "descriptions.toml").read_text(encoding="utf-8"))
    assert described["posts"][""] in tables
    assert described["time_series"][""] in tables
    assert described["posts"]["published_hint"] in ask(pages, "/kjc/posts").text
    answer = ask(pages, "/kjc?sql=select+title+from+posts+where+guid=:post&post=b").text
    assert "<h1>Eigene Frage in SQL</h1>" in answer
    assert "<td>Sommerpause</td>" in answer
    wrong = ask(pages, "/kjc?sql=select+nichts")
    assert (wrong.status_code, "no such column: nichts" in wrong.text) == (400, True)


@pytest.mark.parametrize(
    ("path", "column", "values"),
    [
        ("neueste_meldungen", "Titel", ["Maßnahmen im Odenwaldkreis", "Sommerpause"]),
        ("neueste_meldungen?jobcenter=odenwald", "Titel", ["Maßnahmen im Odenwaldkreis"]),
        ("neueste_meldungen?jobcenter=Fulda", "Titel", []),
        ("zahlenreihe", "Wert", [318]),
        ("zahlenreihe?jobcenter=odenwaldkreis&kennzahl=integration", "Zeitraum", ["2024-02"]),
        ("zahlenreihe?kennzahl=arbeitslose_sgb2", "Wert", []),
        ("termine?ab=2024-01-01", "Beginn", ["2024-03-02"]),
        ("termine?ab=2024-03-03", "Beginn", []),
        ("probleme", "Hinweis", ["Kein Tag."]),
        ("probleme?quelle=hlt", "Hinweis", []),
        ("suche?woerter=Massnahme", "Titel", ["Maßnahmen im Odenwaldkreis"]),
        ("suche?woerter=", "Titel", []),
        ("suche?woerter=%22)%20OR%20-*%20NEAR(", "Titel", []),
    ],
)
def test_a_question_is_answered(
    db: Path, out: Path, path: str, column: str, values: list[object]
) -> None:
    name, _, parameters = path.partition("?")
    answer = ask(build_pages(db, out), f"/kjc/{name}.json?{parameters}&_shape=array")
    assert answer.status_code == 200
    assert [row[column] for row in answer.json()] == values


def test_the_feeds_lie_beside_the_archive(db: Path, out: Path) -> None:
    pages = build_pages(db, out)
    assert ask(pages, "/feeds/alle.xml").text == "<rss/>"
    assert ask(pages, "/index.html").text == "<p>Feeds</p>"
    missing = ask(pages, "/feeds.opml")
    assert (missing.status_code, "kjc feeds" in missing.text) == (404, True)
    assert "gibt es nicht" in ask(pages, "/nix.html").text


def test_nothing_can_be_written(db: Path, out: Path) -> None:
    answer = ask(build_pages(db, out), "/kjc.json?sql=delete+from+posts")
    assert answer.status_code == 400
    with open_archive(db) as archive:
        assert archive.value("select count(*) from posts") == 2


def test_the_archive_is_read_while_it_is_written(db: Path, out: Path) -> None:
    pages = build_pages(db, out)
    with open_archive(db) as archive, archive.writing() as connection:
        connection.execute("update posts set title = 'Neu' where guid = 'b'")
        before = ask(pages, "/kjc/posts.json?guid=b&_shape=array").json()
    after = ask(pages, "/kjc/posts.json?guid=b&_shape=array").json()
    assert (before[0]["title"], after[0]["title"]) == ("Sommerpause", "Neu")


def test_an_archive_that_may_not_be_written_is_shown_as_it_lies(
    db: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    pages = build_pages(db, out)
    assert len(ask(pages, "/kjc/posts.json?_shape=array").json()) == 2
    assert not pages.get_database("kjc").is_mutable
    db.with_name("kjc.db-wal").write_bytes(b"not folded in")
    with pytest.raises(ReadOnlyError, match="a run has not finished"):
        build_pages(db, out)


def test_an_archive_is_made_where_there_is_none(tmp_path: Path, out: Path) -> None:
    assert ask(build_pages(tmp_path / "neu.db", out), "/neu/neueste_meldungen").status_code == 200


def test_a_port_that_is_taken_is_named(db: Path, out: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"127\.0\.0\.1:{port}: .*--port"):
            serve(db, out, port=port)
