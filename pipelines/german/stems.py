"""Words of the data files, `*` standing for any ending, found by the letters of a word."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class Stems(Generic[Meaning]):
    """What stands beside each word of a list, for a word of a text that is one or goes on one.

    A look into a dictionary for each length that a stem has, instead of a pattern of all stems.
    """

    def __init__(self, words: Iterable[tuple[str, Meaning]]) -> None:
        self._whole: dict[str, list[Meaning]] = {}
        self._begun: dict[str, list[Meaning]] = {}
        for word, meaning in words:
            table = self._begun if word.endswith("*") else self._whole
            table.setdefault(word.removesuffix("*"), []).append(meaning)
        self._lengths = sorted({len(stem) for stem in self._begun})

    def find(self, word: str) -> list[Meaning]:
        """What the word means: by itself, and by each stem that it begins with.

        >>> stems = Stems([("Anstieg*", "up"), ("plus", "up"), ("An*", "other")])
        >>> stems.find("Anstiegs"), stems.find("plus"), stems.find("pluszeichen")
        (['other', 'up'], ['up'], [])
        """
        found = self._whole.get(word, [])
        for length in self._lengths:
            if length > len(word):
                break
            begun = self._begun.get(word[:length])
            if begun:
                found = [*found, *begun]
        return found
