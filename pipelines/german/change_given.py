"""What is given in addition, made, or given up: posts, places and money."""

import re

from pipelines.german.change_words import LEXICON, Way, join_words
from pipelines.german.quantities import Quantity
from pipelines.german.words import WordTable

_EXTRA = re.compile(rf"(?<!\w)(?:{join_words(LEXICON['extra']['up'])})\s$", re.IGNORECASE)
_EXTRA_GIVEN = re.compile(
    r"(?<!\w)zusätzlich\s[a-zäöü]{4,}(?:te|ene)[nr]?(?:,\s(?:[\w.-]+\s){1,5}[a-zäöü]+te[nr])?\s$",
    re.IGNORECASE,
)
"""`die zusätzlich bewilligten, bis Juni befristeten 26 Stellen`"""
_EXTRA_INSIDE = re.compile(r"\szusätzliche[nr]?\s", re.IGNORECASE)
_ADJECTIVES_LENGTH = 12
_POSTS_AND_MONEY = frozenset({"job", "place", "EUR"})
_CUT = re.compile(
    r"""(?<!\w)(?: (?:[Ss]treich(?:t|en)|strich(?:en)?|[Gg]estrichen\sw[eu]rden)(?!\w)
        [^.,;:()\d]{0,90}
      | [Vv]erzicht(?:et|en|ete|eten)(?!\w)[^.,;:()\d]{0,60}\sauf
        (?:\s(?:weitere|rund|etwa|gut|knapp|fast))? ) \s$""",
    re.VERBOSE,
)
"""`Der Bund streicht dem Jobcenter 900.000 Euro`, `verzichtet auf drei Stellen`"""
_DONE_WITHOUT = re.compile(r"\s(?:[^\s.,;:()]+\s){0,4}?(?:zu\s)?verzichten(?!\w)")
_MADE = re.compile(
    r"(?<!\w)(?:schaff(?:t|en)|schuf(?:en)?|[Gg]eschaffen\s(?:werden|wurden|hat|haben))(?!\w)[^.,;:()]{0,90}\s$"
)
_DOING = ("streich", "strich", "gestrichen", "verzicht", "schaff", "schuf", "geschaffen")
_VERBS = WordTable(lambda word: True if word.lower().startswith(_DOING) else None)
_IS_MADE = re.compile(r"\s(?:[^\s.,;:()]+\s){0,6}?(?:geschaffen|zu\sschaffen|schaffen)(?!\w)")


def is_extra(text: str, quantity: Quantity, start: int) -> bool:
    """`zusätzlich 40 Plätze`, `40 zusätzliche Plätze`, `zusätzlich bewilligte zwei Stellen`."""
    begin = quantity.start
    lead = max(start, begin - 14)
    if "usätzlich" in text[lead:begin] and _EXTRA.search(text, lead, begin):
        return True
    if quantity.unit == "job" and _EXTRA_GIVEN.search(text, max(start, begin - 90), begin):
        return True
    longer = quantity.end - quantity.number.end > _ADJECTIVES_LENGTH
    return longer and _EXTRA_INSIDE.search(text, quantity.number.end, quantity.end) is not None


def find_made_or_cut(text: str, quantity: Quantity, start: int, end: int) -> Way | None:
    """`streicht acht Stellen`, `will auf 300 Plätze verzichten`, `schafft drei Stellen`."""
    if quantity.unit is not None and quantity.unit not in _POSTS_AND_MONEY:
        return None
    before, behind = max(start, quantity.start - 130), min(end, quantity.end + 90)
    if not _VERBS.has_between(text, before, behind):
        return None
    if quantity.unit and _CUT.search(text, before, quantity.start):
        return "down"
    onto = text.endswith(
        ("auf ", "auf rund ", "auf nur ", "auf noch ", "auf weitere "), before, quantity.start
    )
    if onto and quantity.unit != "EUR" and _DONE_WITHOUT.match(text, quantity.end, behind):
        return "down"
    news = " neue" in text[quantity.number.end : quantity.end]  # no change by itself
    made = (
        quantity.unit == "job"
        and not news
        and (
            _MADE.search(text, before, quantity.start) or _IS_MADE.match(text, quantity.end, behind)
        )
    )
    return "up" if made else None
