"""Whether a single project, course or fair is spoken of: who takes part in one is no statistic."""

import re

from pipelines.german.beginnings import begin_words
from pipelines.german.words import WordTable

_NAME_FOLLOWS = re.compile(r"\w+\s[„\"»“]")
_NAME_BEFORE = re.compile(r"[„\"»][^“\"«]{3,40}[“\"«]\s$")
_SINGLE = re.compile(
    r"""(?!Arbeitsmarktp|Jahresp|Eingliederungsp|Konjunkturp|Werkst[aä]tt\w+f|Wechselk|Diskurs|Exkurs)
    (?: \w*(?: [Pp]rojekt(?:e?s)? | [Pp]rogramms? | [Kk]urs(?:es)? | [Ll]ehrgang(?:e?s)?
             | [Ss]eminars? | [Ll]ehrwerkstatt | [Nn]ähstube | [Ww]erkstatt | [Kk]aufhaus(?:es)?
             | [Cc]oaching | [Tt]raining | [Ww]orkshop | [Cc]amp | [Mm]esse | [Bb]örse )
      | (?:Aktions|Ausbildungs|Azubi|Berufs|Bewerber|Informations|Info|Job|Karriere)-?tag(?:e?s)?
      | (?P<measure> \w*[Mm]aßnahme | Initiative )
      | Bürgerarbeit | (?:\w+-)?Speed-?[Dd]ating | Modellversuchs? | Pilotversuchs? )""",
    re.VERBOSE,
)
"""The words of one project, in the singular; the plural speaks of all that there are."""


def _judge(word: str) -> str | None:
    if word == "heißt":
        return "named"
    match = _SINGLE.fullmatch(word)
    if match is None:
        return None
    return "measure" if match["measure"] else "project"


_SINGLES = WordTable(_judge)
"""`named` is what a name stands before: `„Aufbruch“ heißt das …`."""
_ANY = re.compile(
    r"(?<!\w)(?:[Ee]ine[nmr]?|[Kk]eine?[nmr]?|[Jj]ede[nmrs]?)\s(?:[\w„-]+e[nrms]?\s){0,2}$"
)
"""`besuchen einen Sprachkurs`: one of many."""
_THE = re.compile(
    r"(?<!\w)(?:[Dd](?:ie|er)|[Dd]iese[r]?|[Zz]ur|[Jj]ener?|[Dd]eren)\s(?:[\w„-]+e[nr]?\s){0,2}$"
)
_TAKES_PART = re.compile(
    r"""(?<!\w)(?:nahmen|nehmen|teil(?:nehmen|nahmen|genommen|zunehmen)|mitgemacht|machten\smit
      |durchl[aiä]\w+|absolvier\w+|gefördert|begleitet|betreut|genutzt|nutz(?:en|ten)|gehör\w*\szu)
    (?!\w)""",
    re.VERBOSE,
)
PROJECT = re.compile(
    begin_words(
        r"§\s?16[a-z]\w*|Projekt\w*|50plus|Bundesprogramm\w*|dieses\sProgramm\w*|diesem\sProgramm\w*|Förderinstrument\w*|Jobmesse\w*|Messe|Teilhabechancengesetz\w*"
    )
    + r"(?!\w)"
)
"""What one programme, project or fair is called, whoever takes part."""
_REACH = 40


def find_project(text: str) -> int | None:
    """Where a single project is first named; None where none is.

    >>> find_project("Das Projekt „Aufbruch“ beginnt."), find_project("Das Projekt beginnt.")
    (4, None)
    """
    for at, kind in _SINGLES.find(text):
        if kind != "named" and _NAME_FOLLOWS.match(text, at):
            return at
        named = kind == "named" and _NAME_BEFORE.search(text, at - 44, at)
        if named and text.startswith("heißt das ", at):
            return named.start()
    return None


def speaks_of_one(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of a single project, course or fair.

    >>> [speaks_of_one(text, 0, len(text)) for text in (
    ...     "Der Kurs läuft.", "Sie besuchen einen Kurs.", "Die Kurse laufen.")]
    [True, False, False]
    """
    for at, kind in _SINGLES.find_between(text, start, end):
        lead = max(start, at - _REACH)
        if kind == "measure" and _THE.search(text, lead, at):
            return True
        if kind == "project" and not _ANY.search(text, lead, at):
            return True
    return False


def tells_takers(text: str, start: int, end: int) -> bool:
    """Whether a sentence says who takes part in a single project: however many, they are its own.

    >>> [tells_takers(text, 0, len(text)) for text in (
    ...     "Am Projekt nahmen viele teil.", "Sie nahmen an einem Projekt teil.")]
    [True, False]
    """
    return _TAKES_PART.search(text, start, end) is not None and speaks_of_one(text, start, end)
