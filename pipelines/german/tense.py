"""Whether a sentence looks back or ahead at the place where a date stands."""

import re
from bisect import bisect_left
from typing import Literal

from pipelines.german.beginnings import begin_words
from pipelines.german.date_compared import is_older
from pipelines.german.tense_clauses import (
    close_date,
    dates_noun,
    find_attribute,
    finds_present,
    is_over,
    is_since,
    lies_behind,
    looks_on,
    read_bare_attribute,
    read_infinitive,
)
from pipelines.german.tense_prepared import find_prepared, was_once_meant
from pipelines.german.tense_relative import ends_relative
from pipelines.german.tense_speech import find_speech
from pipelines.german.tense_words import (
    DONE,
    HAVE,
    LEXICON,
    PLAIN_PARTICIPLE,
    Cue,
    Cues,
    cut_near,
    find_cues,
    may_look_back,
)
from pipelines.german.text import Span

Tense = Literal["past", "present", "future", "state"]
"""`state` is `ist geschlossen`: it may be over or to come."""
_UNTIL = re.compile(
    r"""
    \b(?: [Aa]b
        | [Bb]is(?:\s+(?:zum|zur|spätestens|einschließlich|vorerst|voraussichtlich|zunächst
            |(?:längst|höchst|mindest|wenigst)ens|maximal|zumindest)){0,2}
        | (?:[Ss]|[Aa]llers)pätestens(?:\s+(?:am|bis(?:\s+zum)?))? )
    (?:\s+(?:de[mn]|Anfang|Mitte|Ende))?\s*\Z
    """,
    re.VERBOSE,
)
_WRITINGS = (
    *("bescheid", "schreiben", "urteil", "beschluss", "brief", "antrag", "gesetz", "erlass"),
    *("meldung", "mitteilung", "bericht", "mail", "anfrage", "entscheidung", "verfügung"),
    *("artikel", "protokoll", "vereinbarung"),
)
_DATED = re.compile(
    begin_words("|".join(f"[{w[0]}{w[0].upper()}](?i:{w[1:]})" for w in _WRITINGS), within=True)
    + r"(?i:\w{0,2}\s+vom\s+\Z)"
)
"""`der Bescheid vom 20. Dezember`: what is dated was written."""
_DATA = (
    r"(?:[Zz]ahl(?:en)?|[Dd]aten|[Ww]erte?|[Ss]tatistik(?:en)?|[Bb]erichte?|[Bb]ilanz"
    r"|[Ee]rgebnis(?:se)?|[Aa]uswertung)"
)
_DATA_FOR = re.compile(
    begin_words(rf"{_DATA}\s+(?:für|aus|von|vom|zum|des)|[Rr]ück(?:blick|schau)\s+auf", within=True)
    + r"\s+(?:de[nm]\s+|das\s+)?\Z"
)
"""`die Zahlen für August`, `Rückblick auf den Mai`: what is counted is over."""
_DATA_LIE = re.compile(rf"\s+lieg(?:t|en)\s(?:\w+\s){{0,5}}\w*{_DATA}")
"""`Für November liegt die Statistik vor`."""
_FROM = re.compile(r"\b[Aa]b\s(?:dem\s)?\Z")
_BACKDATED = re.compile(r"(?<!\w)(?:[Rr]ückwirkend|[Nn]achträglich)")
"""`Leistungen ab dem 1. Januar können rückwirkend beantragt werden`"""
_DATA_COME = re.compile(
    r"\s+(?:(?:werden|wird)(?!\w)|erschein|folg(?:t|en)(?!\w)|komm(?:t|en)(?!\w)|gibt\s"
    r"|lieg(?:t|en)\s(?:voraussichtlich|erst|ab|am|im|in|Anfang|Mitte|Ende)(?!\w))"
)
"""`Die Zahlen für November werden … veröffentlicht`: over or not, the nearest is meant."""
_SPAN = re.compile(r"\sbis\s|[–-]")
_ON = re.compile(r"\b(?:[Zz]um|[Aa]m|[Vv]om|ist\sder|sich\sden)\s*\Z")
_BESIDE = 9
"""So many characters stand between a participle and `hat` behind it: ` worden `."""
_FIXED = 120
"""So many characters hold what tells the tense whatever the verb."""
_HALF_AS_MUCH = 60
"""At this distance a word counts half as much as beside the date."""


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
    if _DATA_FOR.search(before) and _DATA_COME.match(text, mention.end):
        return None
    if (
        is_since(before)
        or is_older(before)
        or _DATED.search(before)
        or _DATA_FOR.search(before)
        or _DATA_LIE.match(text, mention.end)
    ):
        return "past"
    far = text[max(sentence.start, mention.start - _FIXED) : mention.start]
    if is_over(far):
        return "past"
    attribute = find_attribute(text, sentence, mention)
    if attribute is not None:
        return attribute.tense
    bare = read_bare_attribute(text, sentence, mention)
    if bare is not None:
        return bare
    mention = close_date(text, sentence, mention)
    near = cut_near(find_speech(text, sentence, mention), mention)
    cues = _cut_cues(cues or find_cues(text, sentence), near)
    return _heed_prepositions(text, sentence, mention, _read_clause(text, sentence, mention, cues))


