"""How a sentence without a statistic of its own goes on with the topic: pronouns and ellipses."""

import re

from pipelines.german.beginnings import begin_words
from pipelines.german.nouns import name_unit
from pipelines.statistics.circles import find_circle, find_sentence_circle
from pipelines.statistics.cues import load_phrase
from pipelines.statistics.insertions import is_in_relative
from pipelines.statistics.passage import (
    BY_CIRCLE,
    COUNTS,
    FITTING,
    STATISTICS,
    Found,
    Passage,
    Topic,
    find_territory,
    has_cue,
)
from pipelines.statistics.plain_nouns import TAKEN_UP
from pipelines.statistics.shares import FROM_WHOLE

_OF_AGE = frozenset({"arbeitslose", "arbeitslose_sgb2", "jugendarbeitslose"})
_COUNTED = STATISTICS | {"group", "young"}
THAT_IS = (
    r"[Dd](?:as|ies)\s(?:ist|sind|seien|war|waren|wären|entspricht|entsprach|bedeutete?|macht)"
)
"""`Das sind 16 Prozent`: what was told last, once more."""
_SPEAKS_OF_IT = re.compile(
    rf"""(?<!\w)(?:
        [Ss]ie | Die(?=\s(?:ist|war|lag|liegt|sank|sinkt|stieg|steigt|betrug|beträgt)(?!\w))
      | (?:sind|waren|seien)\ses | (?:[Ii]hre|[Dd]eren|[Dd]iese)\s(?:Zahl|Anzahl|Quote)
      | [Dd]ie\s(?:Zahl|Anzahl|Quote|Fallzahl)
        (?!\s(?:(?:der|des|an|aller|unter|in|im)(?!\w)|von\s\D))
      | [Dd](?:er|ieser)\s(?:[a-zäöüß]+e\s)?(?:Wert|Bestand|Rückgang|Anstieg|Zuwachs)
        (?!\s(?:der|des|von|an|bei)(?!\w))
      | [Mm]it\seine[mr]\s(?:Minus|Plus|Rückgang|Zuwachs|Anstieg|Abnahme|Zunahme)
      | {THAT_IS}
    )(?!\w)""",
    re.VERBOSE,
)

_CIRCLE = re.compile(
    r"(?<!\w)(?:Rechtskreis|Rechtsgebiet|Zuständigkeit|Bereich|SGB|Grundsicherung|Arbeitslosenversicherung)"
)


def speaks_of_it(passage: Passage, index: int) -> bool:
    """A pronoun or `die Zahl` before the quantity takes up what the text spoke of."""
    start = passage.quantities[index].start
    return _SPEAKS_OF_IT.search(passage.text, passage.start, start) is not None


def speaks_of_young(passage: Passage, index: int, topic: Topic) -> bool:
    """`waren mit 44 Jugendlichen 33 weniger gemeldet`, where the young unemployed are spoken of."""
    quantity = passage.quantities[index]
    return (
        topic.indicator == "jugendarbeitslose"
        and not topic.stale
        and quantity.unit == "person"
        and has_cue(passage, "young", quantity.number.end, quantity.end)
        and not any(cue.kind in COUNTS for cue in passage.cues)
        and any(passage.turns)
    )


def is_of_young(passage: Passage, index: int, topic: Topic) -> bool:
    """`bei den Jungen (-9)`, `die Zahl der unter 25-Jährigen sank auf 121`: of the unemployed."""
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    named = [cue for cue in passage.cues if before <= cue.start < start]
    kinds = [cue.kind for cue in named if cue.kind in _COUNTED]
    if kinds[-1:] != ["young"] or not _OF_AGE.issuperset(set(kinds) & COUNTS):
        return False
    of_topic = topic.near and (topic.group or "arbeitslose" in (topic.indicator or ""))
    return of_topic or any("arbeitslose" in cue.kind for cue in passage.cues)


def tells_circle(passage: Passage, index: int, topic: Topic) -> bool:
    """The unemployed of one legal circle, told apart: `ein Rückgang um 61 im SGB II`."""
    unemployed = topic.apart or (topic.indicator or "").startswith("arbeitslos")
    if not unemployed or not topic.near or any(cue.kind in COUNTS for cue in passage.cues):
        return False
    if find_circle(passage, index) is None:
        return False
    return _CIRCLE.search(passage.text, passage.start, passage.end) is not None


def carry_unemployed(topic: Topic, unit: str | None, rule: str) -> Found:
    """The people or the rate of the unemployed; the legal circle is still to be settled."""
    rate = unit in {"percent", "percentage_point"} and topic.unit == "percent"
    return Found("arbeitslosenquote" if rate else "arbeitslose", rule)


