"""When people were asked, and which sentences tell what they answered."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipelines.cues import stem_pattern
from pipelines.german.beginnings import begin_words
from pipelines.german.text import Span
from pipelines.items import DateMention
from pipelines.times import cut_clock

_STOP = re.compile(r"[.!?]\s(?=[A-ZÄÖÜ„])|\n")
_LONGEST = 300
"""So many characters of a sentence around its date are looked at."""


def find_survey_time(
    text: str, dates: Sequence[DateMention], published: str | None
) -> DateMention | None:
    """The first date in a sentence on a survey, if it is over: `im Mai wurden … befragt`."""
    if _load_pattern("asked").search(text) is None:
        return None
    for mention in dates:
        begins = [
            m.end() for m in _STOP.finditer(text, max(0, mention.start - _LONGEST), mention.start)
        ]
        begin = begins[-1] if begins else max(0, mention.start - _LONGEST)
        stop = _STOP.search(text, mention.end, mention.end + _LONGEST)
        end = stop.start() if stop else min(len(text), mention.end + _LONGEST)
        over = published is None or cut_clock(mention.value) <= published
        if over and asks(text, Span(begin, end)):
            return mention
    return None


def asks(text: str, sentence: Span) -> bool:
    """Whether a sentence speaks of a survey."""
    return _load_pattern("asked").search(text, *sentence) is not None


def tells_answers(text: str, sentence: Span) -> bool:
    """Whether a sentence says what was asked and answered: `71 Prozent sind zufrieden`."""
    return _load_pattern("answered").search(text, *sentence) is not None


@cache
def _load_pattern(name: str) -> re.Pattern[str]:
    data = tomllib.loads((files("pipelines") / "periods.toml").read_text(encoding="utf-8"))
    words = "|".join(map(stem_pattern, data["survey"][name]))
    return re.compile(begin_words(words) + r"(?!\w)")
