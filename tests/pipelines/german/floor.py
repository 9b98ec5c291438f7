"""Scores over the project's own annotated announcements, by the annotation guide's definitions.

`python tests/pipelines/german/floor.py` prints them beside the floor, `--raise` lifts the floor to
them, `--lower REASON` lowers it where they fell and keeps the reason.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from pipelines.german.dates import find_dates
from pipelines.reading_texts import read_announcement

HERE = Path(__file__).parent
CORPUS = HERE / "corpus" / "announcements.jsonl"
FLOOR = HERE / "floor.toml"

ATTRIBUTES = ("unit", "modifier", "indicator", "period", "change")

Mention = Mapping[str, Any]


class Score(NamedTuple):
    """How many were right, wanted and found."""

    right: int
    wanted: int
    found: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was wanted or found."""
        total = self.wanted + self.found
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: object) -> "Score":
        """Both together (micro-average)."""
        if not isinstance(other, Score):
            return NotImplemented
        return Score(self.right + other.right, self.wanted + other.wanted, self.found + other.found)


def match_pairs(
    wanted: Sequence[Mention], found: Sequence[Mention], fits: Callable[[Mention, Mention], bool]
) -> int:
    """The size of a largest matching, each mention used once."""
    partner: dict[int, int] = {}
    edges = [[j for j, other in enumerate(found) if fits(one, other)] for one in wanted]

    def place(index: int, tried: set[int]) -> bool:
        for candidate in edges[index]:
            if candidate in tried:
                continue
            tried.add(candidate)
            if candidate not in partner or place(partner[candidate], tried):
                partner[candidate] = index
                return True
        return False

    return sum(place(index, set()) for index in range(len(wanted)))


def score(
    documents: Iterable[tuple[Sequence[Mention], Sequence[Mention]]],
    fits: Callable[[Mention, Mention], bool],
) -> Score:
    """The score over documents of (wanted, found)."""
    total = Score(0, 0, 0)
    for wanted, found in documents:
        total += Score(match_pairs(wanted, found, fits), len(wanted), len(found))
    return total


def _key(mention: Mention, names: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(mention[name] for name in names)


def same_span_and_value(one: Mention, other: Mention) -> bool:
    """The same words, the same value."""
    names = ("start", "end", "value")
    return _key(one, names) == _key(other, names)


def same_value(one: Mention, other: Mention) -> bool:
    """The same value, wherever it stands."""
    return bool(one["value"] == other["value"])


def same_figure(one: Mention, other: Mention) -> bool:
    """Overlapping words, the same number (a fraction to three digits), the same upper bound."""
    if one["start"] >= other["end"] or other["start"] >= one["end"]:
        return False
    tolerance = 0.0005 if abs(one["value"]) < 1 else 1e-9 * abs(one["value"])
    near = abs(one["value"] - other["value"]) <= tolerance
    return bool(near and one.get("value_to") == other.get("value_to"))


def same_figure_and(*names: str) -> Callable[[Mention, Mention], bool]:
    """The same figure, and the same in these attributes."""
    return lambda one, other: same_figure(one, other) and _key(one, names) == _key(other, names)


def read_corpus() -> list[dict[str, Any]]:
    """The annotated announcements."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def hash_corpus() -> str:
    """What the floor was measured on."""
    return hashlib.sha256(CORPUS.read_bytes()).hexdigest()


def _read_dates(announcement: Mapping[str, Any]) -> list[Mention]:
    mentions = find_dates(
        announcement["text"],
        reference=date.fromisoformat(announcement["published"]),
        title=announcement["title"],
    )
    return [{"start": m.start, "end": m.end, "value": m.value} for m in mentions]


def _read_figures(announcement: Mapping[str, Any]) -> list[Mention]:
    names = ("id", "published", "title", "jobcenters", "text")
    reading: dict[str, Any] = read_announcement(*(announcement[name] for name in names))
    return list(reading["figures"])


def score_rows() -> dict[str, float]:
    """F1 of each row of the floor, over the whole corpus."""
    corpus = read_corpus()
    dates = [(announcement["dates"], _read_dates(announcement)) for announcement in corpus]
    figures = [(announcement["figures"], _read_figures(announcement)) for announcement in corpus]
    return {
        "dates span+value": score(dates, same_span_and_value).f1,
        "dates value": score(dates, same_value).f1,
        "figures": score(figures, same_figure).f1,
        **{f"figures+{name}": score(figures, same_figure_and(name)).f1 for name in ATTRIBUTES},
        "figures+all": score(figures, same_figure_and(*ATTRIBUTES)).f1,
    }


def read_floor() -> dict[str, Any]:
    """The floor as committed."""
    return tomllib.loads(FLOOR.read_text(encoding="utf-8"))


def write_floor(rows: Mapping[str, float], reasons: Sequence[Sequence[str]]) -> None:
    """The floor with these scores (cut, not rounded, to three digits) and all reasons so far."""
    lines = [
        "# The scores that no change may lower; written by floor.py, never by hand.",
        "",
        f'corpus_sha256 = "{hash_corpus()}"',
        f"reasons = {json.dumps(list(reasons), ensure_ascii=False)}",
        "",
        "[floor]",
        *(f'"{row}" = {int(value * 1000) / 1000}' for row, value in rows.items()),
    ]
    FLOOR.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Print the scores beside the floor; write them where that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floor")
    parser.add_argument("--lower", metavar="REASON", help="lower the floor, and say why")
    arguments = parser.parse_args()
    old = read_floor()
    rows, floor, reasons = score_rows(), dict(old["floor"]), [*old.get("reasons", [])]
    fallen = [row for row, value in rows.items() if value < floor.get(row, 0.0) - 0.0005]
    for row, value in rows.items():
        print(  # noqa: T201  # the script's output
            f"{row:24}{value:8.4f}{floor.get(row, 0.0):8.3f}{'  fell' if row in fallen else ''}"
        )
    if fallen and not arguments.lower:
        return 1
    if arguments.lower:
        reasons += [[row, arguments.lower] for row in fallen]
    if arguments.lift or arguments.lower:
        write_floor(rows, reasons)
    return 0


if __name__ == "__main__":
    sys.exit(main())
