"""Ages: which numbers are some without their unit, and which group of people an age marks off."""

import re
from typing import Literal

from pipelines.german.nouns import names_people
from pipelines.german.quantities import Quantity
from pipelines.statistics.cues import Cue
from pipelines.statistics.passage import Passage

_AGED = re.compile(
    r"(?<!\w)(?:jüngste[nrs]?|älteste[nrs]?|Jüngste[nr]?|Älteste[nr]?)\s(?:war\s|ist\s|sei\s)?$"
)
_NAMED = re.compile(r"[A-ZÄÖÜ][\w.-]+\s(?<!\wBad\s)[A-ZÄÖÜ][\w-]*\.?(?:\s\(|,\s)$")
_TO_AN_AGE = re.compile(r"\sbis\s(?:zur\sVollendung|zum\s(?:vollendeten\s)?\d{1,2}\.\sLebensjahr)")
_AT_AGE = re.compile(r"(?<!\w)Alter\s(?:von\s|zwischen\s)?$")
_LASTING = re.compile(r"(?<!\w)(?:seit|vor|nach|für|in|binnen|innerhalb\svon)\s$", re.IGNORECASE)
_IS = re.compile(
    r"(?<!\w)(?:ist|war|sei|wird|wurde|bin)\s"
    r"(?:(?:heute|inzwischen|mittlerweile|jetzt|nun|damals|gerade|erst|schon|bereits|selbst)\s){0,3}$"
)
_ENDS = re.compile(r"[.;!“\"]|,(?!\d)|\sund\s(?!damit|somit|sinkt|steigt)[a-zäöü]")
_NUMBERED = re.compile(
    r"(?:[Zz]ahl|[Ss]umme|[Nn]ummer|[Ww]ert|[Nn]ote|[Qq]uote|[Ss]chnitt|[Ee]rgebnis|[Bb]estand|[Dd]avon)"
    r"|(?<!\w)[Ee]s\s(?:ist|war|sei)(?!\w)|(?<!\w)(?:ist|war|sei)\ses(?!\w)"
)
"""What is said of a number, and not of a man or woman."""
_AT_HIS = re.compile(r"(?:^|[.,:–„\"]\s?)(?:[Mm]it|[Nn]och\smit|[Ss]chon\smit)\s$")
_DID = re.compile(r"\s[a-zäöüß]{3,}\s(?:er|sie|ich)(?!\w)")
_WHEN = re.compile(r"(?<!\w)(?:er|sie|ich)\s(?:(?:gerade|erst|noch|schon)\s){0,2}$")
_WAS = re.compile(r"\s(?:war|ist|sei|wurde|werde|wird|geworden)(?!\w)")
_CHILDREN = re.compile(r"(?<!\w)(?:Kind|Kinder|Kindern|Jungen|Mädchen|Jugendliche[rn]?)\s$")
_MOST_YEARS = 70
_FIRST, _LAST = 15, 63
"""Years: so old is who can work, by the law of the benefit."""
_OLDER, _YOUNGER = ("über ", "ab ", "älter als "), ("unter ", "jünger als ")
_COMPARED = ("älter", "jünger")
_BOUNDS = frozenset({"<", ">", ">=", "<="})
_LIMITS = frozenset({18, 20, 21, 24, 25, 27, 30, 50, 55, 58, 60, 63, 65})
ARE_OF_AGE = re.compile(
    r"""(?:\s(?:der|dieser|aller|von\sden|unter\sden)\s(?:[a-zäöüß]+\s)?[A-ZÄÖÜ]\w+)? (?:,\sdie)?
    (?:\s(?:davon|darunter|hiervon|von\s(?:ihnen|diesen|denen)|sind|waren|seien|wiederum|dagegen
      |hingegen|noch|erst|bereits|schon|gehört?en|zählt?en|zur|zu|die|den|der|in|im|Alter|von
      |zwischen|(?:Alters)?(?:[Gg]ruppe|klasse)|jünger|älter|als))* \s""",
    re.VERBOSE,
)
"""Between a number and the age of those counted: `811 davon waren unter 25`."""
_MANY_ARE = re.compile(
    r"(?<!\w)(?:[Dd]ie\s(?:meisten|wenigsten)|[Vv]iele|[Ee]inige|[Mm]anche|[Aa]lle|von\s(?:ihnen|diesen|denen))"
    r"\s(?:[a-zäöüß]+\s){0,3}?(?:sind|waren|seien)\s(?:[a-zäöüß]+\s){0,2}$"
)
"""`Die meisten sind über 50`"""
OPENS_AGE = re.compile(
    r"(?:^|[.,;:–]|\sund|\ssowie)\s?(?:(?:[Bb]ei|[Uu]nter)\sden\s(?:(?:Älteren|Jüngeren|Menschen|Arbeitslosen)\s)?)?$"
)
THESE_ARE = re.compile(
    r"""(?:\sJahren?)? (?:\salt|\sund\s(?:älter|jünger))?
    \s(?:sind|waren|seien|gehörten|zählten)\s
    (?:(?:es|davon|hiervon|darunter|von\s(?:ihnen|diesen)|insgesamt|derzeit|aktuell|noch)\s){0,3}""",
    re.VERBOSE,
)
"""Between an age and how many are of it: `Unter 25 Jahren waren 811`."""
_OLD = frozenset({"Ältere", "Älteren", "Älterer", "Jüngere", "Jüngeren", "Jüngerer"})


