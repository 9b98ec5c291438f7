"""What came or went: given in addition, made, cut, given up (`fallen 4,5 Stellen weg`)."""

import re

from pipelines.german.change_words import ADVERBS, LEXICON, Turn, join_words
from pipelines.german.quantities import SHARES, Quantity
from pipelines.german.words import WordTable

_ARRIVED, _GONE = LEXICON["arrivals"]["up"], LEXICON["arrivals"]["down"]
_FARTHEST_ARRIVAL = 90
"""Characters within which `_ARRIVAL` ends."""
_ONTO = re.compile(rf"a(?<!\wa)uf\s{ADVERBS}$")
_RECKONED = re.compile(r"(?<!\w)(?:[Rr]echne|[Zz]ähl|[Nn]imm|[Aa]ddier)e?t\s(?:man|wir)\s[^.;:]*$")
"""`Rechnet man die 1.210 Kunden der Agentur hinzu`: nothing changed."""
_ARRIVAL = re.compile(
    rf"[^.,;:()]{{0,70}}?(?<!\w)(?:(?P<up>{join_words(_ARRIVED)})|{join_words(_GONE)})(?!\w)"
)
_ARRIVING = frozenset(max(phrase.split(), key=len).rstrip("*") for phrase in (*_ARRIVED, *_GONE))
"""A word of each phrase."""
_ARRIVALS = WordTable(lambda word: True if word in _ARRIVING else None)
_ARRIVES = re.compile(
    r"(?<!\w)(?:f[aäi]e?ll?(?:t|en)?|komm(?:t|en)|kam(?:en)?|w[eu]rden|soll(?:en|ten)|müss(?:en|ten))\s[^.;:]{0,100}$"
)
"""The verb before two numbers that its particle behind holds together: `fallen A und B weg`."""
_MAY_BE_GIVEN_UP = SHARES | {"EUR", "job", "place", "person"}
_GIVES_UP = re.compile(r"(?<!\w)(?:büß|spar|bau)(?:t|te|ten|en)\s[^.,;:()]{0,90}$")
_GIVEN_UP = re.compile(r"(?:\s[^\s.,;:()\d]+){0,7}?\s(?:ein|ab)(?=\s?[.,;:!)\n]|\s(?:und|oder)|$)")

_EXTRA = re.compile(rf"(?<!\w)(?:{join_words(LEXICON['extra']['up'])})\s$", re.IGNORECASE)
_EXTRA_GIVEN = re.compile(r"(?<!\w)[Zz]usätzlich\s[a-zäöü]{4,}(?:te|ene)[nr]?\s$")
"""`die zusätzlich bewilligten 26 Stellen`"""
_EXTRA_INSIDE = re.compile(r"\szusätzliche[nr]?\s", re.IGNORECASE)

_MAY_BE_CUT = frozenset({"job", "place", "EUR"})
_CUT = re.compile(
    rf"""(?<!\w)(?: (?:[Ss]treich(?:t|en)|strich(?:en)?|[Gg]estrichen\sw[eu]rden)(?!\w)
        (?:[^.,;:()\d]|(?<!\S)(?:19|20)\d\d(?=\s)){{0,90}} \s
      | [Vv]erzicht(?:et|en|ete|eten)(?!\w)[^.,;:()\d]{{0,60}}\sauf\s{ADVERBS} ) $""",
    re.VERBOSE,
)
"""`Der Bund streicht dem Jobcenter 900.000 Euro`, `verzichtet auf drei Stellen`"""
_DONE_WITHOUT = re.compile(r"\s(?:[^\s.,;:()]+\s){0,4}?(?:zu\s)?verzichten(?!\w)")
_MADE = re.compile(
    r"(?<!\w)(?:schaff(?:t|en)|schuf(?:en)?|[Gg]eschaffen\s(?:werden|wurden|hat|haben))(?!\w)[^.,;:()]{0,90}\s$"
)
_IS_MADE = re.compile(r"\s(?:[^\s.,;:()]+\s){0,6}?(?:geschaffen|zu\sschaffen|schaffen)(?!\w)")
_DOING = ("streich", "strich", "gestrichen", "verzicht", "schaff", "schuf", "geschaffen")
_VERBS = WordTable(lambda word: True if word.lower().startswith(_DOING) else None)


