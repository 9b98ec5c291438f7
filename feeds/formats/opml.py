"""OPML 2.0: the list of all feeds, which a reader subscribes to in one go."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from attrs import frozen


@frozen(kw_only=True)
class Outline:
    """One feed of the list."""

    title: str
    url: str
    """Where the feed lives."""
    home: str
    """The page for people."""


@frozen(kw_only=True)
class Group:
    """Feeds under one heading."""

    title: str
    outlines: tuple[Outline, ...]


def render(title: str, groups: Iterable[Group]) -> bytes:
    """Render `groups` as UTF-8 XML.

    >>> feed = Outline(title="Alle", url="http://a/f.xml", home="http://a/")
    >>> b'xmlUrl="http://a/f.xml"' in render("Feeds", [Group(title="Hessen", outlines=(feed,))])
    True
    """
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    for group in groups:
        heading = ET.SubElement(body, "outline", text=group.title, title=group.title)
        for outline in group.outlines:
            ET.SubElement(
                heading,
                "outline",
                type="rss",
                text=outline.title,
                title=outline.title,
                xmlUrl=outline.url,
                htmlUrl=outline.home,
                language="de-DE",
            )
    ET.indent(root)
    rendered: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return rendered + b"\n"
