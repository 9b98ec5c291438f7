"""Titles compared: as words, as the beginning of a longer one, as an address spells them."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from pipelines.days import find_days

LONGEST_TITLE: Final = 500
"""Characters of a title that are kept; no feed and no table shows more."""
_WORDS: Final = re.compile(r"[^\W_]+")
_SPELLING: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\xad": None, "é": "e"}
)
_SLUG_CUTS: Final = re.compile(r"[^a-z]+")
_ELLIPSES: Final = ("...", "…", "]")
_CUT_OFF: Final = re.compile(r"\s*(?:\.\.\.+|…|\[…\]|\[\.\.\.\])\s*\Z")
_NO_TITLES: Final = frozenset(
    {"html", "aspx", "index", "artikel", "artikelansicht", "detail", "details", "news", "single"}
)


@lru_cache(maxsize=20_000)
def fold_title(title: str) -> str:
    r"""A title as it is compared: case, spaces, quotes, dashes and soft hyphens do not count.

    >>> fold_title("„Job-Turbo“ nimmt Fahrt\xa0auf") == fold_title('"Job–Turbo" nimmt Fahrt auf')
    True
    """
    return fold_text(title)


def fold_text(text: str) -> str:
    """What `fold_title` does, for what is too long to be remembered."""
    return " ".join(_WORDS.findall(text.replace("\xad", "").casefold()))


def drop_day(title: str) -> str:
    """A title without the day that a page writes in front of it, or in brackets behind.

    >>> drop_day("03.05.2021: Mehr Kurse"), drop_day("Bis 3. Mai 2021 geschlossen")
    ('Mehr Kurse', 'Bis 3. Mai 2021 geschlossen')
    >>> drop_day("Mehr Kurse (03.05.2021)"), drop_day("Mehr Kurse [3. Mai 2021]")
    ('Mehr Kurse', 'Mehr Kurse')
    >>> drop_day("Rückblick (auf den 3. Mai 2021)")
    'Rückblick (auf den 3. Mai 2021)'
    """
    if title[-1:] in {")", "]"}:
        head, _, last = title[:-1].rpartition("(" if title[-1] == ")" else "[")
        day = next(find_days(last), None)
        if head.strip() and day is not None and (day.start, day.end) == (0, len(last)):
            return head.rstrip(" \xa0")
    if not title[:1].isdigit():
        return title
    day = next(find_days(title), None)
    return title if day is None or day.start else title[day.end :].lstrip(" \xa0:–—-|,·") or title


def cut_title(title: str) -> str:
    """A title of at most LONGEST_TITLE characters, cut behind a word, with an ellipsis.

    >>> cut_title("Neue Plätze"), len(cut_title("Neue Plätze " * 900)), cut_title("x y" * 200)[-4:]
    ('Neue Plätze', 498, 'yx …')
    """
    if len(title) <= LONGEST_TITLE:
        return title
    begun = title[: LONGEST_TITLE - 2]
    return f"{begun.rpartition(' ')[0].rstrip() or begun} …"


def is_cut_off(title: str) -> bool:
    """Whether a title ends in an ellipsis."""
    return title.endswith(_ELLIPSES) and _CUT_OFF.search(title) is not None


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles are the same, one of them perhaps cut short with an ellipsis.

    >>> is_same_title("Neue Plätze im Som...", "Neue Plätze im Sommerkurs")
    True
    >>> is_same_title("Neue Plätze", "Neue Plätze im Sommerkurs")
    False
    """
    folded, expected = fold_title(one), fold_title(other)
    if not folded or not expected:
        return False
    if folded == expected:
        return True
    return (is_cut_off(one) and len(folded) >= 12 and expected.startswith(folded)) or (
        is_cut_off(other) and len(expected) >= 12 and folded.startswith(expected)
    )


def holds_title(text: str, title: str) -> bool:
    """Whether a text contains a title as whole words (a kicker or a date stands beside it)."""
    return f" {fold_title(title)} " in f" {fold_title(text)} "


def share_words(one: str, other: str) -> float:
    """How many of the words of `one` are in `other`, 0 to 1."""
    words = set(fold_title(one).split())
    return len(words & set(fold_title(other).split())) / len(words) if words else 0.0


@lru_cache(maxsize=20_000)
def spell_words(text: str) -> frozenset[str]:
    """The longer words of a text as an address would spell them.

    >>> sorted(spell_words("Für mehr Plätze"))
    ['fuer', 'mehr', 'plaetze']
    """
    spelt = text.casefold().translate(_SPELLING)
    return frozenset(word for word in _SLUG_CUTS.split(spelt) if len(word) >= 4)


def find_slug(url: str) -> frozenset[str]:
    """The words of an address's last part; none where it is a number or a script.

    >>> sorted(find_slug("https://example.org/presse/2024/mehr-plaetze-im-sommer.html"))
    ['mehr', 'plaetze', 'sommer']
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return frozenset()
    words = spell_words(path.rstrip("/").rsplit("/", 1)[-1]) - _NO_TITLES
    return words if len(words) >= 2 else frozenset()
