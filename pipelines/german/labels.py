"""Numbers that name, order or place something and count nothing: rooms, laws, clocks, ordinals."""

import re
import tomllib
from importlib.resources import files

from pipelines.german.counted_off import is_counted_off
from pipelines.german.nouns import MEASURES, read_noun
from pipelines.german.number_digits import Number
from pipelines.german.number_words import any_of
from pipelines.german.text import LAWS, OPENERS

_LEXICON = tomllib.loads(
    (files("pipelines.german") / "lexicon" / "labels.toml").read_text(encoding="utf-8")
)
_BEFORE = frozenset(
    word
    for kind, words in _LEXICON["before"].items()
    if kind not in {"weekday", "short"}
    for word in words
)
_BEFORE_COLON = frozenset(
    word for kind in ("law", "document", "contact", "place") for word in _LEXICON["before"][kind]
)
PARTS = frozenset((*_LEXICON["before"]["law"], *_LEXICON["before"]["document"], "version"))
"""What is numbered part by part: `Tabelle 4.1.`"""
_GO_ON_BEHIND_COMMA = frozenset(
    (*_LEXICON["before"]["law"], *_LEXICON["before"]["contact"], *_LEXICON["before"]["short"])
)
"""`§ 16, 17`, `Telefon, 06151 12-0`"""
_COUNTABLE = frozenset((*_LEXICON["before"]["place"], *_LEXICON["before"]["grade"]))
_CALLS = frozenset({"110", "112", "115", "116111", "116117"})
_CALLED = re.compile(
    r"(?<!\w)(?:[Uu]nter\sder|[Ee]rreich\w+\s(?:\w+\s){0,3}unter|(?:[Üü]ber|(?:[Ww]ähl|[Rr]uf)(?:en|t)?(?:\sSie)?)\sdie)\s$"
)
"""`unter der 115`: whom one calls; not `über die 112 Plätze`."""
_HEADS = tuple(_LEXICON["heads"]["words"])
_COUNTS = re.compile(r"\s?(?:(?!de[nmrs]\s)[a-zäöüß]+e[nrs]?\s)?(?:[A-ZÄÖÜ]|%|€)")
_SHORT = frozenset(_LEXICON["before"]["short"])
_NUMBERED_LAWS = frozenset(law.lower() for law in LAWS)
_RATIO = re.compile(
    r"(?<=1)\szu\s[1-9]\d{0,2}(?!\d|[.,]\d)(?!\s(?:Uhr|Prozent|%|Euro))|\s:\s\d{1,3}(?!\d|[.,]\d)"
    r"|\s?[x×]\s?\d|\smal\s\d"
)
_RATIO_BEFORE = re.compile(r"(?<![\d.,])(?:1\szu|\d{1,3}\s:)\s$")
"""`ein Schlüssel von 1 zu 75`"""
_WEEKDAYS = frozenset(_LEXICON["before"]["weekday"])
_CLEAR_STREETS = tuple(_LEXICON["streets"]["clear"])
_DOUBTFUL_STREETS = tuple(_LEXICON["streets"]["doubtful"])
_ORDINAL_NOUNS = frozenset(_LEXICON["ordinal"]["nouns"])
_ARTICLES = frozenset(_LEXICON["ordinal"]["articles"])

