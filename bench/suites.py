"""Other projects' German date cases, read by ours: F1 by value, the disagreements by kind.

    python bench/suites.py --shared DIR [--show KIND]

A case counts where the spans overlap and the value is one of those the case accepts; readings
of times alone are left out by the suites themselves. `DIR` holds `language/suites`.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script finds its project

from pipelines.german.dates import find_dates
from pipelines.items import DateMention

DATED = {"date", "datetime"}


class Disagreement(NamedTuple):
    """One case that we read otherwise."""

    suite: str
    kind: str
    text: str
    reference: str
    expected: str
    ours: str


class Score(NamedTuple):
    """Counts of one suite."""

    right: int
    expected: int
    found: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


def agree(expected: dict[str, Any], mention: DateMention) -> bool:
    """Whether they overlap and mean the same."""
    overlap = mention.start < expected["end"] and expected["start"] < mention.end
    return overlap and mention.value in {expected["value"], *expected.get("accept", ())}


_DURATION = re.compile(
    r"""
    \bin\s+\w+\s+(?:tag|woch|monat|jahr|tg)
  | (?:letzte|nächste|komm|vergang)\w*\s+\w+\s+(?:tag|monat|jahr|woche)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def name_kind(expected: dict[str, Any] | None, mention: DateMention | None) -> str:
    """In which way two guides differ."""
    if expected is None:
        return "ours only"
    quote, value = expected["quote"], expected["value"]
    kinds = {
        "clock behind ca/gegen, in front, or without Uhr": "T" in value
        and (mention is None or "T" not in mention.value),
        "from A on B: two mentions with us": "/" in value
        and re.search(r"\bauf\b|\bzu[mr]?\b", quote) is not None,
        "duration with us": _DURATION.search(quote) is not None,
        "not found": mention is None,
        "another year (theirs look ahead)": mention is not None and value[5:] == mention.value[5:],
    }
    return next((kind for kind, holds in kinds.items() if holds), "another value")


def read_cases(path: Path) -> Iterator[dict[str, Any]]:
    """The date cases of one suite."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["kind"] in DATED:
            yield case


def score_suite(path: Path) -> tuple[Score, list[Disagreement]]:
    """Counts and disagreements of one suite."""
    name = path.name.split(".")[0]
    right = expected = found = 0
    others: list[Disagreement] = []
    for case in read_cases(path):
        mentions = list(find_counted(case))
        hits, pairs = pair_up(case["expected"], mentions)
        right += hits
        expected += len(case["expected"])
        found += len(mentions)
        others.extend(tell_apart(name, case, *pair) for pair in pairs)
    return Score(right, expected, found), others


def find_counted(case: dict[str, Any]) -> Iterator[DateMention]:
    """Our dates of a case, but for those inside what it leaves out."""
    reference = date.fromisoformat(case["reference"]) if case["reference"] else None
    for mention in find_dates(case["text"], reference=reference):
        if not any(i["start"] < mention.end and mention.start < i["end"] for i in case["ignore"]):
            yield mention


def pair_up(
    expected: Sequence[dict[str, Any]], mentions: Sequence[DateMention]
) -> tuple[int, list[tuple[dict[str, Any] | None, DateMention | None]]]:
    """How many agree, and the rest: what is expected beside what we have in its place, if any."""
    left, hits = list(mentions), 0
    pairs: list[tuple[dict[str, Any] | None, DateMention | None]] = []
    for one in expected:
        mention = next((m for m in left if agree(one, m)), None)
        if mention is not None:
            hits += 1
        else:
            touching = (m for m in mentions if m.start < one["end"] and one["start"] < m.end)
            mention = next(touching, None)
            pairs.append((one, mention))
        if mention in left:
            left.remove(mention)
    return hits, [*pairs, *((None, m) for m in left)]


def tell_apart(
    suite: str, case: dict[str, Any], expected: dict[str, Any] | None, mention: DateMention | None
) -> Disagreement:
    """One reading of theirs beside ours."""
    return Disagreement(
        suite,
        name_kind(expected, mention),
        case["text"],
        case["reference"] or "–",
        f"{expected['quote']} = {expected['value']}" if expected else "–",
        f"{mention.quote} = {mention.value}" if mention else "–",
    )


def main() -> int:
    """Print the table, then the disagreements counted by kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--show", metavar="KIND", help="list the cases of a kind (or `all`)")
    arguments = parser.parse_args()
    others: list[Disagreement] = []
    print(f"{'suite':16}{'expected':>10}{'found':>8}{'right':>8}{'F1':>8}")
    for path in sorted((arguments.shared / "language" / "suites").glob("*.dev.jsonl")):
        score, disagreements = score_suite(path)
        others += disagreements
        name = path.name.split(".")[0]
        print(f"{name:16}{score.expected:10}{score.found:8}{score.right:8}{score.f1:8.3f}")
    print()
    for (suite, kind), count in sorted(Counter((o.suite, o.kind) for o in others).items()):
        print(f"{count:5}  {suite:14} {kind}")
    for other in sorted(others):
        if arguments.show in {other.kind, "all"}:
            print(f"\n{other.suite} | {other.kind} | {other.reference} | {other.text}")
            print(f"    theirs {other.expected}    ours {other.ours}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
