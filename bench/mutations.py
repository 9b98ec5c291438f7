"""Saved article pages, changed as relaunches and accidents change them: right, told, or silent.

  bench/mutations.py --shared DIR [--every N] [--errors]

Each page is read with its listing's entry and the frame of its (unchanged) siblings, and alone. A
reading is *right* where title, day, body and files are; *told* where a problem or a refusal says
so; *silent* is the one that must not happen: wrong, and nobody says so.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import lxml.html
from attrs import define, evolve, field
from lxml import etree

from bench.articles import SITE, build_lead, build_site_frame, find_snapshots, load_module
from pipelines.article import Unreadable, read_article
from pipelines.charset import decode_body
from pipelines.frame import Frame
from pipelines.items import Lead, Page, Post

_MONTHS: Final = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)

Mutation = Callable[[str, dict[str, Any]], str]


def keep(html: str, _: dict[str, Any]) -> str:
    """As it is."""
    return html


def remove_day(html: str, truth: dict[str, Any]) -> str:
    """The post's own day is nowhere on its page."""
    year, month, day = truth["published"][:10].split("-")
    names = _MONTHS.split()
    forms = [
        rf"0?{int(day)}\.\s?{re.escape(names[int(month) - 1])}\s?{year}",
        rf"0?{int(day)}\.\s?0?{int(month)}\.\s?(?:{year}|{year[2:]})(?!\d)",
        rf"{year}-{month}-{day}(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d|&#43;\d\d:\d\d)?)?",
        rf"0?{int(day)}\.? [A-Z][a-z]{{2,8}},? {year}",
        rf"[A-Z][a-z]{{2,8}} 0?{int(day)}, {year}",
    ]
    return re.sub("|".join(forms), "", html)


def rename_classes(html: str, _: dict[str, Any]) -> str:
    """Class names and ids say nothing any more."""
    names: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        words = [names.setdefault(word, f"x{len(names)}") for word in match[3].split()]
        return f"{match[1]}{match[2]}{' '.join(words)}{match[2]}"

    return re.sub(r"""(\s(?:class|id)=)(["'])([^"']*)\2""", rename, html)


def drop_meaning(html: str, truth: dict[str, Any]) -> str:
    """No class names, and every element of HTML5 a plain div."""
    html = rename_classes(html, truth)
    return re.sub(r"(</?)(?:article|section|main|header|footer|nav|aside|figure)\b", r"\1div", html)


def add_wrappers(html: str, _: dict[str, Any]) -> str:
    """Every paragraph in two boxes of its own, as page builders do."""
    html = re.sub(r"<p([ >])", r'<div class="w1"><div class="w2"><p\1', html)
    return html.replace("</p>", "</p></div></div>")


def remove_wrappers(html: str, _: dict[str, Any]) -> str:
    """A third of all boxes is gone."""
    tree: Any = lxml.html.document_fromstring(html.encode("utf-8"), parser=_utf8())
    boxes = [box for box in tree.iter("div", "section") if box.getparent() is not None]
    for box in boxes[::3]:
        box.drop_tag()
    return str(etree.tostring(tree, encoding="unicode", method="html"))


def side_first(html: str, _: dict[str, Any]) -> str:
    """A column of the five newest stands before the article."""
    entries = "".join(
        f'<div class="c"><span>{day:02}.11.2026</span><br><a href="/andere/{day}">'
        f"Landkreis Muster: Beratung am Standort {day} wird erweitert</a></div>"
        for day in range(20, 15, -1)
    )
    return re.sub(r"(<body[^>]*>)", rf"\1<div class='c0'>{entries}</div>", html, count=1)


def move_side(html: str, _: dict[str, Any]) -> str:
    """What stood behind the main part (side columns) stands before it."""
    tree: Any = lxml.html.document_fromstring(html.encode("utf-8"), parser=_utf8())
    for name in ("aside", "td[@class='rechts']", "div[@id='sidebar']", "div[@id='secondary']"):
        for part in tree.xpath(f"//{name}")[:2]:
            parent = part.getparent()
            if parent is not None:
                parent.remove(part)
                parent.insert(0, part)
    return str(etree.tostring(tree, encoding="unicode", method="html"))


def reformat_days(html: str, _: dict[str, Any]) -> str:
    """Each German day in words becomes figures, and the reverse."""
    names = _MONTHS.split()

    def words(match: re.Match[str]) -> str:
        return f"{int(match[1])}. {names[int(match[2]) - 1]} {match[3]}"

    def figures(match: re.Match[str]) -> str:
        return f"{int(match[1]):02}.{names.index(match[2]) + 1:02}.{match[3]}"

    pattern = rf"\b(\d{{1,2}})\. ({'|'.join(names)}) (20\d\d)\b"
    if re.search(pattern, html):
        return re.sub(pattern, figures, html)
    return re.sub(r"\b(\d\d)\.(0[1-9]|1[0-2])\.(20\d\d)\b", words, html)