_CLOCK = re.compile(
    r"""
    (?:[.:]\d\d)?
    (?: (?:\s?Uhr)? \s* (?:,|und|bis|oder|sowie|[–—/-]) \s* (?:von\s+|ab\s+|bis\s+)?
        \d{1,2} (?:[.:]\d\d)?
    ){0,6}?
    \s?(?:Uhr|h)(?!\w)
    """,
    re.VERBOSE,
)
_QUARTER = re.compile(r"(?<!\w)[Vv]iertel\s(?:nach|vor|über)\s$")
"""`um Viertel nach acht`"""
_HOURS = 12
_BEFORE_HOURS = ("um ", "gegen ", "ab ", "bis ", "nach ", "vor ", "seit ")
_DAILY = r"(?:morgens|abends|nachts|mittags|vormittags|nachmittags|früh|frühmorgens|spätabends)"
_DAILY_BEFORE = re.compile(
    rf"(?<!\w)(?:{_DAILY}|[a-z]{{3,7}}tags|mittwochs)\s(?:schon\s|bereits\s|kurz\s|erst\s|noch\s){{0,2}}(?:\w+\s){{1,2}}$"
)
_DAILY_BEHIND = re.compile(rf"\s(?:am\s(?:Morgen|Abend|Nachmittag)|in\sder\sFrühe|{_DAILY})(?!\w)")
_HOUR = re.compile(r"\s?(?:Uhr|h)(?!\w)")
_RANKS = ("Plätzen ", "Plätze ", "Rängen ", "Ränge ")
_RANKED = re.compile(r"(?<!\w)[Aa]uf\s(?:den|die)\s\w+\s$")
"""`Auf den Plätzen zwei und drei folgen`"""
_ORDINAL = re.compile(r"\.\s+(?P<next>[\wäöüÄÖÜ§„-]+)")
_LIST_POINT = re.compile(r"(?:\.\s+(?=\S)|\))")
_POSTCODE = re.compile(r"[ ]+([A-ZÄÖÜ][a-zäöüß]+)")
_AT_STREET = re.compile(r"(?<!\w)[Aa]m\s(?:[A-ZÄÖÜ]\w+\s)?[A-ZÄÖÜ][\w-]+\s$")
_ADDRESS = re.compile(r"[a-z]?(?:,|\s*[|·•]|\n)?[ \n]*(?:D-)?\d{5}[ ]+[A-ZÄÖÜ]")
_FILE = re.compile(rf"\.(?:{any_of(_LEXICON['files']['endings'])})(?!\w)|@|://")
_INSERTS = ("(", " – ", " - ")
_IDIOM = re.compile(rf"\s+(?:{any_of(_LEXICON['idioms']['nouns'])})(?!\w)")
_POINT_UNIT = re.compile(
    r"[ \u00a0\u202f]?(?:%|€|EUR|Euro|Prozent|km|Kilometer|Mio|Mrd|[kMG]B)(?!\w)"
)
_CONTACT = re.compile(
    rf"(?<!\w)(?:{any_of(_LEXICON['before']['contact'])})(?!\w)[^.;\n]*$", re.IGNORECASE
)
_NO_HOUSE = frozenset(":(")
"""`Verkäufer (140)`: a house has its number right behind its street."""
_UNDER = ("unter ", "Unter ")
_DIALED_PAIR = re.compile(r"\d+-\d+")
_DIALED = re.compile(r"[ )(/–-]{1,3}")
_COUPLED = re.compile(r"(?P<stop>\.)?\s*(?:und|bis|oder|sowie|,|/|–|-)(?:\szu[mr])?\s*")


def last_word(text: str, start: int) -> str:
    """The word before `start` in its line and sentence, lower case, with its stop: `Nr.`: `nr.`."""
    line = text[max(0, start - 40) : start].rpartition("\n")[2]
    words = line.rstrip(" \t:,–(+-").rsplit(None, 1)
    word = words[-1].lstrip('„"»(‚').lower() if words else ""
    return "" if word.endswith(".") and not _is_short(word) else word


def _is_short(word: str) -> bool:
    """`nr.`, `haupt-str.`; `… nimmt teil.` ends a sentence."""
    last = word.rstrip(".").rpartition("-")[2]
    return last in _SHORT or last.endswith("str") or (len(last) < 3 and last.isalpha())


def is_label(text: str, number: Number, previous: tuple[int, bool]) -> bool:
    """Whether a number counts nothing. `previous`: end and verdict of the number before it.

    >>> from pipelines.german.numbers import find_numbers
    >>> text = "Raum 233, zum 20. Mal, § 16, Hauptstraße 15, 35037 Marburg, 14 Uhr, 12 Plätze"
    >>> [text[n.start : n.end] for n in find_numbers(text) if not is_label(text, n, (0, False))]
    ['12']
    """
    if number.kind in {"fraction", "every"} or number.tail:
        return False
    if _goes_on_label(text, number, previous):
        return True
    if number.kind == "word":
        return _is_word_label(text, number)
    if number.kind == "point" and not _POINT_UNIT.match(text, number.end):
        return True
    return number.scale is None and _is_digit_label(text, number)


