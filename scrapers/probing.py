"""`kjc probe`: look at a site, say what was found, and write its site file and golden pages."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, frozen
from scrapy import Request

from pipelines import STAGES
from pipelines.addresses import same_host
from pipelines.article import Unreadable, read_article
from pipelines.attachments import is_file_address
from pipelines.document import DocumentError, read_document
from pipelines.items import Lead, Page, Post, Problem
from pipelines.listing import listing_problems, read_listing
from pipelines.platform import recognise_platform
from pipelines.site import SiteError
from pipelines.survey import Candidate
from scrapers.choosing import check_contact, site_at
from scrapers.looking import LookSpider
from scrapers.reporting import print_line
from scrapers.run import run_looker

if TYPE_CHECKING:
    from scrapers.configuration import Configuration

ARTICLES = 3
OK, NOTHING_FOUND = 0, 1


@frozen(kw_only=True)
class ListingSeen:
    """One listing as it was read."""

    candidate: Candidate
    page: Page
    leads: tuple[Lead, ...]
    following: tuple[str, ...]
    problems: tuple[Problem, ...]


@frozen(kw_only=True)
class ArticleSeen:
    """One article as it was read, or why it was not."""

    page: Page
    lead: Lead
    posts: tuple[Post, ...]
    doubt: str = ""


class ProbeSpider(LookSpider):
    """Surveys a site, reads the first page of each listing, and some of its articles."""

    async def start(self) -> AsyncIterator[Request | Post]:
        """Look; nothing is walked and nothing settles."""
        self.listings: list[ListingSeen] = []
        self.articles: list[ArticleSeen] = []
        choice = await self._survey()
        self.problems += choice.problems
        for candidate in choice.listings:
            page = await self._look(candidate.url, candidate.kind)
            if page is not None:
                self.listings.append(self._see_listing(candidate, page))
        for lead in self._sample():
            page = await self._fetch(lead.url, "article")
            if page is not None:
                self.articles.append(self._see_article(page, lead))
        return
        yield  # an async generator, as Scrapy wants it

    def _see_listing(self, candidate: Candidate, page: Page) -> ListingSeen:
        leads, following = read_listing(page, self.site)
        return ListingSeen(
            candidate=candidate,
            page=page,
            leads=leads,
            following=following,
            problems=listing_problems(leads, self.site),
        )

    def _see_article(self, page: Page, lead: Lead) -> ArticleSeen:
        try:
            posts = read_article(page, lead, self.site, None)
        except (Unreadable, DocumentError) as error:
            return ArticleSeen(page=page, lead=lead, posts=(), doubt=str(error))
        return ArticleSeen(page=page, lead=lead, posts=tuple(map(_understand, posts)))

    def _sample(self) -> list[Lead]:
        """The first, the middle and the last entry: what is new, usual and old."""
        leads = [
            lead
            for listing in self.listings
            for lead in listing.leads
            if same_host(lead.url, self.site) and not lead.whole and not is_file_address(lead.url)
        ]
        if len(leads) <= ARTICLES:
            return leads
        return [leads[0], leads[len(leads) // 2], leads[-1]]


def run_probe(configuration: "Configuration", url: str, folder: Path) -> int:
    """Probe the site at `url`, print what was found, and write it below `folder` for review."""
    site = site_at(url)
    check_contact(configuration, [site])
    with TemporaryDirectory() as apart:
        spider = cast(  # what type() makes is any type
            "type[ProbeSpider]", type("Probe", (ProbeSpider,), {"name": site.slug, "site": site})
        )
        probe = run_looker(spider, configuration=evolve(configuration, db=Path(apart) / "look.db"))
    for line in describe(probe):
        print_line(line)
    if not probe.listings:
        return NOTHING_FOUND
    written = write_findings(probe, folder)
    print_line(f"\nwritten for review: {', '.join(str(path) for path in written)}")
    return OK


def describe(probe: ProbeSpider) -> list[str]:
    """What was found, line by line, for a person."""
    lines = [f"{probe.site.start[0]}: {_platform(probe)}"]
    for listing in probe.listings:
        dated = sum(lead.published is not None for lead in listing.leads)
        lines += [
            "",
            f"listing {listing.candidate.url} ({listing.candidate.kind}: {listing.candidate.why})",
            f"  {len(listing.leads)} entries, {dated} of them with a day",
            *(f"  {lead.published or '–'!s:10} {lead.title[:80]}" for lead in listing.leads[:5]),
            *(f"  next page: {following}" for following in listing.following),
            *(f"  doubt: {problem.says}" for problem in listing.problems),
        ]
    for article in probe.articles:
        lines += ["", f"article {article.page.url}"]
        lines += [f"  not read: {article.doubt}"] if article.doubt else []
        for post in article.posts:
            who = ", ".join(a.jobcenter for a in post.jobcenters) or post.scope or "nobody named"
            lines += [
                f"  title     {post.title}",
                f"  published {post.published or '–'} ({post.published_from or 'nowhere'})",
                f"  about     {who}",
                f"  text      {len(post.text)} characters: {' '.join(post.text.split())[:80]}…",
                f"  files     {len(post.attachments)}",
                f"  dates     {len(post.dates)}, figures {len(post.figures)}",
                f"  sure      {post.confidence:.2f}",
                *(f"  doubt: {problem.says}" for problem in post.problems),
            ]
    lines += ["", *(f"doubt: {problem.says}" for problem in probe.problems)]
    return lines


def write_findings(probe: ProbeSpider, folder: Path) -> list[Path]:
    """Write the site file, and the pages with their answers as golden ones; return the paths.

    Raises SiteError where a site file is there already: it may have been corrected by hand.
    """
    # A slug begins with a letter, an address need not.
    slug = probe.site.slug if probe.site.slug[0].isalpha() else f"site-{probe.site.slug}"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{slug}.toml"
    if file.exists():
        raise SiteError(f"{file} exists already and may be corrected by hand; move it away first")
    file.write_text(render_site_file(probe), encoding="utf-8")
    golden = folder / slug
    golden.mkdir(exist_ok=True)
    answers: dict[str, Any] = {"listings": [], "articles": []}
    for number, listing in enumerate(probe.listings):
        name = f"listing-{number}.html"
        (golden / name).write_bytes(listing.page.body)
        answers["listings"].append(
            {
                "file": name,
                "url": listing.page.url,
                "entries": [[lead.url, lead.title, str(lead.published)] for lead in listing.leads],
                "next": listing.following,
            }
        )
    for number, article in enumerate(probe.articles):
        name = f"article-{number}.html"
        (golden / name).write_bytes(article.page.body)
        answers["articles"].append(
            {"file": name, "url": article.page.url, "posts": [_answer(p) for p in article.posts]}
        )
    answer_file = golden / "answers.json"
    answer_file.write_text(
        json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return [file, golden]


def render_site_file(probe: ProbeSpider) -> str:
    """The site file that says what was found; its owner completes it."""
    addresses = [listing.candidate.url for listing in probe.listings]
    entries = min((len(listing.leads) for listing in probe.listings), default=1)
    lines = [
        f"# Written by kjc probe: {_platform(probe)}.",
        "# Review it: the name as people know it, and whose site it is (jobcenter or scope).",
        f"name = {json.dumps(probe.site.name)}",
        f"start = {json.dumps(addresses)}",
        '# jobcenter = "main-kinzig-kreis"   # if it is the own site of one of the 104',
        '# scope = "land:hessen"             # or what holds where a post names none',
        "",
        "[expect]",
        f"entries = {max(1, entries // 2)}   # half of what the listing had when it was probed",
    ]
    return "\n".join(lines) + "\n"


def _platform(probe: ProbeSpider) -> str:
    pages = [listing.page for listing in probe.listings] + [a.page for a in probe.articles]
    for page in pages:
        try:
            recognition = recognise_platform(read_document(page))
        except DocumentError:  # a feed or an interface: another page says it
            continue
        if recognition is not None:
            return f"{recognition.name} ({'; '.join(recognition.why)})"
    return "no known content management system"


def _answer(post: Post) -> dict[str, Any]:
    return {
        "title": post.title,
        "published": str(post.published),
        "teaser": post.teaser,
        "text": post.text,
        "attachments": [attachment.url for attachment in post.attachments],
        "jobcenters": [attribution.jobcenter for attribution in post.jobcenters],
    }


def _understand(post: Post) -> Post:
    for stage in STAGES:
        post = stage().process_item(post)
    return post
