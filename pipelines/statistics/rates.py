"""What a level in percent is the rate of."""

import re
from collections.abc import Sequence

from pipelines.german.nouns import names_people
from pipelines.statistics.aims import is_aimed, tells_result
from pipelines.statistics.carrying import has_own_subject
from pipelines.statistics.circles import find_circle
from pipelines.statistics.cues import load_phrase
from pipelines.statistics.elsewhere import goes_on_elsewhere, is_labelled_wide
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    DENIED,
    NOTHING,
    RATE_KINDS,
    RATED,
    UNEMPLOYED,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.predicates import AGAIN
from pipelines.statistics.projects import PROJECT
from pipelines.statistics.rows import is_row
from pipelines.statistics.wholes import allow, is_of_group

_OF_WHOM = re.compile(
    r"\s(?:(?:bei|unter|für|von)\s(?:den\s)?|der\s|aller\s)(?:[a-zäöüß-]+e[nr]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_THAT_OF = re.compile(
    r"(?<!\w)(?:(?:[Dd]ie|[Dd]er|[Jj]ene)\s(?:der|von|unter|bei)|(?:[Bb]ei|[Uu]nter)\sden)\s"
    r"(?:[a-zäöüß-]+e[nr]?\s){0,2}(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
"""`…, die der Mütter bei 14 Prozent`"""
_ALL = frozenset(load_phrase("people")) - {
    "Erwachsene", "Erwachsenen", "Frauen", "Jugendliche", "Jugendlichen", "Männer", "Männern"
}  # fmt: skip
_SHARE = re.compile(r"\s(?:der|aller|von|des|davon|dieser|unserer|seiner|ihrer)(?!\w)")
_BESIDE = 40
_LABOUR_FORCE = re.compile(r"\s(?:der|aller)\s(?:\w+\s){0,2}Erwerbspersonen")
_OF_LABOUR_FORCE = re.compile(
    r"(?<!\w)(?:[Gg]emessen\san|[Bb]ezogen\sauf|[Vv]erhältnis\szu)\s(?:alle[nr]?\s|de[nr]\s)?(?:zivilen\s)?Erwerbspersonen(?!\w)"
)
"""`Bezogen auf alle zivilen Erwerbspersonen sind das 3,9 Prozent`"""
_RATE_OF_UNEMPLOYMENT = re.compile(
    r"""(?<!\w)(?:Arbeitslosigkeit|Erwerbslosigkeit)(?!\w)[^;.]{0,140}?
    \s(?:bei|von|auf|mit|beträgt|betrug|betrage|blieb|erreichte|insgesamt|aktuell|derzeit|\w+:)\s
    (?:[^;.()\d]{0,40}\s)?$""",
    re.VERBOSE,
)
"""`Die Arbeitslosigkeit sank von 7,1 auf 4,8 Prozent`: in percent it is the rate."""
_RATE_FIRST = re.compile(
    r"\s(?:(?:lag|liegt|betrug|beträgt|war)\s(?:[^.;,()]{0,40}\s)?die\s)?Arbeitslosigkeit(?!\w)"
)
"""`Bei 4,7 Prozent lag die Arbeitslosigkeit`, `nur 2,7 Prozent Arbeitslosigkeit`"""
_OPENS_BRACKET = re.compile(
    r"\s(?:(?:arbeitslos|gemeldet|registriert)\s){0,2}\((?:=\s|Quote:?\s|das\ssind\s)?"
)
_JOINED = (" und ", " oder ", " bzw. ")
_LABEL = re.compile(r"(?:[\d./]+|Vorjahr|Vormonat|Vorjahresmonat|[A-Z][a-zä]+\s\d{4}):\s?$")
_THAT_IS = re.compile(r"(?:Das|Dies)\s(?:sind|waren|entspricht|entsprach|bedeutet)\s")
"""`sank um 678. Das sind 16 Prozent`: the same change again."""
_RATE_OF = {
    "arbeitslose": "arbeitslosenquote",
    "arbeitslose_sgb2": "arbeitslosenquote_sgb2",
}
_HIGHEST_RATE = 30
"""Percent: more is no rate of unemployment."""
_OTHER_RATE = re.compile(
    r"Quoten?\s(?:an|der|von|für\sdie)\s(?:(?!arbeitslos)[a-zäöü]+\s){0,2}(?:(?!Vermittlung|Eingliederung|Beschäftigung)[A-ZÄÖÜ][\w-]*(?:ung|ungen|nahmen?|heit|keit|brüche|abschlüsse|gänge|abbrecher)(?!\w)|Hartz|SGB|Hilfe|Leistungs|Bürgergeld|Grundsicherung|ALG|Alg|[\w-]*(?:[Bb]ezieher|[Ee]mpfänger|[Bb]edürftige|[Bb]erechtigte|[Aa]ufstocker|Kinder|Frauen))"
)
"""`Quote der Inanspruchnahme`, `Quote der Leistungsbezieher`: no rate of unemployment."""


def find_rate(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """A level in percent is a rate if a rate is named, and else a share of something."""
    quantity, text = passage.quantities[index], passage.text
    before, _ = find_territory(passage, index)
    if _LABOUR_FORCE.match(text, quantity.end) and has_cue(
        passage, "arbeitslose", passage.start, passage.end
    ):
        return Found("arbeitslosenquote", "rate")
    if _OF_LABOUR_FORCE.search(text, passage.start, quantity.start):
        return Found("arbeitslosenquote", "rate")
    if is_aimed(passage, index):
        return DENIED
    placed = has_cue(passage, "integrationsquote", before, quantity.start)
    if _stands_beside_the_unemployed(passage, index, readings):
        suffix = "_sgb2" if (readings[-1].indicator or "").endswith("_sgb2") else ""
        return Found(f"arbeitslosenquote{suffix}", "rate_beside", same=True)
    if (
        _is_share(passage, quantity.start)
        or _OTHER_RATE.search(text, passage.start, quantity.start)
        or (_SHARE.match(text, quantity.end) and not placed)
    ):
        return NOTHING
    kind = find_nearest(passage, index, RATED)
    if kind:
        if kind in {"integrationsquote", "quote"} and has_cue(
            passage, "langzeitleistungsbeziehende", before, quantity.start
        ):
            return DENIED  # the rate of a group
        if kind == "quote" and _is_of_placements(passage, before, quantity.end):
            kind = "integrationsquote"
        if kind == "integrationsquote" and PROJECT.search(text, passage.start, quantity.start):
            return DENIED
        if kind == "quote" and quantity.value >= _HIGHEST_RATE and topic.unit != "percent":
            return NOTHING
        if kind == "quote" and _is_of_other(passage, readings, topic):
            return NOTHING
        if kind != "jugendarbeitslose" and (
            has_cue(passage, "group", before, quantity.start) or _is_of_some(passage, index)
        ):
            return DENIED
        return allow(passage, index, kind, "rate")
    if quantity.value < _HIGHEST_RATE and (
        _RATE_OF_UNEMPLOYMENT.search(text, passage.start, quantity.start)
        or _RATE_FIRST.match(text, quantity.end)
    ):
        return Found("arbeitslosenquote", "rate")
    if readings and readings[-1].unit == "percent":
        last = readings[-1]
        if has_cue(passage, "group", before, quantity.start) or _is_of_some(passage, index):
            return DENIED  # „unter den Jüngeren bei 2,4 Prozent, unter den Ausländern bei 9,8"
        if last.rule in {"rate", "rate_of_topic", "series"} and find_circle(passage, index):
            return Found("arbeitslosenquote", "series")
        wide = is_labelled_wide(passage, index)
        same = last.indicator if wide or not passage.turns[index - 1] else None
        return Found(same, "series", same=True)
    if topic.turned and not topic.stale and _THAT_IS.match(text, passage.start):
        return Found(topic.indicator, "rate_of_topic", same=True)
    _, behind = find_territory(passage, index)
    counted = any(cue.kind in COUNTS for cue in passage.cues if cue.start < behind)
    goes_on = topic.unit == "percent" and topic.indicator and not topic.stale and not counted
    beside = text[passage.start] == "(" or is_row(passage, topic) or _is_labelled(passage, index)
    again = (
        AGAIN.search(text, passage.start, passage.end)
        or find_circle(passage, index)
        or tells_result(passage, index)
    )
    taken_up = goes_on and (beside or again)
    rate = topic.indicator if taken_up else _find_rate_elsewhere(passage, index, topic)
    if rate is None or is_of_group(passage, index) or has_own_subject(passage, index):
        return NOTHING
    if has_cue(passage, "young", before, quantity.start):
        return Found("jugendarbeitslose", "rate_of_topic")
    if find_circle(passage, index) is None:
        return Found(rate, "rate_of_topic", same=True)
    return Found(rate.removesuffix("_sgb2"), "rate_of_topic")


def _is_of_placements(passage: Passage, before: int, end: int) -> bool:
    """`Bei der Integration in Arbeit erreichte der Kreis eine Quote von 23,9 Prozent`."""
    unemployed = any(cue.kind.startswith("arbeitslose") for cue in passage.cues)
    placed = has_cue(passage, "integrationen", before, end + _BESIDE)
    return placed and not unemployed


def _is_of_other(passage: Passage, readings: Sequence[Reading], topic: Topic) -> bool:
    """`Bei 41.000 Bescheiden entspricht das einer Quote von 3,1 Prozent`: of what was counted."""
    if any(cue.kind in UNEMPLOYED | {"arbeitslosenquote"} for cue in passage.cues):
        return False
    counted = [r for r in readings if r.unit in COUNT_UNITS]
    if readings and readings[-1].unit == "fraction" and not (counted or topic.indicator):
        return True  # „Jedes zehnte Kind lebt davon, die Quote beträgt 10,2 Prozent"
    if counted:
        known = any(r.indicator for r in counted)
        return counted[0].rule == "none" and not (known or topic.indicator)
    return topic.other and not topic.indicator


def _find_rate_elsewhere(passage: Passage, index: int, topic: Topic) -> str | None:
    """`6.902 Arbeitslose. Spitzenreiter ist Bocholt mit 7,1 Prozent`: a town's rate."""
    if passage.quantities[index].value >= _HIGHEST_RATE:
        return None
    rate = topic.indicator if topic.unit == "percent" else _RATE_OF.get(topic.indicator or "")
    return rate if rate and goes_on_elsewhere(passage, index, topic) else None


def _is_of_some(passage: Passage, index: int) -> bool:
    """`Die Integrationsquote der Väter lag bei …`: of people who are not all that it is of."""
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    named = [c for c in passage.cues if c.kind in RATE_KINDS and before <= c.start < start]
    whose = named and _OF_WHOM.match(passage.text, named[-1].end, start)
    whose = whose or _THAT_OF.search(passage.text, before, start)
    if not whose or whose["noun"] in _ALL:
        return False
    noun, at = whose["noun"], whose.start("noun")
    if any(cue.start <= at < cue.end and cue.kind in COUNTS for cue in passage.cues):
        return False
    if has_cue(passage, "young", whose.start(), whose.end()):
        return bool(named) and named[-1].kind == "integrationsquote"  # unemployed, they have one
    return names_people(noun)


def _is_labelled(passage: Passage, index: int) -> bool:
    """`2019: 3,7 Prozent, 2018: 4,0 Prozent`: nothing but the time stands before it."""
    start = passage.quantities[index].start
    before, _ = find_territory(passage, index)
    return passage.dated and _LABEL.search(passage.text, before, start) is not None


def _is_share(passage: Passage, start: int) -> bool:
    """A share is named before, and no rate behind it: `SGB-II-Quote 7,9, Arbeitslosenquote 3,1`."""
    kinds = RATE_KINDS | {"share"}
    named = [c.kind for c in passage.cues if passage.start <= c.start < start and c.kind in kinds]
    return named[-1:] == ["share"]


def _stands_beside_the_unemployed(
    passage: Passage, index: int, readings: Sequence[Reading]
) -> bool:
    """`waren 4.810 Menschen arbeitslos (7,2 Prozent)`, `6.811 Arbeitslose und 3,3 Prozent`."""
    quantity, text = passage.quantities[index], passage.text
    if not readings or passage.turns[index - 1] or readings[-1].rule.startswith("part"):
        return False
    if readings[-1].indicator not in UNEMPLOYED or readings[-1].unit != "person":
        return False
    gap = text[passage.quantities[index - 1].end : quantity.start]
    bracketed = _OPENS_BRACKET.fullmatch(gap) and text.startswith(")", quantity.end)
    joined = gap in _JOINED and not _SHARE.match(text, quantity.end)
    return quantity.value < _HIGHEST_RATE and bool(bracketed or joined)
