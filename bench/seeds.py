"""Put the two real announcements into the demonstration's sites, crawl them, compare the archive.

    python bench/seeds.py --shared ../shared

The texts are third-party: they are read at run time and never committed. What is expected, word by
word, stands in the annotated set beside them. Prints a line for each fact; exit 1 on a miss.
"""

import argparse
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from scrapers.demo.posts import DemoFile, DemoPost, read_posts, sort_posts
from scrapers.demo.server import DemoServer
from scrapers.demo.typo3 import LISTING, Typo3
from scrapers.demo.webedition import WebEdition
from scrapers.sources import OWN_FOLDER

ROOT = Path(__file__).resolve().parent.parent
YEARS_BACK = 8
"""How far the demonstration's own posts are moved, so that the seeds are the newest."""
SIDE_COLUMN_DAYS = {"2020-12-09", "2020-12-02", "2020-11-23"}
HEADING = re.compile(r"(?!·|www\.)[^.]{3,79}[^.,:]")
"""A short line with no full stop."""
FIGURE = ("quote", "value", "modifier", "unit", "indicator", "period", "change")


@frozen
class Seed:
    """A real announcement and what is to be read from it."""

    site: str
    title: str
    day: date
    text: str
    attachment: str | None
    size_stated: str | None
    jobcenters: tuple[str, ...]
    scope: str
    dates: tuple[tuple[str, str], ...]
    figures: tuple[tuple[Any, ...], ...]


@frozen
class Fact:
    """One line of the table."""

    what: str
    expected: object
    got: object

    @property
    def holds(self) -> bool:
        """Whether the archive says what is expected."""
        return self.expected == self.got


def main() -> int:
    """Serve, crawl, compare."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, required=True, help="the folder with seeds/")
    options.add_argument("--keep", type=Path, help="keep the archive and the feeds in this folder")
    options.add_argument("--bare", action="store_true", help="crawl by --start, with no site file")
    given = options.parse_args()
    portal, association = read_seeds(given.shared)
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = folder.resolve()  # the crawl runs in it
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("seeds.db*"):
            old.unlink()  # its posts stood under other ports
        crawl(given.shared, folder, portal, association, bare=given.bare)
        archive = stack.enter_context(closing(sqlite3.connect(folder / "seeds.db")))
        archive.row_factory = sqlite3.Row
        facts = [*compare(archive, portal), *compare(archive, association)]
    for fact in facts:
        print(f"{'ok  ' if fact.holds else 'MISS'} {fact.what:34} {shorten(fact.expected)}")
        if not fact.holds:
            print(f"     {'got':34} {shorten(fact.got)}")
    missed = sum(not fact.holds for fact in facts)
    print(f"{len(facts) - missed} of {len(facts)} facts hold")
    return 1 if missed else 0


def read_seeds(shared: Path) -> tuple[Seed, Seed]:
    """The portal's page and the association's release, with what the annotated set says of them."""
    gold = {
        line["id"]: line
        for line in map(
            json.loads,
            (shared / "language" / "announcements.jsonl").read_text(encoding="utf-8").splitlines(),
        )
    }
    raw = {name: next((shared / "seeds").glob(f"{name}_*")) for name in ("000", "003")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in raw.items()}
    portal = make_seed(gold["seed-2"], site="kjc_hessen", scope="jobcenter")
    association = make_seed(gold["seed-1"], site="hlt", scope="land:hessen")
    for seed, text in ((portal, texts["003"]), (association, texts["000"])):
        # The set's text is the seed's, letter for letter, but for blanks and escaped quotes.
        if squeeze(seed.text) not in squeeze(text.replace('\\"', '"')):
            raise SystemExit(f"{seed.site}: the annotated text is not the seed's")
    return portal, association


def make_seed(gold: dict[str, Any], *, site: str, scope: str) -> Seed:
    """Take the line of attachments off the text's head, and what was annotated in it."""
    text, attachment, size, head = gold["text"], None, None, 0
    first, _, rest = text.partition("\n\n")
    line = re.fullmatch(r"(\S+\.pdf) \[PDF-Datei \| ([\d,]+ [kM]B)\]", first)
    if line:
        attachment, size = line.groups()
        head, text = len(text) - len(rest), rest
    return Seed(
        site=site,
        title=gold["title"],
        day=date.fromisoformat(gold["published"]),
        text=text,
        attachment=attachment,
        size_stated=size,
        jobcenters=tuple(gold["jobcenters"]),
        scope=scope,
        dates=tuple((d["quote"], d["value"]) for d in gold["dates"] if d["start"] >= head),
        figures=tuple(
            tuple(f[key] for key in FIGURE) for f in gold["figures"] if f["start"] >= head
        ),
    )


