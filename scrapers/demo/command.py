"""`kjc demo`: the whole way on three invented sites, served and crawled on this machine."""

from pathlib import Path
from time import monotonic

from scrapers.command import crawl_and_publish, exit_code, print_line, start_log
from scrapers.configuration import Configuration
from scrapers.demo.sites import serve_demo
from store.database import open_archive
from store.summary import sum_up


def run_demo(folder: Path) -> int:
    """Serve the sites, crawl them into `folder`, build the feeds, and say what to try next."""
    start_log(quiet=True)
    folder.mkdir(parents=True, exist_ok=True)
    configuration = Configuration(
        db=folder / "kjc.db", out=folder / "public", public_url="http://127.0.0.1:8001/"
    )
    began = monotonic()
    with serve_demo() as sites:
        for site in sites:
            print_line(f"{site.name:45} {site.start_url}")
        reports, _ = crawl_and_publish([site.site for site in sites], configuration)
        listings = sum(report.tally.listing_pages for report in reports)
        articles = sum(report.tally.articles for report in reports)
    with open_archive(configuration.db) as archive:
        held = sum_up(archive)
    new = sum(report.counts.new for report in reports)
    print_line("")
    if new:
        print_line(f"{new} new posts, from {listings} listing pages and {articles} articles.")
    else:
        print_line(
            f"Nothing new: fetched only the listings ({listings} pages, {articles} articles)."
        )
    feeds = len(list(configuration.out.glob("feeds/**/*.xml")))
    print_line(
        f"{held.sources} sources, {held.posts} posts, {held.jobcenters} jobcenters, "
        f"{held.dates} dates, {held.figures} figures, {held.attachments} attachments, "
        f"{held.problems} problems; {feeds} feeds; {monotonic() - began:.1f} seconds."
    )
    for report in reports:
        if report.outcome != "ok":
            print_line(f"{report.site.slug}: {report.outcome}: {report.reason}")
    print_line(f"""
Next:
  kjc serve --db {configuration.db} --out {configuration.out}
      the archive in Datasette, the feeds beside it, at http://127.0.0.1:8001/
  kjc status --db {configuration.db}
      how the sources are
  kjc demo
      again: nothing new, and only the listings are fetched
The page that lists the feeds: {configuration.out / "index.html"}""")
    return exit_code(reports)
