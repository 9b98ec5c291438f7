"""Cuts German text into words that compare equal however a name is spelt or declined."""

import re
from functools import lru_cache

from attrs import field, frozen

INVISIBLE = "\xad\u200b\u2060"
HYPHENS = "-\u2010\u2011"
WORD = re.compile(
    r"[^\W_]"  # a letter or digit
    rf"(?:[^\W_]|[{INVISIBLE}])*"  # soft hyphens and other invisible marks stay inside a word
)
WITHIN_NAME = re.compile(rf"[\s{INVISIBLE}]*[{HYPHENS}(/]?[\s{INVISIBLE}]*\Z")
ABBREVIATED = re.compile(rf"\.[\s{INVISIBLE}]*\Z")
LONGEST_GAP = 20
"""Characters between two words of one name, or of two that are joined; a longer one ends both."""

ENDINGS = {
    **dict.fromkeys(("kreises", "kreise", "kreisen"), "kreis"),
    **dict.fromkeys(("landkreises", "landkreise", "landkreisen"), "landkreis"),
    **dict.fromkeys(("staedte", "staedten"), "stadt"),
    **dict.fromkeys(("eigenbetriebs", "eigenbetriebes"), "eigenbetrieb"),
    **dict.fromkeys(("amtes", "amts"), "amt"),
    "agenturen": "agentur",
    "zentrums": "zentrum",
    "sankt": "st",
}


@frozen(kw_only=True)
class Words:
    """A text and its words: three lists of equal length, "Job-Center" one word."""

    text: str = field(repr=False)
    folded: list[str]
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.folded)

    def plain(self, at: int) -> str:
        """The word at `at` folded, its ending kept: tells the plural."""
        return fold_letters(self.text[self.starts[at] : self.ends[at]])

    def is_capital(self, at: int) -> bool:
        """Say whether the word is written as a name: "oder Spree" is none."""
        return not self.text[self.starts[at]].islower()

    def gap(self, right: int) -> str:
        """What stands between the word before `right` and it; "!" for all that is too long."""
        start, end = self.ends[right - 1], self.starts[right]
        return self.text[start:end] if end - start <= LONGEST_GAP else "!"

    def continues_name(self, at: int) -> bool:
        """Say whether the word can be the next of one name: blank, hyphen, "St. Wendel", " ("."""
        gap = self.gap(at)
        if gap == " " or WITHIN_NAME.match(gap):
            return True
        return len(self.folded[at - 1]) <= 2 and bool(ABBREVIATED.match(gap))

    def is_tied_left(self, at: int) -> bool:
        """Say whether a hyphen ties the word to one before it: Neckar-Odenwald."""
        start = self.starts[at]
        return start > 1 and self.text[start - 1] in HYPHENS and self.text[start - 2].isalnum()

    def is_tied_right(self, at: int) -> bool:
        """Say whether a hyphen ties the word to one behind it; "Main-Kinzig- und" is not tied."""
        end = self.ends[at]
        return self.text[end : end + 1] in tuple(HYPHENS) and self.text[end + 1 : end + 2].isalnum()


def read_words(text: str) -> Words:
    """Cut `text` into words.

    >>> read_words("Job-Center des Main-Kinzig-Kreises").folded
    ['jobcenter', 'des', 'main', 'kinzig', 'kreis']
    """
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in WORD.finditer(text):
        word = fold(match.group())
        if word == "center" and folded and folded[-1] in {"job", "kreisjob"}:
            folded[-1] += word
            ends[-1] = match.end()
            continue
        folded.append(word)
        starts.append(match.start())
        ends.append(match.end())
    return Words(text=text, folded=folded, starts=starts, ends=ends)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold one word: its letters, and the endings of words that introduce a name.

    >>> fold("Landkreises"), fold("GROSS"), fold("Kommunalen"), fold("Odenwaldkreises")
    ('landkreis', 'gross', 'kommunal', 'odenwaldkreis')
    """
    plain = fold_letters(word)
    if plain in ENDINGS:
        return ENDINGS[plain]
    if plain.startswith("kommunale"):
        return "kommunal"
    if plain.endswith(("centers", "centern")):
        return plain[:-1]
    return plain.removesuffix("es") if plain.endswith("kreises") else plain


def fold_letters(word: str) -> str:
    """Fold case, umlauts, ß and invisible marks; endings stay.

    >>> fold_letters("GROẞ"), fold_letters("Görlitz")
    ('gross', 'goerlitz')
    """
    for mark in INVISIBLE:
        word = word.replace(mark, "")
    folded = word.casefold()
    return folded.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, as the index keeps them.

    >>> fold_words("Kommunales Job-Center des Odenwaldkreises")
    ('kommunal', 'jobcenter', 'des', 'odenwaldkreis')
    """
    return tuple(read_words(text).folded)
