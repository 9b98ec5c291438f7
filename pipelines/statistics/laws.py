"""From when on the rates of a rule hold (`Seit Januar gelten höhere Sätze`), and which are over."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.german.tense import looks_back
from pipelines.german.text import Span
from pipelines.statistics.clauses import find_clause
from pipelines.statistics.moments import Moment
from pipelines.statistics.replaced import stands_instead
from pipelines.statistics.sums import BUDGET
from pipelines.statistics.timeline import Timeline, find_touching_behind

_ONSET = re.compile(
    begin_words(r"[Aa]b|[Ss]eit|[Zz]um|mit\sWirkung\s(?:zum|vom|ab)")
    + r"\s(?:dem\s|Anfang\s|Beginn\s)?$"
)
_RULES = re.compile(
    begin_words(
        r"g[ei]lt(?:en)?|galt(?:en)?|in\sKraft|tr[ei]t(?:en)?|greif(?:t|en)|st[ei]{1,2}g(?:t|en)?"
        r"|gestiegen|erhöh(?:t|en|te|ten)|höhere[nr]?|(?:an|auf)(?:ge|zu)?(?:hoben|heben|stockt)"
        r"|betr[aä]g(?:t|en)|erhält|erhalten|bekommt|bekommen|zahlt|zahlen|dürfen|darf|bleiben|bleibt"
        r"|Anspruch|Regelsätze|Regelbedarfe|Freibeträge|verbesser\w+|änder\w+|entf[aä]ll(?:t|en)"
    )
    + r"(?!\w)|"
    + begin_words("[gG]esetz|[rR]eform", within=True)
)
"""What holds from a day on."""
_NO_LONGER = re.compile(
    r"(?:\(|,\s|–\s)(?:bis\sdahin|bis\sjetzt|bisher|bislang|zuvor|vorher|früher|vormals|alt)"
    r":?\s(?:noch\s|waren\ses\s|gab\ses\s|lag\ser\sbei\s|nur\s|rund\s){0,2}$"
)
"""`(zuvor 389 Euro)`"""
_REACH = 70
"""So many characters before and behind its day a rule is told."""


def find_law(text: str, sentence: Span, moments: Sequence[Moment], law: str | None) -> str | None:
    """From when on holds what a sentence rules; one of another time ends the old `law`."""
    own = [m for m in moments if m.value and not (m.compared or m.ago or m.told or m.pointer)]
    for moment in own:
        start, end = moment.start - _REACH, min(sentence.end, moment.end + _REACH)
        onset = _ONSET.search(text, max(sentence.start, moment.start - 24), moment.start)
        if onset is None and not text.startswith(" an ", moment.end):  # „vom 1. Juli an"
            continue
        if _RULES.search(text, max(sentence.start, start), end):
            return moment.value
    return None if own else law


def is_rate(timeline: Timeline, index: int) -> bool:
    """`Seit Januar gelten höhere Sätze. Paare erhalten 506 Euro`: what a rule gives."""
    reading = timeline.readings[index]
    if timeline.era.law is None or reading.unit != "EUR" or reading.indicator:
        return False
    return timeline.passage.quantities[index].value < BUDGET


def tells_of_past(timeline: Timeline, index: int) -> bool:
    """What an amount is, its own clause says: `401 Euro (bislang 389)`, `nötig seien 9, sagte`."""
    passage, quantity = timeline.passage, timeline.passage.quantities[index]
    if timeline.readings[index].unit != "EUR":
        return looks_back(passage.text, Span(passage.start, passage.end))
    return looks_back(passage.text, Span(*find_clause(passage, quantity.start, quantity.end)))


def is_replaced(timeline: Timeline, index: int) -> bool:
    """`ab Juni 449 statt 367 Euro`: what no longer holds then, of no time that is named."""
    quantity = timeline.passage.quantities[index]
    if timeline.readings[index].indicator or timeline.readings[index].unit != "EUR":
        return False
    text, start = timeline.passage.text, timeline.passage.start
    lead = max(start, quantity.start - 30)
    replaced = stands_instead(text, start, quantity.start)
    replaced = replaced or _NO_LONGER.search(text, lead, quantity.start) is not None
    return replaced and find_touching_behind(timeline, quantity) is None
