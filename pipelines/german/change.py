"""Whether a number is a level or says by how much something changed, and which way."""

import re
from collections.abc import Sequence

from pipelines.german.change_arrivals import brings, find_arrival, is_extra, is_reckoned
from pipelines.german.change_coupled import couple
from pipelines.german.change_lists import ENTRY, mark_entries
from pipelines.german.change_more import contributes, find_more_behind, invert_told_back, share_more
from pipelines.german.change_nouns import find_noun_of_change, find_told_change
from pipelines.german.change_parallel import Told, go_on_with
from pipelines.german.change_verbs import find_particle_behind, find_verb_beside, is_spared, moves
from pipelines.german.change_words import (
    ADVERBS,
    LEXICON,
    Cue,
    Turn,
    find_cues,
    find_nearest_way,
    has_noun_of_change,
)
from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.german.quantities import Quantity
from pipelines.german.words import WordTable

TURN_RULES = frozenset(
    {"um", "noun", "more", "beside", "sign", "extra", "arrival", "coupled", "spared"}
)
"""The names of the rules here; each has two examples of its own under tests/."""


_BY = re.compile(rf"[Uu](?<!\w[Uu])m\s{ADVERBS}$")
_SIGN = re.compile(r"(?P<before>^|[\s(/,:=|]|[^\w\s])(?P<sign>[+\u2212±–-])\s?$")
_OF_CHANGE = re.compile(
    r"(?<!\w)(?:Veränderung\w*|Differenz|Abweichung|Vergleich|[Gg]egenüber|[Zz]um|ggü\.|Vor(?:jahr|monat)\w*)"
    r"(?:\s[^\n:|;()\d]{1,40})?\s?[:=/]$"
)
_SIGN_IN_BRACKET = re.compile(r"\(\s?[+–\u2212-]\s?\d[^()\n]{0,60}[,;/]$")
_SIGNS = frozenset("+-–±\u2212")
_MONTHS = match_words(MONTHS)
_BESIDE = re.compile(
    rf"""\s(?:–\s)?(?P<word>über|unter)\s(?:(?:dem|den|der|des|denen)\s|(?=Vor(?:jahr|monat)))
    (?: (?:von|vom|aus)\s(?:de[mr]\s)?(?:Vor|Jahr|\d{{4}}|{_MONTHS})
      | (?:bisherig|vorherig|früher|ursprünglich)e[nm]\s
      | (?:\w+\s)?(?:Vor\w+|Vergleichs\w+|Stand|Wert\w*|Niveau|Ergebnis
          |(?:{_MONTHS})(?:wert|stand|niveau)?s?)(?!\w)
      | (?:(?:Zahl(?:en)?|Anzahl|Quote|Summe)\s(?:vo[nm]|aus|im)|[A-ZÄÖÜ]\w+\sde[rs])\s(?:\w+\s)?
        (?:Vor|Vergleichs|Jahr|\d{{4}}|{_MONTHS}) )""",
    re.VERBOSE,
)
_WITH = re.compile(r"(?<!\w)[Mm]it\s(?:[a-zäöüß]+\s)?$")
"""`lag mit 3.901 Personen unter dem Vorjahreswert`: a level."""
_AND_LAY = re.compile(r"(?:Prozent|%)\sund\s(?:lag|liegt|ist|war)\s(?:damit\s)?mit\s$")
"""`Die Quote betrug 8,4 Prozent und lag mit 0,4 Prozent über dem Vormonatsniveau`"""
_HIGHER = re.compile(r"[^.;,()\d]{0,40}?\s(?:besser|geringer|höher|niedriger|schlechter)(?!\w)")
"""`ist mit 6,1 Prozent in Gera deutlich höher als im Kreis`: a level as well."""
_OF_RATE = re.compile(r"(?:[Qq]uote|[Rr]ate|[Aa]nteil)(?!\w)")
_TELLING = frozenset(
    (
        *("um", "Um", "über", "unter"),
        *("Er", "Sie", "Es", "Dieser", "Diese", "Dieses"),
        *(*LEXICON["more"]["up"], *LEXICON["more"]["down"]),
    )
)
_HINTS = WordTable(lambda word: True if word in _TELLING or moves(word) or brings(word) else None)
"""Each rule here needs one of these words, a noun of change or a sign: half of all sentences have
none."""


def find_turns(
    text: str,
    quantities: Sequence[Quantity],
    start: int,
    end: int,
    *,
    told: Told | None = None,
) -> list[Turn | None]:
    """For each quantity of the sentence `text[start:end]` its way if it is a difference.

    `told` is the last share of the sentence before, where that was one.

    >>> from pipelines.german.quantities import find_quantities
    >>> text = "Die Zahl ist um 25 auf 2.340 gesunken."
    >>> [turn and turn.way for turn in find_turns(text, find_quantities(text), 0, len(text))]
    ['down', None]
    """
    turns: list[Turn | None] = [None] * len(quantities)
    if _may_differ(text, quantities, start, end):
        turns = _find_own(text, quantities, start, end)
    if len(quantities) >= ENTRY:
        mark_entries(text, quantities, turns, start, told)
    go_on_with(text, quantities, turns, start, told)
    return turns


