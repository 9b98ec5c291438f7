"""Nouns of change before a number: `Anstieg um`, `Minus von`, `Kostensenkung von`."""

import re

from pipelines.german.change_words import (
    ADVERBS,
    DOWN_HEADS,
    DOWN_NOUNS,
    LEXICON,
    UP_HEADS,
    UP_NOUNS,
    Way,
    find_cues,
    has_noun_of_change,
    join_first_letters_of,
)
from pipelines.german.quantities import SHARES, Quantity

_UP, _DOWN = LEXICON["up"], LEXICON["down"]
_NOUN_BEFORE = re.compile(
    rf"""(?: \b(?=[{join_first_letters_of(_UP["nouns"], _DOWN["nouns"])}])
        (?: (?P<up>{UP_NOUNS}) | (?P<down>{DOWN_NOUNS}) )
      | (?=[{join_first_letters_of(_UP["heads"], _DOWN["heads"])}]) (?<=[a-zäöüß-])
        (?: (?P<up_head>{UP_HEADS}) | (?P<down_head>{DOWN_HEADS}) ) )
      \s? (?:[:(=]\s? | \s?(?:von|um|in\sHöhe\svon|beträgt|betrug|lag\sbei|liegt\sbei)\s)?
      {ADVERBS} $""",
    re.VERBOSE,
)
_NOUN_OF = re.compile(
    rf"""\b(?=[{join_first_letters_of(_UP["nouns"], _DOWN["nouns"])}])
      (?: (?P<up>{UP_NOUNS}) | (?P<down>{DOWN_NOUNS}) )
      (?: \s(?:der|des|den|dem|die|bei|beim|in|im|für|am|an|zum|innerhalb|binnen|seit|von|und
        |[a-zäöüß]{{3,}}e[nrms]|[A-ZÄÖÜ][\w-]+) ){{1,8}}
      (?:\s(?:von|in\sHöhe\svon)|:)\s{ADVERBS} $""",
    re.VERBOSE,
)
"""`ein Rückgang der Fallzahlen im Kreis von 4 Prozent`, `Anstieg der Fallzahlen: 4 Prozent`"""
_NOUN_AFAR = re.compile(
    rf"""\b(?=[blgsdwifh]) (?: (?:betr(?:ug|ägt|age)|lag|liegt|war|ist|fiel|fällt|hatte
              |(?:bel(?:ief|äuft|aufe)|summierte?)\ssich)
            \s(?:der|die|das|ihr|sein)
      | (?:größte|stärkste|höchste|deutlichste)[nr]?(?:\s[a-zäöüß]+e[nr]?)? ) \s
      (?:(?P<up>{UP_NOUNS})|(?P<down>{DOWN_NOUNS})) (?:\s[^.,;:()\d]{{1,60}})?
      (?:\sbei\s|\smit\s|\sauf\s|\s|,\s) {ADVERBS} $""",
    re.VERBOSE,
)
"""`betrug der Rückgang der Arbeitslosigkeit im Kreis 63 Prozent`"""
_NOUN_WAS = re.compile(
    rf"""\b(?=[DdIi]) (?:[Dd]er|[Dd]ie|[Dd]as|[Ii]hre?|[Dd]iese[rs]?)\s(?:[a-zäöüß]+e\s)?
      (?:(?P<up>{UP_NOUNS})|(?P<down>{DOWN_NOUNS})) (?:\s[^.,;:()\d]{{1,60}})?
      \s(?:fiel|fällt|ist|war|lag|liegt|betrug|beträgt
        |(?:bel(?:ief|äuft|aufe)|summierte?)\ssich)\s
      (?:(?:also|hier|dort|damit|dabei|demnach|somit|dagegen|hingegen)\s)?
      (?:(?:mit|bei|auf)\s)? {ADVERBS} $""",
    re.VERBOSE,
)
"""`Der Rückgang im Kreis fiel mit 3 Prozent geringer aus`"""
_NOUN_LAST = re.compile(
    rf"""\b(?=[DdIi]) (?:[Dd]er|[Dd]ie|[Dd]as|[Ii]hre?|[Dd]iese[rs]?)\s(?:[a-zäöüß]+e\s)?
      (?:(?P<up>{UP_NOUNS})|(?P<down>{DOWN_NOUNS})) (?:\s[^.,;:()\d]{{1,80}})?
      \s (?:(?:mit|bei)\s)? {ADVERBS} $""",
    re.VERBOSE,
)
"""`…, dass der Anstieg im Bezirk bei 2 Prozent lag`: the verb stands behind."""
_WAS_BEHIND = re.compile(r"\s(?:lag|liegt|betrug|beträgt|betrage|liege|ausfiel|ausmachte?)(?!\w)")
_FOR_EACH = re.compile(r"\sfür\sjede[nrs]?\s(?:weitere|zusätzliche)[nrs]?\s")
"""`60.000 Euro (plus 30.000 Euro für jede weitere Person)`"""
_OWING_TO = re.compile(
    r"(?<!\w)(?:von|durch|wegen|trotz|gegen|aus|nach|infolge|angesichts)\s(?:de[rnms]|die|diese[rnm]?)\s(?:[a-zäöüß]+\s){0,2}$"
)
"""What is done by a change is none: `dass von den Kürzungen 350 Menschen betroffen sind`."""
_ADDED = re.compile(
    r"(?:\d|(?<!\w)(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\s)"
    r"[^(),;:\d]{0,30}[\w%€]\splus\s$"
)
"""`53 Beschäftigte plus vier Praktikanten`: a sum, no change."""
_FROM_TO = re.compile(r"\s(?:\([^()]{0,40}\)\s)?auf\s")
_FROM_THEN_TO = re.compile(
    r"\s(?:(?:im|Ende|Anfang|Mitte)\s[^.,;:()]{1,40}?|\d{4})\sauf\s(?:[a-zäöüß]+\s){0,2}\d"
)
"""`von 1.000 im Frühjahr 2016 auf 650`"""
_FARTHEST = 150
"""In front of so many characters no noun begins that these rules know."""


