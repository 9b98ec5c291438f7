"""What links and headings of listings are called: "weiterlesen", "ältere Beiträge", "Presse"."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote, urlsplit

_LISTS: Final = tomllib.loads((files("pipelines") / "wording.toml").read_text(encoding="utf-8"))
_MORE: Final = frozenset(_LISTS["more"]["whole"])
_MORE_BEGINS: Final = tuple(_LISTS["more"]["begins"])
_NEXT: Final = frozenset(_LISTS["next"]["whole"])
_LOADS: Final = frozenset((first, last) for first, last in _LISTS["next"]["loads"])
_LOADED: Final = tuple(f"{first} " for first in {first for first, _ in _LISTS["next"]["loads"]})
_REST: Final = frozenset(_LISTS["next"]["rest"])
_REST_BEGINS: Final = tuple(
    f"{words} {joint} " for words in _REST if " " in words for joint in _LISTS["next"]["joints"]
)
_ARROWS: Final = frozenset(_LISTS["next"]["arrows"])
_NEXT_CLASSES: Final = frozenset(_LISTS["next"]["classes"])
_OLDER: Final = tuple(_LISTS["next"]["older"])
_NEWER: Final = tuple(_LISTS["next"]["newer"])
_NEVER: Final = frozenset(_LISTS["next"]["never"])
_NEWS: Final = {word: float(weight) for word, weight in _LISTS["sections"]["news"]}
_OTHER: Final = frozenset(_LISTS["sections"]["other"])
_EVENTS: Final = frozenset(_LISTS["sections"]["events"])
_OTHER_PATHS: Final = frozenset(_LISTS["sections"]["other_paths"])
_GATHERED_PATHS: Final = frozenset(_LISTS["sections"]["gathered_paths"])
_STANDING: Final = frozenset(_LISTS["sections"]["standing"])
_COPIES: Final = frozenset(_LISTS["sections"]["copies"])

_ROUND: Final = " \t\n\xa0.:…·•|-–—_*+#()[]{}<>«»‹›→←►◄▶◀⟩⟨❯❮➔➜⇒⇐=/\\\"'„“”‚‘’"
_COUNT: Final = re.compile(r"\(?\d{1,6}\)?|\(\d{1,6}")
_FILE: Final = re.compile(
    r"\.(pdf|docx?|dotx?|xlsx?|xlsm|pptx?|od[tsp]|rtf|zip|csv|epub|ics|mp3|mp4|jpe?g|png|gif|webp|svg)\Z",
    re.IGNORECASE,
)
_ANY_GENDER: Final = re.compile(r"\([mwdx](?:[ ]?[/|][ ]?[mwdx]){1,3}\)", re.IGNORECASE)
_DOCUMENT: Final = frozenset(_LISTS["files"]["documents"])
_DAY_LABELS: Final = frozenset(_LISTS["days"]["labels"])
_ARCHIVES: Final = frozenset(_LISTS["days"]["archives"])


@lru_cache(maxsize=20_000)
def bare_words(text: str) -> str:
    """A link's or heading's words in lower case, without the ornaments and counts around them.

    >>> bare_words("[mehr »]"), bare_words("Ältere Beiträge →"), bare_words("Presse (12)")
    ('mehr', 'ältere beiträge', 'presse')
    """
    bare = text[:200].strip(_ROUND).lower()
    if bare and bare[-1].isdigit():
        head, _, tail = bare.rpartition(" ")
        if head and _COUNT.fullmatch(tail) and tail.startswith("("):
            bare = head.strip(_ROUND)
    return bare


def says_more(text: str) -> bool:
    """Whether a link's text is no title but an invitation to read on.

    >>> says_more("» Weiterlesen"), says_more("Weiterlesen: Neue Zahlen"), says_more("3 Kommentare")
    (True, True, True)
    >>> says_more("Mehr Geld für Weiterbildung")
    False
    """
    bare = bare_words(text)
    if not bare or bare in _MORE or bare.startswith(_MORE_BEGINS):
        return True
    head, _, tail = bare.partition(" ")
    return head.isdigit() and tail in _MORE


def says_next(text: str) -> bool:
    """Whether a text leads to the next page of a listing: `weiter »`, `Older Posts`, `›`.

    >>> [says_next(text) for text in ("weiter »", "›", "Ältere Einträge", "»»", "Weiterbildung")]
    [True, True, True, False, False]
    >>> says_next("Weitere Berichte laden"), says_next("Weitere Busse laden Geräte ein")
    (True, False)
    """
    bare = bare_words(text)
    if not bare:
        return text.strip(" \xa0") in _ARROWS
    if bare in _NEXT:
        return True
    words = bare.split()
    return 1 < len(words) < 5 and (words[0], words[-1]) in _LOADS


def says_next_entries(text: str) -> bool:
    """Whether a text names what it leads on to: `Ältere Beiträge`, `Mehr laden`; no mere `weiter`.

    >>> [says_next_entries(t) for t in ("Weitere Berichte laden", "nächste Seite", "weiter", ">")]
    [True, True, False, False]
    """
    bare = bare_words(text)
    return says_next(text) and bare.startswith(_LOADED)


def says_back(text: str) -> bool:
    """Whether a text leads back, or to the first or last page."""
    return bare_words(text) in _NEVER


def says_older(text: str) -> bool:
    """Whether a link speaks of time, not of its place in a row: `Ältere Beiträge`.

    >>> says_older("« Ältere Einträge"), says_older("weiter")
    (True, False)
    """
    return bare_words(text).startswith(_OLDER)


def says_newer(text: str) -> bool:
    """Whether a link leads to what came later: `Neuere Beiträge`."""
    return bare_words(text).startswith(_NEWER)


def says_rest(text: str) -> bool:
    """Whether a link behind some entries leads to all the others: `Alle Meldungen`, `Archiv`.

    >>> says_rest("Ältere Meldungen »"), says_rest("mehr"), says_rest("Zum Pressearchiv")
    (True, False, True)
    >>> says_rest("Alle Meldungen aus dem Rathaus"), says_rest("Alle Meldungen sind da")
    (True, False)
    """
    bare = bare_words(text)
    if bare in _REST or (" " in bare and bare in _NEXT):
        return True
    return len(bare) <= 60 and bare.startswith(_REST_BEGINS)


def names_next(names: str) -> bool:
    """Whether class names call something the way to the next page."""
    return any(
        word in _NEXT_CLASSES or word.removeprefix("fa-").removeprefix("icon-") in _NEXT_CLASSES
        for word in names.lower().split()
    )


def weigh_section(text: str) -> float:
    """How much a heading or a navigation link promises announcements, 0 to 10.

    >>> weigh_section("Pressemitteilungen"), weigh_section("Kontakt"), weigh_section("Presse 2024")
    (10.0, 0.0, 6.0)
    """
    bare = bare_words(text)
    if bare in _NEWS:
        return _NEWS[bare]
    words = re.findall(r"[^\W\d_]+", bare)
    if len(words) > 5:
        return 0.0
    return max((_NEWS[word] - 1 for word in words if word in _NEWS), default=0.0)


def is_other_section(text: str) -> bool:
    """Whether a heading stands over something else than announcements: events, jobs, downloads."""
    return bare_words(text) in _OTHER


def is_standing_page(title: str) -> bool:
    """Whether a title is that of a page which every site has: `Impressum`."""
    return bare_words(title) in _STANDING


def is_job_title(title: str) -> bool:
    """Whether a title is that of a job advert, which says that it is open to everyone.

    >>> is_job_title("Fallmanagement (m/w/d) in Vollzeit"), is_job_title("450 Kräfte gesucht")
    (True, False)
    """
    return _ANY_GENDER.search(title) is not None


def is_event_section(text: str) -> bool:
    """Whether a heading stands over events: `Veranstaltungen`."""
    return bare_words(text) in _EVENTS


def is_day_label(word: str) -> bool:
    """Whether a word (in lower case) may stand before an entry's day: `vom`, `veröffentlicht`."""
    return word in _DAY_LABELS


