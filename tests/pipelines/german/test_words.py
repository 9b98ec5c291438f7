"""What is looked up word by word is what a pattern over the whole text would find."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.german import change
from pipelines.german.change import find_turns
from pipelines.german.date_beginnings import SCAN, find_beginnings
from pipelines.german.lines import prepare_text
from pipelines.german.quantities import find_quantities
from pipelines.german.text import find_sentences
from pipelines.german.words import WordTable
from pipelines.statistics.cues import _list_entries, find_cues

CORPUS = Path(__file__).parent / "corpus" / "announcements.jsonl"
TEXTS = [
    prepare_text(json.loads(line)["text"])
    for line in CORPUS.read_text(encoding="utf-8").splitlines()
]
WORDS = WordTable(lambda word: word if word.startswith(("M", "a")) else None)
PIECES = st.sampled_from(
    ["Mai", "auf", "M1", "5", "7.273", "x", "-", "(", ")", ",", "\n", " ", "_"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_table_finds_each_word_that_begins_with_a_letter(text: str) -> None:
    wanted = [(m.start(), m[0]) for m in re.finditer(r"\b[Ma][^\W]*", text)]
    assert WORDS.find(text) == wanted
    assert WORDS.find_between(text, 2, 9) == [pair for pair in wanted if 2 <= pair[0] < 9]
    assert WORDS.has_between(text, 2, 9) == bool(WORDS.find_between(text, 2, 9))


@pytest.mark.parametrize("text", TEXTS)
def test_dates_begin_where_the_pattern_matches(text: str) -> None:
    found = [match.start() for match in find_beginnings(text)]
    assert found == [match.start() for match in SCAN.finditer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_cues_are_what_a_pattern_of_all_words_finds(text: str) -> None:
    entries = _list_entries()
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(f'({e.pattern})' for e in entries)})(?!\w)")
    wanted = [(*m.span(), entries[(m.lastindex or 1) - 1].kind) for m in pattern.finditer(text)]
    assert [tuple(cue) for cue in find_cues(text, 0, len(text))] == wanted


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_passed_over_hold_no_change(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quantities = find_quantities(text)
    sentences = [
        (s, [q for q in quantities if s.start <= q.start < s.end]) for s in find_sentences(text)
    ]
    found = [find_turns(text, inside, *span) for span, inside in sentences]
    monkeypatch.setattr(change, "_may_differ", lambda *_: True)
    assert found == [find_turns(text, inside, *span) for span, inside in sentences]
