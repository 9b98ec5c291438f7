"""When people were asked, and which sentences tell what they answered."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from pipelines.german.beginnings import begin_words
from pipelines.german.text import Span, find_sentence
from pipelines.items import DateMention
from pipelines.statistics.cues import stem_pattern
from pipelines.statistics.moments import Moment, join_neighbours, read_moments
from pipelines.statistics.period_words import load_periods


def find_survey_time(
    text: str, dates: Sequence[DateMention], published: str | None
) -> Moment | None:
    """The time of the last survey that a sentence dates: `im Mai und Juni wurden … befragt`.

    Dates of surveys before it stand in the first such sentence, too (`nach 2011 und 2013`).
    """
    if not any(word in text for word in _load_stems("asked")):
        return None
    for sentence, group in groupby(dates, lambda one: find_sentence(text, one.start)):
        if not asks(text, sentence):
            continue
        over = [
            moment
            for moment in read_moments(text, list(group), *sentence)
            if not (moment.told or moment.compared or moment.value == published)
            and (published is None or moment.value <= published)
        ]
        if over:
            latest = max(over, key=lambda one: one.value[:4])
            spans = (one._replace(value=join_neighbours(text, over, one)) for one in over[::-1])
            return next((one for one in spans if one.value.startswith(f"{latest.value}/")), latest)
    return None


def asks(text: str, sentence: Span) -> bool:
    """Whether a sentence speaks of a survey."""
    return _load_pattern("asked").search(text, *sentence) is not None


def tells_answers(text: str, sentence: Span) -> bool:
    """Whether a sentence says what was asked and answered: `71 Prozent sind zufrieden`."""
    return _load_pattern("answered").search(text, *sentence) is not None


@cache
def _load_stems(name: str) -> tuple[str, ...]:
    """What a text must hold for one of the words to stand in it."""
    return tuple({word.strip("*") for word in load_periods()["survey"][name]})


@cache
def _load_pattern(name: str) -> re.Pattern[str]:
    words = load_periods()["survey"][name]
    whole = begin_words("|".join(stem_pattern(word) for word in words if word[0] != "*"))
    ends = [stem_pattern(word[1:]) for word in words if word[0] == "*"]
    found = f"(?:{whole}|{begin_words('|'.join(ends), within=True)})" if ends else whole
    return re.compile(found + r"(?!\w)")
