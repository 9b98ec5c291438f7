"""What a reparse would change is told, and nothing is changed."""

from typing import TYPE_CHECKING, Any

from attrs import evolve

from pipelines.items import Post
from store.difference import find_differences

if TYPE_CHECKING:
    from tests.store.conftest import Source

ONE, TWO, THREE = (f"https://kreis.example/presse/{number}.html" for number in (1, 2, 3))


class Shout:
    """A stage of another version: it reads one title otherwise."""

    def process_item(self, item: Post) -> Post:
        """Return the post with its title in capitals, if it is the one."""
        return evolve(item, title="MESSE") if item.title == "Messe" else item


def test_what_another_reader_reads_is_told_and_undone(source: "Source", dump_shop: Any) -> None:
    source.answer(ONE, {"title": "Messe"})
    source.answer(TWO, {"title": "Markt"})
    source.finish()
    source.answer(THREE, {"title": "Neu"})
    shop = dump_shop(source.archive)
    assert [it.url for it in find_differences(source.archive, reader=source.reader)] == [THREE]
    other = evolve(source.reader, version="2", stages=(Shout(),))
    found = find_differences(source.archive, reader=other)
    assert [(it.url, it.change, it.title) for it in found] == [
        (ONE, "changed", "MESSE"),
        (THREE, "new", "Neu"),
    ]
    assert found[0].differs == ("title", "versions")
    assert dump_shop(source.archive) == shop
    assert source.archive.value("select max(parser) from memos") == "1"


def test_what_nothing_gives_any_more_is_lost(source: "Source") -> None:
    source.answer(ONE, {"title": "Messe"})
    source.finish()
    source.site = evolve(source.site, topic=("Markt",))
    source.begin()
    (lost,) = find_differences(source.archive, reader=source.reader)
    assert (lost.url, lost.change, lost.differs) == (ONE, "lost", ())
