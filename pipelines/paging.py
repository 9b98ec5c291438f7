"""The way to a listing's next page: never back, never to a calendar, never round in circles."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise
from urllib.parse import urljoin

from pipelines.addresses import absolute_address, canonical_address, same_host
from pipelines.archives import find_archives, find_rest
from pipelines.controls import find_choices, find_loaders, find_sent
from pipelines.framed import find_framed
from pipelines.items import Lead
from pipelines.outline import Link, Node, Outline
from pipelines.page_rows import (
    LABEL,
    NUMBER,
    count_pages,
    is_same_row,
    read_page_number,
)
from pipelines.site import Site
from pipelines.ways import Ways
from pipelines.wording import (
    names_next,
    says_back,
    says_newer,
    says_next,
    says_older,
)
from pipelines.zones import Zone


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
    if not leads and (framed := tuple(filter(finder.leads_on, find_framed(outline, site)))):
        return framed
    return find_archives(finder) or find_rest(finder)


class _Finder(Ways):
    """The ways to the next page of a listing."""

    def find_paged(self) -> str | None:
        """The next page by a link that says so, by its number, or by the page's head."""
        worded = self._by_word()
        if worded is not None and not says_older(worded.words):
            before = count_pages(worded.url) == count_pages(self.page) - 1
            if before and self.is_variant_of_page(worded.url):
                # "next" in time; then "previous" leads further in the row
                return self._by_row() or worded.url
        return (
            (None if worded is None else worded.url)
            or self._by_number()
            or self._by_row()
            or self._by_head()
            or self._by_control()
        )

    def _by_word(self) -> Link | None:
        best: tuple[float, Link] | None = None
        for link in self.outline.links:
            weight = self._weigh(link)
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, link)
        return None if best is None else best[1]

    def _weigh(self, link: Link) -> float:
        """How surely a link leads to the next page; 0 where it does not."""
        weight = self._weigh_words(link)
        if not weight or link.url in self.entries or not self.leads_on(link.url):
            return 0.0
        alike = self.is_variant_of_page(link.url)
        in_pager = bool(link.node.zone & Zone.PAGER)
        # "weiter" to some other place is the text of many a link.
        return weight + 2.0 * in_pager + alike if in_pager or alike else 0.0

    def _weigh_words(self, link: Link) -> float:
        """How surely a link says that it leads on."""
        if "next" in link.rel:
            return 5.0
        if len(link.words) > 60:
            return 0.0
        node = link.node
        spoken = self.outline.text(node.start, node.end, hidden=True)
        label = node.element.get("aria-label") or ""
        words = [text for text in {link.words, spoken, label, link.title} if text]
        if any(says_back(text) for text in words):
            return 0.0
        if any(says_next(text) for text in words):
            return 3.0
        if (node.zone & Zone.PAGER or len(link.words) <= 20) and names_next(_names_around(node)):
            return 2.0 if any(char.isalnum() for char in link.words) else 2.5
        return 0.0

    def _by_number(self) -> str | None:
        """The page after this one in a row of numbered pages: `1 2 3`, `1-10 11-20`."""
        rows: dict[int, list[tuple[int, Link]]] = defaultdict(list)
        for link in self.outline.links:
            number = read_page_number(link.words)
            if number is not None and same_host(link.url, self.site):
                rows[link.node.way].append((number, link))
        numbered: dict[int, str] = {}
        first: Node | None = None
        for row in rows.values():
            belongs = self._is_row_of_pages([link for _, link in row])
            for number, link in row:
                if belongs or self.is_variant_of_page(link.url):
                    numbered.setdefault(number, link.url)
                    first = first or link.node
        if first is None:
            return None
        current = self._current_number(numbered, first)
        for following in sorted(number for number in numbered if number > current):
            url = numbered[following]
            if self.leads_on(url) and url not in self.entries:
                return url
        return None

    def _is_row_of_pages(self, links: Sequence[Link]) -> bool:
        """Whether numbered links lead to one row of pages, wherever that lies.

        The days of a calendar are numbered links, too; they stand in a table, or are many.
        """
        if not 1 < len(links) < 25:
            return False
        cell = next((outer for outer in links[0].node.climb(4) if outer.tag in {"td", "th"}), None)
        if cell is not None and not cell.holds(links[-1].node):
            return False
        return all(
            left.url == right.url or is_same_row(left.url, right.url)
            for left, right in pairwise(links)
        )

    def _by_row(self) -> str | None:
        """The page whose address counts further, by a link that shows only a picture.

        Also the very next one, by a link that says it leads back: in time, it means.
        """
        ours = count_pages(self.page)
        best: tuple[int, str] | None = None
        for link in self.outline.links:
            back = ("prev" in link.rel or says_back(link.words)) and not says_newer(link.words)
            if (any(char.isalnum() for char in link.words) and not back) or (
                link.url in self.entries
            ):
                continue
            if not self.is_variant_of_page(link.url) or not self.leads_on(link.url):
                continue
            theirs = count_pages(link.url)
            further = theirs == ours + 1 if back else theirs > ours
            if further and (best is None or theirs < best[0]):
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
                    marked = read_page_number(piece.text)
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
                if url is not None and url not in self.entries and self.leads_on(url):
                    return url
        return None

    def _by_control(self) -> str | None:
        """The next page by a button that loads it, or by a form whose choices are numbered."""
        document = self.outline.document
        for control in chain(find_loaders(document), find_sent(document)):
            if control.url not in self.entries and self.leads_on(control.url):
                return control.url
        for choices in find_choices(document):
            numbered = {
                number: choice
                for choice in choices
                if (number := read_page_number(choice.words)) is not None
            }
            if len(numbered) < len(choices) or not self.is_variant_of_page(choices[-1].url):
                continue
            current = next((n for n, choice in numbered.items() if choice.current), min(numbered))
            if current + 1 in numbered and self.leads_on(numbered[current + 1].url):
                return numbered[current + 1].url
        return None

    def find_countdown(self) -> tuple[str, ...]:
        """The pages before this one, where the first shown is the last numbered: `Seite 5 von 5`.

        Some systems number from the oldest, so that a page keeps its entries. On its page 4 the
        way to page 5 leads to newer entries; so all of them are told from here.
        """
        for piece in self.outline.pieces:
            label = LABEL.search(piece.text) if len(piece.text) <= 60 else None
            if label is None or label[1] != label[2] or int(label[1]) < 2:
                continue
            number = int(label[1]) - 1
            for link in self.outline.links:
                text = link.words
                if not says_back(text) or not self.leads_on(link.url):
                    continue
                path = len(urljoin(link.url, "/"))  # a host may hold numbers, too
                places = [
                    hit for hit in NUMBER.finditer(link.url, path) if int(hit[0][-6:]) == number
                ]
                if places and str(number + 1) not in NUMBER.findall(self.page):
                    head, tail = link.url[: places[-1].start()], link.url[places[-1].end() :]
                    return tuple(f"{head}{page}{tail}" for page in range(number, 0, -1))
        return ()

    def is_paged(self) -> bool:
        """Whether this page is one of a row: it has a way back, or numbers beside it."""
        for link in self.outline.links:
            if "prev" in link.rel or (
                link.node.zone & Zone.PAGER and self.is_variant_of_page(link.url)
            ):
                return True
            text = link.words
            if len(text) <= 30 and says_back(text) and self.is_variant_of_page(link.url):
                return canonical_address(link.url, self.site) != self.here
        return any(
            "prev" in (element.get("rel") or "").lower().split()
            for element in self.outline.document.tree.iter("link")
        )


def _names_around(node: Node) -> str:
    """Class names of a link, of the item around it and of the picture in it."""
    names = [node.element.get("class") or ""]
    if node.parent is not None and node.parent.tag in {"li", "span", "div", "p"}:
        names.append(node.parent.element.get("class") or "")
    names += [child.get("class") or "" for child in node.element]
    return " ".join(names)
