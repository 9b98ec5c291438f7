"""A crawl of a site whose older posts stand in an archive behind a page of years."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer, Kjc


def test_an_archive_without_entries_of_its_own_is_passed_through(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    listing = faulty.current("/presse/")
    html = listing.body.decode()
    entries = [line for line in html.splitlines() if "<li><span>" in line]
    shown = "\n".join(entries)
    head, _, tail = html.replace(shown, "\n".join(entries[:3])).rpartition("</ul>")
    pages = {
        "/presse/": f'{head}</ul><p><a href="/presse/archiv/">Zum Archiv</a></p>{tail}',
        "/presse/archiv/": html.replace(shown, '<li><a href="/presse/archiv/2026/">2026</a></li>'),
        "/presse/archiv/2026/": html.replace(shown, "\n".join(entries[3:])),
    }
    for path, body in pages.items():
        faulty.give(path, evolve(listing, body=body.encode()))
    done = kjc("crawl", "--start", faulty.start_url)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as archive:
        told = {url.removeprefix(faulty.url) for (url,) in archive.execute("select url from posts")}
    assert told == set(faulty.articles)


def test_a_list_that_only_a_script_goes_on_with_is_told_until_it_is_known(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    listing = faulty.current("/presse/")
    html = listing.body.decode()
    more = html.replace("</ul>", "</ul><button onclick='more()'>Weitere Meldungen laden</button>")
    assert more != html
    faulty.give("/presse/", evolve(listing, body=more.encode()))
    done = kjc("crawl", "--start", faulty.start_url)
    assert done.returncode == 1
    assert "Weitere Meldungen laden" in done.stdout
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as archive:
        told = archive.execute("select quote from problems where code = 'kept_back'").fetchall()
    assert told == [("Weitere Meldungen laden",)]
    # What is on the page is all known: nothing was kept back since.
    assert kjc("crawl", "--start", faulty.start_url).returncode == 0
