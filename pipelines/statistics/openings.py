"""Whether jobs and places to learn stand open, and are those of a whole district."""

import re

from pipelines.statistics.carrying import is_in_a_trade
from pipelines.statistics.passage import Passage, find_territory
from pipelines.statistics.plain_nouns import are_new

_MANY = 1000
"""So many jobs are no fair's."""
_CROWD = 100
"""Fewer places for trainees may be one employer's."""
_EVERYWHERE = re.compile(
    r"(?<!\w)(?:gemeldet\w*|im\s(?:gesamten\s|ganzen\s)?(?:Land|Landkreis|Kreis|Bezirk|Agenturbezirk|Stadtgebiet)|in\s(?:ganz|der\s(?:Region|Stadt))|[Bb]undesweit|[Ll]andesweit|Stichtag|unbesetzt|[Dd]em\sstehen|gegenüber)(?!\w)"
)
"""What is open in a whole district, though a fair is spoken of."""
_SHOWN = re.compile(
    r"(?<!\w)(?:stell(?:en|ten)\s(?:[\w.-]+\s){1,8}vor|im\sGepäck|mitgebracht|(?:Arbeitgeber|Aussteller|Betriebe|Firmen|Unternehmen)\s(?:boten|bieten|hatten|präsentier\w+|brachten))(?!\w)"
)
"""`19 Arbeitgeber stellten 130 offene Stellen vor`: theirs."""
_CAME_IN = re.compile(
    r"""(?<!\w)(?: (?:wurden|werden|haben|hat)\s(?:[^.;:]|\.(?=\d)){0,120}(?<!\w)gemeldet(?!\w)
      | [Gg]emeldet\sw[uo]rden(?!\w)
      | (?:gingen|gehen|ging)\s(?:[^.;:()]|\.(?=\d)){0,110}(?<!\w)ein(?=[.,;]|\sund\s|$)
      | (?:eingegangen|hinzugekommen|hereingekommen)(?!\w)
      | (?:Firmen|Betriebe|Unternehmen|Arbeitgeber)\s(?:[^.;:,()\d]{0,40}\s)?meld(?:et)?en(?!\w)
      | meld(?:et)?en\s(?:[^.;:,()\d]{0,30}\s)?
        (?:Firmen|Betriebe|Unternehmen|Arbeitgeber)(?!\w) )""",
    re.VERBOSE,
)
"""`412 Stellen gingen im Januar ein`, `1.020 sind eingegangen`: no stock of a day."""


def is_open(passage: Passage, index: int) -> bool:
    """Jobs of a whole district: not what came in, a trade's, or what a fair offers."""
    quantity, text = passage.quantities[index], passage.text
    if are_new(text, quantity) or is_in_a_trade(passage, index):
        return False
    own = find_territory(passage, index)
    if _comes_in(passage, index) or _SHOWN.search(text, *own):
        return False
    return is_training_open(passage, index)


def _comes_in(passage: Passage, index: int) -> bool:
    """`gingen 512 Stellen aus der Stadt und 590 aus dem Landkreis ein`: a verb frames them all."""
    text, end = passage.text, passage.quantities[index].start
    before, behind = find_territory(passage, index)
    if _CAME_IN.search(text, before, behind):
        return True
    framed = _CAME_IN.search(text, passage.start, passage.end)
    return framed is not None and framed.start() < end < framed.end()


def is_training_open(passage: Passage, index: int) -> bool:
    """Places to learn of more than one firm or fair."""
    if passage.quantities[index].noun.startswith(("Ausbildungspl", "Lehrst")) and (
        passage.quantities[index].value < _CROWD
    ):
        return False  # one firm's
    many = passage.quantities[index].value >= _MANY
    return (
        not passage.fair
        or many
        or _EVERYWHERE.search(passage.text, passage.start, passage.end) is not None
    )
