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

from attrs import field, frozen

from bench.scoring import Outcome, print_head, print_line, print_sums, score_items
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


def score_site(
    snapshot: Snapshot, posts: list[Post], errors: list[str], shared: Path, scorer: ModuleType
) -> Outcome:
    """What was read of a site, scored, with the number of problems told."""
    doubted = {post.url for post in posts if any("date" in one.code for one in post.problems)}
    tally, wrong = score_items(
        shared / "snapshots/sites" / snapshot.name,
        [describe_post(post) for post in posts],
        doubted,
        scorer,
    )
    problems = sum(problem.code != "no_date" for post in posts for problem in post.problems)
    return Outcome(
        site=snapshot.name,
        tally=tally,
        errors=[*wrong, *((error,) for error in errors)],
        note=f"{problems} problems",
    )


def main() -> None:
    """Print a line a site and mode, and the sums of each mode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--mode", default="frame+lead,frame,lead,none")
    parser.add_argument("--site")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    snapshots = list(find_snapshots(options.shared, options.site))
    scorer = load_module(options.shared / "snapshots/score.py")
    for mode in options.mode.split(","):
        print_head()
        outcomes = []
        for snapshot in snapshots:
            posts, errors = read_site(snapshot, mode)
            outcomes.append(score_site(snapshot, posts, errors, options.shared, scorer))
            print_line(outcomes[-1], errors=options.errors)
        print_sums(mode, outcomes)


if __name__ == "__main__":
    main()
