"""Says which of the 104 a post is about, and from which words; else which Land, or the country."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import evolve, frozen

from pipelines.items import Attribution, Evidence, Post
from pipelines.jobcenter_names import Mention, Strength, find_names
from pipelines.jobcenters import find_jobcenter_of_host, jobcenters_by_slug
from pipelines.name_index import load_lexicon
from pipelines.name_words import fold_words
from pipelines.scope import find_scope_marks

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
BODY_CAP = 6.0
"""A body cannot outweigh a title by saying a name often."""
ENOUGH = 4.0
"""Less than this and the post only mentions the jobcenter."""
ENOUGH_ALONE = 2.0
"""… unless a few jobcenters are named as such, and nobody before the body."""
FEW = 3
SHARE = 0.4
"""Of the heaviest: lighter ones are mentioned, not meant."""
ROLL_CALL = 5
"""So many in a body, and none before it, are a list of all."""

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
TITLE_PREFIX = re.compile(r"\s*(?P<prefix>[^:\n]{2,70}?)\s*(?::|\s[–—|]\s)\s*\S")


@frozen(kw_only=True)
class Attribute:
    """The stage: gives each post its jobcenters and scope."""

    def process_item(self, item: Post) -> Post:
        """Attribute one post."""
        return attribute(item)


@frozen(kw_only=True)
class _Clue:
    """A mention with where it stands."""

    zone: Zone
    source: Literal["title", "kicker", "text", "teaser", "site"]
    mention: Mention

    @property
    def weight(self) -> float:
        return WEIGHTS[self.zone][self.mention.strength]


def attribute(post: Post) -> Post:
    """Give `post` its `jobcenters` (heaviest first) and `scope`; both empty where nothing says so.

    A correction made before (source `correction`) stands. Nothing is guessed: a post that speaks of
    nobody gets what its site is known to speak of, else None.
    """
    if any(found.source == "correction" for found in post.jobcenters):
        return evolve(post, scope="jobcenter")
    clues = _keep_company(post, tuple(_find_clues(post)))
    weights = _weigh(clues)
    scope = _find_scope(post, clues)
    chosen = () if scope else _choose(weights, clues)
    attributions = tuple(_attribution(slug, clues) for slug in chosen)
    evidence = tuple(
        Evidence(
            field="jobcenter",
            value=slug,
            source=_best(slug, clues).zone,
            weight=weight,
            taken=slug in chosen,
        )
        for slug, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if slug
    )
    return evolve(
        post,
        jobcenters=attributions,
        scope="jobcenter" if attributions else scope or post.site_scope,
        evidence=tuple(e for e in post.evidence if e.field != "jobcenter") + evidence,
    )


def _find_clues(post: Post) -> Iterator[_Clue]:
    """All mentions of the post and its site, each in its zone."""
    prefix = _prefix_end(post.title)
    for mention in find_names(post.title):
        zone: Zone = "prefix" if mention.end <= prefix else "title"
        yield _Clue(zone=zone, source="title", mention=mention)
    for mention in find_names(post.kicker):
        yield _Clue(zone="kicker", source="kicker", mention=mention)
    for mention in find_names(post.teaser):
        yield _Clue(zone="lead", source="teaser", mention=mention)
    place_end = _place_line_end(post.text)
    lead_end = _sentence_end(post.text, place_end)
    second_end = _sentence_end(post.text, lead_end)
    seats = load_lexicon().seats
    for mention in find_names(post.text):
        if mention.end <= place_end:
            zone = "place_line"
            if mention.strength == "place" and fold_words(mention.quote) in seats:
                continue
        elif mention.start < lead_end:
            zone = "lead"
        else:
            zone = "second" if mention.start < second_end else "body"
        yield _Clue(zone=zone, source="text", mention=mention)
    yield from _find_site_clues(post)


def _find_site_clues(post: Post) -> Iterator[_Clue]:
    owner = find_jobcenter_of_host(post.url)
    slug = post.site_jobcenter or (owner and owner.slug)
    if slug:
        mention = Mention(slugs=(slug,), strength="own", quote=post.url, start=0, end=len(post.url))
        yield _Clue(zone="site", source="site", mention=mention)


def _prefix_end(title: str) -> int:
    """Where a title's prefix ends that is nothing but names ("MKK", "Jobcenter Fulda"); else 0."""
    match = TITLE_PREFIX.match(title)
    if match is None:
        return 0
    prefix, lexicon = match["prefix"], load_lexicon()
    rest = prefix
    for mention in reversed(find_names(prefix)):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    if rest == prefix:
        return 0
    names = lexicon.introducing | lexicon.link | lexicon.join
    words = set(fold_words(rest)) - names - {"kommunal", "eigenbetrieb", "aoer", "ae", "gmbh"}
    return match.end("prefix") if not words else 0


