"""Readers of days that are words: `heute`, `Montag`, and of `heuer`."""

import re

from pipelines.german import date_lexicon as lexicon
from pipelines.german.date_expressions import Expression
from pipelines.german.date_patterns import (
    ADJECTIVE,
    GAP,
    NUMBER_WORD,
    ORDINAL_WORD,
    PARTS_OF_DAY,
    SPACE,
    WEEKDAY_NAME,
    WORD_END,
    compile_pattern,
    find_word_before,
    read_adjective,
    read_number,
)

_DAY_WORD = compile_pattern(
    rf"""
    (?: (?P<day> {lexicon.match_words(lexicon.DAYS)} ) {WORD_END}
        (?: {SPACE} (?: {PARTS_OF_DAY} ) {WORD_END} )?
        (?: {SPACE} vor {SPACE} (?:genau{SPACE})? (?P<years> {NUMBER_WORD} | \d{{1,3}} ) {SPACE}
            jahren {WORD_END} )?
        (?: , {SPACE} (?:{WEEKDAY_NAME}) {WORD_END} (?! {GAP} ,? {GAP} (?: den | \d ) ) )?
      | (?P<placed> {lexicon.match_words(lexicon.PLACED_DAYS)} ) e[nrms]? {SPACE}
        (?: tage?s? | {WEEKDAY_NAME} s? (?: {GAP} {PARTS_OF_DAY} )?
          | abend | nachmittag | vormittag )
        {WORD_END}
    )
    """
)


_IDIOM_BEHIND = re.compile(r"\s+auf\s+morgen\b")


def read_day_word(text: str, position: int) -> Expression | None:
    """`heute`, `gestern Abend`, `am heutigen Mittwoch`; not `von heute auf morgen`, `am Morgen`."""
    match = _DAY_WORD.match(text, position)
    if match is None:
        return None
    if match["placed"]:
        return Expression(
            kind="shift",
            rule="day_word",
            start=position,
            end=match.end(),
            unit="day",
            by=lexicon.PLACED_DAYS[match["placed"].lower()],
        )
    word = match["day"]
    if match["years"]:
        return Expression(
            kind="day_of_year",
            rule="day_word",
            start=position,
            end=match.end(),
            by=-read_number(match["years"]),
        )
    before = text[max(0, position - 16) : position]
    if word.lower() == "heute" and _IDIOM_BEHIND.match(text, match.end()):
        return None
    if word.lower() == "morgen":
        if before.endswith(("heute auf ", " von ")):
            return None  # `die Fachkräfte von morgen`
        if word == "Morgen" and not _opens_sentence(before):
            return None
    return Expression(
        kind="shift",
        rule="day_word",
        start=position,
        end=match.end(),
        unit="day",
        by=lexicon.DAYS[word.lower()],
    )


def _opens_sentence(before: str) -> bool:
    return (
        not before.strip()
        or before.rstrip(' „"»“(').endswith((".", "!", "?", ":", "\n", "–", "-"))
        or before.endswith("\n")
    )


_YEAR_WORD = compile_pattern(rf"(?P<year> {lexicon.match_words(lexicon.YEARS)} ) {WORD_END}")


def read_year_word(text: str, position: int) -> Expression | None:
    """`heuer`."""
    match = _YEAR_WORD.match(text, position)
    if match is None:
        return None
    return Expression(
        kind="shift",
        rule="year_word",
        start=position,
        end=match.end(),
        unit="year",
        by=lexicon.YEARS[match["year"].lower()],
    )


_OF_WEEK = rf"""
(?: {SPACE} (?:(?:in{SPACE})?der{SPACE})? (?P<week> {ADJECTIVE} ) {SPACE} woche {WORD_END} )
"""


_WEEKDAY = compile_pattern(
    rf"""
    (?P<weekday> {WEEKDAY_NAME} ) (?P<genitive> e?s)? (?:{GAP}(?:{PARTS_OF_DAY}))? {WORD_END}
    (?: {_OF_WEEK} )?
    """
)


_REPEATED = re.compile(
    r"""
    \b(?: (?: [Jj]ede[nmrs]? | [Jj]eweils | [Ii]mmer | [Mm]anche[nmr] ) \s (?: am\s )?
      | (?: pro | ein(?:em|en|er)? ) \s )
    (?: \w{1,20}e[nmr]\s )? (?: und\s\w{1,20}ten\s )?
    (?: [A-Z][a-z]{2,8}(?:tag|woch|abend)(?:,|\sund|\soder|\sbis)\s ){0,3} \Z
    """,
    re.VERBOSE,
)