def crawl(shared: Path, folder: Path, portal: Seed, association: Seed, *, bare: bool) -> None:
    """Serve both sites and run the front door over them, with the shipped site files."""
    siblings = [
        evolve(post, day=post.day.replace(year=post.day.year - YEARS_BACK)) for post in read_posts()
    ]
    on_portal = (
        *make_side_column(shared),
        make_post(portal, number=4797, name="monatsmeldung_november_mkk"),
        *(post for post in siblings if "demo-verbund" in post.sites),
    )
    on_association = (
        make_post(association, number=13150, name="kampagne"),
        *(post for post in siblings if "demo-landkreisverband" in post.sites),
    )
    foreign = read_foreign_block(shared)
    with (
        DemoServer(lambda url: WebEdition(sort_posts(on_portal), url)) as first,
        DemoServer(lambda url: Typo3(sort_posts(on_association), url, kompakt=foreign)) as second,
    ):
        starts = {"kjc_hessen": f"{first.url}/presse/", "hlt": second.url + LISTING}
        command = [sys.executable, str(ROOT / "kjc.py"), "crawl", "--all"]
        command += ["--db", str(folder / "seeds.db"), "--out", str(folder / "public")]
        if bare:
            runs = [[*command, "--start", url] for url in starts.values()]
        else:
            runs = [[*command, *starts, "--sites", str(write_sites(folder / "sites", starts))]]
        for run in runs:
            subprocess.run(run, cwd=folder, check=False, timeout=300)


def write_sites(folder: Path, starts: dict[str, str]) -> Path:
    """The shipped site files, but for the address they start from and the hosts beside it."""
    folder.mkdir(exist_ok=True)
    for slug, url in starts.items():
        text = (OWN_FOLDER / f"{slug}.toml").read_text(encoding="utf-8")
        text, count = re.subn(r"(?m)^start = \[[^\]]*\]", f'start = ["{url}"]', text)
        if count != 1:
            raise SystemExit(f"{slug}.toml: no single line that begins with start")
        text = re.sub(r"(?m)^aliases = .*\n", "", text)
        (folder / f"{slug}.toml").write_text(text, encoding="utf-8")
    return folder


def make_post(seed: Seed, *, number: int, name: str) -> DemoPost:
    """The seed as a post of the demonstration's sites."""
    lines = seed.text.split("\n\n")
    text = "\n\n".join(f"## {line}" if HEADING.fullmatch(line) else line for line in lines)
    files: tuple[DemoFile, ...] = ()
    if seed.attachment:
        table = "| Merkmal | November 2020 |\n| Arbeitslose SGB II | 7.273 |"
        files = (DemoFile(name=seed.attachment, text=table, size_stated=seed.size_stated),)
    return DemoPost(
        sites=(),
        name=name,
        number=number,
        day=seed.day,
        title=seed.title,
        kicker="Arbeitsmarkt",
        teaser=lines[0],
        text=text,
        files=files,
    )


def make_side_column(shared: Path) -> Iterator[DemoPost]:
    """The four other entries of the seed's side column, each with a page of its own."""
    text = next((shared / "seeds").glob("003_*")).read_text(encoding="utf-8")
    column = text.split("zurück zur Übersicht")[1].split("powered by")[0]
    entries = re.findall(r"(\d\d)\.(\d\d)\.(\d{4})(.*?)(?=\d\d\.\d\d\.\d{4}|$)", column)
    for number, (day, month, year, title) in enumerate(entries):
        if "Monatsmeldung" not in title:
            yield DemoPost(
                sites=(),
                name=f"meldung_{number}",
                number=4801 - 2 * number,
                day=date(int(year), int(month), int(day)),
                title=title,
                text=f"Worum es geht, sagt die Überschrift: {title}.",
            )


