"""What becomes of a sum of money, where it is not what a Jobcenter spends or may spend."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from pipelines.german.beginnings import begin_words
from pipelines.german.quantities import Quantity
from pipelines.german.stems import Stems
from pipelines.german.words import WordTable
from pipelines.statistics.passage import Passage, Topic, find_territory, has_cue

BUDGET = 100000
"""Euros: so much a Jobcenter spends; less is what one person or one project gets."""
_FARTHEST = 80
"""So many characters behind a sum its verb is looked for."""
_IN_OTHER_WORDS = re.compile(
    r"(?:(?:\s(?:mehr|weniger))?(?:,|\s[–-])\s(?:also|mithin|somit|sprich|das\s(?:sind|waren|wären|ist|wäre)|was)|\soder|\s(?:an)?statt|\sbzw\.|\s\()\s?(?:[a-zäöü]+\s)?$"
)
"""`12,6 Prozent, also eine Million Euro`: what is said of the one is said of the other."""
_NEXT = re.compile(r",\s|\s\(|\s[–-]\s|[;:]\s|\s(?:und|auf)\s")
_OUT_OF = re.compile(r"(?<!\w)[Vv]o(?:n\s(?:de[nr]|diese[nr]|dem)|m)\s[^,;:.()]{0,80}$")
"""`Von den 20 Millionen Euro trägt der Bund zehn`: the verb is the second number's."""
_SAID = {
    "head": re.compile(begin_words(r"[Pp]ro|[Jj]e") + r"\s(?!Monat|Jahr|Quartal)[^\W\d]"),
    "left": re.compile(
        begin_words("[Nn]icht")
        + r"\s(?:[a-zäöü]+\s){0,2}(?:ab(?:gerufen|geflossen)|ausge(?:schöpft|geben)"
        + r"|verbraucht|verausgabt|genutzt)(?!\w)"
    ),
    "foreseen": re.compile(
        begin_words(
            r"""g(?:eht|ehen|ing|ingen)\s[^.,;]{0,40}?\s?davon\saus
          | w(?:ird|erden)\s[^.;]{0,100}?\s(?:liegen|betragen|belaufen|erreichen|steigen|ansteigen
            |klettern|wachsen|übersteigen|summieren)(?=[\s.,;]|$)
          | (?:liegen|betragen|belaufen|erreichen|steigen|klettern|wachsen)\sw(?:ird|erden)"""
        )
        + r"(?!\w)",
        re.VERBOSE,
    ),
    "shared": re.compile(
        begin_words(r"(?:|be|aus)zahl|überw[ei]{2}s|g[ai]b|geb|gewähr|stell")
        + r"[a-zäöü]{0,4}\s[^.;:,]{0,40}?"
        r"(?<!\w)(?:de[nm]|an\s(?:die|den))\s(?:Länder|Kommunen|Landkreise?|Kreisen?|Städten?"
        r"|Gemeinden)n?(?!\w)"
    ),
    "asked": re.compile(begin_words("sag") + r"(?:te|ten|t|en)\s[^.;:]{0,80}?\szu(?=[\s.,;]|$)"),
    "owed": re.compile(
        begin_words(r"[Zz]u(?<!\w[Zz]u)\s(?:Unrecht|viel|wenig)(?!\w)|[Mm]issbrauch", within=True)
    ),
}
"""What several words say together."""
_ALWAYS = ("owed", "left", "asked", "shared", "single")


@cache
def _load_words() -> Stems[str]:
    data = tomllib.loads((files("pipelines.statistics") / "money.toml").read_text(encoding="utf-8"))
    words = [(word, role) for role, table in data.items() for word in table["words"]]
    words += [(word[0].upper() + word[1:], role) for word, role in words if word[0].islower()]
    return Stems(words)


def _judge(word: str) -> frozenset[str] | None:
    if word == "zurück":
        return frozenset({"back"})
    roles = _load_words().find(word)
    return frozenset(roles) if roles else None


_WORDS = WordTable(_judge)


def is_amount(quantity: Quantity) -> bool:
    """Euros, or a bare number of millions, which may be some."""
    return quantity.unit == "EUR" or (quantity.unit is None and quantity.number.scale is not None)


def is_other_sum(passage: Passage, index: int) -> bool:
    """Money that is not spent."""
    role = find_role(passage, index) if is_amount(passage.quantities[index]) else None
    return role not in {None, "costing"}


def bears_share(passage: Passage, index: int, topic: Topic) -> bool:
    """The share of what is spent that another authority bears: `nach der Quote 12,6 Prozent`."""
    money = topic.indicator == "ausgaben" or has_cue(
        passage, "ausgaben", passage.start, passage.end
    )
    money = money or any(other.unit == "EUR" for other in passage.quantities)
    return money and find_role(passage, index) in {"borne", "shared"}


def find_role(passage: Passage, index: int) -> str | None:
    """What the clause of a sum says that it is, by the names of money.toml; None for spending.

    `costing` is left to who asks: what costs may be a statistic.
    """
    since, end = _find_own_words(passage, index)
    roles = _list_roles(passage, index, since, end)
    roles |= {role for role, said in _SAID.items() if said.search(passage.text, since, end)}
    ours = bool(roles) and has_cue(passage, "jobcenter", since, end)
    from_above = "givers" in roles and not ours
    said = {
        "head": True,
        **dict.fromkeys(_ALWAYS, True),
        "back": "falling" not in roles,
        "borne": "own" in roles or from_above,
        "received": from_above,
        "foreseen": "budgeted" not in roles and passage.turns[index] is None,
        "costing": True,
    }
    return next((role for role, true in said.items() if true and role in roles), None)


_CLAUSE_OVER = re.compile(
    r"\s(?:hat|habe|haben|hatten?|ist|sind|waren?|wird|werden|wurden?|kann|können|sollen?),\s(?!der\s|die\s|das\s)"
)
"""`die sich beteiligt haben, gaben 311 Millionen Euro aus`: another clause before."""


def _find_own_words(passage: Passage, index: int) -> tuple[int, int]:
    """From the number before to where what is said of the next one begins."""
    quantities, text = passage.quantities, passage.text
    before, behind = find_territory(passage, index)
    for later in range(index + 1, len(quantities)):
        if not _IN_OTHER_WORDS.search(text, quantities[later - 1].end, quantities[later].start):
            break
        _, behind = find_territory(passage, later)
    since = before
    for clause in _CLAUSE_OVER.finditer(text, before, quantities[index].start):
        since = clause.end()
    if since > before:
        return since, behind
    while index and before > passage.start:
        earlier = quantities[index - 1]
        since = before - len(earlier.noun)
        if not _IN_OTHER_WORDS.search(text, earlier.end, quantities[index].start):
            break
        index -= 1
        before, _ = find_territory(passage, index)
        since = before
    if behind < passage.end and _OUT_OF.search(text, since, quantities[index].start):
        behind = quantities[index].end
    return since, behind


def _list_roles(passage: Passage, index: int, since: int, end: int) -> set[str]:
    quantity = passage.quantities[index]
    stop = min(end, quantity.end + _FARTHEST)
    roles: set[str] = set()
    for at, found in _WORDS.find_between(passage.text, since, stop):
        if at >= quantity.end and end < passage.end and _is_of_next(passage.text, quantity.end, at):
            break
        roles |= found
    return roles


def _is_of_next(text: str, start: int, at: int) -> bool:
    """Behind a sum, where another number follows: a new clause has begun."""
    return _NEXT.search(text, start, at) is not None
