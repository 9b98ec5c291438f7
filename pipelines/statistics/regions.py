"""Where a figure holds, if the text names another area than the post's own: Bund, Land, place."""

import re
from collections.abc import Sequence

from attrs import define

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.german.words import match_words
from pipelines.statistics.area_cues import AreaCue, Region, find_area_cues
from pipelines.statistics.passage import Reading
from pipelines.statistics.places import LEXICON
from pipelines.statistics.row_places import find_labels, read_label

_HERE, _BUND = Region(), Region(region="bund")
_BRACKET = re.compile(r"\s\([^()]{0,80}\)")
_BRACKETED = re.compile(r"\s?\([^()]{0,30}")
_NEXT = re.compile(r"[;:(]|,\s|\sund\s")
_JOINED = re.compile(r"\s(?:und|sowie)\s(?:(?:der|des|dem|im|in)\s)?")
_RELATIVE = re.compile(r";|,\s(?:die|der|was)\s|\sund\s(?:das|der|die|eine?n?)\s[A-ZÄÖÜ]")
_THAT_IS = re.compile(r",\s(?:das|dies|was)\s(?:sind|ist|waren|war|entspricht|bedeutet)\s")
"""`In Hanau waren es 2.204, das sind 30 weniger`: the clause is of the same area."""
_BARRIER = re.compile(r"[;(]|,\s|\s(?:und|während|aber)\s")
_THERE = match_words("[Dd]ort")
_GOES_ON = re.compile(
    r"""[„"]?(?!D[^.:]{0,60}:\s)(?: D(?:as|ies)\s(?:sind|waren|ist|war|entspr[ai]cht|bedeutet)
      | D(?:amit|abei|avon|arunter|ort|eren) | E[sr] | Sie | Gegenüber
      | Verglichen | Im\s(?:Vergleich|Vorjahr\w*|Vormonat) | Vor\s(?:einem|zwei|drei)
      | Ein(?:en)?\s(?:Jahr|Monat)
      | Binnen | Innerhalb | Zuvor | Die\s(?:Arbeitslosen)?[Qq]uote )(?!\w)""",
    re.VERBOSE,
)
"""How a sentence goes on with the area of the one before."""
_MOST = re.compile(r"\sam\s[a-zäöüß]+sten\s(?:[Ii]n\s)?")
"""`mit 12 Prozent am stärksten in Hessen`: of those there."""
_BEHIND = 60
"""Characters behind the last number within which its area may be named."""
_MORE_THAN_A_LAND = 50
_PAIR = 2
_PEOPLE_OF_NO_LAND, _PEOPLE_OF_NO_BUND = 2_000_000, 10_000_000
_PEOPLE = frozenset({"household", "person"})
_IN_BRACKET = 50
"""So many characters before a number its bracket opens at most."""
_CLOSE = 25
"""So near behind a number a town must stand."""


@define
class Areas:
    """Where the figures of a text hold, sentence after sentence: one may go on with another's.

    >>> from pipelines.german.quantities import find_quantities
    >>> text = "Hessenweit lag die Quote bei 4,4 Prozent, im Kreis bei 3,5 Prozent."
    >>> rates = [Reading("percent", "arbeitslosenquote", "rate")] * 2
    >>> found = Areas(text, ()).read(Span(0, len(text)), 0, find_quantities(text), rates)
    >>> [area.region for area in found]
    ['land:hessen', None]
    """

    text: str
    jobcenters: Sequence[str]
    """The slugs of the post's own."""
    last: Region = _HERE
    """Of the last figure with a statistic, in this paragraph."""
    before: Span | None = None
    """The sentence before, in this paragraph: what it names last is meant by `dort`."""
    paragraph: int = -1

    def pass_by(self, sentence: Span, paragraph: int) -> None:
        """A sentence without statistics may name what the next one calls `dort`."""
        self._enter(paragraph)
        self.before = sentence

    def read(
        self,
        sentence: Span,
        paragraph: int,
        quantities: Sequence[Quantity],
        readings: Sequence[Reading],
    ) -> list[Region]:
        """For each quantity of a sentence its area; empty for the post's own."""
        if not any(reading.indicator for reading in readings):
            self.pass_by(sentence, paragraph)
            return [_HERE] * len(quantities)
        self._enter(paragraph)
        text, (start, end) = self.text, sentence
        all_of_them = [
            AreaCue(quantity.start, quantity.start, _BUND)
            for quantity, reading in zip(quantities, readings, strict=True)
            if _are_of_bund(quantity, reading)
        ]
        cues = self._find_cues(sentence, all_of_them)
        listed = find_labels(text, sentence, quantities, self.jobcenters)
        goes_on = _GOES_ON.match(text, start, end) is not None
        regions: list[Region] = []
        for quantity, reading in zip(quantities, readings, strict=True):
            region = (
                _BUND
                if _are_of_bund(quantity, reading)
                else read_label(listed.get(len(regions)), reading)
                or _go_on_in_bracket(text, cues, quantities, regions)
                or _choose(text, cues, quantities, regions)
            )
            if regions and region in {None, _HERE}:
                gap = text[quantities[len(regions) - 1].end : quantity.start]
                if _BRACKETED.fullmatch(gap):  # „Hanau 2.204 (+12)"
                    region = regions[-1]
            if region is None:
                region = self.last if goes_on else _HERE
            regions.append(region)
        told = [r for r, reading in zip(regions, readings, strict=True) if reading.indicator]
        self.last = told[-1] if told else self.last
        self.before = sentence
        return regions

    def _enter(self, paragraph: int) -> None:
        if paragraph != self.paragraph:
            self.paragraph, self.last, self.before = paragraph, _HERE, None

    def _find_cues(self, sentence: Span, told: Sequence[AreaCue]) -> list[AreaCue]:
        """Those of the sentence; `dort` is the area named before it."""
        cues = [*find_area_cues(self.text, *sentence, self.jobcenters), *told]
        for there, _ in _THERE.find_between(self.text, *sentence):
            before = [cue for cue in cues if cue.end <= there]
            if not before and self.before:
                before = find_area_cues(self.text, *self.before, self.jobcenters)
            meant = before[-1].region if before else _HERE
            cues.append(AreaCue(there, there + len("dort"), meant))
        return sorted(cues)


