"""The words of a sentence that tell whether it looks back or ahead, and its clauses."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from importlib import resources
from typing import Literal, NamedTuple

from pipelines.german.text import Span
from pipelines.german.words import WordTable

_Role = Literal["past", "future", "maybe_past", "perfect", "passive", "participle", "infinitive"]


class Cue(NamedTuple):
    """A telling word of a sentence."""

    at: int
    role: _Role
    word: str


class Cues(NamedTuple):
    """What a sentence holds that tells its tense."""

    words: Sequence[Cue]
    breaks: Sequence[int]
    """Where clauses end."""
    stops: Sequence[int]
    """Where one main clause ends and another begins: at a colon or semicolon."""
    asides: Sequence[Span]
    """What stands between dashes or in brackets."""
    modal: bool
    """A modal verb of the past stands in it: `werden` is an infinitive then."""
    planned: bool
    """`geplant`, `vorgesehen`: with `ist` they look ahead."""


def _read_lexicon() -> dict[str, frozenset[str]]:
    file = resources.files("pipelines.german") / "lexicon" / "tense.toml"
    lists: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


LEXICON = _read_lexicon()
HAVE = frozenset({"hat", "haben", "habe", "hatte", "hatten", "hätte", "hätten"})
_PAST: frozenset[_Role] = frozenset({"past", "maybe_past", "perfect"})
_HAD = frozenset({"hatte", "hatten"})
DONE = frozenset({"wurde", "wurden", "worden"})
_OPENS = ("„", "“", '"', "»", "«", "(", ":", "\n", "•", "–", "-", "*", "|")
_OPENING = 12
_WORD = re.compile(r"[^\W\d_]{2,40}")
_COMPARED = (" als ", " als ursprünglich ", " als zunächst ", " wie ")
"""`mehr als geplant`: what is told came otherwise, or as it was meant."""
_NEAR = 60
"""So many characters hold the word in front of another."""
_REACH = 300
"""A word further away belongs to something else."""
_BREAK = re.compile(
    r"""
    [,;:()–“”»] | [ ]-[ ]
  | [ ](?:und|oder|aber|sowie)[ ]
    (?= (?: die|der|das|de[nm]|deren|dessen|denen|was|wer|wo )[ ]
        (?: am|im|in|ab|zu[mr]|bis|seit|vo[mn]|nach|vor|mit|bei|für|auf|an|sich|es|sie|nun
          | jetzt|dann|dort|auch|noch|erst|schon|bereits|künftig|nicht )[ ]
      | (?: nach|mit|bei|von|aus|in|an|auf|für|durch|über|um )[ ](?:de[mnr]|denen|die|das)[ ]
        (?: die|de[nr]|das|eine?|es|sie|sich )[ ]
      | (?: wird|werden|wurden?|soll|sollen|sollten?|hat|haben|hatten?|ist|sind|waren?|kann|können
          | konnten?|will|wollen|wollten?|muss|müssen|mussten?|darf|dürfen|dürften?|könnten?
          | müssten?|bleibt|bleiben|gilt
          | läuft )[ ]
    )
    """,
    re.VERBOSE,
)
"""Where a clause ends: at a mark, or where `und` goes on with a pronoun or a verb of its own."""
_STOP = re.compile(r"[;:] ")
_NAME = re.compile(r"[„»\"](?!\s)[^„“”»«\".,;:!?\n]{2,60}(?P<end>[“”«\"])(?=\s[a-zäöü(–])")
"""`das Projekt „Brücken bauen“ ist …`: a name, in which no verb tells and no clause ends."""
_ASIDE = re.compile(r"[ ]–[ ][^–]{3,160}[ ]–[ ]|\([^()]{3,160}\)")
_PARTICIPLE = re.compile(
    r"""
      \w{0,12} ge \w{2,20} (?:t|en)        # gestiegen, eingetroffen, gemeldet
    | (?:be|ver|er|emp|ent|zer|miss|über|unter|wider) \w{2,20} (?:t|en)  # verkündet, übergeben
    | \w{3,20} iert                        # informiert
    """,
    re.VERBOSE,
)
_SEPARABLE = "|".join(sorted(LEXICON["separable"], key=len, reverse=True))
_EITHER = "durch|über|um|unter"
"""`bringt unter`, but `unterschreibt`."""
_INSEPARABLE = f"{_EITHER}|be|ent|er|ver|zer|wider"
PLAIN_PARTICIPLE = re.compile(rf"(?:{_SEPARABLE}|{_EITHER})?ge[a-zäöüß]{{3,20}}(?:t|en)")
_TO = re.compile(
    r"zu [a-zäöüß]{2,25}n(?=[,.;:!?)–“]|\Z| (?:und|oder|sowie|als|wie|ist|sind|war|hat|haben)\b)"
)
_JOINED_INFINITIVE = re.compile(rf"(?:{_SEPARABLE}|{_EITHER})zu[a-zäöüß]{{3,20}}n")
_AUXILIARY_BEHIND = re.compile(
    r" (?:werden|wird|worden|wurden?|haben|hat|habe|hatten?|sein|ist|sind|seien?|waren?)\b"
)
_NO_PARTICIPLE = (
    r"(?:[a-zäöü]{0,4}[au](?!nden)[^aeiouäöüy]{0,3}[^aeiouäöüyt]|[bt]r?at|[fhlrst]ie[fßlt]|[fgh]ing"
    r"|hielt|schlief|fand)en\Z"
)
_PREFIX = re.compile(
    rf"\A(?:{_SEPARABLE}|(?:{_INSEPARABLE})(?!(?!{_NO_PARTICIPLE})\w+en\Z))(?=\w{{3}})"
)
"""`überwies`, `übernahmen` are of the past, `überwiesen` a participle."""
_ANY_PREFIX = re.compile(rf"\A(?:{_SEPARABLE}|{_INSEPARABLE})(?=\w{{5}})")
"""`befürchten` is as little a preterite as `fürchten`."""
_T_STEM = re.compile(r"(?<![tdnm])[aeiou](?<![aeä]u)ten\Z")
_ADJECTIVE = re.compile(
    r"""
    (?: (?:ig|lich|isch|sam|bar|haft|los|ell|eu|e|ch|[klrfgbpd]|(?<!gri)n|(?<!bre)m)ste
      | größte | (?<!pl)ante | (?<!di)ente | hafte | weite | (?<!sch)werte | echte | ekte
      | (?<!h)akte | ette | (?<![ae])ute | ate | (?<!e)ite | ote | bekannte | bewusste
      | berechtigte | beschäftigte | genannte
    ) n? \Z
  | \A un(?!ter) \w+ te n? \Z
  | \A (?:alt|best|eng|fein|frisch|gut|heiß|hoch|lang|leicht|neu|schwer|selbst|viel|weit|wohl)
    (?:be|ent|er|ge|ver|zer) \w+ te n? \Z
    """,
    re.VERBOSE,
)
"""`höchste`, `bundesweite`, `unerwartete`, `wohlverdiente`: no verb of the past ends so."""
_HALTEN = re.compile(r"(?:h|st|w|sp|f|sch)alten\Z")
"""`halten`, `gestalten`, `verwalten`: verbs whose stem ends in -t; `galten` is a preterite."""


def cut_near(sentence: Span, mention: Span) -> Span:
    """What of a sentence stands near enough to a date to say something of it."""
    return Span(
        max(sentence.start, mention.start - _REACH), min(sentence.end, mention.end + _REACH)
    )


def find_cues(text: str, sentence: Span) -> Cues:
    """The telling words of a sentence, and where its clauses end."""
    found: list[Cue] = []
    modal = planned = False
    names = [Span(m.start(), m.end()) for m in _NAME.finditer(text, *sentence)]
    for at, (word, role) in _WORDS.find_between(text, sentence.start, sentence.end):
        if names and _is_inside(names, at):
            continue
        if word == "zu" and not _TO.match(text, at, sentence.end):
            continue
        if word[0].isupper() and not _tells_in_capitals(text, sentence, at, word):
            continue
        if role == "maybe_past":
            before = _WORD.findall(text, max(sentence.start, at - _NEAR), at)
            if before and before[-1].lower() in LEXICON["before_adjective"]:
                continue
            found.append(Cue(at, "participle", word))
        if role == "future" and text.endswith(_COMPARED, sentence.start, at):
            continue
        joined = role == "past" and _AUXILIARY_BEHIND.match(text, at + len(word), sentence.end)
        # „bezogen werden soll" is no preterite
        found.append(Cue(at, "participle" if joined else role, word))
        modal = modal or word.lower() in LEXICON["past_modal"]
        planned = planned or word.lower() in LEXICON["planned"]
    breaks = [match.start() for match in _BREAK.finditer(text, *sentence)]
    if names:
        breaks = [at for at in breaks if not _is_inside(names, at)]
    asides = [Span(match.start(), match.end()) for match in _ASIDE.finditer(text, *sentence)]
    stops = [match.start() for match in _STOP.finditer(text, *sentence)]
    ends = breaks
    if asides:  # what is inserted ends no clause: „haben 612 (Vorjahr: 590) Menschen gefunden"
        stops = [at for at in stops if not _is_inside(asides, at)]
        ends = [at for at in breaks if not (_is_inside(asides, at) or _is_inside(asides, at + 1))]
    return Cues(_tell_participles(found, ends), breaks, stops, asides, modal, planned)


def may_look_back(text: str, sentence: Span) -> bool:
    """Whether a word of a sentence may tell of the past."""
    return any(role in _PAST for _, (_, role) in _WORDS.find_between(text, *sentence))


def _is_inside(asides: Sequence[Span], at: int) -> bool:
    before = bisect_left(asides, (at,)) - 1
    return before >= 0 and at < asides[before].end


def _tells_in_capitals(text: str, sentence: Span, at: int, word: str) -> bool:
    """A verb where a sentence or a quotation begins, or a noun that tells: no `neue Zahlen`."""
    if word.lower() in LEXICON["nouns"]:
        return True
    before = text[max(sentence.start, at - _OPENING) : at].rstrip(" ")
    return before.endswith(_OPENS) or not before


def _tell_participles(found: list[Cue], breaks: Sequence[int]) -> list[Cue]:
    """`hat am Montag eröffnet`: with its auxiliary it is a participle, not `eröffnet am Montag`."""
    if not any(cue.word in _BOTH for cue in found):
        return found
    clauses = [bisect_left(breaks, cue.at) for cue in found]
    words: dict[int, set[str]] = {}
    for cue, clause in zip(found, clauses, strict=True):
        words.setdefault(clause, set()).add(cue.word.lower())
    return [
        cue._replace(role="participle")
        if cue.word in _BOTH and _goes_with_any(cue.word, words[clause])
        else cue
        for cue, clause in zip(found, clauses, strict=True)
    ]


def _goes_with_any(word: str, clause: set[str]) -> bool:
    """Whether an auxiliary is among a clause's words; `hat geschlossen` tells how things are."""
    planned = word in LEXICON["planned"]
    if planned and word not in LEXICON["acts"] and not clause.isdisjoint(_HAD):
        return True
    if not planned and not clause.isdisjoint(HAVE):
        return True
    return not clause.isdisjoint(DONE)


