"""What a command answers on stdout, and with which exit code."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import asdict

from feeds.publish import Published
from scrapers.failures import BUG, explain_failure
from scrapers.run import Report
from store.counts import Counts
from store.erase import Erased

OK, DEGRADED = 0, 1


def print_line(text: str) -> None:
    """Print a line of the answer; logs go to stderr."""
    sys.stdout.write(text + "\n")


def print_report(report: Report, *, as_json: bool, quiet: bool) -> None:
    """Print how a source's run went; `quiet`: only where it is not ok."""
    problems = [asdict(problem) for problem in report.problems]
    if as_json:
        line: dict[str, Any] = {
            "site": report.site.slug,
            "outcome": report.outcome,
            "reason": report.reason,
            "requests": report.tally.requests,
            "not_modified": report.tally.not_modified,
            "bytes": report.tally.bytes,
            "leads": report.tally.leads,
            "seconds": round(report.seconds, 2),
            **asdict(report.counts),
            "problems": problems,
        }
        print_line(json.dumps(line, ensure_ascii=False))
    elif report.outcome != "ok":
        print_line(f"{report.site.slug}: {report.outcome}: {report.reason}")
    elif not quiet:
        print_line(
            f"{report.site.slug}: ok, {describe_counts(report.counts)}, "
            f"{report.tally.requests} requests "
            f"({report.tally.not_modified} not modified), {report.seconds:.1f} s"
        )


def describe_counts(counts: Counts) -> str:
    """Say what settling did to the posts.

    >>> describe_counts(Counts(new=1, same=2))
    '1 new, 0 changed, 2 unchanged posts'
    >>> describe_counts(Counts(same=3, gone=1))
    '0 new, 0 changed, 3 unchanged posts (1 of them gone)'
    """
    gone = f" ({counts.gone} of them gone)" if counts.gone else ""
    return f"{counts.new} new, {counts.changed} changed, {counts.same} unchanged posts{gone}"


def describe_name(found: Erased) -> str:
    """Say where a name stands, and where it will stay or cannot be looked for.

    >>> found = Erased(bodies=2, notes=1, pages=3, posts=1, addresses=(), unread=8)
    >>> print(describe_name(found))
    1 posts, 2 stored answers (sent 3 times), 1 headers or words of runs hold the name
    8 packed files (PDF, Word) cannot be searched
    """
    sent = f"{found.bodies} stored answers (sent {found.pages} times)"
    notes = f", {found.notes} headers or words of runs" if found.notes else ""
    lines = [f"{found.posts} posts, {sent}{notes} hold the name"]
    stays = "holds it and stays: a post is known by its address"
    lines += [f"{url} {stays}" for url in found.addresses]
    if found.unread:
        lines.append(f"{found.unread} packed files (PDF, Word) cannot be searched")
    return "\n".join(lines)


def describe_build(out: Path, published: Published) -> str:
    """Say what a build of the feeds did."""
    return f"{out}: {len(published.written)} files written, {len(published.unchanged)} unchanged"


def exit_code(reports: Sequence[Report]) -> int:
    """0 where every source is ok; else what interfaces.md says of the worst."""
    failures = [report.failure for report in reports if report.failure is not None]
    if failures:
        explained = [explain_failure(failure) for failure in failures]
        return max(BUG if told is None else told[1] for told in explained)
    return DEGRADED if any(report.outcome != "ok" for report in reports) else OK
