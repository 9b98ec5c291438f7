"""Addresses and labels of pages in a row: `?page=2`, `/page/3/`, `Seite 4 von 5`, `Archiv 2019`."""

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from pipelines.days import MONTHS
from pipelines.wording import bare_words, is_archive_word

# Parameters that show the same entries otherwise, or a calendar without end.
_VARIANT: Final = re.compile(
    r"""(?ix)
    (?: ^ | [\[_-] )
    (?: print | druck | drucken | tmpl | sort | sortby | orderby | order | dir | filter
      | view | layout | format | type | lang | language | L | replytocom | share | print_view
      | pdf | feed | we_lv_calendar_\w* | we_lv_date_\w* | cal | calendar | month | monat | tag
      | day | week | date | from | to | von | bis | q | s | search | suche )
    \]? $
    """
)
_SIZES: Final = frozenset(
    {"limit", "count", "delta", "per_page", "perpage", "pagesize", "page_size", "chash"}
)
"""Parameters that say how many entries a page shows; its number is another."""
NUMBER: Final = re.compile(r"\d+")
LABEL: Final = re.compile(r"(?:Seite|Page|page|Blatt)\s*(\d{1,4})\s*(?:von|of|/)\s*(\d{1,4})")
"""`Seite 4 von 5`: the number of this page and of the last."""
_RANGE: Final = re.compile(r"(\d{1,5})\s*[-–]\s*(\d{1,5})")
_PAGE_LABEL: Final = re.compile(r"(?:seite|page)?\s*(\d{1,4})(?:\s*(?:von|of)\s*\d{1,4})?")
_BRACKET: Final = re.compile(r"[ \xa0][\[(][^\[(\])]{0,30}[\])]?\Z")
"""How many entries a month has, behind its name."""
_YEAR: Final = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")


_PERIOD_KEY: Final = re.compile(r"(?:^|\[)(?:month|monat|year|jahr)\]?$", re.IGNORECASE)
"""`?jahr=2024`, `tx_ttnews[month]=5`: a part of an archive, where the link is called so."""


def is_same_row(one: str, other: str) -> bool:
    """Whether two addresses are pages of one row: `/news/` and `/news/?page=3` or `/news/page/2/`.

    >>> is_same_row("https://a.de/news/", "https://a.de/news/page/2/")
    True
    >>> is_same_row("https://a.de/news/", "https://a.de/presse/?page=2")
    False
    >>> is_same_row("https://a.de/news", "https://a.de/news?offset=12&limit=12")
    True
    >>> is_same_row("https://a.de/news", "https://a.de/news?limit=50")
    False
    >>> is_same_row("https://a.de/", "https://a.de/index.php?page=presse")
    False
    """
    ours, theirs = urlsplit(one), urlsplit(other)
    if ours.netloc != theirs.netloc or strip_number(ours.path) != strip_number(theirs.path):
        return False
    our_query = dict(parse_qsl(ours.query, keep_blank_values=True))
    their_query = dict(parse_qsl(theirs.query, keep_blank_values=True))
    changed = [
        key
        for key in our_query.keys() | their_query.keys()
        if our_query.get(key) != their_query.get(key)
    ]
    sizes = [key for key in changed if key.lower() in _SIZES]
    changed = [key for key in changed if key not in sizes]
    if any(_VARIANT.search(key) for key in changed):
        return False
    if sizes and not changed and ours.path == theirs.path:
        return sizes == ["cHash"]  # fewer or more of the same entries
    return (
        any(NUMBER.search(their_query.get(key, "")) for key in changed)
        or all(NUMBER.search(our_query.get(key, "x")) for key in changed)
        or NUMBER.findall(ours.path) != NUMBER.findall(theirs.path)
    )


def shows_otherwise(url: str) -> bool:
    """Whether an address asks for a calendar, an order or a search."""
    return any(
        _VARIANT.search(key) and _PERIOD_KEY.search(key) is None
        for key, _ in parse_qsl(urlsplit(url).query)
    )


def strip_number(path: str) -> str:
    """A listing's path without what counts its pages.

    >>> [strip_number(p) for p in ("/news/", "/news/page/2/", "/seite2/", "/news/index-3.html")]
    ['/news', '/news', '', '/news']
    >>> strip_number("/presse.liste.3.html")
    '/presse.liste'
    """
    path = unquote(path).lower()
    path = re.sub(
        r"/(?:seite|page|p|pagina|pg|blatt|archiv-?seite)[-_/=]?\d{1,4}(?=/|\Z|\.)", "", path
    )
    path = re.sub(r"/index[-_]?\d{0,4}(?:\.(?:html?|php))?\Z", "", path)
    path = re.sub(r"[-_,./]\d{1,4}(?=(?:\.html?|\.php|/)?\Z)", "", path)
    return re.sub(r"\.(?:html?|php)\Z", "", path).rstrip("/")


def numbers_of(url: str) -> dict[str, int]:
    """The whole numbers in an address by their place."""
    parts = urlsplit(url)
    numbers = {
        f"/{place}": int(found[-9:]) for place, found in enumerate(NUMBER.findall(parts.path))
    }
    for key, value in parse_qsl(parts.query):
        if value.isdecimal() and len(value) < 10:
            numbers[key] = int(value)
    return numbers


def count_pages(url: str) -> int:
    """The number by which an address counts the pages of its listing; 1 where it has none.

    >>> [count_pages(u) for u in ("http://a.de/", "http://a.de/page/3/", "http://a.de/?start=20")]
    [1, 3, 20]
    """
    parts = urlsplit(url)
    for key, value in reversed(parse_qsl(parts.query)):
        if value.isdecimal() and len(value) < 10 and key.lower() != "chash":
            return int(value)
    numbers = NUMBER.findall(parts.path)
    return int(numbers[-1][-9:]) if numbers and strip_number(parts.path) != parts.path else 1


def read_page_number(text: str) -> int | None:
    """The number of a page in a pager's link: `3`, `Seite 3`, `9-16`.

    >>> [read_page_number(text) for text in ("3", "Seite 3", "9-16", "[4]", "2026", "3 Kommentare")]
    [3, 3, 9, 4, None, None]
    """
    bare = bare_words(text)
    if not bare or len(bare) > 20:
        return None
    label = _PAGE_LABEL.fullmatch(bare)
    if label is not None:
        number = int(label[1])
        return number if number < 1900 else None
    spread = _RANGE.fullmatch(bare)
    return int(spread[1]) if spread and int(spread[1]) < int(spread[2]) else None


def read_period(text: str) -> tuple[int, int | None] | None:
    """The year, or year and month, that a link of an archive is called.

    >>> [read_period(t) for t in ("november 2026", "2024", "archiv 2023", "3. mai 2024", "mai")]
    [(2026, 11), (2024, None), (2023, None), None, None]
    >>> read_period("mai 2024 [3 einträge"), read_period("mai 2024 (12")
    ((2024, 5), (2024, 5))
    """
    text = _BRACKET.sub("", text)
    found = _YEAR.search(text)
    if found is None or len(text) > 40:
        return None
    rest = (text[: found.start()] + text[found.end() :]).strip(" .,:-–()/")
    if not rest:
        return int(found[0]), None
    if rest in MONTHS:
        return int(found[0]), MONTHS[rest]
    if any(char.isdigit() for char in rest):
        return None
    words = rest.split()
    if len(words) <= 3 and any(is_archive_word(word) for word in words):
        return int(found[0]), None
    return None
