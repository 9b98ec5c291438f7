"""The words of periods.toml, as patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from pipelines.statistics.cues import stem_pattern


@cache
def load_words(name: str) -> re.Pattern[str]:
    """Any of the words of a table, whole."""
    words = "|".join(map(stem_pattern, load_periods()[name]["words"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def load_nouns(name: str) -> re.Pattern[str]:
    """Any of the nouns of a table, at the end of a noun where they begin with `*`."""
    words = sorted(load_periods()[name]["nouns"], key=len, reverse=True)
    ends = "|".join(re.escape(word[1:]) for word in words if word[0] == "*")
    whole = "|".join(re.escape(word) for word in words if word[0] != "*")
    return re.compile(rf"(?:{ends}|\A(?:{whole}))(?:en|[ens])?\Z", re.IGNORECASE)


@cache
def load_periods() -> dict[str, dict[str, list[str]]]:
    """The tables of the file."""
    return tomllib.loads(
        (files("pipelines.statistics") / "periods.toml").read_text(encoding="utf-8")
    )
