"""Bytes to trees: charsets as they really are, bodies that are no page, words not glued."""

import pytest

from pipelines.charset import decode_body
from pipelines.document import DocumentError, read_document, read_words
from pipelines.items import Page

GERMAN = "Für 1.274 Menschen – „Förderung“ in Groß-Gerau: 5 € mehr"


def build_page(body: bytes, **headers: str) -> Page:
    """A response with these bytes."""
    return Page(
        url="https://www.example.org/presse/seite.html",
        requested_url="https://www.example.org/presse/seite.html",
        site="test",
        kind="article",
        fetched_at="2026-11-22T06:00:00Z",
        status=200,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=body,
    )


def wrap(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>T</title></head><body><p>{text}</p></body></html>"


META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("encoded", "header", "declared", "charset"),
    [
        ("utf-8", "utf-8", "", "utf-8"),
        ("utf-8", "", "", "utf-8"),
        ("utf-8", "iso-8859-1", "", "utf-8"),
        ("utf-8", "", "iso-8859-1", "utf-8"),
        ("cp1252", "utf-8", "", "cp1252"),
        ("cp1252", "", "utf-8", "cp1252"),
        ("cp1252", "iso-8859-1", "", "cp1252"),
        ("cp1252", "", "ISO-8859-1", "cp1252"),
        ("cp1252", "", "", "cp1252"),
        ("cp1252", "nonsense", "", "cp1252"),
        ("utf-8-sig", "iso-8859-1", "", "utf-8"),
        ("utf-16", "", "", "utf-16-le"),
    ],
)
def test_german_comes_out_right_whatever_is_declared(
    encoded: str, header: str, declared: str, charset: str
) -> None:
    body = wrap(GERMAN, META.format(declared) if declared else "").encode(encoded)
    content_type = f"text/html; charset={header}" if header else "text/html"
    document = read_document(build_page(body, content_type=content_type))
    assert read_words(document.tree.find("body")) == GERMAN
    assert document.charset == charset


def test_latin_9_is_kept_where_it_is_declared() -> None:
    body = wrap("Für 5 € mehr", META.format("ISO-8859-15")).encode("iso-8859-15")
    assert read_words(read_document(build_page(body)).tree.find("body")) == "Für 5 € mehr"


def test_a_stray_byte_spoils_no_page() -> None:
    body = wrap("Grüße aus Fulda ").encode().replace(b"Fulda ", b"Fulda \x96 heute")
    text, charset = decode_body(body, "text/html; charset=utf-8")
    assert "Grüße aus Fulda – heute" in text
    assert charset == "utf-8"


def test_text_that_was_encoded_twice_is_undone() -> None:
    twice = wrap(GERMAN).encode().decode("cp1252", "ignore").encode()
    text, _ = decode_body(twice, "text/html; charset=utf-8")
    assert "Für 1.274 Menschen – „" in text


def test_null_bytes_and_control_characters_vanish() -> None:
    body = wrap("a\x00b\x01c&#0;d&#x1f;e&#xfffe;f\x0bg").encode()
    assert read_words(read_document(build_page(body)).tree.find("body")) == "abcdef g"


def test_soft_hyphens_and_odd_spaces_stay() -> None:
    body = wrap("Bedarfs\xadgemein\xadschaften 3,2\xa0Prozent").encode()
    words = read_words(read_document(build_page(body)).tree.find("body"))
    assert words == "Bedarfs\xadgemein\xadschaften 3,2\xa0Prozent"


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"", {}, "empty_body"),
        (b" \r\n\x00", {}, "empty_body"),
        (b"\xef\xbb\xbf", {}, "empty_body"),
        (b"%PDF-1.7 <html>", {"content_type": "text/html"}, "not_html"),
        (b"PK\x03\x04<html>", {}, "not_html"),
        (b"\x89PNG\r\n", {}, "not_html"),
        (b'{"a": "<p>x</p>"}', {"content_type": "application/json"}, "not_html"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", {}, "not_html"),
        (b"nur Text, kein Markup", {}, "not_html"),
        (b"<html><body><div><p>Halb", {}, "cut_off"),
        (b"<html><body><p>Halb</p><div cla", {}, "cut_off"),
        (b"<html><body><p>Halb</p><!-- und dann", {}, "cut_off"),
        (wrap("x" * 500).encode(), {"content_length": "9000"}, "cut_off"),
    ],
)
def test_what_is_no_page_is_refused(body: bytes, headers: dict[str, str], code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(build_page(body, **headers))
    assert caught.value.code == code
    assert "https://www.example.org/presse/seite.html" in caught.value.says


def test_a_minified_page_without_end_tags_is_whole() -> None:
    document = read_document(build_page(b"<!doctype html><title>T</title><div><p>Ganz</div>"))
    assert not document.complete
    assert read_words(document.tree.find("body")) == "Ganz"


def test_a_body_that_was_compressed_on_its_way_is_whole() -> None:
    headers = {"content_length": "9000", "content_encoding": "gzip"}
    assert read_document(build_page(wrap("x" * 500).encode(), **headers)).complete


def test_nesting_without_end_is_refused_and_deep_soup_is_read() -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(build_page(b"<html><body>" + b"<div>" * 5_000 + b"x</body></html>"))
    assert caught.value.code == "too_deep"
    soup = read_document(build_page(b"<html><body>" + b"<b>" * 600 + b"tief</body></html>"))
    assert read_words(soup.tree.find("body")) == "tief"


def test_entities_of_its_own_do_not_grow() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>'
    assert len(read_words(read_document(build_page(bomb)).tree)) < 100


@pytest.mark.parametrize(
    ("href", "base"),
    [
        ("https://cdn.example.org/x/", "https://cdn.example.org/x/"),
        ("/unten/", "https://www.example.org/unten/"),
        ("javascript:alert(1)", "https://www.example.org/presse/seite.html"),
        ("http://[", "https://www.example.org/presse/seite.html"),
    ],
)
def test_a_base_address_is_honoured_where_it_is_one(href: str, base: str) -> None:
    body = wrap("x", f'<base href="{href}">').encode()
    assert read_document(build_page(body)).base_url == base


def test_words_of_neighbouring_blocks_are_not_glued_and_those_of_one_are() -> None:
    body = wrap(
        "<span>02.12.2020</span></p><h2>MKK: <b>Monats</b>meldung</h2><ul><li>eins<li>zwei</ul>"
        "<table><tr><td>a<td>b</table>c<br>d<script>var e</script><style>f</style>"
    )
    words = read_words(read_document(build_page(body.encode())).tree.find("body"))
    assert words == "02.12.2020 MKK: Monatsmeldung eins zwei a b c d"
