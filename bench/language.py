"""How fast German is read: dates, figures, indicators and periods against peers and the limit.

    python bench/language.py --shared DIR [--rounds N] [--json]

The texts are the development set of `DIR/language` joined to documents of about 5 kB. The limit
is one pass of one guarded alternation over the same text, the least that any scanner of dates
and figures can do in this language. `search_dates` reads dates alone, with its best settings.
The last table shows that time grows as the text does, on plain and on hostile texts.
Process time is measured, the best of some rounds, so that a busy machine counts less.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script finds its project

from pipelines.figures import find_figures
from pipelines.german.dates import find_dates, read_dates
from pipelines.german.lines import prepare_text
from pipelines.german.text import find_paragraphs, find_sentences
from pipelines.german.words import mark_words

REFERENCE = date(2020, 12, 2)
DOCUMENT = 5000
"""Characters of a document."""
GROWING = 10_000
"""Characters of a text that is then doubled."""
STEEPEST = 2.5
"""What t(2n)/t(n) may be."""

_LIMIT = re.compile(
    r"""
    (?: (?<!\w)(?=[A-Za-zÄÖÜäöü]) | (?<![\d.,])(?=\d) )
    (?: \d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d\d)?
      | \d{1,2}\./\d{1,2}\.\d{1,2}\.\d{4}
      | (?:\d|[IV]+)\.\s(?:Quartal|Halbjahr)(?:\s\d{4})?
      | (?:\d{1,2}\.\s)?(?:KW|Kalenderwoche)\s?\d{0,2}
      | (?:Schuljahr|Ausbildungsjahr)\s\d{4}/\d{2,4}
      | \d{1,2}\.\s?(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November
                     |Dezember)(?:\s\d{4})?
      | (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)
        (?:\s\d{4})?
      | (?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)
      | (?:vergangenen|letzten|dieses|diesem|laufenden|kommenden|nächsten)\s(?:Jahr|Monat|Woche)\w*
      | (?:Anfang|Mitte|Ende|Jahr)\s(?:\w+\s)?\d{4}
      | (?:heute|gestern|morgen|Vormonat|Vorjahr|Vorjahresmonat)\b
      | (?:rund|etwa|knapp|über|mehr\sals|bis\szu)\s\d[\d.,]*
      | \d+(?:[.,\u00a0\u202f\s]\d{3})*(?:,\d+)?
        (?:\s?(?:Prozent|%|Euro|€|Mio\.?|Millionen|Mrd\.?|Personen|Menschen|Arbeitslose\w*))?
      | (?:Frühjahr|Frühling|Sommer|Herbst|Winter|Ostern|Pfingsten|Weihnachten|Silvester)
        (?:\s\d{4})?
      | (?:Jahres|Monats)(?:beginn|anfang|mitte|ende)\b
      | vor\s(?:einem|zwei|drei|zehn)\s(?:Jahr|Monat|Woche|Tag)\w*
      | (?:ersten?|zweiten?|dritten?|vierten?|letzten?)\s(?:Quartal|Halbjahr|drei\sMonaten?)
      | (?:die|eine)\sHälfte | (?:ein|zwei|drei)\s(?:Drittel|Viertel|Fünftel)
      | jede[rs]?\s(?:zweite|dritte|vierte)
      | (?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b
    )
    """,
    re.VERBOSE,
)

_DATEPARSER_SETTINGS = {
    "RELATIVE_BASE": datetime.combine(REFERENCE, datetime.min.time()),
    "DATE_ORDER": "DMY",
    "PARSERS": ["relative-time", "absolute-time"],
    "SKIP_TOKENS": [
        *("t", "die", "mit", "so", "di", "mi", "do", "sa", "mo", "fr", "don", "son", "sam", "mon"),
        *("fre", "in", "im", "am", "der", "und", "ein", "einer", "einem", "jetzt"),
    ],
}


class Row(NamedTuple):
    """One reader of texts and its seconds for each document."""

    name: str
    seconds: float

    @property
    def rate(self) -> float:
        """Documents a second."""
        return 1 / self.seconds


def read_texts(shared: Path) -> list[str]:
    """The development set joined to documents."""
    texts: list[str] = []
    current = ""
    lines = (shared / "language" / "announcements.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        current += json.loads(line)["text"] + "\n\n"
        if len(current) >= DOCUMENT:
            texts.append(current)
            current = ""
    return texts


def read_all(text: str) -> int:
    """Dates, figures, indicators and periods of one text."""
    forget_texts()
    dates = find_dates(text, reference=REFERENCE)
    return len(find_figures(text, dates=dates, reference=REFERENCE))


def read_only_dates(text: str) -> int:
    """Dates of one text."""
    forget_texts()
    return len(find_dates(text, reference=REFERENCE))


def forget_texts() -> None:
    """Empty the caches by text, so that no round is spared what another has read."""
    read_dates.cache_clear()
    find_sentences.cache_clear()
    find_paragraphs.cache_clear()
    prepare_text.cache_clear()
    mark_words.cache_clear()


def scan_once(text: str) -> int:
    """One pass of the guarded alternation."""
    return sum(1 for _ in _LIMIT.finditer(text))


def make_search_dates() -> Callable[[str], int] | None:
    """Dateparser's own search, None where it is not installed."""
    try:
        from dateparser.search import search_dates  # noqa: TID251  # the peer measured here
    except ImportError:
        return None

    def search(text: str) -> int:
        return len(search_dates(text, languages=["de"], settings=_DATEPARSER_SETTINGS) or ())

    return search


