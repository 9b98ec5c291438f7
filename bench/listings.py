"""Reading listings, measured on the snapshots of real sites: what was found, missed, extra, wrong."""

import argparse
import json
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit

from pipelines.items import Page
from pipelines.listing import read_listing
from pipelines.site import Site

HOST = "http://127.0.0.1:8000"
TOKEN = b"http://kjc-snapshot.invalid"


class Snapshot:
    """One stored site, answered from its files as its server would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[str, Any] = json.loads((folder / "site.json").read_text("utf-8"))
        self.map = {_fold_target(k): v for k, v in self.facts.get("map", {}).items()}

    def fetch(self, url: str, kind: Any = "listing") -> Page | None:
        """The page at an address; None where the server would say 404."""
        asked = url
        for _ in range(5):
            target = url.removeprefix(HOST).partition("#")[0] or "/"
            moved = self.facts.get("redirects", {}).get(target)
            if moved is None:
                break
            url = urljoin(url, moved)
        path = unquote(target.partition("?")[0]).lstrip("/")
        names = [
            self.map.get(_fold_target(target)),
            self.map.get(_fold_target(target.partition("?")[0])) if "?" in target else None,
            path or None,
            f"{path}/index.html".lstrip("/"),
            f"{path}/index.php.html".lstrip("/"),
            f"{path}.html",
        ]
        for name in names:
            if name is None:
                continue
            file = (self.folder / name).resolve()
            if file.is_file() and file.name != "site.json":
                if (
                    name == f"{path}/index.html"
                    and path
                    and not target.partition("?")[0].endswith("/")
                ):
                    url = f"{HOST}/{path}/"
                body = file.read_bytes().replace(TOKEN, HOST.encode())
                body = body.replace(
                    b"http:\\/\\/kjc-snapshot.invalid", HOST.replace("/", "\\/").encode()
                )
                body = body.replace(b"kjc-snapshot.invalid", HOST[7:].encode())
                return Page(
                    url=url,
                    requested_url=asked,
                    site="bench",
                    kind=kind,
                    fetched_at="2026-11-22T00:00:00Z",
                    status=200,
                    headers={},
                    body=body,
                )
        return None


def _fold_target(target: str) -> str:
    path, _, query = target.partition("?")
    return unquote(path) + (
        "?" + "&".join(sorted(unquote_plus(one) for one in query.split("&"))) if query else ""
    )


def key_of(url: str) -> str:
    """An address as the scorer compares it."""
    parts = urlsplit(url)
    query = (
        "&".join(sorted(unquote_plus(one) for one in parts.query.split("&"))) if parts.query else ""
    )
    return (unquote(parts.path) or "/").rstrip("/") + ("?" + query if query else "")


def norm(text: str) -> str:
    """A title as the scorer compares it."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u00a0", " ")
    text = re.sub(r"[„“”\"«»‚‘’'`´]", "", text.replace("\u200b", ""))
    return re.sub(r"\s+", " ", re.sub(r"[–—−‑-]", "-", text)).strip().lower()


def walk(
    snapshot: Snapshot, site: Site, start: str, kind: Any = "listing"
) -> tuple[dict[str, Any], list[str]]:
    """Follow a listing from its start: the leads by address, the addresses of the pages read."""
    leads: dict[str, Any] = {}
    seen: list[str] = []
    waiting = [start]
    while waiting and len(seen) < 60:
        url = waiting.pop(0)
        if key_of(url) in {key_of(one) for one in seen}:
            continue
        page = snapshot.fetch(url, kind)
        seen.append(url)
        if page is None:
            print(f"    404 {url}")
            continue
        found, after = read_listing(page, site)
        for lead in found:
            leads.setdefault(key_of(lead.url), lead)
        waiting += after
    return leads, seen


def measure(folder: Path, *, verbose: bool) -> tuple[int, ...]:
    """One snapshot: (posts, found, extra, titles right, days right, listing pages, walked)."""
    snapshot = Snapshot(folder)
    facts = snapshot.facts
    site = Site(name=folder.name, start=(HOST + facts["start"],))
    truth = {key_of(post["path"]): post for post in facts["posts"]}
    for post in facts["posts"]:
        for alias in post.get("aliases", []):
            truth.setdefault(key_of(alias), post)
    leads, seen = walk(snapshot, site, HOST + facts["start"])
    found = {truth[key]["path"]: (truth[key], lead) for key, lead in leads.items() if key in truth}
    extra = [lead.url for key, lead in leads.items() if key not in truth]
    wrong_titles = [
        (l.title, p["title"]) for p, l in found.values() if norm(l.title) != norm(p["title"])
    ]
    wrong_days = [
        (l.date_words, str(l.published), p["published"][:10])
        for p, l in found.values()
        if l.published is not None and str(l.published) != p["published"][:10]
    ]
    undated = sum(l.published is None for _, l in found.values())
    listed = {key_of(one) for one in facts["listing_pages"]}
    walked = {key_of(one) for one in seen}
    missed = [p["path"] for p in facts["posts"] if p["path"] not in found]
    teasers = sum(bool(lead.teaser) for _, lead in found.values())
    kickers = sum(bool(lead.kicker) for _, lead in found.values())
    files = sum(len(lead.attachments) for _, lead in found.values())
    print(
        f"{folder.name:30} posts {len(facts['posts'])} found {len(found)} extra {len(extra)} "
        f"titles wrong {len(wrong_titles)} days wrong {len(wrong_days)} none {undated} "
        f"({facts['date_where']}) pages {len(listed & walked)}/{len(listed)} +{len(walked - listed)} "
        f"teasers {teasers} kickers {kickers} files {files}"
    )
    if verbose:
        for name, rows in (
            ("missed", missed), ("extra", extra), ("title", wrong_titles), ("day", wrong_days),
            ("unwalked", sorted(listed - walked)), ("walked", sorted(walked - listed)),
        ):  # fmt: skip
            for row in rows[:6]:
                print(f"    {name}: {row}")
    return len(facts["posts"]), len(found), len(extra), len(wrong_titles), len(wrong_days), undated


def folders(shared: Path, only: list[str]) -> Iterator[Path]:
    """The snapshots' folders, all or those named."""
    for folder in sorted((shared / "snapshots" / "sites").iterdir()):
        if (folder / "site.json").is_file() and (not only or folder.name in only):
            yield folder


def main() -> int:
    """Print a line for each snapshot and the sums."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--verbose", action="store_true")
    arguments.add_argument("only", nargs="*")
    given = arguments.parse_args()
    began = time.perf_counter()
    rows = [measure(folder, verbose=given.verbose) for folder in folders(given.shared, given.only)]
    posts, found, extra, titles, days, undated = (sum(column) for column in zip(*rows, strict=True))
    print(
        f"posts {posts} found {found / posts:.3%} extra {extra / max(1, found + extra):.3%} "
        f"titles {1 - titles / found:.3%} days {1 - days / found:.3%} undated {undated} "
        f"in {time.perf_counter() - began:.1f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
