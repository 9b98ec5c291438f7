"""What settling did to the shop, in numbers: the posts before, compared with those after."""

from attrs import define

from pipelines.site import Site
from store.database import Archive


@define
class Counts:
    """What settling did to the shop; each post counts once."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    """Of all these, those whose source has them no more, and had before."""
    problems: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            same=self.same + other.same,
            gone=self.gone + other.gone,
            problems=self.problems + other.problems,
        )


def read_versions(archive: Archive, site: Site) -> dict[str, int]:
    """The version of each post of a site, by guid."""
    return {
        row["guid"]: row["version"]
        for row in archive.rows("select guid, version from posts where site = ?", (site.slug,))
    }


def find_gone_posts(archive: Archive, site: Site) -> set[str]:
    """The guids of those that their source has no more."""
    rows = archive.rows(
        "select guid from posts where site = ? and gone_at is not null", (site.slug,)
    )
    return {row["guid"] for row in rows}


def count_changes(archive: Archive, site: Site, before: dict[str, int]) -> Counts:
    """Compare the shop with what it was.

    During a run a post counts as new or changed if it became so since the run began, since the
    run has saved posts as it met them.
    """
    started = archive.value(
        "select started_at from crawls where site = ? and finished_at is null"
        " and id = (select max(id) from crawls where site = ?)",
        (site.slug, site.slug),
    )
    counts = Counts(
        problems=archive.value("select count(*) from problems where site = ?", (site.slug,))
    )
    for row in archive.rows(
        "select guid, version, first_seen, changed_at from posts where site = ?", (site.slug,)
    ):
        was = before.get(row["guid"])
        if was is None or (started and row["first_seen"] >= started):
            counts.new += 1
        elif row["version"] > was or (started and (row["changed_at"] or "") >= started):
            counts.changed += 1
        else:
            counts.same += 1
    return counts
