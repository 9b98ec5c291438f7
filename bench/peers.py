"""Other extractors on the article pages of the snapshots, scored as we are."""

import importlib.util
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

from bench.scoring import Item, Outcome, print_sums, score_items

Read = Callable[[bytes, str], Item]


def find_peers() -> Iterable[tuple[str, Read]]:
    """The extractors that are installed; a line says which are not."""
    peers = (
        ("trafilatura", read_trafilatura),
        ("newspaper", read_newspaper),
        ("resiliparse", read_resiliparse),
    )
    for name, read in peers:
        if importlib.util.find_spec(name) is None:
            print(f"\n{name}: not installed here; left out")
        else:
            yield name, read


def read_with_peer(
    name: str, read: Read, snapshots: Sequence[Path], serve: ModuleType, scorer: ModuleType
) -> None:
    """Let a peer read the article pages that are known; it finds none by itself."""
    outcomes = []
    spent = 0.0
    for snapshot in snapshots:
        items = []
        with serve.Server(str(snapshot)) as server:
            for post in server.site["posts"]:
                url = server.url + post["path"]
                with urlopen(url, timeout=10) as response:  # noqa: S310 - loopback
                    body = response.read()
                begun = time.perf_counter()
                items.append({**read(body, url), "url": url})
                spent += time.perf_counter() - begun
        tally, errors = score_items(snapshot, items, set(), scorer)
        outcomes.append(Outcome(site=snapshot.name, tally=tally, errors=errors))
    print_sums(f"{name} (given the articles' addresses; {spent:.1f} s)", outcomes)


def read_trafilatura(body: bytes, url: str) -> Item:
    """Read with trafilatura, precision favoured."""
    import trafilatura

    found = trafilatura.bare_extraction(body, url=url, favor_precision=True, with_metadata=True)
    if found is None:
        return {}
    return {"title": found.title, "published": found.date, "text": found.text}


def read_newspaper(body: bytes, url: str) -> Item:
    """Read with newspaper4k."""
    import newspaper

    article = newspaper.Article(url, language="de", fetch_images=False)
    article.download(input_html=body.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date
    return {
        "title": article.title,
        "published": day.isoformat() if day else None,
        "text": article.text,
    }


def read_resiliparse(body: bytes, _url: str) -> Item:
    """Read with resiliparse: it has no days, and its title is the page's."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(body)
    return {"title": tree.title, "text": extract_plain_text(tree, main_content=True)}
