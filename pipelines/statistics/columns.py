"""What the head of a table says of its columns: their times, or their statistics."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipelines.german.text import Span
from pipelines.statistics.circles import CIRCLES, join_circle
from pipelines.statistics.cues import Cue, load_indicators
from pipelines.statistics.moments import Moment
from pipelines.statistics.offices import name_circle
from pipelines.statistics.passage import STATISTICS, Passage
from pipelines.statistics.rows import count_borders, find_cells

_AROUND = re.compile(
    r"""(?: [Ii]m | [Ii]n | [Ee]nde | [Ss]tand:? | [Ss]tichtag:? | [Ww]erte? | [Mm]onat
      | [Bb]erichtsmonat | [Zz]eitraum | \d\) | [*()¹²³:] | \s )*""",
    re.VERBOSE,
)
"""What may stand in a head's cell beside its time."""
_DIFFERENCE = re.compile(
    r"Veränd|Differenz|Abweichung|Entwicklung|Vergleich|[Gg]egenüber|ggü\.|(?<!\w)(?:[Zz]um|[Zz]u)\s|\+\s?/\s?[-–]|±"
)
_FEWEST = 2


class Columns(NamedTuple):
    """A table's head: cells are counted from 0, by the borders before them."""

    times: Mapping[int, str] = {}
    """The time that a cell names and nothing else."""
    looking_back: frozenset[int] = frozenset()
    """Cells named by their distance (`Vorjahr`): a difference below is one to that time."""
    width: int = 0
    """How many borders the head has."""

    def find_time(self, text: str, start: int, *, differs: bool) -> str | None:
        """The time of the column that a number of a row below stands in.

        A head without a cell above the rows' names is one cell short: it stands above the last.
        """
        if not self.times:
            return None
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        missing = count_borders(text, line, len(text) if end < 0 else end) - self.width
        column = count_borders(text, line, start) - (1 if missing == 1 else 0)
        return None if differs and column in self.looking_back else self.times.get(column)


NO_COLUMNS = Columns()


def read_columns(text: str, moments: Sequence[Moment], start: int, end: int) -> Columns:
    """The columns of a table whose head the sentence is; none where it is no head."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    stop = end if stop < 0 else stop
    cells = find_cells(text, line, stop) if moments and count_borders(text, line, stop) else []
    times: dict[int, Moment] = {}
    apart = 0
    for place, cell in enumerate(cells):
        inside = [m for m in moments if cell.start <= m.start and m.end <= cell.end]
        if len(inside) == 1 and _names_only(text, cell.start, cell.end, inside[0]):
            times[place] = inside[0]
        elif _DIFFERENCE.search(text, *cell):
            apart += 1
        elif inside:
            return NO_COLUMNS
    if not times or len(times) + apart < _FEWEST:
        return NO_COLUMNS
    return Columns(
        {place: moment.value for place, moment in times.items()},
        frozenset(place for place, moment in times.items() if moment.ago),
        len(cells) - 1,
    )


def _names_only(text: str, start: int, end: int, moment: Moment) -> bool:
    rest = text[start : moment.start] + " " + text[moment.end : end]
    return _AROUND.fullmatch(rest) is not None


def read_heads(
    text: str, sentence: Span, cues: Sequence[Cue], circle: str
) -> tuple[str | None, ...]:
    """`Monat | Arbeitslose SGB II | Quote | Bedarfsgemeinschaften`: one statistic a column.

    `circle` is the legal circle of those that name none; empty where it is no such head.
    """
    words = text[sentence.start : sentence.end]
    indicators = load_indicators()
    kinds = [
        cue.kind
        for cue in cues
        if cue.kind in indicators or name_circle(cue.kind) in CIRCLES or cue.kind == "quote"
    ]
    heads: list[str | None] = []
    for kind in kinds:
        if kind not in indicators and kind != "quote":
            if heads:
                heads[-1] = join_circle(heads[-1], name_circle(kind))
            continue
        name = "arbeitslosenquote" if kind == "quote" else kind
        heads.append(join_circle(indicators[name].alias_of or name, circle))
    listed = words.count("|") >= 1 or words.count("/") >= len(heads) - 1 or words[-1] == ":"
    return tuple(heads) if len(heads) >= _FEWEST and listed else ()


def stands_in_columns(passage: Passage) -> bool:
    """A row without words of its own under a head with as many statistics as it has numbers."""
    return bool(passage.heads) and (
        len(passage.heads) == len(passage.quantities)
        and not any(cue.kind in STATISTICS for cue in passage.cues)
    )
