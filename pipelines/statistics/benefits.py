"""Benefits that no Jobcenter pays: `Leistungen der Grundsicherung im Alter`, `nach dem SGB XII`."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.statistics.clauses import find_said
from pipelines.statistics.cues import Cue, match_any
from pipelines.statistics.passage import MEASURED, Passage

_OTHER = re.compile(begin_words(match_any("other_benefit")) + r"(?!\w)")
_OURS = frozenset({"sgb2", "jobcenter"})
_OF_THE_LAW = re.compile(
    begin_words(
        r"Bedarfsgemeinschaft|Kosten\sder\sUnterkunft|Unterkunftskosten|Unterkunft\sund\sHeizung"
        r"|KdU(?<!\wKdU)(?!\w)",
        within=True,
    )
)
"""Words of the SGB II, whatever benefit is told of beside them."""
_EITHER = "Grundsicherung"
"""There is one for who seeks work and one for the old: the word alone says neither."""


def are_only_others(*parts: tuple[str, Sequence[Cue]]) -> bool:
    """Whether a title and its text speak of the benefits of others, and nowhere of the SGB II."""
    if any(_name_ours(text, cues, 0, len(text)) for text, cues in parts):
        return False
    return any(_OTHER.search(text) for text, _ in parts)


def is_paid_by_others(passage: Passage, index: int) -> bool:
    """Whether the announcement, or what is said of the number, is of such a benefit alone."""
    return passage.foreign or is_of_others(passage, index)


def is_of_others(passage: Passage, index: int) -> bool:
    """`1.310 Menschen erhalten Leistungen der Sozialhilfe`; not who is told of behind those."""
    before, behind = find_said(passage, index)
    if any(q.unit not in MEASURED for q in passage.quantities[:index]):
        before = passage.quantities[index].start
    if not _OTHER.search(passage.text, before, behind):
        return False
    return not _name_ours(passage.text, passage.cues, before, behind)


def _name_ours(text: str, cues: Sequence[Cue], start: int, end: int) -> bool:
    if _OF_THE_LAW.search(text, start, end):
        return True
    cues = [cue for cue in cues if start <= cue.start < end]
    return any(c.kind in _OURS and text[c.start : c.end] != _EITHER for c in cues)
