"""What is named by the way: a cause (`Wegen der Zuwanderung stieg die Zahl`), a law's beginning."""

import re
from collections.abc import Sequence

from pipelines.german.beginnings import begin_words
from pipelines.statistics.cues import Cue

_NARROWING = frozenset({"group", "flow", "ukraine", "gefluechtete_ukraine"})
OWING_TO = (
    r"[Ww]egen|[Aa]ufgrund|[Aa]uf\sGrund|[Tt]rotz|[Aa]ngesichts|[Ii]nfolge|[Dd]ank"
    r"|[Bb]edingt\sdurch"
)
_CAUSE = re.compile(
    begin_words(rf"{OWING_TO}|[Vv]or\sallem\sdurch|[Uu]nter\sanderem\sdurch")
    + r"\s(?:[^\s,;:.()\d]+\s){0,7}$"
)
_NEAR = re.compile(begin_words(rf"{OWING_TO}|[Dd]urch") + r"\s(?:[a-zäöüß]+\s){0,3}$")
_IS_DUE_TO = re.compile(
    r"""(?<!\w)(?:geh(?:t|en)|ging(?:en)?|ist|sind|war(?:en)?|beruh(?:t|en)|resultier(?:t|en)|lieg(?:t|en)|lag(?:en)?
      |erklär(?:t|en)\ssich|folg(?:t|en))\s(?:(?!bei\s|unter\s)[a-zäöüß]+\s){0,4}
    (?:auf|aus|an|mit|durch|dem|der|den)\s(?:[A-Za-zÄÖÜäöüß-]+\s){0,5}$""",
    re.VERBOSE,
)
_REACH = 90
"""So many characters before a word stands what says that it is a cause."""
_BEGINNING = re.compile(
    begin_words(r"Einführung|Inkrafttreten|Bestehen|Abschaffung|Start", within=True)
    + r"\s(?:de[srm]|von|vom)\s(?:[a-zäöüß]+e[nrs]\s|[A-ZÄÖÜ][\w-]+\s(?:de[sr]|nach\sdem)\s)?$"
)
"""`zur Einführung des Bürgergeldes`: when it was, and whose a number is not."""
_VERB = re.compile(
    r"(?<!\w)(?:(?:stieg|sank|wuchs|war|nahm|ging|lag|gab|kam)(?:en)?|ist|sind|hat|haben|wurden?|gibt)(?!\w)"
)


def skip_causes(text: str, cues: Sequence[Cue], start: int) -> Sequence[Cue]:
    """The cues of a sentence from `start` on but for groups that are named as a cause."""
    if not any(cue.kind in _NARROWING for cue in cues):
        return cues
    return [cue for cue in cues if not (cue.kind in _NARROWING and _is_cause(text, cue, start))]


def skip_introduced(text: str, cues: Sequence[Cue]) -> Sequence[Cue]:
    """The cues but for a law whose beginning is told: `seit Einführung des SGB II 2005`."""
    return [cue for cue in cues if not (cue.kind == "sgb2" and _is_introduced(text, cue))]


def _is_introduced(text: str, cue: Cue) -> bool:
    return _BEGINNING.search(text, max(0, cue.start - _REACH), cue.start) is not None


def is_owing_to(text: str, start: int, at: int) -> bool:
    """`aufgrund der ukrainischen Geflüchteten um 30 Prozent`: why, and not what."""
    return _NEAR.search(text, start, at) is not None


def leads_to_cause(gap: str) -> bool:
    """`Der Anstieg um 603 Personen geht auf Geflüchtete aus der Ukraine zurück`: what is between.

    >>> leads_to_cause(" Personen geht auf "), leads_to_cause(" Personen und ")
    (True, False)
    """
    return _IS_DUE_TO.search(gap) is not None


def _is_cause(text: str, cue: Cue, start: int) -> bool:
    """A preposition of cause opens its phrase, and no verb ends it before the word."""
    cause = _CAUSE.search(text, max(start, cue.start - _REACH), cue.start)
    return cause is not None and _VERB.search(text, cause.start(), cue.start) is None
