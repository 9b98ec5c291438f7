"""The words before a day that say what kind of day it is: published, changed, an event's."""

import re
from typing import Final, Literal

Label = Literal["published", "updated", "state", "event"]

_WEEKDAY: Final = r"(?:[^\W\d_]{2,10}[.,]{0,2}[\s\xa0]+)?"
_PUBLISHED: Final = re.compile(
    rf"""(?: ver(?:ö|oe)ffentlicht | publiziert | published | posted | erstellt | eingestellt
          | online | geschrieben | gespeichert | created | written | freigegeben | datum
          | meldungsdatum | erscheinungsdatum | erschienen | ausgabe
          | (?:presse)?(?:mitteilung|meldung|information) | pm | nr\.?\s*[\d/.-]{{1,12}}
          | submitted | date | redaktion | pressestelle
          | dieser\ (?:beitrag|artikel|eintrag|inhalt)\ wurde | this\ entry\ was\ posted )
        (?: \ (?:von|durch|by|am|on|in|unter|aus)\ [^.!?\d]{{2,60}}? )?
        [\s\xa0]*[:|,(–-]?[\s\xa0]* (?:am|vom|on|den|seit|:)? [\s\xa0]*
        {_WEEKDAY} (?:den[\s\xa0]+)? \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    rf"""(?: aktualisier\w{{0,3}} | ge(?:ä|ae)ndert | (?:ä|ae)nderung | update[ds]? | modified
          | bearbeitet | (?:ü|ue)berarbeitet | last\ (?:edit|change)\w* | letzter?\ stand
          | revision )
        [\s\xa0]*[:|,(–-]?[\s\xa0]*(?:am|vom|on|at|:)?[\s\xa0]* {_WEEKDAY} \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_STATE: Final = re.compile(r"stand(?:\ vom|\ am)?[\s\xa0]*:?[\s\xa0]*\Z", re.IGNORECASE)
_EVENT: Final = re.compile(
    rf"""(?: termin | beginn | ende | veranstaltung | wann | start | datum\ der\ veranstaltung
          | event | bis(?:\ zum)? | ab(?:\ dem)? | g(?:ü|ue)ltig | heute(?:\ ist)? | frist
          | bewerbungsschluss | einsendeschluss | findet | statt | geboren | \*
          | today(?:\ is)? | abgerufen | von )
        [\s\xa0]*[:|,(–-]?[\s\xa0]*(?:am|vom|on|den|ist)?[\s\xa0]* {_WEEKDAY} \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_RELEASE: Final = re.compile(
    r"(?:presse|medien)(?:mitteilung|meldung|information|dienst|notiz|info)"
    r"(?:\ Nr\.?\ ?[\w/.-]{1,15})?,?\ (?:vom|v\.)\ \Z",
    re.IGNORECASE,
)
RELEASE_WORD: Final = re.compile(r"(?:presse|medien)(?:mit|mel|inf|die|not)", re.IGNORECASE)
"""A quick look: no line of a release (`says_release`) is without it."""

REACH: Final = 70
"""Characters; a label stands no further before its day."""


def find_label(before: str) -> Label | None:
    """What the words before a day call it; None where they say nothing.

    >>> find_label("Zuletzt aktualisiert: "), find_label("Veröffentlicht von Presse am ")
    ('updated', 'published')
    >>> find_label("Die Messe findet am "), find_label("Stand: "), find_label("Hofheim, ")
    ('event', 'state', None)
    """
    if not before or before.isspace():  # most days begin their line
        return None
    if _UPDATED.search(before):
        return "updated"
    if _PUBLISHED.search(before):
        return "published"
    if _STATE.search(before):
        return "state"
    return "event" if _EVENT.search(before) else None


def says_release(before: str) -> bool:
    """Whether the words before a day are a release's own line on itself.

    >>> says_release("(Pressemitteilung Nr. 031/2013 vom ")
    True
    """
    return _RELEASE.search(before) is not None
