"""Run every measurement, one after the other; exit code 1 where one of them fails.

The peers (trafilatura, newspaper4k, resiliparse) are measured where `make bench-peers` has
installed them.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv-bench" / "bin" / "python"


def main() -> int:
    """Run all; the output of each stands below its heading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="gold set and snapshots")
    parser.add_argument("--peer-python", type=Path, default=PEERS, help="where the peers are")
    options = parser.parse_args()
    if not options.shared.is_dir():
        parser.error(f"--shared {options.shared}: no such folder; make bench SHARED=DIR names it")
    shared = f"--shared={options.shared.resolve()}"
    peers = [f"--peer-python={options.peer_python}"] if options.peer_python.exists() else []
    failed = []
    for heading, words in (
        ("The two seeds, end to end", ["seeds.py", shared]),
        ("Any site: crawled from its address alone", ["snapshots.py", shared]),
        ("Listings", ["listings.py", shared]),
        ("Listings whose markup was changed", ["listing_mutations.py", shared]),
        ("Articles", ["articles.py", shared]),
        ("Articles whose markup was changed", ["mutations.py", shared]),
        ("Hostile pages", ["hostile.py"]),
        ("Which jobcenter a post is about", ["attribution.py", shared]),
        ("Dates and figures: the gold set", ["gold.py", shared]),
        ("Dates and figures: other projects' tests", ["suites.py", shared]),
        ("Speed of the grammar", ["language.py", shared]),
        ("Speed of reading pages", ["reading.py", shared, *peers]),
        ("The archive", ["archive.py"]),
    ):
        if not run(heading, sys.executable, words):
            failed.append(words[0])
    if peers:
        words = ["snapshots.py", shared, "--peers"]
        if not run("Other extractors on the same pages", str(options.peer_python), words):
            failed.append("snapshots.py --peers")
    else:
        print("\nOther extractors are not installed: make bench-peers")
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall were measured")
    return 1 if failed else 0


def run(heading: str, python: str, words: list[str]) -> bool:
    """Run one script of this folder below its heading; say whether it went well."""
    print(f"\n== {heading}: bench/{' '.join(words)}", flush=True)
    begun = monotonic()
    script = Path(__file__).with_name(words[0])
    done = subprocess.run([python, str(script), *words[1:]], cwd=ROOT, check=False)
    ended = "" if done.returncode == 0 else f", exit code {done.returncode}"
    print(f"-- {monotonic() - begun:.0f} s{ended}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
