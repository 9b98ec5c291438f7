"""What people of no nearer description do or undergo, in verb and object apart."""

import re

from pipelines.german.quantities import Quantity
from pipelines.german.text import Span
from pipelines.german.words import match_words
from pipelines.statistics.clauses import find_said
from pipelines.statistics.cues import load_indicators, match_any
from pipelines.statistics.passage import (
    COUNTS,
    Passage,
    find_territory,
    has_cue,
)
from pipelines.statistics.placements import is_placement_of, take_up_work
from pipelines.statistics.places import LANDS, is_place

_CLIENTS = ("Kund", "Klient")
_HAS = re.compile(r"(?<!\w)zählte?\s(?:[a-zäöü]+\s){0,2}$")
"""`Das Jobcenter zählt 6.350 Kunden`; others came to a fair."""
_POSSESSES = re.compile(r"(?<!\w)(?:hat|hatte)\s[^,.;:()]{0,40}$")
_NO_MORE = re.compile(r"[.,;]|$")
"""`Das Jobcenter hat 6.350 Kunden.`; not `hat 120 Kunden eingeladen`."""

_WORK, _SEEK = rf"{match_any('work')}(?!-[A-Z])", match_any("sought")
_BENEFIT, _MEASURE = match_any("benefit"), match_any("measure")
_SOME_WORK = rf"(?<![Aa]gentur\sfür\s)(?!Ausbild|Lehr){_WORK}"
_SOUGHT = re.compile(
    rf"""(?<!\w)(?:
        {_SOME_WORK}(?!\w)(?:[^.;:()]|\.(?=\d\d\d)){{0,40}}?(?<!\w){_SEEK}(?!\w)
      | {_SEEK}(?!\w)(?:[^.;:()]|\.(?=\d\d\d)){{0,40}}?(?<!\w){_SOME_WORK}(?!\w) )""",
    re.VERBOSE,
)
"""`6.100 Menschen, die eine neue Stelle gesucht haben`"""
RECEIVE = re.compile(
    r"(?<!\w)(?:[Bb]enötig\w*|bezieh\w*|bez[oö]g\w*|erhielt\w*|erhalt\w*|erhält|bekamen|bekommen|empfang\w*|empfing\w*|leb(?:en|ten|t)\s(?:[^;:,()]{1,120}\s)?vo[nm]|[Vv]o[nm]\s[a-zäöüA-ZÄÖÜ\s-]{3,40}\sleb(?:en|ten|t)|angewiesen|abhängig|brauch(?:en|t|ten)|Anspruch|(?:Bürgergeld|Leistungs|Hilfe|Grundsicherungs)?-?[Bb]ezug|fl(?:ie|o)(?:ß|ss)en\s(?:[a-zäöüß]+\s){0,2}an|in\s(?:der\s)?Grundsicherung|im\sBürgergeld(?!-)|Geltungsbereich|befanden\ssich|befinden\ssich|unterstützt\w*|betreut\w*)(?!\w)"
)
_IN_CIRCLE = re.compile(
    r"(?<!\w)(?:zähl|gehör|zugeordnet)\w*\s(?:zum|dem)\sRechtskreis|(?<!\w)(?:dem|zum)\sRechtskreis\s[^.;]{0,30}(?:zähl|gehör|zugeordnet)"
)
"""`4.310 Personen zählten zum Rechtskreis SGB II`: so the unemployed are told apart."""
OF_BENEFIT = re.compile(rf"(?<!\w){_BENEFIT}(?!\w)")
_IN_MEASURES = re.compile(
    rf"""(?<!\w)(?:[IiAa]n|besuch\w+|absolvier\w+|nutz\w+|durchl\w+)\s(?:[a-zäöüß„"»-]+\s){{0,4}}
        (?:[A-ZÄÖÜ][\w-]+-\s(?:und|oder)\s)?[„"»]?(?:{_MEASURE}|\w+maßnahmen?)(?!\w)
      | (?:{_MEASURE}|\w+maßnahmen?)(?!\w)[^.,;:()\d]{{0,60}}
        (?<!\w)(?:besuch(?:t|en|ten)|absolvier(?:t|en|ten)|durchl(?:ie|au)fen)(?!\w)
      | [Mm]it\s(?:[a-zäöüß]+\s){{0,2}}[Ii]nstrumenten?\s(?:\w+\s){{0,3}}gefördert
      | (?<!\w)(?:qualifiziert|weitergebildet|umgeschult)(?!\w)""",
    re.VERBOSE,
)
"""`befanden sich in einer Maßnahme`, `werden derzeit qualifiziert`"""
_IN_TRAINING = match_words(
    rf"\w*{_MEASURE}|\w*maßnahmen?|[Ii]nstrumenten?|qualifiziert|weitergebildet|umgeschult"
)
_WORKS = re.compile(r"(?<!\w)(?:arbeite(?:n|ten|t)|beschäftig\w+|angestellt|tätig)(?!\w)")
_THE = re.compile(
    r"(?<!\w)(?:[Dd]ie|[Dd]en|[Dd]er|[Aa]lle[nr]?|[Jj]ene[nr]?)\s(?:[a-zäöüß]+\s){0,2}$"
)
_WHO = re.compile(r",\s(?:die|denen|deren|welche)\s[^.,;:()]{3,120},")
_SOME_DO = re.compile(r",\s(?:viele|manche|einige|die\smeisten)(?!\w)")
_APPLIED = re.compile(
    r"""(?<!\w)(?:
        (?:Neu|Erst)antr(?:ag|äge)(?!\w)[^.;:()]{0,60}(?<!\w)(?:gestellt|eingereicht)
      | (?:[Ee]rstmals|[Ee]rstmalig|[Nn]eu)\s[^.;:()]{0,40}(?<!\w)(?:Bürgergeld|Grundsicherung
          |Arbeitslosengeld\sII|A[Ll][Gg]\sII|Hartz\sIV|Leistungen)\sbeantragt(?:en)?
    )(?!\w)""",
    re.VERBOSE,
)
"""`511 Menschen haben erstmals Bürgergeld beantragt`: as many applications."""
_TEAM = re.compile(
    r"(?<!\w)(?:[Zz]um\sTeam|[Zz]ur\sBelegschaft)\s"
    r"(?:[^\s.,;:()\d]+\s){0,3}?(?:gehör|zähl)\w*\s(?:[^\s.,;:()\d]+\s){0,3}$"
    r"|(?<!\w)Arbeitgeber(?:in)?\s(?:für|von)\s(?:[a-zäöüß]+\s){0,2}$"
)
"""`Zum Team gehören heute 131 Frauen und Männer`"""
_CREW = 20
"""Fewer are one department's."""
LOOK_AFTER = re.compile(r"(?<!\w)(?:betreu\w*|zuständig|begleite\w*|kümmer\w*|unterstütz\w*)(?!\w)")


