"""What the build of a clause tells of a date's tense, where no list of verbs does."""

import re
from typing import Literal, NamedTuple

from pipelines.german.beginnings import begin_words
from pipelines.german.tense_words import (
    LEXICON,
    PLAIN_PARTICIPLE,
    Cues,
    cut_near,
    is_participle,
)
from pipelines.german.text import Span

_ARTICLE = (
    r"(?:[dD](?:ie|er|as|en|em|es)|(?:[kK]ein|[eE]in|[iI]hr|[sS]ein|[uU]nser|[dD]ies|[aA]ll)(?:e[nmrs]?)?"
    r"|[zZ]u[mr]|[iI]m|[bB]eim)"
)
_PREPOSITION = r"(?:am|im|in|vom|zum|zur|ab|bis|für|auf|zu|nach|vor|von|gegen)"
_ATTRIBUTE_BEFORE = re.compile(
    rf"""
    {begin_words(_ARTICLE)} \s
    (?:(?:erst|bereits|schon|noch|zunächst|ursprünglich|nur|allein) \s ){{0,2}}
    (?P<preposition> {_PREPOSITION} (?:\s(?:zum|zur|in))? \s (?:de[mnr] \s)? )?
    (?: (?:Anfang|Mitte|Ende) \s )? \Z
    """,
    re.VERBOSE,
)
"""`die im …`, `den Ende …`: an article before a preposition begins an attribute."""
_BARE_PREPOSITION = re.compile(
    rf"(?<![.!?:;,])\s({_PREPOSITION})\s(?:(?:zum|zur|de[mnr])\s)?(?:(?:Anfang|Mitte|Ende)\s)?\Z"
)
_PART_OR_YEAR = re.compile(r"Anfang|Mitte|Ende|Jahres|Monats|\d{4}(?![\d.])")
_MARK = re.compile(r"[,;:.()–]")
_ADJECTIVE = re.compile(
    r"\s(?P<stem>[a-zäöüß]{4,40}?)e[nrsm]?\s"
    r"(?=(?:[a-zäöüß-]{3,30}e[nrsm]?\s){0,2}(?:\d[\d.,]*\s|[„\"])?[A-ZÄÖÜ])"
)
_OTHER_NOUN = re.compile(
    r"\s(?:de[rnms]|d(?:ie|as)|eine[rnms]?|[iv][mn]|am|beim|zu[mr]|vom|ihre[rnms]?|seine[rnms]?)\s$"
)
"""What the adjective behind it belongs to begins here."""
_REACH = 90
"""So many characters hold an attribute."""
_OF_A_DAY = re.compile(r"[A-ZÄÖÜ][\w-]+\svom\s*\Z")
_SINCE = re.compile(r"\b[Ss]eit(?:\s+(?:de[mnr]|Anfang|Mitte|Ende)){0,2}\s*\Z")
_AHEAD = re.compile(r"\b(?:[Ff]ür|[Zz]u[mr]|[Aa]b|[Bb]is)\s(?:de[mn]\s)?\Z")

