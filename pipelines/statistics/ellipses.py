"""A bare number whose measure stands at its neighbour: `für Eltern reichen fünf`."""

import re

from pipelines.german.nouns import read_noun
from pipelines.statistics.passage import MEASURED, Passage

_AMOUNTS = MEASURED | {"EUR"}
_SUFFICES = re.compile(
    r"""(?<!\w)(?:(?:aus)?reich(?:t|en|te|ten)|genüg(?:t|en|te|ten)|dauer(?:t|te|n|ten)
      |währ(?:t|te|en|ten)|erforderlich\ssind|notwendig\ssind|nötig\ssind|gelten|müssen\ses|sollen\ses)
      (?:\s[a-zäöüß]+){0,3}\s$""",
    re.VERBOSE,
)
"""`Wer sechs Jahre …; für Eltern genügen fünf`"""
_SPLIT = re.compile(
    r"""(?:^|[.:;,(–]\s|\n)(?:[A-ZÄÖÜa-zäöü][a-zäöüß]+e[nr]?\s)?(?P<noun>[A-ZÄÖÜ][\w-]+)
    (?: \s(?:gibt|gab|sind|seien|waren|wären|w[eu]rden|stehen|standen|bleiben|blieben|kamen|kommen)
        (?:\s(?:im|in|am|an|bei|beim)(?:\sde[rmn])?\s[A-ZÄÖÜ][\w-]+)?
      | ,\s(?:Stand|derzeit|zurzeit|aktuell|momentan|bislang|bisher|zuletzt|insgesamt|noch) )
    (?:\s[a-zäöüß]+){0,4}
    (?:\s(?:im|in|am|an|bei|beim)(?:\sde[rmn])?\s[A-ZÄÖÜ][\w-]+(?:\s[a-zäöüß]+){0,2})?\s$""",
    re.VERBOSE,
)
"""`Freie Plätze gibt es noch sieben`, `Restplätze, Stand gestern elf, vergibt …`"""
_REACH = 60


def find_left_out(passage: Passage, index: int) -> str | None:
    """The measure or currency that a bare number shares with the one beside it."""
    quantity, text = passage.quantities[index], passage.text
    if quantity.unit is not None or passage.turns[index]:
        return None
    if index:
        earlier = passage.quantities[index - 1]
        lead = max(earlier.end, quantity.start - _REACH)
        if earlier.unit in _AMOUNTS and _SUFFICES.search(text, lead, quantity.start):
            return earlier.unit
    return None


def find_split_noun(passage: Passage, start: int) -> str | None:
    """The unit of the noun that opens a clause, its number behind the verb."""
    match = _SPLIT.search(passage.text, max(passage.start, start - 2 * _REACH), start)
    return read_noun(match["noun"]) if match else None
