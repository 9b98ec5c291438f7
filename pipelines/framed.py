"""Pages that a page shows in frames of its own: where an older system keeps its list."""

from collections.abc import Iterator

from pipelines.addresses import absolute_address, same_host
from pipelines.outline import Outline
from pipelines.site import Site
from pipelines.wording import file_kind

_FRAMES = frozenset({"iframe", "frame"})


def find_framed(outline: Outline, site: Site) -> Iterator[str]:
    """The addresses of a page's frames that lie on the site's hosts."""
    for node in outline.nodes:
        source = node.element.get("src") if node.tag in _FRAMES else None
        url = absolute_address(outline.document.base_url, source) if source else None
        if url is not None and same_host(url, site) and file_kind(url) is None:
            yield url.partition("#")[0]