def is_archive_word(word: str) -> bool:
    """Whether a word (in lower case) may stand beside a year in the name of an archive."""
    return word in _ARCHIVES


@lru_cache(maxsize=20_000)
def path_words(url: str) -> tuple[str, ...]:
    """The segments of an address' path, in lower case, endings cut.

    >>> path_words("https://a.de/Presse/2024/artikel.html?id=3")
    ('presse', '2024', 'artikel')
    """
    segments = unquote(urlsplit(url).path).lower().split("/")
    return tuple(re.sub(r"\.(?:html?|php|aspx?|jsp)\Z", "", part) for part in segments if part)


@lru_cache(maxsize=20_000)
def leads_elsewhere(url: str) -> bool:
    """Whether an address lies below a section of other things: events, jobs, forms."""
    return any(word in _OTHER_PATHS for word in path_words(url)[:-1])


def names_elsewhere(url: str) -> bool:
    """Whether an address is that of a section of other things, or lies below one.

    >>> names_elsewhere("https://a.de/impressum.html"), names_elsewhere("https://a.de/notizen")
    (True, False)
    """
    return any(word in _OTHER_PATHS for word in path_words(url))


@lru_cache(maxsize=20_000)
def leads_to_events(url: str) -> bool:
    """Whether an address lies below a section of events.

    >>> leads_to_events("https://a.de/termine/2026/markt"), leads_to_events("https://a.de/termine")
    (True, False)
    """
    return any(word in _EVENTS for word in path_words(url)[:-1])


@lru_cache(maxsize=20_000)
def is_gathered(url: str) -> bool:
    """Whether an address gathers posts by subject or author: `/tag/x/`, `/category/y`."""
    return any(word in _GATHERED_PATHS for word in path_words(url))


def is_copy(url: str) -> bool:
    """Whether an address is a copy of the site in another language or in Leichte Sprache."""
    return bool(find_copy_words(url))


def find_copy_words(url: str) -> list[str]:
    """The words of an address' path that say so.

    >>> find_copy_words("https://a.de/leichte-sprache/zahlen"), find_copy_words("https://a.de/x")
    (['leichte-sprache'], [])
    """
    return [word for word in path_words(url) if word in _COPIES]


@lru_cache(maxsize=20_000)
def file_kind(url: str) -> str | None:
    """The ending of a file that is no page, in lower case; None for a page.

    >>> file_kind("https://a.de/x/Bericht.PDF?v=2"), file_kind("https://a.de/x.html")
    ('pdf', None)
    """
    found = _FILE.search(urlsplit(url).path)
    return found[1].lower() if found else None


def is_document(url: str) -> bool:
    """Whether an address is a file that a post may have as attachment."""
    return file_kind(url) in _DOCUMENT
