"""Whether a date of another clause, or of a noun's attribute, is a number's own time."""

import re

from pipelines.german.quantities import Quantity
from pipelines.german.tense import looks_back
from pipelines.german.text import Span
from pipelines.statistics.clauses import find_clause
from pipelines.statistics.moments import Moment, is_today
from pipelines.statistics.passage import Passage
from pipelines.statistics.period_words import load_words
from pipelines.statistics.times import is_ahead

_FINITE = re.compile(
    r"(?<!\w)(?:ist|sind|hat|haben|gibt|kann|können|darf|dürfen|muss|müssen|steht|stehen|gilt|gelten|liegt|beträgt|betragen)(?!\w)"
)
_VERB_FIRST = re.compile(
    r"(?!(?:nicht|seit|mit|jetzt|erst|damit|dort|insgesamt|laut)\s)[a-zäöüß]{2,}t\s"
)
_SUBORDINATE = re.compile(
    r"(?:(?:in|an|auf|aus|bei|für|mit|von|zu|durch|unter)\s)?(?:der|die|das|dem|den|denen|deren|dessen|wo|welche[rnsm]?|weil|da|obwohl|wer)\s"
)
_REASON = re.compile(r"(?:der|die|das|weil|da|obwohl)\s")
"""What stands so beside a day to come is there already."""
_OF_IT = re.compile(r"(?<!\w)(?:davon|darunter|hiervon|von\s(?:ihnen|diesen|denen))(?!\w)")
_DIGIT = re.compile(r"\d")
_VERB_LAST = re.compile(r"\s[a-zäöüß]{2,}(?:te?|de|en|rn|ln)[.!?]?$")
_ONCE_THERE = re.compile(
    r"(?:W[aä]ren?|Lag(?:en)?|Kam(?:en)?|Gab(?:en)?|Nahmen|Zählten?|Betrug(?:en)?|Hatten?)\s[^.,;:]{0,60}"
)
"""A clause that begins with its verb, up to its date."""
_NOW_THERE = re.compile(
    r",\s(?:so\s)?(?:sind|waren|ist|war|werden|wird|wurden?|hat|haben|kamen|liegt|liegen|lag|nahmen"
    r"|gibt|beträgt|betrug|dürften|sollen|können|konnten)\s"
)
"""Where its main clause begins."""


def is_in_present(
    passage: Passage, quantity: Quantity, moment: Moment, published: str | None
) -> bool:
    """`Der Verein, der 2011 entstand, beschäftigt 40 Menschen`: now, and not in that year.

    What is said of a day to come may well hold for it, unless it gives a reason or a term.
    """
    text = passage.text
    begin, end = find_clause(passage, quantity.start, quantity.end)
    if not published or begin <= moment.start < end or published.startswith(moment.value):
        return False  # „Die Sätze ändern sich 2026 nicht; es sind 563 Euro": 2026 is now
    clause = text[begin:end].strip()
    if _OF_IT.search(clause):
        return False
    ahead = is_ahead(moment.value, published)
    if ahead and not (moment.closing or _REASON.match(clause)):
        return False
    if "/" in moment.value or (moment.lasting and not ahead):
        return False  # „seit 2011", „in den Wochen 8 bis 11": it goes on, or is what was looked at
    if _SUBORDINATE.match(clause):
        present = _VERB_LAST.search(clause) or _FINITE.search(clause)
    else:
        present = _VERB_FIRST.match(clause) or _FINITE.search(clause)
    return present is not None and not looks_back(text, Span(begin, end))


def is_of_noun(passage: Passage, quantity: Quantity, moment: Moment) -> bool:
    """`das 2014 gegründete Netz hat 40 Mitglieder`: the year is the founding's, not theirs.

    A date in the attribute of what is counted is that number's own (`der 2007 veranschlagten 2,3
    Millionen`) and no other's; else it tells when all that happened if the sentence looks back.
    """
    if not moment.attribute or quantity.start == moment.attribute:
        return False
    if any(other.start == moment.attribute for other in passage.quantities):
        return True
    text = passage.text
    return not (
        looks_back(text, Span(passage.start, moment.start))
        or looks_back(text, Span(moment.attribute, passage.end))
    )


def is_of_relative(passage: Passage, quantity: Quantity, moment: Moment) -> bool:
    """`von denen, die in den letzten zwölf Monaten kamen, sind 87 zufrieden`: of those who came.

    So is `40 Ehemalige, die heute Gesellen sind`: how they are, and no time when so many came.
    """
    if not is_today(passage.text, moment) and moment.pointer not in {"span", "stretch"}:
        return False
    begin, end = find_clause(passage, moment.start, moment.end)
    subordinate = _SUBORDINATE.match(passage.text, begin, end) is not None
    return subordinate and not begin <= quantity.start < end


def is_of_contrast(passage: Passage, quantity: Quantity, moment: Moment) -> bool:
    """`Waren es 2012 noch 48 Firmen, werden nun 90 erwartet`: the year is of the first alone."""
    if not _ONCE_THERE.fullmatch(passage.text, passage.start, moment.start):
        return False
    return _NOW_THERE.search(passage.text, moment.end, quantity.start) is not None


def is_of_founding(passage: Passage, quantity: Quantity, moment: Moment) -> bool:
    """`Die Reform, die zum 1. Juli in Kraft trat, half 412 Familien`: it came to be then."""
    aside = _find_aside(passage.text, Span(passage.start, quantity.start), moment)
    return aside is not None and load_words("founded").search(passage.text, *aside) is not None


def is_in_aside(text: str, sentence: Span, moment: Moment) -> bool:
    """`Das Gesetz, das der Bundestag im Mai beschlossen hat, gilt`: told by the way.

    A clause that counts something is none: what it counts is taken up by the next sentence.
    """
    aside = _find_aside(text, sentence, moment)
    if aside is None:
        return False
    if _DIGIT.search(text, aside.start, moment.start) or _DIGIT.search(text, moment.end, aside.end):
        return False
    return _VERB_LAST.search(text, moment.end, aside.end) is not None


def _find_aside(text: str, within: Span, moment: Moment) -> Span | None:
    """The subordinate clause between two commas that a date stands in."""
    opens = text.rfind(", ", within.start, moment.start)
    closes = text.find(",", moment.end, within.end)
    if opens < 0 or closes < 0 or not _SUBORDINATE.match(text, opens + 2):
        return None
    return Span(opens, closes)
