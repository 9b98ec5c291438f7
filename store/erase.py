"""Erase: take a person's name out of the archive, as the law gives them the right to."""

import html.entities
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from attrs import frozen
from backports import zstd

from store.database import Archive
from store.files import find_media_type
from store.pages import LEVEL
from store.reader import Reader
from store.rows import Row
from store.settle import reparse

REDACTED: Final = b"[Name entfernt]"
FEWEST_LETTERS: Final = 4
"""Of a name: a shorter one stands in half the words there are."""

# Between the parts of a name: blanks in any dress, the marks of addresses, tags.
_BETWEEN: Final = rb"((?:[\s\xa0._+-]|\xc2\xa0|&nbsp;|&\#160;|&shy;|%20|<[^<>]{0,200}>){1,8})"
_SPELT_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_LETTER: Final = rb"[0-9A-Za-z\x80-\xff]"


class EraseError(ValueError):
    """What was given is too short to be somebody's name."""


@frozen(kw_only=True)
class Erased:
    """Where a name stands, or stood."""

    bodies: int
    """Stored answers, each of them redacted."""
    notes: int
    """Headers of answers and words of runs, redacted as well."""
    pages: int
    """How often those were sent."""
    posts: int
    """Announcements that say it."""
    addresses: tuple[str, ...]
    """Addresses that hold it: they stay, since a post is known by its address."""
    unread: int
    """Files whose text cannot be searched, since it is packed (PDF, Word)."""


def find_name(archive: Archive, name: str) -> Erased:
    """Say where a name stands, and change nothing; raises EraseError."""
    pattern = _compile(name)
    bodies = [digest for digest, body in _read_bodies(archive) if _redact(body, pattern) != body]
    return _sum_up(archive, pattern, bodies)


def erase_name(archive: Archive, name: str, *, now: str, reader: Reader | None = None) -> Erased:
    """Redact every stored body that holds the name, and make the shop anew; raises EraseError.

    A redacted body is stored under its own hash, the old one and its hash are gone, and no byte of
    it stays in the file. What the source still says comes back when it is asked next.
    """
    pattern = _compile(name)
    with archive.writing() as connection:
        found = find_name(archive, name)
        for digest, body in _read_bodies(archive):
            redacted = _redact(body, pattern)
            if redacted == body:
                continue
            anew = sha256(redacted).hexdigest()
            connection.execute(
                "insert into bodies (sha256, body, size) values (?, ?, ?) on conflict do nothing",
                (anew, zstd.compress(redacted, LEVEL), len(redacted)),
            )
            connection.execute(
                "update pages set sha256 = ?, redacted_at = ? where sha256 = ?",
                (anew, now, digest),
            )
            connection.execute("delete from bodies where sha256 = ?", (digest,))
        _redact_notes(archive, connection, pattern)
        reparse(archive, reader=reader)
    # What was deleted stands in free pages and in the log until both are written anew.
    archive.connection.execute("vacuum")
    archive.connection.execute("pragma wal_checkpoint(truncate)")
    return found


def _find_notes(archive: Archive, pattern: re.Pattern[bytes]) -> Iterator[tuple[str, Row, Row]]:
    """What the cellar notes beside the bodies: how to write it, without the name and as it is."""
    for number, says in archive.rows("select id, reason from crawls"):
        redacted = _redact_text(says, pattern)
        yield "update crawls set reason = ? where id = ?", (redacted, number), (says, number)
    for says, words, *place in archive.rows(
        "select says, quote, crawl, position from crawl_problems"
    ):
        yield (
            "update crawl_problems set says = ?, quote = ? where crawl = ? and position = ?",
            (_redact_text(says, pattern), _redact_text(words, pattern), *place),
            (says, words, *place),
        )
    for number, headers, redacted_at, size in archive.rows(
        "select id, headers, redacted_at, size from pages join bodies using (sha256)"
    ):
        redacted = _redact_headers(headers, pattern, size=None if redacted_at is None else size)
        yield "update pages set headers = ? where id = ?", (redacted, number), (headers, number)


def _redact_notes(
    archive: Archive, connection: sqlite3.Connection, pattern: re.Pattern[bytes]
) -> None:
    for sql, redacted, told in _find_notes(archive, pattern):
        if redacted != told:
            connection.execute(sql, redacted)


