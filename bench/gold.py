"""Score our reading on the development gold set: both halves, every row, and the non-null values.

    python bench/gold.py --shared DIR

`DIR` holds `language/announcements.jsonl` and `language/score.py`. The set is split by a hash of
the id: rules were developed on one half only, the other half only measures.
"""

import argparse
import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipelines.reading_texts import read_announcement

ATTRIBUTES = ("indicator", "period", "change")


def load_scorer(path: Path) -> ModuleType:
    """The scorer of the gold set, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_developed_on(key: str) -> bool:
    """Whether an announcement belongs to the half that rules were developed on."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def score_non_null(
    scorer: ModuleType, gold: dict[str, Any], read: dict[str, Any], name: str
) -> str:
    """Precision and recall of one attribute on the figures that have it."""
    right = wanted = given = 0
    for key, document in gold.items():
        figures, found = document["figures"], read[key]["figures"]
        matched = scorer.match(figures, found, scorer.figure_test([name]))
        right += sum(figures[i].get(name) is not None for i in matched.values())
        wanted += sum(figure.get(name) is not None for figure in figures)
        given += sum(figure.get(name) is not None for figure in found)
    return f"{right / max(given, 1):9.4f} {right / max(wanted, 1):9.4f}   {wanted:6} {given:6}"


def main() -> None:
    """Read every announcement and print the rows of both halves."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, required=True)
    language = parser.parse_args().shared / "language"
    scorer = load_scorer(language / "score.py")
    gold = scorer.read(str(language / "announcements.jsonl"))
    read = {
        key: read_announcement(
            key, given["published"], given["title"], given["jobcenters"], given["text"]
        )
        for key, given in gold.items()
    }
    for half, chosen in (("developed on", True), ("only measured", False)):
        documents = {key: gold[key] for key in gold if is_developed_on(key) == chosen}
        print(f"{half}: {len(documents)} documents")
        print(f"{'':22}{'precision':>9} {'recall':>9} {'F1':>9}")
        for row, result in scorer.score(documents, read).items():
            numbers = (result["precision"], result["recall"], result["f1"])
            print(f"  {row:20}" + " ".join(f"{number:9.4f}" for number in numbers))
        for name in ATTRIBUTES:
            print(f"  {name + ', non-null':20}" + score_non_null(scorer, documents, read, name))
        print()


if __name__ == "__main__":
    main()
