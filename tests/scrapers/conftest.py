"""A small news site on 127.0.0.1 that can be told to misbehave, page by page."""

import gzip
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Self

import pytest
from attrs import field, frozen

HTML = "text/html; charset=utf-8"
LISTING = "/presse/"
ENTRIES = 6


@frozen(kw_only=True)
class Reply:
    """One answer, honest or not."""

    body: bytes = b""
    status: int = 200
    media_type: str = HTML
    headers: Mapping[str, str] = field(factory=dict)
    cut_at: int | None = None
    """Send this many bytes only, then close; Content-Length still names them all."""
    packed: bool = False
    """Sent with gzip (whatever the client accepts)."""
    repeat: int = 1
    """The body goes out this many times: large without being held."""


class Replies:
    """What a server may answer instead; a test reaches it as `faulty.replies`."""

    busy = Reply(status=503, body=b"<h1>Dienst nicht verf&uuml;gbar</h1>")
    slow_down = Reply(status=429, body=b"<h1>Zu viele Anfragen</h1>", headers={"Retry-After": "1"})
    gone = Reply(status=404, body=b"<h1>Seite nicht gefunden</h1>")
    empty = Reply()
    error_page = Reply(
        body="<!DOCTYPE html><title>Fehler</title><h1>Es ist ein Fehler aufgetreten</h1>"
        "<p>Die gewünschte Seite kann zurzeit nicht angezeigt werden. "
        "Bitte versuchen Sie es später noch einmal.</p>".encode()
    )
    consent_page = Reply(
        body=b"<!DOCTYPE html><title>Datenschutzeinstellungen</title><h1>Wir verwenden Cookies</h1>"
        b"<p>Bitte stimmen Sie der Verwendung von Cookies zu, um fortzufahren.</p>"
        b"<form><button>Alle akzeptieren</button> <button>Ablehnen</button></form>"
    )
    pdf = Reply(
        body=b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )
    """A PDF that says it is HTML."""
    huge = Reply(body=b"<p>Immer dasselbe.</p>\n" * 1000, repeat=2300)
    """Some 50 MB."""
    bomb = Reply(body=b"<p>Immer dasselbe.</p>\n" * 600_000, packed=True)
    """Some 40 kB on the way, 14 MB unpacked."""


@frozen
class Asked:
    """One request that came in."""

    method: str
    target: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""


class FaultyServer:
    """A listing of some articles; `give` replaces what stands at an address."""

    replies = Replies

    def __init__(self, entries: int = ENTRIES) -> None:
        self.log: list[Asked] = []
        self._replies: dict[str, list[Reply]] = {}
        self._every: tuple[int, Reply] | None = None
        self._lock = Lock()
        self._httpd = _Server(("127.0.0.1", 0), _Handler)
        self._httpd.site = self
        self.url = f"http://127.0.0.1:{self._httpd.server_address[1]}"
        self.start_url = self.url + LISTING
        self.articles = tuple(f"{LISTING}2026/meldung-{n}.html" for n in range(entries, 0, -1))
        """Paths, newest first."""
        self.give(LISTING, Reply(body=_listing(self.articles)))
        for path in self.articles:
            self.give(path, Reply(body=write_article(number_of(path))))

    def give(self, target: str, *replies: Reply) -> None:
        """Answer `target` (path and query) with these, one after another; the last one stays."""
        self._replies[target] = list(replies)

    def disturb(self, every: int, reply: Reply) -> None:
        """Give every n-th request this reply instead, whatever it asks for (robots.txt apart)."""
        self._every = (every, reply)

    def loop(self, target: str) -> None:
        """Make an address redirect to another, which redirects back."""
        other = f"{target}?wieder=1"
        self.give(target, Reply(status=302, headers={"Location": other}))
        self.give(other, Reply(status=302, headers={"Location": target}))

    def heal(self) -> None:
        """Let every article stand at its address again, and disturb nothing."""
        self._every = None
        for path in self.articles:
            self.give(path, Reply(body=write_article(number_of(path))))

    def current(self, target: str) -> Reply:
        """What stands at an address now; `attrs.evolve(it, cut_at=100)` makes a cut one of it."""
        return self._replies[target][-1]

    def asked(self, target: str) -> list[Asked]:
        """The requests for this address, in their order."""
        return [request for request in self.log if request.target == target]

    def choose(self, request: BaseHTTPRequestHandler) -> Reply:
        """Pick the reply for a request and note it."""
        with self._lock:
            replies = self._replies.get(request.path, [Replies.gone])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            count = len(self.log) + 1
            if self._every and count % self._every[0] == 0 and request.path != "/robots.txt":
                reply = self._every[1]
            headers = {name.lower(): value for name, value in request.headers.items()}
            if "ETag" in reply.headers and headers.get("if-none-match") == reply.headers["ETag"]:
                reply = Reply(status=304)
            self.log.append(Asked(request.command, request.path, reply.status, headers))
            return reply

    def __enter__(self) -> Self:
        Thread(target=self._httpd.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: FaultyServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        reply = self.server.site.choose(self)
        body = gzip.compress(reply.body, mtime=0) if reply.packed else reply.body
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(body) * reply.repeat))
        if reply.packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        try:
            self.end_headers()
            if reply.cut_at is not None:
                self.wfile.write(body[: reply.cut_at])
                self.close_connection = True
                return
            for _ in range(reply.repeat):
                self.wfile.write(body)
        except ConnectionError:  # the client had enough, which is what some tests are about
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Say nothing."""


def number_of(path: str) -> int:
    """The number in an article's path."""
    return int(path.rsplit("-", 1)[1].removesuffix(".html"))


