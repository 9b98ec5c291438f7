"""The files that a post links, with the size that the page states: PDF, Office, archives."""

import re
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from attrs import evolve
from lxml.html import HtmlElement

from pipelines.blocks import Block
from pipelines.document import fold_spaces, read_words
from pipelines.items import Attachment

MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docm": "application/vnd.ms-word.document.macroenabled.12",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "zip": "application/zip",
    "epub": "application/epub+zip",
}
"""What counts as a file of a post, by its name's ending; pictures and films do not."""

_NAMED: Final = re.compile(rf"\.({'|'.join(MEDIA_TYPES)})\Z", re.IGNORECASE)
_VALUE: Final = re.compile(rf"[=/][^&=]*\.({'|'.join(MEDIA_TYPES)})(?=[&;]|\Z)", re.IGNORECASE)
# Addresses behind which a file may be, where the words around the link say that it is one.
_HANDLER: Final = re.compile(
    r"(?:download|getfile|get_file|publicationFile|blob=|securedl|jumpurl|eID=|dumpFile"
    r"|/datei(?:en)?/|/file/|/files/|/media/|/dokumente?/|/documents?/|/attachment|at_download"
    r"|fid=|file=|doc(?:ument)?id=)",
    re.IGNORECASE,
)
_MAYBE: Final = re.compile(
    rf"\.(?:{'|'.join(MEDIA_TYPES)})(?![a-z0-9])|{_HANDLER.pattern}", re.IGNORECASE
)
"""A quick look at an address: anything else is a page."""
_PAGES: Final = ("/", ".html", ".htm")
_TYPES: Final = "|".join((*MEDIA_TYPES, "word", "excel", "powerpoint"))
_SAYS_FILE: Final = re.compile(rf"(?<![^\W_])(?:{_TYPES})(?![^\W_])", re.IGNORECASE)
_SIZE: Final = re.compile(
    r"(?<![\w.,])(?P<size>(?:~|ca\.\ ?)?\d{1,4}(?:[.,]\d{1,3}){0,2}[\s\xa0]?"
    r"(?:k|m|g)?(?:i?B|byte[s]?|Bytes))(?![^\W_])",
    re.IGNORECASE | re.VERBOSE,
)
# What stands beside a file's name and is no word of the post: "[PDF-Datei | 385 kB]".
_NOTE: Final = re.compile(
    rf"""[\[(](?=[^\])]{{0,60}}(?:\b(?:{_TYPES})\b|\d[\s\xa0]?[kmg]?i?b(?:yte)?s?\b))[^\])]{{1,80}}[\])]
       | (?<![^\W_])(?:{_TYPES})[\s-]*(?:datei|dokument|file|download|format)?(?![^\W_])
       | \d{{1,4}}(?:[.,]\d{{1,3}}){{0,2}}[\s\xa0]?[kmg]?i?b(?:ytes?)?(?![^\W_])
       | (?:nicht[ ])?barrierefrei(?:e[sr]?)?
       | (?:öffnet|wird)[ ](?:in[ ])?(?:neuem|einem[ ]neuen)[ ](?:fenster|tab)(?:[ ]geöffnet)?""",
    re.IGNORECASE | re.VERBOSE,
)
_GENERIC: Final = re.compile(
    r"(?:hier|download|herunterladen|herunterladen:?|pdf|pdf-datei|datei|dokument|link|mehr|öffnen"
    r"|anzeigen|ansehen|zum download|pdf-download|download pdf|pdf herunterladen|datei öffnen"
    r"|hier klicken|klicken sie hier|hier herunterladen|weiterlesen|diesem link|diesen link|»|>)",
    re.IGNORECASE,
)
_DOWNLOAD_WORDS: Final = re.compile(
    r"(?:download|herunterladen|dateien?|anhang|anhänge|anlagen?|dokumente?|zum|als|hier|icon|stand"
    r"|dateianhänge?|größe|dateigröße|typ|format|öffnen|ansehen|anzeigen|weitere|von|vom|im|die|den"
    r"|der|das|des|zur|und|bytes|seiten?|neu|externer|interner|link|attachments?|files?|file)\b"
    r"|[\W\d_]+",
    re.IGNORECASE,
)


def is_file_address(url: str) -> bool:
    """Whether an address names a file of a kind that posts attach.

    >>> [is_file_address(u) for u in ("https://a.de/Bericht.PDF?v=1", "https://a.de/x.php")]
    [True, False]
    """
    return urlsplit(url).path.rpartition(".")[2].lower() in MEDIA_TYPES


