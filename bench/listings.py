"""Reading listings, measured on snapshots of real sites: what was found, missed, extra, wrong."""

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from attrs import evolve, frozen

from pipelines.choice import choose_listings
from pipelines.document import DocumentError
from pipelines.items import Lead, Page, PageKind
from pipelines.listing import read_listing
from pipelines.site import Site
from pipelines.survey import find_listings

HOST = "http://127.0.0.1:8000"
TOKEN = b"http://kjc-snapshot.invalid"
MOST_PAGES = 60
MOST_CANDIDATES = 12


class Snapshot:
    """One stored site, answered from its files as its server would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[str, Any] = json.loads((folder / "site.json").read_text("utf-8"))
        self.map = {_fold_target(k): v for k, v in self.facts.get("map", {}).items()}
        self.truth = {key_of(post["path"]): post for post in self.facts["posts"]}
        for post in self.facts["posts"]:
            for alias in post.get("aliases", []):
                self.truth.setdefault(key_of(alias), post)

    def fetch(self, url: str, kind: PageKind = "listing") -> Page | None:
        """The page at an address; None where the server would say 404."""
        target = url.removeprefix(HOST).partition("#")[0] or "/"
        moved = self.facts.get("redirects", {}).get(target)
        answered = url if moved is None else urljoin(url, moved)
        file = self._find(answered.removeprefix(HOST).partition("#")[0] or "/")
        if file is None:
            return None
        body = file.read_bytes().replace(TOKEN, HOST.encode())
        escaped = HOST.replace("/", "\\/").encode()
        body = body.replace(TOKEN.replace(b"/", b"\\/"), escaped)
        body = body.replace(TOKEN.removeprefix(b"http://"), HOST.removeprefix("http://").encode())
        if file.name == "index.html" and not urlsplit(answered).path.endswith((".html", "/")):
            answered = f"{answered}/" if "?" not in answered else answered
        return Page(
            url=answered,
            requested_url=url,
            site="bench",
            kind=kind,
            fetched_at="2026-11-22T00:00:00Z",
            status=200,
            headers={},
            body=body,
        )

    def _find(self, target: str) -> Path | None:
        path = unquote(target.partition("?")[0]).lstrip("/")
        names = (
            self.map.get(_fold_target(target)),
            self.map.get(_fold_target(target.partition("?")[0])),
            path or None,
            f"{path}/index.html".lstrip("/"),
            f"{path}/index.php.html".lstrip("/"),
            f"{path}.html",
        )
        for name in names:
            file = None if name is None else (self.folder / name).resolve()
            if file is not None and file.is_file() and file.name != "site.json":
                return file
        return None


@frozen(kw_only=True)
class Walk:
    """What following listings gave."""

    leads: dict[str, Lead]
    pages: tuple[str, ...]


@frozen(kw_only=True)
class Score:
    """One snapshot's counts."""

    posts: int
    found: int
    extra: int
    wrong_titles: int
    wrong_days: int
    undated: int
    complete: bool


def _fold_target(target: str) -> str:
    path, _, query = target.partition("?")
    return unquote(path) + (
        "?" + "&".join(sorted(unquote_plus(one) for one in query.split("&"))) if query else ""
    )


def key_of(url: str) -> str:
    """An address as the snapshots' scorer compares it."""
    parts = urlsplit(url)
    query = sorted(unquote_plus(one) for one in parts.query.split("&")) if parts.query else []
    return (unquote(parts.path) or "/").rstrip("/") + ("?" + "&".join(query) if query else "")


def norm(text: str) -> str:
    """A title as the snapshots' scorer compares it."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u200b", "")
    text = re.sub(r"[„“”\"«»‚‘’'`´]", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[–—−‑-]", "-", text)).strip().lower()


def walk(snapshot: Snapshot, site: Site, start: str, kind: PageKind = "listing") -> Walk:
    """Follow a listing from its start to its end."""
    leads: dict[str, Lead] = {}
    seen: dict[str, str] = {}
    waiting = [start]
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if key_of(url) in seen:
            continue
        seen[key_of(url)] = url
        page = snapshot.fetch(url, kind)
        if page is None:
            continue
        try:
            found, after = read_listing(page, site)
        except DocumentError as error:
            print(f"    {error}")
            continue
        for lead in found:
            leads.setdefault(key_of(lead.url), lead)
        waiting += after
    return Walk(leads=leads, pages=tuple(seen))


def discover(snapshot: Snapshot, start: str) -> Walk:
    """Find a site's listings from one address, as a crawl does, and walk them."""
    site = Site(name="bench", start=(start,))
    page = snapshot.fetch(start, "unknown")
    if page is None:
        return Walk(leads={}, pages=())
    candidates = find_listings(page, site)[:MOST_CANDIDATES]
    pages = [snapshot.fetch(one.url, one.kind) for one in candidates]
    choice = choose_listings([page, *(one for one in pages if one is not None)], site)
    leads: dict[str, Lead] = {}
    walked: list[str] = []
    for one in choice.listings:
        narrowed = evolve(site, article=choice.article) if one.kind == "sitemap" else site
        got = walk(snapshot, narrowed, one.url, one.kind)
        leads |= {key: lead for key, lead in got.leads.items() if key not in leads}
        walked += got.pages
    return Walk(leads=leads, pages=tuple(walked))


