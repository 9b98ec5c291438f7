"""The parts of a page, as the names of its elements tell them: menu, side column, footer, pager."""

import re
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement


class Zone:
    """Which parts of a page something stands in, as bits of a number; evidence, never proof."""

    NONE: Final = 0
    MENU: Final = 1
    SIDE: Final = 2
    FOOT: Final = 4
    TALK: Final = 8
    """Comments, tags, shares: what readers and robots add to a post."""
    PAGER: Final = 16


# Words of class and id attributes, as themes of all kinds name the parts of a page. They only
# weigh: a theme that names its parts otherwise is read all the same.
_ZONE_WORDS: Final = re.compile(
    r"""(?:^|[^a-z])(?:
      (?P<pager> pag(?:er|ination|inator|ing|enavi[a-z]*|ebrowser|e-?numbers?) | blaettern
               | seiten(?:navigation|zahlen|nummer[a-z]*) | postindexpager | page-?nav(?:igation)?
               | browse(?:box|links)[a-z]* | load-?more )
    | (?P<menu> nav | navi | navigation | navbar | menu | menue | mainmenu | submenu | breadcrumbs?
              | brotkrumen? | skip-?links? | toolbar | metanav | topnav | sitenav | rootline
              | language | sprach[a-z]* | drawer | offcanvas )
    | (?P<side> side-?bar[a-z]* | widgets? | widget-?area | marginal(?:ie|spalte)? | rechts
              | right-?col(?:umn)? | col-right | rightcol | complementary | related | verwandt[a-z]*
              | mostread | most-?read | meistgelesen[a-z]* | popular | beliebt[a-z]*
              | randspalte | seitenleiste | aside )
    | (?P<foot> footer | fuss | fusszeile | colophon | cookie[a-z]* | consent[a-z]* )
    | (?P<talk> comments | kommentare | respond | tag-?cloud | tags?-(?:links?|list)
              | share | sharing
              | social[a-z]* | author-?box )
    )(?![a-z])""",
    re.VERBOSE,
)
_WHOLE_NAMES: Final = {"secondary": Zone.SIDE, "tags": Zone.TALK, "foot": Zone.FOOT}
_SAYS_OF_ANOTHER: Final = re.compile(
    r"(?:has|with|without|no|layout|is|hide|show|one|two|both|right|left|page|template)[-_]"
)
"""`has-sidebar` is not the sidebar but what stands beside it."""
_ZONE_NAMES: Final = {
    "pager": Zone.PAGER,
    "menu": Zone.MENU,
    "side": Zone.SIDE,
    "foot": Zone.FOOT,
    "talk": Zone.TALK,
}
_ZONE_TAGS: Final = {"nav": Zone.MENU, "aside": Zone.SIDE}
_ZONE_ROLES: Final[dict[str, int]] = {
    "navigation": Zone.MENU,
    "menu": Zone.MENU,
    "menubar": Zone.MENU,
    "complementary": Zone.SIDE,
    "contentinfo": Zone.FOOT,
    "search": Zone.MENU,
    "dialog": Zone.FOOT,
}
_HIDDEN: Final = re.compile(
    r"(?:[a-z]+[-_]{1,2})?(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|element-invisible"
    r"|unseen|offscreen|hide-?text|only-?screenreader|nur-?vorlesen|assistive-text|invisible"
    r"|hidden|hidden-visually|d-none|accessibility)"
)
"""What a class is called, as a whole, whose words are spoken but not shown."""
_NOT_HIDDEN: Final = frozenset({"overflow-hidden", "overflow-x-hidden", "overflow-y-hidden"})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read_zone(element: HtmlElement) -> tuple[int, bool]:
    """What an element's tag, role, class and id open: (bits of Zone, words only spoken)."""
    zone = _ZONE_TAGS.get(element.tag, Zone.NONE) | _ZONE_ROLES.get(
        element.get("role") or "", Zone.NONE
    )
    classes, identifier = element.get("class"), element.get("id")
    if classes is None and identifier is None:
        return zone, False
    named, hidden = _read_names(classes or "", identifier or "")
    return zone | named, hidden


@lru_cache(maxsize=4096)
def _read_names(classes: str, identifier: str) -> tuple[int, bool]:
    """What class and id say: (part of the page, shown to screen readers only)."""
    names = f"{classes} {identifier}"[:400]
    words = _CAMEL.sub("-", names).lower()
    zone, hidden = Zone.NONE, False
    for word in words.split():
        hidden = hidden or (_HIDDEN.fullmatch(word) is not None and word not in _NOT_HIDDEN)
        if _SAYS_OF_ANOTHER.match(word):
            continue
        zone |= _WHOLE_NAMES.get(word, Zone.NONE)
        for hit in _ZONE_WORDS.finditer(word):
            zone |= _ZONE_NAMES[str(hit.lastgroup)]
    return zone, hidden
