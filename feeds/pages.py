"""The pages beside the feeds: an index for people, and the list that feed readers import."""

import html
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from string import Template

from attrs import frozen

from feeds.channels import Feed
from feeds.choice import NEWEST
from feeds.content import summarise, write_address
from feeds.entry import find_moment
from feeds.formats import opml
from pipelines.jobcenters import bundeslaender, jobcenters_by_slug
from store.telling import Notice

INDEX = "index.html"
OPML = "feeds.opml"
LONGEST_TITLE = 160
"""Characters of a post's title that the index shows."""

_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_KINDS = re.compile(r"\A(?:Landeshauptstadt|Landkreis|Kreis|Stadt) ")


@frozen(kw_only=True)
class Line:
    """One feed on the index page."""

    feed: Feed
    count: int
    """Posts of the archive that belong to it."""
    newest: Notice | None


@frozen(kw_only=True)
class Group:
    """Feeds under one heading."""

    anchor: str
    title: str
    lines: tuple[Line, ...]


def group_lines(lines: Iterable[Line]) -> tuple[Group, ...]:
    """Group the feeds as people look for them: overall, then each Land, its own feed first."""
    lines = tuple(lines)
    overall = (line for line in lines if line.feed.kind in {"all", "source"})
    lands = sorted(bundeslaender().items(), key=lambda land: _fold(land[1]))
    return (
        Group(anchor="uebergreifend", title="Übergreifend", lines=tuple(overall)),
        *(
            Group(anchor=slug, title=name, lines=tuple(_lines_of_land(lines, slug)))
            for slug, name in lands
        ),
    )


def render_index(groups: Sequence[Group]) -> bytes:
    """Render the page for people: needs no script, fetches nothing, works from any folder."""
    lines = [line for group in groups for line in group.lines]
    overall = next(line for line in lines if line.feed.kind == "all")
    page = _template("index").substitute(
        alternates="\n".join(_render_alternate(line.feed) for line in lines),
        total=_count(overall.count),
        all_path=overall.feed.path,
        lands="\n".join(
            f'<li><a href="#{group.anchor}">{html.escape(group.title)}</a></li>' for group in groups
        ),
        groups="\n".join(_render_group(group) for group in groups),
        newest=NEWEST,
    )
    return page.encode()


def render_opml(groups: Iterable[Group], public_url: str) -> bytes:
    """Render the list of all feeds below `public_url`, as feed readers import it."""
    return opml.render(
        "Jobcenter-Ticker",
        [
            opml.Group(
                title=group.title,
                outlines=tuple(
                    opml.Outline(
                        title=line.feed.title,
                        url=f"{public_url}/{line.feed.path}",
                        home=f"{public_url}/{INDEX}#{line.feed.anchor}",
                    )
                    for line in group.lines
                ),
            )
            for group in groups
        ],
    )


def _lines_of_land(lines: Iterable[Line], land: str) -> list[Line]:
    """The Land's own feed, then its jobcenters by the name that people look for."""
    jobcenters = jobcenters_by_slug()
    own = [
        line
        for line in lines
        if (line.feed.kind == "land" and line.feed.key == land)
        or (line.feed.kind == "jobcenter" and jobcenters[line.feed.key].land == land)
    ]
    return sorted(own, key=lambda line: (line.feed.kind != "land", _fold(_name(line.feed))))


def _render_alternate(feed: Feed) -> str:
    return (
        f'<link rel="alternate" type="application/rss+xml" title="{html.escape(feed.title)}"'
        f' href="{feed.path}">'
    )


def _render_group(group: Group) -> str:
    return _template("group").substitute(
        anchor=group.anchor,
        title=html.escape(group.title),
        feeds="\n".join(_render_line(line) for line in group.lines),
    )


def _render_line(line: Line) -> str:
    return _template("feed").substitute(
        anchor=line.feed.anchor,
        rank="one" if line.feed.kind == "jobcenter" else "whole",
        name=html.escape(_name(line.feed)),
        path=html.escape(line.feed.path),
        count=_count(line.count),
        last="" if line.newest is None else _render_newest(line.newest),
    )


def _render_newest(notice: Notice) -> str:
    moment = find_moment(notice.published, notice.published_at)
    day = (
        "ohne Datum"
        if moment is None
        else f'<time datetime="{moment.date().isoformat()}">{moment:%d.%m.%Y}</time>'
    )
    title = html.escape(summarise(notice.title, LONGEST_TITLE) or notice.url)
    return f'{day} · <a href="{html.escape(write_address(notice.url))}">{title}</a>'


def _name(feed: Feed) -> str:
    """What stands on the page, under its heading.

    >>> _name(Feed(kind="land", key="hessen", title="Kommunale Jobcenter: Hessen", description=""))
    'Ganz Hessen'
    """
    match feed.kind:
        case "all":
            return "Alle Meldungen"
        case "jobcenter":
            return jobcenters_by_slug()[feed.key].name
        case "land":
            return f"Ganz {bundeslaender()[feed.key]}"
        case "source":
            return feed.title


def _fold(name: str) -> str:
    """The word by which a name is looked up, as a German dictionary sorts it.

    >>> _fold("Landkreis Günzburg"), _fold("Hochtaunuskreis")
    ('gunzburg', 'hochtaunuskreis')
    """
    return _KINDS.sub("", name).casefold().translate(_UMLAUTS)


def _count(number: int) -> str:
    """Say a number of posts.

    >>> _count(0), _count(1), _count(7273)
    ('noch keine Meldung', '1 Meldung', '7.273 Meldungen')
    """
    if number == 0:
        return "noch keine Meldung"
    return "1 Meldung" if number == 1 else f"{number:,} Meldungen".replace(",", ".")


@cache
def _template(name: str) -> Template:
    path = resources.files("feeds") / "templates" / f"{name}.html"
    return Template(path.read_text(encoding="utf-8"))
