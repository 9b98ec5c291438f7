"""What a reader does not see changes no reading, and every mention is found where it stands."""

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.figures import find_figures
from pipelines.german.dates import find_dates
from pipelines.german.normalizing import normalize

EXAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "examples" / "figures.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
][::12]

HIDDEN = "[\u00ad\u200b\u2060]"
INTO_WORDS = re.compile(r"(?<=[a-zäöüß]{3})(?=[a-zäöüß]{3})")


def put_two_spaces(text: str) -> str:
    """Two spaces for every sixth one in lines of many words; columns have few."""
    lines = [
        re.sub(r"((?:[^\W\d]\S* ){5}\S*[^\W\d]) (?=[^\W\d])", "\\1\u00a0 ", line)
        if len(line.split()) > 12 and "|" not in line and "  " not in line
        else line
        for line in text.split("\n")
    ]
    return "\n".join(lines)


def read(text: str, published: str, title: str) -> list[list[object]]:
    """All that is read of a text, quotes without what was hidden in them."""
    day = date.fromisoformat(published)
    dates = find_dates(text, reference=day, title=title)
    figures = find_figures(text, dates=dates, reference=day, title=title)
    assert all(text[found.start : found.end] == found.quote for found in dates)
    assert all(text[found.start : found.end] == found.quote for found in figures)
    assert all(found.sentence in text and found.quote in found.sentence for found in figures)

    def show(quote: str) -> str:
        return " ".join(unicodedata.normalize("NFC", re.sub(HIDDEN, "", quote)).split())

    rows: list[list[object]] = [[show(mention.quote), mention.value] for mention in dates]
    rows += [
        [show(f.quote), f.value, f.modifier, f.unit, f.indicator, f.period, f.change, f.region]
        for f in figures
    ]
    return rows


@pytest.mark.parametrize(
    "hide",
    [
        lambda text: INTO_WORDS.sub("\u00ad", text),
        lambda text: INTO_WORDS.sub("\u2060", text),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(". ", ".\u200b "),
        put_two_spaces,
    ],
    ids=["soft hyphens", "word joiners", "umlauts in two", "zero-width spaces", "two spaces"],
)
def test_what_hides_in_a_text_changes_no_reading(hide: Callable[[str], str]) -> None:
    changed = 0
    for case in EXAMPLES:
        told, title = hide(case["text"]), case["title"]
        changed += told != case["text"]
        assert read(told, case["published"], title) == read(case["text"], case["published"], title)
    assert changed > 20


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Quote\u00a0 3,2  3,1", "a short row of columns"),
        ("Es waren im Mai dieses Jahres im ganzen Kreis 10  479 Menschen.", "two numbers"),
        ("Die Zahl der Menschen im ganzen Kreis     5.175", "a column far away"),
        ("Bau- und Holzberufe, Haupt-\nund Nebenamt", "what is left out is written once"),
    ],
)
def test_what_parts_columns_numbers_and_words_stays(text: str, kept: str) -> None:
    assert normalize(text).text == text, kept


@given(st.text(alphabet="aÄu\u0308 \u00a0\u00ad\u200b-\n\r|5.", max_size=60))
@example("a\u0308\u0308")
@example("\u0308")
@settings(deadline=None)
def test_every_piece_has_its_place_in_the_original(text: str) -> None:
    normalized = normalize(text)
    for start in range(len(normalized.text)):
        begin, end = normalized.restore(start, start + 1)
        assert 0 <= begin < end <= len(text)
        letter = unicodedata.normalize("NFC", normalized.text[start])
        assert letter[0] in unicodedata.normalize("NFC", text[begin : end + 9])
