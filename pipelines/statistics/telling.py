"""Whether a date is the day on which somebody told what a sentence says."""

import re

from pipelines.german.beginnings import first_words
from pipelines.german.words import match_words
from pipelines.items import DateMention
from pipelines.statistics.times import WHOLE_DAY

_TOLD = r"""
    mit(?:ge)?teil\w* | teil(?:te|ten|t)\s[^.]{0,60}\smit
  | vor(?:ge)?stell\w* | stell(?:te|ten|t)\s[^.]{0,110}\svor
  | vor(?:ge)?leg\w* | leg(?:te|ten|t)\s[^.]{0,110}\svor
  | kündig\w+\s[^.]{0,60}\san | angekündigt\w* | warnt\w* | fordert\w* | kritisiert\w*
  | bestätigt\w* | versichert\w* | bekräftigt\w* | unterstrich\w* | hieß\ses
  | räum(?:t|te|ten)\s[^.]{0,90}\sein | führ(?:t|te|ten)\s[^.]{0,90}\saus
  | hob(?:en)?\s[^.]{0,90}\shervor | wies(?:en)?\s[^.]{0,90}\shin
  | stell(?:t|te|ten)\s[^.]{0,90}\sfest
  | angegeben | beziffert\w*
  | sagt\w* | erklär\w* | bericht\w* | informier\w* | präsentier\w* | bekannt
  | veröffentlich\w* | beton\w* | verkünd\w* | erläuter\w* | Pressekonferenz
  | Pressegespräch | Bilanz | tagt\w* | beriet\w* | übergab\w* | besuchte
"""
_TELLING = re.compile(rf"(?<!\w)(?:{_TOLD})(?!\w)", re.VERBOSE)
_TELLERS = match_words(first_words(_TOLD))
_SHOWING = ("präsentier", "informier")
_SELF = re.compile(r"\ssich(?!\w)(?:[^,.;:]*$)?")
_NEAR = 60
_WEEK = re.compile(r"\d{4}-W\d\d")
_ABOVE = 120
"""Where a line with the day of publication stands, and how long it is at most."""

_HEAD = 300
"""So far down the day of publication may stand before the first words of the text itself."""
_PLACED = re.compile(r"(?:[A-ZÄÖÜ][\w/.-]*\s?){1,4},\s(?:den\s|[A-Z][a-z]+,\s(?:den\s)?)?")
_TEXT_BEGINS = re.compile(r"\s?(?:[–:-]|\.)\s(?=[„\"A-ZÄÖÜ])|\s\([A-Za-z/]{2,8}\)")


def is_told(text: str, date: DateMention, start: int, end: int) -> bool:
    """A day beside a verb of telling, in the same sentence, or in the line above the text."""
    if not (WHOLE_DAY.fullmatch(date.value) or _WEEK.fullmatch(date.value)):
        return False
    if date.start < _ABOVE:
        begin = text.rfind("\n", 0, date.start) + 1
        line = text[begin : begin + _ABOVE].partition("\n")[0]
        words = text[begin : date.start].split()
        alone = not words or not words[-1].isalpha() or words[-1][0].isupper()
        whole = text[begin + len(line) : begin + len(line) + 1] == "\n"
        if alone and whole and line.rstrip()[-1:] not in ".!?:":
            return True
    first, last = max(start, date.start - 90), min(end, date.end + 110)
    if not _TELLERS.has_between(text, first, last):
        return False
    return any(not _is_of_itself(text, verb) for verb in _TELLING.finditer(text, first, last))


def _is_of_itself(text: str, verb: re.Match[str]) -> bool:
    """`40 Firmen präsentieren sich`, `haben sich informiert`: they are there, and tell nothing."""
    if not verb[0].startswith(_SHOWING):
        return False
    before = _SELF.search(text, max(0, verb.start() - _NEAR), verb.start())
    return before is not None or _SELF.match(text, verb.end()) is not None


def is_dateline(text: str, date: DateMention) -> bool:
    """`Neustadt, 20. Februar 2025 – Das Jobcenter …`: where and when it was written."""
    if date.start >= _HEAD or not WHOLE_DAY.fullmatch(date.value):
        return False
    begin = text.rfind("\n", 0, date.start) + 1
    placed = _PLACED.fullmatch(text, begin, date.start)
    return placed is not None and _TEXT_BEGINS.match(text, date.end) is not None
