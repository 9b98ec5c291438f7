"""Days that are none, or not on their weekday; spans that end before they begin; told too early."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipelines.german.date_lexicon import MONTHS, WEEKDAY_ABBREVIATIONS, WEEKDAYS, match_words
from pipelines.german.lines import prepare_text
from pipelines.german.tense import read_tense
from pipelines.german.text import Span, find_sentence
from pipelines.german.timex import make_day
from pipelines.items import DateMention, Problem

_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?P<word>{match_words(WEEKDAYS)})|(?P<short>{match_words(WEEKDAY_ABBREVIATIONS)}))(?!\w)"
)
_NAMES = {number: word.capitalize() for word, number in WEEKDAYS.items() if word != "sonnabend"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
_WRITTEN = re.compile(
    rf"""(?<![\w.,§/-]) (?P<day>\d{{1,2}})\.\s?
    (?: (?P<name>{match_words(MONTHS)})\.?(?:\s(?P<year>\d{{4}}))?
      | (?P<month>\d{{1,2}})\.\s?(?P<year_behind>(?:19|20)\d\d) )(?![\w-]|\.\d)""",
    re.VERBOSE,
)
_MONTHS_A_YEAR = 12
_DAYS_A_MONTH = 31
_LEAP = 2000
"""A year that has every day."""
_LEADS_ON = re.compile(
    r"(?<!\w)(?:[Bb]is|[Aa]b|[Zz]um|[Ff]ür|[Aa]uf|[Ss]eit|[Vv]om|[Vv]on)\s(?:(?:zum|de[nm]|die|das)\s)?"
    r"(?:\w+tag,?\s(?:de[nm]\s)?)?\Z"
)
"""`bis zum 3. Februar verlängert`, `auf den 3. Februar verlegt`: what was done lies before."""
_APPOINTED = re.compile(
    r"(?<!\w)(?:[Zz]u[rm]?|[Ff]ür)\s(?:[\w-]+\s){1,4}am\s(?:\w+tag,?\s(?:de[nm]\s)?)?\Z"
)
"""`zur Messe am 3. Februar eingeladen`"""
_ASKED = re.compile(r"(?<!\w)(?:ob|wann)(?!\w)")
"""`Offen blieb, ob am 3. Februar geöffnet wurde`: it is not told."""
_THOUGHT = re.compile(r"(?<!\w)(?:wären?|hätten?|würden?|sollten?)(?!\w)")
"""`wäre am 31. Dezember ausgelaufen`: it never was."""


def check_weekdays(dates: Sequence[DateMention]) -> Iterator[Problem]:
    """`Dienstag, 14. Mai 2024` that is no Tuesday.

    >>> mention = DateMention(quote="Montag, 14. Mai 2024", start=0, end=20, value="2024-05-14")
    >>> [problem.code for problem in check_weekdays([mention])]
    ['weekday_contradicts']
    """
    for mention in dates:
        if not any(map(str.isdigit, mention.quote)):
            continue
        for word in _WEEKDAY.finditer(mention.quote):
            # „Samstag, 13., und Sonntag, 14. Februar": each end has its own
            value = mention.value.split("/")[0 if word.start() == 0 else -1]
            if not _DAY.match(value):
                continue
            day = date.fromisoformat(value[:10])
            named = (
                WEEKDAYS[word["word"].lower()]
                if word["word"]
                else WEEKDAY_ABBREVIATIONS[word["short"].lower()]
            )
            if day.weekday() != named:
                yield Problem(
                    code="weekday_contradicts",
                    says=(
                        f"„{mention.quote}“: der {day:%d.%m.%Y} ist ein "
                        f"{_NAMES[day.weekday()]}, kein {_NAMES[named]}."
                    ),
                    quote=mention.quote,
                )


def check_calendar(text: str) -> Iterator[Problem]:
    """`31. November`, `30.02.2021`: no date is read of them, and that is told."""
    for written in _WRITTEN.finditer(text):
        month = MONTHS[written["name"].lower()] if written["name"] else int(written["month"])
        year = int(written["year"] or written["year_behind"] or _LEAP)
        day = int(written["day"])
        if not 1 <= month <= _MONTHS_A_YEAR or not 1 <= day <= _DAYS_A_MONTH:
            continue  # rather a number of something
        if make_day(year, month, day) is None:
            yield Problem(
                code="date_impossible",
                says=f"Den Tag „{written[0]}“ gibt es im Kalender nicht; er wurde nicht gelesen.",
                quote=written[0],
            )


def check_spans(text: str, reversed_spans: Sequence[Span]) -> Iterator[Problem]:
    """`vom 26. bis 24. August 2020`: what the grammar could not read for that reason."""
    for span in reversed_spans:
        quote = text[span.start : span.end]
        yield Problem(
            code="span_reversed",
            says=f"„{quote}“ endet, bevor es beginnt; es wurde nicht gelesen.",
            quote=quote,
        )


def check_tense(
    text: str, dates: Sequence[DateMention], published: date | None
) -> Iterator[Problem]:
    """A day after the publication, with its year, that the sentence tells of as past."""
    if published is None:
        return
    folded = prepare_text(text)
    for mention in dates:
        if mention.value[:10] <= published.isoformat() or not _DAY.match(mention.value):
            continue
        if not _YEAR.search(mention.quote) or "/" in mention.value:
            continue  # the year is the reader's own, or it may go on
        sentence = find_sentence(folded, mention.start)
        before = folded[max(sentence.start, mention.start - 40) : mention.start]
        if _LEADS_ON.search(before) or _APPOINTED.search(before):
            continue
        if _ASKED.search(folded, sentence.start, mention.start) or _THOUGHT.search(
            folded, *sentence
        ):
            continue
        if read_tense(folded, sentence, Span(mention.start, mention.end)) == "past":
            yield Problem(
                code="tense_contradicts",
                says=(
                    f"„{mention.quote}“ liegt nach dem {published:%d.%m.%Y}, "
                    "der Satz erzählt es aber als vergangen."
                ),
                quote=f"{mention.quote} … {text[sentence.start : sentence.end]}",
            )
