"""Summary: how much an archive holds, in numbers."""

from attrs import frozen

from store.database import Archive


@frozen(kw_only=True)
class Summary:
    """Counts over the whole shop."""

    sources: int
    posts: int
    jobcenters: int
    """How many of the 104 are spoken of."""
    attachments: int
    dates: int
    figures: int
    problems: int


def sum_up(archive: Archive) -> Summary:
    """Count what the archive holds."""

    def count(what: str, table: str) -> int:
        number: int = archive.value(f"select count({what}) from {table}")  # noqa: S608 - our own names
        return number

    return Summary(
        sources=count("distinct site", "posts"),
        posts=count("*", "posts"),
        jobcenters=count("distinct jobcenter", "post_jobcenters"),
        attachments=count("*", "attachments"),
        dates=count("*", "dates"),
        figures=count("*", "figures"),
        problems=count("*", "problems"),
    )
