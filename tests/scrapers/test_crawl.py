"""The crawl as its user runs it: `kjc crawl` against a site on loopback that misbehaves."""

import json
import socket
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from filelock import FileLock

from pipelines.site import Site
from scrapers.loader import spider_for
from store.database import DiskFullError, open_archive
from tests.scrapers.crawling import age, codes, crawl, rows, take_out, told_paths

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer, Kjc


def test_a_healthy_site_gives_its_posts_and_feeds(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    done = crawl(kjc, faulty)
    assert (done.returncode, codes(tmp_path)) == (0, []), done.stderr
    assert told_paths(tmp_path) == {path.lstrip("/") for path in faulty.articles}
    crawls = rows(tmp_path, "select outcome, walked, leads, posts_new from crawls")
    assert crawls == [{"outcome": "ok", "walked": 1, "leads": 6, "posts_new": 6}]
    assert (tmp_path / "public" / "feeds" / "alle.xml").read_text("utf-8").count("<item>") == 6


def test_a_second_run_asks_for_the_listing_alone(kjc: "Kjc", faulty: "FaultyServer") -> None:
    crawl(kjc, faulty)
    articles = len([a for a in faulty.log if a.target in faulty.articles])
    again = crawl(kjc, faulty)
    assert again.returncode == 0, again.stderr
    assert articles == len([a for a in faulty.log if a.target in faulty.articles]) == 6
    assert "0 new, 0 changed, 6 unchanged posts" in again.stdout


def test_robots_txt_is_asked_first_and_obeyed(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    forbidden = faulty.articles[0]
    faulty.give(
        "/robots.txt",
        evolve(
            faulty.replies.empty,
            body=f"User-agent: *\nDisallow: {forbidden}\n".encode(),
            media_type="text/plain",
        ),
    )
    done = crawl(kjc, faulty)
    assert faulty.log[0].target == "/robots.txt"
    assert not faulty.asked(forbidden)
    assert "forbidden" in codes(tmp_path)
    assert done.returncode == 1
    assert f"robots.txt forbids {faulty.url}{forbidden}" in done.stdout


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_cannot_be_had_forbids_all(
    kjc: "Kjc", faulty: "FaultyServer", status: int
) -> None:
    faulty.give("/robots.txt", evolve(faulty.replies.busy, status=status))
    done = crawl(kjc, faulty)
    assert {asked.target for asked in faulty.log} == {"/robots.txt"}
    assert done.returncode == 1
    assert "broken" in done.stdout


def test_an_honest_user_agent_in_german(tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer") -> None:
    (tmp_path / "kjc.toml").write_text('contact = "presse@kreis.example"\n', encoding="utf-8")
    crawl(kjc, faulty)
    agents = {asked.headers["user-agent"] for asked in faulty.log}
    assert len(agents) == 1
    assert agents.pop().endswith("(+presse@kreis.example)")
    assert faulty.log[-1].headers["accept-language"] == "de"


@pytest.mark.parametrize("fault", ["busy", "slow_down", "cut"])
def test_what_fails_once_is_asked_again(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer", fault: str
) -> None:
    path = faulty.articles[2]
    whole = faulty.current(path)
    wrong = evolve(whole, cut_at=150) if fault == "cut" else getattr(faulty.replies, fault)
    faulty.give(path, wrong, whole)
    done = crawl(kjc, faulty)
    assert (done.returncode, codes(tmp_path)) == (0, []), done.stderr
    assert len(faulty.asked(path)) == 2
    assert len(told_paths(tmp_path)) == 6


def test_every_third_answer_failing_loses_nothing(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    faulty.disturb(3, faulty.replies.busy)
    done = crawl(kjc, faulty)
    assert done.returncode == 0, done.stderr
    assert len(told_paths(tmp_path)) == 6


NEVER_A_POST = {
    "empty": "empty_body",
    "error_page": "error_page",
    "consent_page": "consent_page",
    "huge": "too_large",
    "gone": "gone",
    "cut": "not_fetched",
    "loop": "not_fetched",
}


@pytest.mark.parametrize("fault", sorted(NEVER_A_POST))
def test_what_is_no_post_becomes_a_problem_and_never_a_feed_item(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer", fault: str
) -> None:
    path = faulty.articles[1]
    if fault == "loop":
        faulty.loop(path)
    elif fault == "cut":
        faulty.give(path, evolve(faulty.current(path), cut_at=150))
    else:
        faulty.give(path, getattr(faulty.replies, fault))
    done = crawl(kjc, faulty)
    assert done.returncode == 1, done.stdout + done.stderr
    assert NEVER_A_POST[fault] in codes(tmp_path)
    assert told_paths(tmp_path) == {p.lstrip("/") for p in faulty.articles if p != path}
    feed = (tmp_path / "public" / "feeds" / "alle.xml").read_text("utf-8")
    assert feed.count("<item>") == 5
    problem = rows(tmp_path, "select says, url from problems")[0]
    assert path in f"{problem['url']} {problem['says']}"


def test_a_pdf_named_html_is_a_file_and_no_text(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    path = faulty.articles[1]
    faulty.give(path, faulty.replies.pdf)
    crawl(kjc, faulty)
    post = rows(tmp_path, f"select guid, text from posts where url like '%{path}'")
    assert [p["text"] for p in post] == [""]
    files = rows(tmp_path, "select media_type, bytes from attachments")
    assert files == [{"media_type": "application/pdf", "bytes": len(faulty.replies.pdf.body)}]


def test_a_post_that_could_not_be_had_comes_with_the_next_run(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    path = faulty.articles[3]
    whole = faulty.current(path)
    faulty.give(path, faulty.replies.busy)
    assert crawl(kjc, faulty).returncode == 1
    faulty.give(path, whole)
    done = crawl(kjc, faulty)
    assert (done.returncode, codes(tmp_path)) == (0, []), done.stdout
    assert len(told_paths(tmp_path)) == 6


def test_a_site_that_leads_every_post_to_its_list_is_told_and_asked_again(
    kjc: "Kjc", faulty: "FaultyServer", tmp_path: Path
) -> None:
    to_list = evolve(faulty.replies.gone, status=302, headers={"Location": "/presse/"})
    for path in faulty.articles:
        faulty.give(path, to_list)
    done = crawl(kjc, faulty, "--quiet")
    assert (done.returncode, told_paths(tmp_path)) == (1, set())
    assert "leads to" in done.stdout
    assert codes(tmp_path) == ["led_to_list"] * 6
    faulty.heal()
    assert crawl(kjc, faulty, "--quiet").returncode == 0
    assert (len(told_paths(tmp_path)), codes(tmp_path)) == (6, [])


def test_a_post_that_leads_to_the_list_by_now_is_no_alarm(
    kjc: "Kjc", faulty: "FaultyServer", tmp_path: Path
) -> None:
    crawl(kjc, faulty)
    path = faulty.articles[2]
    take_out(faulty, path)
    faulty.give(path, evolve(faulty.replies.gone, status=302, headers={"Location": "/presse/"}))
    age(tmp_path)
    done = crawl(kjc, faulty, "--quiet")
    assert (done.returncode, done.stdout) == (0, "")
    assert (len(told_paths(tmp_path)), codes(tmp_path)) == (6, ["led_to_list"])


def test_an_outage_keeps_what_was_stored(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    feed = (tmp_path / "public" / "feeds" / "alle.xml").read_bytes()
    faulty.give("/presse/", faulty.replies.busy)
    done = crawl(kjc, faulty, "--quiet")
    assert done.returncode == 1
    assert "503" in done.stdout
    assert len(told_paths(tmp_path)) == 6
    assert (tmp_path / "public" / "feeds" / "alle.xml").read_bytes() == feed
    assert kjc("status").returncode == 1


def test_a_source_that_was_tried_once_makes_no_status_bad_for_good(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    assert kjc("crawl", "--start", f"{faulty.url}/nichts/").returncode == 1
    assert kjc("status").returncode == 1
    age(tmp_path)
    (tmp_path / "mine.toml").write_text(f'name = "x"\nstart = ["{faulty.start_url}"]\n', "utf-8")
    assert kjc("crawl", "mine", "--sites", ".").returncode == 0
    done = kjc("status")
    assert done.returncode == 0
    assert "former    not configured any more" in done.stdout


def test_a_host_that_is_down_is_told_in_a_line(kjc: "Kjc") -> None:
    with socket.socket() as nobody:  # bound and not listening: it refuses whoever knocks
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        done = kjc("crawl", "--start", url, "--quiet")
    assert done.returncode == 1
    assert "its robots.txt cannot be had (Connection was refused" in done.stdout
    assert (done.stdout.count("\n"), done.stderr) == (1, ""), "cron mails what is said, once"


def test_a_listing_that_is_empty_names_its_address_once(kjc: "Kjc", faulty: "FaultyServer") -> None:
    faulty.give("/presse/", faulty.replies.empty)
    done = crawl(kjc, faulty, "--quiet")
    assert done.stdout.count(faulty.start_url) == 1
    assert "the body is empty" in done.stdout


def test_a_disk_that_is_full_from_the_start_is_all_that_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spider = spider_for(Site(slug="kreis", name="Kreis", start=("http://127.0.0.1/",)))()
    spider.archive = open_archive(tmp_path / "kjc.db")
    spider.failure = DiskFullError("no room is left")  # before the archive knew of the run
    spider.closed("failure")
    assert (spider.outcome, spider.reason) == ("broken", "no room is left")
    assert not caplog.records


@pytest.mark.parametrize("command", ["feeds", "reparse"])
def test_an_archive_that_is_not_there_empties_no_feed(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer", command: str
) -> None:
    crawl(kjc, faulty)
    feed = tmp_path / "public" / "feeds" / "alle.xml"
    done = kjc(command, "--db", "kcj.db")
    assert (done.returncode, done.stdout) == (2, "")
    assert "kcj.db: no archive" in done.stderr
    assert feed.read_text("utf-8").count("<item>") == 6
    assert not (tmp_path / "kcj.db").exists()


def test_while_a_run_is_under_way_a_source_is_as_it_was(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as connection:
        connection.execute(
            "insert into crawls (site, started_at, site_json)"
            " select site, '2099-01-01T00:00:00Z', site_json from crawls"
        )
        connection.commit()
    with FileLock(tmp_path / "kjc.db.lock"):
        assert kjc("status").returncode == 0
    done = kjc("status")
    assert done.returncode == 1
    assert "did not end" in done.stdout


def test_a_quiet_run_says_nothing_where_all_is_well(kjc: "Kjc", faulty: "FaultyServer") -> None:
    done = crawl(kjc, faulty, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_report_in_json(kjc: "Kjc", faulty: "FaultyServer") -> None:
    report = json.loads(crawl(kjc, faulty, "--json").stdout)
    assert (report["outcome"], report["new"], report["problems"]) == ("ok", 6, [])


def test_reparse_gives_the_same_rows_and_feeds(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    posts = "select guid, url, title, text, published, version from posts order by guid"
    before, feed = rows(tmp_path, posts), (tmp_path / "public/feeds/alle.xml").read_bytes()
    requests = len(faulty.log)
    assert "0 posts would change" in kjc("reparse", "--diff").stdout
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as connection, connection:
        connection.execute("update posts set title = 'x' where guid = ?", (before[0]["guid"],))
    done = kjc("reparse", "--diff", "--json")
    (told,) = map(json.loads, done.stdout.splitlines())
    assert (told["guid"], told["change"], told["differs"]) == (
        before[0]["guid"],
        "changed",
        ["title"],
    )
    assert rows(tmp_path, posts)[0]["title"] == "x", "only told"
    assert kjc("reparse").returncode == 0
    assert rows(tmp_path, posts) == before
    assert (tmp_path / "public/feeds/alle.xml").read_bytes() == feed
    assert len(faulty.log) == requests, "reparse never fetches"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["crawl", "no_such_site"], "no source no_such_site; known: hlt, kjc_hessen"),
        (["crawl"], "no contact is set"),
        (["crawl", "--start", "presse.html"], "not an absolute http(s) address"),
        (["crawl", "--start", "http://[::1/"], "not an absolute http(s) address"),
        (["crawl", "--start", "http://127.0.0.1:99999/"], "not an absolute http(s) address"),
        (["crawl", "--start", "https://example.org/"], "no contact is set"),
        (["crawl", "kjc_hessen", "--start", "http://127.0.0.1/"], "not both"),
        (["inspect", "nothing.html"], "neither an address nor a file"),
        (["serve", "--port", "99999"], "not in the range"),
    ],
)
def test_wrong_use_is_said_in_a_line(kjc: "Kjc", words: Sequence[str], says: str) -> None:
    done = kjc(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_file_with_a_typo_names_file_and_key(tmp_path: Path, kjc: "Kjc") -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    (folder / "mine.toml").write_text('name = "x"\nstrat = ["http://127.0.0.1/"]\n', "utf-8")
    done = kjc("crawl", "--sites", "sites")
    assert done.returncode == 2
    assert "mine.toml: unknown key strat; allowed: " in done.stderr


def test_a_listing_with_fewer_entries_than_expected_is_told(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    (tmp_path / "mine.toml").write_text(
        f'name = "Kreis"\nstart = ["{faulty.start_url}"]\n[expect]\nentries = 10\n', "utf-8"
    )
    done = kjc("crawl", "mine", "--sites", ".")
    assert (done.returncode, codes(tmp_path)) == (1, ["few_entries"])
    assert "6 entries where at least 10 are expected" in done.stdout
    assert len(told_paths(tmp_path)) == 6, "what was read is kept all the same"


def test_a_newer_archive_is_refused(tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer") -> None:
    crawl(kjc, faulty)
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('kjc', '2099-from-the-future', '2099-01-01')"
        )
        connection.commit()
    done = crawl(kjc, faulty)
    assert done.returncode == 2
    assert "newer version" in done.stderr


def test_only_one_run_at_a_time(tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer") -> None:
    with FileLock(tmp_path / "kjc.db.lock"):
        done = crawl(kjc, faulty)
    assert done.returncode == 75
    assert "another run holds the lock" in done.stderr
    assert not faulty.log


def test_what_a_person_puts_right_stays_right(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    crawl(kjc, faulty)
    url = faulty.url + faulty.articles[0]
    lines = f'["{url}"]\npublished = 2026-10-07\njobcenters = ["fulda"]\n'
    (tmp_path / "corrections.toml").write_text(lines, encoding="utf-8")
    query = (
        "select published, jobcenter from posts join post_jobcenters using (guid)"
        f" where url = '{url}'"
    )
    for command in (["crawl", "--start", faulty.start_url], ["reparse"]):
        assert kjc(*command).returncode == 0
        assert rows(tmp_path, query) == [{"published": "2026-10-07", "jobcenter": "fulda"}]
    elsewhere = url.replace("meldung", "mitteilung")
    (tmp_path / "corrections.toml").write_text(lines.replace(url, elsewhere), "utf-8")
    for command in (["crawl", "--quiet", "--start", faulty.start_url], ["reparse"]):
        done = kjc(*command)
        assert done.returncode == 0
        assert f'corrections.toml: ["{elsewhere}"] fits no post; write the address' in done.stderr
    (tmp_path / "corrections.toml").write_text(lines.replace("centers", "center"), "utf-8")
    done = crawl(kjc, faulty)
    assert done.returncode == 2
    assert "corrections.toml" in done.stderr
    assert "unknown key jobcenter; allowed: " in done.stderr


def test_a_name_is_erased_from_archive_and_feeds(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    name = "Erika Müßig-Mustermann"  # the page is shorter without it than its server says
    page = faulty.current(faulty.articles[0])
    body = page.body.replace(b"liegt im", f"grüßt {name} und liegt im".encode())
    faulty.give(faulty.articles[0], evolve(page, body=body))
    crawl(kjc, faulty)
    feed = tmp_path / "public" / "feeds" / "alle.xml"
    assert name in feed.read_text("utf-8")
    asked = kjc("erase", name, given="n\n")
    assert "1 posts, 1 stored answers (sent 1 times) hold the name" in asked.stdout
    assert name in feed.read_text("utf-8"), "nobody agreed"
    assert kjc("erase", name, "--yes").returncode == 0
    assert "Müßig" not in feed.read_text("utf-8")
    assert rows(tmp_path, "select guid from posts where text like '%Müßig%'") == []
    assert len(told_paths(tmp_path)) == 6
    assert "Erase it" not in kjc("erase", name).stdout, "nothing to agree to"
    assert kjc("erase", "Ina").returncode == 2


def test_a_file_beyond_the_limit_is_told_once_and_stays_a_row(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    page = faulty.current(faulty.articles[0])
    link = b'<p><a href="/files/bericht.pdf">Bericht (PDF, 46 MB)</a></p>\n</main>'
    faulty.give(faulty.articles[0], evolve(page, body=page.body.replace(b"</main>", link)))
    faulty.give("/files/bericht.pdf", evolve(faulty.replies.huge, media_type="application/pdf"))
    first = crawl(kjc, faulty, "--quiet")
    assert first.returncode == 1
    assert "larger than the limit" in first.stdout
    files = rows(tmp_path, "select bytes, size_stated, problem from attachments")
    assert files == [{"bytes": None, "size_stated": "46 MB", "problem": "too_large"}]
    again = crawl(kjc, faulty, "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(faulty.asked("/files/bericht.pdf")) == 1
    kjc("reparse")
    assert rows(tmp_path, "select bytes, size_stated, problem from attachments") == files


@pytest.mark.parametrize("fault", ["huge", "bomb"])
def test_a_page_beyond_the_limit_is_told_once_and_asked_for_by_all_alone(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer", fault: str
) -> None:
    path = faulty.articles[1]
    faulty.give(path, getattr(faulty.replies, fault))
    first = crawl(kjc, faulty, "--quiet")
    assert first.returncode == 1
    assert "larger than the limit, not kept; raise page_megabytes" in first.stdout
    again = crawl(kjc, faulty, "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(faulty.asked(path)) == 1
    assert codes(tmp_path) == ["too_large"], "it is told no more, and not forgotten"
    assert crawl(kjc, faulty, "--quiet", "--all").returncode == 1
    assert (len(faulty.asked(path)), codes(tmp_path)) == (2, ["too_large"])
    kjc("reparse")
    assert codes(tmp_path) == ["too_large"]
    faulty.heal()
    assert crawl(kjc, faulty, "--quiet", "--all").returncode == 0
    assert (len(told_paths(tmp_path)), codes(tmp_path)) == (6, [])


def test_a_file_that_the_list_names_is_told_once_where_it_is_too_large(
    kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    page = faulty.current("/presse/")
    link = b' <a href="/files/bericht.pdf">Bericht (PDF, 46 MB)</a></li>'
    faulty.give("/presse/", evolve(page, body=page.body.replace(b"</li>", link, 1)))
    faulty.give("/files/bericht.pdf", evolve(faulty.replies.huge, media_type="application/pdf"))
    assert crawl(kjc, faulty, "--quiet").returncode == 1
    assert crawl(kjc, faulty, "--quiet").returncode == 0
    assert len(faulty.asked("/files/bericht.pdf")) == 1


def test_a_search_finds_what_a_german_means(kjc: "Kjc", faulty: "FaultyServer") -> None:
    assert kjc("search", "x").returncode == 2, "no archive"
    crawl(kjc, faulty)
    found = [
        json.loads(line)
        for line in kjc("search", "Berichte", "5", "Odenwald", "--json").stdout.splitlines()
    ]
    url = faulty.url + faulty.articles[1]
    assert [(post["url"], post["published"]) for post in found] == [(url, "2026-10-05")]
    assert found[0]["jobcenters"] == ["odenwaldkreis"]
    done = kjc("search", "--limit", "2", "Bericht")
    assert [line[:12].strip() != "" for line in done.stdout.splitlines()] == [True, False] * 2
    done = kjc("search", '"AND (', "NEAR/", "*", "-los")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
