"""What is prepared, extended or put off for a date: it is to come, whatever the verb."""

import re
from typing import Literal

from pipelines.german.text import Span
from pipelines.german.words import match_words

_EXTENDED = re.compile(
    r"\s(?:\w+\s){0,2}(?:verlänger|verschoben|vertag|befriste|ausgedehn|ausgesetz|bewillig|genehmig|zugesag"
    r"|gesicher|fortgeführ|fortgesetz|weitergeführ|verpflichte|beauftrag|gestunde|freigestell|abgeordne)"
)
"""`wurde bis zum 30. Juni verlängert`: done before, and not then."""
_WAS = re.compile(r"(?<!\w)(?:war|waren|hatten?)(?!\w)")
_ONTO = re.compile(r"\sauf\s(?:de[nm]\s)?\Z")
_MOVED = re.compile(r"\s(?:verschoben|verlegt|vertagt|verlängert|terminiert|festgelegt|datiert)")
"""`wurde auf den 15. Oktober verschoben`"""
_FOR_EVENT = re.compile(
    r"\b(?:[Ff]ür|auf)\s(?:de[nr]|die|das|eine[nm]?)\s(?:[a-zäöüß-]+e[nrs]?\s)?"
    r"[A-ZÄÖÜ][\w-]+\s(?:am|ab|ab\sdem)\s\Z"
)
"""`haben sich für die Messe am 15. Oktober angemeldet`: what is prepared is to come."""
_LOOKING_BACK = re.compile(
    r"(?i:(?<!\w)(?:(?:be)?dank|gedankt|(?:be|ge)?lob|(?:ge)?würdig|zurück|entschuldig|geehrt|ausgezeichnet"
    r"|verurteil|kriti)|rückblick|bilanz)"
)
_BEFORE = 60
"""So many characters hold the noun that the date goes with."""
_ONCE_MEANT = re.compile(
    r"(?<!\w)(?:[Uu]rsprünglich|[Ee]igentlich)\w{0,2}(?!\w)"
    r"|(?<!\w)sollten?\s(?:[^\W\d]+\s){0,6}(?:bereits|schon)\s(?:[ai]m|zum|ab|bis)(?!\w)"
    r"|(?<!\w)hätten?(?!\w)[^.;]{0,120}(?<!\w)(?:sollen|müssen)(?!\w)"
)
"""`Ursprünglich sollte die Frist am 30. April enden`: that day may be over or to come."""
_MAY_BE_MEANT = match_words(r"[Uu]rsprünglich\w{0,2}|[Ee]igentlich\w{0,2}|sollten?|hätten?")


def find_prepared(
    text: str, mention: Span, near: Span, *, until: bool
) -> Literal["ahead", "either"] | None:
    """Whether something was done for the date; `either` where that may be long ago.

    `until` says that a word such as `bis` stands before it and the verb is of the past.

    >>> text = "Der Termin wurde auf den 15. Oktober verschoben."
    >>> find_prepared(text, Span(25, 36), Span(0, len(text)), until=False)
    'ahead'
    """
    before = text[max(near.start, mention.start - _BEFORE) : mention.start]
    extended = until and _EXTENDED.match(text, mention.end)
    if extended or (_ONTO.search(before) and _MOVED.match(text, mention.end)):
        return "either" if _WAS.search(text, *near) else "ahead"
    if _FOR_EVENT.search(before) and not _LOOKING_BACK.search(text, *near):
        return "ahead"
    return None


def was_once_meant(text: str, near: Span) -> bool:
    """Whether a day beside it was planned at first: that says not whether it is over.

    >>> text = "Ursprünglich sollte die Frist am 30. April enden."
    >>> was_once_meant(text, Span(0, len(text)))
    True
    """
    return _MAY_BE_MEANT.has_between(text, *near) and _ONCE_MEANT.search(text, *near) is not None
