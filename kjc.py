"""The front door: `kjc`, one command for each thing a person does with the ticker."""

import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click
from attrs import evolve

if TYPE_CHECKING:
    from scrapers.configuration import Configuration

# Heavy rooms are imported by the command that needs them: `kjc --help` answers at once.

P = ParamSpec("P")
T = TypeVar("T")


class _FrontDoor(click.Group):
    """Errors of ours become one line and the exit code that interfaces.md names."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # JSON and German are UTF-8 in every locale
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # a full disk shows here, not when nobody listens any more
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click shows or bears them itself
        except Exception as error:  # noqa: BLE001 - the last one who can say what to do
            from scrapers.failures import BUG, explain_failure

            failure = explain_failure(error)
            if failure is None:
                traceback.print_exc()
                failure = "this is a bug, and nothing stored is lost; please report it", BUG
            _fail(*failure)


def _fail(message: str, code: int) -> None:
    click.echo(f"kjc: {message}", err=True)
    sys.exit(code)


def _shared_options(command: Callable[P, T]) -> Callable[..., T]:
    """Give a command --db and --out, and hand it the configuration with them taken in."""

    @click.option("--db", type=click.Path(path_type=Path), help="The archive [kjc.db].")
    @click.option("--out", type=click.Path(path_type=Path), help="The feeds' folder [public].")
    @wraps(command)
    def wrapped(*args: Any, db: Path | None, out: Path | None, **kwargs: Any) -> T:
        from scrapers.configuration import read_configuration

        configuration = read_configuration(Path.cwd(), os.environ)
        given = {key: value for key, value in (("db", db), ("out", out)) if value is not None}
        return command(*args, configuration=evolve(configuration, **given), **kwargs)  # type: ignore[arg-type]  # P has no place for a keyword

    return wrapped


@click.group(
    cls=_FrontDoor,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="jobcenter-ticker")
def main() -> None:
    """Read every public announcement of Germany's 104 Kommunale Jobcenter.

    \b
    kjc demo                       see it work, on three invented sites on this machine
    kjc crawl                      fetch what is new, archive it, build the feeds
    kjc serve                      look at the archive and the feeds

    Settings: kjc.toml in this folder, or KJC_… in the environment.
    Exit codes: 0 ok, 1 a source is degraded or broken, 2 wrong use or configuration,
    70 a bug, 74 disk full or read-only, 75 another run holds the lock.
    """


@main.command()
@click.argument("sites", nargs=-1, metavar="[SITE]…")
@click.option(
    "--all", "walk_all", is_flag=True, help="Walk the whole archive, not just what is new."
)
@click.option("--start", metavar="URL", help="Crawl a site that no file describes, from here.")
@click.option(
    "--sites",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="A folder with site files of your own.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong (for cron).")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON on stdout.")
@click.option("--without-platform", "without", multiple=True, metavar="CMS", hidden=True)
@_shared_options
def crawl(configuration: "Configuration", **options: Any) -> None:
    """Fetch what is new, understand it, archive it, and build the feeds.

    \b
    kjc crawl                              every source
    kjc crawl kjc_hessen --all             one source, its whole archive
    kjc crawl --start https://example.org/ --db try.db --out try
    """
    from scrapers.command import run_crawl

    sys.exit(run_crawl(configuration, **options))


@main.command()
@_shared_options
def feeds(configuration: "Configuration") -> None:
    """Build the feeds and their index page from the archive, without fetching."""
    from scrapers.command import run_feeds

    sys.exit(run_feeds(configuration))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Counts, or the posts of --diff, as JSON.")
@click.option("--diff", is_flag=True, help="Say which posts would change, and change nothing.")
@_shared_options
def reparse(configuration: "Configuration", *, as_json: bool, diff: bool) -> None:
    """Build the archive's posts anew from the stored pages; never fetches."""
    from scrapers.command import run_diff, run_reparse

    sys.exit((run_diff if diff else run_reparse)(configuration, as_json=as_json))


