"""Which dates of a sentence are only compared with: `gegenüber dem Vormonat`."""

import re

from pipelines.german.beginnings import begin_words
from pipelines.items import DateMention
from pipelines.statistics.replaced import INSTEAD

_LEADS_ON = r"""(?:\s(?:dem|der|den|im|in|zum|zur|noch|bei|Ende|Anfang|Mitte|am|an|des|vom|selben
    |gleichen|zu|mit|entsprechenden))*\s*$"""
_COMPARED = re.compile(
    begin_words(
        r"""[Gg]egenüber | [Gg]gü\. | [Vv]gl\. | [Ww]ie(?:\s(?:schon|bereits|auch|zuletzt))?
        | (?:Niveau|Stand|Höhe)\sde[sr] | Niveau\svo[nm]
        | [Nn]ach\seine[mr]\s(?:[a-zäöüß]+e[nr]\s)?(?:Anstieg|Rückgang|Zunahme|Abnahme|Plus|Minus)
        | als | [Vv]ergleich\w* | [Vv]erglichen\smit | über | unter
        | (?:über|unter|[Gg]egenüber)\s(?:dem|der|den)\s
          (?:\w*[Ww]ert|Niveau|\w*[Ss]tand|Ergebnis|Ansatz|Haushalt|Plan|Etat|Rekord|Marke|Vorgabe)\s(?:vom|von|des|aus|für)
        | (?:(?:[Gg]egenüber|[Vv]erglichen\smit)\s(?:dem|der|den)
            | [Vv]ergleich\s(?:zu[mr]|(?:zu|mit)\sde[mnr]))\s
          (?:[a-zäöüß]+en\s)?(?:\w*(?:[Hh]och|[Tt]ief|[Ww]ert|[Ss]tand|[Mm]arke|[Nn]iveau)|Rekord|Höhepunkt|Spitze
            |[A-ZÄÖÜ][\w-]+(?=\sdes\s))\s(?:vo[mn]|des|aus|i[mn])
        | (?:über|unter|als)\s(?:de[mrn]|die|das|jene[mnr]?|denen)\s(?:des|vom|von|aus|im)
        | [Gg]emessen\s(?:an|am) | [Bb]ezogen\sauf(?:\sdas)? | [Aa]usgehend\svon | [Zz]u[mr]?
        | (?:als|über|unter)\s(?:(?:auf|beim?|zum|zur|in|dem|der|den)\s){0,2}
          (?:Höchst|Tiefst|Rekord|Spitzen|Vergleichs|Ausgangs)(?:stand|wert|marke|zahl)\s
          (?:de[sr]|vo[mn]|aus|im)
        | (?:[Ee]rstmals|Mal)\s(?:wieder\s)?seit"""
    )
    + _LEADS_ON,
    re.VERBOSE,
)
_TIMES = re.compile(
    r"(?:D(?<!\wD)oppelte|fache(?<=\wfache))\s(?:de[sr]|von)(?:\s[\w-]+){0,2}\s(?:vo[mn]|aus|im|in|de[sr])"
    + _LEADS_ON,
    re.VERBOSE,
)
"""`das Dreifache des Wertes von`"""
_THAN_AT = re.compile(
    r"(?<!\w)(?:mehr|weniger|[a-zäöü]{3,}er)\s(?:ab\s|aus\s)?als\s(?:noch\s)?(?:bei|zu[mr]?|in|an|während)\s(?:[\wäöüß-]+\s){1,5}$"
)
"""`zehn mehr als bei der ersten Auflage 2012`."""
_OLDER = re.compile(
    begin_words(rf",\snach|{INSTEAD}", within=True)
    + r"\s(?:noch\s|zuvor\s|rund\s|knapp\s|etwa\s)?\d[\d.,]*(?:\s[\w%€-]+){0,2}?"
    + r"\s(?:im|in|am|zum|Ende|Anfang|Mitte)\s(?:de[mnr]\s|Jahr\s)?$"
)
_VALUE_OF = re.compile(
    begin_words(
        r"[Ee]rgebnis|[Ww]ert|[Ss]tand|[Nn]iveau|[Rr]ekord|[Mm]arke|[Zz]ahl|[Hh]och|[Tt]ief|[Qq]uote",
        within=True,
    )
    + r"(?:e?s|en)?\s(?:de[sr]|vom|von|aus(?:\sdem)?|im)\s$"
)
_SURPASSED = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:\s[\w.,-]+){0,8}\s(?:(?:über|unter)(?:troffen|boten|schritten)|verfehlt)"
)
"""`wurde das Ergebnis des Vorjahres (790) übertroffen`."""
_REACHED = re.compile(r"(?<!\w)auf\s(?:[a-zäöü]+\s){0,2}\d[\d.,]*(?:\s[\w%€]+)?\s$")
_COUNTS_THEN = re.compile(
    r",\s(?:als|da|in\sde(?:m|nen)|wo)\s(?:[^\s,;.]+\s){0,8}?(?:\d|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?!\w))"
)
_SINCE_EVENT = re.compile(r"(?<!\w)seit\s(?:[\wäöüß-]+\s){0,8}$")
_RECORD_REACH = 90
"""So many characters before its date a `seit` stands at most."""
_RECORD = re.compile(
    begin_words(
        r"[Ee]rstmals|[Zz]um\sersten\sMal|[Rr]ekord"
        r"|(?:niedrig|höch|tief|gering|größ|be|schlechte|stärk|schwäch)st",
        within=True,
    )
)
"""`der niedrigste Wert seit Gründung des Amtes im Jahr 2005`."""