def _go_on_in_bracket(
    text: str, cues: Sequence[AreaCue], quantities: Sequence[Quantity], regions: Sequence[Region]
) -> Region | None:
    """`Kamen (2,5 Prozent bzw. 51 auf 1.950)`: the same place, where the bracket names no other."""
    index = len(regions)
    if not index or regions[-1] == _HERE:
        return None
    start, end = quantities[index - 1].end, quantities[index].start
    opened = text.rfind("(", max(0, start - _IN_BRACKET), start)
    named = any(start <= cue.start < end for cue in cues)
    if named or opened < 0 or ")" in text[opened:end] or "(" in text[start:end]:
        return None
    return regions[-1]


def _are_of_bund(quantity: Quantity, reading: Reading) -> bool:
    """`Die 104 Kommunalen Jobcenter`, `2,7 Millionen Arbeitslose`: more than any Land has."""
    if reading.indicator == "kommunale_jobcenter":
        return quantity.value >= _MORE_THAN_A_LAND
    people = reading.indicator not in {None, "einwohner"} and reading.unit in _PEOPLE
    return people and _PEOPLE_OF_NO_LAND <= quantity.value < _PEOPLE_OF_NO_BUND


def _choose(
    text: str, cues: Sequence[AreaCue], quantities: Sequence[Quantity], regions: Sequence[Region]
) -> Region | None:
    """The area named right behind the next quantity, or last before it; None where none is.

    `regions` are those of the quantities before it.
    """
    index = len(regions)
    quantity = quantities[index]
    own = next((c for c in cues if quantity.number.end <= c.start < quantity.end), None)
    if own:
        return own.region  # „85.786 Brandenburger"
    last = index + 1 == len(quantities)
    following = quantity.end + _BEHIND if last else quantities[index + 1].start
    for cue in cues:
        if (
            quantity.end <= cue.start < following
            and not cue.compared
            and not _BARRIER.search(text, quantity.end, cue.start)
            and not _MOST.search(text, quantity.end, cue.start + 3)
            and (cue.wide or cue.start - quantity.end < _CLOSE)
        ):
            return cue.region
    before = [c for c in cues if c.end <= quantity.start and not _counts(c, quantities)]
    joined = _read_joined(text, before[-2:])
    if joined is not None:
        return joined
    reaches = before and _reaches(text, before[-1], quantities, regions)
    return before[-1].region if reaches else None


def _reaches(
    text: str, cue: AreaCue, quantities: Sequence[Quantity], regions: Sequence[Region]
) -> bool:
    """Whether an area still holds for the next quantity: a town does in its own clause only."""
    index = len(regions)
    start, end = cue.end, quantities[index].start
    bracket = _BRACKET.match(text, start)
    if bracket and bracket.end() <= end:
        return False  # „als das Land (5,6 Prozent) steht der Kreis mit 4,9 Prozent …"
    between = index > 0 and quantities[index - 1].start >= start
    if cue.wide and not (cue.compared and between):
        return True
    if between and regions[-1] != cue.region:
        return False
    gap = text[quantities[index - 1].end if between else start : end]
    return not (_NEXT if between else _RELATIVE).search(_THAT_IS.sub(" ", gap))


def _counts(cue: AreaCue, quantities: Sequence[Quantity]) -> bool:
    """`159.960 Berliner und 85.786 …`: whom a number counts is of no other."""
    return any(q.start < cue.start < q.end and q.unit == "person" for q in quantities)


def _read_joined(text: str, cues: Sequence[AreaCue]) -> Region | None:
    """Two areas named together (`in Berlin und Brandenburg`); the post's own are all of it."""
    if len(cues) != _PAIR or not _JOINED.fullmatch(text, cues[0].end, cues[1].start):
        return None
    if all(cue.region.jobcenter for cue in cues):
        return _HERE  # „die Jobcenter der Stadt Münster und des Kreises Warendorf"
    lands = [(cue.region.region or "").partition("land:")[2] for cue in cues]
    if not all(lands):
        return None
    return Region(region=" und ".join(LEXICON["lands"][land][0] for land in lands))
