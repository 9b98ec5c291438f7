"""Identity: one guid a post for life, whatever becomes of its addresses."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from pipelines.addresses import canonical_address
from pipelines.items import Post
from pipelines.site import Site
from store.database import Archive

READ, NAMED = "read", "named"
"""How an address is known: a post was read there, or a post's page only names it."""

ENOUGH_TEXT = 120
"""Letters and digits a text must have to be recognised by: a line like "Mehr im PDF" is none."""

_FILLING = re.compile(r"[\W_]+")


def guid_for(archive: Archive, post: Post, site: Site, *, known: Sequence[str] = ()) -> str:
    """The guid of a post: the one that its address has, else a new one, the uuid5 of the address.

    `known` is the canonical address that answered, where that is known better than by the page
    that the post was read from, and behind it those that led there.

    Where the address is new, a post that is known under another one is found in two ways: an
    address that the page names (its canonical one, what redirected to it) is known and its post
    has the same title; or the source has told the same text of the same day under the same title
    before, and no longer does (a relaunch). Anything less makes a new post: two that are told
    apart can be shown as one later, two that were merged cannot be parted.

    Every address is written down, within the transaction that is open or one of its own. So this
    is for settling, which meets the posts of a source in a fixed order and knows which of them its
    lists still name; a run that meets a post on its way asks `guess_guid`.
    """
    own, *others = _find_addresses(archive, post, site, known)
    with archive.writing() as connection:
        guid = (
            _find_own(archive, own, post)
            or _find_before_site_changed(archive, own, post, site)
            or _find_by_address(archive, others, post)
            or _find_moved(archive, post)
            or _new_guid(own)
        )
        connection.execute(
            "insert into identities (url, guid, known) values (?, ?, ?)"
            " on conflict (url) do update set guid = excluded.guid, known = excluded.known"
            " where known <> excluded.known",
            (own, guid, READ),
        )
        connection.executemany(
            "insert into identities (url, guid, known) values (?, ?, ?) on conflict do nothing",
            [(other, guid, NAMED) for other in others],
        )
    return guid


def guess_guid(archive: Archive, post: Post, site: Site) -> str:
    """The guid that a post has, or will most likely get; nothing is written down."""
    own, *others = _find_addresses(archive, post, site, ())
    return (
        _find_own(archive, own, post)
        or _find_before_site_changed(archive, own, post, site)
        or _find_by_address(archive, others, post)
        or _new_guid(own)
    )


def _new_guid(address: str) -> str:
    return str(uuid5(NAMESPACE_URL, address))


def _find_own(archive: Archive, address: str, post: Post) -> str | None:
    """The guid of an address; where a page only named it, if the post there says the same."""
    row = archive.row("select guid, known from identities where url = ?", (address,))
    if row is None or not (row["known"] == READ or _is_told(archive, row["guid"], post)):
        return None
    guid: str = row["guid"]
    return guid


def _find_before_site_changed(archive: Archive, own: str, post: Post, site: Site) -> str | None:
    """The guid that the address had before its site file named an alias or a junk parameter."""
    row = archive.row("select url, requested_url from pages where id = ?", (post.page_id,))
    for url in (post.url, *(row or ())):
        if canonical_address(url, site) == own:
            plain = canonical_address(url)
            guid = _find_own(archive, plain, post) if plain != own else None
            if guid is not None:
                return guid
    return None


def fold_words(text: str) -> str:
    """Letters and digits only, in lower case: what is left is what a text says.

    >>> fold_words("Der Arbeits-Markt – im MAI!")
    'der arbeits markt im mai'
    """
    plain = unicodedata.normalize("NFKC", text).replace("\xad", "").casefold()
    return _FILLING.sub(" ", plain).strip()


def _find_addresses(archive: Archive, post: Post, site: Site, known: Sequence[str]) -> list[str]:
    """All addresses of a post, each once, its own first.

    Its own is the one that answered: two links that are led to one page are one post, whichever
    of them was followed first. But an entry of a page with several posts has only its anchor, and
    nothing is the start page: templates name it as the canonical address of everything, servers
    send there whoever asks for what is gone.
    """
    own = canonical_address(post.url, site)
    row = archive.row("select url, requested_url from pages where id = ?", (post.page_id,))
    fetched = () if row is None or "#" in post.url else (row["url"], row["requested_url"])
    starts = {canonical_address(url, site) for url in site.start}
    led = [address for address in _fold_all(fetched, site) if address not in starts]
    if known:
        led = [known[0], *led, *(address for address in known[1:] if address not in starts)]
    elif own not in led:
        led = []
    named = [address for address in _fold_all(post.aliases, site) if address not in starts]
    return list(dict.fromkeys((*led, own, *named)))


def _fold_all(urls: Iterable[str], site: Site) -> Iterator[str]:
    for url in urls:
        try:
            yield canonical_address(url, site)
        except ValueError:  # what a page names as its address need not be one
            continue


def _find_by_address(archive: Archive, addresses: Iterable[str], post: Post) -> str | None:
    for address in addresses:
        guid: str | None = archive.value("select guid from identities where url = ?", (address,))
        if guid is not None and _is_told(archive, guid, post):
            return guid
    return None


def _is_told(archive: Archive, guid: str, post: Post) -> bool:
    """Whether the shop's post of this guid has the same title, or the same day and text."""
    told = archive.row("select title, text, published from posts where guid = ?", (guid,))
    if told is None:
        return False
    if fold_words(told["title"]) == fold_words(post.title) != "":
        return True
    text = fold_words(post.text)
    return (
        post.published is not None
        and told["published"] == post.published.isoformat()
        and len(text) >= ENOUGH_TEXT
        and fold_words(told["text"]) == text
    )


def _find_moved(archive: Archive, post: Post) -> str | None:
    """The post that this one is after a relaunch.

    It stood elsewhere on the same source with the same day, title and text, and has not been seen
    since a run that went to its end: what two addresses show at the same time are two posts. What
    counts is when the next run began, since one may begin and end within the second that it saw
    everything in. One system shows a teaser apart that is the text's beginning for another.
    """
    texts = _fold_texts(post.teaser, post.text)
    if post.published is None or len(texts[0]) < ENOUGH_TEXT:
        return None
    began = archive.value(
        "select min(started_at) from crawls where site = ? and id > ("
        "  select max(id) from crawls where site = ?"
        "  and finished_at < (select fetched_at from pages where id = ?))",
        (post.site, post.site, post.page_id),
    )
    if began is None:
        return None
    candidates = archive.rows(
        # + keeps SQLite from looking through all posts of the source: few have the day.
        "select guid, title, teaser, text from posts where +site = ? and published = ?"
        " and last_seen < ? order by guid",
        (post.site, post.published.isoformat(), began),
    )
    return next(
        (
            str(row["guid"])
            for row in candidates
            if fold_words(row["title"]) == fold_words(post.title)
            and _tell_the_same(texts, _fold_texts(row["teaser"] or "", row["text"]))
        ),
        None,
    )


def _fold_texts(teaser: str, text: str) -> tuple[str, str]:
    """A post's text, without and with its teaser in front."""
    return fold_words(text), fold_words(f"{teaser} {text}")


def _tell_the_same(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Whether all that one of two posts tells stands word for word in the other."""
    return any(
        len(text) >= ENOUGH_TEXT and text in whole
        for text, whole in ((ours[0], theirs[1]), (theirs[0], ours[1]))
    )
