"""An honest little web server on 127.0.0.1: validators, 304, true types and lengths, a log."""

import errno
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import frozen

log = logging.getLogger(__name__)

HTML = "text/html; charset=utf-8"
LOOPBACK = "127.0.0.1"
"""The one loopback address that every system has: macOS answers on no other of 127.0.0.0/8."""


@frozen(kw_only=True)
class Resource:
    """What stands at one address; `location` makes it a redirect (301)."""

    body: bytes = b""
    media_type: str = HTML
    changed: date | None = None
    """The day of Last-Modified; None: the server does not say."""
    location: str | None = None

    @property
    def etag(self) -> str:
        """A strong validator: the hash of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @property
    def modified(self) -> datetime | None:
        """The time of Last-Modified, UTC."""
        return datetime.combine(self.changed, time(9), tzinfo=UTC) if self.changed else None


@frozen
class Request:
    """One request that was answered; `target` is path and query as they were sent."""

    method: str
    target: str
    status: int
    sent: int
    """Bytes of the body that went out: 0 for a 304."""
    user_agent: str


class Content(Protocol):
    """A site without its server: what stands at which address."""

    def find(self, path: str, query: Mapping[str, str]) -> Resource | None:
        """Give what stands at the decoded `path` with `query`; None: nothing."""

    def missing(self) -> Resource:
        """Give the page shown for an address where nothing stands (sent with 404)."""


class DemoServer:
    """Serves a `Content` from a thread of its own while the `with` block lasts.

    `build` is called with the server's address, so that pages can name themselves absolutely.
    """

    def __init__(self, build: Callable[[str], Content], *, port: int = 0) -> None:
        """Bind `port` at once; where another program holds it, any free one (`usual` says so)."""
        self.log: list[Request] = []
        self._httpd, self.usual = _bind(port)
        self.port = int(self._httpd.server_address[1])
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._httpd.content = build(self.url)
        self._httpd.requests = self.log
        self._thread = threading.Thread(
            target=self._httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    """A server with something to serve."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # Windows would let two programs share the port
    content: Content
    requests: list[Request]


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the server's content."""

    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        """Answer with the resource, a redirect, 304 or the 404 page."""
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        resource = self.server.content.find(unquote(parts.path), query)
        if resource is None:
            self._send(HTTPStatus.NOT_FOUND, self.server.content.missing(), validators=False)
        elif resource.location is not None:
            self._send(HTTPStatus.MOVED_PERMANENTLY, resource, validators=False)
        elif self._is_known(resource):
            self._send(HTTPStatus.NOT_MODIFIED, resource)
        else:
            self._send(HTTPStatus.OK, resource)

    do_HEAD = do_GET  # noqa: N815 - http.server calls it by this name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Say nothing on stderr: `requests` is the log."""

    def _is_known(self, resource: Resource) -> bool:
        """Whether the client has this very body (RFC 9110, 13.2.2: the ETag is asked first)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return resource.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since, modified = self.headers.get("If-Modified-Since"), resource.modified
        if since is None or modified is None:
            return False
        try:
            return modified <= parsedate_to_datetime(since)
        except (
            TypeError,
            ValueError,
        ):  # not a date, or one without a zone: then it is no condition
            return False

    def _send(self, status: HTTPStatus, resource: Resource, *, validators: bool = True) -> None:
        """Send head and, where there is one, body; note the request."""
        body = resource.body
        if status is HTTPStatus.NOT_MODIFIED or self.command == "HEAD":
            body = b""
        self.server.requests.append(
            Request(
                self.command, self.path, status, len(body), self.headers.get("User-Agent") or ""
            )
        )
        self.send_response(status)
        if resource.location is not None:
            self.send_header("Location", resource.location)
        if validators:
            self.send_header("ETag", resource.etag)
            if resource.modified is not None:
                self.send_header("Last-Modified", format_datetime(resource.modified, usegmt=True))
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", resource.media_type)
            self.send_header("Content-Length", str(len(resource.body)))
        try:
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:  # the client has gone; nobody is left to be told
            self.close_connection = True


def _bind(port: int) -> tuple[_Server, bool]:
    """Bind the port, or any free one where it is taken; and whether it is the one asked for."""
    try:
        return _Server((LOOPBACK, port), _Handler), True
    except OSError as error:
        if not port or error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        log.warning(
            "port %d is taken by another program: the demonstration takes a free one, "
            "and will look new to an archive that knows it by its usual address",
            port,
        )
        return _Server((LOOPBACK, 0), _Handler), False
