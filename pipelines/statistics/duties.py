"""What only some of those who work for a Jobcenter do: a duty, a team, leave, a day's protest."""

import re

from pipelines.statistics.passage import Passage, find_territory, has_cue

_KNOWN = re.compile(
    r"(?<!\w)(?:[Dd]ie|[Dd]er|[Dd]en|[Aa]lle[nr]?|[Ii]hre[nr]?|[Ss]eine[nr]?|[Uu]nsere[nr]?|[Ii]nsgesamt|[Zz]usammen)\s(?:rund\s|etwa\s|insgesamt\s|über\s)?$"
)
"""`Die 142 Beschäftigten`: all of them, whatever they do."""
_IN_A_TEAM = re.compile(
    r"""(?<!\w)(?:
        [Ii][nm]\s(?:(?:der|dem|den|einer|einem|eigenen|dieser|diesem)\s)?(?:[a-zäöüß]+en\s)?
        (?:\w+(?:abteilung|team|gruppe|sachgebiet|referat|service|stelle|vermittlung|gewährung)(?:en|s)?
          |Abteilung(?:en)?|Teams?|Sachgebiete?n?|Referate?n?|Vermittlung|Leistungsgewährung|Fallmanagement)
      | (?:nur|ausschließlich|eigens|allein|lediglich)\s(?:noch\s)?(?:um|für|mit|mehr|[A-ZÄÖÜ]\w+)
      | (?:be|mit\s)?(?:fasst|betraut)\s(?:sind|waren) | (?:befasst|betraut|zuständig)\s(?:sind|ist)
    )(?!\w)""",
    re.VERBOSE,
)
_LEAVE = re.compile(
    r"""(?<!\w)(?:
        Elternzeit | Quarantäne | Ruhestand | Rente | Mutterschutz | (?:\w*er)?krank(?:t|en)?
      | infiziert | ausgefallen | ausfallen | fehlten | streik\w+ | demonstrier\w+ | protestier\w+
      | nahmen | teilgenommen | besuchten | wechsel\w+ | gewechselt | geschult | ausgezeichnet
      | verabschiedet | eingearbeitet | eingestellt | gekündigt | kündigten | verließen | verlassen
      | (?:um|ein|hin)(?:ziehen|zogen|gezogen) | ziehen | zogen
      | abgeordnet | versetzt | helfen | halfen | ausgeholfen | Vertrag | Verträge | befristet
    )(?!\w)""",
    re.VERBOSE,
)
_MOVED = re.compile(r"(?<!\w)(?:Umzug\svon\s(?:[a-zäöü]+\s){0,2}|weitere[nr]?\s)$")
"""`der Umzug von 40 Beschäftigten`, `weitere 40 Beschäftigte`"""
_GATHERED = re.compile(
    r"(?<!\w)(?:geehrt|kamen|gekommen|eingeladen|trafen|folgten|diskutierten|begrüßte?n?|ausgezeichnet|starteten|liefen|Firmenlauf|zusammengekommen|waren\s(?:da|dabei|gekommen|zu\sGast))(?!\w)"
)
"""`Zum Fachtag kamen 130 Fachkräfte aus Jobcentern`"""
_CARE = re.compile(r"(?<!\w)(?:kümmer|betreu|beraten|begleite)\w*")
_WITH = ("bei ", "Bei ")


def is_some_of_staff(passage: Passage, index: int) -> bool:
    """`Sechs Beschäftigte sind in Elternzeit`, `In der Leistungsabteilung arbeiten 58`."""
    text, start = passage.text, passage.quantities[index].start
    before, behind = find_territory(passage, index)
    if _KNOWN.search(text, max(before, start - 30), start):
        return False
    if _MOVED.search(text, max(before, start - 40), start):
        return True
    if text.endswith(_WITH, before, start) or _IN_A_TEAM.search(text, before, behind):
        return True
    led = has_cue(passage, "part", before, start)
    since = passage.start if led else before  # „120 Gäste, darunter 35 Beschäftigte"
    if _GATHERED.search(text, since, behind) or _LEAVE.search(
        text, passage.quantities[index].end, behind
    ):
        return True
    of_group = any(has_cue(passage, kind, before, behind) for kind in ("young", "group", "ukraine"))
    return of_group and _CARE.search(text, before, behind) is not None
