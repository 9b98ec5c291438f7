"""Reading articles, measured on the snapshots of real sites against what their systems hold.

  bench/articles.py --shared DIR [--mode frame+lead,lead,frame,none] [--site NAME] [--errors]

`lead`: the listing's title and day are known; `frame`: the site's pages are. Titles are compared as
the snapshots' own scorer does (strict), bodies by words, teaser allowed.
"""

import argparse
import importlib.util
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attrs import define, field, frozen

from pipelines.article import Unreadable, read_article
from pipelines.document import read_document
from pipelines.frame import Frame, build_frame, page_blocks
from pipelines.items import Lead, Page, Post
from pipelines.site import Site

HOST: Final = "http://www.example.org"
TOKEN: Final = "kjc-snapshot.invalid"  # noqa: S105 - what stands for the host in stored pages
SITE: Final = Site(slug="bench", name="Bench", start=(f"{HOST}/",))


@frozen
class Snapshot:
    """One stored site: its facts, and its article pages with their truth."""

    name: str
    facts: dict[str, Any] = field(repr=False)
    articles: tuple[tuple[dict[str, Any], Page], ...] = field(repr=False)


@define
class Sums:
    """What one mode reached over all sites."""

    pages: int = 0
    found: int = 0
    titles: float = 0
    days: float = 0
    words: float = 0
    worst: float = 1
    right_files: int = 0
    read_files: int = 0
    true_files: int = 0
    problems: int = 0


def load_module(path: Path) -> ModuleType:
    """A script of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_snapshots(shared: Path, only: str | None = None) -> Iterator[Snapshot]:
    """Every stored site, by name."""
    serve = load_module(shared / "snapshots/serve.py")
    for folder in sorted((shared / "snapshots/sites").iterdir()):
        if only is not None and only not in folder.name:
            continue
        server = serve.Server(str(folder))
        server.httpd.server_close()
        articles = []
        for truth in server.site["posts"]:
            relative, path = server.find(truth["path"])
            kind = server.site.get("types", {}).get(relative) or "text/html; charset=utf-8"
            articles.append((truth, build_page(truth["path"], Path(path).read_bytes(), kind)))
        yield Snapshot(folder.name, server.site, tuple(articles))


def build_page(target: str, body: bytes, content_type: str) -> Page:
    """A stored file as the response of a server."""
    host = HOST.removeprefix("http://").encode()
    return Page(
        url=HOST + target,
        requested_url=HOST + target,
        site="bench",
        kind="article",
        fetched_at="2026-11-22T06:00:00Z",
        status=200,
        headers={"content-type": content_type},
        body=body.replace(TOKEN.encode(), host),
    )


def build_lead(truth: dict[str, Any], page: Page, facts: dict[str, Any]) -> Lead:
    """What a listing of this site says of a post."""
    shown = facts.get("date_where") in {"article", "listing"} and facts.get("date_exact", True)
    day = datetime.fromisoformat(truth["published"]).date()
    return Lead(url=page.url, title=truth["title"], published=day if shown else None)


def build_site_frame(snapshot: Snapshot) -> Frame:
    """What the site's article pages share."""
    return build_frame(page_blocks(read_document(page)) for _, page in snapshot.articles)


def read_site(snapshot: Snapshot, mode: str) -> tuple[list[Post], list[str]]:
    """All posts of a site that could be read, and what went wrong."""
    frame = build_site_frame(snapshot) if "frame" in mode else None
    posts: list[Post] = []
    errors: list[str] = []
    for truth, page in snapshot.articles:
        lead = build_lead(truth, page, snapshot.facts) if "lead" in mode else None
        try:
            posts += read_article(page, lead, SITE, frame)
        except Unreadable as error:
            errors.append(f"{truth['path']}: {error}")
    return posts, errors


def describe_post(post: Post) -> dict[str, Any]:
    """A post in the scorer's keys."""
    return {
        "url": post.url,
        "title": post.title,
        "published": post.published and post.published.isoformat(),
        "text": post.text,
        "attachments": [file.url for file in post.attachments],
    }


def add_up(sums: Sums, snapshot: Snapshot, posts: list[Post], shared: Path) -> dict[str, Any]:
    """Score one site and add it to the sums."""
    scorer = load_module(shared / "snapshots/score.py")
    folder = shared / "snapshots/sites" / snapshot.name
    score: dict[str, Any] = scorer.score(str(folder), [describe_post(post) for post in posts])
    found = score["found"]
    sums.pages += len(snapshot.articles)
    sums.found += found
    sums.titles += score["title"] * found
    sums.days += score["date"] * found
    sums.words += score["body_f1_teaser_ok"] * found
    sums.worst = min(sums.worst, score["body_f1_teaser_ok"])
    truths = {scorer.path(t["path"]): t["attachments"] for t, _ in snapshot.articles}
    for post in posts:
        read = {scorer.path(file.url) for file in post.attachments}
        true = {scorer.path(url) for url in truths[scorer.path(post.url)]}
        sums.right_files += len(read & true)
        sums.read_files += len(read)
        sums.true_files += len(true)
        sums.problems += sum(1 for problem in post.problems if problem.code != "no_date")
    return score


def main() -> None:
    """Print a line a site and mode, then the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--mode", default="frame+lead,frame,lead,none")
    parser.add_argument("--site")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    snapshots = list(find_snapshots(options.shared, options.site))
    for mode in options.mode.split(","):
        sums = Sums()
        for snapshot in snapshots:
            posts, errors = read_site(snapshot, mode)
            score = add_up(sums, snapshot, posts, options.shared)
            print(
                f"{mode:10} {snapshot.name:28} posts {score['found']}/{len(snapshot.articles)}"
                f"  title {score['title']:.3f}  day {score['date']:.3f}"
                f"  body {score['body_f1_teaser_ok']:.3f}"
            )
            if options.errors:
                for line in (*score["problems"], *errors):
                    print("    ", line)
        print(
            f"{mode:10} ALL  posts {sums.found}/{sums.pages}"
            f"  title {sums.titles / sums.found:.4f}  day {sums.days / sums.found:.4f}"
            f"  body {sums.words / sums.found:.4f} (worst site {sums.worst:.3f})"
            f"  files P {sums.right_files / sums.read_files:.4f}"
            f" R {sums.right_files / sums.true_files:.4f}  problems {sums.problems}"
        )


if __name__ == "__main__":
    main()
