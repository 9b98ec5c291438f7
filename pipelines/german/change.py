"""Whether a number is a level or says by how much something changed, and which way."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from pipelines.german.quantities import Quantity

Direction = Literal["up", "down"]
Way = Literal["up", "down", "better", "worse"]

_LEXICON = tomllib.loads(
    (files("pipelines.german") / "lexicon" / "changes.toml").read_text(encoding="utf-8")
)


TURN_RULES = frozenset({"um", "noun", "more", "beside", "sign", "extra", "arrival", "coupled"})
"""The names of the rules here; each has two examples of its own under tests/."""


class Turn(NamedTuple):
    """A difference: which way, and the rule that saw it."""

    way: Way
    rule: str


class _Cue(NamedTuple):
    start: int
    end: int
    way: Way


def _words(*lists: Sequence[str]) -> str:
    """Alternatives of stems; `*` stands for any ending, a bare word ends where it ends."""
    stems = sorted({word for words in lists for word in words}, key=len, reverse=True)
    return "|".join(
        re.escape(stem[:-1]) + r"\w*" if stem.endswith("*") else re.escape(stem) for stem in stems
    )


_UP, _DOWN = _LEXICON["up"], _LEXICON["down"]
_UP_NOUNS, _DOWN_NOUNS = _words(_UP["nouns"]), _words(_DOWN["nouns"])


def _first_letters(*lists: Sequence[str]) -> str:
    """Large and small letters that the words begin with: most words fail at a look at them."""
    firsts = {word[0] for words in lists for word in words}
    return "".join(sorted({letter for first in firsts for letter in first.lower() + first.upper()}))


_CUE_WORDS = (
    *(_UP["verbs"], _UP["nouns"], _DOWN["verbs"], _DOWN["nouns"]),
    *(_LEXICON["swing"]["better"], _LEXICON["swing"]["worse"]),
)
_CUES = re.compile(
    rf"""\b(?=[{_first_letters(*_CUE_WORDS)}])
    (?i: (?P<up> {_words(_UP["verbs"], _UP["nouns"])})
      | (?P<down> {_words(_DOWN["verbs"], _DOWN["nouns"])})
      | (?P<better> {_words(_LEXICON["swing"]["better"])})
      | (?P<worse> {_words(_LEXICON["swing"]["worse"])})
    )(?!\w)""",
    re.VERBOSE,
)
_PARTICLE: dict[str, Way] = {
    **dict.fromkeys(_LEXICON["particles"]["up"], "up"),
    **dict.fromkeys(_LEXICON["particles"]["down"], "down"),
}
_SPLIT_VERB = re.compile(
    r"\b(?=[nlsgf])(?P<verb>nahmen|nahm|nimmt|nehmen|legten|legte|legt|legen|stiegen|stieg|steigt|gingen|ging|geht|gehen|fallen|fiel)"
    r"(?!\w)[^.;:]{0,140}?(?<!\w)(?P<particle>zu|ab|zurück|an|weg)(?=\s*(?:[.,;:)–]|$|\s(?:und|oder|auf\s\d)|\())"
)
_NOUN_BEFORE = re.compile(
    rf"""\b(?=[{_first_letters(_UP["nouns"], _DOWN["nouns"])}])
      (?:(?P<up>{_UP_NOUNS})|(?P<down>{_DOWN_NOUNS}))
      \s? (?:[:(=]\s?|\s?(?:von|um|in\sHöhe\svon|beträgt|betrug)\s)?
      (?:jeweils\s|nur\s|insgesamt\s)? $""",
    re.VERBOSE,
)
_NOUN_AFAR = re.compile(
    rf"""betr(?<!\wbetr)(?:ug|ägt|age)\s(?:der|die|das)\s
      (?:(?P<up>{_UP_NOUNS})|(?P<down>{_DOWN_NOUNS}))\s[^,.;:()\d]{{1,60}}\s $""",
    re.VERBOSE,
)
"""`betrug der Rückgang der Arbeitslosigkeit im Kreis 63 Prozent`"""
_BY = re.compile(
    r"[Uu](?<!\w[Uu])m\s(?:jeweils\s|nur\s|insgesamt\s|immerhin\s|sogar\s|lediglich\s|genau\s|exakt\s|noch\seinmal\s|weitere\s)?$"
)
_SIGN = re.compile(r"(?P<before>^|[\s(/,:=|]|[^\w\s])(?P<sign>[+\u2212±–-])\s?$")
_SIGNS = frozenset("+-–±\u2212")
_MORE_UP, _MORE_DOWN = _words(_LEXICON["more"]["up"]), _words(_LEXICON["more"]["down"])
_MORE = re.compile(
    rf"""\s(?:(?:Arbeitslose|Personen|Menschen|Fälle|Euro)n?\s)?
    (?:deutlich\s|noch\s)?
    (?:(?P<up>{_MORE_UP})|(?P<down>{_MORE_DOWN}))(?!\w)(?!\s(?:lang|Zeit))""",
    re.VERBOSE,
)
_MORE_AFTER = re.compile(
    rf"\)\s(?:[A-ZÄÖÜ]\w+\s)?(?:(?P<up>{_MORE_UP})|(?P<down>{_MORE_DOWN}))(?!\w)"
)
_THAT_IS = re.compile(r"(?<!\w)(?:[Dd]as|[Dd]ies|[Ee]s)\s(?:sind|waren|bedeute\w+|heißt)\s$")
_BESIDE = re.compile(
    r"""\s(?P<word>über|unter|oberhalb|unterhalb)\s(?:dem|den|der|des)\s
     (?:\w+\s)?(?:Vor\w+|Vergleichs\w+|Stand|Wert\w*|Niveau|Ergebnis|Januar|Februar|März|April|Mai|Juni|Juli
       |August|September|Oktober|November|Dezember)(?!\w)""",
    re.VERBOSE,
)
_EXTRA = re.compile(rf"(?<!\w)(?:{_words(_LEXICON['extra']['up'])})\s$", re.IGNORECASE)
_EXTRA_INSIDE = re.compile(r"\szusätzliche[nr]?\s", re.IGNORECASE)
_COUPLED = re.compile(
    r"""\s?(?: \s(?:oder|bzw\.|beziehungsweise|respektive)\s(?:um\s)?
      | \s?[/=]\s? | \s?\(\s?(?:=\s?)?
      | ,\s(?:also|das\s(?:sind|entspricht|waren|ist)|was|d\.\s?h\.)\s(?:um\s|rund\s)?
      | \s(?:mehr|weniger|höher|niedriger)\s\(
      | \sund\sdamit\s(?:um\s)? | \s–\s(?:das\s(?:sind|entspricht)\s|oder\s)?)""",
    re.VERBOSE,
)
_EITHER = re.compile(r"\s(?:oder|bzw\.|beziehungsweise|respektive)\s(?:um\s)?|\s?/\s?")
_ELSEWHERE = re.compile(
    r"(?:\szu|\sab|\szurück)?\s\((?:[Ii]m\s|[Ii]n\s)?[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?:\s?(?:um\s)?"
)
_FROM_TO = re.compile(r"\s(?:\([^()]{0,40}\)\s)?auf\s")
_FARTHEST_ARRIVAL = 90
"""Characters within which `_ARRIVAL` ends."""
_ARRIVING = ("zu", "weg", "spar", "strichen")
"""What all its words hold, one or the other."""
_ARRIVAL = re.compile(
    r"[^.,;:()]{0,70}?(?<!\w)(?P<way>hinzu|weg|wegfallen|hinzugekommen|weggefallen|dazugekommen|dazu\skam\w*|einsparen|einzusparen|eingespart|gestrichen|zu\sstreichen)(?!\w)"
)


def find_turns(
    text: str, quantities: Sequence[Quantity], start: int, end: int
) -> list[Turn | None]:
    """For each quantity of the sentence `text[start:end]` its way if it is a difference.

    >>> from pipelines.german.quantities import find_quantities
    >>> text = "Die Zahl ist um 25 auf 2.340 gesunken."
    >>> [turn and turn.way for turn in find_turns(text, find_quantities(text), 0, len(text))]
    ['down', None]
    """
    cues: list[_Cue] | None = None
    turns: list[Turn | None] = []
    for index, quantity in enumerate(quantities):
        # „45 Betriebe mehr als 300 Stellen": that `mehr` is the next one's own
        last = index + 1 == len(quantities)
        turn = _turn_beside(text, quantity, start, end if last else quantities[index + 1].start)
        if turn is None and _BY.search(text, max(start, quantity.start - 16), quantity.start):
            if cues is None:
                cues = _find_cues(text, start, end)
            way = _nearest(text, cues, quantity)
            turn = Turn(way, "um") if way else None
        turns.append(turn)
    _read_more_behind(text, quantities, turns, start, end)
    _couple(text, quantities, turns)
    return turns


def _read_more_behind(
    text: str, quantities: Sequence[Quantity], turns: list[Turn | None], start: int, end: int
) -> None:
    """`97 (1,4 %) weniger als`, `das sind 88 Haushalte und 211 Personen mehr`: both differ."""
    for index in range(1, len(quantities)):
        this, before = quantities[index], quantities[index - 1]
        gap = text[before.end : this.start]
        if gap == " (" and turns[index] is None:
            more = _MORE_AFTER.match(text, this.end, end)
            if more:
                turns[index - 1 : index + 1] = [Turn("up" if more["up"] else "down", "more")] * 2
        elif gap == " und " and turns[index - 1] is None and before.unit is not None:
            turn = turns[index]
            if turn and turn.rule == "more" and _THAT_IS.search(text, start, before.start):
                turns[index - 1] = turn


def _find_cues(text: str, start: int, end: int) -> list[_Cue]:
    cues = [
        _Cue(match.start(), match.end(), cast("Way", match.lastgroup))  # its groups are the ways
        for match in _CUES.finditer(text, start, end)
    ]
    for match in _SPLIT_VERB.finditer(text, start, end):
        way = _PARTICLE.get(f"{match['verb']} {match['particle']}")
        if way:
            cues.append(_Cue(match.start(), match.start("particle"), way))
    cues.sort()
    return cues


def _nearest(text: str, cues: list[_Cue], quantity: Quantity) -> Way | None:
    """The cue of the number's own clause, else the nearest before, else the nearest behind."""
    best: tuple[int, Way] | None = None
    for cue in cues:
        if cue.end <= quantity.start:
            gap = text[cue.end : quantity.start]
        else:
            gap = text[quantity.end : max(quantity.end, cue.start)]
        barriers = gap.count(",") + 2 * gap.count(";") + 2 * gap.count(" und ") + gap.count("(")
        cost = len(gap) + 60 * barriers
        if best is None or cost < best[0]:
            best = cost, cue.way
    return best[1] if best else None


def _turn_beside(text: str, quantity: Quantity, start: int, end: int) -> Turn | None:  # noqa: PLR0911  # each return is a rule
    """What the words right before or behind the number say."""
    begin = quantity.start
    marked = not _SIGNS.isdisjoint(text[max(start, begin - 2) : begin])
    sign = _SIGN.search(text, max(start, begin - 4), begin) if marked else None
    if sign:
        turn = _read_sign(text, sign, start)
        if turn:
            return turn
    noun = _NOUN_BEFORE.search(text, max(start, begin - 44), begin)
    noun = noun or _NOUN_AFAR.search(text, max(start, begin - 110), begin)
    if noun and not _levels_follow(text, quantity, noun):
        return Turn("up" if noun["up"] else "down", "noun")
    more = _MORE.match(text, quantity.end, end)
    if more:
        return Turn("up" if more["up"] else "down", "more")
    beside = _BESIDE.match(text, quantity.end, end)
    if beside and quantity.unit != "year":
        return Turn("up" if beside["word"].startswith(("über", "ober")) else "down", "beside")
    if "usätzlich" in text[max(start, begin - 14) : begin] and _EXTRA.search(
        text, max(start, begin - 14), begin
    ):
        return Turn("up", "extra")
    if quantity.end - quantity.number.end > 12 and _EXTRA_INSIDE.search(
        text, quantity.number.end, quantity.end
    ):
        return Turn("up", "extra")
    return _turn_arrival(text, quantity, end)


def _turn_arrival(text: str, quantity: Quantity, end: int) -> Turn | None:
    """`kamen drei weitere hinzu`, `4,5 Stellen fallen weg`: the clause's particle decides."""
    reach = min(end, quantity.end + _FARTHEST_ARRIVAL)
    if all(text.find(part, quantity.end, reach) < 0 for part in _ARRIVING):
        return None
    match = _ARRIVAL.match(text, quantity.end, end)
    if not match:
        return None
    return Turn("up" if match["way"].startswith(("hinzu", "dazu")) else "down", "arrival")


def _levels_follow(text: str, quantity: Quantity, noun: re.Match[str]) -> bool:
    """`Anstieg von 303 auf 834`: two levels, whatever the noun says; but `Plus von 61 auf 563`."""
    if noun[0].lower().startswith(("plus", "minus")):
        return False
    return noun[0].endswith("von ") and bool(_FROM_TO.match(text, quantity.end))


def _read_sign(text: str, sign: re.Match[str], start: int) -> Turn | None:  # noqa: PLR0911  # each return is a rule
    mark, at = sign["sign"], sign.start("sign")
    before = text[start:at].rstrip()
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
    if last in "(/=:|,;" and (last == "(" or not spaced):
        return Turn("down", "sign")
    if not spaced and text[at - 1].isspace():
        return Turn("down", "sign")
    return Turn("down", "sign") if before.endswith((" mit", " von")) else None


def _couple(text: str, quantities: Sequence[Quantity], turns: list[Turn | None]) -> None:
    """`46 oder 1,3 Prozent`: what is coupled to a difference is one, backwards and forwards."""
    for index in range(1, len(quantities)):
        this, before = quantities[index], quantities[index - 1]
        one, other = turns[index - 1], turns[index]
        if (one is None) == (other is None) or before.end > this.start:
            continue
        gap = text[before.end : this.start]
        if one is not None and this.unit == before.unit and _ELSEWHERE.fullmatch(gap):
            turns[index] = Turn(one.way, "coupled")  # „um 4,7 % (Land: 5,9 %)"
            continue
        if len(gap) > 40 or not _COUPLED.fullmatch(gap):
            continue
        turn = one or other
        assert turn is not None  # noqa: S101  # one of the two is
        counted = before.unit == "percent" and this.unit in {"person", "household", "case", "job"}
        if other is None and (
            counted or this.unit in {"percent", "percentage_point", None, before.unit}
        ):
            # „um 25 (2.340)": a bare bracket behind a difference is a level
            if this.unit is None and "(" in gap:
                continue
            turns[index] = Turn(turn.way, "coupled")
        elif (
            one is None
            and (before.unit in {None, this.unit} or this.unit == "percent")
            and _EITHER.fullmatch(gap)
        ):
            turns[index - 1] = Turn(turn.way, "coupled")
