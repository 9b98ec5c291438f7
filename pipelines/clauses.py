"""Whether a number's own clause tells how things are, beside a date of another clause."""

import re

from pipelines.german.quantities import Quantity
from pipelines.german.tense import looks_back
from pipelines.german.text import Span
from pipelines.moments import Moment
from pipelines.passage import Passage
from pipelines.times import begin_of

_BREAK = re.compile(r"[,;:–]\s|\s\(")
_FINITE = re.compile(
    r"(?<!\w)(?:ist|sind|hat|haben|gibt|kann|können|darf|dürfen|muss|müssen|steht|stehen|gilt|gelten|liegt|beträgt|betragen)(?!\w)"
)
_VERB_FIRST = re.compile(
    r"(?!(?:nicht|seit|mit|jetzt|fast|erst|zuletzt|meist|selbst|damit|somit|sonst|dort|insgesamt|samt|statt|oft|laut|weit|zuerst|bereit)\s)[a-zäöüß]{2,}t\s"
)
_SUBORDINATE = re.compile(
    r"(?:(?:in|an|auf|aus|bei|für|mit|von|zu|durch|unter)\s)?(?:der|die|das|dem|den|denen|deren|dessen|wo|wonach|worin|womit|wofür|welche[rnsm]?|weil|da|obwohl|wer)\s"
)
_REASON = re.compile(r"(?:der|die|das|weil|da|obwohl)\s")
"""What stands so beside a day to come is there already."""
_OF_IT = re.compile(r"(?<!\w)(?:davon|darunter|hiervon|von\s(?:ihnen|diesen|denen))(?!\w)")
_UNTIL = re.compile(r"(?<!\w)[Bb]is\s(?:zum\s|Ende\s|Mitte\s|Anfang\s|spätestens\s){0,2}$")
_VERB_LAST = re.compile(r"\s[a-zäöüß]{2,}(?:t|en|rn|ln)[.!?]?$")


def is_in_present(
    passage: Passage, quantity: Quantity, moment: Moment, published: str | None
) -> bool:
    """`Der Verein, der 2011 entstand, beschäftigt 40 Menschen`: now, and not in that year.

    What is said of a day to come may well hold for it, unless it gives a reason or a term.
    """
    text = passage.text
    begin, end = _find_clause(passage, quantity)
    if not published or begin <= moment.start < end:
        return False
    clause = text[begin:end].strip()
    if _OF_IT.search(clause):
        return False
    ahead = begin_of(moment.value) >= published[:7] and moment.value > published
    term = _UNTIL.search(text, max(passage.start, moment.start - 25), moment.start)
    if ahead and not (term or _REASON.match(clause)):
        return False
    if "/" in moment.value or (moment.lasting and not ahead):
        return False  # „seit 2011", „in den Wochen 8 bis 11": it goes on, or is what was looked at
    if _SUBORDINATE.match(clause):
        present = _VERB_LAST.search(clause) or _FINITE.search(clause)
    else:
        present = _VERB_FIRST.match(clause) or _FINITE.search(clause)
    return present is not None and not looks_back(text, Span(begin, end))


def _find_clause(passage: Passage, quantity: Quantity) -> tuple[int, int]:
    begin = passage.start
    for match in _BREAK.finditer(passage.text, passage.start, quantity.start):
        begin = match.end()
    stop = _BREAK.search(passage.text, quantity.end, passage.end)
    return begin, stop.start() if stop else passage.end
