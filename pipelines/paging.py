"""The way to a listing's next page: never back, never to a calendar, never round in circles."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from pipelines.addresses import absolute_address, canonical_address, same_host
from pipelines.days import MONTHS
from pipelines.items import Lead
from pipelines.outline import Link, Node, Outline, Zone
from pipelines.site import Site
from pipelines.wording import (
    bare_words,
    file_kind,
    leads_elsewhere,
    names_next,
    path_words,
    says_back,
    says_next,
)

# Parameters that show the same entries otherwise, or a calendar without end.
_VARIANT: Final = re.compile(
    r"""(?ix)
    (?: ^ | [\[_-] )
    (?: print | druck | drucken | tmpl | sort | sortby | orderby | order | dir | filter | limit | view
      | layout | format | type | lang | language | L | replytocom | share | print_view | pdf | feed
      | we_lv_calendar_\w* | we_lv_date_\w* | cal | calendar | month | monat | tag | day | week
      | date | from | to | von | bis | q | s | search | suche )
    \]? $
    """
)
MOST_ARCHIVES: Final = 500
"""Forty years of months; more are a calendar."""

_NUMBER: Final = re.compile(r"\d+")
_RANGE: Final = re.compile(r"(\d{1,5})\s*[-–]\s*(\d{1,5})")
_PAGE_LABEL: Final = re.compile(r"(?:seite|page)?\s*(\d{1,4})(?:\s*(?:von|of)\s*\d{1,4})?")
_LABEL: Final = re.compile(r"(?:Seite|Page|page|Blatt)\s*(\d{1,4})\s*(?:von|of|/)\s*(\d{1,4})")
_YEAR: Final = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")


def find_next(outline: Outline, leads: Sequence[Lead], site: Site) -> tuple[str, ...]:
    """The addresses at which this listing goes on, usually one or none; several for archives."""
    finder = _Finder(outline, leads, site)
    paged = finder.find_paged()
    if paged is not None:
        return (paged,)
    counted = finder.find_countdown()
    if counted:
        return counted
    if finder.is_paged():
        return ()
    return finder.find_archives()


def is_same_row(one: str, other: str) -> bool:
    """Whether two addresses are pages of one row: `/news/` and `/news/?page=3` or `/news/page/2/`.

    >>> is_same_row("https://a.de/news/", "https://a.de/news/page/2/")
    True
    >>> is_same_row("https://a.de/news/", "https://a.de/presse/?page=2")
    False
    """
    ours, theirs = urlsplit(one), urlsplit(other)
    if ours.netloc != theirs.netloc or _without_number(ours.path) != _without_number(theirs.path):
        return False
    our_query = dict(parse_qsl(ours.query, keep_blank_values=True))
    their_query = dict(parse_qsl(theirs.query, keep_blank_values=True))
    changed = [
        key
        for key in our_query.keys() | their_query.keys()
        if our_query.get(key) != their_query.get(key) and key.lower() != "chash"
    ]
    if any(_VARIANT.search(key) for key in changed):
        return False
    return (
        any(_NUMBER.search(their_query.get(key, "")) for key in changed)
        or all(_NUMBER.search(our_query.get(key, "x")) for key in changed)
        or ours.path != theirs.path
    )


class _Finder:
    """One page's links, seen from where they stand and where they lead."""

    def __init__(self, outline: Outline, leads: Sequence[Lead], site: Site) -> None:
        self.outline = outline
        self.leads = leads
        self.site = site
        self.page = outline.document.url.partition("#")[0]
        self.here = canonical_address(self.page, site)
        self.entries = {lead.url.partition("#")[0] for lead in leads}
        self.ignored = [re.compile(pattern) for pattern in site.ignore]

    # -- the next page --------------------------------------------------------------------------

    def find_paged(self) -> str | None:
        """The next page by a link that says so, by its number, or by the page's head."""
        return self._by_word() or self._by_number() or self._by_row() or self._by_head()

    def _by_word(self) -> str | None:
        best: tuple[float, int, str] | None = None
        for position, link in enumerate(self.outline.links):
            weight = self._weigh(link)
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, position, link.url)
        return None if best is None else best[2]

    def _weigh(self, link: Link) -> float:
        """How surely a link leads to the next page; 0 where it does not."""
        element = link.node.element
        text = link.words
        if len(text) > 60 and "next" not in link.rel:
            return 0.0
        spoken = self.outline.text(link.node.start, link.node.end, hidden=True)
        label = element.get("aria-label") or ""
        names = _names_around(link.node)
        weight = 0.0
        if "next" in link.rel:
            weight = 5.0
        elif any(says_next(words) for words in (text, spoken, label, link.title) if words):
            weight = 3.0
        elif not any(char.isalnum() for char in text) and names_next(names):
            weight = 2.5
        elif len(text) <= 40 and names_next(names):
            weight = 2.0
        if not weight:
            return 0.0
        if any(says_back(words) for words in (text, spoken, label, link.title) if words) and (
            "next" not in link.rel
        ):
            return 0.0
        if link.url in self.entries or not self._leads_on(link.url):
            return 0.0
        alike = self._is_variant_of_page(link.url)
        if link.node.zone & Zone.PAGER:
            weight += 2.0
        elif not alike:
            # "weiter" to some other place is the text of many a link.
            return 0.0
        if alike:
            weight += 1.0
        return weight

    def _by_number(self) -> str | None:
        """The page after this one in a row of numbered pages: `1 2 3`, `1-10 11-20`."""
        numbered: dict[int, str] = {}
        first: Node | None = None
        for link in self.outline.links:
            number = _read_page_number(link.words)
            if number is None or not self._is_row(link):
                continue
            numbered.setdefault(number, link.url)
            first = first or link.node
        if not numbered or first is None:
            return None
        current = self._current_number(numbered, first)
        later = sorted(number for number in numbered if number > current)
        for following in later:
            url = numbered[following]
            if self._leads_on(url) and url not in self.entries:
                return url
        return None

    def _is_row(self, link: Link) -> bool:
        """Whether a numbered link belongs to this listing: by its address, or by its neighbours."""
        if self._is_variant_of_page(link.url):
            return True
        if not same_host(link.url, self.site) or any(
            outer.tag in {"td", "th"} for outer in link.node.climb(4)
        ):
            return False  # a calendar's days are numbered links, too
        neighbours = [
            other
            for other in self.outline.links
            if other.node.path == link.node.path and other is not link
            and _read_page_number(other.words) is not None
        ]  # fmt: skip
        return 0 < len(neighbours) < 25 and all(
            is_same_row(link.url, other.url) or other.url == link.url for other in neighbours
        )

    def _by_row(self) -> str | None:
        """The page whose address counts one further, by a link that shows only a picture."""
        ours = _count_of(self.page)
        best: tuple[int, str] | None = None
        for link in self.outline.links:
            if any(char.isalnum() for char in link.words) or link.url in self.entries:
                continue
            if not self._is_variant_of_page(link.url) or not self._leads_on(link.url):
                continue
            theirs = _count_of(link.url)
            if theirs > ours and (best is None or theirs < best[0]):
                best = theirs, link.url
        return None if best is None else best[1]

    def _current_number(self, numbered: dict[int, str], first: Node) -> int:
        """The number of this page: the one that leads here, that is marked, or that is missing."""
        for number, url in numbered.items():
            if canonical_address(url, self.site) == self.here:
                return number
        for outer in first.climb(5):
            for position in range(outer.start, outer.end):
                piece = self.outline.pieces[position]
                if piece.link is None:
                    marked = _read_page_number(piece.text)
                    if marked is not None and marked not in numbered:
                        return marked
        return next((n for n in range(1, max(numbered)) if n not in numbered), 1)

    def _by_head(self) -> str | None:
        """`<link rel=next>`, for want of anything on the page itself."""
        if len(self.leads) < 1:
            return None
        for element in self.outline.document.tree.iter("link"):
            rel = (element.get("rel") or "").lower().split()
            if "next" in rel and element.get("href"):
                url = absolute_address(self.outline.document.base_url, element.get("href") or "")
                if url is not None and url not in self.entries and self._leads_on(url):
                    return url
        return None

    def find_countdown(self) -> tuple[str, ...]:
        """The pages before this one, where the first shown is the last numbered: `Seite 5 von 5`.

        Some systems number from the oldest, so that a page keeps its entries. On its page 4 the
        way to page 5 leads to newer entries; so all of them are told from here.
        """
        for piece in self.outline.pieces:
            label = _LABEL.search(piece.text) if len(piece.text) <= 60 else None
            if label is None or label[1] != label[2] or int(label[1]) < 2:
                continue
            number = int(label[1]) - 1
            for link in self.outline.links:
                text = link.words
                if not says_back(text) or not self._leads_on(link.url):
                    continue
                places = [hit for hit in _NUMBER.finditer(link.url) if int(hit[0][-6:]) == number]
                if places and str(number + 1) not in _NUMBER.findall(self.page):
                    head, tail = link.url[: places[-1].start()], link.url[places[-1].end() :]
                    return tuple(f"{head}{page}{tail}" for page in range(number, 0, -1))
        return ()

    def is_paged(self) -> bool:
        """Whether this page is one of a row: it has a way back, or numbers beside it."""
        for link in self.outline.links:
            if "prev" in link.rel or (
                link.node.zone & Zone.PAGER and self._is_variant_of_page(link.url)
            ):
                return True
            text = link.words
            if len(text) <= 30 and says_back(text) and self._is_variant_of_page(link.url):
                return canonical_address(link.url, self.site) != self.here
        return any(
            "prev" in (element.get("rel") or "").lower().split()
            for element in self.outline.document.tree.iter("link")
        )

    # -- archives by month and year -------------------------------------------------------------

    def find_archives(self) -> tuple[str, ...]:
        """Month and year pages that hold more than the entries here do."""
        found: dict[str, str] = {}
        shown = {lead.published for lead in self.leads if lead.published is not None}
        months = {(day.year, day.month) for day in shown}
        for link in self.outline.links:
            text = bare_words(link.words)
            period = _read_period(text)
            if period is None or link.url in self.entries or not self._leads_on(link.url):
                continue
            year, month = period
            if month is not None and (year, month) in months:
                continue
            if not self._belongs_here(link.url, year):
                continue
            found.setdefault(canonical_address(link.url, self.site), link.url)
        return tuple(found.values())[:MOST_ARCHIVES]

    def _belongs_here(self, url: str, year: int) -> bool:
        """Whether an archive's address lies beside this page's, and names its year."""
        if _shows_otherwise(url):
            return False
        words = path_words(url)
        own = path_words(self.page)
        shared = 0
        for left, right in zip(words, own, strict=False):
            if left != right:
                break
            shared += 1
        named = str(year) in unquote(url)
        return named and (shared > 0 or len(own) <= 1) and not leads_elsewhere(url)

    # -- where a link leads ---------------------------------------------------------------------

    def _leads_on(self, url: str) -> bool:
        """Whether an address is another page of this site that may be fetched for its entries."""
        if not same_host(url, self.site) or file_kind(url) is not None:
            return False
        if canonical_address(url, self.site) == self.here:
            return False
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if any(pattern.search(target) for pattern in self.ignored):
            return False
        return not self._goes_back(url)

    def _goes_back(self, url: str) -> bool:
        """Whether the address is this page's with a smaller number in one place, or its first."""
        ours, theirs = _numbers_of(self.page), _numbers_of(url)
        if ours.keys() == theirs.keys():
            changed = [(ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]]
            # Pages that count down (index-5, index-4) are told by what links to them.
            return len(changed) == 1 and changed[0][1] <= 0 and changed[0][0] > 0
        return False

    def _is_variant_of_page(self, url: str) -> bool:
        """Whether an address is this page's own with another number: `?page=2`, `/page/2/`."""
        return same_host(url, self.site) and is_same_row(self.page, url)


