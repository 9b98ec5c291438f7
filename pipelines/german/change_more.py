"""`mehr` and `weniger`: behind a number, said of two at once, told from the older time."""

import re
from collections.abc import Sequence

from pipelines.german.change_arrivals import arrives_with
from pipelines.german.change_words import ADVERBS, AGAINST, LEXICON, Turn, Way, join_words
from pipelines.german.quantities import Quantity

_MORE_UP, _MORE_DOWN = join_words(LEXICON["more"]["up"]), join_words(LEXICON["more"]["down"])
_MORE = re.compile(
    rf"""\s(?:(?:Arbeitslose|Personen|Menschen|Fälle|Euro)n?\s)?
    (?:deutlich\s|noch\s)?
    (?:(?P<up>{_MORE_UP})|(?P<down>{_MORE_DOWN}))(?!\w)(?!\s(?:lang|Zeit))""",
    re.VERBOSE,
)
_MORE_AFTER = re.compile(
    rf"[),]\s(?:[A-ZÄÖÜ]\w+\s)?(?:(?P<up>{_MORE_UP})|(?P<down>{_MORE_DOWN}))(?!\w)"
)
_IN_BRACKET = re.compile(r",\s|\s\((?:[+\u2212–-]\s?|(?:plus|minus)\s)?")
_TOGETHER = frozenset({" und ", " mit ", " mit insgesamt ", " mit zusammen "})
_THAT_IS = re.compile(r"(?<!\w)(?:[Dd]as|[Dd]ies|[Ee]s)\s(?:sind|waren|bedeute\w+|heißt)\s$")
_COMPARED = re.compile(rf"(?:{AGAINST}|[Aa]ls)\s[^.,;:()]{{3,70}}$")
_AND_COMPARED = re.compile(
    rf"(?:,|;|\sund|\ssowie)\s(?:(?:und|aber|jedoch|doch)\s)?{AGAINST}\s[^,;:.()]{{3,60}}?\s{ADVERBS}"
)
_FEW_TIMES = 20
"""A level is more than so many times a difference that is told beside it."""
_ONCE = re.compile(
    r"""(?<!\w)(?:\d{4}|[Vv]or\s\w+\s(?:\w+\s)?(?:Jahr|Monat|Woche)\w*|[Zz]uvor|[Dd]avor|[Dd]amals|[Ff]rüher
      |[Vv]or(?:jahr|monat|quartal)\w*)(?!\w)[^;.()]{0,80}?\s
    (?:war(?:en)?|lag(?:en)?|hatte[n]?|gab|zählte[n]?|betrug(?:en)?|gewesen)(?!\w)[^;.()\d]{0,90}(?<!\w)noch\s
    (?:(?:rund|etwa|gut|knapp|fast|um)\s)?$""",
    re.VERBOSE,
)
_AFTER_ALL = re.compile(r"[^.;]{0,60}?\sals(?!\w)")
"""`waren es noch 210 mehr als 2012`: what it is compared with is said."""
_REACH = 220
_OTHER: dict[Way, Way] = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def find_more_behind(text: str, at: int, end: int) -> Way | None:
    """Which way a number differs that ends at `at`: `87 weniger`.

    >>> find_more_behind("87 Fälle weniger als im Mai", 2, 27)
    'down'
    """
    return _read_way(_MORE.match(text, at, end))


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
    for index, turn in enumerate(turns):
        if turn is None or turn.rule != "more":
            continue
        quantity = quantities[index]
        told_back = "noch" in text[max(start, quantity.start - 12) : quantity.start] and (
            _ONCE.search(text, max(start, quantity.start - _REACH), quantity.start)
        )
        if told_back and not _AFTER_ALL.match(text, quantity.end, end):
            turns[index] = turn._replace(way=_OTHER[turn.way])
