"""Whether a number is of a single group: of women, of foreigners, of an age."""

import re

from pipelines.statistics.circles import is_whole_of
from pipelines.statistics.passage import Passage, find_territory, has_cue
from pipelines.statistics.refugees import GROUP_BEHIND

_OF_AGE = re.compile(
    r"\s(?:(?:sind|waren)\s(?:schon\s|bereits\s)?)?(?:im\sAlter\s)?(?:(?:von|zwischen|ab|über|unter)\s)?"
)
_GROWN = 15
"""Fewer years than these are no age of people at work: `länger als ein Jahr arbeitslos`."""
_ITS = re.compile(r"(?<!\w)(?:ihre|deren)\s(?:Zahl|Anzahl|Quote)(?!\w)")


def is_of_group(passage: Passage, index: int) -> bool:
    """`bei den Frauen um 31`, `Ausländer machen 21 Prozent aus, ihre Zahl stieg um 15`."""
    quantity, text = passage.quantities[index], passage.text
    before, _ = find_territory(passage, index)
    if is_whole_of(passage, index):
        return False  # „1.240 der 9.610 Bezieher haben …": that is said of the first
    if has_cue(passage, "group", before, quantity.end) or GROUP_BEHIND.match(text, quantity.end):
        return True
    for cue in passage.cues:  # „412 Arbeitslose über 55 Jahre"
        if cue.kind == "group" and _OF_AGE.fullmatch(
            text, quantity.end, max(quantity.end, cue.start)
        ):
            return True
    if _are_of_an_age(passage, index):
        return True
    if not has_cue(passage, "group", passage.start, before):
        return False
    return _ITS.search(text, before, quantity.start) is not None


def _are_of_an_age(passage: Passage, index: int) -> bool:
    """`34 Personen unter 25 Jahren`: some of them."""
    end = passage.quantities[index].end
    for behind in passage.quantities[index + 1 : index + 2]:
        aged = behind.unit == "year" and behind.value >= _GROWN
        if aged and behind.modifier not in {"=", "~"}:
            return _OF_AGE.fullmatch(passage.text, end, behind.start) is not None
    return False