def _redact_headers(headers: str, pattern: re.Pattern[bytes], *, size: int | None) -> str:
    """Headers without the name, of a body of this many bytes where that was redacted itself.

    With the length that the server stated, it would be read as one that was cut off.
    """
    redacted = {
        name: _redact(value.encode("latin-1"), pattern).decode("latin-1")
        for name, value in json.loads(headers).items()
    }
    if size is not None and "content-length" in redacted:
        redacted["content-length"] = str(size)
    return json.dumps(redacted, ensure_ascii=False, sort_keys=True)


def _read_bodies(archive: Archive) -> Iterator[tuple[str, bytes]]:
    for row in archive.rows("select sha256 from bodies order by sha256"):
        body = archive.value("select body from bodies where sha256 = ?", (row["sha256"],))
        yield row["sha256"], zstd.decompress(body)


def _sum_up(archive: Archive, pattern: re.Pattern[bytes], bodies: list[str]) -> Erased:
    posts = archive.rows("select url, title, teaser, text, content_html from posts order by url")
    marks = ", ".join("?" * len(bodies))
    return Erased(
        bodies=len(bodies),
        notes=sum(redacted != told for _, redacted, told in _find_notes(archive, pattern)),
        pages=archive.value(f"select count(*) from pages where sha256 in ({marks})", bodies),  # noqa: S608 - marks alone
        posts=sum(any(pattern.search(str(v).encode()) for v in tuple(row)[1:]) for row in posts),
        addresses=tuple(
            row["url"]
            for row in archive.rows("select distinct url from pages order by url")
            if pattern.search(row["url"].encode())
        ),
        unread=sum(_is_packed(body) for _, body in _read_bodies(archive)),
    )


def _is_packed(body: bytes) -> bool:
    media_type = find_media_type(body, "text/html")
    return (media_type.startswith("application/") and b"\0" in body) or body.startswith(b"%PDF-")


def _redact(body: bytes, pattern: re.Pattern[bytes]) -> bytes:
    """Without the name; a packed file that shows it is let go as a whole, since half a one is none.

    >>> _redact(b"<b>Erika</b> Muster, Frau M&uuml;ller", _compile("Erika Muster"))
    b'<b>[Name entfernt]</b> , Frau M&uuml;ller'
    >>> _redact("Frau MÜLLERs Wort, M&uuml;ller, mueller".encode(), _compile("Müller")).count(b"[")
    3
    """
    if not pattern.search(body):
        return body
    if _is_packed(body):
        return b""
    return pattern.sub(_write_instead, body)


def _write_instead(match: re.Match[bytes]) -> bytes:
    """Keep the tags between the parts: a box that is open must be closed."""
    return REDACTED + b"".join(between for between in match.groups() if b"<" in between)


def _redact_text(text: str | None, pattern: re.Pattern[bytes]) -> str | None:
    return text if text is None else _redact(text.encode(), pattern).decode()


def _compile(name: str) -> re.Pattern[bytes]:
    """A name in all its spellings: character sets, entities, escapes, tags between its parts."""
    parts = name.split()
    if sum(letter.isalpha() for letter in name) < FEWEST_LETTERS:
        raise EraseError(f"{name!r} is too short; give a name of {FEWEST_LETTERS} letters or more")
    words = _BETWEEN.join(b"".join(map(_spell, part)) for part in parts)
    return re.compile(rb"(?i)(?<!" + _LETTER + rb")" + words + rb"s?(?!" + _LETTER + rb")")


def _spell(letter: str) -> bytes:
    """Every way in which bytes may mean a letter, as a pattern."""
    ways = {
        way
        for form in {letter, letter.lower(), letter.upper()}
        for single in form
        for way in _find_spellings(single)
    }
    if letter.lower() in _SPELT_OUT:
        ways.add(_SPELT_OUT[letter.lower()].encode())
    return b"(?:" + b"|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True)) + b")"


def _find_spellings(letter: str) -> Iterator[bytes]:
    code = ord(letter)
    yield letter.encode()
    yield f"&#{code};".encode()
    yield f"&#x{code:x};".encode()
    if letter.isascii():
        return
    yield unicodedata.normalize("NFD", letter).encode()
    yield letter.encode("cp1252", "ignore") or letter.encode()
    yield f"\\u{code:04x}".encode()
    yield quote(letter).encode()
    if code in html.entities.codepoint2name:
        yield f"&{html.entities.codepoint2name[code]};".encode()
