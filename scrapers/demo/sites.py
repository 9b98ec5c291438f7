"""The three sites on their servers, with the declarations by which the crawl reads them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from attrs import frozen

from pipelines.site import Expect, Site
from scrapers.demo.posts import DemoPost, read_blocks, read_posts, render_text
from scrapers.demo.server import Content, DemoServer
from scrapers.demo.typo3 import BULLETS, LISTING, Typo3
from scrapers.demo.webedition import WebEdition
from scrapers.demo.wordpress import WordPress

PORTS = (8471, 8472, 8473)
"""Fixed, so that a second run finds the same addresses and has nothing new to tell.

Distinct loopback addresses (127.0.0.2 …) on one port would look more like hosts, but macOS does
not answer on them; free ports would give every run new addresses, and so new posts.
"""


@frozen(kw_only=True)
class DemoSite:
    """One invented site while it is being served."""

    slug: str
    name: str
    start_url: str
    """Its news listing."""
    site: Site
    """As a site file would declare it; no selector."""
    server: DemoServer


@frozen(kw_only=True)
class _Kind:
    """What one site is made of."""

    slug: str
    name: str
    build: Callable[[Sequence[DemoPost], str], Content]
    start: str
    scope: str
    topic: tuple[str, ...] = ()


KINDS = (
    _Kind(
        slug="demo-verbund",
        name="Demo: Die hessischen Kommunalen Jobcenter",
        build=WebEdition,
        start="/presse/",
        scope="land:hessen",
    ),
    _Kind(
        slug="demo-netzwerk",
        name="Demo: Netzwerk Kommunale Jobcenter",
        build=WordPress,
        start="/aktuelles/",
        scope="bund",
    ),
    _Kind(
        slug="demo-landkreisverband",
        name="Demo: Landkreisverband Hessen",
        build=Typo3,
        start=LISTING,
        scope="land:hessen",
        topic=("(?i)job-?center", r"\bSGB II\b", "(?i)optionskommune", "(?i)bürgergeld"),
    ),
)


@contextmanager
def serve_demo(
    posts: Sequence[DemoPost] | None = None, *, ports: Sequence[int] = PORTS
) -> Iterator[tuple[DemoSite, ...]]:
    """Serve the three sites until the `with` block ends; port 0 is any free one.

    Where another program holds a port, that site takes a free one and a warning says what follows.
    """
    every = read_posts() if posts is None else posts
    with ExitStack() as stack:
        yield tuple(
            _serve(stack, kind, every, port) for kind, port in zip(KINDS, ports, strict=True)
        )


def expect_text(post: DemoPost, slug: str) -> str:
    """The text that a reader is expected to find for a post on the site of this slug."""
    bullet = BULLETS[post.number % 2] if slug == "demo-landkreisverband" else ""
    return render_text(read_blocks(post.text), bullet=bullet)


def _serve(stack: ExitStack, kind: _Kind, posts: Sequence[DemoPost], port: int) -> DemoSite:
    own = tuple(post for post in posts if kind.slug in post.sites)
    server = stack.enter_context(DemoServer(lambda url: kind.build(own, url), port=port))
    start_url = server.url + kind.start
    site = Site(
        slug=kind.slug,
        name=kind.name,
        start=(start_url,),
        scope=kind.scope,
        topic=kind.topic,
        expect=Expect(entries=min(5, len(own)), days=3650),
    )
    return DemoSite(slug=kind.slug, name=kind.name, start_url=start_url, site=site, server=server)
