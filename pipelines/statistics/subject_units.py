"""The unit that the subject or the label of a bare number says: `Die Zahl der Klagen`."""

import re

from pipelines.german.beginnings import begin_words
from pipelines.german.nouns import names_people, read_noun
from pipelines.german.quantities import Quantity
from pipelines.german.split_nouns import find_unit_in_front
from pipelines.statistics.carrying import is_total
from pipelines.statistics.passage import MEASURED, Passage
from pipelines.statistics.row_labels import counts_things

_TOTAL_OF = re.compile(
    begin_words(
        r"""(?:[Zz]ahl | Anzahl | Summe | Menge | Bestand)(?:en)? | Anteil(?=\san\sde)
      | d(?: (?<=,\sd) | (?<=[ ]und\sd) )ie(?=\sder\s)
      | j(?: (?<=,\sj) | (?<=[ ]und\sj) )ene(?=\sder\s)""",
        within=True,
    )
    + r"""
    (?: \s(?:der|von|an|aller|dieser) \s
    (?: (?:in|im|aus|bei|beim|von|vom|am|mit|durch|auf|für|zu|zum|zur|an|über|unter|de[rnm]|sich)\s
        (?:[\w.-]+\s){0,5}? (?=[a-zäöüß]+(?:ten|nen|nden)\s) )?
    (?: [a-zäöüß]+\s ){0,2}
      | \s (?: [a-zäöüß]+er\s ){0,2} ) (?P<noun> [A-ZÄÖÜ][\w-]+ )""",
    re.VERBOSE,
)
_PARTITIVE = re.compile(
    begin_words("[Uu]nter|[Vv]on") + r"\s(?:den|diesen|unseren|ihren|allen)\s(?:[a-zäöüß]+\s){0,2}"
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)\s[^.;:,()\d]{0,60}$"
)
"""`Von den Teilnehmern fanden 12`"""
_OF_AN_AGE = re.compile(r"\d-?[Jj]ährige[nr]?(?!\w)[^.;:,()\d]{0,60}$")
"""`Die Zahl der unter 25-Jährigen lag bei 310`"""
_OF = re.compile(
    r"(?:[Zz]ahl|[Ss]umme|Menge|Bestand)(?:en)?\s(?:der|von|an|aller|dieser|[a-zäöüß]+er)\s"
)
_NUMBER_WORD = re.compile(
    r"(?P<noun>[A-ZÄÖÜ](?<!\w.)[\w-]{2,30}?)zahl(?:en)?(?!\w)(?!\s(?:pro|je)\s)"
)
_LABEL_END = re.compile(r"[:|\t][^\d:|\n]{0,6}$")
_LABEL = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][\w/*-]+)(?:\s\([^()\n]{0,40}\)|\s[a-zäöüß]+){0,2}(?:\s[A-ZÄÖÜ][\w-]+)?\s?"
    + _LABEL_END.pattern
)
_SECOND = re.compile(r"\s(?P<noun>[A-ZÄÖÜ][\w-]+)\s?[:|\t]")
"""`Neu gemeldete Stellen:`: a label may begin with what is no noun."""


def find_subject_unit(passage: Passage, quantity: Quantity) -> str | None:
    """`Die Zahl der Widersprüche lag bei 130`, `Klagen: 45`, `Klagen gab es 45`."""
    text, start = passage.text, max(passage.start, quantity.start - 160)
    label = _find_label(passage, quantity)
    if _OF_AN_AGE.search(text, start, quantity.start):
        return "person"
    partitive = _PARTITIVE.search(text, start, quantity.start)
    totals = sorted(
        (
            *_TOTAL_OF.finditer(text, start, quantity.start),
            *_NUMBER_WORD.finditer(text, start, quantity.start),
        ),
        key=lambda match: -match.start(),
    )
    totals = [match for match in totals if is_total(passage, match)]
    named = label and read_noun(label["noun"]) is None and _SECOND.search(label[0], 1)
    for match in filter(None, (named or label, partitive, *totals)):
        unit = read_noun(match["noun"])
        if unit and unit != "count" and unit not in MEASURED:
            return unit
    if label and counts_things(label["noun"]):
        return "count"
    if totals and _OF.search(totals[0][0]) and _is_next(passage, totals[0].end(), quantity):
        return "person" if names_people(totals[0]["noun"]) else "count"
    return find_unit_in_front(text, passage.start, quantity.start)


def _find_label(passage: Passage, quantity: Quantity) -> re.Match[str] | None:
    """`Klagen: 45`, `Klagen (neu): 45`."""
    text, start = passage.text, quantity.start
    if not _LABEL_END.search(text, max(passage.start, start - 8), start):
        return None
    return _LABEL.search(text, max(passage.start, start - 60), start)


def _is_next(passage: Passage, start: int, quantity: Quantity) -> bool:
    """Nothing else is counted between a subject and a number."""
    return all(
        other.unit is None for other in passage.quantities if start <= other.start < quantity.start
    )