@main.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Ask nothing: erase it for good.")
@_shared_options
def erase(configuration: "Configuration", name: str, *, yes: bool) -> None:
    """Take a person's name out of the archive and the feeds, for good.

    \b
    kjc erase "Erika Mustermann"           say where it stands, ask, and erase it
    """
    from scrapers.command import run_erase

    def agree(says: str) -> bool:
        click.echo(says)
        return yes or click.confirm("Erase it for good?")

    sys.exit(run_erase(configuration, name, agree=agree))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@_shared_options
def status(configuration: "Configuration", *, as_json: bool) -> None:
    """Say of each source whether it is ok, quiet, degraded, broken or former, and why."""
    from scrapers.command import run_status

    sys.exit(run_status(configuration, as_json=as_json))


@main.command(context_settings={"ignore_unknown_options": True})  # "-los" is a word, too
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The best so many."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an announcement.")
@_shared_options
def search(
    configuration: "Configuration", words: tuple[str, ...], *, limit: int, as_json: bool
) -> None:
    """Search the archive as a German would: any inflection, ä or ae, ß or ss.

    \b
    kjc search Maßnahmen Odenwald          finds "Maßnahme", "Odenwaldkreis"
    """
    from scrapers.command import run_search

    sys.exit(run_search(configuration, " ".join(words), limit=limit, as_json=as_json))


@main.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8001,
    show_default=True,
    help="On loopback only.",
)
@_shared_options
def serve(configuration: "Configuration", port: int) -> None:
    """Open the archive in Datasette, with the feeds beside it, on loopback."""
    from store.datasette import serve as serve_archive

    serve_archive(configuration.db, configuration.out, port=port)


@main.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="The address a FILE was fetched from.")
@click.option("--json", "as_json", is_flag=True, help="As JSON on stdout.")
@_shared_options
def inspect(configuration: "Configuration", page: str, url: str | None, *, as_json: bool) -> None:
    """Show what is read from one page, from which words, and what lost.

    \b
    kjc inspect https://example.org/presse/meldung.html
    kjc inspect meldung.html --url https://example.org/presse/meldung.html
    """
    from scrapers.inspection import run_inspect

    sys.exit(run_inspect(configuration, page, url, as_json=as_json))


@main.command()
@click.argument("url")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("probed"),
    show_default=True,
    help="Where the site file and the golden pages go.",
)
@_shared_options
def probe(configuration: "Configuration", url: str, folder: Path) -> None:
    """Look at a site, say what was found, and write a site file for review.

    \b
    kjc probe https://www.example.org/
    kjc crawl --sites probed
    """
    from scrapers.probing import run_probe

    sys.exit(run_probe(configuration, url, folder))


@main.command()
@click.argument("file", type=click.File("rb"), default="-", metavar="[FILE]")
@click.option("--json", "as_json", is_flag=True, help="JSON lines in, JSON lines out.")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day a plain text was published, for what it says relative to it.",
)
def read(file: Any, published: Any, *, as_json: bool) -> None:
    """Read dates and figures out of texts, without any crawl.

    \b
    kjc read announcements.jsonl --json > read.jsonl
    kjc read --published 2020-12-02 < text.txt
    """
    from scrapers.reading import read_lines, read_plain

    if as_json and published:
        raise click.UsageError("--published is for a plain text; with --json a line has its own")
    if as_json:
        sys.exit(read_lines(file, sys.stdout, sys.stderr))
    day = published.date() if published else None
    sys.exit(read_plain(file.read(), day, sys.stdout, sys.stderr))


@main.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Where archive and feeds of the demonstration go.",
)
def demo(folder: Path) -> None:
    """Serve three invented sites on loopback, crawl them, and build their feeds."""
    from scrapers.demo.command import run_demo

    sys.exit(run_demo(folder))


if __name__ == "__main__":
    main(prog_name="kjc")
