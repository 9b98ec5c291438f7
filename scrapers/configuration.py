"""What a user sets once: kjc.toml in the folder, or KJC_… in the environment, else defaults."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import field, fields, frozen

from pipelines.site import is_absolute

PREFIX = "KJC_"


class ConfigurationError(ValueError):
    """A setting is unknown or has a bad value; the message says where, and what is allowed."""


def _paths(value: Any) -> tuple[Path, ...]:
    if isinstance(value, str):
        value = [part for part in value.split(os.pathsep) if part]
    if not isinstance(value, list | tuple) or not all(isinstance(v, str | Path) for v in value):
        raise ValueError("a list of folders")
    return tuple(Path(v) for v in value)


def _path(value: Any) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError("a path")
    return Path(value)


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("a string")
    return value or None


def _contact(value: Any) -> str | None:
    text = _text(value)
    if text is not None and not text.isprintable():  # it becomes a part of a header
        raise ValueError("one printable line")
    return text


def _address(value: Any) -> str | None:
    text = _text(value)
    if text is not None and (not is_absolute(text) or urlsplit(text).query):
        raise ValueError("an absolute http(s) address, such as https://news.example.org/")
    return text


def _seconds(value: Any) -> float:
    says = "seconds between 0 and 3600"
    try:
        number = float(value)
    except ValueError as error:
        raise ValueError(says) from error
    if not 0 <= number <= 3600:
        raise ValueError(says)
    return number


def _megabytes(value: Any) -> int:
    says = "whole megabytes between 1 and 1000"
    try:
        number = int(value)
    except ValueError as error:
        raise ValueError(says) from error
    if not 1 <= number <= 1000:
        raise ValueError(says)
    return number


@frozen(kw_only=True)
class Configuration:
    """Every setting; the environment (KJC_DB, KJC_CONTACT, …) wins over kjc.toml."""

    db: Path = field(default=Path("kjc.db"), converter=_path)
    """The archive."""
    out: Path = field(default=Path("public"), converter=_path)
    """Where the feeds and their index page are written."""
    sites: tuple[Path, ...] = field(default=(), converter=_paths)
    """Folders with site files of one's own."""
    corrections: Path = field(default=Path("corrections.toml"), converter=_path)
    """Where you put right a jobcenter, a day, a figure; the file need not be there."""
    contact: str | None = field(default=None, converter=_contact)
    """A mail address or page that the user agent names; without it only loopback is crawled."""
    public_url: str | None = field(default=None, converter=_address)
    """Under which address `out` is published."""
    delay: float = field(default=2.0, converter=_seconds)
    """Seconds between two requests to one host (none on loopback)."""
    page_megabytes: int = field(default=10, converter=_megabytes)
    """A larger page is refused."""
    attachment_megabytes: int = field(default=20, converter=_megabytes)
    """A larger attachment is not kept."""


def read_configuration(folder: Path, environment: Mapping[str, str]) -> Configuration:
    """Read kjc.toml in `folder`, if there is one, and the KJC_ variables over it.

    Raises ConfigurationError; relative paths of kjc.toml are relative to `folder`.
    """
    file = folder / "kjc.toml"
    values: dict[str, tuple[Any, str]] = {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        table = {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: not TOML: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error
    values |= {key: (value, str(file)) for key, value in table.items()}
    values |= {
        name.removeprefix(PREFIX).lower(): (value, f"environment variable {name}")
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }
    known = {a.name: a for a in fields(Configuration)}
    read: dict[str, Any] = {}
    for key, (value, where) in values.items():
        if key not in known:
            raise ConfigurationError(
                f"{where}: unknown setting {key}; allowed: {', '.join(sorted(known))}"
            )
        convert = known[key].converter
        try:
            read[key] = convert(value)  # type: ignore[operator, misc]  # every field has a converter
        except (TypeError, ValueError) as error:
            raise ConfigurationError(f"{where}: {key} = {value!r}; allowed: {error}") from error
    return Configuration(**read)