def applied(passage: Passage, index: int) -> bool:
    """Whether people or households are said to have asked for the benefit for the first time."""
    return _APPLIED.search(passage.text, *find_territory(passage, index)) is not None


def find_who(passage: Passage, index: int) -> re.Match[str] | None:
    """`Die 4.300 Menschen, die Bürgergeld bekommen, sollen …`: the clause that says who."""
    text, start = passage.text, passage.quantities[index].start
    if not _THE.search(text, max(passage.start, start - 20), start):
        return None
    return _WHO.match(text, passage.quantities[index].end, passage.end)


def is_in_measures(passage: Passage, index: int) -> bool:
    """Whether those counted take part in a measure: `steckten 823 Arbeitslose in Maßnahmen`."""
    before, behind = find_territory(passage, index)
    if not _IN_TRAINING.has_between(passage.text, before, behind):
        return False
    return _IN_MEASURES.search(passage.text, before, behind) is not None


_NOT_ALL = COUNTS | {"group", "young", "ukraine", "sgb2", "part"}
_HERE = r"""(?:[Hh]ier|[Dd]ort|[Ii]n\s(?:ihnen|denen)|[Ii]n\s(?P<place>[A-ZÄÖÜ][\w-]+)
    |[Ii](?:m|n\s(?:de[rnm]|unsere[rm]))\s[\w-]*(?:[Kk]reise?n?s?|[Ss]tadt|[Ss]tädten|[Rr]egion|[Gg]emeinden?|Land))(?!\w)"""
_LIVE = r"(?<!\w)(?:wohnen|leben|wohnten|lebten|zu\sHause)(?!\w)"
_LIVE_HERE = re.compile(rf"{_LIVE}(?:[^.;,()]|[.,](?=\d)){{0,60}}\s{_HERE}", re.VERBOSE)
_HERE_LIVE = re.compile(rf"(?<!\w){_HERE}(?:[^.;,()]|[.,](?=\d)){{0,60}}\s{_LIVE}", re.VERBOSE)
_LIVES = re.compile(_LIVE)
_OF_A_LAND = 500000
"""Fewer people are not all who live in a Land."""
_OF_SOME = re.compile(r"\s(?:in|mit|ohne|aus|von|ab|über|unter|im)\s")
"""`In Hessen leben 1,1 Millionen Menschen in Armut`; `leben 6,3 Millionen Menschen in Hessen`."""
_ON_AREA = re.compile(r"(?<!\w)(?:Quadratkilometern?|km²)(?!\w)")
_AREA = re.compile(r"(?i:kreis|st[aä]dte|gemeinde|kommune|länder)")


def find_deed(passage: Passage, index: int) -> str | None:
    """What people did or underwent: took up work, look for it, live on the dole, learn."""
    before, behind = find_said(passage, index)
    who = find_who(passage, index)
    clause = Span(before, who.end() if who else behind)
    done = _find_done(passage, index, clause)
    if done:
        return done
    low = load_indicators()["leistungsberechtigte"].low
    if passage.quantities[index].value < low and not passage.turns[index]:
        return None  # a group, not all who receive
    return _find_state(passage, index, clause)


