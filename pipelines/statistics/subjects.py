"""What the subject of a clause counts where it names no total: `Die Klagen stiegen auf 140`."""

import re
from collections.abc import Sequence

from pipelines.german.nouns import read_noun
from pipelines.german.quantities import Quantity
from pipelines.statistics.passage import COUNT_UNITS, Passage, Reading, Topic

_MOVED = r"""(?: stiege?n? | steig(?:t|en) | sank(?:en)? | sink(?:t|en) | wuchs(?:en)? | nahm(?:en)?
  | nehmen | nimmt | ging(?:en)? | gehen | geht | fiele?n? | fallen | fällt | lag(?:en)? | liegt
  | liegen | kletter\w+ | schrumpf\w+ | (?:verringer|erhöh|reduzier|belief|summier)\w*\ssich
  | sind | ist | waren | war | haben\ssich | hat\ssich )"""
_SUBJECT = re.compile(
    rf"""(?:^|[,;:]\s|\sund\s|(?<!\w)(?:[Dd]ie|[Dd]er|[Ii]hre|[Uu]nsere)\s(?:[a-zäöüß]+en\s)?)
    (?P<noun>[A-ZÄÖÜ][\w-]{{3,}})
    (?:\s(?:beim|vor|gegen|auf|an|bei|der|des|im|in|von|zum)\s[^,;:.()\d]{{1,40}}?)?
    \s{_MOVED}(?!\w)""",
    re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""(?<!\w){_MOVED}\s(?:[a-zäöüß]+\s){{0,3}}(?:die|der|ihre|unsere)\s(?:[a-zäöüß]+en\s)?
    (?P<noun>[A-ZÄÖÜ][\w-]{{3,}})""",
    re.VERBOSE,
)
"""`2018 sanken die Widersprüche um 80 auf 1.300`"""
_TO = re.compile(r"(?<!\w)(?:auf|um|von|bei|mit)\s(?:[a-zäöüß]+\s){0,2}$")
_REACH = 120
"""So many characters before its number a subject stands at most."""


def find_unit_of_mover(passage: Passage, quantity: Quantity) -> str | None:
    """The unit of what rises or falls to or by a bare number; None for what is no noun of ours."""
    text, begin = passage.text, max(passage.start, quantity.start - _REACH)
    if not _TO.search(text, begin, quantity.start):
        return None
    found = [*_SUBJECT.finditer(text, begin, quantity.start)]
    found += _BEHIND.finditer(text, begin, quantity.start)
    if not found:
        return None
    last = max(found, key=lambda match: match.start("noun"))
    between = (q for q in passage.quantities if last.end() <= q.start < quantity.start)
    if any(q.unit not in {None, "percent"} for q in between):
        return None
    unit = read_noun(last["noun"])
    return unit if unit in COUNT_UNITS else None


_IN_BRACKET = re.compile(r"(?<!\w)(?P<noun>[A-ZÄÖÜ][\w*:-]{3,})\s\($")
_SOME = frozenset({"group", "other", "part"})


def find_bracket_label(
    passage: Passage, index: int, readings: Sequence[Reading], topic: Topic
) -> str | None:
    """`Syrer (37), Ukrainer (12)`: what the noun before a bracket counts, if no statistic."""
    text, quantity = passage.text, passage.quantities[index]
    if not text.startswith(")", quantity.end) or quantity.value != int(quantity.value):
        return None
    label = _IN_BRACKET.search(text, max(passage.start, quantity.start - 50), quantity.start)
    unit = read_noun(label["noun"]) if label else None
    if label is None or unit not in COUNT_UNITS:
        return None
    at = label.start("noun")
    if any(cue.start <= at < cue.end and cue.kind not in _SOME for cue in passage.cues):
        return None
    jobs = topic.counted == "job" or any(reading.unit == "job" for reading in readings)
    return None if unit == "person" and jobs else unit
