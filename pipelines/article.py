"""One page to the announcement it shows: title, day, teaser, text, files, and what was doubtful."""

import re
from typing import Final
from urllib.parse import urldefrag, urlsplit

from attrs import evolve, frozen

from pipelines.blocks import Block, Layout, read_layout
from pipelines.body import Body, find_body, join_text
from pipelines.content import build_content
from pipelines.day_candidates import build_region
from pipelines.document import Document, DocumentError, read_document
from pipelines.frame import EMPTY, Frame, page_ends
from pipelines.headline import Headline, find_headline, fold_title, is_same_title, share_words
from pipelines.items import Attachment, Evidence, Lead, Page, Post, Problem
from pipelines.metadata import Metadata, read_metadata
from pipelines.published import Publication, find_publication
from pipelines.site import Site
from pipelines.wordlists import find_refusal

LOWEST: Final = 0.5
"""The confidence below which a page is a problem and no post."""


_SURE_TITLE: Final = 2.2
"""The weight of a main heading, or of a lesser one that something else confirms."""


class Unreadable(ValueError):  # noqa: N818 - it is the page that is unreadable, not an error in it
    """A page that gives no post; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.says}")
        self.problem = problem


@frozen(kw_only=True)
class Reading:
    """A page on its way to a post."""

    document: Document
    layout: Layout
    metadata: Metadata
    headline: Headline
    body: Body
    publication: Publication


def read_article(
    page: Page, lead: Lead | None, site: Site, frame: Frame | None = None
) -> tuple[Post, ...]:
    """Read the announcement that a page shows.

    `lead` says what its listing or feed announced, `frame` what the source's pages share; both
    may be missing. Raises Unreadable, never returns an empty tuple.
    """
    shared = frame if frame is not None else EMPTY
    try:
        document = read_document(page)
    except DocumentError as error:
        raise Unreadable(Problem(code=error.code, says=error.says, url=page.url)) from error
    layout = read_layout(document)
    _refuse_cut_off(document, layout, shared, page.url)
    metadata = read_metadata(document)
    headline = find_headline(document, layout.blocks, metadata, lead, shared)
    _refuse_by_title(document, layout, headline, lead, page)
    if headline is None:
        raise Unreadable(Problem(code="no_title", says="The page shows no title.", url=page.url))
    reading = _read_parts(document, layout, metadata, headline, lead, shared)
    post = _build_post(page, lead, site, reading)
    problems, confidence = _doubt(post, reading, lead)
    post = evolve(post, problems=(*post.problems, *problems), confidence=confidence)
    if confidence < LOWEST:
        raise Unreadable(evolve(problems[0], url=page.url))
    return (post,)


def _read_parts(  # noqa: PLR0913
    document: Document,
    layout: Layout,
    metadata: Metadata,
    headline: Headline,
    lead: Lead | None,
    frame: Frame,
) -> Reading:
    """Text and day, in that order: the day's lines stand around the text."""
    blocks = layout.blocks
    title = headline.block
    until = None
    if lead is not None and lead.whole and title is not None:
        until = _find_next_entry(blocks, title)
    body = find_body(
        document, blocks, title, metadata, lead, frame, words=headline.title, until=until
    )
    publication = find_publication(
        layout,
        metadata if lead is None or not lead.whole else Metadata(),
        lead,
        frame,
        url=document.url,
        region=build_region(
            blocks,
            title.index if title is not None else None,
            body.start,
            body.end if until is None else min(body.end, until),
        ),
    )
    body.text = [
        block
        for block in body.text
        if block.index not in publication.blocks or len(block.text) > 120
    ]
    return Reading(
        document=document,
        layout=layout,
        metadata=metadata,
        headline=headline,
        body=body,
        publication=publication,
    )


def _find_next_entry(blocks: list[Block], title: Block) -> int | None:
    """Where the next post begins on a page of whole posts: at a title drawn like this one."""
    for block in blocks[title.index + 1 :]:
        if (
            block.box.path == title.box.path
            and block.kind == title.kind
            and block.level == title.level
            and (block.kind == "heading" or block.bold >= 0.8 * len(block.text))
        ):
            return block.index
    return None


def _build_post(page: Page, lead: Lead | None, site: Site, reading: Reading) -> Post:
    """Put the parts together."""
    body, publication, headline = reading.body, reading.publication, reading.headline
    text = join_text(body.text)
    url = lead.url if lead is not None else page.requested_url
    kicker = body.kicker or (lead.kicker if lead is not None else "")
    return Post(
        url=url,
        site=page.site,
        title=headline.title,
        kicker=kicker,
        teaser=_choose_teaser(body, lead, text),
        text=text,
        content_html=build_content(body.text, reading.document.base_url),
        published=publication.published,
        published_at=publication.published_at,
        published_from=publication.published_from,
        published_hint=publication.hint if publication.published is None else None,
        language=(reading.metadata.language or "de")[:2],
        site_scope=site.scope,
        site_jobcenter=site.jobcenter,
        attachments=_merge_files(body.attachments, lead),
        problems=publication.problems,
        evidence=(*headline.evidence, *publication.evidence, *_describe_body(body)),
        aliases=tuple(
            address
            for address in reading.metadata.addresses
            if address not in {url, page.requested_url} and not _is_home(address)
        )
        if lead is None or not lead.whole
        else (),
        page_id=page.page_id,
    )


