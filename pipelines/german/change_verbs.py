"""Verbs of change beside a number: with a particle, in front of brackets, of what was spared."""

import re

from pipelines.german.change_words import ADVERBS, AGAINST, OR, PARTICIPLES, Way, find_cues
from pipelines.german.quantities import SHARES, Quantity

_PARTICLE = re.compile(
    r"\s(?:(?P<up>zu|an)|(?P<down>ab|zurück))(?=\s?[.,;:!)\n]|\s(?:und|oder)\s|$)"
)
_WITH = re.compile(rf"(?<!\w)mit\s{ADVERBS}$")
_ENDED_BY = re.compile(rf"\s(?:[a-zäöüß]+\s){{0,3}}?(?:{PARTICIPLES})(?!\w)")
_MOVED = re.compile(r"\s(?:[a-zäöüß]+\s)?(?:am\s)?(?:stärk|schwäch|deutlich)(?:er|sten)(?!\w)")
_MOVING = re.compile(
    rf"(?:(?<!\w)(?:{PARTICIPLES})|\w\s(?:zu|an|ab|zurück)"
    r"|(?<!\w)(?:stieg|sank|wuchs|fiel|kletter|schrumpf)\w{0,3})\s\($"
)
_MOVERS = (
    *("spar", "gespart", "stieg", "sank", "wuchs", "fiel", "kletter"),
    *("schrumpf", "zurück", "nahm", "ging", "erhöh"),
)
_ENDING = re.compile(PARTICIPLES)
_TWICE = re.compile(rf"\s{OR}\s\d[\d.,]*\s?(?:Prozent|%)\s?\)")
_AGAINST = re.compile(rf"(?<!\w){AGAINST}\s[^.,;:()]{{1,60}}\($")
"""What a bracket follows that says twice by how much."""
_RATED = re.compile(r"[qQ]uote|Anteil")
_SPARED = re.compile(r"(?<!\w)spar(?:t|te|ten|en)\s[^.,;:()\d]{0,80}$")
_SPARED_BEHIND = re.compile(r"\s(?:[^\s.,;:()\d]+\s){0,5}?(?:gespart|sparen)(?!\w)")
_BEHIND, _BEFORE = 60, 160
"""Characters on either side of a number within which these rules look."""


def moves(word: str) -> bool:
    """Whether these rules look at a number because of that word.

    >>> moves("gestiegen"), moves("sparte"), moves("kommt")
    (True, True, False)
    """
    return word.startswith(_MOVERS) or _ENDING.fullmatch(word) is not None


def find_particle_behind(text: str, at: int, end: int) -> Way | None:
    """`die der Anträge um 12 ab`: the verb may be left out, its particle is not.

    >>> find_particle_behind("die der Anträge um 12 ab.", 21, 25)
    'down'
    """
    match = _PARTICLE.match(text, at, end)
    if match is None:
        return None
    return "up" if match["up"] else "down"


def is_spared(text: str, quantity: Quantity, start: int, end: int) -> bool:
    """`Dadurch sparte der Kreis 40.000 Euro`: so much less was spent."""
    begin = quantity.start
    return (
        _SPARED.search(text, max(start, begin - 90), begin) is not None
        or _SPARED_BEHIND.match(text, quantity.end, min(end, quantity.end + _BEHIND)) is not None
    )


def find_verb_beside(text: str, quantity: Quantity, start: int, end: int) -> Way | None:
    """`mit 1,2 Prozent gestiegen`, `ging zurück (3 Prozent)`."""
    begin = quantity.start
    before = text[max(start, begin - 2) : begin]
    if _TWICE.match(text, quantity.end):
        return _find_verb_compared(text, max(start, begin - _BEFORE), begin)
    if quantity.unit not in SHARES:
        return None
    if before == " (":
        return _find_verb_in_front(text, max(start, begin - _BEFORE), begin)
    return _find_verb_of_with(text, quantity, start, min(end, quantity.end + _BEHIND))


def _find_verb_in_front(text: str, start: int, begin: int) -> Way | None:
    """`Die Ausgaben stiegen an (1,7 Prozent)`; behind a rate its level may stand in brackets."""
    if not _MOVING.search(text, max(start, begin - 40), begin) or _RATED.search(text, start, begin):
        return None
    cues = find_cues(text, start, begin)
    return cues[-1].way if cues else None


def _find_verb_compared(text: str, start: int, begin: int) -> Way | None:
    """`Sie sank gegenüber dem Vormonat (87 Personen oder 1,2 Prozent)`."""
    against = _AGAINST.search(text, start, begin)
    cues = find_cues(text, start, against.start()) if against else ()
    return cues[-1].way if cues else None


def _find_verb_of_with(text: str, quantity: Quantity, start: int, end: int) -> Way | None:
    """`haben mit 1,2 Prozent leicht zugenommen`, `wuchs mit 4 Prozent stärker als`."""
    begin = quantity.start
    if not _WITH.search(text, max(start, begin - 40), begin):
        return None
    ended = _ENDED_BY.match(text, quantity.end, end)
    if ended:
        return find_cues(text, quantity.end, ended.end())[-1].way
    if _MOVED.match(text, quantity.end, end):
        cues = find_cues(text, max(start, begin - _BEFORE), begin)
        return cues[-1].way if cues else None
    return None
