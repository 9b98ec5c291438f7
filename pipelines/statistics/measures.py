"""The measures that a bare number may go on with: `drei Wochen, in Celle fünf`."""

import re

from pipelines.german.quantities import SHARES, Quantity
from pipelines.statistics.clauses import find_own_clause
from pipelines.statistics.passage import MEASURED, Passage, Reading, Topic

RATIOS = SHARES | {"fraction"}
OF_IT = re.compile(r"(?<!\w)(?:davon|darunter|hiervon)(?!\w)")
_ANOTHER = re.compile(r"\s\d")
MEASURES = (MEASURED - {"byte"}) | {"EUR", "percent"}
"""Measures that a bare number may go on with: `drei Wochen, in Celle fünf`."""
_LONG = frozenset({"year", "month", "week"})
_TOO_LONG, _HUNDRED = 200, 100
AS_MANY = re.compile(
    r"""(?<!\w)(?: (?:sind|waren|seien|wären|werden|würden|wurden|ist|war|sei)(?:\ses|’s|'s)
      | es\s(?:[a-zäöüß]+\s){0,3}(?:sind|waren|seien|wären)
      | (?:sind|waren|werden|wurden|liegt|lag|beträgt|betrug)\s
        (?:jetzt|nun|heute|inzwischen|mittlerweile|aktuell|derzeit|zuletzt|künftig|damals|früher)
    )(?!\w)[^,;:.()\d]{0,60}$""",
    re.VERBOSE,
)
"""`in Ahlen seien es 164`: as many of the same."""
_RELATIVE = re.compile(
    r",\s(?:wo|in\sde[rnm]|bei\sde[rnm]|die|der|das|deren|dessen|de[nm])\s[^,;()\d]{1,80},"
)
_PARALLEL = re.compile(
    r"""[^,;]{0,60}(?:[,;]|\s(?:und|sowie|oder|aber))\s(?:(?:und|aber|dagegen|während|hingegen)\s)?
    (?:in|im|bei|beim|für|auf|am|an|mit|nach|aus|zum|zur|der|die|das|ohne
      |[a-zäöüß]*(?:tags|morgens|abends|nachts))\s
    (?:(?:de[rnm]|die|das)\s)?(?:[\w-]+\s){0,3}
    (?:(?:nur|sogar|noch|gar|erst|schon|bereits|lediglich|rund|etwa|immerhin)\s){0,2}""",
    re.VERBOSE,
)
"""`, in Celle 15`, `und für Kinder zwei`: the same is said of another place."""
_AVERAGE = re.compile(
    r"(?<!\w)(?:(?:Landes|Bundes|Kreis)?(?:[Dd]urchschnitt|[Ss]chnitt|[Mm]ittel)(?:swert)?|(?:Landes|Bundes)wert|[Ll]andesweit|[Bb]undesweit)(?!\w)"
)


def measures_on(
    text: str, quantity: Quantity, before: tuple[Quantity, Reading], *, near: bool, goes_on: bool
) -> bool:
    """Whether a number goes on in the measure of one before it."""
    earlier, reading = before
    if reading.unit not in MEASURES or not is_alike(quantity, reading.unit):
        return False
    if _ANOTHER.match(text, quantity.end):
        return False  # „für ein Kind 250 Euro, für zwei 500 Euro"
    if OF_IT.fullmatch(text[earlier.end : quantity.start].strip(", ")):
        return quantity.value < earlier.value  # „520 Stunden, davon 160 im Betrieb"
    if reading.unit == "year":  # „41 Jahre alt, in Bayern 38", not „unter 25 Jahren, im Bund 150"
        halves = quantity.value != int(quantity.value) and quantity.number.kind == "word"
        return goes_on and (halves or text.startswith(" alt", earlier.end))
    if reading.unit in MEASURED and "," in text[earlier.end : quantity.start]:
        near = False  # „die in zwölf Monaten kamen, sind neun zufrieden"
    return near or goes_on or quantity.value != int(quantity.value)


def is_alike(quantity: Quantity, unit: str | None) -> bool:
    """No share is of a hundred and more, and nobody counts so many months or years."""
    if unit in _LONG:
        return quantity.value < _TOO_LONG
    return unit != "percent" or quantity.value < _HUNDRED


def goes_on_alike(passage: Passage, index: int) -> bool:
    """The clause says the same of another place or time: `…, in Celle 15`, `nun sind es 15`."""
    text, start = passage.text, passage.quantities[index].start
    since = passage.quantities[index - 1].end
    if AS_MANY.search(text, max(since, start - 90), start):
        return True
    gap = _RELATIVE.sub("", text[since:start])
    return _PARALLEL.fullmatch(gap) is not None


def find_told(passage: Passage, index: int, topic: Topic) -> str | None:
    """What the sentence before measured: `15 Prozent haben Arbeit. Der Landesschnitt: 21`."""
    quantity, text = passage.quantities[index], passage.text
    last = "percent" if topic.last in RATIOS else topic.last
    if last not in MEASURES or not is_alike(quantity, last):
        return None
    start = min(find_own_clause(passage, index)[0], max(passage.start, quantity.start - 60))
    told = _AVERAGE.search(text, start, quantity.start) or AS_MANY.search(
        text, start, quantity.start
    )
    return last if told else None


_MEASURE_BEFORE = re.compile(
    r"(?P<percent>Prozent(?!punkt)|%|[qQ]uote)|(?P<EUR>€|Euro(?!\w))|(?P<job>Stellen|Vollzeitäquivalente)"
)


def name_last_measure(passage: Passage, quantity: Quantity) -> str:
    """A bare decimal goes on with what was last measured: `6,5 Prozent … (Bund 7,8)`."""
    since = max(0, quantity.start - 300)
    found = list(_MEASURE_BEFORE.finditer(passage.text, since, quantity.start))
    return str(found[-1].lastgroup) if found else "count"