def _goes_on_label(text: str, number: Number, previous: tuple[int, bool]) -> bool:
    """`(0 61 51) 99 99-12`, `Klassen 9 und 10`, `8. bis 10. Klasse`: it goes on with a label."""
    start, end = number.start, number.end
    dialed = previous[1] and _DIALED.fullmatch(text, previous[0], start)
    if dialed and text[start:end].isdigit() and not _is_item_behind(text, previous[0], start):
        return True  # „(0 61 51) 99 99-12"
    coupled = _COUPLED.fullmatch(text, previous[0], start) if previous[1] else None
    if coupled and number.scale is None and (not coupled["stop"] or text.startswith(". ", end)):
        return True  # „Klassen 9 und 10"
    ranks = text.endswith(_RANKS, 0, start)
    return ranks and _RANKED.search(text, max(0, start - 20), start) is not None


def _is_digit_label(text: str, number: Number) -> bool:
    """`unter der 112`, `1:3`, `14 Uhr`, `3.`, `Raum 233`, `35037 Marburg`."""
    start, end = number.start, number.end
    following = text[end : end + 1]
    if text[start:end] in _CALLS and _CALLED.search(text, max(0, start - 30), start):
        return not _COUNTS.match(text, end)
    to = text[start - 2 : start - 1] in {"u", ":"}
    if _RATIO.match(text, end) or (to and _RATIO_BEFORE.search(text, max(0, start - 9), start)):
        return True
    if following in {".", "@", ":"} and _FILE.match(text, end):
        return True
    if _is_clock(text, number) or _is_dialed_pair(text, number) or is_counted_off(text, start, end):
        return True
    if following in {".", ")"} and _is_ordinal(text, number):
        return True
    word = last_word(text, start)
    return _names(text, number, word) or _is_address(text, number, word)


def _is_word_label(text: str, number: Number) -> bool:
    """`Gruppe vier`, `halb neun`, `unter vier Augen`."""
    start, end = number.start, number.end
    if text[max(0, start - 2) : start] == ", " or number.scale is not None:
        return False  # „nahmen teil, neun fanden Arbeit", „fehlen dem Amt zwei Millionen"
    word = last_word(text, start).rstrip(".")
    if word in _BEFORE and not (word in _COUNTABLE and _read_noun_behind(text, end) in _PEOPLE):
        return True
    if _HOUR.match(text, end) or _IDIOM.match(text, end):
        return True
    return _is_quarter(text, number) or _is_time_of_day(text, number)


def _is_item_behind(text: str, label: int, start: int) -> bool:
    """`1) 12 Plätze`: a bracket that was not opened ends the label before."""
    return text[label : label + 1] == ")" and "(" not in text[label - 9 : start]


def _is_quarter(text: str, number: Number) -> bool:
    """`um Viertel nach acht`, but not `ein Viertel vor zehn Jahren`."""
    start = number.start
    quarter = text.endswith((" nach ", " vor ", " über "), 0, start) and _QUARTER.search(
        text, max(0, start - 14), start
    )
    return bool(quarter) and not _COUNTS.match(text, number.end)


def _is_time_of_day(text: str, number: Number) -> bool:
    """`morgens um sieben`, `gegen acht am Morgen`; not `um sieben gestiegen`."""
    start = number.start
    if number.value > _HOURS or not text.endswith(_BEFORE_HOURS, 0, start):
        return False
    if _DAILY_BEFORE.search(text, max(0, start - 24), start):
        return not _COUNTS.match(text, number.end)
    return _DAILY_BEHIND.match(text, number.end) is not None


def _is_clock(text: str, number: Number) -> bool:
    if number.value >= 25 or (number.value_to or 0) >= 25:
        return False
    if _CLOCK.match(text, number.end) or _is_quarter(text, number):
        return True
    return number.value_to is not None and last_word(text, number.start) in _WEEKDAYS


def _is_ordinal(text: str, number: Number) -> bool:
    start, end = number.start, number.end
    line_start = not text[max(0, start - 3) : start].strip(" •–-*(") or text[start - 1] == "\n"
    if line_start and (start < 3 or "\n" in text[start - 3 : start]) and number.value < 100:
        return bool(_LIST_POINT.match(text, end))
    if text[end] == ")":  # „Themen: 1) Miete, 2) Heizung"
        opened = text.rfind("(", max(0, start - 80), start)
        return number.value < 20 and opened <= text.rfind(")", max(0, start - 80), start)
    match = _ORDINAL.match(text, end)
    if not match or "," in text[start:end]:
        return False
    following = match["next"]
    if following[0].islower() or following.startswith("SGB-"):
        return True  # „10. SGB-II-Änderungsgesetz"
    if following.lower() in OPENERS:
        return False  # „Im Mai waren es bereits 1.590. Das Jobcenter …"
    word = last_word(text, start).rstrip(".")
    return word in _ARTICLES or (following.lower() in _ORDINAL_NOUNS and number.value < 200)