def measure(snapshot: Snapshot, got: Walk, *, show: bool = True, verbose: bool = False) -> Score:
    """Compare what was found with what is true, and print the line."""
    facts, truth = snapshot.facts, snapshot.truth
    found = {truth[key]["path"]: (truth[key], got.leads[key]) for key in got.leads if key in truth}
    extra = [lead.url for key, lead in got.leads.items() if key not in truth]
    titles = [
        (lead.title, post["title"])
        for post, lead in found.values()
        if lead.title and norm(lead.title) != norm(post["title"])
    ]
    days = [
        (lead.date_words, post["published"][:10])
        for post, lead in found.values()
        if lead.published is not None and str(lead.published) != post["published"][:10]
    ]
    missed = [post["path"] for post in facts["posts"] if post["path"] not in found]
    score = Score(
        posts=len(facts["posts"]),
        found=len(found),
        extra=len(extra),
        wrong_titles=len(titles),
        wrong_days=len(days),
        undated=sum(lead.published is None for _, lead in found.values()),
        complete=not missed,
    )
    if not show:
        return score
    print(
        f"{snapshot.folder.name:30} posts {score.posts} found {score.found} extra {score.extra} "
        f"titles wrong {score.wrong_titles} days wrong {score.wrong_days} none {score.undated} "
        f"({facts['date_where']}) pages {len(got.pages)} of {len(facts['listing_pages'])} "
        f"teasers {sum(bool(lead.teaser) for _, lead in found.values())} "
        f"files {sum(len(lead.attachments) for _, lead in found.values())}"
    )
    if verbose:
        for name, rows in (("missed", missed), ("extra", extra), ("title", titles), ("day", days)):
            for row in rows[:6]:
                print(f"    {name}: {row}")
    return score


def find_snapshots(shared: Path, only: list[str]) -> Iterator[Snapshot]:
    """The snapshots, all or those named."""
    for folder in sorted((shared / "snapshots" / "sites").iterdir()):
        if (folder / "site.json").is_file() and (not only or folder.name in only):
            yield Snapshot(folder)


def sum_up(name: str, scores: list[Score], seconds: float) -> None:
    """Print the sums over all snapshots."""
    posts, found = sum(one.posts for one in scores), sum(one.found for one in scores)
    extra = sum(one.extra for one in scores)
    print(
        f"{name}: posts {posts} found {found / max(1, posts):.3%} "
        f"extra {extra / max(1, found + extra):.3%} "
        f"titles {1 - sum(one.wrong_titles for one in scores) / max(1, found):.3%} "
        f"days {1 - sum(one.wrong_days for one in scores) / max(1, found):.3%} "
        f"undated {sum(one.undated for one in scores)} "
        f"complete {sum(one.complete for one in scores)} of {len(scores)} in {seconds:.1f} s\n"
    )


def main() -> int:
    """Print a line for each snapshot and the sums, once walked from `start`, once discovered."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--verbose", action="store_true")
    arguments.add_argument("only", nargs="*")
    given = arguments.parse_args()
    snapshots = list(find_snapshots(given.shared, given.only))
    began = time.perf_counter()
    scores = []
    for snapshot in snapshots:
        start = HOST + snapshot.facts["start"]
        got = walk(snapshot, Site(name="bench", start=(start,)), start)
        scores.append(measure(snapshot, got, verbose=given.verbose))
    sum_up("walked from start", scores, time.perf_counter() - began)
    began = time.perf_counter()
    scores = []
    for snapshot in snapshots:
        for first in dict.fromkeys((snapshot.facts["start"], "/")):
            if snapshot.fetch(HOST + first) is not None:
                got = discover(snapshot, HOST + first)
                scores.append(measure(snapshot, got, verbose=given.verbose))
    sum_up("discovered from start and from the home page", scores, time.perf_counter() - began)
    return 0


if __name__ == "__main__":
    sys.exit(main())
