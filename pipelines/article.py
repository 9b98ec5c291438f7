"""One page to the announcement it shows: title, day, teaser, text, files, and what was doubtful."""

import re
from typing import Final
from urllib.parse import urldefrag, urlsplit

from attrs import evolve

from pipelines.basis import Basis, build_basis
from pipelines.blocks import Block
from pipelines.body import Body, find_body
from pipelines.content import build_content
from pipelines.dated import LONGEST_DAY_LINE
from pipelines.day_candidates import build_region
from pipelines.days import shows_day
from pipelines.document import LABELS, DocumentError, opens_panel, read_document
from pipelines.doubts import Reading, Unreadable, find_doubts, refuse_by_words, refuse_cut_off
from pipelines.frame import EMPTY, Frame
from pipelines.headline import Headline, find_headline
from pipelines.items import Attachment, Evidence, Lead, Page, Post, Problem
from pipelines.prose import join_text
from pipelines.published import find_publication
from pipelines.site import Site
from pipelines.title_words import (
    cut_title,
    drop_day,
    fold_text,
    fold_title,
    holds_title,
    is_same_title,
)

__all__ = ["LOWEST", "Unreadable", "read_article"]

_AROUND_HEAD: Final = 3
"""Elements around a head's words that may say what it opens."""
LOWEST: Final = 0.5
"""The confidence below which a page is a problem and no post."""


def read_article(
    page: Page, lead: Lead | None, site: Site, frame: Frame | None = None
) -> tuple[Post, ...]:
    """Read the announcement that a page shows.

    `lead` says what its listing or feed announced, `frame` what the source's pages share; both
    may be missing. Raises Unreadable, never returns an empty tuple.
    """
    try:
        document = read_document(page)
    except DocumentError as error:
        raise Unreadable(Problem(code=error.code, says=error.says, url=page.url)) from error
    basis = build_basis(document, lead, frame if frame is not None else EMPTY, site.select)
    refuse_cut_off(basis, page.url)
    headline = find_headline(basis)
    refuse_by_words(basis, headline, page)
    if headline is None:
        raise Unreadable(Problem(code="no_title", says="The page shows no title.", url=page.url))
    if lead is not None and lead.whole and not _is_entry(headline.block, lead):
        says = f"The entry {lead.title!r} is not on its page any more."
        raise Unreadable(Problem(code="wrong_page", says=says, url=page.url))
    reading = _read_parts(basis, headline)
    post = _build_post(page, site, reading)
    problems, confidence = find_doubts(post, reading)
    post = evolve(post, problems=(*post.problems, *problems), confidence=confidence)
    if confidence < LOWEST:
        raise Unreadable(evolve(problems[0], url=page.url))
    return (post,)


def _read_parts(basis: Basis, headline: Headline) -> Reading:
    """Text and day, in that order: the day's lines stand around the text."""
    blocks = basis.layout.blocks
    title = headline.block
    until = None
    if basis.lead is not None and basis.lead.whole and title is not None:
        until = _find_next_entry(blocks, title)
    body = find_body(basis, headline, until=until)
    end = body.end if until is None else min(body.end, until)
    region = build_region(blocks, title.index if title is not None else None, body.start, end)
    publication = find_publication(basis, region)
    text = [b for b in body.text if b.index not in publication.blocks or len(b.text) > 120]
    return Reading(
        basis=basis, headline=headline, body=evolve(body, text=text), publication=publication
    )


def _is_entry(block: Block | None, lead: Lead) -> bool:
    """Whether a block is the title of the entry that a lead announced."""
    return block is not None and (
        is_same_title(drop_day(block.text), lead.title)
        or holds_title(block.text, lead.title)
        or holds_title(lead.title, block.text)
    )


