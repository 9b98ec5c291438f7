"""Every number of a German text: ranges and scales put together, codes left out."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.german.number_digits import Number, scan_digits
from pipelines.german.number_scan import ABOUT, RANGE, scan_numbers
from pipelines.german.number_words import COMPOUNDS, MONEY_SCALES, SCALES, TAILS, any_of

_SCALE_LETTERS = "".join(sorted({word[0] for word in (*MONEY_SCALES, *SCALES, "T€")}))
_SCALE = re.compile(
    rf"""
    \.? [\s-]{{0,3}} (?=[{_SCALE_LETTERS}])
    (?: (?P<money> {any_of(MONEY_SCALES)}|T\s€|T\sEUR|Tsd\.?\s?€ )
      | (?P<scale> {any_of(SCALES)} )
    ) (?!\w) \.?
    """,
    re.VERBOSE,
)
_VULGAR = frozenset("½¼¾⅓⅔")
_WIDEST_GAP = 60
"""Characters between two numbers that may make one range."""
_NO_PERCENT = re.compile(r"\s?(?!Proz)[A-ZÄÖÜ€]")
_PHONE_GAP = re.compile(r"[\s/()–—.-]{1,4}")


def _is_phone_part(text: str, code: Number, number: Number) -> bool:
    """Digits right behind a number that begins with 0 or + belong to the same telephone."""
    return bool(_PHONE_GAP.fullmatch(text, code.end, number.start))


def _mark_groups(text: str, numbers: list[Number]) -> None:
    """Groups of four digits and more in a row (IBAN, account, customer) are codes."""
    for index in range(1, len(numbers)):
        number, before = numbers[index], numbers[index - 1]
        if (
            number.start == before.end + 1
            and number.end - number.start >= 4
            and text[before.start : before.end].isdigit()
            and text[number.start : number.end].isdigit()
            and (before.kind == "code" or before.end - before.start >= 4)
        ):
            numbers[index - 1] = before._replace(kind="code")
            numbers[index] = number._replace(kind="code")


def _drop_codes(text: str, numbers: list[Number]) -> Iterator[Number]:
    _mark_groups(text, numbers)
    phone: Number | None = None
    code: Number | None = None
    for number in numbers:
        if phone and _is_phone_part(text, phone, number):
            phone = number
            continue
        if code and number.start == code.end + 1 and text[code.end] in "-–":
            code = number  # „Az. 50.1/2023-17"
            continue
        code = number if number.kind == "code" else None
        if number.kind == "code":
            phone = number if text[number.start] in "04" else None
            continue
        phone = None
        yield number


def _join(text: str, low: Number, high: Number) -> Number | None:
    """A range; or one number in several words: `zwei Komma drei`, `eine Million fünfzigtausend`."""
    gap = text[low.end : high.start]
    if gap.lower() == " komma " and low.value == int(low.value) and high.value == int(high.value):
        value = Decimal(f"{int(low.value)}.{int(high.value)}")
        return high._replace(start=low.start, value=value)
    if gap == " " and high.kind == "fraction" and text[high.start] in _VULGAR and low.value < 100:
        return low._replace(end=high.end, value=low.value + high.value)
    counts_on = low.kind == high.kind == "word" and low.scale is not None and high.scale is None
    if gap == " " and counts_on and high.value < (low.scale or 0) and not high.tail:
        return high._replace(start=low.start, value=low.value + high.value)
    return _join_range(text, low, high)


def _join_range(text: str, low: Number, high: Number) -> Number | None:
    """`20 bis 25`, `15–30`, `zwei- bis achtjährige`, `zwischen A und B`; None where it is none."""
    if low.kind not in {"digits", "word", "article"} or high.kind not in {"digits", "word"}:
        return None
    if low.value_to is not None:
        return None  # „zwischen 25 und 55 Jahren und 1.100 …": it has its end
    gap = RANGE.fullmatch(text, low.end, high.start)
    if low.tail == "-":
        gap = RANGE.fullmatch(text, low.end - 1, high.start) or gap
    if gap is None:
        return _join_neighbours(text, low, high)
    if gap["und"] and not _between(text, low.start):
        return None
    share = (gap["unit"] or "").strip() in {"%", "Prozent"}
    if share and _NO_PERCENT.match(text, high.end):
        return None  # „8 Prozent – 640 Fälle – weniger"
    # a scale behind the second counts for both: „10 bis 12 Millionen", „fünf- bis sechstausend"
    scale = high.scale or (_scale_of_word(text, high) if low.tail == "-" else None)
    shares = scale is not None and low.scale is None and low.value < 1000
    value = low.value * scale if scale is not None and shares else low.value
    if value >= high.value:
        return None
    return high._replace(start=low.start, value=value, value_to=high.value)


def _scale_of_word(text: str, number: Number) -> Decimal | None:
    """`sechstausend`, `vierhundert`: what the last part of a word multiplies by."""
    word = text[number.start : number.end].lower()
    ends = {"tausend": 1000, "hundert": 100}
    return next((Decimal(by) for end, by in ends.items() if word.endswith(end)), None)


def _join_neighbours(text: str, low: Number, high: Number) -> Number | None:
    """`drei, vier`, `sechs oder sieben Millionen`, `ein- oder zweijährig`: about so many."""
    gap = text[low.end : high.start]
    scale = high.scale or 1
    hangs = low.tail == "-" and bool(high.tail)
    said = high.kind == "word" and (low.kind == "word" or (hangs and low.kind == "article"))
    neighbours = said and high.value / scale == low.value + 1 <= 10
    if gap not in {", ", " oder "} or low.scale or (low.tail and not hangs) or not neighbours:
        return None
    if gap == ", " and text.startswith((",", " und ", " bis "), high.end):
        return None  # a list of more than two
    return high._replace(start=low.start, value=low.value * scale, value_to=high.value)


_BETWEEN = re.compile(rf"(?i:zwischen)\s+(?:{ABOUT}\s+)?$")


def _between(text: str, start: int) -> bool:
    return _BETWEEN.search(text, max(0, start - 18), start) is not None


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
    numbers = scan_numbers(text)
    if skip:
        numbers = _keep_outside(text, numbers, skip)
    for number in _drop_codes(text, numbers):
        scaled = _take_scale(text, number)
        near = bool(found) and scaled.start - found[-1].end <= _WIDEST_GAP
        joined = _join(text, found[-1], scaled) if near else None
        if joined:
            found[-1] = joined
        else:
            found.append(scaled)
    return tuple(number for number in found if number.kind != "article" and number.tail != "-")


def _keep_outside(
    text: str, numbers: Sequence[Number], skip: Sequence[tuple[int, int]]
) -> list[Number]:
    kept: list[Number] = []
    index = 0
    for number in numbers:
        while index < len(skip) and skip[index][1] <= number.start:
            index += 1
        if index == len(skip) or number.end <= skip[index][0]:
            kept.append(number)
        elif number.kind in {"digits", "code"} and number.end > skip[index][1] > number.start:
            # „2020 318 Personen": the date ends inside what looked like one number
            rest = skip[index][1]
            while rest < number.end and not text[rest].isdigit():
                rest += 1
            if rest < number.end and not text[rest - 1].isalnum():
                kept += scan_digits(text, rest, number.end)
    return kept


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
    >>> unit_of_tail("-Stunden-Stellen"), unit_of_tail("-Euro-Ticket")
    ('hour', None)
    """
    lower = tail.lower().lstrip("-")
    word, dash, _ = lower.partition("-")
    if dash:
        return COMPOUNDS.get(word)
    return next((unit for stem, unit in TAILS.items() if lower.startswith(stem)), None)
