"""Attached files as they were measured: true length, digest and media type of what was sent."""

from typing import Final

from attrs import evolve
from w3lib.url import safe_url_string

from pipelines.items import Attachment
from store.database import Archive
from store.pages import load_page
from store.refused import TOO_LARGE, was_refused

_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"{\\rtf", "application/rtf"),
)
_IN_ZIP: Final = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_HTML_STARTS: Final = (b"<!doctype html", b"<html", b"<head", b"<?xml version")
_GUESSES: Final = frozenset(
    {"", "application/octet-stream", "application/x-download", "text/plain"}
)


def measure_attachment(archive: Archive, site: str, attachment: Attachment) -> Attachment:
    """Add what the stored file says of itself; a file that was not fetched stays as it is.

    A page of HTML in the place of a file is no file: it gets the problem `no_file`; one that came
    without a byte, and never with any, `empty_body`; one that a run refused, `too_large`.
    """
    row = archive.row(
        "select id, size, sha256 from pages join bodies using (sha256)"
        " where site = ? and requested_url in (?, ?) and status = 200"
        " order by size > 0 desc, id desc limit 1",
        (site, attachment.url, safe_url_string(attachment.url)),
    )
    if row is None and was_refused(archive, site, attachment.url):
        return evolve(attachment, problem=TOO_LARGE)
    if row is None or row["sha256"] == attachment.sha256:
        return attachment
    if row["size"] == 0:
        return evolve(attachment, problem="empty_body")
    page = load_page(archive, row["id"])
    media_type = find_media_type(page.body, page.headers.get("content-type", ""))
    if media_type == "text/html":
        return evolve(attachment, bytes=None, sha256=None, media_type=None, problem="no_file")
    return evolve(
        attachment, bytes=row["size"], sha256=row["sha256"], media_type=media_type, problem=None
    )


def renew_attachments(archive: Archive, site: str) -> None:
    """Measure a source's attached files again where the cellar holds other bytes by now."""
    with archive.writing() as connection:
        for row in archive.rows(
            "select attachments.* from attachments join posts using (guid) where site = ?", (site,)
        ):
            known = Attachment(
                url=row["url"],
                title=row["title"],
                media_type=row["media_type"],
                bytes=row["bytes"],
                sha256=row["sha256"],
                problem=row["problem"],
            )
            now = measure_attachment(archive, site, known)
            if now != known:
                connection.execute(
                    "update attachments set media_type = ?, bytes = ?, sha256 = ?, problem = ?"
                    " where guid = ? and position = ?",
                    (
                        now.media_type,
                        now.bytes,
                        now.sha256,
                        now.problem,
                        row["guid"],
                        row["position"],
                    ),
                )


def find_media_type(body: bytes, declared: str) -> str:
    """The media type of a file: by its first bytes, else as the server declares it.

    >>> find_media_type(b"%PDF-1.4 ...", "text/html")
    'application/pdf'
    >>> find_media_type(b"  <!DOCTYPE html><title>404", "application/pdf")
    'text/html'
    """
    start = body[:1024].lstrip()
    for signature, media_type in _SIGNATURES:
        if start.startswith(signature):
            return media_type
    if start.startswith(b"PK\x03\x04"):
        # The directory of a zip stands at its end, and its names are not compressed.
        names = body[:4096] + body[-65536:]
        return next((kind for folder, kind in _IN_ZIP if folder in names), "application/zip")
    if start.lower().startswith(_HTML_STARTS):
        return "text/html"
    media_type = declared.partition(";")[0].strip().lower()
    return "application/octet-stream" if media_type in _GUESSES else media_type