def _heed_prepositions(
    text: str, sentence: Span, mention: Span, tense: Tense | None
) -> Tense | None:
    """What `ab`, `bis`, `zum` before a date make of its clause's tense."""
    before = text[max(sentence.start, mention.start - 40) : mention.start]
    near = cut_near(sentence, mention)
    if tense != "past" and was_once_meant(text, near):
        return None
    prepared = tense != "future" and find_prepared(
        text, mention, near, until=tense == "past" and _UNTIL.search(before) is not None
    )
    if prepared:
        return "future" if prepared == "ahead" else None
    if tense != "past" and _UNTIL.search(before):
        backdated = _FROM.search(before) and _BACKDATED.search(text, *near)
        return "past" if backdated else "future"
    if tense != "past" and lies_behind(before):
        return None
    if (
        tense == "present"
        and _ON.search(before)
        and (_SPAN.search(text, *mention) or not dates_noun(before))
    ):
        return "future"
    return tense


def looks_back(text: str, sentence: Span) -> bool:
    """Whether any verb of a sentence tells of the past.

    >>> looks_back("Zwei Busse waren unterwegs.", Span(0, 27))
    True
    >>> looks_back("Viele Menschen pendeln in die Stadt.", Span(0, 36))
    False
    >>> looks_back("Es hilft Menschen, die ihre Arbeit verloren haben.", Span(0, 50))
    False
    """
    if not may_look_back(text, sentence):
        return False
    cues = find_cues(text, sentence)
    told = [cue for cue in cues.words if cue.role == "past" or _tells_past(cues, cue)]
    return any(not ends_relative(text, sentence, Span(c.at, c.at + len(c.word))) for c in told)


def _tells_past(cues: Cues, cue: Cue) -> bool:
    return cue.role == "maybe_past" or (cue.role == "perfect" and _read_cue(cues, cue) == "past")


def _cut_cues(cues: Cues, near: Span) -> Cues:
    """Those that stand near enough, and what is inserted between them."""
    first, last = bisect_left(cues.words, (near.start,)), bisect_left(cues.words, (near.end,))
    begin, end = bisect_left(cues.asides, near), bisect_left(cues.asides, (near.end,))
    return cues._replace(words=cues.words[first:last], asides=cues.asides[max(begin - 1, 0) : end])


def _read_clause(text: str, sentence: Span, mention: Span, cues: Cues) -> Tense | None:
    """The tense of its own clause, else that of the nearest; a lone participle looks back."""
    clause = _find_clause(cues, sentence, mention)
    infinitive = read_infinitive(cues, clause, mention)
    if infinitive is not None:
        return infinitive
    if _was_announced(cues, clause) and not looks_on(
        text[max(clause.start, mention.start - 40) : mention.start]
    ):
        return "past"
    near, own = _weigh_cues(cues, mention)
    if not own and finds_present(text, clause, mention):
        return "present"
    if near is not None:
        return near
    alone = any(
        cue.role == "participle"
        and clause.start <= cue.at < clause.end
        and PLAIN_PARTICIPLE.fullmatch(cue.word)
        for cue in cues.words
    )
    return "past" if alone else None


