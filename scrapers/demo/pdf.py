"""A small, honest PDF writer: headings, paragraphs, ruled tables; the same bytes each time."""

from collections.abc import Iterator, Sequence

from scrapers.demo.posts import Block

WIDTH, HEIGHT, MARGIN = 595, 842, 56
"""A4 in points, and the margin on each side."""

_NARROW = {
    **dict.fromkeys(" .,:;tfI|", 278),
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys("r-()", 333),
}
"""Widths of Helvetica in thousandths of the size; most other signs are near 570."""
_WIDE = {"m": 833, "w": 722, "M": 833, "W": 944, "%": 889}


def write_pdf(title: str, blocks: Sequence[Block]) -> bytes:
    """Write a PDF 1.4 file of one or more pages; text in Helvetica, WinAnsi (cp1252).

    >>> write_pdf("Übersicht", [Block("paragraph", (("Ein Satz.",),))])[:8]
    b'%PDF-1.4'
    """
    pages = [b"\n".join(page) for page in _lay_out([Block("heading", ((title,),)), *blocks])]
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (6 + 2 * index) for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (de-DE) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        _font(b"Helvetica"),
        _font(b"Helvetica-Bold"),
        b"<< /Title %s /Producer (Jobcenter-Ticker, Demonstration) >>" % _string(title),
    ]
    for index, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (WIDTH, HEIGHT, 7 + 2 * index)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _assemble(objects)


def _assemble(objects: Sequence[bytes]) -> bytes:
    """Number the objects and write the table that says where each begins (ISO 32000-1, 7.5)."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _lay_out(blocks: Sequence[Block]) -> list[list[bytes]]:
    """Set the blocks from top to bottom; a new page where one is full."""
    pages: list[list[bytes]] = [[]]
    top = HEIGHT - MARGIN
    for height, commands in (line for block in blocks for line in _set_block(block)):
        if top - height < MARGIN:
            pages.append([])
            top = HEIGHT - MARGIN
        top -= height
        pages[-1] += [command.replace(b"@Y", b"%d" % top) for command in commands]
    return pages


def _set_block(block: Block) -> Iterator[tuple[int, list[bytes]]]:
    """The lines of a block: height and drawing commands, with `@Y` for the base line."""
    if block.kind == "table":
        yield from _set_table(block)
        return
    bold = block.kind == "heading"
    size = 13 if bold else 10
    for row in block.rows:
        for line in _wrap(("- " if block.kind == "items" else "") + row[0], size):
            yield size + 5, [_show(line, MARGIN, size, bold=bold)]
    yield 6, []


def _set_table(block: Block) -> Iterator[tuple[int, list[bytes]]]:
    """The first column to the left, all others to the right, a rule under each row."""
    columns = max(len(row) for row in block.rows)
    first = (WIDTH - 2 * MARGIN) * 2 // 5
    other = (WIDTH - 2 * MARGIN - first) / max(1, columns - 1)
    for number, row in enumerate(block.rows):
        commands = [b"0.5 w %d @Y m %d @Y l S" % (MARGIN, WIDTH - MARGIN)]
        for column, cell in enumerate(row):
            left = MARGIN + (first + other * column - _measure(cell, 9) - 4 if column else 2)
            commands.append(_show(cell, round(left), 9, bold=number == 0, rise=4))
        yield 17, commands
    yield 10, []


def _wrap(text: str, size: int) -> Iterator[str]:
    """Break a text into lines that fit between the margins."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _measure(longer, size) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    yield line


def _measure(text: str, size: int) -> float:
    """The width of a text in points, near enough to set columns by."""
    return sum(_NARROW.get(sign) or _WIDE.get(sign) or 570 for sign in text) * size / 1000


def _show(text: str, left: int, size: int, *, bold: bool, rise: int = 0) -> bytes:
    face = b"/F2" if bold else b"/F1"
    return b"BT %s %d Tf %d @Y Td %d Ts %s Tj ET" % (face, size, left, rise, _string(text))


def _string(text: str) -> bytes:
    r"""A PDF string in WinAnsi, its brackets and backslashes escaped.

    >>> _string("6 % (Vormonat)")
    b'(6 % \\(Vormonat\\))'
    """
    raw = text.encode("cp1252", errors="replace")
    for sign in (b"\\", b"(", b")"):
        raw = raw.replace(sign, b"\\" + sign)
    return b"(" + raw + b")"


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name
