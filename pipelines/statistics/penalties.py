"""Those whose benefit was cut: a part of all who receive it."""

import re

from pipelines.german.words import match_words
from pipelines.statistics.passage import Passage, find_territory

_CUTS = r"(?:(?:[Ll]eistungs|[Rr]egelsatz)?(?:[Kk]ürzung|[Mm]inderung)|[Ss]anktion)(?:en)?"
_CUT = re.compile(
    rf"(?<!\w)(?:sanktionier\w*|{_CUTS}"
    r"\s(?:hinnehmen|hinzunehmen|belegt|verhängt|ausgesprochen|betroffen|belangt))(?!\w)"
)
_WORDS = match_words(rf"sanktionier\w*|{_CUTS}")
_AGAINST = re.compile(
    rf"(?<!\w){_CUTS}\s(?:[a-zäöüß]+\s){{0,2}}gegen(?:über)?\s(?:[a-zäöüß]+\s){{0,2}}$"
)
"""`Sanktionen gegen 2.310 Leistungsberechtigte`"""
_HIT = re.compile(r"(?:[Dd]avon\s|Von\sihnen\s)?[Bb]etroffen\s(?:sind|waren|seien)(?!\w)")
_TOLD = re.compile(rf"(?<!\w){_CUTS}(?!\w*\sder\s[Mm]ittel)")
_AS_MANY = re.compile(r"(?<!\w)(?:waren|sind)\ses\s(?:[a-zäöüß]+\s){0,2}$")
"""`1.300 Sanktionierte, ein Jahr später waren es 1.320`"""
_BEFORE = 200
"""So many characters before `Betroffen waren 6.100 Leistungsberechtigte` the cuts are told."""
_STOP = re.compile(r"[;:.(]\s|,\s(?!die\s|denen\s|deren\s|gegen\sdie\s)")


def is_sanctioned(passage: Passage, index: int) -> bool:
    """`403.000 Leistungsberechtigte mussten eine Kürzung hinnehmen`, in the number's clause.

    So are `Sanktionen gegen 6.100 Leistungsberechtigte`, `Betroffen waren 6.100 von ihnen`.
    """
    before, behind = find_territory(passage, index)
    text, start, end = passage.text, passage.quantities[index].start, passage.quantities[index].end
    if text.find("gegen", max(passage.start, start - 30), start) >= 0 and _AGAINST.search(
        text, max(passage.start, start - 80), start
    ):
        return True
    told = _HIT.match(text, passage.start) and _TOLD.search(
        text, max(0, passage.start - _BEFORE), passage.start
    )
    if told:
        return True
    if index and passage.quantities[index].unit is None and _AS_MANY.search(text, before, start):
        return is_sanctioned(passage, index - 1)
    if not _WORDS.has_between(text, before, behind):
        return False
    stop = _STOP.search(text, end, behind)
    return _CUT.search(text, before, stop.start() if stop else behind) is not None