def carry(passage: Passage, index: int, topic: Topic, rule: str) -> Found:
    """The topic's statistic, in the legal circle that the sentence names."""
    base = (topic.indicator or "").removesuffix("_sgb2")
    if base in BY_CIRCLE and (find_circle(passage, index) or find_sentence_circle(passage, index)):
        return Found(base, rule)
    return Found(topic.indicator, rule, same=True)


_CHANGES = (
    r"(?:stiege?n?|sank(?:en)?|wuchs(?:en)?|nahm(?:en)?|ging(?:en)?|fiel(?:en)?|lag(?:en)?"
    r"|(?:erhöh|verringer|reduzier)ten?\ssich)"
)
_NUMBER_OF = re.compile(
    begin_words(
        r"(?:[Zz]ahl|Anzahl|Höhe|Menge|Anteil)\s(?:der|von|an(?:\sde[nr])?|aller)|[,;]\sdie\sder"
    )
    + r"\s(?:(?!\w{2,4}\s)[a-zäöüß]+\s){0,2}(?:[A-ZÄÖÜ][\w-]+er\s(?=[A-ZÄÖÜ]))?"
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_PHRASE = r"""(?:[Dd]ie|[Dd]er|[Dd]as|[Ii]hre|[Uu]nsere)\s(?:[a-zäöüß]+en?\s)?(?!(?:Anz|Z)ahl\s)
    (?P<noun>[A-ZÄÖÜ][\w-]+)"""
_SUBJECT = re.compile(rf"(?:[,;]\s|\sund\s|(?<!\w){_CHANGES}\s){_PHRASE}", re.VERBOSE)
_PASSIVE = re.compile(
    rf"(?<!\w)(?:wird|werden|wurden?)\s{_PHRASE}\s(?=[^,;.()]{{0,40}}um\s)",
    re.VERBOSE,
)
"""`werden die Regelsätze um zwölf Prozent angehoben`"""
_UM_OBJECT = re.compile(
    r"(?<!\w)(?:die|das|den|seinen?|ihren?)\s(?:[a-zäöüß]+e[nrs]?\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)\sum\s$"
)
"""`wenn die Miete die Grenzen um 20 Prozent überschreitet`, `die Zuschüsse um 10 Prozent kürzen`"""
_OBJECT = re.compile(
    r"""(?<!\w)(?:erhöh|steiger|senk|kürz|verringer|reduzier|heb|hob|stock)(?:t|te|ten|e?n)?\s
    (?:die|den|das|ihren?|seinen?)\s(?:[a-zäöüß]+en?\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)""",
    re.VERBOSE,
)
"""`Die Betriebe steigerten ihren Umsatz um`"""
_OPENING = re.compile(rf"[„“\"»•*–-]?\s?{_PHRASE}", re.VERBOSE)
"""A sentence that begins with its subject: `Die Mieten stiegen um`."""
_WITH = re.compile(
    r"(?<!\w)[Bb]ei\sden\s(?:[a-zäöüß]+en\s)?(?P<noun>[A-ZÄÖÜ][\w-]+n)\s(?=[a-zäöüß])(?!und\s|in\s|im\s|vor\s)"
)
"""`Bei den Klagen gab es einen Rückgang um`"""
_BEHIND = re.compile(
    rf"""\s(?:mehr\s|weniger\s)?{_CHANGES}\s
    (?:die|der|das|ihre)\s(?:[a-zäöüß]+en?\s)?(?!(?:Anz|Z)ahl\s)(?P<noun>[A-ZÄÖÜ][\w-]+)""",
    re.VERBOSE,
)
"""`Um zwölf Prozent stiegen die Mieten`"""
_MORE_THINGS = re.compile(r"\s(?:mehr|weniger)\s(?:[a-zäöüß]+e\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)")
"""`12 Prozent mehr Bewerber`: of these, and not of who or what was counted before."""
_TELLS = re.compile(
    r"""(?:\s(?:des|der|vom|für|im|in|von)?\s?[A-ZÄÖÜ][\w-]+){0,3}\s
    (?:meld|vermeld|verzeichn|registrier|zähl|verwies|verweis|sprach|sprich|nenn|nannte|weist|wies
      |freu|berichte|seh|sah|sieht|beziffer|zeig|ergib|ergab|zieh|zog|hebt|hob)""",
    re.VERBOSE,
)
"""`Die Behörde meldet ein Minus von`: who tells of it is not what is told of."""


_IN_A_TRADE = re.compile(
    rf"""(?<!\w)(?:[Ii]m|(?:[Ii]n|[Bb]ei|[Aa]uf|[Aa]us|[Ff]ür)(?:\sde[rmn])?)\s(?:Bereich\s)?
    (?:{"|".join(load_phrase("trades"))})(?!\w)[^,;.:]{{0,40}}$""",
    re.VERBOSE,
)
"""`In der Pflege sind es 85`: some of those spoken of."""


def is_in_a_trade(passage: Passage, index: int) -> bool:
    """The number is a single trade's: a part."""
    before, _ = find_territory(passage, index)
    return _IN_A_TRADE.search(passage.text, before, passage.quantities[index].start) is not None


def counts_other(passage: Passage, index: int) -> bool:
    """`die Zahl der Neumeldungen`: the clause counts what is no word of a statistic."""
    return _names_other(passage, index, _NUMBER_OF)


def counts_some(passage: Passage, index: int) -> bool:
    """`die Zahl der Menschen`: the clause counts somebody or something, whatever it is."""
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    return _NUMBER_OF.search(passage.text, before, start) is not None


def has_own_object(passage: Passage, index: int) -> bool:
    """`die Grenzen um 20 Prozent`: what is right before the difference is no statistic."""
    start = passage.quantities[index].start
    found = _UM_OBJECT.search(passage.text, max(passage.start, start - 60), start)
    return found is not None and _is_other(passage, found)


def has_own_things(passage: Passage, index: int, kind: str | None) -> bool:
    """`20 weniger Maßnahmen`, `4 Prozent mehr Bewerber`: the noun counts none of the statistic."""
    things = _MORE_THINGS.match(passage.text, passage.quantities[index].end, passage.end)
    unit = name_unit(things["noun"]) if things else None
    if things is None or unit is None:
        return False
    generic = things["noun"] in TAKEN_UP and kind not in FITTING.get(unit, {kind})
    things_alone = unit == "count" and passage.quantities[index].unit is None
    return things_alone or generic or _is_other(passage, things)


_OWN = (_NUMBER_OF, _SUBJECT, _PASSIVE, _OBJECT, _WITH)


def has_own_subject(passage: Passage, index: int) -> bool:
    """`stiegen die Mieten um`: the clause speaks of something itself, not of the topic."""
    if any(_names_other(passage, index, named) for named in _OWN):
        return True
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    behind = _BEHIND.match(passage.text, passage.quantities[index].end, passage.end)
    if behind is not None and _is_other(passage, behind):
        return True
    opening = _OPENING.match(passage.text, passage.start, start)
    if opening is None or before > passage.start or _TELLS.match(passage.text, opening.end()):
        return False
    return _is_other(passage, opening)


def _names_other(passage: Passage, index: int, pattern: re.Pattern[str]) -> bool:
    before, _ = find_territory(passage, index)
    start = passage.quantities[index].start
    found = pattern.finditer(passage.text, before, start)
    return any(is_total(passage, match) and _is_other(passage, match) for match in found)


_TOTAL = re.compile(r"[Zz]ahl(?:en)?(?!\w)|[Ss]umme|[Mm]enge|[Bb]estand")


def is_total(passage: Passage, match: re.Match[str]) -> bool:
    """`die Zahl der Klagen sank, die der Anträge`; `Leute, die der Kreis betreut` and rates not."""
    if not match[0].lstrip(",; ").startswith(("die der ", "jene der ")):
        return True
    if is_in_relative(passage.text, match.start("noun"), passage.start, passage.end):
        return False  # „die Zahl der Stellen, die der Agentur gemeldet wurden,"
    return _TOTAL.search(passage.text, passage.start, match.start()) is not None


def _is_other(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a noun is none of a statistic, nor one that goes on with it."""
    at, end = match.span("noun")
    bracket = passage.text.startswith(" (", end)  # „Familien (Bedarfsgemeinschaften)"
    reach = end + 2 if bracket else end
    known = any(c.start <= reach and at < c.end and c.kind != "flow" for c in passage.cues)
    return not known and match["noun"] not in TAKEN_UP


def is_told_again(passage: Passage, index: int) -> bool:
    """`Von den 7.044 Personen`: a large number of which the text told before what it is."""
    quantity = passage.quantities[index]
    if quantity.value not in passage.seen or quantity.unit in {"percent", "EUR"}:
        return False
    lead = max(passage.start, quantity.start - 24)
    return FROM_WHOLE.search(passage.text, lead, quantity.start) is not None
