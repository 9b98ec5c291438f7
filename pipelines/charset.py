"""A page's bytes to text: what they are declared as, and what they really are."""

import codecs
import re
from typing import Final

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

_SINGLE_BYTE: Final = re.compile(r"(?:cp125\d|iso8859-\d+|latin|ascii|koi8|mac)", re.IGNORECASE)
_CONTROLS: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF)),
    **dict.fromkeys((11, 12), " "),
    0x85: "\n",
}
_CONTROL_BYTES: Final = bytes((*range(9), *range(11, 13), *range(14, 32), 127))
_C1: Final = re.compile(b"\xc2[\x80-\x9f]")
_NONCHARACTERS: Final = ("\ufeff", "\ufffe", "\uffff")
_REFERENCE: Final = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
# What UTF-8 looks like once it was read as windows-1252: a lead byte's letter, then those of
# its continuation bytes.
_MOJIBAKE: Final = re.compile(
    "[\u00c2-\u00f4](?:[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]){1,3}"
)


def decode_body(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    r"""Decode a body as browsers do, then distrust the declaration: (text, charset it really has).

    German cp1252 text is never valid UTF-8 by chance, and UTF-8 is rarely invalid by more than a
    byte or two: so validity decides, and a declaration counts only where both would do.

    >>> decode_body("für".encode("cp1252"), "text/html; charset=utf-8")
    ('für', 'cp1252')
    >>> decode_body("für".encode(), "text/html; charset=iso-8859-1")
    ('für', 'utf-8')
    >>> decode_body("für „".encode() + b"\x96", None)
    ('für „–', 'utf-8')
    """
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        text, charset = body[len(bom) :].decode(mark, "replace"), mark
    else:
        charset = _declared(body, content_type)
        if charset in {"utf-8", "ascii"} or _SINGLE_BYTE.match(charset):
            text, charset = _decode_utf8_or(charset, body)
        else:
            text = body.decode(charset, "replace")
    if _may_hold_controls(text):
        text = text.translate(_CONTROLS)
    if "&#" in text:
        text = _REFERENCE.sub(_drop_control, text)
    return _repair_mojibake(text), charset


def _may_hold_controls(text: str) -> bool:
    """A quick look: a page of the usual size costs microseconds."""
    encoded = text.encode("utf-8", "replace")
    return (
        len(encoded.translate(None, _CONTROL_BYTES)) != len(encoded)
        or _C1.search(encoded) is not None
        or any(character in text for character in _NONCHARACTERS)
    )


def _drop_control(reference: re.Match[str]) -> str:
    """Nothing for a character reference that names no character of text (`&#0;`, `&#xfffe;`)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    named = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return reference[0] if named and code not in {0xFEFF, 0xFFFE, 0xFFFF} else ""


def _declared(body: bytes, content_type: str | None) -> str:
    """The charset that header or markup name, as Python calls it; windows-1252 where none does."""
    named = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    resolved = resolve_encoding(named) if named else None
    if resolved is None or resolved.startswith("utf-16"):  # a tag that was readable is no UTF-16
        return "cp1252" if resolved is None else "utf-8"
    return resolved


def _decode_utf8_or(charset: str, body: bytes) -> tuple[str, str]:
    """UTF-8 where the bytes are that, in the main; else the single-byte charset."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        fallback = charset if _SINGLE_BYTE.match(charset) and charset != "ascii" else "cp1252"
        valid = _MULTIBYTE.findall(body)
        stray = len(body.translate(None, _ASCII)) - sum(map(len, valid))
        if len(valid) > stray:
            return body.decode("utf-8", "cp1252-bytes"), "utf-8"
        if fallback == "cp1252":
            return body.decode("cp1252", "ignore"), "cp1252"
        return body.decode(fallback, "replace"), fallback
    return text, "utf-8" if charset == "utf-8" or not body.isascii() else charset


_ASCII: Final = bytes(range(128))
_MULTIBYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _decode_stray(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as windows-1252; those that are neither vanish."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "ignore"), error.end


codecs.register_error("cp1252-bytes", _decode_stray)


def _repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was once read as windows-1252, where a page is full of it.

    >>> _repair_mojibake("fÃ¼r MaÃŸnahmen fÃ¶rdern â€“ ja")
    'für Maßnahmen fördern – ja'
    >>> _repair_mojibake("Ã¼ allein bleibt")
    'Ã¼ allein bleibt'
    """
    if "Ã" not in text and "â€" not in text:
        return text
    if sum(1 for hit in _MOJIBAKE.finditer(text) if _undo(hit) != hit[0]) < 3:
        return text
    return _MOJIBAKE.sub(_undo, text)


def _undo(hit: re.Match[str]) -> str:
    """One run read again as what it was."""
    try:
        return hit[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return hit[0]
