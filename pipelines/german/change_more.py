"""`mehr` and `weniger`: behind a number, said of two at once, told from the older time."""

import re
from collections.abc import Sequence

from pipelines.german.change_arrivals import arrives_with
from pipelines.german.change_words import ADVERBS, AGAINST, LEXICON, Turn, Way, join_words
from pipelines.german.date_lexicon import MONTHS, match_words
from pipelines.german.quantities import Quantity
from pipelines.german.text import Span

_MORE_UP, _MORE_DOWN = join_words(LEXICON["more"]["up"]), join_words(LEXICON["more"]["down"])
_MORE = re.compile(
    rf"""\s(?:(?:Arbeitslose|Personen|Menschen|Fälle|Euro)n?\s)?(?:in\s[A-ZÄÖÜ]\w+\s)?
    (?:deutlich\s|noch\s|netto\s|brutto\s)?
    (?:(?P<up>{_MORE_UP})|(?P<down>{_MORE_DOWN}))(?!\w)(?!\s(?:lang|Zeit))
    (?!(?<=zusätzlich)\szu[mr]?\s(?!Vor))  # „zusätzlich zu den Gesprächen"
    (?!\sals\s(?:halbier|ver[a-zäöü]{{3,8}}facht|verdoppel|die\sHälfte|das\sDoppelte
      |doppelt|[a-zäöü]+(?:mal|fach)\s))""",
    re.VERBOSE,
)
_MORE_AFTER = re.compile(
    rf"(?:[),]|\s[–-])\s(?:[A-ZÄÖÜ]\w+\s)?(?:(?P<up>{_MORE_UP})|(?P<down>{_MORE_DOWN}))(?!\w)"
)
_IN_BRACKET = re.compile(r",\s|\s[–-]\s|\s\((?:[+\u2212–-]\s?|(?:plus|minus)\s)?")
_TOGETHER = frozenset({" und ", " mit ", " mit insgesamt "})
_THAT_IS = re.compile(r"(?<!\w)(?:[Dd]as|[Dd]ies|[Ee]s)\s(?:sind|waren|bedeute\w+|heißt)\s$")
_COMPARED = re.compile(rf"(?:{AGAINST}|[Aa]ls)\s[^.,;:()]{{3,70}}$")
_AND_COMPARED = re.compile(
    rf"(?:,|;|\sund|\ssowie)\s(?:(?:und|aber|jedoch|doch)\s)?{AGAINST}\s[^,;:.()]{{3,60}}?\s{ADVERBS}"
)
_FEW_TIMES = 20
"""A level is more than so many times a difference that is told beside it."""
_WAS = r"(?:war(?:en)?|lag(?:en)?|hatten?|gab|zählten?|betrug(?:en)?|gewesen|fiel(?:en)?)(?!\w)"
_ONCE = re.compile(
    rf"""(?<!\w)(?:\d{{4}}|{match_words(MONTHS)}|[Vv]or\s\w+\s(?:\w+\s)?(?:Jahr|Monat|Woche)\w*|[Zz]uvor|[Dd]amals|[Ff]rüher
      |[Vv]or(?:jahr|monat|quartal)\w*)(?!\w)[^;.()]{{0,80}}?\s
    {_WAS}[^;.()\d]{{0,90}}(?<!\w)noch\s
    (?:(?:rund|etwa|gut|knapp|fast|um)\s){{0,2}}$""",
    re.VERBOSE,
)
_BACK_THEN = re.compile(
    rf"""(?: (?<!als\s)(?<!wie\s)(?:[Ii]m|[Ii]n\sdem)\s(?:\w+\s)?
        Vor(?:jahr|monat|quartal|halbjahr)\w*
      | (?<!als\s)[Vv]or\s(?:\w+\s)?(?:einem|zwei|drei|vier|fünf|zehn)\s(?:Jahr|Monat|Woche)\w*
      | (?<!als\s)[Vv]or\sJahresfrist
      | (?<!als\s)[Ee]in\sJahr\s(?:zuvor|davor|früher) | [Dd]amals )(?!\w)
    (?:\s[^;.(),]{{0,60}})?\s{_WAS}(?:\s[^;.(),\d]{{0,90}})?
    (?:\s\d[\d.]*\d(?:\s[A-ZÄÖÜ]\w+)?(?:,\salso|\sund\sdamit)(?:\sum)?)?\s$""",
    re.VERBOSE,
)
"""`Vor einem Jahr lag sie um 322 höher`: it is the older one that is told of."""
_AGAINST_IT = re.compile(
    r"(?<!\w)(?:[Gg]egenüber|[Zz]u[mr]?|[Aa]ls|[Mm]it|Stand|Niveau|Wert|Zahl)\s(?:de[mrns]\s)?(?:\w+\s){0,2}$"
)
"""`Gegenüber dem Vorjahr waren es noch 140 mehr`: those of today are."""
_TWICE = 20
_BY_COMPARISON = re.compile(
    rf"""(?:\s\([^()]{{1,40}}\)|\soder\s[\d.,]+\s(?:Prozent|%))?\s(?:{_MORE_UP}|{_MORE_DOWN}|darüber|darunter)(?!\w)""",
    re.VERBOSE,
)
_AFTER_ALL = re.compile(r"[^.;]{0,60}?\sals(?!\w)")
"""`waren es noch 210 mehr als 2012`: what it is compared with is said."""
_ON_TOP = re.compile(r"\s(?:dazu|hinzu|zu)(?!\w)")
_PAYS = re.compile(
    r"(?<!\w)(?:gibt|geben|gab(?:en)?|steuer(?:t|te|ten|n)|schieß(?:t|en)|zahl(?:t|te|ten|en))(?!\w)[^.;:,]{0,80}$"
)
_REACH = 220
_OTHER: dict[Way, Way] = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def find_more_behind(text: str, at: int, end: int) -> Way | None:
    """Which way a number differs that ends at `at`: `87 weniger`.

    >>> find_more_behind("87 weniger als im Mai", 2, 21)
    'down'
    """
    return _read_way(_MORE.match(text, at, end))


