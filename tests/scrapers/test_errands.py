"""What a daily run asks for again."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from pipelines.items import Attachment, Lead
from pipelines.site import Site
from scrapers.errands import Errands
from store.database import open_archive
from tests.scrapers.conftest import number_of

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer, Kjc


@pytest.mark.parametrize(("age", "asked"), [(0, 2), (40, 1)])
def test_what_is_put_right_within_days_is_read_though_the_list_says_the_same(
    tmp_path: Path, kjc: "Kjc", faulty: "FaultyServer", *, age: int, asked: int
) -> None:
    path = faulty.articles[0]
    day = datetime.now(UTC).date() - timedelta(days=age)  # noqa: TID251 - as the run will ask
    shown = f"{number_of(path):02d}.10.2026".encode()
    for target in ("/presse/", path):
        whole = faulty.current(target)
        body = whole.body.replace(shown, f"{day:%d.%m.%Y}".encode())
        faulty.give(target, evolve(whole, body=body))
    assert kjc("crawl", "--start", faulty.start_url).returncode == 0
    page = faulty.current(path)
    faulty.give(path, evolve(page, body=page.body.replace(b" liegt im Landratsamt", b" ist dort")))
    assert kjc("crawl", "--start", faulty.start_url).returncode == 0
    assert len(faulty.asked(path)) == asked
    with closing(sqlite3.connect(tmp_path / "kjc.db")) as archive:
        ((text,),) = archive.execute("select text from posts order by published desc limit 1")
    assert ("ist dort" in text) == (asked > 1)


@pytest.mark.parametrize(
    ("whole", "kinds"), [(True, ["attachment"]), (False, ["article", "attachment"])]
)
def test_files_of_a_post_that_stands_whole_in_a_list_come_with_the_list(
    tmp_path: Path, *, whole: bool, kinds: list[str]
) -> None:
    site = Site(slug="kreis", name="Kreis", start=("https://kreis.example/presse/",))
    url = "https://kreis.example/presse/" + ("#mai" if whole else "mai.html")
    files = (Attachment(url="https://kreis.example/mai.pdf", title="Mai"),)
    with open_archive(tmp_path / "kjc.db") as archive:
        errands = Errands(archive, site, walk_all=False)
        found = list(errands.follow(Lead(url=url, title="Mai", whole=whole, attachments=files)))
    assert [errand.kind for errand in found] == kinds