def _find_age(passage: Passage, quantity: Quantity) -> str | None:
    """`year` for an age without its unit: `Kinder unter 15`, `die jüngste 15`."""
    text = passage.text[quantity.start : quantity.end]
    if quantity.unit is not None or "," in text:  # „Zittau (14,0)": a rate
        return None
    if quantity.number.kind != "digits":
        return "year" if _bounds_childhood(passage, quantity) else None
    if not 5 <= quantity.value <= 99:
        return None
    lead = passage.text[max(passage.start, quantity.start - 40) : quantity.start]
    at_age = _AGED.search(lead) or _AT_AGE.search(lead)
    if at_age or _TO_AN_AGE.match(passage.text, quantity.end):
        return "year"
    if quantity.modifier in _BOUNDS and passage.text.startswith(":", quantity.end):
        return "year"  # „darunter unter 25: 412"
    if _NAMED.search(lead) and _stands_alone(passage, quantity):
        return "year"
    if _tells_of_one(passage, quantity, lead) or _bounds_age(passage, quantity):
        return "year"
    words = lead.rstrip(" (").split()
    if quantity.modifier in _BOUNDS and words and words[-1][0].isupper():
        people = words[-1].strip('()„“"')
        named = people in _OLD or names_people(people)
        return "year" if named else None
    return None


def _bounds_childhood(passage: Passage, quantity: Quantity) -> bool:
    """`Kinder unter drei`: in words only what is said of the young is an age."""
    lead = passage.text[max(passage.start, quantity.start - 20) : quantity.start]
    bounds = quantity.modifier in _BOUNDS and quantity.value > 1  # not „Kinder unter einem Dach"
    return bounds and _CHILDREN.search(lead) is not None


def _bounds_age(passage: Passage, quantity: Quantity) -> bool:
    """`50 und älter`, `jünger als 25`, `811 davon waren unter 25`, `Unter 25 waren 811`."""
    text, number = passage.text, quantity.number
    older = text[quantity.start : number.start].lower().startswith(_COMPARED)
    if older or text.endswith(_COMPARED, number.end, quantity.end):
        return True
    if quantity.modifier not in _BOUNDS or quantity.value not in _LIMITS:
        return False
    lead = text[max(passage.start, quantity.start - 60) : quantity.start]
    if OPENS_AGE.search(lead) and THESE_ARE.match(text, quantity.end):
        return True
    ends = [other.end for other in passage.quantities if other.end < quantity.start]
    counted = ends and ARE_OF_AGE.fullmatch(text, ends[-1], quantity.start)
    return bool(counted or _MANY_ARE.search(lead))


def _tells_of_one(passage: Passage, quantity: Quantity, lead: str) -> bool:
    """`Er ist 59 und …`, `Mit 53 verlor er die Stelle`, `als sie 16 war`: what one person is."""
    text, end = passage.text, quantity.end
    if quantity.value > _MOST_YEARS:
        return False
    if _IS.search(lead) and _ENDS.match(text, end):
        return _NUMBERED.search(text, passage.start, quantity.start) is None
    if _AT_HIS.search(lead):
        return _DID.match(text, end) is not None
    return _WHEN.search(lead) is not None and _WAS.match(text, end) is not None


def _stands_alone(passage: Passage, quantity: Quantity) -> bool:
    """`Petra Maurer (41)`; in `Bad Orb (41) und Schlüchtern (56)` towns have their counts."""
    text = passage.text
    return text[quantity.end : quantity.end + 1] in {")", ","} and not any(
        other.unit is None and text[other.start - 1] == "("
        for other in passage.quantities
        if other is not quantity
    )


def name_ages(passage: Passage) -> Passage:
    """Ages without their unit have it first of all, and each says which group it marks off."""
    quantities = passage.quantities
    ages = [index for index, quantity in enumerate(quantities) if _find_age(passage, quantity)]
    if ages:
        quantities = list(quantities)
        for index in ages:
            quantities[index] = quantities[index]._replace(unit="year")
    marks: list[Cue] = []
    for quantity in quantities:
        group = _find_group(passage.text, quantity)
        if group:
            marks.append(Cue(quantity.start, quantity.end, group))
    if not (ages or marks):
        return passage
    return passage._replace(quantities=quantities, cues=sorted([*passage.cues, *marks]))


def _find_group(text: str, quantity: Quantity) -> Literal["young", "group"] | None:
    """The statistics know the young, from 15 to 24; those of any other age are a part."""
    if quantity.unit != "year" or _LASTING.search(
        text, max(0, quantity.start - 16), quantity.start
    ):
        return None
    lead = text[max(0, quantity.start - 12) : quantity.start]
    if quantity.modifier in {">", ">="} or lead.endswith(_OLDER):
        return "group" if 25 <= quantity.value <= 70 else None
    ranged = quantity.value_to is not None
    upper = quantity.value_to if ranged else quantity.value
    below = quantity.modifier in {"<", "<="} or lead.endswith(_YOUNGER)
    if upper is None or not (ranged or below):
        return None
    if ranged and quantity.value < 15:
        return None
    if 24 <= upper <= 25:
        return "young"
    if ranged and quantity.value == _FIRST and upper >= _LAST:
        return None  # „zwischen 15 und 65 Jahren": all who can work
    return "group" if 15 < upper <= 70 else None
