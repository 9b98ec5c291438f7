"""What holds of a whole announcement, whichever of its sentences is read."""

from attrs import frozen

from pipelines.statistics.events import Event
from pipelines.statistics.moments import Moment


@frozen(kw_only=True)
class Report:
    """An announcement's times; each is None where it has none."""

    published: str | None = None
    """The day of publication."""
    time: str | None = None
    """The month, quarter, half-year or year reported on."""
    event: Event | None = None
    """What it tells of."""
    survey: Moment | None = None
    """When the people were asked whose answers it tells."""
    planned: str | None = None
    """The year that it plans for."""
