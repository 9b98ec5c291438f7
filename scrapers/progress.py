"""Progress on a terminal, nothing elsewhere (the log says it in lines)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from pipelines.site import Site
from scrapers.run import Watch
from scrapers.tally import Tally


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Watch | None]:
    """Yield what shows each source's progress; None where no terminal looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn(
            "{task.fields[pages]} listing pages, {task.completed:.0f} of {task.total} posts"
        ),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    tasks: dict[str, TaskID] = {}
    with progress:

        def watch(site: Site, tally: Tally) -> None:
            if site.slug not in tasks:
                tasks[site.slug] = progress.add_task(site.name, total=0, pages=0)
            progress.update(
                tasks[site.slug],
                completed=tally.articles,
                total=max(tally.leads, tally.articles),
                pages=tally.listing_pages,
            )

        yield watch
