"""Every number of a German text, in digits and in words, with ranges and scales put together."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from pipelines.german.number_words import (
    FRACTIONS,
    MONEY_SCALES,
    ONES,
    ORDINALS,
    SCALES,
    TAIL,
    TAILS,
    TEENS,
    TENS,
    WHOLE,
    any_case_of,
    any_of,
    read_word,
)

NumberKind = Literal["digits", "point", "word", "article", "dozen", "fraction", "every", "code"]


class Number(NamedTuple):
    """A number as it stands: `text[start:end]` are its digits or words, with its scale.

    A range has `value_to`. `code` numbers (telephone, clock, version) count nothing and never
    leave this module; `point` is `1.5`, a number only before a unit; `article` is `ein`.
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


# One pass over the text. Each branch begins at another character, and a word is tried only where
# one begins with such a letter: without that guard the same scan is six times slower.
_HEADS = sorted({*ONES, *TEENS, *TENS, *WHOLE, "hundert", "tausend", "dutzend"}, key=len)
_MORPHEMES = [word for word in _HEADS if not any(word != w and word.startswith(w) for w in _HEADS)]
_FRACTION_NOUNS = [word for word in FRACTIONS if read_word(word)]
_SCAN = re.compile(
    rf"""
    \b (?=[\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜zdvfsanehtjZDVFSANEHTJ])
    (?: (?P<vulgar> \d{{0,9}}[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜] )
      | (?P<digits>
          \d+
          (?: [.,:/'’]\d+              # 1.234  1,5  14:30  2/3
            | [^\S\n]\d{{3}}(?!\d)     # 10 479, with any kind of space
            | \.[\n\v][ ]*\d{{3}}(?!\d) # 3.⏎304, broken over lines
          )*
        )
      | (?=[zdvfsanehtZDVFSANEHT])
        (?P<word> (?:{any_case_of([*_MORPHEMES, *_FRACTION_NOUNS])})\w* )
      | [jJ] (?P<every> ede[rsnm]? (?:[/*:]r)? \s+ (?: \d{{1,3}}\.(?=\s) | \w+ ) )
    )
    """,
    re.VERBOSE,
)
_VULGAR = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.3333",
    "⅔": "0.6667",
    "⅕": "0.2",
    "⅖": "0.4",
    "⅗": "0.6",
    "⅘": "0.8",
    "⅙": "0.1667",
    "⅛": "0.125",
    "⅜": "0.375",
}

