"""Relative clauses that single some out: `die Zahl der Bezieher, die nicht kamen, stieg um`."""

import re

from pipelines.statistics.passage import MEASURED, STATISTICS, Passage

_THOSE = re.compile(
    r"""(?<!\w)(?:[Dd]er(?:jenigen)?|[Jj]ener)\s(?:[a-zäöüß]+n\s)?(?P<noun>[A-ZÄÖÜ][\w-]+(?:\sII?-\w+)?),
    \s(?:die|denen|deren|welche)\s(?P<clause>[^,;:()]{3,120}(?:en|ern|eln|sind)),
    [^,;:()]{1,40}$""",
    re.VERBOSE,
)
"""Its verb is a plural: `die Zahl der Bezieher, die seit Mai sinkt,` tells of the number."""
_OF_ALL = re.compile(
    r"(?<!\w)(?:betreu|gemeldet|registrier|beziehen|bezogen|erhalten|erhielten|leb[et]|wohn|zuständig|zähl|erfass|Leistung|Verfügung)"
)
"""What is said of all who are counted."""
_KINDS = STATISTICS | {"sgb2", "sgb3"}
_REACH = 220


def single_out(passage: Passage, index: int) -> bool:
    """Whether the clause behind the counted noun says of whom alone the number is told."""
    text, start = passage.text, passage.quantities[index].start
    lead = max(passage.start, start - _REACH)
    those = _THOSE.search(text, lead, start) if ", " in text[lead:start] else None
    if those is None:
        return False
    noun, clause = those.span("noun"), those.span("clause")
    named = [c.kind for c in passage.cues if c.start < noun[1] and noun[0] < c.end]
    if STATISTICS.isdisjoint(named):
        return False  # „der Menschen, die Bürgergeld erhalten,": that says who they are
    lasting = any(
        q.unit in MEASURED and clause[0] < q.start < clause[1] for q in passage.quantities
    )
    if lasting and "langzeitarbeitslose" in named:
        return True
    told = any(c.kind in _KINDS and clause[0] <= c.start < clause[1] for c in passage.cues)
    return not (told or _OF_ALL.search(text, *clause))
