"""Parts that do not add up to their whole, and parts greater than it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipelines.contradictions.beside import list_near
from pipelines.contradictions.precision import find_slack, is_exact, write_number
from pipelines.items import Figure, Problem
from pipelines.statistics.cues import load_cue, load_indicators, match_each
from pipelines.statistics.shares import OF_NEXT

_COUNTED = frozenset({"person", "household", "case", "job", "place", "organisation", "EUR"})
_BESIDE = frozenset({"percent", "fraction", "year"})
"""Units of what may stand between parts: `1.250 (25 Prozent)`, `200 unter 25 Jahren`."""
_NEVER_ALL = frozenset({"dar.", "darin", "darunter", "in dieser Zahl", "unter ihnen", "worunter"})
_ALL_OR_SOME = [word for word in load_cue("part") if word not in _NEVER_ALL]
_PARTED = re.compile(
    rf"""(?<!\w)(?: {match_each(_ALL_OR_SOME)} | und\szwar
      | (?:teil|setz|glieder|verteil)\w*\ssich | (?:auf)?geteilt | aufgeschlüsselt )(?!\w)""",
    re.VERBOSE,
)
"""What says that the parts of a number follow, all of them or some."""
_SOME = re.compile(rf"(?<!\w){match_each(_NEVER_ALL)}(?!\w)")
"""What says that some of its parts follow, never all."""
_OF = re.compile(
    r"(?<!\w)(?:[Vv]on\s(?:den|insgesamt|allen)|[Uu]nter\sden)\s(?:[a-zäöü]+\s){0,2}\Z"
)
_LISTED_AGAIN = re.compile(r"[,|\n]\s?davon\s[^\d,;]*\Z")
_IS_PART = re.compile(rf"\s{match_each(_ALL_OR_SOME)}(?!\w)")
"""`17 davon aus dem Handwerk`: the number is a part itself."""
_OTHER_MATTER = re.compile(r"[Vv]or(?:jahr|monat)|zuvor|[Ii]nsgesamt|[Zz]usammen|;\s(?:von|auf)\s")
_OPENS_LIST = re.compile(r"\s(?:[\w-]+\s){0,4}?(?:\(|–\s)[^()\d]*|:\s[^()\d]*|,\s[^,()\d]*")
_TOGETHER = re.compile(
    r"(?<!\w)(?:insgesamt|zusammen|(?:in\s)?Summe)\s(?:(?:also|somit|sind|waren|das|es)\s){0,3}\Z"
)
_CLOSED = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"SGB[\s-]II(?!I)", r"SGB[\s-]III"),
        (r"Frauen|weiblich", r"Männer|männlich"),
        (r"nicht[\s-]?erwerbsfähig", r"(?<!nicht)(?<!nicht[\s-])erwerbsfähig"),
    )
)
"""Words of two parts that leave no third."""
_NEAR = 50
"""Parts that miss their sum by less than a fiftieth were meant to give it."""
_MOST = 20
"""Numbers behind a whole that are looked at."""
_BEHIND = 40
"""Characters behind the last part that may name it."""


def check_sums(text: str, figures: Sequence[Figure]) -> Iterator[Problem]:
    """`7.221 Arbeitslose, davon 2.345 im SGB III und 4.866 im SGB II`: the parts and their sum."""
    for position, whole in enumerate(figures):
        if not _is_level(whole):
            continue
        parts = _find_added(text, figures, position) or _find_parts(text, figures, position)
        too_great = next((part for part in parts if part.value > whole.value), None)
        if too_great is not None:
            yield _tell_greater(too_great, whole)
        elif _must_give(text, whole, parts):
            total = sum((part.value for part in parts), Decimal(0))
            if abs(total - whole.value) > sum(map(find_slack, (whole, *parts))):
                listed = ", ".join(f"„{part.quote}“" for part in parts[:-1])
                yield Problem(
                    code="sum_of_parts",
                    says=(
                        f"{listed} und „{parts[-1].quote}“ ergeben {write_number(total, 2)}, "
                        f"genannt sind „{whole.quote}“."
                    ),
                    quote=" … ".join(figure.quote for figure in (whole, *parts)),
                )


def check_wholes(text: str, figures: Sequence[Figure]) -> Iterator[Problem]:
    """`16 der insgesamt 12 Jobcenter`; more erwerbsfähige than Leistungsberechtigte at all."""
    for part, whole in pairwise(figures):
        if (
            _is_level(whole)
            and is_exact(part)
            and not part.change
            and part.unit in {whole.unit, "count"}
            and _counts_same(part, whole)
            and OF_NEXT.fullmatch(text, part.end, whole.start)
            and part.value > whole.value
        ):
            yield _tell_greater(part, whole)
    levels = [figure for figure in figures if is_exact(figure) and not figure.change]
    for part in levels:
        near = list_near(levels, part)
        wholes = {whole.value: whole for whole in near if _belongs_to(part, whole)}
        if len(wholes) == 1 and part.value > max(wholes):
            yield _tell_greater(part, wholes[max(wholes)])


def _counts_same(part: Figure, whole: Figure) -> bool:
    """`fünf Töchter von zwei Pionieren`: what has a noun of its own is no part."""
    noun = part.quote.split()[-1]
    return not noun[0].isupper() or noun == whole.quote.split()[-1]


def _is_level(figure: Figure) -> bool:
    return is_exact(figure) and not figure.change and figure.unit in _COUNTED


def _belongs_to(part: Figure, whole: Figure) -> bool:
    indicator = load_indicators().get(part.indicator or "")
    return (
        indicator is not None
        and indicator.part_of == whole.indicator
        and (part.period, part.unit, part.region, part.jobcenter)
        == (whole.period, whole.unit, whole.region, whole.jobcenter)
    )


def _tell_greater(part: Figure, whole: Figure) -> Problem:
    return Problem(
        code="part_exceeds",
        says=f"„{part.quote}“ sind ein Teil von „{whole.quote}“ und doch mehr.",
        quote=f"{part.quote} … {whole.quote}",
    )


def _find_parts(text: str, figures: Sequence[Figure], position: int) -> list[Figure]:
    """The numbers behind a whole that are its parts; none where another stands among them."""
    whole, later = figures[position], figures[position + 1 : position + 1 + _MOST]
    if not later:
        return []
    gap = text[whole.end : later[0].start]
    if _IS_PART.match(gap) or ";" in gap:
        return []
    if later[0].sentence != whole.sentence and not _PARTED.match(gap.partition(". ")[2].lstrip()):
        return []
    if _SOME.search(gap):
        return [later[0]] if _is_level(later[0]) and later[0].unit == whole.unit else []
    parts: list[Figure] = []
    for figure in later:
        between = text[parts[-1].end if parts else whole.end : figure.start]
        if figure.sentence != later[0].sentence or _SOME.search(between):
            break
        if parts and (_OTHER_MATTER.search(between) or _parts_again(between)):
            break
        if figure.unit in _BESIDE:
            continue
        if figure.unit != whole.unit or not _is_level(figure):
            return []
        parts.append(figure)
    told = _PARTED.search(gap) or _OF.search(text, max(0, whole.start - _BEHIND), whole.start)
    listed = _OPENS_LIST.fullmatch(gap) and _are_closed(text, whole.end, parts)
    return parts if told or listed else []


def _are_closed(text: str, start: int, parts: Sequence[Figure]) -> bool:
    """Two parts, named from `start` on, that leave no third."""
    if len(parts) != 2:  # what _CLOSED holds
        return False
    words = text[start : parts[1].end + _BEHIND]
    return any(one.search(words) and other.search(words) for one, other in _CLOSED)


def _parts_again(between: str) -> bool:
    """`, davon 4.876 im SGB II, hiervon 1.200 …`; a list may say `davon` of each."""
    return _PARTED.search(between) is not None and not _LISTED_AGAIN.search(between)


def _find_added(text: str, figures: Sequence[Figure], position: int) -> Sequence[Figure]:
    """`3.100 Frauen und 4.121 Männer, insgesamt 7.221`: the two before their sum."""
    whole, parts = figures[position], figures[max(0, position - 2) : position]
    if not _TOGETHER.search(text, max(0, whole.start - _BEHIND), whole.start):
        return []
    alike = all(
        _is_level(p) and (p.unit, p.sentence) == (whole.unit, whole.sentence) for p in parts
    )
    return parts if parts and alike and _are_closed(text, parts[0].start, parts) else []


def _must_give(text: str, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts leave no third, or nearly give their whole."""
    if len(parts) < 2:  # one part is no sum
        return False
    total = sum((part.value for part in parts), Decimal(0))
    return abs(total - whole.value) * _NEAR <= whole.value or _are_closed(
        text, min(whole.end, parts[0].start), parts
    )
