"""The values that travel from room to room: frozen, keyword-only, each fact with its words."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from attrs import Factory, field, frozen

PageKind = Literal[
    "listing", "article", "attachment", "feed", "sitemap", "api", "robots", "unknown"
]
"""What a request was made for (not what came back)."""

PublishedFrom = Literal["article", "listing", "feed", "metadata", "address"]
"""Where the publication day was read."""

Modifier = Literal["=", "~", ">", "<", ">=", "<="]
Change = Literal["up", "down"]


@frozen(kw_only=True)
class Page:
    """One response as the server sent it; a row of the cellar.

    `url` is the address that answered (after redirects: what relative links resolve against),
    `requested_url` the one that was asked for, as linked. `fetched_at` is UTC, ISO 8601 with Z.
    """

    url: str
    requested_url: str
    site: str
    kind: PageKind
    fetched_at: str
    status: int
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)
    page_id: int | None = None
    """The cellar's row, once it is kept."""


@frozen(kw_only=True)
class Attachment:
    """A file that belongs to a post; what was measured is filled in once it was fetched."""

    url: str
    title: str
    """The link's words, or the file's name where the link has none."""
    size_stated: str | None = None
    """As the page says it: `385 kB`."""
    media_type: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    problem: str | None = None
    """Why the file could not be had: a code of `Problem`."""


@frozen(kw_only=True)
class Lead:
    """What a listing (page, feed, sitemap, interface) says of one post: where, and what to expect.

    `url` is absolute, as linked. A page of whole posts gives leads whose `url` is the page's own,
    with the entry's anchor as fragment where it has one.
    """

    url: str
    title: str
    date_words: str | None = None
    """The words the day was read from, as they stand."""
    published: date | None = None
    """The day (Europe/Berlin), where the entry shows a whole one."""
    published_at: datetime | None = None
    """UTC, aware; only where the entry shows a clock time."""
    kicker: str = ""
    teaser: str = ""
    attachments: tuple[Attachment, ...] = ()
    """Files linked from the entry itself."""
    whole: bool = False
    """The entry is the whole post: there is no page of its own to fetch."""
    found_in: PageKind = "listing"
    found_on: str = ""
    """The address of the page it was found on."""


@frozen(kw_only=True)
class Problem:
    """Something doubtful, contradictory or not understood; told, never guessed away."""

    code: str
    """A name of `pipelines/problems.toml`."""
    says: str
    """One sentence for a person: what, where, what to do."""
    quote: str | None = None
    url: str | None = None
    """The page it stands on, where it is not a post's own."""


@frozen(kw_only=True)
class Attribution:
    """One of the 104 that a post is about, with the words that say so."""

    jobcenter: str
    """A slug of jobcenters.csv."""
    evidence: str
    """The words, verbatim."""
    source: Literal["title", "kicker", "text", "teaser", "site", "correction"]
    start: int | None = None
    """Offset of the evidence in that source (code points)."""
    role: Literal["by", "about"] = "about"


@frozen(kw_only=True)
class DateMention:
    """A calendar expression of a text (annotation guide). `text[start:end] == quote`."""

    quote: str
    start: int
    end: int
    value: str
    """TIMEX3 for points (`2020-11`, `2020-W48`, `2020-11-30T14:30`), `A/B` for ranges."""
    source: str = "text"
    """`title`, `text`, or an attachment's position."""
    rule: str = ""
    """The name of the rule that read it, for `kjc inspect`."""


@frozen(kw_only=True, slots=False)  # with slots a figure takes half as long again to make
class Figure:
    """A number of a text with what it counts or measures (annotation guide)."""

    quote: str
    start: int
    end: int
    value: Decimal
    value_to: Decimal | None = None
    """The upper bound, where the text gives a range."""
    modifier: Modifier = "="
    unit: str = "count"
    """A name of units.toml."""
    indicator: str | None = None
    """A name of indicators.toml."""
    period: str | None = None
    """The value of the date mention that dates it, verbatim."""
    change: Change | None = None
    jobcenter: str | None = None
    """The slug it holds for, where the text names another than the post's, or one of several."""
    region: str | None = None
    """`bund`, `land:hessen` or a place in words, where the text names another than the post's."""
    sentence: str = field(default="", repr=False)
    source: str = "text"
    rule: str = ""


@frozen(kw_only=True)
class Evidence:
    """One candidate for a field of a reading; `kjc inspect` shows them all, taken or not."""

    field: str
    """title, published, body, teaser, kicker, attachments, jobcenter …"""
    value: str
    source: str
    """Where it was read: `h1`, `json-ld`, `listing`, `address`, `og:title` …"""
    weight: float
    taken: bool = False


@frozen(kw_only=True)
class Post:
    """One announcement, as read; every later stage returns an evolved copy.

    `text` is blocks joined by a blank line, list items and table rows by a line break, cells by
    ` | `; without title, kicker, a teaser shown apart, captions and attachment lines.
    """

    url: str
    """The fetchable address as linked, absolute."""
    site: str
    title: str
    kicker: str = ""
    teaser: str = ""
    text: str = field(default="", repr=False)
    content_html: str = field(default="", repr=False)
    """Sanitised, links absolute."""
    published: date | None = None
    published_at: datetime | None = None
    """UTC, aware; only where a clock time is given."""
    published_from: PublishedFrom | None = None
    published_hint: str | None = None
    """A month or year known from an address alone: `2025-09`."""
    language: str = "de"
    site_scope: str | None = None
    """`Site.scope` of its source: what holds where the post names no jobcenter."""
    site_jobcenter: str | None = None
    """`Site.jobcenter` of its source: whose own site it stands on."""
    attachments: tuple[Attachment, ...] = ()
    scope: str | None = None
    """`jobcenter`, `land:<slug>`, `bund` or None."""
    jobcenters: tuple[Attribution, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False, eq=False)
    confidence: float = 1.0
    """0 to 1; under the bar of `pipelines.checks` it is no post but a problem."""
    aliases: tuple[str, ...] = Factory(tuple)
    """Further addresses of the same post that its page names (rel=canonical, shortlink)."""
    page_id: int | None = None
