"""Those whose benefit was cut: a part of all who receive it."""

import re

from pipelines.statistics.passage import Passage, find_territory

_CUT = re.compile(
    r"(?<!\w)(?:sanktionier\w*|(?:(?:[Ll]eistungs|[Rr]egelsatz)?(?:[Kk]ürzung|[Mm]inderung)|[Ss]anktion)(?:en)?"
    r"\s(?:hinnehmen|hinzunehmen|belegt|verhängt|ausgesprochen|betroffen|belangt))(?!\w)"
)
_STOP = re.compile(r"[;:.(]\s|,\s(?!die\s|denen\s|deren\s|gegen\sdie\s)")


def is_sanctioned(passage: Passage, index: int) -> bool:
    """`403.000 Leistungsberechtigte mussten eine Kürzung hinnehmen`, in the number's clause."""
    before, behind = find_territory(passage, index)
    text, end = passage.text, passage.quantities[index].end
    stop = _STOP.search(text, end, behind)
    return _CUT.search(text, before, stop.start() if stop else behind) is not None
