"""The one clock: whoever needs the time asks here, and nothing under pipelines does."""

from datetime import UTC, datetime


def now_utc() -> str:
    """The time now, UTC, ISO 8601 to the second: `2026-01-31T05:00:00Z`."""
    now = datetime.now(UTC)  # noqa: TID251 - this is the place that the ban points to
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
