"""Which statistic a part of one has: what its own words name, a legal circle, a shorter time."""

import re
from collections.abc import Callable, Sequence

from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.statistics.ages import ARE_OF_AGE
from pipelines.statistics.circles import find_circle
from pipelines.statistics.deeds import LOOK_AFTER, find_deed
from pipelines.statistics.narrowing import COME_FROM_UKRAINE
from pipelines.statistics.parts import find_genitive, is_behind_sex
from pipelines.statistics.passage import NARROWER, RECEIVERS, Asked, Found, has_cue
from pipelines.statistics.places import is_place
from pipelines.statistics.shares import find_whole_named, says_jobless
from pipelines.statistics.staff import STAFF
from pipelines.statistics.sums import BUDGET, find_role, is_amount

_NARROWER_OR_ALL = NARROWER | {"arbeitslose"}
_TIME_PART = re.compile(
    rf"""davon\s(?:allein\s|alleine\s|nur\s)?(?:im|in)\s(?:den\s)?(?:[a-zäöü]+\s){{0,2}}
    (?:{match_words(MONTHS)}|\w*[Mm]onat|Quartal|Halbjahr|\w*[Jj]ahr|\d{{4}})""",
    re.VERBOSE,
)
_IN_PLACE = re.compile(r"(?<!\w)(?:in|aus|In|Aus)\s(?P<place>[A-ZÄÖÜ][\w-]+)")
_NEXT_CLAUSE = re.compile(r"\sund\s|;|,\s(?:während|wobei|sodass|so\sdass|weil|obwohl|doch|aber)\s")
_BESIDE = 2
_YOUNG_WITHIN = 14
"""`811 Jugendliche unter 25`"""
_AT_JOBCENTER = re.compile(r"\s(?:im|beim)\s(?:\w+\s)?[\w-]*[Jj]obcenter(?!\w)")
_UKRAINE = ("ukraine", "gefluechtete_ukraine")
_OF_THEM = re.compile(r"\s(?:(?:von|unter)\sihnen|davon)(?!\w)")
_OF_NO_COUNT = frozenset({"percent", "percentage_point", "fraction", "EUR"})
_NO_KIND = Found(None, "part")


class _Part(Asked):
    """A part, and what it may be a part of."""

    @property
    def last(self) -> str | None:
        """The last statistic of the sentence."""
        return next((r.indicator for r in reversed(self.readings) if r.indicator), None)

    @property
    def told(self) -> str | None:
        """What was spoken of last in the paragraph."""
        return self.last or (None if self.topic.stale else self.topic.indicator)

    @property
    def whole(self) -> str | None:
        """The statistic that it is a part of."""
        return self.told or find_whole_named(self.passage, self.at)

    @property
    def since(self) -> int:
        """Where the words before it begin that name its kind; behind `382 davon` none do."""
        end = self.quantity.end
        if has_cue(self.passage, "part", end, end + _BESIDE):
            return self.quantity.start
        return self.before

    @property
    def labelled(self) -> bool:
        """`darunter unter 25 Jahre: 412`."""
        return self.passage.text.startswith(":", self.quantity.start - 2)


def find_part(asked: Asked) -> Found:
    """The statistic of a part: the first of its rules that knows one, else none."""
    part = _Part(*asked)
    return next((found for rule in _RULES if (found := rule(part))), _NO_KIND)


def _find_spending(part: _Part) -> Found | None:
    """Each kind of spending is one."""
    passage, topic, readings = part.passage, part.topic, part.readings
    if not is_amount(part.quantity) or part.quantity.value < BUDGET:
        return None
    if readings and readings[-1].unit == "EUR" and readings[-1].indicator is None:
        return None  # a part of a sum that is none
    spent = has_cue(passage, "ausgaben", part.before, part.behind)
    spent = spent or part.last == "ausgaben" or (topic.indicator == "ausgaben" and not topic.stale)
    return Found("ausgaben", "part") if spent and not find_role(passage, part.at) else None


