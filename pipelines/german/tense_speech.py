"""Whose words a date stands in: what is told around a quotation says nothing of its tense."""

import re

from pipelines.german.text import Span

_SAID_BEHIND = re.compile(r"[“”\"»«],\s(?=[a-zäöü])")
"""`„Wir öffnen im Mai“, sagte sie`"""
_SAID_BEFORE = re.compile(r":\s[„“\"»«]")
_OPENS_OR_CLOSES = re.compile(r"[„“”\"»«]")


def find_speech(text: str, sentence: Span, mention: Span) -> Span:
    """Of a sentence what is quoted around a mention; all of it where no speaker is told.

    >>> text = "„Wir öffnen im Mai“, sagte sie."
    >>> find_speech(text, Span(0, 31), Span(15, 18))
    Span(start=0, end=18)
    >>> find_speech(text, Span(0, 31), Span(21, 26))
    Span(start=0, end=31)
    """
    start, end = sentence
    behind = _SAID_BEHIND.search(text, mention.end, end)
    if behind and not _OPENS_OR_CLOSES.search(text, mention.end, behind.start()):
        end = behind.start()
    before = _SAID_BEFORE.search(text, start, mention.start)
    if before and not _OPENS_OR_CLOSES.search(text, before.end(), mention.start):
        start = before.end()
    return Span(start, end)