def _place_line_end(text: str) -> int:
    """Where the place line at a text's head ends, "ODENWALDKREIS / ERBACH. -"; 0: there is none."""
    match = PLACE_LINE.match(text[:140])
    if match is None:
        return 0
    small = load_lexicon().link | load_lexicon().join | {"an"}
    words = match["place"].replace("/", " ").split()
    named = all(not word[0].islower() or word in small for word in words)
    return match.end() if named and len(words) <= 6 else 0


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence that begins at `start` ends."""
    match = SENTENCE_END.search(text, start, start + FIRST_SENTENCE)
    return match.end() if match else min(len(text), start + FIRST_SENTENCE)


def _keep_company(post: Post, clues: tuple[_Clue, ...]) -> tuple[_Clue, ...]:
    """Decide the names that need company: Pro Arbeit belongs to three, Neue Wege is a phrase."""
    sure = {
        clue.mention.slugs[0]
        for clue in clues
        if len(clue.mention.slugs) == 1 and clue.mention.strength != "weak"
    }
    kept = []
    for clue in clues:
        slugs = clue.mention.slugs
        if len(slugs) == 1 and clue.mention.strength != "weak":
            kept.append(clue)
            continue
        known = tuple(slug for slug in slugs if slug in sure) or _of_land(slugs, post)
        if slugs and len(known) != 1:
            continue
        strength = clue.mention.strength
        if strength == "weak":
            if known and known[0] not in sure:
                continue
            strength = "place"
        kept.append(evolve(clue, mention=evolve(clue.mention, slugs=known, strength=strength)))
    return tuple(kept)


def _of_land(slugs: Iterable[str], post: Post) -> tuple[str, ...]:
    """Those that lie in the Land the site speaks of."""
    by_slug = jobcenters_by_slug()
    return tuple(slug for slug in slugs if f"land:{by_slug[slug].land}" == post.site_scope)


def _weigh(clues: tuple[_Clue, ...]) -> dict[str, float]:
    """Add up what speaks for each slug; the empty slug is everybody who is not of the 104."""
    weights: dict[str, float] = {}
    bodies: dict[str, float] = {}
    told: set[tuple[str, Zone]] = set()
    for clue in sorted(clues, key=lambda clue: -clue.weight):
        slug = _slug(clue)
        if clue.zone != "body" and (slug, clue.zone) not in told:
            told.add((slug, clue.zone))
            weights[slug] = weights.get(slug, 0.0) + clue.weight
        else:  # said again, it counts as the body does
            again = WEIGHTS["body"][clue.mention.strength]
            bodies[slug] = min(BODY_CAP, bodies.get(slug, 0.0) + again)
    for slug, weight in bodies.items():
        weights[slug] = weights.get(slug, 0.0) + weight
    return weights


def _choose(weights: dict[str, float], clues: tuple[_Clue, ...]) -> tuple[str, ...]:
    """Give the slugs that are meant, the heaviest first."""
    ranked = sorted((slug for slug in weights if slug), key=lambda slug: (-weights[slug], slug))
    signed = {_slug(clue) for clue in clues if clue.zone == "prefix"}
    if signed:
        return tuple(slug for slug in ranked if slug in signed)
    if not ranked:
        return ()
    early = {_slug(clue) for clue in clues if clue.zone != "body" and clue.weight}
    if len(ranked) >= ROLL_CALL and not early & set(ranked):
        return ()
    top = max(weights.values())
    own = {_slug(clue) for clue in clues if clue.mention.strength == "own"}
    alone = (
        top < ENOUGH
        and not weights.get("")
        and (
            (len(ranked) == 1 and early >= set(ranked))
            or (len(ranked) <= FEW and own >= set(ranked))
        )
    )
    enough = ENOUGH_ALONE if alone else ENOUGH
    if weights.get("", 0.0) == top and "" in early:
        return ()  # "Jobcenter Kassel" leads; whoever else is named is a neighbour
    return tuple(slug for slug in ranked if weights[slug] >= max(enough, SHARE * top))


def _find_scope(post: Post, clues: tuple[_Clue, ...]) -> str | None:
    """Say whether the post speaks of all of a Land or the country, before it names anyone."""
    if any(
        clue.zone in {"prefix", "kicker", "place_line", "site"} and _slug(clue) for clue in clues
    ):
        return None
    named = {"title": -1, "teaser": -1, "text": -1}
    for clue in clues:
        source = clue.source
        if _slug(clue) and clue.mention.strength in {"own", "area"} and source in named:
            start = clue.mention.start
            named[source] = start if named[source] < 0 else min(named[source], start)
    if named["title"] >= 0:
        return None
    lead_end = _sentence_end(post.text, _sentence_end(post.text, _place_line_end(post.text)))
    for source, text in (
        ("title", post.title),
        ("teaser", post.teaser),
        ("text", post.text[:lead_end]),
    ):
        marks = find_scope_marks(text)
        if marks and (named[source] < 0 or marks[0].start < named[source]):
            return _narrow(marks[0].scope, post)
        if named[source] >= 0:
            return None
    return None


def _narrow(scope: str, post: Post) -> str:
    """What a Land's association says of the 104, it says for its Land, if it names it."""
    if scope == "bund" and post.site_scope and post.site_scope != "bund":
        scopes = {mark.scope for mark in find_scope_marks(post.text)}
        return post.site_scope if post.site_scope in scopes else scope
    return scope


def _slug(clue: _Clue) -> str:
    return clue.mention.slugs[0] if clue.mention.slugs else ""


def _best(slug: str, clues: tuple[_Clue, ...]) -> _Clue:
    """The clue that says most for a slug, the first of equals."""
    return max((clue for clue in clues if _slug(clue) == slug), key=lambda clue: clue.weight)


def _attribution(slug: str, clues: tuple[_Clue, ...]) -> Attribution:
    best = _best(slug, clues)
    return Attribution(
        jobcenter=slug,
        evidence=best.mention.quote,
        source=best.source,
        start=None if best.source == "site" else best.mention.start,
        role="by" if best.zone in {"prefix", "site", "place_line"} else "about",
    )
