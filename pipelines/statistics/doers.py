"""Whether a number's own clause says that people are counted: only they find, learn or move."""

import re

from pipelines.german.beginnings import begin_words
from pipelines.german.quantities import Quantity
from pipelines.statistics.clauses import find_own_clause
from pipelines.statistics.cues import match_any
from pipelines.statistics.passage import Passage, has_cue

_DOES = re.compile(begin_words(match_any("human")) + r"(?!\w)")
_UNDERGONE = re.compile(begin_words(match_any("human_undergone")) + r"(?!\w)")
_PASSIVE = re.compile(r"(?<!\w)(?:w[eu]rden|worden|waren|sind)(?!\w)")
_DONE = re.compile(begin_words(match_any("human_done")) + r"(?!\w)")
_ATTENDED = re.compile(begin_words(match_any("attended")) + r"(?!\w)")
_HAVE = re.compile(r"(?<!\w)(?:haben|hatten|hätten)(?!\w)(?!\s(?:wir|Sie|sie|die)(?!\w))")
"""Who is counted has done it: `520 haben wir geschafft` are none of those."""
_CAME = re.compile(
    r"""(?<!\w)(?<!inzu\s)(?:nahmen|nehmen|kamen|kommen|fanden|finden|besuchten|besuchen|bestanden|arbeiten|arbeiteten
    |leben|lebten|wohnen|beziehen|bezogen|erschienen|(?:gekommen|erschienen|gegangen|gereist)\s(?:sind|waren)
    |(?:meldeten|bewarben)\ssich|(?:[Aa]ngemeldet|[Bb]eworben|[Ee]ingetragen)\s(?:haben|hatten)\ssich)
    \s(?:(?:noch|nur|insgesamt|rund|etwa|dann)\s){0,2}$""",
    re.VERBOSE,
)
_TOOK_UP = re.compile(
    r"""\s(?:haben|hatten|hätten|k[oö]nnten|konnten|f[aä]nden|fanden|finden|schafften|traten|nahmen|nehmen
      |begannen|bekamen|wechselten
      |(?:wurden|werden)\s[^.;,()]{0,60}?(?:vermittelt|integriert|eingestellt|übernommen|gebracht))
    (?!\w)(?!\s(?:wir|sie|es|man|das|der)(?!\w))""",
    re.VERBOSE,
)
"""`412 haben eine Stelle gefunden`: people, where the statistic counts cases."""


def say_people(passage: Passage, index: int) -> bool:
    """`28 suchen eine Stelle`, `hatten 19 eine Arbeit aufgenommen`: what only people do."""
    text = passage.text
    start, end = find_own_clause(passage, index)
    if take_place(passage, index):
        return False
    if _DOES.search(text, start, end):
        return True
    if _UNDERGONE.search(text, start, end) and _PASSIVE.search(text, start, end):
        return True  # „eingeladen wurden 19"
    return bool(_DONE.search(text, start, end) and _HAVE.search(text, start, end))


def attend(passage: Passage, index: int) -> bool:
    """`Im April waren 320 Personen zu Gast`: who came or was told is some of those spoken of."""
    return _ATTENDED.search(passage.text, *find_own_clause(passage, index)) is not None


def take_place(passage: Passage, index: int) -> bool:
    """`Zwölf finden im Rathaus statt`: what is held, and not who finds."""
    return passage.text.endswith(" statt", *find_own_clause(passage, index))


def does_other(passage: Passage, index: int, kind: str) -> bool:
    """`Viele fanden eine Stelle, 18 besuchten einen Kurs`: its own clause says what those did."""
    own = find_own_clause(passage, index)
    return not has_cue(passage, kind, *own) and say_people(passage, index)


def acts(passage: Passage, quantity: Quantity) -> bool:
    """`412 haben eine Stelle gefunden`, `Im Mai fanden 412 Arbeit`: the number is who acts."""
    if _TOOK_UP.match(passage.text, quantity.end, passage.end):
        return True
    return have_come(passage, quantity)


def have_come(passage: Passage, quantity: Quantity) -> bool:
    """`Im Mai kamen 412`: the verb in front says what its number did."""
    lead = max(passage.start, quantity.start - 30)
    return _CAME.search(passage.text, lead, quantity.start) is not None
