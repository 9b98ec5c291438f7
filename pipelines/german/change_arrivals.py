"""What came or went, told by the particle that ends its clause: `fallen 4,5 Stellen weg`."""

import re

from pipelines.german.change_verbs import gives_up
from pipelines.german.change_words import ADVERBS, Turn
from pipelines.german.quantities import Quantity
from pipelines.german.words import WordTable

_FARTHEST_ARRIVAL = 90
"""Characters within which `_ARRIVAL` ends."""
_ONTO = re.compile(rf"(?<!\w)auf\s{ADVERBS}$")
_RECKONED = re.compile(r"(?<!\w)(?:[Rr]echne|[Zz]ähl|[Nn]imm|[Aa]ddier)e?t\s(?:man|wir)\s")
"""`Rechnet man die 1.210 Kunden der Agentur hinzu`: nothing changed."""
_ARRIVAL = re.compile(
    r"[^.,;:()]{0,70}?(?<!\w)(?P<way>hinzu|weg|wegfallen|hinzugekommen|weggefallen|dazugekommen|dazu\skam\w*|einsparen|einzusparen|eingespart|gestrichen|zu\sstreichen|abgebaut|abbauen|abzubauen|aufgegeben|aufzugeben)(?!\w)"
)


_GIVEN_UP = frozenset({"EUR", "job", "place", "person", "percent", "percentage_point"})
ARRIVING = frozenset(
    (
        *("hinzu", "hinzugekommen", "dazugekommen", "dazu", "weg", "wegfallen", "weggefallen"),
        *("einsparen", "einzusparen", "eingespart", "gestrichen", "streichen"),
        *("abgebaut", "abbauen", "abzubauen", "aufgegeben", "aufzugeben"),
    )
)
_ARRIVALS = WordTable(lambda word: True if word in ARRIVING else None)
_ARRIVES = re.compile(
    r"(?<!\w)(?:f[aäi]e?ll?(?:t|en)?|komm(?:t|en)|kam(?:en)?|w[eu]rden|soll(?:en|ten)|müss(?:en|ten))\s[^.;:]{0,100}$"
)
"""The verb before two numbers that its particle behind holds together: `fallen A und B weg`."""


def arrives_with(text: str, start: int, end: int) -> bool:
    """Whether such a verb stands before `end`, so that its particle holds for all behind it."""
    return _ARRIVES.search(text, start, end) is not None


def find_arrival(text: str, quantity: Quantity, start: int, end: int) -> Turn | None:
    """`kamen drei weitere hinzu`, `4,5 Stellen fallen weg`: the clause's particle decides.

    Not `auf 18 Stellen abgebaut`: that is where it came to.
    """
    if quantity.unit in _GIVEN_UP and gives_up(text, quantity, start, end):
        return Turn("down", "arrival")
    reach = min(end, quantity.end + _FARTHEST_ARRIVAL)
    if not _ARRIVALS.has_between(text, quantity.end, reach):
        return None
    match = _ARRIVAL.match(text, quantity.end, end)
    lead = max(0, quantity.start - 40)
    if not match or _ONTO.search(text, lead, quantity.start):
        return None
    if _RECKONED.search(text, lead, quantity.start):
        return None
    return Turn("up" if match["way"].startswith(("hinzu", "dazu")) else "down", "arrival")