_WEEKDAY_PREPOSITION = frozenset(
    {
        "termin:",
        "wann?",
        "beginn:",
        "start:",
        "am",
        "vom",
        "seit",
        "bis",
        "ab",
        "zum",
        "für",
        "von",
        "den",
        "dem",
        "diesen",
        "diesem",
        "dieser",
        "noch",
        "erst",
        "schon",
        "auf",
        "gegenüber",
        "vor",
        "nach",
        "der",
        "des",
        "spätestens",
        "zwischen",
    }
)


_WEEKDAYS_IN_FRONT = compile_pattern(rf"(?:{WEEKDAY_NAME}) {GAP} (?:bis|[–-]) {GAP} \Z")


_WEEKDAY_BEHIND = compile_pattern(rf"{GAP} (?:bis|[–-]) {GAP} (?:zum{SPACE})? {WEEKDAY_NAME}")
_AND_WEEKDAY = rf"(?: {GAP} (?: ,|und|sowie|bis|–|-|/ ) {GAP} (?:{WEEKDAY_NAME}) \b ){{0,6}}"
_SHARED_WEEK = compile_pattern(
    rf"(?: {GAP} (?: ,|und|sowie|oder ) {GAP} (?:am{SPACE})? (?:{WEEKDAY_NAME}) \b ){{1,4}}"
    + _OF_WEEK
)
"""`am Dienstag und Donnerstag vergangener Woche`: the week is said of both."""
_HOURS_BEHIND = compile_pattern(
    rf"""
    {_AND_WEEKDAY} {GAP} (?: [,:;|] {GAP} | (?:von|ab|um|zwischen|bis|und|oder|–|-|/) {GAP} ){{0,2}}
    (?: \d | geschlossen )
    """
)


_SPAN_BEFORE = ("von", "vom", "kommenden", "nächsten", "vergangenen", "letzten", "diesen")
_ORDINAL_BEFORE = compile_pattern(rf"(?: (?:{ORDINAL_WORD}) {SPACE} | \d\. {SPACE}? ) \Z")
_OF_ANY_MONTH = compile_pattern(
    rf"""
    s? {SPACE} (?: im | des | eine[sm] | jede[snm] | pro ) {SPACE}
    (?:monat|quartal) (?:e?s)? {WORD_END}
    """
)


def is_of_any_month(text: str, position: int, end: int) -> bool:
    """`am ersten Donnerstag im Monat`, `letzten Freitag des Monats`: it comes again each month."""
    if _OF_ANY_MONTH.match(text, end) is None:
        return False
    return (
        text[position:end].lower().startswith("letzt")
        or _ORDINAL_BEFORE.search(text, max(0, position - 20), position) is not None
    )


def _may_be_in_range(text: str, match: re.Match[str], before: str) -> bool:
    """`von Montag bis Mittwoch`, `kommenden Freitag bis Sonntag` name days, opening hours none."""
    in_front = _WEEKDAYS_IN_FRONT.search(before)
    behind = _WEEKDAY_BEHIND.match(text, match.end())
    if in_front is None and behind is None:
        return True
    lead = before[: in_front.start()] if in_front else before
    end = behind.end() if behind else match.end()
    return lead.rstrip().lower().endswith(_SPAN_BEFORE) and not _HOURS_BEHIND.match(text, end)


def read_weekday(text: str, position: int) -> Expression | None:
    """`am Montag`, `Donnerstag vergangener Woche`; not `jeden Montag`, `Montag: 8–12`."""
    match = _WEEKDAY.match(text, position)
    if match is None:
        return None
    before = text[max(0, position - 40) : position]
    if _REPEATED.search(before) or is_of_any_month(text, position, match.end()):
        return None
    if not match["week"]:
        if not _may_be_in_range(text, match, before):
            return None
        preposition = find_word_before(text, position).lower()
        if preposition not in _WEEKDAY_PREPOSITION and (
            _HOURS_BEHIND.match(text, match.end()) or (text[position].islower() and before.strip())
        ):
            return None
        if match["genitive"] and preposition not in {"des", "eines"}:
            return None  # `montags`: every Monday
    week = match if match["week"] else _SHARED_WEEK.match(text, match.end())
    return Expression(
        kind="weekday",
        rule="weekday",
        start=position,
        end=match.end(),
        number=lexicon.WEEKDAYS[match["weekday"].lower()],
        unit="week" if week else "",
        by=read_adjective(week["week"]) if week else 0,
    )
