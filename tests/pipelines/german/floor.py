"""Scores over the project's own annotated announcements, by the annotation guide's definitions.

Three corpora: `announcements` (dense reports of all kinds), `ordinary` (posts as portals and press
offices write them), `knotty` (the hardest sentences of reports, councils and newspapers).

`python tests/pipelines/german/floor.py` prints them beside the floor, `--raise` lifts the floor to
them, `--lower REASON` lowers it where they fell and keeps the reason. `--unseen` prints the scores
over those ordinary announcements alone that no rule was developed on.
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
CORPORA = {
    name: HERE / "corpus" / f"{name}.jsonl" for name in ("announcements", "ordinary", "knotty")
}
UNSEEN = ("hessen-", "bund-", "kreis-")
"""Of these, the announcements whose id hashes to an odd number were never developed on."""
FLOOR = HERE / "floor.toml"

SLACK = 0.0005
"""The floor is written with three digits."""
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


def read_corpus(name: str) -> list[dict[str, Any]]:
    """The annotated announcements."""
    return [json.loads(line) for line in CORPORA[name].read_text(encoding="utf-8").splitlines()]


def is_unseen(key: str) -> bool:
    """Whether no rule was developed on this announcement of `ordinary`."""
    return key.startswith(UNSEEN) and hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def hash_corpora() -> dict[str, str]:
    """What the floors were measured on."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in CORPORA.items()}


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


def score_rows(corpus: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """F1 of each row of the floor, over a whole corpus."""
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


def write_floor(rows: Mapping[str, Mapping[str, float]], reasons: Sequence[Sequence[str]]) -> None:
    """The floors with these scores (cut, not rounded, to three digits) and all reasons so far."""
    lines = [
        "# The scores that no change may lower; written by floor.py, never by hand.",
        "",
        "reasons = [",
        *(f"  {json.dumps(reason, ensure_ascii=False)}," for reason in reasons),
        "]",
        "",
        "[sha256]",
        *(f'{name} = "{digest}"' for name, digest in hash_corpora().items()),
    ]
    for name, values in rows.items():
        lines += ["", f"[floor.{name}]"]
        lines += [f'"{row}" = {int(value * 1000) / 1000}' for row, value in values.items()]
    FLOOR.write_text("\n".join(lines) + "\n", encoding="utf-8")


def list_fallen(
    rows: Mapping[str, Mapping[str, float]], floor: Mapping[str, Mapping[str, float]]
) -> list[tuple[str, str]]:
    """Corpus and row of each score below its floor; the floor is written with three digits."""
    return [
        (name, row)
        for name, values in rows.items()
        for row, value in values.items()
        if value < floor.get(name, {}).get(row, 0.0) - SLACK
    ]


def _print_rows(name: str, rows: Mapping[str, float], floor: Mapping[str, float]) -> None:
    print(name)
    for row, value in rows.items():
        fell = value < floor.get(row, 0.0) - SLACK
        print(f"  {row:24}{value:8.4f}{floor.get(row, 0.0):8.3f}{'  fell' if fell else ''}")


def main() -> int:
    """Print the scores beside the floor; write them where that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floor")
    parser.add_argument("--lower", metavar="REASON", help="lower the floor, and say why")
    parser.add_argument("--unseen", action="store_true", help="only what was never developed on")
    arguments = parser.parse_args()
    if arguments.unseen:
        unseen = [one for one in read_corpus("ordinary") if is_unseen(one["id"])]
        _print_rows(f"{len(unseen)} announcements", score_rows(unseen), {})
        return 0
    old = read_floor()
    floor, reasons = old["floor"], [*old["reasons"]]
    rows = {name: score_rows(read_corpus(name)) for name in CORPORA}
    for name, values in rows.items():
        _print_rows(name, values, floor.get(name, {}))
    fallen = list_fallen(rows, floor)
    if fallen and not arguments.lower:
        return 1
    if arguments.lower:
        reasons += [[f"{name}: {row}", arguments.lower] for name, row in fallen]
    if arguments.lift or arguments.lower:
        write_floor(rows, reasons)
    return 0


if __name__ == "__main__":
    sys.exit(main())
