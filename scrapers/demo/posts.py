"""The invented announcements: from posts.toml to values, and their text as HTML and plain."""

import html
import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import Literal

import cattrs
from attrs import frozen

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
    "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

BlockKind = Literal["paragraph", "heading", "items", "table"]

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")


@frozen
class Block:
    """One piece of a text: rows of cells; a paragraph is one row of one cell."""

    kind: BlockKind
    rows: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class DemoFile:
    """A PDF beside a post; its pages are made from `text`."""

    name: str
    text: str
    size_stated: str | None = None
    """What the page says of its size; None: the true one."""

    @property
    def title(self) -> str:
        """The heading of its first page, from its name."""
        return self.name.removesuffix(".pdf").replace("_", " ")


@frozen(kw_only=True)
class DemoPost:
    """One invented announcement. `text` is written in blocks: see `read_blocks`."""

    sites: tuple[str, ...]
    """On which of the sites it stands (a release may stand on two)."""
    name: str
    """Its file name or slug, as an editor would choose it."""
    number: int
    """Its id in a content management system."""
    day: date
    title: str
    text: str
    kicker: str = ""
    teaser: str = ""
    files: tuple[DemoFile, ...] = ()
    undated: bool = False
    """The article's own page shows no day; its listing does."""
    easy: str = ""
    """A copy in Leichte Sprache, which has a page of its own."""
    video: bool = False
    """A film that asks for consent stands in the text."""


@frozen(kw_only=True)
class DemoPage:
    """A page that is no announcement."""

    site: str
    path: str
    title: str
    text: str


def read_posts(text: str | None = None) -> tuple[DemoPost, ...]:
    """Read the posts, newest first; `text` is TOML, by default the file beside this one."""
    table = tomllib.loads(read_resource("posts.toml") if text is None else text)
    return sort_posts(_converter.structure(table["post"], tuple[DemoPost, ...]))


def read_pages(site: str) -> tuple[DemoPage, ...]:
    """Read what else stands on the site of this slug: pages.toml."""
    table = tomllib.loads(read_resource("pages.toml"))
    pages = _converter.structure(table["page"], tuple[DemoPage, ...])
    return tuple(page for page in pages if page.site == site)


def read_resource(name: str) -> str:
    """Read a file that stands beside this one."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def sort_posts(posts: Iterable[DemoPost]) -> tuple[DemoPost, ...]:
    """Newest first; of one day, the one with the higher number first."""
    return tuple(sorted(posts, key=lambda post: (post.day, post.number), reverse=True))


def read_blocks(text: str) -> tuple[Block, ...]:
    r"""Divide a text at its blank lines: `## ` heading, `- ` items, `| a | b |` table, paragraph.

    >>> read_blocks("## Zahlen\n\n| Monat | Quote |\n| Mai | 3,2 |\n\nEin Satz.")[1].rows
    (('Monat', 'Quote'), ('Mai', '3,2'))
    """
    return tuple(_read_block(part.strip()) for part in re.split(r"\n\s*\n", text.strip()))


def render_text(blocks: Sequence[Block], *, bullet: str = "") -> str:
    r"""The plain text that a reader is expected to find (interfaces.md: `posts.text`).

    With `bullet` items are paragraphs behind that sign, as in `render_html`.

    >>> render_text(read_blocks("Es steht [hier](/x.pdf).\n\n- eins\n- zwei\n\n| a | b |"))
    'Es steht hier.\n\neins\nzwei\n\na | b'
    >>> render_text(read_blocks("- eins\n- zwei"), bullet="· ")
    '· eins\n\n· zwei'
    """
    return "\n\n".join(
        ("\n\n" if bullet and block.kind == "items" else "\n").join(
            (bullet if block.kind == "items" else "")
            + " | ".join(_LINK.sub(r"\1", cell) for cell in row)
            for row in block.rows
        )
        for block in blocks
    )


def render_html(blocks: Sequence[Block], *, heading: str = "<h2>{}</h2>", bullet: str = "") -> str:
    """Plain HTML for the blocks; with `bullet` items are paragraphs behind that sign.

    >>> render_html(read_blocks("## Zahlen"), heading="<p><b>{}</b></p>")
    '<p><b>Zahlen</b></p>'
    """
    return "\n".join(_render_block(block, heading, bullet) for block in blocks)


def render_inline(text: str) -> str:
    """Escape a line and make its `[words](address)` links.

    >>> render_inline("Das Papier steht [hier](/a.pdf) & dort.")
    'Das Papier steht <a href="/a.pdf">hier</a> &amp; dort.'
    """
    return _LINK.sub(r'<a href="\2">\1</a>', html.escape(text, quote=False))


def say_day(day: date) -> str:
    """A day as a German page writes it out.

    >>> say_day(date(2024, 3, 4))
    '4. März 2024'
    """
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _read_block(part: str) -> Block:
    lines = part.splitlines()
    if part.startswith("## "):
        return Block("heading", ((part[3:].strip(),),))
    if all(line.startswith("- ") for line in lines):
        return Block("items", tuple((line[2:].strip(),) for line in lines))
    if all(line.startswith("|") for line in lines):
        return Block(
            "table",
            tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines),
        )
    return Block("paragraph", ((" ".join(line.strip() for line in lines),),))


def _render_block(block: Block, heading: str, bullet: str) -> str:
    cells = [[render_inline(cell) for cell in row] for row in block.rows]
    if block.kind == "heading":
        return heading.format(cells[0][0])
    if block.kind == "items" and bullet:
        return "\n".join(f"<p>{bullet}{row[0]}</p>" for row in cells)
    if block.kind == "items":
        return "<ul>\n" + "\n".join(f"<li>{row[0]}</li>" for row in cells) + "\n</ul>"
    if block.kind == "table":
        first, *rest = cells
        head = "<tr>" + "".join(f"<th>{cell}</th>" for cell in first) + "</tr>"
        body = "\n".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rest)
        return f'<table class="zahlen">\n{head}\n{body}\n</table>'
    return f"<p>{cells[0][0]}</p>"


_converter = cattrs.Converter(forbid_extra_keys=True)
_converter.register_structure_hook(date, lambda value, _: value)  # TOML has days of its own
