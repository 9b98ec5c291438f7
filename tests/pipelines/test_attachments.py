"""Links that are files, what the page says of them, and lines that do nothing but offer them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipelines.attachments import find_files, is_file_line
from pipelines.document import Document, parse_html
from pipelines.layout import find_blocks

CASES = tomllib.loads(
    (Path(__file__).parent / "examples" / "files.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["html"] for case in CASES])
def test_files_of_a_block(case: dict[str, Any]) -> None:
    url = "https://www.example.org/"
    tree = parse_html(f"<html><body>{case['html']}</body></html>")
    (block,) = find_blocks(Document(tree=tree, url=url, base_url=url, charset="utf-8"))
    files = find_files(block, url)
    wanted = [(row[0], row[1], row[2] if len(row) > 2 else None) for row in case["files"]]
    assert [(file.url, file.title, file.size_stated) for file in files] == wanted
    assert is_file_line(block, files) == case["line"]
