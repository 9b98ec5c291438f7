"""The words by which parts of a page are known; `page_words.toml` holds them."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

_TABLES: Final = tomllib.loads(
    files("pipelines").joinpath("page_words.toml").read_text(encoding="utf-8")
)

PART: Final[dict[str, int]] = {name: 1 << n for n, name in enumerate(_TABLES["parts"])}
"""A bit for each part of a page: `navigation`, `side`, `comments`, `meta` …"""

ROLES: Final = {
    "nav": PART["navigation"],
    "aside": PART["side"],
    "footer": PART["foot"],
    "figcaption": PART["caption"],
}
"""Elements that are a part of the page by their tag."""
_LAYOUT: Final = frozenset(_TABLES["layout"]["tokens"])
_WHETHER: Final = frozenset(_TABLES["layout"]["whether"])
"""`with-navigation`, `has-sidebar`: what a page has beside is said of the box of all the rest."""
_WHOLE: Final = {
    name[1:]: PART[part]
    for part, names in _TABLES["parts"].items()
    for name in names
    if name.startswith("=")
}
_TOKENS: Final = {
    name: PART[part]
    for part, names in _TABLES["parts"].items()
    for name in names
    if not name.startswith("=")
}
_BUILDERS: Final = frozenset({"elementor", "et", "vc", "wpb", "fl", "fusion", "brxe", "ct", "sp"})
_BRICKS: Final = frozenset({"widget", "widgets", "info", "title", "toggle", "next", "icon", "tool"})
"""Page builders call every part of a page so, the text too."""
_CUTS: Final = re.compile(r"[-_:./\d]+|(?<=[a-zäöü])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def find_parts(tag: str, name: str, ident: str, role: str) -> int:
    """The bits of what an element's tag, class, id and role call it.

    >>> find_parts("div", "entry-meta", "", "") == PART["meta"]
    True
    >>> [find_parts("div", name, "", "") for name in ("content-with-sidebar", "has-navigation")]
    [0, 0]
    """
    parts = ROLES.get(tag, 0)
    if tag in {"body", "html"}:
        return 0
    for whole in f"{name} {ident} {role}".split():
        lowered = whole.lower()
        if lowered in _WHOLE:
            parts |= _WHOLE[lowered]
            continue
        tokens = [token.lower() for token in _CUTS.split(whole) if token]
        if tokens and tokens[0] in _BUILDERS:
            tokens = [token for token in tokens if token not in _BRICKS]
        if _WHETHER.intersection(tokens[:-1]):
            continue
        if len(tokens) > 1 and _LAYOUT.intersection(tokens[:-1]) and tokens[-1] not in _TAILS:
            continue
        for token in tokens:
            parts |= _TOKENS.get(token, 0)
    return parts


_TAILS: Final = frozenset(_TOKENS) - {"sidebar", "aside", "nav", "menu", "header", "footer"}


def _one_of(lines: list[str]) -> re.Pattern[str]:
    """A pattern for a whole line that any of the forms fits."""
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


_ENDINGS: Final = _one_of(_TABLES["endings"]["lines"])
_CONTROLS: Final = _one_of(_TABLES["asides"]["controls"])
_ASIDES: Final = _one_of(_TABLES["asides"]["controls"] + _TABLES["asides"]["lines"])
_SECTIONS: Final = _one_of(_TABLES["sections"]["lines"])
_REFUSALS: Final[dict[str, re.Pattern[str]]] = {
    code: _one_of(lines) for code, lines in _TABLES["refusals"].items()
}

LONGEST_LINE: Final = 300
"""No line that the lists know is longer."""


@lru_cache(maxsize=20_000)
def is_ending(line: str) -> bool:
    """Whether nothing of the post follows such a heading.

    >>> is_ending("Verwandte Artikel"), is_ending("Kommentare (3)"), is_ending("Weiterbildung")
    (True, True, False)
    """
    return len(line) <= LONGEST_LINE and _ENDINGS.fullmatch(line.strip(" :…")) is not None


@lru_cache(maxsize=20_000)
def is_aside(line: str) -> bool:
    """Whether a line is never the post's own words: a back link, a byline, a share button.

    >>> is_aside("« zurück zur Übersicht"), is_aside("Drucken"), is_aside("Zurück bleibt niemand.")
    (True, True, False)
    """
    return len(line) <= LONGEST_LINE and _ASIDES.fullmatch(line.strip()) is not None


@lru_cache(maxsize=20_000)
def is_control(line: str) -> bool:
    """Whether a link or heading does something or leads somewhere, and is no post's title.

    What else `is_aside` knows may well begin a title: bylines, captions.

    >>> is_control("« zurück zur Übersicht"), is_control("Drucken")
    (True, True)
    >>> is_control("Von der Schule in den Beruf"), is_aside("Von Erika Muster")
    (False, True)
    """
    return len(line) <= LONGEST_LINE and _CONTROLS.fullmatch(line.strip()) is not None


@lru_cache(maxsize=20_000)
def is_section(line: str) -> bool:
    """Whether a heading names the listing and not a post.

    >>> is_section("Aktuelle Mitteilungen"), is_section("Aktuelle Zahlen: Quote sinkt weiter ab")
    (True, False)
    """
    return len(line) <= LONGEST_LINE and _SECTIONS.fullmatch(line.strip(" :")) is not None


@lru_cache(maxsize=20_000)
def find_refusal(line: str) -> str | None:
    """The code of the page that such a title belongs to: `not_found`, `login_page`, `error_page`.

    >>> find_refusal("404 – Seite nicht gefunden"), find_refusal("Neue Seite für Eltern")
    ('not_found', None)
    """
    if len(line) > LONGEST_LINE:
        return None
    for code, pattern in _REFUSALS.items():
        if pattern.fullmatch(line.strip()):
            return code
    return None
