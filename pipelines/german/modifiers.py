"""How exact a number is: the words before it (`rund`, `mehr als`) and behind it (`oder mehr`)."""

import re
import tomllib
from importlib.resources import files
from typing import Literal

from pipelines.german.number_digits import Number
from pipelines.german.number_words import any_of

Modifier = Literal["=", "~", ">", "<", ">=", "<="]

_LEXICON = tomllib.loads(
    (files("pipelines.german") / "lexicon" / "modifiers.toml").read_text(encoding="utf-8")
)
_PLAIN: dict[str, Modifier] = _LEXICON["before"]
_BEFORE: dict[str, Modifier] = _PLAIN | {
    f"{word} {bound}": _PLAIN[bound]
    for word in _LEXICON["strengtheners"]["words"]
    for bound in _LEXICON["strengtheners"]["bounds"]
}
_AFTER: dict[str, Modifier] = _LEXICON["after"]
_INSERTED = frozenset(_LEXICON["inserted"]["words"])
_THRESHOLDS = frozenset(_LEXICON["thresholds"]["words"])
_JOINED = re.compile(r"(?<!\w)([ÜüUu](?:ber|nter))-$")
"""`die Über-55-Jährigen`"""
_ROUND_ONLY = frozenset({"an die", "um die"})
_TOPICS = re.compile(rf"(?<!\w)(?:{any_of(_LEXICON['topics']['words'])})", re.IGNORECASE)
_LONGEST = max(phrase.count(" ") for phrase in _BEFORE) + 1
_FIRST = frozenset(phrase.partition(" ")[0] for phrase in _BEFORE)
_LAST = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in _BEFORE) | _INSERTED
_LEADING = _LAST | {"von"}
_OPENING = "(„\"|«»‚“'"
_WORDS = re.compile(rf"[^\s{_OPENING}]+")
_AFTER_LETTERS = "".join(sorted({phrase[0] for phrase in _AFTER}))
_AFTER_WORDS = re.compile(rf"\s+(?=[{_AFTER_LETTERS}])({any_of(_AFTER)})(?!\w|\sals\s)")
"""`50 und mehr`; in `90 Firmen und mehr als 400 Gäste` it is the next number's."""
_AMOUNTS = re.compile(rf"(?i:{any_of(_LEXICON['amounts']['nouns'])})\s$")
_LENGTHS = re.compile(
    rf"(?i:{any_of(_LEXICON['lengths']['nouns'])})\süber\s\S+\s(?:volle\s)?(?:Stunde|Tage|Woche|Monate|Jahre)"
)
_AMONG = re.compile(
    rf"(?<!\w)(?:\w*(?i:{any_of(_LEXICON['among']['words'])})|\w+ste[nrs]?)\s(?:\w+\s){{0,2}}$"
)
_BEING = (" sind ", " waren ", " ist ", " war ", " liegt ", " lag ", " liegen ", " lagen ")
_BESIDE_STEP = r"""\d[\d.,]*(?:\s(?:%|€|Mio\.|Mrd\.|im|in|am|zum|[A-ZÄÖÜ]\w+|\d{1,2}\.|\d{4})){0,6}
    (?:\s?\([^()]{1,30}\))?,?\s"""
"""A number with its noun and its time: `8.120 im Jahr 2015`, `24,1 Prozent (2017)`."""
_STEPS_BEFORE = re.compile(
    rf"(?<!\w)[vV]on\s(?:(?:noch|zunächst|einst|rund)\s)?{_BESIDE_STEP}(?:dann\s)?$", re.VERBOSE
)
_STEPS_BEHIND = re.compile(rf"{_BESIDE_STEP}(?:\w+\s){{0,2}}auf\s", re.VERBOSE)
_STRETCHED = re.compile(
    r"\s(?:\w+\s){0,2}(?:hinweg|verteilt|gestreckt|lang)(?!\w)|[^.;:]{0,80}?\sverfüg(?:t|en|te|ten)(?!\w)"
)
"""`über drei Jahre hinweg`, `das über 20 Plätze verfügt`: what „über" belongs to stands behind."""
_CROSSING = re.compile(
    r"(?:(?P<down>[Uu]nterschreit)|(?P<up>[Üü]berschreit))\w+\s(?:de[rs]|von)\s$"
)
_THRESHOLD = re.compile(r"(?:Marke|Grenze|Schwelle|Hürde)n?$")
_BEFORE_END = re.compile(r"\s+\w+\s+vor\s")
_MARK = re.compile(r"(?:Marke|Grenze|Schwelle|Hürde)\s+von\s+$")
_CROSSED = re.compile(
    r"(?P<down>unterschr(?:it|ei)t|unterbot)|(?P<up>überschr(?:it|ei)t|übertroff|übertraf|geknackt|durchbr)"
)


