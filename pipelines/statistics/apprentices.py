"""Who took part in one course, or learns with one employer: no integrations of a Jobcenter."""

import re

from pipelines.statistics.passage import Passage, find_territory

_OF_COURSES = ("Teilnehm", "Kursteilnehm", "Absolvent", "Auszubildende", "Azubi", "Nachwuchs")
_OWN_TRAINING = re.compile(
    r"(?<!\w)(?:ihre[nrm]?|seine[nrm]?|[Dd]ie|[Dd]er)\s(?:[\w-]+e[nrs]?\s){0,2}(?:\w*[Aa]usbildung|Lehre|Berufsleben|Studium)(?!\w)"
    r"|(?<!\w)Ausbildung(?:splatz)?\s(?:bei(?:m|\s(?:der|den|uns))|i[mn](?:\sder)?)\s(?:[\w-]+\s)?(?:\w*[Kk]reis\w*|Stadt\w*|\w*[Vv]erwaltung|Jobcenter|Landratsamt|Rathaus|Haus|Behörde)"
)
"""`ihre Ausbildung`, `eine Ausbildung beim Landkreis`: an employer's apprentices."""


def is_by_office(passage: Passage, index: int) -> bool:
    """Not `Acht haben ihre Ausbildung beim Kreis begonnen`, `vier Absolventinnen fanden Arbeit`."""
    if passage.quantities[index].noun.startswith(_OF_COURSES):
        return False
    return _OWN_TRAINING.search(passage.text, *find_territory(passage, index)) is None