def _choose_teaser(body: Body, lead: Lead | None, text: str) -> str:
    """The teaser shown apart; the listing's, where the page shows none and it is no mere cut."""
    shown = " ".join(block.text for block in body.teaser)
    if shown or lead is None or not lead.teaser:
        return shown
    folded = fold_title(re.sub(r"(?:\.\.\.|…|\[…\])\s*\Z", "", lead.teaser.strip()))
    return "" if fold_title(text).startswith(folded) else lead.teaser


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
    place = first.box.element.getroottree().getpath(first.box.element)
    return (
        Evidence(
            field="body",
            value=f"{len(body.text)} blocks from {first.text[:60]!r}",
            source=place,
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


# -- what is no post ------------------------------------------------------------------------------


def _refuse_cut_off(document: Document, layout: Layout, frame: Frame, url: str) -> None:
    """Raise Unreadable where a page lacks the end that nearly all its siblings have."""
    if frame.ends and frame.misses_end(page_ends(document, layout.blocks)):
        raise Unreadable(
            Problem(
                code="cut_off",
                says="The page ends before the end that its siblings share; fetch it again.",
                url=url,
            )
        )


def _refuse_by_title(
    document: Document, layout: Layout, headline: Headline | None, lead: Lead | None, page: Page
) -> None:
    """Raise Unreadable for pages that say what went wrong: not found, login, consent, error."""
    if not 200 <= page.status < 300:
        code = "not_found" if page.status in {404, 410} else "error_page"
        raise Unreadable(
            Problem(code=code, says=f"The server answered {page.status}.", url=page.url)
        )
    if lead is not None and any(is_same_title(b.text, lead.title) for b in layout.blocks):
        return
    title = document.tree.findtext(".//title") or ""
    said = [part.strip() for part in re.split(r"\s[|–—-]\s|\s*[|»«]\s*", title)]
    said += [b.text for b in layout.blocks if b.kind == "heading" and b.level <= 2]
    if headline is not None:
        said.append(headline.title)
    size = sum(len(b.text) for b in layout.blocks if b.link_share < 0.5 and len(b.text) >= 60)
    for words in said:
        code = find_refusal(words)
        if code is not None and (size < 1_500 or code == "not_found"):
            raise Unreadable(Problem(code=code, says=f"The page says: {words}", url=page.url))
    if size < 600:
        for block in layout.blocks:
            code = find_refusal(block.text) if len(block.text) > 12 else None
            if code in {"not_found", "error_page"}:
                raise Unreadable(
                    Problem(code=code, says=f"The page says: {block.text}", url=page.url)
                )


def _find_own_words(reading: Reading) -> str:
    """What the page itself says: its title, teaser and text, not what was told of it before."""
    body, headline = reading.body, reading.headline
    words = [title for _, title in reading.metadata.titles]
    words.append(reading.document.tree.findtext(".//title") or "")
    words += [block.text for block in (*body.teaser, *body.text)]
    if headline.block is not None:
        words.append(headline.block.text)
    return " ".join(words)


def _doubt(post: Post, reading: Reading, lead: Lead | None) -> tuple[list[Problem], float]:
    """The checks a person would make, worst first, and the confidence they leave."""
    problems: list[tuple[float, Problem]] = []
    if not post.text:
        enough = bool(post.attachments or reading.body.teaser)
        problems.append(
            (
                0.7 if enough and reading.headline.block is not None else 0.2,
                Problem(code="no_body", says="No text was found below the title."),
            )
        )
    elif post.teaser and len(post.text) < len(post.teaser):
        problems.append(
            (
                0.7,
                Problem(
                    code="short_body",
                    says="The text is shorter than its teaser.",
                    quote=post.text[:80],
                ),
            )
        )
    if lead is not None and len(fold_title(lead.title).split()) >= 3:
        if share_words(lead.title, _find_own_words(reading)) < 0.6:
            problems.append(
                (
                    0.3,
                    Problem(
                        code="wrong_page",
                        says=f"The listing announced {lead.title!r}, the page shows another text.",
                        quote=post.title,
                    ),
                )
            )
        elif share_words(lead.title, post.title) < 0.5:
            problems.append(
                (
                    0.8,
                    Problem(
                        code="title_differs",
                        says=f"The listing calls it {lead.title!r}.",
                        quote=post.title,
                    ),
                )
            )
    if reading.headline.weight < _SURE_TITLE and not (
        lead is not None and is_same_title(lead.title, post.title)
    ):
        problems.append(
            (
                0.9,
                Problem(
                    code="title_uncertain",
                    says="Neither the page's head nor a listing confirms the title.",
                    quote=post.title,
                ),
            )
        )
    elif lead is None and reading.headline.block is None:
        problems.append(
            (
                0.8,
                Problem(
                    code="title_not_shown",
                    says="The title stands in the page's head only.",
                    quote=post.title,
                ),
            )
        )
    problems.sort(key=lambda one: one[0])
    confidence = 1.0
    for factor, _ in problems:
        confidence *= factor
    return [problem for _, problem in problems], round(confidence, 3)