def _find_share(part: _Part) -> Found | None:
    """`davon 40 Prozent in Ausbildung`."""
    return _NO_KIND if part.quantity.unit in _OF_NO_COUNT else None


def _find_of_residents(part: _Part) -> Found | None:
    """`Von 231.000 Einwohnern leben 9.310 von Bürgergeld`."""
    return Found(find_deed(part.passage, part.at), "part") if part.told == "einwohner" else None


def _find_of_jobcenters(part: _Part) -> Found | None:
    """`Von den 26 Jobcentern sind 16 als Kommunale Jobcenter organisiert`, `16 davon in Hessen`."""
    passage, index, told = part.passage, part.at, part.told
    offices = index and passage.quantities[index - 1].unit == "organisation"
    if told != "kommunale_jobcenter" and not offices:
        return None
    named = _IN_PLACE.finditer(passage.text, part.before, part.behind)
    if told == "kommunale_jobcenter" and any(is_place(match["place"]) for match in named):
        return Found(told, "part_place", same=True)
    ours = has_cue(passage, "kommunale_jobcenter", part.quantity.end, part.behind)
    return Found("kommunale_jobcenter" if ours else None, "part")


def _find_of_one_sex(part: _Part) -> Found | None:
    """`Männer (5.030) waren häufiger arbeitslos`."""
    return _NO_KIND if is_behind_sex(part.passage, part.at) else None


def _find_named_behind(part: _Part) -> Found | None:
    """`davon 1.204 Langzeitarbeitslose`."""
    passage, quantity = part.passage, part.quantity
    whole = find_genitive(passage, part.at) if quantity.unit is None else 0
    end = max(whole, quantity.end)
    cues = (c for c in passage.cues if end <= c.start < part.behind and c.kind in _NARROWER_OR_ALL)
    cue = next(cues, None)
    if part.told == "gefluechtete_ukraine":
        return None  # „Von den 2.116 Ukrainern sind 1.380 erwerbsfähig"
    if cue is None or _NEXT_CLAUSE.search(passage.text, end, cue.start):
        return None
    return None if _closes(passage.text, end, cue.start) else Found(cue.kind, "part_noun")


def _closes(text: str, end: int, start: int) -> bool:
    """A bracket of parts ends between: `(davon 99 Afghanen und 35 Iraner) arbeitslos`."""
    opened = text.rfind("(", max(0, end - 120), end)
    parts = text.startswith(("(davon", "(darunter"), opened) if opened >= 0 else False
    return parts and text.find(")", opened, end) < 0 and text.find(")", end, start) >= 0


def _find_named_before(part: _Part) -> Found | None:
    """`darunter als Langzeitarbeitslose 1.204`."""
    text, start = part.passage.text, part.quantity.start
    for cue in part.passage.cues:
        own = part.since <= cue.start < start and cue.kind in NARROWER
        if own and "," not in text[cue.end : start]:
            return Found(cue.kind, "part_noun")
    return None


def _find_jobless(part: _Part) -> Found | None:
    """`Arbeitslos waren 3.090 von ihnen`."""
    if not says_jobless(part.passage, part.at):
        return None
    return Found("arbeitslose_sgb2" if part.whole in RECEIVERS else "arbeitslose", "part_noun")


def _find_placed(part: _Part) -> Found | None:
    """`2.146 von ihnen fanden Arbeit`, of those who receive."""
    placed = part.whole in RECEIVERS and find_deed(part.passage, part.at) == "integrationen"
    return Found("integrationen", "part_noun") if placed else None