_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:,\d+)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:[.'’]|[^\S\n]|\.[\n\v][ ]*)\d{3})+(?:,\d+)?")
_POINT = re.compile(r"\d{1,4}\.\d{1,2}")
_SLASH = re.compile(r"([1-9])/([2-9]|10)")
_UNGROUP = re.compile(r"[.'’\s]")

_SCALE = re.compile(
    rf"""
    \.? [\s\u00ad-]{{0,3}}
    (?: (?P<money> {any_of(MONEY_SCALES)}|T\s€|T\sEUR|Tsd\.?\s?€ )
      | (?P<scale> {any_of(SCALES)} )
    ) (?!\w) \.?
    """,
    re.VERBOSE,
)
_GLUED_TAIL = re.compile(
    rf"-?(?P<tail>{TAIL})(?!\w)|-(?P<suspended>)(?=[ ,]|\s(?:bis|und|oder)\s)", re.IGNORECASE
)
_GLUED_UNIT = re.compile(
    r"""(?: k?€ | EUR(?:O|o)? | Euro | [kMGT]B | KB | [kcm]m | km² | m² | qm | m | ha | kg | t
         | T€ | TEUR | Mio | Mrd | Tsd | Prozent | Proz | er )(?!\w)""",
    re.VERBOSE,
)
_THRESHOLD = re.compile(r"(?:er)?-(?:Prozent-|Euro-)?(?:Marke|Grenze|Schwelle|Hürde)n?(?!\w)")
_RANGE = re.compile(
    r"""
    (?P<unit> \s?(?:%|€|Prozent|Euro|Jahren?) )?
    (?: -?\s+bis\s+(?:zu\s+|unter\s+|maximal\s+|höchstens\s+)?
      | \s?[–—]\s?
      | -
      | \s-\s
      | (?P<und> \s+und\s+ )
    )
    """,
    re.VERBOSE,
)
_WIDEST_GAP = 60
"""Characters between two numbers that may make one range."""
_AFTER_ARTICLE = re.compile(
    rf"""
    \s+
    (?:(?P<about> gut | knapp )e[nmrs]?\s+)?
    (?:(?P<half> halbe[nmrs]? )\s+)?
    (?: (?P<dozen> [Dd]utzend )
      | (?P<scale> {any_of(SCALES)} )\.?
      | (?P<fraction> {any_of([w.capitalize() for w in FRACTIONS])} )[ns]?
      | (?P<measure> Prozent(?:punkt)?\w* | % | Euro | Cent | € )
      | (?P<noun> [A-ZÄÖÜ] )
    ) (?:(?<=[A-ZÄÖÜ])|(?!\w))
    """,
    re.VERBOSE,
)
_FRACTION_AFTER = re.compile(rf"\s+(?P<noun>(?:{any_case_of(FRACTIONS)}))[ns]?(?!\w)")
_DOZEN_AFTER = re.compile(r"\s+[Dd]utzend(?!\w)")
_VAGUE_BEFORE = re.compile(r"(?:\bpaar|\bmehrere[nr]?|\beinige[nr]?|\bviele[nr]?)\s+$")
_HALF_BEFORE = re.compile(r"(?:(?<!\w)(?:[Dd]ie|[Dd]er|[Ee]iner?)\s+)$")
# „etwa ein Praktikum" means for instance; only before a measure is it about one
_ABOUT_ONE = re.compile(
    r"(?<!\w)(?:rund|gut|knapp|ungefähr|annähernd|ca\.|circa)\s+$", re.IGNORECASE
)
_BOUND_ONE = re.compile(
    r"(?<!\w)(?:mehr\sals|weniger\sals|mindestens|höchstens|maximal|länger\sals|über|unter|bis\szu"
    r"|etwa|fast|nahezu|keine)\s+$",
    re.IGNORECASE,
)
_MEASURED_ONE = re.compile(
    r"\s+(?:Jahr|Monat|Woche|Tag|Stunde|Minute|Kilometer|Meter|Hektar|Tonne)(?:e[sn]?|en|n|s)?(?!\w)"
)
_PHONE_GAP = re.compile(r"[\s/()–—.-]{1,4}")


def _read_digits(quote: str) -> tuple[Decimal, NumberKind] | None:
    """A cluster of digits as a number, or None where it is no German number."""
    if len(quote) > 24:
        return None  # nothing is counted in trillions
    if _PLAIN.fullmatch(quote):
        return Decimal(quote.replace(",", ".")), "digits"
    if _GROUPED.fullmatch(quote):
        return Decimal(_UNGROUP.sub("", quote).replace(",", ".")), "digits"
    if _POINT.fullmatch(quote):
        return Decimal(quote), "point"
    slash = _SLASH.fullmatch(quote)
    if slash and int(slash[1]) < int(slash[2]):
        return _divide(int(slash[1]), int(slash[2])), "fraction"
    return None


def _divide(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.0001")).normalize()


def _scan_digits(text: str, start: int, end: int) -> Iterator[Number]:
    quote = text[start:end]
    read = _read_digits(quote)
    if (
        read
        and text[start - 1 : start] in {"–", "-"}
        and text[max(0, start - 2) : start - 1].isdigit()
    ):
        read = None if any(map(str.isspace, quote)) else read  # „14–17 376 €": two numbers
    if read is None and any(map(str.isspace, quote)):
        # „2020 318": what looked like a thousands separator parts two numbers
        position = start
        for part in re.split(r"(\s+)", quote):
            if part and not part.isspace():
                yield from _scan_digits(text, position, position + len(part))
            position += len(part)
        return
    if read is None:
        yield Number(start, end, Decimal(0), kind="code")
        return
    value, kind = read
    before = text[start - 1] if start else " "
    if before in "§#/@=&+" and not (before in "/+" and text[start - 2 : start - 1].isspace()):
        kind = "code" if before != "+" or quote == "49" else kind
    elif before in "-–" and start > 1 and text[start - 2].isalpha():
        kind = "code"  # Covid-19, B-45
    elif before in ".," and start > 1 and text[start - 2].isdigit():
        kind = "code"
    yield Number(start, end, value, kind=kind)


def _glue(text: str, number: Number) -> Number | None:
    """The number with what is written to it without a space, or None where that makes a name."""
    end = number.end
    following = text[end : end + 1]
    if not (following.isalpha() or following in {"-", "\u00ad"}):
        return number._replace(kind="code") if following in {"@", "_"} else number
    glued = _GLUED_TAIL.match(text, end)
    if glued:
        return number._replace(end=glued.end(), tail=glued["tail"] or "-")
    threshold = _THRESHOLD.match(text, end)
    if threshold:
        return number._replace(end=threshold.end(), tail=threshold[0])
    if following == "-":
        dash = text[end + 1 : end + 2]
        return None if dash.isalpha() else number
    return number if _GLUED_UNIT.match(text, end) else None


def _read_every(match: re.Match[str]) -> Number | None:
    word = match["every"].split()[-1].lower()
    if word[0].isdigit():
        below = int(word.rstrip("."))
        if below < 2:
            return None
    else:
        stem = re.sub(r"(?<=t)(?:e[nmrs]?)$", "", word)
        if stem not in ORDINALS or stem == word:
            return None
        below = ORDINALS[stem]
    return Number(match.start(), match.end(), _divide(1, below), kind="every")


def _read_article(text: str, number: Number) -> Number | None:  # noqa: PLR0911  # each return is a rule
    """`ein` with what follows: `ein Prozent`, `eine halbe Million`, `ein gutes Drittel`."""
    match = _AFTER_ARTICLE.match(text, number.end)
    if match:
        value = Decimal("0.5") if match["half"] else Decimal(1)
        about = bool(match["about"])
        if match["dozen"]:
            return number._replace(end=match.end(), value=12 * value, kind="word", about=about)
        if match["scale"]:
            scale = SCALES[match["scale"]]
            return number._replace(
                end=match.end(), value=value * scale, kind="word", scale=scale, about=about
            )
        if match["fraction"]:
            below = FRACTIONS[match["fraction"].lower()]
            return number._replace(
                end=match.end(), value=_divide(1, below), kind="fraction", about=about
            )
        if match["half"]:
            return number._replace(end=match.end("half"), value=value, kind="word", about=about)
        if match["measure"]:
            return number._replace(kind="word")
    before = text[max(0, number.start - 14) : number.start]
    if match and _ABOUT_ONE.search(before):
        return number._replace(kind="word")
    if _BOUND_ONE.search(before) and _MEASURED_ONE.match(text, number.end):
        return number._replace(kind="word")
    range_ = _RANGE.match(text, number.end)
    return number if range_ and not range_["und"] else None


def _read_fraction(text: str, number: Number) -> Number | None:
    """`die Hälfte` with its article; a `Viertel` without one is a part of the town."""
    before = text[max(0, number.start - 12) : number.start]
    article = _HALF_BEFORE.search(before)
    half = number.value == Decimal("0.5")
    if half and (article or not before[-1:].isspace() or _takes_bare_half(before)):
        return number._replace(start=number.start - len(article[0]) if article else number.start)
    return number if text[number.start : number.start + 4] == "Drei" else None


def _takes_bare_half(before: str) -> bool:
    """`zur Hälfte`, `rund Hälfte`; not `erste Hälfte`, `zweiten Hälfte`."""
    last = before.split()[-1:] or [""]
    return last[0] in {"zur", "rund", "gut", "etwa", "knapp", "fast"}


def _scan(text: str) -> Iterator[Number]:
    """Each number or code on its own, in order, none inside another."""
    position = 0
    for match in _SCAN.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        kind = match.lastgroup
        if kind == "digits":
            for number in _scan_digits(text, start, end):
                glued = number if number.kind == "code" else _glue(text, number)
                if glued:
                    fraction = _FRACTION_AFTER.match(text, glued.end)
                    glued = _count_fractions(glued, fraction) if fraction else glued
                    yield glued
                    position = glued.end
            continue
        found = _scan_word(text, match) if kind == "word" else None
        if kind == "every":
            found = _read_every(match)
        elif kind == "vulgar":
            found = _read_vulgar(match)
        if found:
            yield found
            position = found.end


def _read_vulgar(match: re.Match[str]) -> Number:
    whole, part = match["vulgar"][:-1], Decimal(_VULGAR[match["vulgar"][-1]])
    kind: NumberKind = "digits" if whole else "fraction"
    return Number(match.start(), match.end(), Decimal(whole or 0) + part, kind=kind)


def _scan_word(text: str, match: re.Match[str]) -> Number | None:  # noqa: PLR0911  # each return is a rule
    read = read_word(match["word"])
    if read is None:
        return None
    start, end = match.span()
    number = Number(start, end, read.value, kind=read.kind, tail=read.tail)
    if read.kind == "article":
        return _read_article(text, number)
    if read.kind == "fraction":
        return _read_fraction(text, number)
    if read.kind == "dozen":
        return None
    following = text[end : end + 1]
    if following == "-":
        return _glue(text, number)
    before = text[start - 1] if start else " "
    if before == "-":  # Haus-acht
        return None
    if _VAGUE_BEFORE.search(text, max(0, start - 12), start):
        return None
    fraction = _FRACTION_AFTER.match(text, end)
    if fraction:
        return _count_fractions(number, fraction)
    dozen = _DOZEN_AFTER.match(text, end)
    return number._replace(end=dozen.end(), value=12 * number.value) if dozen else number


def _count_fractions(number: Number, noun: re.Match[str]) -> Number:
    below = FRACTIONS[noun["noun"].lower()]
    value = (number.value / below).quantize(Decimal("0.0001")).normalize()
    return number._replace(end=noun.end(), value=value, kind="fraction")


def _is_phone_part(text: str, code: Number, number: Number) -> bool:
    """Digits right behind a number that begins with 0 or + belong to the same telephone."""
    return bool(_PHONE_GAP.fullmatch(text, code.end, number.start))


def _drop_groups(text: str, numbers: Iterator[Number]) -> Iterator[Number]:
    """Groups of four digits and more in a row (IBAN, account, customer) are codes."""
    held: Number | None = None
    for number in numbers:
        grouped = (
            held is not None
            and number.start == held.end + 1
            and number.end - number.start >= 4
            and text[held.start : held.end].isdigit()
            and text[number.start : number.end].isdigit()
            and (held.kind == "code" or held.end - held.start >= 4)
        )
        if held is not None:
            yield held._replace(kind="code") if grouped else held
        held = number._replace(kind="code") if grouped else number
    if held is not None:
        yield held


def _drop_codes(text: str, numbers: Iterator[Number]) -> Iterator[Number]:
    code: Number | None = None
    for number in _drop_groups(text, numbers):
        if code and _is_phone_part(text, code, number):
            code = number
            continue
        if number.kind == "code":
            code = number if text[number.start] in "04" else None
            continue
        code = None
        yield number


def _join(text: str, low: Number, high: Number) -> Number | None:
    """A range; or one number in several words: `zwei Komma drei`, `eine Million fünfzigtausend`."""
    gap = text[low.end : high.start]
    if gap.lower() == " komma " and low.value == int(low.value) and high.value == int(high.value):
        value = Decimal(f"{int(low.value)}.{int(high.value)}")
        return high._replace(start=low.start, value=value)
    counts_on = low.kind == high.kind == "word" and low.scale is not None and high.scale is None
    if gap == " " and counts_on and high.value < (low.scale or 0) and not high.tail:
        return high._replace(start=low.start, value=low.value + high.value)
    return _join_range(text, low, high)


def _join_range(text: str, low: Number, high: Number) -> Number | None:
    """`20 bis 25`, `15–30`, `zwei- bis achtjährige`, `zwischen A und B`; None where it is none."""
    if low.kind not in {"digits", "word", "article"} or high.kind not in {"digits", "word"}:
        return None
    gap = _RANGE.fullmatch(text, low.end - (low.tail == "-"), high.start)
    if not gap:
        gap = _RANGE.fullmatch(text, low.end, high.start)
    if gap is None:
        if text[low.end : high.start] == ", " and low.kind == high.kind == "word":
            neighbours = high.value == low.value + 1 <= 10
            after = text[high.end : high.end + 5]
            if neighbours and not after.startswith((",", " und ", " bis ")):
                return high._replace(start=low.start, value=low.value, value_to=high.value)
        return None
    if gap["und"] and not _between(text, low.start):
        return None
    # a scale behind the second counts for both: „10 bis 12 Millionen"
    shares = high.scale is not None and low.scale is None and low.value < 1000
    value = low.value * high.scale if high.scale is not None and shares else low.value
    if value >= high.value:
        return None
    return high._replace(start=low.start, value=value, value_to=high.value)


def _between(text: str, start: int) -> bool:
    return text[max(0, start - 10) : start].rstrip().lower().endswith("zwischen")


def _take_scale(text: str, number: Number) -> Number:
    match = None if number.tail or number.scale else _SCALE.match(text, number.end)
    if not match:
        return number
    money = match["money"]
    scale = SCALES[match["scale"]] if match["scale"] else _money_scale(money)
    value = number.value * scale
    return number._replace(
        end=match.end() - (text[match.end() - 1] == "." and not _abbreviated(match[0])),
        value=value,
        scale=scale,
        money=bool(money),
        kind="digits" if number.kind == "point" else number.kind,
    )


def _abbreviated(words: str) -> bool:
    return words.rstrip(".").endswith(("Mio", "Mrd", "Mill", "Tsd"))


def _money_scale(words: str) -> Decimal:
    return MONEY_SCALES.get(words, Decimal(1000))


def find_numbers(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[Number, ...]:
    """Every number of `text`, in order and without overlap; codes and times are left out.

    `skip` are spans (sorted) that hold no numbers, such as the dates.

    >>> [(n.value, n.value_to) for n in find_numbers("10 479 bis 1,5 Mio. Menschen")]
    [(Decimal('10479'), Decimal('1500000.0'))]
    >>> [str(n.value) for n in find_numbers("zwei Drittel, ein Dutzend, 06151 9999-12")]
    ['0.6667', '12']
    """
    found: list[Number] = []
    kept = _outside(text, _scan(text), skip) if skip else _scan(text)
    for number in _drop_codes(text, kept):
        scaled = _take_scale(text, number)
        near = bool(found) and scaled.start - found[-1].end <= _WIDEST_GAP
        joined = _join(text, found[-1], scaled) if near else None
        if joined:
            found[-1] = joined
        else:
            found.append(scaled)
    return tuple(number for number in found if number.kind != "article" and number.tail != "-")


def _outside(
    text: str, numbers: Iterator[Number], skip: Sequence[tuple[int, int]]
) -> Iterator[Number]:
    index = 0
    for number in numbers:
        while index < len(skip) and skip[index][1] <= number.start:
            index += 1
        if index == len(skip) or number.end <= skip[index][0]:
            yield number
        elif number.kind in {"digits", "code"} and number.end > skip[index][1] > number.start:
            # „2020 318 Personen": the date ends inside what looked like one number
            rest = skip[index][1]
            while rest < number.end and not text[rest].isdigit():
                rest += 1
            if rest < number.end and not text[rest - 1].isalnum():
                yield from _scan_digits(text, rest, number.end)


def read_number(quote: str) -> Decimal:
    """The one number that `quote` says. ValueError where it says none, several or a range.

    >>> read_number("1.234,5"), read_number("zwölfhundert"), read_number("1,5 Mio.")
    (Decimal('1234.5'), Decimal('1200'), Decimal('1500000.0'))
    >>> read_number("anderthalb"), read_number("die Hälfte"), read_number("10 479")
    (Decimal('1.5'), Decimal('0.5'), Decimal('10479'))
    """
    numbers = find_numbers(quote)
    if len(numbers) != 1 or numbers[0].value_to is not None:
        raise ValueError(f"not exactly one number: {quote!r}")
    return numbers[0].value


def unit_of_tail(tail: str) -> str | None:
    """The unit that a compound counts: `jährige` -> year.

    >>> unit_of_tail("jährige"), unit_of_tail("-Jährige"), unit_of_tail("")
    ('year', 'year', None)
    """
    lower = tail.lower().lstrip("-")
    return next((unit for stem, unit in TAILS.items() if lower.startswith(stem)), None)