def find_files(block: Block, base_url: str) -> list[Attachment]:
    """The files that a block links, in their order, each once."""
    files: dict[str, Attachment] = {}
    for link in block.links:
        file = read_file(link, base_url, around=block.text)
        if file is None:
            continue
        known = files.get(file.url)
        if known is None or (_is_bare(known) and not _is_bare(file)):
            files[file.url] = file
    if not files:
        return []
    sizes = _SIZE.findall(block.text)
    if len(files) == 1 and sizes:
        url, file = files.popitem()
        files[url] = file if file.size_stated else evolve(file, size_stated=_fold_size(sizes[0]))
    elif len(files) > 1 and len(sizes) == len(files):
        for size, (url, file) in zip(sizes, list(files.items()), strict=True):
            files[url] = evolve(file, size_stated=file.size_stated or _fold_size(size))
    return list(files.values())


def read_file(link: HtmlElement, base_url: str, around: str = "") -> Attachment | None:
    """A link as a file of a post; None where it leads to a page, a picture or nowhere."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    named = not href.endswith(_PAGES) and _MAYBE.search(href) is not None
    if not (named or link.get("type") or link.get("download") is not None):
        return None
    try:
        url = urldefrag(urljoin(base_url, href)).url
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    words = read_words(link)
    suffix = _find_suffix(parts.path, parts.query, link, words, around)
    if suffix is None:
        return None
    name = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    title = _read_title(words) or _read_title(link.get("title") or "") or name or url
    if _GENERIC.fullmatch(title) and _NAMED.search(name):
        title = name
    size = _SIZE.search(f"{words} {link.get('title') or ''}")
    return Attachment(
        url=url,
        title=title,
        size_stated=_fold_size(size["size"]) if size else None,
        media_type=MEDIA_TYPES.get(suffix),
    )


def is_file_line(block: Block, files: list[Attachment]) -> bool:
    """Whether a block does nothing but offer files, so that it is no text of the post."""
    if not files:
        return False
    rest = block.text
    for link in block.links:
        rest = rest.replace(read_words(link) or "\0", " ", 1)
    rest = _DOWNLOAD_WORDS.sub(" ", _NOTE.sub(" ", rest))
    letters = len("".join(rest.split()))
    # "Das Merkblatt steht hier zur Verfügung." is a sentence; a line of file names is none.
    return letters <= 20 and not (block.text.rstrip().endswith(".") and letters > 4)


_PICTURES: Final = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?)\Z", re.IGNORECASE)
_BY_TYPE: Final = {media_type: suffix for suffix, media_type in MEDIA_TYPES.items()}
_BY_WORD: Final = {"word": "doc", "excel": "xls", "powerpoint": "ppt"}


def _find_suffix(path: str, query: str, link: HtmlElement, words: str, around: str) -> str | None:
    """The ending of the file a link leads to, "" where only words say that it is one."""
    named = _NAMED.search(path.rstrip("/")) or _VALUE.search(f"?{query}" if query else "")
    if named is None and _PICTURES.search(path):
        return None
    if named is None:
        named = _NAMED.search(link.get("download") or "")
    if named is not None:
        return named[1].lower()
    media_type = (link.get("type") or "").split(";")[0].strip().lower()
    if media_type in _BY_TYPE:
        return _BY_TYPE[media_type]
    return _find_said(words, around) if _HANDLER.search(f"{path}?{query}") else None


def _find_said(words: str, around: str) -> str | None:
    """The kind of file that the words of a download link, or those around it, name."""
    said = _SAYS_FILE.search(words)
    if said is None and len(around) < 200 and _SIZE.search(around):
        said = _SAYS_FILE.search(around)
    if said is not None:
        return _BY_WORD.get(said[0].lower(), said[0].lower())
    return "" if _SIZE.search(words) else None


def _read_title(words: str) -> str:
    """A file's name as the page calls it, without format and size."""
    title = re.sub(r"[\[(][^\])]{0,80}[\])]\s*\Z", "", words) if _NOTE.search(words) else words
    title = _SIZE.sub(" ", title)
    title = re.sub(r"[\s,|–-]+\Z", "", fold_spaces(title))
    title = re.sub(r"\s+(?:herunterladen|downloaden|download)\Z", "", title, flags=re.IGNORECASE)
    return title.strip(" \xa0")


def _is_bare(file: Attachment) -> bool:
    """Whether a file goes by nothing but its name or a generic word."""
    return bool(_GENERIC.fullmatch(file.title)) or file.title in unquote(file.url)


def _fold_size(size: str) -> str:
    r"""A size with one blank before its unit.

    >>> _fold_size("385kB"), _fold_size("1,2\xa0MB")
    ('385 kB', '1,2 MB')
    """
    return re.sub(r"(?<=\d)[\s\xa0]*(?=[A-Za-z])", " ", size.strip())
