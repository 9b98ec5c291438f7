"""The site that misbehaves does so as it was told: what the crawl's tests rely on."""

import gzip
from http.client import HTTPConnection, IncompleteRead
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

if TYPE_CHECKING:
    from tests.scrapers.conftest import FaultyServer


def ask(faulty: "FaultyServer", target: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(faulty.url.removeprefix("http://"), timeout=10)
    connection.request("GET", target, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    try:
        body = response.read()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, body
    finally:
        connection.close()


def test_untouched_it_is_healthy(faulty: "FaultyServer") -> None:
    status, _, listing = ask(faulty, "/presse/")
    assert status == 200
    for path in faulty.articles:
        assert path.encode() in listing
        assert ask(faulty, path)[0] == 200
    assert ask(faulty, "/nichts")[0] == 404
    assert [asked.target for asked in faulty.log][:2] == ["/presse/", faulty.articles[0]]


def test_a_body_is_cut_short_once(faulty: "FaultyServer") -> None:
    path = faulty.articles[0]
    whole = faulty.current(path)
    faulty.give(path, evolve(whole, cut_at=100), whole)
    with pytest.raises(IncompleteRead) as told:
        ask(faulty, path)
    assert len(told.value.partial) == 100
    assert ask(faulty, path)[2] == whole.body
    assert len(faulty.asked(path)) == 2


def test_every_third_answer_is_busy(faulty: "FaultyServer") -> None:
    faulty.disturb(3, faulty.replies.busy)
    assert [ask(faulty, "/presse/")[0] for _ in range(6)] == [200, 200, 503, 200, 200, 503]


def test_too_many_requests_name_a_time(faulty: "FaultyServer") -> None:
    faulty.give("/presse/", faulty.replies.slow_down, faulty.current("/presse/"))
    status, headers, _ = ask(faulty, "/presse/")
    assert (status, headers["retry-after"]) == (429, "1")
    assert ask(faulty, "/presse/")[0] == 200


def test_a_loop_leads_back(faulty: "FaultyServer") -> None:
    path = faulty.articles[0]
    faulty.loop(path)
    status, headers, _ = ask(faulty, path)
    assert (status, headers["location"]) == (302, f"{path}?wieder=1")
    assert ask(faulty, headers["location"])[1]["location"] == path


@pytest.mark.parametrize("name", ["empty", "error_page", "consent_page", "pdf"])
def test_a_200_may_be_no_article(faulty: "FaultyServer", name: str) -> None:
    path, reply = faulty.articles[0], getattr(faulty.replies, name)
    faulty.give(path, reply)
    status, headers, body = ask(faulty, path)
    assert (status, body) == (200, reply.body)
    assert headers["content-type"].startswith("text/html")


def test_a_body_is_packed(faulty: "FaultyServer") -> None:
    path = faulty.articles[0]
    whole = faulty.current(path)
    faulty.give(path, evolve(whole, packed=True))
    _, headers, body = ask(faulty, path)
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == whole.body


def test_fifty_megabytes_are_sent_and_a_client_may_leave(faulty: "FaultyServer") -> None:
    path = faulty.articles[0]
    faulty.give(path, faulty.replies.huge)
    connection = HTTPConnection(faulty.url.removeprefix("http://"), timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    assert int(response.headers["Content-Length"]) > 50_000_000
    response.read(1000)
    response.close()
    connection.close()
    assert ask(faulty, "/presse/")[0] == 200