def write_article(number: int) -> bytes:
    """The page of one article: its title, its day in October 2026, two paragraphs."""
    return _page(
        title_of(number),
        f"<h1>{title_of(number)}</h1>\n<p class='datum'>{number:02d}.10.2026</p>\n"
        f"<p>Das Kommunale Jobcenter Odenwaldkreis hat {number * 11} Menschen in Arbeit "
        f"vermittelt, {number} mehr als im Vormonat.</p>\n"
        f"<p>Der {number}. Bericht des Jahres liegt im Landratsamt aus und wird jeden Monat "
        "fortgeschrieben.</p>",
    )


def title_of(number: int) -> str:
    """The title of an article."""
    return f"Odenwaldkreis: Bericht Nummer {number} des Jobcenters"


def _listing(articles: tuple[str, ...]) -> bytes:
    rows = "\n".join(
        f"<li><span>{number_of(path):02d}.10.2026</span> "
        f'<a href="{path}">{title_of(number_of(path))}</a></li>'
        for path in articles
    )
    return _page("Presse", f"<h1>Pressemitteilungen</h1>\n<ul>\n{rows}\n</ul>")


def _page(title: str, content: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="de">\n<head><meta charset="utf-8">'
        f"<title>{title} | Odenwaldkreis</title></head>\n<body>\n"
        '<nav><a href="/">Start</a> <a href="/presse/">Presse</a></nav>\n'
        f"<main>\n{content}\n</main>\n<footer>Landratsamt, Michelstädter Straße 12</footer>\n"
        "</body>\n</html>\n"
    ).encode()


@pytest.fixture(scope="module")
def ill() -> Iterator[FaultyServer]:
    """A larger one, for a crawl that meets many faults at once."""
    with FaultyServer(entries=14) as server:
        yield server


@pytest.fixture
def faulty() -> Iterator[FaultyServer]:
    """A healthy little news site; tests make it ill."""
    with FaultyServer() as server:
        yield server


Kjc = Callable[..., "subprocess.CompletedProcess[str]"]
"""Called with the words after `kjc`, and `given`, what stands on its standard input."""


@pytest.fixture
def kjc(tmp_path: Path) -> Kjc:
    """The front door, opened in an empty folder as a person would."""

    def run(*words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "kjc", *words],
            cwd=tmp_path,
            input=given,
            capture_output=True,
            text=True,
            timeout=60,  # after which it hangs
            check=False,
        )

    return run
