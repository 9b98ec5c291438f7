"""Words written letter by letter are found where they would be as they stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.german.beginnings import begin_words, first_words

WORDS = r"[Vv]on|vo[mr]|(?:ein|zwei)mal| (?:[Ii]m|in)\s(?:a|b)|B[|)]x|50plus|§\s?16"
PIECES = st.sampled_from(
    ["von", "Von", "vom", "ein", "zwei", "mal", "im", "in", " ", "a", "b", "B", "|x", ")x", "§",
     "16", "50plus", "_"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_same_is_found(text: str) -> None:
    marks, words = r"§\s?16", WORDS.removesuffix(r"|§\s?16")
    plain = re.compile(rf"(?:(?<!\w)(?:{words})|{marks})(?!\w)", re.VERBOSE)
    begun = re.compile(rf"{begin_words(WORDS)}(?!\w)", re.VERBOSE)
    assert [m.span() for m in begun.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_same_is_found_within_words(text: str) -> None:
    plain = re.compile(WORDS, re.VERBOSE)
    begun = re.compile(begin_words(WORDS, within=True), re.VERBOSE)
    assert [m.span() for m in begun.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize("words", [r"\w+er", "(?:a|b)?c", "[Aa]?b", "a*", "", "a|", "[^a]b", "%"])
def test_words_must_say_with_which_letters_they_begin(words: str) -> None:
    with pytest.raises(ValueError, match="with which letters"):
        begin_words(words)


def test_the_first_word_of_each_phrase() -> None:
    assert first_words(r"[Ii]n\s\w+ | nun(?:\smehr)? | (?:ein|zwei)\smal") == (
        r"[Ii]n|nun(?:\smehr)?|(?:ein|zwei)"
    )