def find_modifier(text: str, number: Number) -> tuple[Modifier, int]:
    """The modifier of a number and where its first word begins (the number's own start if none).

    >>> from pipelines.german.numbers import find_numbers
    >>> def modifier(text): return find_modifier(text, find_numbers(text)[0])
    >>> modifier("weit mehr als 250 Menschen"), modifier("verfügt über 21 Plätze")
    (('>', 0), ('=', 13))
    """
    if number.about:
        return "~", number.start
    start = number.start
    crossing = _find_crossing(text, number) if number.tail else None
    if crossing:
        return crossing, start
    if text[start - 1 : start] == "-":
        joined = _JOINED.search(text, max(0, start - 6), start) if number.tail else None
        return (_BEFORE[joined[1].lower()], joined.start()) if joined else ("=", start)
    last = text[max(0, start - 16) : start].rsplit(None, 1)[-1:]
    spaced = text[start - 1 : start].isspace()
    if not spaced or not last or last[0].lower().lstrip(_OPENING) not in _LEADING:
        return "=", start
    lead = text[max(0, start - 44) : start]
    if lead and lead[-1].isspace():
        words = lead.split()[-_LONGEST:]
        if words and words[-1].lower().lstrip(_OPENING) in _LAST:
            found = _look_up(text, number, lead)
            if found:
                return found
        mark = _MARK.search(lead)
        if mark:
            crossed = _CROSSED.search(text, number.end, number.end + 40)
            if crossed:
                return ("<" if crossed["down"] else ">"), start
    return "=", start


def _find_crossing(text: str, number: Number) -> Modifier | None:
    """`die 6.000er-Marke unterschritten`, `Unterschreitung der 6.000er Marke`."""
    if not _THRESHOLD.search(number.tail):
        return None
    match = _CROSSING.search(text, max(0, number.start - 40), number.start)
    match = match or _CROSSED.search(text, number.end, number.end + 40)
    if match is None:
        return None
    return "<" if match["down"] else ">"


def _look_up(text: str, number: Number, lead: str) -> tuple[Modifier, int] | None:
    spans = list(_WORDS.finditer(lead))[-_LONGEST:]
    words = [span[0].lower() for span in spans]
    base = number.start - len(lead)
    for first, word in enumerate(words):
        if word not in _FIRST:
            continue
        phrase = " ".join(words[first : -1 if words[-1] in _INSERTED else None])
        modifier = _BEFORE.get(phrase)
        if modifier is None or not _allows(text, number, phrase, base + spans[first].start()):
            continue
        return modifier, base + spans[first].start()
    return None


_SPREAD = re.compile(
    r"(?:[Ss]panne|[Bb]andbreite|reich|schwank|variier|beweg|streu|spann|lieg|lag|Werte|Quoten)(?:[^.;]|\.(?=\d)){0,90}\s(?:von|zwischen)\s\d(?:[^.;]|\.(?=\d)){0,90}$"
)
"""`die Spanne reicht von 17,8 (Nordstadt) bis 33,2 Prozent`: where it ends, and no limit."""
_SPREAD_REACH = 200


_COUNTED = re.compile(r"\d(?:\s(?:%|€|[A-ZÄÖÜ]\w+)){0,2}\s$")
_AGO = re.compile(r"\s(?:Jahre?|Monate|Wochen|Tage)\s(?:zuvor|davor|früher|vorher)(?!\w)")
"""`90 Personen mehr als vier Wochen zuvor`: so many more than then."""


def _allows(text: str, number: Number, phrase: str, start: int) -> bool:
    if phrase in _THRESHOLDS:
        return "-" in number.tail
    if phrase in _ROUND_ONLY:
        return number.value >= 20 and number.value % 10 == 0
    if phrase == "unter":  # „Platz drei unter 22 Städten"
        said = text.endswith(_BEING, 0, start)  # „die meisten sind unter 30"
        return said or number.value < 2 or not _AMONG.search(text, max(0, start - 50), start)
    if phrase == "über":
        return not (
            _is_topic(text, _begin_of_sentence(text, start), start)
            or _AMOUNTS.search(text, max(0, start - 30), start)
            or _is_step(text, number, start)
            or _LENGTHS.search(text, max(0, start - 30), number.end + 20)
            or _STRETCHED.match(text, number.end)
        )
    if phrase in {"bis", "bis zu"} and _SPREAD.search(text, max(0, start - _SPREAD_REACH), start):
        return False
    if phrase == "bis":
        return not _BEFORE_END.match(text, number.end)
    if phrase in {"mehr als", "weniger als"} and _AGO.match(text, number.end):
        return _COUNTED.search(text, max(0, start - 30), start) is None
    if phrase in {"keine", "keinen"}:
        return number.kind in {"word", "digits"} and number.value > 1
    return True


def _is_step(text: str, number: Number, start: int) -> bool:
    """`von 8.120 im Jahr 2015 über 7.640 im Jahr 2017 auf 6.990`: on the way from one to other."""
    if _STEPS_BEHIND.match(text, number.start) is None:
        return False
    return _STEPS_BEFORE.search(text, max(0, start - 60), start) is not None


_OVER = re.compile(r"(?<!\w)[Üü]ber\s")


def _is_topic(text: str, start: int, end: int) -> bool:
    """`sprach über 3 Orte`; in `Über den Tag verteilt kamen über 200` the verb has its own."""
    return _TOPICS.search(text, start, end) is not None and not _OVER.search(text, start, end)


_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def _begin_of_sentence(text: str, start: int) -> int:
    """Where the words before `start` that belong to its sentence begin, sixty characters back."""
    first = max(0, start - 60)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, first, start)]
    return ends[-1] if ends else first


def find_later_modifier(text: str, ends: tuple[int, ...]) -> tuple[Modifier, int] | None:
    """The modifier behind a number or its noun, and where it ends; None where there is none.

    >>> find_later_modifier("50 oder mehr", (2,))
    ('>=', 12)
    """
    for end in ends:
        match = _AFTER_WORDS.match(text, end)
        if match:
            return _AFTER[match[1]], match.end()
    return None