def _read_role(word: str) -> tuple[str, _Role] | None:
    lower = word.lower()
    role: _Role | None = None
    if word[0].isupper() and lower in LEXICON["no_verbs"]:
        return None
    if word == "zu" or (word == lower and _JOINED_INFINITIVE.fullmatch(word)):
        role = "infinitive"
    elif lower in LEXICON["perfect"]:
        role = "perfect"
    elif lower == "werden":
        role = "passive"
    elif _is_listed_preterite(word):
        role = "past"
    elif lower in LEXICON["future"] or lower in LEXICON["planned"]:
        role = "future"
    elif word == lower and _ends_like_preterite(lower):
        base = lower[: lower.rindex("e")]
        if PLAIN_PARTICIPLE.fullmatch(base):
            role = "participle"  # `geförderte Stellen`
        else:
            role = "maybe_past" if is_participle(base) else "past"
    elif is_participle(lower):
        role = "participle"
    return (word, role) if role else None


_WORDS = WordTable(_read_role)


def _is_listed_preterite(word: str) -> bool:
    """`sank`, `musste`; also with a prefix: `abschmolz`, `zurückging`, `erhob`."""
    lower = word.lower()
    if lower in LEXICON["past"] or lower in LEXICON["past_modal"]:
        return True
    return word == lower and _PREFIX.sub("", lower, count=1) in LEXICON["past"]


def _ends_like_preterite(word: str) -> bool:
    """`zählten`, `arbeiteten`, `bauten`; not `bereiten`, `beraten`, whose stem ends in -t."""
    if not word.endswith(("te", "ten")):
        return False
    if not LEXICON["no_preterite"].isdisjoint((word, _ANY_PREFIX.sub("", word))):
        return False
    return not any(pattern.search(word) for pattern in (_T_STEM, _HALTEN, _ADJECTIVE))


def is_participle(word: str) -> bool:
    """Whether it looks like a participle of the past.

    >>> is_participle("gestiegen"), is_participle("steigend")
    (True, False)
    """
    return _PARTICIPLE.fullmatch(word) is not None


_BOTH = frozenset(filter(is_participle, LEXICON["future"] | LEXICON["planned"]))
"""Verbs of the present that are written like their participle, as `eröffnet` and `erhalten`."""