def _find_next_entry(blocks: list[Block], title: Block) -> int | None:
    """Where the next post begins on a page of whole posts: at a title drawn like this one.

    Where a day stands beside this title, one does beside the next; other headings are the text's.
    """
    dated = _stands_by_day(blocks, title)
    for block in blocks[title.index + 1 :]:
        if (
            block.box.path == title.box.path
            and block.kind == title.kind
            and block.level == title.level
            and (
                block.kind == "heading" or block.bold >= 0.8 * len(block.text) or _opens_text(block)
            )
            and (not dated or _stands_by_day(blocks, block))
        ):
            return block.index
    return None


def _stands_by_day(blocks: list[Block], title: Block) -> bool:
    """Whether a title, or a short line right before or behind it, shows a day."""
    near = (title, *blocks[max(0, title.index - 1) : title.index + 2])
    return any(shows_day(b.text) for b in near if b is title or len(b.text) <= LONGEST_DAY_LINE)


def _opens_text(block: Block) -> bool:
    """Whether a block is what one clicks to unfold a text: a summary, the head of a panel."""
    node, is_tail = block.runs[0]
    holder = node.getparent() if is_tail else node
    for _ in range(_AROUND_HEAD):
        if holder is None:
            break
        if holder.tag in LABELS or opens_panel(holder):
            return True
        holder = holder.getparent()
    return False


def _build_post(page: Page, site: Site, reading: Reading) -> Post:
    """Put the parts together."""
    body, publication, lead = reading.body, reading.publication, reading.basis.lead
    text = join_text(body.text)
    url = lead.url if lead is not None else page.requested_url
    return Post(
        url=url,
        site=page.site,
        title=cut_title(reading.headline.title),
        kicker=body.kicker or (lead.kicker if lead is not None else ""),
        teaser=_choose_teaser(body, lead, text),
        text=text,
        content_html=build_content(body.text, reading.basis.document.base_url),
        published=publication.published,
        published_at=publication.published_at,
        published_from=publication.published_from,
        published_hint=publication.hint if publication.published is None else None,
        language=(reading.basis.metadata.language or "de")[:2],
        site_scope=site.scope,
        site_jobcenter=site.jobcenter,
        attachments=_merge_files(body.attachments, lead),
        problems=publication.problems,
        evidence=(*reading.headline.evidence, *publication.evidence, *_describe_body(body)),
        aliases=tuple(
            address
            for address in reading.basis.metadata.addresses
            if address not in {url, page.requested_url} and not _is_home(address)
        ),
        page_id=page.page_id,
    )


def _choose_teaser(body: Body, lead: Lead | None, text: str) -> str:
    """The teaser shown apart; the listing's, where the page shows none and it is no mere cut."""
    shown = " ".join(block.text for block in body.teaser)
    if shown or lead is None or not lead.teaser:
        return shown
    folded = fold_title(re.sub(r"(?:\.\.\.|…|\[…\])\s*\Z", "", lead.teaser.strip()))
    return "" if fold_text(text).startswith(folded) else lead.teaser


def _merge_files(files: list[Attachment], lead: Lead | None) -> tuple[Attachment, ...]:
    """The page's files, then those that only the listing's entry links."""
    known = {urldefrag(file.url).url for file in files}
    more = [] if lead is None else [f for f in lead.attachments if f.url not in known]
    return (*files, *more)


def _describe_body(body: Body) -> tuple[Evidence, ...]:
    """Where the text was found, for `kjc inspect`."""
    if not body.text:
        return ()
    first = body.text[0]
    element = first.box.element
    return (
        Evidence(
            field="body",
            value=f"{len(body.text)} blocks from {first.text[:60]!r}",
            source=element.getroottree().getpath(element),
            weight=float(len(body.text)),
            taken=True,
        ),
        *(
            Evidence(
                field="teaser", value=b.text, source="beside the title", weight=1.0, taken=True
            )
            for b in body.teaser
        ),
    )


def _is_home(address: str) -> bool:
    """Whether an address is a site's home page, which some templates call canonical everywhere."""
    parts = urlsplit(address)
    return parts.path in {"", "/", "/index.php", "/index.html"} and not parts.query
