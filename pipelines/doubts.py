"""What makes a page no post, or a doubtful one: the checks that a person would make."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from pipelines.basis import Basis
from pipelines.blocks import Block
from pipelines.body import Body
from pipelines.frame import page_ends
from pipelines.headline import Headline
from pipelines.items import Lead, Page, Post, Problem
from pipelines.published import Publication
from pipelines.title_words import fold_title, is_same_title, share_words
from pipelines.wordlists import find_refusal

_SURE_TITLE: Final = 2.2
"""The weight of a main heading, or of a lesser one that something else confirms."""
_LAID_OVER: Final = frozenset({"consent_page", "login_page"})
"""What a page may show as well, in a box over or beside its post."""
_OWN_WORDS: Final = 120
"""Letters of prose that make a page more than such a box."""
_TITLE_CUTS: Final = re.compile(r"\s[|–—-]\s|\s*[|»«]\s*")

Doubt = tuple[float, Problem]
"""How much of the confidence a problem leaves, 0 to 1."""


class Unreadable(ValueError):  # noqa: N818 - it is the page that is unreadable, not an error in it
    """A page that gives no post; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.says}")
        self.problem = problem


@frozen(kw_only=True)
class Reading:
    """A page, read: its parts on their way to a post."""

    basis: Basis
    headline: Headline
    body: Body
    publication: Publication


def refuse_cut_off(basis: Basis, url: str) -> None:
    """Raise Unreadable where a page lacks the end that nearly all its siblings have."""
    frame = basis.frame
    if frame.ends and frame.misses_end(page_ends(basis.document, basis.layout.blocks)):
        raise Unreadable(
            Problem(
                code="cut_off",
                says="The page ends before the end that its siblings share; fetch it again.",
                url=url,
            )
        )


def refuse_by_words(basis: Basis, headline: Headline | None, page: Page) -> None:
    """Raise Unreadable for pages that say what went wrong: not found, login, consent, error."""
    if not 200 <= page.status < 300 and page.status != 304:  # 304: the body is the stored one
        code = "not_found" if page.status in {404, 410} else "error_page"
        says = f"The server answered {page.status}."
        raise Unreadable(Problem(code=code, says=says, url=page.url))
    blocks = basis.layout.blocks
    lead = basis.lead
    if lead is not None and any(is_same_title(block.text, lead.title) for block in blocks):
        return
    size = sum(len(b.text) for b in blocks if b.link_share < 0.5 and len(b.text) >= 60)
    for words, heading in _find_titles(basis, headline):
        code = find_refusal(words) or ""
        if code in _LAID_OVER and heading is not None and _is_laid_over(heading, headline, blocks):
            continue
        if code and (size < 1_500 or code == "not_found"):
            raise Unreadable(Problem(code=code, says=f"The page says: {words}", url=page.url))
    if size >= 600:
        return
    for block in blocks:
        code = (find_refusal(block.text) or "") if len(block.text) > 12 else ""
        if code in {"not_found", "error_page"}:
            raise Unreadable(Problem(code=code, says=f"The page says: {block.text}", url=page.url))


def _find_titles(basis: Basis, headline: Headline | None) -> Iterator[tuple[str, Block | None]]:
    """All that a page gives as its title, with the heading that says so."""
    title = basis.document.tree.findtext(".//title") or ""
    yield from ((part.strip(), None) for part in _TITLE_CUTS.split(title))
    for block in basis.layout.blocks:
        if block.kind == "heading" and block.level <= 2:
            yield block.text, block
    if headline is not None:
        yield headline.title, None


def _is_laid_over(heading: Block, headline: Headline | None, blocks: Sequence[Block]) -> bool:
    """Whether a heading is of a box on a page that has a title and words of its own beside it."""
    title = None if headline is None else headline.block
    if title is None or title is heading or title.kind != "heading" or title.level > heading.level:
        return False
    parent = heading.box.parent
    box = heading.box if parent is None else parent
    own = sum(
        len(block.text)
        for block in blocks
        if not box.holds(block.index) and block.link_share < 0.5 and len(block.text) >= 60
    )
    return not box.holds(title.index) and own >= _OWN_WORDS


def find_doubts(post: Post, reading: Reading) -> tuple[list[Problem], float]:
    """The problems of a reading, worst first, and the confidence they leave (0 to 1)."""
    doubts = sorted(
        (*_doubt_text(post, reading), *_doubt_page(post, reading), *_doubt_title(post, reading)),
        key=lambda doubt: doubt[0],
    )
    confidence = 1.0
    for factor, _ in doubts:
        confidence *= factor
    return [problem for _, problem in doubts], round(confidence, 3)


def _doubt_text(post: Post, reading: Reading) -> Iterator[Doubt]:
    """No text, or less than its teaser."""
    if not post.text:
        enough = post.attachments or reading.body.teaser
        factor = 0.7 if enough and reading.headline.block is not None else 0.2
        yield factor, Problem(code="no_body", says="No text was found below the title.")
    elif post.teaser and len(post.text) < len(post.teaser):
        says = "The text is shorter than its teaser."
        yield 0.7, Problem(code="short_body", says=says, quote=post.text[:80])


def _doubt_page(post: Post, reading: Reading) -> Iterator[Doubt]:
    """Another page than the listing announced."""
    lead = reading.basis.lead
    if lead is None or len(fold_title(lead.title).split()) < 3:
        return
    if reading.headline.block is not None and is_same_title(lead.title, post.title):
        return
    if share_words(lead.title, _find_own_words(reading)) < 0.6:
        says = f"The listing announced {lead.title!r}, the page shows another text."
        yield 0.3, Problem(code="wrong_page", says=says, quote=post.title)
    elif share_words(lead.title, post.title) < 0.5:
        says = f"The listing calls it {lead.title!r}."
        yield 0.8, Problem(code="title_differs", says=says, quote=post.title)


def _doubt_title(post: Post, reading: Reading) -> Iterator[Doubt]:
    """A title that nothing confirms, or that is longer than titles are."""
    lead: Lead | None = reading.basis.lead
    if post.title != reading.headline.title:
        says = f"The title has {len(reading.headline.title)} characters and was cut."
        yield 0.9, Problem(code="title_uncertain", says=says, quote=post.title)
    elif reading.headline.weight < _SURE_TITLE and not (
        lead is not None and is_same_title(lead.title, post.title)
    ):
        says = "Neither the page's head nor a listing confirms the title."
        yield 0.9, Problem(code="title_uncertain", says=says, quote=post.title)


def _find_own_words(reading: Reading) -> str:
    """What the page itself says: its title, teaser and text, not what was told of it before."""
    basis, body, headline = reading.basis, reading.body, reading.headline
    words = [title for _, title in basis.metadata.titles]
    words.append(basis.document.tree.findtext(".//title") or "")
    words += [block.text for block in (*body.teaser, *body.text)]
    if headline.block is not None:
        words.append(headline.block.text)
    return " ".join(words)