def _was_announced(cues: Cues, clause: Span) -> bool:
    """`Ende Juni angekündigt hatte`: the announcing is told of, not what is announced."""
    words = [cue.word.lower() for cue in cues.words if clause.start <= cue.at < clause.end]
    return any(word in LEXICON["acts"] for word in words) and any(
        word in HAVE or word in DONE for word in words
    )


def _find_clause(cues: Cues, sentence: Span, mention: Span) -> Span:
    """From the break before the date to the one behind it."""
    first = bisect_left(cues.breaks, mention.start)
    last = bisect_left(cues.breaks, mention.end)
    return Span(
        cues.breaks[first - 1] + 1 if first else sentence.start,
        cues.breaks[last] if last < len(cues.breaks) else sentence.end,
    )


def _weigh_cues(cues: Cues, mention: Span) -> tuple[Tense | None, bool]:
    """The tense of the cue that counts most, and whether it stands in the date's own clause."""
    best: Tense | None = None
    most, own = 0.0, False
    for cue in cues.words:
        if cue.role in {"participle", "infinitive"} or mention.start <= cue.at < mention.end:
            continue
        tense = _read_cue(cues, cue)
        weight, near = _weigh(cues, cue.at, mention) if tense else (0.0, False)
        if tense == "state" and _count_breaks(cues, cue.at, mention.start):
            continue
        if weight > most:
            best, most, own = tense, weight, near
    return best, own


def _read_cue(cues: Cues, cue: Cue) -> Tense | None:
    if cue.role == "passive" or (cue.role == "future" and cue.word.endswith("en")):
        return None if cues.modal else "future"  # „konnte im Oktober nicht stattfinden"
    if cue.role == "perfect":
        if cues.planned and _goes_with_a_plan(cues, cue):
            return "future"
        partners = [other for other in cues.words if _goes_with(cues, cue, other)]
        if not partners:
            return "present"
        if cue.word.lower() in HAVE or any(o.word.lower() in LEXICON["moved"] for o in partners):
            return "past"
        return "state"
    return "future" if cue.role == "future" else "past"


def _goes_with_a_plan(cues: Cues, auxiliary: Cue) -> bool:
    """`Die Zahl ist gesunken – für Mai sind weitere Busse angekündigt`: only the second does."""
    return any(
        other.word.lower() in LEXICON["planned"] and not _count_breaks(cues, auxiliary.at, other.at)
        for other in cues.words
    )


def _goes_with(cues: Cues, auxiliary: Cue, other: Cue) -> bool:
    """Whether it is the participle of the auxiliary: `ist` wants it in its own clause.

    That of `haben` stands right before it, or behind it in the same main clause.
    """
    if other.role not in {"participle", "past"}:
        return False
    if auxiliary.word.lower() not in HAVE:
        return not _count_breaks(cues, auxiliary.at, other.at)
    if other.at < auxiliary.at:
        beside = auxiliary.at - other.at - len(other.word) <= _BESIDE
        return beside and not _count_breaks(cues, other.at, auxiliary.at)
    ends = auxiliary.at + len(auxiliary.word)
    if _count_breaks(cues, ends, ends + 1):  # „wer keinen Bescheid hat, bekommt …"
        return False
    return bisect_left(cues.stops, auxiliary.at) == bisect_left(cues.stops, other.at)


def _weigh(cues: Cues, at: int, mention: Span) -> tuple[float, bool]:
    first, last = (mention.end, at) if at >= mention.end else (at, mention.start)
    gap, breaks = last - first, _count_breaks(cues, first, last)
    for aside in cues.asides:
        if first <= aside.start and aside.end <= last:  # „im Mai – so der Landrat – waren es"
            breaks -= _count_breaks(cues, aside.start, aside.end)
            gap -= aside.end - aside.start
        elif aside.start <= at < aside.end and not aside.start <= mention.start < aside.end:
            breaks += 2
    return 1.0 / ((1 + min(breaks, 3)) * (1 + gap / _HALF_AS_MUCH)), breaks <= 0


def _count_breaks(cues: Cues, one: int, other: int) -> int:
    first, last = min(one, other), max(one, other)
    return bisect_left(cues.breaks, last) - bisect_left(cues.breaks, first)
