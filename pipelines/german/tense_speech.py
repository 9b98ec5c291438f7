"""Whose words a date stands in: what is told around a quotation says nothing of its tense."""

import re

from pipelines.german.text import Span

_SAID_BEHIND = re.compile(r"[“”\"»«],\s(?=[a-zäöü])")
"""`„Wir öffnen im Mai“, sagte sie`"""
_OPENS_OR_CLOSES = re.compile(r"[„“”\"»«]")


def find_speech(text: str, sentence: Span, mention: Span) -> Span:
    """A sentence up to the end of the quotation that a mention stands in; else all of it.

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
    return Span(start, end)