def read_foreign_block(shared: Path) -> str:
    """The newsletter's contents that stand below the association's release."""
    text = next((shared / "seeds").glob("000_*")).read_text(encoding="utf-8")
    return text.split("Kompakt\n", 1)[1].replace("  • ", "- ")


def compare(archive: sqlite3.Connection, seed: Seed) -> Iterator[Fact]:
    """What the archive says of the seed's post, fact by fact."""
    rows = archive.execute("select * from posts where title = ?", [seed.title]).fetchall()
    yield Fact(f"{seed.site}: posts of this title", 1, len(rows))
    if len(rows) != 1:
        return
    post, site = rows[0], seed.site
    yield Fact(f"{site}: day", seed.day.isoformat(), post["published"])
    expected, got = read_words(seed.text), read_words(post["text"])
    yield Fact(f"{site}: body, blocks", len(expected), len(got))
    differ = [pair for pair in zip(expected, got, strict=False) if pair[0] != pair[1]]
    yield Fact(f"{site}: body, differing blocks", [], differ)
    yield Fact(f"{site}: scope", seed.scope, post["scope"])
    query = "select jobcenter from post_jobcenters where guid = ? order by 1"
    found = tuple(row[0] for row in archive.execute(query, [post["guid"]]))
    yield Fact(f"{site}: jobcenters", seed.jobcenters, found)
    yield from compare_attachments(archive, seed, post["guid"])
    yield from compare_mentions(archive, seed, post["guid"])
    query = "select value from dates where guid = ?"
    days = {row[0] for row in archive.execute(query, [post["guid"]])}
    yield Fact(f"{site}: days of the side column", [], sorted(days & SIDE_COLUMN_DAYS))


def compare_attachments(archive: sqlite3.Connection, seed: Seed, guid: str) -> Iterator[Fact]:
    """Name, stated size, type; and that the length is the file's."""
    rows = archive.execute("select * from attachments where guid = ?", [guid]).fetchall()
    expected = [(seed.attachment, seed.size_stated, "application/pdf")] if seed.attachment else []
    got = [(row["url"].rsplit("/", 1)[1], row["size_stated"], row["media_type"]) for row in rows]
    yield Fact(f"{seed.site}: attachments", expected, got)
    for row in rows:
        query = "select size from bodies where sha256 = ?"
        size = archive.execute(query, [row["sha256"]]).fetchone()
        yield Fact(f"{seed.site}: attachment, bytes", size and size[0], row["bytes"])


def compare_mentions(archive: sqlite3.Connection, seed: Seed, guid: str) -> Iterator[Fact]:
    """Every date and figure that was annotated; then what was read beyond them."""
    query = "select * from dates where guid = ? and source = 'text' order by start"
    dates = [(row["quote"], row["value"]) for row in archive.execute(query, [guid])]
    query = "select * from figures where guid = ? and source = 'text' order by start"
    figures = [tuple(row[key] for key in FIGURE) for row in archive.execute(query, [guid])]
    for what, expected, got in (("date", seed.dates, dates), ("figure", seed.figures, figures)):
        left: list[tuple[Any, ...]] = list(got)
        for mention in expected:
            if mention in left:
                left.remove(mention)
                yield Fact(f"{seed.site}: {what}", mention, mention)
            else:
                near = [other for other in left if other[0] == mention[0]]
                yield Fact(f"{seed.site}: {what}", mention, near[0] if near else None)
                left = [other for other in left if other not in near[:1]]
        yield Fact(f"{seed.site}: {what}s read beyond these", [], left)


def read_words(text: str) -> list[str]:
    """The blocks of a text, their blanks evened out."""
    return [" ".join(block.split()) for block in text.split("\n\n")]


def squeeze(text: str) -> str:
    """A text without its blanks."""
    return re.sub(r"\s+", "", text)


def shorten(value: object) -> str:
    """A value on one line."""
    line = str(value)
    return line if len(line) < 150 else f"{line[:147]}..."


if __name__ == "__main__":
    sys.exit(main())
