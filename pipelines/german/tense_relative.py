"""Whether a verb is of a relative clause, and tells nothing of its sentence's tense."""

import re

from pipelines.german.text import Span

_RELATIVE = re.compile(
    r",\s(?:(?:in|an|auf|bei|mit|für|zu|von|aus|nach|über|unter|durch)\s)?"
    r"(?:der|die|das|den|dem|deren|dessen|denen|welche[mnrs]?)\s(?P<inside>[^,;:.()„“–]*)$"
)
_CLAUSE_ENDS = re.compile(
    r"(?:\s(?:haben|hatten?|hat|sind|waren?|ist|wurden?|worden\s(?:sind|waren)))?(?=[,.;:)!?]|$)"
)
_FAR_BACK = 160


def ends_relative(text: str, sentence: Span, verb: Span) -> bool:
    """Whether a verb stands last in a relative clause: the main clause has a tense of its own.

    >>> text = "Es hilft Menschen, die ihre Arbeit verloren, mit Rat."
    >>> ends_relative(text, Span(0, len(text)), Span(36, 43))
    True
    """
    if not _CLAUSE_ENDS.match(text, verb.end, sentence.end):
        return False
    lead = text[max(sentence.start, verb.start - _FAR_BACK) : verb.start]
    return _RELATIVE.search(lead) is not None
