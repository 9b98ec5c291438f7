"""What a reader got right on the snapshots, counted by their scorer and printed beside the aim."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import field, fields, frozen

ASKED = {"found": 0.99, "false": 0.01, "titles": 0.99, "days": 0.99, "body": 0.97, "files": 0.99}

Item = dict[str, Any]


@frozen(kw_only=True)
class Tally:
    """What a reader got right, in numbers that can be added up over sites."""

    posts: int = 0
    found: int = 0
    false: int = 0
    """Posts that are none, and posts told twice."""
    titles: int = 0
    days: int = 0
    untold: int = 0
    """Wrong days of which no problem row says so."""
    body: float = 0.0
    """Sum of the found posts' F1, the teaser allowed."""
    worst: float = 1.0
    """The least mean body F1 of a site."""
    right_files: float = 0.0
    told_files: float = 0.0
    true_files: float = 0.0
    jobcenters: int = 0
    scored: int = 0
    """Posts whose jobcenters were looked at."""

    def __add__(self, other: "Tally") -> "Tally":
        sums = {
            column.name: getattr(self, column.name) + getattr(other, column.name)
            for column in fields(Tally)
            if column.name != "worst"
        }
        return Tally(**sums, worst=min(self.worst, other.worst))


@frozen(kw_only=True)
class Outcome:
    """One site as one reader read it."""

    site: str
    tally: Tally
    errors: Sequence[tuple[Any, ...]] = field(default=(), repr=False)
    note: str = ""


def score_items(
    snapshot: Path, items: Sequence[Item], told: set[str], scorer: ModuleType
) -> tuple[Tally, Sequence[tuple[Any, ...]]]:
    """Score `items` and turn the scorer's shares back into numbers."""
    result: Mapping[str, Any] = scorer.score(str(snapshot), items)
    found = result["found"]
    paths = {scorer.path(url) for url in told}
    wrong = [bad for bad in result["problems"] if bad[0] == "date"]
    untold = sum(1 for _, path, day, _ in wrong if day is not None and path not in paths)
    truth = json.loads((snapshot / "site.json").read_text(encoding="utf-8"))["posts"]
    seen = {scorer.path(item["url"]) for item in items}
    true_files = sum(
        len(post["attachments"]) for post in truth if scorer.path(post["path"]) in seen
    )
    right = (result["att_r"] or 0.0) * true_files
    told_files = right / result["att_p"] if result["att_p"] else count_files(items, seen)
    scored = any(item.get("jobcenters") is not None for item in items) * found
    tally = Tally(
        posts=result["posts"],
        found=found,
        false=len(result["extra"]) + len(result["duplicates"]),
        titles=round(result["title"] * found),
        days=round(result["date"] * found),
        untold=untold,
        body=result["body_f1_teaser_ok"] * found,
        worst=result["body_f1_teaser_ok"],
        right_files=right,
        told_files=told_files,
        true_files=true_files,
        jobcenters=round((result["jobcenters"] or 0.0) * scored),
        scored=scored,
    )
    errors = [*result["problems"]]
    for kind in ("missed", "extra", "duplicates"):
        errors += [(kind, url) for url in result[kind]]
    return tally, errors


def count_files(items: Iterable[Item], seen: set[str]) -> int:
    """Attachments told, where none of them is right."""
    return sum(len(item.get("attachments") or ()) for item in items) if seen else 0


def share(part: float, whole: float, *, of_nothing: float = 0.0) -> float:
    """A share, or `of_nothing`."""
    return part / whole if whole else of_nothing


def print_head() -> None:
    """Print the names of the columns."""
    print(
        f"{'site':28} {'found':>7} {'false':>5} {'title':>6} {'day':>6} {'untold':>6}"
        f" {'body':>6} {'files P':>7} {'R':>5} {'whose':>6}"
    )


def print_line(outcome: Outcome, *, errors: bool) -> None:
    """Print one site's line, and what is wrong there."""
    tally = outcome.tally
    print(
        f"{outcome.site:28} {tally.found:>3}/{tally.posts:<3} {tally.false:>5}"
        f" {share(tally.titles, tally.found):6.3f} {share(tally.days, tally.found):6.3f}"
        f" {tally.untold:>6} {share(tally.body, tally.found):6.3f}"
        f" {share(tally.right_files, tally.told_files, of_nothing=1):7.3f}"
        f" {share(tally.right_files, tally.true_files, of_nothing=1):5.3f}"
        f" {share(tally.jobcenters, tally.scored):6.3f}  {outcome.note}",
        flush=True,
    )
    for error in outcome.errors if errors else ():
        print("   ", *error)


def print_sums(name: str, outcomes: Sequence[Outcome]) -> None:
    """Print the sums over all sites, each beside what is asked."""
    total = sum((outcome.tally for outcome in outcomes), Tally())
    worst = min(outcomes, key=lambda outcome: outcome.tally.worst)
    told = total.found + total.false
    rows: list[tuple[str, float, str]] = [
        ("found", share(total.found, total.posts), f">= {ASKED['found']}"),
        ("false", share(total.false, told), f"<= {ASKED['false']}"),
        ("titles", share(total.titles, total.found), f">= {ASKED['titles']}"),
        ("days", share(total.days, total.found), f">= {ASKED['days']}"),
        ("wrong days untold", float(total.untold), "= 0"),
        ("body F1", share(total.body, total.found), f">= {ASKED['body']}"),
        (f"least body F1 ({worst.site})", worst.tally.worst, ">= 0.9"),
    ]
    if total.told_files or total.scored:  # peers know neither files nor jobcenters
        shares = (("P", total.told_files), ("R", total.true_files))
        rows += [
            (
                f"attachments {which}",
                share(total.right_files, whole, of_nothing=1),
                f">= {ASKED['files']}",
            )
            for which, whole in shares
        ]
    if total.scored:
        rows.append(("jobcenters", share(total.jobcenters, total.scored), ">= 0.98"))
    print(f"\n{name}: {len(outcomes)} sites, {total.found} of {total.posts} posts")
    for label, value, asked in rows:
        print(f"  {label:44} {value:7.4f}  asked {asked}")
