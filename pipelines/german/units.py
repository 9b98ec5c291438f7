"""What a number counts: the measure or noun behind it, with its adjectives, and its unit."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipelines.german.nouns import (
    ADVERBS,
    APART,
    FACTORS,
    MEASURES,
    NO_ADJECTIVES,
    UNCOUNTED,
    is_person,
    read_noun,
)
from pipelines.german.number_words import any_of, read_word
from pipelines.german.text import LAWS


class Counted(NamedTuple):
    """What stands behind a number: `text[start:end]` are adjectives and noun, or the measure."""

    start: int
    end: int
    unit: str
    noun: str
    """Of a measure its symbol."""
    known: bool = True
    """False where no line of units.toml names the noun (the unit is then `count`)."""
    factor: Decimal | None = None


_NOUN = rf"""
    (?P<law> (?: {any_of(LAWS)} )[ -](?: IV|II|4|2 )[ ](?=[A-ZÄÖÜ]) )?
    (?P<stubs> (?: [A-ZÄÖÜ]\w+-,?[ ] ){{1,3}} (?:und|oder|bzw\.|sowie)[ ] (?=[A-ZÄÖÜ]) )?
    (?P<noun> (?:[a-z]{{1,4}}-(?=[A-ZÄÖÜ]))?
      [A-ZÄÖÜ](?:\w+|(?=-[A-ZÄÖÜ])) (?: [-/*:_’'+]{{1,2}} \w+ ){{0,3}} )
    (?P<both> \(-?inn?e?n?\)n? )?  # „Schüler(innen)", „Schüler(inne)n"
    (?: [ \n] (?P<second> [A-ZÄÖÜ]\w+ (?: [-/*:_]{{1,2}} \w+ )? ) )?
"""
"""The noun; before it the beginnings of its fellows: `Arbeits- und Ausbildungsplätze`, or of
itself: `Hartz IV Bezieher`."""
_COUNTED = re.compile(
    rf"""
    (?P<gap> (?:[*¹²³⁴]{{1,2}}(?=[ ]))?[^\S\n]*(?:\n[ ]*)?
      (?:(?:sog\.|so[ ]genannte[nr]?)[ ](?:nicht[ ])?)? )
    (?P<lead> (?!) )?
    (?: (?P<apart> (?: [a-zäöüß]{{3,}}e[nrs]? [ ] ){{1,2}} (?=[A-ZÄÖÜqm]) )?
        (?P<measure> (?:{any_of(MEASURES)}) (?!\w) )
      | (?P<adjectives>
          (?: [a-zäöüß][\w-]*(?:e|en|er|es|em)(?:,(?=\s[a-zäöüß]))?
              \s{{1,2}} (?:und\s)? ){{0,3}}
        )
        (?P<quoted> ["„»“] (?: [a-zäöüß-]+e[nr]?[ ] )? )? {_NOUN}
    )
    """,
    re.VERBOSE,
)
_PARTICIPLE = r"""
    (?: [a-zäöüß]{0,12}ge[a-zäöüß]{3,20}(?:te|ne)[nrs]?
      | (?:be|ver|er|ent|zer|miss|über|unter)[a-zäöüß]{3,20}(?:te|ne)[nrs]?
      | [a-zäöüß]{3,20}(?:ierte|nde)[nrs]?
      | (?:tätig|wohnhaft|ansässig|befindlich|arbeitslos)e[nr]? )
"""
_PARTICIPIAL_NOUN = r"(?:Beschäftigt|Gemeldet|Registriert|Gebore|Betreut|Tätig|Lebend|Wohnend)[ne]"
_LED = re.compile(
    rf"""
    (?P<gap> [ ] )
    (?P<measure> (?!) )? (?P<apart> (?!) )? (?P<quoted> (?!) )?
    (?P<lead>
        (?P<adverbs> (?: (?: als[ ][a-zäöüß]{{3,24}}(?<!e) | {any_of(ADVERBS)}
              | [a-zäöüß]{{3,40}}(?:ig|lich|isch|los|haft|bar|sam|ell|iv|al|weise|weit)
            )[ ] ){{1,3}} )
      | (?: (?: im|in|am|an|aus|auf|bei|beim|vom|von|zum|zur|durch|für|mit|nach|über|unter )[ ]
            (?: (?: de[rnm] | eine[rnm] | ihre[rnm] | seine[rnm] | unsere[rnm] )[ ] )?
            (?: [a-zäöüß]{{2,20}}e[nrms]?[ ] )?
            (?: [A-ZÄÖÜ][\w-]+[ ] ){{1,2}} ){{1,2}}
        (?: {any_of(ADVERBS)}[ ] )?
        (?= {_PARTICIPLE}[ ] | {_PARTICIPIAL_NOUN} )
    )
    (?P<adjectives> (?: [a-zäöüß][\w-]*(?:e|en|er|es|em)(?:,(?=[ ][a-zäöüß]))?[ ]
        (?: und[ ] (?: (?:hier|dort|{any_of(ADVERBS)})[ ] )? )? ){{0,3}} )
    {_NOUN}
    """,
    re.VERBOSE,
)
"""What stands before a participle stays inside: `arbeitslos gemeldete`, `in Arbeit vermittelte`."""
_SUBSTANTIVE = re.compile(r"\w{3,}(?:te|ige|ne|de|lose)n?")
"""`sozialversicherungspflichtig Beschäftigte`: a noun that was a participle or an adjective."""
_PAIR = re.compile(
    r"(?P<list>(?:,\s[A-ZÄÖÜ]\w+){0,3})\s(?:und|oder|bzw\.|/)\s"
    r"(?:(?P<adjective>[a-zäöüß]+e[nr]?)\s)?(?P<noun>[A-ZÄÖÜ]\w+|-[a-zäöüß]{3,})(?![-*:]\w)"
)
_TOWNS = re.compile(r"\sund\s[A-ZÄÖÜ][\w-]+er\s(?P<noun>[A-ZÄÖÜ]\w+)")
"""`Kasseler und Marburger Betriebe`"""
_PAIRED = frozenset({"person", "organisation", "household", "job"})
_WRAPPED = 36
_OF_THEM = re.compile(
    r"[ ](?:der|dieser|unserer|aller|seiner|ihrer)[ ]"
    r"(?:[a-zäöüß]+e[nr][ ]|insgesamt[ ]|\d[\d.]*[ ]"
    r"|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)[ ]){0,3}"
    r"(?P<noun>(?!(?:Land)?[Kk]reis(?!\w)|(?:Bund|Verein|Betrieb|Verband|Staat|Konzern)(?!\w))"
    r"[A-ZÄÖÜ][\w-]+)"
)


_AGED = re.compile(
    r" (?:(?:der |die )?(?:unter|über|bis|ab|mehr als) )?\d\d?(?:-? (?:bis|und) \d\d?)?-?"
    r"[Jj]ährige[nr]?(?!\w)(?! [a-zäöüß]{0,12}[A-ZÄÖÜ])"
)
"""`611 unter 25-Jährige`."""


def find_remote_unit(text: str, end: int) -> str | None:
    """The unit of the whole that a number is a part of: `58 der Befragten`.

    >>> find_remote_unit("58 der älteren Befragten", 2), find_remote_unit("318 im Mai", 3)
    ('person', None)
    """
    if _AGED.match(text, end):
        return "person"
    match = _OF_THEM.match(text, end)
    return read_noun(match["noun"]) if match else None


def find_counted(text: str, end: int) -> Counted | None:
    """What stands right behind a number that ends at `end`, or None where no noun does.

    >>> find_counted("318 neue Stellen", 3)
    Counted(start=4, end=16, unit='job', noun='Stellen', known=True, factor=None)
    >>> find_counted("12 neu gemeldete Arbeits- und Ausbildungsplätze", 2).noun
    'Ausbildungsplätze'
    >>> find_counted("553 wurden gestellt", 3)
    """
    match = _COUNTED.match(text, end) or _LED.match(text, end)
    if not match:
        return None
    if match["measure"]:
        return _read_measure(match) if _may_part(match) else None
    return _read_counted(text, match) if match["gap"] else None


def find_counted_noun(text: str, end: int) -> str | None:
    """The noun right behind a number, where units.toml names it.

    >>> find_counted_noun("1990 Anträge", 4), find_counted_noun("1990 begann", 4)
    ('Anträge', None)
    """
    counted = find_counted(text, end)
    return counted.noun if counted and counted.known else None


def _may_part(match: re.Match[str]) -> bool:
    """`zwei volle Prozentpunkte`; a verb parts a number from the measure of the next."""
    words = match["apart"].split() if match["apart"] else []
    return NO_ADJECTIVES.isdisjoint(words)


def _read_measure(match: re.Match[str]) -> Counted:
    symbol = match["measure"]
    start, end = match.span("measure")
    return Counted(start, end, MEASURES[symbol], symbol, factor=FACTORS.get(symbol))


def _read_counted(text: str, match: re.Match[str]) -> Counted | None:
    end, adjectives = match.start(), match["adjectives"]
    led = bool(match["lead"])
    if adjectives and not NO_ADJECTIVES.isdisjoint(adjectives.replace(",", "").split()):
        return None
    noun, stop, unit = _find_noun(text, match)
    if noun in UNCOUNTED:
        return None  # „davon beziehen 3.010 Bürgergeld"
    known = unit is not None
    person = not known and is_person(noun)
    if led and not adjectives and not (_SUBSTANTIVE.fullmatch(noun) and unit == "person"):
        return None
    plain = not adjectives and not led and unit not in _SPANS
    if plain and _heads_next(text, end, stop, known=known):
        return None
    if not known and adjectives.rstrip().endswith("en") and not _is_governed(text, end):
        return None  # „212 fanden Arbeit": a verb, not an adjective
    if not known and led and not person:
        return None
    if "\n" in match["gap"] and (not known or _labels_line(text, end, stop)):
        return None
    unit = unit or ("person" if person else "count")
    if match["quoted"] and text[stop : stop + 1] in _CLOSING:
        stop += 1
    if unit in _PAIRED:
        stop = _take_pair(text, stop, noun, unit)
    start = next(match.start(group) for group in _FIRST if match[group])
    return Counted(start, stop, unit, noun, known, FACTORS.get(noun))


_SPANS = frozenset({"year", "month"})
"""`Unter 25 Jahre: 402`: no number of the next line's."""
_GOVERNING = re.compile(
    r"(?:^|[\s(„])(?:de[nrm]|diese[rnm]|alle[rn]|ihre[rn]|seine[rn]|unsere[rn]|bei|in|an|auf|aus|mit|nach"
    r"|seit|von|vor|zu|neben|unter|über|zwischen)\s(?:\w+\s){0,2}[\w.]+$",
    re.IGNORECASE,
)


def _is_governed(text: str, end: int) -> bool:
    """Only behind an article or a preposition do adjectives end in -en: `bei 101 neuen Läden`."""
    return _GOVERNING.search(text, max(0, end - 40), end) is not None


_CLOSING = frozenset('"“”«')
_FIRST = ("lead", "adjectives", "quoted", "law", "stubs", "noun")


def _find_noun(text: str, match: re.Match[str]) -> tuple[str, int, str | None]:
    """The counted noun, where it ends, and its unit; it may be the second of two words."""
    noun, stop = match["noun"], max(match.end("noun"), match.end("both"))
    unit = read_noun(noun)
    if unit is not None:
        return noun, stop, unit
    if match["second"] and (noun.endswith(("e", "en", "er", "es")) or noun in LAWS):
        second = match["second"]  # „Kommunale Jobcenter", „Wiesbadener Kinder"
        read = read_noun(second)
        if read:
            return second, match.end("second"), read
    towns = _TOWNS.match(text, stop) if noun.endswith("er") else None
    if towns and (read := read_noun(towns["noun"])):
        return towns["noun"], towns.end(), read
    return noun, stop, None


def _take_pair(text: str, stop: int, noun: str, unit: str) -> int:
    """The end of nouns that are counted together: `Männer, Frauen und Kinder`."""
    pair = _PAIR.match(text, stop)
    if pair is None or pair["adjective"] in APART or read_word(pair["adjective"] or ""):
        return stop
    last = pair["noun"]
    if last.startswith("-"):  # „Neubürgerinnen und -bürger"
        return pair.end() if unit == "person" else stop
    listed = pair["list"].replace(",", " ").split()
    if not all(read_noun(word) == unit for word in listed):
        return stop
    alike = noun.lower().endswith("innen") and noun[:4] == last[:4]  # „Lipperinnen und Lipper"
    return pair.end() if read_noun(last) == unit or alike else stop


_NEXT_NUMBER = re.compile(
    r"[ ]?[:(]?[ ](?!(?:19|20)\d\d(?!\d|[.,]\d)|\((?:19|20)\d\d[):]|\(\d\d?\.)\(?\d"
)
"""A number, and no date in a bracket: `im Schnitt 13 Monate (2010: 12)`"""
_NEXT_SHARE = re.compile(r"[ ]\(\d[\d.,]*[ ]?(?:Prozent|%)")
_LABEL_BEFORE = re.compile(
    r"(?<!\w)(?!(?:Von|Mit|Bei|Auf|Aus|Für|Zu|Die|Der|Den|Alle|Insgesamt|Rund|Etwa|Über|Unter)[ ])"
    r"[A-ZÄÖÜ][\w-]+[ ]\(?[\d.,]+$"
)


def _heads_next(text: str, end: int, stop: int, *, known: bool) -> bool:
    """The noun is the next number's: `Alsfeld 412 Lauterbach 380`, `Männer 12 Frauen 10`."""
    if not _NEXT_NUMBER.match(text, stop) or (known and _NEXT_SHARE.match(text, stop)):
        return False
    return not known or _LABEL_BEFORE.search(text, max(0, end - 40), end) is not None


def _labels_line(text: str, end: int, stop: int) -> bool:
    """The noun on the next line begins an entry of its own: `498⏎Teilnehmende: 874`."""
    line_end = text.find("\n", stop)
    line = text[stop : line_end if line_end >= 0 else len(text)]
    before = text[text.rfind("\n", 0, end) + 1 : end]
    if len(before) < _WRAPPED:
        return True  # a row: a wrapped line is longer
    if line.rstrip()[-1:].isdigit():
        return True  # a row below a row, each with its number at the end
    return ":" in line[:60] or ":" in before or "|" in before or before[:1] in "-–•*"
