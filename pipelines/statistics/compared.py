"""What a number is compared with: the one before it, the one of the pair before, a month."""

import re
from collections.abc import Sequence

from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.statistics.members import are_by_the_way
from pipelines.statistics.moments import Moment
from pipelines.statistics.passage import Found, Passage, Reading, find_territory
from pipelines.statistics.replaced import INSTEAD
from pipelines.statistics.times import MONTH

_COMPARED = re.compile(
    rf"""(?: (?:,|\()?\s?(?:nach|{INSTEAD}|gegenüber)\s
      | \s\((?:im\s)?(?:Jahr\s)?
        (?:(?:19|20)\d\d|Vorjahr|Vormonat|Vorjahresmonat|Jahr\s(?:zuvor|davor)):?\s
      | [,;]\s(?:vor\seinem\sJahr|ein(?:en)?\s(?:Jahr|Monat)\s(?:zuvor|davor)
          |(?:im\s)?(?:Jahr\s)?(?:(?:19|20)\d\d|Vorjahr|Vormonat|Vorjahresmonat|(?:{match_words(MONTHS)})(?:\s\d{{4}})?)
        )\swaren\ses\s
    )(?:zuvor\s|noch\s|(?:rund|etwa|knapp|gut)\s)*$""",
    re.VERBOSE,
)
"""`26 Jugendliche aus Hartz-IV-Familien, nach 19 im Vorjahr`, `… (2015: 19)`: of the same.

As is the number behind `…, ein Jahr zuvor waren es`.
"""


def is_compared_with_none(passage: Passage, index: int, readings: Sequence[Reading]) -> bool:
    """Whether the number is an older one of what is no statistic."""
    if not readings or readings[-1].indicator is not None:
        return False
    before, _ = find_territory(passage, index)
    return _COMPARED.search(passage.text, before, passage.quantities[index].start) is not None


def find_compared(passage: Passage, index: int, readings: Sequence[Reading]) -> Reading:
    """The reading that a bare number goes on with; a count skips a share in brackets.

    `Bad Homburg 1.120 (3,2 %), Oberursel 812`
    """
    quantity = passage.quantities[index]
    value = quantity.value
    if are_by_the_way(passage, index - 1, readings):
        bracketed = passage.text.startswith(" (", passage.quantities[index - 1].end)
        return readings[-1 if bracketed else -2]
    if value >= 100 and value == int(value):
        counts = [r for r in readings if r.unit not in {"percent", "percentage_point"}]
        return counts[-1] if counts else readings[-1]
    return readings[-1]


def find_pair(passage: Passage, index: int, readings: Sequence[Reading]) -> Found | None:
    """`8.840 Bedarfsgemeinschaften mit 17.360 Personen, nach 9.016 und 17.702`: one to one."""
    text, quantities = passage.text, passage.quantities
    for first in (index, index - 1):
        if first < 2 or first + 1 >= len(quantities):
            continue
        one, other = quantities[first], quantities[first + 1]
        if (
            one.unit is None
            and other.unit is None
            and text[one.end : other.start] == " und "
            and _COMPARED.search(text, quantities[first - 1].end, one.start)
        ):
            return Found(readings[index - 2].indicator, "pair", same=True)
    return None


def is_set_against(passage: Passage, index: int, moments: Sequence[Moment]) -> bool:
    """`388 Betriebe, 12 mehr als im August`: counted for the month that another is held against."""
    at = index if passage.turns[index] else index + 1
    if not any(passage.turns[at : at + 1]):
        return False
    end, behind = passage.quantities[at].end, find_territory(passage, at)[1]
    return any(m.compared and MONTH.fullmatch(m.value) and end <= m.start < behind for m in moments)
