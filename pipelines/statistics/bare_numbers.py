"""What a number without its noun counts: the sentence's subject, its neighbour, or the topic."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.german.quantities import Quantity
from pipelines.statistics.aims import is_aimed, is_planned
from pipelines.statistics.antecedents import find_measured
from pipelines.statistics.carrying import counts_other, counts_some, is_in_a_trade, is_of_young
from pipelines.statistics.circles import find_circle
from pipelines.statistics.clauses import find_own_clause
from pipelines.statistics.compared import find_compared, find_pair, is_compared_with_none
from pipelines.statistics.deeds import find_deed, find_deed_of_subject
from pipelines.statistics.doers import acts, does_other
from pipelines.statistics.groups import is_of_group
from pipelines.statistics.narrowing import narrow_by_predicate
from pipelines.statistics.nearest import find_nearest
from pipelines.statistics.parts import find_genitive
from pipelines.statistics.passage import (
    COUNTS,
    DENIED,
    MEASURED,
    NOTHING,
    RATE_KINDS,
    UNEMPLOYED,
    Asked,
    Found,
    Passage,
    Reading,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.subjects import find_bracket_label
from pipelines.statistics.taken_up import CROWD, go_on_with_topic
from pipelines.statistics.wholes import allow

_DO = re.compile(r"\s(?!waren|sind|wurden|werden|davon)[a-zäöüß]{3,}(?:en|ern|eln)(?=[\s,.])")
_OPEN = re.compile(
    r"[^.;:()]{0,40}?\s(?:unbesetzt|offen|zu\sbesetzen|im\s(?:Bestand|Angebot|Stellenpool))(?!\w)"
)
_RECEIVE = re.compile(r"\s(?:bez[oi]\w+|erh[ia]\w+|bek[oa]m\w+)\s")
_BY_TRADE = frozenset({"integrationen", "offene_stellen", "ausbildungsstellen"})
_IN_A_FIELD = re.compile(
    rf"""(?<!\w)(?:(?:in\s(?:der|den|die|das)|im|ins|als)\s
        (?!Vor|\w*[Jj]ahr|\w*[Dd]urchschnitt|Schnitt|Kreis|Land|Bund|(?:{match_words(MONTHS)})(?!\w))
        [A-ZÄÖÜ][\w-]+(?:\sund\s[A-ZÄÖÜ][\w-]+)?
      | in\s[A-ZÄÖÜ][\w-]+\sund\s[A-ZÄÖÜ][\w-]+)\s\($""",
    re.VERBOSE,
)
"""`in der Fertigung (153), im Handel (68)`: what is open in one trade."""
_FEW = RATE_KINDS | {"kommunale_jobcenter"}
"""Statistics whose numbers are small."""
_LEAST_COUNTED = 60
"""From so many on a number is no rate."""
_SO = re.compile(r",\sso\s(?:sind|waren)\ses(?!\w)")
"""`Waren es 935 Haushalte mit Kindern, so sind es jetzt 850`: of the same group."""
_NONE_OF_IT = frozenset({"denied", "planned"})
_PEOPLE_OR_THINGS = COUNTS - {"ausgaben"}
_SMALL = _PEOPLE_OR_THINGS | RATE_KINDS


def find_bare(asked: Asked) -> Found:
    """A number without its noun: an older value in brackets, the sentence's subject, the topic."""
    passage, index, _, topic = asked
    bare = _look_at(asked)
    some = None if bare.own else find_measured(*asked)
    found = some or _find_some(asked, bare) or _find_beside(asked, bare) or _find_said(asked, bare)
    if found:
        return found
    if bare.fine and topic.unit not in {"percent", "EUR"} and not topic.scale:
        return DENIED if topic.group else NOTHING  # people are counted in whole numbers
    if is_in_a_trade(passage, index):
        return Found(None, "part")
    return go_on_with_topic(*asked)


class _Bare(NamedTuple):
    """What a bare number may be of."""

    fine: bool
    """It is small and has fractions."""
    fitting: frozenset[str]
    own: bool
    """One of the statistics that fit is named in front of it."""


def _look_at(asked: Asked) -> _Bare:
    passage, index, readings, _ = asked
    quantity, before = asked.quantity, asked.before
    fine = quantity.value != int(quantity.value) and quantity.value < CROWD
    fitting = _list_fitting(quantity, fine=fine)
    if readings and readings[-1].rule in {"part", "denied"}:
        before = max(before, find_genitive(passage, index - 1))  # „355 der Vermittelten, 2016: 122"
    own = any(cue.kind in fitting and before <= cue.start < quantity.start for cue in passage.cues)
    return _Bare(fine, fitting, own)


def _find_beside(asked: Asked, bare: _Bare) -> Found | None:
    """What was counted just before it says of what it is."""
    passage, index, readings, _ = asked
    if _stand_open(passage, index, readings):
        return Found("offene_stellen", "series")
    if is_compared_with_none(passage, index, readings):
        return DENIED if readings[-1].rule == "denied" else NOTHING
    if not readings or bare.own:
        return None
    return find_pair(passage, index, readings) or _go_on_beside(passage, index, readings)


def _find_said(asked: Asked, bare: _Bare) -> Found | None:
    """The statistic that the sentence names or tells of it."""
    passage, index, _, topic = asked
    quantity = asked.quantity
    money = topic.unit == "EUR" and quantity.number.scale is None
    if counts_other(passage, index) or (money and not bare.own and counts_some(passage, index)):
        return NOTHING
    kind = _name_kind(passage, index, bare.fitting, fine=bare.fine)
    if kind is None or (_goes_on_with_amount(asked, bare) and kind != "ausgaben"):
        return None
    opens = quantity.start == passage.start and passage.turns[index] is None
    if kind in UNEMPLOYED and opens and passage.ukraine and (topic.group or topic.other):
        return DENIED  # „14.900 Ukrainer arbeiten. 18.200 waren arbeitslos"
    if topic.other and not bare.own and acts(passage, quantity):
        return DENIED  # „Am Projekt nahmen 1.240 teil. 530 fanden Arbeit.": some of those
    return allow(passage, index, kind, "subject")


def _goes_on_with_amount(asked: Asked, bare: _Bare) -> bool:
    """`3,9 Millionen Euro. Das ist weniger als 2019 (4,3 Millionen), obwohl mehr Empfänger …`."""
    quantity, topic = asked.quantity, asked.topic
    bracketed = asked.passage.text.startswith(")", quantity.end)
    return quantity.number.scale is not None and topic.last == "EUR" and bracketed and not bare.own


def _stand_open(passage: Passage, index: int, readings: Sequence[Reading]) -> bool:
    """`412 Stellen gingen ein, 1.530 sind unbesetzt`: the first came in, the second are there."""
    if not readings or readings[-1].unit != "job" or readings[-1].rule != "denied":
        return False
    _, behind = find_territory(passage, index)
    end = passage.quantities[index].end
    return _OPEN.match(passage.text, end, behind) is not None


def _list_fitting(quantity: Quantity, *, fine: bool) -> frozenset[str]:
    """The statistics that a number so large, and with or without fractions, may be of."""
    if quantity.number.scale:
        return COUNTS  # „ein Budget von 45,5 Millionen"
    if fine:
        return RATE_KINDS
    return _SMALL if quantity.value < _LEAST_COUNTED else _PEOPLE_OR_THINGS


def _go_on_beside(passage: Passage, index: int, readings: Sequence[Reading]) -> Found | None:
    """The number is of what was counted just before it; nothing where neither says of what."""
    quantity, text = passage.quantities[index], passage.text
    before, _ = find_territory(passage, index)
    last = find_compared(passage, index, readings)
    circle = find_circle(passage, index)
    of_unemployed = any((r.indicator or r.kind or "").startswith("arbeitslose") for r in readings)
    if circle == "both" and of_unemployed and quantity.value >= CROWD:
        return Found("arbeitslose", "series")  # „zusammen 3.534"
    if last.rule == "part" and circle and of_unemployed:
        return Found("arbeitslose" if circle == "sgb2" else None, "part")
    if last.indicator and is_planned(passage, index):
        return Found(None, "planned", of=last.indicator)
    too_many = quantity.value >= CROWD and last.indicator in _FEW
    if last.indicator and not too_many:
        if last.indicator.startswith("arbeitslose") and circle:
            return Found(last.indicator.removesuffix("_sgb2"), "series")
        return Found(last.indicator, "series", same=True)
    named = has_cue(passage, "arbeitslose", passage.start, quantity.start)
    unemployed = (last.kind or last.indicator or "").startswith("arbeitslose")
    if circle == "sgb2" and named and unemployed:
        return Found("arbeitslose", "series")  # the agency's number stood before it
    if last.rule == "denied" and any(
        has_cue(passage, kind, passage.start, quantity.start) for kind in ("group", "flow")
    ):
        return DENIED
    if last.rule == "denied" and _SO.search(text, before, quantity.start):
        return DENIED
    counted = last.unit in {"count", "organisation"} and ":" in text[before : quantity.start]
    open_to = last.unit in MEASURED or last.unit == "fraction" or last.rule in _NONE_OF_IT
    return None if open_to or counted else NOTHING  # what is compared with no statistic is none


def _find_some(asked: Asked, bare: _Bare) -> Found | None:
    """A group, a trade, a target: the number is of some of those spoken of."""
    passage, index, readings, topic = asked
    fitting, own = bare.fitting, bare.own
    if fitting != RATE_KINDS and is_of_young(passage, index, topic):
        return Found("jugendarbeitslose", "subject")
    named = any(cue.kind in fitting for cue in passage.cues)
    scaled = asked.quantity.number.scale is not None
    amount = scaled and bool(readings) and readings[-1].unit == "EUR"
    if not (own or amount) and _is_of_group(passage, index):
        return DENIED if topic.indicator or named else NOTHING
    other = not own and has_cue(passage, "other", asked.before, asked.behind)
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
    if of_jobs and _IN_A_FIELD.search(passage.text, lead, start):
        return True
    return find_bracket_label(passage, index, readings, topic) == "person"


def _goes_on_with_some(passage: Passage, index: int) -> bool:
    """`430 Mitarbeiter, 230 kümmern sich um …`: some of those counted just before."""
    if not index:
        return False
    before, quantity = passage.quantities[index - 1], passage.quantities[index]
    gap = passage.text[before.end : quantity.start]
    return (
        gap.endswith((", ", "; "))
        and before.unit == "person"
        and quantity.value < before.value
        and _DO.match(passage.text, quantity.end) is not None
        and not any(cue.kind in COUNTS and cue.start >= quantity.end for cue in passage.cues)
    )


def _receive(passage: Passage, index: int, kind: str) -> bool:
    """`310 waren arbeitslos, 480 bezogen Bürgergeld`: what is said of these is another thing."""
    said = has_cue(passage, kind, *find_own_clause(passage, index))
    return not said and _RECEIVE.match(passage.text, passage.quantities[index].end) is not None


def _name_kind(passage: Passage, index: int, fitting: frozenset[str], *, fine: bool) -> str | None:
    """The nearest statistic, or what the people of the subject do."""
    quantity = passage.quantities[index]
    kind = find_nearest(passage, index, fitting)
    if kind in {"integrationen", "leistungsberechtigte"} and does_other(passage, index, kind):
        kind = None
    if kind in UNEMPLOYED and _receive(passage, index, kind):
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