def contributes(text: str, quantity: Quantity, start: int) -> bool:
    """`Das Land gibt 2,5 Millionen Euro dazu`: its share of what is paid, and no difference."""
    if not _ON_TOP.match(text, quantity.end):
        return False
    return _PAYS.search(text, max(start, quantity.start - 90), quantity.start) is not None


def _read_way(more: re.Match[str] | None) -> Way | None:
    if more is None:
        return None
    return "up" if more["up"] else "down"


def share_more(
    text: str, quantities: Sequence[Quantity], turns: list[Turn | None], start: int, end: int
) -> None:
    """`97 (1,4 %) weniger als`, `das sind 88 Haushalte und 211 Personen mehr`: both differ."""
    for index in range(1, len(quantities)):
        if turns[index - 1] is not None:
            continue
        this, before, turn = quantities[index], quantities[index - 1], turns[index]
        if _IN_BRACKET.fullmatch(text, before.end, this.start):
            way = _read_way(_MORE_AFTER.match(text, this.end, end))
            if way:
                turns[index - 1 : index + 1] = [Turn(way, "more")] * 2
        elif turn and _is_of_both(text, before, this, turn, start):
            turns[index - 1] = turn


def _is_of_both(text: str, before: Quantity, this: Quantity, turn: Turn, start: int) -> bool:
    """Whether what is said behind the second of two numbers is said of both."""
    gap = text[before.end : this.start]
    if gap not in _TOGETHER:
        return turn.rule == "more" and _compares_both(text, before, this, start)
    if before.unit is None or turn.rule not in {"arrival", "more"}:
        return False
    if arrives_with(text, start, before.start):
        return True
    summed = gap != " und " or _THAT_IS.search(text, start, before.start) is not None
    lead = max(start, before.start - 90)
    summed = summed or _COMPARED.search(text, lead, before.start) is not None
    return turn.rule == "more" and summed


def _compares_both(text: str, before: Quantity, this: Quantity, start: int) -> bool:
    """`Gegenüber Mai sind das 23, gegenüber dem Vorjahr 37 weniger`: `weniger` is said of both."""
    if before.unit not in {None, this.unit} or before.value > _FEW_TIMES * this.value:
        return False
    if not _AND_COMPARED.fullmatch(text, before.end, this.start):
        return False
    return _COMPARED.search(text, max(start, before.start - 90), before.start) is not None


def invert_told_back(
    text: str, quantities: Sequence[Quantity], turns: list[Turn | None], start: int, end: int
) -> None:
    """Turn round what is said of an older time that was more, or less, than what is told of."""
    back = -1
    for index, turn in enumerate(turns):
        if turn is None:
            continue
        if index and back == index - 1 and _is_said_again(text, quantities, turn, index):
            back = index
        elif turn.rule in {"more", "um"}:
            first = _find_first_told(text, quantities, turns, index)
            if not _is_told_back(
                text, quantities[first], quantities[index], turn.rule, Span(start, end)
            ):
                continue
            back = index
            for before in range(first, index):
                turns[before] = Turn(_OTHER[turn.way], "coupled")
        else:
            continue
        turns[index] = turn._replace(way=_OTHER[turn.way])


def is_compared_behind(text: str, quantity: Quantity, end: int) -> bool:
    """Whether what follows a number compares: `um 43 (2 Prozent) höher`, not `um 43 gestiegen`."""
    return _BY_COMPARISON.match(text, quantity.end, end) is not None


def _is_said_again(text: str, quantities: Sequence[Quantity], turn: Turn, index: int) -> bool:
    """`118 Personen (1,4 Prozent) mehr`: the second says the first in other words."""
    gap = text[quantities[index - 1].end : quantities[index].start]
    return turn.rule == "coupled" or (turn.rule == "more" and gap in {" (", " oder "})


def _find_first_told(
    text: str, quantities: Sequence[Quantity], turns: Sequence[Turn | None], index: int
) -> int:
    """`140 oder 1,5 Prozent mehr`: where what is said twice begins."""
    before = turns[index - 1] if index else None
    gap = text[quantities[index - 1].end : quantities[index].start] if before else ""
    twice = before is not None and before.rule == "coupled" and len(gap) <= _TWICE
    return index - 1 if twice else index


def _is_told_back(
    text: str, first: Quantity, quantity: Quantity, rule: str, sentence: Span
) -> bool:
    start, end = sentence
    if _AFTER_ALL.match(text, quantity.end, end):
        return False
    lead = max(start, first.start - _REACH)
    noch = rule == "more" and "noch" in text[max(start, first.start - 16) : first.start]
    once = _ONCE.search(text, lead, first.start) if noch else None
    if once is None and is_compared_behind(text, quantity, end):
        once = _BACK_THEN.search(text, lead, first.start)
    return once is not None and not _AGAINST_IT.search(text, lead, once.start())
