"""Why a page lists no announcements: scripts would have to fill it, or none stand there."""

import re
from typing import Final

from pipelines.document import DocumentError, read_document
from pipelines.items import Page, Problem
from pipelines.outline import Outline, read_outline

_SHELLS: Final = frozenset({"app", "root", "__next", "__nuxt", "___gatsby", "application"})
_ASKS_FOR_SCRIPTS: Final = re.compile(
    r"java-?script[^.]{0,80}(?:geladen|laden|benötig|erforder|aktivier|required|need|enable|run)|"
    r"(?:enable|aktivieren sie|benötigt|requires?) java-?script",
    re.IGNORECASE,
)


def explain_empty_listing(page: Page) -> Problem:
    """Why a page lists no announcements, and what to do."""
    try:
        outline = read_outline(read_document(page))
    except DocumentError as error:
        return Problem(code=error.code, says=error.says, url=page.url)
    return explain_outline(outline)


def explain_outline(outline: Outline) -> Problem:
    """Why a page that was laid flat lists none."""
    url = outline.document.url
    if needs_javascript(outline):
        return Problem(
            code="needs_javascript",
            says=f"{url} fills its list by JavaScript, which is not run; name a feed as start",
            url=url,
        )
    return Problem(
        code="no_listing",
        says=f"{url} lists no announcements; name the listing's address as start",
        url=url,
    )


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
