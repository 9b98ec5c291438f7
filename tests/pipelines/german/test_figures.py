"""Figures of German announcements: examples as data, no-figures, regions, and properties."""

import itertools
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.figures import find_figures
from pipelines.german.change import TURN_RULES
from pipelines.german.dates import find_dates
from pipelines.german.nouns import UNITS
from pipelines.german.number_words import ONES, TEENS, TENS
from pipelines.german.numbers import find_numbers, read_number
from pipelines.german.quantities import find_quantities
from pipelines.items import DateMention, Figure
from pipelines.reading_texts import read_announcement
from pipelines.statistics.indicators import RULES

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples"
PUBLISHED = date(2020, 12, 2)


def read_lines(name: str) -> list[dict[str, Any]]:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def find(
    text: str, published: str, title: str, jobcenters: tuple[str, ...] = ()
) -> tuple[Figure, ...]:
    reference = date.fromisoformat(published)
    return find_figures(
        text,
        dates=find_dates(text, reference=reference, title=title),
        reference=reference,
        title=title,
        jobcenters=jobcenters,
    )


FIGURES = read_lines("figures.jsonl")
NUMBERS = read_lines("numbers.jsonl")
REGIONS = read_lines("regions.jsonl")
NO_FIGURES = (EXAMPLES / "no_figures.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("example", FIGURES, ids=lambda example: example["text"][:60])
def test_figures_of_example(example: dict[str, Any]) -> None:
    found = find(example["text"], example["published"], example["title"])
    keys = ("quote", "modifier", "unit", "indicator", "period", "change", "rule")
    shown = [
        {key: getattr(figure, key) for key in keys} | {"value": figure.value} for figure in found
    ]
    expected = [
        {key: figure[key] for key in keys} | {"value": Decimal(figure["value"])}
        for figure in example["expected"]
    ]
    assert shown == expected


def test_every_rule_has_two_examples() -> None:
    counted = Counter(
        part
        for example in FIGURES
        for part in {p for figure in example["expected"] for p in figure["rule"].split("+")}
    )
    assert {rule for rule in RULES | TURN_RULES if counted[rule] < 2} == set()
    assert set(counted) <= RULES | TURN_RULES


@pytest.mark.parametrize("example", NUMBERS, ids=lambda example: repr(example["text"]))
def test_number_is_read(example: dict[str, Any]) -> None:
    assert read_number(example["text"]) == Decimal(example["value"])


@pytest.mark.parametrize("text", NO_FIGURES)
def test_names_and_orders_are_no_figures(text: str) -> None:
    assert [text[q.start : q.end] for q in find_quantities(text)] == []


@pytest.mark.parametrize("quote", ["", "kein Wort", "drei oder vier", "20 bis 25"])
def test_read_number_refuses_what_is_not_one_number(quote: str) -> None:
    with pytest.raises(ValueError, match="not exactly one number"):
        read_number(quote)


@pytest.mark.parametrize("example", REGIONS, ids=lambda example: example["text"][:60])
def test_regions_of_example(example: dict[str, Any]) -> None:
    found = find(
        example["text"], example["published"], example["title"], tuple(example["jobcenters"])
    )
    for number, expected in example["expected"]:
        figure = next(f for f in found if re.search(rf"(?<![\d.,]){re.escape(number)}", f.quote))
        shown = f"jc:{figure.jobcenter}" if figure.jobcenter else figure.region
        assert (number, shown) == (number, expected)


def test_sixty_regions_are_annotated() -> None:
    assert sum(len(example["expected"]) for example in REGIONS) >= 60


def test_the_guides_keys_and_numbers() -> None:
    text = "Bis zu 20 bis 25 Plätze, 1,5 Mio. Menschen und ein Drittel."
    reading = read_announcement("a", "2020-12-02", "", (), text)
    figures = reading["figures"]
    assert isinstance(figures, list)
    assert list(reading) == ["id", "dates", "figures"]
    keys = [
        "quote",
        "start",
        "end",
        "value",
        "value_to",
        "modifier",
        "unit",
        "indicator",
        "period",
        "change",
    ]
    assert list(figures[0]) == keys
    assert [json.dumps(figure["value"]) for figure in figures] == ["20", "1500000", "0.3333"]
    assert figures[0]["value_to"] == 25
    assert "value_to" not in figures[1]


def test_unknown_publication_day() -> None:
    found = find_figures("Im Vorjahr waren es 12 Fälle.", dates=(), reference=None)
    assert [figure.period for figure in found] == [None]


def test_scale_of_a_head_and_of_a_neighbour() -> None:
    text = "2022 waren es für die Unterkunft 9,8 Millionen Euro, 2023 dann 10,9."
    values = [figure.value for figure in find(text, "2024-02-01", "")]
    assert values == [Decimal("9800000.0"), Decimal("10900000.0")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Arbeitslose SGB II: 5.812\nQuote SGB II in %: 6,1 (Vormonat 6,2)\n"
                "Bedarfsgemeinschaften: 8.311 (+12)\nNeuanträge: 301"
            ),
            ["person", "percent", "percent", "household", "household", "case"],
        ),
        (
            "Kosten der Unterkunft (in Tsd. Euro): 3.164\nIntegrationen: 188\nAntragseingänge: 77",
            ["EUR", "case", "case"],
        ),
    ],
)
def test_the_unit_of_a_labelled_line_is_its_own(text: str, expected: list[str]) -> None:
    day = date(2024, 4, 3)
    dates = find_dates(text, reference=day, title="Eckdaten März 2024")
    figures = find_figures(text, dates=dates, reference=day, title="Eckdaten März 2024")
    assert [figure.unit for figure in figures] == expected