def measure(read: Callable[[str], int], texts: Sequence[str], rounds: int) -> float:
    """Seconds for each document, the best of so many rounds."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - begin)
    return best / len(texts)


def list_growing() -> dict[str, str]:
    """Pieces that are repeated: plain prose, and what a careless pattern would choke on."""
    return {
        "plain": "Am 3. Mai 2020 waren 7.273 Menschen arbeitslos, 2,1 Prozent mehr als im April. ",
        "days": "1., 2., 3., 4., ",
        "stops": "1.1.1.1.1.1.",
        "digits": "0123456789",
        "spaces": "3.       ",
        "weekdays": "Montag, Dienstag, Mittwoch, ",
        "parts": "Ende Ende Anfang Mitte ",
        "ranges": "Mai bis Juni bis ",
        "adjectives": "vergangenen letzten kommenden ",
        "brackets": "Freitag (((( ",
        "one word": "vergangenheitsbewältigung",
        "hyphens": "Sep-\ntem\u00adber",
        "no sentence": "Der Kreis, das Amt und die Stadt im Mai und im Juni ",
        "lines": "Mai\n",
        "one clause": "hat am 3. Mai eröffnet ",
        "asides": "am 3. Mai (so der Landrat) hat er – wie gesagt – eröffnet und ",
    }


def main() -> int:
    """Print the tables; 1 where time does not grow as the text does."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only-dates", action="store_true", help="growth of dates alone")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    arguments = parser.parse_args()
    texts = read_texts(arguments.shared)
    rows = [
        Row("limit: one guarded pass", measure(scan_once, texts, arguments.rounds)),
        Row("dates", measure(read_only_dates, texts, arguments.rounds)),
        Row("dates, figures, periods", measure(read_all, texts, arguments.rounds)),
    ]
    search = make_search_dates()
    if search is not None:
        search(texts[0])
        rows.append(Row("dateparser search_dates", measure(search, texts[:4], 1)))
    readers = {"dates": read_only_dates, "everything": read_all}
    growth = {
        f"{name}, {kind}": measure_growth(readers[kind], piece)
        for name, piece in list_growing().items()
        for kind in (["dates"] if arguments.only_dates else readers)
    }
    if arguments.json:
        print(json.dumps({"rates": {r.name: round(r.rate, 1) for r in rows}, "growth": growth}))
    else:
        print_tables(texts, rows, growth)
    return 1 if max(growth.values()) > STEEPEST else 0


def measure_growth(read: Callable[[str], int], piece: str) -> float:
    """t(2n)/t(n) for a text of some thousand characters; what looks steep is measured again.

    Some take but a millisecond, which a busy machine disturbs in all rounds; true growth stays.
    """
    once = piece * (GROWING // len(piece))
    twice = once + once
    ratio = float("inf")
    for _ in range(3):
        ratio = min(ratio, round(measure(read, [twice], 5) / measure(read, [once], 5), 2))
        if ratio <= STEEPEST:
            break
    return ratio


def print_tables(texts: Sequence[str], rows: Sequence[Row], growth: dict[str, float]) -> None:
    """Rates beside the limit, then the growth."""
    everything = rows[2]
    size = sum(map(len, texts)) // len(texts)
    print(f"{len(texts)} documents of {size} characters")
    for row in rows:
        print(
            f"{row.name:26}{row.seconds * 1000:9.2f} ms{row.rate:9.0f} a second"
            f"{row.seconds / rows[0].seconds:9.1f} x the limit"
            f"{row.seconds / everything.seconds:9.1f} x everything"
        )
    print("\nt(2n)/t(n)")
    for name, ratio in growth.items():
        print(f"{name:26}{ratio:9.2f}")


if __name__ == "__main__":
    sys.exit(main())
