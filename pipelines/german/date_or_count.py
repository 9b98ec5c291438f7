"""Whether a number of four digits is a year or a count: `2017 Menschen`, `auf 2026`."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_patterns import GAP, SPACE, WORD_END, compile_pattern
from pipelines.german.nouns import UNCOUNTED

YEAR_PREPOSITION = frozenset(
    {
        "in",
        "im",
        "seit",
        "bis",
        "ab",
        "für",
        "gegenüber",
        "nach",
        "vor",
        "aus",
        "zu",
        "zum",
        "als",
        "stand",
    }
)
_COUNTED = compile_pattern(
    rf"{GAP} (?! (?:{lexicon.match_words(UNCOUNTED)}) {WORD_END} )"
    rf"(?:{lexicon.match_words(lexicon.COUNTED)})"
)
"""`2017 Arbeitslose`, and not `bezogen 2017 Arbeitslosengeld`."""
_LABEL = compile_pattern(rf"(?:vor|{lexicon.match_words(lexicon.COUNTED)})\w*:")
_STANDING_ALONE = re.compile(r"[.!?]\s+\Z")
_LOOKS = re.compile(r"(?:[bB]lick|[sS]chau)(?:t|te|ten|en)?\s+(?:[a-zäöüß]+\s+){0,3}auf\s+\Z")
"""`im Rückblick auf 2019`, `blickt zufrieden auf 2020`"""
_ADJECTIVE_AND_NOUN = re.compile(
    r"\s(?:ge\w+te|\w+ierte|\w+(?:ig|lich|isch|los|bar|sam|haft|end)e)[nr]?\s[A-ZÄÖÜ]"
)
_FEMININE = re.compile(r"\s(?:\w*ge\w+|be\w+|ver\w+|er\w+|ent\w+|\w+ier)te\s[A-ZÄÖÜ]")
_NEW_THINGS = re.compile(r"\s(?:neue|weitere|zusätzliche|freie|offene|junge)[nr]?\s[A-ZÄÖÜ]")
_NUMBER_BEHIND = compile_pattern(
    rf"""
    {SPACE}
    (?: (?: weitere | zusätzliche? | insgesamt | noch | nur | rund | etwa | knapp | gut | fast
          | über | (?:mehr|weniger){SPACE}als | mindestens | bis{SPACE}zu | erneut | allein
          | bereits | schon | zusammen | jeweils | neue | genau | exakt ) {SPACE} ){{1,3}}
    (?: \d | eine {SPACE} (?:million|halbe) | (?:{lexicon.match_words(lexicon.COUNTS)}) (?!\w) )
    """
)
_AMOUNTING = frozenset(
    {"betrug", "betrugen", "beträgt", "betragen", "erreichte", "zählt", "lautet", "jeweils"}
)
_MORE_BEHIND = compile_pattern(
    rf"{SPACE} (?: \d | (?:mit|bei|einen|eine|ihren?|seinen?|den|die|das|im|in){SPACE} )"
)
"""Another number, or what the verb says of the year: `erreichte 2006 mit 9.870 den Höchststand`."""
_PART_BEHIND = re.compile(r"\s(?:davon|hiervon)\s(?:rund\s|etwa\s)?\d")
_RANGE_OF_COUNTS = re.compile(
    r"\s?(?:bis|–|-)\s?(?:2[1-9]\d\d|[3-9]\d{3}|\d{1,3}\.\d{3}|\d{5,})(?!\d)"
)
_ROUND_COUNT = re.compile(r"[12]000\s[A-ZÄÖÜ][a-zäöüß]")
_OWN_COLON = re.compile(r":\s\d")
_BOUND = re.compile(r"(?P<counted>\d\s(?:[A-ZÄÖÜ]\S+\s)?)?(?:[Mm]ehr|[Ww]eniger)\sals\s\Z")
"""`auf mehr als 2000`; not `300 mehr als 2000`: then, and not so many."""
_SINGULAR = frozenset({"dem", "das", "des"})
_LAST_PLAIN_YEAR = 2040
"""A higher number is a year only behind a word that says so."""


def is_year(text: str, start: int, end: int, word: str) -> bool:
    """Whether a number of four digits is a year and no count (`2017 Menschen`, `auf 2026`)."""
    before = word.lower().strip('(„"[')
    if before in lexicon.NAMES or before.strip(".,:;)") in lexicon.YEAR_IS_A_YEAR:
        return before not in lexicon.NAMES
    if before in _SINGULAR and _ADJECTIVE_AND_NOUN.match(text, end):
        return True  # „mit dem 2015 gegründeten Zentrum"
    if before == "die" and _FEMININE.match(text, end):
        return True  # „die 1986 gegründete Stiftung"
    if _precedes_number(text, end, before):
        return True
    if (
        before in {"ab", "in", "bis"}
        and _NEW_THINGS.match(text, end)
        and text[end - 2 : end] != "00"
    ):
        return True  # „ab 2018 neue Stellen"
    if _is_counted(text, start, end, before):
        return False
    if before in lexicon.YEAR_IS_A_COUNT:
        return before == "auf" and (
            _LOOKS.search(text, max(0, start - 50), start) is not None
            or _steps_on(text, start, int(text[start:end]))
        )
    if before not in YEAR_PREPOSITION and (
        _ADJECTIVE_AND_NOUN.match(text, end)
        or int(text[start:end]) > _LAST_PLAIN_YEAR
        or (before == "von" and _leads_to_count(text, end, int(text[start:end])))
    ):
        return False
    if re.match(r"\s*[.!]", text[end : end + 3]) and (
        not before or _STANDING_ALONE.search(text, max(0, start - 4), start)
    ):
        return False  # a sentence of its own: `Sozial. 2030.`
    behind_digits = re.search(r"\d{3}[ /-]{1,3}\Z|\d \Z", text[max(0, start - 6) : start])
    return not behind_digits or _goes_on_years(text, start, end)


_YEAR_IN_FRONT = re.compile(r"(?<![\d.,])((?:19|20)\d\d)[ \t|;]{1,4}\Z")


def _goes_on_years(text: str, start: int, end: int) -> bool:
    """`Kennzahl 2019 2020 Veränderung`: the heads of columns."""
    before = _YEAR_IN_FRONT.search(text, max(0, start - 10), start)
    return before is not None and abs(int(text[start:end]) - int(before[1])) == 1


_TOLD_BEHIND = re.compile(
    r"\s(?:(?:ist|sind|sei|seien|hat|haben|wird|werden|gibt|hatten?|war(?:en)?|lag(?:en)?|wurden?"
    r"|gab(?:en)?|stieg(?:en)?|sank(?:en)?|konnten?|betrug(?:en)?)\s|[a-zäöüß]{3,}ten?\s(?!und|oder)[a-zäöü])"
)
"""`Zuwachs zum Vorjahr: 2023 hatte die Zahl noch bei 229 gelegen`"""
_OF_WHICH = frozenset({"davon", "hiervon", "darunter", "zusammen"})
_DIGIT_BEHIND = compile_pattern(rf"{SPACE} \d")
"""`davon 2019 88 Millionen`"""
_LEVEL_BEHIND = compile_pattern(rf"{SPACE} (?:auf|bei|um) {SPACE} (?:[a-zäöüß]+ {SPACE}){{0,2}} \d")
"""`ist deren Anzahl 2014 auf 2.748 gesunken`"""


def _precedes_number(text: str, end: int, before: str) -> bool:
    """What is counted is the number behind: `2015 weitere zwei Millionen`, `betrug 2018 8,2`."""
    if before in _AMOUNTING:
        return bool(_NUMBER_BEHIND.match(text, end) or _MORE_BEHIND.match(text, end))
    if before == "anzahl":
        return bool(_OWN_COLON.match(text, end) or _LEVEL_BEHIND.match(text, end))
    if before == "-" and text[end - 6 : end - 4] == "- ":  # „werden gemeldet - 2018 sei dies so"
        return _TOLD_BEHIND.match(text, end) is not None
    if before in lexicon.YEAR_IS_A_COUNT:
        return before in _OF_WHICH and _DIGIT_BEHIND.match(text, end) is not None
    if _NUMBER_BEHIND.match(text, end):
        return True
    return not before.endswith(":") and _PART_BEHIND.match(text, end) is not None


def _is_counted(text: str, start: int, end: int, before: str) -> bool:
    """`2017 Menschen`, `Stellen: 2017`, on one line: a table's head stands above its rows."""
    if _RANGE_OF_COUNTS.match(text, end):
        return True  # „2000 bis 3000 Euro"
    if before not in YEAR_PREPOSITION and _ROUND_COUNT.match(text, start):
        return True  # „bestimmt 2000 Akten"
    noun = _COUNTED.match(text, end)
    if noun and "\n" not in noun[0]:
        return True
    if before == "als" and text.startswith("00", end - 2):
        bound = _BOUND.search(text[max(0, start - 44) : start])
        return bound is not None and not bound["counted"]
    labelled = before.endswith(":") and "\n" not in text[start - 3 : start]
    if _OWN_COLON.match(text, end):
        return False  # „in Millionen Euro: 2019: 12,1"
    return labelled and _LABEL.match(before) is not None and not _TOLD_BEHIND.match(text, end)


def _leads_to_count(text: str, end: int, year: int) -> bool:
    """`von 2045 auf 2017`: counts, where the second is not the next year."""
    behind = re.match(r"\s+auf\s+(\d[\d.]*)", text[end : end + 16])
    return behind is not None and behind[1].rstrip(".") != str(year + 1)


def _steps_on(text: str, start: int, year: int) -> bool:
    """`von 2019 auf 2020`: to the next year, no count."""
    before = re.search(r"[Vv]on\s+((?:19|20)\d\d)\s+auf\s+\Z", text[max(0, start - 16) : start])
    return before is not None and int(before[1]) + 1 == year