_BACKDATED = re.compile(
    begin_words("[Rr]ückwirkend|[Nn]achträglich")
    + r"\s(?:(?:ab|zum|zur|vom|seit|für|auf)\s)?(?:den\s|die\s|dem\s)?(?:Monat\s)?\Z"
)
_SAID = re.compile(
    r"(?:[“”»\"],?\s(?:[Ss]o|[Ll]aut|sagt|betont|lobt|meint|freut\ssich|unterstreicht)"
    r"|,\s(?:[Ss]o|[Ll]aut))\s"
    r"(?:de[rnms]|die|das|(?-i:[A-ZÄÖÜ]))[^,.;:„]{0,90}\s(?:am|vom)\s\Z"
)
"""`„…“, so der Landrat am Montag`."""
_SAYING_MARKS = (" so ", "aut ", "“", "”", "»", '"')
_BEHIND_IT = re.compile(
    r"\b(?:[Nn]ach|[Aa]us)\s(?:de[mnr]|ein(?:em|er)|d?ies(?:em|er)|(?:ihr|sein)(?:em|er))\s"
    r"(?:[\w-]+\s){1,3}(?:am|vom|im)\s\Z"
)
"""`Nach der Auftaktveranstaltung am 5. Mai`: mostly just over, whatever is told in the present."""
_VERB_BEHIND = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:(?:,|\s(?:und|sowie))\s(?:(?:am|im|vom)\s)?\d\d?\.\s?\w{3,12}){0,3}"
    r"\s([a-zäöüß]{4,30})(?=\s)"
)
"""What follows a date, and those beside it."""
_VERB_BEFORE = re.compile(
    r"(?<!\w)([a-zäöüß]{4,30})\s"
    r"(?:(?:wieder|erneut|auch|erst|bereits|schon|gemeinsam|herzlich|gleich|dann|uns|sich|sie)\s){0,2}"
    r"(?:am|im|vom|zum|in|bis|ab)\s(?:zu[mr]\s|de[mnr]\s)?\Z"
)
_VERB_INVERTED = re.compile(
    r"(?<=[\w)“\",]\s)([a-zäöüß]{3,30}(?:en|eln|ern))\s"
    r"(?=(?:die|alle|sie|wir|beide|viele|zahlreiche|mehrere|insgesamt|rund|mehr\sals|wieder|auch)\s)"
)
"""`Zum zweiten Mal laden die Partner am 15. Oktober ein`: the subject stands behind."""
_OPENING = re.compile(
    r"\s?[„\"»]?(?:\w+\s){0,3}(?:\d\d?\.\s\w+\s(?:und|sowie)\s(?:(?:am|im|vom)\s)?)?"
)
_SUBORDINATE = re.compile(
    r"[\s,;:]*(?:dass|ob|weil|wenn|falls|sofern|damit|sobald|bevor|wo|wer|denen|deren|welche[rs]?)\s"
)
"""Its verb stands last, also in the plural: `dass im Juni alle wechseln`."""
_CLOSING = re.compile(
    r"""
    (?P<apposition> ,\s (?:einem|dem|ab|um|von|zwischen|jeweils|also|in\sder\sZeit|\d) \s
        [^,;.]{1,40} )? ,
    (?! \s (?:wie|dass|weil|da|wenn|ob|wo|so|damit|sodass|nachdem|bevor|obwohl|während) \s )
    """,
    re.VERBOSE,
)
"""`Am Samstag, 15. Oktober, lädt …`, `Am 15. Oktober, einem Samstag, lädt …`."""
_WORD = re.compile(r"[^\W\d_]+")


def is_over(before: str) -> bool:
    """Whether the words right before a date say that it is over, whatever the verb.

    >>> is_over("gilt rückwirkend zum "), is_over("gilt noch bis ")
    (True, False)
    """
    if _BACKDATED.search(before):
        return True
    return any(mark in before for mark in _SAYING_MARKS) and _SAID.search(before) is not None


def lies_behind(before: str) -> bool:
    """Whether it is the day of what went before the news: `Nach dem Auftakt am`.

    >>> lies_behind("Nach dem Auftakt am "), lies_behind("Nach Angaben des Kreises am ")
    (True, False)
    """
    return ("ach " in before or "us " in before) and _BEHIND_IT.search(before) is not None


def dates_noun(before: str) -> bool:
    """Whether a date says from when the noun before it is: `die Richtlinie vom`.

    >>> dates_noun("gilt die Richtlinie vom "), dates_noun("es gilt vom ")
    (True, False)
    """
    return _OF_A_DAY.search(before) is not None


def is_since(before: str) -> bool:
    """Whether something began on the date: `seit Anfang`.

    >>> is_since("steigt seit dem "), is_since("steigt ab dem ")
    (True, False)
    """
    return _SINCE.search(before) is not None


def close_date(text: str, sentence: Span, mention: Span) -> Span:
    """The date with the comma, or the apposition, that closes it and ends no clause.

    >>> text = "Am Samstag, 15. Mai, ist Messe."
    >>> close_date(text, Span(0, len(text)), Span(3, 19))
    Span(start=3, end=20)
    """
    behind = _CLOSING.match(text, mention.end, sentence.end)
    if behind is None or (behind["apposition"] is None and "," not in text[slice(*mention)]):
        return mention
    return Span(mention.start, behind.end())


def looks_on(before: str) -> bool:
    """Whether what is announced or planned lies on the date, not the announcing: `für Mai`.

    >>> looks_on("wurde für "), looks_on("wurde im ")
    (True, False)
    """
    return _AHEAD.search(before) is not None


class Attribute(NamedTuple):
    """What a date stands in between an article and its noun: `der am 5. Juli beschlossene`."""

    tense: Literal["past", "present", "future"]
    end: int
    """Where the noun begins, or the number before it."""


