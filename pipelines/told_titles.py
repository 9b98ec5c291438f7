"""What a page is called elsewhere than in its text: by the listing, by its head, by its address."""

from typing import Final

from attrs import frozen

from pipelines.basis import Basis
from pipelines.document import fold_spaces
from pipelines.frame import find_title_parts
from pipelines.items import Evidence
from pipelines.title_words import (
    drop_day,
    find_slug,
    fold_title,
    holds_title,
    is_cut_off,
    is_same_title,
    share_words,
    spell_words,
)
from pipelines.wordlists import is_control

_BETWEEN: Final = " \xa0|:·•–—-«»›/"
"""What stands between a site's name and a title in one heading."""

_SHORTEST_REWORDED: Final = 25
_MOST_WORDS: Final = 0.75


@frozen
class Name:
    """What the head calls the page."""

    source: str
    words: str
    weight: float


class ToldTitle:
    """All that tells a page's title, and so which words of a heading are the title's own."""

    def __init__(self, basis: Basis) -> None:
        lead = basis.lead
        told = lead is not None and len(fold_title(lead.title)) >= 4 and not is_control(lead.title)
        self.expected = lead.title if lead is not None and told else ""
        """What the lead calls the page; empty where it says nothing of use."""
        self.names = _drop_others(_find_names(basis), self.expected)
        """What the head calls it."""
        self._frame = basis.frame
        self._site_name = fold_title(basis.metadata.site_name) or None
        self._by_words: dict[str, float] = {}
        for name in self.names:
            words = fold_title(name.words)
            self._by_words[words] = max(name.weight, self._by_words.get(words, 0.0))
        self._cut_names = [name for name in self.names if is_cut_off(name.words)]
        self._slug = find_slug(basis.document.url)

    def names_page(self, text: str) -> bool:
        """Whether head or lead call the page so, though a column of news says it everywhere."""
        return fold_title(text) in self._by_words or is_same_title(text, self.expected)

    def weigh_names(self, text: str) -> float:
        """Whether the head calls the page so."""
        best = self._by_words.get(fold_title(text), 0.0)
        if best == 0.0 and (self._cut_names or is_cut_off(text)):
            best = max((n.weight for n in self.names if is_same_title(text, n.words)), default=0.0)
        if best == 0.0 and len(text) > 25 and any(text in name.words for name in self.names):
            return 1.2
        if best == 0.0 and any(_is_reworded(text, name.words) for name in self.names):
            return 2.0
        return best

    def weigh_slug(self, text: str) -> float:
        """Whether the address has the same words."""
        if not self._slug or len(text) <= 10:
            return 0.0
        words = spell_words(text)
        shared = len(self._slug & words) / len(self._slug)
        return 2.0 * shared if shared >= 0.6 and len(words) <= 3 * len(self._slug) else 0.0

    def choose_words(self, shown: str) -> str:
        """The title's words: as shown, but whole where the page shows them cut.

        A kicker or date that stands in the same element is left out, where head and lead agree.
        """
        others = [name.words for name in self.names]
        if is_cut_off(shown):
            for words in (self.expected, *others):
                if words and is_same_title(shown, words) and not is_cut_off(words):
                    return fold_spaces(words)
        expected = self.expected
        if expected and is_same_title(drop_day(shown), expected) and not is_cut_off(expected):
            return fold_spaces(expected if drop_day(shown) != shown else shown)
        if expected and not is_cut_off(expected) and fold_title(shown) != fold_title(expected):
            confirmed = any(fold_title(words) == fold_title(expected) for words in others)
            longer = any(fold_title(words) == fold_title(shown) for words in others)
            if holds_title(shown, expected) and confirmed and not longer:
                return fold_spaces(expected)
            if self._is_site_name(shown.replace(expected, "", 1)):
                return fold_spaces(expected)
        return fold_spaces(shown)

    def _is_site_name(self, words: str) -> bool:
        """Whether words beside the title are what the head of nearly all pages says."""
        name = words.strip(_BETWEEN)
        return bool(name) and (
            self._frame.shares_title_part(name) or fold_title(name) == self._site_name
        )

    def describe(self) -> list[Evidence]:
        """What head and lead say, as evidence."""
        evidence = [
            Evidence(field="title", value=name.words, source=name.source, weight=name.weight)
            for name in self.names[:6]
        ]
        if self.expected:
            evidence.append(Evidence(field="title", value=self.expected, source="lead", weight=6.0))
        return evidence


def _is_reworded(text: str, name: str) -> bool:
    """Whether a heading and what the head calls the page differ by a word or a kicker only.

    >>> _is_reworded("Neu: Kurse für Eltern mit Kindern", "Neue Kurse für Eltern mit Kindern")
    True
    >>> _is_reworded("Neue Kurse für junge Eltern", "Neue Räume für Eltern und Kinder")
    False
    """
    return (
        len(text) > _SHORTEST_REWORDED
        and share_words(text, name) >= _MOST_WORDS
        and share_words(name, text) >= _MOST_WORDS
    )


def _find_names(basis: Basis) -> list[Name]:
    """What the head calls the page; parts that all pages share are left out."""
    frame, site = basis.frame, fold_title(basis.metadata.site_name)
    named = [Name(source, words, 3.0) for source, words in basis.metadata.titles]
    for number, part in enumerate(find_title_parts(basis.document)):
        if len(fold_title(part)) >= 4:
            named.append(Name("title element", part, 2.6 if number == 0 else 2.4))
    return [
        name
        for name in named
        if not frame.shares_title_part(name.words) and fold_title(name.words) != site
    ]


def _drop_others(names: list[Name], expected: str) -> list[Name]:
    """Where a part of `<title>` is what the lead expects, those beside it are the site's name."""
    if not any(is_same_title(name.words, expected) for name in names if expected):
        return names
    return [
        name
        for name in names
        if holds_title(name.words, expected) or holds_title(expected, name.words)
    ]
