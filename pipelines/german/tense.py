"""Whether a sentence looks back or ahead at the place where a date stands."""

import re
import tomllib
from bisect import bisect_left
from importlib import resources
from typing import Literal, NamedTuple

from pipelines.german.text import Span
from pipelines.german.words import WordTable

Tense = Literal["past", "present", "future", "state"]
"""`state` is `ist geschlossen`: it may be over or to come."""
_Role = Literal["past", "future", "maybe_past", "perfect", "passive", "participle", "present"]


class _Cue(NamedTuple):
    """A telling word of a sentence."""

    at: int
    role: _Role
    word: str


class Cues(NamedTuple):
    """What a sentence holds that tells its tense."""

    words: tuple[_Cue, ...]
    breaks: tuple[int, ...]
    """Where clauses end."""
    asides: tuple[Span, ...]
    """What stands between dashes or in brackets."""
    modal: bool
    """A modal verb of the past stands in it: `werden` is an infinitive then."""
    planned: bool
    """`geplant`, `vorgesehen`: with `ist` they look ahead."""


def _read_lexicon() -> dict[str, frozenset[str]]:
    file = resources.files("pipelines.german") / "lexicon" / "tense.toml"
    lists: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


_LEXICON = _read_lexicon()
_WORD = re.compile(r"[^\W\d_]{2,40}")
_NEAR = 60
"""So many characters hold the word in front of another."""
_BREAK = re.compile(r"[,;:()–“”»]| - ")
_ASIDE = re.compile(r"[ ]–[ ][^–]{3,160}[ ]–[ ]|\([^()]{3,160}\)")
_PARTICIPLE = re.compile(
    r"""
      \w{0,12} ge \w{2,20} (?:t|en)        # gestiegen, eingetroffen, gemeldet
    | (?:be|ver|er|ent|zer|miss|über|unter|wider) \w{2,20} (?:t|en)  # verkündet, übergeben
    | \w{3,20} iert                        # informiert
    """,
    re.VERBOSE,
)
_PLAIN_PARTICIPLE = re.compile(
    r"(?:an|auf|aus|ein|ab|zu|vor|nach|mit|bei|um|los|teil|fest|statt|fort)?ge[a-zäöüß]{3,20}(?:t|en)"
)
_PREFIX = re.compile(
    r"""\A(?: ab|an|auf|aus|bei|ein|fest|fort|frei|heran|heraus|herein|hervor|hin|hinaus|hinein
        | hinzu|hoch|los|mit|nach|nieder|offen|statt|teil|vor|voran|voraus|vorbei|weg|weiter|zu
        | zurück|zusammen | (?:be|ent|er|ver|zer|über|um|unter|wider)(?!\w+en\Z) )(?=\w{3})""",
    re.VERBOSE,
)
"""`überwies` is of the past, `überwiesen` a participle."""
_T_STEM = re.compile(r"(?<![tdnm])[aeiou](?<![aeä]u)ten\Z")
_HALTEN = re.compile(r"(?:h|st|w|sp|f|sch)alten\Z")
"""`halten`, `gestalten`, `verwalten`: verbs whose stem ends in -t; `galten` is a preterite."""
_SINCE = re.compile(r"\b[Ss]eit(?:\s+(?:de[mnr]|Anfang|Mitte|Ende)){0,2}\s*\Z")
_COMPARED = re.compile(
    r"""
    \b(?: [Gg]egenüber | (?:[Ii]m|[Zz]um)\s[Vv]ergleich\s(?:zu[mr]?|mit) | [Vv]erglichen\smit
        | als(?:\snoch)?\s(?:im|am) | [Ww]ie(?:\s(?:bereits|schon|zuletzt))?(?:\s(?:am|im))?
        | [Ii]m\s[Vv]erhältnis\szu[mr]? | [Vv]ersus | vs\.
        | (?:Prozent|%|[Pp]rozentpunkte|weniger|mehr|Plus|Minus|\))\szum )
    (?:\s+(?:de[mnr]|Anfang|Mitte|Ende)){0,2}\s*\Z
    """,
    re.VERBOSE,
)
_UNTIL = re.compile(
    r"""
    \b(?: [Aa]b
        | [Bb]is(?:\s+(?:zum|zur|spätestens|einschließlich|vorerst|voraussichtlich|zunächst)){0,2}
        | [Ss]pätestens(?:\s+(?:am|bis(?:\s+zum)?))? )
    (?:\s+(?:de[mn]|Anfang|Mitte|Ende))?\s*\Z
    """,
    re.VERBOSE,
)
_DATED = re.compile(
    r"""(?:bescheid|schreiben|urteil|beschluss|brief|antrag|gesetz|erlass|meldung|mitteilung|bericht
        |mail|anfrage|entscheidung|verfügung|artikel|protokoll|vereinbarung)\w{0,2}\s+vom\s+\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""`der Bescheid vom 20. Dezember`: what is dated was written."""
_DATA = (
    r"(?:[Zz]ahl(?:en)?|[Dd]aten|[Ww]erte?|[Ss]tatistik(?:en)?|[Bb]erichte?|[Bb]ilanz"
    r"|[Ee]rgebnis(?:se)?|[Aa]uswertung)"
)
_DATA_FOR = re.compile(
    rf"(?:{_DATA}\s+(?:für|aus|von|vom|zum|des)|[Rr]ück(?:blick|schau)\s+auf)\s+(?:de[nm]\s+|das\s+)?\Z"
)
"""`die Zahlen für August`, `Rückblick auf den Mai`: what is counted is over."""
_DATA_LIE = re.compile(rf"\s+lieg(?:t|en)\s(?:\w+\s){{0,5}}\w*{_DATA}")
"""`Für November liegt die Statistik vor`."""
_STILL_UNTIL = re.compile(r"\b[Nn]och\s+bis\s+(?:(?:zum|zur|Anfang|Mitte|Ende)\s+){0,2}\Z")
"""`die noch bis Jahresende gilt`: whatever the rest of its sentence tells."""
_ON = re.compile(r"\b(?:[Zz]um|[Aa]m|[Vv]om)\s*\Z")
_ATTRIBUTE = re.compile(r"[A-ZÄÖÜ][\w-]+\svom\s*\Z")
_RANGE = re.compile(r"bis|[–/-]| und ")
_NEXT_WORD = re.compile(r"[ ,]{1,3}([^\W\d_]+)")
_WORD_AND_PREPOSITION = re.compile(
    r"([^\W\d_]+)(?:\s+sich)?\s+(?:am|im|vom|zum|in|bis|ab)(?:\s+de[mnr])?\s*\Z"
)
_OPENING = re.compile(r"[„\"»]?(?:(?:Am|Im|Vom|Zum|In|Ab|Bis|Zur)\s+(?:de[nmr]\s+)?)?")
_HAVE = frozenset({"hat", "haben", "habe", "hätte", "hätten"})
_REACH = 300
"""A word further away belongs to something else."""
_HALF_AS_MUCH = 60
"""At this distance a word counts half as much as beside the date."""


def find_cues(text: str, sentence: Span) -> Cues:
    """The telling words of a sentence, and where its clauses end."""
    found: list[_Cue] = []
    modal = planned = False
    for at, (word, role) in _WORDS.find_between(text, sentence.start, sentence.end):
        if role == "maybe_past":
            before = _WORD.findall(text, max(sentence.start, at - _NEAR), at)
            if before and before[-1].lower() in _LEXICON["before_adjective"]:
                continue
            found.append(_Cue(at, "participle", word))
        found.append(_Cue(at, role, word))
        modal = modal or word in _LEXICON["past_modal"]
        planned = planned or word in _LEXICON["planned"]
    breaks = tuple(match.start() for match in _BREAK.finditer(text, sentence.start, sentence.end))
    asides = tuple(
        Span(match.start(), match.end())
        for match in _ASIDE.finditer(text, sentence.start, sentence.end)
    )
    return Cues(tuple(found), breaks, asides, modal, planned)


def _read_role(word: str) -> tuple[str, _Role] | None:
    lower = word.lower()
    role: _Role | None = None
    if lower in _LEXICON["perfect"]:
        role = "perfect"
    elif lower == "werden":
        role = "passive"
    elif lower in _LEXICON["past"] or lower in _LEXICON["past_modal"]:
        role = "past"
    elif word == lower and _PREFIX.sub("", lower, count=1) in _LEXICON["past"]:
        role = "past"  # `abschmolz`, `zurückging`, `erhob`
    elif lower in _LEXICON["future"] or lower in _LEXICON["planned"]:
        role = "future"
    elif word == lower and _ends_like_preterite(lower) and lower not in _LEXICON["no_preterite"]:
        base = lower[: lower.rindex("e")]
        if _PLAIN_PARTICIPLE.fullmatch(base):
            role = "participle"  # `geförderte Stellen`
        else:
            role = "maybe_past" if _is_participle(base) else "past"
    elif _is_participle(lower):
        role = "participle"
    return (word, role) if role else None


_WORDS = WordTable(_read_role)


def _ends_like_preterite(word: str) -> bool:
    """`zählten`, `arbeiteten`, `bauten`; not `bereiten`, `beraten`, whose stem ends in -t."""
    if not word.endswith(("te", "ten")):
        return False
    return _T_STEM.search(word) is None and _HALTEN.search(word) is None


def _is_participle(word: str) -> bool:
    return _PARTICIPLE.fullmatch(word) is not None or word in _LEXICON["participle"]


def read_tense(text: str, sentence: Span, mention: Span, cues: Cues | None = None) -> Tense | None:
    """Whether the sentence looks back or ahead at this mention; None where nothing tells.

    The nearest telling word decides, a word of the same clause before any other. `seit` looks
    back, `ab` and `bis` look ahead where no verb of the past stands against it. `cues` are those
    of the sentence, where they are known already.

    >>> read_tense("Am 30. November hat der Kreistag getagt.", Span(0, 40), Span(3, 15))
    'past'
    >>> read_tense("Die Messe findet am 14. Januar statt.", Span(0, 37), Span(20, 30))
    'future'
    """
    before = text[max(sentence.start, mention.start - 40) : mention.start]
    if (
        _SINCE.search(before)
        or _COMPARED.search(before)
        or _DATED.search(before)
        or _DATA_FOR.search(before)
        or _DATA_LIE.match(text, mention.end)
    ):
        return "past"
    if _STILL_UNTIL.search(before):
        return "future"
    cues = _cut_cues(cues or find_cues(text, sentence), mention)
    tense = _weigh_cues(cues, mention) or _read_neighbours(text, sentence, mention, cues)
    if tense != "past" and _UNTIL.search(before):
        return "future"
    if tense == "state":
        return None if _ON.search(before) else "past"
    if tense == "present" and _ON.search(before):
        ranges = _RANGE.search(text, mention.start, mention.end)
        return "past" if _ATTRIBUTE.search(before) and not ranges else "future"
    return tense


def looks_back(text: str, sentence: Span) -> bool:
    """Whether any verb of a sentence tells of the past.

    >>> looks_back("Zwei Busse waren unterwegs.", Span(0, 27))
    True
    >>> looks_back("Viele Menschen pendeln in die Stadt.", Span(0, 36))
    False
    """
    cues = find_cues(text, sentence)
    return any(cue.role == "past" or _tells_past(cues, cue) for cue in cues.words)


def _tells_past(cues: Cues, cue: _Cue) -> bool:
    return cue.role == "maybe_past" or (cue.role == "perfect" and _read_cue(cues, cue) == "past")


def _cut_cues(cues: Cues, mention: Span) -> Cues:
    """What stands near enough to matter."""
    first = bisect_left(cues.words, (mention.start - _REACH,))
    last = bisect_left(cues.words, (mention.end + _REACH,))
    return cues if last - first == len(cues.words) else cues._replace(words=cues.words[first:last])


def _weigh_cues(cues: Cues, mention: Span) -> Tense | None:
    """The tense of the cue that counts most: near, and in the same clause."""
    best: Tense | None = None
    most = 0.0
    for cue in cues.words:
        if cue.role == "participle" or mention.start <= cue.at < mention.end:
            continue
        tense = _read_cue(cues, cue)
        weight = _weigh(cues, cue.at, mention) if tense else 0.0
        if tense == "state" and _is_apart(cues, cue.at, mention):
            continue
        if weight > most:
            best, most = tense, weight
    return best


def _read_cue(cues: Cues, cue: _Cue) -> Tense | None:
    if cue.role == "passive":
        return None if cues.modal else "future"
    if cue.role == "perfect":
        if cues.planned:
            return "future"
        partners = [other for other in cues.words if _goes_with(cues, cue, other)]
        if not partners:
            return "present"
        if cue.word.lower() in _HAVE or any(o.word.lower() in _LEXICON["moved"] for o in partners):
            return "past"
        return "state"
    return "future" if cue.role == "future" else "past"


def _goes_with(cues: Cues, auxiliary: _Cue, other: _Cue) -> bool:
    """Whether it is the participle of the auxiliary: `ist` wants it in its own clause."""
    if other.role not in {"participle", "past"}:
        return False
    return auxiliary.word.lower() in _HAVE or not _count_breaks(cues, auxiliary.at, other.at)


def _weigh(cues: Cues, at: int, mention: Span) -> float:
    first, last = (mention.end, at) if at >= mention.end else (at, mention.start)
    gap, breaks = last - first, _count_breaks(cues, first, last)
    for aside in cues.asides:
        if first <= aside.start and aside.end <= last:  # „im Mai – so der Landrat – waren es"
            breaks -= _count_breaks(cues, aside.start, aside.end)
            gap -= aside.end - aside.start
        elif aside.start <= at < aside.end and not aside.start <= mention.start < aside.end:
            breaks += 2
    return 1.0 / ((1 + min(breaks, 3)) * (1 + gap / _HALF_AS_MUCH))


def _is_apart(cues: Cues, at: int, mention: Span) -> bool:
    """Whether it stands in another clause."""
    return _count_breaks(cues, at, mention.start) > 0


def _count_breaks(cues: Cues, one: int, other: int) -> int:
    first, last = min(one, other), max(one, other)
    return bisect_left(cues.breaks, last) - bisect_left(cues.breaks, first)


def _read_neighbours(text: str, sentence: Span, mention: Span, cues: Cues) -> Tense | None:
    """What no list of verbs tells: the finite verb stands second, a lone participle looks back.

    `Am Donnerstag informiert das Jobcenter`, `Das Jobcenter informiert am Donnerstag`, but
    `Im Mai neu eröffnet`.
    """
    behind = _NEXT_WORD.match(text, mention.end, sentence.end)
    before = _WORD_AND_PREPOSITION.search(
        text, max(sentence.start, mention.start - 40), mention.start
    )
    opens = _OPENING.fullmatch(text, sentence.start, mention.start)
    for match in (behind if opens else None, before):
        word = match[1] if match else ""
        if word.islower() and word.endswith("t") and len(word) > 3:
            return None if word in _LEXICON["no_present"] else "present"
    alone = any(
        cue.role == "participle" and _PLAIN_PARTICIPLE.fullmatch(cue.word) for cue in cues.words
    )
    return "past" if alone else None
