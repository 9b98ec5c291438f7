"""What holds for any text, and that dates written in German are read back."""

from datetime import date, timedelta

import dateparser
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.german.dates import find_dates
from pipelines.german.text import find_paragraphs, find_sentences, fold_text
from pipelines.german.timex import date_span

MONTHS = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
]
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
PIECES = [
    *(
        "Am",
        "im",
        "vom",
        "bis",
        "zum",
        "und",
        "–",
        "/",
        ".",
        ",",
        "(",
        ")",
        "1.",
        "3.",
        "12.",
        "31.",
    ),
    *("2.", "Mai", "Juni", "März", "2020", "2021/22", "Montag", "Fr.", "Ende", "Anfang", "Jahres"),
    *(
        "Vorjahr",
        "vergangenen",
        "Jahr",
        "ersten",
        "drei",
        "Monaten",
        "Quartal",
        "KW",
        "48",
        "heute",
    ),
    *("morgen", "14 Uhr", "um", "von", "Schuljahr", "Winter", "Ostern", "II.", "zwischen", "vor"),
    *("einem", "zuvor", "gleichen", "Zeitraum", "des", "27./28.11.2017", "30.6.", "9.30", "3,5"),
    *("7.273", "Prozent", "\n", "\n\n", "\u00ad", "\u00a0", "Septem-\nber", "’20", "%", "Nr."),
]
ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@given(ANY_TEXT, st.one_of(st.none(), DAYS))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_mentions_in_order_with_their_words(
    text: str, reference: date | None
) -> None:
    end = 0
    for mention in find_dates(text, reference=reference):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.quote
        assert mention.quote.strip()
        assert date_span(mention.value) is not None
        assert mention.rule
        end = mention.end


@given(ANY_TEXT)
@settings(deadline=None)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold_text(text)) == len(text)


@given(ANY_TEXT)
@settings(deadline=None)
def test_sentences_and_paragraphs_are_in_order_and_hold_all_words(text: str) -> None:
    for spans in (find_sentences(text), find_paragraphs(text)):
        covered, end = "", 0
        for span in spans:
            assert span.start >= end
            covered += text[span.start : span.end]
            end = span.end
        assert "".join(covered.split()) == "".join(text.split())


@given(DAYS, DAYS)
@settings(deadline=None)
def test_a_written_day_is_read_back(day: date, reference: date) -> None:
    month = MONTHS[day.month - 1]
    weekday = WEEKDAYS[day.weekday()]
    for words in (
        f"{day.day}. {month} {day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{weekday}, {day.day}. {month} {day.year}",
        f"{weekday}, den {day.day}.{day.month}.{day.year}",
        day.isoformat(),
    ):
        (mention,) = find_dates(f"Stand: {words} in Hanau", reference=reference)
        assert (mention.quote, mention.value) == (words, day.isoformat())


@given(DAYS, st.integers(min_value=1, max_value=200))
@settings(deadline=None)
def test_a_written_range_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    words = (
        f"{first.day}. {MONTHS[first.month - 1]} {first.year} bis "
        f"{last.day}. {MONTHS[last.month - 1]} {last.year}"
    )
    (mention,) = find_dates(f"Vom {words} im Haus", reference=None)
    assert (mention.quote, mention.value) == (words, f"{first.isoformat()}/{last.isoformat()}")


@given(day=DAYS, past=st.booleans())
@settings(deadline=None)
def test_a_day_without_a_year_lies_where_its_verb_puts_it(day: date, *, past: bool) -> None:
    words = f"{day.day}. {MONTHS[day.month - 1]}"
    reference = date(2021, 6, 15)
    text = f"Am {words} tagte der Beirat." if past else f"Der Beirat wird am {words} tagen."
    (mention,) = find_dates(text, reference=reference)
    assert mention.value[4:] == day.isoformat()[4:]
    assert (mention.value <= reference.isoformat()) is past or mention.value == "2021-06-15"


@given(DAYS)
@settings(max_examples=60, deadline=None)
def test_dateparser_reads_full_days_alike(day: date) -> None:
    words = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    other = dateparser.parse(words, languages=["de"])
    (mention,) = find_dates(words, reference=None)
    assert other is not None
    assert other.date().isoformat() == mention.value


@given(ANY_TEXT)
@settings(deadline=None)
def test_without_a_day_of_publication_nothing_relative_is_read(text: str) -> None:
    relative = {
        "day_word",
        "weekday",
        "placed_unit",
        "neighbour_unit",
        "ago",
        "earlier",
        "new_year",
    }
    for mention in find_dates(text, reference=None):
        assert mention.rule not in relative or any(char.isdigit() for char in mention.quote)