_PRONOUN = re.compile(
    r"\s*(?P<pronoun>Er|Sie|Es|Dieser|Diese|Dieses)\s(?:betrug|beträgt|belief\ssich\sauf|beläuft\ssich\sauf"
    r"|lag\sbei|liegt\sbei|umfasst|umfasste)\s(?:[a-zäöüß]+\s){0,2}$"
)
_HE = re.compile(
    r"""(?<!\w)(?:lag|hatte|betrug|belief\ssich|fiel|war)\ser\s
    (?:(?:[a-zäöüß]+|im\s(?:Schnitt|Durchschnitt|Mittel))\s){0,3}?
    (?:(?:bei|auf|mit)\s)?(?:rund\s|etwa\s)?$""",
    re.VERBOSE,
)
"""`Der Zuwachs fiel schwach aus; im Januar 2017 hatte er bei 441 gelegen`"""
_OTHER_HE = re.compile(
    r"(?<!\w)(?:\w*[Ww]ert|\w*[Bb]estand|Anteil|\w*[Ss]tand|Satz|Etat|Bedarf)(?!\w)"
)
_GENDERS = {
    "Er": r"Anstieg|Zuwachs|Aufwuchs|Rückgang|Abbau|Einbruch",
    "Sie": r"Zunahme|Steigerung|Erhöhung|Abnahme|Verringerung|Senkung|Kürzung|Reduzierung",
    "Es": r"Plus|Minus|Wachstum",
}
_TOLD_BEFORE = {
    pronoun: re.compile(rf"(?<!\w)(?:{nouns})(?!\w)(?!.*(?<!\w)(?:{nouns})(?!\w))", re.DOTALL)
    for pronoun, nouns in _GENDERS.items()
}
_PRONOUNS = {"Dieser": "Er", "Diese": "Sie", "Dieses": "Es"}
_SENTENCE_BEFORE = 220
_HE_REACH = 60


def find_told_change(text: str, start: int, quantity: Quantity) -> Way | None:
    """`Stark war der Rückgang bei Älteren. Er betrug 26.`: the sentence before names it."""
    match = _PRONOUN.fullmatch(text, start, quantity.start)
    if match is None:
        return _find_what_he_is(text, start, quantity)
    pronoun = _PRONOUNS.get(match["pronoun"], match["pronoun"])
    told = _TOLD_BEFORE[pronoun].search(text, max(0, start - _SENTENCE_BEFORE), start)
    if told is None:
        return None
    return find_cues(text, *told.span())[0].way


def _find_what_he_is(text: str, start: int, quantity: Quantity) -> Way | None:
    lead = max(start, quantity.start - _HE_REACH)
    if " er " not in text[lead : quantity.start]:
        return None
    he = _HE.search(text, lead, quantity.start)
    since = max(0, quantity.start - _SENTENCE_BEFORE)
    told = he and _TOLD_BEFORE["Er"].search(text, since, he.start())
    if not he or not told or _OTHER_HE.search(text, told.end(), he.start()):
        return None
    return find_cues(text, *told.span())[0].way


def find_noun_of_change(text: str, quantity: Quantity, start: int) -> Way | None:
    """`Anstieg um`, `Minus von`, `Kostensenkung von`, `ein Plus der Anträge von`."""
    begin = quantity.start
    if not has_noun_of_change(text, max(start, begin - _FARTHEST), begin):
        return None
    noun = _NOUN_BEFORE.search(text, max(start, begin - 64), begin)
    if noun and _OWING_TO.search(text, start, noun.start()) and _stands_bare(noun):
        return None
    near = text[max(start, begin - 24) : begin]
    if noun is None and ("von" in near or (":" in near and quantity.unit in SHARES)):
        noun = _NOUN_OF.search(text, max(start, begin - 110), begin)
    noun = noun or _NOUN_AFAR.search(text, max(start, begin - 110), begin)
    noun = noun or _NOUN_WAS.search(text, max(start, begin - 120), begin)
    if noun is None and _WAS_BEHIND.match(text, quantity.end):
        noun = _NOUN_LAST.search(text, max(start, begin - 130), begin)
    if noun is None or _levels_follow(text, quantity, noun) or text.endswith(" aller ", 0, begin):
        return None  # „der stärkste Rückgang aller 16 Länder"
    if _FOR_EACH.match(text, quantity.end):
        return None
    if quantity.unit not in SHARES and _ADDED.search(text, max(start, begin - 40), begin):
        return None
    heads = noun.groupdict()
    return "up" if noun["up"] or heads.get("up_head") else "down"


def _stands_bare(noun: re.Match[str]) -> bool:
    """`von den Kürzungen rund 350 Menschen`, where nothing leads from the noun to the number."""
    return re.search(r"(?<!\w)(?:um|von|in|beträgt|betrug|bei)\s|[:(=]", noun[0]) is None


def _levels_follow(text: str, quantity: Quantity, noun: re.Match[str]) -> bool:
    """`Anstieg von 303 auf 834`: two levels, whatever the noun says; but `Plus von 61 auf 563`."""
    if noun[0].lower().startswith(("plus", "minus")):
        return False
    if not noun[0].endswith("von "):
        return False
    later = quantity.unit not in SHARES and _FROM_THEN_TO.match(text, quantity.end)
    return bool(later or _FROM_TO.match(text, quantity.end))
