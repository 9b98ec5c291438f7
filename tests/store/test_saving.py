"""Saving: one post, one transaction, and every fact with its words."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from pipelines.items import Attachment, Attribution, DateMention, Figure, Page, Post, Problem
from pipelines.site import Site
from store.database import Archive
from store.pages import keep_page
from store.posts import find_posts
from store.saving import Telling, fold_versions, save_post

SEEN = "2026-06-02T10:00:00Z"


@pytest.fixture
def rich_post(post: Post) -> Post:
    """A post in which something was found by every stage."""
    return evolve(
        post,
        published_at=datetime(2026, 6, 2, 8, 30, tzinfo=UTC),
        published_from="article",
        jobcenters=(
            Attribution(jobcenter="fulda", evidence="Fulda", source="title", start=0),
            Attribution(jobcenter="fulda", evidence="Fuldas", source="text", start=9),
            Attribution(jobcenter="bergstrasse", evidence="Kreis", source="text", role="by"),
        ),
        attachments=(Attachment(url="https://kreis.example/mai.pdf", title="Bericht Mai"),),
        dates=(
            DateMention(quote="Mai", start=3, end=6, value="2026-05"),
            DateMention(quote="Schuljahr 2025/26", start=9, end=12, value="2025/2026"),
        ),
        figures=(
            Figure(
                quote="1.204 Menschen",
                start=13,
                end=27,
                value=Decimal(1204),
                unit="person",
                indicator="arbeitslose",
                period="2026-05",
            ),
            Figure(quote="3,2 bis 4", start=30, end=39, value=Decimal("3.2"), value_to=Decimal(4)),
            Figure(quote="3,2 bis 4", start=30, end=39, value=Decimal("3.20")),
        ),
        problems=(
            Problem(code="date_conflict", says="zweierlei", quote="Mai"),
            Problem(code="of_tomorrow", says="ein Code, den keine Liste nennt"),
        ),
    )


def test_everything_found_is_a_row(archive: Archive, rich_post: Post, site: Site) -> None:
    saved = save_post(archive, rich_post, site=site, seen_at=SEEN)
    assert saved.outcome == "new"

    def rows(columns: str, table: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in archive.rows(f"select {columns} from {table} order by 1, 2")]

    assert rows("published, published_at, published_precision, version, first_seen", "posts") == [
        ("2026-06-02", "2026-06-02T08:30:00Z", "time", 1, SEEN)
    ]
    assert rows("jobcenter, evidence, role", "post_jobcenters") == [
        ("bergstrasse", "Kreis", "by"),
        ("fulda", "Fulda", "about"),
    ]
    assert rows("value, date_from, date_to, precision", "dates") == [
        ("2025/2026", "2025-08-01", "2026-07-31", "range"),
        ("2026-05", "2026-05-01", "2026-05-31", "month"),
    ]
    assert rows("value, value_to, period_from, period_to", "figures") == [
        (3.2, 4, None, None),
        (1204, None, "2026-05-01", "2026-05-31"),
    ]
    assert rows("typeof(value), value", "figures") == [("integer", 1204), ("real", 3.2)]
    assert rows("code, guid", "problems") == [
        ("date_conflict", saved.guid),
        ("of_tomorrow", saved.guid),
    ]
    assert rows("position, url, bytes", "attachments") == [
        (0, "https://kreis.example/mai.pdf", None)
    ]
    assert archive.value("pragma integrity_check") == "ok"
    assert archive.rows("pragma foreign_key_check") == []


def test_saving_again_leaves_the_same_rows(
    archive: Archive, rich_post: Post, site: Site, dump_shop: Callable[[Archive], Any]
) -> None:
    save_post(archive, rich_post, site=site, seen_at=SEEN)
    before = dump_shop(archive)
    assert save_post(archive, rich_post, site=site, seen_at=SEEN).outcome == "same"
    assert dump_shop(archive) == before


def test_a_view_gives_one_value_a_month(archive: Archive, rich_post: Post, site: Site) -> None:
    about = tuple(a for a in rich_post.jobcenters if a.jobcenter == "fulda")
    for number, value in enumerate((1204, 1204, 1240), 1):
        figure = evolve(rich_post.figures[0], value=Decimal(value))
        url = f"https://kreis.example/{number}"
        post = evolve(rich_post, url=url, jobcenters=about, figures=(figure,))
        save_post(archive, post, site=site, seen_at=SEEN)
    series = [tuple(row)[:4] for row in archive.rows("select * from time_series")]
    assert series == [("fulda", "arbeitslose", "2026-05", 1204)]
    conflicts = [tuple(row)[:7] for row in archive.rows("select * from time_series_conflicts")]
    assert conflicts == [("fulda", "arbeitslose", "2026-05", "person", 1204, 1240, 2)]


def test_a_view_gives_what_is_to_come(archive: Archive, post: Post, site: Site) -> None:
    text = "Im Mai war viel los. Am 9. Juni beginnt die Messe. Bis 2027 folgen weitere."
    found = (
        DateMention(quote="Mai", start=3, end=6, value="2026-05"),
        DateMention(quote="9. Juni", start=24, end=31, value="2026-06-09"),
        DateMention(quote="2027", start=55, end=59, value="2027"),
    )
    save_post(archive, evolve(post, text=text, dates=found), site=site, seen_at=SEEN)
    assert [tuple(row) for row in archive.rows("select date_from, sentence from events")] == [
        ("2026-06-09", "Am 9. Juni beginnt die Messe.")
    ]


def test_files_are_measured_not_believed(archive: Archive, rich_post: Post, site: Site) -> None:
    file = "https://kreis.example/mai.pdf"
    _keep(archive, file, b"%PDF-1.7 ...", "text/html")
    save_post(archive, rich_post, site=site, seen_at=SEEN)
    (attachment,) = find_posts(archive)[0].attachments
    assert (attachment.bytes, attachment.media_type) == (12, "application/pdf")
    _keep(archive, file, b"<!DOCTYPE html><title>Nicht gefunden</title>", "application/pdf")
    save_post(archive, rich_post, site=site, seen_at=SEEN)
    (attachment,) = find_posts(archive)[0].attachments
    assert (attachment.bytes, attachment.problem) == (None, "no_file")


def test_a_file_without_a_byte_is_a_problem(archive: Archive, rich_post: Post, site: Site) -> None:
    _keep(archive, "https://kreis.example/mai.pdf", b"", "application/pdf")
    save_post(archive, rich_post, site=site, seen_at=SEEN)
    (attachment,) = find_posts(archive)[0].attachments
    assert (attachment.bytes, attachment.problem) == (None, "empty_body")


def test_half_a_character_loses_no_post(archive: Archive, post: Post, site: Site) -> None:
    half = "\ud83d"
    broken = evolve(
        post,
        title=f"Messe {half}",
        text=f"{half} Mai",
        problems=(Problem(code="no_date", says="so", quote=half),),
    )
    save_post(archive, broken, site=site, seen_at=SEEN)
    (stored,) = find_posts(archive)
    assert (stored.title, stored.text) == ("Messe \ufffd", "\ufffd Mai")


def test_the_frame_s_dress_makes_no_version() -> None:
    def telling(title: str, text: str, seen_at: str) -> Telling:
        return Telling(title=title, text=text, seen_at=seen_at, page_id=None)

    folded = fold_versions(
        [
            telling("Jobmesse", "Am Mai-Tag.", "1"),
            telling("Jobmesse", "Am\n Mai\xad-Tag", "2"),
            telling("Jobmesse", "Am Juni-Tag", "3"),
            telling("Jobmesse!", "Am Mai-Tag.", "4"),
        ]
    )
    assert [(version.seen_at, version.text) for version in folded] == [
        ("1", "Am\n Mai\xad-Tag"),
        ("3", "Am Juni-Tag"),
        ("4", "Am Mai-Tag."),
    ]


def test_of_two_sources_the_first_keeps_a_shared_address(
    archive: Archive, post: Post, site: Site
) -> None:
    other = evolve(site, slug="anderer")
    save_post(archive, post, site=site, seen_at=SEEN)
    save_post(archive, evolve(post, site="anderer"), site=other, seen_at=SEEN)
    save_post(archive, post, site=site, seen_at=SEEN)
    assert [row["site"] for row in archive.rows("select site from posts")] == ["anderer"]


def test_posts_by_jobcenter_land_and_source(
    archive: Archive, rich_post: Post, other_post: Post, site: Site
) -> None:
    save_post(archive, rich_post, site=site, seen_at=SEEN)
    save_post(archive, evolve(other_post, scope="land:hessen"), site=site, seen_at=SEEN)
    assert [p.title for p in find_posts(archive, jobcenter="fulda")] == [rich_post.title]
    assert {p.title for p in find_posts(archive, land="hessen")} == {
        rich_post.title,
        other_post.title,
    }
    assert find_posts(archive, land="bayern") == ()
    assert len(find_posts(archive, site=site.slug, limit=1)) == 1
    (found,) = find_posts(archive, jobcenter="fulda")
    assert found.jobcenters == ("bergstrasse", "fulda")
    assert found.categories == ("Kreis Bergstraße", "Landkreis Fulda", "Arbeitslose")
    assert found.published_at == rich_post.published_at


def _keep(archive: Archive, url: str, body: bytes, content_type: str) -> None:
    keep_page(
        archive,
        Page(
            url=url,
            requested_url=url,
            site="kreis",
            kind="attachment",
            fetched_at=SEEN,
            status=200,
            headers={"content-type": content_type},
            body=body,
        ),
    )
