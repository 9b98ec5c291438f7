"""What stands in a teaser that is shown apart is read as the text is, and once."""

from datetime import date

import pytest

from pipelines.checks import Checks
from pipelines.dates import Dates
from pipelines.figures import Figures
from pipelines.items import Post

LEAD = "Im Mai 2026 waren beim Jobcenter 5.175 Menschen arbeitslos gemeldet."
REST = "Die Zahl der Bedarfsgemeinschaften lag bei 2.146."


def read(teaser: str, text: str) -> Post:
    post = Post(
        url="https://a.de/1",
        site="a",
        title="Arbeitsmarkt im Mai",
        teaser=teaser,
        text=text,
        published=date(2026, 6, 2),
    )
    return Figures().process_item(Dates().process_item(post))


@pytest.mark.parametrize("text", [REST, f"Die Lage bleibt stabil.\n\n{REST}"])
def test_figures_and_dates_of_a_teaser_shown_apart(text: str) -> None:
    post = read(LEAD, text)
    found = [(f.source, int(f.value), f.period) for f in post.figures]
    assert found == [("teaser", 5175, "2026-05"), ("text", 2146, "2026-05")]
    assert [d.quote for d in post.dates if d.source == "teaser"] == ["Mai 2026"]
    words = {"title": post.title, "teaser": post.teaser, "text": post.text}
    assert all(words[f.source][f.start : f.end] == f.quote for f in post.figures)
    assert all(words[d.source][d.start : d.end] == d.quote for d in post.dates)


@pytest.mark.parametrize(
    "teaser",
    [
        LEAD,
        f"{LEAD[:45]}…",
        f"{LEAD[:40]} [...]",
        LEAD[:45],  # cut off without a word, in the middle of the number
        f"02.06.2026 - {LEAD}",
        LEAD.replace("5.175", "5.175\xa0").replace("arbeitslos ", ""),
    ],
)
def test_a_teaser_that_repeats_or_was_cut_off_tells_nothing(teaser: str) -> None:
    post = read(teaser, f"{LEAD}\n\n{REST}")
    assert [(f.source, int(f.value)) for f in post.figures] == [("text", 5175), ("text", 2146)]
    assert {mention.source for mention in post.dates} <= {"title", "text"}


@pytest.mark.parametrize(
    ("teaser", "text", "code"),
    [
        ("Die Quote stieg von 5,3 auf 5,1 Prozent.", REST, "direction_contradicts"),
        ("Das Büro schließt am Montag, 3. Juni 2026.", REST, "weekday_contradicts"),
        (LEAD, f"{REST} Die Quote stieg von 5,3 auf 5,1 Prozent.", "direction_contradicts"),
        (LEAD, REST, None),
    ],
)
def test_what_teaser_or_text_says_against_itself_is_told(
    teaser: str, text: str, code: str | None
) -> None:
    problems = Checks().process_item(read(teaser, text)).problems
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_what_the_text_tells_again_in_other_words_is_told_once() -> None:
    teaser = "5.175 Frauen und Männer suchten im Mai 2026 Arbeit, ein Plus von 48."
    post = read(teaser, f"Das Jobcenter legt Zahlen für Mai 2026 vor. {LEAD} {REST}")
    found = [(f.source, int(f.value)) for f in post.figures]
    assert found == [("teaser", 48), ("text", 5175), ("text", 2146)]
    assert {mention.source for mention in post.dates} <= {"title", "text"}