AGO = re.compile(
    begin_words(
        r"[Vv]or(?:jahr|monat|quartal|woche)|zuvor|davor|früher|[Vv]or\s|Vergleichs", within=True
    )
)
_SINCE_THEN = re.compile(
    r"(?:Prozentpunkten?|Prozent|%|Punkten?|mehr|weniger|Plus|Minus)\s(?:als\s)?seit\s(?:dem\s|der\s)?$"
)
_DIFFERENCE = re.compile(
    r"(?:[\d%€]|Prozent|Punkte?|Personen|mehr|weniger|Plus|Minus|Vergleich|Veränderung(?:en)?|Differenz|Abweichung)\s?\)?\s$"
)


def is_compared_with(text: str, date: DateMention, start: int) -> bool:
    """Whether a date of the sentence from `start` on is only there to compare with."""
    lead = text[max(start, date.start - 60) : date.start]
    if "als" in lead and _THAN_AT.search(lead):
        return True
    since = text.find("seit", max(start, date.start - _RECORD_REACH), date.start) >= 0
    if since and (_SINCE_THEN.search(lead) or _ends_record(text, date, start)):
        return True
    if _is_behind_older(lead):
        return True
    if lead.strip().lower() in {"zum", "zur", "auf", "über", "bis zum"} and not AGO.search(
        date.quote
    ):
        return False
    if _VALUE_OF.search(lead) and _SURPASSED.match(text, date.end):
        return True
    match = _TIMES.search(lead) or _COMPARED.search(lead)
    if not match:
        return False
    if _COUNTS_THEN.match(text, date.end):
        return False  # „im Vergleich zu 2016, als wir nur 16 Firmen hatten"
    if match[0].startswith(("zu", "Zu")) and not AGO.search(date.quote):
        # „zum 30.06. zählte"; compared only behind a difference: „+ 506 zum März 2022"
        if _REACHED.search(lead, 0, match.start()):
            return False  # „stieg auf 1.096 zur Jahresmitte"
        return _DIFFERENCE.search(lead, 0, match.start()) is not None
    return True


def _is_behind_older(lead: str) -> bool:
    """`nach 1.408 im März`, `statt 40 Plätzen im Vorjahr`: the older number's time, and no more."""
    return _OLDER.search(lead) is not None


def _ends_record(text: str, date: DateMention, start: int) -> bool:
    since = _SINCE_EVENT.search(text, max(start, date.start - _RECORD_REACH), date.start)
    return since is not None and _RECORD.search(text, start, since.start()) is not None