def brings(word: str) -> bool:
    """Whether these rules look at a number because of that word.

    >>> brings("hinzu"), brings("Streicht"), brings("zusätzlichen"), brings("kommt")
    (True, True, True, False)
    """
    return (
        word in _ARRIVING
        or "usätzlich" in word
        or word.startswith(("büß", "spar", "bau"))
        or word.lower().startswith(_DOING)
    )


def is_reckoned(text: str, quantity: Quantity, start: int) -> bool:
    """Whether a number is only added to another one: `Zählt man die 310 Kunden hinzu`."""
    return _RECKONED.search(text, max(start, quantity.start - 90), quantity.start) is not None


def is_extra(text: str, quantity: Quantity, start: int) -> bool:
    """`zusätzlich 40 Plätze`, `40 zusätzliche Plätze`, `zusätzlich bewilligte zwei Stellen`."""
    begin = quantity.start
    lead = max(start, begin - 40)
    if "usätzlich" in text[lead:begin] and (
        _EXTRA.search(text, lead, begin) or _EXTRA_GIVEN.search(text, lead, begin)
    ):
        return True
    return _EXTRA_INSIDE.search(text, quantity.number.end, quantity.end) is not None


def arrives_with(text: str, start: int, end: int) -> bool:
    """Whether such a verb stands before `end`, so that its particle holds for all behind it."""
    return _ARRIVES.search(text, start, end) is not None


def find_arrival(text: str, quantity: Quantity, start: int, end: int) -> Turn | None:
    """`streicht acht Stellen`, `bauten 40 Stellen ab`, `kamen drei weitere hinzu`.

    Not `auf 18 Stellen abgebaut`: that is where it came to.
    """
    onto = _ONTO.search(text, max(start, quantity.start - 40), quantity.start) is not None
    if quantity.unit is None or quantity.unit in _MAY_BE_CUT:
        before, behind = max(start, quantity.start - 130), min(end, quantity.end + 90)
        if _VERBS.has_between(text, before, behind):
            if _is_cut(text, quantity, before, behind, onto=onto):
                return Turn("down", "arrival")
            if _is_made(text, quantity, before, behind):
                return Turn("up", "arrival")
    if onto:
        return None
    if quantity.unit in _MAY_BE_GIVEN_UP and _is_given_up(text, quantity, start, end):
        return Turn("down", "arrival")
    return _find_particle(text, quantity, start, end)


def _is_cut(text: str, quantity: Quantity, start: int, end: int, *, onto: bool) -> bool:
    """`streicht acht Stellen`, `will auf 300 Plätze verzichten`."""
    if quantity.unit and _CUT.search(text, start, quantity.start):
        return True
    return (
        onto and quantity.unit != "EUR" and _DONE_WITHOUT.match(text, quantity.end, end) is not None
    )


def _is_made(text: str, quantity: Quantity, start: int, end: int) -> bool:
    """`schafft drei Stellen`; new ones are no change by themselves."""
    if quantity.unit != "job" or " neue" in text[quantity.number.end : quantity.end]:
        return False
    made = _MADE.search(text, start, quantity.start) or _IS_MADE.match(text, quantity.end, end)
    return made is not None


def _is_given_up(text: str, quantity: Quantity, start: int, end: int) -> bool:
    """`Das Haus büßte zwölf Stellen ein`, `bauten 40 Stellen ab`: the object is what went."""
    if not _GIVEN_UP.match(text, quantity.end, end):
        return False
    return _GIVES_UP.search(text, max(start, quantity.start - 110), quantity.start) is not None


def _find_particle(text: str, quantity: Quantity, start: int, end: int) -> Turn | None:
    """`kamen drei weitere hinzu`, `4,5 Stellen fallen weg`: the clause's particle decides."""
    if not _ARRIVALS.has_between(text, quantity.end, min(end, quantity.end + _FARTHEST_ARRIVAL)):
        return None
    match = _ARRIVAL.match(text, quantity.end, end)
    if not match or is_reckoned(text, quantity, start):
        return None
    return Turn("up" if match["up"] else "down", "arrival")