def _find_from_ukraine(part: _Part) -> Found | None:
    """`Aus der Ukraine stammen 2.210 der Leistungsberechtigten`, `betreut 310 von ihnen`."""
    passage = part.passage
    if (
        passage.ukraine
        and not part.last
        and LOOK_AFTER.search(passage.text, part.before, part.behind)
    ):
        return Found("gefluechtete_ukraine", "part_noun")  # the sentence before spoke of them
    receive = part.whole in RECEIVERS or any(cue.kind in RECEIVERS for cue in passage.cues)
    since, start = passage.start, part.quantity.start
    told = passage.ukraine or any(has_cue(passage, kind, since, start) for kind in _UKRAINE)
    of_them = _OF_THEM.match(passage.text, part.quantity.end) and told
    if of_them and find_deed(passage, part.at) == "leistungsberechtigte":
        return Found("gefluechtete_ukraine", "part_noun")
    come = COME_FROM_UKRAINE.search(passage.text, passage.start, part.quantity.start)
    return Found("gefluechtete_ukraine", "part_noun") if receive and come else None


def _find_staff(part: _Part) -> Found | None:
    """`1.400 Beschäftigte, davon 260 im Jobcenter`."""
    passage = part.passage
    work = any(q.noun.startswith(STAFF) for q in passage.quantities[: part.at])
    ours = work and _AT_JOBCENTER.match(passage.text, part.quantity.end)
    return Found("beschaeftigte_jobcenter", "part_noun") if ours else None


def _find_in_row(part: _Part) -> Found | None:
    """`davon arbeitslos: 4.470`, `davon in Maßnahmen: 812`, below those who receive."""
    if not (part.labelled and part.whole in RECEIVERS):
        return None
    named = [c.kind for c in part.passage.cues if part.since <= c.start < part.quantity.start]
    if named[-1:] == ["arbeitslose"]:
        return Found("arbeitslose_sgb2", "part_noun", same=True)
    in_measures = named[-1:] == ["massnahmeteilnehmende"]
    return Found("massnahmeteilnehmende", "part_noun") if in_measures else None


def _find_young(part: _Part) -> Found | None:
    """`811 davon waren unter 25`, `darunter unter 25 Jahre: 412`, of the unemployed."""
    if not (part.whole or "").startswith("arbeitslose"):
        return None
    passage, quantity = part.passage, part.quantity
    if quantity.noun.startswith("Kinder"):
        return None
    near = has_cue(passage, "young", quantity.number.end, quantity.end + _YOUNG_WITHIN)
    young = near or any(
        cue.kind == "young" and ARE_OF_AGE.fullmatch(passage.text, quantity.end, cue.start)
        for cue in passage.cues
        if quantity.end <= cue.start <= part.behind
    )
    if part.labelled:
        young = young or has_cue(passage, "young", part.since, quantity.start)
    return Found("jugendarbeitslose", "part_noun") if young else None


def _find_of_circle(part: _Part) -> Found | None:
    """`davon 4.310 im SGB II`."""
    circle = find_circle(part.passage, part.at)
    if circle is None:
        return None
    topic, whole = part.topic, part.whole
    others = circle != "sgb2"
    if whole == "jugendarbeitslose":
        return Found(whole, "part", same=True, apart=others)
    whole = whole or (topic.indicator if topic.near and not topic.other else None)
    if not (whole or "").startswith("arbeitslose"):
        return None
    return Found("arbeitslose", "part", same=others, apart=others)


def _find_of_time(part: _Part) -> Found | None:
    """`Seit Januar wurden 1.210 vermittelt, 88 davon im Juni`: of a shorter time."""
    if not (part.last and part.passage.dated):
        return None
    own = _TIME_PART.search(part.passage.text, part.quantity.end, part.behind)
    return Found(part.last, "part_time", same=True) if own else None


_RULES: Sequence[Callable[[_Part], Found | None]] = (
    _find_spending,
    _find_share,
    _find_of_residents,
    _find_of_jobcenters,
    _find_of_one_sex,
    _find_named_behind,
    _find_named_before,
    _find_jobless,
    _find_placed,
    _find_from_ukraine,
    _find_staff,
    _find_in_row,
    _find_young,
    _find_of_circle,
    _find_of_time,
)
"""What is asked of a part, in this order."""
