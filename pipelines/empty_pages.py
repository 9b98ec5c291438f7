"""Why a page lists no announcements: scripts would have to fill it, or none stand there."""

import re
from typing import Final

from attrs import evolve

from pipelines.document import DocumentError, fold_spaces, read_document
from pipelines.items import Page, Problem
from pipelines.outline import Outline, read_outline

_SHELLS: Final = frozenset({"app", "root", "__next", "__nuxt", "___gatsby", "application"})
_ASKS_FOR_SCRIPTS: Final = re.compile(
    r"java-?script[^.]{0,80}(?:geladen|laden|benötig|erforder|aktivier|required|need|enable|run)|"
    r"(?:enable|aktivieren sie|benötigt|requires?) java-?script",
    re.IGNORECASE,
)


def explain_empty_listing(page: Page, *, known: bool = False) -> Problem:
    """Why a page lists no announcements, and what to do; `known`: earlier it did list some."""
    try:
        outline = read_outline(read_document(page))
    except DocumentError as error:
        return Problem(code=error.code, says=error.says, url=page.url)
    problem = explain_outline(outline, known=known)
    if page.requested_url != page.url:
        asked = f"{page.requested_url} leads to {page.url}, which"
        problem = evolve(problem, says=problem.says.replace(page.url, asked, 1))
    return problem


def explain_outline(outline: Outline, *, known: bool = False) -> Problem:
    """Why a page that was laid flat lists none; `known`: earlier it did list some."""
    url, scripted = outline.document.url, needs_javascript(outline)
    if known:
        title = fold_spaces(outline.document.tree.findtext(".//title") or "")[:80]
        says = (
            f"{url} lists no announcements any more; it is called {title!r} now: see whether the "
            "list was moved and name its new address as start; else the next run asks again"
        )
    elif scripted:
        says = f"{url} fills its list by JavaScript, which is not run; name a feed as start"
    else:
        says = f"{url} lists no announcements; name the listing's address as start"
    return Problem(code="needs_javascript" if scripted else "no_listing", says=says, url=url)


def needs_javascript(outline: Outline) -> bool:
    """Whether a page without a list is the shell of one that scripts fill."""
    tree = outline.document.tree
    if next(tree.iter("script"), None) is None:
        return False
    if any(
        node.element.get("id") in _SHELLS and node.end - node.start < 3 for node in outline.nodes
    ):
        return True
    if any("{{" in piece.text and "}}" in piece.text for piece in outline.pieces):
        return True
    asked = any(_ASKS_FOR_SCRIPTS.search(one.text_content() or "") for one in tree.iter("noscript"))
    words = sum(len(piece.text) for piece in outline.pieces if not piece.node.zone)
    return words < 200 or (asked and words < 1_500)
