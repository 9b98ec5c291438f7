"""Groups told by where they come from or what they have; people from Ukraine, and households."""

import re

from pipelines.statistics.cues import load_indicators, match_any
from pipelines.statistics.passage import Asked, Passage, find_territory, has_cue

REFUGEES = re.compile(
    r"\w*(?:[Gg]eflüchtete|[Ff]lüchtling|[Gg]eflohene|[Vv]ertriebene|[Ss]chutzsuchende)"
)
_OF_ANOTHER_NUMBER = re.compile(
    r"""(?<!\w)(?:\w*[Uu]nterk[uü]nft\w*|\w*[Hh]eime?n?|Obhut|beherberg\w+|arbeitslos\w*|Arbeitslose\w*|beschäftigt\w*|Beschäftigung|arbeite(?:n|ten)|jobb(?:en|ten)|Minijobs?|erwerbstätig\w*|[Vv]ermittelte?n?|[Ii]ntegrierte?n?|\w*[Kk]urse?|\w*[Kk]ursen|(?<!für\s)Arbeit
    |informierten\ssich|teilgenommen|teilnahmen|besuchten|eingeladen|folgten|gefolgt|nutzten|trafen|Gäste|Zu[mr]\s[\w-]+\s(?:kamen|erschienen))(?!\w)""",
    re.VERBOSE,
)
"""Refugees who are counted for something else: as unemployed, at work, in a course, as guests."""
_ARE_IDLE = re.compile(r"(?<!\w)arbeitslos\s(?:gemeldet|registriert|erfasst)(?!\w)")
"""`waren 911 Ukrainer und 943 Geflüchtete anderer Herkunft arbeitslos gemeldet`: of both."""
GROUP_BEHIND = re.compile(
    r"\s(?:mit|ohne|haben|hatten|besitzen|besaßen|verfügt?en\süber|best(?:eh|and)en\saus)"
    r"\s(?:[a-zäöüß]+\s){0,3}(?:Kind\w*|Mitglied\w*|Migrationshintergrund|Flucht\w+|\w*[Aa]bschluss|\w*[Aa]usbildung"
    r"|\w*[Bb]ehinderung\w*|Pass|Staatsangehörigkeit|Person)(?!\w)"
    r"|\s(?:leben|lebten)\s(?:[a-zäöü]+\s){0,2}(?:Kinder|Alleinerziehende|Jugendliche|Geflüchtete)(?!\w)"
    rf"|\saus\s[^.;:,()]{{0,50}}?{match_any('origins')}"
    r"|\svon\s(?:[a-zäöüß]+\s)?(?:Geflüchtet|Alleinerzieh|Flüchtling|Ausländ|Ukrain|Paaren|Familien)\w*"
    r"|\s(?:sind|waren)\s(?:Haushalte\svon|Single|Kinder(?!\w)|Frauen(?!\w)|Männer(?!\w)|Jugendliche(?!\w)|Alleinerziehende(?!\w))"
)
"""What makes those counted a group of all: `1.240 Menschen ohne Abschluss`."""
_PARTS_THEM = re.compile(r"(?:[:(]|(?<!\w)(?:darunter|davon))\s?(?:[a-zäöü]+\s){0,2}$")
_THEY = re.compile(
    r"(?<!\w)(?:[Ss]ie|[Ii]hnen|[Ii]hre[nrm]?|[Dd]eren|[Dd]iese[nrms]?|[Dd]avon|[Dd]arunter|[Dd]amit|[Dd]ie\s(?:Geflüchtete|Flüchtlinge|Menschen|Familien|Schutzsuchende)n?|wechsel\w+|übern[aeo]\w+|hinzu\w*)(?!\w)"
)
"""Those spoken of before, or who came over to the Jobcenter."""


def are_all_households(passage: Passage, index: int) -> bool:
    """Whether all Bedarfsgemeinschaften are meant, and not those of people from Ukraine."""
    whole = "Gesamtzahl" in passage.text[passage.start : passage.quantities[index].start]
    quantity = passage.quantities[index]
    parts = [cue.start for cue in passage.cues if cue.kind == "part" and cue.start >= quantity.end]
    end = min([passage.end, *parts])  # „2.061, worunter 287 mit ukrainischem Pass sind"
    they = passage.ukraine and _THEY.search(passage.text, passage.start, passage.end)
    ukraine = they or has_cue(passage, "ukraine", passage.start, end)
    return whole or not (ukraine or _hold_refugees(passage, index) or _are_few(passage, index))


def are_some_refugees(asked: Asked) -> bool:
    """`2.700 Ukrainer im Bezug: 1.700 erwerbsfähige …`: what parts them counts none but them."""
    passage, index, readings, _ = asked
    if not readings or readings[-1].indicator != "gefluechtete_ukraine":
        return False
    before, quantity = passage.quantities[index - 1], asked.quantity
    return quantity.value < before.value and bool(
        _PARTS_THEM.search(passage.text, before.end, quantity.start)
    )


def _are_few(passage: Passage, index: int) -> bool:
    """`Für 60 Bedarfsgemeinschaften wurde der Antrag abgelehnt`: no district has so few."""
    quantity = passage.quantities[index]
    few = quantity.value < load_indicators()["bedarfsgemeinschaften"].low
    led = passage.text.endswith(_IN_OR_FOR, passage.start, quantity.start)
    return few and led and not passage.turns[index]


_IN_OR_FOR = ("In ", "in ", "Für ", "für ", "Bei ", "bei ")


def _hold_refugees(passage: Passage, index: int) -> bool:
    """`3.640 Ukrainer in 1.782 Bedarfsgemeinschaften`: these are theirs."""
    start = passage.quantities[index].start
    named = has_cue(passage, "gefluechtete_ukraine", passage.start, start)
    return named and passage.text.endswith((" in ", " in rund ", " in etwa "), 0, start)


_GUESTS = ("Bewerb", "Teilnehm")
"""`Kurse mit 40 Teilnehmenden aus der Ukraine`: who came to something is not all."""


def are_all_refugees(passage: Passage, index: int) -> bool:
    """Whether refugees are counted as such, and not for being unemployed or at work."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.noun.startswith(_GUESTS):
        return False
    nation = GROUP_BEHIND.match(text, quantity.end)
    if nation and "krain" not in nation[0]:
        return False  # „mit syrischer Staatsangehörigkeit"
    if _ARE_IDLE.search(passage.text, passage.start, passage.end):
        return False
    return not _OF_ANOTHER_NUMBER.search(passage.text, *find_territory(passage, index))