def _shows_otherwise(url: str) -> bool:
    """Whether an address asks for a calendar, an order or a search."""
    return any(
        _VARIANT.search(key) and key.lower() not in {"month", "monat", "year", "jahr"}
        for key, _ in parse_qsl(urlsplit(url).query)
    )


def _without_number(path: str) -> str:
    """A listing's path without what counts its pages.

    >>> [_without_number(p) for p in ("/news/", "/news/page/2/", "/seite2/", "/news/index-3.html")]
    ['/news', '/news', '', '/news']
    """
    path = unquote(path).lower()
    path = re.sub(
        r"/(?:seite|page|p|pagina|pg|blatt|archiv-?seite)[-_/=]?\d{1,4}(?=/|\Z|\.)", "", path
    )
    path = re.sub(r"/index[-_]?\d{0,4}(?:\.(?:html?|php))?\Z", "", path)
    path = re.sub(r"[-_,/]\d{1,4}(?=(?:\.html?|\.php|/)?\Z)", "", path)
    return re.sub(r"\.(?:html?|php)\Z", "", path).rstrip("/")


def _numbers_of(url: str) -> dict[str, int]:
    """The whole numbers in an address by their place."""
    parts = urlsplit(url)
    numbers = {
        f"/{place}": int(found[-9:]) for place, found in enumerate(_NUMBER.findall(parts.path))
    }
    for key, value in parse_qsl(parts.query):
        if value.isdecimal() and len(value) < 10:
            numbers[key] = int(value)
    return numbers