def cut_half(html: str, _: dict[str, Any]) -> str:
    """Only half of the page came."""
    return html[: len(html) // 2]


def cut_half_closed(html: str, _: dict[str, Any]) -> str:
    """Half of the page came, and something closed it."""
    return html[: len(html) // 2] + "</body></html>"


def empty_body(html: str, truth: dict[str, Any]) -> str:
    """A page of the site without its article: the part that held the title is gone."""
    return html.replace(truth["title"], "")


MUTATIONS: Final[dict[str, Mutation]] = {
    "as it is": keep,
    "the article's day removed": remove_day,
    "both days removed": remove_day,
    "class names changed": rename_classes,
    "no classes, no HTML5": drop_meaning,
    "wrappers added": add_wrappers,
    "wrappers removed": remove_wrappers,
    "a side column before the article": side_first,
    "side column moved before it": move_side,
    "days reformatted": reformat_days,
    "half the page cut off": cut_half,
    "half cut off, but closed": cut_half_closed,
    "the title removed": empty_body,
}


def _utf8() -> Any:
    """A parser for text that was decoded."""
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)


def judge(post: Post, truth: dict[str, Any], scorer: Any, words: dict[str, Any]) -> str | None:
    """What is wrong with a reading; None where nothing is."""
    if scorer.norm(post.title) != scorer.norm(truth["title"]):
        return f"title {post.title!r}"
    day = truth["published"][:10]
    if post.published is not None and post.published.isoformat() != day:
        return f"day {post.published} for {day}"
    read, body = scorer.toks(post.text), words["body_text"]
    best = max(
        scorer.prf(read, scorer.toks(body))[2],
        scorer.prf(read, scorer.toks(f"{words['teaser']} {body}"))[2],
    )
    if best < 0.85:
        return f"body {best:.2f}"
    files = {scorer.path(file.url) for file in post.attachments}
    if files != {scorer.path(url) for url in truth["attachments"]}:
        return f"files {sorted(files)}"
    return None


def read_mutated(
    page: Page, lead: Lead | None, frame: Frame | None
) -> tuple[Post | None, list[str]]:
    """The post and its problems; no post where the page was refused."""
    try:
        post = read_article(page, lead, SITE, frame)[0]
    except Unreadable as error:
        return None, [error.problem.code]
    return post, [problem.code for problem in post.problems]


@define
class Table:
    """How many readings were right, told or silent, by mutation and what was known."""

    counts: dict[tuple[str, str], Counter[str]] = field(factory=dict)

    def add(self, name: str, known: str, verdict: str) -> None:
        """Count one reading."""
        self.counts.setdefault((name, known), Counter())[verdict] += 1

    def render(self) -> str:
        """A row a mutation."""
        lines = [
            f"{'':34}  siblings and listing known     the page alone",
            f"{'':34}  right   told  silent         right   told  silent",
        ]
        for name in MUTATIONS:
            if (name, "known") in self.counts:
                known, alone = self.counts[name, "known"], self.counts[name, "alone"]
                lines.append(
                    f"{name:34} {known['right']:6} {known['told']:6} {known['silent']:7}"
                    f"        {alone['right']:6} {alone['told']:6} {alone['silent']:7}"
                )
        return "\n".join(lines)


def mutate_page(page: Page, mutate: Mutation, truth: dict[str, Any]) -> Page:
    """The changed page, as UTF-8."""
    html, _ = decode_body(page.body, page.headers["content-type"])
    changed = re.sub(
        r"charset=iso-8859-1", "charset=utf-8", mutate(html, truth), flags=re.IGNORECASE
    )
    headers = {"content-type": "text/html; charset=utf-8"}
    return evolve(page, body=changed.encode(), headers=headers)


def main() -> None:
    """Print the table: a row a mutation, with the page's siblings and listing known, and alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--every", type=int, default=4, help="read every Nth page")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    scorer = load_module(options.shared / "snapshots/score.py")
    texts = json.loads((options.shared / "snapshots/posts.json").read_text("utf-8"))
    posts = {post["id"]: post for post in texts}
    names = [name for name in MUTATIONS if options.only in name]
    table = Table()
    for snapshot in find_snapshots(options.shared):
        frame = build_site_frame(snapshot)
        for truth, page in snapshot.articles[:: options.every]:
            for name in names:
                mutated = mutate_page(page, MUTATIONS[name], truth)
                lead = build_lead(truth, page, snapshot.facts)
                if name == "both days removed":
                    lead = evolve(lead, published=None)
                for known, told, shared in (("known", lead, frame), ("alone", None, None)):
                    post, codes = read_mutated(mutated, told, shared)
                    wrong = post and judge(post, truth, scorer, posts[truth["id"]])
                    verdict = "told" if post is None or (wrong and codes) else "right"
                    if wrong and not codes:
                        verdict = "silent"
                        if options.errors:
                            print(f"{name:32} {known} {snapshot.name} {truth['id']}: {wrong}")
                    table.add(name, known, verdict)
    print(table.render())


if __name__ == "__main__":
    main()
