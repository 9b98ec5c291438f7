"""Measures attribution: exact sets on posts.json and on the announcements' two halves.

bench/attribution.py --shared DIR [--half develop|measure] [--errors]
"""

import argparse
import hashlib
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.attribution import attribute
from pipelines.items import Post


def main() -> None:
    """Print one line a corpus, and with --errors each wrong post."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="of posts.json and the develop half")
    options = parser.parse_args()
    posts = json.loads((options.shared / "snapshots/posts.json").read_text(encoding="utf-8"))
    lines = (options.shared / "language/announcements.jsonl").read_text(encoding="utf-8")
    documents = [json.loads(line) for line in lines.splitlines() if line.strip()]
    halves: dict[str, list[dict[str, object]]] = {"develop": [], "measure": []}
    for document in documents:
        odd = hashlib.sha256(document["id"].encode()).digest()[0] % 2
        halves["measure" if odd else "develop"].append(document)
    score("posts.json", [(read_post(post), post) for post in posts], errors=options.errors)
    untaught = [(read_post(post, teaser=False), post) for post in posts]
    score("posts.json without teaser", untaught, errors=options.errors)
    for half, group in halves.items():
        cases = [(read_post(document), document) for document in group]
        score(f"announcements, {half}", cases, errors=options.errors and half == "develop")


def read_post(data: dict[str, object], *, teaser: bool = True) -> Post:
    """Build the post that a reading of this text would give, on a site nobody described."""
    return Post(
        url="http://127.0.0.1/meldung",
        site="bench",
        title=str(data["title"]),
        teaser=str(data.get("teaser") or "") if teaser else "",
        text=str(data.get("body_text") or data.get("text")),
        published=date.fromisoformat(str(data["published"])[:10]) if data["published"] else None,
    )


def score(name: str, cases: list[tuple[Post, dict[str, Any]]], *, errors: bool) -> None:
    """Print the share of posts whose set of jobcenters is exact, and the time."""
    right = 0
    attribute(cases[0][0])  # the index is built once
    begun = time.process_time()
    results = [attribute(post) for post, _ in cases]
    spent = time.process_time() - begun
    for result, (_, expected) in zip(results, cases, strict=True):
        found = sorted(attribution.jobcenter for attribution in result.jobcenters)
        exact = found == sorted(expected["jobcenters"])
        right += exact
        scope = expected.get("scope")
        if errors and (not exact or (scope and result.scope != scope)):
            print(
                f"  {expected['id']}: {found} {result.scope}, not {expected['jobcenters']} {scope}"
            )
            print(f"    {expected['title']}")
            for evidence in result.evidence:
                print(f"    {evidence.value} {evidence.weight:.1f} {evidence.source}")
    share, per_post = right / len(cases), spent / len(cases) * 1000
    print(f"{name}: {right} of {len(cases)} exact ({share:.1%}), {per_post:.2f} ms a post")


if __name__ == "__main__":
    main()