def _count_of(url: str) -> int:
    """The number by which an address counts the pages of its listing; 1 where it has none.

    >>> [_count_of(u) for u in ("http://a.de/", "http://a.de/page/3/", "http://a.de/?start=20")]
    [1, 3, 20]
    """
    parts = urlsplit(url)
    for key, value in reversed(parse_qsl(parts.query)):
        if value.isdecimal() and len(value) < 10 and key.lower() != "chash":
            return int(value)
    numbers = _NUMBER.findall(parts.path)
    return int(numbers[-1][-9:]) if numbers and _without_number(parts.path) != parts.path else 1


def _read_page_number(text: str) -> int | None:
    """The number of a page in a pager's link: `3`, `Seite 3`, `9-16`.

    >>> [_read_page_number(text) for text in ("3", "Seite 3", "9-16", "[4]", "2026", "3 Kommentare")]
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


def _read_period(text: str) -> tuple[int, int | None] | None:
    """The year, or year and month, that a link of an archive is called.

    >>> [_read_period(t) for t in ("november 2026", "2024", "archiv 2023", "3. mai 2024", "mai")]
    [(2026, 11), (2024, None), (2023, None), None, None]
    """
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
    if len(words) <= 3 and any(
        word in {"archiv", "jahrgang", "jahr", "pressemitteilungen", "meldungen", "mitteilungen",
                 "pressearchiv", "aktuelles", "news", "nachrichten", "pressemeldungen", "archive",
                 "presseinformationen"}
        for word in words
    ):  # fmt: skip
        return int(found[0]), None
    return None


def _names_around(node: Node) -> str:
    """Class names of a link, of the item around it and of the picture in it."""
    names = [node.element.get("class") or ""]
    if node.parent is not None and node.parent.tag in {"li", "span", "div", "p"}:
        names.append(node.parent.element.get("class") or "")
    names += [child.get("class") or "" for child in node.element]
    return " ".join(names)
