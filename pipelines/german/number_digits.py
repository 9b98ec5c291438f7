"""A number as it stands in a German text, and those in digits with what is written to them."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from pipelines.german.number_words import COMPOUNDS, SCALES, TAIL, any_of, divide

NumberKind = Literal["digits", "point", "word", "article", "dozen", "fraction", "every", "code"]


class Number(NamedTuple):
    """A number as it stands: `text[start:end]` are its digits or words, with its scale.

    A range has `value_to`. `code` numbers (telephone, clock, version) count nothing and never
    leave `numbers.py`; `point` is `1.5`, a number only before a unit; `article` is `ein`.
    """

    start: int
    end: int
    value: Decimal
    value_to: Decimal | None = None
    kind: NumberKind = "digits"
    tail: str = ""
    """What makes an adjective of it: `jährige`; the unit is named by `TAILS`."""
    scale: Decimal | None = None
    """The factor that a word behind it says; already multiplied."""
    money: bool = False
    """The scale names the currency: `T€`."""
    about: bool = False
    """An adjective inside says that it is rounded: `ein gutes Dutzend`."""


_FORM = re.compile(
    r"""
    (?P<digits> (?:0|[1-9]\d*)(?:,\d+)?
      | [1-9]\d{0,2}(?:(?:(?:[.'’]|\.[\n\v][ ]*)\d{3})+|(?:[^\S\n]\d{3})+)(?:,\d+)? )
  | (?P<point> \d{1,4}\.\d{1,2} )
  | (?P<fraction> ([1-9])/([2-9]|10) )
    """,
    re.VERBOSE,
)
_LONGEST = 24
"""Nothing is counted in trillions."""
_VALUE = r"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d\d?)?|,\d\d?|\d{0,4})"
_BESIDE = re.compile(rf"(?=[\d/]*(?:\.\d{{3}}|,\d))(?:{_VALUE}/){{1,3}}{_VALUE}")
"""`1.210/980`: two values, as no number of a file or a telephone is written with such marks."""
_BOUND = re.compile(r"(?<![\w-])[ÜüUu](?:ber|nter)$")
_UNGROUP = re.compile(r"[.'’\s]")

_GLUED_TAIL = re.compile(
    rf"-?(?P<tail>{TAIL})(?!\w)|-(?P<suspended>)(?=[ ,]|\s(?:bis|und|oder)\s)", re.IGNORECASE
)
_GLUED_UNIT = re.compile(
    r"""(?: k?€ | EUR(?:O|o)? | Euro | [kMGT]B | KB | [kcm]m | km² | m² | qm | m | ha | kg | t
         | T€ | TEUR | Mio | Mrd | Tsd | Prozent | Proz | er )(?!\w)""",
    re.VERBOSE,
)
_THRESHOLD = re.compile(
    r"(?:er)?-(?:(?P<scale>Millionen|Milliarden)-)?(?:Prozent-|Euro-)?"
    r"(?:Marke|Grenze|Schwelle|Hürde)n?(?!\w)"
    r"|-?er[ -](?:Marke|Grenze|Schwelle|Hürde)n?(?!\w)"
)
_COMPOUND = re.compile(
    rf"-(?:{any_of(COMPOUNDS)})-[A-ZÄÖÜa-zäöüß]\w+(?:-\w+){{0,2}}(?![\w-])", re.IGNORECASE
)
"""`20-Stunden-Stellen`, `Vier-Personen-Haushalt`"""
_SPACED_TAIL = re.compile(
    r"[^\S\n]?(?:(?:Prozent|%|Euro|€)[ -](?:Marke|Grenze|Schwelle)n?"
    r"|(?P<adjective>%-?ige[mnrs]?))(?!\w)"
)


def _read_digits(quote: str) -> tuple[Decimal, NumberKind] | None:
    """A cluster of digits as a number, or None where it is no German number."""
    if quote.isdecimal() and quote[0] in "123456789" and len(quote) <= _LONGEST:
        return Decimal(quote), "digits"  # most are: no pattern is needed
    form = _FORM.fullmatch(quote) if len(quote) <= _LONGEST else None
    if form is None:
        return None
    if form["digits"]:
        return Decimal(_UNGROUP.sub("", quote).replace(",", ".")), "digits"
    if form["point"]:
        return Decimal(quote), "point"
    part, whole = map(int, quote.split("/"))
    return (divide(part, whole), "fraction") if part < whole else None


def scan_digits(text: str, start: int, end: int) -> list[Number]:
    """The numbers or codes that a cluster of digits holds: mostly one."""
    quote = text[start:end]
    read = _read_digits(quote)
    if read is None and "/" in quote and _BESIDE.fullmatch(quote):
        return _scan_beside(start, quote)
    before = text[start - 1] if start else " "
    apart = quote.split() if read is None or before in "–-" else [quote]
    if len(apart) > 1 and (read is None or text[max(0, start - 2) : start - 1].isdigit()):
        # „2020 318", „14–17 376 €": what looked like a thousands separator parts two numbers
        found: list[Number] = []
        for part in apart:
            begin = text.index(part, start)
            start = begin + len(part)
            found += scan_digits(text, begin, start)
        return found
    if read is None:
        return [Number(start, end, Decimal(0), kind="code")]
    value, kind = read
    if before in "§#/@=&+" and not (before in "/+" and text[start - 2 : start - 1].isspace()):
        kind = "code" if before != "+" or quote == "49" else kind
    elif before in "-–" and start > 1 and text[start - 2].isalpha():
        bound = _BOUND.search(text, max(0, start - 8), start - 1)  # Über-55-Jährige
        kind = kind if bound else "code"  # Covid-19, B-45
    elif before in ".," and start > 1 and text[start - 2].isdigit():
        kind = "code"
    return [Number(start, end, value, kind=kind)]


def _scan_beside(start: int, quote: str) -> list[Number]:
    found = []
    for part in quote.split("/"):
        read = _read_digits(part)
        if read is not None:
            found.append(Number(start, start + len(part), read[0], kind=read[1]))
        start += len(part) + 1
    return found


def glue(text: str, number: Number) -> Number | None:
    """The number with what is written to it without a space, or None where that makes a name."""
    end = number.end
    following = text[end : end + 1]
    if not (following.isalpha() or following == "-"):
        spaced = _SPACED_TAIL.match(text, end)
        if spaced:  # „unter der 10 Prozent-Marke", „eine 60%ige Kürzung"
            tail = spaced["adjective"] and "prozentig"
            return number._replace(end=spaced.end(), tail=tail or spaced[0].replace(" ", "-"))
        return number._replace(kind="code") if following in {"@", "_"} else number
    glued = _GLUED_TAIL.match(text, end)
    if glued:
        return number._replace(end=glued.end(), tail=glued["tail"] or "-")
    mark = _THRESHOLD.match(text, end)
    if mark:
        scale = SCALES[mark["scale"]] if mark["scale"] else None
        value = number.value * (scale or 1)
        return number._replace(end=mark.end(), value=value, tail=mark[0], scale=scale)
    compound = _COMPOUND.match(text, end)
    if compound:
        return number._replace(end=compound.end(), tail=compound[0])
    if following == "-":
        dash = text[end + 1 : end + 2]
        return None if dash.isalpha() else number
    return number if _GLUED_UNIT.match(text, end) else None
