"""Where a listing without pages goes on: archives of months and years, and "all messages"."""

from bisect import bisect_left
from typing import Final
from urllib.parse import unquote

from pipelines.addresses import canonical_address
from pipelines.controls import find_choices
from pipelines.page_rows import read_period, shows_otherwise
from pipelines.ways import Ways
from pipelines.wording import bare_words, leads_elsewhere, path_words, says_rest
from pipelines.zones import Zone

MOST_ARCHIVES: Final = 500
"""Forty years of months; more are a calendar."""
MOST_SECTIONS: Final = 20
"""Sections with a listing of their own that one page shows the newest of."""
_NEAR: Final = 60
"""Pieces of text between an entry and the link to those that follow it."""


def find_archives(ways: Ways) -> tuple[str, ...]:
    """Month and year pages that hold more than the entries here do."""
    found: dict[str, str] = {}
    shown = {lead.published for lead in ways.leads if lead.published is not None}
    months = {(day.year, day.month) for day in shown}
    for link in ways.outline.links:
        text = bare_words(link.words)
        period = read_period(text)
        if period is None or link.url in ways.entries or not ways.leads_on(link.url):
            continue
        year, month = period
        if month is not None and (year, month) in months:
            continue
        if not _belongs_here(ways, link.url, year):
            continue
        found.setdefault(canonical_address(link.url, ways.site), link.url)
        if len(found) == MOST_ARCHIVES:
            break
    return tuple(found.values()) or _find_chosen_archives(ways, months)


def _find_chosen_archives(ways: Ways, months: set[tuple[int, int]]) -> tuple[str, ...]:
    """Month and year pages that a visitor chooses in a form, but the one that is shown."""
    found: dict[str, str] = {}
    for choices in find_choices(ways.outline.document):
        for choice in choices:
            period = read_period(bare_words(choice.words))
            if period is None or choice.current or period in months:
                continue
            if ways.leads_on(choice.url) and not leads_elsewhere(choice.url):
                found.setdefault(canonical_address(choice.url, ways.site), choice.url)
    return tuple(found.values())[:MOST_ARCHIVES]


def _belongs_here(ways: Ways, url: str, year: int) -> bool:
    """Whether an archive's address lies beside this page's, and names its year."""
    if shows_otherwise(url):
        return False
    words = path_words(url)
    own = path_words(ways.page)
    shared = 0
    for left, right in zip(words, own, strict=False):
        if left != right:
            break
        shared += 1
    named = str(year) in unquote(url)
    return named and (shared > 0 or len(own) <= 1) and not leads_elsewhere(url)


def find_rest(ways: Ways) -> tuple[str, ...]:
    """The pages that links behind entries call the older ones: `Alle Meldungen`.

    Where a page shows the newest of several sections, each has a link of its own.
    """
    ends = sorted(
        link.node.start
        for link in ways.outline.links
        if link.url in ways.entries and not link.node.zone & Zone.SIDE
    )
    found: dict[str, str] = {}
    for link in ways.outline.links:
        place = bisect_left(ends, link.node.start)
        if (
            place > 0
            and link.node.start <= ends[place - 1] + _NEAR
            and not link.node.zone & (Zone.MENU | Zone.FOOT | Zone.SIDE)
            and says_rest(link.words)
            and link.url not in ways.entries
            and ways.leads_on(link.url)
        ):
            found.setdefault(canonical_address(link.url, ways.site), link.url)
    return tuple(found.values())[:MOST_SECTIONS]