def _find_own(text: str, quantities: Sequence[Quantity], start: int, end: int) -> list[Turn | None]:
    """What the sentence says itself of each of its quantities."""
    cues: list[Cue] | None = None
    turns: list[Turn | None] = []
    for index, quantity in enumerate(quantities):
        # „45 Betriebe mehr als 300 Stellen": that `mehr` is the next one's own
        last = index + 1 == len(quantities)
        turn = _turn_beside(text, quantity, start, end if last else quantities[index + 1].start)
        if turn is None and _BY.search(text, max(start, quantity.start - 40), quantity.start):
            way = find_particle_behind(text, quantity.end, end)
            if way is None:
                cues = cues or find_cues(text, start, end)
                way = find_nearest_way(text, cues, quantity)
            turn = Turn(way, "um") if way else None
        turns.append(turn)
    share_more(text, quantities, turns, start, end)
    couple(text, quantities, turns)
    invert_told_back(text, quantities, turns, start, end)
    return turns


def _may_differ(text: str, quantities: Sequence[Quantity], start: int, end: int) -> bool:
    """Whether anything in a sentence says that a number of it is a difference."""
    if _HINTS.has_between(text, start, end) or has_noun_of_change(text, start, end):
        return True
    begins = [quantity.start for quantity in quantities]
    return not all(_SIGNS.isdisjoint(text[max(start, at - 2) : at]) for at in begins)


def _turn_beside(text: str, quantity: Quantity, start: int, end: int) -> Turn | None:
    """What the words right before or behind the number say."""
    begin = quantity.start
    marked = not _SIGNS.isdisjoint(text[max(start, begin - 2) : begin])
    sign = _SIGN.search(text, max(start, begin - 4), begin) if marked else None
    if sign:
        turn = _read_sign(text, sign, start)
        if turn:
            return turn
    way = find_noun_of_change(text, quantity, start) or find_told_change(text, start, quantity)
    if way:
        return Turn(way, "noun")
    if quantity.unit == "EUR" and is_spared(text, quantity, start, end):
        return Turn("down", "spared")
    way = find_verb_beside(text, quantity, start, end)
    if way:
        return Turn(way, "um")
    way = find_more_behind(text, quantity.end, end)
    if way and not is_reckoned(text, quantity, start):
        given = quantity.unit == "EUR" and contributes(text, quantity, start)
        higher = _HIGHER.match(text, quantity.end, end) and _is_led_by_with(text, quantity, start)
        return None if given or higher else Turn(way, "more")
    beside = _find_beside(text, quantity, start, end)
    if beside:
        return beside
    if is_extra(text, quantity, start):
        return Turn("up", "extra")
    return find_arrival(text, quantity, start, end)


def _find_beside(text: str, quantity: Quantity, start: int, end: int) -> Turn | None:
    """`0,4 Prozentpunkte über dem Vorjahreswert`; `mit 4,1 Prozent über dem …` is a level."""
    beside = _BESIDE.match(text, quantity.end, end)
    if beside is None or quantity.unit == "year" or _is_led_by_with(text, quantity, start):
        return None
    return Turn("up" if beside["word"] == "über" else "down", "beside")


def _is_led_by_with(text: str, quantity: Quantity, start: int) -> bool:
    """`mit 4,1 Prozent über dem Vorjahr`, said of a rate: what is compared is the level."""
    begin = quantity.start
    shares = quantity.unit == "percent" and not _OF_RATE.search(text, start, begin)
    if shares or quantity.unit == "percentage_point":
        return False
    led = _WITH.search(text, max(start, begin - 16), begin) is not None
    return led and not _AND_LAY.search(text, max(start, begin - 60), begin)


def _is_list_of_changes(before: str) -> bool:
    """`Veränderung zum Vormonat: - 66`, `(+ 112 zum Vormonat, - 340`: there a dash is a minus."""
    return (_OF_CHANGE.search(before) or _SIGN_IN_BRACKET.search(before)) is not None


def _read_sign(text: str, sign: re.Match[str], start: int) -> Turn | None:
    mark, at = sign["sign"], sign.start("sign")
    before = text[max(start, at - 90) : at].rstrip()
    last = before[-1:]
    if mark == "+":
        # „… zum Jahresende + + + 488 Stellen": a divider
        return None if last.isdigit() or last == "+" else Turn("up", "sign")
    spaced = text[at + 1 : at + 2].isspace()
    if mark == "±" or last == "+":  # „+/-0"
        return None
    if last == "/" and before[-2:-1] == "+":
        return None
    if mark == "\u2212":
        return Turn("down", "sign")
    line_start = at == 0 or text[at - 1] == "\n" or not before
    if line_start:
        return None
    if before.endswith((" bzw.", " oder", " beziehungsweise")):
        return Turn("down", "sign")
    if last in "(/=:|,;" and (last in "(|" or not spaced or _is_list_of_changes(before)):
        return Turn("down", "sign")
    if not spaced and text[at - 1].isspace():
        return Turn("down", "sign")
    return Turn("down", "sign") if before.endswith((" mit", " von")) else None
