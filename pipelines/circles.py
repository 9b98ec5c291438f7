"""Which legal circle a number of unemployment belongs to: SGB II, SGB III or both together."""

import re

from pipelines.cues import Cue, load_indicators
from pipelines.passage import Passage, Topic, find_territory, has_cue

_CIRCLES = frozenset(
    {
        "sgb2", "sgb3", "both", "jobcenter", "kommunale_jobcenter",
        "arbeitslose_sgb2", "arbeitslosenquote_sgb2",
    }
)  # fmt: skip
_LONG_TERM = re.compile(
    r"(?<!\w)(?:länger\sals|mehr\sals|mindestens|über)\s(?:(?:zwölf|12)\sMonaten?|ein(?:em)?\sJahr)(?!\w)"
    r"[^.;,]{0,40}\s(?:arbeitslos|ohne\s(?:Arbeit|Beschäftigung|Job))"
)
"""`die für mehr als zwölf Monate beim Jobcenter arbeitslos gemeldet waren`"""
_NEXT_ITEM = re.compile(r"\s(?:und|sowie)\s|;|,\s(?!die\s|der\s|das\s|welche)")
_IN_ALL = re.compile(
    r"(?<!\w)(?:insgesamt|zusammen|gesamt|Insgesamt|Zusammen)\s(?:rund\s|etwa\s|knapp\s)?$"
)


def find_circle(passage: Passage, index: int) -> str | None:  # noqa: PLR0911  # each return is a rule
    """The legal circle that the quantity's own words name: behind it first, then before it."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = find_territory(passage, index)
    if _IN_ALL.search(text, before, quantity.start):
        kinds = {_name_circle(c.kind) for c in passage.cues}
        if {"sgb2", "sgb3"} <= kinds or {"sgb2", "agency"} <= kinds:
            return "both"
    if any(
        before <= c.start < quantity.start and text.startswith("Gesamt", c.start)
        for c in passage.cues
    ):
        return "both"
    named = _CIRCLES | {"agency"}
    later = [c for c in passage.cues if quantity.end <= c.start < behind and c.kind in named]
    later = [c for c in later if not _is_next_items(text, quantity.end, c, behind)]
    earlier = [c for c in passage.cues if before <= c.start < quantity.end and c.kind in named]
    if any(c.kind == "both" for c in earlier):
        return "both"
    for cue in (*later, *reversed(earlier)):
        if cue.kind != "agency":
            return _name_circle(cue.kind)
        if any(c.kind == "sgb3" for c in (*later, *earlier)):
            return "sgb3"
        # beside the Jobcenter's own number the agency's is that of the SGB III, alone it is the sum
        beside = any(_name_circle(c.kind) == "sgb2" for c in passage.cues)
        return "sgb3" if beside else "both"
    return None


def _is_next_items(text: str, end: int, cue: Cue, behind: int) -> bool:
    """`1.426 im SGB III und im SGB II 2.432`: what follows the last `und` is the next one's."""
    if text.startswith(":", cue.end):
        return True  # „3.534 (SGB II: 2.432, SGB III: 1.102)"
    parted = _NEXT_ITEM.search(text, end, cue.start) is not None
    return parted and _NEXT_ITEM.search(text, cue.end, behind) is None


def _name_circle(kind: str) -> str:
    ours = kind in {"jobcenter", "kommunale_jobcenter"} or kind.endswith("_sgb2")
    return "sgb2" if ours else kind


def settle_indicator(passage: Passage, index: int, kind: str, topic: Topic) -> str | None:  # noqa: PLR0911  # each return is a rule
    """The indicator's name: youth, legal circle and aliases settled; None for the SGB III alone."""
    if kind == "quote":
        base = topic.indicator or ""
        if base.startswith("integration"):
            return "integrationsquote"
        if base == "jugendarbeitslose" and not topic.stale:
            return base
        if base.endswith("_sgb2") and not topic.stale and find_circle(passage, index) is None:
            return "arbeitslosenquote_sgb2" if passage.circle != "both" else "arbeitslosenquote"
        kind = "arbeitslosenquote"
    if kind == "arbeitslose" and _LONG_TERM.search(passage.text, passage.start, passage.end):
        return "langzeitarbeitslose"
    indicator = load_indicators()[kind]
    if indicator.alias_of:
        return indicator.alias_of
    if kind not in {"arbeitslose", "arbeitslosenquote"}:
        return kind
    quantity = passage.quantities[index]
    whole = _IN_ALL.search(passage.text, passage.start, quantity.start)
    if not whole and has_cue(passage, "young", passage.start, quantity.end + 14):
        return "jugendarbeitslose"
    circle = find_circle(passage, index) or _sentence_circle(passage, index)
    circle = circle or ("both" if _parts_both(passage, index) else passage.circle)
    if circle == "sgb3":
        return None
    return f"{kind}_sgb2" if circle == "sgb2" else kind


def _parts_both(passage: Passage, index: int) -> bool:
    """What follows parts the number into both circles, so it is their sum."""
    end = passage.quantities[index].end
    kinds = {cue.kind for cue in passage.cues if cue.start >= end}
    ours = any(_name_circle(kind) == "sgb2" for kind in kinds)
    return "sgb3" in kinds or ("agency" in kinds and ours)


def _sentence_circle(passage: Passage, index: int) -> str | None:
    """The circle named before the quantity anywhere in the sentence."""
    start = passage.quantities[index].start
    named = [cue.kind for cue in passage.cues if cue.start < start and cue.kind in _CIRCLES]
    return _name_circle(named[-1]) if named else None
