"""What a number without its noun counts: the sentence's subject, its neighbour, or the topic."""

import re
from collections.abc import Sequence

from pipelines.statistics.aims import is_aimed, is_planned, tells_result
from pipelines.statistics.antecedents import find_measured
from pipelines.statistics.bare_units import acts
from pipelines.statistics.carrying import (
    counts_other,
    has_own_subject,
    is_in_a_trade,
    is_of_young,
    speaks_of_it,
)
from pipelines.statistics.circles import find_circle
from pipelines.statistics.compared import find_compared, find_pair, is_compared_with_none
from pipelines.statistics.deeds import find_deed, find_deed_of_subject
from pipelines.statistics.doers import does_other
from pipelines.statistics.elsewhere import goes_on_elsewhere
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.passage import (
    COUNT_UNITS,
    COUNTS,
    DENIED,
    MEASURED,
    NOTHING,
    RATE_KINDS,
    UNEMPLOYED,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.predicates import AGAIN, find_people_of_rate, narrow_by_predicate
from pipelines.statistics.rows import is_row
from pipelines.statistics.wholes import allow, is_of_group

_GOES_ON = re.compile(r"(?:Hier|Sie|Diese[rs]?|Deren|Ihre|Er|Damit)\s")
_ITS_NUMBER = re.compile(r"(?<!\w)(?:Zahl|Quote|Wert|Bestand|Schwelle|Marke)(?!\w)")
_DO = re.compile(
    r"\s(?!waren|sind|davon)[a-zäöüß]{3,}(?:en|ern|eln)\s(?:sich\s|in\s|an\s|als\s|mit\s|bei\s|eine?n?\s)"
)
_BY_TRADE = frozenset({"offene_stellen", "ausbildungsstellen"})
_IN_A_FIELD = re.compile(
    r"""(?<!\w)(?:(?:in\sder|in\sden|im|als)\s[A-ZÄÖÜ][\w-]+(?:\sund\s[A-ZÄÖÜ][\w-]+)?
      | in\s[A-ZÄÖÜ][\w-]+\sund\s[A-ZÄÖÜ][\w-]+)\s\($""",
    re.VERBOSE,
)
"""`in der Fertigung (153), im Handel (68)`: what is open in one trade."""
_TALLIED = re.compile(
    r"""(?<!\w)(?:[Zz]ähl(?:t|te|en|ten)|[Vv]erzeichne\w+|[Rr]egistrier\w+|[Gg]ezählt|[Gg]emeldet
      |[Ee]rfasst|[Bb]etreu\w+)(?!\w)[^,;:.()]{0,50}$""",
    re.VERBOSE,
)
"""`Das Jobcenter zählt 2.310`, `Gezählt wurden bis Mai 1.210`: of those spoken of."""
_CAME_IN = re.compile(
    r"\s(?:ein|eingegangen|gestellt|gezählt|gemeldet|erreicht|erzielt)(?=[.,;]|\sund\s|$)"
)
"""`Bis Mai gingen 1.310 ein`: of the applications spoken of."""
_CROWD = 100
_NONE_OF_IT = frozenset({"denied", "planned"})


def find_bare(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> Found:  # noqa: C901, PLR0911, PLR0912  # each return is a rule
    """A number without its noun: an older value in brackets, the sentence's subject, the topic."""
    quantity, text = passage.quantities[index], passage.text
    fine = quantity.value != int(quantity.value) and quantity.value < 100
    rates = RATE_KINDS if quantity.value < 60 else frozenset()
    if quantity.number.scale:
        fitting = COUNTS  # „ein Budget von 45,5 Millionen"
    else:
        fitting = RATE_KINDS if fine else (COUNTS - {"ausgaben"}) | rates
    before, _ = find_territory(passage, index)
    own = any(cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues)
    some = None if own else find_measured(passage, index, readings, topic)
    some = some or _find_some(passage, index, readings, topic, fitting)
    if some:
        return some
    if is_compared_with_none(passage, index, readings):
        return DENIED if readings[-1].rule == "denied" else NOTHING
    if readings and not own:
        paired = find_pair(passage, index, readings)
        if paired:
            return paired
        last = find_compared(passage, index, readings)
        circle = find_circle(passage, index)
        of_unemployed = any(
            (r.indicator or r.kind or "").startswith("arbeitslose") for r in readings
        )
        if circle == "both" and of_unemployed and quantity.value >= 100:
            return Found("arbeitslose", "series")  # „zusammen 3.534"
        if last.rule == "part" and circle and of_unemployed:
            return Found("arbeitslose" if circle == "sgb2" else None, "part")
        too_many = quantity.value >= 100 and (last.indicator or "").endswith(
            ("quote", "quote_sgb2")
        )
        if last.indicator and is_planned(passage, index):
            return Found(None, "planned", of=last.indicator)
        if last.indicator and not too_many:
            if last.indicator.startswith("arbeitslose") and circle:
                return Found(last.indicator.removesuffix("_sgb2"), "series")
            return Found(last.indicator, "series", same=True)
        named = has_cue(passage, "arbeitslose", passage.start, quantity.start)
        if circle == "sgb2" and named and last.rule != "denied":
            return Found("arbeitslose", "series")  # the agency's number stood before it
        if last.rule == "denied" and (
            has_cue(passage, "group", passage.start, quantity.start)
            or has_cue(passage, "flow", passage.start, quantity.start)
        ):
            return DENIED
        counted = last.unit in {"count", "organisation"} and ":" in text[before : quantity.start]
        open_to = last.unit in MEASURED or last.unit == "fraction" or last.rule in _NONE_OF_IT
        if not (open_to or counted):
            return NOTHING  # what is compared with no statistic is none
    if counts_other(passage, index):
        return NOTHING
    kind = _name_kind(passage, index, fitting, fine=fine)
    if kind and topic.other and not own and acts(passage, quantity):
        return DENIED  # „Am Projekt nahmen 1.240 teil. 530 fanden Arbeit.": some of those
    if kind:
        return allow(passage, index, kind, "subject")
    if fine and topic.unit not in {"percent", "EUR"} and not topic.scale:
        return DENIED if topic.group else NOTHING  # people are counted in whole numbers
    again = (
        topic.indicator
        and not topic.stale
        and (
            (passage.dated and AGAIN.search(text, passage.start, passage.end))
            or _ITS_NUMBER.search(text, passage.start, passage.end)
            or (not readings and _GOES_ON.match(text, passage.start, passage.end))
            or (topic.unit == "case" and _CAME_IN.match(text, quantity.end))
            or _TALLIED.search(text, before, quantity.start)
            or (not readings and tells_result(passage, index))
        )
    ) or (
        not readings
        and topic.indicator
        and topic.near
        and topic.unit in COUNT_UNITS
        and quantity.value >= _CROWD
        and speaks_of_it(passage, index)
    )
    listed = sum(q.unit is None for q in passage.quantities) >= 3 or is_row(passage, topic)
    again = again or (
        not (readings or listed or has_own_subject(passage, index))
        and goes_on_elsewhere(passage, index, topic)
    )
    circled = topic.indicator in UNEMPLOYED and not topic.stale and find_circle(passage, index)
    if is_in_a_trade(passage, index):
        return Found(None, "part")
    if again and not readings and topic.other:
        return DENIED  # „1.200 Besucher kamen. Vor zwei Jahren waren es 900."
    if again or circled or (topic.indicator and listed):
        if topic.unit == "percent" and quantity.value >= 100:
            return find_people_of_rate(topic.indicator or "")
        if is_planned(passage, index):
            return Found(None, "planned", of=topic.indicator)
        rule = "topic" if again or circled else "list"
        if (
            rule == "list"
            and topic.indicator in _BY_TRADE
            and _IN_A_FIELD.search(text, max(passage.start, quantity.start - 50), quantity.start)
        ):
            return NOTHING
        base = (topic.indicator or "").removesuffix("_sgb2")
        if base.startswith("arbeitslose") and find_circle(passage, index):
            return Found(base, rule)
        return Found(topic.indicator, rule, same=True)
    return DENIED if topic.group else NOTHING


def _find_some(
    passage: Passage,
    index: int,
    readings: Sequence[Reading],
    topic: Topic,
    fitting: frozenset[str],
) -> Found | None:
    """A group, a trade, a target: the number is of some of those spoken of."""
    before, behind = find_territory(passage, index)
    start = passage.quantities[index].start
    own = any(cue.kind in fitting and before <= cue.start < start for cue in passage.cues)
    if fitting != RATE_KINDS and is_of_young(passage, index, topic):
        return Found("jugendarbeitslose", "subject")
    named = any(cue.kind in fitting for cue in passage.cues)
    scaled = passage.quantities[index].number.scale is not None
    amount = scaled and bool(readings) and readings[-1].unit == "EUR"
    if not (own or amount) and _is_of_group(passage, index):
        return DENIED if topic.indicator or named else NOTHING
    other = not own and has_cue(passage, "other", before, behind)
    other = other or (not named and has_cue(passage, "other", passage.start, passage.end))
    if other and not amount:
        return NOTHING
    if is_aimed(passage, index):
        return Found(None, "planned", of=find_nearest(passage, index, fitting))
    if _is_of_a_trade(passage, index, readings, topic) or _goes_on_with_some(passage, index):
        return Found(None, "part")
    return None


def _is_of_group(passage: Passage, index: int) -> bool:
    """`bei den Frauen waren es 2.310`, `die Zahl der unter 25-Jährigen lag bei 310`."""
    before, _ = find_territory(passage, index)
    young = has_cue(passage, "young", before, passage.quantities[index].start)
    return young or is_of_group(passage, index)


def _is_of_a_trade(passage: Passage, index: int, readings: Sequence[Reading], topic: Topic) -> bool:
    """What is open in one trade, in a bracket behind its name."""
    start = passage.quantities[index].start
    of_jobs = topic.indicator in _BY_TRADE or any(r.indicator in _BY_TRADE for r in readings)
    lead = max(passage.start, start - 50)
    return of_jobs and _IN_A_FIELD.search(passage.text, lead, start) is not None


def _goes_on_with_some(passage: Passage, index: int) -> bool:
    """`430 Mitarbeiter, 230 kümmern sich um …`: some of those counted just before."""
    if not index:
        return False
    before, quantity = passage.quantities[index - 1], passage.quantities[index]
    gap = passage.text[before.end : quantity.start]
    return (
        gap in {", ", "; "}
        and before.unit == "person"
        and quantity.value < before.value
        and _DO.match(passage.text, quantity.end) is not None
    )


def _name_kind(passage: Passage, index: int, fitting: frozenset[str], *, fine: bool) -> str | None:
    """The nearest statistic, or what the people of the subject do."""
    quantity = passage.quantities[index]
    kind = find_nearest(passage, index, fitting)
    if kind == "integrationen" and does_other(passage, index, kind):
        kind = None
    before, _ = find_territory(passage, index)
    spent = has_cue(passage, "ausgaben", before, quantity.start)
    if quantity.number.scale and kind is None and spent:
        return "ausgaben"  # „Die Ausgaben – auch für das Sozialgeld – sanken von 6,2 Mio."
    if kind in {None, "leistungsberechtigte"} and not fine:
        kind = find_deed_of_subject(passage, index) or kind
    if kind is None and not fine and acts(passage, quantity):
        return find_deed(passage, index)
    if kind == "leistungsberechtigte":
        return narrow_by_predicate(passage, index, kind)
    return kind
