"""Copies: entries that tell a post again, in another language or in Leichte Sprache."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from pipelines.items import Lead
from pipelines.site import Site
from pipelines.wording import find_copy_words

_CALLED_COPY: Final = re.compile(
    r"""
    (?: ^ | [(\[] ) \s*                                   # all of the title, or in brackets behind
    (?: (?:in\s)? (?:leichter?|einfacher?) \s sprache
      | (?:in\s)? gebärdensprache | english (?:\s version)? | en )
    \s* (?: [)\]] | $ ) \s* \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LANGUAGE_PARAMETERS: Final = frozenset({"lang", "language", "sprache", "locale"})
_LANGUAGE: Final = re.compile(r"(?!de\Z|de[-_](?:de|at|ch)\Z)[a-z]{2}(?:[-_][a-z]{2})?\Z")


def find_copy_sign(lead: Lead, site: Site) -> str | None:
    """What says that an entry is a copy of another in other words; None where it is none.

    What a start address says too is no sign: who names the English list wants to read it. A word
    of the title alone is none either, since posts are written about Leichte Sprache.

    >>> site = Site(name="A", start=("https://a.de/presse/",))
    >>> find_copy_sign(Lead(url="https://a.de/leichte-sprache/zahlen", title="Zahlen"), site)
    'leichte-sprache'
    >>> find_copy_sign(Lead(url="https://a.de/1", title="Neue Zahlen (in Leichter Sprache)"), site)
    '(in Leichter Sprache)'
    >>> find_copy_sign(Lead(url="https://a.de/1", title="Broschüre in Leichter Sprache"), site)
    """
    started = {sign for url in site.start for sign in _find_signs(url)}
    for sign in _find_signs(lead.url):
        if sign not in started:
            return sign
    called = _CALLED_COPY.search(lead.title)
    return called[0].strip() if called else None


def _find_signs(url: str) -> list[str]:
    """The parts of an address that name a copy of a site."""
    parameters = parse_qsl(urlsplit(url).query, max_num_fields=200) if "=" in url else []
    return [
        *find_copy_words(url),
        *(
            f"{name}={value}"
            for name, value in parameters
            if name.lower() in _LANGUAGE_PARAMETERS and _LANGUAGE.match(value.lower())
        ),
    ]
