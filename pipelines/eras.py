"""The time that a paragraph speaks of, sentence by sentence."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.moments import Moment
from pipelines.times import is_before, is_whole

ONCE = re.compile(r"(?<!\w)(?:noch|waren\ses|sind\ses)(?!\w)")


class Era(NamedTuple):
    """The time that a paragraph speaks of so far, and the one that it compares with."""

    now: str | None = None
    compared: str | None = None
    risen_from: str | None = None
    """The time of A, where the sentence before says it of `von A auf B`."""
    last: str | None = None
    """The last date that was named, whatever for: what `damals` points to."""


def next_era(
    passage_text: str,
    moments: Sequence[Moment],
    era: Era,
    reported: str | None,
    *,
    topical: bool = False,
) -> Era:
    """The era after a sentence: its own latest date, unless that looks back.

    A year that holds the month spoken of changes nothing, nor does an older date that only lends
    a value to compare with (`Im Februar 2021 waren es noch …`). A `topical` sentence holds no
    figure: it says what time the next ones speak of, however long.
    """
    now = era.now
    for moment in moments:
        aside = moment.compared or moment.ago or moment.told or moment.lasting or moment.bracketed
        if aside or moment.pointer or not moment.value:
            continue
        value = moment.value
        current = now or reported
        if current is None:
            now = value
        elif is_whole(value, current) or (current.startswith(value) and not topical):
            now = current
        elif not is_before(value, current) or (
            # an older month beside a month reported on is there to compare with
            now is None and len(value) != len(reported or "") and not ONCE.search(passage_text)
        ):
            now = value
    compared = [moment.value for moment in moments if moment.compared or moment.ago]
    named = [moment.value for moment in moments if moment.value]
    return Era(now, compared[-1] if compared else era.compared, last=named[-1] if named else None)
