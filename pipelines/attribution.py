"""Says which of the 104 a post is about, and from which words; else which Land, or the country."""

from attrs import evolve, frozen

from pipelines.clues import WEIGHTS, Clue, Zone, find_clues, find_lead_end
from pipelines.items import Attribution, Evidence, Post
from pipelines.jobcenters import jobcenters_by_slug
from pipelines.scope import find_scope_marks, names_land

BODY_CAP = 6.0
"""A body cannot outweigh a title by saying a name often."""
ENOUGH = 4.0
"""Less than this and the post only mentions the jobcenter."""
ENOUGH_ALONE = 2.0
"""… unless nobody else is named: one in the first sentence, or a few jobcenters as such."""
FEW = 3
SHARE = 0.4
"""Of the heaviest: lighter ones are mentioned, not meant."""
ROLL_CALL = 5
"""So many in a body, and none before it, are a list of all."""


@frozen(kw_only=True)
class Attribute:
    """The stage: gives each post its jobcenters and scope."""

    def process_item(self, item: Post) -> Post:
        """Attribute one post."""
        return attribute(item)


def attribute(post: Post) -> Post:
    """Give `post` its `jobcenters` (heaviest first) and `scope`; both empty where nothing says so.

    A correction made before (source `correction`) stands. Nothing is guessed: a post that speaks of
    nobody gets what its site is known to speak of, else None.
    """
    if any(found.source == "correction" for found in post.jobcenters):
        return evolve(post, scope="jobcenter")
    clues = _keep_company(post, tuple(find_clues(post)))
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


def _keep_company(post: Post, clues: tuple[Clue, ...]) -> tuple[Clue, ...]:
    """Decide the names that need company: Pro Arbeit belongs to three, Neue Wege is a phrase."""
    sure = {
        clue.mention.slugs[0]
        for clue in clues
        if len(clue.mention.slugs) == 1 and clue.mention.strength != "weak"
    }
    hinted = {
        slug for clue in clues if clue.mention.strength == "weak" for slug in clue.mention.slugs
    }
    lands = [f"land:{jobcenters_by_slug()[slug].land}" for slug in sorted(sure)]
    kept = []
    for clue in clues:
        mention = clue.mention
        if mention.strength == "weak":
            known = tuple(slug for slug in mention.slugs if slug in sure)
        elif len(mention.slugs) > 1:
            known = _pick(mention.slugs, sure, hinted, post.site_scope, lands)
        else:
            kept.append(clue)
            continue
        if len(known) == 1:
            sure_now = "place" if mention.strength == "weak" else mention.strength
            kept.append(evolve(clue, mention=evolve(mention, slugs=known, strength=sure_now)))
    return tuple(kept)


def _pick(
    slugs: tuple[str, ...], sure: set[str], hinted: set[str], scope: str | None, lands: list[str]
) -> tuple[str, ...]:
    """Of those that share a name, the one that is named besides, or lies in the Land spoken of."""
    land_of = {slug: f"land:{jobcenters_by_slug()[slug].land}" for slug in slugs}
    in_scope = {slug for slug, land in land_of.items() if land == scope}
    in_lands = {slug for slug, land in land_of.items() if land in lands}
    picks = (
        tuple(filter(known.__contains__, slugs)) for known in (sure, hinted, in_scope, in_lands)
    )
    return next(filter(None, picks), ())


def _weigh(clues: tuple[Clue, ...]) -> dict[str, float]:
    """Add up what speaks for each slug; the empty slug is everybody who is not of the 104."""
    weights: dict[str, float] = {}
    bodies: dict[str, float] = {}
    told: set[tuple[str, Zone]] = set()
    for clue in sorted(clues, key=lambda clue: -clue.weight):
        slug = clue.slug
        if clue.zone != "body" and (slug, clue.zone) not in told:
            told.add((slug, clue.zone))
            weights[slug] = weights.get(slug, 0.0) + clue.weight
        else:  # said again, it counts as the body does
            again = WEIGHTS["body"][clue.mention.strength]
            bodies[slug] = min(BODY_CAP, bodies.get(slug, 0.0) + again)
    for slug, weight in bodies.items():
        weights[slug] = weights.get(slug, 0.0) + weight
    return weights


def _choose(weights: dict[str, float], clues: tuple[Clue, ...]) -> tuple[str, ...]:
    """Give the slugs that are meant, the heaviest first."""
    ranked = sorted((slug for slug in weights if slug), key=lambda slug: (-weights[slug], slug))
    signed = {clue.slug for clue in clues if clue.zone == "prefix"}
    if signed:
        return tuple(slug for slug in ranked if slug in signed)
    if not ranked:
        return ()
    early = {clue.slug for clue in clues if clue.zone != "body" and clue.weight}
    if len(ranked) >= ROLL_CALL and not early & set(ranked):
        return ()
    top = max(weights.values())
    own = {clue.slug for clue in clues if clue.mention.strength == "own"}
    one_named = len(ranked) == 1 and early >= set(ranked)
    few_named = len(ranked) <= FEW and own >= set(ranked)
    alone = top < ENOUGH and not weights.get("") and (one_named or few_named)
    enough = ENOUGH_ALONE if alone else ENOUGH
    if weights.get("", 0.0) == top and "" in early:
        return ()  # "Jobcenter Kassel" leads; whoever else is named is a neighbour
    return tuple(slug for slug in ranked if weights[slug] >= max(enough, SHARE * top))


def _find_scope(post: Post, clues: tuple[Clue, ...]) -> str | None:
    """Say whether the post speaks of all of a Land or the country, before it names anyone."""
    if any(clue.zone in {"prefix", "kicker", "place_line", "site"} and clue.slug for clue in clues):
        return None
    named = {"title": -1, "teaser": -1, "text": -1}
    for clue in clues:
        source = clue.source
        if clue.slug and clue.mention.strength in {"own", "area"} and source in named:
            start = clue.mention.start
            named[source] = start if named[source] < 0 else min(named[source], start)
    if named["title"] >= 0:
        return None
    for source, text in (
        ("title", post.title),
        ("teaser", post.teaser),
        ("text", post.text[: find_lead_end(post.text)]),
    ):
        marks = find_scope_marks(text)
        if marks and (named[source] < 0 or marks[0].start < named[source]):
            return _narrow(marks[0].scope, post)
        if named[source] >= 0:
            return None
    return None


def _narrow(scope: str, post: Post) -> str:
    """What a Land's association says of the 104, it says for its Land, if it names it."""
    own = post.site_scope
    return own if scope == "bund" and own and names_land(post.text, own) else scope


def _best(slug: str, clues: tuple[Clue, ...]) -> Clue:
    """The clue that says most for a slug, the first of equals."""
    return max((clue for clue in clues if clue.slug == slug), key=lambda clue: clue.weight)


def _attribution(slug: str, clues: tuple[Clue, ...]) -> Attribution:
    best = _best(slug, clues)
    return Attribution(
        jobcenter=slug,
        evidence=best.mention.quote,
        source=best.source,
        start=None if best.source == "site" else best.mention.start,
        role="by" if best.zone in {"prefix", "site", "place_line"} else "about",
    )