def find_attribute(text: str, sentence: Span, mention: Span) -> Attribute | None:
    """The attribute that the date stands in, if it stands in one: its tense is not the verb's.

    >>> text = "Der am 5. Juli beschlossene Entwurf soll geändert werden."
    >>> find_attribute(text, Span(0, len(text)), Span(7, 14))
    Attribute(tense='past', end=28)
    """
    before = text[max(sentence.start, mention.start - 40) : mention.start]
    front = _ATTRIBUTE_BEFORE.search(before)
    if front is None:
        return None
    if not (front["preposition"] or _PART_OR_YEAR.match(text, mention.start)):
        return None
    for word in _ADJECTIVE.finditer(text, mention.end, min(sentence.end, mention.end + _REACH)):
        if _MARK.search(text, mention.end, word.start()):
            return None
        if _OTHER_NOUN.search(text, mention.end, word.start() + 1):
            continue  # „zum Jahresende Anträge im vereinfachten Verfahren"
        tense = _read_participle(word["stem"], before, front["preposition"] or "")
        if tense is not None:
            return Attribute(tense, word.end())
    return None


def read_bare_attribute(
    text: str, sentence: Span, mention: Span
) -> Literal["past", "present", "future"] | None:
    """The time of `um bis 30. Juni geplante Kurse`: without an article a participle stands next.

    A verb may be written so (`im Juni beendeten 30 Menschen`), which is past as well.
    """
    word = _ADJECTIVE.match(text, mention.end, sentence.end)
    if word is None:
        return None
    before = text[max(sentence.start, mention.start - 40) : mention.start]
    preposition = _BARE_PREPOSITION.search(before)
    return _read_participle(word["stem"], before, preposition[1]) if preposition else None


def _read_participle(
    stem: str, before: str, preposition: str
) -> Literal["past", "present", "future"] | None:
    if stem.endswith("end"):
        return "present"
    if stem in LEXICON["intended"] or (stem in LEXICON["acts"] and looks_on(before)):
        return "future"
    if stem in LEXICON["acts"] or is_participle(stem):
        return "present" if preposition.startswith("bis") else "past"
    return None


def read_infinitive(cues: Cues, clause: Span, mention: Span) -> Literal["past", "present"] | None:
    """The time of `…, die Grenzen zum 1. April anzupassen`: near; the past behind `es gelang`.

    The infinitive stands behind the date, and its clause has no verb of its own.
    """
    infinitive = False
    for cue in cues.words:
        if clause.start <= cue.at < clause.end:
            if cue.role == "infinitive":
                infinitive = infinitive or cue.at >= mention.end
            elif cue.role in {"past", "future", "perfect", "passive"}:
                return None
    if not infinitive:
        return None
    return "past" if any(cue.word.lower() in LEXICON["done"] for cue in cues.words) else "present"


def finds_present(text: str, clause: Span, mention: Span) -> bool:
    """Whether an unknown verb of the clause is in the present.

    It stands behind the date that opens the clause, anywhere before the date, or at the end.

    >>> text = "Im Herbst zieht das Amt um."
    >>> finds_present(text, Span(0, 26), Span(3, 9))
    True
    """
    if _OPENING.fullmatch(text, clause.start, mention.start):
        behind = _VERB_BEHIND.match(text, mention.end, clause.end)
        if behind and _is_verb(behind[1], plural=True):
            return True
    near = cut_near(clause, mention)
    words = (word[0] for word in _WORD.finditer(text, near.start, mention.start))
    if any(_is_verb(word, plural=False) for word in words):
        return True
    inverted = _VERB_INVERTED.finditer(text, near.start, mention.start)
    if any(_is_verb(verb[1], plural=True) for verb in inverted):
        return True
    before = _VERB_BEFORE.search(text, max(clause.start, mention.start - 40), mention.start)
    if before and _is_verb(before[1], plural=True):
        return True
    last = _last_word(text, mention.end, clause.end) if near.end == clause.end else ""
    plural = _SUBORDINATE.match(text, clause.start, mention.start) is not None
    if is_participle(last) and not (plural and last.endswith("en")):
        return False
    return _is_verb(last, plural=plural) or (plural and last in LEXICON["perfect"])


def _last_word(text: str, start: int, end: int) -> str:
    """The last word of what stands there, if it is in small letters."""
    rest = text[start:end].rstrip(' .!?“”»"')
    word = rest[rest.rfind(" ") + 1 :]
    return word if word.isalpha() else ""


def _is_verb(word: str, *, plural: bool) -> bool:
    if len(word) <= 3 or not word.islower() or word in LEXICON["no_present"]:
        return False
    if word.endswith("t"):
        return PLAIN_PARTICIPLE.fullmatch(word) is None
    ends = word.endswith(("en", "eln", "ern"))
    return plural and ends and PLAIN_PARTICIPLE.fullmatch(word) is None
