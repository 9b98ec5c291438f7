"""`kjc read`, `inspect` and `probe`, as their users run them."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelines.site import read_site_file

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer, Kjc

SENTENCE = "Am 30. November gab es 553 Neuanträge."


def test_read_answers_each_line_in_order(kjc: "Kjc") -> None:
    lines = [
        json.dumps({"id": name, "published": "2020-12-02", "text": SENTENCE, "odd": 1})
        for name in ("b", "a")
    ]
    done = kjc("read", "-", "--json", given="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["id"] for answer in answers] == ["b", "a"]
    assert list(answers[0]) == ["id", "dates", "figures"]
    assert answers[0]["dates"] == [
        {"quote": "30. November", "start": 3, "end": 15, "value": "2020-11-30"}
    ]
    (figure,) = answers[0]["figures"]
    assert figure == {
        "quote": "553 Neuanträge",
        "start": 23,
        "end": 37,
        "value": 553,
        "modifier": "=",
        "unit": "case",
        "indicator": "neuantraege",
        "period": "2020-11-30",
        "change": None,
    }


def test_read_without_a_day_resolves_nothing_relative(kjc: "Kjc") -> None:
    line = json.dumps({"id": "x", "published": None, "text": "Gestern und am 30. November 2020."})
    answer = json.loads(kjc("read", "--json", given=line).stdout)
    assert [date["value"] for date in answer["dates"]] == ["2020-11-30"]


def test_read_names_bad_lines_and_reads_the_rest(kjc: "Kjc") -> None:
    given = "\n".join(
        [
            "{",
            "[]",
            json.dumps({"id": 1, "text": "x"}),
            json.dumps({"id": "y", "text": "x", "published": "02.12.2020"}),
            json.dumps({"id": "z", "text": "x", "jobcenters": "fulda"}),
            json.dumps({"id": "good", "text": SENTENCE, "published": "2020-12-02"}),
        ]
    )
    done = kjc("read", "--json", given=given)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["good"]
    complaints = done.stderr.splitlines()
    assert [line.split(":")[1] for line in complaints] == [f" line {n}" for n in range(1, 6)]
    assert "published is '02.12.2020', not YYYY-MM-DD or null" in complaints[3]


@pytest.mark.parametrize("line", ['{"n":' + "9" * 5000 + "}", "[" * 100_000])
def test_read_bears_what_no_json_reader_likes(kjc: "Kjc", line: str) -> None:
    good = json.dumps({"id": "\ud83d", "text": SENTENCE, "published": "2020-12-02"})
    done = kjc("read", "--json", given=f"{line}\n{good}\n")
    assert (done.returncode, done.stderr.splitlines()[0][:11]) == (1, "kjc: line 1")
    assert json.loads(done.stdout)["id"] == "\ud83d"


def test_read_ends_quietly_where_nobody_listens_any_more(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "published": "2020-12-02", "text": SENTENCE * 200})
    (tmp_path / "in.jsonl").write_text(f"{line}\n" * 20, encoding="utf-8")
    words = [sys.executable, "-m", "kjc", "read", str(tmp_path / "in.jsonl"), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_answer_that_no_disk_takes_is_told(tmp_path: Path) -> None:
    no_room = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    with (tmp_path / "answer").open("wb") as answer:
        done = subprocess.run(
            [sys.executable, "-c", f"{no_room}; import kjc; kjc.main(['read'])"],
            input=SENTENCE.encode(),
            stdout=answer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 74
    assert done.stderr.startswith(b"kjc: the output: the file may not grow so large")


def test_read_complains_of_a_text_on_stderr_alone(tmp_path: Path, kjc: "Kjc") -> None:
    (tmp_path / "latin.txt").write_bytes("Grüße".encode("latin-1"))
    done = kjc("read", "latin.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "not UTF-8 at byte 2" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "these are JSON lines, no plain text; read them with --json"),
        (("--json", "--published", "2020-12-02"), "--published is for a plain text"),
    ],
)
def test_read_takes_no_lines_for_a_text_nor_a_day_for_lines(
    kjc: "Kjc", words: tuple[str, ...], says: str
) -> None:
    line = json.dumps({"id": "a", "published": "2020-12-02", "text": SENTENCE})
    done = kjc("read", *words, given=f"\n{line}\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_read_shows_a_person_what_is_read(kjc: "Kjc") -> None:
    done = kjc("read", "--published", "2020-12-02", given=SENTENCE)
    assert done.returncode == 0
    assert "2020-11-30" in done.stdout
    assert "«553 Neuanträge»" in done.stdout


def test_inspect_shows_each_field_with_its_evidence(kjc: "Kjc", faulty: "FaultyServer") -> None:
    done = kjc("inspect", faulty.url + faulty.articles[0])
    assert done.returncode == 0, done.stderr
    assert "Odenwaldkreis: Bericht Nummer 6 des Jobcenters" in done.stdout
    assert "published    2026-10-06" in done.stdout
    assert "odenwaldkreis (title: «Odenwaldkreis»)" in done.stdout
    assert "«66 Menschen»" in done.stdout
    assert " * " in done.stdout


def test_inspect_reads_a_saved_page_without_a_network(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    page = tmp_path / "seite.html"
    page.write_bytes(faulty.current(faulty.articles[0]).body)
    done = kjc("inspect", "seite.html", "--url", "https://www.example.org/seite.html", "--json")
    (post,) = json.loads(done.stdout)["posts"]
    assert (done.returncode, faulty.log) == (0, [])
    assert (post["published"], post["url"]) == ("2026-10-06", "https://www.example.org/seite.html")
    assert post["evidence"]


def test_inspect_says_why_a_page_is_no_post(kjc: "Kjc", faulty: "FaultyServer") -> None:
    faulty.give("/fehler", faulty.replies.error_page)
    done = kjc("inspect", f"{faulty.url}/fehler")
    assert done.returncode == 1
    assert "no post: error_page" in done.stdout


@pytest.mark.parametrize(
    ("body", "says"), [(b"", "the body is empty"), (b"%PDF-1.4\n", "the body is a PDF")]
)
def test_inspect_says_what_is_no_page(tmp_path: Path, kjc: "Kjc", body: bytes, says: str) -> None:
    (tmp_path / "page.html").write_bytes(body)
    done = kjc("inspect", "page.html")
    assert (done.returncode, done.stderr) == (1, "")
    assert says in done.stdout


def test_probe_writes_a_site_file_that_crawls(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer"
) -> None:
    done = kjc("probe", faulty.start_url)
    assert done.returncode == 0, done.stderr
    assert "6 entries, 6 of them with a day" in done.stdout
    (file,) = (tmp_path / "probed").glob("*.toml")
    site = read_site_file(file)
    assert site.start == (faulty.start_url,)
    assert tomllib.loads(file.read_text("utf-8"))["expect"] == {"entries": 3}
    answers = json.loads((tmp_path / "probed" / file.stem / "answers.json").read_text("utf-8"))
    assert len(answers["listings"][0]["entries"]) == 6
    assert [len(article["posts"]) for article in answers["articles"]] == [1, 1, 1]
    crawled = kjc("crawl", file.stem, "--sites", "probed")
    assert crawled.returncode == 0, crawled.stdout + crawled.stderr
    assert "6 new" in crawled.stdout


def test_probe_leaves_a_corrected_site_file_alone(kjc: "Kjc", faulty: "FaultyServer") -> None:
    assert kjc("probe", faulty.start_url).returncode == 0
    again = kjc("probe", faulty.start_url)
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_probe_of_a_site_without_news_finds_nothing(kjc: "Kjc", faulty: "FaultyServer") -> None:
    faulty.give("/", faulty.replies.error_page)
    done = kjc("probe", f"{faulty.url}/")
    assert done.returncode == 1
    assert "doubt: " in done.stdout
