"""Saved listings, changed as relaunches change them, walked again: what is still found and right.

bench/listing_mutations.py --shared DIR [MUTATION ...]
"""

import argparse
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attrs import evolve
from lxml import etree
from lxml.html import HtmlElement, tostring

from bench.listings import HOST, Score, Snapshot, find_snapshots, measure, walk
from pipelines.days import MONTHS
from pipelines.document import read_document
from pipelines.items import Page, PageKind
from pipelines.site import Site

Mutation = Callable[[HtmlElement], None]

_NAMES: Final = ("class", "id", "role", "itemprop", "title")
_MONTH_NAMES: Final = {number: name.title() for name, number in reversed(MONTHS.items())}
_FIGURES: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d{2})\.(20\d\d)(?!\d)")
_ARROWS: Final = re.compile(r"\b(?:weiter|nächste|next|ältere|older)\b", re.IGNORECASE)


def keep(_: HtmlElement) -> None:
    """Nothing: the page as it was saved, for comparing."""


def rename_classes(tree: HtmlElement) -> None:
    """Every name of a class or id is another."""
    for element in tree.iter():
        for name in ("class", "id"):
            words = (element.get(name) or "").split()
            if words:
                element.set(name, " ".join(f"x{sum(map(ord, word)) % 9973}" for word in words))


def drop_names(tree: HtmlElement) -> None:
    """No classes, ids, roles, titles, no rel on links."""
    for element in tree.iter():
        for name in (*_NAMES, *(("rel",) if element.tag == "a" else ())):
            element.attrib.pop(name, None)


def drop_meaning(tree: HtmlElement) -> None:
    """Only div and span are left of the elements that say what they are; no machine's days."""
    for element in tree.iter("article", "main", "section", "header", "aside", "nav", "footer"):
        element.tag = "div"
    for element in tree.iter("time", "abbr"):
        element.tag = "span"
        for name in ("datetime", "title"):
            element.attrib.pop(name, None)


def flatten(tree: HtmlElement) -> None:
    """The boxes around entries are gone: headings, days and texts stand beside each other."""
    etree.strip_tags(tree, "article", "section", "main", "header", "footer", "figure")


def wrap_links(tree: HtmlElement) -> None:
    """Every other link has a span around it, so that entries of one list differ."""
    chance = random.Random(5)
    for link in list(tree.iter("a")):
        if chance.random() < 0.5:
            span = etree.Element("span")
            span.tail, link.tail = link.tail, None
            link.addprevious(span)
            span.append(link)


def side_first(tree: HtmlElement) -> None:
    """The side column stands before the listing."""
    for element in list(tree.iter("aside", "div")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        parent = element.getparent()
        if parent is not None and (element.tag == "aside" or "sidebar" in names):
            element.drop_tree()
            parent.insert(0, element)


def make_table(tree: HtmlElement) -> None:
    """Entries with a heading become rows, their parts cells."""
    for entry in list(tree.iter("article", "li")):
        if entry.find(".//a") is None or next(entry.iter("h1", "h2", "h3"), None) is None:
            continue
        entry.tag = "tr"
        for part in list(entry):
            cell = etree.Element("td")
            cell.tail, part.tail = part.tail, None
            part.addprevious(cell)
            cell.append(part)
        parent = entry.getparent()
        if parent is not None and all(
            one.tag in {"tr", "nav", "div", "ul", "hr"} for one in parent
        ):
            parent.tag = "table"


def rename_pager(tree: HtmlElement) -> None:
    """The way on is called otherwise, and its box has lost its name."""
    for link in tree.iter("a"):
        words = link.text_content() or ""
        if len(words) < 25 and _ARROWS.search(words):
            for child in list(link):
                child.drop_tree()
            link.text = "Weitere Meldungen »"
    for element in tree.iter():
        if "pag" in (element.get("class") or ""):
            element.set("class", "zzz")


def spell_days(tree: HtmlElement) -> None:
    """Days in figures are spelt with the month's name."""

    def spell(match: re.Match[str]) -> str:
        return f"{int(match[1])}. {_MONTH_NAMES.get(int(match[2]), match[2])} {match[3]}"

    for element in tree.iter():
        element.text = _FIGURES.sub(spell, element.text) if element.text else element.text
        element.tail = _FIGURES.sub(spell, element.tail) if element.tail else element.tail


MUTATIONS: Final[dict[str, Mutation]] = {
    one.__name__: one
    for one in (
        keep,
        rename_classes,
        drop_names,
        drop_meaning,
        flatten,
        wrap_links,
        side_first,
        make_table,
        rename_pager,
        spell_days,
    )
}


class Mutated(Snapshot):
    """A stored site whose every page is changed in one way."""

    def __init__(self, folder: Path, mutation: Mutation) -> None:
        super().__init__(folder)
        self.mutation = mutation

    def fetch(self, url: str, kind: PageKind = "listing") -> Page | None:
        """The changed page at an address."""
        page = super().fetch(url, kind)
        if page is None:
            return None
        tree = read_document(page).tree
        self.mutation(tree)
        headers = {"content-type": "text/html; charset=utf-8"}
        body = tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
        return evolve(page, body=body, headers=headers)


def main() -> int:
    """Print a row for each mutation: the sums over all snapshots."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("only", nargs="*", choices=[*MUTATIONS, []])
    given = arguments.parse_args()
    columns = ("posts", "found", "extra", "wrong_titles", "wrong_days", "undated")
    print(f"{'':16}", *(f"{column:>12}" for column in columns))
    for name in given.only or MUTATIONS:
        scores: list[Score] = []
        for snapshot in find_snapshots(given.shared, []):
            mutated = Mutated(snapshot.folder, MUTATIONS[name])
            start = HOST + mutated.facts["start"]
            got = walk(mutated, Site(name="bench", start=(start,)), start)
            scores.append(measure(mutated, got, show=False))
        sums = (sum(getattr(score, column) for score in scores) for column in columns)
        print(f"{name:16}", *(f"{value:>12}" for value in sums), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