def test_line_breaks_and_soft_hyphens_change_nothing() -> None:
    plain = "Im November waren beim Jobcenter im ganzen Kreis 7.273 Menschen arbeitslos gemeldet."
    broken = plain.replace(" im ganzen", "\nim ganzen").replace("gemeldet", "ge\u00admeldet")
    one, other = (find(text, "2020-12-02", "") for text in (plain, broken))
    assert [(f.value, f.unit, f.indicator) for f in one] == [
        (f.value, f.unit, f.indicator) for f in other
    ]


VOCABULARY = """
    rund mehr als um von auf davon 7.273 1,5 Mio. 12 zwölf Prozent % Euro Arbeitslose SGB II III
    Bedarfsgemeinschaften Vormonat Vorjahr ( ) – - + , . : ; | im November 2020 bis zwischen und die
    Hälfte jede vierte Uhr Telefon 06181 18- Jährige gesunken zurück Plus Quote ein Dutzend ½
    Ein-Euro-Job Wohngeld Ziel geplant Gesamtquote Jobcenter Neuanträge Integrationen K3 Kinder
    Ukraine Leistungen in Hanau unter 25
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", "\u00ad", "\u202f"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_figures_with_their_words(text: str) -> None:
    dates = find_dates(text, reference=PUBLISHED)
    found = find_figures(text, dates=dates, reference=PUBLISHED)
    position = 0
    for figure in found:
        assert text[figure.start : figure.end] == figure.quote != ""
        assert position <= figure.start < figure.end
        assert figure.unit in UNITS
        assert figure.value >= 0
        assert figure.value_to is None or figure.value_to > figure.value
        position = figure.end


CORPUS = HERE / "corpus" / "announcements.jsonl"
SHREDS = [
    shred
    for line in CORPUS.read_text(encoding="utf-8").splitlines()
    for shred in re.findall(r"(?:\w+|[^\w\s])\s*(?:\w+\s*){0,3}", json.loads(line)["text"])
]
"""Up to four words each, as the corpus has them."""
ODD = [
    "13",
    "3 ",
    "²",
    "½",
    "1. ",
    "jeder ",
    "auf ",
    "um ",
    "Ostern ",
    "Vergleichsmonat 2020 ",
    "%",
]
SHREDDED = st.lists(st.one_of(st.sampled_from(SHREDS), st.sampled_from(ODD)), max_size=30)


@given(SHREDDED.map("".join), st.sampled_from([None, PUBLISHED, date.min, date.max]))
@settings(max_examples=300, deadline=None)
@example("mehr 13 Ostern) Mai", PUBLISHED)
@example("3. KW und MillionEine Betreuung Montag 4,2 ProzentpunktenDer-Hälfte ", PUBLISHED)
@example("soll jeder 21auch an jedem ² Jahr", PUBLISHED)
@example("schon um dem Vergleichsmonat 2020 – am Montag, im Mai, vor Ostern", None)
@example("gestern, letzten Montag, nächste Woche, im Mai, letzten Winter", date.min)
@example("morgen, in der letzten Woche, im Mai, im nächsten Quartal", date.max)
def test_shredded_prose_gives_dates_and_figures_apart(text: str, reference: date | None) -> None:
    dates = find_dates(text, reference=reference)
    figures = find_figures(text, dates=dates, reference=reference)
    mentions: list[DateMention | Figure] = sorted([*dates, *figures], key=lambda one: one.start)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))
    assert all(text[one.start : one.end] == one.quote for one in mentions)


def in_words(number: int) -> str:
    """A whole number below a million as German writes it in one word."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return (
            re.sub("eins$", "ein", in_words(thousands))
            + "tausend"
            + (in_words(rest) if rest else "")
        )
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return name(ONES, hundreds) + "hundert" + (in_words(rest) if rest else "")
    if number < 10:
        return "eins" if number == 1 else name(ONES, number)
    if number < 20:
        return name(TEENS, number)
    ten, one = divmod(number, 10)
    return (name(ONES, one) + "und" if one else "") + name(TENS, 10 * ten)


def name(table: dict[str, int], value: int) -> str:
    return next(word for word, number in table.items() if number == value)


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert read_number(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(".\u00a0\u202f\u2009 '’"))
def test_a_number_with_thousands_marks_is_read_back(number: int, mark: str) -> None:
    assert read_number(f"{number:,}".replace(",", mark)) == number


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_a_decimal_is_read_back(number: Decimal) -> None:
    assert read_number(f"{number:f}".replace(".", ",")) == number


@given(st.text(alphabet="0123456789.,/-– :", max_size=60))
@settings(deadline=None)
def test_digits_of_any_kind_give_numbers_in_order(text: str) -> None:
    numbers = find_numbers(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(numbers))
