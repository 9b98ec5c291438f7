"""`kjc read`: dates and figures of texts, without any crawl."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TextIO

from pipelines.reading_texts import read_announcement

OK, BAD_LINE, WRONG_USE = 0, 1, 2


class BadLineError(ValueError):
    """A line of the input is no announcement; the message says what is wrong with it."""


def read_lines(lines: Iterable[bytes], answers: TextIO, complaints: TextIO) -> int:
    """Read one JSON object a line, write one a line, in order; return the exit code.

    A bad line is named on `complaints`, and the rest is read.
    """
    code = OK
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = read_announcement(**_read_line(line))
        except BadLineError as error:
            complaints.write(f"kjc: line {number}: {error}\n")
            code = BAD_LINE
            continue
        answers.write(_write_line(answer))
    return code


def read_plain(data: bytes, published: date | None, answers: TextIO, complaints: TextIO) -> int:
    """Show a person what is read from one text; JSON lines, read as one, would mislead."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        complaints.write(f"kjc: the text is not UTF-8 at byte {error.start}; convert it first\n")
        return BAD_LINE
    if _is_object(text.lstrip().partition("\n")[0]):
        complaints.write("kjc: these are JSON lines, no plain text; read them with --json\n")
        return WRONG_USE
    answer = read_announcement("-", published.isoformat() if published else None, "", (), text)
    answers.writelines(
        f"{mention['start']:6}  {mention['value']:24} {_one_line(mention)}\n"
        for mention in answer["dates"]
    )
    for figure in answer["figures"]:
        value = f"{figure['modifier']}{figure['value']}".removeprefix("=")
        if "value_to" in figure:
            value += f"–{figure['value_to']}"
        facts = (figure["unit"], figure["indicator"], figure["period"], figure["change"])
        told = " ".join(str(fact) for fact in facts if fact)
        answers.write(f"{figure['start']:6}  {value:12} {told:50} {_one_line(figure)}\n")
    return OK


def _write_line(answer: dict[str, Any]) -> str:
    """One line of JSON; half a surrogate pair, which no UTF-8 can hold, goes out as it came in."""
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(answer)
    return line + "\n"


def _one_line(mention: dict[str, Any]) -> str:
    return "«" + " ".join(mention["quote"].split()) + "»"


def _is_object(line: str) -> bool:
    try:
        _read_object(line)
    except BadLineError:
        return False
    return True


def _read_object(line: bytes | str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 5,000 brackets
        raise BadLineError(f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise BadLineError("not a JSON object")
    return data


def _read_line(line: bytes) -> dict[str, Any]:
    """Check one line; keys that are not used are not looked at."""
    data = _read_object(line)
    announcement = {
        "id": data.get("id"),
        "published": data.get("published"),
        "title": data.get("title") or "",
        "jobcenters": data.get("jobcenters") or [],
        "text": data.get("text"),
    }
    for key in ("id", "title", "text"):
        if not isinstance(announcement[key], str):
            raise BadLineError(f"{key} is {announcement[key]!r}, not a string")
    slugs = announcement["jobcenters"]
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        raise BadLineError(f"jobcenters is {slugs!r}, not a list of slugs")
    published = data.get("published")
    try:
        if published is not None:
            date.fromisoformat(published)
    except (TypeError, ValueError) as error:
        raise BadLineError(f"published is {published!r}, not YYYY-MM-DD or null") from error
    return announcement