def _find_done(passage: Passage, index: int, clause: Span) -> str | None:
    """What people do or did, few or many: started work, applied, work here, learn."""
    quantity, text = passage.quantities[index], passage.text
    before, behind = clause
    if is_placement_of(passage, index) or take_up_work(text, before, behind):
        return "integrationen"
    if applied(passage, index):
        return "neuantraege"
    if _TEAM.search(text, before, quantity.start) and quantity.value >= _CREW:
        return "beschaeftigte_jobcenter"
    if _is_ours(passage) and _WORKS.search(text, before, behind):
        return "beschaeftigte_jobcenter"
    return "massnahmeteilnehmende" if is_in_measures(passage, index) else None


def _is_ours(passage: Passage) -> bool:
    return has_cue(passage, "jobcenter", passage.start, passage.end)


def _find_state(passage: Passage, index: int, clause: Span) -> str | None:
    """What so many people are: without work, on the dole, all who live there."""
    quantity, text = passage.quantities[index], passage.text
    if _SOUGHT.search(text, *clause) or _IN_CIRCLE.search(text, *clause):
        return "arbeitslose"
    if _SOME_DO.match(text, quantity.end):
        return None  # „Die Tafel versorgt 1.400 Menschen, viele von ihnen beziehen Bürgergeld"
    end = _find_part_behind(passage, index)
    receives = RECEIVE.search(text, passage.start, end)
    since = quantity.start if index else clause.start
    theirs = has_cue(passage, "sgb3", since, clause.end)  # „von Arbeitslosengeld oder Hartz IV"
    if (
        receives
        and not theirs
        and (
            any(
                cue.kind in {"sgb2", "leistungsberechtigte"} and cue.start < end
                for cue in passage.cues
            )
            or OF_BENEFIT.search(text, passage.start, end)
        )
    ):
        return "leistungsberechtigte"
    has = quantity.noun.startswith(_CLIENTS) and _has_clients(text, clause.start, quantity)
    if _is_ours(passage) and (has or LOOK_AFTER.search(text, passage.start, passage.end)):
        return "leistungsberechtigte"
    return "einwohner" if _live_there(passage, index) else None


def _has_clients(text: str, start: int, quantity: Quantity) -> bool:
    if _HAS.search(text, start, quantity.start):
        return True
    ends = _NO_MORE.match(text, quantity.end)
    return ends is not None and _POSSESSES.search(text, start, quantity.start) is not None


def _find_part_behind(passage: Passage, index: int) -> int:
    """`leben 254.000 Menschen, 12.400 davon beziehen …`: what follows is said of a part."""
    own = passage.quantities[index].end + 1  # „27.350 von ihnen": that part is itself
    for later in passage.quantities[index + 1 : index + 2]:
        for cue in passage.cues:
            beside = own < cue.start <= later.end + 1
            if cue.kind == "part" and beside:
                return min(cue.start, later.start)
    return passage.end


def _live_there(passage: Passage, index: int) -> bool:
    """`Im Kreis leben 231.000 Menschen`: so many that all who live there are meant."""
    if passage.quantities[index].value < load_indicators()["einwohner"].low:
        return False
    end = _find_part_behind(passage, index)
    if any(cue.kind in _NOT_ALL and cue.start < end for cue in passage.cues):
        return False
    earlier = passage.quantities[index - 1] if index else None
    if earlier and _AREA.search(earlier.noun) and _LIVES.match(passage.text, earlier.end + 1):
        return True  # „In 321 Mitgliedsstädten leben 53 Millionen Menschen“
    clause = find_said(passage, index)
    here = _LIVE_HERE.search(passage.text, *clause) or _HERE_LIVE.search(passage.text, *clause)
    if here is None:  # „Auf 1.397 Quadratkilometern leben 421.000 Menschen"
        area = _ON_AREA.search(passage.text, passage.start, passage.quantities[index].start)
        return area is not None and _LIVES.search(passage.text, *clause) is not None
    place = here["place"]
    if place in LANDS or place == "Deutschland":
        quantity = passage.quantities[index]
        some = _OF_SOME.match(passage.text, quantity.end)
        return quantity.value >= _OF_A_LAND and (some is None or some.end() == here.start("place"))
    return place is None or is_place(place)


_TOTAL_OF_PEOPLE = re.compile(
    rf"(?<!\w)(?:Zahl|Anzahl|Gesamtzahl)\s(?:(?:der|aller|von)\s(?:[a-zäöü]+\s){{0,2}}{match_any('people')}|derer|derjenigen)(?!\w)"
)


def find_deed_of_subject(passage: Passage, index: int) -> str | None:
    """`Die Zahl der Menschen, die Bürgergeld erhalten, sank auf 11.020`."""
    before, _ = find_territory(passage, index)
    if not _TOTAL_OF_PEOPLE.search(passage.text, before, passage.quantities[index].start):
        return None
    return find_deed(passage, index)