def _names(text: str, number: Number, word: str) -> bool:
    bare = word.rstrip(".").rpartition("-")[2]
    if not bare:
        return False
    quote = text[number.start : number.end]
    if ":" in text[number.start - 2 : number.start] and bare not in _BEFORE_COLON:
        return False  # „Gruppe: 12" counts, „Telefon: 12" does not
    if text.endswith(_INSERTS, 0, number.start) and _read_noun_behind(text, number.end):
        return False  # „Heft (24 Seiten)", „Saal – 60 Plätze –"
    if bare not in _GO_ON_BEHIND_COMMA and text[number.start - 2 : number.start] == ", ":
        return False  # „nahmen daran teil, 31 von ihnen", „fanden eine Stelle, 14 nicht"
    if bare in _NUMBERED_LAWS and number.value <= 4:
        return True  # „Arbeitslosengeld 2"
    if bare in _COUNTABLE and _read_noun_behind(text, number.end) in _PEOPLE:
        return False  # „in jeder Gruppe 12 Teilnehmende"
    if bare in _BEFORE or (
        bare.endswith(_HEADS) and number.value < 100 and not _COUNTS.match(text, number.end)
    ):
        grouped = "," in quote or (number.value >= 1000 and not quote.isdigit())
        return not grouped or bare in {"nr", "nummer", "no"}
    if text[number.start - 1] in "-–/" and _CONTACT.search(
        text, max(0, number.start - 50), number.start
    ):
        return True
    if len(bare) == 1 and bare.isalpha() and text[number.start - 2].isupper():
        return True  # the road „B 45", „A 5"
    return bare.startswith("§")


_NOUN = re.compile(r"\s(?:[a-zäöüß]+e[nr]?\s)?(?P<noun>[A-ZÄÖÜ][\w-]+(?:[*:/]\w+)?)")
_PEOPLE = frozenset({"person", "household", "job", "organisation", "case"})
_RESIDENTS = frozenset({"person", "household"})


def _read_noun_behind(text: str, end: int) -> str | None:
    """The unit of the noun behind a number, where units.toml names it."""
    match = _NOUN.match(text, end)
    return read_noun(match["noun"]) if match else None


def _is_address(text: str, number: Number, word: str) -> bool:
    quote = text[number.start : number.end]
    town = _POSTCODE.match(text, number.end) if quote.isdigit() and len(quote) == 5 else None
    if town and town[1] not in MEASURES and read_noun(town[1]) is None:
        return True
    far = not _NO_HOUSE.isdisjoint(text[number.start - 2 : number.start])
    if number.value > 999 or "," in quote or far:
        return False
    if word.endswith(_CLEAR_STREETS):
        # „In der Gartenstraße 14 Frauen und Männer": people, and no house
        return _read_noun_behind(text, number.end) not in _RESIDENTS
    if _ADDRESS.match(text, number.end):
        return True
    if word.endswith(_DOUBTFUL_STREETS):
        return _is_house(text, number)
    return False


def _is_house(text: str, number: Number) -> bool:
    """Behind `Markt` or `Hof`: `am Alten Markt 6 geöffnet`, `Alter Markt 6, Musterstadt`."""
    at = _AT_STREET.search(text, max(0, number.start - 40), number.start)
    if at and not _COUNTS.match(text, number.end):
        return True
    after = text[number.end : number.end + 2]
    return not after[:1] or after[:1] in ",;.)\n|" or after == " |"


def _is_dialed_pair(text: str, number: Number) -> bool:
    """`unter 89-376`; not `unter 20-25 Jahren`."""
    pair = text.endswith(_UNDER, 0, number.start) and _DIALED_PAIR.fullmatch(
        text, number.start, number.end
    )
    return bool(pair) and not _COUNTS.match(text, number.end)
