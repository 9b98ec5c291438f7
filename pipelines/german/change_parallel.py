"""What goes on with a change that was told: in another place or group, or in the next sentence."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.german.change_words import ADVERBS, AGAINST, Turn
from pipelines.german.quantities import SHARES, Quantity

_LANDS = (
    "Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern"
    "|Niedersachsen|Nordrhein-Westfalen|NRW|Rheinland-Pfalz|Saarland|Sachsen|Sachsen-Anhalt"
    "|Schleswig-Holstein|Thüringen"
)
_ELSEWHERE = rf"""
    (?: (?:[Ii]m|[Ii]n|[Aa]uf|[Ff]ür)\s (?:(?:ganz|de[rnm]|das)\s)?
        (?: Bund | Land | Bundesgebiet | Deutschland | {_LANDS}
          | (?:Bundes|Landes|Kreis)(?:ebene|durchschnitt|schnitt|mittel|gebiet)
          | (?:Nachbar|Land)kreis(?:\s[A-ZÄÖÜ][\w-]+)? | (?:bundes|landes)weiten\s\w*[sS]chnitt )
      | (?:[Bb]undes|[Ll]andes|[Dd]eutschland|[Hh]essen|[Kk]reis)weit )
"""
_WAS_ELSEWHERE = re.compile(
    rf"""(?: {_ELSEWHERE} \s (?: (?:sind|waren|seien|wären|war|ist)\s(?:es|er|sie)
            | (?:betrug|beträgt)\s(?:er|sie|es|der\sWert)
            | (?:liegt|lag)\s(?:er|sie|es|der\sWert)\sbei )
      | (?:Der|Im|der|im)\s(?:Bundes|Landes)(?:durchschnitt|schnitt|mittel|wert)
        \s (?: belief\ssich\sauf | beläuft\ssich\sauf | lag\sbei | liegt\sbei | betrug | beträgt ) )
      \s (?:dagegen\s|hingegen\s)? {ADVERBS} $""",
    re.VERBOSE,
)
"""`Im Land waren es 8 Prozent`, `Der Landesdurchschnitt lag bei 3,2`."""
_ALSO = re.compile(
    rf"""(?:\s(?:gab|gibt|ergab|ergibt|gegenüber|zum)\s[^.,;:()\d]{{1,50}})?
    (?:,|;|\sund|\sbzw\.|\sbeziehungsweise)\s
    (?: (?:bei|beim|in|im|unter|für|am)\s
        (?:[^\s.,;:()]+\s){{0,5}}? (?:[A-ZÄÖÜ\d][\w-]+\s) | dort\s )
    (?: (?P<told>(?:waren|sind)\ses\s) | (?:um|mit|von)\s )? {ADVERBS}""",
    re.VERBOSE,
)
"""`… bei Ausflügen mit 31 und bei Schulessen mit 24 Prozent`"""
_AND_AGAINST = re.compile(
    rf"\s{AGAINST}\s[^.,;:()\d]{{1,40}}(?:\s\d{{4}})?(?:,|\s(?:und|sowie|bzw\.|beziehungsweise))\s(?:von|um)\s"
)
"""`ein Plus von 38 gegenüber Juli und von 22 Prozent gegenüber dem Vorjahr`"""
RESULT = re.compile(
    r"""(?<!\w)(?:[Ee]rreicht\w*|[Ee]rzielt\w*|[Gg]eschafft|[Gg]eworden|[Gg]elungen|[Tt]atsächlich|[Ll]etztlich
      |[Ss]chließlich|[Aa]m\s(?:Jahres)?[Ee]nde|[Uu]nter(?:m|\sdem)\sStrich|[Zz]u\sBuche|[Zz]ustande
      |[Hh]erausgekommen|[Vv]erwirklicht|[Rr]ealisiert|[Bb]rachte\ses|[Kk]am(?:en)?\s(?:\w+\s)?auf
      |[Vv]erbucht\w*|[Ii]st-?[Ww]ert|[Ee]rgebnis|(?:waren|wurden|sind|ist|wurde|war)\ses)(?!\w)""",
    re.VERBOSE,
)
"""`erreicht wurden`, `am Ende waren es`: what came of a target."""
_MOST = 5
"""A result is no more than so many times its target, or it is a level."""
_OPEN = frozenset({"noun", "um", "coupled"})
_LONGEST = 120


class Told(NamedTuple):
    """A share of a sentence, and which way it went."""

    quantity: Quantity
    turn: Turn
    end: int
    """Where its sentence ends."""


def find_told(
    quantities: Sequence[Quantity], turns: Sequence[Turn | None], end: int
) -> Told | None:
    """The last share of a sentence that ends at `end`, where it is a difference."""
    for quantity, turn in zip(reversed(quantities), reversed(turns), strict=True):
        if quantity.unit in SHARES:
            return Told(quantity, turn, end) if turn else None
    return None


def go_on_with(
    text: str,
    quantities: Sequence[Quantity],
    turns: list[Turn | None],
    start: int,
    told: Told | None,
) -> None:
    """Where a change was told, what is told beside it of others is one too."""
    last = told if told and start - told.end <= 2 else None  # no paragraph lies between
    for index, quantity in enumerate(quantities):
        if quantity.unit == "year":  # `bei den über 50-Jährigen`
            continue
        turn = turns[index]
        if turn is None and last and quantity.start - last.end <= _LONGEST:
            turn = turns[index] = _take_over(text, quantity, last, start)
        last = Told(quantity, turn, quantity.end) if turn else None


def _take_over(text: str, quantity: Quantity, last: Told, start: int) -> Turn | None:
    bare = last.quantity.unit is None and last.quantity.value != int(last.quantity.value)
    lends = bare and quantity.unit in SHARES  # „betrug der Zuwachs 2,9, im Mai 5,4 Prozent"
    if quantity.unit not in {None, last.quantity.unit} and not lends:
        return _take_share(text, quantity, last)
    shares = last.quantity.unit in SHARES
    if shares and _WAS_ELSEWHERE.search(text, max(start, last.end), quantity.start):
        lead = text[max(start, last.end) : quantity.start]
        clause = _WAS_ELSEWHERE.search(lead)
        first = lead[: clause.start()].strip(' ,;–-„"') if clause else ""
        return Turn(last.turn.way, "coupled", last.quantity.unit) if first in {"", "und"} else None
    if shares and _came_of_it(text, quantity, last):
        return Turn(last.turn.way, "coupled", last.quantity.unit)
    if last.end <= start or last.turn.rule not in _OPEN:
        return None
    also = _ALSO.fullmatch(text, last.end, quantity.start)
    if also is None or (also["told"] and not shares):
        return None
    return Turn(last.turn.way, "coupled")


def _take_share(text: str, quantity: Quantity, last: Told) -> Turn | None:
    """A share told beside a number of another unit, each against a time of its own."""
    if quantity.unit not in SHARES or last.turn.rule not in _OPEN:
        return None
    against = _AND_AGAINST.fullmatch(text, last.end, quantity.start)
    return Turn(last.turn.way, "coupled") if against else None


def _came_of_it(text: str, quantity: Quantity, last: Told) -> bool:
    """`Ziel war es, ihn um 2 Prozent zu senken, erreicht wurden 3,4`: as much changed."""
    if quantity.value > _MOST * last.quantity.value:
        return False
    return RESULT.search(text, last.quantity.end, quantity.start) is not None
