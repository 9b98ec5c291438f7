"""Finds what speaks for each of the 104 in a post, and how much, by where it stands."""

import re
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from pipelines.items import Post
from pipelines.jobcenter_names import Mention, Strength, find_names
from pipelines.jobcenters import find_jobcenter_of_host
from pipelines.name_index import load_lexicon
from pipelines.name_words import fold_words, read_words

Zone = Literal["prefix", "title", "kicker", "place_line", "lead", "second", "body", "site"]

WEIGHTS: dict[Zone, dict[Strength, float]] = {
    # who names himself before the colon signs; a body's mention counts a little, each time
    "prefix": {"own": 20, "area": 20, "place": 16, "weak": 0},
    "title": {"own": 9, "area": 9, "place": 6, "weak": 0},
    "kicker": {"own": 9, "area": 9, "place": 6, "weak": 0},
    "place_line": {"own": 8, "area": 8, "place": 4, "weak": 0},
    "lead": {"own": 5, "area": 4, "place": 2, "weak": 0},
    "second": {"own": 4, "area": 3, "place": 1, "weak": 0},
    "body": {"own": 2, "area": 1.5, "place": 0.5, "weak": 0},
    "site": {"own": 12, "area": 12, "place": 12, "weak": 0},
}
FIRST_SENTENCE = 500
"""Characters: where no full stop ends it, the lead does."""
SENTENCE_END = re.compile(
    r"(?<=[\w)\"“”]{2})(?<!\bSt)(?<!\bNr)(?<!\bDr)[.!?]\s+(?=[A-ZÄÖÜ„\"“])|\n\n"
)
PLACE_LINE = re.compile(
    r"\s*(?P<place>[A-ZÄÖÜ][^\n.:!?]{1,60}?)"  # ODENWALDKREIS / ERBACH
    r"(?:"
    r"\s*\([a-zäöü/]{2,6}\)[.:]?"  # (kb).
    r"|\s*,\s*(?:den\s+)?\d{1,2}\.[^\n.:]{1,20}"  # , 3. Juli 2018
    r"|\.?\s*[–—-]"  # . -
    r"|[.:]"  # Wiesbaden.
    r")(?=\s|\Z)"
)
TITLE_PREFIX = re.compile(r"\s*(?P<prefix>[^\s:][^:\n]{1,69}?)\s*(?::|\s[–—|]\s)\s*\S")
LONGEST_PREFIX = 120
"""Characters of a title in which its prefix ends."""


@frozen(kw_only=True)
class Clue:
    """A mention with where it stands."""

    zone: Zone
    source: Literal["title", "kicker", "text", "teaser", "site"]
    mention: Mention

    @property
    def slug(self) -> str:
        """Whom it names; empty for one who is not of the 104."""
        return self.mention.slugs[0] if self.mention.slugs else ""

    @property
    def weight(self) -> float:
        """How much it says."""
        return WEIGHTS[self.zone][self.mention.strength]


def find_clues(post: Post) -> Iterator[Clue]:
    """All mentions of the post and its site, each in its zone."""
    prefix = _prefix_end(post.title)
    for mention in find_names(post.title):
        zone: Zone = "prefix" if mention.end <= prefix else "title"
        yield Clue(zone=zone, source="title", mention=mention)
    for mention in find_names(post.kicker):
        yield Clue(zone="kicker", source="kicker", mention=mention)
    for mention in find_names(post.teaser):
        yield Clue(zone="lead", source="teaser", mention=mention)
    yield from _find_in_text(post.text)
    yield from _find_site_clues(post)
    yield from _find_stranger(post.title)


def _find_in_text(text: str) -> Iterator[Clue]:
    place_end = find_place_line_end(text)
    first_end = _find_sentence_end(text, place_end)
    second_end = _find_sentence_end(text, first_end)
    seats = load_lexicon().seats
    zones: tuple[tuple[int, Zone], ...] = (
        (place_end, "place_line"),
        (first_end, "lead"),
        (second_end, "second"),
        (len(text) + 1, "body"),
    )
    for mention in find_names(text):
        zone = next(zone for end, zone in zones if mention.start < end)
        if mention.strength == "place" and fold_words(mention.quote) in seats:
            if zone == "place_line":
                continue
            zone = "body"
        yield Clue(zone=zone, source="text", mention=mention)


def _find_stranger(title: str) -> Iterator[Clue]:
    """A prefix "Jobcenter Dortmund": whoever else is named may be a neighbour."""
    match = TITLE_PREFIX.match(title[:LONGEST_PREFIX])
    if match is None or find_names(match["prefix"]):
        return
    prefix, lexicon = match["prefix"], load_lexicon()
    words = read_words(prefix)
    introduced = words.folded[:1] and words.folded[0] in lexicon.introducing
    if introduced and 1 < len(words) <= 4 and words.is_capital(len(words) - 1):
        start, end = match.span("prefix")
        mention = Mention(slugs=(), strength="own", quote=prefix, start=start, end=end)
        yield Clue(zone="title", source="title", mention=mention)


def _find_site_clues(post: Post) -> Iterator[Clue]:
    owner = find_jobcenter_of_host(post.url)
    slug = post.site_jobcenter or (owner and owner.slug)
    if slug:
        mention = Mention(slugs=(slug,), strength="own", quote=post.url, start=0, end=len(post.url))
        yield Clue(zone="site", source="site", mention=mention)


def _prefix_end(title: str) -> int:
    """Where a title's prefix ends that is nothing but names ("MKK", "Jobcenter Fulda"); else 0."""
    match = TITLE_PREFIX.match(title[:LONGEST_PREFIX])
    if match is None:
        return 0
    prefix, lexicon = match["prefix"], load_lexicon()
    rest = prefix
    for start, end in sorted({(m.start, m.end) for m in find_names(prefix)}, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    if rest == prefix:
        return 0
    names = lexicon.introducing | lexicon.link | lexicon.join
    words = set(fold_words(rest)) - names - {"kommunal", "eigenbetrieb", "aoer", "ae", "gmbh"}
    return match.end("prefix") if not words else 0


def find_place_line_end(text: str) -> int:
    """Where the place line at a text's head ends, "ODENWALDKREIS / ERBACH. -"; 0: there is none."""
    match = PLACE_LINE.match(text[:140])
    if match is None:
        return 0
    small = load_lexicon().link | load_lexicon().join | {"an"}
    words = match["place"].replace("/", " ").split()
    named = all(not word[0].islower() or word in small for word in words)
    return match.end() if named and len(words) <= 6 else 0


def find_lead_end(text: str) -> int:
    """Where the first two sentences behind the place line end."""
    return _find_sentence_end(text, _find_sentence_end(text, find_place_line_end(text)))


def _find_sentence_end(text: str, start: int) -> int:
    """Where the sentence that begins at `start` ends."""
    match = SENTENCE_END.search(text, start, start + FIRST_SENTENCE)
    return match.end() if match else min(len(text), start + FIRST_SENTENCE)
