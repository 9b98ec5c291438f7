"""A feed tells the newest posts, each release once, and no old news as if it were new."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from feeds.choice import choose_notices, was_old
from store.telling import Notice

CASES = tomllib.loads(
    (Path(__file__).parent / "examples" / "choice.toml").read_text(encoding="utf-8")
)["case"]


def read_notice(line: str) -> Notice:
    guid, published, first_seen, *more = line.split()
    marks = {word[0]: word[1:] for word in more}
    return Notice(
        guid=guid,
        url=f"http://amt.example/{guid}",
        site="amt",
        title=guid,
        published=None if published == "-" else date.fromisoformat(published),
        published_at=None,
        published_hint=marks.get("?"),
        first_seen=datetime.fromisoformat(f"{first_seen}T05:00:00+00:00"),
        found_first="first" in more,
        gone="gone" in more,
        scope=None,
        jobcenters=frozenset(),
        same_as=marks.get("=", guid),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_feed_tells(case: dict[str, list[str]]) -> None:
    told = {line.split()[0] for line in case["posts"] if "told" in line.split()}
    notices = [read_notice(line) for line in case["posts"]]
    first_build = bool(case["first_build"])
    for order in (notices, notices[::-1]):
        chosen = choose_notices(order, told=told, first_build=first_build)
        assert [notice.guid for notice in chosen] == case["chosen"]


def test_the_newest_fifty_and_no_more() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(60)]
    notices = [read_notice(f"p{day.isoformat()} {day.isoformat()} 2024-03-01") for day in days]
    chosen = choose_notices(notices, told=frozenset(), first_build=True)
    assert [notice.published for notice in chosen] == days[:9:-1]


def test_a_clock_time_sorts_within_the_day() -> None:
    early, late = read_notice("a 2024-03-01 2024-03-01"), read_notice("b 2024-03-01 2024-03-01")
    late = evolve(late, published_at=datetime(2024, 3, 1, 15, 30, tzinfo=UTC))
    chosen = choose_notices((early, late), told=frozenset(), first_build=True)
    assert [notice.guid for notice in chosen] == ["b", "a"]


def test_the_day_of_first_seeing_is_that_of_berlin() -> None:
    # 31 January 23:30 UTC is 1 February in Berlin: the 31st day after 1 January.
    seen = datetime(2024, 1, 31, 23, 30, tzinfo=UTC)
    notice = read_notice("a 2024-01-01 2024-01-01")
    assert was_old(evolve(notice, first_seen=seen))
    assert not was_old(evolve(notice, first_seen=seen - timedelta(hours=1)))
