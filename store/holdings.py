"""What an archive holds, in numbers."""

from attrs import frozen

from store.database import Archive


@frozen(kw_only=True)
class Holdings:
    """How many of each there are."""

    posts: int
    jobcenters: int
    """Of the 104, those that a post is about."""
    dates: int
    figures: int
    attachments: int


def count_holdings(archive: Archive) -> Holdings:
    """Count what the shop holds now."""
    return Holdings(
        posts=archive.value("select count(*) from posts"),
        jobcenters=archive.value("select count(distinct jobcenter) from post_jobcenters"),
        dates=archive.value("select count(*) from dates"),
        figures=archive.value("select count(*) from figures"),
        attachments=archive.value("select count(*) from attachments"),
    )
