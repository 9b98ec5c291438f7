"""German search: a question in a person's words, answered whatever the inflection and spelling."""

from store.database import Archive
from store.posts import StoredPost, read_posts
from store.stems import SHORTEST_STEM, find_stem, find_words


def german_query(text: str | None) -> str:
    """What a person typed, as a question that FTS5 can never misunderstand.

    Every word must be met, by one that begins with its stem; no word at all finds nothing.

    >>> german_query("Maßnahmen (SGB-II) AND")
    '"massnahm"* "sgb"* "ii" "and"*'
    >>> german_query("?!")
    '""'
    """
    stems = [find_stem(word) for word in find_words(text or "")]
    return " ".join(f'"{s}"*' if len(s) >= SHORTEST_STEM else f'"{s}"' for s in stems) or '""'


def search_posts(archive: Archive, text: str, *, limit: int = 20) -> tuple[StoredPost, ...]:
    """The announcements that say all of `text`, the best first; titles count most."""
    guids = [
        row["guid"]
        for row in archive.rows(
            "select guid from posts_fts where posts_fts match ?"
            " order by bm25(posts_fts, 0, 8, 3, 1), guid limit ?",
            (german_query(text), limit),
        )
    ]
    posts = {post.guid: post for post in read_posts(archive, guids)}
    return tuple(posts[guid] for guid in guids)
