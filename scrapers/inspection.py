"""`kjc inspect`: what is read from one page, from which words, and which candidates lost."""

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve

from pipelines import STAGES
from pipelines.addresses import same_host
from pipelines.article import Unreadable, read_article
from pipelines.document import DocumentError
from pipelines.items import Lead, Page, Post
from pipelines.listing import read_listing
from pipelines.site import Site, SiteError
from scrapers.choosing import check_contact, site_at
from scrapers.looking import looker_for
from scrapers.reporting import print_line
from scrapers.run import run_looker
from scrapers.sources import find_sites
from store.clock import now_utc
from store.database import open_archive
from store.settle import find_lead, read_frame

if TYPE_CHECKING:
    from pipelines.frame import Frame
    from scrapers.configuration import Configuration

OK, NOTHING_READ = 0, 1


def run_inspect(
    configuration: "Configuration", page: str, url: str | None, *, as_json: bool
) -> int:
    """Read one page as the crawl would, and show it; 1 where it is neither post nor listing.

    What the archive knows of the source (the listing's entry, what its pages share) is used where
    there is an archive; the page itself is never stored.
    """
    kept, site = _get_page(configuration, page, url)
    if kept is None:
        return NOTHING_READ
    lead, frame = _get_context(configuration, kept, site)
    try:
        posts = [_understand(post) for post in read_article(kept, lead, site, frame)]
    except (Unreadable, DocumentError) as error:
        posts = []
        complaint = str(error)
    leads, following = _read_leads(kept, site)
    if as_json:
        data = {
            "url": kept.url,
            "posts": [asdict(post) for post in posts],
            "leads": [asdict(lead) for lead in leads],
            "next": following,
        }
        print_line(json.dumps(data, ensure_ascii=False, indent=1, default=_plain))
    else:
        for post in posts:
            _show_post(post)
        if not posts:
            print_line(f"no post: {complaint}")
        if leads:
            _show_leads(leads, following)
    return OK if posts or leads else NOTHING_READ


def _read_leads(page: Page, site: Site) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Its entries, if it is a listing; what is no page at all was told as no post already."""
    try:
        return read_listing(page, site)
    except DocumentError:
        return (), ()


def _get_page(
    configuration: "Configuration", page: str, url: str | None
) -> tuple[Page | None, Site]:
    """The page as a file or from its server, and the source it belongs to."""
    file = Path(page)
    if not page.startswith(("http://", "https://")):
        address = url or "http://localhost/"
        try:
            body = file.read_bytes()
        except OSError as error:
            raise SiteError(
                f"{page}: neither an address nor a file that can be read ({error})"
            ) from error
        site = _site_of(configuration, address)
        kept = Page(
            url=address,
            requested_url=address,
            site=site.slug,
            kind="unknown",
            fetched_at=now_utc(),
            status=200,
            body=body,
        )
        return kept, site
    site = _site_of(configuration, page)
    check_contact(configuration, [site])
    with TemporaryDirectory() as folder:
        # Looking at a page must not change the archive.
        apart = evolve(configuration, db=Path(folder) / "look.db")
        looker = run_looker(looker_for(site, [page]), configuration=apart)
    for problem in looker.problems:
        sys.stderr.write(f"kjc: {problem.says}\n")
    return (looker.pages[0] if looker.pages else None), site


def _site_of(configuration: "Configuration", url: str) -> Site:
    """The described source whose host it is, else one made from the address."""
    for site in find_sites(configuration.sites).values():
        if same_host(url, site):
            return site
    return site_at(url)


def _get_context(
    configuration: "Configuration", page: Page, site: Site
) -> "tuple[Lead | None, Frame | None]":
    if not configuration.db.exists():
        return None, None
    with open_archive(configuration.db) as archive:
        return find_lead(archive, site, page.requested_url), read_frame(archive, site)


def _understand(post: Post) -> Post:
    for stage in STAGES:
        post = stage().process_item(post)
    return post


def _show_post(post: Post) -> None:
    """Print the fields, each with what spoke for it and what lost."""
    for name in ("url", "title", "kicker", "published", "published_at", "teaser"):
        print_line(f"{name:12} {getattr(post, name) or '–'}")
        for piece in post.evidence:
            if piece.field == name:
                mark = "*" if piece.taken else " "
                print_line(
                    f"           {mark} {piece.weight:5.2f} {piece.source:14} {piece.value[:70]}"
                )
    who = [f"{a.jobcenter} ({a.source}: «{a.evidence}»)" for a in post.jobcenters]
    print_line(f"{'about':12} {', '.join(who) or post.scope or '–'}")
    for attachment in post.attachments:
        size = attachment.size_stated or ""
        print_line(f"{'attachment':12} {attachment.url} «{attachment.title}» {size}")
    print_line(f"{'confidence':12} {post.confidence:.2f}")
    print_line("")
    print_line(post.text)
    print_line("")
    for mention in post.dates:
        print_line(
            f"date    {mention.value:22} «{_line(mention.quote)}» "
            f"{mention.source}:{mention.start} [{mention.rule}]"
        )
    for figure in post.figures:
        facts = (figure.unit, figure.indicator, figure.period, figure.change)
        print_line(
            f"figure  {figure.modifier}{_plain(figure.value)} {' '.join(f for f in facts if f)} "
            f"«{_line(figure.quote)}» {figure.source}:{figure.start} [{figure.rule}]"
        )
    for problem in post.problems:
        print_line(f"problem {problem.code}: {problem.says}")


def _show_leads(leads: tuple[Lead, ...], following: tuple[str, ...]) -> None:
    print_line(f"\nas a listing: {len(leads)} entries")
    for lead in leads:
        print_line(f"  {lead.published or '–'!s:10} {lead.title[:60]:60} {lead.url}")
    for url in following:
        print_line(f"  next: {url}")


def _line(quote: str) -> str:
    return " ".join(quote.split())


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
